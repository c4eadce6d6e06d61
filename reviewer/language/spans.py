"""Spans in order, for looking up those near a place without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class SpanIndex(Generic[T]):
    """Items with a start and an end, by place. Spans are half-open."""

    def __init__(self, items: Iterable[T], span: Callable[[T], tuple[int, int]]) -> None:
        placed = sorted(((*span(item), order, item) for order, item in enumerate(items)))
        self._placed = placed
        self._starts = [start for start, *_ in placed]
        self._longest = max((end - start for start, end, *_ in placed), default=0)

    def __bool__(self) -> bool:
        return bool(self._placed)

    def overlapping(self, start: int, end: int) -> Iterator[tuple[int, int, T]]:
        """Start, end and item of each that shares a character with ``start`` to ``end``."""
        for index in range(bisect_left(self._starts, start - self._longest), len(self._placed)):
            item_start, item_end, _, item = self._placed[index]
            if item_start >= end:
                return
            if item_end > start:
                yield item_start, item_end, item

    def starting(self, start: int, end: int) -> Iterator[tuple[int, int, T]]:
        """Start, end and item of each that starts in ``start`` to ``end``."""
        for index in range(bisect_left(self._starts, start), len(self._placed)):
            item_start, item_end, _, item = self._placed[index]
            if item_start >= end:
                return
            yield item_start, item_end, item
