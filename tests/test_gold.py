"""The labelled submissions: sound, split, and no step backward in what is read in them.

Floors are only ever raised. Those of the test part count: it was not read while lexicons and
weights were made.
"""

import json
from pathlib import Path

import pytest

from reviewer import knowledge, pipeline
from reviewer.evaluation.command import measured
from reviewer.evaluation.figures import Figures, figures
from reviewer.evaluation.gold import GoldSubmission, load

GOLD = Path(__file__).parents[1] / "corpora/gold"
KNOWN = knowledge.load()


def part(name: str) -> list[GoldSubmission]:
    return list(load(GOLD / name, lambda path: pipeline.read(path, KNOWN)))


@pytest.fixture(scope="module")
def test_part() -> Figures:
    return figures(measured(GOLD / "test", KNOWN))


def test_the_corpus_is_as_large_as_said() -> None:
    dev, test = part("dev"), part("test")
    assert len(test) == 20
    assert len(dev) + len(test) >= 40
    indicators = [labelled for gold in (*dev, *test) for labelled in gold.indicators]
    assert len(indicators) >= 500
    assert sum(len(labelled.phrases) for labelled in indicators) >= 1500
    assert sum(labelled.figures is not None for labelled in indicators) >= 200


def test_no_submission_is_in_both_parts() -> None:
    texts = {
        name: {labelled.indicator.narrative for gold in part(name) for labelled in gold.indicators}
        for name in ("dev", "test")
    }
    shared = {text for text in texts["dev"] & texts["test"] if len(text) > 12}
    assert shared == set()


def test_the_weights_were_trained_on_the_dev_part_alone() -> None:
    about = json.loads((GOLD.parents[1] / "lexicons/opinion.json").read_text("utf-8"))["about"]
    assert f"由 {len(part('dev'))} 份标注材料" in about


FLOORS = {
    ("adverse", "precision"): 0.88,
    ("adverse", "recall"): 0.77,
    ("traps", "recall"): 0.98,
    ("quantity", "f1"): 0.985,
    ("level", "f1"): 0.83,
    ("specificity", "recall"): 0.87,
}


@pytest.mark.parametrize(("group", "measure"), FLOORS, ids=" ".join)
def test_the_floors_of_the_test_part_hold(test_part: Figures, group: str, measure: str) -> None:
    (score,) = (s for s in test_part.scores if s.group == (group, ""))
    assert getattr(score, measure).value >= FLOORS[group, measure]


def test_the_order_of_the_risks(test_part: Figures) -> None:
    assert (test_part.average_precision.value or 0) >= 0.91
