"""A sheet of a workbook, old or new, as it was found in the file -> a Table of what it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from reviewer.grid import cell_text
from reviewer.limits import MEGABYTE
from reviewer.model import Cell, Table
from reviewer.readers.excel.number_formats import NumberFormat, Oddity, general

if TYPE_CHECKING:
    from reviewer.limits import Limits

MAX_MERGES = 50_000
Position = tuple[int, int]
_FIGURE = re.compile(r"\d{1,4}(?:\.\d{1,3})?分?")


class UnreadableError(Exception):
    """A sheet can not be read; the message is a Chinese clause that says why."""


class Remark(StrEnum):
    """What may have to be said about a cell."""

    DATE = "date"
    ROUNDED = "rounded"
    BLANK = "blank"
    UNKNOWN = "unknown"
    ERROR = "error"
    UNCALCULATED = "uncalculated"
    LOST = "lost"
    PICTURE = "picture"


_REMARK_OF = {oddity: Remark(oddity.value) for oddity in Oddity}


class Said(NamedTuple):
    """A remark about a cell, with what the note should quote."""

    remark: Remark
    position: Position
    detail: str


class Merge(NamedTuple):
    """A merged range; every bound counts from 0 and belongs to it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Budget:
    """How many cells and characters the sheets of one workbook may still hold."""

    cells: int
    characters: int

    @classmethod
    def of(cls, limits: Limits) -> Budget:
        """Return the budget that the limits allow one workbook."""
        return cls(limits.cells, limits.member_mb * MEGABYTE)


@dataclass(slots=True)
class Sheet:
    """What was found in a sheet; rows and columns count from 0.

    ``folded`` are rows and columns that a filter or an outline folds away: the view hides them, not
    the writer. ``objects`` are notes on what stands on the sheet but in no cell.
    """

    name: str
    budget: Budget
    cells: dict[Position, str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    folded_rows: set[int] = field(default_factory=set)
    folded_columns: set[int] = field(default_factory=set)
    said: list[Said] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)

    @property
    def counted_rows(self) -> set[int]:
        """Return hidden rows that hold figures: the totals that are seen count them."""
        if not self.hidden_rows:
            return set()
        hidden = self.hidden_rows - self.folded_rows
        return {r for (r, _), text in self.cells.items() if r in hidden and _FIGURE.fullmatch(text)}

    @property
    def unread_rows(self) -> set[int]:
        """Return the hidden rows that are left out: instructions, drafts, lists for drop-downs."""
        return self.hidden_rows - self.folded_rows - self.counted_rows

    @property
    def unread_columns(self) -> set[int]:
        """Return the hidden columns that are left out."""
        return self.hidden_columns - self.folded_columns

    def say(self, remark: Remark, position: Position, detail: str = "") -> None:
        """Keep a remark about a cell."""
        self.said.append(Said(remark, position, detail))

    def put(self, position: Position, text: str) -> None:
        """Keep the text of a cell; an empty one is none. UnreadableError beyond the budget."""
        if text:
            budget = self.budget
            budget.cells -= 1
            budget.characters -= len(text)
            if budget.cells < 0 or budget.characters < 0:
                raise UnreadableError("过大（单元格或文字过多）")
            self.cells[position] = text

    def put_text(self, position: Position, text: str, number_format: NumberFormat) -> None:
        """Keep a text as the cell shows it."""
        if number_format.is_general:
            self.put(position, text)
            return
        shown = cell_text(number_format.text(text))
        if text and not shown:
            self.say(Remark.BLANK, position, text)
        self.put(position, shown)

    def put_number(self, position: Position, value: float, number_format: NumberFormat) -> None:
        """Keep a number as the cell shows it."""
        if number_format.is_general:
            self.put(position, general(value))
            return
        shown = number_format.number(value)
        if shown.oddity is not None:
            detail = shown.text
            if shown.oddity is Oddity.ROUNDED:
                detail = f"显示 {shown.text}，实际 {general(value)}"
            elif shown.oddity is Oddity.BLANK:
                detail = general(value)
            elif shown.oddity is Oddity.UNKNOWN:
                detail = f"格式 {number_format.code[:30]}，读作 {shown.text}"
            self.say(_REMARK_OF[shown.oddity], position, detail)
        self.put(position, shown.text)

    def merge(self, merge: Merge) -> None:
        """Keep a merged range; UnreadableError where there are absurdly many."""
        if len(self.merges) >= MAX_MERGES:
            raise UnreadableError("的合并单元格过多")
        if merge.top <= merge.bottom and merge.left <= merge.right:
            self.merges.append(merge)

    def add_filter(self, top: int, bottom: int) -> None:
        """Tell that hidden rows from ``top`` to ``bottom`` are folded away by a filter."""
        self.folded_rows |= {row for row in self.hidden_rows if top <= row <= bottom}


