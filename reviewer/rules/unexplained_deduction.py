"""扣了分，没有写明原因。

Why: 同得分偏高相对的情形：扣分没有原因，核查人员无法判断，填表人也可能白白失分。

Flags:
    10/9.8 体质测试覆盖率100%，课程开齐率100%。
    8/7 制发实施方案3个，培训教师320人次。

Accepts:
    8/7.5 青山小学消防管网问题正在整改中。
    10/9 乡村音体美教师尚有缺口，自扣1分。
    5/5 全年培训教师320人次。

Limits: 没有出现问题表述、也没有“扣”字的原因，识别不出来。

Source: 不少省份的表格要求低于满分的项目填写得失分说明。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.findings import finding, gives_reason, passed, points, score_of
from reviewer.model import Check, Claim, Finding, Severity

ID = "unexplained-deduction"
_REASON = re.compile(r"(?:自?扣|扣除|减|失)(?:了|去)?\s*\d|扣分|失分|[因由](?:于|为)?[^，。]{2,}")
REMEDIES = (
    "写明扣分对应的评分标准条款和事实",
    "如没有扣分事由，核对自评得分是否填错",
)


def check(claim: Claim) -> Iterator[Finding | Check]:
    """Look for the reason of a deduction in the narrative and in the note beside it."""
    deducted = claim.deducted
    if deducted is None or deducted <= 0:
        return
    number = claim.indicator.number
    if gives_reason(claim.indicator.deduction_note):
        yield passed(ID, f"扣{points(deducted)}分，已在扣分说明中写明原因", number)
        return
    if _gives_reason(claim):
        return
    yield finding(
        claim,
        ID,
        Severity.LOW,
        f"自评{score_of(claim.indicator)}，扣{points(deducted)}分，文中没有写明扣分原因",
        remedies=REMEDIES,
    )


def _gives_reason(claim: Claim) -> bool:
    figures = {(c.quantity.start, c.quantity.end) for c in claim.analysis.comparisons}
    said = any(m.adverse and (m.start, m.end) not in figures for m in claim.analysis.mentions)
    return said or bool(_REASON.search(claim.indicator.narrative))
