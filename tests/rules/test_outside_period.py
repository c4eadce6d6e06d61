"""outside-period looks at the years of a whole form, which an example of one row cannot show."""

from __future__ import annotations

from test_examples import found_across

from reviewer.rules import outside_period

OLD = "5/5 2020年6月选派52名骨干教师跟岗学习。"


def test_a_form_whose_rows_tell_of_one_earlier_year_is_of_that_year() -> None:
    rows = [f"5/5 2020年{month}月新建幼儿园{month}所。" for month in (3, 5, 8)]
    assert found_across(outside_period, " ‖ ".join([OLD, *rows])) == []


def test_one_row_of_an_earlier_year_among_rows_of_the_year_is_told() -> None:
    rows = [f"5/5 2022年{month}月新建幼儿园{month}所。" for month in (3, 5, 8)]
    found = found_across(outside_period, " ‖ ".join([OLD, *rows]))
    assert [finding.rule for finding in found] == ["outside-period"]
    assert "2020年" in found[0].message
