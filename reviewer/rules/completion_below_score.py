"""完成的比例低于得分的比例。

Why: 已整改4项、整改中2项、未整改1项，是七分之四；五分得四分，说的比这多。

Flags:
    5/4 已整改4项，整改中2项，未整改1项。
    5/5 省督导反馈问题12项，目前已完成整改8项，其余4项正在推进。

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
)
from reviewer.model import Check, Claim, Finding, Progress, Severity

ID = "completion-below-score"
FAR_BELOW, BELOW = Decimal("0.15"), Decimal("0.05")
_ASKS_FOR_COMPLETION = re.compile(
    r"整改|问题|隐患|反馈|任务|项目|完成|建设|整治|化解|督导|产出|数量"
)
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
    for progress in claim.analysis.progress:
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


def _severity(claim: Claim, gap: Decimal) -> Severity:
    asked = _ASKS_FOR_COMPLETION.search(claim.indicator.title)
    return Severity.HIGH if gap >= FAR_BELOW and asked else Severity.MEDIUM


def _sum(progress: Progress) -> str:
    if progress.stated:
        return f"{points(progress.done)} ÷ {points(progress.total)}"
    parts = "+".join(points(p.value) for p in progress.parts if isinstance(p.value, Decimal))
    return f"{points(progress.done)} ÷ （{parts}）"
