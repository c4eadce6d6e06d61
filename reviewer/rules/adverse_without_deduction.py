"""文中承认的问题没有相应扣分。

Why: 说明里承认的问题应当体现在得分上；满分旁写着问题，是得分偏高最常见的情形。

Flags:
    8/8 部分学校消防设施不达标，问题正在整改中。
    5/5 教师编制仍有缺口126人。
    10/10 初中生均公用经费同比下降2.1%。

Accepts:
    8/8 全市未发生校园欺凌和安全责任事故。
    10/10 取缔无证办学机构12个，查处违规培训46起。
    8/6 部分学校消防设施不达标，扣2分。

Limits: 问题的轻重按表述的种类估计，不看本表自己的评分标准；表中另写了扣分原因的，扣到一
半即视为相应。

Source: 8—10分的指标通常每处问题扣0.2—0.5分；级别的划分见标注规范。
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal

from reviewer.findings import (
    NEARLY_FULL,
    at_stake,
    deducted_in_words,
    deducted_share,
    evidence,
    finding,
    gives_reason,
    passed,
    points,
    quote,
    score_of,
)
from reviewer.model import Category, Check, Claim, Finding, Mention, Severity

ID = "adverse-without-deduction"
SPOKEN = frozenset(
    {
        Category.PROBLEM,
        Category.UNFINISHED,
        Category.IN_PROGRESS,
        Category.DECLINE,
        Category.SHORTFALL,
        Category.EXEMPTION,
    }
)
# The share of the full score that one mention suggests; halved for what is arguable.
SHARES = {
    Severity.HIGH: Decimal("0.12"),
    Severity.MEDIUM: Decimal("0.06"),
    Severity.LOW: Decimal("0.02"),
    Severity.NONE: Decimal(0),
}
MOST = Decimal("0.6")
WIDESPREAD = ("全部", "普遍", "大部分", "大多数", "多数", "各学段", "均", "都")
LOOK_BACK = 6


def check(claim: Claim) -> Iterator[Finding | Check]:
    """Compare what the narrative admits with what was deducted."""
    share = deducted_share(claim)
    mentions = _spoken(claim)
    if share is None or not mentions:
        return
    fitting = min(_suggested(claim, mentions), MOST)
    explained = gives_reason(claim.indicator.deduction_note)
    severity = _severity(share, fitting / 2 if explained else fitting, mentions)
    number, deducted = claim.indicator.number, claim.deducted or Decimal(0)
    if severity is Severity.NONE:
        yield passed(
            ID, f"已写明{quote(claim, mentions)}，并扣{points(deducted)}分，说明与扣分相应", number
        )
        return
    full = claim.indicator.full_score or Decimal(0)
    yield finding(
        claim,
        ID,
        severity,
        _message(claim, mentions, share),
        spans=evidence(mentions, "adverse"),
        stake=at_stake(
            claim,
            fitting * full / 2,
            fitting * full,
            f"文中{len(mentions)}处问题表述，按同类细则常见扣分幅度（每处约为分值的2%—12%）估计，"
            + deducted_in_words(deducted),
        ),
        remedies=_remedies(mentions),
    )


def _spoken(claim: Claim) -> list[Mention]:
    """Adverse mentions that words carry; what only figures show has rules of its own."""
    figures = {(c.quantity.start, c.quantity.end) for c in claim.analysis.comparisons}
    figures |= {(q.start, q.end) for p in claim.analysis.progress for q in p.parts}
    return [
        mention
        for mention in claim.analysis.mentions
        if mention.adverse
        and (mention.start, mention.end) not in figures
        and (mention.category in SPOKEN or _is_soft(mention))
    ]


def _is_soft(mention: Mention) -> bool:
    return mention.category is Category.HEDGE and mention.severity is Severity.LOW


def _suggested(claim: Claim, mentions: list[Mention]) -> Decimal:
    """The share that the problems suggest: a sentence speaks of one, at its gravest."""
    gravest: dict[int, Decimal] = {}
    starts = [sentence.start for sentence in claim.analysis.sentences]
    for mention in mentions:
        sentence = bisect_right(starts, mention.start)
        gravest[sentence] = max(gravest.get(sentence, Decimal(0)), _share(claim, mention))
    return sum(gravest.values(), Decimal(0))


def _share(claim: Claim, mention: Mention) -> Decimal:
    before = claim.indicator.narrative[max(0, mention.start - LOOK_BACK) : mention.start]
    widespread = any(word in before for word in WIDESPREAD)
    return SHARES[mention.severity] * (2 if widespread else 1)


def _severity(share: Decimal, fitting: Decimal, mentions: list[Mention]) -> Severity:
    worst = max((mention.severity for mention in mentions), key=lambda severity: severity.rank)
    if share < NEARLY_FULL:
        return worst
    if share >= fitting:
        return Severity.NONE
    return Severity.LOW if share >= fitting / 2 else Severity.MEDIUM


def _message(claim: Claim, mentions: list[Mention], share: Decimal) -> str:
    said = quote(claim, mentions)
    if share <= 0:
        return f"自评{score_of(claim.indicator)}未扣分，但文中写有{said}，得分与说明可能不一致"
    deducted = points(claim.deducted or Decimal(0))
    return f"文中写有{said}，只扣{deducted}分，扣分是否充分，建议核查"


def _remedies(mentions: list[Mention]) -> tuple[str, ...]:
    settle = (
        "如已办结，补充完成时间和佐证"
        if any(m.category in (Category.IN_PROGRESS, Category.UNFINISHED) for m in mentions)
        else "补充涉及的范围和数据，说明是否影响本项要求"
    )
    return (settle, "按评分标准说明扣分或不扣分的理由", "如属实，相应调整自评得分")
