"""Old workbooks (xls, xlt, et): BIFF in an OLE container, read by xlrd, without LibreOffice.

xlrd also gives number formats, merged ranges and what is hidden, so that an xls is read as its
sheets show it, like an xlsx. It does not tell formulas from values.
"""

from __future__ import annotations

import re
from functools import partial
from io import StringIO
from typing import TYPE_CHECKING

import xlrd

from reviewer.errors import InputError
from reviewer.grid import cell_text
from reviewer.readers.containers import damaged
from reviewer.readers.excel.assembling import Entry, assembled
from reviewer.readers.excel.built_in_formats import BUILT_IN
from reviewer.readers.excel.number_formats import NumberFormat, number_format
from reviewer.readers.excel.sheets import Budget, Merge, Remark, Sheet, UnreadableError

if TYPE_CHECKING:
    from reviewer.limits import Limits
    from reviewer.model import Document

_PROTECTED = "文件有密码保护，请取消密码后另存再试。"
_FILTERED = "_FilterDatabase"
# an OBJ record by the type in its first part: 6 is a text box, 8 a picture (MS-XLS 2.5.143)
_OBJECT = re.compile(rb"\x5d\0..\x15\0\x12\0([\x06\x08])\0", re.DOTALL)


def read_old(data: bytes, name: str, limits: Limits) -> Document:
    """Read an old workbook; InputError where it is damaged, protected or too large."""
    book = _opened(data, name)
    budget = Budget.of(limits)
    entries = [
        Entry(
            name=sheet_name,
            hidden=bool(book._sheet_visibility[number]),
            kind="",
            read=partial(_sheet, book, number, sheet_name, budget),
        )
        for number, sheet_name in enumerate(book.sheet_names())
    ]
    try:
        return assembled(name, "xls", entries, limits.cells, _objects(data))
    finally:
        book.release_resources()


def _opened(data: bytes, name: str) -> xlrd.Book:
    """Open a workbook; one of Excel 5 that does not name its encoding is taken for Chinese."""
    for encoding in (None, "gb18030"):
        try:
            return xlrd.open_workbook(
                file_contents=data,
                logfile=StringIO(),
                formatting_info=True,
                on_demand=True,
                ragged_rows=True,
                ignore_workbook_corruption=True,
                encoding_override=encoding,
            )
        except UnicodeDecodeError:
            continue
        except xlrd.XLRDError as error:
            if "encrypted" in str(error):
                raise InputError(f"{name}：{_PROTECTED}") from None
            raise damaged(name) from None
        except MemoryError:
            raise InputError(f"{name}：内容过大，为安全起见没有读取，请检查文件来源。") from None
        # xlrd lets struct.error, IndexError, AssertionError and the like out of damaged files
        except Exception as error:
            raise damaged(name) from error
    raise damaged(name)


def _sheet(book: xlrd.Book, number: int, name: str, budget: Budget) -> Sheet:
    """Read one sheet; UnreadableError where it is damaged or too large."""
    try:
        return _filled(book, book.sheet_by_index(number), Sheet(name, budget))
    except UnreadableError:
        raise
    except MemoryError:
        raise UnreadableError("过大（单元格或文字过多）") from None
    except Exception as error:  # as in _opened
        raise UnreadableError("已损坏") from error
    finally:
        book.unload_sheet(number)


def _filled(book: xlrd.Book, found: xlrd.sheet.Sheet, sheet: Sheet) -> Sheet:
    _take_hidden(found, sheet)
    _add_filters(book, found, sheet)
    for top, bottom, left, right in found.merged_cells:
        sheet.merge(Merge(top, left, bottom - 1, right - 1))
    formats = [_format(book, style.format_key) for style in book.xf_list]
    for row in range(found.nrows):
        for column, cell in enumerate(found.row(row)):
            if cell.ctype not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                _put(sheet, (row, column), cell, formats[cell.xf_index])
    if found.cell_note_map:
        sheet.objects.append(f"有 {len(found.cell_note_map)} 条批注没有读取")
    return sheet


def _take_hidden(found: xlrd.sheet.Sheet, sheet: Sheet) -> None:
    rows = ((row, info, info.height) for row, info in found.rowinfo_map.items())
    columns = ((column, info, info.width) for column, info in found.colinfo_map.items())
    for infos, hidden, folded in (
        (rows, sheet.hidden_rows, sheet.folded_rows),
        (columns, sheet.hidden_columns, sheet.folded_columns),
    ):
        for number, info, size in infos:
            if info.hidden or size == 0:
                hidden.add(number)
                if info.outline_level:
                    folded.add(number)


def _put(
    sheet: Sheet, position: tuple[int, int], cell: xlrd.sheet.Cell, shown: NumberFormat
) -> None:
    if cell.ctype == xlrd.XL_CELL_TEXT:
        sheet.put_text(position, cell_text(cell.value), shown)
    elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
        sheet.put(position, "TRUE" if cell.value else "FALSE")
    elif cell.ctype == xlrd.XL_CELL_ERROR:
        text = xlrd.error_text_from_code.get(cell.value, "#N/A")
        sheet.say(Remark.ERROR, position, text)
        sheet.put(position, text)
    else:
        sheet.put_number(position, float(cell.value), shown)


def _format(book: xlrd.Book, key: int) -> NumberFormat:
    """Return a number format; amounts of money may be written into the file in its own way."""
    code = BUILT_IN.get(key)
    if key in book.format_map and (code is None or "#,##0" in code):
        code = book.format_map[key].format_str
    return number_format(code or "General", from_1904=bool(book.datemode))


def _add_filters(book: xlrd.Book, found: xlrd.sheet.Sheet, sheet: Sheet) -> None:
    """Take over where a filter lies: hidden rows in it are folded away."""
    for name in book.name_map.get(_FILTERED.lower(), ()):
        if name.scope != found.number:
            continue
        try:
            _, top, bottom, _, _ = name.area2d()
        except xlrd.XLRDError:
            continue
        sheet.add_filter(top, bottom - 1)


def _objects(data: bytes) -> tuple[str, ...]:
    """Say how many text boxes and pictures the sheets carry; they are not read."""
    kinds = [match[1] for match in _OBJECT.finditer(data)]
    counts = ((kinds.count(b"\x06"), "个文本框"), (kinds.count(b"\x08"), "张图片"))
    said = "、".join(f"{count} {unit}" for count, unit in counts if count)
    return (f"工作簿中有 {said}，没有读取。",) if said else ()
