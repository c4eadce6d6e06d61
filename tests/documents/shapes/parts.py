"""What all documents share: items, expected results, and tables written in five formats."""

from __future__ import annotations

import csv
import io
import re
import tomllib
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Side
from openpyxl.worksheet.worksheet import Worksheet

OMIT = "\0omit"  # a value that no careful reader could decide: it is not compared

_TOPICS = tomllib.loads(Path(__file__).with_name("topics.toml").read_text(encoding="utf-8"))
_EPOCH = (2026, 1, 1, 0, 0, 0)


# ---------------------------------------------------------------- what is expected


@dataclass(frozen=True)
class Item:
    """One indicator as an inspector would read it."""

    number: str
    title: str
    full: str | None
    score: str | None
    text: str = OMIT
    section: str | None = None
    why: str | None = OMIT
    contains: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True)
class Form:
    """The whole submission as an inspector would read it."""

    items: Sequence[Item]
    city: str | None = OMIT
    year: int | str | None = OMIT
    full_total: str | None = OMIT
    total: str | None = None
    coverage: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Record:
    """One line of documents.csv."""

    file: str
    point: str
    what: str
    expected: Form | str
    notes: str


Builder = Callable[[], bytes]


class Registry:
    """Collects the builders of one module and what is expected of their documents."""

    def __init__(self) -> None:
        self.documents: dict[str, Builder] = {}
        self.records: list[Record] = []

    def add(
        self, file: str, point: str, what: str, expected: Form | str, notes: str = ""
    ) -> Callable[[Builder], Builder]:
        """Register the decorated builder under a file name."""

        def register(builder: Builder) -> Builder:
            self.documents[file] = builder
            self.records.append(Record(file, point, what, expected, notes))
            return builder

        return register


def item(
    topic: str, number: str, full: str | None, score: str | None, section: str | None = None
) -> Item:
    """Make an indicator from the stock of topics."""
    stock = _TOPICS[topic]
    return Item(number, stock["title"], full, score, stock["narrative"], section)


def title_of(topic: str) -> str:
    """Return the title of a topic."""
    return str(_TOPICS[topic]["title"])


def text_of(topic: str) -> str:
    """Return the narrative of a topic."""
    return str(_TOPICS[topic]["narrative"])


def _kept(pairs: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in pairs.items() if value != OMIT}


def item_json(one: Item) -> dict[str, Any]:
    """Return an indicator as written to expected/."""
    plain = _kept(
        {
            "number": one.number,
            "title": one.title,
            "section": one.section,
            "full_score": one.full,
            "self_score": one.score,
            "narrative": one.text,
            "deduction_note": one.why,
        }
    )
    if one.contains:
        plain["narrative_contains"] = list(one.contains)
    if one.optional:
        plain["optional"] = True
    return plain


def form_json(form: Form) -> dict[str, Any]:
    """Return a submission as written to expected/."""
    plain = _kept(
        {
            "city": form.city,
            "year": form.year,
            "full_total": form.full_total,
            "declared_total": form.total,
        }
    )
    if form.coverage:
        plain["coverage"] = form.coverage
    plain["indicators"] = [item_json(one) for one in form.items]
    return plain


# ---------------------------------------------------------------- tables


@dataclass(frozen=True)
class Cell:
    """A cell that spans rows or columns."""

    text: str
    rows: int = 1
    cols: int = 1


