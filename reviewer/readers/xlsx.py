"""Excel workbooks (xlsx, xlsm, xltx): every sheet that shows something is a table.

Cells hold what the sheet shows: numbers in their number format, the values that formulas had when
the file was saved; a formula without a value stands as itself (``=C5-0.5``). Nothing is calculated
here, no macro run, no link followed.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reviewer.readers.containers import Container, damaged
from reviewer.readers.excel.assembling import Entry, assembled
from reviewer.readers.excel.objects import add_objects
from reviewer.readers.excel.sheets import Budget, Sheet, UnreadableError
from reviewer.readers.excel.workbook import SheetEntry, Workbook, main_part, read_workbook
from reviewer.readers.excel.worksheet import read_worksheet
from reviewer.readers.package import MalformedError, Package

if TYPE_CHECKING:
    from reviewer.model import Document

_KINDS = {"worksheet": "", "chartsheet": "图表", "dialogsheet": "对话框"}


def is_workbook(container: Container) -> bool:
    """Tell whether an open zip is a workbook, wherever its parts lie."""
    return main_part(Package(container)) is not None


def read(container: Container) -> Document:
    """Read an open workbook; InputError where no sheet of it can be read."""
    package = Package(container)
    try:
        book = read_workbook(package)
    except MalformedError:
        raise damaged(container.name) from None
    budget = Budget.of(container.limits)
    entries = [
        Entry(
            name=entry.name,
            hidden=entry.hidden,
            kind=_KINDS.get(entry.kind, "宏表"),
            read=partial(_sheet, package, entry, book, budget),
        )
        for entry in book.sheets
    ]
    return assembled(container.name, "xlsx", entries, container.limits.cells, book.unread)


def lacks_values(document: Document) -> bool:
    """Tell whether some cell holds a formula whose value the file does not have."""
    return any(cell.text.startswith("=") for table in document.tables for cell in table.cells)


def _sheet(package: Package, entry: SheetEntry, book: Workbook, budget: Budget) -> Sheet:
    """Read one sheet; UnreadableError where it is damaged or too large."""
    try:
        sheet = read_worksheet(package.read(entry.part), entry.name, book, budget)
    except MalformedError:
        raise UnreadableError("已损坏") from None
    add_objects(package, entry.part, sheet)
    return sheet
