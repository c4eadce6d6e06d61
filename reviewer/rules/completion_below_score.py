"""完成的比例低于得分的比例。

Why: 已整改4项、整改中2项、未整改1项，是七分之四；五分得四分，说的比这多。

Flags:
    5/4 已整改4项，整改中2项，未整改1项。
    5/5 省督导反馈问题12项，目前已完成整改8项，其余4项正在推进。
    8/7.8 到位资金3913万元，实际支出2794万元，预算执行率71.4%。

Accepts:
    8/6 应整改8项，已完成6项，剩余2项正在整改，扣2分。
    5/5 省督导反馈问题12项，已全部整改到位。

Limits: 只合并相邻句子里同一量词的数，各项任务按同等轻重计。

Source: 整改类指标常按“完全整改满分、已整改但不到位折半、未整改不得分”计分，因此给出范
围。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reviewer.findings import (
    at_stake,
    deducted_in_words,
    evidence,
    finding,
    passed,
    points,
    score_of,
    settled_by_rubric,
)
from reviewer.model import Check, Claim, Finding, Kind, Progress, Quantity, Severity

ID = "completion-below-score"
FAR_BELOW, BELOW = Decimal("0.15"), Decimal("0.05")
_ASKS_FOR_COMPLETION = re.compile(
    r"整改|问题|隐患|反馈|任务|项目|完成|建设|整治|化解|督导|产出|数量"
)
_RATE = re.compile(
    r"(?:完成率|执行率|到位率|整改率|办结率|竣工率|完工率|支出率|支付率|开工率|销号率|兑现率|完成计划的|占计划的|为计划的|完成任务的)(?:仅|只|为|达到?|约|是)*$"
)
_NO_RATE = re.compile(r"目标|要求|不低于|上年|去年|同期|标准|计划为|应为|一期|累计")
REMEDIES = (
    "补充未完成事项的现状和完成时间",
    "按评分标准说明扣分的计算办法",
    "如属实，按完成比例调整自评得分",
)


def check(claim: Claim) -> Iterator[Finding | Check]:
    """Compare done ÷ total with self score ÷ full score."""
    full, own = claim.indicator.full_score, claim.indicator.self_score
    if not full or own is None:
        return
    if settled := settled_by_rubric(claim):
        yield passed(ID, settled, claim.indicator.number)
        return
    counted = claim.analysis.progress
    if not counted:
        yield from _rates(claim, full, own)
    for progress in counted:
        ratio = progress.done / progress.total if progress.total else Decimal(1)
        sums = f"{_sum(progress)} = {ratio:.1%}"
        gap = own / full - ratio
        if gap < BELOW:
            detail = f"完成比例 {sums}，得分比例 {own / full:.1%}，相应"
            yield passed(ID, detail, claim.indicator.number)
            continue
        yield finding(
            claim,
            ID,
            _severity(claim, gap),
            f"按文中数据，完成比例为 {sums}，自评{score_of(claim.indicator)}（{own / full:.1%}），"
            "得分比例高于完成比例",
            spans=evidence(progress.parts, "quantity"),
            stake=at_stake(
                claim,
                full * (1 - (progress.done + progress.under_way / 2) / progress.total),
                full * (1 - ratio),
                f"按完成比例计；正在办理的按一半计为下限；{deducted_in_words(full - own)}",
            ),
            remedies=REMEDIES,
        )


def _rates(claim: Claim, full: Decimal, own: Decimal) -> Iterator[Finding | Check]:
    """完成率72.2%: a rate of what was done, where no counts give the proportion."""
    rates = [quantity for quantity in claim.analysis.quantities if _is_rate(claim, quantity)]
    if not rates:
        return
    # 3月底62%，9月底100%; 当场62%、限期38%: the best of them is what was reached.
    quantity = max(rates, key=_percent)
    ratio = _percent(quantity)
    if own / full - ratio >= FAR_BELOW:
        yield finding(
            claim,
            ID,
            Severity.MEDIUM,
            f"文中完成比例为{quantity.text}，自评{score_of(claim.indicator)}（{own / full:.1%}），"
            "得分比例高于完成比例",
            spans=evidence([quantity], "quantity"),
            stake=at_stake(
                claim,
                Decimal(0),
                full * (1 - ratio),
                f"按完成比例计；{deducted_in_words(full - own)}",
            ),
            remedies=REMEDIES,
        )


def _is_rate(claim: Claim, quantity: Quantity) -> bool:
    plain = (
        quantity.kind is Kind.PERCENT
        and quantity.level
        and quantity.comparator == "="
        and quantity.high is None
    )
    before = claim.analysis.text[max(0, quantity.start - 16) : quantity.start]
    after = claim.analysis.text[quantity.end : quantity.end + 4]
    return plain and bool(_RATE.search(before)) and not _NO_RATE.search(before + after)


def _percent(quantity: Quantity) -> Decimal:
    value = quantity.value if isinstance(quantity.value, Decimal) else Decimal(100)
    return value / 100


def _severity(claim: Claim, gap: Decimal) -> Severity:
    asked = _ASKS_FOR_COMPLETION.search(claim.indicator.title)
    return Severity.HIGH if gap >= FAR_BELOW and asked else Severity.MEDIUM


def _sum(progress: Progress) -> str:
    if progress.stated:
        return f"{points(progress.done)} ÷ {points(progress.total)}"
    parts = "+".join(points(p.value) for p in progress.parts if isinstance(p.value, Decimal))
    return f"{points(progress.done)} ÷ （{parts}）"
