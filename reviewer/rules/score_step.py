"""得分的精度与全表不同。

Why: 全表都以0.1或0.5分为一档，只有一项写7.37，多半是折算时没有取舍。

Flags:
    各项自评得分为8、7.5、9、6.37、5、8，其中一项有两位小数。

Accepts:
    各项自评得分为8、7.5、9、6.4、5、8。
    各项自评得分为7.25、8.75、9.5、6.25。

Limits: 只看小数位数；有两项以上带两位小数的，视为按比例计分，不提示。

Source: 评分细则通常以0.1、0.2或0.5分为一档。
"""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.findings import fingerprint, passed, points
from reviewer.model import Check, Finding, Indicator, Severity, Submission

ID = "score-step"
LEAST_ROWS = 5
MOST_FINE = 1


def check(submission: Submission) -> Iterator[Finding | Check]:
    """Look for a score with more decimals than all the others."""
    scored = [i for i in submission.indicators if i.self_score is not None]
    fine = [i for i in scored if _decimals(i) > 1]
    if len(scored) < LEAST_ROWS:
        return
    if not fine or len(fine) > MOST_FINE:
        if not fine:
            yield passed(ID, f"{len(scored)}项得分都不多于一位小数")
        return
    for indicator in fine:
        own = points(indicator.self_score) if indicator.self_score is not None else ""
        yield Finding(
            id=fingerprint(ID, indicator.number, indicator.title),
            rule=ID,
            severity=Severity.LOW,
            message=f"第{indicator.number or '?'}项“{indicator.title}”自评{own}分，"
            "小数位数与其他各项不同",
            remedies=("核对评分标准的计分档次", "如按比例折算，写明算法和取舍"),
        )


def _decimals(indicator: Indicator) -> int:
    score = indicator.self_score
    exponent = score.normalize().as_tuple().exponent if score is not None else 0
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
