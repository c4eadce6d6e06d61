"""A table without ruled columns: told by the white gutters between what stands in line."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reviewer.readers.printed.parts import Part, Piece
from reviewer.readers.printed.wrapping import Frame, lines_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewer.readers.printed.glyphs import Glyph

GUTTER = 0.9  # of the size of the glyphs beside it
MIN_COLUMNS, MIN_ROWS = 3, 3
MAX_TITLE_LINES = 15
MOST = 0.8
FILLED = 0.7  # of the rows must have text in two columns or more
_APART = 1.5  # times: a gap between rows against the gap between lines
Span = tuple[float, float]
Row = list["Glyph"]


def unruled(glyphs: Iterable[Glyph], rules: Sequence[float], page: int) -> tuple[Part, Row] | None:
    """Return the table that glyphs make, and those that are not of it; None where there is none.

    ``rules`` are the heights of lines drawn across the page, which may part its rows.
    """
    lines = [row for row in rows_of(glyphs) if any(glyph.text.strip() for glyph in row)]
    for start, line in enumerate(lines[:MAX_TITLE_LINES]):
        if len(_segments(line)) >= MIN_COLUMNS:
            columns, end = _columns(lines, start)
            rows = _rows(lines[start:end], columns, rules)
            below: list[Row] = []
            while rows and _count(rows[-1], columns) < 2:
                below.append(rows.pop())
            if _is_table(rows, columns):
                rest = [*lines[:start], *below, *lines[end:]]
                return _part(rows, columns, page), [glyph for row in rest for glyph in row]
    return None


def _segments(line: Row) -> list[Span]:
    """Return the stretches of a line that wide gaps part."""
    shown = [glyph for glyph in line if glyph.text.strip()]
    spans = [(shown[0].x0, shown[0].x1)]
    for before, glyph in pairwise(shown):
        if glyph.x0 - before.x1 > GUTTER * max(before.size, glyph.size):
            spans.append((glyph.x0, glyph.x1))
        else:
            spans[-1] = (spans[-1][0], max(spans[-1][1], glyph.x1))
    return spans


def _columns(lines: Sequence[Row], start: int) -> tuple[list[Span], int]:
    """Return the columns from a line on, and the first line that stands across them."""
    columns = _segments(lines[start])
    for number in range(start + 1, len(lines)):
        size = lines[number][0].size
        wider = _merged([*columns, *_segments(lines[number])], 0.3 * size)
        if len(wider) < max(len(columns), MIN_COLUMNS):
            return columns, number
        columns = wider
    return columns, len(lines)


def _merged(spans: list[Span], near: float) -> list[Span]:
    merged: list[Span] = []
    for left, right in sorted(spans):
        if merged and left <= merged[-1][1] + near:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged


def _rows(lines: Sequence[Row], columns: Sequence[Span], rules: Sequence[float]) -> list[Row]:
    """Return the rows that lines of text make up: parted by gaps or by full lines, or by rules.

    Rules that part far fewer rows, as under a header alone, do not count.
    """
    begins = _beginnings(lines, columns)
    ends = [max(glyph.base for glyph in line) for line in lines]
    ruled = [any(a < y <= b for y in rules) for a, b in pairwise(ends)]
    if sum(ruled) >= max(MIN_ROWS - 1, MOST * sum(begins)):
        begins = ruled
    rows: list[Row] = [list(lines[0])] if lines else []
    for line, begun in zip(lines[1:], begins, strict=True):
        if begun:
            rows.append(list(line))
        else:
            rows[-1].extend(line)
    return rows


def _beginnings(lines: Sequence[Row], columns: Sequence[Span]) -> list[bool]:
    """Tell of each line but the first whether a row begins with it."""
    tops = [min(glyph.base - glyph.size for glyph in line) for line in lines]
    ends = [max(glyph.base for glyph in line) for line in lines]
    gaps = [top - end for top, end in zip(tops[1:], ends, strict=False)]
    limit = _APART * max(min(gaps, default=0.0), 0.0) + 0.2 * lines[0][0].size
    if gaps and max(gaps) > limit:
        return [gap > limit for gap in gaps]
    return [_count(line, columns) > 0.6 * len(columns) for line in lines[1:]]


def _place(glyph: Glyph, columns: Sequence[Span]) -> int:
    middle = (glyph.x0 + glyph.x1) / 2
    return min(
        range(len(columns)),
        key=lambda n: max(columns[n][0] - middle, middle - columns[n][1], 0.0),
    )


def _count(row: Row, columns: Sequence[Span]) -> int:
    return len({_place(glyph, columns) for glyph in row if glyph.text.strip()})


def _is_table(rows: Sequence[Row], columns: Sequence[Span]) -> bool:
    counts = [_count(row, columns) for row in rows]
    filled = sum(1 for count in counts if count >= 2)
    full = sum(1 for count in counts if count >= MIN_COLUMNS)
    enough = len(rows) >= MIN_ROWS and len(columns) >= MIN_COLUMNS
    return enough and filled >= FILLED * len(rows) and full >= 0.5 * len(rows)


def _part(rows: Sequence[Row], columns: Sequence[Span], page: int) -> Part:
    edges = [(left[1] + right[0]) / 2 for left, right in pairwise(columns)]
    pieces = []
    for number, row in enumerate(rows):
        cells: list[Row] = [[] for _ in columns]
        for glyph in row:
            cells[_place(glyph, columns)].append(glyph)
        for column, cell in enumerate(cells):
            pieces.append(
                Piece(
                    row=number,
                    column=column,
                    row_span=1,
                    column_span=1,
                    lines=lines_of(cell),
                    frame=Frame(*columns[column]),
                    page=page,
                )
            )
    xs = (columns[0][0], *edges, columns[-1][1])
    return Part(xs=xs, height=len(rows), pieces=pieces, ruled=False)
