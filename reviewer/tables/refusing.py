"""One sentence that says why a document can not be read as a self-evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.model import Document, FormWords, Table
from reviewer.tables.prose import stated_total

if TYPE_CHECKING:
    pass


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


def nothing_read(document: Document, has_form: bool, words: FormWords) -> str:
    """Return what is missing in a document in which no indicator was found."""
    if has_form:
        return "表格中没有找到指标行，请检查表头下面是否有指标和自评得分。"
    cells = [cell.text for table in document.tables for cell in table.cells]
    total = stated_total([*document.paragraphs, *cells], words)
    if total is not None:
        return f"文件中只有自评总分 {total} 分，没有各项指标的得分，请提供完整的自评表。"
    if not any(is_grid(table) for table in document.tables):
        return (
            "没有找到表格，正文中也没有写明自评得分的段落，"
            "请确认文件中有自评表，或在各段写明“自评得分”。"
        )
    return (
        "表格中没有找到得分列（如“自评得分”），正文中也没有自评得分，请检查表头，"
        "或在 columns.toml 的 self_score 中补上所用的表头。"
    )
