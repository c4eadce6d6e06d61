"""Figures beside a target that the narrative itself gives: 应配149人，实配143人; 96.3%，规定为100%.

Both figures stand in one sentence, in the same unit, the target marked by the words beside it.
Where the target comes first, the actual figure must be marked too (实有, 到岗); where it follows,
the figures right before it are meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from reviewer.language.scene import Scene
from reviewer.model import Kind, Quantity, TargetComparison

_APART = 40
_LIST = re.compile(
    r"(?:[、和与及]|，)?(?:小学|初中|高中|中职|学前|幼儿园|分别为)?[^\d，。；、]{0,6}"
)
_OTHER = re.compile(r"其中|另有|另外|此外|新增|增加|上年|去年|上一年|同比|每")
_STARTING_POINT = re.compile(r"[由从][^，。；]{0,12}$")
_OF_IT = re.compile(r"[余多]?的")
_UNMEASURED = frozenset({Kind.DATE, Kind.ORDINAL, Kind.DURATION, Kind.NUMBER, Kind.AGE})
_WHOLE = Decimal(100)
_Placed = tuple[int, int, Quantity]


class Targets:
    """Compiled words for targets and results; ``groups`` as in groups.csv."""

    def __init__(self, groups: Mapping[str, tuple[str, ...]]) -> None:
        def words(name: str) -> str:
            return "|".join(map(re.escape, sorted(groups.get(name, ("□",)), key=len, reverse=True)))

        self._target = re.compile(rf"(?:{words('目标之前')})(?:[^\d，。；、率]{{0,12}})$")
        self._standard = re.compile(
            rf"[，（(—]{{0,2}}[^\d，。；、]{{0,6}}(?:{words('标准之前')})[^\d，。；、率]{{0,4}}"
        )
        self._told = re.compile(words("已有比较"))
        self._compared_with = re.compile(
            r"[，（(]{0,2}[^\d，。；、]{0,6}(?:低于|不足|不到|未达到|未达|达不到|少于|高于|超过|超出|突破|优于)"
            r"(?:了)?([^\d，。；、]{0,12})"
        )
        self._before_standard = re.compile(words("标准之前"))
        self._after_standard = re.compile(rf"(?:及?以上|以内|左右)?(?:{words('标准之后')})")
        self._actual = re.compile(rf"(?:{words('实际之前')})(?:的|了|约|近|过|达|为|有)*$")
        self._most = re.compile(words("上限"))

    def compare(self, scene: Scene) -> Iterator[TargetComparison]:
        """Each actual figure with the target it is held against."""
        figures = [item for item in scene.quantities if _counts(item[2])]
        for index, item in enumerate(figures):
            if self._is_target(scene, item):
                share = self._share(scene, figures, index)
                actual = self._behind(scene, figures, index)
                if share:
                    met = _number(share[2]) >= _WHOLE
                    yield TargetComparison(
                        quantity=share[2], target=item[2], at_most=False, met=met
                    )
                elif actual:
                    yield self._compared(scene, actual, item)
            else:
                for actual in self._ahead(scene, figures, index):
                    yield self._compared(scene, actual, item)

    def _is_target(self, scene: Scene, item: _Placed) -> bool:
        start = item[0]
        before = scene.text[max(scene.clause_start(start), start - 20) : start]
        return bool(self._target.search(before))

    def _share(self, scene: Scene, figures: list[_Placed], index: int) -> _Placed | None:
        """占年度任务1600个的71.9%: the share itself tells what was reached."""
        if index + 1 == len(figures):
            return None
        _, end, _ = figures[index]
        item = figures[index + 1]
        gap = _OF_IT.fullmatch(scene.text, end, item[0])
        return item if gap and item[2].kind is Kind.PERCENT else None

    def _behind(self, scene: Scene, figures: list[_Placed], index: int) -> _Placed | None:
        """The first figure behind a target that is marked as what was reached."""
        target = figures[index]
        for item in figures[index + 1 : index + 4]:
            if not _comparable(scene, target, item) or item[0] - target[1] > _APART:
                return None
            if self._is_target(scene, item) or _OTHER.search(scene.text, target[1], item[0]):
                return None
            before = scene.text[max(target[1], item[0] - 10) : item[0]]
            if self._actual.search(before):
                return item
        return None

    def _ahead(self, scene: Scene, figures: list[_Placed], index: int) -> list[_Placed]:
        """The figures right before a standard: 小学0.62人、初中0.71人（标准为0.9人）."""
        found: list[_Placed] = []
        nearest = figures[index]
        for place in range(index - 1, -1, -1):
            item = figures[place]
            gap = scene.text[item[1] : nearest[0]]
            beside = (
                _LIST.fullmatch(gap) if found else self._held_against(scene, gap, figures[index])
            )
            before = scene.text[max(0, item[0] - 16) : item[0]]
            if (
                not beside
                or not _comparable(scene, item, figures[index])
                or _OTHER.search(gap)
                or _STARTING_POINT.search(before)
            ):
                break
            found.append(item)
            nearest = item
        return found

    def _held_against(self, scene: Scene, gap: str, standard: _Placed) -> bool:
        """Whether what stands between two figures holds the first against the second."""
        told = self._compared_with.fullmatch(gap)
        if told:
            named = self._before_standard.search(told[1])
            return bool(named or self._after_standard.match(scene.text, standard[1]))
        return bool(self._standard.fullmatch(gap)) and not self._told.search(gap)

    def _compared(self, scene: Scene, actual: _Placed, target: _Placed) -> TargetComparison:
        start, end, asked = target
        around = scene.text[max(scene.clause_start(start), start - 8) : end + 6]
        at_most = asked.comparator == "<=" or bool(self._most.search(around))
        reached, wanted = _number(actual[2]), _number(asked)
        met = reached <= wanted if at_most else reached >= wanted
        return TargetComparison(quantity=actual[2], target=asked, at_most=at_most, met=met)


def _counts(quantity: Quantity) -> bool:
    return (
        isinstance(quantity.value, Decimal)
        and quantity.high is None
        and quantity.kind not in _UNMEASURED
        and (quantity.change is None or quantity.level)
    )


def _number(quantity: Quantity) -> Decimal:
    return quantity.value if isinstance(quantity.value, Decimal) else Decimal(0)


def _comparable(scene: Scene, one: _Placed, other: _Placed) -> bool:
    return one[2].unit == other[2].unit and scene.sentence(one[0]) == scene.sentence(other[0])
