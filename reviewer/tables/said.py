"""Forms without a column of scores: each score stands in the title or in the narrative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.tables.prose.statements import Kind, Statement, statements

if TYPE_CHECKING:
    from reviewer.grid import Grid
    from reviewer.model import FormWords
    from reviewer.tables.layout import Columns

LEAST_ROWS = 2
LEAST_SHARE = 0.5


def says_scores(grid: Grid, columns: Columns, first_row: int, words: FormWords) -> bool:
    """Tell whether most rows state their score in words (``自评得分4分``)."""
    if columns.title is None:
        return False
    rows = [row for row in range(first_row, grid.height) if grid.text(row, columns.title)]
    cells = (columns.title, *columns.narrative)
    said = sum(
        1 for row in rows if any(score_said(grid.text(row, c), words) is not None for c in cells)
    )
    return said >= LEAST_ROWS and said >= LEAST_SHARE * len(rows)


def score_said(text: str, words: FormWords) -> Statement | None:
    """Return the last score that a cell surely states of itself."""
    said = [s for line in text.split("\n") for s in statements(line, words)]
    own = [s for s in said if s.sure and s.kind is Kind.OWN and not s.grade]
    return own[-1] if own else None
