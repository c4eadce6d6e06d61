"""检查记录: what was checked and what became of it, passes too, and how the files were read."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.model import Batch, Check, CheckStatus, Review
from reviewer.reports import wording
from reviewer.reports.xlsx.columns import FILE, ORIGIN, Column, Row, Style, Table, origin
from reviewer.reports.xlsx.problems import WHOLE_TABLE

_STATUSES = {
    CheckStatus.PASSED: "● 核对无误",
    CheckStatus.FAILED: "■ 见问题清单",
    CheckStatus.NOT_APPLICABLE: "－ 不适用",
    CheckStatus.SKIPPED: "－ 未核对",
}
_READING = "－ 读取说明"
_COLUMNS = (
    *ORIGIN,
    Column("指标序号", Style.CENTRED, 8),
    Column("指标", widest=24),
    Column("结果", Style.SIGN, 16),
    Column("核对了什么", widest=70),
    Column("规则", widest=28),
    FILE,
)


def sheet(batch: Batch) -> Table:
    """All checks, then what was seen in reading, submission by submission."""
    rows = (row for review in batch.reviews for row in _rows(review))
    return Table(columns=_COLUMNS, rows=tuple(rows), frozen=4)


def _rows(review: Review) -> Iterator[Row]:
    source = review.submission.source
    for check in review.checks:
        title = _title(review, check)
        said = (_STATUSES[check.status], check.detail, check.rule)
        yield (*origin(review), check.indicator, title, *said, source)
    coverage = review.submission.coverage
    for note in (wording.coverage(coverage), *coverage.notes):
        yield (*origin(review), None, WHOLE_TABLE, _READING, note, None, source)


def _title(review: Review, check: Check) -> str:
    if check.position is None:
        return WHOLE_TABLE
    return review.indicators[check.position - 1].indicator.title
