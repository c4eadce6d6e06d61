"""PDF: tables rebuilt, pages joined, and what a page may hide, drawn by reportlab or by hand."""

from __future__ import annotations

import base64
import re
import subprocess
import time
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from forms import ROOT, UP, WORDS, Grid, parse
from printing import FONT, drawn, printed, raw, stream
from system import need_soffice

from reviewer.errors import InputError
from reviewer.limits import Limits
from reviewer.readers import read, read_bytes
from reviewer.tables.forms import submission

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.model import Document

TITLE = "东湖市2022年自评表"
LONG = "召开会议5次，印发文件3份，常委会专题研究教育工作4次，其中2次涉及学前教育。"
TWO = "已整改4项。\n整改中2项，未整改到位1项。"
ROWS: Grid = [
    ["一级指标", "二级指标", "自评说明", "自评得分"],
    ["组织领导（12分）", "1.会议（4分）", LONG, "4"],
    [UP, "2.整改（8分）", TWO, "7.5"],
]


def texts(document: Document, table: int = 0) -> list[list[str]]:
    rows: dict[int, list[str]] = {}
    for cell in document.tables[table].cells:
        rows.setdefault(cell.row, []).append(cell.text)
    return list(rows.values())


def notes(data: bytes) -> str:
    return "".join(read_bytes(data, "a.pdf").notes)


# --- tables ----------------------------------------------------------------------------------


@pytest.mark.parametrize("landscape", [False, True])
def test_merged_and_wrapped_cells(landscape: bool) -> None:
    data = printed(ROWS, title=TITLE, after=("填表人：张三",), landscape=landscape)
    document = read_bytes(data, "a.pdf")
    assert document.format == "pdf"
    assert document.paragraphs == (TITLE, "填表人：张三")
    cells = {(c.row, c.column): c for c in document.tables[0].cells}
    assert (cells[1, 0].text, cells[1, 0].row_span) == ("组织领导（12分）", 2)
    assert (2, 0) not in cells
    assert (cells[1, 2].text, cells[2, 2].text) == (LONG, TWO)
    assert {c.page for c in cells.values()} == {1}
    assert "请核对" in document.notes[0]


@pytest.mark.parametrize(
    "rules",
    [
        (),
        tuple(
            (side, (0, row), (-1, row), 1, "black")
            for side, row in (("LINEABOVE", 0), ("LINEBELOW", 0), ("LINEBELOW", -1))
        ),
        tuple(("LINEBELOW", (0, row), (-1, row), 1, "black") for row in range(3)),
    ],
    ids=["none", "three", "each row"],
)
def test_a_table_without_ruled_columns(rules: tuple[Any, ...]) -> None:
    flat = [[text if text != UP else "" for text in row] for row in ROWS]
    data = printed(
        flat,
        title=TITLE,
        after=("填表人：张三",),
        ruled=False,
        widths=(90, 90, 220, 60),
        rules=rules,
    )
    document = read_bytes(data, "a.pdf")
    assert texts(document) == flat
    assert document.paragraphs == (TITLE, "填表人：张三")


def test_shaded_boxes_are_a_table() -> None:
    shades = tuple(("BACKGROUND", (c, r), (c, r), "lightgrey") for r in range(3) for c in range(4))
    flat = [[text if text != UP else "" for text in row] for row in ROWS]
    assert texts(read_bytes(printed(flat, ruled=False, rules=shades), "a.pdf")) == flat


def test_prose_is_no_table() -> None:
    data = printed([["一段文字。"]], ruled=False, title=LONG, after=(LONG * 5, "张三  李四  王五"))
    document = read_bytes(data, "a.pdf")
    assert document.tables == ()
    assert document.paragraphs[0] == LONG
    assert LONG * 5 in document.paragraphs


# --- pages -------------------------------------------------------------------------------------


