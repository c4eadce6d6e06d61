"""Headers, footers and page numbers of sheets: they are no part of the text."""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING

from reviewer.readers.printed.wrapping import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.readers.printed.parts import Sheet

MARGIN_LINES = 3
_NUMBER = r"(?:\d{1,4}|[一二三四五六七八九十百]{1,5})"
_PAGE_NUMBER = re.compile(
    rf"[-—–―~·•*/\s]*(?:第\s*{_NUMBER}\s*页|page\s*\d{{1,4}}|\d{{1,4}})"
    rf"(?:\s*[,，/、|of（(共]*\s*共?\s*\d{{1,4}}\s*页?\s*[)）]?)?[-—–―~·•*/\s]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")


def without_margins(sheets: Sequence[Sheet]) -> None:
    """Take page numbers, and lines that stand at the same place of several pages, off sheets."""
    repeated = _repeated(sheets)
    for number, sheet in enumerate(sheets):
        ends = (-1,) if number == 0 and _is_headed_alone(sheet, repeated) else (0, -1)
        for end in ends:
            for _ in range(MARGIN_LINES):
                block = sheet.blocks[end] if sheet.blocks else None
                if not isinstance(block, Line):
                    break
                if is_page_number(block.text) or _key(block, end) in repeated:
                    sheet.blocks.pop(end)


def is_page_number(text: str) -> bool:
    """Tell a line that holds the number of a page and nothing else."""
    return _PAGE_NUMBER.fullmatch(text) is not None


def _is_headed_alone(sheet: Sheet, repeated: set[tuple[int, str, int]]) -> bool:
    """Tell a page whose table has no title but what is repeated on each page."""
    above = list(takewhile(lambda block: isinstance(block, Line), sheet.blocks))
    return 0 < len(above) < len(sheet.blocks) and all(
        _key(line, 0) in repeated for line in above if isinstance(line, Line)
    )


def _repeated(sheets: Sequence[Sheet]) -> set[tuple[int, str, int]]:
    """Return what is printed in the margin of two pages or more, and of half of all."""
    counts: Counter[tuple[int, str, int]] = Counter()
    for sheet in sheets:
        for end, blocks in ((0, sheet.blocks), (-1, sheet.blocks[::-1])):
            keys = set()
            for block in blocks[:MARGIN_LINES]:
                if not isinstance(block, Line):
                    break
                keys.add(_key(block, end))
            counts.update(keys)
    return {key for key, count in counts.items() if count > 1 and count >= 0.5 * len(sheets)}


def _key(line: Line, end: int) -> tuple[int, str, int]:
    return end, _DIGITS.sub("#", line.text.strip()), round(line.base / 8)
