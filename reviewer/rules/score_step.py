"""得分的精度与全表不同。

Why: 全表都以0.1或0.5分为一档，只有一项写7.37，多半是折算时没有取舍。

Flags:
    8/8 已完成。 ‖ 8/7.5 已完成。 ‖ 9/9 已完成。 ‖ 8/6.37 已完成。 ‖ 5/5 已完成。

Accepts:
    8/8 已完成。 ‖ 8/7.5 已完成。 ‖ 9/9 已完成。 ‖ 8/6.4 已完成。 ‖ 5/5 已完成。
    8/7.25 已完成。 ‖ 9/8.75 已完成。 ‖ 9/9 已完成。 ‖ 8/6.25 已完成。 ‖ 5/5 已完成。

Limits: 只看小数位数；有两项以上带两位小数的，视为按比例计分，不提示。

Source: 评分细则通常以0.1、0.2或0.5分为一档。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reviewer.findings import finding, points
from reviewer.model import Claim, Finding, Severity

ID = "score-step"
LEAST_ROWS = 5
MOST_FINE = 1
REMEDIES = ("核对评分标准的计分档次", "如按比例折算，写明算法和取舍")


def check(claims: Sequence[Claim]) -> Iterator[tuple[int, Finding]]:
    """Look for a score with more decimals than all the others."""
    scored = [(p, c) for p, c in enumerate(claims) if c.indicator.self_score is not None]
    fine = [(place, claim) for place, claim in scored if _decimals(claim) > 1]
    if len(scored) < LEAST_ROWS or len(fine) > MOST_FINE:
        return
    for place, claim in fine:
        own = points(claim.indicator.self_score) if claim.indicator.self_score is not None else ""
        message = f"自评{own}分，小数位数与其他各项不同"
        yield place, finding(claim, ID, Severity.LOW, message, remedies=REMEDIES)


def _decimals(claim: Claim) -> int:
    score = claim.indicator.self_score
    exponent = score.normalize().as_tuple().exponent if score is not None else 0
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
