"""What a finding makes of the chance of its admissions."""

from decimal import Decimal

import pytest

from reviewer.model import (
    Analysis,
    Category,
    Claim,
    Finding,
    Indicator,
    Location,
    Mention,
    Severity,
    Status,
)
from reviewer.rules import adverse_without_deduction

TEXT = "两个校区各唱各的调。"


def claim(chance: float, score: str, *, raised: bool = True) -> Claim:
    said = Mention(
        start=0,
        end=9,
        text=TEXT[:9],
        category=Category.PROBLEM,
        status=Status.AFFIRMED,
        adverse=True,
        severity=Severity.HIGH,
        chance=chance,
        raised=raised,
    )
    analysis = Analysis(
        text=TEXT, tokens=(), sentences=(), titles=(), quantities=(), mentions=(said,)
    )
    indicator = Indicator(
        number="1",
        title="办学",
        section="",
        full_score=Decimal(8),
        self_score=Decimal(score),
        narrative=TEXT,
        location=Location(),
    )
    return Claim(indicator=indicator, analysis=analysis, note=analysis, year=None)


def found(case: Claim) -> Finding:
    (finding,) = adverse_without_deduction.check(case)
    assert isinstance(finding, Finding)
    return finding


@pytest.mark.parametrize(
    ("chance", "score", "severity"),
    [
        (0.95, "8", Severity.HIGH),
        # Full marks ask for more than a score from which something was deducted.
        (0.62, "8", Severity.LOW),
        (0.62, "7.9", Severity.HIGH),
        (0.5, "7.9", Severity.LOW),
    ],
)
def test_the_surer_the_graver(chance: float, score: str, severity: Severity) -> None:
    assert found(claim(chance, score)).severity is severity


def test_a_finding_says_that_it_rests_on_the_second_opinion() -> None:
    assert "由用语综合判断，把握约95%" in found(claim(0.95, "8")).message
    assert "由用语综合判断" not in found(claim(0.95, "8", raised=False)).message


def test_the_chance_falls_as_more_is_deducted() -> None:
    assert found(claim(0.9, "8")).chance == pytest.approx(0.9)
    assert found(claim(0.9, "7.6")).chance < 0.6
