"""Score expressions: what stands in a score cell -> points (``8/10``, ``扣0.5分``, ``满分``)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from reviewer.tables.folding import FOLDED
from reviewer.tables.grades import grade_in

if TYPE_CHECKING:
    from reviewer.model import FormWords

_NUMBER = r"\d{1,5}(?:\.\d{1,4})?|\.\d{1,4}"
_PLAIN = re.compile(rf"\+?({_NUMBER})\.?分?[。;,、]?")
_POINT = re.compile(r"(?<=\d)[。·](?=\d)")
_RATIO = re.compile(rf"({_NUMBER})分?/({_NUMBER})分?")
_MINUS = re.compile(rf"-({_NUMBER})分?")
_LED = re.compile(rf"({_NUMBER})(分?)(.+)", re.DOTALL)
_OFF = re.compile(rf"({_NUMBER})分?((?:[(,;。\[].*)?)", re.DOTALL)
_GOT = re.compile(rf"(?<![应可])得(?:分)?[:为]?({_NUMBER})分(?![以的])")
_GRADED = re.compile(rf"([^\d()]{{1,4}})[(:]?({_NUMBER})分\)?")
_SPACE = re.compile(r"[\s\u200b-\u200d\ufeff\u00ad]+")
_HAN_DIGITS = {han: digit for digit, han in enumerate("零一二三四五六七八九")}
_HAN = re.compile(
    r"([一二三四五六七八九]?十[一二三四五六七八九]?|[零一二三四五六七八九])(?:点([零一二三四五六七八九]+))?分?"
)
MAX_SCORE_LENGTH = 300
MAX_POINTS = Decimal(1000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a score cell says: points or None, a Chinese note, and text that came with the score.

    ``grade`` is what stands in place of points where the form scores by grades.
    """

    points: Decimal | None = None
    note: str = ""
    remark: str = ""
    grade: str = ""


def parse_score(text: str, full: Decimal | None, words: FormWords) -> Reading:
    """Read a score cell; ``full`` is the full score in points, for 满分 and 扣0.5分.

    ``points`` is None, with the reason in ``note``, where nothing can be read.
    """
    if len(text) > MAX_SCORE_LENGTH:
        return Reading(note=f"得分“{shortened(text)}”未能识别")
    compact = compacted(text)
    if not compact:
        return Reading(note="得分为空")
    bare = _without_label(compact.strip("()[]"), words.score_labels)
    for shown in (compact, bare):
        if (points := plain_number(shown)) is not None:
            return _doubted(shown, text) or Reading(points=points)
    trimmed = compact.strip("。;,、()")
    if trimmed in words.full_marks:
        return _from_full(full, Decimal(0), f"得分写作“{text.strip()}”，按满分读取")
    if trimmed in words.no_deduction:
        return _from_full(full, Decimal(0), f"得分写作“{text.strip()}”，按满分读取，请补填分数")
    if trimmed in words.no_points:
        return Reading(points=Decimal(0), note=f"得分写作“{text.strip()}”，按0分读取")
    if trimmed in words.not_scored or trimmed.upper() in words.not_scored:
        return Reading(note=f"得分写作“{text.strip()}”，没有分数")
    if grade := grade_in(text, words):
        return Reading(note=f"得分写作等级“{grade}”，没有分数", grade=grade)
    return _expression(bare, text, full, words)


def _doubted(digits: str, text: str) -> Reading | None:
    """Doubt ``扣05分``, whose point may have been lost: it is 0.5, or 5."""
    if not re.match(r"0\d", digits):
        return None
    return Reading(note=f"得分“{shortened(text)}”可能漏了小数点，没有读取")


def _expression(bare: str, text: str, full: Decimal | None, words: FormWords) -> Reading:
    reading = _taken_off(bare, text, full, words)
    if reading is not None:
        return reading
    if match := _RATIO.fullmatch(bare):
        points, of = Decimal(match[1]), Decimal(match[2])
        differs = full is not None and of != full
        note = f"得分写作“{text.strip()}”，与满分 {full} 不一致" if differs else ""
        return Reading(points=points, note=note)
    if match := _HAN.fullmatch(bare):
        return Reading(points=_han_number(match[1], match[2]))
    # 8,5 may be 8.5 written with a comma
    if (match := _LED.fullmatch(bare)) and (
        match[2] or (match[3][0] in "([;,。" and not match[3][1:2].isdigit())
    ):
        return Reading(points=Decimal(match[1]), remark=_remark(match[3]))
    return _stated(text, full, words)


def _taken_off(bare: str, text: str, full: Decimal | None, words: FormWords) -> Reading | None:
    """Read points that are taken off, with a reason behind them or none."""
    if match := _MINUS.fullmatch(bare):
        off, rest = match[1], ""
    else:
        verbs = sorted(words.deducted, key=len, reverse=True)
        verb = next((verb for verb in verbs if bare.startswith(verb)), None)
        match = _OFF.fullmatch(bare[len(verb) :].lstrip(":")) if verb else None
        if match is None:
            return None
        off, rest = match[1], match[2]
    if reading := _doubted(off, text):
        return reading
    if re.search(r"得\d", rest):
        return None
    note = f"得分写作“{shortened(text, 40)}”，按满分减去扣分读取"
    return replace(_from_full(full, Decimal(off), note), remark=_remark(rest))


def _stated(text: str, full: Decimal | None, words: FormWords) -> Reading:
    """Read the one score of a sentence: ``扣0.5分，得7.5分``, ``优秀（95分）``, ``满分（8分）``."""
    compact = compacted(text)
    if match := _GRADED.fullmatch(compact):
        whole = match[1] in words.full_marks and Decimal(match[2]) == full
        if match[1] in words.grades or whole:
            return Reading(points=Decimal(match[2]), remark=match[1])
    found = [Decimal(points) for points in _GOT.findall(compact)]
    if len(set(found)) == 1 and (full is None or found[0] <= full):
        return Reading(points=found[0], remark=text.strip())
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
    narrow = _SPACE.sub("", text).translate(FOLDED)
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
