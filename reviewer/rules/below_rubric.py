"""扣分少于本项评分标准所要求的。

Why: 表中写着“每缺1人扣0.1分”，文中写着缺23人，应扣多少是算得出来的。

Flags:
    8/7.7【配足体育教师，每缺1人扣0.1分，最多扣4分。】应配体育教师412人，实有389人，缺23人。
    7/7【体质健康优良率达到50%得满分，每低1个百分点扣0.5分。】学生体质健康优良率为46.0%。
    8/7.5【专任教师与幼儿比不低于1:15，未达标不得分。】全县在园幼儿10846人，师幼比为1:15.9。

Accepts:
    8/5.7【配足体育教师，每缺1人扣0.1分，最多扣4分。】应配体育教师412人，实有389人，缺23人。
    7/7【体质健康优良率达到50%得满分，每低1个百分点扣0.5分。】学生体质健康优良率为52.3%。
    6/6【视工作成效综合评定，好5—6分，一般3—4分。】全年开展检查12次，覆盖全部学校。

Limits: 读得懂的是常见写法：每发现1起、每低1个百分点、未出台、不得分、酌情、分档、按比例、
减半、扣完为止；
读不懂的条款会说明，不作推断。文字与条款是否对应按用词判断，只在数或用词能确定时提示。

Source: 表中的“评分标准”一栏，或 --rubric 指定的标准；写法取自公开的评分细则。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reviewer.findings import (
    NEARLY_FULL,
    admits,
    at_stake,
    deducted_in_words,
    deducted_share,
    finding,
    passed,
    points,
    rounded,
)
from reviewer.model import Check, CheckStatus, Claim, Evidence, Expected, Finding, Severity

ID = "below-rubric"
# Rounding of deductions: a twentieth of a point is nothing to ask about.
SLACK = Decimal("0.05")
REMEDIES = (
    "对照评分标准写明扣分的计算办法",
    "如文中所述不属于该条情形，补充说明理由和佐证",
    "如属实，按评分标准调整自评得分",
)


def check(claim: Claim) -> Iterator[Finding | Check]:
    """Compare the deduction that was made with the one that the criteria come to."""
    expected, deducted = claim.expected, claim.deducted
    if expected is None:
        return
    number = claim.indicator.number
    if expected.unread:
        said = "；".join(f"“{clause}”" for clause in expected.unread)
        detail = f"评分标准中{said}没有读出扣分办法，未核对"
        yield Check(rule=ID, status=CheckStatus.SKIPPED, detail=detail, indicator=number)
    share = deducted_share(claim)
    if deducted is None or share is None or not (expected.steps or expected.readable):
        return
    if not expected.steps and deducted > 0:
        detail = f"已扣{points(deducted)}分，评分标准的条款没有能与文中对应上，未核对"
        yield Check(rule=ID, status=CheckStatus.SKIPPED, detail=detail, indicator=number)
        return
    if open_question := _open_question(claim, expected, deducted):
        yield Check(rule=ID, status=CheckStatus.SKIPPED, detail=open_question, indicator=number)
        return
    if deducted + SLACK >= expected.least:
        yield passed(ID, _in_order(expected, deducted), number)
        return
    severity = Severity.HIGH if share < NEARLY_FULL else Severity.MEDIUM
    yield finding(
        claim,
        ID,
        severity,
        f"按评分标准应扣{_ranged(expected)}分，{deducted_in_words(deducted)}。"
        + "；".join(expected.steps),
        spans=tuple(Evidence(start=s, end=e, role="criteria") for s, e in expected.spans),
        stake=at_stake(claim, expected.least, expected.most, "按本项评分标准计算"),
        remedies=REMEDIES,
    )


def _open_question(claim: Claim, expected: Expected, deducted: Decimal) -> str:
    """Why the criteria settle nothing here; empty where they do."""
    if not expected.steps:
        tied = not admits(claim)
        return "" if tied else "文中有问题表述，但没有对应到评分标准的条款，未核对"
    if expected.least > SLACK or deducted + SLACK >= expected.most:
        return ""
    return f"评分标准的扣分幅度为{_ranged(expected)}分，按文中表述不能确定，未核对"


def _in_order(expected: Expected, deducted: Decimal) -> str:
    if not expected.steps:
        return "评分标准所列的扣分情形，文中没有找到相应的表述，未扣分"
    return f"按评分标准应扣{_ranged(expected)}分，{deducted_in_words(deducted)}，相应"


def _ranged(expected: Expected) -> str:
    least, most = (points(rounded(value)) for value in (expected.least, expected.most))
    return least if least == most else f"{least}—{most}"
