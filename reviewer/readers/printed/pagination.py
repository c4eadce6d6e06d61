"""Sheets -> whole tables, and the paragraphs between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.model import Cell, Table
from reviewer.readers.printed.continuing import NEAR, append, paddings
from reviewer.readers.printed.wrapping import Frame, Line, joined

if TYPE_CHECKING:
    from reviewer.readers.printed.parts import Part, Sheet


class Story:
    """What was read so far: whole tables, and paragraphs between them."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.paragraphs: list[str] = []
        self._lines: list[Line] = []
        self._sides = Frame(0, 0)
        self._open = False  # the last thing read is a table

    def add(self, sheet: Sheet) -> None:
        """Add a page."""
        if self._lines and abs(self._sides.left - sheet.sides.left) > NEAR:
            self._end_paragraphs()
        for block in sheet.blocks:
            if isinstance(block, Line):
                self._lines.append(block)
                self._sides, self._open = sheet.sides, False
                continue
            self._end_paragraphs()
            if not (self._open and append(self.parts[-1], block, sheet.number)):
                self.parts.append(block)
            self._open = True

    def _end_paragraphs(self) -> None:
        text = joined(self._lines, self._sides)
        self.paragraphs += [line.strip() for line in text.split("\n") if line.strip()]
        self._lines = []

    def tables(self) -> tuple[Table, ...]:
        """Return the tables, with the text of each cell."""
        return tuple(
            Table(number=number, cells=_cells(part)) for number, part in enumerate(self.parts, 1)
        )

    def all_paragraphs(self) -> tuple[str, ...]:
        """Return the paragraphs outside of tables."""
        self._end_paragraphs()
        return tuple(self.paragraphs)


def _cells(part: Part) -> tuple[Cell, ...]:
    pads = paddings(part)
    cells = []
    for piece in sorted(part.pieces, key=lambda piece: (piece.row, piece.column)):
        pad = pads[piece.column, piece.column_span]
        frame = Frame(piece.frame.left + pad, piece.frame.right - pad)
        cells.append(
            Cell(
                text=joined(piece.lines, frame),
                row=piece.row,
                column=piece.column,
                row_span=piece.row_span,
                column_span=piece.column_span,
                page=piece.page,
            )
        )
    return tuple(cells)
