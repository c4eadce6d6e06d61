"""得分超出分值，或为负数。

Why: 得分超出0与分值之间，或是笔误，或是没有写明的加分。

Flags:
    5分的指标，自评5.5分。

Accepts:
    5分的指标，自评5分。

Limits: 表中标明为加分的行不在核对之列。

Source: 得分应在0与该行分值之间。
"""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.findings import fingerprint, passed, row_keys, score_of
from reviewer.model import Check, Finding, Indicator, Severity, Submission

ID = "score-above-max"


def check(submission: Submission) -> Iterator[Finding | Check]:
    """Hold every self score against its bounds."""
    keys = zip(row_keys(submission.indicators), submission.indicators, strict=True)
    scored = [(key, i) for key, i in keys if None not in (i.self_score, i.full_score)]
    outside = [(key, indicator) for key, indicator in scored if not _fits(indicator)]
    for key, indicator in outside:
        yield Finding(
            id=fingerprint(ID, key, score_of(indicator)),
            rule=ID,
            severity=Severity.MEDIUM,
            message=f"第{indicator.number or '?'}项“{indicator.title}”自评{score_of(indicator)}，"
            "超出分值范围",
            remedies=("核对该项分值和自评得分", "如为加分，按评分标准单列并写明依据"),
            terms=(("指标", indicator.title), ("得分", score_of(indicator))),
        )
    if scored and not outside:
        yield passed(ID, f"{len(scored)}项得分都在0与分值之间")


def _fits(indicator: Indicator) -> bool:
    own, full = indicator.self_score, indicator.full_score
    return own is not None and full is not None and 0 <= own <= full
