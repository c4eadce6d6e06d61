"""Gaps: 应拨997.5万元，实拨360.2万元，欠拨637.3万元.

Due, done and rest follow one another in one unit, each told by its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reviewer.arithmetic.figures import Bounds, Figure, agrees, alike, quotient
from reviewer.arithmetic.showing import as_written, printed, relation
from reviewer.arithmetic.words import RelationWords, any_of, anywhere, pairs
from reviewer.model import Relation, RelationKind

_ALL_ELSE = re.compile(r"[^，。；、\d]{0,6}[，（(](?:其余|余下|剩余)的?[^，。；、\d]{0,4}")
_NEXT = re.compile(r"[^，。；、\d]{0,8}[，:：](?!新增|另|同时)[^，。；、\d]{0,14}")
_CLOSE = Decimal("0.2")
_NEAR = r"[^，。；、\d]{0,12}$"


class Gaps:
    """Compiled words for due, done and rest."""

    def __init__(self, words: RelationWords) -> None:
        said = words["应与实"]
        self._due = re.compile(rf"(?:{any_of(said['due'])}){_NEAR}")
        self._done = re.compile(rf"(?:{any_of(said['done'])}){_NEAR}")
        self._rest = re.compile(
            rf"^[^，。；、\d]{{0,6}}[，,、（(]?[^，。；、\d]{{0,3}}(?:{any_of(said['rest'])})[^，。；、\d]{{0,6}}$"
        )
        self._other = anywhere(words["变化"]["before"])
        self._families = tuple(map(frozenset, pairs(words["分项与总数"]["alike"])))

    def find(self, figures: Sequence[Figure], earlier: Sequence[Figure]) -> Iterator[Relation]:
        """The gaps of one sentence; shares between the figures are passed over."""
        yield from self._by_share(figures, earlier)
        counts = [figure for figure in figures if not figure.is_percent]
        for place in range(len(counts) - 2):
            due, done, rest = counts[place : place + 3]
            begins = place == 0 and self._is_whole(due, done, rest)
            if not begins and not self._follow(due, done, rest):
                continue
            found = self._told(due, done, rest)
            if found.holds or not self._goes_on(rest, counts[place + 3 : place + 4]):
                yield found

    def _told(self, due: Figure, done: Figure, rest: Figure) -> Relation:
        holds = agrees(rest, Bounds(due.low - done.high, due.high - done.low))
        computed = due.value - done.value
        result = printed(computed, rest) + rest.quantity.unit
        shown = f"{as_written(due)} - {as_written(done)} = {result}"
        return relation(RelationKind.DIFFERENCE, rest, (due, done), computed, shown, holds=holds)

    def _by_share(self, figures: Sequence[Figure], earlier: Sequence[Figure]) -> Iterator[Relation]:
        """问题67个……。已整改58个，整改率86.6%，未完成8个: the share tells what was due."""
        for place in range(len(figures) - 2):
            done, share, rest = figures[place : place + 3]
            if not share.is_percent or not done.is_count or not rest.is_count:
                continue
            if share.loose or share.value <= 0 or not self._rest.search(rest.before):
                continue
            if not alike(done, rest, self._families) or rest.loose or "各" in rest.before:
                continue
            before = [f for f in [*earlier, *figures[:place]] if f.is_count and not f.loose]
            due = [f for f in before if self._gives(share, done, f)]
            if len(due) == 1 and due[0] not in figures[max(0, place - 1) : place]:
                yield self._told(due[0], done, rest)

    def _gives(self, share: Figure, done: Figure, due: Figure) -> bool:
        computed = quotient(done, due, 100) if alike(done, due, self._families) else None
        return computed is not None and agrees(share, computed, cut_off=True)

    def _goes_on(self, rest: Figure, more: Sequence[Figure]) -> bool:
        """Whether the list of what is left goes on behind the first figure."""
        return any("；" not in f.before and alike(rest, f, self._families) for f in more)

    def _follow(self, due: Figure, done: Figure, rest: Figure) -> bool:
        return (
            all(f.is_count and not f.loose for f in (due, done, rest))
            and alike(due, done, self._families)
            and alike(done, rest, self._families)
            and done.high <= due.high
            and bool(self._due.search(due.before))
            and bool(self._done.search(done.before))
            and not self._due_only(done)
            and bool(self._rest.search(rest.before))
            and not self._other.search(done.before + rest.before)
            and "各" not in rest.before
        )

    def _is_whole(self, whole: Figure, part: Figure, rest: Figure) -> bool:
        """学生12650人，在公办学校11892人，其余758人: 其余 is all that is left of what comes first.

        What is far off belongs to a longer list.
        """
        if any(not f.is_count or f.loose for f in (whole, part, rest)):
            return False
        left = whole.value - part.value
        return (
            whole.unit == part.unit == rest.unit
            and bool(_ALL_ELSE.fullmatch(rest.before))
            and bool(_NEXT.fullmatch(part.before))
            and not self._other.search(part.before)
            and left > 0
            and abs(rest.value - left) <= _CLOSE * left
        )

    def _due_only(self, figure: Figure) -> bool:
        """应…, without 实 or 已: a second target."""
        return bool(self._due.search(figure.before)) and not self._done.search(figure.before)
