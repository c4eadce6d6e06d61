"""各部分占比合计不是100%。

Why: 写明是全部构成的几个占比，合起来应当是100%。

Flags:
    5/5 优秀率20.1%、良好率30.2%、合格率40.3%、不合格率19.4%。
    4/4 专科、本科、研究生分别占41.2%、53.9%、5.9%。

Accepts:
    5/5 人员、公用、项目支出分别占53.3%、37.0%、9.7%。
    4/4 语文、数学、英语合格率分别为91.2%、89.4%、90.1%。

Limits: 只核对写明“分别占”“构成”或列到“其他”“不合格”为止的三个以上的占比。

Source: 公开自评材料中核对过的关系：53.3 + 37.0 + 9.7 = 100。
"""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.calculations import judged, of_kind
from reviewer.model import Check, Claim, Finding, RelationKind

ID = "shares-not-hundred"


def check(claim: Claim) -> Iterator[Finding | Check]:
    """Add up the shares of one whole."""
    yield from judged(claim, ID, of_kind(RelationKind.SHARES))
