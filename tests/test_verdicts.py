"""The two-by-two, levels and risk."""

from decimal import Decimal

import pytest

from reviewer import knowledge, pipeline
from reviewer.findings import passed
from reviewer.model import (
    CheckStatus,
    Claim,
    Coverage,
    Finding,
    Indicator,
    IndicatorReview,
    Review,
    Severity,
    Submission,
)
from reviewer.verdicts import SAY_IT_FITS, assess, undisputed


def reviewed(full: str, own: str | None, narrative: str, **more: str) -> Review:
    indicator = Indicator(
        number="1",
        title=more.pop("title", "校园安全"),
        section=None,
        full_score=Decimal(full),
        self_score=None if own is None else Decimal(own),
        narrative=narrative,
        **more,
    )
    submission = Submission(
        source="",
        sha256="",
        title="",
        city=None,
        year=2022,
        full_total=None,
        declared_total=None,
        sections=(),
        indicators=(indicator,),
        coverage=Coverage(rows_found=1, rows_expected=1),
    )
    return pipeline.review(submission, knowledge.load())


def judged(full: str, own: str | None, narrative: str, **more: str) -> IndicatorReview:
    return reviewed(full, own, narrative, **more).indicators[0]


@pytest.mark.parametrize(
    ("full", "own", "narrative", "verdict", "level"),
    [
        ("8", "8", "部分学校消防设施未达标，问题尚未整改。", "overscored", "high"),
        ("8", "8", "综合楼建设正在有序推进中。", "overscored", "medium"),
        ("8", "7", "部分学校消防设施未达标。", "reflected", "none"),
        ("8", "7", "全年培训校长32人次，投入资金20万元。", "unexplained", "low"),
        ("8", "8", "自评暂不扣分", "unsupported", "high"),
        ("8", "8", "全年培训校长32人次，投入资金20万元。", "supported", "none"),
        ("8", None, "全年培训校长32人次。", "unread", "none"),
        ("8", "8", "", "unsupported", "high"),
    ],
)
def test_every_corner_of_the_two_by_two(
    full: str, own: str | None, narrative: str, verdict: str, level: str
) -> None:
    result = judged(full, own, narrative)
    assert (result.verdict, result.level) == (verdict, level)


def test_a_reason_in_the_note_explains_a_deduction() -> None:
    note = "两校消防设施未达标，扣1分"
    assert judged("8", "7", "培训32人次。", deduction_note=note).verdict != "unexplained"
    assert judged("8", "7", "培训32人次。", deduction_note="无").verdict == "unexplained"


@pytest.mark.parametrize(
    ("own", "narrative", "level", "fitting"),
    [
        # The sum doubts the score: nothing says beside it that the deduction fits.
        ("18", "计划新建学校5所，实际完成3所，完成率60%。", "high", set()),
        ("18", "部分学校消防设施未达标。", "none", {"adverse-without-deduction"}),
        # A cell that was not filled in says nothing of the score.
        ("18", "部分消防设施未达标，投入资金XX万元。", "low", {"adverse-without-deduction"}),
    ],
)
def test_no_score_is_called_fitting_beside_a_finding_that_doubts_it(
    own: str, narrative: str, level: str, fitting: set[str]
) -> None:
    result = reviewed("20", own, narrative, title="学校建设")
    ok = {check.rule for check in result.checks if check.status is CheckStatus.PASSED}
    assert (result.indicators[0].level, ok & SAY_IT_FITS) == (level, fitting)


@pytest.mark.parametrize(
    ("rule", "severity", "stands"),
    [
        ("share-mismatch", Severity.HIGH, False),
        ("share-mismatch", Severity.MEDIUM, False),
        ("share-mismatch", Severity.LOW, True),
        ("leftover-template", Severity.MEDIUM, True),
    ],
)
def test_only_a_doubt_of_weight_takes_a_pass_away(
    rule: str, severity: Severity, stands: bool
) -> None:
    fits, sum_closes = passed("below-rubric", "相应"), passed("share-mismatch", "相符")
    left = undisputed(
        (fits, sum_closes), [Finding(id="x", rule=rule, severity=severity, message="")]
    )
    assert left == ((fits, sum_closes) if stands else (sum_closes,))


def test_the_gravest_finding_of_a_rule_makes_the_verdict() -> None:
    """Whichever order a rule's findings come in."""
    result = judged("8", "7", "全年培训校长32人次。")
    claim = Claim(
        indicator=result.indicator,
        analysis=result.analysis,
        note=pipeline.analyser(knowledge.load())(""),
        year=2022,
    )
    grave = Finding(id="x", rule="below-benchmark", severity=Severity.HIGH, message="")
    slight = Finding(id="y", rule="below-benchmark", severity=Severity.LOW, message="")
    assert {assess(claim, pair).verdict for pair in ((grave, slight), (slight, grave))} == {
        "overscored"
    }


def test_points_at_stake_never_exceed_the_score() -> None:
    result = judged("5", "5", "未达标，未整改，未建立，正在整改中，教师短缺，欠拨经费20万元。")
    assert result.at_stake is not None
    assert 0 <= result.at_stake.low <= result.at_stake.high <= 5


@pytest.mark.parametrize("severity", [Severity.LOW, Severity.MEDIUM, Severity.HIGH])
def test_one_more_finding_never_lowers_the_risk(severity: Severity) -> None:
    result = judged("8", "8", "部分学校消防设施未达标。")
    analyse = pipeline.analyser(knowledge.load())
    claim = Claim(indicator=result.indicator, analysis=result.analysis, note=analyse(""), year=2022)
    more = Finding(id="x", rule="no-evidence", severity=severity, message="")
    before, after = assess(claim, result.findings), assess(claim, (*result.findings, more))
    assert before.risk <= after.risk <= 1
    assert before.level.rank <= after.level.rank
