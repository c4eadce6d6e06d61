"""Numbers and full scores in titles."""

from decimal import Decimal

import pytest

from reviewer.tables.titles import number_of, split_title


@pytest.mark.parametrize(
    ("text", "number", "title", "full"),
    [
        ("1.会议制度情况(4分)", "1", "会议制度情况", "4"),
        ("2. 落实“四方责任”情况（8分）", "2", "落实“四方责任”情况", "8"),
        ("3党建工作（5分）", "3", "党建工作", "5"),
        ("4 .校园安全(8分)", "4", "校园安全", "8"),
        ("11. 教师待遇【2分】", "11", "教师待遇", "2"),
        ("12、班额〔3分〕", "12", "班额", "3"),
        ("一、党的领导\n（17分）", "一", "党的领导", "17"),
        ("（一）经费保障", "一", "经费保障", None),
        ("（1）经费保障", "1", "经费保障", None),
        ("①经费保障", "1", "经费保障", None),
        ("⑴经费保障", "1", "经费保障", None),
        ("1.1.1 经费保障", "1.1.1", "经费保障", None),
        ("A1 经费保障", "A1", "经费保障", None),
        ("B1.经费保障", "B1", "经费保障", None),
        ("C10经费保障", "C10", "经费保障", None),
        ("II-1 经费保障", "II-1", "经费保障", None),
        ("第三条 经费保障", "三", "经费保障", None),
        ("５．经费保障（１０分）", "5", "经费保障", "10"),
        ("经费保障 5分", "", "经费保障", "5"),
        ("经费保障（满分5分）", "", "经费保障", "5"),
        ("经费保障，此项10分", "", "经费保障", "10"),
        ("3个增长落实情况(6分)", "", "3个增长落实情况", "6"),
        ("2022年度重点工作（6分）", "", "2022年度重点工作", "6"),
        ("100%达标情况", "", "100%达标情况", None),
        ("3-6岁入园情况", "", "3-6岁入园情况", None),
        ("经费保障（含民办）", "", "经费保障（含民办）", None),
        ("经费保障（8分）：两个只增不减", "", "经费保障：两个只增不减", "8"),
        ("“五育并举”情况", "", "“五育并举”情况", None),
    ],
)
def test_split(text: str, number: str, title: str, full: str | None) -> None:
    split = split_title(text)
    assert (split.number, split.title) == (number, title)
    assert split.full == (Decimal(full) if full else None)


@pytest.mark.parametrize(
    ("text", "number"), [("1、", "1"), ("（2）", "2"), ("③", "3"), ("4.", "4")]
)
def test_number_column(text: str, number: str) -> None:
    assert number_of(text) == number
