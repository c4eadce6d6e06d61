"""What stands around a figure: hedges and bounds (约, 不低于, 以上), movement (下降, 提高到)."""

from __future__ import annotations

import re
from typing import NamedTuple

_LOOK_BACK, _LOOK_AHEAD = 12, 4
_BEFORE = re.compile(
    r"(?P<ge>不低于|不少于|不小于|不得低于|不得少于|至少|最低|≥|大于等于|不下于)"
    r"|(?P<le>不超过|不高于|不多于|不大于|不得超过|至多|最多|控制在|限制在|≤|小于等于|最高)"
    r"|(?P<gt>超过|高于|多于|大于|突破|超出|逾|超|>|高出)"
    r"|(?P<lt>低于|少于|不足|不到|小于|未达|不满|未满|<)"
    r"|(?P<about>约|大约|近|将近|接近|左右|大概|估计|预计)"
)
_HEDGES = re.compile(rf"(?:{_BEFORE.pattern}|为|的|在|达到|达)*$")
_AFTER = re.compile(
    r"(?P<ge>(?:及)?以上|起步|之上)|(?P<le>(?:及)?以下|以内|之内|及以内)|(?P<about>左右|上下|余|多)"
)
_MARKS = (("ge", ">="), ("le", "<="), ("gt", ">"), ("lt", "<"))
_UP = [
    "增长",
    "增加",
    "提高",
    "上升",
    "提升",
    "增",
    "扩大",
    "新增",
    "增至",
    "升至",
    "提高到",
    "增长到",
    "升",
    "攀升",
    "多",
    "高出",
]
_DOWN = [
    "下降",
    "降低",
    "减少",
    "降",
    "压减",
    "缩减",
    "减",
    "下滑",
    "回落",
    "降至",
    "减至",
    "缩小",
    "少",
    "低",
]
_CHANGE = re.compile(
    r"(?P<verb>" + "|".join(sorted(_UP + _DOWN, key=len, reverse=True)) + r")"
    r"(?:了|约|近|到|至|为|达|超过|达到|超|幅度为|幅度达|幅|率|优质|普惠|公办|学位|投入|资金|教师|编制|比例|的)*$"
)
_LEVEL = re.compile(r"(?:到|至|为)(?:约|近|超过|达到)*$")


class Surroundings(NamedTuple):
    """``comparator`` as in the contract; ``change`` up, down or None; ``level`` as in Quantity."""

    comparator: str
    approximate: bool
    change: str | None
    level: bool


def read_surroundings(text: str, start: int, end: int) -> Surroundings:
    """Read the words before and behind the figure at ``start`` to ``end``."""
    before, after = text[max(0, start - _LOOK_BACK) : start], text[end : end + _LOOK_AHEAD]
    comparator, approximate = _bounds(before, after)
    moved = _CHANGE.search(before)
    if moved is None:
        return Surroundings(comparator, approximate, None, True)
    change = "up" if moved["verb"] in _UP else "down"
    return Surroundings(comparator, approximate, change, bool(_LEVEL.search(before)))


def _bounds(before: str, after: str) -> tuple[str, bool]:
    comparator, approximate = "=", False
    hedges = _HEDGES.search(before)
    for match in _BEFORE.finditer(hedges.group() if hedges else ""):
        approximate |= bool(match["about"])
        comparator = next((sign for name, sign in _MARKS if match[name]), comparator)
    follows = _AFTER.match(after)
    if follows:
        approximate |= bool(follows["about"])
        comparator = ">=" if follows["ge"] else "<=" if follows["le"] else comparator
    return comparator, approximate
