"""这个总数得不出这个百分比。

Why: 抽测25人，优良率不可能是46.8%：11人是44%，12人是48%。

Flags:
    5/5 抽测学生25人，优良率为46.8%。
    4/4 41所学校中，作业公示执行良好的占96.3%。

Accepts:
    5/5 抽测学生25人，优良率为48%。
    4/4 抽查25所学校，平均优良率为46.8%。
    4/4 抽测学生2500人，优良率为46.8%。

Limits: 只核对四百以内、写明是其中一部分的总数；加权和平均的比率不在此列。

Source: GRIM 检验（Brown 与 Heathers，2017）用于比例。
"""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.calculations import judged, of_kind
from reviewer.model import Check, Claim, Finding, RelationKind

ID = "impossible-percent"


def check(claim: Claim) -> Iterator[Finding | Check]:
    """Look for shares that no whole number of a sample gives."""
    yield from judged(claim, ID, of_kind(RelationKind.POSSIBLE))
