"""Score expressions."""

from decimal import Decimal

import pytest
from forms import WORDS

from reviewer.tables.scores import looks_like_score, parse_score


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("7.5", "7.5"),
        ("7.5分", "7.5"),
        (" 7.5 分 ", "7.5"),
        ("７．５", "7.5"),
        ("7。5", "7.5"),
        ("0", "0"),
        (".5", "0.5"),
        ("满分", "8"),
        ("得满分", "8"),
        ("不扣分", "8"),
        ("暂不扣分", "8"),
        ("自评暂不扣分", "8"),
        ("扣0.5分", "7.5"),
        ("扣 0.5 分", "7.5"),
        ("-0.5", "7.5"),
        ("－0.5", "7.5"),
        ("减0.5", "7.5"),
        ("7/8", "7"),
        ("8/8", "8"),
        ("得分:8", "8"),
        ("得分：7.5分", "7.5"),
        ("自评得分8分", "8"),
        ("8 分(满分8分)", "8"),
        ("8（满分8分）", "8"),
        ("七点五分", "7.5"),
        ("八", "8"),
        ("95.3", "95.3"),
        ("（8分）", "8"),
        ("实得8分", "8"),
        ("本项得7.5分", "7.5"),
        ("自评：8分", "8"),
        ("满分（8分）", "8"),
        ("满分8分", "8"),
        ("扣0.5分（一校未完成）", "7.5"),
        ("扣0.5分，得7.5分", "7.5"),
        ("7.5\n（扣0.5分）", "7.5"),
        ("8分（其中申请加分1分）", "8"),
        ("良好（7分）", "7"),
        ("7分（良好）", "7"),
        ("不得分", "0"),
        ("零分", "0"),
        ("滿分", "8"),
    ],
)
def test_points(text: str, points: str) -> None:
    assert parse_score(text, Decimal(8), WORDS).points == Decimal(points)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "—",
        "无",
        "不适用",
        "优",
        "良",
        "合格",
        "A",
        "达标",
        "√",
        "约八成",
        "9999",
        "酌扣2-5分",
        "8,5",
        "8+1",
    ],
)
def test_no_points_says_why(text: str) -> None:
    reading = parse_score(text, Decimal(8), WORDS)
    assert reading.points is None
    assert reading.note


@pytest.mark.parametrize("text", ["满分", "扣1分", "不扣分"])
def test_without_full_score_there_is_nothing_to_take_off(text: str) -> None:
    assert parse_score(text, None, WORDS).points is None


def test_no_deduction_and_a_foreign_full_score_are_noted() -> None:
    assert "请补填分数" in parse_score("暂不扣分", Decimal(5), WORDS).note
    assert "不一致" in parse_score("8/10", Decimal(8), WORDS).note


def test_text_beside_the_points_is_kept() -> None:
    reading = parse_score("7.5分（扣0.5分，一项未完成）", Decimal(8), WORDS)
    assert (reading.points, reading.remark) == (Decimal("7.5"), "扣0.5分,一项未完成")


def test_what_looks_like_a_score() -> None:
    assert looks_like_score("7.5", WORDS)
    assert looks_like_score("满分", WORDS)
    assert not looks_like_score("召开会议5次", WORDS)
    assert not looks_like_score("2022年6月", WORDS)


@pytest.mark.parametrize("text", ["扣05分", "05分", "05"])
def test_a_lost_decimal_point_is_not_guessed_at(text: str) -> None:
    reading = parse_score(text, Decimal(8), WORDS)
    assert reading.points is None
    assert "可能漏了小数点" in reading.note


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("达标", "达标"),
        ("达标（A）", "达标（A）"),
        ("A级", "A级"),
        ("优秀等次", "优秀等次"),
        ("自评：良好", "自评：良好"),
        ("☑达标 □不达标", "达标"),
        ("□是 ☑否", "否"),
        ("达标☑ 不达标□", "达标"),
        ("√", "√"),
        ("未达到标准要求", ""),
        ("无", ""),
        ("☑是 ☑否", ""),
    ],
)
def test_grades(text: str, grade: str) -> None:
    reading = parse_score(text, Decimal(8), WORDS)
    assert (reading.points, reading.grade) == (None, grade)


def test_a_reason_beside_points_taken_off_is_kept() -> None:
    reading = parse_score("扣0.5分（一校未完成）", Decimal(8), WORDS)
    assert (reading.points, reading.remark) == (Decimal("7.5"), "一校未完成")
