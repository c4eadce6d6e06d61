"""Grades in place of scores: ``达标``, ``A级``, ``☑是 □否``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewer.tables.folding import FOLDED

if TYPE_CHECKING:
    from reviewer.model import FormWords

MAX_LENGTH = 24
_TICKS = "☑✓✔√■☒"
_BOXES = "□☐○◯"
_TAIL = re.compile(r"(?:等级|等次|档次|[级等档])$|\([^()\d]*\)$|\[[^\[\]\d]*\]$")


def grade_in(text: str, words: FormWords) -> str:
    """Return the grade that a cell states, as printed; "" where it states none."""
    shown = text.strip()
    if not shown or len(shown) > MAX_LENGTH:
        return ""
    if ticked := _ticked(shown, words):
        return ticked
    return shown if _is_grade(shown, words) else ""


def _is_grade(text: str, words: FormWords) -> bool:
    label = re.sub(r"\s", "", text.translate(FOLDED)).strip("。;,、")
    if label.startswith("(") and label.endswith(")"):
        label = label[1:-1]
    for label_word in words.score_labels:
        if label.startswith(label_word + ":"):
            label = label[len(label_word) + 1 :]
    for _ in range(3):
        if label in words.grades or label.upper() in words.grades:
            return True
        label = _TAIL.sub("", label.rstrip(_TICKS))
    return False


def _ticked(text: str, words: FormWords) -> str:
    """Return the option whose box is ticked, where one is and others are not."""
    boxes = [char for char in text if char in _TICKS + _BOXES]
    ticks = [char for char in boxes if char in _TICKS]
    if len(boxes) < 2 or len(ticks) != 1:
        return ""
    leads = text[0] in _TICKS + _BOXES
    tick = text.index(ticks[0])
    near = text[tick + 1 :] if leads else text[:tick][::-1]
    option = re.split(rf"[\s{_TICKS}{_BOXES}]", near.strip())[0]
    option = option if leads else option[::-1]
    return option if _is_grade(option, words) else ""
