"""Builders of test files: one grid of texts -> docx, xlsx, csv, html, a dump, pipes, PDF.

``UP`` in a grid is a position merged with the one above, ``LEFT`` with the one to its left.
"""

from __future__ import annotations

import csv
import html
import io
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.knowledge.form_words import form_words
from reviewer.readers import read_bytes
from reviewer.tables.forms import submission

if TYPE_CHECKING:
    from reviewer.model import FormWords, Submission

ROOT = Path(__file__).parent.parent
UP, LEFT = "\0up", "\0left"
Grid = list[list[str]]


def words() -> FormWords:
    """Return the words of the built-in lexicon."""
    return form_words(tomllib.loads((ROOT / "lexicons/columns.toml").read_text("utf-8")))


WORDS = words()


def parse(data: bytes, name: str) -> Submission:
    """Read bytes all the way to a submission."""
    return submission(read_bytes(data, name), WORDS)


def spans(rows: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """Return the spans of the merged cells by their upper left position."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text in (UP, LEFT):
                continue
            height = width = 1
            while c + width < len(row) and row[c + width] == LEFT:
                width += 1
            while (
                r + height < len(rows) and c < len(rows[r + height]) and rows[r + height][c] == UP
            ):
                height += 1
            if height > 1 or width > 1:
                found[r, c] = (height, width)
    return found


def plain(text: str) -> str:
    return "" if text in (UP, LEFT) else text


def as_docx(rows: Grid, *, title: str = "", after: tuple[str, ...] = ()) -> bytes:
    import docx

    document = docx.Document()
    if title:
        document.add_paragraph(title)
    add_table(document, rows)
    for line in after:
        document.add_paragraph(line)
    return saved(document)


def add_table(document: object, rows: Grid) -> None:
    table = document.add_table(len(rows), max(map(len, rows)))
    for (r, c), (height, width) in spans(rows).items():
        table.cell(r, c).merge(table.cell(r + height - 1, c + width - 1))
    for r, row in enumerate(rows):
        cells = table.rows[r].cells
        for c, text in enumerate(row):
            if plain(text):
                first, *more = text.split("\n")
                cells[c].paragraphs[0].text = first
                for line in more:
                    cells[c].add_paragraph(line)


def saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_xlsx(rows: Grid, *, title: str = "", sheets: tuple[tuple[str, Grid], ...] = ()) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    fill_sheet(sheet, ([[title]] if title else []) + rows)
    for name, other in sheets:
        fill_sheet(book.create_sheet(name), other)
    return saved(book)


def as_xls(rows: Grid, *, title: str = "") -> bytes:
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet")
    rows = ([[title]] if title else []) + rows
    merged = spans(rows)
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if (r, c) in merged:
                height, width = merged[r, c]
                sheet.write_merge(r, r + height - 1, c, c + width - 1, number(text))
            elif plain(text):
                sheet.write(r, c, number(text))
    return saved(book)


def fill_sheet(sheet: object, rows: Grid) -> None:
    for r, row in enumerate(rows, start=1):
        for c, text in enumerate(row, start=1):
            if plain(text):
                cell = sheet.cell(r, c)
                cell.value = number(text)
    for (r, c), (height, width) in spans(rows).items():
        sheet.merge_cells(
            start_row=r + 1, start_column=c + 1, end_row=r + height, end_column=c + width
        )


def number(text: str) -> str | float:
    try:
        return float(text)
    except ValueError:
        return text


def as_csv(rows: Grid, *, title: str = "", delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter)
    if title:
        writer.writerow([title])
    writer.writerows([plain(text) for text in row] for row in rows)
    return buffer.getvalue().encode(encoding)


def as_html(rows: Grid, *, title: str = "", encoding: str = "utf-8") -> bytes:
    merged = spans(rows)
    lines = [f'<html><head><meta charset="{encoding}"></head><body><h1>{title}</h1><table>']
    for r, row in enumerate(rows):
        lines.append("<tr>")
        for c, text in enumerate(row):
            if text in (UP, LEFT):
                continue
            height, width = merged.get((r, c), (1, 1))
            span = f' rowspan="{height}" colspan="{width}"' if (height, width) != (1, 1) else ""
            body = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n"))
            lines.append(f"<td{span}>{body}</td>")
        lines.append("</tr>")
    lines.append("</table></body></html>")
    return "".join(lines).encode(encoding)


def as_dump(rows: Grid, *, title: str = "", after: tuple[str, ...] = ()) -> bytes:
    blocks = ["\n".join(f"\t{plain(t)}" for t in row if t != LEFT) for row in rows]
    return "\n".join([title, *["\n\n".join(blocks)], "", *after, ""]).encode()


def as_pipes(rows: Grid, *, title: str = "") -> bytes:
    lines = ["| " + " | ".join(plain(t).replace("\n", "<br>") for t in row) + " |" for row in rows]
    lines.insert(1, "|" + "---|" * len(rows[0]))
    return "\n".join([title, "", *lines]).encode()


def as_pasted(rows: Grid, *, title: str = "") -> bytes:
    """Rows as Word pastes them: tabs between cells, line ends of a cell left bare."""
    lines = ["\t".join(plain(t) for t in row) for row in rows]
    return "\n".join([title, *lines]).encode()


def as_pdf(rows: Grid, *, title: str = "") -> bytes:
    from printing import printed

    return printed(rows, title=title)


BUILDERS = {
    "docx": (as_docx, "表.docx"),
    "xlsx": (as_xlsx, "表.xlsx"),
    "xls": (as_xls, "表.xls"),
    "csv": (as_csv, "表.csv"),
    "tsv": (lambda rows, **k: as_csv(rows, delimiter="\t", **k), "表.tsv"),
    "html": (as_html, "表.html"),
    "dump": (as_dump, "表.txt"),
    "pipes": (as_pipes, "表.md"),
    "pasted": (as_pasted, "粘贴.txt"),
    "pdf": (as_pdf, "表.pdf"),
}
