"""Printed lines -> text: what is wrapped and what was typed; glyphs -> characters; margins."""

from __future__ import annotations

import pytest

from reviewer.readers.printed.glyphs import Glyph, plain
from reviewer.readers.printed.margins import is_page_number
from reviewer.readers.printed.wrapping import Frame, joined, lines_of, padding

SIZE, STEP = 10.0, 15.0
FRAME = Frame(0, 100)  # ten Chinese characters wide


def glyphs(
    *lines: str, indents: tuple[float, ...] = (), steps: tuple[float, ...] = ()
) -> list[Glyph]:
    """Set lines in a font whose Chinese characters are 10 points wide, the others 5."""
    found = []
    base = 0.0
    for number, line in enumerate(lines):
        x = indents[number] if number < len(indents) else 0.0
        for char in line:
            width = 5.0 if char.isascii() or char in "“”" else 10.0
            found.append(Glyph(char, x, x + width, base, SIZE, x, base))
            x += width
        base += steps[number] if number < len(steps) else STEP
    return found


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("全市各级各类学校没有出", "现疫情。"), "全市各级各类学校没有出现疫情。"),
        (("组织领导", "（12分）"), "组织领导\n（12分）"),
        (("已整改4项。", "整改中2项。"), "已整改4项。\n整改中2项。"),
        # a figure with its unit, brackets, quotes do not fit: the line is short, but wrapped
        (("去年增加了土地收入", "9385.45万元。"), "去年增加了土地收入9385.45万元。"),
        (("查处违规办学的住家教", "师”“高端家政”等。"), "查处违规办学的住家教师”“高端家政”等。"),
        (("市政府印发文件之后", "（见附件）。"), "市政府印发文件之后（见附件）。"),
        (("分别增长", "5.1%", "、0.8%。"), "分别增长5.1%、0.8%。"),
        (
            ("全部达到省定要求了。", "（二）整改情况良好。"),
            "全部达到省定要求了。\n（二）整改情况良好。",
        ),
        (("①建档。②整改全部了。", "③验收合格了。"), "①建档。②整改全部了。③验收合格了。"),
        (("We have read all of", "the documents."), "We have read all of the documents."),
        # a number is cut at the edge only; before it there was a blank
        (("全年经费总额是9385", "45元。"), "全年经费总额是9385 45元。"),
        (("全年经费的总额是9385", "45元。"), "全年经费的总额是938545元。"),
        (("党", "的", "领", "导"), "党的领导"),
        (("", ""), ""),
    ],
)
def test_wrapped_lines(lines: tuple[str, ...], expected: str) -> None:
    assert joined(lines_of(glyphs(*lines)), FRAME) == expected


@pytest.mark.parametrize(
    ("indents", "steps", "expected"),
    [
        ((0, 0, 0), (), "一二三四五六七八九十一二三四五六七八九十末。"),
        ((0, 20, 0), (), "一二三四五六七八九十\n一二三四五六七八九十末。"),
        ((0, 20, 20), (), "一二三四五六七八九十一二三四五六七八九十末。"),
        ((0, 0, 0), (25, 15), "一二三四五六七八九十\n一二三四五六七八九十末。"),
    ],
    ids=["plain", "indented", "hanging", "spaced"],
)
def test_signs_of_a_paragraph(
    indents: tuple[float, ...], steps: tuple[float, ...], expected: str
) -> None:
    ten = "一二三四五六七八九十"
    found = lines_of(glyphs(ten, ten, "末。", indents=indents, steps=steps))
    assert joined(found, FRAME) == expected


def test_centred_lines() -> None:
    found = lines_of(glyphs("教育优先发展责任", "落实", indents=(10, 40)))
    assert joined(found, FRAME) == "教育优先发展责任\n落实"
    narrow = Frame(5, 95)
    assert joined(found, narrow) == "教育优先发展责任落实"


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ((0, 10, 20), "自评表"),
        ((0, 10, 35), "自评 表"),
        ((0, 30, 60), "自评表"),
        ((0, 12.5, 25), "自评表"),
    ],
    ids=["close", "a gap", "distributed", "justified"],
)
def test_gaps(places: tuple[float, ...], expected: str) -> None:
    row = [Glyph(c, x, x + 10, 0, SIZE, x, 0) for c, x in zip("自评表", places, strict=True)]
    assert [line.text for line in lines_of(row)] == [expected]


def test_raised_figures_stay_in_their_line() -> None:
    row = glyphs("面积5m")
    row.append(Glyph("2", 30, 33, -4, 6, 30, -4))
    assert [line.text for line in lines_of(row)] == ["面积5m2"]


def test_padding_is_the_least_distance() -> None:
    assert padding(lines_of(glyphs("一二三", indents=(6,))), FRAME) == 6
    assert padding([], FRAME) == 0


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("⼀", "一"),
        ("⻓", "长"),
        ("⻔", "门"),
        ("ﬁ", "fi"),
        ("\uf9b5", "例"),
        ("（", "（"),
        ("２", "２"),
        ("\x01", ""),
    ],
)
def test_characters_that_fonts_put_for_others(printed: str, expected: str) -> None:
    assert plain(printed) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1", True),
        ("- 12 -", True),
        ("— 3 —", True),
        ("第1页", True),
        ("第 1 页 共 5 页", True),
        ("第1页，共5页", True),
        ("第一页", True),
        ("1/5", True),
        ("Page 2 of 10", True),
        ("2022年12月", False),
        ("1.会议（4分）", False),
        ("共5项", False),
        ("95.3", False),
    ],
)
def test_page_numbers(line: str, expected: bool) -> None:
    assert is_page_number(line) is expected
