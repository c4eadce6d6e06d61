"""One sentence that says why a document can not be read as a self-evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.grid import Grid
from reviewer.model import ColumnRole, Document, FormWords, Table
from reviewer.tables.choosing import place
from reviewer.tables.headers import HeaderWords, find_header
from reviewer.tables.prose.report import stated_total

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal


MOST_ROWS = 60
# strength of a header word that matches as a whole
SURE = 3
_NAMES = (
    ColumnRole.LEVEL_ONE,
    ColumnRole.LEVEL_TWO,
    ColumnRole.LEVEL_THREE,
    ColumnRole.INDICATOR,
    ColumnRole.POINT,
)


def is_grid(table: Table) -> bool:
    """Tell a table from a frame around text."""
    return any(cell.column > 0 for cell in table.cells)


def report_lines(document: Document) -> list[str]:
    """Return the text outside tables, and what stands in frames of one column."""
    lines = list(document.paragraphs)
    for table in document.tables:
        if not is_grid(table):
            lines += [line for cell in table.cells for line in cell.text.split("\n")]
    return lines


def nothing_read(document: Document, has_form: bool, headers: HeaderWords) -> str:
    """Return what is missing in a document in which no indicator was found."""
    if has_form:
        return "表格中没有找到指标行，请检查表头下面是否有指标和自评得分。"
    grids = [Grid(table) for table in document.tables if is_grid(table)]
    if any(_is_turned(grid, headers) for grid in grids):
        return "表格的表头在左边一列（行列转置），没有读取，请改为每行一项指标后再试。"
    if (total := _only_total(document, grids, headers.words)) is not None:
        return f"文件中只有自评总分 {total} 分，没有各项指标的得分，请提供完整的自评表。"
    if not grids:
        return (
            "没有找到表格，正文中也没有写明自评得分的段落，"
            "请确认文件中有自评表，或在各段写明“自评得分”。"
        )
    if any(_is_of_others(grid, headers) for grid in grids):
        return "表格中只有他人的评分，没有找到得分列“自评得分”，请提供自评表。"
    if any(_is_of_places(grid, headers) for grid in grids):
        return "表格各行没有指标名称（如学校、县区或人员的得分），不是自评表，请提供自评表。"
    return (
        "表格中没有找到得分列（如“自评得分”），正文中也没有自评得分，请检查表头，"
        "或在 columns.toml 的 self_score 中补上所用的表头。"
    )


def unread_note(table: Table, headers: HeaderWords) -> str:
    """Return what is to be said of a table that stands beside the form."""
    lacks = "各行不是指标" if _is_of_places(Grid(table), headers) else "没有得分列"
    return f"{place(table)}{lacks}，不是自评表，没有读取。"


def _is_turned(grid: Grid, headers: HeaderWords) -> bool:
    """Tell a table whose header words stand one below the other in its first column."""
    found = [headers.match(grid.text(row, 0)) for row in range(min(grid.height, MOST_ROWS))]
    roles = {match.role for match in found if match is not None and match.strength >= SURE}
    return ColumnRole.SELF_SCORE in roles and not roles.isdisjoint(_NAMES)


def _is_of_others(grid: Grid, headers: HeaderWords) -> bool:
    header = find_header(grid, headers)
    return header is not None and header.has(ColumnRole.OTHER_SCORE)


def _is_of_places(grid: Grid, headers: HeaderWords) -> bool:
    header = find_header(grid, headers)
    if header is None or not header.has(ColumnRole.SELF_SCORE):
        return False
    return not any(header.has(role) for role in _NAMES)


def _only_total(document: Document, grids: Sequence[Grid], words: FormWords) -> Decimal | None:
    """Return the one score of a page that holds nothing else."""
    rows = [
        "：".join(cell.text for cell in grid.starting(row))
        for grid in grids
        for row in range(min(grid.height, MOST_ROWS))
    ]
    return stated_total([*report_lines(document), *rows], words)
