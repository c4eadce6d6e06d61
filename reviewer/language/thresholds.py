"""Which figures speak of a measure that has a published benchmark.

A figure is tied to its measure by the words before it in the same clause (公办园占比达到46.6%),
never by its value. Targets, bounds, movements and earlier years are not compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reviewer.language.patterns import Hit
from reviewer.language.scene import Scene
from reviewer.language.spans import SpanIndex
from reviewer.model import Benchmark, Comparison, Quantity

_NOT_A_RESULT = re.compile(
    r"目标|要求|力争|预计|计划|规划|应当|不低于|标准值|分别|上年|去年|上一年|全国|全省|全市平均|国家|省定"
)
_REQUIREMENT_AFTER = re.compile(r"(?:以上|左右)?的?(?:目标|要求|标准|底线|规定|任务|指标值|省定)")
_STARTING_POINT = re.compile(r"[由从][^，。；]{0,20}$")
_YEAR_BEFORE = re.compile(r"(20\d\d)年")
_WITHIN = 30
_UNITS = {"㎡": "平方米", "m²": "平方米", "平米": "平方米"}
_STAGE = re.compile("小学|初中")
_STAGE_WITHIN = 8


def comparisons(
    hits: Sequence[Hit[Benchmark]], scene: Scene, year: int | None
) -> Iterator[Comparison]:
    """Every figure of the narrative that a benchmark in force speaks of."""
    index = SpanIndex(hits)
    if not index:
        return
    previous_end = 0
    for start, end, quantity in scene.quantities:
        hit = _measure_before(index, scene, start, previous_end) or _staged(index, scene, start)
        previous_end = end
        value = quantity.value
        if not hit or not isinstance(value, Decimal):
            continue
        if _is_result(hit, scene, start, end, quantity, year):
            met = hit.value.met_by(value)
            yield Comparison(quantity=quantity, value=value, benchmark=hit.value, met=met)


def _measure_before(
    index: SpanIndex[Hit[Benchmark]], scene: Scene, position: int, previous_end: int
) -> Hit[Benchmark] | None:
    """The benchmark word right before a figure, the longest where several end together."""
    clause = scene.clause_start(position)
    near = [
        hit
        for hit in index.overlapping(position - _WITHIN - 1, position)
        if previous_end <= hit.end <= position
        and scene.clause_end(hit.end - 1) > clause
        and not hit.value.stage
    ]
    return max(near, key=lambda hit: (hit.end, hit.end - hit.start), default=None)


def _staged(index: SpanIndex[Hit[Benchmark]], scene: Scene, position: int) -> Hit[Benchmark] | None:
    """生均仪器设备值小学2180元、初中2740元: the stage stands right before each figure."""
    stages = list(_STAGE.finditer(scene.text, max(0, position - _STAGE_WITHIN), position))
    since = scene.sentences[scene.sentence(position)]
    near = [hit for hit in index.starting(since, position) if hit.end <= position]
    if not stages or not near:
        return None
    last = max(hit.end for hit in near)
    named = [hit for hit in near if hit.end == last and hit.value.stage == stages[-1].group()]
    return max(named, key=lambda hit: hit.end - hit.start, default=None)


def _is_result(
    hit: Hit[Benchmark], scene: Scene, start: int, end: int, quantity: Quantity, year: int | None
) -> bool:
    benchmark = hit.value
    clause = scene.text[scene.clause_start(start) : start]
    plain = (
        _UNITS.get(quantity.unit, quantity.unit) == benchmark.unit
        and quantity.high is None
        and quantity.comparator == "="
        and quantity.level
    )
    return (
        plain
        and benchmark.in_force(year)
        and not any(word in clause for word in benchmark.unless)
        and not _NOT_A_RESULT.search(scene.text, hit.end, start)
        and not _REQUIREMENT_AFTER.match(scene.text, end)
        and not _STARTING_POINT.search(scene.text[max(0, start - 21) : start])
        and not _is_earlier(clause, year)
    )


def _is_earlier(clause: str, year: int | None) -> bool:
    years = [int(found) for found in _YEAR_BEFORE.findall(clause)]
    return year is not None and bool(years) and max(years) < year - 1
