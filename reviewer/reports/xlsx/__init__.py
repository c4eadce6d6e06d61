"""A workbook for inspectors: what was found, to sort, filter, decide on and print.

总览 has one submission a row, 问题清单 one finding a row with a list to choose a decision from,
指标 all rows with their evidence underlined, 数据 all figures, 检查记录 all checks; 说明与变化 is
there where reasons were given or a baseline was used. There are no formulas, macros or links that
lead out of the file; a text that looks like a formula stays a text even when its cell is edited.
"""

from __future__ import annotations

from reviewer.model import Batch
from reviewer.reports import wording
from reviewer.reports.xlsx import checks, indicators, overview, problems, quantities, rounds
from reviewer.reports.xlsx.book import Book


def render(batch: Batch) -> bytes:
    """All results of one run as a workbook."""
    tables = {
        "问题清单": problems.sheet(batch),
        "指标": indicators.sheet(batch),
        "数据": quantities.sheet(batch),
        "检查记录": checks.sheet(batch),
        "说明与变化": rounds.sheet(batch),
    }
    if not tables["说明与变化"].rows:
        del tables["说明与变化"]
    book = Book(overview.TITLE, f"{wording.stamp(batch)}。{wording.NOTICE}")
    first = book.sheet("总览")
    overview.write(book, first, batch, {name: len(table.rows) for name, table in tables.items()})
    for name, table in tables.items():
        book.table(name, table)
    return book.content()
