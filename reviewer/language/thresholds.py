"""Which figures speak of a measure that has a published benchmark.

A figure is tied to its measure by the words beside it in the same sentence (公办园占比达到46.6%),
never by its value. Targets, bounds, parts of the area, other places and earlier years are not
compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from reviewer.language.patterns import Hit
from reviewer.language.scene import Scene
from reviewer.language.spans import SpanIndex
from reviewer.model import Benchmark, Comparison, Kind, Quantity, Scope

_WANTED = (
    "目标|要求|力争|预计|计划|规划|应当|不低于|标准值|分别|全国|全省|全市平均|国家|省定|平均值为"
)
_NOT_MOVED = re.compile(_WANTED)
_NOT_A_RESULT = re.compile(rf"{_WANTED}|上年|去年|上一年|同期")
# 城关镇公办园占比41.7%: a part of the area is not held to what is asked of all of it.
_ELSEWHERE = re.compile(
    r"(?:全国|全省|同期|全市平均|周边|邻|城关|中心城|主城|老城|城)(?:区|镇|市)?[^，。；]{0,12}$|[一-鿿]{2}[镇乡][^，。；]{0,8}$|个别|最低|部分"
)
_REQUIREMENT_AFTER = re.compile(
    r"(?:、[\d.]+[%人元间平方米]{1,3})?(?:以上|左右)?的?(?:目标|要求|标准|底线|规定|任务|指标值|省定)"
)
_STARTING_POINT = re.compile(r"[由从][^，。；]{0,20}$")
_BOOK = re.compile(r"《[^》]*》")
_YEAR_BEFORE = re.compile(r"(20\d\d)年")
_WITHIN, _FAR, _UNLESS_WITHIN = 30, 40, 24
# 差0.2人: how much is missing, not how much there is.
_MISSING = re.compile(r"(?:差|缺|少|低|高|超|超出|短)(?:了|约|近)?$")
_NEAR_BEHIND = 12
_UNITS = {"㎡": "平方米", "m²": "平方米", "平米": "平方米", "名": "人"}
_TEN_THOUSAND = "万"
_STAGE = re.compile("小学|初中")
_STAGE_WITHIN = 8


def chosen(benchmarks: Iterable[Benchmark], scope: Scope) -> frozenset[Benchmark]:
    """The benchmarks in force; one of the province stands in for the others of its name.

    Where the year is not known, of those of one name the most lenient, and none if all have ended.
    """
    valid = [benchmark for benchmark in benchmarks if benchmark.in_force(scope)]
    own = {_measured(benchmark) for benchmark in valid if benchmark.province}
    valid = [b for b in valid if b.province or _measured(b) not in own]
    if scope.year is None:
        valid = [b for b in valid if _is_lenient(b, valid)]
    return frozenset(valid)


def _measured(benchmark: Benchmark) -> tuple[str, str]:
    return benchmark.name, benchmark.stage


def _is_lenient(benchmark: Benchmark, others: Iterable[Benchmark]) -> bool:
    """Whether no other benchmark of the name asks for less, and one of them still stands."""
    alike = [other for other in others if _measured(other) == _measured(benchmark)]
    if all(other.last_year is not None for other in alike):
        return False
    values = [other.value for other in alike if other.value is not None]
    if benchmark.value is None or not values:
        return True
    return benchmark.value == (min(values) if benchmark.comparator == ">=" else max(values))


def comparisons(
    hits: Sequence[Hit[Benchmark]], scene: Scene, in_force: frozenset[Benchmark], year: int | None
) -> tuple[Comparison, ...]:
    """Every figure of the narrative that a benchmark in force speaks of."""
    valid = [hit for hit in hits if hit.value in in_force]
    if not valid:
        return ()
    return tuple(_latest(_found(SpanIndex(valid), scene, year), scene))


def _found(
    index: SpanIndex[Hit[Benchmark]], scene: Scene, year: int | None
) -> Iterator[tuple[int, Comparison]]:
    previous_end = 0
    for place, (start, end, quantity) in enumerate(scene.quantities):
        hit = (
            _measure_before(index, scene, start, previous_end)
            or _staged(index, scene, start)
            or _measure_behind(index, scene, end)
        )
        previous_end = end
        if not hit or not isinstance(quantity.value, Decimal):
            continue
        if not _is_result(hit, scene, start, end, quantity, year):
            continue
        value = _value(hit.value, quantity)
        asked, against = _asked(hit.value, scene, place)
        if value is None or asked is None:
            continue
        met = hit.value.met_by(value, asked)
        yield (
            start,
            Comparison(
                quantity=quantity,
                value=value,
                benchmark=hit.value,
                asked=asked,
                met=met,
                against=against,
            ),
        )


def _measure_before(
    index: SpanIndex[Hit[Benchmark]], scene: Scene, position: int, previous_end: int
) -> Hit[Benchmark] | None:
    """The benchmark word right before a figure, the longest where several end together."""
    clause = scene.clause_start(position)
    near = [
        hit
        for hit in index.overlapping(position - _WITHIN - 1, position)
        if hit.end <= position
        and (previous_end <= hit.end or _moves(hit.value, scene, hit.end, position))
        and scene.clause_end(hit.end - 1) > (clause if not hit.value.movement else 0)
        and not hit.value.stage
        and _is_near(hit, scene)
        and not scene.text.startswith(hit.value.behind or ("\0",), hit.start)
    ]
    return max(near, key=lambda hit: (hit.end, hit.end - hit.start), default=None)


def _moves(benchmark: Benchmark, scene: Scene, since: int, position: int) -> bool:
    """近视率由53.6%降到52.9%，下降0.7个百分点: values stand between a measure and its movement."""
    return bool(benchmark.movement) and "。" not in scene.text[since:position]


def _measure_behind(
    index: SpanIndex[Hit[Benchmark]], scene: Scene, end: int
) -> Hit[Benchmark] | None:
    """91.7%的随迁子女在公办学校就读: the measure follows."""
    return next(
        (
            hit
            for hit in index.starting(end, end + 2)
            if any(scene.text.startswith(word, hit.start) for word in hit.value.behind)
        ),
        None,
    )


def _is_near(hit: Hit[Benchmark], scene: Scene) -> bool:
    """Whether a word that the measure needs beside it stands in the sentence before the figure."""
    if not hit.value.near:
        return True
    since = scene.sentences[scene.sentence(hit.start)]
    said = scene.text[max(0, min(since, hit.start - _FAR)) : hit.end + _NEAR_BEHIND]
    return any(word in said for word in hit.value.near)


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
    level = quantity.level or bool(benchmark.movement)
    plain = quantity.high is None and quantity.comparator == "=" and level
    since = max(scene.sentences[scene.sentence(hit.start)], hit.start - _UNLESS_WITHIN)
    said = scene.text[since:start]
    return (
        plain
        and not any(word in said for word in benchmark.unless)
        and not (_NOT_MOVED if benchmark.movement else _NOT_A_RESULT).search(
            scene.text, hit.end, start
        )
        and not _ELSEWHERE.search(scene.text[max(0, hit.start - 16) : hit.start])
        and not _MISSING.search(clause)
        and not _is_past(scene, start, year)
        and not _REQUIREMENT_AFTER.match(scene.text, end)
        and not _STARTING_POINT.search(scene.text[max(0, start - 21) : start])
        and not _is_earlier(clause, year)
    )


def _is_past(scene: Scene, position: int, year: int | None) -> bool:
    """2017年占22.7%；2020年降到0.79%: a later sentence goes on to a later year."""
    own = _year_of(scene, position)
    if not own or (year is not None and own >= year):
        return False
    behind = _BOOK.sub("", scene.text[scene.sentence_end(position) :])
    return any(own < int(later) <= (year or own + 9) for later in _YEAR_BEFORE.findall(behind))


def _is_earlier(clause: str, year: int | None) -> bool:
    years = [int(found) for found in _YEAR_BEFORE.findall(clause)]
    return year is not None and bool(years) and max(years) < year - 1


def _value(benchmark: Benchmark, quantity: Quantity) -> Decimal | None:
    """The figure in the benchmark's unit, the way it moved as its sign; None if it is no such."""
    value, unit = quantity.value, quantity.unit
    if not isinstance(value, Decimal):
        return None
    if unit.startswith(_TEN_THOUSAND) and unit != _TEN_THOUSAND:
        value, unit = value * 10000, unit[1:]
    if benchmark.movement:
        points = quantity.kind is Kind.PERCENTAGE_POINT and benchmark.unit == "个百分点"
        moved = points or (quantity.kind is Kind.PERCENT and benchmark.unit == "%")
        if not moved or quantity.level or quantity.change is None:
            return None
        return value if quantity.change == benchmark.movement else -value
    return value if _UNITS.get(unit, unit) == benchmark.unit else None


