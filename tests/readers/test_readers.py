"""Readers: bytes -> Document."""

import io
import zipfile
from pathlib import Path

import pytest
from forms import UP, Grid, as_csv, as_docx, as_html, as_xlsx, saved

from reviewer.errors import InputError
from reviewer.model import Document
from reviewer.readers import read, read_bytes

ROWS: Grid = [["指标", "得分"], ["经费", "7.5"], ["安全", "8"]]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def texts(document: Document, table: int = 0) -> list[str]:
    return [cell.text for cell in document.tables[table].cells]


def word(body: str, namespace: str = W) -> Document:
    """Read a docx with the given body."""
    xml = f'<w:document xmlns:w="{namespace}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>'
    return read_bytes(zipped({"word/document.xml": xml}), "a.docx")


def zipped(members: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"[Content_Types].xml": "<Types/>", **members}.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def cell_of(content: str, namespace: str = W) -> str:
    return texts(word(tbl(tr(tc(content))), namespace))[0]


# --- which reader -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name", "format_name"),
    [
        (as_docx(ROWS), "a.docx", "docx"),
        (as_docx(ROWS), "a.xlsx", "docx"),
        (as_xlsx(ROWS), "a.xlsx", "xlsx"),
        (as_csv(ROWS), "a.csv", "csv"),
        (as_csv([*ROWS, *ROWS], delimiter="\t"), "a.csv", "csv"),
        (as_html(ROWS), "a.html", "html"),
        (as_html(ROWS), "a.xls", "html"),
        ("一段文字".encode(), "标准输入", "text"),
    ],
)
def test_format_by_content(data: bytes, name: str, format_name: str) -> None:
    document = read_bytes(data, name)
    assert document.format == format_name
    assert len(document.sha256) == 64


def test_a_wrong_suffix_is_noted() -> None:
    assert "后缀是 .txt" in "".join(read_bytes(as_docx(ROWS), "a.txt").notes)
    assert read_bytes(as_docx(ROWS), "a.docx").notes == ()


def test_read_from_disk(tmp_path: Path) -> None:
    path = tmp_path / "自评 表.csv"
    path.write_bytes(as_csv(ROWS))
    assert read(path).source == "自评 表.csv"
    for wrong, reason in ((tmp_path, "文件夹"), (tmp_path / "无.docx", "找不到")):
        with pytest.raises(InputError, match=reason):
            read(wrong)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "文件是空的"),
        (b" \n\t\r\n", "文件是空的"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"\xff\xd8\xff\xe0", "图片"),
        (b"BM\x00\x00\x00\x00", "图片"),
        (b"Rar!\x1a\x07", "压缩包"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (OLE + "Workbook".encode("utf-16-le"), "已损坏"),
        (OLE, "旧格式"),
        (b"PK\x03\x04 broken", "已损坏"),
        (as_docx(ROWS)[:2000], "已损坏"),
        (as_xlsx(ROWS)[:-400], "已损坏"),
        (zipped({"content.xml": "<a/>"}), "OpenDocument"),
        (zipped({"OFD.xml": "<a/>"}), "OFD"),
        (zipped({"xl/workbook.bin": "x"}), "xlsb"),
        (zipped({"word/document.xml": "<a"}), "已损坏"),
        (zipped({"word/document.xml": "<a/>"}), "已损坏"),
        (zipped({"xl/workbook.xml": "<a"}), "已损坏"),
        (b"<?xml version='1.0'?><a/>", "XML"),
        (b"MIME-Version: 1.0\n", "mht"),
        (b"\xff\xfe\xfd\xfc\xfb", "UTF-16"),
    ],
)
def test_what_can_not_be_read_says_what_to_do(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        read_bytes(data, "某市.bin")
    message = str(caught.value)
    assert message.startswith("某市.bin：")
    assert message.endswith("。")
    assert "\n" not in message


def test_plain_zip_is_an_archive() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.docx", b"x")
    with pytest.raises(InputError, match="解压"):
        read_bytes(buffer.getvalue(), "a.zip")


# --- docx ------------------------------------------------------------------------------------


def test_docx_spans() -> None:
    document = word(
        tbl(
            tr(tc(p("宽"), '<w:gridSpan w:val="2"/>'), tc(p("右"))),
            tr(tc(p("高"), '<w:vMerge w:val="restart"/>'), tc(p("中")), tc(p("右"))),
            tr(
                tc(p(""), "<w:vMerge/>"),
                tc(p("甲"), '<w:hMerge w:val="restart"/>'),
                tc("", "<w:hMerge/>"),
            ),
            tr(tc(p("尾")), properties='<w:gridBefore w:val="2"/>'),
        )
    )
    cells = {c.text: (c.row, c.column, c.row_span, c.column_span) for c in document.tables[0].cells}
    assert cells["宽"] == (0, 0, 1, 2)
    assert cells["高"] == (1, 0, 2, 1)
    assert cells["甲"] == (2, 1, 1, 2)
    assert cells["尾"] == (3, 2, 1, 1)
    assert len(document.tables[0].cells) == 7


def test_docx_revisions_are_accepted_and_counted() -> None:
    inserted = "<w:ins><w:r><w:t>新</w:t></w:r></w:ins>"
    deleted = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    moved = "<w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom>"
    body = tbl(
        tr(tc(f"<w:p>{inserted}{deleted}{moved}<w:r><w:t>文</w:t></w:r></w:p>")),
        tr(tc(p("删去的行")), properties="<w:del/>"),
        tr(tc(p("加入的行")), properties="<w:ins/>"),
    )
    document = word(body)
    assert texts(document) == ["新文", "加入的行"]
    assert "修订 5 处（插入 2、删除 3）" in document.notes[0]


def test_docx_paragraph_mark_deleted() -> None:
    first = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>上</w:t></w:r></w:p>"
    assert cell_of(first + p("下") + p("末")) == "上下\n末"
    assert word(first + p("下")).paragraphs == ("上下",)


def test_docx_content_controls_are_unwrapped() -> None:
    run = "<w:sdt><w:sdtContent><w:r><w:t>字</w:t></w:r></w:sdtContent></w:sdt>"
    cell = f"<w:sdt><w:sdtContent>{tc(f'<w:p>{run}</w:p>')}</w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent>{tr(cell, tc(p('乙')))}</w:sdtContent></w:sdt>"
    table = f"<w:sdt><w:sdtContent>{tbl(row)}</w:sdtContent></w:sdt>"
    assert texts(word(table)) == ["字", "乙"]
    content = "<w:sdtContent><w:r><w:t>点此输入</w:t></w:r></w:sdtContent>"
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>{content}</w:sdt>"
    assert cell_of(f"<w:p>{prompt}</w:p>") == ""


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:t>甲</w:t><w:tab/><w:t>乙</w:t>", "甲\t乙"),
        ("<w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t>", "甲\n乙\n丙"),
        ('<w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t>', "甲乙"),
        ("<w:t>3</w:t><w:noBreakHyphen/><w:t>11岁</w:t>", "3-11岁"),
        ('<w:t>甲</w:t><w:sym w:char="F0A7"/><w:footnoteReference w:id="2"/>', "甲"),
        ('<w:t xml:space="preserve">  甲  乙  </w:t>', "甲  乙"),
        ("<w:instrText>PAGE</w:instrText><w:t>甲</w:t>", "甲"),
    ],
)
def test_docx_runs(inside: str, text: str) -> None:
    assert cell_of(f"<w:p><w:r>{inside}</w:r></w:p>") == text


