"""What a city claims in a self-evaluation table."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from reviewer.model.document import Location

NOWHERE = Location()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """一级指标: a title without its score, and the full score it declares, in points."""

    title: str
    full_score: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One scored row (二级指标) of a submission.

    ``title`` carries neither number nor full score; ``narrative`` is the cell's text exactly as
    read, and ``location`` is that cell's place. ``score_text`` is the score cell as printed;
    ``grade`` is what it says where the form scores by grades (达标, A): there are no points then.
    """

    number: str
    title: str
    section: str | None
    full_score: Decimal | None
    self_score: Decimal | None
    narrative: str
    score_text: str = ""
    deduction_note: str = ""
    criteria: str = ""
    attachments: str = ""
    location: Location = NOWHERE
    grade: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What was read and what could not be: counts of rows, and Chinese notes."""

    rows_found: int
    rows_expected: int
    narratives_empty: int = 0
    scores_missing: int = 0
    notes: tuple[str, ...] = ()


class ColumnRole(StrEnum):
    """What a column of the form holds; the values are the keys of ``[headers]`` in columns.toml."""

    LEVEL_ONE = "level_one"
    LEVEL_TWO = "level_two"
    LEVEL_THREE = "level_three"
    INDICATOR = "indicator"
    POINT = "point"
    NUMBER = "number"
    FULL_SCORE = "full_score"
    SELF_SCORE = "self_score"
    DEDUCTED = "deducted"
    GRADE = "grade"
    NARRATIVE = "narrative"
    RESULT = "result"
    DEDUCTION_NOTE = "deduction_note"
    CRITERIA = "criteria"
    ATTACHMENTS = "attachments"
    OTHER_SCORE = "other_score"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormWords:
    """The words by which the parts of a form are told (lexicons/columns.toml).

    ``headers`` holds (synonym, role); within a role the stronger synonym comes first.
    """

    headers: tuple[tuple[str, ColumnRole], ...]
    other_scorers: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    full_totals: tuple[str, ...] = ()
    subtotals: tuple[str, ...] = ()
    bonuses: tuple[str, ...] = ()
    footers: tuple[str, ...] = ()
    full_marks: tuple[str, ...] = ()
    no_points: tuple[str, ...] = ()
    no_deduction: tuple[str, ...] = ()
    deducted: tuple[str, ...] = ()
    score_labels: tuple[str, ...] = ()
    not_scored: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    place_labels: tuple[str, ...] = ()
    not_places: tuple[str, ...] = ()
    not_alone: tuple[str, ...] = ()
    place_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """自评表: what one city claims. Totals are in points as declared by the form.

    ``extra_score`` and ``extra_full`` are those of rows that are no indicators (加分项, 扣分项): a
    total may include them.
    """

    source: str
    sha256: str
    title: str
    city: str | None
    year: int | None
    full_total: Decimal | None
    declared_total: Decimal | None
    sections: tuple[Section, ...]
    indicators: tuple[Indicator, ...]
    coverage: Coverage
    province: str | None = None
    extra_score: Decimal = Decimal(0)
    extra_full: Decimal = Decimal(0)
