"""Rows of a form that are no indicators: totals, subtotals, bonus items, signatures."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from reviewer.tables.headers import normalized
from reviewer.tables.scores import looks_like_score, number_in, parse_score
from reviewer.tables.titles import split_title
from reviewer.tables.totals import RowKind, Totals, points_beside, total_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.grid import Grid
    from reviewer.model import Cell, FormWords
    from reviewer.tables.layout import Columns

_PAGE = re.compile(r"第\d{1,3}页")


def special_row(grid: Grid, row: int, columns: Columns, words: FormWords) -> RowKind | None:
    """Return what a row is if it is no indicator, section or continuation."""
    starting = grid.starting(row)
    texts = set(columns.narrative) | set(columns.criteria) | set(columns.deduction)
    labels = [cell for cell in starting[:3] if cell.column not in texts or len(starting) < 3]
    for cell in labels:
        if (kind := total_label(cell.text, words)) is not None:
            return kind
    if not starting:
        return None
    first = starting[0]
    if _is_footer(first, len(starting), columns, words):
        return RowKind.FOOTER
    if any(is_bonus(cell, words) for cell in labels):
        return RowKind.BONUS
    return None


def _is_footer(first: Cell, count: int, columns: Columns, words: FormWords) -> bool:
    label = normalized(first.text[:200])
    if first.column in columns.narrative and columns.title != first.column and count == 1:
        return False
    for word in words.footers:
        key = normalized(word)
        rest = label[len(key) :] if label.startswith(key) else "-"
        # 负责人：张三 is a signature, 负责人培训情况 is an indicator
        if rest == "" or rest[0] in ":(_" or (count == 1 and ":" in rest):
            return True
    return label.startswith(("(盖章", "(公章", "(签")) or _PAGE.match(label) is not None


def is_bonus(cell: Cell, words: FormWords) -> bool:
    """Tell the label of rows beside the scale: 加分项, 一票否决."""
    title = split_title(cell.text).title
    label = normalized(title[:50])
    return len(label) <= 16 and any(label.startswith(word) for word in words.bonuses)


def totals_of(grid: Grid, row: int, kind: RowKind, columns: Columns, words: FormWords) -> Totals:
    """Return the points of a total row, by column, or by order where the cells are shifted."""
    starting = grid.starting(row)
    numbers: list[tuple[int, Decimal]] = []
    full = None
    for cell in starting:
        if total_label(cell.text, words) is not None:
            if (points := points_beside(cell.text)) is not None:
                numbers.append((-1, points))
            else:
                full = split_title(cell.text).full
        elif (points := parse_score(cell.text, None, words).points) is not None:
            numbers.append((cell.column, points))
    return _assigned(grid, starting, numbers, full, kind, columns)


def _assigned(
    grid: Grid,
    starting: list[Cell],
    numbers: list[tuple[int, Decimal]],
    full: Decimal | None,
    kind: RowKind,
    columns: Columns,
) -> Totals:
    if kind is RowKind.FULL_TOTAL:
        return Totals(full=numbers[0][1] if numbers else full)
    placed = dict(numbers)
    reaches = bool(starting) and starting[-1].column + starting[-1].column_span >= max(
        grid.width, 1
    )
    if columns.deducted is not None and columns.score is None:
        return _less_deducted(grid.text(starting[0].row, columns.deducted), placed, full, columns)
    score = columns.score if columns.score is not None else -2
    if score in placed and (reaches or columns.full is None or columns.full in placed):
        at_full = placed.get(columns.full) if columns.full is not None else None
        return Totals(declared=placed[score], full=at_full if at_full is not None else full)
    if columns.full in placed and len(numbers) == 1:
        return Totals(full=numbers[0][1])
    values = [points for _, points in numbers]
    if len(values) >= 2:
        first, second = values[0], values[1]
        return Totals(declared=min(first, second), full=max(first, second))
    return Totals(declared=values[0] if values else None, full=full)


def _less_deducted(
    deducted: str, placed: dict[int, Decimal], full: Decimal | None, columns: Columns
) -> Totals:
    """Return the full total, and what is left of it where a column of deductions is summed."""
    full = placed.get(columns.full, full) if columns.full is not None else full
    lost = number_in(deducted.strip().lstrip("-－−扣减")) if deducted else None
    if full is None and lost is None:
        # 总分：95.3 beside no deduction
        return Totals(declared=next(iter(placed.values()), None))
    return Totals(
        declared=full - lost if full is not None and lost is not None else None, full=full
    )


def signed(text: str) -> Decimal:
    """Return the points of a row beside the scale, less than 0 where they are taken off."""
    bare = text.strip()
    points = number_in(bare.lstrip("+＋-－−扣减")) or Decimal(0)
    return -points if bare.startswith(tuple("-－−扣减")) else points


def is_column_count(grid: Grid, row: int) -> bool:
    """Tell the row under a header that numbers the columns: 1, 2, 3, …"""
    numbers = [number_in(cell.text.strip("()（）")) for cell in grid.starting(row)]
    return len(numbers) >= 3 and numbers == [
        Decimal(n) for n in range(int(numbers[0] or 0), int(numbers[0] or 0) + len(numbers))
    ]


def shift_of(grid: Grid, row: int, score: int | None, words: FormWords) -> int:
    """Return by how many columns a row is short on its left: a text dump may drop cells."""
    cells = grid.beginning(row)
    missing = grid.width - len(cells)
    if score is None or missing <= 0 or any(cell.column_span > 1 for cell in cells):
        return 0
    if [cell.column for cell in cells] != list(range(len(cells))):
        return 0
    fits = looks_like_score(grid.text(row, score - missing), words) and len(cells) >= 3
    return missing if fits and not grid.text(row, score) else 0


def are_dashes(points: Sequence[str]) -> bool:
    """Tell a row that is no indicator of its own: a dash for its full score and its score."""
    return all(text and not text.strip("/—-－–― ") for text in points)
