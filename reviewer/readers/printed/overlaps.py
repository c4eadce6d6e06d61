"""Text that runs over the edges of cells that are too low: told apart by the order of drawing."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from reviewer.readers.printed.wrapping import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewer.readers.printed.glyphs import Glyph
    from reviewer.readers.printed.lattice import Lattice
    from reviewer.readers.printed.parts import Part, Piece
    from reviewer.readers.printed.wrapping import Frame, Line

FEW = 3  # glyphs that touch are chance; more are two texts over one another
_OVER, _NEAR_LINES = 0.4, 0.75  # of the size
_STEP = (0.5, 2.5)  # of the size: how far the next line of a text stands below


def adopted(part: Part, lattice: Lattice, lines: Iterable[Line]) -> list[Line]:
    """Give an empty first cell at the foot of a page the lines that are centred under it.

    Spreadsheets print the title of a cell that is merged over the end of a page in the middle of
    the whole cell, be that below the table or off the page. Returns the lines that are left.
    """
    left: list[Line] = []
    last: Line | None = None
    cell = next((p for p in part.pieces if _is_empty_corner(p, part.height)), None)
    for line in lines:
        below = line.base > lattice.ys[-1] and (
            last is None or line.base - last.base < _STEP[1] * line.size
        )
        if cell is None or not below or not _is_centred(line, cell.frame):
            left.append(line)
            continue
        last = line
        cell.lines.append(line)
    return left


def _is_empty_corner(piece: Piece, height: int) -> bool:
    return piece.column == 0 and piece.row + piece.row_span == height and not piece.lines


def _is_centred(line: Line, frame: Frame) -> bool:
    middle = (line.x0 + line.x1 - frame.left - frame.right) / 2
    return abs(middle) < 1.5 and line.x0 >= frame.left and line.x1 <= frame.right


def is_crowded(cells: Iterable[Sequence[Glyph]]) -> bool:
    """Tell whether in some cell glyphs stand over one another."""
    return any(_overlaps(cell) > FEW for cell in cells if len(cell) > FEW)


def _overlaps(glyphs: Sequence[Glyph]) -> int:
    rows = [[glyph for glyph in row if glyph.text.strip()] for row in rows_of(glyphs)]
    rows = [row for row in rows if row]
    beside = sum(
        1 for row in rows for a, b in pairwise(row) if a.x1 - b.x0 > _OVER * min(a.size, b.size)
    )
    return beside + sum(len(b) for a, b in pairwise(rows) if _is_too_near(a, b))


def _is_too_near(above: Sequence[Glyph], below: Sequence[Glyph]) -> bool:
    size = above[0].size
    same = abs(size - below[0].size) < 0.2 * size
    meet = above[0].x0 < below[-1].x1 and below[0].x0 < above[-1].x1
    return same and meet and below[0].base - above[0].base < _NEAR_LINES * size


def by_order(lattice: Lattice, glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Return the glyphs of each cell, text by text as they were drawn, wherever a text runs to."""
    cells: list[list[Glyph]] = [[] for _ in lattice.boxes]
    for text in _texts(lattice, glyphs):
        x, top, bottom = text[0].x, text[0].y, text[-1].y
        places = [lattice.box_at(x, y) for y in ((top + bottom) / 2, top, bottom)]
        free = [place for place in places if not cells[place]]
        cells[(free or places)[0]] += text
    return cells


def _texts(lattice: Lattice, glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Return runs of glyphs that were drawn one after another, line below line in one column."""
    texts: list[list[Glyph]] = []
    column = -1
    for glyph in glyphs:
        place = bisect_right(lattice.xs, glyph.x)
        last = texts[-1][-1] if texts else None
        same = place == column
        if last is None or not (_is_beside(last, glyph, same) or (same and _is_below(last, glyph))):
            texts.append([])
            column = place
        texts[-1].append(glyph)
    return texts


def _is_beside(last: Glyph, glyph: Glyph, same_column: bool) -> bool:
    gap = glyph.x0 - last.x1
    near = -0.5 * last.size < gap < (3 if same_column else 0.3) * last.size
    return near and abs(glyph.base - last.base) < 0.3 * last.size


def _is_below(last: Glyph, glyph: Glyph) -> bool:
    return _STEP[0] * last.size < glyph.base - last.base < _STEP[1] * last.size
