"""Every sum that a narrative lets one do, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from reviewer.arithmetic.averages import Averages
from reviewer.arithmetic.changes import Changes
from reviewer.arithmetic.conversions import Conversions
from reviewer.arithmetic.figures import Figure, by_sentence
from reviewer.arithmetic.gaps import Gaps
from reviewer.arithmetic.sets import Sets
from reviewer.arithmetic.shares import Shares
from reviewer.arithmetic.stocks import Stocks
from reviewer.arithmetic.sums import Sums
from reviewer.arithmetic.words import RelationWords
from reviewer.model import Quantity, Relation, RelationKind, Span

# What an average, or a ratio, has before it.
_AVERAGED = re.compile("均|每|比|单价")
# How many figures of the sentences before may explain a share, and how long a sentence may be.
_EARLIER, _MOST_FIGURES = 12, 60


class Arithmetic:
    """Compiled words of relations.toml; call it with what was read in a narrative."""

    def __init__(self, words: RelationWords) -> None:
        self._shares = Shares(words)
        self._averages = Averages(words)
        self._gaps = Gaps(words)
        self._readers = (
            Conversions(),
            Sums(words),
            Changes(words),
            Stocks(words),
            Sets(words),
        )

    def __call__(
        self, text: str, sentences: Sequence[Span], quantities: Sequence[Quantity]
    ) -> Iterator[Relation]:
        """The relations between the figures of a narrative, those of a sentence together."""
        if len(quantities) < 2:
            return
        earlier: list[Figure] = []
        for found in by_sentence(text, sentences, quantities):
            for start in range(0, len(found), _MOST_FIGURES):
                yield from _each_once(self._of(found[start : start + _MOST_FIGURES], earlier))
            earlier = [*earlier, *found][-_EARLIER:]

    def _of(self, figures: Sequence[Figure], earlier: Sequence[Figure]) -> Iterator[Relation]:
        if any(figure.is_percent for figure in figures):
            yield from self._shares.find(figures, earlier)
        if any(_AVERAGED.search(figure.before) for figure in figures):
            yield from self._averages.find(figures, earlier)
        if len(figures) > 1:
            yield from self._gaps.find(figures, earlier)
            for reader in self._readers:
                yield from reader.find(figures)


def _each_once(relations: Iterable[Relation]) -> Iterator[Relation]:
    """One sum of the same figures: 517 - 498 = 19 says what 517 = 498 + 19 says."""
    kept = list(relations)
    told = {
        frozenset(q.start for q in (found.stated, *found.parts))
        for found in kept
        if found.kind is not RelationKind.PARTS
    }
    for found in kept:
        same = frozenset(q.start for q in (found.stated, *found.parts)) in told
        if found.kind is not RelationKind.PARTS or not same:
            yield found
