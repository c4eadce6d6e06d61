"""What was read -> Submission: title, city, year, totals and coverage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from reviewer.model import Coverage, Document, FormWords, Indicator, Section, Submission
from reviewer.tables.completeness import completeness, summed
from reviewer.tables.folding import SIMPLE
from reviewer.tables.places import find_city, find_year, year_in
from reviewer.tables.totals import stated_totals

if TYPE_CHECKING:
    from reviewer.tables.drafts import Form, Part

MAX_TITLE_LENGTH = 60
MAX_LAST_LINE = 8
# a line of a table of contents: 自评表………1
_CONTENTS = re.compile(r"(?:…|\.{4}|·{4}|。{4})[\s…·.]*\d*\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read in the tables or the text of a document, in points.

    ``titles`` are the lines among which the title is, ``outside`` the text around what was read;
    where ``in_text`` the totals are looked for there too.
    """

    indicators: tuple[Indicator, ...]
    sections: tuple[Section, ...]
    declared: Decimal | None
    full: Decimal | None
    misread: int
    notes: tuple[str, ...]
    titles: tuple[str, ...]
    outside: tuple[str, ...]
    in_text: bool = True
    extra_score: Decimal = Decimal(0)
    extra_full: Decimal = Decimal(0)


def around(
    document: Document, forms: Sequence[Form], part: Part
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lines that may be the title of a form, and all text around its rows."""
    preamble = [
        (cell.text, len(form.grid.starting(row)))
        for form in forms
        for row in form.grid.rows_above(
            form.header.row if form.header is not None else form.first_row
        )
        for cell in form.grid.starting(row)
    ]
    alone = [*document.paragraphs, *(text for text, count in preamble if count <= 2)]
    lines = [*(line for line in document.paragraphs if line), *(text for text, _ in preamble)]
    sheets = [form.grid.table.sheet or "" for form in forms]
    return tuple(alone), (*lines, *part.footers, *sheets)


def assembled(
    document: Document, reading: Reading, words: FormWords, city: str | None, year: int | None
) -> Submission:
    """Return the submission; a city and a year that are given win over what was read."""
    lines = [line for line in reading.titles if 0 < len(line) <= MAX_TITLE_LENGTH]
    lines = [line for line in lines if not _CONTENTS.search(line)]
    title = _title(lines, words)
    title = _with_line_before(title, lines)
    title = " ".join((title or document.source.rsplit(".", 1)[0]).split())
    outside = [line for line in reading.outside if " ".join(line.split()) != title]
    notes = list(reading.notes)
    narratives = [indicator.narrative for indicator in reading.indicators]
    if city is None:
        city, note = find_city(title, outside, document.source, narratives, words, document.folders)
        notes.append(note)
    if year is None:
        year, note = find_year(title, outside, document.source, narratives, document.folders)
        notes.append(note)
    declared, full = _totals(reading, (title, *outside), words)
    least, main = summed(i.full_score for i in reading.indicators), full
    if least is not None and reading.extra_full and full == least + reading.extra_full:
        main = least
        notes.append(f"表中满分 {full} 计入了附加项的 {reading.extra_full} 分，核对时已扣除。")
    notes += completeness(reading.indicators, reading.sections, main)
    if full is None:
        full = summed(section.full_score for section in reading.sections)
    if full is None:
        full = summed(indicator.full_score for indicator in reading.indicators)
    return Submission(
        source=document.source,
        sha256=document.sha256,
        title=title,
        city=city,
        year=year,
        full_total=full,
        declared_total=declared,
        sections=reading.sections,
        indicators=reading.indicators,
        coverage=_coverage(reading, notes),
        extra_score=reading.extra_score,
        extra_full=reading.extra_full,
    )


def _coverage(reading: Reading, notes: Iterable[str]) -> Coverage:
    indicators = reading.indicators
    return Coverage(
        rows_found=len(indicators),
        rows_expected=len(indicators) + reading.misread,
        narratives_empty=sum(1 for i in indicators if not i.narrative),
        scores_missing=sum(1 for i in indicators if i.self_score is None and not i.grade),
        notes=tuple(dict.fromkeys(notes)),
    )


def _title(lines: Sequence[str], words: FormWords) -> str:
    """Return the line that is most like a title: a word of the lexicon, better a longer one."""
    for least in (3, 1):
        known = [word for word in words.titles if len(word) >= least]
        for line in lines:
            if any(word in line.translate(SIMPLE) for word in known):
                return line
    labels = tuple(words.place_labels)
    return next((line for line in lines if not line.strip().startswith(labels)), "")


def _with_line_before(title: str, lines: Sequence[str]) -> str:
    """Return a title that is only 自评表 with the line before it, which says whose it is."""
    place = lines.index(title) if title in lines else 0
    if place == 0 or len("".join(title.split())) > MAX_LAST_LINE or year_in(title):
        return title
    before = "".join(lines[place - 1].split())
    is_whose = year_in(before) is not None or "政府" in before
    is_sentence = any(mark in before for mark in "。；;:：，")
    return f"{before}{title.strip()}" if is_whose and not is_sentence else title


def _totals(
    reading: Reading, lines: Sequence[str], words: FormWords
) -> tuple[Decimal | None, Decimal | None]:
    """Return the declared total and the full total as the document states them."""
    declared, full = reading.declared, reading.full
    least = summed(indicator.full_score for indicator in reading.indicators)
    for line in lines:
        stated = stated_totals(line, words)
        if reading.in_text:
            declared = stated.declared if declared is None else declared
        # a report states the full score of each item in its text too
        whole = reading.in_text or (stated.full or 0) >= (least or 0)
        full = stated.full if full is None and whole else full
    return declared, full
