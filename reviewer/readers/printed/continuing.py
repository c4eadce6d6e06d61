"""A table that goes on over pages: its parts become one, and so do the rows that a page cuts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewer.readers.printed.wrapping import Frame, Line, is_full, padding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.readers.printed.parts import Part, Piece

NEAR, ROUGH = 4.0, 20.0  # points that edges of one column may differ on two pages
MIN_EDGES = 4
MIN_SHARED, SHARED = 5, 0.8  # rows that stand at one height on two pages
MAX_SAME = 40  # characters of a title that is printed again where its cell goes on
_SCORE = re.compile(r"[-+]?\d{1,4}(?:[.．]\d{1,3})?\s*分?")
_NUMBERED = re.compile(r"\s*[（(]?\d{1,3}\s*[.．、)）](?!\d)")


def append(table: Part, part: Part, page: int) -> bool:
    """Add the part of a table on a further page; False where it is another table."""
    if table.ruled != part.ruled or not _same_columns(table, part):
        return False
    if not _drop_header(table, part):
        _strip_header(table, part)
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


def are_side_by_side(part: Part, other: Part) -> bool:
    """Tell parts of one table whose further columns were printed on another page: the same rows."""
    fewer, more = sorted((part.ys, other.ys), key=len)
    if len(fewer) < MIN_SHARED or abs(part.xs[-1] - other.xs[-1]) < NEAR:
        return False
    shared = sum(1 for y in fewer if any(abs(y - z) < 1 for z in more))
    return shared >= SHARED * len(more)


def _spread(part: Part, places: Sequence[int]) -> None:
    """Renumber the columns of a part that has fewer edges: ``places`` are those it has."""
    for piece in part.pieces:
        end = places[piece.column + piece.column_span]
        piece.column = places[piece.column]
        piece.column_span = end - piece.column


def _row_texts(part: Part, row: int) -> list[tuple[int, str]]:
    own = sorted((p for p in part.pieces if p.row == row), key=lambda piece: piece.column)
    return [(p.column, _text(p)) for p in own if p.lines]


def _drop_header(table: Part, part: Part) -> bool:
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
        return True
    return False


def _strip_header(table: Part, part: Part) -> None:
    """Take the lines of a repeated header off cells from which no line parts it."""
    heads = {p.column: [line.text for line in p.lines] for p in table.pieces if p.row == 0}
    top = {piece.column: piece for piece in part.pieces if piece.row == 0}
    if sum(1 for lines in heads.values() if lines) < 2:
        return
    if all(
        column in top and [line.text for line in top[column].lines[: len(lines)]] == lines
        for column, lines in heads.items()
    ):
        for column, lines in heads.items():
            del top[column].lines[: len(lines)]


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
    pad = paddings(table)[longest.column, longest.column_span]
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


def paddings(part: Part) -> dict[tuple[int, int], float]:
    """Return how far the text of each column keeps from the lines, in points."""
    found: dict[tuple[int, int], float] = {}
    for piece in part.pieces:
        key = piece.column, piece.column_span
        found[key] = min(found.get(key, 99.0), padding(piece.lines, piece.frame) or 99.0)
    return {key: value if value < 99 else 0.0 for key, value in found.items()}
