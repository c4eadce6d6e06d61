"""The body of a Word document as blocks: paragraphs, which are their texts, and tables."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.grid import cell_text
from reviewer.readers.word.traced import joined


@dataclass(slots=True, kw_only=True)
class CellBlock:
    """A cell at its place in the grid; ``covered`` by the one that it is merged with."""

    blocks: tuple[Block, ...]
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    covered: bool = False

    @property
    def own_text(self) -> bool:
        """Tell whether there is text outside nested tables."""
        return any(isinstance(block, str) and block.strip() for block in self.blocks)

    @property
    def nested(self) -> list[TableBlock]:
        """Return the tables that stand in the cell."""
        return [block for block in self.blocks if isinstance(block, TableBlock)]


@dataclass(frozen=True, slots=True)
class TableBlock:
    """The rows that remain of a table when revisions are accepted."""

    rows: tuple[tuple[CellBlock, ...], ...]

    @property
    def size(self) -> int:
        """Return how many cells there are."""
        return sum(map(len, self.rows))

    @property
    def width(self) -> int:
        """Return how many cells the longest row has."""
        return max(map(len, self.rows), default=0)


Block = str | TableBlock


def flattened(blocks: tuple[Block, ...]) -> str:
    """Return blocks as text: a line for each paragraph and row, tabs between the cells of a row."""
    lines = []
    for block in blocks:
        if isinstance(block, str):
            lines.append(block)
        else:
            lines += [joined("\t", map(_cell_line, row)) for row in block.rows]
    return joined("\n", lines)


def _cell_line(cell: CellBlock) -> str:
    return "" if cell.covered else cell_text(flattened(cell.blocks))


def is_frame(table: TableBlock) -> bool:
    """Tell a table that only lays out others, which are to be read as tables of their own.

    It is one column wide; or one of its tables is more than twice as large as all the rest of it
    and either has its row to itself or stands in a table without any row of three filled cells,
    which a form always has.
    """
    nested = [(inner, row) for row in table.rows for cell in row for inner in cell.nested]
    if not nested:
        return False
    if table.width <= 1:
        return True
    filled = [sum(cell.own_text for cell in row) for row in table.rows]
    small = max(filled) < 3
    largest = max(
        (
            inner.size
            for inner, row in nested
            if len(inner.rows) > 1
            and (inner.width > 2 if small else inner.width > 1)
            and (small or not any(cell.own_text for cell in row))
        ),
        default=0,
    )
    return largest > 2 * sum(filled)
