"""A drawn page -> its lines of text and its tables, from top to bottom."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.readers.printed.fields import fields_of
from reviewer.readers.printed.glyphs import Glyph, Glyphs, glyphs_of, turned
from reviewer.readers.printed.gutters import unruled
from reviewer.readers.printed.lattice import Lattice, edges_of, lattices
from reviewer.readers.printed.overlaps import adopted, by_order, is_crowded
from reviewer.readers.printed.parts import Part, Piece, Sheet
from reviewer.readers.printed.wrapping import Frame, Line, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewer.readers.printed.page import BoundedPage

MAX_TABLES = 100
ACROSS = 0.7  # of the width of the text
MIN_CELLS = 3  # a frame of fewer cells, with text in one of them, is no table
SCAN = 0.5  # of the page: a picture of that size is a scan of it


Filled = list[tuple[Lattice, list[list[Glyph]]]]


def sheet_of(page: BoundedPage) -> Sheet:
    """Return what a page holds; raises what drawing the page raises."""
    glyphs = glyphs_of(page)
    if fields := fields_of(page):
        glyphs = replace(glyphs, read=glyphs.read + fields)
    inside, outside = _tables(page, glyphs)
    page.budget.look()
    crowded = [is_crowded(own) for _, own in inside]
    inside = [
        (lattice, by_order(lattice, _in(lattice, glyphs)) if over else own)
        for (lattice, own), over in zip(inside, crowded, strict=True)
    ]
    parts, outside = _parts(page, glyphs, inside, outside)
    lines, beyond = _claimed(inside, parts, lines_of(outside), lines_of(glyphs.beyond))
    placed: list[tuple[float, Line | Part]] = [(_top(line, inside), line) for line in lines]
    return Sheet(
        number=page.page_number,
        blocks=[block for _, block in sorted([*placed, *parts], key=lambda pair: pair[0])],
        glyphs=glyphs,
        pictured=_is_pictured(page),
        crowded=any(crowded),
        outside=sum(len("".join(line.text.split())) for line in beyond),
        sides=_sides(lines, [part for _, part in parts]),
    )


def _parts(
    page: BoundedPage, glyphs: Glyphs, inside: Filled, outside: list[Glyph]
) -> tuple[list[tuple[float, Part]], list[Glyph]]:
    """Return the tables with their heights on the page, and the glyphs of none: ruled or not."""
    if inside or (found := unruled(outside, _rules(page, glyphs), page.page_number)) is None:
        return [(lattice.ys[0], _part(lattice, own, page)) for lattice, own in inside], outside
    part, outside = found
    return [(min(line.base for piece in part.pieces for line in piece.lines), part)], outside


def _claimed(
    inside: Filled, parts: Sequence[tuple[float, Part]], lines: list[Line], beyond: list[Line]
) -> tuple[list[Line], list[Line]]:
    """Return the lines on and off the page that belong to no cell of a table."""
    for (lattice, _), (_, part) in zip(inside, parts, strict=False):
        lines = _without_overflow(lines, part, lattice.ys[-1])
        lines = adopted(part, lattice, lines)
        beyond = adopted(part, lattice, beyond)
    return lines, beyond


def _top(line: Line, inside: Filled) -> float:
    """Return where a line belongs from top to bottom: one beside a table stands before it."""
    for lattice, _ in inside:
        if lattice.ys[0] < line.base < lattice.ys[-1]:
            return lattice.ys[0]
    return line.base


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


def _rules(page: BoundedPage, glyphs: Glyphs) -> list[float]:
    """Return the heights of the lines that are drawn across most of the text."""
    if not glyphs.read:
        return []
    width = max(g.x for g in glyphs.read) - min(g.x for g in glyphs.read)
    edges = edges_of(page, glyphs.turn)
    long = (e for e in edges if e["orientation"] == "h" and e["width"] > ACROSS * width)
    return sorted({round(edge["top"]) for edge in long})


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
        texts = sum(1 for cell in own if any(glyph.text.strip() for glyph in cell))
        if texts > 1 or (texts and len(own) >= MIN_CELLS):
            filled.append((lattice, own))
        else:
            outside += [glyph for cell in own for glyph in cell]
    return filled, outside


def _in(lattice: Lattice, glyphs: Glyphs) -> list[Glyph]:
    return [glyph for glyph in glyphs.read if lattice.holds(glyph.x, glyph.y)]


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
    return Part(
        xs=lattice.xs,
        ys=lattice.ys,
        height=len(lattice.ys) - 1,
        pieces=pieces,
        closed=lattice.closed,
    )


def _without_overflow(lines: list[Line], part: Part, bottom: float) -> list[Line]:
    """Give lines that run out of the last row of a page to their cell: they keep its step."""
    kept = []
    for line in lines:
        cell = next((p for p in part.pieces if _runs_on(line, p, part.height, bottom)), None)
        if cell is None:
            kept.append(line)
        else:
            cell.lines.append(line)
    return kept


def _runs_on(line: Line, piece: Piece, height: int, bottom: float) -> bool:
    if piece.row + piece.row_span < height or len(piece.lines) < 2 or line.base < bottom:
        return False
    before, last = piece.lines[-2:]
    step = last.base - before.base
    same_step = abs(line.base - last.base - step) < 0.1 * step
    return same_step and abs(line.x0 - last.x0) < 1 and line.x1 <= piece.frame.right


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
