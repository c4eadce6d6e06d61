"""What to ask on site for a finding, and what to have shown: texts with places to fill."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

# What a place in a question may name. A finding has some of them only: a question that names
# what it has not is not asked.
PLACES = (
    "指标",
    "得分",
    "扣分",
    "年度",
    "原文",
    "数",
    "提示",
    "材料",
    # Of findings that rest on admissions, the phrases by what they admit.
    "问题",
    "进行中",
    "不足",
    "下降",
    "原因",
    "约数",
    "打算",
    # What the rule itself names.
    "文件",
    "数据",
    "分项",
    "另一项",
    "另一处",
)

# It is filled with several lines, and can be no part of a sentence.
ALONE = "材料"


class Question(NamedTuple):
    """A question, or a material to have shown; ``needs`` are the places that it names."""

    text: str
    needs: tuple[str, ...] = ()


# Of several the first is taken whose places can all be filled.
Choice = tuple[Question, ...]


class Material(NamedTuple):
    """What to have shown on a subject, the most telling first, by the words that speak of it."""

    subject: str
    words: tuple[str, ...]
    show: tuple[str, ...]


class Questions(NamedTuple):
    """The questions and materials of each rule, and the materials of each subject."""

    ask: Mapping[str, tuple[Choice, ...]] = MappingProxyType({})
    request: Mapping[str, tuple[Choice, ...]] = MappingProxyType({})
    materials: tuple[Material, ...] = ()
