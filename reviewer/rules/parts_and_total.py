"""文中的分项与总数。

Why: 160家中注销156家、转型4家，是核查人员会算的账；合不拢的账也是。

Flags:
    5/4 省督导反馈问题8项，已整改4项，整改中2项，未整改1项。

Accepts:
    10/10 160家学科类培训机构中，注销156家，转型4家。
    5/4 省督导反馈问题7项，已整改4项，整改中2项，未整改1项。

Limits: 只有写明总数、并且已完成、进行中、未完成三种情况都写了数的任务，合不拢时才提示；
其他情况可能有交叉。

Source: 公开自评材料中核对过的关系，如 160 = 156 + 4，697 = 688
+ 4 + 5。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reviewer.findings import evidence, finding, passed, points
from reviewer.model import Analysis, Check, Claim, Finding, Kind, Quantity, Severity

ID = "parts-and-total"
LEAST_TOTAL = 5
MOST_PARTS = 6
REMEDIES = ("核对总数和各分项数，补全遗漏的分项", "如统计口径不同，写明各自口径")


def check(claim: Claim) -> Iterator[Finding | Check]:
    """Say which sums close and which do not."""
    for progress in claim.analysis.progress:
        summed = progress.done + progress.under_way + progress.undone
        complete = progress.stated and progress.under_way and progress.undone
        if complete and summed != progress.total:
            states = (progress.done, progress.under_way, progress.undone)
            shown = " + ".join(map(points, states))
            yield finding(
                claim,
                ID,
                Severity.LOW,
                f"总数为{points(progress.total)}{progress.unit}，"
                f"分项之和 {shown} = {points(summed)}，两者不一致",
                spans=evidence(progress.parts, "quantity"),
                remedies=REMEDIES,
            )
    for total, parts in _closed_sums(claim.analysis):
        detail = f"{points(total)} = {' + '.join(map(points, parts))}，合计成立"
        yield passed(ID, detail, claim.indicator.number)


def _closed_sums(analysis: Analysis) -> Iterator[tuple[Decimal, list[Decimal]]]:
    """A count and the counts right behind it in the same sentence that make it up."""
    for sentence in analysis.sentences:
        counts = [
            quantity.value
            for quantity in analysis.quantities
            if sentence.start <= quantity.start < sentence.end and _is_whole(quantity)
        ]
        values = [value for value in counts if isinstance(value, Decimal)]
        for index, total in enumerate(values):
            parts = _parts(total, values[index + 1 : index + 1 + MOST_PARTS])
            if parts:
                yield total, parts
                break


def _parts(total: Decimal, following: list[Decimal]) -> list[Decimal]:
    summed = Decimal(0)
    for length, value in enumerate(following, 1):
        summed += value
        if summed == total and length > 1 and total >= LEAST_TOTAL:
            return following[:length]
        if summed >= total:
            return []
    return []


def _is_whole(quantity: Quantity) -> bool:
    return quantity.kind is Kind.COUNT and quantity.high is None and quantity.unit != "分"
