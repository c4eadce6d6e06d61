"""Word documents: body paragraphs and tables as Word shows them when revisions are accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.errors import InputError
from reviewer.grid import cell_text
from reviewer.model import Cell, Document, Table
from reviewer.readers.containers import damaged
from reviewer.readers.flat_files import flat_file, flat_root
from reviewer.readers.package import Package
from reviewer.readers.word.blocks import flattened, is_frame
from reviewer.readers.word.numbering import Numbering
from reviewer.readers.word.parts import main_part
from reviewer.readers.word.remarks import Remarks
from reviewer.readers.word.story import Story
from reviewer.readers.word.styles import TELLING, Styles, shortened
from reviewer.readers.word.wordml import child_at, choose_alternatives, local, parsed, too_deep

if TYPE_CHECKING:
    from lxml import etree

    from reviewer.limits import Limits
    from reviewer.readers.containers import Members
    from reviewer.readers.word.blocks import Block, TableBlock


def read(container: Members, traced: etree._Element | None = None) -> Document:
    """Read an open docx; InputError where its main part is missing or damaged.

    ``traced`` is the root of that part where it was parsed already: it is read (and changed) in
    place of the file's, and the texts of the document are ``Traced``.
    """
    name, package = container.name, Package(container)
    main = main_part(container, package)
    if main is None:
        raise damaged(name)
    root = parsed(package.read(main), name) if traced is None else traced
    parts = {relation.kind: relation.part for relation in package.relations(main).values()}
    remarks = Remarks()
    styles = Styles(lambda: _styles(package, parts.get("styles"), remarks))
    numbering = Numbering(lambda: _lists(package, parts.get("numbering"), remarks), styles)
    aids = (styles, numbering, remarks)
    return _document(root, aids, name, container.limits, trace=traced is not None)


def read_xml(data: bytes, name: str, limits: Limits) -> Document:
    """Read a document that Word saved as XML: a flat package, or that of Word 2003."""
    root = flat_root(data, name, limits)
    if local(root) == "package":
        return read(flat_file(root, name, limits))
    remarks = Remarks()
    styles = Styles(lambda: child_at(root, "styles"))
    # Word 2003 stores with every paragraph the number that it shows
    numbering = Numbering(lambda: None, styles)
    return _document(root, (styles, numbering, remarks), name, limits)


def _styles(package: Package, part: str | None, remarks: Remarks) -> etree._Element | None:
    data = package.optional(part) if part else b""
    if data is not None and not any(word in data for word in TELLING):
        return None
    try:
        return parsed(shortened(data or b""), part or "")
    except InputError:
        return _root(data, "样式", remarks)


def _lists(package: Package, part: str | None, remarks: Remarks) -> etree._Element | None:
    return _root(package.optional(part), "自动编号", remarks) if part else None


def _root(data: bytes | None, title: str, remarks: Remarks) -> etree._Element | None:
    """Return the root of a part that the text can do without; a damaged one is said."""
    try:
        return parsed(data or b"", title)
    except InputError:
        remarks.broken.append(title)
        return None


def _document(
    root: etree._Element,
    aids: tuple[Styles, Numbering, Remarks],
    name: str,
    limits: Limits,
    *,
    trace: bool = False,
) -> Document:
    choose_alternatives(root)
    body = child_at(root, "body")
    if body is None:
        raise damaged(name)
    story = Story(root, *aids, trace=trace)
    paragraphs: list[str] = []
    tables: list[Table] = []
    try:
        for block in story.blocks(body):
            _sort_out(block, paragraphs, tables)
    except RecursionError:
        raise too_deep(name) from None
    area = sum(_extent(table) for table in tables)
    if area > limits.cells:
        raise InputError(
            f"{name}：表格过大（合计 {area} 格），请删除无关的行和列，或放宽 [limits] cells。"
        )
    return Document(
        source=name,
        sha256="",
        format="docx",
        tables=tuple(tables),
        paragraphs=tuple(paragraphs),
        notes=story.notes(),
    )


def _sort_out(block: Block, paragraphs: list[str], tables: list[Table]) -> None:
    """Add a block to the paragraphs or tables; what is in a frame by its own kind."""
    if isinstance(block, str):
        paragraphs.append(cell_text(block))
    elif is_frame(block):
        for row in block.rows:
            for inner in (inner for cell in row if not cell.covered for inner in cell.blocks):
                _sort_out(inner, paragraphs, tables)
    elif block.size:
        tables.append(Table(number=len(tables) + 1, cells=_cells(block)))


def _cells(table: TableBlock) -> tuple[Cell, ...]:
    return tuple(
        Cell(
            text=cell_text(flattened(cell.blocks)),
            row=cell.row,
            column=cell.column,
            row_span=cell.row_span,
            column_span=cell.column_span,
        )
        for row in table.rows
        for cell in row
        if not cell.covered
    )


def _extent(table: Table) -> int:
    """Return the positions of the rectangle that a table fills, merged cells included."""
    height = max(cell.row for cell in table.cells) + 1
    return height * max(cell.column + cell.column_span for cell in table.cells)
