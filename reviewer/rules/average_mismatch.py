"""总数、个数与平均数不相符。

Why: 36个班1620名学生，平均班额是45人；平均数常漏掉一位或除错了数。

Flags:
    6/6 全校36个班，学生1620人，平均班额48人。
    5/5 专任教师480人，在校学生6240人，师生比为1:15。
    4/4 建成工作室16个，成员208名，平均每室15名。

Accepts:
    6/6 全校36个班，学生1620人，平均班额45人。
    5/5 专任教师480人，在校学生6240人，师生比为1:13。
    5/5 在校学生2455人，图书40000册，生均16.29册。
    4/4 人均每月补助500元，惠及412人，全年支出247.2万元。

Limits: 一句里只有一个总数、一个个数时才提示；按月、按年计的平均数不核对。

Source: 公开自评材料中核对过的关系，如 40000 ÷ 2455 = 16.29。
"""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.calculations import judged, of_kind
from reviewer.model import Check, Claim, Finding, RelationKind

ID = "average-mismatch"


def check(claim: Claim) -> Iterator[Finding | Check]:
    """Compare each stated average with the total and the number it is made from."""
    yield from judged(claim, ID, of_kind(RelationKind.AVERAGE))
