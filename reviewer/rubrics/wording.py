"""The words of a clause held beside the words of a narrative, and figures as a reader sees them."""

from __future__ import annotations

import re
from decimal import Decimal

from reviewer.model import Quantity

# Pairs of characters that any clause may hold, and characters that carry no topic.
_COMMON = frozenset(
    re.findall(
        "..",
        "学校教育教师学生情况工作扣分达到以上以下标准全市全县建立落实开展学年年度幼儿"
        "儿园得满满分存在情形程度实施规范按时及时完成项目以内控制各项任务要求人数比例",
    )
)
_EMPTY = frozenset("未不无没有每的了在至由按其各或和与及")
_HAN = re.compile(r"[一-鿿]{2,}")


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters that say what a text is about."""
    found = {run[i : i + 2] for run in _HAN.findall(text) for i in range(len(run) - 1)}
    return frozenset(pair for pair in found - _COMMON if _EMPTY.isdisjoint(pair))


def number(quantity: Quantity) -> Decimal:
    """The value of a figure, 0 where it has none."""
    return quantity.value if isinstance(quantity.value, Decimal) else Decimal(0)


def shown(value: Decimal) -> str:
    """Points or a count, without needless zeros."""
    return f"{value.quantize(Decimal('0.01')).normalize():f}"


def ranged(least: Decimal, most: Decimal) -> str:
    """The least and the most as one figure or two."""
    return shown(least) if least == most else f"{shown(least)}—{shown(most)}"
