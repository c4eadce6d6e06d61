"""xlsx in full: what a sheet shows is read, what it does not show is said."""

import time

import pytest
from books import (
    MAIN,
    RELATIONS,
    STRICT,
    number,
    relations,
    sheet,
    styles,
    text,
    workbook,
    zipped,
)

from reviewer.errors import InputError
from reviewer.limits import Limits
from reviewer.model import Document
from reviewer.readers import read_bytes

FORMATS = styles("General", "0.00", "0", "h:mm", ";;;", "# ?/?", "0.0%", "@")


def read(data: bytes, name: str = "a.xlsx") -> Document:
    return read_bytes(data, name)


def row(*cells: str, attributes: str = "") -> str:
    return f"<row{attributes}>{''.join(cells)}</row>"


def by_place(document: Document) -> dict[tuple[int, int], str]:
    return {(c.row, c.column): c.text for c in document.tables[0].cells}


def first(data: bytes) -> str:
    return read(data).tables[0].cells[0].text


# --- cells ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ('<c r="A1" t="s"><v>0</v></c>', "甲"),
        ('<c r="A1" t="s"><v>1</v></c>', "乙丙"),
        ('<c r="A1" t="s"><v>2</v></c>', "上\n下_x"),
        ('<c r="A1" t="inlineStr"><is><r><t>甲</t></r><r><t> 乙</t></r></is></c>', "甲 乙"),
        ('<c r="A1" t="inlineStr"><is><t>甲</t><rPh sb="0" eb="1"><t>jiǎ</t></rPh></is></c>', "甲"),
        ('<c r="A1" t="str"><f>A2&amp;"分"</f><v>8分</v></c>', "8分"),
        ('<c r="A1" s="7" t="str"><v>７.５</v></c>', "７.５"),
        ('<c r="A1"><v>0.46600000000000003</v></c>', "0.466"),
        ('<c r="A1" s="1"><v>7.5</v></c>', "7.50"),
        ('<c r="A1" s="6"><v>0.466</v></c>', "46.6%"),
        ('<c r="A1" s="99"><v>7.5</v></c>', "7.5"),
        ('<c r="A1" t="b"><v>1</v></c>', "TRUE"),
        ('<c r="A1" t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c r="A1" t="d"><v>2022-06-30T00:00:00</v></c>', "2022-06-30"),
        ('<c r="A1" s="3" t="d"><v>2022-06-30T01:22:00Z</v></c>', "1:22"),
        ("<c><v>8</v></c>", "8"),
        ('<c r="A1"><v>oops</v></c>', "oops"),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', "2"),
        ('<c r="A1"><f t="shared" si="0"/><v>2</v></c>', "2"),
    ],
)
def test_cells(cell: str, shown: str) -> None:
    strings = (
        "<si><t>甲</t></si>"
        "<si><r><rPr><b/></rPr><t>乙</t></r><r><t>丙</t></r><rPh><t>yi</t></rPh><phoneticPr/></si>"
        '<si><t xml:space="preserve"> 上_x000D_\n下_x005F_x </t></si>'
    )
    assert first(workbook(row(cell), strings=strings, formats=FORMATS)) == shown


def test_positions_without_references_and_gaps() -> None:
    rows = row("<c><v>1</v></c><c/><c><v>3</v></c>") + '<row r="10"><c r="D10"><v>4</v></c></row>'
    assert by_place(read(workbook(rows, before='<dimension ref="A1"/>'))) == {
        (0, 0): "1",
        (0, 2): "3",
        (9, 3): "4",
    }


@pytest.mark.parametrize("namespace", [MAIN, STRICT])
def test_namespaces_and_prefixes(namespace: str) -> None:
    plain = workbook(row(text("A1", "甲")), namespace=namespace)
    assert first(plain) == "甲"
    rows = '<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c></x:row>'
    prefixed = (
        f'<x:worksheet xmlns:x="{namespace}" xmlns:m="urn:m"><x:sheetData>{rows}</x:sheetData>'
        '<m:mergeCell ref="nonsense"/></x:worksheet>'
    )
    assert first(workbook("", others={"xl/worksheets/sheet1.xml": prefixed})) == "甲"


