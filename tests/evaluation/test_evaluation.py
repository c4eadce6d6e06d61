"""Labels beside what was read: each figure of the evaluation, by hand."""

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from gold_folder import LABELS, gold_folder
from rich.cells import cell_len

from reviewer import knowledge, pipeline
from reviewer.errors import ConfigurationError, InputError
from reviewer.evaluation import command
from reviewer.evaluation.comparing import Compared, Group, Tally, compare
from reviewer.evaluation.figures import figures
from reviewer.evaluation.gold import GoldSubmission, load
from reviewer.model import (
    Category,
    IndicatorReview,
    Kind,
    Mention,
    Quantity,
    Severity,
    Status,
    Submission,
)

KNOWN = knowledge.load()


def read(path: str) -> Submission:
    return pipeline.read(path, KNOWN)


def compared(folder: Path, change: Callable[[IndicatorReview], IndicatorReview]) -> Compared:
    """The comparison of a review that ``change`` has been at."""
    (gold,) = load(folder, lambda path: pipeline.read(path, KNOWN))
    review = pipeline.review(gold.submission, KNOWN)
    changed = replace(review, indicators=tuple(change(r) for r in review.indicators))
    return compare(gold, changed)


def said(text: str, phrase: str, *, status: Status = Status.AFFIRMED) -> Mention:
    start = text.index(phrase)
    return Mention(
        start=start,
        end=start + len(phrase),
        text=phrase,
        category=Category.PROBLEM,
        status=status,
        adverse=status is Status.AFFIRMED,
        severity=Severity.HIGH,
    )


def only(*phrases: str, number: str) -> Callable[[IndicatorReview], IndicatorReview]:
    """Nothing found in the whole submission but some phrases in one indicator."""

    def change(result: IndicatorReview) -> IndicatorReview:
        found = phrases if result.indicator.number == number else ()
        text = result.indicator.narrative
        mentions = tuple(said(text, phrase) for phrase in found)
        return replace(result, analysis=replace(result.analysis, mentions=mentions))

    return change


def test_one_hit_of_two_is_half_the_recall(tmp_path: Path) -> None:
    tallies = compared(gold_folder(tmp_path), only("未达标", number="2")).tallies
    assert tallies[Group("adverse")] == Tally(right=1, flagged=1, found=1, labelled=2)
    assert tallies[Group("category", "in_progress")] == Tally(0, 0, 0, 1)


def test_a_longer_span_that_overlaps_counts_a_stranger_does_not(tmp_path: Path) -> None:
    phrases = ("设施未达标，隐患12处正在", "两所学校")
    tallies = compared(gold_folder(tmp_path), only(*phrases, number="2")).tallies
    assert tallies[Group("adverse")] == Tally(right=1, flagged=2, found=2, labelled=2)


def test_an_adverse_mention_on_a_benign_label_is_a_trap(tmp_path: Path) -> None:
    missed = compared(gold_folder(tmp_path), only("发生事故", number="1"))
    assert missed.tallies[Group("traps")] == Tally(found=0, labelled=1)
    assert [m.context for m in missed.misses if m.sort == "误报"] == [
        "全年召开会议11次，未【发生事故】。"
    ]
    avoided = compared(gold_folder(tmp_path / "b"), only(number="1"))
    assert avoided.tallies[Group("traps")] == Tally(found=1, labelled=1)


def test_quantities_need_span_and_value_and_labels(tmp_path: Path) -> None:
    def change(result: IndicatorReview) -> IndicatorReview:
        wrong = Quantity(start=0, end=2, text="全年", kind=Kind.COUNT, value=Decimal(3), unit="年")
        kept = tuple(
            replace(q, value=Decimal(901)) if q.text == "900元" else q
            for q in result.analysis.quantities
        )
        return replace(result, analysis=replace(result.analysis, quantities=(*kept, wrong)))

    tallies = compared(gold_folder(tmp_path), change).tallies
    # Indicator 2 has no labels of quantities: neither its own nor the wrong one there counts.
    assert tallies[Group("quantity")] == Tally(right=2, flagged=5, found=2, labelled=3)
    assert tallies[Group("quantity", "money")] == Tally(0, 1, 0, 1)


