"""用预计或打算代替结果。

Why: the narrative is asked for what was reached; 预计达到92.33% and 计划明年建成 are not yet so.

Flags:
    8/8 学生疫苗接种率预计达到93.5%。
    8/8 综合楼计划于明年9月投入使用。

Accepts:
    8/8 疫苗接种率达到93.1%。
    8/8 已按计划完成全部改造。

Limits: aims named in the titles of plans are not forecasts; a deduction lowers the level.

Source: self-evaluation guides ask for effects that are real, and to say so where they are not yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reviewer.findings import (
    NEARLY_FULL,
    at_stake,
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
    )
