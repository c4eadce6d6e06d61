"""应有、实有与欠缺的数不相符。

Why: 应拨997.5万元，实拨360.2万元，欠的就是637.3万元；年初、增减与年末也要合得拢。

Flags:
    8/7 应配教师214人，实配197人，尚缺27人。
    6/6 排查隐患517处，整改498处，剩余29处正在整改。
    5/5 大班额上年底89个，当年消除58个，新增1个，年末还有42个。

Accepts:
    8/7 应配教师214人，实配197人，尚缺17人。
    5/5 大班额上年底89个，当年消除58个，新增1个，年末还有32个。
    6/6 应拨997.5万元，实拨360.2万元，欠拨637.3万元。

Limits: 只核对同一句里同一单位、词语写明身份的数；后面还接着列的，不作判断。

Source: 国家督导反馈的写法：应拨、实拨、欠拨；89 − 58 + 1 = 32。
"""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.calculations import judged, of_kind
from reviewer.model import Check, Claim, Finding, RelationKind

ID = "difference-mismatch"


def check(claim: Claim) -> Iterator[Finding | Check]:
    """Compare what is left with what was due less what was done."""
    yield from judged(claim, ID, of_kind(RelationKind.DIFFERENCE))
