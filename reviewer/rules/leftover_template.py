"""没有填完的模板文字。

Why: “xx%”“此处填写”留在表里，说明这一格还没有填完。

Flags:
    6/6 全市普惠性幼儿园覆盖率达到xx%。
    6/6 投入资金××万元，改造学校__所。
    5/5 （200字以内）

Accepts:
    6/6 开展“1+X”证书试点，配备X光机1台。
    6/6 普惠性幼儿园覆盖率达到89.3%（含乡镇）。

Limits: 人名、校名用×遮盖的只作提示。

Source: 公开的自评材料中常见 xx、××、*%、下划线和填写说明没有删去。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.findings import NEARLY_FULL, deducted_share, finding
from reviewer.model import Claim, Evidence, Finding, Severity

ID = "leftover-template"
REMEDIES = ("补填具体内容，删去模板文字",)
_UNITS = "%％个所人名项次万亿元家处起件套平年月日册台间分"
_BLANK_FIGURE = re.compile(
    rf"(?<![A-Za-z+＋])(?:[xX×＊*]{{2,}}|[xX×＊*](?=[%％]))(?:[.．][xX×*]+)?(?=[{_UNITS}]|\s*[%％])"
    rf"|_{{2,}}|＿{{2,}}|(?<=[为达有共约到])\s{{3,}}(?=[{_UNITS}])"
)
_INSTRUCTION = re.compile(
    r"[（(]?(?:此处|请在此|请)(?:填写|填报|输入|说明|简述)[^，。；）)]{0,16}[）)]?"
    r"|[（(](?:限)?\d{2,4}字(?:以内|左右|以下)?[^）)]{0,6}[）)]|（?填写说明|样例|待补充|待填|待核|暂缺数据"
)
_NAME = re.compile(
    r"(?<![A-Za-z+＋])[xX×]{2,}(?=小学|中学|学校|幼儿园|市|县|区|镇|乡|同志|老师|[，。])"
)


def check(claim: Claim) -> Iterator[Finding]:
    """Look for blanks, masks and instructions that were left in the cell."""
    text = claim.analysis.text
    share = deducted_share(claim)
    full = share is not None and share < NEARLY_FULL
    for pattern, grave, what in (
        (_BLANK_FIGURE, True, "没有填上数"),
        (_INSTRUCTION, True, "像是填写说明"),
        (_NAME, False, "没有写明名称"),
    ):
        found = pattern.search(text)
        if found:
            said = text[max(0, found.start() - 6) : found.end() + 2].strip()
            yield finding(
                claim,
                ID,
                Severity.MEDIUM if grave and full else Severity.LOW,
                f"“{said}”{what}，这一格可能没有填完",
                spans=(Evidence(start=found.start(), end=found.end(), role="template"),),
                remedies=REMEDIES,
            )
            return
