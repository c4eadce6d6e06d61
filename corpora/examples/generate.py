"""Write each example submission in every format the program reads.

One readable source a submission (``<name>.toml``) becomes ``<name>.txt``, ``.docx``, ``.xlsx``,
``.csv``, ``.tsv`` and ``.html``, beside this file::

    python corpora/examples/generate.py

Needs the project's ``test`` extra. Run again, it writes the same bytes.
"""

import csv
import html
import io
import re
import tomllib
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell as DocxCell
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).parent
AUTHOR = "reviewer"
FONT = "宋体"
WRITTEN_AT = datetime(2024, 1, 1)
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = Cm(29.7), Cm(21), Cm(2)
PLAIN_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of the form; one that a merged cell covers is empty and says where that cell is."""

    text: str = ""
    rows: int = 1
    columns: int = 1
    covered_from: Literal["", "above", "left"] = ""


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A submission laid out: lines above, one table or more (each with its header), lines below."""

    title: str
    before: tuple[str, ...]
    tables: tuple[tuple[Row, ...], ...]
    after: tuple[str, ...]
    widths: tuple[int, ...]
    xlsx_numbers: bool
    csv_encodings: tuple[str, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows in order, for formats that hold a single table."""
        return tuple(row for table in self.tables for row in table)


def read_form(path: Path) -> Form:
    """Read one TOML source and lay it out as a table."""
    source = tomllib.loads(path.read_text(encoding="utf-8"))
    columns = source["columns"]
    keys = [column["key"] for column in columns]
    body = [row for section in source["sections"] for row in section_rows(section, keys)]
    body.append(total_row(source["total"], keys))
    header = tuple(Cell(text=column["header"]) for column in columns)
    split = source.get("continued_after", len(body))
    return Form(
        title=source["title"],
        before=tuple(source.get("before", ())),
        tables=tuple((header, *part) for part in (body[:split], body[split:]) if part),
        after=tuple(source.get("after", ())),
        widths=tuple(column["width"] for column in columns),
        xlsx_numbers=source["xlsx_numbers"],
        csv_encodings=tuple(source["csv_encodings"]),
    )


def section_rows(section: dict[str, Any], keys: list[str]) -> list[Row]:
    """Return a section's indicators and subtotal; its title is one cell merged down over them."""
    entries = list(section["indicators"])
    if "subtotal" in section:
        entries.append(section["subtotal"])
    merged = Cell(text=section.get("title", ""), rows=len(entries))
    covered = Cell(covered_from="above")
    return [
        tuple(
            (covered if index else merged) if key == "section" else Cell(text=entry.get(key, ""))
            for key in keys
        )
        for index, entry in enumerate(entries)
    ]


def total_row(total: dict[str, Any], keys: list[str]) -> Row:
    """Return the last row: a label merged over the first columns, then the totals."""
    spans = total["spans"]
    label = Cell(text=total["label"], columns=spans)
    covered = (Cell(covered_from="left"),) * (spans - 1)
    return (label, *covered, *(Cell(text=total.get(key, "")) for key in keys[spans:]))


def as_text(form: Form) -> str:
    """Return the table as Word pastes it: a tab before each cell, an empty line after each row."""
    rows = [
        "".join(f"\t{cell.text}\n" for cell in row if cell.covered_from != "left")
        for row in form.rows
    ]
    above = "".join(f"{line}\n" for line in (form.title, *form.before))
    return above + "\n".join([*rows, *(f"{line}\n" for line in form.after)])


def as_delimited(form: Form, *, delimiter: str) -> str:
    """Return comma- or tab-separated values, every line padded to the width of the table."""
    above = [padded(line, form) for line in (form.title, *form.before)]
    below = [padded(line, form) for line in form.after]
    body = [[cell.text for cell in row] for row in form.rows]
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=delimiter).writerows([*above, *body, *below])
    return target.getvalue()


def padded(line: str, form: Form) -> list[str]:
    """Return a line outside the table as a row of its width."""
    return [line] + [""] * (len(form.widths) - 1)


def as_html(form: Form) -> str:
    """Return a small page; merged cells are rowspan and colspan, line breaks are br."""
    title = html.escape(form.title, quote=False)
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="zh-CN">',
            f'<head><meta charset="utf-8"><title>{title}</title></head>',
            "<body>",
            f"<h1>{title}</h1>",
            *(html_paragraph(line) for line in form.before),
            f"\n{html_paragraph('（续表）')}\n".join(html_table(table) for table in form.tables),
            *(html_paragraph(line) for line in form.after),
            "</body>",
            "</html>\n",
        ]
    )


def html_paragraph(line: str) -> str:
    """Return one line outside the tables."""
    return f"<p>{html.escape(line, quote=False)}</p>"


def html_table(rows: tuple[Row, ...]) -> str:
    """Return a table whose first row is its header."""
    lines = ['<table border="1">']
    for index, row in enumerate(rows):
        tag = "td" if index else "th"
        cells = "".join(html_cell(cell, tag) for cell in row if not cell.covered_from)
        lines.append(f"<tr>{cells}</tr>")
    return "\n".join([*lines, "</table>"])


def html_cell(cell: Cell, tag: str) -> str:
    """Return one cell with its spans."""
    rowspan = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    colspan = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    text = html.escape(cell.text, quote=False).replace("\n", "<br>")
    return f"<{tag}{rowspan}{colspan}>{text}</{tag}>"


