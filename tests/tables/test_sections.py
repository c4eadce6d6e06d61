"""Rows of groups: what they look like, and what only looks like them."""

import pytest
from forms import Grid, as_csv, parse

HEADER = ["序号", "指标", "分值", "自评说明", "自评得分"]


def read(*rows: list[str]) -> list[tuple[str, str | None]]:
    grid: Grid = [HEADER, *rows]
    return [(i.title, i.section) for i in parse(as_csv(grid), "a.csv").indicators]


ROWS = (
    ["1", "招生", "10", "免试入学。", "10"],
    ["2", "师德", "8", "签订承诺书。", "7.5"],
    ["3", "经费", "12", "支出增长。", "12"],
)


@pytest.mark.parametrize("number", ["一", "一、", "（一）"])
def test_a_row_with_the_sums_of_its_group(number: str) -> None:
    group = [number, "依法治教", "30", "", "29.5"]
    assert read(group, *ROWS) == [(row[1], "依法治教") for row in ROWS]


@pytest.mark.parametrize(
    "row",
    [
        ["4", "安全", "5", "", "5"],
        ["四", "安全", "5", "排查2次。", "5"],
    ],
)
def test_a_row_that_is_an_indicator_all_the_same(row: list[str]) -> None:
    assert read(*ROWS, row)[-1][0] == "安全"


def test_indicators_counted_in_chinese() -> None:
    han = [[number, *row[1:]] for number, row in zip("一二三", ROWS, strict=True)]
    assert len(read(*han, ["四", "安全", "5", "", "5"])) == 4
