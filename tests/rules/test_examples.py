"""Every rule's docstring: what it flags and accepts is executed; so is its shape held."""

import inspect
import re
from dataclasses import replace
from decimal import Decimal
from types import ModuleType

import pytest

from reviewer import knowledge, pipeline
from reviewer.model import Claim, Coverage, Finding, Indicator, Scope, Section, Submission
from reviewer.rubrics.applying import expected
from reviewer.rubrics.parsing import parse
from reviewer.rules import ACROSS_RULES, INDICATOR_RULES, RULES, SUBMISSION_RULES

TITLES = {
    "below-benchmark": "学前教育普及普惠发展情况",
    "completion-below-score": "督导反馈问题整改落实",
}
HEADINGS = ("Why:", "Flags:", "Accepts:", "Limits:", "Source:")


def examples(rule: ModuleType, heading: str) -> list[str]:
    block = re.search(rf"{heading}\n((?:    .+\n)+)", f"{inspect.getdoc(rule)}\n")
    assert block, f"{rule.ID} has no {heading}"
    return [line.strip() for line in block[1].splitlines()]


EXAMPLE = re.compile(r"([\d.]+)/([\d.]+)(?:〔(.+?)〕)?(?:【(.+?)】)? ?(.+)")


def claim(rule: ModuleType, example: str, number: str = "1") -> Claim:
    """An example: full/own, 〔the title〕 and 【the criteria】 where it has them, the narrative."""
    found = EXAMPLE.fullmatch(example)
    assert found, example
    full, own, title, criteria, narrative = found.groups()
    indicator = Indicator(
        number=number,
        title=title or TITLES.get(rule.ID, "校园工作情况"),
        section=None,
        full_score=Decimal(full),
        self_score=Decimal(own),
        narrative=narrative,
        criteria=criteria or "",
    )
    known = knowledge.load()
    analyse = pipeline.analyser(known)
    analysis = analyse(narrative, Scope(2022))
    return Claim(
        indicator=indicator,
        analysis=analysis,
        note=analyse(""),
        year=2022,
        expected=expected(parse(criteria), indicator, analysis) if criteria else None,
        topics=known.topics,
    )


def found_across(rule: ModuleType, example: str) -> list[Finding]:
    """What a rule finds between the indicators of an example, which ‖ parts."""
    claims = [claim(rule, part, str(n)) for n, part in enumerate(example.split(" ‖ "), 1)]
    return [outcome for _, outcome in rule.check(claims) if isinstance(outcome, Finding)]


ACROSS = [
    (rule, example, heading)
    for rule in ACROSS_RULES
    for heading in ("Flags:", "Accepts:")
    for example in examples(rule, heading)
]


@pytest.mark.parametrize(("rule", "example", "heading"), ACROSS)
def test_indicators_against_one_another(rule: ModuleType, example: str, heading: str) -> None:
    assert bool(found_across(rule, example)) is (heading == "Flags:")


def cases(heading: str) -> list[tuple[ModuleType, str]]:
    return [(rule, example) for rule in INDICATOR_RULES for example in examples(rule, heading)]


@pytest.mark.parametrize(("rule", "example"), cases("Flags:"))
def test_it_flags(rule: ModuleType, example: str) -> None:
    assert [found for found in rule.check(claim(rule, example)) if isinstance(found, Finding)]


@pytest.mark.parametrize(("rule", "example"), cases("Accepts:"))
def test_it_accepts(rule: ModuleType, example: str) -> None:
    found = rule.check(claim(rule, example))
    assert not [outcome for outcome in found if isinstance(outcome, Finding)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.ID)
def test_a_rule_is_a_module_with_a_name_and_a_story(rule: ModuleType) -> None:
    assert rule.__name__.rpartition(".")[2].replace("_", "-") == rule.ID
    assert all(heading in (rule.__doc__ or "") for heading in HEADINGS)
    assert len(examples(rule, "Flags:")) >= 1
    assert len(examples(rule, "Accepts:")) >= 1


def table(*scores: tuple[str, str, str, str | None], **totals: Decimal | None) -> Submission:
    """A submission of (number, section, full, own) rows."""
    indicators = tuple(
        Indicator(
            number=number,
            title=f"指标{number}",
            section=section,
            full_score=Decimal(full),
            self_score=None if own is None else Decimal(own),
            narrative="开展培训3次。",
        )
        for number, section, full, own in scores
    )
    return Submission(
        source="t.csv",
        sha256="",
        title="自评表",
        city=None,
        year=2022,
        full_total=totals.get("full_total"),
        declared_total=totals.get("declared_total"),
        sections=(Section(title="甲", full_score=totals.get("section")),),
        indicators=indicators,
        coverage=Coverage(rows_found=len(indicators), rows_expected=len(indicators)),
    )


GOOD = table(
    ("1", "甲", "5", "5"),
    ("2", "甲", "10", "9.5"),
    full_total=Decimal(15),
    declared_total=Decimal("14.5"),
    section=Decimal(15),
)


def found(submission: Submission) -> set[str]:
    return {
        outcome.rule
        for rule in SUBMISSION_RULES
        for outcome in rule.check(submission)
        if isinstance(outcome, Finding)
    }


def test_a_table_in_order_has_no_findings() -> None:
    assert found(GOOD) == set()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"declared_total": Decimal(15)}, "total-mismatch"),
        ({"full_total": Decimal(16)}, "total-mismatch"),
        ({"sections": (Section(title="甲", full_score=Decimal(14)),)}, "section-sum-mismatch"),
        ({"indicators": table(("1", "甲", "5", "5.5")).indicators}, "score-above-max"),
        ({"indicators": table(("1", "甲", "5", "-1")).indicators}, "score-above-max"),
        ({"indicators": table(("1", "甲", "5", None)).indicators}, "missing-score"),
        (
            {"indicators": table(("1", "甲", "5", "5"), ("1", "甲", "5", "5")).indicators},
            "duplicate-number",
        ),
        (
            {"indicators": table(("1", "甲", "5", "5"), ("4", "甲", "5", "5")).indicators},
            "duplicate-number",
        ),
    ],
)
def test_what_is_wrong_with_the_table_is_said(change: dict[str, object], rule: str) -> None:
    assert rule in found(replace(GOOD, **change))


def test_numbers_may_start_anew_in_each_section() -> None:
    rows = table(("1", "甲", "5", "5"), ("2", "甲", "5", "5"), ("1", "乙", "5", "5"))
    assert "duplicate-number" not in found(rows)


def test_a_sum_is_skipped_where_a_score_is_missing() -> None:
    rows = replace(GOOD, indicators=table(("1", "甲", "5", None)).indicators)
    statuses = {
        outcome.status
        for rule in SUBMISSION_RULES
        for outcome in rule.check(rows)
        if not isinstance(outcome, Finding) and outcome.rule == "total-mismatch"
    }
    assert "skipped" in statuses
