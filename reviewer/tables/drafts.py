"""Indicators while their rows are being read, and the scores read when they are complete."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from reviewer.model import FormWords, Indicator, Location, Section
from reviewer.tables.scores import number_in, parse_score, shortened

if TYPE_CHECKING:
    from reviewer.grid import Grid
    from reviewer.tables.columns import Columns
    from reviewer.tables.headers import Header


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A table of the form; ``header`` is None for a continued or headless one.

    ``is_summary`` is set for a sheet with scores but no narratives, beside others that have them.
    """

    grid: Grid
    header: Header | None
    columns: Columns
    first_row: int
    is_summary: bool = False


@dataclass(slots=True, kw_only=True)
class Draft:
    """An indicator while its rows are being read; texts by role, one a cell."""

    number: str
    title: str
    section: str | None
    title_full: Decimal | None
    column_full: Decimal | None
    score_texts: list[str]
    where: str
    location: Location
    narratives: list[str] = field(default_factory=list)
    deductions: list[str] = field(default_factory=list)
    criteria: list[str] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    deducted: bool = False

    @property
    def narrative(self) -> str:
        """Return the narrative, of several cells one below the other."""
        return "\n".join(self.narratives)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What was read in the tables so far."""

    drafts: tuple[Draft, ...] = ()
    sections: tuple[Section, ...] = ()
    section: str | None = None
    declared: Decimal | None = None
    full: Decimal | None = None
    misread: int = 0
    notes: tuple[str, ...] = ()
    footers: tuple[str, ...] = ()

    def joined(self, other: Part) -> Part:
        """Return both parts, the other after this one."""
        known = {section.title for section in self.sections}
        return Part(
            drafts=self.drafts + other.drafts,
            sections=self.sections + tuple(s for s in other.sections if s.title not in known),
            section=other.section,
            declared=other.declared if other.declared is not None else self.declared,
            full=other.full if other.full is not None else self.full,
            misread=self.misread + other.misread,
            notes=self.notes + other.notes,
            footers=self.footers + other.footers,
        )


def finished(part: Part, words: FormWords) -> tuple[tuple[Indicator, ...], list[str]]:
    """Return the indicators with their scores read (points), and notes on what was not clear."""
    notes: list[str] = []
    indicators = tuple(_finished(draft, words, notes) for draft in part.drafts)
    return indicators, notes


def _finished(draft: Draft, words: FormWords, notes: list[str]) -> Indicator:
    full = draft.column_full if draft.column_full is not None else draft.title_full
    if None not in (draft.column_full, draft.title_full) and draft.column_full != draft.title_full:
        notes.append(
            f"{draft.where}“{shortened(draft.title)}”的分值前后不一："
            f"名称中为 {draft.title_full} 分，分值列为 {draft.column_full} 分，按分值列读取。"
        )
    points, remarks, said = _points(draft, full, words)
    notes += [f"{draft.where}“{shortened(draft.title)}”：{note}。" for note in said]
    return Indicator(
        number=draft.number,
        title=draft.title,
        section=draft.section,
        full_score=full,
        self_score=points,
        narrative=draft.narrative,
        score_text="\n".join(draft.score_texts),
        deduction_note="\n".join(dict.fromkeys([*draft.deductions, *remarks])),
        criteria="\n".join(dict.fromkeys(draft.criteria)),
        attachments="\n".join(dict.fromkeys(draft.attachments)),
        location=draft.location,
    )


def _points(
    draft: Draft, full: Decimal | None, words: FormWords
) -> tuple[Decimal | None, list[str], list[str]]:
    """Return the points, remarks that stood beside them, and notes."""
    if draft.deducted:
        return _points_left(draft, full)
    if not draft.score_texts:
        return None, [], ["得分为空"]
    readings = [parse_score(text, full, words) for text in draft.score_texts]
    known = [reading.points for reading in readings if reading.points is not None]
    remarks = [reading.remark for reading in readings if reading.remark]
    notes = [reading.note for reading in readings if reading.note]
    return (sum(known, Decimal(0)) if known else None), remarks, notes


def _points_left(draft: Draft, full: Decimal | None) -> tuple[Decimal | None, list[str], list[str]]:
    """Return the full score less what a column of deducted points holds; blank is nothing."""
    text = "".join(draft.score_texts)
    lost = number_in(text.strip().lstrip("-－−扣减")) if text.strip() else Decimal(0)
    if lost is None or full is None:
        return None, [], [f"扣分“{shortened(text)}”未能换算为得分"]
    return full - lost, [], [f"得分由分值 {full} 减扣分 {lost} 得出"]
