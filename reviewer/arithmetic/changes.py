"""Movements: 由650元提高到720元，增长10.8%; 53.6%降到50.2%，下降3.4个百分点.

The two values must be told apart by their words (由…到…, 比上年的…, two years), and the movement
must follow them without a subject of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from reviewer.arithmetic.figures import Bounds, Figure, agrees, quotient
from reviewer.arithmetic.showing import as_written, decimals, printed, relation, rounded
from reviewer.arithmetic.words import RelationWords, any_of, anywhere
from reviewer.model import Kind, Relation, RelationKind, Slip

_HUNDRED, _ONE = Decimal(100), Decimal(1)
_YEAR = re.compile(r"(20\d\d)年[^，。；、]{0,14}$")


class Pair(NamedTuple):
    """Where something stood, and where it stands."""

    before: Figure
    after: Figure


class Changes:
    """Compiled words for movements."""

    def __init__(self, words: RelationWords) -> None:
        said = words["变化"]
        compared = any_of(said["compared"])
        past = any_of(said["before"])
        self._from = re.compile(
            rf"(?:{any_of(said['from'])})[^，。；、\d]{{0,16}}(?:20\d\d年)?[^，。；、\d]{{0,12}}$"
        )
        self._to = re.compile(
            rf"(?:（[^（）]{{0,16}}）|\([^()]{{0,16}}\))?[^，。；、\d]{{0,8}}(?:20\d\d年)?[^，。；\d]{{0,6}}(?:{any_of(said['to'])})(?:了|约|近)?$"
        )
        moved = rf"(?P<up>{any_of(said['up'])})|(?P<down>{any_of(said['down'])})"
        self._moved = re.compile(
            rf"^[，,、（(]?(?:净|共|均|也|又|总体|整体|相应|实际|相比|两年相比|每生每年|每人每年|每生|每人|[一两二三四五]年)?(?:同比|(?:{compared})(?:{past}|20\d\d年|起始年)?[^，。；、\d]{{0,4}})?(?:{moved})"
            r"(?:了|率为|率达|率|幅度为|幅度达|幅度|幅为|幅达|幅|量为|量|约|近|达)*$"
        )
        self._against = re.compile(
            rf"^[^，。；、\d]{{0,6}}[，,（(]?(?:{compared})(?:{past}|20\d\d年)(?:同期)?(?:的|实际|末|底|数|水平|平均|新增|同口径|决算数|决算|为)*$"
        )
        self._then = re.compile(
            rf"^[^，。；、\d]{{0,6}}[，（](?:{past}|20\d\d年)(?:的|为|是|有|实际|同期|末|底)*"
            r"(?:[^，。；、\d]{0,8}(?:为|是|率|占比))?$"
        )
        self._versus = re.compile(
            r"^[，（](?:前者|教师|两者)(?:比后者)?(?:(?P<up>高出|高|多出|多)|(?P<down>低|少)|相差)(?:了|约)*$"
        )
        self._told_behind = re.compile(rf"^[（，；](?:{past})[^，。；、\d]{{0,12}}$")
        self._with = re.compile(rf"(?:与|同|和)(?:{past}|20\d\d年)[^，。；、\d]{{0,4}}$")
        self._past = re.compile(rf"(?:{past})[^，。；、\d]{{0,8}}$")
        self._now = re.compile(rf"^[，,、（(](?:{any_of(said['now'])})[^，。；、\d]{{0,8}}$")
        self._higher = re.compile(
            r"^[^，。；、\d]{0,4}[，,（(]?(?:(?P<up>高于|高出|超过|超出|多于|优于)|(?P<down>低于|少于)|比|较)[^，。；、\d]{2,16}$"
        )
        # 提高到, 降至: the verb right before where the value went.
        self._rises = re.compile(rf"(?:{any_of(said['up'])})(?:到|至|为)(?:了|约|近)?$")
        self._falls = re.compile(rf"(?:{any_of(said['down'])})(?:到|至|为)(?:了|约|近)?$")
        self._compared = re.compile(rf"^[，,、（(]?(?:{compared})")
        self._unlike = anywhere(said["unlike"])

    def find(self, figures: Sequence[Figure]) -> Iterator[Relation]:
        """The movements of one sentence that two values of it explain or contradict."""
        yield from self._against_the_verb(figures)
        yield from self._trends(figures)
        yield from self._times(figures)
        for place in range(1, len(figures)):
            change = figures[place]
            found = self._versus.match(change.before) or self._moved.match(change.before)
            if not found or change.loose or self._unlike.search(change.before):
                continue
            rising = found["down"] is None
            pair = self._behind(figures, place)
            if pair is None and place > 1:
                pair = (
                    self._apart(figures, place)
                    or self._pair(figures, place)
                    or self._grown(figures, place, rising=rising)
                )
            if pair:
                yield from _compare(change, pair, rising=rising)

    def _trends(self, figures: Sequence[Figure]) -> Iterator[Relation]:
        """2023年12.46亿元，2022年12.81亿元: where something stood in two years, no verb."""
        for one, other in pairwise(figures):
            if one.loose or other.loose or not _same(one, other) or _is_target(one):
                continue
            if one.before.startswith(("、", "和", "及")) or _touch(one, other):
                continue
            pair = _by_years(one, other)
            if pair is None and self._then.match(other.before) and not _YEAR.search(one.before):
                pair = Pair(other, one)
            elif pair is None and self._past.search(one.before) and self._now.match(other.before):
                pair = Pair(one, other)
            if pair:
                before, after = pair
                shown = f"由{as_written(before)}到{as_written(after)}"
                moved = after.value - before.value
                yield relation(RelationKind.TREND, after, (before,), moved, shown, holds=True)

    def _against_the_verb(self, figures: Sequence[Figure]) -> Iterator[Relation]:
        """由98.7%提高到98.2%: the verb between two values says the other way."""
        for before, after in pairwise(figures):
            if before.loose or after.loose or not _same(before, after):
                continue
            to = self._to.search(after.before)
            if not to or not self._from.search(before.before) or _touch(before, after):
                continue
            rising = bool(self._rises.search(after.before))
            if rising == bool(self._falls.search(after.before)):
                continue
            if rising != (after.value > before.value):
                yield _contradicted(after, before, after, rising=rising)

    def _grown(self, figures: Sequence[Figure], place: int, *, rising: bool) -> Pair | None:
        """支出38.72亿元，比上年增加1.05亿元，增长2.8%: where it stood follows from the movement."""
        now, moved = figures[place - 2], figures[place - 1]
        told = self._moved.match(moved.before)
        if now.before.startswith(("、", "和", "及")):
            return None
        if not told or (told["up"] is not None) != rising or now.unit != moved.unit:
            return None
        if now.loose or moved.loose or now.is_percent or not now.is_count or _is_target(now):
            return None
        if not figures[place].is_percent or not self._compared.search(moved.before):
            return None
        sign = -1 if rising else 1
        before = now._replace(
            value=now.value + sign * moved.value,
            low=now.low + sign * (moved.high if rising else moved.low),
            high=now.high + sign * (moved.low if rising else moved.high),
        )
        return Pair(before, now) if before.low > 0 else None

    def _behind(self, figures: Sequence[Figure], place: int) -> Pair | None:
        """198件，同比下降52%（去年同期264件）: where it stood is told behind the movement."""
        if place + 1 >= len(figures) or not self._told_behind.match(figures[place + 1].before):
            return None
        now, then = figures[place - 1], figures[place + 1]
        return Pair(then, now) if _same(now, then) and not now.loose and not then.loose else None

    def _times(self, figures: Sequence[Figure]) -> Iterator[Relation]:
        """1560万元，是2019年650万元的2.4倍."""
        for place in range(2, len(figures)):
            now, then, times = figures[place - 2 : place + 1]
            if times.quantity.kind is not Kind.MULTIPLE or times.before != "的" or times.loose:
                continue
            if now.loose or then.loose or not _same(now, then) or not _IS.search(then.before):
                continue
            bounds = quotient(now, then)
            if bounds is None:
                continue
            computed = now.value / then.value
            shown = f"{as_written(now)} ÷ {as_written(then)} = {rounded(computed)}"
            holds = agrees(times, bounds, cut_off=True)
            yield relation(RelationKind.CHANGE, times, (then, now), computed, shown, holds=holds)

    def _apart(self, figures: Sequence[Figure], place: int) -> Pair | None:
        """教师9.68万元，公务员9.54万元，前者高出0.14万元."""
        one, other = figures[place - 2], figures[place - 1]
        beside = _BESIDE.fullmatch(other.before) and self._versus.match(figures[place].before)
        if not beside or one.loose or other.loose or not _same(one, other):
            return None
        return Pair(other, one)

    def _pair(self, figures: Sequence[Figure], place: int) -> Pair | None:
        """The two values before a movement, skipping other movements and shares of the same two."""
        while place > 2 and self._moved.match(figures[place - 1].before):
            place -= 1
        second = figures[place - 1]
        values = [
            f
            for f in figures[: place - 1]
            if (second.is_percent or not f.is_percent)
            and not self._against.match(f.before)
            and not (_BASE.search(f.before) and f.after.startswith("的"))
        ]
        if not values:
            return None
        first = values[-1]
        apart = first is not figures[place - 2]
        if first.loose or second.loose or not _same(first, second) or _is_target(first):
            return None
        if first.before.startswith(("、", "和", "及")) and not self._from.search(first.before):
            # The last of a list: the movement is that of the sum, or of each.
            return None
        compared = self._against.match(second.before) or self._then.match(second.before)
        years = _by_years(first, second)
        if years or compared:
            return years or Pair(second, first)
        return None if apart else self._beside(first, second)

    def _beside(self, first: Figure, second: Figure) -> Pair | None:
        """Two values next to one another, told apart by the words before each."""
        if self._from.search(first.before) and self._to.search(second.before):
            return Pair(first, second)
        if self._past.search(first.before) and self._now.match(second.before):
            return Pair(first, second)
        if self._with.search(first.before) and second.before.startswith("相比"):
            return Pair(first, second)
        higher = first.is_percent and self._higher.match(second.before)
        return Pair(second, first) if higher else None


# 占…102,300万元的8.4%: the base of a share is no place where anything stood.
_BASE = re.compile(r"占[^，。；、]{0,16}$")
_IS = re.compile(r"(?:是|为|达|相当于)[^，。；、\d]{0,4}(?:20\d\d年)?[^，。；、\d]{0,6}$")
_BESIDE = re.compile(r"，[^，。；、\d]{2,10}?")
_TARGET = re.compile(r"目标|标准|要求|底线|任务|指标值")


def _is_target(figure: Figure) -> bool:
    """（目标85%）, 50%的目标: no place where anything stood."""
    return bool(_TARGET.search(figure.before[-8:]) or _TARGET.search(figure.after[:6]))


def _same(one: Figure, other: Figure) -> bool:
    return (
        one.quantity.kind is other.quantity.kind
        and one.unit == other.unit
        and one.quantity.kind is not Kind.PERCENTAGE_POINT
        and one.quantity.kind is not Kind.RATIO
        and one.value > 0
    )


def _by_years(first: Figure, second: Figure) -> Pair | None:
    """2021年12.46亿元，2022年12.81亿元: the earlier year is where it stood."""
    one, other = _YEAR.search(first.before), _YEAR.search(second.before)
    if not one or not other or one[1] == other[1]:
        return None
    if not re.fullmatch(
        r"[^，。；、\d]{0,6}[，,、（(]?(?:而|到|至)?20\d\d年[^，。；、\d]{0,10}", second.before
    ):
        return None
    return Pair(first, second) if one[1] < other[1] else Pair(second, first)


def _compare(change: Figure, pair: Pair, *, rising: bool) -> Iterator[Relation]:
    before, after = pair
    moved = after.value - before.value
    parts = (before, after)
    if (moved > 0) != rising and moved and not _touch(before, after):
        yield _contradicted(change, before, after, rising=rising)
        return
    told = _computed(change, before, after)
    if told is None:
        return
    bounds, computed, shown = told
    # A difference of two percentages is one in 百分点, even where the growth is near it.
    points = change.is_percent and before.is_percent and agrees(change, _difference(*pair))
    holds = agrees(change, bounds, cut_off=change.is_percent) and not points
    slip = Slip.POINTS if points else Slip.NONE
    yield relation(RelationKind.CHANGE, change, parts, computed, shown, holds=holds, slip=slip)


def _contradicted(stated: Figure, before: Figure, after: Figure, *, rising: bool) -> Relation:
    verb = "增加" if rising else "减少"
    shown = f"由{as_written(before)}到{as_written(after)}，写的是{verb}"
    return relation(
        RelationKind.CHANGE,
        stated,
        (before, after),
        after.value - before.value,
        shown,
        holds=False,
        slip=Slip.DIRECTION,
    )


def _touch(one: Figure, other: Figure) -> bool:
    return one.low <= other.high and other.low <= one.high


def _computed(change: Figure, before: Figure, after: Figure) -> tuple[Bounds, Decimal, str] | None:
    """The movement from one value to the other, in the kind in which it is stated."""
    one, other = as_written(before), as_written(after)
    kind = change.quantity.kind
    if kind is Kind.PERCENT:
        growth = (after.value / before.value - 1) * _HUNDRED
        bounds = _growth(before, after)
        if bounds is None:
            return None
        places = max(1, decimals(change))
        if growth < 0:
            shown = f"（{one} - {other}）÷ {one} = {rounded(-growth, places)}%"
        else:
            shown = f"{other} ÷ {one} - 1 = {rounded(growth, places)}%"
        return bounds, abs(growth), shown
    if kind is Kind.PERCENTAGE_POINT and before.is_percent:
        moved = abs(after.value - before.value)
        return _difference(before, after), moved, f"{one}与{other}相差{rounded(moved)}个百分点"
    if kind is before.quantity.kind and change.unit == before.unit and not before.is_percent:
        moved = abs(after.value - before.value)
        high, low = (other, one) if after.value >= before.value else (one, other)
        shown = f"{high} - {low} = {printed(moved, change)}{change.quantity.unit}"
        return _difference(before, after), moved, shown
    return None


def _growth(before: Figure, after: Figure) -> Bounds | None:
    if before.low <= 0:
        return None
    low = (after.low / before.high - _ONE) * _HUNDRED
    high = (after.high / before.low - _ONE) * _HUNDRED
    return _absolute(low, high)


def _difference(before: Figure, after: Figure) -> Bounds:
    return _absolute(after.low - before.high, after.high - before.low)


def _absolute(low: Decimal, high: Decimal) -> Bounds:
    if low <= 0 <= high:
        return Bounds(Decimal(0), max(-low, high))
    return Bounds(min(abs(low), abs(high)), max(abs(low), abs(high)))
