"""Tables of a Word document: rows and cells as they stand in the grid, merged cells told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.readers.word.blocks import CellBlock, TableBlock
from reviewer.readers.word.revisions import GONE, KINDS
from reviewer.readers.word.wordml import (
    MAX_SPAN,
    attribute,
    is_on,
    is_placeholder,
    local,
    number_at,
    properties_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml import etree

    from reviewer.readers.word.blocks import Block
    from reviewer.readers.word.remarks import Remarks
    from reviewer.readers.word.wordml import Properties

_Found = tuple["etree._Element", bool]


class Rows:
    """Reads tables; what is in a cell is read by ``read_cell(cell, unfilled, covered)``."""

    def __init__(
        self,
        remarks: Remarks,
        read_cell: Callable[[etree._Element, bool, bool], tuple[Block, ...]],
    ) -> None:
        self._remarks = remarks
        self._read_cell = read_cell

    def table(self, element: etree._Element) -> TableBlock:
        """Return a table as it is when revisions are accepted."""
        rows: list[tuple[CellBlock, ...]] = []
        open_merges: dict[int, CellBlock] = {}
        for row, unfilled in self._within(element, "tr", unfilled=False):
            properties = properties_of(row, "trPr")
            if not self._remains(properties):
                continue
            revisions = self._remarks.revisions
            inserted = properties.get("ins")
            if inserted is not None:
                revisions.meet("insert", inserted)
            revisions.inserted_rows += inserted is not None
            first = number_at(properties.get("gridBefore"), 0)
            found = self._within(row, "tc", unfilled=unfilled)
            rows.append(tuple(self._cells(found, len(rows), first, open_merges)))
            revisions.inserted_rows -= inserted is not None
            revisions.apart()
        return TableBlock(tuple(rows))

    def _remains(self, properties: Properties) -> bool:
        """Tell whether a row is neither deleted nor hidden."""
        revisions = self._remarks.revisions
        revisions.apart()
        deleted = properties.get("del")
        if deleted is not None:
            revisions.meet("delete", deleted)
            revisions.apart()
            return False
        hidden = is_on(properties.get("hidden"))
        self._remarks.hidden_rows += hidden
        return not hidden

    def _within(self, element: etree._Element, kind: str, *, unfilled: bool) -> list[_Found]:
        """Return the rows or cells, also those inside content controls and the like.

        With each comes whether it is only the placeholder of a control.
        """
        found: list[_Found] = []
        for child in element:
            name = local(child)
            if name == kind:
                found.append((child, unfilled))
            elif name in GONE:
                self._remarks.revisions.meet(KINDS[name], child)
            elif len(child) and name != "tblGrid" and not name.endswith("Pr"):
                prompt = name == "sdt" and is_placeholder(child)
                self._remarks.unfilled += prompt
                found += self._within(child, kind, unfilled=unfilled or prompt)
        return found

    def _cells(
        self, found: list[_Found], row: int, column: int, open_merges: dict[int, CellBlock]
    ) -> Iterator[CellBlock]:
        last: CellBlock | None = None
        for element, unfilled in found:
            properties = properties_of(element, "tcPr")
            across, down = _merge(properties, "hMerge"), self._vertical(properties)
            if down == "deleted":
                continue
            span = max(number_at(properties.get("gridSpan"), 1), 1)
            above = open_merges.get(column)
            if above is not None and above.row + above.row_span != row:
                above = None
            owner = last if across == "continue" else above if down == "continue" else None
            blocks = self._read_cell(element, unfilled, owner is not None)
            cell = CellBlock(blocks=blocks, row=row, column=column, column_span=span)
            column += span
            if owner is None:
                open_merges.pop(cell.column, None)
                if down is not None:
                    open_merges[cell.column] = cell
                last = cell
            else:
                self._cover(cell, owner)
                last = owner
            yield cell

    def _cover(self, cell: CellBlock, owner: CellBlock) -> None:
        """Widen the cell that another is merged into."""
        cell.covered = True
        if owner.row == cell.row:
            owner.column_span = min(owner.column_span + cell.column_span, MAX_SPAN)
        else:
            owner.row_span = cell.row - owner.row + 1
        self._remarks.hidden_merged += cell.own_text

    def _vertical(self, properties: Properties) -> str | None:
        """Return how a cell is merged with the one above, revisions of that accepted."""
        revisions = self._remarks.revisions
        deleted, inserted = properties.get("cellDel"), properties.get("cellIns")
        if deleted is not None:
            revisions.meet("delete", deleted)
            return "deleted"
        if inserted is not None:
            revisions.meet("insert", inserted)
        tracked = properties.get("cellMerge")
        if tracked is not None:
            becomes = attribute(tracked, "vMerge")
            # the merge is counted with the cells that go, not with the one that stays
            if becomes != "rest":
                revisions.meet("merge", tracked)
            return {"rest": "restart", "cont": "continue"}.get(becomes or "")
        return _merge(properties, "vMerge")


def _merge(properties: Properties, kind: str) -> str | None:
    # Word 2003 wrote vmerge
    merge = properties.get(kind, properties.get(kind.lower()))
    merge = properties.get(kind.lower()) if merge is None else merge
    if merge is None:
        return None
    return "restart" if attribute(merge) == "restart" else "continue"
