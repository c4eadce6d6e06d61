"""A run -> what stands on its page. The words are those of all reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from reviewer.findings import points
from reviewer.model import (
    Batch,
    CheckStatus,
    IndicatorReview,
    Profile,
    Review,
    Severity,
    Verdict,
)
from reviewer.reports import retelling, wording
from reviewer.reports.page.content import Count, Group, Level, Lines, Page, Row, Sheet
from reviewer.reports.page.rows import doubt, row

LEVELS = {
    severity: Level(name=severity, sign=wording.SIGNS[severity], word=wording.WORDS[severity])
    for severity in (Severity.HIGH, Severity.MEDIUM, Severity.LOW, Severity.NONE)
}
_SHORT_HASH = 12


def page(batch: Batch) -> Page:
    """All submissions and failures of a run."""
    results = [result for review in batch.reviews for result in review.indicators]
    sheets = tuple(
        _sheet(review, f"s{place}", batch.profile) for place, review in enumerate(batch.reviews, 1)
    )
    compared = any(review.round for review in batch.reviews)
    return Page(
        title=sheets[0].heading if len(sheets) == 1 else f"{len(sheets)} 份自评表",
        sheets=sheets,
        failures=tuple(failure.reason for failure in batch.failures),
        levels=_counts(results),
        states=tuple((str(s), word) for s, word in wording.STATES.items()) if compared else (),
        stamp=wording.stamp(batch),
        notice=wording.NOTICE,
    )


def _counts(results: Iterable[IndicatorReview]) -> tuple[Count, ...]:
    numbers = Counter(result.level for result in results)
    return tuple(Count(level=LEVELS[one], number=numbers[one]) for one in LEVELS)


def _sheet(review: Review, name: str, profile: Profile) -> Sheet:
    submission = review.submission
    rows = _rows(review, name, profile)
    level, totals = wording.totals(review)
    own = "?" if review.computed_total is None else points(review.computed_total)
    full = "?" if submission.full_total is None else points(submission.full_total)
    return Sheet(
        id=name,
        heading=wording.heading(submission),
        source=submission.source,
        sha256=submission.sha256[:_SHORT_HASH],
        totals=totals,
        totals_level=LEVELS[level],
        total=f"{own}/{full}",
        passed=tuple(wording.in_order(review)),
        aside=tuple(wording.not_checked(review)),
        counts=_counts(review.indicators),
        stake=wording.stake(wording.together(review.indicators)),
        since=retelling.since(review),
        clear="" if _doubtful(review) else wording.nothing_found(review),
        doubts=tuple(
            doubt(finding, f"{name}-f{n}", "", LEVELS, profile)
            for n, finding in enumerate(review.findings, 1)
        ),
        index=rows,
        groups=_groups(review, rows, profile),
        ends=_ends(review),
        coverage=wording.coverage(submission.coverage),
        notes=submission.coverage.notes,
    )


def _doubtful(review: Review) -> bool:
    return any(result.level.rank >= Severity.MEDIUM.rank for result in review.indicators)


def _rows(review: Review, name: str, profile: Profile) -> tuple[Row, ...]:
    """The rows as printed in the form."""
    passed: dict[int, list[str]] = {}
    for check in review.checks:
        if check.position is not None and check.status is CheckStatus.PASSED:
            passed.setdefault(check.position, []).append(check.detail)
    return tuple(
        row(result, place, f"{name}-i{place}", passed.get(place, ()), LEVELS, profile)
        for place, result in enumerate(review.indicators, 1)
    )


def _groups(review: Review, rows: Sequence[Row], profile: Profile) -> tuple[Group, ...]:
    """The rows as a reader takes them: in the order of what needs a look."""
    places = {id(result): place for place, result in enumerate(review.indicators)}
    ordered = wording.ordered(review.indicators, profile)
    labels = wording.LABELS[profile]
    clear = [result for result in review.indicators if result.level is Severity.NONE]
    unread = [result for result in clear if result.verdict is Verdict.UNREAD]
    parts = (
        (labels.doubtful, [r for r in ordered if r.level.rank >= Severity.MEDIUM.rank]),
        (labels.minor, [r for r in ordered if r.level is Severity.LOW]),
        ("未见不一致", [r for r in clear if r.verdict is not Verdict.UNREAD]),
        *(
            (reason, [r for r in unread if wording.unread(r) == reason])
            for reason in dict.fromkeys(map(wording.unread, unread))
        ),
    )
    return tuple(
        Group(
            title=f"{title} {len(results)} 项{_stake_of(results)}",
            rows=tuple(rows[places[id(result)]] for result in results),
        )
        for title, results in parts
        if results
    )


def _stake_of(results: Sequence[IndicatorReview]) -> str:
    shown = wording.stake(wording.together(results))
    return f"，涉及 {shown} 分" if shown else ""


def _ends(review: Review) -> tuple[Lines, ...]:
    """What was given reasons for, and what became of earlier findings."""
    notes = review.round.notes if review.round else ()
    parts = (
        ("没有核对的", wording.not_judged(review)),
        ("已有说明、不再提示", retelling.suppressed(review)),
        ("不再起作用的说明", [retelling.lapsed(one) for one in review.lapsed]),
        ("上次提示、这次没有的", retelling.past(review)),
        ("与上次比较的说明", notes),
    )
    return tuple(
        Lines(title=f"{title} {len(lines)} 条", lines=tuple(lines))
        for title, lines in parts
        if lines
    )
