"""What stands around a figure: bounds (约, 不低于, 以上), movement (下降, 提高到), its measure.

The words before a figure are read backwards, from the figure on: each pattern here is compared
with the reversed text at its head, which costs the same however long the clause is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_LOOK_BACK = 48
_SIGNS = {
    ">=": "不低于 不少于 不小于 不得低于 不得少于 至少 最低 ≥ 大于等于 不下于",
    "<=": "不超过 不高于 不多于 不大于 不得超过 至多 最多 控制在 限制在 ≤ 小于等于 最高",
    ">": "超过 高于 多于 大于 突破 超出 逾 超 > 高出",
    "<": "低于 少于 不足 不到 小于 未达 不满 未满 <",
    "~": "约 大约 近 将近 接近 左右 大概 估计 预计",
    "": "为 的 在 达到 达",
}
_UP = ["增长", "增加", "提高", "上升", "提升", "增", "扩大", "新增", "升", "攀升", "多", "高出"]
_DOWN = ["下降", "降低", "减少", "降", "压减", "缩减", "减", "下滑", "回落", "缩小", "少", "低"]
_MOVED = [
    "了",
    "约",
    "近",
    "到",
    "至",
    "为",
    "达",
    "超过",
    "达到",
    "超",
    "幅度为",
    "幅度达",
    "幅",
    "率",
    "优质",
    "普惠",
    "公办",
    "学位",
    "投入",
    "资金",
    "教师",
    "编制",
    "比例",
    "的",
]
# What only ties a figure to its measure, or bounds it.
_TIES = [
    "达到了",
    "达到",
    "达了",
    "达",
    "为",
    "是",
    "共计",
    "共有",
    "共",
    "合计",
    "累计",
    "总计",
    "有",
    "约",
    "近",
    "将近",
    "超过",
    "超",
    "逾",
    "突破",
    "不低于",
    "不少于",
    "不超过",
    "不足",
    "至少",
    "高于",
    "低于",
    "多于",
    "少于",
    "仅为",
    "仅有",
    "仅",
    "只有",
    "只",
    "占比为",
    "占",
    "均为",
    "分别为",
    "分别",
    "增长到",
    "提高到",
    "下降到",
    "降至",
    "增至",
    "下降至",
    "上升至",
    "提高至",
    "增长至",
    "增加至",
    "减少至",
    "降低至",
    "升至",
    "减至",
    "增长了",
    "增长",
    "提高了",
    "提高",
    "下降了",
    "下降",
    "上升了",
    "上升",
    "降低了",
    "降低",
    "减少了",
    "减少",
    "增加了",
    "增加",
    "新增",
    "增",
    "降",
    "升",
    "了",
    "到",
    "至",
    "在",
    "控制在",
    "等",
    "各",
    "其中",
    "预计",
    "比上年",
    "较上年",
    "同比",
    "的",
    "(",
    "（",
]


def _backwards(words: Iterable[str]) -> str:
    """A pattern for one of the words, written backwards, the longest first."""
    ordered = sorted(set(words), key=len, reverse=True)
    return "|".join(re.escape(word[::-1]) for word in ordered)


_SIGN_OF = {word[::-1]: sign for sign, words in _SIGNS.items() for word in words.split()}
# 节约238万元, 预约30人: this 约 belongs to the word before it.
_BOUND = re.compile(
    rf"(?!约[节制合条预签违公契邀])(?:{_backwards(word[::-1] for word in _SIGN_OF)})"
)
_CHANGE = re.compile(rf"(?:{_backwards(_MOVED)})*(?P<verb>{_backwards((*_UP, *_DOWN))})")
_LEVEL = re.compile(rf"(?:{_backwards(('约', '近', '超过', '达到'))})*[到至为]")
_TIED = re.compile(rf"(?:{_backwards(_TIES)})*")
_CLAUSE = re.compile(r"[^，,。；;！？!?\n：:]*")
_LEAD = re.compile(r"(?:[、和与及或]|以及|其中|[)）])+")
_RISES = frozenset(word[::-1] for word in _UP)
_AFTER = re.compile(
    r"(?P<ge>(?:及)?以上|起步|之上)|(?P<le>(?:及)?以下|以内|之内|及以内)|(?P<about>左右|上下|余|多(?![\d出了于]))"
)
_LONGEST_MEASURE = 12
# With what the word before a figure may end: most figures need no further look.
_BOUND_ENDS = frozenset(word[0] for word in _SIGN_OF)
_CHANGE_ENDS = frozenset(word[-1] for word in (*_MOVED, *_UP, *_DOWN))
_TIE_ENDS = frozenset(word[-1] for word in _TIES)
_AFTER_STARTS = frozenset("及以起之左上余多")
_LEAD_STARTS = frozenset("、和与及或以其)）")


class Surroundings(NamedTuple):
    """``comparator`` as in the contract; ``change`` up, down or None; ``level`` as in Quantity;
    ``measure`` the words that say what the figure measures."""

    comparator: str
    approximate: bool
    change: str | None
    level: bool
    measure: str | None


def read_surroundings(text: str, start: int, end: int, previous_end: int) -> Surroundings:
    """Read the words before and behind the figure at ``start`` to ``end``.

    ``previous_end`` is where the figure before it ends.
    """
    before = text[max(0, start - _LOOK_BACK) : start][::-1]
    comparator, approximate = _bounds(before, text, end)
    measure = _measure(before[: start - previous_end])
    moved = _CHANGE.match(before) if before[:1] in _CHANGE_ENDS else None
    if moved is None:
        return Surroundings(comparator, approximate, None, True, measure)
    change = "up" if moved["verb"] in _RISES else "down"
    return Surroundings(comparator, approximate, change, bool(_LEVEL.match(before)), measure)


def _bounds(before: str, text: str, end: int) -> tuple[str, bool]:
    comparator, approximate, position = "", False, 0
    while before[position : position + 1] in _BOUND_ENDS and (
        match := _BOUND.match(before, position)
    ):
        sign = _SIGN_OF[match.group()]
        approximate |= sign == "~"
        comparator = comparator or sign.strip("~")
        position = match.end()
    follows = _AFTER.match(text, end) if text[end : end + 1] in _AFTER_STARTS else None
    if follows:
        approximate |= bool(follows["about"])
        comparator = ">=" if follows["ge"] else "<=" if follows["le"] else comparator
    return comparator or "=", approximate


def _measure(before: str) -> str | None:
    tied = _TIED.match(before) if before[:1] in _TIE_ENDS else None
    words = _CLAUSE.match(before, tied.end() if tied else 0)
    said = words.group()[::-1].strip() if words else ""
    lead = _LEAD.match(said) if said[:1] in _LEAD_STARTS else None
    return (said[lead.end() :] if lead else said)[-_LONGEST_MEASURE:] or None
