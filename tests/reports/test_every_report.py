"""Every report names every finding, failure and reason, the coverage and the versions."""

from __future__ import annotations

from importlib import import_module

import pytest
from batches import batch
from reports import texts

from reviewer.model import Batch, Profile
from reviewer.outputs import OF_EACH
from reviewer.reports import wording
from reviewer.settings import FORMATS

AVAILABLE = [name for name in FORMATS if name in texts.OF]


def rendered(name: str, run: Batch) -> list[tuple[Batch, str]]:
    """Return the plain text of the reports of a run, with what each is of."""
    module = import_module(f"reviewer.reports.{name}")
    parts = [replace_reviews(run, n) for n in range(len(run.reviews))] if name in OF_EACH else [run]
    return [(part, texts.OF[name](module.render(part))) for part in parts]


def replace_reviews(run: Batch, place: int) -> Batch:
    from dataclasses import replace

    return replace(run, reviews=(run.reviews[place],))


def bare(text: str) -> str:
    """Return a text without blanks, control and direction marks: lines are wrapped in some."""
    return "".join(c for c in text if c.isprintable() and not c.isspace())


def test_every_format_is_tested() -> None:
    assert set(AVAILABLE) == set(FORMATS)


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("name", AVAILABLE)
def test_every_report_names_everything(name: str, profile: Profile) -> None:
    for run, text in rendered(name, batch(profile)):
        shown = bare(text)
        assert run.version in shown
        assert run.lexicons.removeprefix("sha256:")[:12] in shown
        for failure in run.failures:
            assert bare(failure.reason) in shown
        for review in run.reviews:
            coverage = review.submission.coverage
            assert str(coverage.rows_found) in shown
            for note in coverage.notes:
                assert bare(note) in shown
            silent = [one.finding for one in review.suppressed]
            for finding in (*wording.findings_of(review), *silent):
                assert bare(finding.message) in shown, finding.rule
            for reason in (*review.suppressed, *review.lapsed):
                assert bare(reason.suppression.reason) in shown
                assert bare(reason.suppression.author) in shown
            for past in review.round.past if review.round else ():
                assert bare(past.finding.message) in shown


@pytest.mark.parametrize("name", AVAILABLE)
def test_a_report_is_the_same_each_time(name: str) -> None:
    module = import_module(f"reviewer.reports.{name}")
    run = replace_reviews(batch(), 0)
    assert module.render(run) == module.render(run)
