"""Sums that close and sums that do not, sentence by sentence (sums.csv)."""

import csv
import json
import time
from pathlib import Path

import pytest

from reviewer import knowledge, pipeline
from reviewer.model import Relation, RelationKind

LINES = [
    line
    for line in (Path(__file__).parent / "sums.csv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
CASES = list(csv.DictReader(LINES))


def relations(text: str) -> tuple[Relation, ...]:
    return pipeline.analyser(knowledge.load())(text).relations


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_sum(case: dict[str, str]) -> None:
    found = [r for r in relations(case["text"]) if r.kind is not RelationKind.TREND]
    doubted = {(r.kind.value, r.slip.value) for r in found if not r.holds}
    if case["holds"] == "no":
        assert (case["kind"], case["slip"]) in doubted
    else:
        assert doubted == set()
    if case["holds"] == "yes":
        assert case["kind"] in {r.kind.value for r in found}


def test_narratives_with_one_wrong_figure_or_none() -> None:
    """narratives.jsonl: what is right is never doubted, and more than half of what is wrong is."""
    found = wrong = 0
    for line in (Path(__file__).parent / "narratives.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        doubted = [r for r in relations(case["text"]) if not r.holds]
        figures = [q.text for r in doubted for q in (r.stated, *r.parts)]
        if not case["wrong"]:
            assert doubted == [], case["text"]
        wrong += len(case["wrong"])
        found += sum(any(part in text for text in figures) for part in case["wrong"])
    assert found / wrong >= 0.6


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("整改问题25项，已完成19项，整改率76%。", "19项 ÷ 25项 = 76%"),
        ("由650元提高到720元，增长10.8%。", "720元 ÷ 650元 - 1 = 10.8%"),
        (
            "应拨付997.5万元，实际拨付360.2万元，欠拨637.3万元。",
            "997.5万元 - 360.2万元 = 637.3万元",
        ),
        ("投入1.2亿元，由中央7000万元、省级5000万元构成。", "1.2 = 0.7 + 0.5"),
        ("支出38.72亿元，比上年增加1.05亿元，增长2.8%。", "38.72亿元 ÷ 37.67亿元 - 1 = 2.8%"),
    ],
)
def test_the_sum_is_shown(text: str, shown: str) -> None:
    assert shown in [r.shown for r in relations(text)]


@pytest.mark.parametrize(
    "text",
    [
        "应整改0项，已整改0项，整改率100%。",
        "由0元提高到720元，增长100%。",
        "0个班学生0人，平均班额0人。",
        f"教师{'9' * 400}人，其中女教师1人，占0.1%。",
        f"投入{'9' * 30}亿元，其中中央{'9' * 30}万元。",
        "近视率由0%下降到0%，下降0%。",
        "占100%的100%，占0%的0%。",
    ],
)
def test_absurd_figures_crash_nothing(text: str) -> None:
    assert isinstance(relations(text), tuple)


def test_hundreds_of_figures_cost_time_linear_in_their_number() -> None:
    sentence = "教师312人，其中女教师210人，占67.3%，比上年的200人增加10人，增长5%；"

    def cost(times: int) -> float:
        text = sentence * times
        start = time.perf_counter()
        relations(text)
        return time.perf_counter() - start

    cost(50)
    small, large = (min(cost(n) for _ in range(3)) for n in (200, 800))
    assert large < 4 * small * 2.5


def test_words_of_a_layer_replace_those_of_their_part(tmp_path: Path) -> None:
    (tmp_path / "relations.toml").write_text('["应与实"]\nrest = ["亏"]\n', "utf-8")
    analyse = pipeline.analyser(knowledge.load(tmp_path))
    kinds = [r.kind for r in analyse("应配214人，实配197人，亏27人。").relations]
    assert RelationKind.DIFFERENCE in kinds
    kinds = [r.kind for r in analyse("应配214人，实配197人，尚缺27人。").relations]
    assert RelationKind.DIFFERENCE not in kinds
