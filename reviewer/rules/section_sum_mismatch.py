"""一级指标的分值与其下各项之和。

Why: 漏掉或重复计算的一行，会在一级指标的合计里显出来。

Flags:
    一、党的领导（17分），其下各项分值之和为 16。

Accepts:
    一、党的领导（17分），其下各项分值之和为 17。

Limits: 没有标明分值的一级指标不核对。

Source: 表格在一级指标旁标明分值。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reviewer.findings import fingerprint, passed, points
from reviewer.model import Check, CheckStatus, Finding, Section, Severity, Submission

ID = "section-sum-mismatch"


def check(submission: Submission) -> Iterator[Finding | Check]:
    """Add up the full scores in each section."""
    for section in submission.sections:
        scores = [i.full_score for i in submission.indicators if i.section == section.title]
        if section.full_score is not None and scores:
            yield _compare(section, section.full_score, scores)


def _compare(section: Section, declared: Decimal, scores: list[Decimal | None]) -> Finding | Check:
    known = [score for score in scores if score is not None]
    if len(known) < len(scores):
        detail = f"“{section.title}”有{len(scores) - len(known)}项没有分值，未核对"
        return Check(rule=ID, status=CheckStatus.SKIPPED, detail=detail)
    summed = sum(known, Decimal(0))
    if summed == declared:
        shown = "+".join(map(points, known))
        return passed(ID, f"“{section.title}”分值：{shown} = {points(declared)}")
    return Finding(
        id=fingerprint(ID, section.title, points(summed), points(declared)),
        rule=ID,
        severity=Severity.MEDIUM,
        message=f"“{section.title}”标明{points(declared)}分，其下各项分值之和为{points(summed)}",
        remedies=("核对该一级指标的分值和所含各项", "如有缺项或并项，在表中写明"),
    )
