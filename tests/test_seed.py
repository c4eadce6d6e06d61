"""The real form: what a review of it must say."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from seed_file import SEED, needs_seed

from reviewer import knowledge, pipeline
from reviewer.model import CheckStatus, IndicatorReview, Review

pytestmark = needs_seed


@pytest.fixture(scope="module")
def review() -> Review:
    known = knowledge.load()
    return pipeline.review(pipeline.read(str(SEED), known), known)


@pytest.fixture(scope="module")
def rows(review: Review) -> dict[str, IndicatorReview]:
    return {result.indicator.number: result for result in review.indicators}


def test_the_table_is_read_whole(review: Review) -> None:
    submission = review.submission
    assert (len(submission.indicators), len(submission.sections)) == (15, 4)
    assert (submission.full_total, submission.declared_total) == (100, Decimal("95.3"))
    assert (submission.city, submission.year) == ("阜新市", 2022)
    assert review.computed_total == Decimal("95.3")


def test_every_sum_passed(review: Review) -> None:
    assert review.findings == ()
    sums = [c for c in review.checks if c.rule in ("total-mismatch", "section-sum-mismatch")]
    assert len(sums) == 6
    assert {check.status for check in sums} == {CheckStatus.PASSED}


@pytest.mark.parametrize(
    ("number", "levels"),
    [
        ("15", "high"),
        ("13", "high medium"),
        ("14", "high medium"),
        ("9", "high medium"),
        ("10", "medium low"),
        ("4", "none low medium"),
        ("2", "low medium"),
        ("5", "low medium"),
        *((number, "none low") for number in ("1", "3", "6", "7", "8", "11", "12")),
    ],
)
def test_levels(rows: dict[str, IndicatorReview], number: str, levels: str) -> None:
    assert rows[number].level in levels.split()


def test_verdicts(rows: dict[str, IndicatorReview]) -> None:
    assert rows["4"].verdict == "reflected"
    assert rows["10"].verdict in ("reflected", "overscored")
    assert rows["15"].verdict == "unsupported"
    assert rows["13"].verdict == "overscored"


@pytest.mark.parametrize("number", ["7", "8", "11", "12"])
def test_achievements_are_not_held_against_the_score(
    rows: dict[str, IndicatorReview], number: str
) -> None:
    assert [m.text for m in rows[number].analysis.mentions if m.adverse] == []


def test_a_typo_does_not_hide_what_is_in_progress(rows: dict[str, IndicatorReview]) -> None:
    assert [m.text for m in rows["4"].analysis.mentions if m.adverse] == ["正在在整改中"]


def test_the_sum_of_item_seven_is_a_passed_check(review: Review) -> None:
    details = [c.detail for c in review.checks if c.indicator == "7" and c.status == "passed"]
    assert any("160 = 156 + 4" in detail for detail in details)


def test_what_the_title_names_and_the_text_leaves_out_is_a_hint(
    rows: dict[str, IndicatorReview],
) -> None:
    (finding,) = (f for f in rows["12"].findings if f.rule == "omitted-subpoint")
    assert finding.severity == "low"
    assert "大校额" in finding.message


def test_a_doubled_clause_and_a_doubled_word_are_hints(rows: dict[str, IndicatorReview]) -> None:
    assert "doubled-text" in {f.rule for f in rows["5"].findings}
    assert "doubled-text" in {f.rule for f in rows["4"].findings}


def test_no_sum_of_the_form_is_doubted(review: Review) -> None:
    rules = {f.rule for row in review.indicators for f in row.findings}
    assert not {rule for rule in rules if rule.endswith("-mismatch")}


def test_every_finding_says_what_would_clear_it(rows: dict[str, IndicatorReview]) -> None:
    assert all(finding.remedies for row in rows.values() for finding in row.findings)
    assert rows["13"].findings[0].look == ("教育事业统计报表",)


def test_the_findings_name_figures_and_documents(rows: dict[str, IndicatorReview]) -> None:
    messages = {number: " ".join(f.message for f in row.findings) for number, row in rows.items()}
    assert "46.6%" in messages["13"]
    assert "督导评估办法" in messages["13"]
    assert "4 ÷ （4+2+1） = 57.1%" in messages["9"]
    assert "50%" in messages["5"]


def test_all_formats_give_the_example_the_same_levels() -> None:
    """The example has the seed's figures and phrases, so it must be judged like the seed."""
    known = knowledge.load()
    example = Path(__file__).parents[1] / "corpora/examples/fuxin-2022.docx"
    reviews = [pipeline.review(pipeline.read(str(p), known), known) for p in (SEED, example)]
    seed, own = ({r.indicator.number: r.level for r in review.indicators} for review in reviews)
    high = {number for number, level in seed.items() if level == "high"}
    assert high <= {number for number, level in own.items() if level in ("high", "medium")}
    assert json.dumps(sorted(seed)) == json.dumps(sorted(own))
