"""Phrases of the lexicons as patterns, found in one pass over a text.

A phrase is plain text with these marks: ``[甲/乙]`` one of these, ``<组名>`` one of a group in
groups.csv, ``…`` up to eight characters of the same clause, ``……`` up to 40, ``#`` a figure;
``!<组名>`` none of a group, ``?`` makes what
stands before it optional. The literal head of each phrase is looked for with one
Aho–Corasick automaton; what follows a head is compared at that place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

import ahocorasick_rs

from reviewer.errors import ConfigurationError

T = TypeVar("T")
Groups = Mapping[str, tuple[str, ...]]

BARRED = "间隔除外"
_SHORT_GAP, _LONG_GAP = 8, 40
_STOPS_SHORT = frozenset("，。；：、！？,;!?\n“”《》()未没难已")
_STOPS_LONG = frozenset("，。；：！？,;!?\n“”《》")
_FIGURE = re.compile(r"\d[\d.,]*(?:[余多万亿千百%‰][^\d，。；]?)?|[一二两三四五六七八九十百千]+")
_ELEMENT = re.compile(r"\[([^\]]*)\]|(!?)<([^>]*)>|(……|…)|(#)|([^\[<…#?!]+)")
_MARKS = frozenset("[<…#?!")
# A phrase that may begin in more ways than this is looked for by its first words only.
_MOST_HEADS = 60


@dataclass(frozen=True, slots=True)
class Words:
    """One of several words; ``by_length`` holds them, the longest first."""

    by_length: tuple[tuple[int, frozenset[str]], ...]
    optional: bool

    def ends(self, text: str, position: int) -> Iterator[int]:
        """Where the words that stand at ``position`` end, the longest first."""
        for length, words in self.by_length:
            if text[position : position + length] in words:
                yield position + length
        if self.optional:
            yield position


@dataclass(frozen=True, slots=True)
class Gap:
    """A few characters; ``barred`` words may not begin inside."""

    least: int
    most: int
    stops: frozenset[str]
    barred: tuple[str, ...]
    optional: bool = True

    def ends(self, text: str, position: int) -> Iterator[int]:
        """The positions that the gap may reach, the nearest first."""
        for length in range(self.most + 1):
            here = position + length
            if length >= self.least:
                yield here
            if here >= len(text) or text[here] in self.stops or text.startswith(self.barred, here):
                return


@dataclass(frozen=True, slots=True)
class Figures:
    """A figure, Arabic or Chinese."""

    optional: bool

    def ends(self, text: str, position: int) -> Iterator[int]:
        """Where the figure at ``position`` ends."""
        match = _FIGURE.match(text, position)
        if match:
            yield match.end()
        if self.optional:
            yield position


@dataclass(frozen=True, slots=True)
class NotWords:
    """Nothing, where none of some words begins."""

    words: tuple[str, ...]

    def ends(self, text: str, position: int) -> Iterator[int]:
        """The position itself, unless a word begins there."""
        if not text.startswith(self.words, position):
            yield position


Element = Words | Gap | Figures | NotWords
Parsed = tuple[str, ...] | Gap | Figures | NotWords


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase taken apart: the literal ``heads`` it may begin with, and what must follow."""

    heads: tuple[str, ...]
    rest: tuple[Element, ...] = ()


def _end(rest: Sequence[Element], text: str, position: int) -> int | None:
    """Where ``rest`` ends that starts at ``position``, None if it is not there."""
    if not rest:
        return position
    for after in rest[0].ends(text, position):
        end = _end(rest[1:], text, after)
        if end is not None:
            return end
    return None


def parse(phrase: str, groups: Groups) -> Pattern:
    """Take a phrase apart. Raises ConfigurationError for a pattern that means nothing."""
    if _MARKS.isdisjoint(phrase):
        return Pattern((phrase,))
    elements = list(_elements(phrase, groups))
    heads: list[str] = []
    while elements and isinstance(elements[0], tuple):
        longer = [head + word for head in heads or [""] for word in elements[0]]
        if heads and len(longer) > _MOST_HEADS:
            break
        heads = longer
        del elements[0]
    if not heads or not all(heads):
        raise ConfigurationError(f"词条“{phrase}”必须以文字开头，不能以 … 或 # 开头。")
    return Pattern(tuple(dict.fromkeys(heads)), tuple(map(_compiled, elements)))


def _compiled(element: Parsed) -> Element:
    if not isinstance(element, tuple):
        return element
    words = [word for word in element if word]
    lengths = sorted({len(word) for word in words}, reverse=True)
    by_length = tuple((n, frozenset(w for w in words if len(w) == n)) for n in lengths)
    return Words(by_length, "" in element)


def _elements(phrase: str, groups: Groups) -> Iterator[Parsed]:
    position = 0
    while position < len(phrase):
        match = _ELEMENT.match(phrase, position)
        if not match:
            raise ConfigurationError(f"词条“{phrase}”第 {position + 1} 个字符处无法识别。")
        choice, barred, group, gap, figure, plain = match.groups()
        position = match.end()
        optional = phrase[position : position + 1] == "?"
        position += optional
        if gap == "……":
            yield Gap(1, _LONG_GAP, _STOPS_LONG, ())
        elif gap:
            yield Gap(0, _SHORT_GAP, _STOPS_SHORT, groups.get(BARRED, ()))
        elif figure:
            yield Figures(optional)
        elif barred:
            yield NotWords(_words(phrase, None, group, None, groups))
        else:
            words = _words(phrase, choice, group, plain, groups)
            yield (*words, "") if optional else words


def _words(
    phrase: str, choice: str | None, group: str | None, plain: str | None, groups: Groups
) -> tuple[str, ...]:
    if group is not None and group not in groups:
        raise ConfigurationError(f"词条“{phrase}”中的词组 <{group}> 不在 groups.csv 中。")
    if group is not None:
        return groups[group]
    return (plain or "",) if choice is None else tuple(choice.split("/"))


class Hit(NamedTuple, Generic[T]):
    """Where a phrase occurs: half-open, on the surface; ``literal`` is its head's length."""

    start: int
    end: int
    value: T
    literal: int


def hit_span(hit: Hit[T]) -> tuple[int, int]:
    """Where a hit stands."""
    return hit.start, hit.end


class Matcher(Generic[T]):
    """Finds every phrase of a lexicon in a text, overlaps included."""

    def __init__(self, phrases: Iterable[tuple[str, T]], groups: Groups) -> None:
        by_head: dict[str, list[tuple[int, tuple[Element, ...], T]]] = {}
        for order, (phrase, value) in enumerate(phrases):
            pattern = parse(phrase, groups)
            entry = (order, pattern.rest, value)
            for head in pattern.heads:
                by_head.setdefault(head, []).append(entry)
        self._entries = tuple(by_head.values())
        self._automaton = ahocorasick_rs.AhoCorasick(by_head)

    def hits(self, text: str) -> list[Hit[T]]:
        """All occurrences in the order of their starts, the longest first, then as in the files."""
        found: dict[tuple[int, int, int], Hit[T]] = {}
        for index, start, head_end in self._automaton.find_matches_as_indexes(
            text, overlapping=True
        ):
            for order, rest, value in self._entries[index]:
                end = _end(rest, text, head_end) if rest else head_end
                if end is not None:
                    found[start, -end, order] = Hit(start, end, value, head_end - start)
        return [found[key] for key in sorted(found)]