def numbered(canvas: Any, document: Any) -> None:
    canvas.setFont(FONT, 9)
    canvas.drawCentredString(297, 30, f"第 {canvas.getPageNumber()} 页 共 3 页")
    canvas.drawString(50, 810, "东湖市教育局")
    canvas.saveState()
    canvas.translate(200, 300)
    canvas.rotate(45)
    canvas.setFont(FONT, 40)
    canvas.setFillGray(0.8)
    canvas.drawString(0, 0, "内部资料")
    canvas.restoreState()


@pytest.mark.parametrize("repeat", [0, 1])
def test_rows_run_on_over_pages(repeat: int) -> None:
    story = (
        "".join(f"第{number}次会议研究议题{number + 3}个，" for number in range(1, 150))
        + "均已落实。"
    )
    rows = [
        *ROWS[:2],
        [UP, "2.研究（8分）", story, "8"],
        ["保障（3分）", "3.经费（3分）", LONG, "3"],
    ]
    data = printed(rows, title=TITLE, repeat=repeat, on_page=numbered)
    document = read_bytes(data, "a.pdf")
    assert len(document.tables) == 1
    assert document.paragraphs == (TITLE,)
    found = submission(document, WORDS)
    assert [i.narrative for i in found.indicators] == [LONG, story, LONG]
    assert [i.section for i in found.indicators] == ["组织领导", "组织领导", "保障"]
    last = found.indicators[-1].location
    assert (last.table, last.row, last.page) == (
        1,
        4,
        max(c.page or 0 for c in document.tables[0].cells),
    )
    assert "水印“内部资料”没有读取" in "".join(document.notes)


def test_a_title_that_is_printed_on_each_page_stays() -> None:
    def titled(canvas: Any, document: Any) -> None:
        canvas.setFont(FONT, 14)
        canvas.drawCentredString(297, 800, TITLE)

    rows = [ROWS[0], *([f"部分{n}", f"{n}.会议（4分）", LONG, "4"] for n in range(40))]
    document = read_bytes(printed(rows, repeat=1, on_page=titled), "a.pdf")
    assert document.paragraphs == (TITLE,)
    assert len(texts(document)) == len(rows)


def test_columns_on_several_pages() -> None:
    def part(*columns: str) -> Callable[[Any], None]:
        def draw(canvas: Any) -> None:
            edges = [50 + 60 * n for n in range(len(columns) + 1)]
            canvas.grid(edges, [250 - 20 * n for n in range(8)])
            for n, column in enumerate(columns):
                for row in range(7):
                    canvas.drawString(55 + 60 * n, 235 - 20 * row, f"{column}{row}")

        return draw

    with pytest.raises(InputError, match="所有列"):
        read_bytes(drawn(part("指标", "说明", "说明"), part("得分")), "a.pdf")


def test_two_tables_stay_two() -> None:
    def draw(canvas: Any) -> None:
        for top, columns in ((250, 3), (120, 2)):
            canvas.grid([50 + 100 * n for n in range(columns + 1)], [top, top - 20, top - 40])
            for row in range(2):
                for column in range(columns):
                    canvas.drawString(55 + 100 * column, top - 15 - 20 * row, f"{row}{column}")

    assert len(read_bytes(drawn(draw), "a.pdf").tables) == 2


# --- what a page may do to its text ------------------------------------------------------------


def grid(canvas: Any, *, text: str = "会议", write: Callable[..., None] | None = None) -> None:
    """Draw a table of two rows and two columns with a text in each."""
    canvas.grid([50, 200, 350], [250, 220, 190])
    for row in range(2):
        for column in range(2):
            (write or canvas.drawString)(60 + 150 * column, 230 - 30 * row, f"{text}{row}{column}")


GRID = [["会议00", "会议01"], ["会议10", "会议11"]]


def twice(canvas: Any) -> None:
    def bold(x: float, y: float, text: str) -> None:
        canvas.drawString(x, y, text)
        canvas.drawString(x + 0.4, y, text)

    grid(canvas, write=bold)