@dataclass(slots=True)
class View:
    """A sheet as the person who opens it sees it, as table ``number``.

    ``hidden`` and ``covered`` are positions that hold something nobody sees: in hidden rows or
    columns, and under a merged cell.
    """

    number: int
    name: str
    cells: list[Cell] = field(default_factory=list)
    hidden: set[Position] = field(default_factory=set)
    covered: set[Position] = field(default_factory=set)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is seen."""
        return not any(cell.text for cell in self.cells)

    def table(self) -> Table:
        """Return the cells as a table."""
        return Table(number=self.number, cells=tuple(self.cells), sheet=self.name)


def view(sheet: Sheet, number: int, most: int) -> View:
    """Return what a sheet shows as table ``number``; UnreadableError beyond ``most`` positions.

    What is hidden is left out, apart from rows with figures; a merged cell that is partly hidden
    begins where it is seen.
    """
    rows, columns = sheet.unread_rows, sheet.unread_columns
    height = max(sheet.cells, default=(-1, -1))[0] + 1
    width = max({column for _, column in sheet.cells}, default=-1) + 1
    if height * width > most:
        raise UnreadableError(f"过大（{height} 行 {width} 列）")
    spans, is_covered = _spans(sheet.merges, height, width)
    found = View(number, sheet.name)
    if not (spans or rows or columns):
        found.cells = [
            Cell(text=sheet.cells[row, column], row=row, column=column)
            for row, column in sorted(sheet.cells)
        ]
        return found
    cells, add = sheet.cells, found.cells.append
    for position in sorted([*cells, *(corner for corner in spans if corner not in cells)]):
        row, column = position
        if position in spans:
            _add_merged(found, sheet, spans[position], rows, columns)
        elif is_covered[row * width + column]:
            found.covered.add(position)
        elif row in rows or column in columns:
            found.hidden.add(position)
        else:
            add(Cell(text=cells[position], row=row, column=column))
    if rows or columns:
        found.cells.sort(key=lambda cell: (cell.row, cell.column))
    return found


def _add_merged(found: View, sheet: Sheet, merge: Merge, rows: set[int], columns: set[int]) -> None:
    """Add a merged cell, beginning where it is seen."""
    top = next((row for row in range(merge.top, merge.bottom + 1) if row not in rows), None)
    across = range(merge.left, merge.right + 1)
    left = next((column for column in across if column not in columns), None)
    if top is None or left is None:
        found.hidden.add((merge.top, merge.left))
        return
    found.cells.append(
        Cell(
            text=sheet.cells.get((merge.top, merge.left), ""),
            row=top,
            column=left,
            row_span=merge.bottom - top + 1,
            column_span=merge.right - left + 1,
        )
    )


def _spans(merges: list[Merge], height: int, width: int) -> tuple[dict[Position, Merge], bytearray]:
    """Return the merged ranges by upper left corner, and a map of the positions they cover.

    Of ranges that overlap, which Excel does not write, the first counts; all of them together have
    no more rows than the sheet has cells, so that the work stays linear.
    """
    spans: dict[Position, Merge] = {}
    taken = bytearray(height * width)
    tall = 0
    for merge in merges:
        bottom, right = min(merge.bottom, height - 1), min(merge.right, width - 1)
        if bottom < merge.top or right < merge.left:
            continue
        tall += bottom - merge.top + 1
        if tall > height * width:
            raise UnreadableError("的合并单元格互相重叠")
        starts = range(merge.top * width + merge.left, bottom * width + right + 1, width)
        size = right - merge.left + 1
        if any(taken.find(1, start, start + size) >= 0 for start in starts):
            continue
        for start in starts:
            taken[start : start + size] = b"\1" * size
        spans[merge.top, merge.left] = Merge(merge.top, merge.left, bottom, right)
    return spans, taken
