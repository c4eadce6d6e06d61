"""What a document is expected to give, and how it differs from what was read.

A key that is absent in an expectation was not decidable and is not compared.
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model import Indicator, Submission

CORPUS = Path(__file__).parents[2] / "corpora/documents"
_FAILURE = re.compile(r"failure:\s*(.*)")


@dataclass(frozen=True, slots=True)
class Record:
    """A line of documents.csv: a file, what is special about it, and what is expected."""

    group: str
    file: str
    point: str
    what: str
    expected: str
    notes: str

    @property
    def failure(self) -> list[str] | None:
        """The words of the expected failure message; None where a submission is expected."""
        match = _FAILURE.fullmatch(self.expected)
        return None if match is None else [word for word in match[1].split("|") if word]

    def expectation(self) -> dict[str, Any]:
        path = CORPUS / self.group / "expected" / f"{self.expected}.json"
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return found


def records(group: str) -> list[Record]:
    """The lines of a group's table."""
    with (CORPUS / group / "documents.csv").open(encoding="utf-8", newline="") as file:
        return [Record(group=group, **line) for line in csv.DictReader(file)]


def differences(found: Submission, expected: dict[str, Any], notes: str) -> Iterator[str]:
    """Say in what a submission differs from what was expected."""
    for key in ("city", "year"):
        if key in expected and expected[key] != getattr(found, key):
            yield f"{key}: {getattr(found, key)!r}, expected {expected[key]!r}"
    for key in ("full_total", "declared_total"):
        if key in expected and not _same(getattr(found, key), expected[key]):
            yield f"{key}: {getattr(found, key)}, expected {expected[key]}"
    yield from _indicators(list(found.indicators), expected["indicators"])
    said = " ".join(found.coverage.notes)
    for word in filter(None, notes.split("|")):
        if word not in said:
            yield f"the notes do not say {word!r}: {said[:300]}"
    for key, value in expected.get("coverage", {}).items():
        if getattr(found.coverage, key) != value:
            yield f"coverage {key}: {getattr(found.coverage, key)}, expected {value}"


def _indicators(found: list[Indicator], expected: list[dict[str, Any]]) -> Iterator[str]:
    required = [each for each in expected if not each.get("optional")]
    optional = {each["title"] for each in expected if each.get("optional")}
    kept = [each for each in found if each.title not in optional]
    if len(kept) != len(required):
        titles = [each.title for each in found]
        yield f"{len(kept)} indicators, expected {len(required)}: {titles}"
        return
    for own, wanted in zip(kept, required, strict=True):
        yield from _fields(own, wanted)


def _fields(own: Indicator, wanted: dict[str, Any]) -> Iterator[str]:
    for key in ("number", "title", "section", "narrative", "deduction_note"):
        if key in wanted and (getattr(own, key) or "") != (wanted[key] or ""):
            yield f"{own.title} {key}: {getattr(own, key)!r}, expected {wanted[key]!r}"
    for key in ("full_score", "self_score"):
        if key in wanted and not _same(getattr(own, key), wanted[key]):
            yield f"{own.title} {key}: {getattr(own, key)}, expected {wanted[key]}"
    for part in wanted.get("narrative_contains", ()):
        if part not in own.narrative:
            yield f"{own.title} narrative lacks {part!r}: {own.narrative!r}"


def _same(found: Decimal | None, wanted: str | None) -> bool:
    return found is None if wanted is None else found == Decimal(wanted)
