"""What a form's 评分标准 asks for: its clauses, and the deduction they come to for a narrative."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Clause(StrEnum):
    """How a clause of the criteria takes points away."""

    EACH = "each"
    POINT = "point"
    FIXED = "fixed"
    NOTHING = "nothing"
    RANGE = "range"
    BANDS = "bands"
    SHARE = "share"
    HALF = "half"


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """90%—95%得4分: from ``low`` (in %) on, ``score`` points are given."""

    low: Decimal
    score: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One clause: what it is about, and how many points it takes.

    ``least`` and ``most`` are points, taken for every ``step`` in ``unit`` where it counts;
    ``target`` is what is asked, in ``unit`` or in %; ``cap`` is the most it may take. ``falls``
    tells that less is worse, ``happens`` that events are counted (每发生1起), ``lacks`` that
    what is missing is (每少1次).
    """

    clause: Clause
    text: str
    subject: str
    least: Decimal = Decimal(0)
    most: Decimal = Decimal(0)
    step: Decimal = Decimal(1)
    unit: str = ""
    target: Decimal | None = None
    falls: bool = True
    happens: bool = False
    lacks: bool = False
    cap: Decimal | None = None
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """The criteria of one row; ``unread`` are the clauses that could not be made out."""

    criteria: tuple[Criterion, ...]
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """The deduction that the criteria come to, in points, and how: one line a clause.

    ``spans`` are the stretches of the narrative that they rest on; ``readable`` tells that at
    least one clause could be read, whether or not it asks for anything here.
    """

    least: Decimal
    most: Decimal
    steps: tuple[str, ...]
    unread: tuple[str, ...]
    readable: bool
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricRow:
    """One row of a rubric file: the words that its indicator's title holds, and its criteria."""

    title: tuple[str, ...]
    criteria: str
    full_score: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricFile:
    """A rubric of a province or a year, for forms that do not print theirs."""

    name: str
    rows: tuple[RubricRow, ...]
    first_year: int
    last_year: int

    def criteria_for(self, title: str, full_score: Decimal | None, year: int | None) -> str:
        """The criteria of the row whose words the title holds, the most words first; else empty.

        Empty too for a year in which the rubric does not hold.
        """
        if year is not None and not self.first_year <= year <= self.last_year:
            return ""
        fitting = [
            row
            for row in self.rows
            if all(word in title for word in row.title)
            and (row.full_score is None or full_score is None or row.full_score == full_score)
        ]
        return max(fitting, key=lambda row: len(row.title)).criteria if fitting else ""
