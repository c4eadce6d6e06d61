"""Two editions of a submission, and what changed from one to the other."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reviewer.model.lexicon import Severity
from reviewer.model.rounds import Earlier, Past, Unchecked


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One indicator of an edition, as its report kept it."""

    number: str
    title: str
    section: str = ""
    full_score: Decimal | None = None
    self_score: Decimal | None = None
    narrative: str = ""
    level: Severity = Severity.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A finding of an edition and the place of its row, from 0; None for the whole table."""

    finding: Earlier
    place: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A reviewed submission, from the file itself or from the report of an earlier run.

    ``found`` are the findings that count, ``explained`` those with a reason. ``total`` is the sum
    of the self scores; ``stake`` the points in question; ``levels`` counts indicators.
    """

    source: str
    title: str
    city: str | None
    year: int | None
    version: str
    lexicons: str
    rows: tuple[Row, ...]
    found: tuple[Noted, ...]
    explained: tuple[Noted, ...]
    unchecked: Unchecked
    total: Decimal | None
    stake: tuple[Decimal, Decimal]
    levels: tuple[tuple[Severity, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A finding of both editions; ``narrative_changed`` is None for one of the whole table.

    ``was_explained``: there was a reason for it, which is not there, or does not hold, any more.
    """

    before: Noted
    now: Noted
    narrative_changed: bool | None = None
    was_explained: bool = False

    @property
    def reworded(self) -> bool:
        """Whether it is the same doubt on other words."""
        return self.before.finding.id != self.now.finding.id

    @property
    def graver(self) -> bool:
        """Whether it weighs more than before: by its level, or resting on more phrases."""
        before, now = self.before.finding, self.now.finding
        return now.severity.rank > before.severity.rank or now.phrases > before.phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changed between two editions. ``rows`` pairs the places of the rows that both have."""

    before: Edition
    now: Edition
    new: tuple[Noted, ...]
    kept: tuple[Kept, ...]
    past: tuple[Past, ...]
    rows: tuple[tuple[int, int], ...]
    notes: tuple[str, ...] = ()

    @property
    def row_pairs(self) -> tuple[tuple[Row, Row], ...]:
        """The rows that both editions have."""
        return tuple((self.before.rows[old], self.now.rows[new]) for old, new in self.rows)

    @property
    def rows_gone(self) -> tuple[Row, ...]:
        """Rows of the earlier edition only."""
        kept = {old for old, _ in self.rows}
        return tuple(row for place, row in enumerate(self.before.rows) if place not in kept)

    @property
    def rows_added(self) -> tuple[Row, ...]:
        """Rows of the later edition only."""
        kept = {new for _, new in self.rows}
        return tuple(row for place, row in enumerate(self.now.rows) if place not in kept)
