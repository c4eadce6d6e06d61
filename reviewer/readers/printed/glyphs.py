"""Glyphs of a page: what each says and where it stands, ready to be read line by line."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from reviewer.readers.printed.page import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewer.readers.printed.page import BoundedPage

Char = dict[str, Any]
TWICE = 0.8  # points: one character twice within this or twice this is drawn twice
SLANT = 5  # degrees that text may lean and still be upright
LIGHT, WHITE = 0.55, 0.97
WATERMARK_SIZE = 1.8
_CENTRE = 0.35  # of the size, above the base line: the middle of a Chinese character
# CJK radicals that Unicode does not decompose, and that fonts share with the characters
_RADICALS = str.maketrans(
    "⺁⺠⺩⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻱",
    "厂民王虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)


class Glyph(NamedTuple):
    """One glyph. ``x0``, ``x1`` and ``base`` (its line) are in points in the direction it is read.

    ``x`` and ``y`` are its middle on the page, down from the upper left corner; ``turn`` says by
    how many quarters it is turned to the left.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    x: float
    y: float
    turn: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyphs:
    """The glyphs of a page that are read, and what was met besides.

    ``beyond`` are those that stand off the page. ``turn`` is that of the page's text.
    """

    read: tuple[Glyph, ...]
    beyond: tuple[Glyph, ...] = ()
    turn: int = 0
    watermark: str = ""
    unknown: int = 0
    unseen: int = 0


def turned(x: float, y: float, turn: int, width: float, height: float) -> tuple[float, float]:
    """Return where a point lies once what is turned by quarters to the left is set upright."""
    return ((x, y), (height - y, x), (width - x, height - y), (y, width - x))[turn % 4]


def glyphs_of(page: BoundedPage) -> Glyphs:
    """Return the glyphs of a page, upright; raises what the page raises."""
    chars = _once(page.chars)
    turns = [_turn(char) for char in chars]
    straight = [(char, turn) for char, turn in zip(chars, turns, strict=True) if turn is not None]
    common = _common_turn(straight)
    usual = median([char["size"] for char, _ in straight]) if straight else 0
    marks = [char for char, turn in zip(chars, turns, strict=True) if turn is None]
    marks += [char for char, _ in straight if _is_watermark(char, usual)]
    kept = [(char, turn) for char, turn in straight if not _is_watermark(char, usual)]
    dark = [rect for rect in page.rects[:500] if rect["fill"] and _is_dark(rect)]
    return Glyphs(
        read=tuple(_glyph(c, turn, common, page) for c, turn in kept if _is_on(c, page.cropbox)),
        beyond=tuple(
            _glyph(c, turn, common, page) for c, turn in kept if not _is_on(c, page.cropbox)
        ),
        turn=common,
        watermark="".join(char["text"] for char in marks).strip(),
        unknown=sum(1 for char, _ in kept if _says_nothing(char["text"])),
        unseen=page.hidden
        + sum(1 for char, _ in kept if _is_white(char) and not _is_over(char, dark)),
    )


def plain(text: str) -> str:
    """Return a glyph's text in ordinary characters: radicals, ligatures and doubles replaced."""
    return "".join(map(_ordinary, text))


def _ordinary(char: str) -> str:
    if char < "\u2e80" or "\u2fd5" < char < "\uf900":
        return "" if char < " " or char == "\x7f" else char
    radical = char <= "\u2fd5"
    if radical or char <= "\ufb06" or "\U0002f800" <= char <= "\U0002fa1f":
        return unicodedata.normalize("NFKC", char.translate(_RADICALS))
    return char


def _is_on(char: Char, box: Sequence[float]) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _once(chars: Iterable[Char]) -> list[Char]:
    """Return each glyph once, in the order of drawing: some programs draw bold ones twice."""
    kept: list[Char] = []
    seen: set[tuple[str, int, int]] = set()
    for char in chars:
        x, y = char["x0"] / TWICE, char["bottom"] / TWICE
        near = {
            (char["text"], round(x + dx), round(y + dy)) for dx in (-0.5, 0.5) for dy in (-0.5, 0.5)
        }
        if not char["text"].strip() or near.isdisjoint(seen):
            kept.append(char)
            seen |= near
    return kept


def _turn(char: Char) -> int | None:
    """Return the quarters by which a glyph is turned to the left; None where it is slanted."""
    a, b, *_ = char["matrix"]
    quarters = math.degrees(math.atan2(b, a)) / 90
    if not math.isfinite(quarters) or abs(quarters - round(quarters)) * 90 > SLANT:
        return None
    # vertical writing runs down the page: read it as what is turned to the right
    return (round(quarters) + (3 if char["adv"] < 0 else 0)) % 4


def _common_turn(chars: Iterable[tuple[Char, int]]) -> int:
    counts = Counter(turn for char, turn in chars if char["text"].strip())
    turn, count = counts.most_common(1)[0] if counts else (0, 0)
    return turn if count > 0.5 * counts.total() and turn != 2 else 0


def _glyph(char: Char, turn: int, common: int, page: BoundedPage) -> Glyph:
    width, height = float(page.width), float(page.height)
    origin = (char["x0"], char["bottom"] + char["y0"] - char["matrix"][5])
    middle = ((char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2)
    if turn == 0:
        middle = (middle[0], origin[1] - _CENTRE * char["size"])
    else:
        origin = (char["matrix"][4] + page.mediabox[0], origin[1])
    corners = [turned(char[x], char[y], turn, width, height) for x, y in _CORNERS]
    ends = sorted(x for x, _ in corners)
    base = turned(*origin, turn, width, height)[1]
    x, y = turned(*middle, common, width, height)
    text = plain(char["text"])
    return Glyph(text, ends[0], ends[-1], base, char["size"], x, y, (turn - common) % 4)


_CORNERS = (("x0", "top"), ("x1", "bottom"))


def _says_nothing(text: str) -> bool:
    return text == UNKNOWN or any(unicodedata.category(char) == "Co" for char in text)


# --- colours --------------------------------------------------------------------------------


def _lightness(color: object, space: object = None) -> float:
    """Return how light a colour is, from 0 (black) to 1 (white); 0 where that is not known."""
    if not isinstance(color, tuple) or not all(isinstance(part, (int, float)) for part in color):
        return 0
    parts = [float(part) for part in color]
    if len(parts) == 4:
        return 1 - min(1.0, 0.7 * max(parts[:3]) + parts[3])
    known = len(parts) == 3 or (len(parts) == 1 and (space is None or "Gray" in str(space)))
    return min(parts) if known else 0


def _is_watermark(char: Char, usual: float) -> bool:
    light = _lightness(char["non_stroking_color"], char.get("ncs"))
    return LIGHT <= light < WHITE and char["size"] > WATERMARK_SIZE * usual


def _is_white(char: Char) -> bool:
    white = _lightness(char["non_stroking_color"], char.get("ncs")) >= WHITE
    return white and bool(char["text"].strip())


def _is_dark(rect: Char) -> bool:
    return _lightness(rect["non_stroking_color"]) < WHITE


def _is_over(char: Char, rects: Iterable[Char]) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return any(r["x0"] <= x <= r["x1"] and r["top"] <= y <= r["bottom"] for r in rects)
