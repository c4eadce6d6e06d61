"""用预计或打算代替结果。

Why: 自评说明要写已经达到的结果；“预计达到”“计划明年建成”还不是结果。

Flags:
    8/8 学生疫苗接种率预计达到93.5%。
    8/8 综合楼计划于明年9月投入使用。

Accepts:
    8/8 疫苗接种率达到93.1%。
    8/8 已按计划完成全部改造。

Limits: 文件名称里的目标不算；已有扣分的，级别降低。

Source: 自评指南要求效果必须是真实发生的，尚未实施的应写明。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reviewer.findings import (
    NEARLY_FULL,
    at_stake,
    chance_of,
    deducted_share,
    evidence,
    finding,
    quote,
    score_of,
)
from reviewer.model import Category, Claim, Finding, Severity

ID = "forecast-as-result"
SHARE = Decimal("0.05")
REMEDIES = (
    "改写为截止日的实际结果，注明数据来源和时间",
    "如尚无结果，说明当前进度和得分理由",
)


def check(claim: Claim) -> Iterator[Finding]:
    """Look for forecasts and plans beside a score that claims a result."""
    share = deducted_share(claim)
    mentions = [
        mention
        for mention in claim.analysis.mentions
        if mention.adverse
        and mention.category in (Category.HEDGE, Category.PLAN)
        and mention.severity is not Severity.LOW
    ]
    if share is None or not mentions:
        return
    full = claim.indicator.full_score or Decimal(0)
    yield finding(
        claim,
        ID,
        Severity.MEDIUM if share < NEARLY_FULL else Severity.LOW,
        f"自评{score_of(claim.indicator)}，{quote(claim, mentions)}是预计或打算，尚不是结果",
        spans=evidence(mentions, "forecast"),
        stake=at_stake(
            claim,
            Decimal(0),
            full * SHARE * len(mentions),
            "以预计或打算代替结果，按每处约为分值的5%估计",
        ),
        remedies=REMEDIES,
        chance=chance_of(mentions),
    )
