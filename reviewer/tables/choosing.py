"""Which of several forms of a document is the self-evaluation of this year."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.tables.headers import normalized
from reviewer.tables.places import year_in
from reviewer.tables.summing import sums_sections

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.model import FormWords, Table
    from reviewer.tables.drafts import Form

_SELF = ("自评", "自查", "自我", "自测")


def place(table: Table) -> str:
    """Return how notes name a table."""
    return f"工作表“{table.sheet}”" if table.sheet else f"表{table.number}"


def chosen(forms: Sequence[Form], words: FormWords) -> tuple[list[Form], list[str]]:
    """Return the forms that a city filled in, and a note on each of the others.

    Where one is headed 自评得分, a form with another header and plain 得分 (a list of schools), or
    one that is called that of the checkers, is no part of it; nor is what continues such a form.
    """
    own = [form for form in forms if _is_own(form)]
    if not own:
        return list(forms), []
    kept: list[Form] = []
    notes: list[str] = []
    texts = [_texts(form) for form in own]
    is_kept = True
    for form in forms:
        if form.header is None:
            kept += [form] if is_kept else []
            continue
        of_others = _is_of_others(form, words)
        is_kept = _is_own(form) or _texts(form) in texts
        if is_kept:
            kept.append(form)
        else:
            which = "是他人的评分" if of_others else "的得分列没有写明自评"
            notes.append(f"{place(form.grid.table)}{which}，没有读取，以自评表为准。")
    return kept, notes


def summaries_last(forms: Sequence[Form]) -> list[Form]:
    """Return the forms, those that sum up others last.

    They are sheets without narratives beside others with them, and tables of the sections.
    """
    narrated = {form.grid.table.sheet for form in forms if form.columns.narrative}
    found = []
    for form in forms:
        is_summary = bool(narrated) and form.grid.table.sheet not in narrated
        sums = sums_sections(form, [other for other in forms if other is not form])
        found.append(replace(form, is_summary=is_summary, sums_sections=sums))
    return sorted(found, key=lambda form: form.is_summary or form.sums_sections)


def year_of(form: Form) -> int | None:
    """Return the year in the name of a form's sheet, or in the lines above its header."""
    lines = [form.grid.table.sheet or "", *_above(form)]
    return next((year for line in lines if (year := year_in(line))), None)


def _is_own(form: Form) -> bool:
    if form.header is None:
        return False
    columns = form.columns
    score = columns.score if columns.score is not None else columns.deducted
    text = normalized(form.header.texts.get(score, "")) if score is not None else ""
    return any(word in text for word in _SELF)


def _is_of_others(form: Form, words: FormWords) -> bool:
    texts = [form.grid.table.sheet or "", *_above(form)]
    return any(word in text for text in texts for word in words.other_scorers)


def _above(form: Form) -> list[str]:
    end = form.header.row if form.header else 0
    return [cell.text for row in form.grid.rows_above(end) for cell in form.grid.starting(row)]


def _texts(form: Form) -> set[str]:
    return {normalized(text) for text in form.header.texts.values()} if form.header else set()
