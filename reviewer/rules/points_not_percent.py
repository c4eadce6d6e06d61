"""百分点写成了百分比。

Why: 近视率由53.6%降到50.2%，是下降3.4个百分点；写成“下降3.4%”，幅度就成了另一个意思。

Flags:
    6/6 近视率由53.6%下降到50.2%，下降3.4%。

Accepts:
    6/6 近视率由53.6%下降到50.2%，下降3.4个百分点。
    6/6 投入由53.6万元下降到50.2万元，下降6.3%。

Limits: 只提示，不影响等级；没有写明前后两个百分比的，看不出来。

Source: 公开报道中的实例：大班额占比 24.8% 降到 8.6%，写成下降了16.2%。
"""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.calculations import judged, with_slip
from reviewer.model import Check, Claim, Finding, Severity, Slip

ID = "points-not-percent"


def check(claim: Claim) -> Iterator[Finding | Check]:
    """Look for differences of percentages that are called percent."""
    yield from judged(claim, ID, with_slip(Slip.POINTS), gravest=Severity.LOW)
