"""What a narrative admits in the end: phrases, figures and the second opinion, each told once.

The rules' mentions come first. The second opinion takes back what it holds to be none, and raises
clauses that no phrase names. A figure below its target speaks only where no words do.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from reviewer.language.opinion import Opinion, SecondOpinion
from reviewer.language.spans import SpanIndex
from reviewer.language.surface import Surface
from reviewer.language.traits import DENIED, Read
from reviewer.model import (
    Category,
    Kind,
    Mention,
    Progress,
    Quantity,
    RelationKind,
    Severity,
    Status,
    Tone,
)

_OPEN = frozenset({Category.IN_PROGRESS, Category.UNFINISHED, Category.PLAN})
_SEVERITY = {
    Category.PROBLEM: Severity.HIGH,
    Category.UNFINISHED: Severity.HIGH,
    Category.SHORTFALL: Severity.HIGH,
    Category.IN_PROGRESS: Severity.MEDIUM,
    Category.DECLINE: Severity.MEDIUM,
    Category.PLAN: Severity.MEDIUM,
    Category.EXEMPTION: Severity.MEDIUM,
    Category.HEDGE: Severity.LOW,
    Category.NO_EVIDENCE: Severity.LOW,
}
_REMAINDER = re.compile(
    r"[，；](?:其余|余下|余款|剩余|余|其他|另有?)[^，。；;\n]*(?:，[^，。；;\n]*)?"
)
_SETTLED = re.compile("已|均|全部|都|也|占|为|符合|正常|合格|达标|按时|如期")
_WHOLE = Decimal(100)
_OUTLOOK = re.compile(r"(?:下一步|下步|接下来|下一阶段|今后)[^。；;\n]{0,80}")
_OUTLOOK_BEHIND = 60
# Marks of a clause in which something hints at an admission.
_TELLING = frozenset(
    {f"hints {tone}" for tone in Tone if tone not in (Tone.GOOD, Tone.HEDGE)}
    | {str(status) for status in Status}
    | {"missed", "part done", "down"}
)
_CLEARED = frozenset(
    {Status.NEGATED, Status.RESOLVED, Status.ATTRIBUTED, Status.HYPOTHETICAL, Status.FAVOURABLE}
)
_REMAINDER_WITHIN = 60
# An admission of more than this many code points is no longer one.
_LONGEST = 80
_Told = SpanIndex[tuple[int, int, Mention]]
_ONE_CLAUSE = re.compile(r"[^，,。；;！？!?\n：（）()、]*")
_NEXT_CLAUSE = re.compile(r"[^，,。；;！？!?\n：（）()]*[，,（(：]?[^，,。；;！？!?\n：（）()]*")


def admissions(
    read: Read, narrative: str, folded: Surface, tokens: Sequence[str], second: SecondOpinion | None
) -> tuple[Mention, ...]:
    """All mentions of a narrative in order, offsets into the raw text.

    ``second`` is None where the second opinion is switched off.
    """
    said = [item for *_, item in read.mentions]
    views: list[Opinion] = []
    if second is not None:
        views = second(folded, tokens, read)
        said = [_revised(item, views, second.weights.keep) for item in said]
        said += _raised(said, views, narrative, second, read)
    said = _without_outlook(said, narrative)
    told: _Told = SpanIndex((item.start, item.end, item) for item in said if item.adverse)
    figures = [
        _mention(quantity.start, quantity.end, narrative, category)
        for quantity, category in _figures(read, told, narrative)
    ]
    if second is not None:
        # A published benchmark is missed, and 10 of 12 are not all, whatever the words say.
        published = {c.quantity.start for c in read.comparisons}
        published |= {quantity.start for quantity in read.worse}
        published |= {
            state.parts[1].start
            for state in read.progress
            if state.stated and not _soon_behind(state, told)
        }
        weighed = (
            item if item.start in published else _revised(item, views, second.weights.keep)
            for item in figures
        )
        figures = [item for item in weighed if item.adverse]
    found = [(item, item.raised) for item in said]
    found += [(item, True) for item in figures]
    return tuple(_together(sorted(found, key=_place), narrative))


def _without_outlook(said: list[Mention], narrative: str) -> list[Mention]:
    """What comes next, told after nothing but results, takes nothing from them.

    下一步将推进品牌校创建 is an outlook; behind an admission it is the plan to close it.
    """
    outlooks = [match.span() for match in _OUTLOOK.finditer(narrative)]
    if not outlooks:
        return said
    ahead = SpanIndex(outlooks)
    admitted = [m.end for m in said if m.adverse and m.category is not Category.PLAN]
    return [
        replace(item, adverse=False, status=Status.HYPOTHETICAL, raised=False)
        if item.adverse
        and item.category is Category.PLAN
        and any(ahead.overlapping(item.start, item.end))
        and not any(0 <= item.start - end <= _OUTLOOK_BEHIND for end in admitted)
        else item
        for item in said
    ]


def _place(found: tuple[Mention, bool]) -> tuple[int, int]:
    return found[0].start, found[0].end


def _together(found: Iterable[tuple[Mention, bool]], narrative: str) -> Iterator[Mention]:
    """One admission is told once: mentions of one clause and category become one.

    What is ``loose``, a figure or what the second opinion raised, joins the admission right before
    or behind it, and an excuse what it excuses. 、 parts the items of a list, each a problem of
    its own.
    """
    pending: tuple[Mention, bool] | None = None
    for item, loose in found:
        if not item.adverse:
            yield item
            continue
        if pending is not None:
            between = narrative[pending[0].end : item.start]
            alike = pending[0].category is item.category and _ONE_CLAUSE.fullmatch(between)
            binds = loose or pending[1] or pending[0].category is Category.EXEMPTION
            short = item.end - pending[0].start <= _LONGEST
            if short and (alike or (binds and _NEXT_CLAUSE.fullmatch(between))):
                pending = _joined(pending[0], item, narrative), loose and pending[1]
                continue
            yield pending[0]
        pending = item, loose
    if pending is not None:
        yield pending[0]


def _joined(one: Mention, other: Mention, narrative: str) -> Mention:
    graver = max(one, other, key=lambda item: (item.severity.rank, -item.start))
    start, end = min(one.start, other.start), max(one.end, other.end)
    return replace(
        graver,
        start=start,
        end=end,
        text=narrative[start:end],
        modifiers=(*one.modifiers, *other.modifiers),
        chance=max(one.chance, other.chance),
        raised=one.raised and other.raised,
    )


def _chance(views: Sequence[Opinion], position: int) -> float:
    """The chance of the clause at a position, 1 where there is none."""
    place = _clause_at(views, position)
    return views[place].chance if place >= 0 and position < views[place].end else 1.0


def _revised(item: Mention, views: Sequence[Opinion], keep: float) -> Mention:
    """A mention with its chance; one that the second opinion takes back is a topic."""
    if not item.adverse:
        return item
    chance = round(_chance(views, item.start), 2)
    if chance >= keep:
        return replace(item, chance=chance)
    return replace(item, adverse=False, status=Status.TOPIC, modifiers=(), chance=chance)


def _raised(
    said: Sequence[Mention],
    views: Sequence[Opinion],
    narrative: str,
    second: SecondOpinion,
    read: Read,
) -> list[Mention]:
    """Clauses that no phrase names as an admission, though they read like one.

    More is asked for where the sentence has an admission already, where the rules cleared the
    clause, and where not even a hint stands in it. A figure below a benchmark speaks for itself;
    empty words are nothing beside facts.
    """
    facts = "《" in narrative or any(q.kind is not Kind.DATE for *_, q in read.quantities)
    missed = (c.quantity.start for c in read.comparisons if not c.met)
    # What moved is neither good nor bad, such as the number of pupils.
    neutral = (
        item.start
        for item in said
        if item.category is Category.DECLINE and item.status is Status.TOPIC
    )
    left_alone = _clauses_of(views, [*missed, *read.silenced, *neutral])
    spoken = _clauses_of(views, [item.start for item in said if item.adverse])
    near = {views[place].traits.clause.sentence for place in spoken}
    cleared = _clauses_of(views, [item.start for item in said if item.status in _CLEARED])
    raised = []
    for place, view in enumerate(views):
        nearby = view.traits.clause.sentence in near
        asked = second.weights.raise_nearby if nearby else second.weights.raise_at
        marks = view.traits.marks
        if place in cleared or DENIED in marks or _TELLING.isdisjoint(marks):
            asked = second.weights.raise_bare
        if view.chance < asked or place in spoken or place in left_alone:
            continue
        category = second.category(view.traits)
        if category is not Category.NO_EVIDENCE or not facts:
            found = _mention(view.start, view.end, narrative, category, view.chance)
            raised.append(replace(found, raised=True))
    return raised


def _clauses_of(views: Sequence[Opinion], positions: Iterable[int]) -> set[int]:
    """The places of the clauses in which some positions lie."""
    places = ((_clause_at(views, position), position) for position in positions)
    return {place for place, position in places if place >= 0 and position < views[place].end}


def _clause_at(views: Sequence[Opinion], position: int) -> int:
    return bisect_right(views, position, key=lambda view: view.start) - 1


def _mention(
    start: int, end: int, narrative: str, category: Category, chance: float = 1.0
) -> Mention:
    """An admission that no modifier touched."""
    return Mention(
        start=start,
        end=end,
        text=narrative[start:end],
        category=category,
        status=Status.AFFIRMED,
        adverse=True,
        severity=_SEVERITY[category],
        chance=round(chance, 2),
    )


def _figures(read: Read, told: _Told, narrative: str) -> Iterator[tuple[Quantity, Category]]:
    """What only the figures admit: 46.6% where 50% is asked, 8 done of 12."""
    rests = {
        relation.parts[1].start: relation.stated
        for relation in read.relations
        if relation.kind is RelationKind.DIFFERENCE and len(relation.parts) == 2
    }
    missed = [(c.quantity, Category.SHORTFALL) for c in read.comparisons if not c.met]
    missed += [
        (rests.get(target.quantity.start, target.quantity), Category.SHORTFALL)
        for target in read.targets
        if not target.met
    ]
    missed += [
        (rests.get(state.parts[1].start, state.parts[1]), Category.UNFINISHED)
        for state in read.progress
        if state.stated and state.done < state.total and not _remainder_told(state, told, narrative)
    ]
    missed += [
        (quantity, Category.SHORTFALL)
        for *_, quantity in read.quantities
        if _leaves_a_remainder(quantity, told, narrative)
    ]
    missed += [(quantity, Category.DECLINE) for quantity in read.worse]
    seen: set[int] = set()
    for quantity, category in missed:
        if quantity.start not in seen and not told.overlapping(quantity.start, quantity.end):
            seen.add(quantity.start)
            yield quantity, category


def _leaves_a_remainder(quantity: Quantity, told: _Told, narrative: str) -> bool:
    """持证率73.5%，其余9人拟参加考试: a share of less than the whole, and what is left is open."""
    if quantity.kind is not Kind.PERCENT or not isinstance(quantity.value, Decimal):
        return False
    rest = _REMAINDER.match(narrative, quantity.end)
    if rest is None or quantity.value >= _WHOLE:
        return False
    return bool(told.starting(*rest.span())) or not _SETTLED.search(rest.group())


def _soon_behind(state: Progress, told: _Told) -> list[tuple[int, int, Mention]]:
    """What is admitted soon behind a count of what is done."""
    end = state.parts[1].end
    return told.starting(end, end + _REMAINDER_WITHIN)


def _remainder_told(state: Progress, told: _Told, narrative: str) -> bool:
    """Whether a later clause says what is still open; that counts, not what is done."""
    end = state.parts[1].end
    return any(
        item.category in _OPEN and not _NEXT_CLAUSE.fullmatch(narrative[end:start])
        for start, _, item in _soon_behind(state, told)
    )
