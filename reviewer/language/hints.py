"""Expressions that hint at how a clause is meant, for the second opinion to weigh."""

from __future__ import annotations

from collections.abc import Mapping

import ahocorasick_rs

from reviewer.model import Tone


class Hints:
    """Finds the expressions of lexicons/hints in a text: leftmost, the longest of each place."""

    def __init__(self, hints: Mapping[str, Tone]) -> None:
        self._tones = tuple(hints.values())
        self._automaton = ahocorasick_rs.AhoCorasick(
            hints, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def __call__(self, text: str) -> list[tuple[int, int, Tone]]:
        """Start, end and tone of each, in order."""
        found = self._automaton.find_matches_as_indexes(text)
        return [(start, end, self._tones[index]) for index, start, end in found]
