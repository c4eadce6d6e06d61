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

Limits: 只数问题的处数，不看本表自己的评分标准；表中另写了扣分原因的，扣到一半即视为相应。

Source: 扣多少相称，按标注材料估计：一处约为分值的6%—7%，每多一处加4%；级别的划分见标注规范。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reviewer.findings import (
    NEARLY_FULL,
    at_stake,
    chance_of,
    deducted_in_words,
    deducted_share,
    evidence,
    finding,
    fitting_share,
    gives_reason,
    passed,
    points,
    quote,
    score_of,
    settled_by_rubric,
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
# Deducted a little more than would do: worth a word, no doubt.
MARGIN = Decimal("1.3")
# A deduction of a tenth says that what is admitted was seen; whether it suffices the row's own
# criteria would say. In the dev part more than four in ten such doubts were none.
ENOUGH = Decimal("0.1")
# Below this chance an admission is a hint only. Beside full marks more is asked for: most writers
# who deduct nothing have nothing to admit, and most false alarms of the dev part stood there.
SURE, SURE_AT_FULL_MARKS = 0.6, 0.72


def check(claim: Claim) -> Iterator[Finding | Check]:
    """Compare what the narrative admits with what was deducted."""
    share = deducted_share(claim)
    mentions = _spoken(claim)
    if share is None or not mentions:
        return
    if settled := settled_by_rubric(claim):
        yield passed(ID, settled, claim.indicator.number)
        return
    fitting = fitting_share(claim)
    explained = gives_reason(claim.indicator.deduction_note)
    severity = _severity(share, fitting / 2 if explained else fitting, mentions)
    chance = chance_of(mentions)
    sure = SURE if share > 0 else SURE_AT_FULL_MARKS
    if chance < sure and severity.rank > Severity.LOW.rank:
        severity = Severity.LOW
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
            f"文中{len(mentions)}处问题表述，按标注材料中相称的扣分幅度（一处约6%—7%，每多一处加4%）估计，"
            + deducted_in_words(deducted),
        ),
        remedies=_remedies(mentions),
        # The more was deducted of what would fit, the less there is to doubt.
        chance=chance * float(fitting / (fitting + share)),
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


def _severity(share: Decimal, fitting: Decimal, mentions: list[Mention]) -> Severity:
    if all(mention.category is Category.HEDGE for mention in mentions):
        return Severity.LOW if share < NEARLY_FULL else Severity.NONE
    if share < NEARLY_FULL:
        return max((mention.severity for mention in mentions), key=lambda severity: severity.rank)
    if share < min(fitting, ENOUGH):
        return Severity.MEDIUM
    return Severity.LOW if share < fitting * MARGIN else Severity.NONE


def _message(claim: Claim, mentions: list[Mention], share: Decimal) -> str:
    said = quote(claim, mentions)
    if share <= 0:
        score = score_of(claim.indicator)
        message = f"自评{score}未扣分，但文中写有{said}，得分与说明可能不一致"
    else:
        deducted = points(claim.deducted or Decimal(0))
        message = f"文中写有{said}，只扣{deducted}分，扣分是否充分，建议核查"
    return message + _second_opinion(claim, mentions)


def _second_opinion(claim: Claim, mentions: list[Mention]) -> str:
    """What no phrase of the lexicons names is said to rest on the second opinion."""
    raised = [mention for mention in mentions if mention.raised]
    if not raised:
        return ""
    which = "" if len(raised) == len(mentions) else f"其中{quote(claim, raised)}"
    return f"；{which}不是词库中的表述，由用语综合判断，把握约{chance_of(raised):.0%}"


def _remedies(mentions: list[Mention]) -> tuple[str, ...]:
    settle = (
        "如已办结，补充完成时间和佐证"
        if any(m.category in (Category.IN_PROGRESS, Category.UNFINISHED) for m in mentions)
        else "补充涉及的范围和数据，说明是否影响本项要求"
    )
    return (settle, "按评分标准说明扣分或不扣分的理由", "如属实，相应调整自评得分")
