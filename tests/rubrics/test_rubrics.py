"""Scoring rules, read and applied (cases.csv); what can not be read is said."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from reviewer import knowledge, pipeline
from reviewer.errors import ConfigurationError
from reviewer.model import (
    Check,
    CheckStatus,
    Claim,
    Clause,
    Expected,
    Indicator,
    Options,
    Scope,
    Submission,
)
from reviewer.rubrics.applying import expected
from reviewer.rubrics.parsing import parse
from reviewer.rules import below_rubric

LINES = [
    line
    for line in (Path(__file__).parent / "cases.csv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def deduction(
    criteria: str, narrative: str, full: str = "8", title: str = "本项"
) -> Expected | None:
    indicator = Indicator(
        number="1",
        title=title,
        section=None,
        full_score=Decimal(full),
        self_score=Decimal(full),
        narrative=narrative,
        criteria=criteria,
    )
    analysis = pipeline.analyser(knowledge.load())(narrative, Scope(2022))
    return expected(parse(criteria), indicator, analysis)


@pytest.mark.parametrize("case", list(csv.DictReader(LINES)), ids=lambda case: case["criteria"])
def test_what_the_criteria_ask_for(case: dict[str, str]) -> None:
    found = deduction(case["criteria"], case["narrative"], case["full"])
    least, most = (found.least, found.most) if found else (Decimal(0), Decimal(0))
    assert (least, most) == (Decimal(case["least"]), Decimal(case["most"]))


@pytest.mark.parametrize(
    ("criteria", "clauses"),
    [
        ("每少1次扣0.2分，扣完为止；未出台方案扣1分。", [Clause.EACH, Clause.FIXED]),
        ("①达到85%，每低1个百分点扣0.1分；②未达标不得分。", [Clause.POINT, Clause.NOTHING]),
        ("按完成比例得分。", [Clause.SHARE]),
        ("酌情扣2—5分。", [Clause.RANGE]),
        ("整改不到位的减半。", [Clause.HALF]),
        ("95%以上得5分，90%—95%得4分，90%以下不得分。", [Clause.BANDS]),
    ],
)
def test_the_clauses(criteria: str, clauses: list[Clause]) -> None:
    assert [item.clause for item in parse(criteria).criteria] == clauses


def test_what_can_not_be_read_is_said() -> None:
    found = deduction("德育体系健全、发展好得5分，较好得3—4分，视情况评定。", "开展活动12次。")
    assert found is not None
    assert found.unread
    assert not found.steps


NOT_SETTLED = "评分标准的扣分幅度为0—10分，按文中表述不能确定，未核对"
NOT_TIED = "文中有问题表述，但没有对应到评分标准的条款，未核对"
FITS = "按评分标准应扣1.2分，已扣1.2分，相应"
NOTHING_FOUND = "评分标准所列的扣分情形，文中没有找到相应的表述，未扣分"


@pytest.mark.parametrize(
    ("title", "criteria", "own", "narrative", "said"),
    [
        ("经费", "两个只增不减未落实不得分", "10", "两个只增不减未落实。", NOT_SETTLED),
        ("教师编制", "每缺1人扣0.1分", "10", "全市教师缺编12人。", NOT_TIED),
        ("经费", "未落实不得分", "10", "土地出让收益计提未落实。", NOT_TIED),
        # What is settled still passes.
        ("体育", "每缺1名体育教师扣0.1分", "8.8", "体育教师应配412人，尚缺12人。", FITS),
        ("教师编制", "每缺1人扣0.1分", "10", "应配教师412人，实有412人。", NOTHING_FOUND),
    ],
)
def test_only_what_the_criteria_settle_passes(
    title: str, criteria: str, own: str, narrative: str, said: str
) -> None:
    indicator = Indicator(
        number="1",
        title=title,
        section=None,
        full_score=Decimal(10),
        self_score=Decimal(own),
        narrative=narrative,
        criteria=criteria,
    )
    analyse = pipeline.analyser(knowledge.load())
    analysis = analyse(narrative, Scope(2022))
    claim = Claim(
        indicator=indicator,
        analysis=analysis,
        note=analyse(""),
        year=2022,
        expected=expected(parse(criteria), indicator, analysis),
    )
    (check,) = below_rubric.check(claim)
    assert isinstance(check, Check)
    status = CheckStatus.SKIPPED if said.endswith("未核对") else CheckStatus.PASSED
    assert (check.status, check.detail) == (status, said)


def submission(tmp_path: Path, criteria: str) -> Submission:
    path = tmp_path / "表.csv"
    path.write_text(
        "二级指标,分值,评分标准,自评说明,自评得分\n"
        f"1.体育工作,8,{criteria},按课时应配体育教师412人、实有389人、尚缺23人。,7.7\n"
        "2.校园安全,8,,排查隐患27处，已整改24处，剩余3处未整改。,8\n自评总分,16,,,15.7\n",
        "utf-8",
    )
    return pipeline.read(str(path), knowledge.load())


def test_the_form_s_own_criteria_are_applied(tmp_path: Path) -> None:
    known = knowledge.load()
    read = submission(tmp_path, "按标准配足体育教师，每缺1人扣0.1分")
    result = pipeline.review(read, known).indicators[0]
    (finding,) = (f for f in result.findings if f.rule == "below-rubric")
    assert "2.3分" in finding.message
    assert finding.at_stake is not None
    assert (finding.at_stake.low, finding.at_stake.high) == (Decimal("2"), Decimal("2"))


def test_a_rubric_file_stands_in(tmp_path: Path) -> None:
    known = knowledge.load()
    read = submission(tmp_path, "")
    plain = pipeline.review(read, known).indicators[1]
    assert "below-rubric" not in {f.rule for f in plain.findings}
    judged = pipeline.review(read, known, Options(rubric=known.rubrics["示例"])).indicators[1]
    assert "below-rubric" in {f.rule for f in judged.findings}


ROW = '[[rows]]\ntitle = ["校园安全"]\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rows = []\n", ["省.toml", "rows"]),
        (f'first_year = 2030\nlast_year = 2020\n{ROW}criteria = "扣1分"\n', ["last_year", "早于"]),
        (f'first_year = 12\n{ROW}criteria = "扣1分"\n', ["first_year", "12"]),
        (f'{ROW}criteria = "每缺1坨扣1分"\n', ["第 1 节", "坨"]),
        (f"{ROW}criteria = 3\n", ["criteria"]),
        ('[[rows]]\ncriteria = "扣1分"\n', ["title"]),
        (f'{ROW}criteria = "扣1分"\nfull_scor = 8\n', ["full_scor", "full_score"]),
        (f'{ROW}criteria = "扣1分"\nfull_score = "八"\n', ["full_score", "八"]),
    ],
)
def test_a_rubric_that_can_not_be_understood_is_refused(
    tmp_path: Path, text: str, said: list[str]
) -> None:
    (tmp_path / "rubrics").mkdir()
    (tmp_path / "rubrics/省.toml").write_text(text, "utf-8")
    with pytest.raises(ConfigurationError) as error:
        knowledge.load(tmp_path)
    assert all(part in str(error.value) for part in said), str(error.value)
