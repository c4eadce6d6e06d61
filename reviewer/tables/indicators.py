"""The rows of a form -> sections and indicators; merged and continued rows are joined."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from reviewer.model import Cell, Location
from reviewer.tables.drafts import Draft, Form, Part
from reviewer.tables.headers import HeaderWords, is_header_row
from reviewer.tables.prose.headings import heading_of
from reviewer.tables.rows import (
    are_dashes,
    is_bonus,
    is_column_count,
    shift_of,
    signed,
    special_row,
    totals_of,
)
from reviewer.tables.scores import number_in, shortened
from reviewer.tables.sections import Sections
from reviewer.tables.titles import Title, number_of, split_title
from reviewer.tables.totals import RowKind, Totals

if TYPE_CHECKING:
    from collections.abc import Iterable


def read_rows(form: Form, before: Part, headers: HeaderWords) -> Part:
    """Read one table; a first row without a title continues the last indicator of ``before``."""
    return _Rows(form, before, headers).part()


class _Rows:
    def __init__(self, form: Form, before: Part, headers: HeaderWords) -> None:
        self.grid = form.grid
        self.form = form
        self.columns = form.columns
        self.headers = headers
        self.words = headers.words
        self.sections = Sections(form, before)
        self.current: Draft | None = before.drafts[-1] if before.drafts else None
        self.drafts: list[Draft] = []
        self.totals = Totals()
        self.extra_score = self.extra_full = Decimal(0)
        self.misread = 0
        self.footers: list[str] = []
        self.spare: dict[tuple[int, int], list[str]] = {}
        table = form.grid.table
        self.name = f"工作表“{table.sheet}”" if table.sheet else f"表{table.number}"
        self.notes = [f"{self.name}{note}" for note in form.columns.notes]
        if form.said:
            self.notes.append(f"{self.name}没有得分列，得分取自指标名称或自评说明中的文字。")
        self.in_bonus = False
        self.main_style = self._main_style()

    def part(self) -> Part:
        for row in range(self.form.first_row, self.grid.height):
            self._row(row)
        return Part(
            drafts=tuple(self.drafts),
            sections=self.sections.all(),
            section=self.sections.current,
            declared=self.totals.declared,
            extra_score=self.extra_score,
            extra_full=self.extra_full,
            full=self.totals.full,
            misread=self.misread,
            notes=(*self.notes, *self._of_spare()),
            footers=tuple(self.footers),
        )

    def _of_spare(self) -> list[str]:
        """Return one note for each pair of narrative columns that were both filled in."""
        return [
            f"{self.name}有多个说明列，自评说明取第{used}列，第{other}列没有使用"
            f"（{texts[0]}{f'等 {len(texts)} 行' if len(texts) > 1 else ''}）。"
            for (used, other), texts in self.spare.items()
        ]

    def _where(self, row: int) -> str:
        return f"{self.name}第{row + 1}行"

    def _main_style(self) -> str:
        """Return the style of number that most titles with a score have."""
        styles = Counter(
            split_title(self.grid.text(row, self.columns.title)).style
            for row in range(self.form.first_row, self.grid.height)
            if self.grid.text(row, self._score_column)
        )
        return max(styles, key=lambda style: (styles[style], style), default="")

    @property
    def _score_column(self) -> int | None:
        return self.columns.score if self.columns.score is not None else self.columns.deducted

    # --- one row

    def _row(self, row: int) -> None:
        starting = self.grid.starting(row)
        if not starting or self._is_repeated_header(row):
            return
        kind = special_row(self.grid, row, self.columns, self.words)
        if kind is None and self._is_in_bonus(row):
            kind = RowKind.BONUS
        if kind is not None:
            self._special(row, kind, starting)
            return
        shift = shift_of(self.grid, row, self._score_column, self.words)
        title = self._text(row, self.columns.title, shift)
        if self.sections.is_own_row(row, title, self.main_style, self.words):
            self.sections.enter(starting[0].text, row)
            return
        if self.sections.is_summed_row(row, title, self.words):
            self.sections.enter(title, row)
            return
        fresh = self.sections.enter_cell(row, shift)
        points = [self._text(row, c, shift) for c in (self.columns.full, self._score_column)]
        if title and are_dashes(points):
            text = shortened(title)
            self.notes.append(f"{self._where(row)}“{text}”的分值和得分都划去了，没有计入指标。")
        elif title:
            self._begin(row, title, shift)
        elif fresh and self._has_claim(row):
            self._begin(row, fresh, shift)
        else:
            self._continue(row, starting)

    def _is_repeated_header(self, row: int) -> bool:
        header = self.form.header
        if header is not None and row == header.first_body_row and is_column_count(self.grid, row):
            return True
        return header is not None and is_header_row(self.grid, row, header, self.headers)

    def _special(self, row: int, kind: RowKind, starting: list[Cell]) -> None:
        if kind is RowKind.FOOTER:
            self.footers.extend(cell.text for cell in starting)
            return
        if kind is RowKind.BONUS:
            # a line of its own is the heading of such rows
            self.in_bonus = self.in_bonus or len(starting) == 1
            self.extra_score += signed(self.grid.text(row, self.columns.score))
            self.extra_full += signed(self.grid.text(row, self.columns.full))
            text = shortened(" ".join(cell.text for cell in starting), 30)
            self.notes.append(f"{self._where(row)}是加分、否决等附加项（{text}），没有计入指标。")
            return
        self.in_bonus = False
        found = totals_of(self.grid, row, kind, self.columns, self.words)
        if kind is RowKind.SUBTOTAL:
            self.sections.take_subtotal(found)
            return
        if self.totals.declared not in (None, found.declared) and found.declared is not None:
            self.notes.append(f"{self._where(row)}又有一个总分，以最后一个为准。")
        self.totals = self.totals.then(found)

    def _is_in_bonus(self, row: int) -> bool:
        """Tell a row below 加分项 or 一票否决, or beside such a cell that is merged over rows."""
        group = self.grid.at(row, self.columns.section)
        if self.in_bonus and split_title(self.grid.starting(row)[0].text).style == "han":
            self.in_bonus = False
        beside = group is not None and group.column != self.columns.title
        return self.in_bonus or (beside and group is not None and is_bonus(group, self.words))

    def _text(self, row: int, column: int | None, shift: int) -> str:
        if column is None or column - shift < 0:
            return ""
        return self.grid.text(row, column - shift)

    def _has_claim(self, row: int) -> bool:
        return any(self.grid.text(row, c) for c in (*self.columns.narrative, self._score_column))

    # --- indicators

    def _begin(self, row: int, text: str, shift: int) -> None:
        split, score = split_title(text), ""
        if self.form.said and (heading := heading_of(text, self.words)) and heading.statement:
            score = heading.statement.text
            split = replace(split, title=heading.title, full=heading.full or split.full)
        if not split.title:
            split = replace(split, title=self._described(row) or text.strip())
        columns = self.columns
        narrative = self._narrative_cell(row, shift)
        draft = Draft(
            number=self._number(row, shift) or split.number,
            title=split.title,
            section=self.sections.current,
            title_full=split.full,
            column_full=self._full(row, shift),
            score_texts=[score] if score else [],
            where=self._where(row),
            location=self._location(row, narrative),
            deducted=columns.deducted is not None,
            said=self.form.said and not score,
        )
        self._score(draft, row, shift)
        self._collect(draft, row, shift, first=True)
        self.drafts.append(draft)
        self.current = draft

    def _described(self, row: int) -> str:
        cells = (self.grid.own(row, c) for c in (*self.columns.deeper, *self.columns.criteria))
        return next((c.text for c in cells if c is not None and 0 < len(c.text) <= 40), "")

    def _number(self, row: int, shift: int) -> str:
        """Return the number column's text, unless it numbers a whole section."""
        cell = self.grid.own(row, self.columns.number)
        title = self.grid.own(row, self.columns.title)
        if cell is not None and title is not None and cell.row_span > title.row_span:
            return ""
        number = number_of(self._text(row, self.columns.number, shift))
        return number if len(number) <= 8 else ""

    def _full(self, row: int, shift: int) -> Decimal | None:
        text = self._text(row, self.columns.full, shift)
        if not text:
            return None
        points = number_in(text.replace("%", ""))
        if points is None:
            split: Title = split_title(text)
            points = split.full
        if points is None and not text.strip("/—-－ "):
            return None
        if points is None:
            self.notes.append(f"{self._where(row)}的分值“{shortened(text)}”未能识别。")
        return points

    def _narrative_cell(self, row: int, shift: int) -> Cell | None:
        cells = [self.grid.at(row, column - shift) for column in self.columns.narrative]
        return next((c for c in cells if c is not None and c.text), None)

    def _location(self, row: int, cell: Cell | None) -> Location:
        column = self.columns.narrative[0] if self.columns.narrative else None
        if cell is None:
            cell = self.grid.at(row, column)
        table = self.grid.table
        return Location(
            table=table.number,
            row=(cell.row if cell is not None else row) + 1,
            column=(cell.column if cell is not None else column or 0) + 1,
            sheet=table.sheet,
            page=cell.page if cell is not None else None,
        )

    def _score(self, draft: Draft, row: int, shift: int) -> None:
        for ticked, grade in self.columns.ticked:
            if self._text(row, ticked, shift).strip("/—-×○ "):
                draft.score_texts.append(grade)
        column = self._score_column
        if column is None:
            return
        cell = self.grid.at(row, column - shift)
        if cell is None or not cell.text:
            return
        if cell.row != row and self.current is not None:
            self.notes.append(f"{self._where(row)}的得分与上一行合并，没有单独的分数。")
            return
        draft.score_texts.append(cell.text)

    def _collect(self, draft: Draft, row: int, shift: int, *, first: bool) -> None:
        """Add the row's texts; a cell merged over several indicators belongs to each of them."""
        columns = self.columns
        look = self.grid.at if first else self.grid.own
        narratives = _filled(look(row, c - shift) for c in columns.narrative)
        if narratives:
            draft.narratives.append(narratives[0].text)
        if len(narratives) > 1:
            other = narratives[1]
            pair = narratives[0].column + 1, other.column + 1
            self.spare.setdefault(pair, []).append(f"第{row + 1}行“{shortened(other.text)}”")
        reasons = _filled(look(row, c - shift) for c in columns.deduction)
        # the points taken off are no reason for it
        draft.deductions.extend(c.text for c in reasons if number_in(c.text.lstrip("-扣")) is None)
        for texts, sources in (
            (draft.criteria, (*columns.criteria, *columns.deeper)),
            (draft.attachments, columns.attachments),
        ):
            texts.extend(cell.text for cell in _filled(look(row, c - shift) for c in sources))

    def _continue(self, row: int, starting: list[Cell]) -> None:
        """Join a row without a title to the indicator above it."""
        draft = self.current
        score = self.grid.text(row, self._score_column)
        if draft is None:
            self.misread += bool(score or self._has_claim(row))
            text = shortened(" ".join(cell.text for cell in starting))
            self.notes.append(f"{self._where(row)}“{text}”没有指标名称，没有读取。")
            return
        if score and draft.score_texts and self.grid.text(row, self.columns.full):
            self.notes.append(f"{self._where(row)}没有指标名称，沿用上一行的名称。")
            self._begin(row, draft.title, 0)
            return
        if score and draft.score_texts:
            self.notes.append(f"{self._where(row)}没有指标名称，得分与上一行相加。")
        if score:
            draft.score_texts.append(score)
        if not any(self.grid.own(row, c) for c in self._used()):
            text = shortened(" ".join(cell.text for cell in starting))
            self.notes.append(f"{self._where(row)}“{text}”没有识别出用途，没有使用。")
        self._collect(draft, row, 0, first=False)

    def _used(self) -> Iterable[int]:
        columns = self.columns
        single = (columns.score, columns.deducted, columns.section, columns.full)
        return (
            *(column for column in single if column is not None),
            *columns.narrative,
            *columns.deduction,
            *columns.criteria,
            *columns.deeper,
            *columns.attachments,
        )


def _filled(cells: Iterable[Cell | None]) -> list[Cell]:
    return [cell for cell in cells if cell is not None and cell.text]
