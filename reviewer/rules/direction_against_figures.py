"""增减的说法与数的方向相反。

Why: 写“提高到”，数却比原来小；写“下降”，数却升了。

Flags:
    8/8 巩固率由98.7%提高到98.2%，控辍保学成效明显。
    6/6 支出由12.81亿元增加到12.46亿元，增长2.7%。

Accepts:
    8/8 巩固率由98.2%提高到98.7%，控辍保学成效明显。
    6/6 支出由12.81亿元减少到12.46亿元，下降2.7%。

Limits: 只核对同一句里写明由几到几、或比上年的数。

Source: 增、降、提高、减少各有方向，数应与之相同。
"""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.calculations import judged, with_slip
from reviewer.model import Check, Claim, Finding, Slip

ID = "direction-against-figures"


def check(claim: Claim) -> Iterator[Finding | Check]:
    """Look for words of movement beside figures that move the other way."""
    yield from judged(claim, ID, with_slip(Slip.DIRECTION))
