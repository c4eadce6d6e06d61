"""What connects one round of a review with the next: reasons given, earlier findings."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from reviewer.model.lexicon import Severity

# Rules that say so where nothing is wrong: their silence means that they had nothing to go by, as
# no rubric, or another year's benchmarks.
ALWAYS_ANSWER = frozenset(("below-benchmark", "below-rubric"))


class State(StrEnum):
    """Whether a finding was already in the baseline."""

    NEW = "new"
    PERSISTING = "persisting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """说明: why a finding is not to be shown again, by whom, when, and until when (inclusive).

    ``id`` is the finding's fingerprint, or its beginning. ``rule``, ``indicator`` (its title) and
    ``quote`` are for the reader of the file, and tell whether the finding could be made again.
    ``severity`` is the level that it had: one that weighs more by now is shown again.
    """

    id: str
    reason: str
    author: str
    date: datetime.date
    expires: datetime.date
    rule: str = ""
    indicator: str = ""
    quote: str = ""
    severity: Severity | None = None

    def answers(self, id_: str, severity: Severity) -> bool:
        """Whether the reason holds for a finding; the file may have the beginning of its id."""
        bar = self.severity
        return id_.startswith(self.id) and (bar is None or severity.rank <= bar.rank)


class Lapse(StrEnum):
    """Why a suppression has no effect."""

    STALE = "stale"
    GRAVER = "graver"
    EXPIRED = "expired"
    NOT_CHECKED = "not_checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapsed:
    """A suppression without effect.

    Nothing answers to it, what does weighs more by now, its day is past, or nobody looked.
    """

    suppression: Suppression
    lapse: Lapse


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A finding of an earlier round, as its report kept it; ``title`` is the indicator's.

    ``phrases`` is the number of stretches of the narrative that it rests on.
    """

    id: str
    rule: str
    severity: Severity
    message: str
    number: str = ""
    title: str = ""
    quote: str = ""
    phrases: int = 0


class Fate(StrEnum):
    """What became of an earlier finding that is not made any more."""

    RESOLVED = "resolved"
    ROW_GONE = "row_gone"
    NOT_CHECKED = "not_checked"
    SUPPRESSED = "suppressed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """An earlier finding that is not made any more, and why."""

    finding: Earlier
    fate: Fate


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What a review is compared with: the baseline's name, what is gone since, and notes.

    ``graver`` holds the ids of findings that were there before and weigh more now.
    """

    baseline: str
    past: tuple[Past, ...] = ()
    notes: tuple[str, ...] = ()
    graver: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchecked:
    """What a review did not look at, so that nothing is said to be solved that was not checked.

    ``skipped`` holds rules with the place of the row, from 1, or None for the whole table;
    ``answered`` those that said something; ``unread`` the places of rows without a score.
    """

    skipped: frozenset[tuple[str, int | None]] = frozenset()
    answered: frozenset[tuple[str, int | None]] = frozenset()
    unread: frozenset[int] = frozenset()

    def covers(self, rule: str, position: int | None) -> bool:
        """Whether the rule, or any rule where it is empty, did not speak on a row for this."""
        if position in self.unread or (not rule and self.skipped):
            return True
        if (rule, position) in self.skipped or (rule, None) in self.skipped:
            return True
        return rule in ALWAYS_ANSWER and (rule, position) not in self.answered