def test_low_counts_neither_way(tmp_path: Path) -> None:
    labels = copy.deepcopy(LABELS)
    labels["indicators"]["2"]["level"] = "low"

    def change(result: IndicatorReview) -> IndicatorReview:
        return replace(result, level=Severity.HIGH if result.indicator.number == "3" else "none")

    one = compared(gold_folder(tmp_path, labels), change)
    assert one.tallies[Group("level")] == Tally(right=0, flagged=1)
    assert one.tallies[Group("specificity")] == Tally(found=1, labelled=2)
    assert len(one.risks) == 2


def numbers(*tallies: Tally) -> list[Compared]:
    return [Compared(1, {Group("adverse"): t}, ((True, 0.9), (False, 0.1)), ()) for t in tallies]


def test_shares_and_intervals() -> None:
    found = figures(numbers(Tally(9, 10, 8, 10), Tally(3, 6, 4, 10)))
    (score,) = found.scores
    assert score.precision.value == 12 / 16
    assert score.recall.value == 12 / 20
    assert score.f1.value == pytest.approx(2 * 0.75 * 0.6 / 1.35)
    # Drawn by submission: the shares lie between those of the one and of the other.
    assert score.precision.low == pytest.approx(0.5)
    assert score.precision.high == pytest.approx(0.9)
    assert found.average_precision.value == 1


def test_average_precision_follows_the_order_of_the_risks() -> None:
    risks = ((True, 0.2), (False, 0.9), (True, 0.8), (False, 0.1))
    found = figures([Compared(4, {Group("adverse"): Tally(1, 1, 1, 1)}, risks, ())])
    assert found.average_precision.value == pytest.approx((1 / 2 + 2 / 3) / 2)


def test_the_same_labels_give_the_same_figures() -> None:
    many = numbers(*(Tally(n % 3, 3, n % 4, 4) for n in range(20)))
    assert figures(many) == figures(many)
    assert np.isfinite(figures(many).scores[0].precision.low or 0)


def test_the_reports(tmp_path: Path) -> None:
    folder = gold_folder(tmp_path)
    shown = command.run(folder, "text", None, errors=True)
    assert "1 份标注材料、3 条自评说明" in shown
    assert all(cell_len(line) <= 80 for line in shown.splitlines() if "【" not in line)
    document = json.loads(command.run(folder, "json", None, errors=False))
    assert document["schema"] == "reviewer.evaluation/1"
    assert document["gold"] == {"submissions": 1, "narratives": 3}
    assert {score["group"] for score in document["scores"]} >= {"adverse", "traps", "quantity"}
    assert "errors" not in document
    assert command.run(folder, "markdown", None, errors=False).startswith("|  | 精确率")


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="可用：text、json、markdown"):
        command.run(gold_folder(tmp_path), "pdf", None, errors=False)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda i: i["2"]["adverse"][0].update(text="没有的话"), "原文中没有标注的“没有的话”"),
        (lambda i: i["2"]["adverse"][0].update(category="sorrow"), "第 2 项的标注不完整"),
        (lambda i: i["2"].update(level="huge"), "level 应为"),
        (lambda i: i.update({"9": i.pop("3"), "8": {}}), "自评表中没有第 9 项"),
        (lambda i: i["1"]["benign"][0].pop("kind"), "第 1 项的标注不完整"),
    ],
)
def test_labels_that_do_not_fit_are_refused(
    tmp_path: Path, change: Callable[[dict[str, object]], None], reason: str
) -> None:
    labels = copy.deepcopy(LABELS)
    change(labels["indicators"])
    with pytest.raises(InputError, match=reason):
        list(load(gold_folder(tmp_path, labels), read))


def test_a_folder_without_labels_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有找到 labels"):
        list(load(tmp_path, read))
    with pytest.raises(InputError, match="没有这个目录"):
        command.run(tmp_path / "none", "text", None, errors=False)


def test_a_broken_label_file_is_named(tmp_path: Path) -> None:
    folder = gold_folder(tmp_path)
    (folder / "甲" / "labels.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="不是有效的标注文件"):
        list(load(folder, read))


def test_labels_may_lie_beside_their_document_by_name(tmp_path: Path) -> None:
    folder = gold_folder(tmp_path) / "甲"
    (folder / "labels.json").rename(folder / "乙.labels.json")
    with pytest.raises(InputError, match="旁边没有可读的自评表"):
        list(load(tmp_path, read))
    (folder / "submission.csv").rename(folder / "乙.csv")
    found: list[GoldSubmission] = list(load(tmp_path, read))
    assert [one.place for one in found] == ["乙"]
