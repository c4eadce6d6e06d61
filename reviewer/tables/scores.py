"""Score expressions: what stands in a score cell -> points (``8/10``, ``扣0.5分``, ``满分``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.model import FormWords

# one character for one, so that positions stay those of the original text
NARROW = str.maketrans(
    "０１２３４５６７８９．（）【】〔〕［］｛｝：／－−–＋％＝，｡",
    "0123456789.()[][][]():/---+%=,。",
)
_NUMBER = r"\d{1,5}(?:\.\d{1,4})?|\.\d{1,4}"
_PLAIN = re.compile(rf"\+?({_NUMBER})\.?分?[。;,、]?")
_POINT = re.compile(r"(?<=\d)[。·](?=\d)")
_RATIO = re.compile(rf"({_NUMBER})分?/({_NUMBER})分?")
_MINUS = re.compile(rf"-({_NUMBER})分?")
_LED = re.compile(rf"({_NUMBER})(分?)(.+)", re.DOTALL)
_SPACE = re.compile(r"[\s\u200b-\u200d\ufeff\u00ad]+")
_HAN_DIGITS = {han: digit for digit, han in enumerate("零一二三四五六七八九")}
_HAN = re.compile(
    r"([一二三四五六七八九]?十[一二三四五六七八九]?|[零一二三四五六七八九])(?:点([零一二三四五六七八九]+))?分?"
)
MAX_SCORE_LENGTH = 300
MAX_POINTS = Decimal(1000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a score cell says: points or None, a Chinese note, and text that came with the score."""

    points: Decimal | None = None
    note: str = ""
    remark: str = ""


def parse_score(text: str, full: Decimal | None, words: FormWords) -> Reading:
    """Read a score cell; ``full`` is the full score in points, for 满分 and 扣0.5分.

    ``points`` is None, with the reason in ``note``, where nothing can be read.
    """
    if len(text) > MAX_SCORE_LENGTH:
        return Reading(note=f"得分“{shortened(text)}”未能识别")
    compact = compacted(text)
    if not compact:
        return Reading(note="得分为空")
    if (points := plain_number(compact)) is not None:
        return Reading(points=points)
    bare = _without_label(compact, words.score_labels)
    if (points := plain_number(bare)) is not None:
        return Reading(points=points)
    trimmed = compact.strip("。;,、()")
    if trimmed in words.full_marks:
        return _from_full(full, Decimal(0), f"得分写作“{text.strip()}”，按满分读取")
    if trimmed in words.no_deduction:
        return _from_full(full, Decimal(0), f"得分写作“{text.strip()}”，按满分读取，请补填分数")
    if trimmed in words.not_scored or trimmed.upper() in words.not_scored:
        return Reading(note=f"得分写作“{text.strip()}”，没有分数")
    if trimmed in words.grades or trimmed.upper() in words.grades:
        return Reading(note=f"得分写作等级“{text.strip()}”，没有分数")
    return _expression(bare, text, full, words)


def _expression(bare: str, text: str, full: Decimal | None, words: FormWords) -> Reading:
    lost = _lost(bare, words)
    if lost is not None:
        return _from_full(full, lost, f"得分写作“{text.strip()}”，按满分减去扣分读取")
    if match := _RATIO.fullmatch(bare):
        points, of = Decimal(match[1]), Decimal(match[2])
        differs = full is not None and of != full
        note = f"得分写作“{text.strip()}”，与满分 {full} 不一致" if differs else ""
        return Reading(points=points, note=note)
    if match := _HAN.fullmatch(bare):
        return Reading(points=_han_number(match[1], match[2]))
    if (match := _LED.fullmatch(bare)) and (match[2] or match[3][0] in "([;,。"):
        return Reading(points=Decimal(match[1]), remark=_remark(match[3]))
    return Reading(note=f"得分“{shortened(text)}”未能识别")


def plain_number(compact: str) -> Decimal | None:
    """Return the points of ``7.5`` or ``7.5分`` (compacted text), else None."""
    match = _PLAIN.fullmatch(compact)
    return _bounded(match[1]) if match else None


def number_in(text: str) -> Decimal | None:
    """Return the points that a cell states as a bare number, else None."""
    return plain_number(compacted(text)) if len(text) <= MAX_SCORE_LENGTH else None


def looks_like_score(text: str, words: FormWords) -> bool:
    """Tell whether a cell could be a score, by its form alone."""
    if len(text) > 20:
        return False
    compact = compacted(text)
    if not compact:
        return False
    return (
        plain_number(compact) is not None
        or parse_score(text, Decimal(100), words).points is not None
    )


def compacted(text: str) -> str:
    """Return text without white space and in half width, as scores are compared."""
    narrow = _SPACE.sub("", text).translate(NARROW)
    return _POINT.sub(".", narrow)


def shortened(text: str, limit: int = 20) -> str:
    """Return a one-line quotation for a note."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[:limit] + "…"


def _without_label(compact: str, labels: tuple[str, ...]) -> str:
    for label in sorted(labels, key=len, reverse=True):
        if compact.startswith(label):
            return compact[len(label) :].lstrip(":=为")
    return compact


def _lost(bare: str, words: FormWords) -> Decimal | None:
    """Return the points that ``扣0.5分``, ``减0.5`` or ``-0.5`` take off."""
    if match := _MINUS.fullmatch(bare):
        return Decimal(match[1])
    for verb in sorted(words.deducted, key=len, reverse=True):
        if bare.startswith(verb):
            return plain_number(bare[len(verb) :].lstrip(":"))
    return None


def _from_full(full: Decimal | None, lost: Decimal, note: str) -> Reading:
    if full is None:
        return Reading(note=f"{note}，但没有找到分值")
    if lost > full:
        return Reading(note=f"{note}，但扣分超过了分值")
    return Reading(points=full - lost, note=note)


def _remark(rest: str) -> str:
    """Return what stands after the points, unless it only repeats the full score."""
    inner = rest.strip("()[];,。、")
    return "" if re.fullmatch(rf"(?:满分|分值|共)?:?(?:{_NUMBER})?分?", inner) else inner


def _han_number(whole: str, decimals: str | None) -> Decimal:
    if "十" in whole:
        tens, _, ones = whole.partition("十")
        value = _HAN_DIGITS.get(tens, 1) * 10 + _HAN_DIGITS.get(ones, 0)
    else:
        value = _HAN_DIGITS[whole]
    digits = "".join(str(_HAN_DIGITS[char]) for char in decimals or "")
    return Decimal(f"{value}.{digits}" if digits else str(value))


def _bounded(digits: str) -> Decimal | None:
    value = Decimal(digits)
    return value if value <= MAX_POINTS else None
