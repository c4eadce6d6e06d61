"""Excel workbooks: every sheet that is not empty is a table; numbers as Excel shows them."""

from __future__ import annotations

import datetime
import re
import zipfile
from io import BytesIO

import python_calamine as calamine

from reviewer.errors import InputError
from reviewer.grid import cell_text
from reviewer.model import Cell, Document, Table
from reviewer.readers.containers import Container, damaged

# a cell with content; calamine allots the whole rectangle up to the farthest of them
_FILLED = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*>\s*<')


def read(container: Container) -> Document:
    """Read an open xlsx; InputError where it is damaged, protected or absurdly wide."""
    name, most = container.name, container.limits.cells
    data = _repacked(container)
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        sheets = workbook.sheets_metadata
        shown = [s.name for s in sheets if s.visible == calamine.SheetVisibleEnum.Visible]
        hidden = [s.name for s in sheets if s.name not in shown]
        filled = [(s, c) for s in shown if (c := _cells(workbook.get_sheet_by_name(s), most))]
    except calamine.PasswordError:
        raise InputError(f"{name}：文件有密码保护，请取消密码后另存再试。") from None
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    # calamine is Rust: on malformed parts it may also raise a panic, which is no Exception
    except BaseException:
        raise damaged(name) from None
    tables = tuple(
        Table(number=number, cells=cells, sheet=sheet)
        for number, (sheet, cells) in enumerate(filled, start=1)
    )
    notes = (f"隐藏的工作表没有读取：{'、'.join(hidden)}。",) if hidden else ()
    return Document(source=name, sha256="", format="xlsx", tables=tables, notes=notes)


def _repacked(container: Container) -> bytes:
    """Return the workbook's parts, each read under the caps, as a new uncompressed zip.

    A member may unpack to more than its header says; only what was measured reaches calamine.
    """
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as packed:
        for member in dict.fromkeys(container.members):
            if not member.endswith((".xml", ".rels")) or "/media/" in member:
                continue
            part = container.read(member)
            if member.startswith("xl/worksheets/"):
                _check_extent(part, container)
            packed.writestr(member, part)
    return buffer.getvalue()


def _check_extent(sheet: bytes, container: Container) -> None:
    width = height = 0
    for match in _FILLED.finditer(sheet):
        column = 0
        for letter in match[1]:
            column = column * 26 + letter - 64
        width, height = max(width, column), max(height, int(match[2]))
    if width * height > container.limits.cells:
        raise InputError(
            f"{container.name}：工作表过大（{height} 行 {width} 列），请删除无关的单元格后再试。"
        )


def _cells(sheet: calamine.CalamineSheet, most: int) -> tuple[Cell, ...]:
    """Return the sheet's cells at their true positions; a merged cell once, empty ones left out."""
    rows = sheet.to_python(skip_empty_area=True)
    top, left = sheet.start or (0, 0)
    merged = sheet.merged_cell_ranges or []
    width = left + (len(rows[0]) if rows else 0)
    spans, covered = _spans(merged, top + len(rows), width, most)
    cells = []
    for row, values in enumerate(rows, start=top):
        for column, value in enumerate(values, start=left):
            if (row, column) in covered:
                continue
            text, span = cell_text(_text(value)), spans.get((row, column))
            if text or span:
                height, width = span or (1, 1)
                cells.append(
                    Cell(text=text, row=row, column=column, row_span=height, column_span=width)
                )
    return tuple(cells) if any(cell.text for cell in cells) else ()


def _spans(
    merged: list[tuple[tuple[int, int], tuple[int, int]]], height: int, width: int, most: int
) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """Return spans by upper left corner, and the other positions that they cover."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in merged:
        bottom, right = min(bottom, height - 1), min(right, width - 1)
        if bottom < top or right < left or len(covered) > most:
            continue
        spans[top, left] = (bottom - top + 1, right - left + 1)
        covered.update((r, c) for r in range(top, bottom + 1) for c in range(left, right + 1))
        covered.discard((top, left))
    return spans, covered - spans.keys()


def _text(value: object) -> str:
    """Return a value as Excel shows it in a cell of format 'general' (15 digits)."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        return format(value, ".15g")
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ")
    return str(value)
