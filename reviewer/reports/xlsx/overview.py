"""总览: one submission a row, what could not be read, what the signs mean, where to go on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from xlsxwriter.worksheet import Worksheet

from reviewer.model import AtStake, Batch, Fate, Review, Severity, State
from reviewer.reports import retelling, wording
from reviewer.reports.xlsx import cells
from reviewer.reports.xlsx.book import HIGHEST, LINE, Book, widths
from reviewer.reports.xlsx.cells import clean, pieces, starts_like_a_formula
from reviewer.reports.xlsx.columns import ORIGIN, Column, Row, Style, Table, origin, spread

TITLE = "自评表审核结果"
_TOP = 3
_LEVELS = (Severity.HIGH, Severity.MEDIUM, Severity.LOW, Severity.NONE)
_SUBMISSION = (
    *ORIGIN,
    Column("自评表", widest=36),
    Column("文件", widest=26),
    Column("指标数", Style.COUNT, 8),
    Column("满分", Style.POINTS, 8),
    Column("表中合计", Style.POINTS, 9),
    Column("各项之和", Style.POINTS, 9),
)
_COUNTED = (
    *(Column(f"{wording.SIGNS[one]}{wording.WORDS[one]}", Style.COUNT, 7) for one in _LEVELS),
    Column("全表疑点", Style.COUNT, 8),
    Column("疑点合计", Style.COUNT, 8),
    Column("涉及分下限", Style.POINTS, 10),
    Column("涉及分上限", Style.POINTS, 10),
)
_COMPARED = (
    Column("新增", Style.COUNT, 7),
    Column("仍在", Style.COUNT, 7),
    Column("已解决", Style.COUNT, 8),
    Column("其他不再提示", Style.COUNT, 10),
)
_READ = (
    Column("已有说明", Style.COUNT, 8),
    Column("读取行数", Style.COUNT, 8),
    Column("应有行数", Style.COUNT, 8),
    Column("说明为空", Style.COUNT, 8),
    Column("得分缺失", Style.COUNT, 8),
)
# What can be added up over submissions, by the titles of columns.
_SUMMED = {column.title for column in (_SUBMISSION[4], *_COUNTED, *_COMPARED, *_READ)}
_LEGEND = (
    "等级：▲高 ■中 ○低 ●无，说的是得分与说明不一致的可能。",
    "涉及分下限、上限：可能涉及的分数范围，不是应得分。",
    "“问题清单”一行一处，按建议的先后排列；结果一栏有下拉选项，旁边一栏供填写。各表表头可以筛选。",
    "□ 表示原文中无法显示的控制字符；超出一个单元格容量的文字，后文在同一行右侧的“（续）”列。",
)


def write(book: Book, sheet: Worksheet, batch: Batch, sheets: Mapping[str, int]) -> None:
    """Fill the first sheet; ``sheets`` are the others with the number of their rows."""
    table = spread(_table(batch))
    lines = _Lines(book, sheet, widths(table))
    lines.add(TITLE, "title", 28)
    lines.add(f"{wording.stamp(batch)}。{wording.NOTICE}", "dim")
    lines.skip()
    lines.row = book.fill(sheet, table, _TOP)
    _total(book, sheet, table, lines)
    lines.skip()
    for name, count in sheets.items():
        sheet.write_url(
            lines.row, 0, f"internal:'{name}'!A1", book.looks.line("link"), string=f"→ {name}"
        )
        sheet.write_string(lines.row, 2, f"{count} 行", book.looks.line("dim"))
        lines.skip()
    lines.section("怎样读这份表", _LEGEND)
    lines.section("未能审核的文件", wording.failure_lines(batch))
    for review in batch.reviews:
        lines.section(wording.heading(review.submission), _said(review))


class _Lines:
    """Lines over the whole width, from a row on."""

    def __init__(self, book: Book, sheet: Worksheet, columns: Sequence[int]) -> None:
        self._book, self._sheet = book, sheet
        self._last, self._room = len(columns) - 1, sum(columns)
        self.row = 0

    def add(self, text: str, look: str, height: int | None = None) -> None:
        """A text over all columns, as high as it needs to be."""
        for part in pieces(clean(text)):
            shown = self._book.looks.line(look, guarded=starts_like_a_formula(part))
            self._sheet.merge_range(self.row, 0, self.row, self._last, "", shown)
            self._book.text(self._sheet, self.row, 0, part, shown)
            needed = cells.height(part, self._room) * LINE + 1
            self._sheet.set_row(self.row, height or min(needed, HIGHEST))
            self.row += 1

    def section(self, title: str, lines: Sequence[str]) -> None:
        """A title with lines under it; nothing where there are none."""
        if lines:
            self.skip()
            self.add(title, "heading", 20)
        for line in lines:
            self.add(line, "note")

    def skip(self) -> None:
        """Leave a row empty."""
        self.row += 1


def _said(review: Review) -> list[str]:
    """What was read, and what changed since the last round."""
    coverage = review.submission.coverage
    since = retelling.since(review)
    notes = review.round.notes if review.round else ()
    totals = wording.totals(review)[1]
    return [
        totals,
        *([since] if since else []),
        *notes,
        wording.coverage(coverage),
        *coverage.notes,
    ]


def _table(batch: Batch) -> Table:
    compared = any(review.round for review in batch.reviews)
    columns = (*_SUBMISSION, *_COUNTED, *(_COMPARED if compared else ()), *_READ)
    rows = tuple(_row(review, compared=compared) for review in batch.reviews)
    return Table(columns=columns, rows=rows, frozen=2)


def _row(review: Review, *, compared: bool) -> Row:
    submission, coverage = review.submission, review.submission.coverage
    return (
        *origin(review),
        submission.title,
        submission.source,
        len(review.indicators),
        submission.full_total,
        submission.declared_total,
        review.computed_total,
        *_counts(review),
        *(_changes(review) if compared else ()),
        len(review.suppressed),
        coverage.rows_found,
        coverage.rows_expected,
        coverage.narratives_empty,
        coverage.scores_missing,
    )


def _counts(review: Review) -> Row:
    levels = Counter(result.level for result in review.indicators)
    stake = review.at_stake or AtStake(low=Decimal(0), high=Decimal(0), basis="")
    return (
        *(levels[level] for level in _LEVELS),
        len(review.findings),
        len(wording.findings_of(review)),
        stake.low,
        stake.high,
    )


def _changes(review: Review) -> Row:
    if review.round is None:
        return (None,) * len(_COMPARED)
    states = Counter(finding.state for finding in wording.findings_of(review))
    solved = sum(past.fate is Fate.RESOLVED for past in review.round.past)
    gone = len(review.round.past) - solved
    return (states[State.NEW], states[State.PERSISTING], solved, gone)


def _total(book: Book, sheet: Worksheet, table: Table, lines: _Lines) -> None:
    """The sums over several submissions, behind the table so that sorting leaves them alone."""
    if len(table.rows) < 2:
        return
    for place, column in enumerate(table.columns):
        value: Decimal | str | None = "合计" if place == 0 else None
        if column.title in _SUMMED:
            figures = [row[place] for row in table.rows]
            value = sum((Decimal(str(f)) for f in figures if f is not None), Decimal(0))
        book.write(sheet, lines.row, place, value, column.style, total=True)
    lines.skip()
