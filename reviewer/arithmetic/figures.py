"""Figures as intervals: what a printed number can stand for, in the manner of statcheck.

A count is exact; a printed decimal stands for half a unit of its last digit on either side; 近,
余, 约 widen it to one side or to ten percent. Amounts are in the base unit: 1.2亿元 is
120,000,000 元.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from reviewer.model import Kind, Quantity, Span

# A figure with more digits than this is no sum that anyone printed.
_MOST_DIGITS = 18
_SCALE = re.compile(r"([十百千]?)([万亿])")
_POWERS = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_SEMICOLONS = ("；", ";")
_BLANK = re.compile(r"\s+")
_WIDE = str.maketrans(",;:()", "，；：（）")
_LESS = re.compile(r"(?:将近|接近|近|不到|不足)$")
_MORE = re.compile(r"[余多几]")
_ADDED = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.NUMBER})
_UNMEASURED = frozenset({Kind.DATE, Kind.ORDINAL, Kind.DURATION, Kind.AGE})
# 18.5个工作日压缩到6.2个: these durations move; years and months only date something.
_SHORT_TIMES = frozenset({"天", "工作日", "个工作日", "小时", "个小时", "分钟"})
_SAME = {"名": "人", "位": "人", "平米": "平方米", "㎡": "平方米", "m²": "平方米", "块钱": "元"}
_TENTH = Decimal("0.1")
_LOOK_BACK = 60
_HALF = Decimal("0.5")


class Figure(NamedTuple):
    """A quantity as an interval in its base unit, and the words on either side of it.

    ``step`` is one unit of its last printed digit, 0 for an exact count; ``factor`` is how many
    base units its own unit holds; ``loose`` tells that a bound (超过, 不低于) leaves it open.
    ``before`` reaches back to the figure before it, ``after`` on to the next one, without blanks.
    ``is_count`` tells that it can be added up, ``is_percent`` that it is a share or a rate.
    """

    quantity: Quantity
    value: Decimal
    low: Decimal
    high: Decimal
    step: Decimal
    unit: str
    factor: Decimal
    before: str
    after: str
    loose: bool
    is_count: bool
    is_percent: bool


class Bounds(NamedTuple):
    """The interval of a result, in base units."""

    low: Decimal
    high: Decimal


def figures(text: str, start: int, end: int, quantities: Sequence[Quantity]) -> list[Figure]:
    """The figures of one sentence, dates and ranks apart; ``quantities`` are those within it."""
    plain = [q for q in quantities if _is_plain(q)]
    stops = [start, *(q.end for q in plain)]
    nexts = [*(q.start for q in plain[1:]), end]
    return [
        _figure(text, quantity, before, after)
        for quantity, before, after in zip(plain, stops, nexts, strict=False)
    ]


def by_sentence(
    text: str, sentences: Sequence[Span], quantities: Sequence[Quantity]
) -> Iterator[list[Figure]]:
    """The figures of each sentence that has any, in order; a semicolon ends none."""
    position, start = 0, 0
    for sentence in sentences:
        if text[sentence.end - 1 : sentence.end] in _SEMICOLONS and sentence is not sentences[-1]:
            continue
        first = position
        while position < len(quantities) and quantities[position].start < sentence.end:
            position += 1
        if position > first:
            yield figures(text, start, sentence.end, quantities[first:position])
        start = sentence.end


def _is_plain(quantity: Quantity) -> bool:
    return (
        (quantity.kind not in _UNMEASURED or quantity.unit in _SHORT_TIMES)
        and isinstance(quantity.value, Decimal)
        and quantity.high is None
        and abs(quantity.value.adjusted()) <= _MOST_DIGITS
        and len(quantity.value.as_tuple().digits) <= _MOST_DIGITS
    )


def _figure(text: str, quantity: Quantity, since: int, until: int) -> Figure:
    before = _plain(text[max(since, quantity.start - _LOOK_BACK) : quantity.start])
    after = _plain(text[quantity.end : min(until, quantity.end + _LOOK_BACK)])
    factor, unit = _base(quantity)
    printed = quantity.value if isinstance(quantity.value, Decimal) else Decimal(0)
    value = printed * factor
    step = _step(printed, quantity, factor)
    low, high = _interval(value, step, quantity, before)
    return Figure(
        quantity,
        value,
        low,
        high,
        step,
        unit,
        factor,
        before,
        after,
        quantity.comparator != "=",
        quantity.kind in _ADDED,
        quantity.kind is Kind.PERCENT,
    )


def _plain(text: str) -> str:
    """Without blanks, and with the full-width punctuation that the patterns are written in."""
    return (text if text.isprintable() and " " not in text else _BLANK.sub("", text)).translate(
        _WIDE
    )


def _base(quantity: Quantity) -> tuple[Decimal, str]:
    scale = _SCALE.match(quantity.unit)
    if scale is None or quantity.kind is Kind.RATIO:
        return Decimal(1), _SAME.get(quantity.unit, quantity.unit)
    unit = quantity.unit[scale.end() :]
    return Decimal(_POWERS[scale[1]] * _POWERS[scale[2]]), _SAME.get(unit, unit)


def _step(printed: Decimal, quantity: Quantity, factor: Decimal) -> Decimal:
    """One unit of the last digit; a whole count is exact."""
    exponent = printed.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    if decimals == 0 and factor == 1 and quantity.kind is Kind.COUNT:
        return Decimal(0)
    return factor.scaleb(-decimals)


def _interval(
    value: Decimal, step: Decimal, quantity: Quantity, before: str
) -> tuple[Decimal, Decimal]:
    slack = value * _TENTH
    if _MORE.search(quantity.text):
        return value, value + slack
    if quantity.approximate:
        return value - slack, value if _LESS.search(before) else value + slack
    return value - step * _HALF, value + step * _HALF


def quotient(part: Figure, whole: Figure, times: int = 1) -> Bounds | None:
    """part ÷ whole × ``times``; None where that makes no sense."""
    if whole.low <= 0 or part.low < 0:
        return None
    return Bounds(part.low / whole.high * times, part.high / whole.low * times)


def total(parts: Sequence[Figure]) -> Bounds:
    """The sum of some figures."""
    return Bounds(
        sum((part.low for part in parts), Decimal(0)),
        sum((part.high for part in parts), Decimal(0)),
    )


def agrees(stated: Figure, computed: Bounds, *, cut_off: bool = False) -> bool:
    """Whether a stated figure can be the rounding of a result.

    Quotients are often cut off instead: with ``cut_off`` the result may be up to a unit above.
    """
    slack = stated.step * _HALF if cut_off else Decimal(0)
    return stated.low <= computed.high and computed.low <= stated.high + slack


def alike(one: Figure, other: Figure, families: Sequence[frozenset[str]]) -> bool:
    """Whether two figures count in the same unit, or in units used for the same things."""
    if one.unit == other.unit:
        return one.quantity.kind is other.quantity.kind or not one.unit
    return any(one.unit in family and other.unit in family for family in families)
