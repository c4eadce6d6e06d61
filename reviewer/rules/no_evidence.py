"""高分没有依据。

Why: 满分旁只写“自评暂不扣分”“同上”“详见附件”，核查人员无从核对。

Flags:
    5/5 自评暂不扣分
    6/6 详见附件
    8/8 领导高度重视，成效显著。

Accepts:
    4/4 全年召开领导小组会议11次。
    3/3 各学段均无大班额，普通高中无大校额。

Limits: 只看本行文字；附件里可能有这里没写的内容。

Source: 自评说明应写明目标达成、问题和原因；级别的划分见标注规范。
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
from reviewer.model import Category, Claim, Finding, Kind, Mention, Severity, Status

ID = "no-evidence"
# A narrative of under thirty characters without any fact is thin, under twelve it is none.
THIN, NEXT_TO_NOTHING = 30, 12
# How much of the score hangs in the air.
QUESTIONED = {
    Severity.HIGH: Decimal(1),
    Severity.MEDIUM: Decimal("0.5"),
    Severity.LOW: Decimal("0.1"),
}
FACTS = (Status.NEGATED, Status.RESOLVED, Status.ATTRIBUTED, Status.FAVOURABLE)
REMEDIES = (
    "补充能够核对的事实：数量、时间、文件名称或第三方结果",
    "如结果尚未公布，写明发布单位和预计时间",
    "如暂无依据，说明得分理由或调整自评得分",
)


def check(claim: Claim) -> Iterator[Finding]:
    """Look for facts beside a high score."""
    share = deducted_share(claim)
    if share is None:
        return
    empty = [m for m in claim.analysis.mentions if m.category is Category.NO_EVIDENCE and m.adverse]
    severity = _severity(claim, empty, share)
    if severity is Severity.NONE:
        return
    said = f"只写有{quote(claim, empty)}" if empty else "几乎没有写出事实"
    if not claim.indicator.narrative.strip():
        said = "自评说明为空"
    own = claim.indicator.self_score or Decimal(0)
    fraction = QUESTIONED[severity]
    yield finding(
        claim,
        ID,
        severity,
        f"自评{score_of(claim.indicator)}，{said}，缺少可核对的依据",
        spans=evidence(empty, "no_evidence"),
        stake=at_stake(
            claim,
            Decimal(0),
            (claim.deducted or Decimal(0)) + own * fraction,
            "说明中没有可核对的事实，得分的依据有待补充",
        ),
        remedies=REMEDIES,
        chance=chance_of(empty),
    )


def _severity(claim: Claim, empty: list[Mention], share: Decimal) -> Severity:
    if empty:
        if share >= NEARLY_FULL:
            return Severity.LOW
        if not _has_facts(claim) and all(m.severity is Severity.LOW for m in empty):
            # Nothing but praise of oneself.
            return Severity.HIGH
        return max((m.severity for m in empty), key=lambda severity: severity.rank)
    text = claim.indicator.narrative.strip()
    if share >= NEARLY_FULL or claim.indicator.attachments or claim.indicator.deduction_note:
        return Severity.NONE
    if not text:
        return Severity.HIGH
    if len(text) >= THIN or _has_facts(claim):
        return Severity.NONE
    return Severity.MEDIUM if len(text) < NEXT_TO_NOTHING else Severity.LOW


def _has_facts(claim: Claim) -> bool:
    analysis = claim.analysis
    figures = any(quantity.kind is not Kind.DATE for quantity in analysis.quantities)
    stated = any(
        mention.status in FACTS
        or (mention.adverse and mention.category is not Category.NO_EVIDENCE)
        for mention in analysis.mentions
    )
    return bool(figures or stated or analysis.titles)
