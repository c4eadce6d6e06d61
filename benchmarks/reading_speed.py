"""Reading a form, beside the usual library on the same bytes.

    python benchmarks/reading_speed.py [--rounds N]

Ours and theirs take turns in one run; printed are the medians and the ratio of the medians. Ours
reads everything that a review needs (revisions, lists, number formats, what is hidden); theirs
asks each row for its cells and each cell for its text, as a script would, and a workbook for its
merged ranges.
"""

from __future__ import annotations

import argparse
import gc
import io
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import docx
import openpyxl
import xlsxwriter

from reviewer import readers

EXAMPLES = Path(__file__).parent.parent / "corpora/examples"
DOCX = (EXAMPLES / "fuxin-2022.docx").read_bytes()
XLSX = (EXAMPLES / "fuxin-2022.xlsx").read_bytes()


def ours_docx() -> object:
    """Read the docx with this program."""
    return readers.read_bytes(DOCX, "fuxin-2022.docx")


def theirs_docx() -> object:
    """Read the docx with python-docx."""
    document = docx.Document(io.BytesIO(DOCX))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def large(rows: int) -> bytes:
    """A form of many rows as Excel writes it: shared texts, sections merged."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("自评表")
        points = book.add_format({"num_format": "0.00"})
        sheet.write_row(0, 0, ["一级指标", "序号", "二级指标", "分值", "自评说明", "自评得分"])
        for n in range(1, rows + 1):
            sheet.write_row(n, 1, [n, f"指标{n}（4分）", 4, f"召开会议{n}次。" * 20])
            sheet.write_number(n, 5, 3.5, points)
            if n % 5 == 1:
                sheet.merge_range(n, 0, n + 4, 0, f"第{n // 5}部分")
    return buffer.getvalue()


def ours_xlsx(data: bytes) -> object:
    """Read a workbook with this program."""
    return readers.read_bytes(data, "自评表.xlsx")


def theirs_xlsx(data: bytes) -> object:
    """Read cells and merged ranges with openpyxl, formulas by their values."""
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return [
        (list(sheet.iter_rows(values_only=True)), list(sheet.merged_cells.ranges))
        for sheet in book.worksheets
    ]


Reading = Callable[[], object]
LARGE = large(2000)
CONTESTS: list[tuple[str, Reading, Reading, int]] = [
    ("docx, 15 rows ÷ python-docx row.cells", ours_docx, theirs_docx, 1),
    ("xlsx, 15 rows ÷ openpyxl", partial(ours_xlsx, XLSX), partial(theirs_xlsx, XLSX), 1),
    ("xlsx, 2000 rows ÷ openpyxl", partial(ours_xlsx, LARGE), partial(theirs_xlsx, LARGE), 10),
]


def seconds(work: Reading) -> float:
    """Process time of one call; the waste of the other is swept away before, and not within."""
    gc.collect()
    gc.disable()
    start = time.process_time()
    work()
    taken = time.process_time() - start
    gc.enable()
    return taken


def medians(ours: Reading, theirs: Reading, rounds: int) -> tuple[float, float]:
    """Median seconds of both, in turn, after one round that only loads the libraries."""
    seconds(ours), seconds(theirs)
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(rounds)]
    return statistics.median(own for own, _ in pairs), statistics.median(own for _, own in pairs)


def main() -> None:
    """Run the comparisons and print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=101)
    rounds = parser.parse_args().rounds
    for name, ours, theirs, slower in CONTESTS:
        own, other = medians(ours, theirs, max(rounds // slower, 3))
        print(f"{name:<42} {own / other:.2f}   ({own * 1000:.1f} ms, {other * 1000:.1f} ms)")


if __name__ == "__main__":
    main()
