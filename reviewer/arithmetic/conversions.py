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
    r"(?:每[人生名](?:每)?(?P<per>月|年|学期|学年)?|人均|生均|标准)[^，。；、\d]{0,8}$"
)
_EACH_TIME = re.compile(r"每(?P<unit>场|次|校|班|期|批|所)[^，。；、\d]{0,10}$")
_PAID = re.compile(r"发放|核拨|补助|减免|拨付|落实|资助|兑现|合计|共|支出|列支|投入|累计|应拨|需")
# How often an allowance may be paid in the time that a total covers.
_TIMES = {"月": tuple(range(1, 13)), "学期": (1, 2), "学年": (1,), "年": (1,), "": (1,)}
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
        if not _PAID.search(last.before) or any(f.loose for f in three) or not last.is_count:
            return None
        found = _rate_and_number(three)
        if found is None:
            return None
        rate, number, per = found
        once = Bounds(rate.value * number.low, rate.value * number.high)
        for times in _TIMES[per]:
            due = Bounds(once.low * times, once.high * times)
            if agrees(last, due):
                return _told(last, rate, number, times, due, holds=True)
        for times in _TIMES[per]:
            due = Bounds(once.low * times, once.high * times)
            if any(last.low <= due.high * p and due.low * p <= last.high for p in _TENS):
                return _told(last, rate, number, times, due, holds=False)
        return None


def _rate_and_number(three: Sequence[Figure]) -> tuple[Figure, Figure, str] | None:
    """An allowance with the people that get it, or a number of events with the people at each."""
    last = three[2]
    if last.quantity.kind is Kind.MONEY:
        rates = [(f, m["per"] or "") for f in three[:2] if (m := _EACH.search(f.before))]
        rates = [(f, per) for f, per in rates if f.unit == "元"]
        people = [f for f in three[:2] if f.unit == "人" and f.is_count]
        if len(rates) == 1 and len(people) == 1:
            return rates[0][0], people[0], rates[0][1]
        return None
    number, rate = three[:2]
    each = _EACH_TIME.search(rate.before)
    events = each is not None and number.unit == each["unit"] and rate.unit == "人"
    return (rate, number, "") if events and last.unit in ("人", "人次") else None


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
