"""同一笔数换了单位，对不上。

Why: 9385.45万元是0.938545亿元；写成93.85亿元就差了一百倍，常是单位或小数点的笔误。

Flags:
    6/6 仪器设备总值486.5万元（0.4865亿元）。
    5/5 乡村教师412人享受每人每月500元补助，全年发放2472万元。

Accepts:
    6/6 仪器设备总值486.5万元（0.04865亿元）。
    5/5 乡村教师412人享受每人每月500元补助，全年发放247.2万元。
    5/5 乡村教师412人享受每人每月500元补助，全年发放251.3万元。

Limits: 补助的人数、月数会变，相差不是十的倍数的不提示。

Source: 元、万元、亿元的换算。
"""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.calculations import judged
from reviewer.model import Check, Claim, Finding, Relation, RelationKind, Severity, Slip

ID = "unit-slip"


def check(claim: Claim) -> Iterator[Finding | Check]:
    """Compare amounts that are given twice, and sums that are off by ten thousand."""
    yield from judged(claim, ID, _is_conversion, gravest=Severity.LOW)
    yield from judged(claim, ID, _is_off)


def _is_conversion(relation: Relation) -> bool:
    return relation.kind is RelationKind.CONVERSION


def _is_off(relation: Relation) -> bool:
    conversion = relation.kind is RelationKind.CONVERSION
    return not relation.holds and relation.slip is Slip.UNIT and not conversion
