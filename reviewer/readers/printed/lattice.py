"""Ruled lines -> the grid that they draw: cells with their spans, also where lines are missing."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from pdfplumber.table import merge_edges

from reviewer.readers.printed.glyphs import turned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from pdfplumber.page import Page

Edge = dict[str, Any]

NEAR = 3.0  # points: lines closer than this are one line
THIN = 3.0  # a filled box not thicker than this is a line
SHORT = 6.0  # shorter lines are parts of drawings and signs
MAX_LINES = 2_000
MAX_SQUARES = 100_000
MAX_CORNERS = 100


class Line(NamedTuple):
    """A ruled line: at ``at`` across, from ``start`` to ``end`` along; in points."""

    at: float
    start: float
    end: float


class Box(NamedTuple):
    """A cell of a lattice; rows and columns count from 0."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lattice:
    """The cells between lines. ``xs`` and ``ys`` are the edges of columns and rows, in points.

    ``squares`` gives the cell of each row and column; ``closed`` says whether a line is drawn
    under the last row.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[Box, ...]
    squares: tuple[tuple[int, ...], ...]
    closed: bool = True

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies inside."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def box_at(self, x: float, y: float) -> int:
        """Return the cell at a point inside."""
        row = min(bisect_right(self.ys, y), len(self.ys) - 1) - 1
        column = min(bisect_right(self.xs, x), len(self.xs) - 1) - 1
        return self.squares[max(row, 0)][max(column, 0)]

    def sides(self, box: int) -> tuple[float, float, float, float]:
        """Return the left, upper, right and lower side of a cell."""
        row, column, height, width = self.boxes[box]
        return self.xs[column], self.ys[row], self.xs[column + width], self.ys[row + height]


def edges_of(page: Page, turn: int = 0, *, fills: bool = False) -> list[Edge]:
    """Return the horizontal and vertical edges of what a page draws, with the page set upright.

    ``fills``: those of shaded boxes too.
    """
    drawn = [(line["x0"], line["top"], line["x1"], line["bottom"]) for line in page.lines]
    for rect in page.rects:
        drawn += _sides(rect, fills)
    for curve in page.curves:
        if curve["stroke"] and len(curve["pts"]) <= MAX_CORNERS:
            drawn += [(*a, *b) for a, b in zip(curve["pts"], curve["pts"][1:], strict=False)]
    width, height = float(page.width), float(page.height)
    edges = []
    for x0, y0, x1, y1 in drawn:
        a, b = turned(x0, y0, turn, width, height), turned(x1, y1, turn, width, height)
        edge = _edge(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
        if edge is not None:
            edges.append(edge)
    return edges


def _edge(x0: float, top: float, x1: float, bottom: float) -> Edge | None:
    """Return a line as pdfplumber has edges; None where it is slanted."""
    width, height = x1 - x0, bottom - top
    if min(width, height) > 1:
        return None
    if width > height:
        y = (top + bottom) / 2
        return _as_edge("h", x0=x0, x1=x1, top=y, bottom=y, width=width, height=0)
    x = (x0 + x1) / 2
    return _as_edge("v", x0=x, x1=x, top=top, bottom=bottom, width=0, height=height)


def _as_edge(orientation: str, **places: float) -> Edge:
    return {"orientation": orientation, **places}


def _sides(rect: Edge, fills: bool) -> list[tuple[float, float, float, float]]:
    x0, top, x1, bottom = rect["x0"], rect["top"], rect["x1"], rect["bottom"]
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    if min(x1 - x0, bottom - top) <= THIN:
        return [(x0, y, x1, y)] if x1 - x0 > bottom - top else [(x, top, x, bottom)]
    if not rect["stroke"] and not fills:
        return []
    return [
        (x0, top, x1, top),
        (x0, bottom, x1, bottom),
        (x0, top, x0, bottom),
        (x1, top, x1, bottom),
    ]


def lattices(edges: Sequence[Edge]) -> list[Lattice]:
    """Return the lattices that edges draw, from top to bottom; one inside a cell is left out."""
    merged = merge_edges(list(edges), NEAR, NEAR, NEAR, NEAR)
    across = [Line(e["top"], e["x0"], e["x1"]) for e in merged if e["orientation"] == "h"]
    down = [Line(e["x0"], e["top"], e["bottom"]) for e in merged if e["orientation"] == "v"]
    across, down = _long(across), _long(down)
    found = []
    connected = _connected(across, down)
    crossed = {n for _, columns in connected for n in columns}
    sets = [([across[n] for n in rows], [down[n] for n in columns]) for rows, columns in connected]
    sets += [
        ([], lines) for lines in _parallel([v for n, v in enumerate(down) if n not in crossed])
    ]
    for rows, columns in sets:
        lattice = _lattice(rows, columns)
        if lattice is not None and len(lattice.boxes) > 1:
            found.append(lattice)
    outer = [a for a in found if not any(_is_inside(a, b) for b in found if b is not a)]
    return sorted(outer, key=lambda lattice: (lattice.ys[0], lattice.xs[0]))


def _long(lines: list[Line]) -> list[Line]:
    long = [line for line in lines if line.end - line.start >= SHORT]
    return sorted(long, key=lambda line: line.start - line.end)[:MAX_LINES]


def _is_inside(inner: Lattice, outer: Lattice) -> bool:
    """Tell a lattice that lies in one cell of another: its text is that cell's."""
    corners = ((inner.xs[0], inner.ys[0]), (inner.xs[-1], inner.ys[-1]))
    if not all(outer.holds(x, y) for x, y in corners):
        return False
    return len({outer.box_at(x, y) for x, y in corners}) == 1


