"""Reasons that have no effect on a review, and why; what a review did not look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from reviewer.findings import bare
from reviewer.model import (
    CheckStatus,
    Lapse,
    Lapsed,
    Options,
    Review,
    Suppression,
    Unchecked,
    Verdict,
)

Outcome = tuple[str, CheckStatus, int | None]
_SILENT = (CheckStatus.SKIPPED, CheckStatus.NOT_APPLICABLE)


def lapsed(review: Review, options: Options) -> tuple[Lapsed, ...]:
    """The reasons without effect; one is stale only where somebody looked and found nothing."""
    used = {silent.suppression.id for silent in review.suppressed}
    unused = [reason for reason in options.suppressions if reason.id not in used]
    unchecked = of_review(review)
    return (
        *(Lapsed(suppression=reason, lapse=_why(reason, review, unchecked)) for reason in unused),
        *(Lapsed(suppression=reason, lapse=Lapse.EXPIRED) for reason in options.expired),
    )


def _why(reason: Suppression, review: Review, unchecked: Unchecked) -> Lapse:
    own = (finding for result in review.indicators for finding in result.findings)
    if any(finding.id.startswith(reason.id) for finding in (*review.findings, *own)):
        return Lapse.GRAVER
    title = bare(reason.indicator)
    rows = [
        place
        for place, result in enumerate(review.indicators, 1)
        if bare(result.indicator.title) == title
    ]
    coverage = review.submission.coverage
    if title and not rows:
        missed = coverage.rows_found < coverage.rows_expected
        return Lapse.NOT_CHECKED if missed else Lapse.STALE
    places: list[int | None] = [*rows] if title else [None]
    unseen = any(unchecked.covers(reason.rule, place) for place in places)
    return Lapse.NOT_CHECKED if unseen else Lapse.STALE


def of_review(review: Review) -> Unchecked:
    """What a review did not look at."""
    return unchecked(
        [(check.rule, check.status, check.position) for check in review.checks],
        [(silent.finding.rule, silent.position) for silent in review.suppressed],
        [p for p, r in enumerate(review.indicators, 1) if r.verdict is Verdict.UNREAD],
    )


def unchecked(
    checks: Iterable[Outcome], explained: Iterable[tuple[str, int | None]], unread: Iterable[int]
) -> Unchecked:
    """What was not looked at, by the checks of a review.

    A finding with a reason is listed as skipped too, and was looked at. A rule that had
    something to say looked, though it may have left out a part.
    """
    outcomes = list(checks)
    said = Counter((rule, place) for rule, status, place in outcomes if status not in _SILENT)
    silent = Counter((rule, place) for rule, status, place in outcomes if status in _SILENT)
    reasons = Counter(explained)
    silent.subtract(reasons)
    return Unchecked(
        skipped=frozenset(key for key, times in silent.items() if times > 0 and not said[key]),
        answered=frozenset((*said, *reasons)),
        unread=frozenset(unread),
    )