def turned_page(canvas: Any) -> None:
    canvas.setPageRotation(90)
    sideways(canvas)


def sideways(canvas: Any) -> None:
    canvas.translate(400, 0)
    canvas.rotate(90)
    canvas.translate(-50, 0)
    canvas.setFont(FONT, 10)
    grid(canvas)


def downwards(canvas: Any) -> None:
    canvas.translate(0, 300)
    canvas.rotate(-90)
    canvas.translate(-50, 0)
    canvas.setFont(FONT, 10)
    grid(canvas)


def dotted(canvas: Any) -> None:
    canvas.setDash(1, 2)
    grid(canvas)


def boxed(canvas: Any) -> None:
    for x in (50, 200):
        for y in (190, 220):
            canvas.rect(x, y, 150, 30)
    canvas.setStrokeColorRGB(1, 1, 1)
    grid(canvas)


def thin_boxes(canvas: Any) -> None:
    for y in (190, 220, 250):
        canvas.rect(50, y, 300, 0.5, stroke=0, fill=1)
    for x in (50, 200, 350):
        canvas.rect(x, 190, 0.5, 60, stroke=0, fill=1)
    canvas.grid = lambda *_: None
    grid(canvas)


def open_sides(canvas: Any) -> None:
    for y in (190, 220, 250):
        canvas.line(50, y, 350, y)
    canvas.line(200, 190, 200, 250)
    canvas.grid = lambda *_: None
    grid(canvas)


def framed(canvas: Any) -> None:
    canvas.rect(20, 20, 360, 260)
    canvas.rect(23, 23, 354, 254)
    grid(canvas)


def distributed(canvas: Any) -> None:
    def spread(x: float, y: float, text: str) -> None:
        for number, char in enumerate(text):
            canvas.drawString(x + 20 * number, y, char)

    grid(canvas, write=spread)


@pytest.mark.parametrize(
    "draw",
    [
        grid,
        twice,
        turned_page,
        sideways,
        downwards,
        dotted,
        boxed,
        thin_boxes,
        open_sides,
        framed,
        distributed,
    ],
)
def test_however_it_is_drawn(draw: Callable[[Any], None]) -> None:
    assert texts(read_bytes(drawn(draw), "a.pdf")) == GRID


@pytest.mark.parametrize("turn", [90, -90])
def test_turned_text_in_a_cell(turn: int) -> None:
    def draw(canvas: Any) -> None:
        canvas.grid([50, 100, 350], [250, 150])
        canvas.drawString(110, 200, "召开会议，研究教育工作。")
        canvas.translate(75, 160 if turn == 90 else 240)
        canvas.rotate(turn)
        canvas.drawString(0, 0, "组织领导")

    assert texts(read_bytes(drawn(draw), "a.pdf")) == [["组织领导", "召开会议，研究教育工作。"]]


def test_text_from_top_to_bottom() -> None:
    def draw(canvas: Any) -> None:
        canvas.grid([50, 100, 350], [250, 150])
        canvas.drawString(110, 200, "召开会议。")
        for number, char in enumerate("组织领导"):
            canvas.drawString(70, 230 - 15 * number, char)

    assert texts(read_bytes(drawn(draw), "a.pdf")) == [["组织领导", "召开会议。"]]


def test_cells_that_are_too_low() -> None:
    def draw(canvas: Any) -> None:
        canvas.grid([50, 200, 350], [280, 250, 232, 214, 184])
        canvas.drawString(60, 265, "指标")
        for row, word in enumerate(("甲乙丙丁戊", "子丑寅卯辰")):
            canvas.drawString(60, 238 - 18 * row, f"标题{row}")
            for line in range(3):
                canvas.drawString(210, 252 - 12 * line - 18 * row, word + str(line))

    data = drawn(draw)
    found = [[cell.replace("\n", "") for cell in row] for row in texts(read_bytes(data, "a.pdf"))]
    assert found == [
        ["指标", ""],
        ["标题0", "甲乙丙丁戊0甲乙丙丁戊1甲乙丙丁戊2"],
        ["标题1", "子丑寅卯辰0子丑寅卯辰1子丑寅卯辰2"],
        ["", ""],
    ]
    assert "行高不够" in notes(data)