def _connected(across: list[Line], down: list[Line]) -> list[tuple[list[int], list[int]]]:
    """Return the sets of lines that cross one another: horizontal and vertical ones."""
    if not across or not down:
        return []
    h, v = np.array(across), np.array(down)
    crosses: NDArray[np.bool_] = (
        (v[None, :, 0] >= h[:, None, 1] - NEAR)
        & (v[None, :, 0] <= h[:, None, 2] + NEAR)
        & (h[:, None, 0] >= v[None, :, 1] - NEAR)
        & (h[:, None, 0] <= v[None, :, 2] + NEAR)
    )
    left = set(range(len(across)))
    sets = []
    while left:
        rows, columns, fresh = set[int](), set[int](), {left.pop()}
        while fresh:
            rows |= fresh
            new = {int(n) for n in np.flatnonzero(crosses[sorted(fresh)].any(axis=0))} - columns
            columns |= new
            fresh = {int(n) for n in np.flatnonzero(crosses[:, sorted(new)].any(axis=1))} - rows
        left -= rows
        if columns:
            sets.append((sorted(rows), sorted(columns)))
    return sets


def _parallel(down: Sequence[Line]) -> list[list[Line]]:
    """Return vertical lines that begin and end together: a row that is cut above and below."""
    groups: dict[tuple[int, int], list[Line]] = {}
    for line in down:
        groups.setdefault((round(line.start / NEAR), round(line.end / NEAR)), []).append(line)
    return [group for group in groups.values() if len(group) > 2]


def _lattice(across: list[Line], down: list[Line]) -> Lattice | None:
    xs = _distinct([v.at for v in down] + [x for h in across for x in (h.start, h.end)])
    ys = _distinct([h.at for h in across] + [y for v in down for y in (v.start, v.end)])
    height, width = len(ys) - 1, len(xs) - 1
    if height < 1 or width < 1 or height * width > MAX_SQUARES:
        return None
    right = _drawn(down, xs, ys)
    under = _drawn(across, ys, xs)
    squares = _united(right, under.T, height, width)
    boxes, owner = _boxes(squares)
    closed = bool(under[-1].mean() >= 0.5)
    return Lattice(xs=xs, ys=ys, boxes=boxes, squares=owner, closed=closed)


def _distinct(values: list[float]) -> tuple[float, ...]:
    distinct: list[float] = []
    for value in sorted(values):
        if not distinct or value - distinct[-1] > NEAR:
            distinct.append(value)
    return tuple(distinct)


def _drawn(lines: list[Line], at: Sequence[float], along: Sequence[float]) -> NDArray[np.bool_]:
    """Return, by position of ``at`` and step of ``along``, whether a line is drawn there."""
    drawn = np.zeros((len(at), len(along) - 1), dtype=bool)
    middles = (np.array(along[:-1]) + np.array(along[1:])) / 2
    positions = np.array(at)
    for line in lines:
        nearest = int(np.abs(positions - line.at).argmin())
        drawn[nearest] |= (middles >= line.start) & (middles <= line.end)
    return drawn


def _united(
    right: NDArray[np.bool_], under: NDArray[np.bool_], height: int, width: int
) -> list[list[int]]:
    """Number the squares so that those with no line between them have one number.

    ``right`` is by x and row, ``under`` by row and y: lines at the edges of squares.
    """
    parents = list(range(height * width))

    def root(n: int) -> int:
        while parents[n] != n:
            parents[n] = n = parents[parents[n]]
        return n

    for row in range(height):
        for column in range(width):
            n = row * width + column
            if column + 1 < width and not right[column + 1, row]:
                parents[root(n + 1)] = root(n)
            if row + 1 < height and not under[column, row + 1]:
                parents[root(n + width)] = root(n)
    return [[root(row * width + column) for column in range(width)] for row in range(height)]


def _boxes(squares: list[list[int]]) -> tuple[tuple[Box, ...], tuple[tuple[int, ...], ...]]:
    """Return rectangles of squares with one number, in reading order, and whose each square is."""
    height, width = len(squares), len(squares[0])
    owner = [[-1] * width for _ in range(height)]
    boxes: list[Box] = []
    for row in range(height):
        for column in range(width):
            if owner[row][column] >= 0:
                continue
            box = _rectangle(squares, owner, row, column)
            for r in range(row, row + box.row_span):
                owner[r][column : column + box.column_span] = [len(boxes)] * box.column_span
            boxes.append(box)
    return tuple(boxes), tuple(map(tuple, owner))


def _rectangle(squares: list[list[int]], owner: list[list[int]], row: int, column: int) -> Box:
    number, wide, high = squares[row][column], 1, 1

    def is_free(r: int, c: int) -> bool:
        return squares[r][c] == number and owner[r][c] < 0

    while column + wide < len(squares[0]) and is_free(row, column + wide):
        wide += 1
    while row + high < len(squares) and all(
        is_free(row + high, c) for c in range(column, column + wide)
    ):
        high += 1
    return Box(row, column, high, wide)