def test_built_in_formats_and_1904() -> None:
    formats = '<styleSheet><cellXfs><xf numFmtId="58"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    rows = row(number("A1", "44929", 0), number("B1", "44742", 1))
    assert list(by_place(read(workbook(rows, formats=formats))).values()) == ["1月3日", "2022/6/30"]
    later = workbook(rows, formats=formats, settings='<workbookPr date1904="1"/>')
    assert by_place(read(later))[0, 1] == "2026/7/1"


# --- what must be said ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "note"),
    [
        ('<c r="D18"><f>SUM(D3:D17)</f></c>', "D18 有公式而没有算出的值"),
        ('<c r="D18"><f>SUM(D3:D17)</f><v></v></c>', "D18 有公式而没有算出的值"),
        (
            '<c r="D1"><f t="array" ref="D1:D3">A1:A3</f></c>',
            "D1（D1:D3） 有公式而没有算出的值",
        ),
        (number("C5", "0.0569444444444444", 3), "C5（1:22） 被 Excel 当成日期或时间"),
        (number("C5", "7.5", 2), "C5（显示 8，实际 7.5） 的数字格式隐去了小数"),
        (number("C5", "7.5", 4), "C5（7.5） 的数字格式不显示内容"),
        (number("C5", "0.75", 5), "C5（格式 # ?/?，读作 0.75） 的数字格式没有照搬"),
        ('<c r="C5" t="e"><v>#DIV/0!</v></c>', "C5（#DIV/0!） 是公式错误"),
        ('<c r="C5" t="s"><v>7</v></c>', "C5 的文字在文件中缺失"),
        (
            '<c r="C5" t="str"><f>DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>',
            "C5 是嵌入的图片",
        ),
    ],
)
def test_cells_that_are_said(cells: str, note: str) -> None:
    rows = row(text("A1", "甲")) + row(cells)
    strings = "<si><t>甲</t></si>"
    (said,) = read(workbook(rows, strings=strings, formats=FORMATS)).notes
    assert said.startswith(f"工作表“自评表” {note}")
    assert said.endswith("。")


def test_an_ordinary_sheet_needs_no_note() -> None:
    rows = row(text("A1", "甲"), number("B1", "7.5", 1), '<c r="C1" t="str"><f>""</f><v></v></c>')
    assert read(workbook(rows, formats=FORMATS)).notes == ()


def test_noughts_that_were_never_calculated() -> None:
    rows = row(text("A1", "甲"), number("B1", "0", formula="<f>C1-0.5</f>"))
    stale = read(workbook(rows, settings='<calcPr fullCalcOnLoad="1"/>'))
    assert (0, 1) not in by_place(stale)
    assert "B1 有公式而没有算出的值" in stale.notes[0]
    assert by_place(read(workbook(rows)))[0, 1] == "0"


def test_many_cells_are_counted() -> None:
    rows = row(text("A1", "甲"), *(f'<c r="A{n}"><f>1</f></c>' for n in range(2, 30)))
    (note,) = read(workbook(rows)).notes
    assert "A2、A3、A4、A5、A6、A7、A8、A9 等 28 处 有公式" in note


# --- hidden --------------------------------------------------------------------------------------


def hidden_rows(attributes: str, after: str = "", others: dict[str, str] | None = None) -> Document:
    rows = (
        row(text("A1", "指标"))
        + row(text("A2", "1.会议"), number("B2", "4"), attributes=attributes)
        + row(text("A3", "2.整改"))
        + row(text("A4", "3.经费"), attributes=attributes)
    )
    return read(workbook(rows, after=after, others=others))


