"""Sections (一级指标): named by a column of their own, or by rows between the indicators."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.model import FormWords, Section
from reviewer.tables.scores import looks_like_score, number_in
from reviewer.tables.titles import number_of, split_title

if TYPE_CHECKING:
    from reviewer.tables.drafts import Form, Part
    from reviewer.tables.totals import Totals

_HAN_NUMBER = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）]?、?")


class Sections:
    """The sections met so far; ``current`` is the title of the one that rows now belong to."""

    def __init__(self, form: Form, before: Part) -> None:
        self.grid = form.grid
        self.columns = form.columns
        self.current = before.section
        self._by_title: dict[str, Section] = {s.title: s for s in before.sections}
        self._digits: bool | None = None

    def all(self) -> tuple[Section, ...]:
        """Return the sections in the order of the form."""
        return tuple(self._by_title.values())

    def is_own_row(self, row: int, title: str, main_style: str, words: FormWords) -> bool:
        """Tell a row that only names the group of the rows below it.

        ``title`` is the row's text in the title column, ``main_style`` how indicators are numbered.
        """
        starting = self.grid.starting(row)
        first = starting[0]
        split = split_title(first.text)
        last = max(c for c in (self.columns.title, self.columns.section, 0) if c is not None)
        if first.column > last or first.column in self.columns.narrative:
            return False
        if len(starting) == 1:
            wide = first.column_span >= 3 or first.column + first.column_span > last + 1
            apart = self.columns.section is not None and first.column == self.columns.title
            if apart and not wide:
                return False
            return wide or not split.style or split.style != main_style
        if split.style != "han" or main_style == "han" or first.text != title:
            return False
        return all(looks_like_score(cell.text, words) for cell in starting[1:])

    def is_summed_row(self, row: int, title: str, words: FormWords) -> bool:
        """Tell a row of a group with the sums of the rows below it: 一, title, points, no text.

        The groups are counted in Chinese numerals in the column in which the rows have digits.
        """
        number = self.grid.text(row, self.columns.number)
        if not title or not _HAN_NUMBER.fullmatch(number) or not self._counts_in_digits():
            return False
        rest = [cell.text for cell in self.grid.starting(row) if cell.text not in (number, title)]
        return bool(rest) and all(looks_like_score(text, words) for text in rest)

    def _counts_in_digits(self) -> bool:
        if self._digits is None:
            rows = range(self.grid.height)
            texts = [text for row in rows if (text := self.grid.text(row, self.columns.number))]
            digits = sum(1 for text in texts if number_of(text).isdecimal())
            self._digits = digits > 0.5 * len(texts)
        return self._digits

    def enter(self, text: str, row: int) -> None:
        """Make a section the current one; of its full score the first statement holds."""
        split = split_title(text)
        title = split.title or text
        full = split.full
        column = self.columns.section_full
        if column is None and len(self.grid.starting(row)) > 1 and self.columns.section is None:
            column = self.columns.full
        if full is None and column is not None:
            cell = self.grid.at(row, column)
            full = number_in(cell.text) if cell is not None else None
        known = self._by_title.get(title)
        if known is None or known.full_score is None:
            self._by_title[title] = Section(title=title, full_score=full)
        self.current = title

    def enter_cell(self, row: int, shift: int) -> str:
        """Enter the section that a row's section cell names; return it if it begins here."""
        column = self.columns.section
        if column is None or column - shift < 0:
            return ""
        cell = self.grid.at(row, column - shift)
        if cell is None or not cell.text:
            return ""
        self.enter(cell.text, row)
        return cell.text if cell.row == row else ""

    def take_subtotal(self, found: Totals) -> None:
        """Take the full score of the current section from its subtotal row."""
        section = self._by_title.get(self.current or "")
        if section is not None and section.full_score is None and found.full is not None:
            self._by_title[section.title] = replace(section, full_score=found.full)