@dataclass(frozen=True)
class Heading:
    """A heading paragraph of a level."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Picture:
    """A cell that holds only an image."""

    name: str = "image1.png"


CellLike = str | Cell | Picture
Row = Sequence[CellLike]


@dataclass(frozen=True)
class Table:
    """A table as html has it: cells covered by a span are not listed."""

    rows: Sequence[Row]


Block = str | Heading | Table


@dataclass(frozen=True)
class Placed:
    """A cell at its place in the grid."""

    row: int
    column: int
    cell: Cell
    picture: bool = False


def places(table: Table) -> list[Placed]:
    """Place the cells of a table in its grid."""
    taken: set[tuple[int, int]] = set()
    found: list[Placed] = []
    for y, row in enumerate(table.rows):
        x = 0
        for like in row:
            while (y, x) in taken:
                x += 1
            cell = like if isinstance(like, Cell) else Cell(like if isinstance(like, str) else "")
            found.append(Placed(y, x, cell, isinstance(like, Picture)))
            taken |= {(y + i, x + j) for i in range(cell.rows) for j in range(cell.cols)}
            x += cell.cols
    return found


def flat(table: Table) -> list[list[str]]:
    """Return the grid as text, blank where a span covers it."""
    grid = [[""] * _width(table) for _ in table.rows]
    for p in places(table):
        grid[p.row][p.column] = p.cell.text
    return grid


def _width(table: Table) -> int:
    return max(p.column + p.cell.cols for p in places(table))


def by_section(items: Sequence[Item], rows: Sequence[Row], heads: dict[str, str]) -> list[Row]:
    """Put a merged section cell before the first row of every section."""
    out: list[Row] = []
    previous: str | None = None
    for one, row in zip(items, rows, strict=True):
        if one.section != previous:
            span = sum(other.section == one.section for other in items)
            out.append([Cell(heads.get(one.section or "", one.section or ""), rows=span), *row])
        else:
            out.append(row)
        previous = one.section
    return out


# ---------------------------------------------------------------- docx

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_FONT = '<w:rPr><w:rFonts w:hint="eastAsia" w:eastAsia="宋体"/></w:rPr>'
# One grey pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c636800000082008177cd72b6"
    "0000000049454e44ae426082"
)
_PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><wp:extent cx="1800000" cy="600000"/><wp:docPr id="1" name="image"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://'
    'schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="1" name="i"/>'
    '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId2"/><a:stretch><a:fillRect/>'
    '</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" '
    'cy="600000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


def packed(members: dict[str, bytes]) -> bytes:
    """Zip members with a fixed date."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    run = f'<w:r>{_FONT}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'
    return f"<w:p>{properties}{run if text else ''}</w:p>"


def _docx_cell(placed: Placed, merge: str) -> str:
    cell = placed.cell
    span = f'<w:gridSpan w:val="{cell.cols}"/>' if cell.cols > 1 else ""
    properties = f'<w:tcPr><w:tcW w:w="0" w:type="auto"/>{span}{merge}</w:tcPr>'
    if placed.picture:
        return f"<w:tc>{properties}{_PICTURE}</w:tc>"
    body = "".join(_paragraph(line) for line in cell.text.split("\n"))
    return f"<w:tc>{properties}{body}</w:tc>"


def _docx_table(table: Table) -> str:
    starts = {(p.row, p.column): p for p in places(table)}
    below = {
        (p.row + i, p.column): Placed(p.row + i, p.column, Cell("", 1, p.cell.cols))
        for p in starts.values()
        for i in range(1, p.cell.rows)
    }
    rows = []
    for y in range(len(table.rows)):
        cells = []
        for (row, _), placed in sorted({**starts, **below}.items()):
            if row == y:
                first = (row, placed.column) in starts
                restart = '<w:vMerge w:val="restart"/>' if placed.cell.rows > 1 else ""
                cells.append(_docx_cell(placed, restart if first else "<w:vMerge/>"))
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    width = _width(table)
    grid = f'<w:gridCol w:w="{9000 // width}"/>' * width
    properties = f'<w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
    return (
        f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}"
        "</w:tbl><w:p/>"
    )


def _docx_block(block: Block) -> str:
    if isinstance(block, Table):
        return _docx_table(block)
    if isinstance(block, Heading):
        return _paragraph(block.text, f"Heading{block.level}")
    return _paragraph(block)


def _styles() -> str:
    named = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/>'
        f'<w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        for n in (1, 2, 3)
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    )
    return f'{_DECLARATION}<w:styles xmlns:w="{_W}">{normal}{named}</w:styles>'


