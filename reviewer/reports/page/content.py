"""What stands on the page, ready to be set: no judgement and no arithmetic is left to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level by name (high, for style and script), shape (▲) and word (高)."""

    name: str
    sign: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A small sign behind a phrase that leads to the doubt which rests on it: ▲1."""

    label: str
    href: str
    spoken: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a narrative; ``code`` stands for a character behind it that can not be shown.

    ``level`` is None for what no doubt rests on. ``href`` leads to the weightiest doubt, ``ids``
    are where doubts begin, ``signs`` name those whose evidence ends here.
    """

    text: str
    code: str = ""
    ids: tuple[str, ...] = ()
    level: Level | None = None
    href: str = ""
    signs: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A part of a doubt and what it is called: 可核, 教育事业统计报表; it may lead to a phrase."""

    name: str
    text: str
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A finding. ``number`` counts within its row; it is empty for those of the table."""

    id: str
    number: str
    level: Level
    state: str
    message: str
    parts: tuple[Said, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity as printed and as read."""

    text: str
    value: str
    unit: str
    measure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An indicator. ``states`` are those of its doubts, for the filter.

    ``closed`` rows show their name only until they are opened, with a ``remark`` where they are not
    simply in order; ``long`` narratives scroll.
    """

    id: str
    short: str
    name: str
    section: str
    score: str
    level: Level
    verdict: str
    remark: str
    stake: str
    basis: str
    where: str
    pieces: tuple[Piece, ...]
    asides: tuple[Said, ...]
    criteria: str
    doubts: tuple[Doubt, ...]
    passed: tuple[str, ...]
    figures: tuple[Figure, ...]
    figure_count: int
    figures_left: str
    states: str
    closed: bool
    long: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows under one heading: 建议核查 5 项，涉及 1.08—13.42 分."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many rows are of a level."""

    level: Level
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Lines under one heading, at the end of a submission."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A submission with all that was found in it; ``index`` holds its rows as printed."""

    id: str
    heading: str
    source: str
    sha256: str
    totals: str
    totals_level: Level
    total: str
    passed: tuple[str, ...]
    aside: tuple[str, ...]
    counts: tuple[Count, ...]
    stake: str
    since: str
    clear: str
    doubts: tuple[Doubt, ...]
    index: tuple[Row, ...]
    groups: tuple[Group, ...]
    ends: tuple[Lines, ...]
    coverage: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The whole page; ``levels`` counts the rows of all submissions for the filter."""

    title: str
    sheets: tuple[Sheet, ...]
    failures: tuple[str, ...]
    levels: tuple[Count, ...]
    states: tuple[tuple[str, str], ...]
    stamp: str
    notice: str
