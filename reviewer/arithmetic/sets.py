"""Shares of one whole that must make a hundred, and shares that no count of a sample can give.

The second is the GRIM test (Brown and Heathers, 2017) for proportions: of 25 pupils no whole
number is 46.8 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from reviewer.arithmetic.figures import Bounds, Figure, agrees
from reviewer.arithmetic.showing import as_written, relation, rounded
from reviewer.arithmetic.words import RelationWords, anywhere
from reviewer.model import Kind, Relation, RelationKind

_HUNDRED = Decimal(100)
_LEAST, _MOST = Decimal(88), Decimal(112)
_SHARED_OUT = re.compile(
    r"分别占|各占|占比分别|比例分别|依次占|占比依次|比例依次|结构为|构成为|结构分别"
)
_LISTED = re.compile(
    r"、[^，。；、\d]{0,12}|[和及与][^，。；、\d率]{0,12}|，[^，。；、\d率]{0,12}占"
)
_COMPLETE = re.compile(r"不及格|不合格|不达标|不满意|其他|其余|较差|以下")
_OF_THEM = re.compile(
    r"[^，。；、\d]{0,8}(?:中|里)，?(?:[^。；、\d]{0,24}占)?"
    r"|(?P<noun>[^，。；、\d]{2,4})(?:，|均)[^。；、\d]{0,24}的(?:(?P=noun))?占"
)
# 食堂25个，合格率; 园所18所，其中示范园占比.
_OF_THINGS = re.compile(
    r"[^，。；、\d]{0,10}，(?:其中[^，。；、\d]{0,12}(?:占比|的占|占)"
    r"|[^，。；、\d]{0,8}(?:合格率|达标率|整改完成率|整改率)|[^，。；、\d]{0,4}[园校]比例)(?:为|达|达到)?"
)
_THINGS = frozenset("所家个辆台间处项条")
_DONE = re.compile(r"已|完成|合格|整改|达标|通过|抽查时间")
_ABOUT_PEOPLE = re.compile(
    "经费|投入|资金|时间|企业|学生|幼儿|教师|儿童|在校|在园|毕业|家长|体质|学历|人员|面积|成绩|考试"
)
_RATE = re.compile(r"[^，。；、\d]{0,6}，[^，。；、\d]{0,8}(?:率|占比)(?:为|达|达到)?")
_PEOPLE = frozenset({"人", "份", "件"})
_SMALL = 400


class Sets:
    """Compiled words for samples."""

    def __init__(self, words: RelationWords) -> None:
        self._sampled = anywhere(words["抽样"]["sampled"])
        self._weighted = anywhere(words["抽样"]["weighted"])

    def _is_of(self, share: Figure, sample: Figure) -> bool:
        """Whether the share is of the things counted right before it."""
        before = share.before
        if _OF_THEM.fullmatch(before):
            return True
        if sample.unit in _THINGS and _OF_THINGS.fullmatch(before):
            said = before + sample.before[-8:]
            return not _ABOUT_PEOPLE.search(said) and not _DONE.search(sample.before[-8:])
        sampled = self._sampled.search(sample.before + before)
        return bool(sampled) and sample.unit in _PEOPLE and bool(_RATE.fullmatch(before))

    def find(self, figures: Sequence[Figure]) -> Iterator[Relation]:
        """Sets of shares and shares of samples in one sentence."""
        yield from _hundred(figures)
        for place, share in enumerate(figures):
            found = self._possible(figures, place, share)
            if found:
                yield found

    def _possible(self, figures: Sequence[Figure], place: int, share: Figure) -> Relation | None:
        if place == 0 or not share.is_percent or share.loose or share.quantity.approximate:
            return None
        sample = figures[place - 1]
        plain = sample.step == 0 and sample.quantity.kind is Kind.COUNT and not sample.loose
        if not plain or not 1 < sample.value <= _SMALL or not self._is_of(share, sample):
            return None
        alone = not any(f.unit == sample.unit for f in figures[: place - 1])
        if not alone or self._weighted.search(sample.before + share.before):
            return None
        reached = share.value * sample.value / _HUNDRED
        near = {reached.to_integral_value(ROUND_FLOOR), reached.to_integral_value(ROUND_CEILING)}
        for count in near:
            exact = count / sample.value * _HUNDRED
            if agrees(share, Bounds(exact, exact), cut_off=True):
                return None
        low, high = min(near) / sample.value * _HUNDRED, max(near) / sample.value * _HUNDRED
        shown = (
            f"{as_written(sample)}中，{min(near)}是{rounded(low)}%，{max(near)}是{rounded(high)}%"
        )
        return relation(RelationKind.POSSIBLE, share, (sample,), low, shown, holds=False)


def _hundred(figures: Sequence[Figure]) -> Iterator[Relation]:
    """Runs of shares that the text gives as all there are."""
    run: list[Figure] = []
    for figure in [*figures, None]:
        if (
            figure
            and figure.is_percent
            and not figure.loose
            and (not run or _LISTED.fullmatch(figure.before))
        ):
            run.append(figure)
            continue
        if len(run) >= 3:
            found = _summed(run)
            if found:
                yield found
        run = [figure] if figure and figure.is_percent and not figure.loose else []


def _summed(run: Sequence[Figure]) -> Relation | None:
    words = "".join(figure.before for figure in run)
    low = sum((figure.low for figure in run), Decimal(0))
    high = sum((figure.high for figure in run), Decimal(0))
    summed = sum((figure.value for figure in run), Decimal(0))
    told = _SHARED_OUT.search(words) and "率" not in words
    if not (told or _COMPLETE.search(run[-1].before)) or not _LEAST <= summed <= _MOST:
        return None
    slack = sum((figure.step for figure in run), Decimal(0)) / 2
    holds = low - slack <= _HUNDRED <= high + slack
    shown = " + ".join(as_written(figure) for figure in run) + f" = {rounded(summed)}%"
    return relation(RelationKind.SHARES, run[-1], run[:-1], summed, shown, holds=holds)
