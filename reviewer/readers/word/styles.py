"""Styles of a Word document: what they say, with their bases, of numbers and of hidden text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from reviewer.readers.word.wordml import MAX_NUMBER, attribute, child_at, is_on, local, number_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

# what a style can say that matters here
TELLING = (b"numPr", b"vanish")
_BEGIN, _END = b"<w:style ", b"</w:style>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style with what it takes from its base; ``numbered_by`` is the style that numbers it."""

    base: str | None = None
    num_id: int | None = None
    level: int | None = None
    numbered_by: str | None = None
    hidden: bool | None = None


PLAIN = Style()


class Styles:
    """The styles of a document by their ids; ``load`` returns their part when one is asked for."""

    def __init__(self, load: Callable[[], etree._Element | None]) -> None:
        self._load = load
        self._whole: dict[str, Style] = {}

    @cached_property
    def _elements(self) -> dict[str, etree._Element]:
        root = self._load()
        found: dict[str, etree._Element] = {}
        for element in root if root is not None else ():
            if local(element) == "style":
                found.setdefault(attribute(element, "styleId") or "", element)
        return found

    def of(self, identity: str | None) -> Style:
        """Return a style, base styles laid under it; where bases run in a circle, the circle once.

        Every style is laid out once, so that long chains cost no more than their length.
        """
        if identity is None:
            return PLAIN
        waiting: dict[str, Style] = {}
        name: str | None = identity
        while name and name not in self._whole and name not in waiting:
            if name not in self._elements:
                break
            waiting[name] = _style(self._elements[name], name)
            name = waiting[name].base
        whole = self._whole.get(name or "", PLAIN)
        for name, style in reversed(waiting.items()):
            whole = self._whole[name] = _over(style, whole)
        return whole


def shortened(data: bytes) -> bytes:
    """Return the part with only what is asked of it here: a tenth of it, and quicker to parse.

    Styles of tables go, and those that neither say anything nor have a base; of those that only
    have a base that is kept. A part that is not written as Word writes it may come out malformed.
    """
    start = data.find(b">", data.find(b"<w:styles")) + 1
    kept = [data[:start]]
    while (start := data.find(_BEGIN, start)) >= 0 and (end := data.find(_END, start)) >= 0:
        stop = end
        if data.find(b'w:type="table"', start, data.find(b">", start)) >= 0:
            stop = start
        elif all(data.find(word, start, end) < 0 for word in TELLING):
            base = data.find(b"<w:basedOn ", start, end)
            stop = data.find(b">", base) + 1 if base >= 0 else start
        if stop > start:
            kept += [data[start:stop], _END]
        start = end + len(_END)
    return b"".join((*kept, b"</w:styles>"))


def _style(element: etree._Element, identity: str) -> Style:
    numbering = child_at(element, "pPr", "numPr")
    number, level = child_at(numbering, "numId"), child_at(numbering, "ilvl")
    vanish = child_at(element, "rPr", "vanish")
    return Style(
        base=attribute(child_at(element, "basedOn")),
        num_id=None if number is None else number_at(number, 0, 10 * MAX_NUMBER),
        level=None if level is None else number_at(level, 0),
        numbered_by=identity if number is not None else None,
        hidden=None if vanish is None else is_on(vanish),
    )


def _over(style: Style, base: Style) -> Style:
    return replace(
        style,
        num_id=base.num_id if style.num_id is None else style.num_id,
        level=base.level if style.level is None else style.level,
        numbered_by=style.numbered_by or base.numbered_by,
        hidden=base.hidden if style.hidden is None else style.hidden,
    )
