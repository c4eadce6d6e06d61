"""xls: read without LibreOffice, as its sheets show it."""

import datetime
import io
import random
import resource
import subprocess
import sys
from pathlib import Path

import pytest
import xlwt
from forms import parse

from reviewer.errors import InputError
from reviewer.readers import read_bytes

ROOT = Path(__file__).parent.parent.parent


def shown(code: str) -> xlwt.XFStyle:
    return xlwt.easyxf(num_format_str=code)


def form() -> bytes:
    """Return a workbook with a form, a hidden sheet, and what a note must be made of."""
    book = xlwt.Workbook(encoding="utf-8")
    book.add_sheet("草稿").visibility = 1
    book.add_sheet("底稿").visibility = 2
    sheet = book.add_sheet("自评表")
    for column, words in enumerate(("一级指标", "二级指标（分值）", "自评说明", "自评得分")):
        sheet.write(0, column, words)
    sheet.write_merge(1, 2, 0, 0, "组织（12分）")
    rows = (
        ("1.会议（4分）", "召开会议5次。", 4),
        ("2.整改（8分）", "已整改4项。", 7.5),
        ("3.旧稿", "不要了。", 1),
    )
    for row, (title, narrative, score) in enumerate(rows, start=1):
        sheet.write(row, 1, title)
        sheet.write(row, 2, narrative)
        sheet.write(row, 3, score, shown("0.00"))
    sheet.row(3).hidden = True
    sheet.write(0, 5, "隐藏列")
    sheet.col(5).hidden = True
    return saved(book)


def saved(book: xlwt.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("name", ["表.xls", "表.et", "表.xlt"])
def test_a_form(name: str) -> None:
    submission = parse(form(), name)
    rows = [(i.title, str(i.self_score), i.narrative, i.section) for i in submission.indicators]
    assert rows == [
        ("会议", "4.00", "召开会议5次。", "组织"),
        ("整改", "7.50", "已整改4项。", "组织"),
    ]
    notes = "".join(submission.coverage.notes)
    assert "隐藏的工作表没有读取：草稿、底稿。" in notes
    assert "隐藏的 1 行（第 4 行）没有读取：“3.旧稿 不要了。 1.00”。" in notes
    assert "隐藏的 1 列（F 列）没有读取：“隐藏列”。" in notes
    assert "后缀" not in notes


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.466, "0.0%", "46.6%"),
        (7.5, "0.00", "7.50"),
        (1234.5, "#,##0.00", "1,234.50"),
        (8, "General", "8"),
        (True, "General", "TRUE"),
        (datetime.date(2022, 6, 30), 'yyyy"年"m"月"d"日"', "2022年6月30日"),
        (82 / 1440, "h:mm", "1:22"),
        (" 文\r\n字 ", "General", "文\n字"),
    ],
)
def test_values(value: object, code: str, text: str) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    book.add_sheet("表").write(4, 3, value, shown(code))
    (cell,) = read_bytes(saved(book), "a.xls").tables[0].cells
    assert (cell.text, cell.row, cell.column) == (text, 4, 3)


def test_dates_from_1904_and_folded_rows() -> None:
    book = xlwt.Workbook(encoding="utf-8")
    book.dates_1904 = True
    sheet = book.add_sheet("表")
    sheet.write(0, 0, datetime.date(2022, 6, 30), shown("yyyy-mm-dd"))
    sheet.row(0).hidden = True
    sheet.row(0).level = 1
    document = read_bytes(saved(book), "a.xls")
    assert document.tables[0].cells[0].text == "2022-06-30"
    assert "折叠起来的 1 行（第 1 行）也读取了" in document.notes[0]


def test_an_empty_one_and_a_damaged_one() -> None:
    book = xlwt.Workbook()
    book.add_sheet("表")
    with pytest.raises(InputError, match="工作簿是空的"):
        read_bytes(saved(book), "a.xls")
    data = form()
    for cut in (600, 2000, len(data) // 2):
        with pytest.raises(InputError, match=r"^a.xls：.*。$"):
            read_bytes(data[:cut], "a.xls")


_LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from pathlib import Path
from reviewer.errors import InputError
from reviewer.readers import read
for path in sorted(Path(sys.argv[1]).iterdir()):
    try:
        read(path)
    except InputError as error:
        assert "\\n" not in str(error)
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_AS"), reason="no memory limit here")
def test_mutated_files_in_a_gigabyte(tmp_path: Path) -> None:
    data = form()
    for seed in range(150):
        source = random.Random(seed)
        changed = bytearray(data)
        for _ in range(source.choice((2, 20))):
            at = source.randrange(len(changed))
            changed[at : at + 4] = source.choice((b"\xff\xff\xff\x7f", b"\0\0\0\0", b"\xff" * 4))
        (tmp_path / f"{seed}.xls").write_bytes(changed)
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
