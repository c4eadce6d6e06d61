"""What a clause looks like to the second opinion.

Its words and pairs of words, its characters (缺口, 缺额 and 短缺 share one), and marks for the
rest: figures, hints, what the rules said here and next to it. Figures are written as #, so that
缺口37人 and 缺口120人 look alike.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple, TypeVar

from reviewer.model import (
    Comparison,
    Kind,
    Mention,
    Progress,
    Quantity,
    Relation,
    TargetComparison,
    Tone,
)

_SENTENCE_ENDS = frozenset("。；;！？!?\n")
_CLAUSE_ENDS = _SENTENCE_ENDS | frozenset("，,：（）()")
_DIGITS = re.compile(r"\d[\d,.]*")
_SHARES = (100, 95, 90, 80, 60)
_SHORT = 3
_LENGTH_STEP, _LONGEST = 4, 5
START, END = "^", "$"
DENIED = "denied"
_TONES = {tone: (f"hints {tone}", f"hints {tone} again") for tone in Tone}
T = TypeVar("T")


class Clause(NamedTuple):
    """A clause on the surface: its place, its words as traits, the sentence it belongs to."""

    start: int
    end: int
    words: tuple[str, ...]
    sentence: int


class Read(NamedTuple):
    """What was read in a narrative before the second opinion; offsets on the surface.

    ``worse`` are figures that moved the wrong way beside those of another year.
    """

    mentions: Sequence[tuple[int, int, Mention]]
    hints: Sequence[tuple[int, int, Tone]]
    denials: Sequence[tuple[int, int, str]]
    silenced: Sequence[int]
    quantities: Sequence[tuple[int, int, Quantity]]
    comparisons: tuple[Comparison, ...]
    targets: tuple[TargetComparison, ...]
    progress: tuple[Progress, ...]
    relations: tuple[Relation, ...]
    worse: tuple[Quantity, ...] = ()


class Traits(NamedTuple):
    """The traits of one clause."""

    clause: Clause
    pairs: tuple[str, ...]
    characters: frozenset[str]
    marks: frozenset[str]


def clauses(text: str, tokens: Sequence[str]) -> list[Clause]:
    """The clauses of a text with their words."""
    found: list[Clause] = []
    words: list[str] = []
    position, sentence, start = 0, 0, 0
    for token in tokens:
        if token[0] in _CLAUSE_ENDS:
            if words:
                found.append(Clause(start, position, tuple(words), sentence))
            words = []
            position += len(token)
            start = position
            sentence += not _SENTENCE_ENDS.isdisjoint(token)
            continue
        words.append(_DIGITS.sub("#", token) if token[0].isdecimal() else token)
        position += len(token)
    if words:
        found.append(Clause(start, position, tuple(words), sentence))
    return found


def traits(found: Sequence[Clause], read: Read) -> Iterator[Traits]:
    """The traits of each clause."""
    starts = [clause.start for clause in found]
    said = _by_clause(starts, len(found), read.mentions)
    figures = _by_clause(starts, len(found), read.quantities)
    hinted = _by_clause(starts, len(found), read.hints)
    denied = _by_clause(starts, len(found), read.denials)
    judged = _judged(read)
    adverse = {
        found[place].sentence for place, group in enumerate(said) if any(m.adverse for m in group)
    }
    for place, clause in enumerate(found):
        marks = [*_figures(figures[place], judged), *_tones(hinted[place]), *_place(found, place)]
        if said[place]:
            marks += _states(said[place])
        if denied[place]:
            marks.append(DENIED)
        for name, other in (("before ", place - 1), ("after ", place + 1)):
            if 0 <= other < len(found) and said[other]:
                same = "" if found[other].sentence == clause.sentence else "far "
                marks += [f"{same}{name}{m.status}" for m in said[other]]
        if clause.sentence in adverse and not any(m.adverse for m in said[place]):
            marks.append("admitted nearby")
        words = clause.words
        yield Traits(
            clause,
            tuple(map(" ".join, zip((START, *words), (*words, END), strict=True))),
            frozenset("".join(words)),
            frozenset(marks),
        )


def _by_clause(
    starts: Sequence[int], count: int, items: Sequence[tuple[int, int, T]]
) -> list[list[T]]:
    """The items of each clause, by where they begin."""
    grouped: list[list[T]] = [[] for _ in range(count)]
    for start, _, item in items:
        place = bisect_right(starts, start) - 1
        if place >= 0:
            grouped[place].append(item)
    return grouped


def _states(mentions: Sequence[Mention]) -> Iterator[str]:
    """What the rules made of the cues here."""
    for mention in mentions:
        status = mention.status.value
        yield from (status, f"{mention.category} {status}", f"{mention.severity} {status}")


def _place(found: Sequence[Clause], place: int) -> Iterator[str]:
    """Where the clause stands, and how long it is."""
    clause = found[place]
    if place == 0 or found[place - 1].sentence != clause.sentence:
        yield "opens the sentence"
    if place + 1 == len(found):
        yield "ends the text"
    if len(found) <= _SHORT:
        yield "short text"
    yield f"length {min(len(clause.words) // _LENGTH_STEP, _LONGEST)}"


def _tones(hints: Sequence[Tone]) -> Iterator[str]:
    """The tones of the expressions here, and whether one comes more than once."""
    if not hints:
        yield "no hint"
    seen: set[Tone] = set()
    for tone in hints:
        once, again = _TONES[tone]
        yield again if tone in seen else once
        seen.add(tone)


def _judged(read: Read) -> dict[int, str]:
    """What is known of a figure, by the start of its quantity in the raw text."""
    known: dict[int, str] = {}
    for relation in read.relations:
        kind = f"{relation.kind} {'holds' if relation.holds else 'open'}"
        known.update((quantity.start, kind) for quantity in (relation.stated, *relation.parts))
    for state in read.progress:
        for part in state.parts:
            known[part.start] = "all done" if state.done >= state.total else "part done"
    held = [(c.quantity, c.met) for c in read.comparisons]
    held += [(target.quantity, target.met) for target in read.targets]
    known.update((quantity.start, "reached" if met else "missed") for quantity, met in held)
    return known


def _figures(quantities: Sequence[Quantity], judged: dict[int, str]) -> Iterator[str]:
    """Kinds of figures, movements, shares near or far from the whole, what they are held to."""
    if not quantities:
        yield "no figure"
    for quantity in quantities:
        yield quantity.kind.value
        if quantity.change:
            yield quantity.change
        if quantity.comparator != "=":
            yield f"figure {quantity.comparator}"
        if quantity.kind is Kind.PERCENT and isinstance(quantity.value, Decimal):
            yield _share(quantity.value)
        if quantity.start in judged:
            yield judged[quantity.start]


def _share(value: Decimal) -> str:
    floor = next((least for least in _SHARES if value >= least), 0)
    return f"share from {floor}"
