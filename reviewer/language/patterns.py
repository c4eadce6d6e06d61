"""Phrases of the lexicons as patterns, found in one pass over a text.

A phrase is plain text with these marks: ``[甲/乙]`` one of these, ``<组名>`` one of a group in
groups.csv, ``…`` up to eight characters of the same clause, ``……`` up to 40, ``#`` a figure;
``!<组名>`` none of a group, ``?`` makes what
stands before it optional. The literal head of each phrase is looked for with one
Aho–Corasick automaton; what follows a head is compared at that place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar

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


Ends = Callable[[str, int], int | None]


def _done(text: str, position: int) -> int | None:
    return position


class Rest(NamedTuple):
    """What must follow a head: ``end`` finds where it ends; ``firsts`` are the characters it may
    begin with, empty where it may begin with any."""

    end: Ends
    firsts: frozenset[str]


_ANY: frozenset[str] = frozenset()
_FIGURE_FIRSTS = frozenset("0123456789一二两三四五六七八九十百千")


@dataclass(frozen=True, slots=True)
class Words:
    """One of several words; ``by_length`` holds them, the longest first."""

    by_length: tuple[tuple[int, frozenset[str]], ...]
    optional: bool

    def then(self, following: Rest) -> Rest:
        """These words and what follows, the longest words first."""
        lengths, optional, rest = self.by_length, self.optional, following.end

        def end(text: str, position: int) -> int | None:
            for length, words in lengths:
                if text[position : position + length] in words:
                    found = rest(text, position + length)
                    if found is not None:
                        return found
            return rest(text, position) if optional else None

        firsts = frozenset(word[0] for _, words in lengths for word in words)
        return Rest(end, _either(firsts, following.firsts) if optional else firsts)


@dataclass(frozen=True, slots=True)
class Gap:
    """A few characters; ``barred`` words may not begin inside."""

    least: int
    most: int
    stops: frozenset[str]
    barred: tuple[str, ...]

    def then(self, following: Rest) -> Rest:
        """What follows behind a gap, the shortest gap first."""
        least, most, stops, barred = self.least, self.most, self.stops, self.barred
        rest, firsts = following

        def end(text: str, position: int) -> int | None:
            nearest = position + least
            for here, character in enumerate(text[position : position + most + 1], position):
                if here >= nearest and (not firsts or character in firsts):
                    found = rest(text, here)
                    if found is not None:
                        return found
                if character in stops or text.startswith(barred, here):
                    return None
            return None

        return Rest(end, _ANY)


@dataclass(frozen=True, slots=True)
class Figures:
    """A figure, Arabic or Chinese."""

    optional: bool

    def then(self, following: Rest) -> Rest:
        """A figure and what follows."""
        optional, rest = self.optional, following.end

        def end(text: str, position: int) -> int | None:
            match = _FIGURE.match(text, position)
            found = rest(text, match.end()) if match else None
            return rest(text, position) if found is None and optional else found

        return Rest(end, _either(_FIGURE_FIRSTS, following.firsts) if optional else _FIGURE_FIRSTS)


@dataclass(frozen=True, slots=True)
class NotWords:
    """Nothing, where none of some words begins."""

    words: tuple[str, ...]

    def then(self, following: Rest) -> Rest:
        """What follows, unless a word begins there."""
        words, rest = self.words, following.end

        def end(text: str, position: int) -> int | None:
            return None if text.startswith(words, position) else rest(text, position)

        return Rest(end, following.firsts)


def _either(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    return one | other if one and other else _ANY


Element = Words | Gap | Figures | NotWords
Parsed = tuple[str, ...] | Gap | Figures | NotWords


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase taken apart: the literal ``heads`` it may begin with, and what must follow.

    ``rest`` gives the end of what follows from where a head ends, None where it does not follow;
    it is None itself where nothing need follow.
    """

    heads: tuple[str, ...]
    rest: Ends | None = None


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
    return Pattern(tuple(dict.fromkeys(heads)), _rest(elements))


def _rest(elements: Sequence[Parsed]) -> Ends | None:
    if not elements:
        return None
    rest = Rest(_done, _ANY)
    for element in reversed(elements):
        rest = _compiled(element).then(rest)
    return rest.end


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


class Matcher:
    """Finds every phrase of a lexicon in a text, overlaps included."""

    def __init__(self, phrases: Iterable[tuple[str, object]], groups: Groups) -> None:
        by_head: dict[str, list[_Entry]] = {}
        for order, (phrase, value) in enumerate(phrases):
            pattern = parse(phrase, groups)
            entry = _Entry(order, pattern.rest, value)
            for head in pattern.heads:
                by_head.setdefault(head, []).append(entry)
        self._heads = tuple(_by_type(entries) for entries in by_head.values())
        self._automaton = ahocorasick_rs.AhoCorasick(by_head)

    def hits(self, text: str) -> Hits:
        """What occurs in a text."""
        return Hits(
            text,
            [
                (self._heads[index], start, end)
                for index, start, end in self._automaton.find_matches_as_indexes(
                    text, overlapping=True
                )
            ],
        )


class _Entry(NamedTuple):
    order: int
    rest: Ends | None
    value: Any


_ByType = tuple[tuple[type, tuple[_Entry, ...]], ...]
_PLACE = itemgetter(0, 1, 2)


def _by_type(entries: Sequence[_Entry]) -> _ByType:
    if len(entries) == 1:
        return ((type(entries[0].value), (entries[0],)),)
    kinds = dict.fromkeys(type(entry.value) for entry in entries)
    return tuple(
        (kind, tuple(entry for entry in entries if type(entry.value) is kind)) for kind in kinds
    )


class Hits:
    """The heads found in one text; what must follow them is looked at when a type is asked for."""

    def __init__(self, text: str, heads: Iterable[tuple[_ByType, int, int]]) -> None:
        self._text = text
        self._asked: dict[type, list[Hit[Any]]] = {}
        self._heads: dict[type, list[tuple[tuple[_Entry, ...], int, int]]] = {}
        for by_type, start, end in heads:
            for kind, entries in by_type:
                self._heads.setdefault(kind, []).append((entries, start, end))

    def of(self, kind: type[T]) -> list[Hit[T]]:
        """The phrases of one type that occur: in the order of their starts, the longest first,
        then as in the files."""
        if kind not in self._asked:
            self._asked[kind] = self._found(kind)
        return self._asked[kind]

    def _found(self, kind: type[T]) -> list[Hit[T]]:
        text = self._text
        found: list[tuple[int, int, int, int, T]] = []
        for entries, start, head_end in self._heads.get(kind, ()):
            for order, rest, value in entries:
                end = head_end if rest is None else rest(text, head_end)
                if end is not None:
                    found.append((start, -end, order, head_end - start, value))
        if len(found) > 1:
            found.sort(key=_PLACE)
        return [
            Hit(start, -end, value, literal)
            for place, (start, end, order, literal, value) in enumerate(found)
            # A phrase with several heads may be found twice at a place.
            if not place or found[place - 1][:3] != (start, end, order)
        ]
