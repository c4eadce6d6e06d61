"""Automatic numbers of Word lists: text as if it had been typed."""

import pytest
from wordfiles import definition, in_list, lvl, num, p, style, table, tbl, tc, tr, word

from reviewer.readers.word.list_numbers import written

LIST = definition(0, lvl(0, "%1."), lvl(1, "%1.%2"), lvl(2, "%1.%2.%3")) + num(1, 0)


def numbered(body: str, lists: str = LIST, styles: str = "") -> list[str]:
    return list(word(body, lists=lists, styles=styles).paragraphs)


def items(*levels: int, list_number: int = 1) -> str:
    return "".join(p("项", in_list(list_number, level)) for level in levels)


def labels(body: str, lists: str = LIST, styles: str = "") -> list[str]:
    return [text.removesuffix("项") for text in numbered(body, lists, styles)]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("decimal", "0 1 2 10 11 20 21 105"),
        ("decimalZero", "00 01 02 10 11 20 21 105"),
        ("decimalFullWidth", "０ １ ２ １０ １１ ２０ ２１ １０５"),
        ("chineseCounting", "〇 一 二 十 十一 二十 二十一 一百零五"),
        ("chineseCountingThousand", "〇 一 二 十 十一 二十 二十一 一百零五"),
        ("japaneseCounting", "〇 一 二 十 十一 二十 二十一 百五"),
        ("chineseLegalSimplified", "零 壹 贰 壹拾 壹拾壹 贰拾 贰拾壹 壹佰零伍"),
        ("ideographDigital", "〇 一 二 一〇 一一 二〇 二一 一〇五"),
        ("ideographTraditional", "0 甲 乙 癸 11 20 21 105"),
        ("ideographZodiac", "0 子 丑 酉 戌 20 21 105"),
        ("ideographZodiacTraditional", "0 甲子 乙丑 癸酉 甲戌 癸未 甲申 105"),
        ("decimalEnclosedCircle", "0 ① ② ⑩ ⑪ ⑳ 21 105"),
        ("decimalEnclosedCircleChinese", "0 ① ② ⑩ ⑪ ⑳ 21 105"),
        ("decimalEnclosedParen", "0 ⑴ ⑵ ⑽ ⑾ ⒇ 21 105"),
        ("decimalEnclosedFullstop", "0 ⒈ ⒉ ⒑ ⒒ ⒛ 21 105"),
        ("upperRoman", "0 I II X XI XX XXI CV"),
        ("lowerRoman", "0 i ii x xi xx xxi cv"),
        ("upperLetter", "0 A B J K T U AAAAA"),
        ("lowerLetter", "0 a b j k t u aaaaa"),
        ("ordinal", "0th 1st 2nd 10th 11th 20th 21st 105th"),
        ("hex", "0 1 2 A B 14 15 69"),
        ("ganada", "0 1 2 10 11 20 21 105"),
    ],
)
def test_formats(form: str, expected: str) -> None:
    assert [written(n, form) for n in (0, 1, 2, 10, 11, 20, 21, 105)] == expected.split()


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (10_010, "chineseCounting", "一万零一十"),
        (100_000, "chineseCountingThousand", "十万"),
        (3_005, "chineseCounting", "三千零五"),
        (3_050, "chineseCounting", "三千零五十"),
        (110, "chineseCounting", "一百一十"),
        (4, "numberInDash", "- 4 -"),
        (27, "upperLetter", "AA"),
        (1_000_000, "upperLetter", "1000000"),
        (3, "bullet", ""),
        (3, "none", ""),
    ],
)
def test_longer_numbers(number: int, form: str, text: str) -> None:
    assert written(number, form) == text


def test_levels_count_and_begin_anew() -> None:
    expected = ["1.", "1.1", "1.2", "1.2.1", "2.", "2.1", "3."]
    assert labels(items(0, 1, 1, 2, 0, 1, 0)) == expected


def test_a_level_without_the_one_above_stands_at_its_start() -> None:
    assert labels(items(1, 1, 0, 1)) == ["1.1", "1.2", "1.", "1.1"]


