"""Questions and materials: every rule has them, they are filled from the finding, none accuses."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest
from batches import hostile_csv, reviewed, submission_of

from reviewer import knowledge, pipeline
from reviewer.errors import ConfigurationError
from reviewer.model import Finding, Review
from reviewer.model.questions import PLACES
from reviewer.passages import LONG, passages, quoted
from reviewer.reports import wording
from reviewer.rules import RULES

EXAMPLES = Path(__file__).parents[1] / "corpora/examples"
LEXICON = Path(__file__).parents[1] / "lexicons/questions.toml"
ACCUSING = ("造假", "虚报", "错误", "隐瞒", "为什么没有", "为何没有", "是否属实", "偏高")


def form(*rows: str, total: str = "") -> Review:
    text = "\n".join(("指标,分值,自评说明,自评得分", *rows, total))
    return reviewed(text.encode(), "清河县2022年自评表.csv")


def finding(review: Review, rule: str) -> Finding:
    return next(found for found in wording.findings_of(review) if found.rule == rule)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.ID)
def test_every_rule_has_questions(rule: ModuleType) -> None:
    questions = knowledge.load().questions
    assert questions.ask[rule.ID]
    assert questions.request[rule.ID]


def test_every_rule_asks_something_whatever_can_be_filled() -> None:
    for rule, choices in knowledge.load().questions.ask.items():
        # 提示 is there for every finding on the table.
        assert any(set(needs) <= {"提示"} for choice in choices for _, needs in choice), rule


def test_no_rule_is_named_that_does_not_exist() -> None:
    assert set(knowledge.load().questions.ask) == {rule.ID for rule in RULES}


def test_the_file_explains_every_place() -> None:
    header = LEXICON.read_text(encoding="utf-8").split("\n[", 1)[0]
    assert set(re.findall(r"\{(\S+?)\}", header)) == set(PLACES)


def test_questions_are_neutral_and_can_be_read_out() -> None:
    questions = knowledge.load().questions
    for choices in questions.ask.values():
        for text, _ in (question for choice in choices for question in choice):
            assert "请" in text or text.startswith("如"), text
            assert text.endswith("。"), text
            assert not any(word in text for word in ACCUSING), text


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.[dx]*")), ids=lambda path: path.name)
def test_every_finding_is_asked_about_and_nothing_is_left_open(path: Path) -> None:
    known = knowledge.load()
    review = pipeline.review(pipeline.read(str(path), known), known)
    for found in wording.findings_of(review):
        assert found.ask, found.rule
        assert found.request, found.rule
        for text in (*found.ask, *found.request):
            assert not re.search(r"[{}\n]", text), text


def test_a_question_quotes_the_clause_and_names_the_document() -> None:
    found = finding(form("公办园在园幼儿占比,6,公办园在园幼儿占比46.6%。,6"), "below-benchmark")
    assert found.ask[0] == (
        "说明中写有“公办园在园幼儿占比46.6%”，"
        "请说明公办园在园幼儿占比的统计口径、范围、时点和数据来源。"
    )
    assert "与《县域学前教育普及普惠督导评估办法》是否一致" in found.ask[1]
    assert found.ask[-1] == "请对照评分标准，说明自评6分（满分6分）是怎样考虑的。"
    assert "公办园、普惠性民办园认定文件和名单" in found.request


def test_what_is_admitted_is_asked_about_by_its_kind() -> None:
    text = "消防管网正在整改中。音体美教师缺口64人。初中生均公用经费同比下降2.1%。"
    found = finding(form(f"学校工作,10,{text},10"), "adverse-without-deduction")
    said = "".join(found.ask)
    assert "“消防管网正在整改中”，请介绍目前进展" in said
    assert "“音体美教师缺口64人”，请介绍数据的口径" in said
    assert "“初中生均公用经费同比下降2.1%”，请介绍与哪一年" in said


def test_the_other_indicator_is_named() -> None:
    text = "召开专题会议11次，印发文件3份，开展督导检查24次。"
    found = finding(form(f"1.甲,5,{text},5", f"2.乙,5,{text},5"), "copied-narrative")
    assert "第2项“乙”" in found.ask[0]


def test_findings_on_the_table_are_asked_about_too() -> None:
    review = form("1.甲,5,全年督导检查24次。,4", "1.乙,5,全年督导检查25次。,", total="合计,10,,9")
    missing = finding(review, "missing-score")
    assert missing.ask[0] == "请说明“乙”自评多少分，是怎样得出的。"
    review = form("1.甲,5,全年督导检查24次。,4", total="合计,5,,5")
    total = finding(review, "total-mismatch")
    assert total.ask[0].startswith("各项自评得分之和为4，表中合计为5，相差1。请介绍")


def test_materials_are_those_of_the_subject() -> None:
    rows = {
        "近视率53.1%，仍有3所学校未达标。": "视力监测和体检汇总表",
        "教师平均工资未达标。": "教师工资发放表",
        "校园安全隐患仍有3处未整改。": "隐患排查台账",
    }
    for text, material in rows.items():
        found = finding(form(f"学校工作,10,{text},10"), "adverse-without-deduction")
        assert material in found.request, text


def test_a_very_long_narrative_is_not_quoted_whole() -> None:
    for found in wording.findings_of(reviewed(hostile_csv(), "甲.csv")):
        assert all(len(text) < 400 for text in (*found.ask, *found.request))


# --- what is quoted ------------------------------------------------------------------------


def said(text: str, *words: str) -> str:
    spans = [(text.index(word), text.index(word) + len(word), "") for word in words]
    return quoted(text, passages(text, spans))


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        (
            "甲乙丙丁戊己庚辛，仍有三所学校没有达标验收。",
            ("没有达标",),
            "“仍有三所学校没有达标验收”",
        ),
        (
            "全市体质测试覆盖率100%，优良率46.8%。",
            ("46.8%",),
            "“全市体质测试覆盖率100%，优良率46.8%”",
        ),
        ("问题9个，办结6个，在办2个。", ("9个", "6个", "2个"), "“问题9个，办结6个，在办2个”"),
        ("但小学的“营养餐”尚未覆盖全部学校。", ("尚未",), "“小学的‘营养餐’尚未覆盖全部学校”"),
        ("新增学位11,340个，均未能启用。", ("11,340个",), "“新增学位11,340个”"),
        ("很短", ("短",), "“很短”"),
    ],
)
def test_whole_clauses_are_quoted(text: str, words: tuple[str, ...], shown: str) -> None:
    assert said(text, *words) == shown


def test_a_long_clause_is_cut_but_no_figure_is() -> None:
    text = "共有" * 40 + "12345678个学生" + "其中" * 40
    shown = said(text, "678个")
    assert "12345678个" in shown
    assert shown.startswith("“…")
    assert len(shown) < LONG * 2


def test_four_passages_are_three_and_others() -> None:
    text = "。".join(f"第{n}所学校的设施配备没有达标" for n in "甲乙丙丁")
    spans = [(m.start(), m.end(), "") for m in re.finditer("没有达标", text)]
    assert quoted(text, passages(text, spans)).endswith("第丙所学校的设施配备没有达标”等")


# --- the lexicon ---------------------------------------------------------------------------


def overlay(folder: Path, text: str) -> Path:
    (folder / "questions.toml").write_text(text, encoding="utf-8")
    return folder


def test_an_inspector_replaces_the_questions_of_a_rule(tmp_path: Path) -> None:
    folder = overlay(
        tmp_path,
        '[rules.no-evidence]\nask = ["请介绍{指标}的依据。"]\n'
        '[materials]\n"满意度" = { words = ["满意"], show = ["省里的通报"] }\n',
    )
    known = knowledge.load(folder)
    text = "指标,分值,自评说明,自评得分\n社会满意度,5,自评暂不扣分。,5\n"
    review = pipeline.review(submission_of(text.encode(), "甲.csv"), known)
    found = finding(review, "no-evidence")
    assert found.ask == ("请介绍社会满意度的依据。",)
    assert found.request == ()
    assert known.questions.ask["total-mismatch"] == knowledge.load().questions.ask["total-mismatch"]
    shown = {material.subject: material.show for material in known.questions.materials}
    assert shown["满意度"] == ("省里的通报",)
    assert "近视防控" in shown


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[rules.no-evidense]\nask = ["请介绍。"]', ["no-evidense", "no-evidence"]),
        ('[rules.no-evidence]\nask = ["请介绍{原 文}。"]', ["no-evidence", "原 文", "原文"]),
        ('[rules.no-evidence]\nask = ["请介绍{指标.title}。"]', ["指标.title", "指标"]),
        ('[rules.no-evidence]\nask = ["请介绍{原文!r}。"]', ["no-evidence", "{原文}"]),
        ('[rules.no-evidence]\nask = ["请介绍{原文。"]', ["no-evidence", "{原文}"]),
        ('[rules.no-evidence]\nask = ["请介绍}。"]', ["no-evidence", "{原文}"]),
        ('[rules.no-evidence]\nask = ["请提供{材料}。"]', ["no-evidence", "{材料}", "单独"]),
        ('[rules.no-evidence]\nask = "请介绍。"', ["no-evidence", "ask", "列表"]),
        ('[rules.no-evidence]\nask = ["请介绍。", 1]', ["no-evidence", "ask", "列表"]),
        ("[rules.no-evidence]\nask = []", ["no-evidence", "ask"]),
        ('[rules.no-evidence]\nask = ["请介绍。"]\nshow = []', ["no-evidence", "show"]),
        ("rules = 1", ["rules", "一节"]),
        ("[rules]\nno-evidence = 1", ["no-evidence", "一节"]),
        ('[rule.no-evidence]\nask = ["请介绍。"]', ["rule", "rules"]),
        ('[materials]\n"甲" = { words = "乙", show = ["丙"] }', ["甲", "words", "列表"]),
        ('[materials]\n"甲" = { words = ["乙"] }', ["甲", "show"]),
        ('[materials]\n"甲" = { words = ["乙"], shows = ["丙"] }', ["甲", "shows", "show"]),
        ("[rules", ["questions.toml", "TOML"]),
    ],
)
def test_what_can_not_be_understood_is_refused(tmp_path: Path, text: str, told: list[str]) -> None:
    with pytest.raises(ConfigurationError) as error:
        knowledge.load(overlay(tmp_path, text))
    assert all(part in str(error.value) for part in ["questions.toml", *told]), str(error.value)
