"""Averages and ratios: 36个班1620名学生，平均班额45人; 教师480人、学生6240人，师生比1:13.

The average is questioned only where its sentence holds one total and one number that it can be
made from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reviewer.arithmetic.figures import Bounds, Figure, agrees, quotient
from reviewer.arithmetic.showing import as_written, printed, relation, rounded
from reviewer.arithmetic.words import RelationWords, any_of, anywhere
from reviewer.model import Kind, Relation, RelationKind

_TIE = r"[^，。；、\d]{0,10}$"
_RATIO = re.compile(
    r"(?:师生比|生师比|师幼比|教职工与[^，。；、\d]{1,6}比|教师与[^，。；、\d]{1,6}比|之比|比例|比)"
    + _TIE
)
_PERIOD = re.compile(
    r"每[月年周天]|[/／](?:年|月)|月|年度?人均|增|减|提高|下降|比|较|标准|要求|不低于"
)
_AVERAGE = re.compile(r"均[^，。；、]{0,10}$|每[^，。；、]{0,6}$")
_EARLIER, _DIGITS, _RIGHT_BEHIND = 8, 3, 10
_EACH = re.compile(
    r"(?:平均|折合|折合单价)每(?P<what>[^，。；、\d]{1,8}?)(?:约|为|有|达|配备|拥有|开展|培训|投入|补助)*$"
)
_TENS = tuple(Decimal(10) ** k for k in (-8, -4, -3, -2, -1, 1, 2, 3, 4, 8))
# 全市中小学712所: a number that later sentences may average over.
_OF_ALL = re.compile(r"(?:全市|全县|全区|我市|我县|我区|共有|现有|总数)[^，。；、\d]{0,14}$")
_HUNDRED = re.compile(r"每百(?:名)?(?:学)?生[^，。；、\d]{0,14}$")
_PRICED = re.compile(r"单价(?:为|约)?$")
_PIECES = frozenset("套台册件张把个")
_ASKED = re.compile(r"的?(?:要求|标准|目标|配备标准|规定)")
_RATE = re.compile(r"率|覆盖|以上|左右")
_OTHER_SET = re.compile(r"其中|新增|增加|另|上年|去年|计划|拟|预计|比|较|减少")


class Averages:
    """Compiled words for averages; each with the units its number may have."""

    def __init__(self, words: RelationWords) -> None:
        said = words["平均"]
        self._students = anywhere(said["students"])
        self._teachers = anywhere(said["teachers"])
        self._per = [
            (re.compile(rf"(?:{any_of(said[part])}){_TIE}"), units, re.compile(noun))
            for part, units, noun in (
                ("per_school", ("所", "个", "家"), "校|园|所|家"),
                ("per_class", ("个", "个班", "班"), "班"),
                ("per_teacher", ("人",), any_of(said["teachers"])),
                ("per_student", ("人",), any_of(said["students"])),
                ("per_person", ("人", "人次"), ""),
            )
        ]

    def find(self, figures: Sequence[Figure], earlier: Sequence[Figure]) -> Iterator[Relation]:
        """The averages of one sentence that its figures explain or contradict.

        ``earlier`` are the figures of the sentences before it.
        """
        for place, printed_one in enumerate(figures):
            if printed_one.loose or _ASKED.match(printed_one.after):
                continue
            stated = _rounded_off(printed_one)
            before = [*earlier[-_EARLIER:], *figures[:place]]
            if place + 2 < len(figures) and figures[place + 1].before.startswith("（"):
                # 生均3800元（总值4368万元，在校生1.56万人）: the two follow in brackets.
                before = [*figures[place + 1 : place + 3]]
            if stated.quantity.kind is Kind.RATIO:
                found = self._ratio(_to_one(stated), figures[:place])
            elif stated.is_count and not _PERIOD.search(stated.before):
                found = self._per_hundred(stated, before) or self._average(
                    stated, before, figures[:place]
                )
            else:
                continue
            if found:
                yield found

    def _average(
        self, stated: Figure, before: Sequence[Figure], sentence: Sequence[Figure]
    ) -> Relation | None:
        numbers = [f for f in before if self._is_number(stated, f)]
        totals = [f for f in before if _is_total(stated, f)]
        if not numbers or not totals:
            return None
        pairs = [(t, n) for t in totals for n in numbers if t is not n]
        for total, number in pairs:
            if agrees(stated, _quotient(total, number), cut_off=True):
                return _told(stated, total, number, holds=True)
        slipped = [pair for pair in pairs if _is_off_by_tens(stated, *pair)]
        if len(slipped) == 1:
            return _told(stated, *slipped[0], holds=False)
        return self._doubted(stated, totals, numbers, sentence)

    def _per_hundred(self, stated: Figure, before: Sequence[Figure]) -> Relation | None:
        """432人，学生45000人，每百名学生0.96人."""
        if not _HUNDRED.search(stated.before):
            return None
        students = [f for f in before if f.unit == "人" and self._students.search(_called(f))]
        students = [f for f in students if not self._teachers.search(_called(f))]
        counted = [f for f in before if f.unit == stated.unit and f not in students]
        counted = [f for f in counted if f.is_count and not f.loose and f.value > stated.value]
        if len(students) != 1 or len(counted) != 1 or students[0].low <= 0:
            return None
        bounds = quotient(counted[0], students[0], 100)
        computed = counted[0].value / students[0].value * 100
        shown = (
            f"{as_written(counted[0])} ÷ {as_written(students[0])} × 100 = "
            f"{printed(computed, stated)}{stated.quantity.unit}"
        )
        holds = bounds is not None and agrees(stated, bounds, cut_off=True)
        parts = (counted[0], students[0])
        return relation(RelationKind.AVERAGE, stated, parts, computed, shown, holds=holds)

    def _doubted(
        self,
        stated: Figure,
        totals: Sequence[Figure],
        numbers: Sequence[Figure],
        sentence: Sequence[Figure],
    ) -> Relation | None:
        """The average where only one total and one number stand right before it."""
        start = max((i for i, f in enumerate(sentence) if "；" in f.before), default=0)
        near = sentence[start:]
        plain = [f for f in numbers if not _OTHER_SET.search(f.before[-10:])]
        own = [f for f in plain if f in near]
        if not near or stated.quantity.approximate or "；" in stated.before:
            return None
        if not own and near[-1] in totals and len(stated.before) <= _RIGHT_BEHIND:
            own = plain if len(plain) == 1 and _OF_ALL.search(plain[0].before) else []
        if len(own) != 1:
            return None
        number, last = own[0], near[-1]
        total = last if last in totals else near[-2] if len(near) > 1 and last is number else None
        if total is None or total not in totals or total is number:
            return None
        others = [f for f in near if f.unit == total.unit and f is not total]
        others = [f for f in others if not _AVERAGE.search(f.before)]
        if others or _OTHER_SET.search(total.before[-10:] + last.after[:6]):
            return None
        return _told(stated, total, number, holds=False)

    def _is_number(self, stated: Figure, figure: Figure) -> bool:
        """Whether ``figure`` counts what the average is taken over."""
        if not figure.is_count or figure.loose or figure.low <= 0:
            return False
        called = figure.before[-6:] + figure.after[:4] + figure.quantity.unit
        for words, units, named in self._per:
            if words.search(stated.before):
                return figure.unit in units and bool(named.search(called))
        if _PRICED.search(stated.before):
            return figure.unit in _PIECES
        each = _EACH.search(stated.before)
        return each is not None and _counts_each(each["what"], figure)

    def _ratio(self, stated: Figure, before: Sequence[Figure]) -> Relation | None:
        if not _RATIO.search(stated.before) or _RATE.search(stated.before):
            return None
        start = max((i for i, f in enumerate(before) if "；" in f.before), default=0)
        people = [f for f in before[start:] if f.is_count and f.unit == "人" and not f.loose]
        teachers = [f for f in people if self._teachers.search(f.before + f.after[:6])]
        students = [
            f for f in people if f not in teachers and self._students.search(f.before + f.after[:6])
        ]
        for teacher in teachers:
            for student in students:
                if teacher.value > 0 and agrees(stated, _quotient(student, teacher), cut_off=True):
                    return _told(stated, student, teacher, holds=True)
        alone = len(people) == 2 and len(teachers) == len(students) == 1
        if not alone or teachers[0].value <= 0 or "；" in stated.before:
            return None
        if _OTHER_SET.search("".join(figure.before for figure in people)):
            return None
        return _told(stated, students[0], teachers[0], holds=False)


def _called(figure: Figure) -> str:
    """What a figure is called: the words before it since a comma, and the noun behind it."""
    before = re.split("[，。；、（]", figure.before)[-1]
    return before + re.split("[，。；、（(]", figure.after, maxsplit=1)[0]


def _is_total(stated: Figure, figure: Figure) -> bool:
    """Whether ``figure`` could be what the average shares out: no average itself."""
    return (
        figure.is_count
        and not figure.loose
        and figure.unit == stated.unit
        and figure.value > stated.value > 0
        and not _AVERAGE.search(figure.before)
    )


def _is_off_by_tens(stated: Figure, total: Figure, number: Figure) -> bool:
    """A slip of the point or the unit: the digits agree, three of them, but not the power."""
    digits = Decimal(stated.quantity.value).as_tuple().digits
    exact = total.value / number.value if number.value else Decimal(0)
    if any(exact == stated.value * power for power in _TENS):
        return True
    if len("".join(map(str, digits)).rstrip("0")) < _DIGITS:
        return False
    low, high = _quotient(total, number)
    return any(stated.low * power <= high and low <= stated.high * power for power in _TENS)


def _counts_each(what: str, figure: Figure) -> bool:
    """平均每起 beside 214起, 平均每个基地 beside 38个, 平均每室 beside 工作室16个."""
    unit = figure.quantity.unit
    if not unit or figure.unit == "人":
        return False
    named = figure.before[-5:].endswith(what) or figure.after.startswith(what)
    return what.startswith(unit) or named


def _rounded_off(figure: Figure) -> Figure:
    """An average printed as a whole number stands for half a unit on either side."""
    if figure.step:
        return figure
    half = Decimal("0.5")
    return figure._replace(low=figure.low - half, high=figure.high + half, step=Decimal(1))


def _to_one(ratio: Figure) -> Figure:
    """A ratio as how many there are to one, whichever side the one is written on."""
    sides = [Decimal(side) for side in re.findall(r"\d+(?:\.\d+)?", ratio.quantity.text)[:2]]
    if len(sides) < 2 or sides[1] != 1 or sides[0] <= 1:
        return ratio
    exponent = sides[0].as_tuple().exponent
    step = Decimal(1).scaleb(int(exponent))
    return ratio._replace(
        value=sides[0], low=sides[0] - step / 2, high=sides[0] + step / 2, step=step
    )


def _quotient(total: Figure, number: Figure) -> Bounds:
    return (
        Bounds(total.low / number.high, total.high / number.low)
        if number.low > 0
        else Bounds(Decimal(0), Decimal(0))
    )


def _told(stated: Figure, total: Figure, number: Figure, *, holds: bool) -> Relation:
    computed = total.value / number.value
    result = (
        f"1:{rounded(computed)}"
        if stated.quantity.kind is Kind.RATIO
        else f"{printed(computed, stated)}{stated.quantity.unit}"
    )
    shown = f"{as_written(total)} ÷ {as_written(number)} = {result}"
    return relation(RelationKind.AVERAGE, stated, (total, number), computed, shown, holds=holds)
