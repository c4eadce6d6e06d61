"""The text as it is matched: full-width forms folded, blanks inside words taken out.

Writers paste from anywhere: ``党  织职责`` holds blanks inside a word, ``９２．３３％`` is
full-width, zero-width characters hide between letters. Matching runs on the surface; offsets
are mapped back to the raw narrative, in code points.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_FOLD: dict[int, str] = {
    **{0xFF01 + i: chr(0x21 + i) for i in range(94) if chr(0x21 + i).isalnum()},
    ord("％"): "%",
    ord("℅"): "%",
    ord("﹪"): "%",
    ord("．"): ".",
    ord("∶"): ":",
    ord("︰"): ":",
    ord("＋"): "+",
    ord("－"): "-",
    ord("−"): "-",
    ord("‑"): "-",
    ord("～"): "~",
    ord("〜"): "~",
    ord("﹣"): "-",
    ord("（"): "(",
    ord("）"): ")",
    ord("〇"): "零",
    ord("○"): "零",
    ord("\u3000"): " ",
    ord("\u00a0"): " ",
    ord("\t"): " ",
}
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e"
# Blanks are kept only between two letters or digits of the Latin kind, where they part words.
_BLANKS = re.compile(rf"[{_INVISIBLE}]+|(?<![0-9A-Za-z]) +| +(?![0-9A-Za-z])")

_BLANK = re.compile(rf"[ {_INVISIBLE}]")
# Half a character, as broken JSON escapes leave it, is taken by no library.
_FOLDED = re.compile("[" + re.escape("".join(map(chr, _FOLD))) + "\ud800-\udfff]")


def _fold(match: re.Match[str]) -> str:
    return _FOLD.get(ord(match.group()), "\ufffd")


@dataclass(frozen=True, slots=True)
class Surface:
    """``text`` for matching; ``offsets`` maps its positions to the raw text, None when equal."""

    text: str
    offsets: tuple[int, ...] | None = None

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the raw narrative behind a span of the surface."""
        if self.offsets is None or start == end:
            return (start, end) if self.offsets is None else (self.offsets[start],) * 2
        return self.offsets[start], self.offsets[end - 1] + 1


def surface(narrative: str) -> Surface:
    """Fold ``narrative`` for matching."""
    text = _FOLDED.sub(_fold, narrative)
    if not _BLANK.search(text) or not _BLANKS.search(text):
        return Surface(text)
    kept: list[str] = []
    offsets: list[int] = []
    position = 0
    for blank in _BLANKS.finditer(text):
        kept.append(text[position : blank.start()])
        offsets.extend(range(position, blank.start()))
        position = blank.end()
    kept.append(text[position:])
    offsets.extend(range(position, len(text)))
    return Surface("".join(kept), (*offsets, len(narrative)))
