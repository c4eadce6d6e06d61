"""A fresh table for submissions that are no docx: the form as it was read, to be commented."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import docx as word
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from reviewer.findings import points
from reviewer.model import Indicator, IndicatorReview, Location, Review
from reviewer.reports import wording
from reviewer.reports.docx.copying import Copy, opened
from reviewer.reports.packing import packed
from reviewer.reports.printable import printable

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import Table

_COLUMNS = (("序号", 1.2), ("指标", 5.0), ("分值", 1.5), ("自评说明", 13.5), ("自评得分", 2.0))
_NARRATIVE = 3
_FONT = "宋体"


def fresh_table(review: Review) -> tuple[Copy, Review]:
    """Return a new document with the table, and the review with its indicators' places there."""
    review = _printable(review)
    return opened(packed(_document(review))), review


def _printable(review: Review) -> Review:
    """Return the review with texts as XML can hold them, letter for letter, and new places."""
    indicators = tuple(
        replace(result, indicator=_placed(result, row))
        for row, result in enumerate(review.indicators, 2)
    )
    title = printable(wording.heading(review.submission))
    return replace(
        review, indicators=indicators, submission=replace(review.submission, title=title)
    )


def _placed(result: IndicatorReview, row: int) -> Indicator:
    indicator = result.indicator
    return replace(
        indicator,
        title=printable(indicator.title),
        narrative=printable(indicator.narrative),
        score_text=printable(indicator.score_text or "—").strip(),
        location=Location(table=1, row=row, column=_NARRATIVE + 1),
    )


def _document(review: Review) -> WordDocument:
    document = word.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(2.2)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(10.5)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    heading = document.add_paragraph()
    run = heading.add_run(review.submission.title)
    run.bold, run.font.size = True, Pt(16)
    source = printable(review.submission.source)
    document.add_paragraph(f"依据 {source} 读取的内容列出，供批注用，原文件没有改动。")
    _fill(document, review)
    return document


def _fill(document: WordDocument, review: Review) -> None:
    rows = [[name for name, _ in _COLUMNS], *_texts(review)]
    table = document.add_table(rows=len(rows), cols=len(_COLUMNS), style="Table Grid")
    table.autofit = False
    for column, (_, width) in zip(table.columns, _COLUMNS, strict=True):
        column.width = Cm(width)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text, (_, width) in zip(row.cells, texts, _COLUMNS, strict=True):
            cell.width = Cm(width)
            cell.paragraphs[0].add_run(text)
    _repeat_header(table)


def _texts(review: Review) -> list[list[str]]:
    rows = []
    for result in review.indicators:
        indicator = result.indicator
        full = indicator.full_score
        rows.append(
            [
                printable(indicator.number),
                indicator.title,
                "" if full is None else points(full),
                indicator.narrative,
                indicator.score_text,
            ]
        )
    return rows


def _repeat_header(table: Table) -> None:
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
