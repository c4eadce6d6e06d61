"""Readers: bytes -> Document."""

import io
import zipfile
from pathlib import Path

import pytest
from forms import UP, Grid, as_csv, as_docx, as_html, as_xlsx, saved
from wordfiles import zipped

from reviewer.errors import InputError
from reviewer.model import Document
from reviewer.readers import read, read_bytes

ROWS: Grid = [["指标", "得分"], ["经费", "7.5"], ["安全", "8"]]


def texts(document: Document, table: int = 0) -> list[str]:
    return [cell.text for cell in document.tables[table].cells]


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
        ("\u3000\n".encode(), "文件是空的"),
        (b"\0" * 5000, "零字节"),
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


def test_the_owner_file_of_word_is_said_to_be_one() -> None:
    with pytest.raises(InputError, match="临时文件"):
        read_bytes(b"\6admin\0", "~$自评表.docx")


def test_plain_zip_is_an_archive() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.docx", b"x")
    with pytest.raises(InputError, match="解压"):
        read_bytes(buffer.getvalue(), "a.zip")


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
