"""One labelled submission beside its review: what agrees, what was missed, what was too much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeVar

from reviewer.evaluation.gold import FigureLabel, GoldSubmission, Label, Labelled, comparable
from reviewer.model import Finding, IndicatorReview, Mention, Quantity, Review, Severity

_POSITIVE = frozenset({Severity.HIGH, Severity.MEDIUM})
_AROUND = 20


class Group(NamedTuple):
    """What a tally counts: ``part`` is a category, status, kind or rule, or empty for all."""

    name: str
    part: str = ""


class Tally(NamedTuple):
    """``right`` of ``flagged`` are right (precision); ``found`` of ``labelled`` found (recall)."""

    right: int = 0
    flagged: int = 0
    found: int = 0
    labelled: int = 0


class Miss(NamedTuple):
    """One difference: where, what sort, what the label says, what the program says, context."""

    place: str
    sort: str
    expected: str
    found: str
    context: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One submission: tallies by group, (is over-scored, risk) of its indicators, the misses."""

    narratives: int
    tallies: dict[Group, Tally]
    risks: tuple[tuple[bool, float], ...]
    misses: tuple[Miss, ...]


class _Stretch(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_Met = TypeVar("_Met", bound=_Stretch)


class _Book:
    """Counts as they come in."""

    def __init__(self) -> None:
        self._counts: dict[Group, Counter[str]] = {}

    def flag(self, group: Group, *, right: bool) -> None:
        self._counts.setdefault(group, Counter()).update(flagged=1, right=int(right))

    def label(self, group: Group, *, found: bool) -> None:
        self._counts.setdefault(group, Counter()).update(labelled=1, found=int(found))

    def tallies(self) -> dict[Group, Tally]:
        return {group: Tally(**counts) for group, counts in self._counts.items()}


def compare(gold: GoldSubmission, review: Review) -> Compared:
    """Hold the review of a submission against its labels."""
    book = _Book()
    reviewed = {id(result.indicator): result for result in review.indicators}
    pairs = [(labelled, reviewed[id(labelled.indicator)]) for labelled in gold.indicators]
    misses: list[Miss] = []
    for labelled, result in pairs:
        place = f"{gold.place}/{labelled.indicator.number}"
        misses += _phrases(book, place, labelled, result)
        misses += _figures(book, place, labelled, result)
        misses += _levels(book, place, labelled, result)
        misses += _rules(book, place, labelled, result)
    misses += _document(book, gold, review)
    risks = [
        (labelled.level in _POSITIVE, result.risk)
        for labelled, result in pairs
        if labelled.level != Severity.LOW
    ]
    return Compared(len(pairs), book.tallies(), tuple(risks), tuple(misses))


def _meeting(one: _Stretch, others: Iterable[_Met]) -> list[_Met]:
    return [other for other in others if one.start < other.end and other.start < one.end]


def _met(label: Label, mentions: Iterable[Mention]) -> list[Mention]:
    return [m for m in mentions if m.start < label.end and label.start < m.end]


def _phrases(
    book: _Book, place: str, labelled: Labelled, result: IndicatorReview
) -> Iterator[Miss]:
    """Adverse mentions by overlap, traps, and the status of what was labelled."""
    text, mentions = labelled.indicator.narrative, result.analysis.mentions
    adverse = [label for label in labelled.phrases if label.category]
    counted = [mention for mention in mentions if mention.adverse]
    for mention in counted:
        right = bool(_meeting(mention, adverse))
        for group in (Group("adverse"), Group("category", mention.category)):
            book.flag(group, right=right)
        if not right:
            expected = next((str(x.status) for x in _meeting(mention, labelled.phrases)), "—")
            yield Miss(place, "误报", expected, mention.category, around(text, mention))
    for label in labelled.phrases:
        met = _met(label, counted)
        if label.category:
            for group in (Group("adverse"), Group("category", label.category)):
                book.label(group, found=bool(met))
            if not met:
                seen = next((str(m.status) for m in _met(label, mentions)), "—")
                yield Miss(place, "漏报", label.category, seen, around(text, label))
        else:
            for group in (Group("traps"), Group("traps", label.status)):
                book.label(group, found=not met)
    _statuses(book, labelled.phrases, mentions)


def _statuses(book: _Book, labels: Sequence[Label], mentions: Sequence[Mention]) -> None:
    """Only mentions that meet a label are counted: what nobody labelled has no known status."""
    for mention in mentions:
        met = _meeting(mention, labels)
        if met:
            right = any(label.status is mention.status for label in met)
            book.flag(Group("status", mention.status), right=right)
    for label in labels:
        same = any(m.status is label.status for m in _met(label, mentions))
        book.label(Group("status", label.status), found=same)


def _figures(
    book: _Book, place: str, labelled: Labelled, result: IndicatorReview
) -> Iterator[Miss]:
    """Quantities: the same span and the same value, of a range both values."""
    if labelled.figures is None:
        return
    text = labelled.indicator.narrative
    read = {_key(quantity): quantity for quantity in result.analysis.quantities}
    true = {_key(label): label for label in labelled.figures}
    for key, quantity in read.items():
        for group in (Group("quantity"), Group("quantity", quantity.kind)):
            book.flag(group, right=key in true)
        if key not in true:
            shown = f"{quantity.kind} {quantity.value}"
            yield Miss(place, "多出数量", "—", shown, around(text, quantity))
    for key, label in true.items():
        for group in (Group("quantity"), Group("quantity", label.kind)):
            book.label(group, found=key in read)
        if key not in read:
            yield Miss(place, "漏读数量", f"{label.kind} {label.value}", "—", around(text, label))


def _key(figure: FigureLabel | Quantity) -> tuple[object, ...]:
    high = None if figure.high is None else comparable(figure.high)
    return figure.start, figure.end, comparable(figure.value), high


def _levels(book: _Book, place: str, labelled: Labelled, result: IndicatorReview) -> Iterator[Miss]:
    """Medium or high against none; what is labelled low counts neither way."""
    if labelled.level == Severity.LOW:
        return
    true, claimed = labelled.level in _POSITIVE, result.level in _POSITIVE
    if claimed:
        book.flag(Group("level"), right=true)
    if true:
        book.label(Group("level"), found=claimed)
        if labelled.level == Severity.HIGH:
            book.label(Group("high"), found=result.level == Severity.HIGH)
            book.label(Group("high", "medium or high"), found=claimed)
    else:
        book.label(Group("specificity"), found=not claimed)
    if true != claimed:
        rules = "、".join(finding.rule for finding in result.findings) or "—"
        text = labelled.indicator.narrative[: 3 * _AROUND]
        yield Miss(place, "等级", labelled.level, f"{result.level}（{rules}）", text)


def _rules(book: _Book, place: str, labelled: Labelled, result: IndicatorReview) -> Iterator[Miss]:
    """The doubts of each rule.

    Where doubts were labelled, one is right where its evidence meets a labelled doubt or admission,
    or the label names its rule; of medium weight or more only where the label finds the score too
    high at all. Elsewhere those of medium weight or more count, by the level alone.
    """
    if labelled.doubts is None:
        _by_level(book, labelled, result)
        return
    text = labelled.indicator.narrative
    for finding in result.findings:
        right = _is_right(finding, labelled)
        for group in (Group("rule"), Group("rule", finding.rule)):
            book.flag(group, right=right)
        if not right:
            shown = f"{finding.rule}（{finding.severity}）{finding.message}"
            yield Miss(place, "规则误报", labelled.level, shown, text[: 3 * _AROUND])
    for doubt in labelled.doubts:
        found = any(
            finding.rule == doubt.rule or any(_meeting(span, [doubt]) for span in finding.evidence)
            for finding in result.findings
        )
        for group in (Group("rule"), Group("rule", doubt.rule)):
            book.label(group, found=found)
        if not found:
            yield Miss(place, "规则漏报", doubt.rule, "—", around(text, doubt))


def _by_level(book: _Book, labelled: Labelled, result: IndicatorReview) -> None:
    for finding in result.findings:
        if finding.severity in _POSITIVE:
            for group in (Group("rule"), Group("rule", finding.rule)):
                book.flag(group, right=labelled.level != Severity.NONE)


def _is_right(finding: Finding, labelled: Labelled) -> bool:
    doubts = labelled.doubts or ()
    if any(doubt.rule == finding.rule for doubt in doubts):
        return True
    admitted = [label for label in labelled.phrases if label.category]
    met = any(_meeting(s, doubts) or _meeting(s, admitted) for s in finding.evidence)
    if not finding.evidence:
        return labelled.level != Severity.NONE
    return met and (finding.severity not in _POSITIVE or labelled.level != Severity.NONE)


def _document(book: _Book, gold: GoldSubmission, review: Review) -> Iterator[Miss]:
    """What is wrong with the table as a whole, by the names of the rules."""
    found = {finding.rule for finding in review.findings}
    for rule in sorted(found | gold.document):
        if rule in found:
            book.flag(Group("document"), right=rule in gold.document)
        if rule in gold.document:
            book.label(Group("document"), found=rule in found)
        if rule not in found & gold.document:
            sort = "全表漏报" if rule in gold.document else "全表误报"
            yield Miss(gold.place, sort, "—", rule, gold.submission.title or "")


def around(text: str, stretch: _Stretch) -> str:
    """The stretch in 【】 with what stands around it."""
    before = text[max(0, stretch.start - _AROUND) : stretch.start]
    after = text[stretch.end : stretch.end + _AROUND]
    return f"{before}【{text[stretch.start : stretch.end]}】{after}"
