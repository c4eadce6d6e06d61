"""Word documents: body paragraphs and tables, with merged cells once and revisions accepted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviewer.grid import cell_text
from reviewer.model import Cell, Document, Table
from reviewer.readers.containers import damaged
from reviewer.readers.wordml import (
    DROPPED,
    MAX_DEPTH,
    MAX_SPAN,
    WRAPPERS,
    alternatives,
    attribute,
    child_at,
    local,
    main_part,
    number_at,
    parsed,
    unwrapped,
)

if TYPE_CHECKING:
    from lxml import etree

    from reviewer.readers.containers import Container


@dataclass
class _Story:
    """What was met on the way through one document."""

    paragraphs: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    inserted: int = 0
    deleted: int = 0
    hidden_merged: int = 0

    def notes(self) -> tuple[str, ...]:
        notes = []
        if self.inserted or self.deleted:
            notes.append(
                f"文件含未接受的修订 {self.inserted + self.deleted} 处（插入 {self.inserted}、"
                f"删除 {self.deleted}），已按接受修订后的内容读取。"
            )
        if self.hidden_merged:
            notes.append(f"有 {self.hidden_merged} 个被合并的单元格里还留有文字，没有读取。")
        return tuple(notes)


def read(container: Container) -> Document:
    """Read an open docx; InputError where its main part is missing or damaged."""
    name = container.name
    root = parsed(container.read(main_part(container)), name)
    body = next((child for child in root if local(child) == "body"), None)
    if body is None:
        raise damaged(name)
    story = _Story()
    _blocks(body, story, 0)
    if not story.tables:
        for table in root.iter("{*}tbl"):
            _table(table, story, 0)
    return Document(
        source=name,
        sha256="",
        format="docx",
        tables=tuple(story.tables),
        paragraphs=tuple(story.paragraphs),
        notes=story.notes(),
    )


def _blocks(element: etree._Element, story: _Story, depth: int) -> None:
    """Walk body-level content into the story's paragraphs and tables."""
    joined = ""
    for child in alternatives(element):
        kind = local(child)
        if kind == "p":
            joined += _paragraph(child, story, depth)
            if not _mark_is_deleted(child):
                story.paragraphs.append(cell_text(joined))
                joined = ""
        elif kind == "tbl":
            _table(child, story, depth + 1)
        elif kind in DROPPED:
            story.deleted += 1
        elif kind in WRAPPERS and depth < MAX_DEPTH:
            _blocks(child, story, depth + 1)
    if joined:
        story.paragraphs.append(cell_text(joined))


def _mark_is_deleted(paragraph: etree._Element) -> bool:
    """Tell a paragraph whose end was deleted by a revision: it runs on into the next one."""
    return child_at(paragraph, "pPr", "rPr", "del") is not None


def _paragraph(paragraph: etree._Element, story: _Story, depth: int) -> str:
    """Return the text of a paragraph; of its text boxes only where there is nothing else."""
    pieces: list[str] = []
    boxes: list[etree._Element] = []
    _inline(paragraph, pieces, boxes, story, depth)
    text = "".join(pieces)
    if not text.strip() and boxes and depth < MAX_DEPTH:
        return "\n".join(_cell_content(box, story, depth + 1) for box in boxes)
    return text


def _inline(
    element: etree._Element,
    pieces: list[str],
    boxes: list[etree._Element],
    story: _Story,
    depth: int,
) -> None:
    for child in alternatives(element):
        kind = local(child)
        if kind == "t":
            pieces.append(child.text or "")
        elif kind in DROPPED:
            story.deleted += 1
        elif kind in WRAPPERS:
            if kind in ("ins", "moveTo"):
                story.inserted += 1
            if depth < MAX_DEPTH:
                _inline(child, pieces, boxes, story, depth + 1)
        elif kind in ("drawing", "pict", "object"):
            boxes.extend(_text_boxes(child))
        else:
            pieces.append(_sign(kind, child))


def _sign(kind: str, element: etree._Element) -> str:
    """Return the character that an empty element stands for."""
    if kind in ("tab", "ptab"):
        return "\t"
    if kind == "br":
        return "" if attribute(element, "type") in ("page", "column") else "\n"
    return {"cr": "\n", "noBreakHyphen": "-"}.get(kind, "")


def _text_boxes(drawing: etree._Element) -> list[etree._Element]:
    return list(drawing.iter("{*}txbxContent"))


