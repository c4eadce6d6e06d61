"""Document -> Submission: finds the form among the tables and reads its rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.errors import InputError
from reviewer.grid import Grid
from reviewer.model import Document, FormWords, Submission, Table
from reviewer.tables.assembling import Reading, around, assembled
from reviewer.tables.choosing import chosen, place, summaries_last, year_of
from reviewer.tables.drafts import Form, Part, finished
from reviewer.tables.finding import find_forms
from reviewer.tables.headers import HeaderWords, find_header, header_words, normalized
from reviewer.tables.indicators import read_rows
from reviewer.tables.lines import table_of_lines
from reviewer.tables.prose.namesakes import with_passages
from reviewer.tables.prose.report import read_report
from reviewer.tables.refusing import is_grid, nothing_read, report_lines, unread_note

if TYPE_CHECKING:
    from collections.abc import Sequence


def submission(
    document: Document, words: FormWords, *, city: str | None = None, year: int | None = None
) -> Submission:
    """Return what the city claims; scores and totals are Decimal points as printed.

    ``city`` and ``year`` given by the user win over what the document says. Raises InputError
    where the document holds neither a table nor passages with scores.
    """
    headers = header_words(words)
    document, notes = _with_lines(document, headers)
    forms, unread = find_forms(document, headers)
    reading = _of_forms(document, forms, unread, headers, notes) if forms else None
    if reading is None or not any(i.narrative for i in reading.indicators):
        reading = _of_report(document, reading, words, notes) or _told(document, reading, words)
    if reading is None:
        raise InputError(f"{document.source}：{nothing_read(document, bool(forms), headers)}")
    return assembled(document, reading, words, city, year)


def _of_forms(
    document: Document,
    forms: Sequence[Form],
    unread: Sequence[Table],
    headers: HeaderWords,
    notes: Sequence[str],
) -> Reading | None:
    """Read the rows of the forms; None where they hold no indicators."""
    said = [*notes, *(unread_note(table, headers) for table in unread)]
    forms, others = chosen(forms, headers.words)
    said += others
    part = Part()
    for form in summaries_last(forms):
        read = replace(read_rows(form, part, headers), year=year_of(form))
        part = _merged(part, read, form, said)
    if not part.drafts:
        return None
    indicators, reading_notes = finished(part, headers.words)
    current = [form for form in forms if (year_of(form) or 0) >= (part.year or 0)]
    titles, outside = around(document, current or forms, part)
    return Reading(
        indicators=indicators,
        sections=part.sections,
        declared=part.declared,
        full=part.full,
        misread=part.misread,
        notes=(*said, *part.notes, *reading_notes),
        titles=titles,
        outside=outside,
        extra_score=part.extra_score,
        extra_full=part.extra_full,
    )


def _of_report(
    document: Document, form: Reading | None, words: FormWords, notes: Sequence[str]
) -> Reading | None:
    """Read the text around the tables, unless a form without narratives says more."""
    paragraphs = report_lines(document)
    report = read_report(paragraphs, words)
    if report is None or (form and len(report.indicators) < len(form.indicators)):
        return None
    said = [
        f"{place(table)}不是逐项的自评说明，没有读取。"
        for table in document.tables
        if is_grid(table)
    ]
    stated = report.outside if report.outside else tuple(paragraphs[:1])
    return Reading(
        indicators=report.indicators,
        sections=report.sections,
        declared=report.declared if report.declared is not None or form is None else form.declared,
        full=report.full,
        misread=report.skipped,
        notes=(*notes, *report.notes, *said),
        titles=stated,
        outside=(*stated, *report.closing),
        in_text=False,
    )


def _told(document: Document, form: Reading | None, words: FormWords) -> Reading | None:
    """Take the narratives of a form that has none from the text around it."""
    if form is None:
        return None
    indicators, notes = with_passages(form.indicators, report_lines(document), words)
    return replace(form, indicators=indicators, notes=(*form.notes, *notes))


# --- which tables are the form ----------------------------------------------------------


def _with_lines(document: Document, headers: HeaderWords) -> tuple[Document, list[str]]:
    """Rebuild the table from its lines where a text file holds none."""
    notes = list(document.notes)
    if document.tables and document.format != "text":
        return document, notes
    if any(find_header(Grid(table), headers) for table in document.tables):
        return document, notes
    lines = list(document.paragraphs)
    for table in document.tables:
        lines += [line for cell in table.cells for line in cell.text.split("\n")]
    rebuilt = table_of_lines(lines, headers)
    if rebuilt is None:
        return document, notes
    table, before = rebuilt
    notes.append("文件中没有表格，已按逐行的文字还原，请核对各指标的说明与得分是否对应。")
    return replace(document, tables=(table,), paragraphs=tuple(lines[:before])), notes


# --- several tables, one submission -------------------------------------------------------


def _later(before: Part, form: Form) -> int | None:
    year = year_of(form)
    return year if year and before.year and year > before.year else None


def _merged(before: Part, part: Part, form: Form, notes: list[str]) -> Part:
    """Join two parts; a summary, or a table that repeats another's indicators, is left out."""
    if form.sums_sections:
        notes.append(f"{place(form.grid.table)}是各一级指标的得分汇总，没有读取，以逐项的表为准。")
        declared = part.declared if before.declared is None else before.declared
        return replace(before, declared=declared, full=before.full or part.full)
    seen = {normalized(draft.title) for draft in before.drafts}
    again = [draft for draft in part.drafts if normalized(draft.title) in seen]
    if form.header is None or len(again) < 2 or len(again) < 0.5 * len(part.drafts):
        if not form.is_summary:
            return before.joined(part)
        notes.append(f"{place(form.grid.table)}有得分但没有自评说明列，看作统计表，没有读取。")
        return before
    if (year := _later(before, form)) is not None:
        notes.append(f"{place(form.grid.table)}与前面的表指标相同，是 {year} 年的，以它为准。")
        return part
    if any(d.narrative for d in part.drafts) and not any(d.narrative for d in before.drafts):
        notes.append(f"{place(form.grid.table)}与前面的表指标相同且有自评说明，以它为准。")
        return part
    notes.append(f"{place(form.grid.table)}与前面的表指标相同，没有重复读取。")
    return replace(before, declared=before.declared or part.declared, full=before.full or part.full)
