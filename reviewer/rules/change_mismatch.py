"""增减幅度与前后两个数不相符。

Why: 由650元提高到720元是增长10.8%；增幅写错，“只增不减”就可能说不通。

Flags:
    8/8 一般公共预算教育支出由12.46亿元增加到12.81亿元，增长3.8%。
    8/8 2021年投入12.46亿元，2022年投入12.81亿元，增长3.8%。
    6/6 毛入园率由88.2%提高到91.5%，提高4.3个百分点。

Accepts:
    8/8 一般公共预算教育支出由12.46亿元增加到12.81亿元，增长2.8%。
    8/8 支出38.72亿元，比上年增加1.05亿元，增长2.8%。
    6/6 毛入园率由88.2%提高到91.5%，提高3.3个百分点。
    5/5 生均公用经费650元，年均增长10.8%。

Limits: 两个数要由“由…到…”“比上年的…”或年份写明；年均、环比和倍数不核对。按印出的位数容许四舍五入。

Source: 公开自评材料中核对过的关系，如 38.42 ÷ 453.15 = 8.48%，88.1 − 62.3 = 25.8。
"""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.calculations import judged, of_kind
from reviewer.model import Check, Claim, Finding, RelationKind

ID = "change-mismatch"


def check(claim: Claim) -> Iterator[Finding | Check]:
    """Compare each stated movement with the two values it lies between."""
    yield from judged(claim, ID, of_kind(RelationKind.CHANGE))
