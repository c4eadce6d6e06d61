"""Web pages: tables with rowspan and colspan, and the text outside them."""

from __future__ import annotations

import re

from lxml import etree

from reviewer.decoding import decode
from reviewer.errors import InputError
from reviewer.grid import cell_text
from reviewer.model import Cell, Document, Table

MAX_SPAN = 1_000
MAX_DEPTH = 200
_BLANKS = " \t\f\n"
_TEXT_BLOCKS = ("p", "div", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "center")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "caption", "address")
_PAGE_BLOCKS = ("section", "article", "header", "footer", "form", "main", "aside", "nav", "body")
_BLOCKS = frozenset((*_TEXT_BLOCKS, *_HEADINGS, *_PAGE_BLOCKS, "fieldset", "tr"))
_SKIPPED = frozenset(
    ("script", "style", "head", "template", "noscript", "iframe", "object", "svg", "del", "s")
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
_GB = frozenset(("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936"))


def is_page(head: str) -> bool:
    """Tell whether text that begins with ``<`` is a web page."""
    return any(tag in head for tag in ("<html", "<!doctype html", "<table", "<body", "<meta"))


def read(data: bytes, name: str) -> Document:
    """Read the bytes of a page; the encoding is that of the BOM or meta, else found by trial."""
    text, encoding = _decoded(data, name)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    source = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise InputError(f"{name}：网页内容已损坏，无法读取，请用浏览器打开后另存再试。")
    page = _Page()
    page.name(root.findtext(".//title") or "")
    page.walk(root, 0)
    page.flush()
    return Document(
        source=name,
        sha256="",
        format="html",
        tables=tuple(page.tables),
        paragraphs=tuple(page.paragraphs),
        encoding=encoding,
    )


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    declared = _CHARSET.search(data[:4096])
    if declared and declared[1].decode("ascii", "ignore").lower() in _GB:
        try:
            return data.decode("gb18030"), "GB18030"
        except UnicodeDecodeError:
            pass
    return decode(data, name)


class _Page:
    """The paragraphs and tables of a page, in reading order."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.tables: list[Table] = []
        self._open: list[str] = []

    def name(self, title: str) -> None:
        """Begin with the page's title, which the window shows above the page."""
        self.paragraphs.extend(filter(None, (cell_text(" ".join(title.split())),)))

    def flush(self) -> None:
        """End the paragraph that is being collected."""
        lines = (cell_text(line) for line in "".join(self._open).split("\n"))
        self.paragraphs.extend(line for line in lines if line)
        self._open.clear()

    def walk(self, element: etree._Element, depth: int) -> None:
        """Collect an element and what follows inside it."""
        tag = element.tag
        if tag in _SKIPPED or not isinstance(tag, str) or depth > MAX_DEPTH:
            return
        if tag == "table" and not _is_layout(element):
            self.flush()
            self._table(element)
            return
        if tag in _BLOCKS or tag in ("table", "td", "th", "br"):
            self.flush()
        self._open.append(_flowed(element.text))
        for child in element:
            self.walk(child, depth + 1)
            self._open.append(_flowed(child.tail))
        if tag in _BLOCKS or tag in ("table", "td", "th"):
            self.flush()

    def _table(self, element: etree._Element) -> None:
        for caption in element.findall("caption"):
            self.paragraphs.append(cell_text(_text(caption)))
        cells = _cells(_rows(element))
        if cells:
            self.tables.append(Table(number=len(self.tables) + 1, cells=cells))


def _flowed(text: str | None) -> str:
    if not text:
        return ""
    if "\n" in text:
        text = _unwrapped(text)
    return text.replace("\xa0", " ")


def _unwrapped(text: str) -> str:
    """Join wrapped source lines: a space to a browser, nothing between Chinese characters."""
    first, *rest = text.split("\n")
    pieces = [first.rstrip(_BLANKS)]
    last = pieces[0][-1:]
    for number, piece in enumerate(rest, start=1):
        line = piece.lstrip(_BLANKS) if number == len(rest) else piece.strip(_BLANKS)
        if line:
            pieces.append(line if _is_wide(last) and _is_wide(line[0]) else f" {line}")
            last = line[-1]
    if not rest[-1].strip(_BLANKS) and not _is_wide(last):
        pieces.append(" ")
    return "".join(pieces)


def _is_wide(char: str) -> bool:
    """Tell a Chinese character or sign; what an element begins with counts as one."""
    return not char or char >= "\u2e80"


def _rows(table: etree._Element) -> list[etree._Element]:
    """Return the rows of this table, not those of tables inside it."""
    rows = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            rows.extend(row for row in child if row.tag == "tr")
    return rows


def _is_layout(table: etree._Element) -> bool:
    """Tell a table that only places other tables on the page: one cell a row."""
    rows = _rows(table)
    narrow = all(sum(1 for cell in row if cell.tag in ("td", "th")) <= 1 for row in rows)
    return narrow and any(inner is not table for inner in table.iter("table"))


def _cells(rows: list[etree._Element]) -> tuple[Cell, ...]:
    taken: set[tuple[int, int]] = set()
    cells = []
    for number, row in enumerate(rows):
        column = 0
        for element in row:
            if element.tag not in ("td", "th"):
                continue
            while (number, column) in taken:
                column += 1
            height = _span(element, "rowspan", len(rows) - number)
            width = _span(element, "colspan", MAX_SPAN)
            text = cell_text(_text(element))
            cells.append(
                Cell(text=text, row=number, column=column, row_span=height, column_span=width)
            )
            if height > 1:
                taken.update(
                    (number + below, column + right)
                    for below in range(1, height)
                    for right in range(width)
                )
            column += width
    return tuple(cells)


def _span(element: etree._Element, key: str, most: int) -> int:
    value = (element.get(key) or "1").strip()
    if not value.isdecimal():
        return 1
    number = int(value[:6])
    if number == 0 and key == "rowspan":
        return most
    return max(1, min(number, most))


def _text(element: etree._Element) -> str:
    """Return the text of a cell: one line a paragraph or <br>, tabs between nested cells."""
    lines = _Lines()
    lines.walk(element, 0, False)
    lines.end_block()
    return "\n".join(lines.done).replace("\xa0", " ")


class _Lines:
    """The lines of a cell as a browser would break them."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self._open: list[str] = []

    def end_line(self) -> None:
        self.done.append("".join(self._open).rstrip(" "))
        self._open.clear()

    def end_block(self) -> None:
        """End the line where a block begins or ends; a lone &nbsp; is an empty paragraph."""
        line = "".join(self._open)
        if line.strip() or "\xa0" in line:
            self.done.append(line.rstrip(" ") if line.strip() else "")
        self._open.clear()

    def walk(self, element: etree._Element, depth: int, preformatted: bool) -> None:
        preformatted = preformatted or element.tag == "pre" or _keeps_lines(element)
        self._add(element.text, preformatted)
        for child in element:
            tag = child.tag
            if tag == "br":
                self.end_line()
            elif isinstance(tag, str) and tag not in _SKIPPED and depth < MAX_DEPTH:
                if tag in _BLOCKS:
                    self.end_block()
                elif tag in ("td", "th") and child.getprevious() is not None:
                    self._open.append("\t")
                self.walk(child, depth + 1, preformatted)
                if tag in _BLOCKS:
                    self.end_block()
            self._add(child.tail, preformatted)

    def _add(self, text: str | None, preformatted: bool) -> None:
        if not text:
            return
        if preformatted:
            head, *rest = text.split("\n")
            self._open.append(head)
            for line in rest:
                self.end_line()
                self._open.append(line)
        elif "\n" in text:
            flowed = _unwrapped(text)
            self._open.append(flowed if self._open else flowed.lstrip(" "))
        else:
            self._open.append(text)


def _keeps_lines(element: etree._Element) -> bool:
    return "white-space:pre" in (element.get("style") or "").replace(" ", "")
