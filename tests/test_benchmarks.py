"""Published requirements: chosen by year and province, tied to figures by words, told by name."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from reviewer import knowledge, pipeline
from reviewer.errors import ConfigurationError
from reviewer.model import Claim, Finding, Indicator, Scope, Verification
from reviewer.rules import below_benchmark

KNOWN = knowledge.load()
ANALYSE = pipeline.analyser(KNOWN)
IN_2023 = Scope(2023)


def missed(text: str, scope: Scope = IN_2023) -> list[str]:
    return [c.quantity.text for c in ANALYSE(text, scope).comparisons if not c.met]


def met(text: str, scope: Scope = IN_2023) -> list[str]:
    return [c.quantity.text for c in ANALYSE(text, scope).comparisons if c.met]


@pytest.mark.parametrize(
    "name",
    [
        "学前三年毛入园率",
        "普惠性幼儿园覆盖率",
        "公办园在园幼儿占比",
        "小学综合差异系数",
        "残疾儿童少年入学率",
        "随迁子女公办学校就读比例",
        "九年义务教育巩固率",
        "义务教育超大班额比例",
        "义务教育大班额比例",
        "普通高中大班额比例",
        "学生体质健康优良率",
        "近视率年降幅",
        "义务教育教师平均工资",
        "一般公共预算教育支出增幅",
        "财政性教育经费占生产总值比例",
        "校园专职保安配备率",
        "高中阶段毛入学率",
        "中职双师型教师占比",
        "社会认可度",
    ],
)
def test_every_measure_has_a_document_and_years(name: str) -> None:
    found = [b for b in KNOWN.benchmarks if b.name == name]
    assert found
    assert all(b.document and b.first_year and b.words for b in found)


@pytest.mark.parametrize(
    ("text", "scope", "expected"),
    [
        ("公办园在园幼儿占比46.6%。", Scope(2022), ["46.6%"]),
        ("公办园在园幼儿5260人，占在园幼儿总数10846人的48.5%。", Scope(2024), ["48.5%"]),
        ("公办园占比52.1%。", Scope(2022), []),
        ("公办园占比58.2%。", Scope(2028), ["58.2%"]),
        ("公办园占比58.2%。", Scope(), []),
        ("学前三年毛入园率88.6%。", Scope(2021), []),
        ("学前三年毛入园率88.6%。", Scope(2021, "河南省"), ["88.6%"]),
        ("学前三年毛入园率88.6%。", Scope(2025), ["88.6%"]),
        ("体质健康优良率46.8%。", Scope(2021), []),
        ("体质健康优良率46.8%。", Scope(2022), ["46.8%"]),
        ("近视率由53.6%降到53.4%，下降0.2个百分点。", Scope(2022), ["0.2个百分点"]),
        ("近视率由53.6%降到52.9%，下降0.7个百分点。", Scope(2022), []),
        ("近视率比上年上升0.7个百分点。", Scope(2022), ["0.7个百分点"]),
        ("一般公共预算教育支出比上年下降2.1%。", Scope(2022), ["2.1%"]),
        ("一般公共预算教育支出增长7.9%。", Scope(2022), []),
        ("义务教育教师年平均工资收入8.42万元，当地公务员8.91万元。", Scope(2022), ["8.42万元"]),
        ("义务教育教师年平均工资收入8.94万元，当地公务员8.87万元。", Scope(2022), []),
        ("义务教育教师平均工资收入为当地公务员的98.6%。", Scope(2022), ["98.6%"]),
        ("有91.7%的随迁子女在公办学校就读。", Scope(2022), []),
        ("有81.7%的随迁子女在公办学校就读。", Scope(2022), ["81.7%"]),
        ("师幼比为1:15.9。", Scope(2022), ["1:15.9"]),
        ("在特校就读、送教上门安置1099人，入学率94.6%。", Scope(2022), ["94.6%"]),
        ("义务教育超大班额占比2.4%。", Scope(2022), ["2.4%"]),
        # Other places, other times, parts, targets.
        ("城关镇公办园占比41.7%。", Scope(2022), []),
        ("全省公办园占比48.1%。", Scope(2022), []),
        ("公办园占比要达到50%的目标。", Scope(2022), []),
        ("2020年公办园占比46.1%。2022年提高到52.4%。", Scope(2022), []),
        ("公办园所数占比46.1%。", Scope(2022), []),
        ("同期全市平均优良率为49.8%。", Scope(2022), []),
        ("优秀率12.1%。", Scope(2022), []),
        ("普通高中大班额占比9.4%。", Scope(2022), []),
    ],
)
def test_what_is_missed(text: str, scope: Scope, expected: list[str]) -> None:
    assert missed(text, scope) == expected


def test_unverified_figures_only_where_they_are_let_in() -> None:
    text = "九年义务教育巩固率94.3%。"
    assert missed(text, Scope(2022)) == []
    assert missed(text, Scope(2022, unverified=True)) == ["94.3%"]
    assert any(b.verification is Verification.UNVERIFIED for b in KNOWN.benchmarks)


def test_the_country_as_a_whole_is_no_city() -> None:
    assert met("财政性教育经费占GDP的3.2%。") == missed("财政性教育经费占GDP的3.2%。") == []


@pytest.mark.parametrize(
    ("city", "title", "province"),
    [
        ("阜新市", "自评表", "辽宁省"),
        ("云岭市", "河南省云岭市自评表", "河南省"),
        ("云岭市", "自评表", None),
        ("呼伦贝尔市", "自评表", "内蒙古自治区"),
    ],
)
def test_the_province_of_a_city(city: str, title: str, province: str | None) -> None:
    from reviewer.tables.provinces import find_province

    assert find_province((title,), city, KNOWN.provinces) == province


BASE = {
    "words": '["甲率"]',
    "topics": '["甲"]',
    "comparator": '">="',
    "value": "85",
    "unit": '"%"',
    "document": '"某文件"',
    "verification": '"verified"',
    "first_year": "2020",
}


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("unit", '"斤半"', ["unit", "斤半"]),
        ("comparator", '"~"', ["comparator", ">="]),
        ("first_year", "20", ["first_year", "20"]),
        ("last_year", "2010", ["last_year", "早于"]),
        ("last_year", '"永远"', ["last_year", "永远"]),
        ("value", '"很多"', ["value", "很多"]),
        ("value", "inf", ["value"]),
        ("verification", '"sure"', ["verification", "sure"]),
        ("province", '"河南"', ["province", "河南"]),
        ("movement", '"sideways"', ["movement", "sideways"]),
        ("level", '"街道"', ["level", "街道"]),
        ("words", "[]", ["words"]),
        ("words", '"甲率"', ["words"]),
        ("nearby", '["甲"]', ["nearby", "near"]),
    ],
)
def test_what_can_not_be_is_refused_with_file_key_and_reason(
    tmp_path: Path, key: str, value: str, said: list[str]
) -> None:
    (tmp_path / "benchmarks").mkdir()
    entry = BASE | {key: value}
    text = '["甲率"]\n' + "".join(f"{name} = {given}\n" for name, given in entry.items())
    (tmp_path / "benchmarks/省.toml").write_text(text, "utf-8")
    with pytest.raises(ConfigurationError) as error:
        knowledge.load(tmp_path)
    assert all(part in str(error.value) for part in ("省.toml", "甲率", *said)), str(error.value)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("“两个只增不减”要求", "“两个只增不减”要求不低于50%"),
        ("“两个只增不减”要求（2022年）", "“两个只增不减”要求（2022年）不低于50%"),
        ("《督导评估办法》", "《督导评估办法》要求不低于50%"),
        ("省定标准（现要求清零）", "省定标准（现要求清零）要求不低于50%"),
    ],
)
def test_a_document_that_is_a_requirement_is_not_said_to_require(document: str, said: str) -> None:
    analysis = ANALYSE("公办园占比46.6%。", Scope(2022))
    comparisons = tuple(
        replace(c, benchmark=replace(c.benchmark, document=document)) for c in analysis.comparisons
    )
    indicator = Indicator(
        number="1",
        title="学前教育",
        section=None,
        full_score=Decimal(6),
        self_score=Decimal(6),
        narrative="公办园占比46.6%。",
    )
    claim = Claim(
        indicator=indicator,
        analysis=replace(analysis, comparisons=comparisons),
        note=ANALYSE(""),
        year=2022,
    )
    (finding,) = below_benchmark.check(claim)
    assert isinstance(finding, Finding)
    assert f"，{said}，" in finding.message
    # Nothing is cited that the form may not have.
    assert finding.at_stake is None or "细则" not in finding.at_stake.basis
