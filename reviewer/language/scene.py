"""One narrative as the readers of context see it: boundaries, modifiers, figures."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reviewer.language.patterns import Hit
from reviewer.language.spans import SpanIndex
from reviewer.model import Kind, ModifierCue, ModifierKind, Quantity

# How far a count may stand from the phrase it counts.
_NEAR = 3
# How far a modifier may reach at most, in code points: a long sentence, not a text without stops.
_FAR = 200


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
    def _acting(self) -> SpanIndex[Hit[ModifierCue]]:
        terminator = ModifierKind.TERMINATOR
        return SpanIndex(m for m in self.modifiers if m.value.kind is not terminator)

    def modifiers_near(self, start: int, end: int) -> list[Hit[ModifierCue]]:
        """The modifiers that may reach a phrase, terminators apart, in order."""
        return self._acting.overlapping(start - _FAR, end + _FAR)

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

    @cached_property
    def counts(self) -> SpanIndex[tuple[int, int, Quantity]]:
        """The counts among the quantities, by place."""
        return SpanIndex(item for item in self.quantities if item[2].kind is Kind.COUNT)

    def counts_in(self, start: int, end: int) -> list[Quantity]:
        """The counts that lie within a stretch."""
        return [count for _, stop, count in self.counts.starting(start, end) if stop <= end]

    def count_beside(self, start: int, end: int) -> Quantity | None:
        """The count right behind a phrase (隐患12处), else right before it (12处隐患)."""
        limit = min(end + _NEAR, self.clause_end(start)) + 1
        behind = next((count for *_, count in self.counts.starting(end, limit)), None)
        if behind is not None:
            return behind
        clause = self.clause_start(start)
        before = [
            count
            for first, stop, count in self.counts.overlapping(start - _NEAR - 1, start)
            if first >= clause and stop <= start
        ]
        return before[-1] if before else None