def test_docx_text_box_only_where_there_is_nothing_else() -> None:
    box = f"<w:txbxContent>{p('框')}</w:txbxContent>"
    choice = f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
    fallback = f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    both = f"<mc:AlternateContent>{choice}{fallback}</mc:AlternateContent>"
    assert cell_of(f"<w:p><w:r>{both}</w:r></w:p>") == "框"
    assert cell_of(f"<w:p><w:r>{both}<w:t>字</w:t></w:r></w:p>") == "字"


def test_docx_nested_table_is_text_and_a_frame_is_not() -> None:
    inner = tbl(tr(tc(p("甲")), tc(p("乙"))), tr(tc(p("丙")), tc(p("丁"))))
    nested = word(tbl(tr(tc(p("前") + inner + p("后")), tc(p("右")))))
    assert texts(nested) == ["前\n甲\t乙\n丙\t丁\n后", "右"]
    framed = word(tbl(tr(tc(p("题") + inner))))
    assert texts(framed) == ["甲", "乙", "丙", "丁"]
    assert framed.paragraphs == ("题",)


def test_docx_strict_namespace_and_table_in_a_text_box() -> None:
    assert cell_of(p("严"), STRICT) == "严"
    box = f"<w:txbxContent>{tbl(tr(tc(p('内'))))}</w:txbxContent>"
    assert texts(word(f"<w:p><w:r><w:drawing>{box}</w:drawing></w:r></w:p>")) == ["内"]


def test_docx_text_left_in_a_merged_cell_is_noted() -> None:
    document = word(
        tbl(
            tr(tc(p("上"), '<w:vMerge w:val="restart"/>'), tc(p("右"))),
            tr(tc(p("藏"), '<w:vMerge w:val="continue"/>'), tc(p("右"))),
        )
    )
    assert texts(document) == ["上", "右", "右"]
    assert "1 个被合并的单元格" in document.notes[0]


# --- xlsx ------------------------------------------------------------------------------------


