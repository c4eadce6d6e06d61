"""Number formats: what a cell shows. The results were compared with LibreOffice's."""

import pytest

from reviewer.readers.excel.number_formats import Oddity, general, number_format

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("General", 7.5, "7.5"),
        ("General", 0.1 + 0.2, "0.3"),
        ("G/通用格式", 8.0, "8"),
        ('General"分"', 7.5, "7.5分"),
        ("0.00", 7.5, "7.50"),
        ("0.0", 95.25, "95.3"),
        ('0.0"分"', 7.5, "7.5分"),
        ("0.00分", 7.5, "7.50分"),
        ("0.0%", 0.466, "46.6%"),
        ("0%", 0.5, "50%"),
        ('0.00"%"', 46.6, "46.60%"),
        ("#,##0", 1234567, "1,234,567"),
        ("#,##0.00", 9385.4, "9,385.40"),
        ("0.00_ ", 7.5, "7.50"),
        ("0.00_);[Red]\\(0.00\\)", -7.5, "(7.50)"),
        (ACCOUNTING, -1234.5, "-1,234.50"),
        (ACCOUNTING, 0, "-"),
        ("#.##", 8, "8."),
        ("0.???", 1.5, "1.5"),
        ("0000", 5, "0005"),
        ("0.0,", 12345, "12.3"),
        ("[$¥-804]#,##0.00", 1234.5, "¥1,234.50"),
        ('[>=60]"合格";"不合格"', 59.5, "不合格"),
        ("[<1]0.0%;0", 0.5, "50.0%"),
        ("[<1]0.0%;0", 15, "15"),
        ("0;-0;0", -3, "-3"),
        ("0", -0.2, "0"),
        ("0.00", 1e20, "100000000000000000000.00"),
        ("@", 12, "12"),
        ("yyyy/m/d", 44742, "2022/6/30"),
        ('yyyy"年"m"月"d"日"', 44742, "2022年6月30日"),
        ('[DBNum1][$-804]yyyy"年"m"月"', 44742, "2022年6月"),
        ("yyyy\\-mm\\-dd;@", 44742, "2022-06-30"),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", 44742, "2022年6月30日"),
        ("[$-804]aaaa", 44742, "星期四"),
        ("yy.m.d", 44742, "22.6.30"),
        ("yyyy/m/d h:mm", 44742.75, "2022/6/30 18:00"),
        ("yyyy-mm-dd", 60, "1900-02-29"),
        ("yyyy-mm-dd", 59, "1900-02-28"),
        ("h:mm", 82 / 1440, "1:22"),
        ("hh:mm", 82 / 1440, "01:22"),
        ("mm:ss.0", 73.5 / 86400, "01:13.5"),
        ("[mm]:ss", 3673 / 86400, "61:13"),
        ("[h]:mm:ss", 1.25, "30:00:00"),
        ('上午/下午h"时"mm"分"', 0.75, "下午6时00分"),
        ("h:mm AM/PM", 0, "12:00 AM"),
        ("d-mmm", 44929, "3-Jan"),
        ('m"月"d"日"', 44929, "1月3日"),
    ],
)
def test_shown(code: str, value: float, text: str) -> None:
    assert number_format(code).number(value).text == text


@pytest.mark.parametrize(
    ("code", "value", "text", "oddity"),
    [
        ("0.0", 7.5, "7.5", None),
        ("0", 7.5, "8", Oddity.ROUNDED),
        ("0.0", 7.25, "7.3", Oddity.ROUNDED),
        ("0.00", 10 / 3, "3.33", None),
        ("0%", 0.466, "47%", None),
        (";;;", 5, "", Oddity.BLANK),
        ("0;-0;;@", 0, "", Oddity.BLANK),
        ("# ?/?", 0.75, "0.75", Oddity.UNKNOWN),
        ("0.00E+00", 12345, "12345", Oddity.UNKNOWN),
        ("00-00", 12, "12", Oddity.UNKNOWN),
        ("0" * 50, 1, "1", Oddity.UNKNOWN),
        ("0" * 300, 1, "1", Oddity.UNKNOWN),
        ("h:mm", 0.5, "12:00", Oddity.DATE),
        ('m"月"d"日"', 44929, "1月3日", Oddity.DATE),
        ("yyyy/m/d", 8, "1900/1/8", Oddity.DATE),
        ("yyyy/m/d", 44742, "2022/6/30", None),
        ("yyyy/m/d", -1, "-1", Oddity.UNKNOWN),
        ("yyyy/m/d", 1e9, "1000000000", Oddity.UNKNOWN),
    ],
)
def test_what_may_mislead(code: str, value: float, text: str, oddity: Oddity | None) -> None:
    shown = number_format(code).number(value)
    assert (shown.text, shown.oddity) == (text, oddity)


def test_texts_1904_and_general() -> None:
    assert number_format('@"分"').text("八") == "八分"
    assert number_format("0;-0;0;").text("八") == ""
    assert number_format("0.00").text("八") == "八"
    assert number_format("yyyy-mm-dd", from_1904=True).number(44742 - 1462).text == "2022-06-30"
    assert [general(v) for v in (8.0, 1e14, 1e-5, 1e16, 123456789012345.0)] == [
        "8",
        "100000000000000",
        "0.00001",
        "1E+16",
        "123456789012345",
    ]
