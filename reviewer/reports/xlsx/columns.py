"""The columns of a table, and rows whose texts are too long for one cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from reviewer.model import Review
from reviewer.reports.xlsx.cells import LONGEST, Marked, Value, clean, pieces

Row = tuple[Value, ...]


class Style(StrEnum):
    """How the cells of a column look."""

    TEXT = "text"
    CENTRED = "centred"
    POINTS = "points"
    NUMBER = "number"
    YEAR = "year"
    DATE = "date"
    RISK = "risk"
    SIGN = "sign"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, look and greatest width; ``choices`` are those of a drop-down list.

    One that is to be filled in has a ``least`` width.
    Columns that are not ``printed`` stand at the end: paper has no room for them.
    """

    title: str
    style: Style = Style.TEXT
    widest: int = 30
    choices: tuple[str, ...] = ()
    least: int = 0
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """What a sheet holds; the first ``frozen`` columns stay in sight."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    frozen: int = 0


# Which submission a row is of.
ORIGIN = (
    Column("市县", Style.CENTRED, 14),
    Column("年度", Style.YEAR, 7),
)
FILE = Column("文件", widest=24, printed=False)


def origin(review: Review) -> Row:
    """The values of ORIGIN."""
    return (review.submission.city, review.submission.year)


def spread(table: Table, longest: int = LONGEST) -> Table:
    """A table whose texts fit: what does not goes on in further columns at the right."""
    split = [[_parts(value, longest) for value in row] for row in table.rows]
    counts = [
        max((len(row[place]) for row in split), default=1) for place in range(len(table.columns))
    ]
    if max(counts, default=1) == 1:
        return table
    further = [
        (place, part, replace(column, title=f"{column.title}（续{part}）", choices=()))
        for place, column in enumerate(table.columns)
        for part in range(1, counts[place])
    ]
    rows = (
        (*(parts[0] for parts in row), *_rest(row, [(place, part) for place, part, _ in further]))
        for row in split
    )
    columns = (*table.columns, *(column for _, _, column in further))
    return replace(table, columns=columns, rows=tuple(rows))


def _rest(row: Sequence[Sequence[Value]], places: Iterable[tuple[int, int]]) -> Iterable[Value]:
    return (row[place][part] if part < len(row[place]) else None for place, part in places)


def _parts(value: Value, longest: int) -> Sequence[Value]:
    text = value.text if isinstance(value, Marked) else value
    if not isinstance(text, str) or len(text) * 2 <= longest:
        return (value,)
    parts = pieces(clean(text), longest)
    return parts if len(parts) > 1 else (value,)
