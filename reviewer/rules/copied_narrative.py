"""两项指标的自评说明相同。

Why: 两项指标考核的内容不同，说明却一字不差，多半是粘贴时放错了行。

Flags:
    6/6 召开专题会议12次、印发文件8份、检查3轮。 ‖ 8/8 召开专题会议12次、印发文件8份、检查3轮。

Accepts:
    6/6 详见附件。 ‖ 8/8 详见附件。
    6/6 召开专题会议12次，印发文件8份，专项检查3轮。 ‖ 8/8 培训教师1200人次，专项检查3轮。

Limits: 只比较整段说明；共用一两句话的不提示。十五字以下的不比较。几项合并为一个单元格、
    共用一段说明的，不作为照抄。

Source: 表格常由多个部门分头填写后合并。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reviewer.findings import NEARLY_FULL, deducted_share, finding
from reviewer.model import Check, Claim, Evidence, Finding, Severity

ID = "copied-narrative"
LEAST = 15
REMEDIES = ("核对两项说明，换成本项自己的事实", "如两项确为同一工作，写明各自对应的要求")
_MARKS = re.compile(r"[\s，。；、：,.;:]")


def check(claims: Sequence[Claim]) -> Iterator[tuple[int, Finding | Check]]:
    """Find narratives that stand under two indicators."""
    seen: dict[str, int] = {}
    told: set[int] = set()
    for place, claim in enumerate(claims):
        plain = _MARKS.sub("", claim.indicator.narrative)
        if len(plain) < LEAST:
            continue
        if plain in seen:
            first = seen[plain]
            if _is_one_cell(claims[first], claim):
                continue
            if first not in told:
                told.add(first)
                yield first, _told(claims[first], claims[place], place)
            yield place, _told(claim, claims[first], first)
        else:
            seen[plain] = place


def _is_one_cell(first: Claim, second: Claim) -> bool:
    """Whether both rows share one cell that is merged over them: nothing was copied."""
    place = first.indicator.location
    return place.table is not None and place == second.indicator.location


def _told(claim: Claim, other: Claim, place: int) -> Finding:
    share = deducted_share(claim)
    full = share is not None and share < NEARLY_FULL
    row = f"第{other.indicator.number or place + 1}项“{other.indicator.title}”"
    return finding(
        claim,
        ID,
        Severity.MEDIUM if full else Severity.LOW,
        f"本项说明与{row}的说明相同",
        spans=(Evidence(start=0, end=len(claim.indicator.narrative), role="copy"),),
        remedies=REMEDIES,
        terms={"另一项": row},
    )
