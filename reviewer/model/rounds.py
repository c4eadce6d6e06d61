"""What connects one round of a review with the next: reasons given, earlier findings."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from reviewer.model.lexicon import Severity


class State(StrEnum):
    """Whether a finding was already in the baseline."""

    NEW = "new"
    PERSISTING = "persisting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """说明: why a finding is not to be shown again, by whom, when, and until when (inclusive).

    ``id`` is the finding's fingerprint. ``rule``, ``indicator`` (its title) and ``quote`` are for
    the reader of the file only.
    """

    id: str
    reason: str
    author: str
    date: datetime.date
    expires: datetime.date
    rule: str = ""
    indicator: str = ""
    quote: str = ""


class Lapse(StrEnum):
    """Why a suppression has no effect."""

    STALE = "stale"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapsed:
    """A suppression without effect: nothing answers to it any more, or its day is past."""

    suppression: Suppression
    lapse: Lapse


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A finding of an earlier round, as its report kept it; ``title`` is the indicator's."""

    id: str
    rule: str
    severity: Severity
    message: str
    number: str = ""
    title: str = ""
    quote: str = ""


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
    """What a review is compared with: the baseline's name, what is gone since, and notes."""

    baseline: str
    past: tuple[Past, ...] = ()
    notes: tuple[str, ...] = ()
