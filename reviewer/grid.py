"""The grid of a table: what stands at a row and column, merged cells included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.model import Cell, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_GRID = 2_000_000


def cell_text(text: str) -> str:
    """Return the text of a cell as every reader keeps it.

    Line ends become ``\\n`` and the white space around the cell goes: Word and text dumps indent
    the first paragraph, spreadsheets do not. Everything inside stays as it was read.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip()


def plain_cells(rows: Iterable[Sequence[str]]) -> tuple[Cell, ...]:
    """Return cells of rows without merges, as text and csv have them."""
    return tuple(
        Cell(text=cell_text(text), row=row, column=column)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )


class Grid:
    """Cells of a table by position; rows and columns count from 0.

    A merged cell is found at each position that it covers (``at``), and starts at one (``own``).
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        cells = table.cells
        self.height = max((cell.row for cell in cells), default=-1) + 1
        self.width = min(max((cell.column + cell.column_span for cell in cells), default=0), 500)
        self._at: dict[tuple[int, int], Cell] = {}
        self._starts: dict[int, list[Cell]] = {}
        for cell in cells:
            self._place(cell)

    def _place(self, cell: Cell) -> None:
        self._starts.setdefault(cell.row, []).append(cell)
        for row in range(cell.row, min(cell.row + cell.row_span, self.height)):
            for column in range(cell.column, min(cell.column + cell.column_span, self.width)):
                if len(self._at) < MAX_GRID:
                    self._at.setdefault((row, column), cell)

    def at(self, row: int, column: int | None) -> Cell | None:
        """Return the cell that covers a position."""
        return None if column is None else self._at.get((row, column))

    def own(self, row: int, column: int | None) -> Cell | None:
        """Return the cell at a position if it begins in this row: not merged from above."""
        cell = self.at(row, column)
        return cell if cell is not None and cell.row == row else None

    def text(self, row: int, column: int | None) -> str:
        """Return the text of the cell that begins in this row and covers the column, or ""."""
        cell = self.own(row, column)
        return cell.text if cell is not None else ""

    def beginning(self, row: int) -> Sequence[Cell]:
        """Return the cells that begin in a row, empty ones too, in reading order."""
        return self._starts.get(row, ())

    def rows_above(self, end: int) -> list[int]:
        """Return the rows above another in which cells begin: a part of a table has few."""
        return sorted(row for row in self._starts if row < end)

    def starting(self, row: int) -> list[Cell]:
        """Return the cells that begin in a row and are not empty, from left to right."""
        cells = [cell for cell in self.beginning(row) if cell.text]
        return sorted(cells, key=lambda cell: cell.column)
