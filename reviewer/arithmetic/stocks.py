"""Stocks: 上年89个，当年消除52个、新增4个，年末41个.

What there was, what came and went, and what there is follow one another in one unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reviewer.arithmetic.figures import Bounds, Figure, agrees
from reviewer.arithmetic.showing import as_written, printed, relation
from reviewer.arithmetic.words import RelationWords, any_of
from reviewer.model import Relation, RelationKind

_NEAR = r"[^，。；、\d]{0,8}$"
_MOST = 6
_PLACES = ("stock", "in", "out", "end")


class Stocks:
    """Compiled words for what there was, came, went and is."""

    def __init__(self, words: RelationWords) -> None:
        said = words["存量"]
        self._roles = {place: re.compile(rf"(?:{any_of(said[place])}){_NEAR}") for place in _PLACES}

    def find(self, figures: Sequence[Figure]) -> Iterator[Relation]:
        """The stocks of one sentence."""
        counts = [figure for figure in figures if figure.is_count and not figure.loose]
        for place, first in enumerate(counts):
            if self._role(first) in ("stock", "end"):
                found = self._follow(counts[place : place + _MOST])
                if found:
                    yield found

    def _role(self, figure: Figure) -> str:
        """The role whose word stands nearest before a figure, empty if none does."""
        if self._roles["stock"].search(figure.before):
            # 上年底 holds 年底 too.
            return "stock"
        found = {
            place: match.start()
            for place, words in self._roles.items()
            if (match := words.search(figure.before))
        }
        return max(found, key=lambda place: found[place], default="")

    def _follow(self, counts: Sequence[Figure]) -> Relation | None:
        """The closing stock behind movements in both directions, all told by their words."""
        first, roles = counts[0], []
        for figure in counts[1:]:
            role = self._role(figure)
            if figure.unit != first.unit or role in ("", "stock"):
                return None
            roles.append(role)
            if role == "end":
                break
        else:
            return None
        if "in" not in roles or "out" not in roles:
            return None
        moves = list(zip(counts[1:], roles[:-1], strict=False))
        return _told(first, moves, counts[len(roles)])


def _told(first: Figure, moves: Sequence[tuple[Figure, str]], last: Figure) -> Relation:
    computed, low, high, terms = first.value, first.low, first.high, [as_written(first)]
    for figure, role in moves:
        sign = Decimal(1) if role == "in" else Decimal(-1)
        computed += sign * figure.value
        low += figure.low if role == "in" else -figure.high
        high += figure.high if role == "in" else -figure.low
        terms.append(f"{'+' if role == 'in' else '-'} {as_written(figure)}")
    shown = f"{' '.join(terms)} = {printed(computed, last)}{last.quantity.unit}"
    holds = agrees(last, Bounds(low, high))
    parts = (first, *(figure for figure, _ in moves))
    return relation(RelationKind.DIFFERENCE, last, parts, computed, shown, holds=holds)
