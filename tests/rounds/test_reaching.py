"""Which doubts the exit code tells of in a second round."""

from __future__ import annotations

from dataclasses import replace

import pytest
from batches import reviewed
from rounds.forms import FORM, csv_of

from reviewer.model import Finding, Review, Round, Severity, State
from reviewer.rounds.reaching import review_reaches

HIGH, MEDIUM, LOW = Severity.HIGH, Severity.MEDIUM, Severity.LOW
NEW, OLD = State.NEW, State.PERSISTING


def review_of(level: Severity, *found: tuple[Severity, State], graver: bool = False) -> Review:
    """A review of which one row has findings of some weight and state."""
    plain = reviewed(csv_of(FORM).encode(), "清河县2024年自评表.csv")
    findings = tuple(
        Finding(id=str(place), rule="x", severity=severity, message="", state=state)
        for place, (severity, state) in enumerate(found)
    )
    row = replace(plain.indicators[0], findings=findings, level=level)
    ids = frozenset(finding.id for finding in findings) if graver else frozenset()
    return replace(
        plain, indicators=(row,), findings=(), round=Round(baseline="b.json", graver=ids)
    )


@pytest.mark.parametrize(
    ("review", "bar", "reaches"),
    [
        (review_of(HIGH, (HIGH, NEW)), HIGH, True),
        (review_of(HIGH, (HIGH, OLD)), HIGH, False),
        (review_of(HIGH, (HIGH, OLD), graver=True), HIGH, True),
        (review_of(HIGH, (HIGH, OLD), (LOW, NEW)), HIGH, False),
        (review_of(HIGH, (HIGH, OLD), (LOW, NEW)), LOW, True),
        # three of medium weight make a grave row, and one of them is new
        (review_of(HIGH, (MEDIUM, OLD), (MEDIUM, OLD), (MEDIUM, NEW)), HIGH, True),
        (review_of(HIGH, (MEDIUM, OLD), (MEDIUM, OLD), (MEDIUM, OLD)), HIGH, False),
        (review_of(HIGH, *[(MEDIUM, OLD)] * 3, (LOW, NEW)), HIGH, False),
        (review_of(Severity.NONE), LOW, False),
    ],
)
def test_only_what_is_new_or_graver_counts(review: Review, bar: Severity, reaches: bool) -> None:
    assert review_reaches(review, bar) is reaches
