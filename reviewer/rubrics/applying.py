"""The clauses of a 评分标准 applied to what a narrative admits: a deduction, least to most.

The least holds only what words and figures tie to a clause for certain; the most adds what may
be meant. No score is proposed: the range is held beside the deduction that was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

from reviewer.model import (
    Analysis,
    Category,
    Clause,
    Criterion,
    Expected,
    Indicator,
    Kind,
    Mention,
    Quantity,
    RelationKind,
    Rubric,
)

_HUNDRED = Decimal(100)
_ALIKE = (
    frozenset("所校家") | {"个"},
    frozenset("人名"),
    frozenset("起例件次"),
    frozenset("项条个件"),
    frozenset({"处", "个"}),
)
# Pairs of characters that any clause may hold, and characters that carry no topic.
_COMMON = frozenset(
    [
        "学校",
        "教育",
        "教师",
        "学生",
        "情况",
        "工作",
        "扣分",
        "达到",
        "以上",
        "以下",
        "标准",
        "全市",
        "全县",
        "建立",
        "落实",
        "开展",
        "学年",
        "年度",
        "幼儿",
        "儿园",
        "得满",
        "满分",
        "存在",
        "情形",
        "程度",
        "实施",
        "规范",
        "按时",
        "及时",
        "完成",
        "项目",
        "以内",
        "控制",
        "各项",
        "任务",
        "要求",
        "人数",
        "比例",
        "要求",
    ]
)
_UNMET = re.compile("未达标|不达标|达不到|未达到|低于|不足")
_EMPTY = frozenset("未不无没有每的了在至由按其各或和与及")
_HAN = re.compile(r"[一-鿿]{2,}")
_DONE = re.compile(
    r"(?:[比较](?:上年|去年)[^，。；、\d]{0,6}|现有|实有|已|应|完成|达标|合格|其中)[^，。；、\d]{0,10}$"
)
_EVENT = re.compile(r"(?:上年|去年|减少|下降|未|无|没有|上一年)[^，。；]{0,12}$")
_EVENTS = frozenset("起次例")
# Clauses that figures settle come before those that words may settle.
_ORDER = {clause: place for place, clause in enumerate(Clause)}
_REST = re.compile(r"(?:尚缺|尚有|还有|仍有|另有|其余|余下|剩余|缺|差|未|另)[^，。；、\d]{0,6}$")
_OPEN_AFTER = re.compile(r"[^，。；]{0,14}(?:未|不|没有|欠缺|缺|偏低|不足|下降)")
_NOT_OWN = re.compile(r"(?:上年|去年|全省|全国|目标|要求|标准)[^，。；]{0,8}$")
_OFTEN = re.compile("每学期|每月|每周|每季|每校")
_SEVERAL = re.compile(r"各|分别|每项|[两三四五]项")
_SURE, _LIKELY = 2, 0.6
_WINDOW, _BEFORE, _NEAR = 34, 24, 12
_OPEN = frozenset(
    {
        Category.PROBLEM,
        Category.UNFINISHED,
        Category.IN_PROGRESS,
        Category.SHORTFALL,
        Category.DECLINE,
    }
)
Span = tuple[int, int]


class Taken(NamedTuple):
    """What one clause takes: points from the least to the most, how, and where it rests."""

    least: Decimal
    most: Decimal
    step: str
    spans: tuple[Span, ...]


def expected(rubric: Rubric, indicator: Indicator, analysis: Analysis) -> Expected | None:
    """The deduction that the criteria come to; None where there are none."""
    if not rubric.criteria and not rubric.unread:
        return None
    full = indicator.full_score or Decimal(0)
    facts = _Facts(indicator, analysis)
    taken: list[Taken] = []
    for item in sorted(rubric.criteria, key=lambda item: _ORDER[item.clause]):
        found = facts.taken(item, full)
        if found:
            facts.leave_out(found.spans)
            taken.append(found)
    return Expected(
        least=min(sum((t.least for t in taken), Decimal(0)), full),
        most=min(sum((t.most for t in taken), Decimal(0)), full),
        steps=tuple(t.step for t in taken),
        unread=rubric.unread,
        readable=bool(rubric.criteria),
        spans=tuple(span for t in taken for span in t.spans),
    )


class _Facts:
    """What one narrative admits, as the clauses ask for it."""

    def __init__(self, indicator: Indicator, analysis: Analysis) -> None:
        self._text = indicator.narrative
        self._title = indicator.title
        self._analysis = analysis
        self._open = [
            m
            for m in analysis.mentions
            if m.adverse and m.category in _OPEN and m.chance >= _LIKELY
        ]

    def leave_out(self, spans: tuple[Span, ...]) -> None:
        """What one clause rests on is not counted by another."""
        self._open = [
            mention
            for mention in self._open
            if not any(start < mention.end and mention.start < end for start, end in spans)
        ]

    def taken(self, item: Criterion, full: Decimal) -> Taken | None:
        """What a clause takes; None where it asks for nothing here."""
        match item.clause:
            case Clause.EACH:
                return self._each(item, full)
            case Clause.POINT:
                return self._points(item, full)
            case Clause.BANDS:
                return self._bands(item, full)
            case Clause.SHARE:
                return self._share(item, full)
            case Clause.HALF:
                return self._half(item, full)
            case Clause.NOTHING:
                return self._nothing(item, full)
            case _:
                return self._once(item)

    # --- counts ---------------------------------------------------------------------------

    def _each(self, item: Criterion, full: Decimal) -> Taken | None:
        counts = list(self._counts(item))
        if counts:
            words = _pairs(item.subject)
            number, span = max(
                counts, key=lambda found: (self._likeness(words, found[1]), found[0])
            )
            points = _capped(number / item.step * item.least, item, full)
            said = self._text[span[0] : span[1]]
            step = f"“{item.text}”：文中{said}，计{_shown(points)}分"
            return Taken(points, points, step, (span,))
        mention, shared = self._speaks_of(item.subject)
        if mention is None:
            return None
        points = _capped(item.least, item, full)
        least = points if shared >= _SURE else Decimal(0)
        step = f"“{item.text}”：文中“{mention.text}”，没有写明数量，计{_ranged(least, points)}分"
        return Taken(least, points, step, ((mention.start, mention.end),))

    def _counts(self, item: Criterion) -> list[tuple[Decimal, Span]]:
        """The numbers of what the clause counts, from the surest source that has any."""
        words = _pairs(item.subject)
        for source in (
            self._missing,
            self._benchmarks_missed,
            self._open_counts,
            self._too_few,
            self._events,
        ):
            found = list(source(item, words))
            if found:
                return found
        return []

    def _likeness(self, words: frozenset[str], span: Span) -> int:
        """How many pairs of characters right before a figure are those of the clause."""
        return len(words & _pairs(self._text[max(0, span[0] - _BEFORE) : span[1]]))

    def _too_few(self, item: Criterion, words: frozenset[str]) -> Iterator[tuple[Decimal, Span]]:
        """每年不少于4次，每少1次: the one count of it that stays below what is asked."""
        if item.target is None or not item.lacks or _OFTEN.search(item.subject):
            return
        counts = [q for q in self._analysis.quantities if self._fits(item, q, words)]
        counts = [q for q in counts if self._likeness(words, (q.start, q.end)) >= _SURE]
        if len(counts) == 1 and _number(counts[0]) < item.target:
            yield item.target - _number(counts[0]), (counts[0].start, counts[0].end)

    def _missing(self, item: Criterion, words: frozenset[str]) -> Iterator[tuple[Decimal, Span]]:
        """What is left of what was due, as the figures have it."""
        for relation in self._analysis.relations:
            rest = relation.stated
            left = relation.kind is RelationKind.DIFFERENCE and relation.holds
            if left and self._fits(item, rest, words):
                yield _number(rest), (rest.start, rest.end)
        for target in self._analysis.targets:
            if not target.met and self._fits(item, target.quantity, words):
                missing = abs(_number(target.target) - _number(target.quantity))
                yield missing, (target.quantity.start, target.quantity.end)
        for state in self._analysis.progress:
            if (
                state.stated
                and state.done < state.total
                and self._fits(item, state.parts[1], words)
            ):
                yield state.total - state.done, (state.parts[1].start, state.parts[1].end)

    def _benchmarks_missed(
        self, item: Criterion, words: frozenset[str]
    ) -> Iterator[tuple[Decimal, Span]]:
        """每有1项未达到: the published requirements that the clause names and the figures miss."""
        missed = [
            c.quantity
            for c in self._analysis.comparisons
            if not c.met and len(words & _pairs(c.benchmark.name)) >= _SURE
        ]
        if item.unit == "项" and missed:
            yield Decimal(len(missed)), (missed[0].start, missed[0].end)

    def _open_counts(
        self, item: Criterion, words: frozenset[str]
    ) -> Iterator[tuple[Decimal, Span]]:
        for quantity in self._analysis.quantities:
            if self._fits(item, quantity, words) and self._is_open(quantity):
                yield _number(quantity), (quantity.start, quantity.end)

    def _events(self, item: Criterion, words: frozenset[str]) -> Iterator[tuple[Decimal, Span]]:
        """每发生1起: what happened counts, however few it was beside last year."""
        if not item.happens or item.unit not in _EVENTS:
            return
        for quantity in self._analysis.quantities:
            before = self._text[max(0, quantity.start - _NEAR) : quantity.start]
            named = bool(words & _pairs(before)) and not _EVENT.search(before)
            if named and self._fits(item, quantity, words):
                yield _number(quantity), (quantity.start, quantity.end)

    def _fits(self, item: Criterion, quantity: Quantity, words: frozenset[str]) -> bool:
        moved = quantity.change is not None and not quantity.level
        if quantity.kind is not Kind.COUNT or moved or not isinstance(quantity.value, Decimal):
            return False
        alike = quantity.unit == item.unit or any(
            quantity.unit in family and item.unit[:1] in family for family in _ALIKE
        )
        around = self._text[max(0, quantity.start - _WINDOW) : quantity.end + _BEFORE]
        return alike and bool(words & _pairs(around))

    def _is_open(self, quantity: Quantity) -> bool:
        """Whether a count is of what is admitted, not of what was done."""
        before = self._text[max(0, quantity.start - _NEAR) : quantity.start]
        if _DONE.search(before) and not _REST.search(before):
            return False
        for mention in self._open:
            if mention.start < quantity.end and quantity.start < mention.end:
                return True
            first, last = sorted(((mention.start, mention.end), (quantity.start, quantity.end)))
            between = self._text[first[1] : last[0]]
            if len(between) <= _NEAR and not re.search("[，。；、]", between):
                return True
        return bool(_REST.search(before)) and bool(_OPEN_AFTER.match(self._text, quantity.end))

    # --- percentages ----------------------------------------------------------------------

    def _points(self, item: Criterion, full: Decimal) -> Taken | None:
        asked = {c.quantity.start: c.asked for c in self._analysis.comparisons}
        short: list[tuple[Decimal, Quantity]] = []
        figures = self._percentages(item.subject)
        common = max((asked[q.start] for q in figures if q.start in asked), default=None)
        for quantity in figures:
            target = item.target if item.target is not None else asked.get(quantity.start, common)
            if target is None:
                continue
            value = _number(quantity)
            missing = target - value if item.falls else value - target
            if missing > 0:
                short.append((missing, quantity))
        reached = len(figures) > len(short)
        if not short or (reached and not _SEVERAL.search(item.text)):
            return None
        if not _SEVERAL.search(item.text):
            # Where several figures could be meant, the one that is nearest to what is asked.
            short = [min(short, key=lambda pair: pair[0])]
        steps = [missing / item.step for missing, _ in short]
        least, most = (
            _capped(
                sum((n.to_integral_value(way) for n in steps), Decimal(0)) * item.least, item, full
            )
            for way in (ROUND_FLOOR, ROUND_CEILING)
        )
        shown = "、".join(f"{q.text}相差{_shown(missing)}个百分点" for missing, q in short)
        step = f"“{item.text}”：{shown}，计{_ranged(least, most)}分"
        return Taken(least, most, step, tuple((q.start, q.end) for _, q in short))

    def _percentages(self, subject: str) -> list[Quantity]:
        """The percentages that the words of the clause, else of the title, speak of most."""
        words = _pairs(subject) or _pairs(self._title)
        scored: list[tuple[int, Quantity]] = []
        previous = 0
        for quantity in self._analysis.quantities:
            if quantity.kind is not Kind.PERCENT:
                continue
            since = max(previous, quantity.start - _WINDOW)
            before = self._text[since : quantity.start]
            previous = quantity.end
            plain = quantity.level and quantity.comparator == "=" and quantity.high is None
            if plain and not _NOT_OWN.search(before):
                scored.append((len(words & _pairs(before)), quantity))
        best = max((score for score, _ in scored), default=0)
        return [quantity for score, quantity in scored if score and 2 * score >= best]

    def _bands(self, item: Criterion, full: Decimal) -> Taken | None:
        values = self._percentages(item.subject)
        if len(values) != 1 or not item.bands:
            return None
        value = _number(values[0])
        score = next((band.score for band in item.bands if value >= band.low), Decimal(0))
        best = item.bands[0].score
        if score >= best:
            return None
        points = min(best - score, full)
        step = f"“{item.text}”：{values[0].text}，计{_shown(points)}分"
        return Taken(points, points, step, ((values[0].start, values[0].end),))

    # --- proportions ----------------------------------------------------------------------

    def _share(self, item: Criterion, full: Decimal) -> Taken | None:
        for progress in self._analysis.progress:
            if progress.total > progress.done:
                missing = full * (1 - progress.done / progress.total)
                spans = tuple((part.start, part.end) for part in progress.parts)
                done = f"{_shown(progress.done)} ÷ {_shown(progress.total)}"
                return Taken(
                    missing, missing, f"“{item.text}”：{done}，计{_shown(missing)}分", spans
                )
        short = [
            relation
            for relation in self._analysis.relations
            if relation.kind is RelationKind.SHARE
            and relation.holds
            and _number(relation.stated) < _HUNDRED
        ]
        if len(short) != 1:
            return None
        missing = full * (1 - _number(short[0].stated) / _HUNDRED)
        span = (short[0].stated.start, short[0].stated.end)
        step = f"“{item.text}”：{short[0].stated.text}，计{_shown(missing)}分"
        return Taken(missing, missing, step, (span,))

    def _half(self, item: Criterion, full: Decimal) -> Taken | None:
        for progress in self._analysis.progress:
            open_ones = progress.under_way + progress.undone
            if not progress.total or not open_ones:
                continue
            missing = full * (progress.under_way / 2 + progress.undone) / progress.total
            spans = tuple((part.start, part.end) for part in progress.parts)
            step = f"“{item.text}”：{_shown(progress.total)}项中{_shown(open_ones)}项未完成"
            return Taken(missing, missing, f"{step}，计{_shown(missing)}分", spans)
        if not self._open:
            return None
        first = self._open[0]
        step = f"“{item.text}”：文中“{first.text}”，至多减半"
        return Taken(Decimal(0), full / 2, step, ((first.start, first.end),))

    # --- once -----------------------------------------------------------------------------

    def _nothing(self, item: Criterion, full: Decimal) -> Taken | None:
        words = _pairs(item.subject)
        asks = _UNMET.search(item.text)
        for comparison in self._analysis.comparisons if asks else ():
            named = words & _pairs(comparison.benchmark.name + self._title)
            if named and not comparison.met:
                span = (comparison.quantity.start, comparison.quantity.end)
                step = f"“{item.text}”：{comparison.quantity.text}未达标，本项不得分"
                return Taken(full, full, step, (span,))
        mention, shared = self._speaks_of(item.subject)
        if mention is None or shared <= _SURE:
            return None
        step = f"“{item.text}”：文中“{mention.text}”，是否属于这种情形，建议核查"
        return Taken(Decimal(0), full, step, ((mention.start, mention.end),))

    def _benchmark_of(self, item: Criterion) -> Quantity | None:
        """The figure that misses the published requirement a clause names: 未达到的扣1分."""
        if not _UNMET.search(item.text):
            return None
        words = _pairs(item.subject) or _pairs(self._title)
        missed = (
            c.quantity
            for c in self._analysis.comparisons
            if not c.met and len(words & _pairs(c.benchmark.name)) >= _SURE
        )
        return next(missed, None)

    def _once(self, item: Criterion) -> Taken | None:
        if quantity := self._benchmark_of(item):
            step = f"“{item.text}”：{quantity.text}未达到，计{_ranged(item.least, item.most)}分"
            return Taken(item.least, item.most, step, ((quantity.start, quantity.end),))
        if not _pairs(item.subject) and self._open:
            mention, sure = self._open[0], item.clause is Clause.RANGE
        else:
            found, shared = self._speaks_of(item.subject)
            if found is None or shared < _SURE:
                return None
            mention, sure = found, item.clause is Clause.RANGE or shared > _SURE
        least = item.least if sure else Decimal(0)
        step = f"“{item.text}”：文中“{mention.text}”，计{_ranged(least, item.most)}分"
        return Taken(least, item.most, step, ((mention.start, mention.end),))

    def _speaks_of(self, subject: str) -> tuple[Mention | None, int]:
        """The open admission most like a clause in its words, and how many pairs they share."""
        scored = [(len(_shared(subject, self._around(m))), m) for m in self._open]
        shared, mention = max(scored, key=lambda pair: pair[0], default=(0, None))
        return (mention, shared) if shared else (None, 0)

    def _around(self, mention: Mention) -> str:
        start = self._text.rfind("。", 0, mention.start) + 1
        return self._text[max(start, mention.start - _WINDOW) : mention.end + _NEAR]


def _pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters that say what a text is about."""
    found = {run[i : i + 2] for run in _HAN.findall(text) for i in range(len(run) - 1)}
    return frozenset(pair for pair in found - _COMMON if _EMPTY.isdisjoint(pair))


def _shared(one: str, other: str) -> frozenset[str]:
    return _pairs(one) & _pairs(other)


def _number(quantity: Quantity) -> Decimal:
    return quantity.value if isinstance(quantity.value, Decimal) else Decimal(0)


def _capped(points: Decimal, item: Criterion, full: Decimal) -> Decimal:
    return min(points, item.cap if item.cap is not None else full, full)


def _shown(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.01')).normalize():f}"


def _ranged(least: Decimal, most: Decimal) -> str:
    return _shown(least) if least == most else f"{_shown(least)}—{_shown(most)}"
