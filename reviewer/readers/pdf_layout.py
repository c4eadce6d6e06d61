"""A drawn page -> its lines of text and its tables, from top to bottom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.readers.glyphs import Glyph, Glyphs, glyphs_of, turned
from reviewer.readers.lattice import Lattice, edges_of, lattices
from reviewer.readers.wrapping import Frame, Line, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewer.readers.pdf_page import BoundedPage

MAX_TABLES = 100
SCAN = 0.5  # of the page: a picture of that size is a scan of it


@dataclass(kw_only=True, slots=True)
class Piece:
    """A cell, or the part of it on one page: its lines and the sides that they keep to."""

    row: int
    column: int
    row_span: int
    column_span: int
    lines: list[Line]
    frame: Frame
    page: int


@dataclass(kw_only=True, slots=True)
class Part:
    """A table, or the part of it on one page. ``xs`` are the edges of its columns, in points."""

    xs: tuple[float, ...]
    height: int
    pieces: list[Piece]
    closed: bool = True
    ruled: bool = True


@dataclass(kw_only=True, slots=True)
class Sheet:
    """A page: lines and tables in reading order, and what is to be said of it."""

    number: int
    blocks: list[Line | Part]
    glyphs: Glyphs
    pictured: bool
    sides: Frame


def sheet_of(page: BoundedPage) -> Sheet:
    """Return what a page holds; raises what drawing the page raises."""
    glyphs = glyphs_of(page)
    inside, outside = _tables(page, glyphs)
    page.budget.look()
    lines = lines_of(outside)
    parts = [(lattice.ys[0], _part(lattice, own, page)) for lattice, own in inside]
    placed: list[tuple[float, Line | Part]] = [(line.base, line) for line in lines]
    placed += parts
    return Sheet(
        number=page.page_number,
        blocks=[block for _, block in sorted(placed, key=lambda pair: pair[0])],
        glyphs=glyphs,
        pictured=_is_pictured(page),
        sides=_sides(lines, [part for _, part in parts]),
    )


Filled = list[tuple[Lattice, list[list[Glyph]]]]


def _tables(page: BoundedPage, glyphs: Glyphs) -> tuple[Filled, list[Glyph]]:
    """Return the tables with the glyphs of each cell, and the glyphs outside of them.

    Tables are what lines draw, else what shaded boxes do.
    """
    for fills in (False, True):
        edges = edges_of(page, glyphs.turn, fills=fills)
        if edges:
            filled, outside = _filled(lattices(edges)[:MAX_TABLES], glyphs.read)
            if filled:
                return filled, outside
    return [], list(glyphs.read)


def _filled(found: Sequence[Lattice], glyphs: Iterable[Glyph]) -> tuple[Filled, list[Glyph]]:
    cells: list[list[list[Glyph]]] = [[[] for _ in lattice.boxes] for lattice in found]
    outside: list[Glyph] = []
    for glyph in glyphs:
        for lattice, own in zip(found, cells, strict=True):
            if lattice.holds(glyph.x, glyph.y):
                own[lattice.box_at(glyph.x, glyph.y)].append(glyph)
                break
        else:
            outside.append(glyph)
    filled: Filled = []
    for lattice, own in zip(found, cells, strict=True):
        if sum(1 for cell in own if cell) > 1:
            filled.append((lattice, own))
        else:
            outside += [glyph for cell in own for glyph in cell]
    return filled, outside


def _part(lattice: Lattice, cells: Sequence[list[Glyph]], page: BoundedPage) -> Part:
    pieces = []
    for number, (box, glyphs) in enumerate(zip(lattice.boxes, cells, strict=True)):
        turns = Counter(glyph.turn for glyph in glyphs if glyph.text.strip())
        turn = turns.most_common(1)[0][0] if turns else 0
        piece = Piece(
            row=box.row,
            column=box.column,
            row_span=box.row_span,
            column_span=box.column_span,
            lines=lines_of(sorted(glyphs, key=lambda glyph: glyph.turn != turn)),
            frame=_frame(lattice.sides(number), turn, page),
            page=page.page_number,
        )
        pieces.append(piece)
    return Part(xs=lattice.xs, height=len(lattice.ys) - 1, pieces=pieces, closed=lattice.closed)


def _frame(sides: tuple[float, float, float, float], turn: int, page: BoundedPage) -> Frame:
    """Return the sides that the lines of a cell keep to, in the direction they are read."""
    left, top, right, bottom = sides
    width, height = float(page.width), float(page.height)
    ends = sorted(turned(x, y, turn, width, height)[0] for x, y in ((left, top), (right, bottom)))
    return Frame(ends[0], ends[1])


def _sides(lines: Sequence[Line], parts: Sequence[Part]) -> Frame:
    left = [line.x0 for line in lines] + [part.xs[0] for part in parts]
    right = [line.x1 for line in lines] + [part.xs[-1] for part in parts]
    return Frame(min(left, default=0.0), max(right, default=0.0))


def _is_pictured(page: BoundedPage) -> bool:
    area = float(page.width * page.height)
    return any(
        (image["x1"] - image["x0"]) * (image["bottom"] - image["top"]) > SCAN * area
        for image in page.images
    )