def hidden(canvas: Any) -> None:
    def write(x: float, y: float, text: str) -> None:
        canvas.drawString(x, y, text, mode=3)

    grid(canvas, write=write)


def white(canvas: Any) -> None:
    canvas.setFillGray(1)
    grid(canvas)


def white_on_dark(canvas: Any) -> None:
    canvas.setFillColorRGB(0.1, 0.2, 0.5)
    canvas.rect(50, 190, 300, 60, stroke=0, fill=1)
    canvas.setFillGray(1)
    grid(canvas)


def cropped(canvas: Any) -> None:
    canvas.setCropBox((0, 100, 400, 300))
    canvas.drawString(60, 50, "裁掉的字")
    grid(canvas)


def field(canvas: Any) -> None:
    canvas.grid([50, 200, 350], [250, 220, 190])
    for n, (x, y) in enumerate(((55, 222), (205, 222), (55, 192), (205, 192))):
        canvas.acroForm.textfield(name=f"f{n}", value=f"A{n}", x=x, y=y, width=140, height=26)


@pytest.mark.parametrize(
    ("draw", "expected", "said"),
    [
        (hidden, GRID, "16 个字看不见"),
        (white, GRID, "16 个字看不见"),
        (white_on_dark, GRID, ""),
        (cropped, GRID, "有 4 个字在页面可见范围之外"),
        (field, [["A0", "A1"], ["A2", "A3"]], ""),
    ],
)
def test_what_is_said(draw: Callable[[Any], None], expected: list[list[str]], said: str) -> None:
    document = read_bytes(drawn(draw), "a.pdf")
    assert texts(document) == expected
    assert said in "".join(document.notes)
    assert len(document.notes) == (2 if said else 1)


def scan(canvas: Any) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("L", (40, 30))), 0, 0, 400, 300)


def test_scanned_pages() -> None:
    with pytest.raises(InputError, match="扫描件"):
        read_bytes(drawn(scan, scan), "a.pdf")
    assert "第 2、3 页没有文字" in notes(drawn(grid, scan, scan))


def test_a_scan_with_a_stamp_is_a_scan() -> None:
    def stamped(canvas: Any) -> None:
        scan(canvas)
        canvas.drawString(40, 30, "Scanned 2024-01-05")

    with pytest.raises(InputError, match="扫描件"):
        read_bytes(drawn(stamped), "a.pdf")


def test_a_lock_that_is_not_understood_is_no_damage() -> None:
    with pytest.raises(InputError, match="密码"):
        read_bytes(b"%PDF-1.7\ntrailer << /Encrypt 1 0 R >>", "a.pdf")


def test_a_scan_with_recognised_text_is_read_with_a_note() -> None:
    def both(canvas: Any) -> None:
        scan(canvas)
        hidden(canvas)

    data = drawn(both)
    assert texts(read_bytes(data, "a.pdf")) == GRID
    assert "请对照图片核对" in notes(data)


FONT_WITHOUT_TEXT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H "
    b"/DescendantFonts [6 0 R] >>",
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 1000 /CIDSystemInfo "
    b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor "
    b"<< /Type /FontDescriptor /FontName /X /Flags 4 >> >>",
)


