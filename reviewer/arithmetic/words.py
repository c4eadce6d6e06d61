"""The words of relations.toml as patterns, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

RelationWords = Mapping[str, Mapping[str, tuple[str, ...]]]


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest first; without words one that never matches."""
    ordered = sorted(set(words), key=len, reverse=True)
    return "|".join(map(re.escape, ordered)) or r"(?!)"


def at_end(words: Iterable[str], gap: str = "") -> re.Pattern[str]:
    """A pattern for one of the words at the end of a text, with ``gap`` behind it."""
    return re.compile(rf"(?:{any_of(words)}){gap}$")


def anywhere(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for one of the words anywhere."""
    return re.compile(any_of(words))


def pairs(words: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Words that belong together: 公办/民办."""
    return tuple(tuple(word.split("/")) for word in words)
