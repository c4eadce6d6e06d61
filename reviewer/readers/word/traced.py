"""Texts that know which elements their letters come from, for reports that write into a copy."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree


@dataclass(frozen=True, slots=True)
class Origin:
    """Letters from ``start`` to ``end`` of a text are those of an element from ``offset`` on.

    The element is a w:t, or a tab, break or symbol that stands for all of them.
    """

    start: int
    end: int
    element: etree._Element
    offset: int = 0

    def moved(self, by: int) -> Origin:
        """Return the origin in a text that has ``by`` more letters before it."""
        return Origin(self.start + by, self.end + by, self.element, self.offset)


class Traced(str):
    """A text with the origins of its letters, in order; letters without one were made up."""

    origins: tuple[Origin, ...] = ()

    def strip(self, chars: str | None = None, /) -> Traced:
        """Return the text without blanks around it."""
        plain = str(self)
        left = len(plain) - len(plain.lstrip(chars))
        return self.part(left, max(left, len(plain.rstrip(chars))))

    def part(self, start: int, end: int) -> Traced:
        """Return a stretch of the text with the origins of its letters."""
        found = (origin for origin in self._across(start, end))
        return traced(
            str(self)[start:end],
            (
                Origin(
                    max(o.start, start) - start,
                    min(o.end, end) - start,
                    o.element,
                    o.offset + max(0, start - o.start),
                )
                for o in found
            ),
        )

    def _across(self, start: int, end: int) -> Iterator[Origin]:
        """Give the origins of at least one letter between two places."""
        first = bisect_right(self.origins, start, key=attrgetter("end"))
        for place in range(first, len(self.origins)):
            if self.origins[place].start >= end:
                return
            yield self.origins[place]


def traced(text: str, origins: Iterable[Origin]) -> Traced:
    """Return a text with its origins."""
    result = Traced(text)
    result.origins = tuple(origins)
    return result


def joined(separator: str, texts: Iterable[str]) -> str:
    """Join texts; where any of them is traced, so is the result."""
    parts = list(texts)
    text = separator.join(parts)
    if not any(type(part) is Traced for part in parts):
        return text
    origins: list[Origin] = []
    place = 0
    for part in parts:
        if isinstance(part, Traced):
            origins += (origin.moved(place) for origin in part.origins)
        place += len(part) + len(separator)
    return traced(text, origins)
