"""One amount in two units: 486.5万元（0.04865亿元）; 每人每月500元, 412人, 全年247.2万元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from reviewer.arithmetic.figures import Bounds, Figure, agrees
from reviewer.arithmetic.showing import as_written, printed, relation
from reviewer.model import Kind, Relation, RelationKind, Slip

_SAME = re.compile(r"(?:[（，]?(?:折合|即|合|约合|相当于)|（)")
_EACH = re.compile(
    r"每[人生名](?:每)?(?:月|年|学期|学年|天)?[^，。；、\d]{0,8}$|标准[^，。；、\d]{0,4}$"
)
_PAID = re.compile(r"发放|核拨|补助|减免|拨付|落实|资助|兑现|合计|共")
# How often an allowance may be paid in the time that a total covers.
_TIMES = (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12)
_TENS = tuple(Decimal(10) ** power for power in (-4, -3, -2, -1, 1, 2, 3, 4))


class Conversions:
    """Needs no words of its own."""

    def find(self, figures: Sequence[Figure]) -> Iterator[Relation]:
        """Amounts of one sentence that are given twice, or that follow from rate and number."""
        for one, other in pairwise(figures):
            if self._is_same_amount(one, other):
                holds = agrees(other, Bounds(one.low, one.high))
                shown = f"{as_written(one)} = {printed(one.value, other)}{other.quantity.unit}"
                slip = Slip.NONE if holds else Slip.UNIT
                yield relation(
                    RelationKind.CONVERSION, other, (one,), one.value, shown, holds=holds, slip=slip
                )
        for place in range(2, len(figures)):
            found = self._paid(figures[place - 2 : place + 1])
            if found:
                yield found

    def _is_same_amount(self, one: Figure, other: Figure) -> bool:
        return (
            bool(_SAME.fullmatch(other.before))
            and one.is_count
            and one.unit == other.unit
            and one.factor != other.factor
            and not one.loose
            and not other.loose
        )

    def _paid(self, three: Sequence[Figure]) -> Relation | None:
        """Number of people × rate × times paid; only a slip by a power of ten is a doubt."""
        last = three[2]
        if last.quantity.kind is not Kind.MONEY or not _PAID.search(last.before):
            return None
        rates = [f for f in three[:2] if f.unit == "元" and _EACH.search(f.before)]
        people = [f for f in three[:2] if f.unit == "人" and f.is_count]
        if len(rates) != 1 or len(people) != 1 or any(f.loose for f in three):
            return None
        rate, number = rates[0], people[0]
        once = Bounds(rate.value * number.low, rate.value * number.high)
        for times in _TIMES:
            due = Bounds(once.low * times, once.high * times)
            if agrees(last, due):
                return _told(last, rate, number, times, due, holds=True)
        for times in _TIMES:
            for power in _TENS:
                due = Bounds(once.low * times, once.high * times)
                if last.low <= due.high * power and due.low * power <= last.high:
                    return _told(last, rate, number, times, due, holds=False)
        return None


def _told(
    last: Figure, rate: Figure, number: Figure, times: int, due: Bounds, *, holds: bool
) -> Relation:
    often = f" × {times}" if times > 1 else ""
    computed = rate.value * number.value * times
    result = printed(computed, last) + last.quantity.unit
    shown = f"{as_written(number)} × {as_written(rate)}{often} = {result}"
    return relation(
        RelationKind.CONVERSION,
        last,
        (rate, number),
        computed,
        shown,
        holds=holds,
        slip=Slip.NONE if holds else Slip.UNIT,
    )
