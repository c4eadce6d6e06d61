"""A review held against the report of an earlier run: what is new, what was there, what is gone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

from reviewer.errors import ConfigurationError
from reviewer.findings import bare
from reviewer.model import (
    Batch,
    Finding,
    Review,
    Round,
    State,
)
from reviewer.model.changes import Changes, Edition, Kept
from reviewer.reports.wording import WORDS, label
from reviewer.rounds.editions import of_report, of_review
from reviewer.rounds.matching import changes, matched_rows

WITHOUT = "基线中没有这份自评表，全部按新增"


def load(path: Path) -> tuple[Edition, ...]:
    """The editions of a baseline. Raises ConfigurationError for whatever is not one."""
    return of_report(path)


def compared(batch: Batch, earlier: Sequence[Edition], name: str, *, strict: bool = True) -> Batch:
    """The batch with the state of each finding and the round of each review.

    Raises ConfigurationError, if ``strict``, where no review has a counterpart in the baseline: all
    would be new, and more likely it is the wrong file.
    """
    later = [of_review(review, batch) for review in batch.reviews]
    pairs = partners(earlier, later)
    if strict and later and not pairs:
        raise ConfigurationError(f"{name}：{_why_not(earlier, later)}")
    reviews = (
        _stated(review, changes(earlier[pairs[place]], late), name)
        if place in pairs
        else _all_new(review, name)
        for place, (review, late) in enumerate(zip(batch.reviews, later, strict=True))
    )
    return replace(batch, reviews=tuple(reviews))


def partners(earlier: Sequence[Edition], later: Sequence[Edition]) -> dict[int, int]:
    """The place in ``earlier`` for places in ``later``: each one once, the surest first.

    Two editions of one submission share at least half of their indicators and do not name two
    places or years; then count city and year, the name of the file, and how many they share.
    """
    likeness = {
        (late, early): sure
        for late, early in product(range(len(later)), range(len(earlier)))
        if (sure := _likeness(earlier[early], later[late]))
    }
    found: dict[int, int] = {}
    for late, early in sorted(likeness, key=lambda pair: (_downward(likeness[pair]), pair)):
        if late not in found and early not in found.values():
            found[late] = early
    return found


def _downward(likeness: tuple[bool, bool, float]) -> tuple[float, ...]:
    return tuple(-part for part in likeness)


def _likeness(old: Edition, new: Edition) -> tuple[bool, bool, float] | None:
    """How sure it is that two editions are of one submission; None where they are not."""
    share = shared(old, new)
    if share < 1 / 2 or other_place(old, new) or other_year(old, new):
        return None
    named = bool(old.city and new.city and old.year and new.year)
    return named, old.source == new.source, share


def shared(old: Edition, new: Edition) -> float:
    """The share of indicators that two editions have in common, of the shorter one."""
    fewest = min(len(old.rows), len(new.rows))
    return len(matched_rows(old.rows, new.rows)) / fewest if fewest else 0.0


def other_place(old: Edition, new: Edition) -> bool:
    """Whether two editions name two places."""
    return bool(old.city and new.city and bare(old.city) != bare(new.city))


def other_year(old: Edition, new: Edition) -> bool:
    """Whether two editions name two years."""
    return bool(old.year and new.year and old.year != new.year)


def _why_not(earlier: Sequence[Edition], later: Sequence[Edition]) -> str:
    if len(earlier) > 1 or len(later) > 1:
        return "其中没有这次所审核的自评表，请检查是否用错了基线。"
    (old,), (new,) = earlier, later
    if other_place(old, new) or other_year(old, new):
        return (
            f"基线是{named(old)}的自评表，这次是{named(new)}的，请检查是否用错了基线；"
            "如实为同一份，请用 --city、--year 指定。"
        )
    return unlike(old, new)


def unlike(old: Edition, new: Edition) -> str:
    """That two editions look like two different tables, with the count that says so."""
    common = len(matched_rows(old.rows, new.rows))
    return (
        f"两份自评表只有 {common} 项指标同名（{len(old.rows)} 项、{len(new.rows)} 项），"
        "像是两份不同的表，请检查文件。"
    )


def named(edition: Edition) -> str:
    """清河县2024年, or the file's name."""
    year = f"{edition.year}年" if edition.year else ""
    return f"{edition.city or ''}{year}" or edition.source


def _stated(review: Review, found: Changes, name: str) -> Review:
    known = {kept.now.finding.id for kept in found.kept}
    graver = [kept for kept in found.kept if kept.graver]
    round_ = Round(
        baseline=name,
        past=found.past,
        notes=(*found.notes, *map(_risen, graver)),
        graver=frozenset(kept.now.finding.id for kept in graver),
    )
    return _with_states(review, known, round_)


def _risen(kept: Kept) -> str:
    """That a finding weighs more than before."""
    before, finding = kept.before.finding, kept.now.finding
    row = label(finding) or "全表"
    if finding.severity is before.severity:
        risen = f"由 {before.phrases} 处表述增至 {finding.phrases} 处"
    else:
        risen = f"由{WORDS[before.severity]}升为{WORDS[finding.severity]}"
    return f"{row}：上次已提示的一处{risen}（编号 {finding.id[:8]}）。"


def _all_new(review: Review, name: str) -> Review:
    return _with_states(review, set(), Round(baseline=name, notes=(f"{WITHOUT}。",)))


def _with_states(review: Review, known: Collection[str], round_: Round) -> Review:
    def stated(findings: Iterable[Finding]) -> tuple[Finding, ...]:
        return tuple(
            replace(one, state=State.PERSISTING if one.id in known else State.NEW)
            for one in findings
        )

    return replace(
        review,
        indicators=tuple(replace(r, findings=stated(r.findings)) for r in review.indicators),
        findings=stated(review.findings),
        round=round_,
    )
