"""Plain text: a Word table dumped one cell a line, rows with tabs, and pipe tables.

Text in which no table shows is given as paragraphs, blank lines included; ``tables.lines`` can
still find a form in it by the words of its header.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from reviewer.grid import cell_text, plain_cells
from reviewer.model import Document, Table

if TYPE_CHECKING:
    from collections.abc import Callable

_RULE = re.compile(r"^[\s|+:=\-─━┄═┼├┤┬┴┌┐└┘╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋]+$")
_PIPES = str.maketrans({"│": "|", "┃": "|", "║": "|", "｜": "|"})
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ESCAPED_PIPE = "\ue000"


def read(text: str, name: str, encoding: str) -> Document:
    """Read decoded text into tables and the paragraphs around them."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if _count(lines, _is_piped) >= 3:
        blocks, paragraphs = _pipe_rows(lines)
    elif _is_dump(lines):
        blocks, paragraphs = _dump_rows(lines)
        if len(blocks[0]) < 3:
            # without the blank lines between rows the columns can not be told
            blocks, paragraphs = [], [line.strip("\t") for line in lines]
    else:
        blocks, paragraphs = _tab_rows(lines)
    tables = tuple(
        Table(number=number, cells=plain_cells(rows)) for number, rows in enumerate(blocks, start=1)
    )
    return Document(
        source=name,
        sha256="",
        format="text",
        tables=tables,
        paragraphs=tuple(cell_text(line) for line in paragraphs),
        encoding=encoding,
    )


def _count(lines: list[str], test: Callable[[str], bool]) -> int:
    return sum(map(test, lines))


# --- one cell a line, each after a tab; a blank line ends the row -----------------------


def _is_dump(lines: list[str]) -> bool:
    tabbed = [line for line in lines if "\t" in line]
    single = sum(1 for line in tabbed if line[0] == "\t" and "\t" not in line[1:].rstrip())
    return single >= 3 and single >= 0.6 * len(tabbed)


def _dump_rows(lines: list[str]) -> tuple[list[list[list[str]]], list[str]]:
    rows: list[list[str]] = []
    paragraphs: list[str] = []
    last_tabbed = max(i for i, line in enumerate(lines) if line.startswith("\t"))
    gap, width = True, 0
    for number, line in enumerate(lines):
        if line.startswith("\t"):
            if gap:
                width = _common_width(rows)
                rows.append([])
            rows[-1].append(line[1:])
            gap = False
        elif not line.strip():
            gap = True
        elif not rows or (gap and not _continues(rows[-1], width, number < last_tabbed)):
            paragraphs.append(line)
        else:
            rows[-1][-1] += ("\n\n" if gap else "\n") + line
            gap = False
    return [rows], paragraphs


def _common_width(rows: list[list[str]]) -> int:
    counts = Counter(len(row) for row in rows)
    return max(counts, key=lambda width: (counts[width], width), default=0)


def _continues(row: list[str], width: int, inside: bool) -> bool:
    """Tell whether a line after a blank one is a further paragraph of the row's last cell."""
    if not inside:
        return False
    return len(row) < width or len(row[-1].strip()) > 12


# --- rows with tabs between cells, as pasted from Word: cells may hold line ends --------


def _tab_rows(lines: list[str]) -> tuple[list[list[list[str]]], list[str]]:
    counts = Counter(line.count("\t") for line in lines if line.strip("\t ") and "\t" in line)
    tabs = max(counts, key=lambda count: (counts[count], count), default=0)
    if tabs < 2 or counts[tabs] < 2:
        return [], [line.strip("\t") for line in lines]
    rows: list[list[str]] = []
    paragraphs: list[str] = []
    last_row = max(number for number, line in enumerate(lines) if "\t" in line)
    for number, line in enumerate(lines):
        cells = line.split("\t")
        broken_header = len(rows) == 1 and len(cells) == 1 and 0 < len(line.strip()) <= 4
        if rows and (
            broken_header or _belongs_to_last(rows[-1], cells, tabs + 1, inside=number < last_row)
        ):
            rows[-1][-1] += "\n" + cells[0]
            rows[-1].extend(cells[1:])
        elif len(cells) > 1 or (line.strip() and rows and _is_heading(line)):
            rows.append(cells)
        elif line.strip():
            paragraphs.append(line)
    return [rows], paragraphs


_GROUP_SCORE = re.compile(r"[（(]\s*\d{1,4}(?:\.\d+)?\s*分\s*[)）]")
_HAN = re.compile("[一-龥]")
_HEADING = re.compile(r"^\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）])")


def _is_heading(line: str) -> bool:
    return len(line) <= 40 and _HEADING.match(line) is not None


def _belongs_to_last(last: list[str], cells: list[str], width: int, *, inside: bool) -> bool:
    if len(last) == 1 and len(cells) > 1:
        return _GROUP_SCORE.fullmatch(cells[0].strip()) is not None
    if len(last) < width and len(last) > 1:
        if len(cells) == 1:
            return bool(cells[0].strip())
        return len(last) + len(cells) - 1 == width
    tail = last[-1].strip()
    told = len(tail) > 15 or (inside and len(_HAN.findall(tail)) >= 4)
    return len(cells) == 1 and bool(cells[0].strip()) and told and not _is_heading(cells[0])


# --- pipe tables and drawn frames ----------------------------------------------------------


def _is_piped(line: str) -> bool:
    drawn = line.translate(_PIPES).strip()
    return drawn.count("|") >= 2 and (drawn.startswith("|") or drawn.endswith("|"))


def _pipe_rows(lines: list[str]) -> tuple[list[list[list[str]]], list[str]]:
    """Return one table for each run of piped lines; in a frame a row ends at a rule."""
    blocks: list[list[list[str]]] = []
    paragraphs: list[str] = []
    framed = _count(lines, lambda line: bool(line.strip()) and _RULE.match(line) is not None) > 3
    fresh = inside = False
    for line in lines:
        drawn = line.translate(_PIPES).strip()
        if drawn and _RULE.match(line):
            fresh = True
        elif _is_piped(line):
            cells = _split(drawn)
            if not inside:
                blocks.append([])
            if inside and framed and not fresh and len(cells) == len(blocks[-1][-1]):
                blocks[-1][-1] = [_joined(a, b) for a, b in zip(blocks[-1][-1], cells, strict=True)]
            else:
                blocks[-1].append(cells)
            fresh, inside = False, True
        else:
            paragraphs.append(line)
            inside = inside and not drawn
    return blocks, paragraphs


def _split(drawn: str) -> list[str]:
    marked = drawn.replace("\\|", _ESCAPED_PIPE)
    cells = marked.removeprefix("|").removesuffix("|").split("|")
    return [_BREAK.sub("\n", cell.strip().replace(_ESCAPED_PIPE, "|")) for cell in cells]


def _joined(above: str, below: str) -> str:
    return f"{above}\n{below}" if above and below else above or below
