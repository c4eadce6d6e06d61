"""Document -> Submission: finds the form among the tables and reads its rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from reviewer.errors import InputError
from reviewer.grid import Grid
from reviewer.model import Coverage, Document, FormWords, Indicator, Submission, Table
from reviewer.tables.columns import Columns, resolve
from reviewer.tables.drafts import Form, Part, finished
from reviewer.tables.headers import Header, HeaderWords, find_header, header_words, normalized
from reviewer.tables.indicators import read_rows
from reviewer.tables.lines import table_of_lines
from reviewer.tables.places import find_city, find_year
from reviewer.tables.scores import looks_like_score
from reviewer.tables.totals import stated_totals

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_TITLE_LENGTH = 60


def submission(
    document: Document, words: FormWords, *, city: str | None = None, year: int | None = None
) -> Submission:
    """Return what the city claims; scores and totals are Decimal points as printed.

    ``city`` and ``year`` given by the user win over what the document says. Raises InputError
    where the document holds no table with scores.
    """
    headers = header_words(words)
    document, notes = _with_lines(document, headers)
    forms = _forms(document, headers, notes)
    part = Part()
    for form in forms:
        part = _merged(part, read_rows(form, part, headers), form, notes)
    if not part.drafts:
        raise InputError(
            f"{document.source}：表格中没有找到指标行，请检查表头下面是否有指标和自评得分。"
        )
    indicators, reading_notes = finished(part, words)
    notes += part.notes
    notes += reading_notes
    return _assembled(document, forms, part, indicators, notes, words, city, year)


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


def _forms(document: Document, headers: HeaderWords, notes: list[str]) -> list[Form]:
    """Return the tables that hold the form, a continued table with the columns before it."""
    if not document.tables:
        raise InputError(
            f"{document.source}：没有找到表格，请确认文件中有自评表，或另存为 docx、xlsx 后再试。"
        )
    forms: list[Form] = []
    unread: list[Table] = []
    for table in document.tables:
        grid = Grid(table)
        form = _headed(grid, headers) or _continued(grid, forms, headers.words)
        if form is None:
            unread.append(table)
        else:
            forms.append(form)
    if not forms:
        grids = (Grid(table) for table in document.tables)
        forms = [form for grid in grids if (form := _headless(grid, headers))]
        unread = []
    if not forms:
        raise InputError(
            f"{document.source}：表格中没有找到得分列（如“自评得分”），请检查表头，"
            "或在 columns.toml 的 self_score 中补上所用的表头。"
        )
    notes += [f"{place(table)}没有得分列，不是自评表，没有读取。" for table in unread]
    return _summaries_last(forms)


def _summaries_last(forms: list[Form]) -> list[Form]:
    """Return the forms; sheets without narratives that stand beside others with them come last."""
    narrated = {form.grid.table.sheet for form in forms if form.columns.narrative}
    found = []
    for form in forms:
        is_summary = bool(narrated) and form.grid.table.sheet not in narrated
        found.append(replace(form, is_summary=is_summary))
    return sorted(found, key=lambda form: form.is_summary)


def place(table: Table) -> str:
    """Return how notes name a table."""
    return f"工作表“{table.sheet}”" if table.sheet else f"表{table.number}"


def _headed(grid: Grid, headers: HeaderWords) -> Form | None:
    header = find_header(grid, headers)
    if header is None:
        return None
    columns = resolve(grid, header, headers)
    return _form(grid, header, columns, header.first_body_row)


def _headless(grid: Grid, headers: HeaderWords) -> Form | None:
    columns = resolve(grid, None, headers)
    if columns.title is None:
        return None
    rows = range(grid.height)
    first = next((row for row in rows if len(grid.starting(row)) >= 3), 0)
    return _form(grid, None, columns, first)


def _form(grid: Grid, header: Header | None, columns: Columns, first_row: int) -> Form | None:
    if columns.score is None and columns.deducted is None:
        return None
    return Form(grid=grid, header=header, columns=columns, first_row=first_row)


def _continued(grid: Grid, forms: Sequence[Form], words: FormWords) -> Form | None:
    """Return the table as a continuation if it has the width, and the scores, of the last form."""
    if not forms or grid.width != forms[-1].grid.width:
        return None
    columns = replace(forms[-1].columns, notes=())
    score = columns.score if columns.score is not None else columns.deducted
    rows = [row for row in range(grid.height) if grid.starting(row)]
    scored = sum(1 for row in rows if looks_like_score(grid.text(row, score), words))
    if scored < 0.3 * len(rows):
        return None
    return Form(grid=grid, header=None, columns=columns, first_row=0)


# --- several tables, one submission -------------------------------------------------------


def _merged(before: Part, part: Part, form: Form, notes: list[str]) -> Part:
    """Join two parts; a summary, or a table that repeats another's indicators, is left out."""
    seen = {normalized(draft.title) for draft in before.drafts}
    again = [draft for draft in part.drafts if normalized(draft.title) in seen]
    if form.header is None or len(again) < 2 or len(again) < 0.5 * len(part.drafts):
        if not form.is_summary:
            return before.joined(part)
        notes.append(f"{place(form.grid.table)}有得分但没有自评说明列，看作统计表，没有读取。")
        return before
    if any(d.narrative for d in part.drafts) and not any(d.narrative for d in before.drafts):
        notes.append(f"{place(form.grid.table)}与前面的表指标相同且有自评说明，以它为准。")
        return part
    notes.append(f"{place(form.grid.table)}与前面的表指标相同，没有重复读取。")
    return replace(before, declared=before.declared or part.declared, full=before.full or part.full)