@pytest.mark.parametrize(
    ("restart", "expected"),
    [
        ("", ["1.", "a", "x", "b", "x", "2.", "a", "x"]),
        ('<w:lvlRestart w:val="0"/>', ["1.", "a", "x", "b", "y", "2.", "a", "z"]),
        ('<w:lvlRestart w:val="1"/>', ["1.", "a", "x", "b", "y", "2.", "a", "x"]),
    ],
)
def test_restart(restart: str, expected: list[str]) -> None:
    third = lvl(2, "%3", "lowerLetter", restart, start=24)
    lists = definition(0, lvl(0, "%1."), lvl(1, "%2", "lowerLetter"), third) + num(1, 0)
    assert labels(items(0, 1, 2, 1, 2, 0, 1, 2), lists) == expected


def test_legal_levels_are_arabic() -> None:
    legal = lvl(1, "%1.%2", "upperLetter", "<w:isLgl/>")
    lists = definition(0, lvl(0, "第%1章", "chineseCounting"), legal) + num(1, 0)
    assert labels(items(0, 0, 1), lists) == ["第一章", "第二章", "2.1"]


def test_lists_of_one_definition_go_on_and_overrides_begin_anew() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    other = f'<w:lvlOverride w:ilvl="0">{lvl(0, "（%1）", "chineseCounting")}</w:lvlOverride>'
    lists = definition(0, lvl(0, "%1.")) + num(1, 0) + num(2, 0) + num(3, 0, again)
    body = "".join(items(0, list_number=n) for n in (1, 2, 3, 3, 1, 4))
    assert labels(body, lists + num(4, 0, other)) == ["1.", "2.", "5.", "6.", "7.", "（八）"]


STYLES = (
    style("Base", f"<w:pPr>{in_list(1, None)}</w:pPr>")
    + style("Child", base="Base")
    + style("Grandchild", base="Child")
    + style("Second", f"<w:pPr>{in_list(1, None)}</w:pPr>", base="Base")
    + style("Off", f"<w:pPr>{in_list(0, None)}</w:pPr>", base="Base")
    + style("Deeper", '<w:pPr><w:numPr><w:ilvl w:val="2"/></w:numPr></w:pPr>', base="Base")
    + style("Plain")
    + style("Round", base="Circle")
    + style("Circle", base="Round")
    + style("Lost", base="Nowhere")
)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Base", "1."),
        ("Child", "1."),
        ("Grandchild", "1."),
        ("Second", "1.1"),
        ("Off", ""),
        ("Deeper", "1.1.1"),
        ("Plain", ""),
        ("Round", ""),
        ("Lost", ""),
        ("Unknown", ""),
    ],
)
def test_numbers_from_styles(name: str, label: str) -> None:
    tied = lvl(1, "%1.%2", extra='<w:pStyle w:val="Second"/>')
    lists = definition(0, lvl(0, "%1."), tied, lvl(2, "%1.%2.%3")) + num(1, 0)
    assert labels(p("项", f'<w:pStyle w:val="{name}"/>'), lists, STYLES) == [label]


def test_a_paragraph_speaks_over_its_style() -> None:
    based = '<w:pStyle w:val="Base"/>'
    off, deeper = in_list(0), '<w:numPr><w:ilvl w:val="1"/></w:numPr>'
    body = p("项", based) + p("项", based + off) + p("项", based + deeper)
    assert labels(body, styles=STYLES) == ["1.", "", "1.1"]


def test_numbering_styles_are_followed_and_circles_are_left() -> None:
    linked = '<w:numStyleLink w:val="{}"/>'
    lists = (
        definition(0, lvl(0, "%1."))
        + definition(1, extra=linked.format("List"))
        + definition(2, extra=linked.format("Loop"))
        + "".join(num(n + 1, n) for n in range(3))
    )
    styles = style("List", f"<w:pPr>{in_list(1, None)}</w:pPr>", "numbering") + style(
        "Loop", f"<w:pPr>{in_list(3, None)}</w:pPr>", "numbering"
    )
    body = items(0, list_number=2) + items(0, list_number=3) + items(0, list_number=1)
    assert labels(body, lists, styles) == ["1.", "", "2."]