def test_xlsx_values_and_positions() -> None:
    import datetime

    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for row, value in enumerate(
        [7.5, 8.0, 0.466, 0.1 + 0.2, " 文 ", True, datetime.date(2022, 6, 30)]
    ):
        sheet.cell(row + 3, 2).value = value
    document = read_bytes(saved(book), "a.xlsx")
    assert texts(document) == ["7.5", "8", "0.466", "0.3", "文", "TRUE", "2022-06-30"]
    assert [(c.row, c.column) for c in document.tables[0].cells][:2] == [(2, 1), (3, 1)]


def test_xlsx_merges_and_sheets() -> None:
    import openpyxl

    data = as_xlsx([["甲", "乙"], [UP, "丙"]], sheets=(("空", []), ("二", ROWS), ("藏", ROWS)))
    book = openpyxl.load_workbook(io.BytesIO(data))
    book["藏"].sheet_state = "hidden"
    document = read_bytes(saved(book), "a.xlsx")
    assert [table.sheet for table in document.tables] == ["Sheet", "二"]
    first = document.tables[0].cells
    assert [(c.text, c.row_span) for c in first] == [("甲", 2), ("乙", 1), ("丙", 1)]
    assert "藏" in document.notes[0]


def test_xlsx_absurdly_wide() -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active["A1"] = "a"
    book.active["XFD1048576"] = "b"
    with pytest.raises(InputError, match="工作表“Sheet”过大（1048576 行"):
        read_bytes(saved(book), "a.xlsx")


# --- csv, html, text ---------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv(delimiter: str, encoding: str) -> None:
    rows = [
        ["指标", "说明", "得分"],
        ["经费", '第一行，含"引号"\n第二行', "7.5"],
        ["安全", "好", "8"],
    ]
    document = read_bytes(as_csv(rows, delimiter=delimiter, encoding=encoding), "a.csv")
    assert texts(document) == [text for row in rows for text in row]
    assert document.encoding is not None


def test_tab_rows_with_plain_quotes() -> None:
    text = '指标\t说明\t得分\n"双减"工作\t落实"五项"管理\t8\n安全\t好\t8\n'
    assert texts(read_bytes(text.encode(), "a.txt"))[3] == '"双减"工作'


def test_html_spans_breaks_and_blanks() -> None:
    page = (
        "<html><head><title>窗口 名</title></head><body><p>题</p><table><caption>表名</caption>"
        "<tr><td rowspan=2>高<td colspan='2'>宽<br>二行</tr>"
        "<tr><td><p>甲</p><p>&nbsp;</p><p>乙&nbsp;&nbsp;丙</p></td><td>中文\n换行</td></tr>"
        "<tr><td><table><tr><td>内</td><td>嵌</td></tr></table></td><td><script>x</script></td></tr>"
        "</table>后</body></html>"
    )
    document = read_bytes(page.encode(), "a.html")
    assert texts(document) == ["高", "宽\n二行", "甲\n\n乙  丙", "中文换行", "内\t嵌", ""]
    spans = [(c.row, c.column, c.row_span, c.column_span) for c in document.tables[0].cells]
    assert spans[:3] == [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1)]
    assert document.paragraphs == ("窗口 名", "题", "表名", "后")


def test_html_frame_and_hostile_spans() -> None:
    inner = "<table><tr><td>甲</td><td rowspan=99999 colspan=99999>乙</td></tr></table>"
    document = read_bytes(f"<table><tr><td>{inner}</td></tr></table>".encode(), "a.html")
    assert texts(document) == ["甲", "乙"]
    assert document.tables[0].cells[1].row_span == 1


def test_dump() -> None:
    text = "题\n\t甲\n\t乙\n续\n\n\t丙\n\n后段\n\t丁\n\n\t\n\t戊\n\n填表人\n"
    document = read_bytes(text.encode(), "a.txt")
    assert texts(document) == ["甲", "乙\n续", "丙\n\n后段", "丁", "", "戊"]
    assert document.paragraphs == ("题", "填表人")


def test_pasted_rows() -> None:
    text = "题\n甲\t乙\t丙\n一\t长段落文字\n第二段\t4\n二\t好\t5\n"
    document = read_bytes(text.encode(), "a.txt")
    assert texts(document) == ["甲", "乙", "丙", "一", "长段落文字\n第二段", "4", "二", "好", "5"]
    assert document.paragraphs == ("题",)


def test_pipes_and_frames() -> None:
    piped = "题\n\n| 甲 | 乙 |\n|---|:-:|\n| 一<br>二 | a\\|b |\n"
    document = read_bytes(piped.encode(), "a.md")
    assert texts(document) == ["甲", "乙", "一\n二", "a|b"]
    framed = "┌──┬──┐\n│甲│乙│\n├──┼──┤\n│一│三│\n│二│  │\n├──┼──┤\n│四│五│\n└──┴──┘\n"
    assert texts(read_bytes(framed.encode(), "a.txt")) == ["甲", "乙", "一\n二", "三", "四", "五"]
