"""文中的分项与总数。

Why: 160家中注销156家、转型4家，是核查人员会算的账；合不拢的账也是。

Flags:
    5/4 省督导反馈问题8项，已整改4项，整改中2项，未整改1项。
    6/6 全县公办园52所、民办园15所，合计69所。
    5/5 五个县区新增学位3960个，分别为720个、960个、540个、810个、1030个。

Accepts:
    10/10 160家学科类培训机构中，注销156家，转型4家。
    5/4 省督导反馈问题7项，已整改4项，整改中2项，未整改1项。
    6/6 全县现有幼儿园76所，其中公办园37所、普惠性民办园32所。

Limits: 写明分项是全部（分别为、由…构成、合计、公办与民办一类），或三种整改情况都写了数时才提示；
其他情况可能没有列全，也可能有交叉。

Source: 公开自评材料中核对过的关系，如 160 = 156 + 4，697 = 688
+ 4 + 5。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reviewer.calculations import judged, of_kind
from reviewer.findings import evidence, finding, points
from reviewer.model import Check, Claim, Finding, Progress, RelationKind, Severity

ID = "parts-and-total"
REMEDIES = ("核对总数和各分项数，补全遗漏的分项", "如统计口径不同，写明各自口径")


def check(claim: Claim) -> Iterator[Finding | Check]:
    """Say which sums close and which do not."""
    for progress in claim.analysis.progress:
        summed = progress.done + progress.under_way + progress.undone
        complete = progress.stated and progress.under_way and progress.undone
        if complete and summed != progress.total:
            yield _open_sum(claim, progress)
    yield from judged(claim, ID, of_kind(RelationKind.PARTS))


def _open_sum(claim: Claim, progress: Progress) -> Finding:
    states = (progress.done, progress.under_way, progress.undone)
    terms = " + ".join(map(points, states))
    summed = points(sum(states, Decimal(0)))
    return finding(
        claim,
        ID,
        Severity.LOW,
        f"总数为{points(progress.total)}{progress.unit}，分项之和 {terms} = {summed}，两者不一致",
        spans=evidence(progress.parts, "quantity"),
        remedies=REMEDIES,
    )
