"""How far a set of tasks has come, from the counts that a narrative gives.

已整改4项，整改中2项，未整改1项 — three states of one set; 反馈问题12项 … 已完成8项 — a
total and what is done of it. Only counts of the same unit within neighbouring sentences belong
together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reviewer.language.mentions import Judged
from reviewer.language.scene import Scene
from reviewer.language.spans import SpanIndex
from reviewer.model import Category, Kind, Progress, Quantity, Status

_DEEDS = "整改|完成|销号|化解|解决|办结|达标|闭环|落实整改|处置|消除|整治"
_DONE_BEFORE = re.compile(
    rf"(?:已|均已|现已|已经|目前|累计|实际|其中|，|^)(?:全部|累计|闭环|如期|按期|实际)?"
    rf"(?:{_DEEDS})(?:整改|落实|到位|销号|任务|完毕|完成|了|问题|达标)*$"
)
_DONE_AFTER = re.compile(
    rf"(?:问题|任务|隐患|事项)?(?:已|均已|现已|已经)(?:全部|闭环|按期)?(?:{_DEEDS})"
)
_NOT_DONE = re.compile(r"[未没无]|尚|待|中$|正在|比上年|同比")
_TOTAL_BEFORE = re.compile(
    r"(?:反馈|指出|指标值|目标值|年度任务|任务|计划|应|拟|新建|存在|问题|隐患|应整改|应完成|需整改|须整改|发现|排查|梳理|交办|移交|督办|下达|列出|提出|认领|承担|查出|涉及|共有|共计|列入)"
    r"[^，。；、\d]{0,14}$"
)
_TOTAL_AFTER = re.compile(r"(?:[^，。；、\d]{0,8})?(?:问题|任务|隐患|意见|事项|工程|项目|整改)")
_FULL_STOP = re.compile(r"[。\n]")
_BESIDE = 3
_UNITS = frozenset("项个条处件起所家户类栋座间台套门幢") | {"方面"}
# 应达标168家，132家通过评审: behind a count that was due, a plainer word for what was done will do.
_DUE_BEFORE = re.compile(r"(?:应|计划|目标|任务|下达|拟)[^，。；、\d]{0,14}$")
_DONE_PLAINLY = re.compile(
    r"[^，。；、\d]{0,6}(?:通过|完成|达标|建成|交付|竣工|完工|办结|移交|投用|验收|开通|到位)"
)
_DONE_PLAINLY_BEFORE = re.compile(
    r"(?:通过|完成|达标|建成|交付|竣工|完工|办结|移交|投用|验收|年底完成|实际)[^，。；、\d]{0,4}$"
)
Count = tuple[int, int, Quantity]
_UNDER_WAY = frozenset({Category.IN_PROGRESS, Category.PLAN})


def progress(judged: Sequence[Judged], scene: Scene) -> Iterator[Progress]:
    """Each set of tasks whose state the counts give."""
    counts = [
        (start, end, quantity)
        for start, end, quantity in scene.quantities
        if quantity.kind is Kind.COUNT and quantity.unit in _UNITS and quantity.high is None
    ]
    states = SpanIndex((item.cue.start, item.cue.end, item) for item in judged)
    for index, (start, end, quantity) in enumerate(counts):
        due = index > 0 and _is_due(scene, counts[index - 1], counts[index])
        if not _is_done(scene.text, scene.clause_start(start), start, end, due=due):
            continue
        near = [
            item
            for item in counts[max(0, index - 4) : index + 5]
            if item[2].unit == quantity.unit and _together(scene, item[0], start)
        ]
        found = _assemble(states, scene, (start, end, quantity), near)
        if found:
            yield found


def _is_due(scene: Scene, item: Count, following: Count) -> bool:
    """Whether the count before is what was due, in the same unit and sentence."""
    start, end, quantity = item
    before = scene.text[scene.clause_start(start) : start]
    same = quantity.unit == following[2].unit and not _FULL_STOP.search(
        scene.text, end, following[0]
    )
    noun = scene.text[end : following[0]]
    return same and bool(_DUE_BEFORE.search(before) or noun.startswith(("应", "的任务")))


def _is_done(text: str, clause: int, start: int, end: int, *, due: bool) -> bool:
    before = text[max(clause, start - 12) : start]
    if due and not _NOT_DONE.search(before):
        plainly = _DONE_PLAINLY.match(text, end) or _DONE_PLAINLY_BEFORE.search(before)
        if plainly:
            return True
    if _DONE_BEFORE.search(before):
        return not _NOT_DONE.search(before)
    return bool(_DONE_AFTER.match(text, end)) and not _NOT_DONE.search(before)


def _together(scene: Scene, one: int, other: int) -> bool:
    first, last = min(one, other), max(one, other)
    if scene.sentence(last) - scene.sentence(first) <= 1:
        return True
    return not _FULL_STOP.search(scene.text, first, last)


_States = SpanIndex[tuple[int, int, Judged]]


def _assemble(judged: _States, scene: Scene, done: Count, near: Sequence[Count]) -> Progress | None:
    total = next(
        (item for item in reversed(near) if item[0] < done[0] and _is_total(scene, item)), None
    )
    states = [(item, _state(judged, item)) for item in near if item not in (done, total)]
    under_way = [item for item, state in states if state in _UNDER_WAY]
    undone = [item for item, state in states if state and state not in _UNDER_WAY]
    parts = [done, *under_way, *undone]
    summed = sum((_value(item) for item in parts), Decimal(0))
    if total is None and len(parts) == 1:
        return None
    if total is not None and _value(total) < _value(done):
        return None
    return Progress(
        total=_value(total) if total else summed,
        done=_value(done),
        under_way=sum(map(_value, under_way), Decimal(0)),
        undone=sum(map(_value, undone), Decimal(0)),
        unit=done[2].unit,
        stated=total is not None,
        parts=tuple(item[2] for item in ([total] if total else []) + parts),
    )


def _is_total(scene: Scene, item: Count) -> bool:
    start, end, _ = item
    before = scene.text[scene.clause_start(start) : start]
    return bool(_TOTAL_BEFORE.search(before) or _TOTAL_AFTER.match(scene.text, end))


def _state(judged: _States, item: Count) -> Category | None:
    """The open state named right before or after a count, None if there is none."""
    start, end, _ = item
    for *_, found in judged.overlapping(start - _BESIDE - 1, end + _BESIDE + 1):
        category = found.cue.value.category
        if found.status is not Status.AFFIRMED or category not in _OPEN:
            continue
        before = 0 <= start - found.cue.end <= _BESIDE
        behind = 0 <= found.cue.start - end <= _BESIDE
        if before or behind or found.cue.start <= start < found.cue.end:
            return category
    return None


_OPEN = _UNDER_WAY | {Category.UNFINISHED, Category.SHORTFALL}


def _value(item: Count) -> Decimal:
    value = item[2].value
    return value if isinstance(value, Decimal) else Decimal(0)
