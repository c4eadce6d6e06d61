"""Of what a doubt speaks, and so which materials to have shown."""

from __future__ import annotations

from collections import Counter

import ahocorasick_rs

from reviewer.model.questions import Material

# Of how many subjects materials are named, and how many of each.
_SUBJECTS, _OF_FIRST, _OF_OTHERS = 2, 3, 1
# A further subject is spoken of at least half as much.
_AS_MUCH = 2
# Words beside the doubt say more about its subject than the title of the indicator.
_SAID, _TITLED = 2, 1


class Subjects:
    """The words of all subjects, looked for in a text at once."""

    def __init__(self, materials: tuple[Material, ...]) -> None:
        self._materials = materials
        places: dict[str, list[int]] = {}
        for place, material in enumerate(materials):
            for word in dict.fromkeys(material.words):
                places.setdefault(word, []).append(place)
        # A longer word says more: 思政课教师 is more than 教师.
        self._found = [(len(word), of) for word, of in places.items()]
        self._automaton = ahocorasick_rs.AhoCorasick(places)

    def materials(self, said: str, title: str) -> list[str]:
        """What to have shown on the subjects with most words in a text and a title.

        Of equals the first in the file; a word counts once.
        """
        weights: Counter[int] = Counter()
        for text, weight in ((said, _SAID), (title, _TITLED)):
            hits = self._automaton.find_matches_as_indexes(text, overlapping=True)
            for index in {index for index, _, _ in hits}:
                length, places = self._found[index]
                for place in places:
                    weights[place] += length * weight
        ranked = sorted(weights, key=lambda place: (-weights[place], place))[:_SUBJECTS]
        return [
            material
            for order, place in enumerate(ranked)
            if weights[place] * _AS_MUCH >= weights[ranked[0]]
            for material in self._materials[place].show[: _OF_OTHERS if order else _OF_FIRST]
        ]
