"""Whether what is new reaches a level: what the exit code tells of a second round.

A finding that was there before counts where it weighs more now. A row counts also where no single
finding of it reaches the level, but a new one of medium weight lifted it there with others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.model import Finding, Review, Severity, State

if TYPE_CHECKING:
    from reviewer.model.changes import Changes, Edition


@dataclass(frozen=True, slots=True)
class _Group:
    """The level of a row, or of none, with its findings: their weight, and whether they count."""

    level: Severity
    findings: tuple[tuple[Severity, bool], ...]

    def reaches(self, bar: Severity) -> bool:
        if any(severity.rank >= bar.rank for severity, counts in self.findings if counts):
            return True
        alone = any(severity.rank >= bar.rank for severity, _ in self.findings)
        grave = any(severity.rank >= Severity.MEDIUM.rank for severity, new in self.findings if new)
        return self.level.rank >= bar.rank and not alone and grave


def review_reaches(review: Review, bar: Severity) -> bool:
    """Whether what is new in a review that was held against a baseline reaches a level."""
    graver = review.round.graver if review.round else frozenset()

    def weighed(findings: Iterable[Finding]) -> tuple[tuple[Severity, bool], ...]:
        return tuple((one.severity, one.state is State.NEW or one.id in graver) for one in findings)

    groups = [
        _Group(Severity.NONE, weighed(review.findings)),
        *(_Group(result.level, weighed(result.findings)) for result in review.indicators),
    ]
    return any(group.reaches(bar) for group in groups)


def changes_reach(changes: Changes, bar: Severity) -> bool:
    """Whether what is new between two editions reaches a level."""
    counting = {id(noted) for noted in changes.new}
    counting |= {id(kept.now) for kept in changes.kept if kept.graver}
    rows: dict[int | None, list[tuple[Severity, bool]]] = {}
    for noted in changes.now.found:
        rows.setdefault(noted.place, []).append((noted.finding.severity, id(noted) in counting))
    levels = {place: row.level for place, row in enumerate(changes.now.rows)}
    return any(
        _Group(Severity.NONE if place is None else levels[place], tuple(found)).reaches(bar)
        for place, found in rows.items()
    )


def edition_reaches(edition: Edition, bar: Severity) -> bool:
    """Whether an edition that was compared with nothing reaches a level: all of it is new."""
    found = (noted.finding.severity for noted in edition.found)
    return any(one.rank >= bar.rank for one in (*found, *(row.level for row in edition.rows)))
