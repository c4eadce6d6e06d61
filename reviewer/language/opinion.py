"""A second opinion on every clause: does it count against the score?

A logistic regression over the traits of traits.py, trained on the labelled submissions and kept
as readable weights in opinion.json. Where it is sure, it takes back what the rules took for an
admission, and raises what no phrase of the lexicons names.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from reviewer.language.surface import Surface
from reviewer.language.traits import Read, Traits, clauses, traits
from reviewer.model import Category, OpinionWeights


class Opinion(NamedTuple):
    """How likely a clause counts against the score; offsets into the raw narrative."""

    start: int
    end: int
    chance: float
    traits: Traits


class SecondOpinion:
    """Weighs the clauses of a narrative; see opinion.json."""

    def __init__(self, weights: OpinionWeights) -> None:
        self.weights = weights

    def __call__(self, folded: Surface, tokens: Sequence[str], read: Read) -> list[Opinion]:
        """One opinion a clause, in order."""
        return [
            Opinion(
                *folded.raw(seen.clause.start, seen.clause.end),
                self.chance(seen),
                seen,
            )
            for seen in traits(clauses(folded.text, tokens), read)
        ]

    def chance(self, seen: Traits) -> float:
        """The chance that a clause counts against the score."""
        weights = self.weights
        score = weights.intercept
        for names, values in (
            (set(seen.clause.words), weights.words),
            (set(seen.pairs), weights.pairs),
            (seen.characters, weights.characters),
            (seen.marks, weights.marks),
        ):
            score += sum([values[name] for name in names if name in values])
        # The logistic function, written so that no score is too large for it.
        return 0.5 * (1.0 + math.tanh(0.5 * score))

    def category(self, seen: Traits) -> Category:
        """The category that the words of a clause speak for."""
        best, most = Category.PROBLEM, -math.inf
        for category, values in self.weights.categories.items():
            score = values.get("", 0.0) + sum(
                values.get(name, 0.0) for name in dict.fromkeys((*seen.clause.words, *seen.marks))
            )
            if score > most:
                best, most = category, score
        return best