def test_a_font_without_text() -> None:
    known = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    resources = b"<< /Font << /F 5 0 R /G 7 0 R >> >>"
    few = b"BT /G 10 Tf 20 200 Td (enough) Tj /F 10 Tf <00410042> Tj ET"
    data = raw(few, *FONT_WITHOUT_TEXT, known, resources=resources)
    assert read_bytes(data, "a.pdf").paragraphs == ("enough��",)
    assert "有 2 个字的字体没有给出文字" in notes(data)
    with pytest.raises(InputError, match="乱码"):
        read_bytes(
            raw(
                few.replace(b"(enough)", b"(no)").replace(b"<0041", b"<00410041"),
                *FONT_WITHOUT_TEXT,
                known,
                resources=resources,
            ),
            "a.pdf",
        )


# --- files -------------------------------------------------------------------------------------


def test_bytes_before_the_header() -> None:
    assert texts(read_bytes(b"\r\njunk \xff" * 9 + drawn(grid), "a.pdf")) == GRID


def test_passwords() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    def latin(canvas: Any) -> None:
        canvas.setFont("Helvetica", 10)
        grid(canvas, text="A")

    opened = StandardEncryption("", ownerPassword="x", canPrint=0, strength=128)
    closed = StandardEncryption("secret", ownerPassword="x", strength=128)
    found = texts(read_bytes(drawn(latin, encrypt=opened), "a.pdf"))
    assert found == [["A00", "A01"], ["A10", "A11"]]
    with pytest.raises(InputError, match="密码"):
        read_bytes(drawn(latin, encrypt=closed), "a.pdf")


@pytest.mark.parametrize(
    "data",
    [
        drawn(grid).replace(b"endobj", b"endobj" + b" " * 9, 1),
        drawn(grid).replace(b"startxref", b"startxref 99"),
        re.sub(rb"\d{10} 00000 n", b"0000000009 00000 n", drawn(grid)),
    ],
    ids=["moved", "not found", "wrong"],
)
def test_a_file_whose_table_of_objects_is_wrong(data: bytes) -> None:
    assert texts(read_bytes(data, "a.pdf")) == GRID


