from decimal import Decimal

import pytest

from reviewer.language.numerals import arabic, chinese


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三", 3), ("两", 2), ("十", 10), ("十二", 12), ("二十", 20), ("一百零五", 105),
        ("三千五", 3500), ("一百八十万", 1_800_000), ("二千六百一十八", 2618), ("二零二二", 2022),
        ("十余", 10), ("一亿二千万", 120_000_000), ("九十五点三", "95.3"), ("零", 0),
    ],
)  # fmt: skip
def test_chinese_numerals(text: str, value: int | str) -> None:
    assert chinese(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "余", "学", "三点", "三点学"])
def test_what_is_no_numeral_is_none(text: str) -> None:
    assert chinese(text) is None


def test_thousands_are_parted_by_commas_or_blanks() -> None:
    assert arabic("1,122.5") == arabic("1 122.5") == Decimal("1122.5")
