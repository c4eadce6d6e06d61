"""Automatic numbers of paragraphs: what Word writes before them though the file has no such text.

Counters belong to the definition (w:abstractNum) and go on through all lists that use it; a
startOverride begins anew where its list is first met (ECMA-376, part 1, 17.9).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from reviewer.readers.word.list_numbers import written
from reviewer.readers.word.wordml import (
    MAX_NUMBER,
    attribute,
    child_at,
    is_on,
    local,
    number_at,
    number_in,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

    from reviewer.readers.word.styles import Style, Styles

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
# Word keeps 255 characters; a label is repeated with every paragraph
_LONGEST = 100
_MOST_IDS = 10 * MAX_NUMBER
_MOST_LINKS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How one level of a list is numbered; ``text`` has %1 to %9 where numbers go."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    spaced: bool = False
    legal: bool = False
    restart: int | None = None
    style: str | None = None
    digits: int = 0


@dataclass(slots=True, kw_only=True)
class _Definition:
    """A w:abstractNum: its levels, and how far it has been counted."""

    levels: dict[int, Level]
    link: str | None
    counters: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """A w:num: a definition, with levels and starts of its own."""

    definition: int
    levels: dict[int, Level]
    starts: dict[int, int]


_Found = tuple[_List, _Definition, dict[int, Level]]


class Numbering:
    """The lists of a document, counted on as its paragraphs come by."""

    def __init__(self, load: Callable[[], etree._Element | None], styles: Styles) -> None:
        """``load`` returns the part with the lists when the first number is asked for."""
        self._load = load
        self._styles = styles
        self._found: dict[int, _Found | None] = {}
        self._begun: set[tuple[int, int]] = set()

    @cached_property
    def _root(self) -> etree._Element | None:
        return self._load()

    @cached_property
    def _definitions(self) -> dict[int, _Definition]:
        return {
            number_in(attribute(child, "abstractNumId"), -1, _MOST_IDS): _definition(child)
            for child in (self._root if self._root is not None else ())
            if local(child) == "abstractNum"
        }

    @cached_property
    def _lists(self) -> dict[int, _List]:
        return {
            number_in(attribute(child, "numId"), -1, _MOST_IDS): _list(child)
            for child in (self._root if self._root is not None else ())
            if local(child) == "num"
        }

    def label(self, own: etree._Element | None, style: Style, style_id: str | None) -> str:
        """Return the number of the next paragraph, "" for none: "1.", "（一）", "2.1 ".

        ``own`` is its w:numPr. It ends in a space where the list puts one there.
        """
        given = child_at(own, "numId")
        num_id = style.num_id if given is None else number_at(given, 0, _MOST_IDS)
        if not num_id:
            return ""
        found = self._resolved(num_id)
        if found is None:
            return ""
        chosen, definition, levels = found
        place = child_at(own, "ilvl")
        if place is not None or given is not None:
            level = number_at(place, 0)
        else:
            level = _linked(levels, style, style_id)
        if level not in levels:
            return ""
        self._count(level, num_id, found)
        return _text(level, levels, chosen, definition.counters)

    def _resolved(self, num_id: int) -> _Found | None:
        """Return a list, its definition, and the levels of both, once for every list."""
        if num_id not in self._found:
            self._found[num_id] = self._looked_up(num_id)
        return self._found[num_id]

    def _looked_up(self, num_id: int) -> _Found | None:
        """Go through the numbering styles that stand between a list and its definition."""
        for _ in range(_MOST_LINKS):
            chosen = self._lists.get(num_id)
            definition = self._definitions.get(chosen.definition) if chosen else None
            if chosen is None or definition is None:
                return None
            if definition.link is None or definition.levels:
                return chosen, definition, definition.levels | chosen.levels
            num_id = self._styles.of(definition.link).num_id or 0
        return None

    def _count(self, level: int, num_id: int, found: _Found) -> None:
        chosen, definition, levels = found
        counters = definition.counters
        anew = level in chosen.starts and (num_id, level) not in self._begun
        self._begun.add((num_id, level))
        if level in counters and not anew:
            counters[level] += 1
        else:
            counters[level] = chosen.starts.get(level, levels[level].start)
        for deeper in [place for place in counters if place > level]:
            limit = levels[deeper].restart if deeper in levels else None
            if limit is None or level < limit:
                del counters[deeper]


def _definition(element: etree._Element) -> _Definition:
    link = attribute(child_at(element, "numStyleLink"))
    return _Definition(levels=_levels(element), link=link)


def _list(element: etree._Element) -> _List:
    levels: dict[int, Level] = {}
    starts: dict[int, int] = {}
    for override in element:
        if local(override) == "lvlOverride":
            levels.update(_levels(override))
            start = child_at(override, "startOverride")
            place = number_in(attribute(override, "ilvl"), _LEVELS)
            if start is not None and place < _LEVELS:
                starts[place] = number_at(start, 1, MAX_NUMBER)
    definition = child_at(element, "abstractNumId")
    return _List(definition=number_at(definition, -1, _MOST_IDS), levels=levels, starts=starts)


def _levels(element: etree._Element) -> dict[int, Level]:
    found = {}
    for child in element:
        place = number_in(attribute(child, "ilvl"), _LEVELS)
        if local(child) == "lvl" and place < _LEVELS:
            found[place] = _level(child)
    return found


def _level(element: etree._Element) -> Level:
    form = _form(element)
    restart = child_at(element, "lvlRestart")
    return Level(
        start=number_at(child_at(element, "start"), 0, MAX_NUMBER),
        form=attribute(form) or "decimal",
        text=(attribute(child_at(element, "lvlText")) or "")[:_LONGEST],
        spaced=attribute(child_at(element, "suff")) == "space",
        legal=is_on(child_at(element, "isLgl")),
        restart=None if restart is None else number_at(restart, 0),
        style=attribute(child_at(element, "pStyle")),
        digits=_digits(form),
    )


def _form(element: etree._Element) -> etree._Element | None:
    """Return the w:numFmt; newer formats stand beside a plain one in mc:AlternateContent."""
    return next(element.iter("{*}numFmt"), None)


def _digits(form: etree._Element | None) -> int:
    """Return the width of a custom format: "001, 002, 003, ..." has three digits."""
    first = (attribute(form, "format") or "").partition(",")[0].strip()
    return len(first) if first.isascii() and first.isdecimal() and len(first) < 10 else 0


def _linked(levels: dict[int, Level], style: Style, style_id: str | None) -> int:
    """Return the level that is tied to a style, or to the one that it has its numbers from."""
    tied = {level.style: place for place, level in levels.items() if level.style}
    for name in (style_id, style.numbered_by):
        if name in tied:
            return tied[name]
    return style.level or 0


def _text(level: int, levels: dict[int, Level], chosen: _List, counters: dict[int, int]) -> str:
    shown = levels[level]
    if shown.form == "bullet":
        return ""

    def number(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        if place > level or place not in levels:
            return ""
        one = levels[place]
        # a level that has not come by yet stands at its start
        value = counters.get(place, chosen.starts.get(place, one.start))
        if shown.legal and one.form != "none":
            return str(value)
        return f"{value:0{one.digits}}" if one.digits else written(value, one.form)

    text = _PLACE.sub(number, shown.text)[:_LONGEST]
    return f"{text} " if text and shown.spaced else text


def stored_label(listed: etree._Element | None) -> str:
    """Return the number that Word 2003 stored with a paragraph of a list; no bullets."""
    shown = attribute(child_at(listed, "t")) or ""
    return shown[:_LONGEST] if any(sign.isalnum() for sign in shown) else ""
