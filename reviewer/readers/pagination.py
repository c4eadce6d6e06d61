"""Sheets -> whole tables and paragraphs: page numbers go, rows and tables run on over pages."""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING

from reviewer.model import Cell, Table
from reviewer.readers.wrapping import Frame, Line, is_full, joined, padding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.readers.parts import Part, Piece, Sheet

NEAR, ROUGH = 4.0, 20.0  # points that edges of one column may differ on two pages
MARGIN_LINES = 3
MIN_EDGES = 4
MAX_SAME = 40  # characters of a title that is printed again where its cell goes on
_NUMBER = r"(?:\d{1,4}|[一二三四五六七八九十百]{1,5})"
_PAGE_NUMBER = re.compile(
    rf"[-—–―~·•*/\s]*(?:第\s*{_NUMBER}\s*页|page\s*\d{{1,4}}|\d{{1,4}})"
    rf"(?:\s*[,，/、|of（(共]*\s*共?\s*\d{{1,4}}\s*页?\s*[)）]?)?[-—–―~·•*/\s]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_SCORE = re.compile(r"[-+]?\d{1,4}(?:[.．]\d{1,3})?\s*分?")
_NUMBERED = re.compile(r"\s*[（(]?\d{1,3}\s*[.．、)）](?!\d)")


# --- headers and footers of pages ----------------------------------------------------------------


def without_margins(sheets: Sequence[Sheet]) -> None:
    """Take page numbers, and lines that stand at the same place of several pages, off sheets."""
    repeated = _repeated(sheets)
    for number, sheet in enumerate(sheets):
        ends = (-1,) if number == 0 and _is_headed_alone(sheet, repeated) else (0, -1)
        for end in ends:
            for _ in range(MARGIN_LINES):
                block = sheet.blocks[end] if sheet.blocks else None
                if not isinstance(block, Line):
                    break
                if _PAGE_NUMBER.fullmatch(block.text) or _key(block, end) in repeated:
                    sheet.blocks.pop(end)


def _is_headed_alone(sheet: Sheet, repeated: set[tuple[int, str, int]]) -> bool:
    """Tell a page whose table has no title but what is repeated on each page."""
    above = list(takewhile(lambda block: isinstance(block, Line), sheet.blocks))
    return 0 < len(above) < len(sheet.blocks) and all(
        _key(line, 0) in repeated for line in above if isinstance(line, Line)
    )


def _repeated(sheets: Sequence[Sheet]) -> set[tuple[int, str, int]]:
    """Return what is printed in the margin of two pages or more, and of half of all."""
    counts: Counter[tuple[int, str, int]] = Counter()
    for sheet in sheets:
        for end, blocks in ((0, sheet.blocks), (-1, sheet.blocks[::-1])):
            keys = set()
            for block in blocks[:MARGIN_LINES]:
                if not isinstance(block, Line):
                    break
                keys.add(_key(block, end))
            counts.update(keys)
    return {key for key, count in counts.items() if count > 1 and count >= 0.5 * len(sheets)}


def _key(line: Line, end: int) -> tuple[int, str, int]:
    return end, _DIGITS.sub("#", line.text.strip()), round(line.base / 8)


# --- tables and paragraphs -----------------------------------------------------------------------


class Story:
    """What was read so far: whole tables, and paragraphs between them."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.paragraphs: list[str] = []
        self._lines: list[Line] = []
        self._sides = Frame(0, 0)
        self._open = False  # the last thing read is a table

    def add(self, sheet: Sheet) -> None:
        """Add a page."""
        if self._lines and abs(self._sides.left - sheet.sides.left) > NEAR:
            self._end_paragraphs()
        for block in sheet.blocks:
            if isinstance(block, Line):
                self._lines.append(block)
                self._sides, self._open = sheet.sides, False
                continue
            self._end_paragraphs()
            if not (self._open and _append(self.parts[-1], block, sheet.number)):
                self.parts.append(block)
            self._open = True

    def _end_paragraphs(self) -> None:
        text = joined(self._lines, self._sides)
        self.paragraphs += [line.strip() for line in text.split("\n") if line.strip()]
        self._lines = []

    def tables(self) -> tuple[Table, ...]:
        """Return the tables, with the text of each cell."""
        return tuple(
            Table(number=number, cells=_cells(part)) for number, part in enumerate(self.parts, 1)
        )

    def all_paragraphs(self) -> tuple[str, ...]:
        """Return the paragraphs outside of tables."""
        self._end_paragraphs()
        return tuple(self.paragraphs)


def _cells(part: Part) -> tuple[Cell, ...]:
    pads = _paddings(part)
    cells = []
    for piece in sorted(part.pieces, key=lambda piece: (piece.row, piece.column)):
        pad = pads[piece.column, piece.column_span]
        frame = Frame(piece.frame.left + pad, piece.frame.right - pad)
        cells.append(
            Cell(
                text=joined(piece.lines, frame),
                row=piece.row,
                column=piece.column,
                row_span=piece.row_span,
                column_span=piece.column_span,
                page=piece.page,
            )
        )
    return tuple(cells)


def _paddings(part: Part) -> dict[tuple[int, int], float]:
    """Return how far the text of each column keeps from the lines, in points."""
    found: dict[tuple[int, int], float] = {}
    for piece in part.pieces:
        key = piece.column, piece.column_span
        found[key] = min(found.get(key, 99.0), padding(piece.lines, piece.frame) or 99.0)
    return {key: value if value < 99 else 0.0 for key, value in found.items()}


# --- a table that goes on ------------------------------------------------------------------------


def _append(table: Part, part: Part, page: int) -> bool:
    """Add the part of a table on a further page; False where it is another table."""
    if table.ruled != part.ruled or not _same_columns(table, part):
        return False
    _drop_header(table, part)
    if not part.pieces:
        return True
    above = _bottom(table)
    goes_on = _goes_on(table, part, above)
    start = table.height - goes_on
    for last in above.values():
        if last.column + last.column_span <= min(piece.column for piece in part.pieces):
            last.row_span += part.height - goes_on
    for piece in part.pieces:
        over = above.get((piece.column, piece.column_span))
        if piece.row == 0 and over is not None and (goes_on or _is_merged_on(over, piece)):
            _extend(over, piece, piece.row_span - goes_on)
            continue
        piece.row += start
        table.pieces.append(piece)
    table.height = start + part.height
    table.closed = part.closed
    return True


def _same_columns(table: Part, part: Part) -> bool:
    """Tell whether the columns of two parts are the same, and give both the same edges."""
    near = NEAR if table.ruled else ROUGH
    shift = part.xs[0] - table.xs[0]
    if abs(part.xs[-1] - shift - table.xs[-1]) > near:
        # a column that is one merged cell may have no lines of its own on a page
        if len(part.xs) < MIN_EDGES or abs(part.xs[-1] - table.xs[-1]) > near:
            return False
        shift = 0
    there = tuple(x - shift for x in part.xs)
    more, fewer = (table.xs, there) if len(table.xs) >= len(there) else (there, table.xs)
    places = [min(range(len(more)), key=lambda n: abs(more[n] - x)) for x in fewer]
    if any(abs(more[n] - x) > near for n, x in zip(places, fewer, strict=True)):
        return False
    if len(set(places)) < len(places):
        return False
    _spread(table if more is there else part, places)
    if more is there:
        table.xs = there
    return True


def _spread(part: Part, places: Sequence[int]) -> None:
    """Renumber the columns of a part that has fewer edges: ``places`` are those it has."""
    for piece in part.pieces:
        end = places[piece.column + piece.column_span]
        piece.column = places[piece.column]
        piece.column_span = end - piece.column


def _row_texts(part: Part, row: int) -> list[tuple[int, str]]:
    own = sorted((p for p in part.pieces if p.row == row), key=lambda piece: piece.column)
    return [(p.column, _text(p)) for p in own if p.lines]


def _drop_header(table: Part, part: Part) -> None:
    """Take off the rows at the top that repeat the first rows of the table."""
    heads = [_row_texts(table, row) for row in range(min(table.height - 1, 4))]
    dropped = 0
    for first in range(len(heads)):
        while (
            dropped < min(part.height, 4)
            and first + dropped < len(heads)
            and heads[first + dropped]
            and _row_texts(part, dropped) == heads[first + dropped]
        ):
            dropped += 1
        if dropped:
            break
    if dropped and all(p.row + p.row_span <= dropped for p in part.pieces if p.row < dropped):
        part.pieces = [piece for piece in part.pieces if piece.row >= dropped]
        for piece in part.pieces:
            piece.row -= dropped
        part.height -= dropped


def _bottom(table: Part) -> dict[tuple[int, int], Piece]:
    """Return the cells that reach the last row, by column and span."""
    return {
        (piece.column, piece.column_span): piece
        for piece in table.pieces
        if piece.row + piece.row_span == table.height
    }


def _is_merged_on(last: Piece, piece: Piece) -> bool:
    """Tell a cell at the top of a page that is part of a merged cell: its text is on one page."""
    if max(last.row_span, piece.row_span) == 1:
        # the first column holds titles of sections: nothing there is more of the one above
        return piece.column == 0 and not piece.lines and not _is_numbered(last)
    if last.lines and piece.lines:
        return len(_text(last)) < MAX_SAME and _text(last) == _text(piece)
    return not piece.lines or last.row_span > 1


def _extend(last: Piece, piece: Piece, rows: int) -> None:
    shift = last.frame.left - piece.frame.left
    if _text(last) != _text(piece):
        last.lines += [_moved(line, shift) for line in piece.lines]
    last.row_span += rows


def _moved(line: Line, shift: float) -> Line:
    return line._replace(x0=line.x0 + shift, x1=line.x1 + shift)


def _goes_on(table: Part, part: Part, above: dict[tuple[int, int], Piece]) -> bool:
    """Tell whether the first row of a page continues the last row of the page before.

    Some cells that had text have none; no cell holds a number of its own; and either no line is
    drawn under the last row, or its longest text was cut before the end of a sentence or line.
    """
    top = [piece for piece in part.pieces if piece.row == 0]
    if any((piece.column, piece.column_span) not in above for piece in top):
        return False
    pairs = [(above[piece.column, piece.column_span], piece) for piece in top]
    filled = [(last, piece) for last, piece in pairs if piece.lines]
    if not filled or all(piece.lines for last, piece in pairs if last.lines):
        return False
    if any(not last.lines or _is_numbered(piece) for last, piece in filled):
        return False
    if not table.closed:
        return True
    longest, piece = max(filled, key=lambda pair: len(_text(pair[0])))
    pad = _paddings(table)[longest.column, longest.column_span]
    return _is_cut(longest, piece, pad)


def _text(piece: Piece) -> str:
    return "".join(line.text for line in piece.lines)


def _is_numbered(piece: Piece) -> bool:
    """Tell a cell that is a row's own: a number, as scores are, or a title that is numbered."""
    text = _text(piece).strip()
    return _SCORE.fullmatch(text) is not None or (
        len(text) < 30 and _NUMBERED.match(text) is not None
    )


def _is_cut(last: Piece, piece: Piece, pad: float) -> bool:
    """Tell text that ends at the foot of a page without its sentence being over."""
    frame = Frame(last.frame.left + pad, last.frame.right - pad)
    shift = last.frame.left - piece.frame.left
    return is_full(last.lines[-1], _moved(piece.lines[0], shift), frame)
