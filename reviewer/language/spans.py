"""Spans in order, for looking up those near a place without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from operator import itemgetter
from typing import Any, Generic, TypeVar

T = TypeVar("T", bound=tuple[Any, ...])


class SpanIndex(Generic[T]):
    """Tuples that begin with a start and an end, by place. Spans are half-open."""

    def __init__(self, items: Iterable[T]) -> None:
        self._items = sorted(items, key=itemgetter(0))
        self._starts = [item[0] for item in self._items]
        self._longest = max((item[1] - item[0] for item in self._items), default=0)

    def __bool__(self) -> bool:
        return bool(self._items)

    def overlapping(self, start: int, end: int) -> list[T]:
        """The items that share a character with ``start`` to ``end``, in order."""
        if not self._items:
            return []
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end, first)
        return [item for item in self._items[first:last] if item[1] > start]

    def starting(self, start: int, end: int) -> list[T]:
        """The items that start in ``start`` to ``end``, in order."""
        first = bisect_left(self._starts, start)
        return self._items[first : bisect_left(self._starts, end, first)]
