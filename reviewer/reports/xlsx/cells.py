"""What a cell may hold: text that no program runs or refuses, whole; and how wide it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import isfinite

from rich.cells import cell_len

from reviewer.reports.printable import printable

# The most that a cell holds, in UTF-16 units, and the digits of a number that it keeps.
LONGEST = 32_767
_DIGITS = 15
_LINE_ENDS = re.compile(r"\r\n?")
# With these a text becomes a formula once somebody edits its cell, full-width ones too.
_STARTS = re.compile(r"\s*[=+\-@＝＋－＠]")
# Longer lines are as wide as the widest column anyway.
_WIDE_ENOUGH = 100
# A line is not filled to its end: figures and words are not parted.
_RAGGED = 2


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with stretches (half-open, in code points) that are to stand out."""

    text: str
    spans: tuple[tuple[int, int], ...]

    def parts(self) -> Iterator[tuple[str, bool]]:
        """The text in order, and whether each part stands out; no part is empty."""
        at = 0
        for begin, end in sorted(self.spans):
            start = max(begin, at)
            if start < end:
                if at < start:
                    yield self.text[at:start], False
                yield self.text[start:end], True
                at = end
        if at < len(self.text):
            yield self.text[at:], False


Value = str | Marked | Decimal | int | float | date | None


def clean(text: str) -> str:
    """A text as a cell can hold it: what XML has no place for is shown as □."""
    return printable(_LINE_ENDS.sub("\n", text))


def starts_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula if it were typed in."""
    return bool(_STARTS.match(text))


def pieces(text: str, longest: int = LONGEST) -> list[str]:
    """A text in parts that each fit into a cell; a text that fits is one part."""
    if len(text) * 2 <= longest:
        return [text]
    parts, start, used = [], 0, 0
    for place, character in enumerate(text):
        size = 2 if character > "\uffff" else 1
        if used + size > longest:
            parts.append(text[start:place])
            start, used = place, 0
        used += size
    return [*parts, text[start:]]


def number(value: Decimal | float) -> float | None:
    """A number that a cell keeps as it is; None for one with more digits than that."""
    if isinstance(value, float):
        return value if isfinite(value) else None
    exact = Decimal(value)
    if not exact.is_finite() or len(exact.normalize().as_tuple().digits) > _DIGITS:
        return None
    return float(exact)


def width(value: Value) -> int:
    """The columns that the longest line of a value takes; a wide character takes two."""
    if isinstance(value, date):
        return 10
    return max((cell_len(line[:_WIDE_ENOUGH]) for line in _lines(value)), default=0)


def height(value: Value, room: int) -> int:
    """The lines that a value takes in a column of a width."""
    room = max(room - _RAGGED, 2)
    return sum(max(-(-cell_len(line) // room), 1) for line in _lines(value))


def _lines(value: Value) -> list[str]:
    text = value.text if isinstance(value, Marked) else value
    return text.splitlines() if isinstance(text, str) else [] if text is None else [str(text)]
