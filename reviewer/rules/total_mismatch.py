"""总分与各项之和。

Why: 领导最先看的就是合计；合计有误，其余部分也难以取信。

Flags:
    各项自评得分之和为 94.8，表中自评总分为 95.3。

Accepts:
    各项自评得分之和为 95.3，表中自评总分为 95.3。

Limits: 每一行都有得分时才计算合计。

Source: 常用表格的最后一行是自评总分。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reviewer.findings import fingerprint, passed, points
from reviewer.model import Check, CheckStatus, Finding, Severity, Submission

ID = "total-mismatch"
LONGEST_SUM = 40


def check(submission: Submission) -> Iterator[Finding | Check]:
    """Add up the self scores and the full scores of all rows."""
    own = [indicator.self_score for indicator in submission.indicators]
    full = [indicator.full_score for indicator in submission.indicators]
    yield from _compare("自评得分", own, submission.declared_total, submission.extra_score)
    yield from _compare("分值", full, submission.full_total, submission.extra_full)


def _compare(
    name: str, scores: list[Decimal | None], declared: Decimal | None, extra: Decimal
) -> Iterator[Finding | Check]:
    if declared is None:
        detail = f"表中没有写明{name}合计，未核对"
        yield Check(rule=ID, status=CheckStatus.NOT_APPLICABLE, detail=detail)
        return
    known = [score for score in scores if score is not None]
    if len(known) < len(scores):
        missing = len(scores) - len(known)
        detail = f"有{missing}项没有{name}，合计未核对"
        yield Check(rule=ID, status=CheckStatus.SKIPPED, detail=detail)
        return
    summed = sum(known, Decimal(0))
    if summed == declared:
        yield passed(ID, f"{name}合计：{_sum(known)} = {points(declared)}")
        return
    if summed + extra == declared:
        detail = (
            f"{name}合计：{points(summed)}，计入加分、扣分项{points(extra)}后为{points(declared)}"
        )
        yield passed(ID, detail)
        return
    yield Finding(
        id=fingerprint(ID, name, points(summed), points(declared)),
        rule=ID,
        severity=Severity.MEDIUM,
        message=f"各项{name}之和为{points(summed)}，表中合计为{points(declared)}，"
        f"相差{points(abs(summed - declared))}",
        remedies=(f"核对各项{name}与合计", "如有加分、减分或缺项折算，在表中写明"),
    )


def _sum(scores: list[Decimal]) -> str:
    shown = "+".join(points(score) for score in scores[:LONGEST_SUM])
    return shown if len(scores) <= LONGEST_SUM else f"{len(scores)}项之和"
