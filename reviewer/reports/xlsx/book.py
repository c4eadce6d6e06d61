"""A workbook of tables: headers that stay, filters, widths, print settings; nothing that runs."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from reviewer.reports.wording import NOTICE
from reviewer.reports.xlsx.cells import (
    Marked,
    Value,
    clean,
    height,
    number,
    starts_like_a_formula,
    width,
)
from reviewer.reports.xlsx.columns import Column, Style, Table, spread
from reviewer.reports.xlsx.looks import FONT, Looks

# The rows that a sheet has.
ROWS = 1_048_576
# The same batch gives the same bytes: the clock is not asked.
_CREATED = datetime(2000, 1, 1)
# Headers up to this width stand on one line.
_SHORT = 10
_A4, _MARGIN = 9, 0.4
_HEADER_HEIGHT = 32
# Heights of rows in points; a spreadsheet has none higher than 409.
LINE, HIGHEST, _PADDING = 15, 405, 3
_CHOICE_ONLY = "请从下拉列表中选择：{}。其他情况请写在右边一栏。"


class Book:
    """A workbook in the making. Texts are written as texts, whatever they look like."""

    def __init__(self, title: str, comments: str) -> None:
        self._bytes = io.BytesIO()
        self._workbook = Workbook(
            self._bytes,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_format_properties": FONT,
            },
        )
        self._workbook.set_properties(
            {
                "title": title,
                "subject": "教育履职自评表审核",
                "author": "reviewer",
                "comments": comments,
                "created": _CREATED,
            }
        )
        self.looks = Looks(self._workbook)

    def content(self) -> bytes:
        """The finished file."""
        self._workbook.close()
        return self._bytes.getvalue()

    def sheet(self, name: str) -> Worksheet:
        """A new empty sheet behind the others."""
        sheet: Worksheet = self._workbook.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(_MARGIN, _MARGIN, 0.5, 0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L&8&A　{NOTICE}&R&8第 &P 页，共 &N 页")
        return sheet

    def table(self, name: str, table: Table, most: int = ROWS) -> None:
        """A table on a sheet of its own, or on several where it has more rows than a sheet."""
        room = most - 1
        for number_, start in enumerate(range(0, max(len(table.rows), 1), room), 1):
            sheet = self.sheet(name if number_ == 1 else f"{name}（续{number_ - 1}）")
            self.fill(sheet, replace(table, rows=table.rows[start : start + room]))

    def fill(self, sheet: Worksheet, table: Table, top: int = 0) -> int:
        """Write a table with its header in row ``top``; returns the row behind it."""
        given = len(table.columns)
        table = spread(table)
        sizes = widths(table)
        for place, (column, size) in enumerate(zip(table.columns, sizes, strict=True)):
            sheet.write_string(top, place, column.title, self.looks.header)
            sheet.set_column(place, place, size)
        sheet.set_row(top, _HEADER_HEIGHT)
        for place, row in enumerate(table.rows, top + 1):
            # Not every program works the heights out for itself.
            lines = max(map(height, row, sizes), default=1)
            sheet.set_row(place, min(LINE * max(lines, 1) + _PADDING, HIGHEST))
            for at, value in enumerate(row):
                self.write(sheet, place, at, value, table.columns[at].style)
        end = top + len(table.rows)
        sheet.freeze_panes(top + 1, table.frozen)
        sheet.autofilter(top, 0, end, len(table.columns) - 1)
        sheet.repeat_rows(top)
        printed = sum(column.printed for column in table.columns)
        if not top and printed and len(table.columns) == given:
            sheet.print_area(0, 0, end, printed - 1)
        self._conditions(sheet, table.columns, top + 1, end)
        return end + 1

    def _conditions(
        self, sheet: Worksheet, columns: Sequence[Column], first: int, last: int
    ) -> None:
        """Colours by sign, lists to choose from; nothing for a table without rows."""
        if last < first:
            return
        sheet.ignore_errors({"number_stored_as_text": _area(first, last, len(columns))})
        for place, column in enumerate(columns):
            where = (first, place, last, place)
            if column.style is Style.SIGN:
                for sign, look in self.looks.signed.items():
                    rule = {"type": "text", "criteria": "begins with", "value": sign}
                    sheet.conditional_format(*where, {**rule, "format": look})
            if column.choices:
                sheet.conditional_format(*where, {"type": "no_blanks", "format": self.looks.chosen})
                sheet.data_validation(*where, _choice(column))

    def write(
        self,
        sheet: Worksheet,
        row: int,
        column: int,
        value: Value,
        style: Style,
        *,
        total: bool = False,
    ) -> None:
        """One value: a number as a number, a day as a day, everything else as a text."""
        look = self.looks.cell(style, total=total)
        if isinstance(value, Marked):
            self._write_marked(sheet, row, column, value, style)
        elif value is None or value == "":
            sheet.write_blank(row, column, None, look)
        elif isinstance(value, str):
            self._write_text(sheet, row, column, value, style)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), look)
        elif (figure := number(value)) is not None:
            sheet.write_number(row, column, figure, look)
        else:
            sheet.write_string(row, column, str(value), look)

    def _write_text(self, sheet: Worksheet, row: int, column: int, text: str, style: Style) -> None:
        text = clean(text)
        self.text(
            sheet, row, column, text, self.looks.cell(style, guarded=starts_like_a_formula(text))
        )

    def text(self, sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
        """A clean text as it is: XlsxWriter would write one in <r>…</r> into the file as XML."""
        if text.startswith("<r>") and text.endswith("</r>"):
            plain = self.looks.plain
            sheet.write_rich_string(row, column, plain, text[:1], plain, text[1:], look)
        else:
            sheet.write_string(row, column, text, look)

    def _write_marked(
        self, sheet: Worksheet, row: int, column: int, value: Marked, style: Style
    ) -> None:
        """A text in which some stretches stand out, if it has more than one part."""
        parts = [(clean(text), marked) for text, marked in value.parts()]
        if len(parts) < 2:
            self.write(sheet, row, column, value.text, style)
            return
        run: list[object] = []
        for text, marked in parts:
            run += [self.looks.mark if marked else self.looks.plain, text]
        guarded = starts_like_a_formula(parts[0][0])
        sheet.write_rich_string(row, column, *run, self.looks.cell(style, guarded=guarded))


def widths(table: Table) -> list[int]:
    """The widths of columns: the widest value, but at least the header on two lines."""
    found = []
    for place, column in enumerate(table.columns):
        title = width(column.title)
        least = title + 2 if title <= _SHORT else -(-title // 2) + 3
        least = max(least, column.least)
        widest = max((width(row[place]) + 2 for row in table.rows), default=0)
        found.append(max(least, min(widest, column.widest)))
    return found


def _area(first: int, last: int, columns: int) -> str:
    area: str = xl_range(first, 0, last, columns - 1)
    return area


def _choice(column: Column) -> dict[str, object]:
    return {
        "validate": "list",
        "source": list(column.choices),
        "error_title": column.title,
        "error_message": _CHOICE_ONLY.format("、".join(column.choices)),
    }