@pytest.mark.parametrize("attributes", [' hidden="1"', ' hidden="true"', ' ht="0"'])
def test_hidden_rows_are_said_with_their_text(attributes: str) -> None:
    document = hidden_rows(attributes)
    assert list(by_place(document)) == [(0, 0), (2, 0)]
    expected = "隐藏的 2 行（第 2、4 行）没有读取：“1.会议 4”、“3.经费”。"
    assert document.notes == (f"工作表“自评表”{expected}",)


FILTER = '<autoFilter ref="A1:B9"><filterColumn colId="0"/></autoFilter>'


@pytest.mark.parametrize(
    ("attributes", "after", "others"),
    [
        (' hidden="1"', FILTER, {}),
        (' hidden="1" outlineLevel="1"', "", {}),
        (
            ' hidden="1"',
            "",
            {
                "xl/worksheets/_rels/sheet1.xml.rels": relations(("table", "/xl/tables/t.xml")),
                "xl/tables/t.xml": f'<table ref="A1:B9">{FILTER}</table>',
            },
        ),
    ],
)
def test_rows_that_only_the_view_hides_are_read(
    attributes: str, after: str, others: dict[str, str]
) -> None:
    document = hidden_rows(attributes, after, others)
    assert len(by_place(document)) == 5
    assert document.notes == ("工作表“自评表”被筛选或折叠起来的 2 行（第 2、4 行）也读取了。",)


def test_an_idle_filter_and_rows_below_it() -> None:
    idle = hidden_rows(' hidden="1"', '<autoFilter ref="A1:B9"/>')
    assert "隐藏的 2 行" in idle.notes[0]
    above = hidden_rows(' hidden="1"', FILTER.replace("B9", "B3"))
    assert list(by_place(above)) == [(0, 0), (1, 0), (1, 1), (2, 0)]


def test_hidden_columns() -> None:
    columns = '<cols><col min="2" max="3" hidden="1"/><col min="5" max="16384" width="0"/></cols>'
    rows = row(*(text(f"{letter}1", letter) for letter in "ABCDE"))
    document = read(workbook(rows, before=columns))
    assert list(by_place(document).values()) == ["A", "D"]
    assert "隐藏的 3 列（B—C、E 列）没有读取：“B”、“C”、“E”。" in document.notes[0]


def test_a_merged_cell_begins_where_it_is_seen() -> None:
    rows = (
        row(text("A1", "组织领导"), text("B1", "藏"), attributes=' hidden="1"')
        + row(text("B2", "会议"))
        + row(text("B3", "整改"))
    )
    merged = '<mergeCells><mergeCell ref="A1:A3"/></mergeCells>'
    document = read(workbook(rows, after=merged))
    cell = document.tables[0].cells[0]
    assert (cell.text, cell.row, cell.row_span) == ("组织领导", 1, 2)
    assert "“藏”" in document.notes[0]
    assert "组织领导" not in document.notes[0]


def test_remarks_on_hidden_cells_are_left_out() -> None:
    rows = row(text("A1", "甲")) + row('<c r="A2" t="e"><v>#N/A</v></c>', attributes=' hidden="1"')
    (note,) = read(workbook(rows)).notes
    assert "隐藏的 1 行" in note


# --- merged cells --------------------------------------------------------------------------------


def test_merges() -> None:
    rows = row(text("A1", "甲"), text("B1", "压"), text("C1", "丙")) + row(text("C2", "丁"))
    merges = "".join(
        f'<mergeCell ref="{ref}"/>' for ref in ("A1:B2", "B2:C2", "C1:C1", "D1:XFD1048576")
    )
    document = read(workbook(rows, after=f"<mergeCells>{merges}</mergeCells>"))
    spans = {c.text: (c.row_span, c.column_span) for c in document.tables[0].cells}
    assert spans == {"甲": (2, 2), "丙": (1, 1), "丁": (1, 1)}
    assert document.notes == ("工作表“自评表”有 1 个被合并的单元格里另有文字，没有读取：“压”。",)


