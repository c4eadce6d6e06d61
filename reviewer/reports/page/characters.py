"""Characters of a text that a page must not obey: controls and marks of direction.

A right-to-left override would show the rest of a line in another order than it is written. In a
narrative such a character is shown by its code; elsewhere it is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_LAST_OF_PLANES = "".join(chr(plane << 16 | last) for plane in range(17) for last in (65534, 65535))
# Controls but tab and line feed, marks of direction, annotation marks, halves of characters, tags,
# and what no text may hold. Marks that only join or part (in 👩‍🏫, in Persian) stay.
_RISKY = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufff9-\ufffb"
    f"\ud800-\udfff\ufdd0-\ufdef\U000e0001\U000e0020-\U000e007f{_LAST_OF_PLANES}]"
)


def bare(text: str) -> str:
    """A text without characters that a page must not obey; its lines end in one way."""
    return _RISKY.sub("", _BREAKS.sub("\n", text))


def parted(text: str) -> Iterator[tuple[str, str]]:
    """A text as stretches to show as they are and codes of what is not: (stretch, U+202E)."""
    text = _BREAKS.sub("\n", text)
    start = 0
    for match in _RISKY.finditer(text):
        yield text[start : match.start()], f"U+{ord(match.group()):04X}"
        start = match.end()
    yield text[start:], ""
