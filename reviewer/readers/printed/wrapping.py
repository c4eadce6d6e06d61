"""Printed lines -> the text as it was typed: lines broken at an edge are one paragraph again."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reviewer.readers.printed.glyphs import Glyph

SAME_LINE = 0.5  # of the size: base lines closer than this are one line
WIDE_GAP, WORD_GAP = 1.0, 0.22  # of the size: a gap that stands for a blank, in Chinese and Latin
AUTO_GAP = 0.25  # what is added between Chinese and Latin characters
INDENT = 1.5
MAX_PADDING = 12.0
_OPENING = "“‘（《【〈「『([{〔"
_CLOSING = "”’）》】〉」』)]}〕、，。；：！？,.;:!?%％‰℃…—～"
_BEFORE_FIGURES = "/+-±−＋￥¥$№≥≤＞＜"
_QUOTES = "“”‘’\"'"
_NEVER_FIRST = "”’）》】〉」』)]}〕、，。；：！？,;:!?%％‰℃"
_STOPS, _PAUSES = "。！？!?", "。！？!?；：;:"
_ITEM = (
    r"(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[）)、]|[.．](?!\d))|[①-⑳]|[【■●◆▲□○◇])"
)
_LIST = re.compile(rf"\s*{_ITEM}")
_INLINE = re.compile(rf"[。；;：:]{_ITEM}")


class Line(NamedTuple):
    """A printed line: its text, ends and base line in points, and the size of its glyphs.

    ``unit`` is how wide its beginning is that may not be broken: a word, or a character with the
    punctuation that clings to it; ``reach`` is the same where a program is reluctant to break.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    unit: float
    reach: float