@pytest.mark.parametrize(
    ("count", "rows", "reason"), [(60_000, 1, "合并单元格过多"), (40_000, 5_000, "互相重叠")]
)
def test_hostile_merges_are_refused_fast(count: int, rows: int, reason: str) -> None:
    cells = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in (1, rows))
    merges = f'<mergeCell ref="A1:A{rows}"/>' * count
    data = workbook(cells, after=f"<mergeCells>{merges}</mergeCells>")
    begun = time.process_time()
    with pytest.raises(InputError, match=reason):
        read(data)
    assert time.process_time() - begun < 5


# --- sheets --------------------------------------------------------------------------------------


def sheets(*listed: str, parts: dict[str, str], targets: tuple[tuple[str, str], ...]) -> bytes:
    return zipped(
        {
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
            f"<sheets>{''.join(listed)}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": relations(*targets),
            **parts,
        }
    )


def test_sheets_are_found_by_their_relations() -> None:
    document = read(
        sheets(
            '<sheet name="甲" r:id="r3"/>',
            '<sheet name="乙" r:id="r1"/>',
            '<sheet name="图" r:id="r2"/>',
            '<sheet name="藏" r:id="r1" state="veryHidden"/>',
            '<sheet name="坏" r:id="r5"/>',
            '<sheet name="失" r:id="r4"/>',
            parts={
                "xl/a.xml": sheet(row(text("A1", "一"))),
                "somewhere/B.XML": sheet(row(text("A1", "二"))),
                "xl/bad.xml": "<worksheet><sheetData>",
            },
            targets=(
                ("worksheet", "a.xml"),
                ("chartsheet", "c.xml"),
                ("worksheet", "/somewhere/./b.xml"),
                ("worksheet", "../../etc/passwd"),
                ("worksheet", "bad.xml"),
            ),
        )
    )
    assert [(t.sheet, t.number, t.cells[0].text) for t in document.tables] == [
        ("甲", 1, "二"),
        ("乙", 2, "一"),
    ]
    assert document.notes == (
        "工作表“坏”已损坏，没有读取。",
        "工作表“失”已损坏，没有读取。",
        "隐藏的工作表没有读取：藏。",
        "图表“图”没有读取。",
    )


