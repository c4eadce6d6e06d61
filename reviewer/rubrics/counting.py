"""How many of what a clause counts a narrative admits: 每发现1起, 每有1所未达到."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from reviewer.model import Analysis, Criterion, Kind, Mention, Quantity, RelationKind
from reviewer.rubrics.wording import number, pairs

_ALIKE = (
    frozenset("所校家") | {"个"},
    frozenset("人名"),
    frozenset("起例件次"),
    frozenset("项条个件"),
    frozenset({"处", "个"}),
)
_DONE = re.compile(
    r"(?:[比较](?:上年|去年)[^，。；、\d]{0,6}|现有|实有|已|应|完成|达标|合格|其中)[^，。；、\d]{0,10}$"
)
_EVENT = re.compile(r"(?:上年|去年|减少|下降|未|无|没有|上一年)[^，。；]{0,12}$")
_EVENTS = frozenset("起次例")
_REST = re.compile(r"(?:尚缺|尚有|还有|仍有|另有|其余|余下|剩余|缺|差|未|另)[^，。；、\d]{0,6}$")
_OPEN_AFTER = re.compile(r"[^，。；]{0,14}(?:未|不|没有|欠缺|缺|偏低|不足|下降)")
_OFTEN = re.compile("每学期|每月|每周|每季|每校")
_SURE = 2
# Code points around a figure in which the words of its clause may stand.
WINDOW, _BEFORE, NEAR = 34, 24, 12
Span = tuple[int, int]


class Counts(NamedTuple):
    """The figures of a narrative as one clause counts them; ``opened`` are its admissions."""

    text: str
    analysis: Analysis
    opened: Sequence[Mention]

    def of(self, item: Criterion) -> list[tuple[Decimal, Span]]:
        """The numbers of what the clause counts, from the surest source that has any."""
        words = pairs(item.subject)
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

    def likeness(self, words: frozenset[str], span: Span) -> int:
        """How many pairs of characters right before a figure are those of the clause."""
        return len(words & pairs(self.text[max(0, span[0] - _BEFORE) : span[1]]))

    def _too_few(self, item: Criterion, words: frozenset[str]) -> Iterator[tuple[Decimal, Span]]:
        """每年不少于4次，每少1次: the one count of it that stays below what is asked."""
        if item.target is None or not item.lacks or _OFTEN.search(item.subject):
            return
        counts = [q for q in self.analysis.quantities if self._fits(item, q, words)]
        counts = [q for q in counts if self.likeness(words, (q.start, q.end)) >= _SURE]
        if len(counts) == 1 and number(counts[0]) < item.target:
            yield item.target - number(counts[0]), (counts[0].start, counts[0].end)

    def _missing(self, item: Criterion, words: frozenset[str]) -> Iterator[tuple[Decimal, Span]]:
        """What is left of what was due, as the figures have it."""
        for relation in self.analysis.relations:
            rest = relation.stated
            left = relation.kind is RelationKind.DIFFERENCE and relation.holds
            if left and self._fits(item, rest, words):
                yield number(rest), (rest.start, rest.end)
        for target in self.analysis.targets:
            if not target.met and self._fits(item, target.quantity, words):
                missing = abs(number(target.target) - number(target.quantity))
                yield missing, (target.quantity.start, target.quantity.end)
        for state in self.analysis.progress:
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
            for c in self.analysis.comparisons
            if not c.met and len(words & pairs(c.benchmark.name)) >= _SURE
        ]
        if item.unit == "项" and missed:
            yield Decimal(len(missed)), (missed[0].start, missed[0].end)

    def _open_counts(
        self, item: Criterion, words: frozenset[str]
    ) -> Iterator[tuple[Decimal, Span]]:
        for quantity in self.analysis.quantities:
            if self._fits(item, quantity, words) and self._is_open(quantity):
                yield number(quantity), (quantity.start, quantity.end)

    def _events(self, item: Criterion, words: frozenset[str]) -> Iterator[tuple[Decimal, Span]]:
        """每发生1起: what happened counts, however few it was beside last year."""
        if not item.happens or item.unit not in _EVENTS:
            return
        for quantity in self.analysis.quantities:
            before = self.text[max(0, quantity.start - NEAR) : quantity.start]
            named = bool(words & pairs(before)) and not _EVENT.search(before)
            if named and self._fits(item, quantity, words):
                yield number(quantity), (quantity.start, quantity.end)

    def _fits(self, item: Criterion, quantity: Quantity, words: frozenset[str]) -> bool:
        moved = quantity.change is not None and not quantity.level
        if quantity.kind is not Kind.COUNT or moved or not isinstance(quantity.value, Decimal):
            return False
        alike = quantity.unit == item.unit or any(
            quantity.unit in family and item.unit[:1] in family for family in _ALIKE
        )
        around = self.text[max(0, quantity.start - WINDOW) : quantity.end + _BEFORE]
        return alike and bool(words & pairs(around))

    def _is_open(self, quantity: Quantity) -> bool:
        """Whether a count is of what is admitted, not of what was done."""
        before = self.text[max(0, quantity.start - NEAR) : quantity.start]
        if _DONE.search(before) and not _REST.search(before):
            return False
        for mention in self.opened:
            if mention.start < quantity.end and quantity.start < mention.end:
                return True
            first, last = sorted(((mention.start, mention.end), (quantity.start, quantity.end)))
            between = self.text[first[1] : last[0]]
            if len(between) <= NEAR and not re.search("[，。；、]", between):
                return True
        return bool(_REST.search(before)) and bool(_OPEN_AFTER.match(self.text, quantity.end))
