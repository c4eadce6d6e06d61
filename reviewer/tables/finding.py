"""Which tables of a document are the form; statistics and plans of work are not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.grid import Grid
from reviewer.model import ColumnRole, Document, FormWords, Table
from reviewer.tables.columns import resolve
from reviewer.tables.contents import are_places
from reviewer.tables.drafts import Form
from reviewer.tables.headers import Header, HeaderWords, find_header, next_header, scores_surely
from reviewer.tables.layout import Columns
from reviewer.tables.said import says_scores
from reviewer.tables.scores import looks_like_score, number_in
from reviewer.tables.titles import split_title

if TYPE_CHECKING:
    from collections.abc import Sequence

# a column that no header names holds scores only where nearly every row says of how many
MOST = 0.7


def find_forms(document: Document, headers: HeaderWords) -> tuple[list[Form], list[Table]]:
    """Return the tables that hold the form, a continued table with the columns before it.

    The second list holds the tables that are no part of it.
    """
    forms: list[Form] = []
    unread: list[Table] = []
    for table in document.tables:
        grid = Grid(table)
        found = _headed(grid, headers)
        if not found and (form := _continued(grid, forms, headers.words)):
            found = [form]
        forms += found
        unread += [] if found else [table]
    if not forms:
        grids = [Grid(table) for table in document.tables]
        forms = [form for grid in grids if (form := _headless(grid, headers))]
        read = {id(form.grid.table) for form in forms}
        unread = [table for table in document.tables if id(table) not in read]
    return forms, unread


def _headed(grid: Grid, headers: HeaderWords) -> list[Form]:
    """Return the forms of a table: mostly one; others may stand above and below it."""
    forms: list[Form] = []
    seen: dict[tuple[int, int], Header] = {}
    start: int | None = 0
    while start is not None and (header := find_header(grid, headers, start, seen)) is not None:
        after = next_header(grid, header, headers)
        own = grid if after is None else _rows(grid, start, after)
        columns = resolve(own, header, headers)
        form = _form(own, header, columns, header.first_body_row, headers.words)
        forms += [*_above(grid, start, header.row, headers), *([form] if form else [])]
        start = after
    return forms


def _above(grid: Grid, start: int, end: int, headers: HeaderWords) -> list[Form]:
    """Return the short form above the main one: the budget of 绩效自评, with its own header."""
    part = _rows(grid, start, end)
    header = find_header(part, headers, start)
    if header is None or not scores_surely(header):
        return []
    score = next(c for c, m in header.matches.items() if m.role is ColumnRole.SELF_SCORE)
    for row in range(header.first_body_row, end):
        text = part.text(row, score)
        if text.strip("/—-－–― ") and not looks_like_score(text, headers.words):
            part = _rows(grid, start, row)
            break
    columns = resolve(part, header, headers)
    form = _form(part, header, columns, header.first_body_row, headers.words)
    return [form] if form else []


def _rows(grid: Grid, first: int, end: int) -> Grid:
    """Return the part of a table between two rows, each at its place."""
    cells = tuple(cell for row in range(first, end) for cell in grid.beginning(row))
    return Grid(replace(grid.table, cells=cells))


def _headless(grid: Grid, headers: HeaderWords) -> Form | None:
    columns = resolve(grid, None, headers)
    if columns.title is None:
        return None
    rows = range(grid.height)
    first = next((row for row in rows if len(grid.starting(row)) >= 3), 0)
    return _form(grid, None, columns, first, headers.words)


def _form(
    grid: Grid, header: Header | None, columns: Columns, first_row: int, words: FormWords
) -> Form | None:
    if first_row >= grid.height:
        # the upper row of a header, not a form above another
        return None
    if columns.score is None and columns.deducted is None and not columns.ticked:
        said = header is not None and says_scores(grid, columns, first_row, words)
        form = Form(grid=grid, header=header, columns=columns, first_row=first_row, said=True)
        return form if said else None
    if columns.title_guessed and not (columns.narrative or columns.full is not None):
        return None
    if columns.title is None and columns.section is None and columns.score is not None:
        # scores of schools, of persons
        return None
    if columns.guessed and not _is_bounded(grid, columns, first_row):
        return None
    return Form(grid=grid, header=header, columns=columns, first_row=first_row)


def _is_bounded(grid: Grid, columns: Columns, first_row: int) -> bool:
    """Tell scores from other numbers: each row says of how many points, and none is above."""
    rows = [row for row in range(first_row, grid.height) if grid.text(row, columns.score)]
    bounded = 0
    for row in rows:
        points = number_in(grid.text(row, columns.score))
        full = split_title(grid.text(row, columns.title)).full
        if full is None and not columns.full_guessed:
            full = number_in(grid.text(row, columns.full))
        bounded += full is not None and (points is None or points <= full)
    return bool(rows) and bounded >= MOST * len(rows)


def _continued(grid: Grid, forms: Sequence[Form], words: FormWords) -> Form | None:
    """Return the table as a continuation if it has the width, and the scores, of the last form."""
    if not forms or grid.width != forms[-1].grid.width:
        return None
    columns = replace(forms[-1].columns, notes=())
    score = columns.score if columns.score is not None else columns.deducted
    rows = [row for row in range(grid.height) if grid.starting(row)]
    scored = [row for row in rows if looks_like_score(grid.text(row, score), words)]
    if len(scored) < 0.3 * len(rows) or not _titled_alike(grid, rows[0], scored, forms[-1], words):
        return None
    return Form(grid=grid, header=None, columns=columns, first_row=0)


def _titled_alike(
    grid: Grid, first: int, scored: Sequence[int], form: Form, words: FormWords
) -> bool:
    """Tell whether the rows with scores go on with the titles of a form: numbered as those are.

    A table that begins with labels over its numbers, or whose titles are numbers or places, is one
    of its own: statistics of schools.
    """
    columns = form.columns
    score = columns.score if columns.score is not None else columns.deducted
    label = grid.text(first, score)
    if len(grid.starting(first)) >= 3 and label and not any(c.isdigit() for c in label):
        return looks_like_score(label, words)
    titles = [text for row in scored if (text := grid.text(row, columns.title))]
    if not titles:
        return True
    if are_places(titles) or sum(number_in(text) is not None for text in titles) > len(titles) / 2:
        return False
    return _numbered(titles) >= 0.5 or _numbered(_titles(form)) < MOST


def _titles(form: Form) -> list[str]:
    rows = range(form.first_row, form.grid.height)
    return [text for row in rows if (text := form.grid.text(row, form.columns.title))]


def _numbered(titles: Sequence[str]) -> float:
    return sum(1 for text in titles if split_title(text).number) / max(len(titles), 1)
