"""Phrases, figures and the second opinion together: each admission told once."""

from dataclasses import replace

import pytest

from reviewer import knowledge, pipeline
from reviewer.knowledge import Knowledge
from reviewer.language.analysis import Analyser
from reviewer.model import Category, Mention, OpinionWeights, Status, Tone

KNOWN = knowledge.load()
NOTHING = OpinionWeights(
    intercept=-1.0,
    words={},
    pairs={},
    characters={},
    marks={},
    categories={Category.PROBLEM: {"": 0.0}, Category.PLAN: {"": -1.0, "回头": 3.0}},
    keep=0.2,
    raise_at=0.5,
    raise_nearby=0.7,
    raise_bare=0.9,
)


def read(text: str, weights: OpinionWeights | None, **changes: object) -> tuple[Mention, ...]:
    known: Knowledge = replace(KNOWN, opinion=weights, **changes)  # the rest as it is
    return Analyser(known)(text).mentions


def adverse(mentions: tuple[Mention, ...]) -> list[str]:
    return [mention.text for mention in mentions if mention.adverse]


def test_what_no_phrase_names_is_raised_where_the_weights_say_so() -> None:
    weights = replace(NOTHING, words={"唱": 2.0, "调": 2.0})
    text = "管理有序，两个校区各唱各的调。"
    assert adverse(read(text, None)) == []
    (found,) = read(text, weights, hints={"各唱各": Tone.PROBLEM})
    assert (found.text, found.raised, found.category) == ("两个校区各唱各的调", True, "problem")
    assert found.chance == pytest.approx(0.95, abs=0.005)


def test_more_is_asked_where_nothing_hints_at_it() -> None:
    weights = replace(NOTHING, words={"唱": 2.0})
    text = "两个校区各唱各的调。"
    assert adverse(read(text, weights, hints={"各唱各": Tone.PROBLEM})) == ["两个校区各唱各的调"]
    assert adverse(read(text, weights, hints={})) == []


def test_a_mention_is_taken_back_and_stays_visible() -> None:
    weights = replace(NOTHING, words={"滞后": -2.0})
    (found,) = read("工程进度滞后。", weights)
    assert not found.adverse
    assert found.status is Status.TOPIC
    assert found.chance == pytest.approx(0.05, abs=0.005)


@pytest.mark.parametrize(("weight", "chance"), [(-5000.0, 0.0), (5000.0, 1.0)])
def test_no_score_is_too_large(weight: float, chance: float) -> None:
    (found,) = read("工程进度滞后。", replace(NOTHING, words={"滞后": weight}))
    assert found.chance == chance


def test_the_words_choose_the_category() -> None:
    weights = replace(NOTHING, words={"再说": 3.0})
    (found,) = read("这件事回头再说。", weights, hints={"回头": Tone.PLAN})
    assert found.category is Category.PLAN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A figure and the words behind it are one admission.
        ("应配149人，实有143人，缺编6人。", ["缺编6人"]),
        # An excuse and what it excuses are one.
        ("受财力限制，部分设备更新滞后。", ["受财力限制，部分设备更新滞后"]),
        # The items of a list are problems of their own.
        ("实验室老化、图书陈旧。", ["老化", "陈旧"]),
    ],
)
def test_an_admission_is_told_once(text: str, expected: list[str]) -> None:
    assert adverse(read(text, None)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1所学校因收费问题被省教育厅通报，已全部整改到位。",
        "校长被约谈，所收费用已如数退还。",
    ],
)
def test_criticism_stays_although_put_right(text: str) -> None:
    assert adverse(read(text, None))


@pytest.mark.parametrize(
    "text",
    [
        "未设置注册地、所有制等不合理门槛。",
        "保教费标准三年未上调。",
        "未设重点班、实验班。",
    ],
)
def test_a_denial_of_something_bad_is_none(text: str) -> None:
    assert adverse(pipeline.analyser(KNOWN)(text).mentions) == []
