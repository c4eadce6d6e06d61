"""Reading an xlsx beside openpyxl's way to the same cells, merged ranges included.

    python benchmarks/reading_speed_xlsx.py [--rounds N]

Both get the same bytes in one process, in turn; the median of each round's ratio is printed, for
the example forms and for a large one. openpyxl opens the workbook with cached values, walks all
cells and the merged ranges; it shows no number formats and tells nothing that is hidden.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import xlsxwriter

from reviewer.readers import read_bytes

EXAMPLES = Path(__file__).parent.parent / "corpora/examples"
Cells = dict[tuple[int, int], tuple[str, int, int]]


def ours(data: bytes) -> list[Cells]:
    """The cells of every table: text, height and width by position."""
    return [
        {(c.row, c.column): (c.text, c.row_span, c.column_span) for c in table.cells if c.text}
        for table in read_bytes(data, "表.xlsx").tables
    ]


def theirs(data: bytes) -> list[Cells]:
    """The same by openpyxl."""
    found = []
    for sheet in openpyxl.load_workbook(BytesIO(data), data_only=True).worksheets:
        spans = {
            (r.min_row, r.min_col): (r.max_row - r.min_row + 1, r.max_col - r.min_col + 1)
            for r in sheet.merged_cells.ranges
        }
        cells = {}
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    at = (cell.row, cell.column)
                    height, width = spans.get(at, (1, 1))
                    cells[at[0] - 1, at[1] - 1] = (str(cell.value).strip(), height, width)
        found.append(cells)
    return found


def large(rows: int) -> bytes:
    """A form of many rows as Excel writes it: shared texts, sections merged."""
    buffer = BytesIO()
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


def seconds(work: Callable[[], object]) -> float:
    """Process time of one call."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Run the comparison and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    files = {path.name: path.read_bytes() for path in sorted(EXAMPLES.glob("*.xlsx"))}
    files["large (2000 rows)"] = large(2000)
    for name, data in files.items():
        if [c.keys() for c in ours(data)] != [c.keys() for c in theirs(data)]:
            raise SystemExit(f"{name}: the two do not read the same cells")
        pairs = [
            (seconds(lambda data=data: ours(data)), seconds(lambda data=data: theirs(data)))
            for _ in range(rounds)
        ]
        ratio = statistics.median(mine / other for mine, other in pairs)
        mine, other = (statistics.median(times) * 1000 for times in zip(*pairs, strict=True))
        print(f"{name:<20} reviewer {mine:8.2f} ms   openpyxl {other:8.2f} ms   ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
