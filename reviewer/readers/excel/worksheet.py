"""A worksheet part of an xlsx -> Sheet: cells, merged ranges, what is hidden."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from reviewer.grid import cell_text
from reviewer.readers.excel.shared_strings import unescaped
from reviewer.readers.excel.sheets import Budget, Merge, Remark, Sheet, UnreadableError
from reviewer.readers.excel.workbook import Workbook
from reviewer.readers.package import Attributes, MalformedError, flag, local, walk

if TYPE_CHECKING:
    from reviewer.readers.excel.number_formats import NumberFormat

MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
# a number that General shows as it is written
_SHOWN = re.compile(r"(?:0|-?[1-9][0-9]{0,8})(?:\.[0-9]{0,4}[1-9])?")
_EPOCH = datetime.datetime(1899, 12, 30)


def read_worksheet(data: bytes, name: str, book: Workbook, budget: Budget) -> Sheet:
    """Read a worksheet; MalformedError where it is damaged, UnreadableError beyond the budget."""
    parser = _Worksheet(Sheet(name, budget), book)
    walk(data, parser.start, parser.end, parser.pieces.append)
    for top, bottom in parser.filters:
        parser.sheet.add_filter(top, bottom)
    return parser.sheet


def area(reference: str) -> Merge:
    """Return the range that ``B2:C5`` names; MalformedError where it names none."""
    match = _AREA.fullmatch(reference)
    if match is None:
        raise MalformedError(reference)
    top, left = int(match[2]) - 1, column_number(match[1])
    bottom = top if match[4] is None else int(match[4]) - 1
    if not 0 <= top <= bottom < MAX_ROWS:
        raise MalformedError(reference)
    return Merge(top, left, bottom, left if match[3] is None else column_number(match[3]))


_columns: dict[str, int] = {}


def column_number(letters: str) -> int:
    """Return the column, counted from 0, that ``AB`` names."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    if number > MAX_COLUMNS:
        raise MalformedError(letters)
    _columns[letters] = number - 1
    return number - 1