def _cell_content(cell: etree._Element, story: _Story, depth: int) -> str:
    """Return the text of a cell: one line a paragraph, nested tables with tabs between cells."""
    inner = _Story()
    lines: list[str] = []
    _cell_lines(cell, lines, inner, depth)
    story.inserted += inner.inserted
    story.deleted += inner.deleted
    return "\n".join(lines)


def _cell_lines(cell: etree._Element, lines: list[str], story: _Story, depth: int) -> None:
    joined: str | None = None
    for child in alternatives(cell):
        kind = local(child)
        if kind == "p":
            text = (joined or "") + _paragraph(child, story, depth)
            joined = text if _mark_is_deleted(child) else None
            if joined is None:
                lines.append(text)
        elif kind == "tbl" and depth < MAX_DEPTH:
            for row, _ in _rows(child, story):
                cells = unwrapped(row, "tc")
                texts = [cell_text(_cell_content(inner, story, depth + 1)) for inner in cells]
                lines.append("\t".join(texts))
        elif kind in DROPPED:
            story.deleted += 1
        elif kind in WRAPPERS and depth < MAX_DEPTH:
            _cell_lines(child, lines, story, depth + 1)
    if joined:
        lines.append(joined)


def _rows(
    table: etree._Element, story: _Story
) -> list[tuple[etree._Element, etree._Element | None]]:
    """Return the rows that remain when revisions are accepted, each with its properties."""
    rows = []
    for row in unwrapped(table, "tr"):
        properties = child_at(row, "trPr")
        if child_at(properties, "del") is not None:
            story.deleted += 1
            continue
        if child_at(properties, "ins") is not None:
            story.inserted += 1
        rows.append((row, properties))
    return rows


@dataclass
class _Box:
    text: str
    row: int
    column: int
    row_span: int
    column_span: int


def _table(table: etree._Element, story: _Story, depth: int) -> None:
    if depth < MAX_DEPTH and _is_layout(table):
        for row in unwrapped(table, "tr"):
            for cell in unwrapped(row, "tc"):
                _blocks(cell, story, depth + 1)
        return
    boxes: list[_Box] = []
    open_merges: dict[int, _Box] = {}
    for number, (row, properties) in enumerate(_rows(table, story)):
        column = number_at(child_at(properties, "gridBefore"), 0)
        last: _Box | None = None
        for cell in unwrapped(row, "tc"):
            box = _box(cell, number, column, story, depth)
            column += box.column_span
            last = _merge(cell, box, last, open_merges, boxes, story)
    cells = tuple(
        Cell(
            text=cell_text(box.text),
            row=box.row,
            column=box.column,
            row_span=box.row_span,
            column_span=box.column_span,
        )
        for box in boxes
    )
    if cells:
        story.tables.append(Table(number=len(story.tables) + 1, cells=cells))


def _is_layout(table: etree._Element) -> bool:
    """Tell a frame, one column wide, that only holds other tables."""
    rows = unwrapped(table, "tr")
    narrow = all(len(unwrapped(row, "tc")) <= 1 for row in rows)
    return narrow and any(inner is not table for inner in table.iter("{*}tbl"))


def _box(cell: etree._Element, row: int, column: int, story: _Story, depth: int) -> _Box:
    properties = child_at(cell, "tcPr")
    span = max(number_at(child_at(properties, "gridSpan"), 1), 1)
    text = _cell_content(cell, story, depth)
    return _Box(text=text, row=row, column=column, row_span=1, column_span=span)


def _merge(
    cell: etree._Element,
    box: _Box,
    last: _Box | None,
    open_merges: dict[int, _Box],
    boxes: list[_Box],
    story: _Story,
) -> _Box:
    """Add a box, or widen the one that it continues; return the box that now ends the row."""
    properties = child_at(cell, "tcPr")
    across, down = child_at(properties, "hMerge"), child_at(properties, "vMerge")
    if across is not None and attribute(across) != "restart" and last is not None:
        last.column_span = min(last.column_span + box.column_span, MAX_SPAN)
        story.hidden_merged += bool(box.text.strip())
        return last
    above = open_merges.get(box.column)
    if down is not None and attribute(down) != "restart" and above is not None:
        above.row_span = box.row - above.row + 1
        story.hidden_merged += bool(box.text.strip())
        return above
    open_merges.pop(box.column, None)
    if down is not None:
        open_merges[box.column] = box
    boxes.append(box)
    return box
