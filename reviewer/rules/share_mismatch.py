"""部分、总数与百分比不相符。

Why: 25所里19所是76%，不是86%；百分比写错，达标与否就可能随之改变。

Flags:
    8/8 应整改问题25个，已整改完成19个，整改率86%。
    5/5 现有专任教师312人，其中女教师210人，占77.3%。
    6/6 抽查项目学校38所，占52所项目学校的71.3%。

Accepts:
    8/8 应整改问题25个，已整改完成19个，整改率76%。
    5/5 全县有教师312人、学生4860人，占全市的15.3%。
    6/6 受理投诉697件，办结688件，办结率98.7%。
    6/6 近六成学校达标：531所中有313所，占近六成。

Limits: 只有词语写明谁是部分、谁是总数时才提示；附近任何一对数能得出这个百分比的，都视为相符。
四舍五入和截尾都接受。

Source: 公开自评材料中核对过的关系，如 688 ÷ 697 = 98.71%、19 ÷ 25 = 76%。
"""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.calculations import judged, of_kind
from reviewer.model import Check, Claim, Finding, RelationKind

ID = "share-mismatch"


def check(claim: Claim) -> Iterator[Finding | Check]:
    """Compare each stated share with the counts that give it."""
    yield from judged(claim, ID, of_kind(RelationKind.SHARE))
