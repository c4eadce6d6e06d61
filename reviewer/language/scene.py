"""One narrative as the readers of context see it: boundaries, modifiers, figures."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reviewer.language.patterns import Hit
from reviewer.model import Kind, ModifierCue, ModifierKind, Quantity

# How far a count may stand from the phrase it counts.
_NEAR = 3


@dataclass(frozen=True)
class Scene:
    """One narrative's surface with its boundaries and the hits that survived, in order.

    ``sentences`` and ``clauses`` hold the starts of each, beginning with 0. ``quantities`` carry
    surface offsets.
    """

    text: str
    sentences: Sequence[int]
    clauses: Sequence[int]
    modifiers: Sequence[Hit[ModifierCue]]
    quantities: Sequence[tuple[int, int, Quantity]]

    @cached_property
    def terminators(self) -> list[int]:
        """Where terminators start."""
        return [m.start for m in self.modifiers if m.value.kind is ModifierKind.TERMINATOR]

    @cached_property
    def by_sentence(self) -> dict[int, list[Hit[ModifierCue]]]:
        """The modifiers of each sentence."""
        groups: dict[int, list[Hit[ModifierCue]]] = {}
        for modifier in self.modifiers:
            if modifier.value.kind is not ModifierKind.TERMINATOR:
                groups.setdefault(self.sentence(modifier.start), []).append(modifier)
        return groups

    def sentence(self, position: int) -> int:
        """The index of the sentence at ``position``."""
        return bisect_right(self.sentences, position) - 1

    def clause(self, position: int) -> int:
        """The index of the clause at ``position``."""
        return bisect_right(self.clauses, position) - 1

    def clause_start(self, position: int) -> int:
        """Where the clause of ``position`` starts."""
        return self.clauses[self.clause(position)]

    def clause_end(self, position: int) -> int:
        """Where the clause of ``position`` ends."""
        index = self.clause(position) + 1
        return self.clauses[index] if index < len(self.clauses) else len(self.text)

    def sentence_end(self, position: int) -> int:
        """Where the sentence of ``position`` ends."""
        index = self.sentence(position) + 1
        return self.sentences[index] if index < len(self.sentences) else len(self.text)

    def terminated(self, start: int, end: int) -> bool:
        """Whether a terminator stands between two positions."""
        index = bisect_right(self.terminators, start - 1)
        return index < len(self.terminators) and self.terminators[index] < end

    def counts_in(self, start: int, end: int) -> list[Quantity]:
        """The counts that lie within a stretch."""
        return [
            quantity
            for q_start, q_end, quantity in self.quantities
            if q_start >= start and q_end <= end and quantity.kind is Kind.COUNT
        ]

    def count_beside(self, start: int, end: int) -> Quantity | None:
        """The count right behind a phrase (隐患12处), else right before it (12处隐患)."""
        limit = self.clause_end(start)
        behind = before = None
        for q_start, q_end, quantity in self.quantities:
            if quantity.kind is not Kind.COUNT:
                continue
            if end <= q_start <= min(end + _NEAR, limit):
                behind = behind or quantity
            if start - _NEAR <= q_end <= start and q_start >= self.clause_start(start):
                before = quantity
        return behind or before