@pytest.mark.parametrize(
    ("lists", "label"),
    [
        (definition(0, lvl(0, "", "bullet")) + num(1, 0), ""),
        (definition(0, lvl(0, "•", "bullet")) + num(1, 0), ""),
        (definition(0, lvl(0, "附件%1", "none")) + num(1, 0), "附件"),
        (definition(0, lvl(0, "")) + num(1, 0), ""),
        (definition(0, lvl(0, "%1.", extra='<w:suff w:val="space"/>')) + num(1, 0), "1. "),
        (definition(0, lvl(0, "%1.", extra='<w:suff w:val="nothing"/>')) + num(1, 0), "1."),
        (definition(0, lvl(0, "%1.", start=7)) + num(1, 0), "7."),
        (num(1, 0), ""),
        (definition(0) + num(1, 0), ""),
        (definition(0, lvl(0, "%1.")), ""),
        ("", ""),
    ],
)
def test_what_a_list_puts_before(lists: str, label: str) -> None:
    assert labels(items(0), lists) == [label]


def test_a_custom_format_pads_with_zeros() -> None:
    newer = (
        '<mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, ..."/></mc:Choice>'
    )
    older = '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback>'
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="9"/><mc:AlternateContent>'
        f'{newer}{older}</mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl>'
    )
    assert labels(items(0, 0), definition(0, level) + num(1, 0)) == ["009", "010"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("经费", "1.经费"),
        ("5万元", "1. 5万元"),
        ("PISA", "1. PISA"),
        ("（一）", "1.（一）"),
        ("", "1."),
    ],
)
def test_a_number_never_runs_into_a_figure(text: str, expected: str) -> None:
    assert numbered(p(text, in_list(1))) == [expected]


def test_a_column_of_numbers() -> None:
    lists = definition(0, lvl(0, "%1")) + num(1, 0)
    number = tc(f"<w:p><w:pPr>{in_list(1)}</w:pPr></w:p>")
    found = word(tbl(*(tr(number, tc(p("文"))) for _ in range(3))), lists=lists)
    assert [cell.text for cell in found.tables[0].cells] == ["1", "文", "2", "文", "3", "文"]


def test_what_is_not_seen_is_not_counted() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    deleted = (
        f"<w:p><w:pPr>{in_list(1)}{gone}</w:pPr>"
        "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"
    )
    assert numbered(items(0) + deleted + items(0)) == ["1.项", "2.项"]
    number = f"<w:p><w:pPr>{in_list(1)}</w:pPr></w:p>"
    rows = tbl(
        tr(tc(number, '<w:vMerge w:val="restart"/>'), tc(p("甲"))),
        tr(tc(number, "<w:vMerge/>"), tc(p("乙"))),
        tr(tc(number), tc(p("删")), properties="<w:del/>"),
        tr(tc(number), tc(p("丙"))),
    )
    found = word(rows, lists=LIST)
    assert [cell.text for cell in found.tables[0].cells] == ["1.", "甲", "乙", "2.", "丙"]


def test_damaged_lists_are_said() -> None:
    from wordfiles import members, read_bytes, zipped

    parts = members(items(0)) | {"word/numbering.xml": "<w:numbering"}
    found = read_bytes(zipped(parts), "a.docx")
    assert found.paragraphs == ("项",)
    assert "自动编号" in found.notes[0]


def test_typed_and_automatic_numbers_give_the_same_submission() -> None:
    from forms import WORDS

    from reviewer.tables.forms import submission

    head = "一级指标|二级指标|自评说明|自评得分"
    typed = table(
        head,
        "组织（12分）|1.会议（4分）|召开会议5次。|4",
        "组织（12分）|2.整改（8分）|已整改4项。|7.5",
    )
    by_list = typed
    for text in ("1.会议", "2.整改"):
        by_list = by_list.replace(
            f"<w:p><w:pPr></w:pPr><w:r><w:t>{text}",
            f"<w:p><w:pPr>{in_list(1)}</w:pPr><w:r><w:t>{text[2:]}",
        )
    assert by_list != typed
    first, second = (submission(word(body, lists=LIST), WORDS) for body in (typed, by_list))
    assert [i.number for i in second.indicators] == ["1", "2"]
    assert first.indicators == second.indicators
