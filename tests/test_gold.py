"""The labelled submissions: sound labels, and no step backward in what is read in them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pytest

from reviewer import knowledge, pipeline
from reviewer.model import Analysis

GOLD = Path(__file__).parents[1] / "corpora/gold"
FOLDERS = sorted(path.parent for path in GOLD.glob("*/labels.json"))
Labels = dict[str, Any]


def labelled() -> Iterator[tuple[str, str, int | None, Labels]]:
    """Folder and number, narrative, year and labels of every indicator."""
    known = knowledge.load()
    for folder in FOLDERS:
        labels = json.loads((folder / "labels.json").read_text("utf-8"))["indicators"]
        submission = pipeline.read(str(folder / "submission.csv"), known)
        for indicator in submission.indicators:
            place = f"{folder.name}/{indicator.number}"
            yield place, indicator.narrative, submission.year, labels[indicator.number]


def span(text: str, label: Labels) -> tuple[int, int]:
    start = -1
    for _ in range(label.get("nth", 1)):
        start = text.find(label["text"], start + 1)
        assert start >= 0, label
    return start, start + len(label["text"])


def value_of(value: object) -> object:
    try:
        return Decimal(str(value)) if not str(value).startswith("0") or "." in str(value) else value
    except InvalidOperation:
        return value


@dataclass
class Tally:
    """Counts over the whole corpus."""

    flagged: int = 0
    rightly: int = 0
    adverse: int = 0
    found: int = 0
    traps: int = 0
    avoided: int = 0
    quantities: int = 0
    exact: int = 0

    def add(self, analysis: Analysis, labels: Labels) -> None:
        text = analysis.text
        mine = [(m.start, m.end) for m in analysis.mentions if m.adverse]
        adverse = [span(text, label) for label in labels["adverse"]]
        benign = [span(text, label) for label in labels["benign"]]
        self.flagged += len(mine)
        self.rightly += sum(any(meets(m, a) for a in adverse) for m in mine)
        self.adverse += len(adverse)
        self.found += sum(any(meets(m, a) for m in mine) for a in adverse)
        self.traps += len(benign)
        self.avoided += sum(not any(meets(m, b) for m in mine) for b in benign)
        read = {(q.start, q.end, value_of(q.value)) for q in analysis.quantities}
        true = {(*span(text, label), value_of(label["value"])) for label in labels["quantities"]}
        self.quantities += len(true)
        self.exact += len(read & true)


def meets(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@pytest.fixture(scope="module")
def tally() -> Tally:
    analyse = pipeline.analyser(knowledge.load())
    counted = Tally()
    for _, text, year, labels in labelled():
        counted.add(analyse(text, year), labels)
    return counted


def test_the_corpus_is_there() -> None:
    assert len(FOLDERS) == 40
    assert sum(1 for _ in labelled()) == 530


def test_every_label_is_found_in_its_narrative() -> None:
    for place, text, _, labels in labelled():
        assert labels["level"] in ("none", "low", "medium", "high"), place
        for label in (*labels["adverse"], *labels["benign"], *labels["quantities"]):
            span(text, label)


# Floors are only ever raised.
def test_adverse_mentions(tally: Tally) -> None:
    assert tally.rightly / tally.flagged >= 0.85
    assert tally.found / tally.adverse >= 0.63


def test_traps_are_avoided(tally: Tally) -> None:
    assert tally.avoided / tally.traps >= 0.97


def test_quantities_are_exact(tally: Tally) -> None:
    assert tally.exact / tally.quantities >= 0.985