# --- title, city, year, totals ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Outside:
    title: str
    lines: tuple[str, ...]


def _outside(document: Document, forms: Sequence[Form], part: Part, words: FormWords) -> _Outside:
    """Return the form's title and the other text around its rows."""
    preamble = [
        (cell.text, len(form.grid.starting(row)))
        for form in forms
        for row in range(form.header.row if form.header is not None else form.first_row)
        for cell in form.grid.starting(row)
    ]
    lines = [*(line for line in document.paragraphs if line), *(text for text, _ in preamble)]
    alone = [*document.paragraphs, *(text for text, count in preamble if count <= 2)]
    title = _title([line for line in alone if 0 < len(line) <= MAX_TITLE_LENGTH], words)
    title = title or document.source.rsplit(".", 1)[0]
    sheets = [form.grid.table.sheet or "" for form in forms]
    others = [line for line in lines if line != title]
    return _Outside(" ".join(title.split()), (*others, *part.footers, *sheets))


def _title(lines: Sequence[str], words: FormWords) -> str:
    """Return the line that is most like a title: a word of the lexicon, better a longer one."""
    for least in (3, 1):
        known = [word for word in words.titles if len(word) >= least]
        for line in lines:
            if any(word in line for word in known):
                return line
    labels = tuple(words.place_labels)
    return next((line for line in lines if not line.strip().startswith(labels)), "")


def _assembled(
    document: Document,
    forms: Sequence[Form],
    part: Part,
    indicators: tuple[Indicator, ...],
    notes: list[str],
    words: FormWords,
    city: str | None,
    year: int | None,
) -> Submission:
    outside = _outside(document, forms, part, words)
    narratives = [indicator.narrative for indicator in indicators]
    if city is None:
        city, note = find_city(outside.title, outside.lines, document.source, narratives, words)
        notes.append(note)
    if year is None:
        year, note = find_year(outside.title, outside.lines, document.source, narratives)
        notes.append(note)
    declared, full = _totals(part, outside, indicators, words)
    return Submission(
        source=document.source,
        sha256=document.sha256,
        title=outside.title,
        city=city,
        year=year,
        full_total=full,
        declared_total=declared,
        sections=part.sections,
        indicators=indicators,
        coverage=Coverage(
            rows_found=len(indicators),
            rows_expected=len(indicators) + part.misread,
            narratives_empty=sum(1 for i in indicators if not i.narrative),
            scores_missing=sum(1 for i in indicators if i.self_score is None),
            notes=tuple(dict.fromkeys(notes)),
        ),
    )


def _totals(
    part: Part, outside: _Outside, indicators: Sequence[Indicator], words: FormWords
) -> tuple[Decimal | None, Decimal | None]:
    """Return the declared total and the full total: as stated, else summed."""
    declared, full = part.declared, part.full
    for line in (outside.title, *outside.lines):
        stated = stated_totals(line, words)
        declared = stated.declared if declared is None else declared
        full = stated.full if full is None else full
    if full is None:
        full = _sum([section.full_score for section in part.sections])
    if full is None:
        full = _sum([indicator.full_score for indicator in indicators])
    return declared, full


def _sum(scores: Sequence[Decimal | None]) -> Decimal | None:
    known = [score for score in scores if score is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(scores) else None
