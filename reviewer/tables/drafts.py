"""Indicators while their rows are being read, and the scores read when they are complete."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from reviewer.model import FormWords, Indicator, Location, Section
from reviewer.tables.said import score_said
from reviewer.tables.scores import number_in, parse_score, shortened

if TYPE_CHECKING:
    from reviewer.grid import Grid
    from reviewer.tables.headers import Header
    from reviewer.tables.layout import Columns

MAX_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A table of the form; ``header`` is None for a continued or headless one.

    ``said``: it has no column of scores, they stand in titles and narratives. ``is_summary``: it is
    a sheet with scores but no narratives, beside others that have them; ``sums_sections``: its
    titles are the sections of other forms.
    """

    grid: Grid
    header: Header | None
    columns: Columns
    first_row: int
    said: bool = False
    is_summary: bool = False
    sums_sections: bool = False


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
    said: bool = False

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
    year: int | None = None
    extra_score: Decimal = Decimal(0)
    extra_full: Decimal = Decimal(0)

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
            year=self.year or other.year,
            extra_score=self.extra_score + other.extra_score,
            extra_full=self.extra_full + other.extra_full,
        )


def finished(part: Part, words: FormWords) -> tuple[tuple[Indicator, ...], list[str]]:
    """Return the indicators with their scores read (points), and notes on what was not clear."""
    notes: list[str] = []
    indicators = tuple(_finished(draft, words, notes) for draft in part.drafts)
    indicators, notes = _graded(indicators, notes)
    return indicators, [
        *notes,
        *_converted(part.drafts, indicators),
        *_blank(part.drafts, indicators),
    ]


def _converted(drafts: tuple[Draft, ...], indicators: tuple[Indicator, ...]) -> list[str]:
    """Return one note for each table whose scores are full scores less deductions."""
    counts: Counter[str] = Counter()
    for draft, indicator in zip(drafts, indicators, strict=True):
        if draft.deducted and indicator.self_score is not None:
            where = draft.location
            counts[f"工作表“{where.sheet}”" if where.sheet else f"表{where.table}"] += 1
    return [
        f"{name}只有扣分列，{count} 项的得分由分值减扣分得出，“/”“无”和空白按没有扣分读取。"
        for name, count in counts.items()
    ]


def _graded(
    indicators: tuple[Indicator, ...], notes: list[str]
) -> tuple[tuple[Indicator, ...], list[str]]:
    """Keep the grades of a form that scores by grades, and say so once; else each is a doubt."""
    counts = Counter(indicator.grade for indicator in indicators if indicator.grade)
    if not counts:
        return indicators, notes
    if 2 * counts.total() <= len(indicators):
        return tuple(replace(indicator, grade="") for indicator in indicators), notes
    kept = [note for note in notes if "得分写作等级" not in note]
    shown = "、".join(f"“{grade}” {count} 项" for grade, count in list(counts.items())[:MAX_SHOWN])
    said = f"有 {counts.total()} 项以等级自评（{shown}），没有分数，等级照原文保留。"
    return indicators, [*kept, said]


def _blank(drafts: tuple[Draft, ...], indicators: tuple[Indicator, ...]) -> list[str]:
    """Return what is to be said of rows whose score is blank: where, or that all of them are."""
    places = [
        f"{draft.where}“{shortened(draft.title)}”"
        for draft in drafts
        if not draft.deducted and not draft.score_texts
    ]
    if len(places) > 1 and len(places) == len(indicators):
        return [f"全部 {len(places)} 项的得分为空，可能是还没有填写的表格。"]
    if len(places) > MAX_SHOWN:
        return [f"{'、'.join(places[:MAX_SHOWN])}等 {len(places)} 项得分为空。"]
    return [f"{where}：得分为空。" for where in places]


def _finished(draft: Draft, words: FormWords, notes: list[str]) -> Indicator:
    full = draft.column_full if draft.column_full is not None else draft.title_full
    if None not in (draft.column_full, draft.title_full) and draft.column_full != draft.title_full:
        notes.append(
            f"{draft.where}“{shortened(draft.title)}”的分值前后不一："
            f"名称中为 {draft.title_full} 分，分值列为 {draft.column_full} 分，按分值列读取。"
        )
    score = _score(draft, full, words)
    notes += [f"{draft.where}“{shortened(draft.title)}”：{note}。" for note in score.notes]
    return Indicator(
        number=draft.number,
        title=draft.title,
        section=draft.section,
        full_score=full,
        self_score=score.points,
        narrative=draft.narrative,
        score_text="\n".join(draft.score_texts),
        deduction_note="\n".join(dict.fromkeys([*draft.deductions, *score.remarks])),
        criteria="\n".join(dict.fromkeys(draft.criteria)),
        attachments="\n".join(dict.fromkeys(draft.attachments)),
        location=draft.location,
        grade=score.grade,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Score:
    points: Decimal | None = None
    remarks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    grade: str = ""


def _score(draft: Draft, full: Decimal | None, words: FormWords) -> _Score:
    """Return the points of an indicator, what stood beside them, and notes."""
    if draft.deducted:
        return _points_left(draft, full, words)
    if draft.said and (statement := score_said(draft.narrative, words)) is not None:
        draft.score_texts = [statement.text]
        notes = (statement.note,) if statement.note else ()
        return _Score(points=statement.points_of(full), notes=notes)
    readings = [parse_score(text, full, words) for text in draft.score_texts]
    known = [reading.points for reading in readings if reading.points is not None]
    grades = list(dict.fromkeys(reading.grade for reading in readings if reading.grade))
    return _Score(
        points=sum(known, Decimal(0)) if known else None,
        remarks=tuple(reading.remark for reading in readings if reading.remark),
        notes=tuple(reading.note for reading in readings if reading.note),
        grade="、".join(grades) if not known else "",
    )


def _points_left(draft: Draft, full: Decimal | None, words: FormWords) -> _Score:
    """Return the full score less what a column of deducted points holds; blank is nothing."""
    text = "".join(draft.score_texts).strip()
    is_nothing = not text or text in words.not_scored or text in words.no_deduction
    lost = Decimal(0) if is_nothing else number_in(text.lstrip("-－−扣减"))
    if lost is None or full is None:
        return _Score(notes=(f"扣分“{shortened(text)}”未能换算为得分",))
    return _Score(points=full - lost)
