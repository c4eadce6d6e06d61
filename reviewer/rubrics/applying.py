"""The clauses of a 评分标准 applied to what a narrative admits: a deduction, least to most.

The least holds only what words and figures tie to a clause for certain; the most adds what may
be meant. No score is proposed: the range is held beside the deduction that was made.
"""

from __future__ import annotations

import re
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
from reviewer.rubrics.counting import NEAR, WINDOW, Counts, Span
from reviewer.rubrics.wording import number, pairs, ranged, shown

_HUNDRED = Decimal(100)
_UNMET = re.compile("未达标|不达标|达不到|未达到|低于|不足")
# Clauses that figures settle come before those that words may settle.
_ORDER = {clause: place for place, clause in enumerate(Clause)}
_NOT_OWN = re.compile(r"(?:上年|去年|全省|全国|目标|要求|标准)[^，。；]{0,8}$")
_SEVERAL = re.compile(r"各|分别|每项|[两三四五]项")
_SURE, _LIKELY = 2, 0.6
_OPEN = frozenset(
    {
        Category.PROBLEM,
        Category.UNFINISHED,
        Category.IN_PROGRESS,
        Category.SHORTFALL,
        Category.DECLINE,
    }
)


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
        counting = Counts(self._text, self._analysis, self._open)
        if counts := counting.of(item):
            words = pairs(item.subject)
            number, span = max(
                counts, key=lambda found: (counting.likeness(words, found[1]), found[0])
            )
            points = _capped(number / item.step * item.least, item, full)
            said = self._text[span[0] : span[1]]
            step = f"“{item.text}”：文中{said}，计{shown(points)}分"
            return Taken(points, points, step, (span,))
        mention, shared = self._speaks_of(item.subject)
        if mention is None:
            return None
        points = _capped(item.least, item, full)
        least = points if shared >= _SURE else Decimal(0)
        step = f"“{item.text}”：文中“{mention.text}”，没有写明数量，计{ranged(least, points)}分"
        return Taken(least, points, step, ((mention.start, mention.end),))

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
            value = number(quantity)
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
        gaps = "、".join(f"{q.text}相差{shown(missing)}个百分点" for missing, q in short)
        step = f"“{item.text}”：{gaps}，计{ranged(least, most)}分"
        return Taken(least, most, step, tuple((q.start, q.end) for _, q in short))

    def _percentages(self, subject: str) -> list[Quantity]:
        """The percentages that the words of the clause, else of the title, speak of most."""
        words = pairs(subject) or pairs(self._title)
        scored: list[tuple[int, Quantity]] = []
        previous = 0
        for quantity in self._analysis.quantities:
            if quantity.kind is not Kind.PERCENT:
                continue
            since = max(previous, quantity.start - WINDOW)
            before = self._text[since : quantity.start]
            previous = quantity.end
            plain = quantity.level and quantity.comparator == "=" and quantity.high is None
            if plain and not _NOT_OWN.search(before):
                scored.append((len(words & pairs(before)), quantity))
        best = max((score for score, _ in scored), default=0)
        return [quantity for score, quantity in scored if score and 2 * score >= best]

    def _bands(self, item: Criterion, full: Decimal) -> Taken | None:
        values = self._percentages(item.subject)
        if len(values) != 1 or not item.bands:
            return None
        value = number(values[0])
        score = next((band.score for band in item.bands if value >= band.low), Decimal(0))
        best = item.bands[0].score
        if score >= best:
            return None
        points = min(best - score, full)
        step = f"“{item.text}”：{values[0].text}，计{shown(points)}分"
        return Taken(points, points, step, ((values[0].start, values[0].end),))

    # --- proportions ----------------------------------------------------------------------

    def _share(self, item: Criterion, full: Decimal) -> Taken | None:
        for progress in self._analysis.progress:
            if progress.total > progress.done:
                missing = full * (1 - progress.done / progress.total)
                spans = tuple((part.start, part.end) for part in progress.parts)
                done = f"{shown(progress.done)} ÷ {shown(progress.total)}"
                return Taken(
                    missing, missing, f"“{item.text}”：{done}，计{shown(missing)}分", spans
                )
        short = [
            relation
            for relation in self._analysis.relations
            if relation.kind is RelationKind.SHARE
            and relation.holds
            and number(relation.stated) < _HUNDRED
        ]
        if len(short) != 1:
            return None
        missing = full * (1 - number(short[0].stated) / _HUNDRED)
        span = (short[0].stated.start, short[0].stated.end)
        step = f"“{item.text}”：{short[0].stated.text}，计{shown(missing)}分"
        return Taken(missing, missing, step, (span,))

    def _half(self, item: Criterion, full: Decimal) -> Taken | None:
        for progress in self._analysis.progress:
            open_ones = progress.under_way + progress.undone
            if not progress.total or not open_ones:
                continue
            missing = full * (progress.under_way / 2 + progress.undone) / progress.total
            spans = tuple((part.start, part.end) for part in progress.parts)
            step = f"“{item.text}”：{shown(progress.total)}项中{shown(open_ones)}项未完成"
            return Taken(missing, missing, f"{step}，计{shown(missing)}分", spans)
        if not self._open:
            return None
        first = self._open[0]
        step = f"“{item.text}”：文中“{first.text}”，至多减半"
        return Taken(Decimal(0), full / 2, step, ((first.start, first.end),))

    # --- once -----------------------------------------------------------------------------

    def _nothing(self, item: Criterion, full: Decimal) -> Taken | None:
        words = pairs(item.subject)
        asks = _UNMET.search(item.text)
        for comparison in self._analysis.comparisons if asks else ():
            named = words & pairs(comparison.benchmark.name + self._title)
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
        words = pairs(item.subject) or pairs(self._title)
        missed = (
            c.quantity
            for c in self._analysis.comparisons
            if not c.met and len(words & pairs(c.benchmark.name)) >= _SURE
        )
        return next(missed, None)

    def _once(self, item: Criterion) -> Taken | None:
        if quantity := self._benchmark_of(item):
            step = f"“{item.text}”：{quantity.text}未达到，计{ranged(item.least, item.most)}分"
            return Taken(item.least, item.most, step, ((quantity.start, quantity.end),))
        if not pairs(item.subject) and self._open:
            mention, sure = self._open[0], item.clause is Clause.RANGE
        else:
            found, shared = self._speaks_of(item.subject)
            if found is None or shared < _SURE:
                return None
            mention, sure = found, item.clause is Clause.RANGE or shared > _SURE
        least = item.least if sure else Decimal(0)
        step = f"“{item.text}”：文中“{mention.text}”，计{ranged(least, item.most)}分"
        return Taken(least, item.most, step, ((mention.start, mention.end),))

    def _speaks_of(self, subject: str) -> tuple[Mention | None, int]:
        """The open admission most like a clause in its words, and how many pairs they share."""
        words = pairs(subject)
        scored = [(len(words & pairs(self._around(m))), m) for m in self._open]
        shared, mention = max(scored, key=lambda pair: pair[0], default=(0, None))
        return (mention, shared) if shared else (None, 0)

    def _around(self, mention: Mention) -> str:
        start = self._text.rfind("。", 0, mention.start) + 1
        return self._text[max(start, mention.start - WINDOW) : mention.end + NEAR]


def _capped(points: Decimal, item: Criterion, full: Decimal) -> Decimal:
    return min(points, item.cap if item.cap is not None else full, full)
