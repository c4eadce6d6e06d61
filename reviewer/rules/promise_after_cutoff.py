"""用截止日以后才完成的事支撑得分。

Why: “将于明年9月建成”是承诺，不是本年度的结果；日期一比就知道。

Flags:
    8/8 综合楼正在装修，将于2023年9月投入使用。
    6/6 其余3所学校的整改，确保2023年6月底前完成。

Accepts:
    8/8 综合楼于2022年9月投入使用。
    8/8 印发《2021—2025年教育发展规划》，当年任务全部完成。
    6/6 其余3所学校的整改已于2022年11月底前完成。

Limits: 只看写明年份的日期；“下一步”之后的打算、文件名称里的年份不算。已扣分的降为提示。

Source: “确保/保证”后面是截止日以后的日期时，是承诺而不是结果。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reviewer.findings import NEARLY_FULL, at_stake, deducted_share, finding
from reviewer.model import Claim, Evidence, Finding, Kind, Quantity, Severity

ID = "promise-after-cutoff"
SHARE = Decimal("0.05")
REMEDIES = (
    "写明截止日的实际进度",
    "如本年度没有要求完成，写明依据",
    "如应当完成而未完成，说明扣分",
)
_PROMISE = re.compile(
    r"将|拟|计划|预计|确保|保证|力争|争取|前完成|前投用|前建成|可(?:完成|投用|建成)|待"
)
_LATER = re.compile(r"前|内|底|初|秋季|春季|投用|完成|建成|投入|启用|交付|到位|实现|达到|开工|竣工")
_NOT_A_PROMISE = re.compile(
    r"规划|方案|计划》|行动|目标任务|有效期|任期|提前|至|—|学年|届|年度预算|以来|下一步|下步|今后|已"
)
_AROUND = 24


def check(claim: Claim) -> Iterator[Finding]:
    """Look for dates after the year under review that something is promised for."""
    share = deducted_share(claim)
    if share is None or claim.year is None:
        return
    for quantity in claim.analysis.quantities:
        if (
            quantity.kind is Kind.DATE
            and _year(quantity) > claim.year
            and _is_promised(claim, quantity)
        ):
            full = claim.indicator.full_score or Decimal(0)
            spoken = any(
                m.adverse and abs(m.start - quantity.start) <= _AROUND
                for m in claim.analysis.mentions
            )
            grave = share < NEARLY_FULL and not spoken
            yield finding(
                claim,
                ID,
                Severity.MEDIUM if grave else Severity.LOW,
                f"文中{quantity.text}在{claim.year}年之后，是承诺，不是本年度的结果",
                spans=(Evidence(start=quantity.start, end=quantity.end, role="promise"),),
                stake=at_stake(claim, Decimal(0), full * SHARE, "承诺的事项按分值的5%估计")
                if grave
                else None,
                remedies=REMEDIES,
            )
            return


def _year(quantity: Quantity) -> int:
    found = re.match(r"(?:19|20)\d\d", str(quantity.value))
    return int(found.group()) if found else 0


def _is_promised(claim: Claim, quantity: Quantity) -> bool:
    text = claim.analysis.text
    if any(t.start <= quantity.start < t.end for t in claim.analysis.titles):
        return False
    start = max(text.rfind("。", 0, quantity.start), text.rfind("；", 0, quantity.start)) + 1
    ends = [e for e in (text.find("。", quantity.end), text.find("；", quantity.end)) if e >= 0]
    sentence = text[start : min(ends, default=len(text))]
    near = text[max(start, quantity.start - _AROUND) : quantity.end + _AROUND]
    behind = text[quantity.end : quantity.end + _AROUND // 2]
    if quantity.high is not None or _NOT_A_PROMISE.search(near) or "下一步" in sentence:
        return False
    return bool(_PROMISE.search(near)) and bool(_LATER.search(behind))