def test_a_file_that_had_to_be_searched_says_so() -> None:
    data = re.sub(rb"\d{10} 00000 n", b"0000000009 00000 n", drawn(grid))
    assert "逐段查找" in notes(data)
    assert "逐段查找" not in notes(drawn(grid))


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n",
        b"%PDF-1.7\n" + b"\0" * 5000,
        drawn(grid)[:300],
        raw(b"").replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"),
        raw(b"").replace(b"/Type /Page ", b"/Type /Pag "),
    ],
)
def test_damaged_files(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^a\.pdf：.*。$"):
        read_bytes(data, "a.pdf")


def test_limits() -> None:
    with pytest.raises(InputError, match="超过 2 页"):
        read_bytes(drawn(grid, grid, grid), "a.pdf", Limits(pages=2))
    with pytest.raises(InputError, match="超过 0 秒"):
        read_bytes(drawn(grid), "a.pdf", Limits(seconds=0))


def test_a_page_that_is_too_complex_is_said() -> None:
    with pytest.raises(InputError, match="过于复杂"):
        read_bytes(laughs(), "a.pdf")

    def dense(canvas: Any) -> None:
        for _ in range(50_000):
            canvas.line(0, 0, 9, 9)

    assert "第 2 页内容过于复杂，没有读取" in notes(drawn(grid, dense))


def laughs() -> bytes:
    """Return forms that draw one another ten times each, ten deep."""
    forms = [
        stream(
            f"/X{n + 1} Do ".encode() * 10 if n < 9 else b"0 0 m 5 5 l S",
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject "
            b"<< /X%d %d 0 R >> >>" % (n + 1, min(n + 6, 14)),
        )
        for n in range(10)
    ]
    return raw(b"/X0 Do", *forms, resources=b"<< /XObject << /X0 5 0 R >> >>")


def many(count: int, command: bytes) -> bytes:
    packed = zlib.compress(command * count)
    data = raw(packed)
    return data.replace(b"<<  /Length", b"<< /Filter /FlateDecode /Length", 1)


@pytest.mark.parametrize(
    "data",
    [
        laughs(),
        many(300_000, b"0 0 m 9 9 l S "),
        many(20_000_000, b"q Q "),
        many(100, b"q " * 5000),
        raw(
            b"BT /F 10 Tf <0041> Tj ET",
            FONT_WITHOUT_TEXT[0],
            FONT_WITHOUT_TEXT[1].replace(b"/DW 1000", b"/W [0 4000000000 500]"),
            resources=b"<< /Font << /F 5 0 R >> >>",
        ),
        raw(b"0 0 m " + b"[" * 50_000),
    ],
    ids=["laughs", "many lines", "much to read", "deep states", "wide font", "deep arrays"],
)
def test_hostile_pages_end_soon(data: bytes) -> None:
    begun = time.process_time()
    with pytest.raises(InputError):
        read_bytes(data, "a.pdf")
    assert time.process_time() - begun < 10


def bomb(filters: bytes, packed: bytes) -> bytes:
    return raw(b"").replace(stream(b""), stream(packed, b"/Filter " + filters))


@pytest.mark.parametrize(
    "data",
    [
        bomb(b"/FlateDecode", zlib.compress(b" " * 100_000_000)),
        bomb(b"[/FlateDecode /FlateDecode]", zlib.compress(zlib.compress(b" " * 100_000_000))),
        bomb(
            b"[/ASCII85Decode /FlateDecode]",
            base64.a85encode(zlib.compress(b" " * 100_000_000)) + b"~>",
        ),
    ],
    ids=["packed", "packed twice", "packed as text"],
)
def test_bombs_are_not_unpacked(data: bytes) -> None:
    with pytest.raises(InputError, match="过大"):
        read_bytes(data, "a.pdf")


def test_many_lines_and_cells_take_little_time() -> None:
    def draw(canvas: Any) -> None:
        canvas.grid([10 + 3.5 * n for n in range(100)], [10 + 3.5 * n for n in range(80)])
        for n in range(3000):
            canvas.drawString(10 + n % 300, 10 + n % 270, "字")

    begun = time.process_time()
    read_bytes(drawn(draw), "a.pdf")
    assert time.process_time() - begun < 10


# --- the examples, printed by LibreOffice --------------------------------------------------------


def fitted(path: Path, target: Path) -> Path:
    """Return a copy of a workbook that is printed on the width of a page, its rows high enough."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    sheet = book.active
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(
        fitToPage=True
    )
    for row in sheet.iter_rows():
        needed = [
            len(str(cell.value or "")) * 2.3 / sheet.column_dimensions[cell.column_letter].width
            for cell in row
            if not isinstance(cell, openpyxl.cell.cell.MergedCell)
            and cell.coordinate not in sheet.merged_cells
        ]
        sheet.row_dimensions[row[0].row].height = 15 * (2 + int(max(needed, default=0)))
    book.save(target)
    return target


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_examples_printed_give_the_same_submission(suffix: str, tmp_path: Path) -> None:
    paths = sorted((ROOT / "corpora/examples").glob(f"*{suffix}"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        need_soffice(),
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
    ]
    files = [path if suffix == ".docx" else fitted(path, tmp_path / path.name) for path in paths]
    subprocess.run([*command, *map(str, files)], check=True, timeout=120, capture_output=True)
    for path in paths:
        expected = parse(path.read_bytes(), path.name)
        found = submission(read(tmp_path / f"{path.stem}.pdf"), WORDS)
        assert (found.title, found.city, found.year) == (
            expected.title,
            expected.city,
            expected.year,
        )
        assert found.sections == expected.sections
        assert [claim(i) for i in found.indicators] == [claim(i) for i in expected.indicators]


def claim(indicator: Any) -> tuple[object, ...]:
    return (
        indicator.number,
        indicator.title,
        indicator.section,
        indicator.full_score,
        indicator.self_score,
        indicator.narrative,
        indicator.deduction_note,
        indicator.criteria,
        indicator.attachments,
    )