def as_docx(form: Form) -> bytes:
    """Return a Word document; merged cells are merged, line breaks are paragraphs."""
    document = Document()
    set_up(document, form.title)
    document.add_heading(form.title, level=1)
    for line in form.before:
        document.add_paragraph(line)
    for index, rows in enumerate(form.tables):
        if index:
            document.add_paragraph("（续表）")
        add_table(document, rows, form.widths)
    for line in form.after:
        document.add_paragraph(line)
    target = io.BytesIO()
    document.save(target)
    return repacked(target.getvalue())


def set_up(document: DocxDocument, title: str) -> None:
    """Set page, font and properties, so that nothing is left of the template or of the clock."""
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = PAGE_WIDTH, PAGE_HEIGHT
    page.left_margin = page.right_margin = MARGIN
    for name in ("Normal", "Heading 1"):
        style = document.styles[name]
        style.font.name = FONT
        fonts = style.element.rPr.rFonts
        fonts.set(qn("w:eastAsia"), FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
    document.styles["Normal"].font.size = Pt(10.5)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, AUTHOR, ""
    properties.created = properties.modified = WRITTEN_AT


def add_table(document: DocxDocument, rows: tuple[Row, ...], widths: tuple[int, ...]) -> None:
    """Add one table, its columns as wide in proportion as the source says."""
    table = document.add_table(rows=len(rows), cols=len(widths), style="Table Grid")
    unit = (PAGE_WIDTH - 2 * MARGIN) // sum(widths)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = unit * width
    grid = [list(row.cells) for row in table.rows]
    for target, row in zip(grid, rows, strict=True):
        for cell, width in zip(target, widths, strict=True):
            cell.width = unit * width
        for cell, content in zip(target, row, strict=True):
            if content.text:  # A run, even an empty one, would survive the merge as a line.
                fill(cell, content.text)
    for top, row in enumerate(rows):
        for left, content in enumerate(row):
            if content.rows > 1 or content.columns > 1:
                corner = grid[top + content.rows - 1][left + content.columns - 1]
                grid[top][left].merge(corner)


def fill(cell: DocxCell, text: str) -> None:
    """Write text into an empty cell, a paragraph a line."""
    first, *others = text.split("\n")
    cell.paragraphs[0].text = first
    for line in others:
        cell.add_paragraph(line)


def as_xlsx(form: Form) -> bytes:
    """Return a workbook of one sheet; scores are numbers or text, as the source says."""
    workbook = Workbook()
    workbook.properties.creator = AUTHOR
    workbook.properties.created = WRITTEN_AT
    sheet = workbook.worksheets[0]
    sheet.title = "自评表"
    rows = [full_width(line, form) for line in (form.title, *form.before)]
    rows += [*form.rows, *(full_width(line, form) for line in form.after)]
    for top, row in enumerate(rows, start=1):
        for left, cell in enumerate(row, start=1):
            if not cell.covered_from:
                write_cell(sheet, top, left, cell, numbers=form.xlsx_numbers)
    for index, width in enumerate(form.widths, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    target = io.BytesIO()
    workbook.save(target)
    return repacked(target.getvalue())


def full_width(line: str, form: Form) -> Row:
    """Return a line outside the table as one cell merged over its width."""
    columns = len(form.widths)
    return (Cell(text=line, columns=columns), *(Cell(covered_from="left"),) * (columns - 1))


def write_cell(sheet: Worksheet, top: int, left: int, cell: Cell, *, numbers: bool) -> None:
    """Write a cell at a row and column counted from 1, and merge what it merges."""
    line = Side(style="thin")
    target = sheet.cell(top, left, cell_value(cell.text, numbers))
    target.alignment = Alignment(wrap_text=True, vertical="center")
    target.border = Border(left=line, right=line, top=line, bottom=line)
    if cell.rows > 1 or cell.columns > 1:
        sheet.merge_cells(
            start_row=top,
            end_row=top + cell.rows - 1,
            start_column=left,
            end_column=left + cell.columns - 1,
        )


def cell_value(text: str, numbers: bool) -> str | float | None:
    """Return what a spreadsheet cell holds: nothing, a number where wanted, or the text."""
    if not text:
        return None
    if numbers and PLAIN_NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text


def repacked(container: bytes) -> bytes:
    """Return a docx or xlsx packed again with fixed dates, so that nothing in it is of today."""
    target = io.BytesIO()
    stamp = WRITTEN_AT.isoformat().encode() + b"Z"
    with zipfile.ZipFile(io.BytesIO(container)) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = MODIFIED.sub(rb"\g<1>" + stamp, content)
            entry = zipfile.ZipInfo(name, date_time=WRITTEN_AT.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # Left alone, it names the platform.
            archive.writestr(entry, content)
    return target.getvalue()


def contents(form: Form, name: str) -> dict[str, bytes]:
    """Return the files of one submission: name to bytes."""
    files = {
        f"{name}.txt": as_text(form).encode(),
        f"{name}.tsv": as_delimited(form, delimiter="\t").encode(),
        f"{name}.html": as_html(form).encode(),
        f"{name}.docx": as_docx(form),
        f"{name}.xlsx": as_xlsx(form),
    }
    for encoding in form.csv_encodings:
        suffix = "csv" if encoding.startswith("utf-8") else f"{encoding}.csv"
        files[f"{name}.{suffix}"] = as_delimited(form, delimiter=",").encode(encoding)
    return files


def main() -> None:
    """Write every file of every source beside this script."""
    for source in sorted(HERE.glob("*.toml")):
        for name, content in contents(read_form(source), source.stem).items():
            (HERE / name).write_bytes(content)


if __name__ == "__main__":
    main()