def test_a_workbook_in_an_odd_place() -> None:
    parts = {
        "_rels/.rels": relations(("officeDocument", "/book.xml")),
        "book.xml": f'<workbook xmlns:r="{RELATIONS}"><sheet name="甲" r:id="r1"/></workbook>',
        "_rels/book.xml.rels": relations(("worksheet", "s.xml")),
        "s.xml": sheet(row(text("A1", "一"))),
    }
    assert first(zipped(parts)) == "一"
    assert first(zipped({name.replace("/", "\\"): part for name, part in parts.items()})) == "一"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (workbook(""), "工作簿是空的"),
        (workbook(row(text("A1", "甲"), attributes=' hidden="1"')), "隐藏的 1 行"),
        (workbook(row('<c r="A1"><f>1</f></c>')), "没有算出的值"),
        (workbook(row('<c r="A1" t="s"><v>0</v></c>')), "sharedStrings"),
        (workbook(row('<c r="A1" t="s"><v>0</v></c>'), strings="<si>"), "sharedStrings"),
        (workbook(row('<c r="A0"><v>0</v></c>')), "已损坏"),
        (workbook(row('<c r="AAAA1"><v>0</v></c>')), "已损坏"),
        (workbook('<row r="9999999"/>'), "已损坏"),
        (workbook("", after='<mergeCell ref="A1:"/>'), "已损坏"),
        (workbook("", before='<cols><col hidden="1"/></cols>'), "已损坏"),
        (workbook("", before='<col min="1" max="16384" hidden="1"/>' * 3), "已损坏"),
        (workbook(row(number("A1", "1"), number("XFD1048576", "1"))), "过大（1048576 行"),
        (
            sheets(
                '<sheet name="藏" state="hidden" r:id="r1"/>',
                parts={"xl/a.xml": sheet(row(text("A1", "一")))},
                targets=(("worksheet", "a.xml"),),
            ),
            "隐藏的（藏）没有读取",
        ),
    ],
)
def test_nothing_that_can_be_read(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        read(data)
    assert str(caught.value).startswith("a.xlsx：")
    assert str(caught.value).endswith("。")


def test_an_oversized_sheet_does_not_hide_the_others() -> None:
    document = read(
        sheets(
            '<sheet name="数据" r:id="r1"/>',
            '<sheet name="自评表" r:id="r2"/>',
            parts={
                "xl/a.xml": sheet(row(number("A1", "1")) + row(number("ZZ1000000", "1"))),
                "xl/b.xml": sheet(row(text("A1", "一"))),
            },
            targets=(("worksheet", "a.xml"), ("worksheet", "b.xml")),
        )
    )
    assert [table.sheet for table in document.tables] == ["自评表"]
    assert "工作表“数据”过大（1000000 行 702 列），没有读取。" in document.notes


def test_limits_of_cells_and_characters() -> None:
    rows = row(*(number(f"A{n}", "1") for n in range(1, 12)))
    with pytest.raises(InputError, match="单元格或文字过多"):
        read_bytes(workbook(rows), "a.xlsx", Limits(cells=10))
    shared = row(*(f'<c r="A{n}" t="s"><v>0</v></c>' for n in range(1, 70)))
    strings = f"<si><t>{'长' * 1_000_000}</t></si>"
    with pytest.raises(InputError, match="单元格或文字过多"):
        read_bytes(workbook(shared, strings=strings), "a.xlsx", Limits(ratio=100_000))


def test_entities_are_refused() -> None:
    bomb = f'<!DOCTYPE a [<!ENTITY b "{"x" * 1000}">]><worksheet>{"&b;" * 100}</worksheet>'
    with pytest.raises(InputError, match="已损坏"):
        read(workbook("", others={"xl/worksheets/sheet1.xml": bomb}))


# --- what stands in no cell ----------------------------------------------------------------------


def test_text_boxes_pictures_and_comments_are_said() -> None:
    drawing = (
        '<xdr:wsDr xmlns:xdr="urn:x" xmlns:a="urn:a"><xdr:sp><xdr:txBody><a:p><a:r>'
        "<a:t>填表说明</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:sp><xdr:txBody><a:p/></xdr:txBody></xdr:sp>"
        "<xdr:pic/></xdr:wsDr>"
    )
    comments = "<comments><commentList><comment/><comment/></commentList></comments>"
    others = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations(
            ("drawing", "../drawings/d.xml"), ("comments", "../c.xml"), ("comments", "../none.xml")
        ),
        "xl/drawings/d.xml": drawing,
        "xl/c.xml": comments,
    }
    document = read(workbook(row(text("A1", "甲")), others=others))
    assert document.notes == (
        "工作表“自评表”有 1 个文本框没有读取（“填表说明”）。",
        "工作表“自评表”有 1 张图片没有读取。",
        "工作表“自评表”有 2 条批注没有读取。",
        "工作表“自评表”的图形、批注等附件已损坏，没有读取。",
    )


def test_damaged_styles_are_said() -> None:
    document = read(workbook(row(number("A1", "7.5", 0)), formats="<styleSheet>"))
    assert by_place(document) == {(0, 0): "7.5"}
    assert "样式已损坏" in document.notes[0]


@pytest.mark.parametrize("suffix", ["xlsx", "xlsm", "xltx", "xltm"])
def test_suffixes(suffix: str) -> None:
    data = workbook(row(text("A1", "甲")), others={"xl/vbaProject.bin": "macro"})
    assert read(data, f"a.{suffix}").notes == ()