class _Worksheet:
    """Takes the XML events of one part; what stands in no cell of the sheet is passed over."""

    def __init__(self, sheet: Sheet, book: Workbook) -> None:
        self.sheet = sheet
        self.book = book
        self.filters: list[tuple[int, int]] = []
        self.pieces: list[str] = []
        """Takes all character data; emptied where text that counts begins."""
        self._formats: dict[str | None, NumberFormat] = {}
        self._prefix = ""
        self._hidden = 0
        self._filter: str | None = None
        self._row = self._column = -1
        self._row_digits = ""
        self._in_cell = self._phonetic = False
        self._cell: Attributes = {}
        self._text = ""
        self._formula: str | None = None
        self._formula_text = ""

    # --- events; the first lines are on the way of every cell

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._in_cell, self._cell, self._text = True, attributes, ""
        elif name in ("v", "t", "f"):
            self.pieces.clear()
            if name == "f" and self._in_cell:
                self._inside(name, attributes)
        elif ":" in name:
            bare = self._unprefixed(name)
            if bare != name:
                self.start(bare, attributes)
        elif self._in_cell:
            self._inside(name, attributes)
        elif name == "row":
            self._start_row(attributes)
        else:
            self._around(name, attributes)

    def end(self, name: str) -> None:
        if name == "c":
            self._end_cell()
        elif name == "v":
            self._text = "".join(self.pieces)
        elif name == "t":
            if not self._phonetic:
                self._text += "".join(self.pieces)
        elif name == "f":
            self._formula_text = "".join(self.pieces)
        elif name == "rPh":
            self._phonetic = False
        elif self._prefix and name.startswith(self._prefix):
            self.end(local(name))

    def _unprefixed(self, name: str) -> str:
        """Return the bare name; one of another vocabulary (``x14:cfRule``) stays as it is."""
        prefix, _, bare = name.rpartition(":")
        if bare == "worksheet":
            self._prefix = f"{prefix}:"
        return bare if self._prefix == f"{prefix}:" else name

    def _inside(self, name: str, attributes: Attributes) -> None:
        if name == "f":
            array = attributes.get("ref", "") if attributes.get("t") == "array" else ""
            self._formula = array
        elif name == "rPh":
            self._phonetic = True

    def _around(self, name: str, attributes: Attributes) -> None:
        sheet = self.sheet
        if name == "mergeCell":
            sheet.merge(area(attributes.get("ref", "")))
        elif name == "col" and _is_hidden(attributes, "width"):
            first, last = int(attributes["min"]) - 1, int(attributes["max"]) - 1
            columns = range(max(first, 0), min(last + 1, MAX_COLUMNS))
            self._hidden += len(columns)
            if self._hidden > MAX_COLUMNS:
                raise MalformedError("cols")
            sheet.hidden_columns.update(columns)
            if attributes.get("outlineLevel", "0") != "0":
                sheet.folded_columns.update(columns)
        elif name == "autoFilter":
            self._filter = attributes.get("ref")
        elif name == "filterColumn" and self._filter and not self.filters:
            merge = area(self._filter)
            self.filters.append((merge.top, merge.bottom))
            self._filter = None

    # --- rows and cells

    def _start_row(self, attributes: Attributes) -> None:
        self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
        self._column = -1
        if not 0 <= self._row < MAX_ROWS:
            raise MalformedError("row")
        self._row_digits = str(self._row + 1)
        if _is_hidden(attributes, "ht"):
            self.sheet.hidden_rows.add(self._row)
            if attributes.get("outlineLevel", "0") != "0":
                self.sheet.folded_rows.add(self._row)

    def _position(self, reference: str | None) -> tuple[int, int]:
        if reference is None:
            self._column += 1
            return self._row, self._column
        column = _columns.get(reference.removesuffix(self._row_digits))
        if column is not None:
            self._column = column
            return self._row, column
        place = area(reference)
        self._column = place.left
        return place.top, place.left

    def _end_cell(self) -> None:
        self._in_cell = self._phonetic = False
        cell, text, formula = self._cell, self._text, self._formula
        position = self._position(cell.get("r"))
        kind = cell.get("t", "n")
        if formula is not None:
            self._formula = None
            if self._is_uncalculated(kind, text):
                self.sheet.say(Remark.UNCALCULATED, position, formula)
                self.sheet.put(position, cell_text(f"={self._formula_text}"))
                return
        if text:
            self._put(position, kind, text)

    def _is_uncalculated(self, kind: str, text: str) -> bool:
        """Tell whether a formula has no value: some programs write none, others a nought."""
        if kind == "str":
            return False
        return not text.strip() or (self.book.uncalculated and text.strip() == "0")

    def _put(self, position: tuple[int, int], kind: str, text: str) -> None:
        sheet, style = self.sheet, self._cell.get("s")
        number_format = self._formats.get(style)
        if number_format is None:
            number_format = self._formats[style] = self.book.format_of(style)
        if kind == "s":
            self._put_shared(position, text, number_format)
        elif kind == "n":
            self._put_number(position, text, number_format)
        elif kind == "b":
            sheet.put(position, "TRUE" if text.strip() in ("1", "true") else "FALSE")
        elif kind == "e":
            sheet.say(Remark.ERROR, position, text.strip()[:20])
            sheet.put(position, cell_text(text))
        elif kind == "d":
            self._put_date(position, text, number_format)
        elif text.startswith(("=DISPIMG(", "=_xlfn.DISPIMG(")):
            sheet.say(Remark.PICTURE, position)
        else:
            sheet.put_text(position, cell_text(unescaped(text)), number_format)

    def _put_shared(self, position: tuple[int, int], text: str, shown: NumberFormat) -> None:
        strings = self.book.strings
        if strings is None:
            raise UnreadableError("的文字表（sharedStrings）缺失或已损坏")
        index = int(text) if text.strip().isdecimal() else -1
        if 0 <= index < len(strings):
            self.sheet.put_text(position, strings[index], shown)
        else:
            self.sheet.say(Remark.LOST, position)

    def _put_number(self, position: tuple[int, int], text: str, shown: NumberFormat) -> None:
        if shown.is_general and _SHOWN.fullmatch(text):
            self.sheet.put(position, text)
            return
        try:
            value = float(text)
        except ValueError:
            self.sheet.put(position, cell_text(text))
            return
        self.sheet.put_number(position, value, shown)

    def _put_date(self, position: tuple[int, int], text: str, shown: NumberFormat) -> None:
        """Put a date written as ISO text, as Strict files have them."""
        try:
            moment = datetime.datetime.fromisoformat(text.strip().rstrip("Z")).replace(tzinfo=None)
        except ValueError:
            self.sheet.put(position, cell_text(text))
            return
        if shown.is_general:
            day = moment.time() == datetime.time()
            self.sheet.put(position, moment.date().isoformat() if day else moment.isoformat(" "))
            return
        days = (moment - _EPOCH) / datetime.timedelta(days=1)
        self.sheet.put_number(position, days - 1462 * self.book.from_1904, shown)


def _is_hidden(attributes: Attributes, size: str) -> bool:
    if flag(attributes, "hidden"):
        return True
    given = attributes.get(size)
    return given is not None and given.strip("0") in ("", ".")
