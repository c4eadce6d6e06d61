"""Tables that sum up the scores of a form by its sections (一级指标): they claim nothing new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.model import ColumnRole
from reviewer.tables.headers import normalized
from reviewer.tables.titles import split_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewer.tables.drafts import Form

MOST = 0.6
_LEVELS = (ColumnRole.LEVEL_ONE, ColumnRole.LEVEL_TWO, ColumnRole.INDICATOR)


def sums_sections(form: Form, others: Sequence[Form]) -> bool:
    """Tell a form without narratives whose titles are mostly the sections of other forms."""
    if form.header is None or not others or _narrates(form):
        return False
    titles = _plain(_texts(form, form.columns.title))
    sections = set().union(*(_plain(_sections(other)) for other in others))
    return len(titles) > 1 and len(titles & sections) >= MOST * len(titles)


def _narrates(form: Form) -> bool:
    return any(True for column in form.columns.narrative for _ in _texts(form, column))


def _sections(form: Form) -> Iterator[str]:
    """Return what names the sections of a form: columns left of the titles, rows, its sheet."""
    matches = form.header.matches if form.header is not None else {}
    columns = {c for c, match in matches.items() if match.role in _LEVELS}
    if form.columns.section is not None:
        columns.add(form.columns.section)
    for column in columns - {form.columns.title}:
        yield from _texts(form, column)
    for row in range(form.first_row, form.grid.height):
        starting = form.grid.starting(row)
        if len(starting) == 1:
            yield starting[0].text
    yield form.grid.table.sheet or ""


def _texts(form: Form, column: int | None) -> Iterator[str]:
    if column is not None:
        rows = range(form.first_row, form.grid.height)
        yield from (text for row in rows if (text := form.grid.text(row, column)))


def _plain(texts: Iterable[str]) -> set[str]:
    return {title for text in texts if (title := normalized(split_title(text).title))}
