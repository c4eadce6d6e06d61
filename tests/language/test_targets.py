"""Figures beside a target of the text's own, and the nearest sentences that tell of none."""

import pytest

from reviewer import knowledge, pipeline
from reviewer.model import Scope


def held(text: str) -> list[tuple[str, str, bool]]:
    analysis = pipeline.analyser(knowledge.load())(text)
    return [(t.quantity.text, t.target.text, t.met) for t in analysis.targets]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("按标准应配149人，实有143人。", [("143人", "149人", False)]),
        ("应计提2.16亿元，实际计提1.52亿元。", [("1.52亿元", "2.16亿元", False)]),
        ("持证率96.3%，规定应为100%。", [("96.3%", "100%", False)]),
        ("平均班额49.3人，省定标准为45人。", [("49.3人", "45人", True)]),
        ("新增学位1150个，占年度任务1600个的71.9%。", [("71.9%", "1600个", False)]),
        ("生均面积8.2平方米，低于10平方米的标准。", [("8.2平方米", "10平方米", False)]),
        ("在校生2186人，超过2000人的上限。", [("2186人", "2000人", False)]),
        ("计划招聘60人，实际到岗62人。", [("62人", "60人", True)]),
        (
            "小学0.95人、初中0.71人（标准为0.9人）。",
            [("0.71人", "0.9人", False), ("0.95人", "0.9人", True)],
        ),
    ],
)
def test_a_figure_is_held_against_its_target(
    text: str, expected: list[tuple[str, str, bool]]
) -> None:
    assert sorted(held(text)) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        "应配149人，其中小学83人。",
        "计划招聘60人，2022年实际到岗。",
        "占比由11.8%降至4.6%，控制在省定5%以内。",
        "应配149人。实有教师车位143个。",
        "目标为55%。2020年仅为43.9%，现为56.2%。",
        "严格执行45人的标准。",
    ],
)
def test_no_figure_is_held_against_a_stranger(text: str) -> None:
    assert [t for t in held(text) if not t[2]] == []


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("应配安保人员214人，实配201人，集中在新开办学校。", "201人"),
        ("持证率73.5%，其余9人拟参加下半年考试。", "73.5%"),
        ("生均教学仪器设备值小学1800元、初中2600元。", "1800元"),
        ("校园封闭化管理率97%。", "97%"),
    ],
)
def test_a_missed_figure_is_an_admission(text: str, phrase: str) -> None:
    mentions = pipeline.analyser(knowledge.load())(text, Scope(2022)).mentions
    assert any(m.adverse and phrase in m.text for m in mentions)


def test_a_stage_has_a_benchmark_of_its_own() -> None:
    analysis = pipeline.analyser(knowledge.load())(
        "生均体育运动场馆面积小学8.1平方米、初中9.4平方米。", Scope(2022)
    )
    assert [(c.quantity.text, c.met) for c in analysis.comparisons] == [
        ("8.1平方米", True),
        ("9.4平方米", False),
    ]