def _relations(*pairs: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_R}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(pairs, 1)
    )
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def docx(*blocks: Block) -> bytes:
    """Write a Word document."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    types = (
        f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{main}.styles+xml"/></Types>'
    )
    body = "".join(_docx_block(block) for block in blocks)
    page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    document = (
        f'{_DECLARATION}<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{body}{page}</w:body>'
        "</w:document>"
    )
    parts = {
        "[Content_Types].xml": types,
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"), ("image", "media/image1.png")
        ),
        "word/styles.xml": _styles(),
    }
    members = {name: text.encode() for name, text in parts.items()}
    return packed({**members, "word/media/image1.png": PNG})


# ---------------------------------------------------------------- xlsx

_SIDE = Side(style="thin")
_THIN = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_DECIMAL = re.compile(r"0|[1-9]\d*(\.\d*[1-9])?")


def _value(text: str) -> str | int | float | None:
    if _DECIMAL.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text or None


def fill(sheet: Worksheet, *blocks: Block) -> None:
    """Write blocks below one another into a sheet."""
    top = 1
    sheet.sheet_format.defaultColWidth = 24
    width = max((_width(block) for block in blocks if isinstance(block, Table)), default=1)
    for block in blocks:
        table = block if isinstance(block, Table) else Table([[Cell(_line(block), 1, width)]])
        for p in places(table):
            y, x = top + p.row, 1 + p.column
            cell = sheet.cell(y, x)
            cell.value = _value(p.cell.text)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            cell.border = _THIN
            if p.cell.rows * p.cell.cols > 1:
                sheet.merge_cells(
                    start_row=y,
                    start_column=x,
                    end_row=y + p.cell.rows - 1,
                    end_column=x + p.cell.cols - 1,
                )
        top += len(table.rows)


def save(workbook: Workbook) -> bytes:
    """Return the workbook's bytes without any clock in them."""
    buffer = io.BytesIO()
    workbook.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    core = members["docProps/core.xml"]
    members["docProps/core.xml"] = re.sub(rb"20\d\d-[\d:T-]+Z", b"2026-01-01T00:00:00Z", core)
    return packed(members)


def xlsx(*blocks: Block, **sheets: Sequence[Block]) -> bytes:
    """Write a workbook of one sheet, and others by name before it."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, others in sheets.items():
        fill(workbook.create_sheet(name), *others)
    if blocks:
        fill(workbook.create_sheet("Sheet1" if not sheets else "自评表"), *blocks)
    return save(workbook)


# ---------------------------------------------------------------- html, csv, txt


def _line(block: Block) -> str:
    return block.text if isinstance(block, Heading) else str(block)


def _html_cell(like: CellLike) -> str:
    cell = like if isinstance(like, Cell) else Cell(str(like))
    rows = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    cols = f' colspan="{cell.cols}"' if cell.cols > 1 else ""
    return f"<td{rows}{cols}>{escape(cell.text, quote=False).replace(chr(10), '<br>')}</td>"


def _html_block(block: Block) -> str:
    if isinstance(block, Table):
        rows = "\n".join(f"<tr>{''.join(map(_html_cell, row))}</tr>" for row in block.rows)
        return f'<table border="1">\n{rows}\n</table>'
    if isinstance(block, Heading):
        return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
    return f"<p>{escape(block, quote=False)}</p>"


def html(*blocks: Block, title: str = "", charset: str = "utf-8") -> bytes:
    """Write a web page."""
    body = "\n".join(_html_block(block) for block in blocks)
    page = (
        f'<!DOCTYPE html>\n<html lang="zh">\n<head><meta charset="{charset}">'
        f"<title>{escape(title)}</title></head>\n<body>\n{body}\n</body>\n</html>\n"
    )
    return page.encode(charset)


def comma(*blocks: Block, encoding: str = "utf-8-sig") -> bytes:
    """Write comma-separated values as a spreadsheet saves them."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    width = max((_width(block) for block in blocks if isinstance(block, Table)), default=1)
    for block in blocks:
        line = [] if isinstance(block, Table) else [_line(block), *[""] * (width - 1)]
        writer.writerows(flat(block) if isinstance(block, Table) else [line])
    return buffer.getvalue().encode(encoding)


def tabbed(*blocks: Block, encoding: str = "utf-8") -> bytes:
    """Write text with a row on a line and tabs between cells."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            lines += ["\t".join(cell.replace("\n", "") for cell in row) for row in flat(block)]
        else:
            lines.append(_line(block))
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def stacked(*blocks: Block, encoding: str = "utf-8") -> bytes:
    """Write text as pasted from Word: every cell on its own line behind a tab."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            for row in flat(block):
                lines += [f"\t{cell}" for cell in row] + [""]
        else:
            lines.append(_line(block))
    return ("\n".join(lines) + "\n").encode(encoding)


def plain(*lines: str, encoding: str = "utf-8") -> bytes:
    """Write lines of text."""
    return ("\n".join(lines) + "\n").encode(encoding)