class Frame(NamedTuple):
    """Where lines may begin and end, in points."""

    left: float
    right: float


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Return the lines that glyphs make, from top to bottom."""
    lines = [_line(row) for row in rows_of(glyphs)]
    return [line for line in lines if line.text.strip()]


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Return glyphs by line, from top to bottom and left to right."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.base):
        if rows and _is_on_line(glyph, rows[-1]):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [sorted(row, key=lambda glyph: glyph.x0) for row in rows]


def _is_on_line(glyph: Glyph, row: Sequence[Glyph]) -> bool:
    first = row[0]
    return glyph.base - first.base < SAME_LINE * max(first.size, glyph.size)


def _line(glyphs: Sequence[Glyph]) -> Line:
    shown = [glyph for glyph in glyphs if glyph.text.strip()]
    if not shown:
        return Line("", 0, 0, glyphs[0].base, glyphs[0].size, 0, 0)
    sizes = Counter(round(glyph.size, 1) for glyph in shown)
    size = max(sizes, key=lambda key: (sizes[key], key))
    base = Counter(round(glyph.base, 1) for glyph in shown).most_common(1)[0][0]
    unit, reach = _unit(shown, _clings), _unit(shown, _may_cling)
    return Line(spaced(glyphs), shown[0].x0, shown[-1].x1, base, size, unit, reach)


def spaced(glyphs: Sequence[Glyph]) -> str:
    """Return the text of a line, with a blank where only a gap stands for one."""
    pieces: list[str] = []
    before: Glyph | None = None
    stretch = _stretch(glyphs)
    for number, glyph in enumerate(glyphs):
        if not glyph.text.strip() and _is_covered(glyph, glyphs[number + 1 : number + 2]):
            continue
        if before is not None and _is_gap(before, glyph, stretch):
            pieces.append(" ")
        pieces.append(glyph.text)
        before = glyph
    return "".join(pieces)


def _is_covered(blank: Glyph, following: Sequence[Glyph]) -> bool:
    """Tell a blank on which the next glyph stands: programs leave them behind a paragraph."""
    return any(glyph.x0 < blank.x0 + 0.4 * (blank.x1 - blank.x0) for glyph in following)


def _is_gap(before: Glyph, glyph: Glyph, stretch: float) -> bool:
    a, b = before.text[-1:], glyph.text[:1]
    gap, size = glyph.x0 - before.x1, max(before.size, glyph.size)
    if a.isspace() or b.isspace():
        return False
    if a.isascii() and b.isascii() and a.isalpha() and b.isalpha():
        return gap > WORD_GAP * size
    return gap - stretch > WIDE_GAP * size


def _stretch(glyphs: Sequence[Glyph]) -> float:
    """Return by how much all characters are spread, to fill a line or a cell: 组　织　领　导."""
    pairs = [
        (a, b)
        for a, b in pairwise(glyphs)
        if not (_is_narrow(a.text[-1]) and _is_narrow(b.text[0]))
    ]
    return max(min((b.x0 - a.x1 for a, b in pairs), default=0.0), 0.0)


def _unit(glyphs: Sequence[Glyph], clings: Callable[[Glyph, Glyph], bool]) -> float:
    """Return the width of what is not broken at the beginning of a line."""
    end = 0
    while end + 1 < min(len(glyphs), 60) and clings(glyphs[end], glyphs[end + 1]):
        end += 1
    return glyphs[end].x1 - glyphs[0].x0


def _clings(before: Glyph, glyph: Glyph) -> bool:
    a, b = before.text[-1], glyph.text[0]
    if a in _OPENING or b in _CLOSING:
        return True
    word = a.isascii() and b.isascii() and glyph.x0 - before.x1 < WORD_GAP * glyph.size
    return word and (a.isalnum() or a in ".-/%") and (b.isalnum() or b in "-/")


def _may_cling(before: Glyph, glyph: Glyph) -> bool:
    """Tell more pairs, which the rules of Unicode (UAX 14) or a program may keep together."""
    a, b = before.text[-1], glyph.text[0]
    if _clings(before, glyph) or not {a, b}.isdisjoint(_QUOTES):
        return True
    if _is_narrow(b):
        return _is_narrow(a) or a in _CLOSING or b == "/"
    return a in _BEFORE_FIGURES or (b in _OPENING and _is_narrow(a))


@lru_cache(maxsize=4096)
def _is_narrow(char: str) -> bool:
    """Tell what is set as Latin text: letters, figures, ≥, ∶."""
    return not char.isspace() and unicodedata.east_asian_width(char) not in "WF"


# --- lines into text -----------------------------------------------------------------------------


def padding(lines: Iterable[Line], frame: Frame) -> float:
    """Return how far text keeps from the edges of its column, in points."""
    gaps = [gap for line in lines for gap in (line.x0 - frame.left, frame.right - line.x1)]
    return min(MAX_PADDING, max(min(gaps, default=0.0), 0.0))


def joined(lines: Sequence[Line], frame: Frame) -> str:
    """Return the text of lines that are set between the sides of a frame."""
    if _is_stack(lines):
        return "".join(line.text.strip() for line in lines)
    centred = _is_centred(lines, frame)
    pitches = _pitches(lines)
    pieces = [line.text for line in lines[:1]]
    for number, (line, following) in enumerate(pairwise(lines)):
        if _is_broken(lines, number, frame, centred, pitches):
            pieces[-1] = pieces[-1].rstrip()
            pieces += ["\n", following.text]
        else:
            pieces += [_glue(line, following, frame), following.text]
    return "".join(pieces).strip()


def _is_stack(lines: Sequence[Line]) -> bool:
    """Tell characters that stand below one another: writing from top to bottom."""
    if len(lines) < 3 or any(len(line.text.strip()) != 1 for line in lines):
        return False
    middles = [(line.x0 + line.x1) / 2 for line in lines]
    return max(middles) - min(middles) < 0.5 * lines[0].size


def _is_centred(lines: Sequence[Line], frame: Frame) -> bool:
    middle = (frame.left + frame.right) / 2
    off = max((abs((line.x0 + line.x1) / 2 - middle) for line in lines), default=0)
    starts = [line.x0 for line in lines]
    return off < 2 and max(starts, default=0) - min(starts, default=0) > 1


def _pitches(lines: Sequence[Line]) -> dict[float, float]:
    """Return the least step from line to line, by size of the glyphs."""
    found: dict[float, float] = {}
    for line, following in pairwise(lines):
        step = following.base - line.base
        if line.size == following.size and step > 0:
            found[line.size] = min(found.get(line.size, step), step)
    return found


def _is_broken(
    lines: Sequence[Line], number: int, frame: Frame, centred: bool, pitches: dict[float, float]
) -> bool:
    """Tell whether a paragraph ends with a line, rather than being wrapped there."""
    line, following = lines[number], lines[number + 1]
    after = lines[number + 2] if number + 2 < len(lines) else None
    if _is_impossible(following) or (after is not None and _is_cut_short(following, after)):
        return False
    step = following.base - line.base
    if line.size == following.size and step > 1.3 * pitches.get(line.size, abs(step)):
        return True
    if abs(line.size - following.size) > 0.2 * max(line.size, following.size):
        return True
    if not centred and _is_indented(line, following, after, frame):
        return True
    if ends_with(line.text, _PAUSES) and _LIST.match(following.text):
        return not _is_inline_list(lines)
    return not is_full(line, following, frame, centred=centred)


def _is_inline_list(lines: Sequence[Line]) -> bool:
    """Tell a list whose items follow one another in one paragraph."""
    return any(_INLINE.search(line.text) for line in lines)


def _is_impossible(line: Line) -> bool:
    """Tell a line with which no paragraph begins: its first sign belongs behind a word."""
    return line.text.lstrip()[:1] in _NEVER_FIRST


def _is_cut_short(line: Line, after: Line) -> bool:
    """Tell a line that is one long word, cut because it was too long for any line."""
    clings = _is_impossible(after) or after.text[:1] in _QUOTES
    return clings and line.reach >= line.x1 - line.x0 - 0.1


def _is_indented(line: Line, following: Line, after: Line | None, frame: Frame) -> bool:
    """Tell the first line of a paragraph from the further lines of a hanging one."""
    if following.x0 - max(line.x0, frame.left) < INDENT * following.size:
        return following.x0 - frame.left >= INDENT * following.size and (
            after is not None and following.x0 - after.x0 >= INDENT * following.size
        )
    return after is None or following.x0 - after.x0 >= INDENT * following.size


def is_full(line: Line, following: Line, frame: Frame, *, centred: bool = False) -> bool:
    """Tell whether the beginning of the following line would not have fitted on a line."""
    used = line.x1 - line.x0 + frame.left if centred else line.x1
    needed, spare = following.reach, 0.4
    if ends_with(line.text, _STOPS):
        needed, spare = following.unit, 0.1
    if line.text[-1:].isascii() != following.text.lstrip()[:1].isascii():
        needed += AUTO_GAP * line.size
    return frame.right - used < needed + spare * line.size


def ends_with(text: str, signs: str) -> bool:
    """Tell whether a text ends with one of some signs, closing brackets and quotes aside."""
    return text.rstrip().rstrip("”’）)】").endswith(tuple(signs))


def _glue(line: Line, following: Line, frame: Frame) -> str:
    """Return what stood between a wrapped line and the next: a blank between words."""
    a, b = line.text[-1:], following.text[:1]
    if not (a.isascii() and b.isascii() and a.isalnum() and b.isalnum()):
        return ""
    if a.isalpha() and b.isalpha():
        return " "
    return " " if frame.right - line.x1 > 0.6 * line.size else ""
