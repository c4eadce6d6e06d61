"""Runs that hold exactly a stretch of text: split where needed, with their formatting."""

from __future__ import annotations

import copy
from bisect import bisect_right
from collections.abc import Mapping
from operator import itemgetter

from lxml import etree

from reviewer.readers.word.traced import Origin, Traced
from reviewer.readers.word.wordml import local

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# a line end in a file that was laid out for the eye is a blank, to Word and to the reader
_BLANKS = " \t\n\r"
# Programs take these whole: a text box takes no comment, and of a character with its reading some
# programs move what is between them.
_CLOSED = frozenset(("txbxContent", "ruby"))


class Anchors:
    """Splits the runs of a document; ``elements`` leads from a reader's elements to its own."""

    def __init__(self, elements: Mapping[etree._Element, etree._Element]) -> None:
        self._elements = elements
        # what a w:t was split into: where each part begins in the text that it had
        self._parts: dict[etree._Element, list[tuple[int, etree._Element]]] = {}

    def around(
        self, text: Traced, start: int, end: int
    ) -> tuple[etree._Element, etree._Element] | None:
        """Return the first and the last run of a stretch of a text; None where it has none.

        What must be taken whole at either end is returned in place of a run if it stands in none.
        """
        origins = text.part(start, end).origins
        if not origins:
            return None
        # the beginning first: where a run is divided, the part before stays in it
        first = self._run_from(origins[0])
        last = self._run_to(origins[-1])
        return None if first is None or last is None else (first, last)

    def _run_from(self, origin: Origin) -> etree._Element | None:
        """Return the run that begins with an origin's first letter."""
        element = self._elements[origin.element]
        closed = _closed_around(element)
        if closed is not None:
            return _leading(closed) if _is_in_run(closed) else closed
        if local(element) == "t":
            element = self._split(element, origin.offset)
        return _leading(element)

    def _run_to(self, origin: Origin) -> etree._Element | None:
        """Return the run that ends with an origin's last letter."""
        element = self._elements[origin.element]
        closed = _closed_around(element)
        if closed is not None:
            return _trailing(closed) if _is_in_run(closed) else closed
        if local(element) == "t":
            until = origin.offset + origin.end - origin.start
            self._split(element, until)
            element = self._part_at(element, until - 1)[2]
        return _trailing(element)

    def _part_at(self, element: etree._Element, offset: int) -> tuple[int, int, etree._Element]:
        """Return the part of a w:t that holds a letter: its place, where it begins, itself."""
        parts = self._parts.setdefault(element, [(0, element)])
        place = max(bisect_right(parts, offset, key=itemgetter(0)) - 1, 0)
        return (place, *parts[place])

    def _split(self, element: etree._Element, offset: int) -> etree._Element:
        """Return the part of a w:t that begins at an offset; its text is split there if need be."""
        place, begin, part = self._part_at(element, offset)
        parts = self._parts[element]
        text = part.text or ""
        before, behind = text[: offset - begin], text[offset - begin :]
        if not _keeps_blanks(part):
            # blanks at the ends are not shown, and must not be when the part has two ends more
            if not before.strip(_BLANKS) or not behind.strip(_BLANKS):
                return part
            parts[place] = (begin + len(before) - len(before.lstrip(_BLANKS)), part)
            before, behind = before.lstrip(_BLANKS), behind.rstrip(_BLANKS)
        if not before or not behind:
            return part
        part.set(_SPACE, "preserve")
        later = part.makeelement(part.tag, {str(k): str(v) for k, v in part.attrib.items()})
        part.text, later.text = before, behind
        part.addnext(later)
        parts.insert(place + 1, (offset, later))
        return later


def _leading(element: etree._Element) -> etree._Element | None:
    """Return the run that an element begins; what stands before it becomes a run of its own."""
    before = element.getprevious()
    return _run_of(element if before is None or local(before) == "rPr" else _divided(element))


def _trailing(element: etree._Element) -> etree._Element | None:
    """Return the run that an element ends; what stands behind it becomes a run of its own."""
    following = element.getnext()
    if following is not None:
        _divided(following)
    return _run_of(element)


def _run_of(element: etree._Element) -> etree._Element | None:
    parent = element.getparent()
    return parent if parent is not None and local(parent) == "r" else None


def _divided(first: etree._Element) -> etree._Element:
    """Move a child of a run, and all behind it, to a new run with the same formatting."""
    run = first.getparent()
    if run is None or local(run) != "r":
        return first
    later = run.makeelement(run.tag, {str(k): str(v) for k, v in run.attrib.items()})
    properties = next((child for child in run if local(child) == "rPr"), None)
    if properties is not None:
        later.append(copy.deepcopy(properties))
    for child in [first, *first.itersiblings()]:
        later.append(child)
    run.addnext(later)
    return first


def _closed_around(element: etree._Element) -> etree._Element | None:
    """Return what must be taken whole around an element of a paragraph: a child of a run, or all.

    Of several, one in the other, it is the outermost.
    """
    above = list(element.iterancestors())
    paragraph = max((n for n, one in enumerate(above) if local(one) == "p"), default=0)
    closed = [n for n, one in enumerate(above[:paragraph]) if _is_closed(one)]
    if not closed:
        return None
    place = closed[-1]
    run = next((n for n in range(place, paragraph) if local(above[n]) == "r"), None)
    return above[place if run is None else run - 1]


def _is_closed(element: etree._Element) -> bool:
    """Whether no comment may begin or end in an element.

    Each program reads one of several alternatives, and a comment in another one is lost to it.
    """
    if local(element) != "AlternateContent":
        return local(element) in _CLOSED
    written = [branch for branch in element if next(branch.iter("{*}t"), None) is not None]
    return len(written) > 1 or _is_in_run(element)


def _is_in_run(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and local(parent) == "r"


def _keeps_blanks(element: etree._Element) -> bool:
    """Whether the file says that blanks at the ends of a w:t count: there, or for all."""
    own = element.get(_SPACE)
    return own == "preserve" or (
        own is None and element.getroottree().getroot().get(_SPACE) == "preserve"
    )
