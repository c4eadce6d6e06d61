"""Header words."""

import pytest
from forms import WORDS, parse

from reviewer.errors import ConfigurationError
from reviewer.knowledge.form_words import form_words
from reviewer.model import ColumnRole
from reviewer.tables.headers import HeaderWords

HEADERS = HeaderWords(WORDS)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("一级指标", "level_one"),
        ("B级指标", "level_two"),
        ("三级\n指标", "level_three"),
        ("指标 名称", "indicator"),
        ("主要观测点", "point"),
        ("序号", "number"),
        ("分值", "full_score"),
        ("权重(分)", "full_score"),
        ("自评\n得分", "self_score"),
        ("自 评 得 分", "self_score"),
        ("自评得分（分）", "self_score"),
        ("市级自评得分", "self_score"),
        ("得分", "self_score"),
        ("自评", "self_score"),
        ("复核得分", "other_score"),
        ("省级核查得分", "other_score"),
        ("专家组打分", "other_score"),
        ("自评说明", "narrative"),
        ("自评情况（500字以内）", "narrative"),
        ("工作完成情况", "narrative"),
        ("省级核查说明", "other_score"),
        ("得失分说明", "deduction_note"),
        ("存在主要问题", "deduction_note"),
        ("扣分原因", "deduction_note"),
        ("扣分", "deducted"),
        ("评分细则", "criteria"),
        ("指标说明及评分标准", "criteria"),
        ("佐证材料清单", "attachments"),
        ("责任单位", "ignored"),
    ],
)
def test_role(text: str, role: str) -> None:
    match = HEADERS.match(text)
    assert match is not None
    assert match.role is ColumnRole(role)


@pytest.mark.parametrize(
    "text", ["", "东湖市", "这是一段很长的说明文字，写了许多情况，不会是表头里的一个词语"]
)
def test_no_role(text: str) -> None:
    assert HEADERS.match(text) is None


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ({"headers": {"self_score": ["得分"], "selfscore": ["x"]}}, "selfscore"),
        ({"headers": {"self_score": ["得分"]}, "rowz": {}}, "rowz"),
        ({"headers": {"self_score": ["得分"]}, "rows": {"sum": ["合计"]}}, "sum"),
        ({"headers": {"self_score": "得分"}}, "self_score"),
        ({"headers": {"self_score": [1]}}, "self_score"),
        ({"headers": []}, "headers"),
        ({}, "self_score"),
    ],
)
def test_a_wrong_lexicon_names_the_key(data: dict[str, object], named: str) -> None:
    with pytest.raises(ConfigurationError, match=named):
        form_words(data)


def test_many_headers_in_one_table_take_no_recursion_and_little_time() -> None:
    first = "指标,分值,自评说明,自评得分\n1.学习,4,全年学习11次。,4\n"
    other = "分值,自评得分,指标,自评说明\n4,4,1.学习,全年学习11次。\n"
    found = parse(((first + other) * 700).encode(), "表.csv")
    assert found.indicators[0].title == "学习"