def _asked(
    benchmark: Benchmark, scene: Scene, place: int
) -> tuple[Decimal | None, Quantity | None]:
    """What is asked: the benchmark's own figure, or the next one that it is held against."""
    if not benchmark.against:
        return benchmark.value, None
    _, end, _ = scene.quantities[place]
    sentence = scene.sentence_end(end - 1)
    for start, stop, other in scene.quantities[place + 1 : place + 3]:
        between = scene.text[end:start]
        if start < sentence and any(word in between for word in benchmark.against):
            return _value(benchmark, other), other
        end = stop
    return None, None


def _latest(found: Iterable[tuple[int, Comparison]], scene: Scene) -> Iterator[Comparison]:
    """Of two years of one measure the later: 2020年占46.1%。2021年提高到50.4%."""
    listed = [(_year_of(scene, start), comparison) for start, comparison in found]
    newest: dict[tuple[str, str], int] = {}
    for year, comparison in listed:
        key = (comparison.benchmark.name, comparison.benchmark.stage)
        newest[key] = max(year, newest.get(key, 0))
    for year, comparison in listed:
        key = (comparison.benchmark.name, comparison.benchmark.stage)
        if year == 0 or year == newest[key]:
            yield comparison


def _year_of(scene: Scene, position: int) -> int:
    """The year that the sentence names last before a figure, 0 if it names none."""
    since = scene.sentences[scene.sentence(position)]
    years = _YEAR_BEFORE.findall(scene.text, since, position)
    return int(years[-1]) if years else 0
