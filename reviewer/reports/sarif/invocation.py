"""How the run went: what could not be read, what was seen in reading, reasons without effect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reviewer.model import Batch, Review
from reviewer.reports import retelling, wording
from reviewer.reports.sarif.parts import Json, address, in_artifact, message


def invocation(batch: Batch) -> Json:
    """What could not be read, what was seen in reading, and reasons without effect."""
    reading = [
        _notification("error", failure.reason, address(failure.source))
        for failure in batch.failures
    ]
    reading += [note for n, review in enumerate(batch.reviews) for note in _notes(n, review)]
    settings = [
        _notification("warning", retelling.lapsed(one), *_indexed(number, review))
        for number, review in enumerate(batch.reviews)
        for one in review.lapsed
    ]
    return {
        "executionSuccessful": not batch.failures,
        "toolExecutionNotifications": reading,
        "toolConfigurationNotifications": settings,
    }


def _notes(number: int, review: Review) -> Iterator[Json]:
    coverage = review.submission.coverage
    rounds: Iterable[str] = ()
    if review.round:
        rounds = (retelling.since(review), *review.round.notes)
    left_out = (*wording.not_checked(review), *wording.not_judged(review))
    for text in (wording.coverage(coverage), *coverage.notes, *left_out, *rounds):
        yield _notification("note", text, *_indexed(number, review))


def _indexed(number: int, review: Review) -> tuple[str, int]:
    return address(review.submission.source), number


def _notification(level: str, text: str, uri: str, index: int | None = None) -> Json:
    where: Json = {"uri": uri} if index is None else {"uri": uri, "index": index}
    return {
        "level": level,
        "message": message(text),
        "locations": [in_artifact(where)],
    }
