"""说明与变化: findings with reasons, reasons without effect, what is gone since the last round."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.model import Batch, Review, Severity, Suppression
from reviewer.reports import retelling, wording
from reviewer.reports.xlsx.columns import FILE, ORIGIN, Column, Row, Style, Table, origin
from reviewer.reports.xlsx.problems import WHOLE_TABLE

_COLUMNS = (
    Column("类别", Style.CENTRED, 18),
    *ORIGIN,
    Column("指标序号", Style.CENTRED, 8),
    Column("指标", widest=20),
    Column("等级", Style.SIGN, 7),
    Column("内容", widest=44),
    Column("原文", widest=30),
    Column("说明理由", widest=32),
    Column("说明人", Style.CENTRED, 14),
    Column("说明日期", Style.DATE, 12),
    Column("有效期至", Style.DATE, 12),
    FILE,
    Column("规则", widest=26, printed=False),
    Column("编号", widest=18, printed=False),
)


def sheet(batch: Batch) -> Table:
    """All that connects this round with the last; without rows where nothing does."""
    rows = (row for review in batch.reviews for row in _rows(review))
    return Table(columns=_COLUMNS, rows=tuple(rows), frozen=5)


def _rows(review: Review) -> Iterator[Row]:
    yield from _explained(review)
    source = review.submission.source
    for one in review.lapsed:
        reason = one.suppression
        yield (
            "不再起作用的说明",
            *origin(review),
            None,
            reason.indicator or WHOLE_TABLE,
            None,
            retelling.lapsed(one),
            reason.quote,
            *_reason(reason),
            source,
            reason.rule,
            reason.id,
        )
    yield from _gone(review)


def _explained(review: Review) -> Iterator[Row]:
    for silent in review.suppressed:
        place, finding = silent.position, silent.finding
        row = review.indicators[place - 1].indicator if place is not None else None
        yield (
            "已有说明",
            *origin(review),
            row.number if row else None,
            row.title if row else WHOLE_TABLE,
            _level(finding.severity),
            finding.message,
            "\n".join(wording.quotes(row.narrative, finding)) if row else None,
            *_reason(silent.suppression),
            review.submission.source,
            finding.rule,
            finding.id,
        )


def _gone(review: Review) -> Iterator[Row]:
    """What the baseline had and is not said any more, and what makes that less sure."""
    source, round_ = review.submission.source, review.round
    if round_ is None:
        return
    nobody = (None, None, None, None)
    for past in round_.past:
        was = past.finding
        yield (
            retelling.fate(past),
            *origin(review),
            was.number,
            was.title or WHOLE_TABLE,
            _level(was.severity),
            was.message,
            was.quote,
            *nobody,
            source,
            was.rule,
            was.id,
        )
    for note in round_.notes:
        where = (*origin(review), None, WHOLE_TABLE, None)
        yield ("比较时请注意", *where, note, None, *nobody, source, None, None)


def _level(severity: Severity) -> str:
    return f"{wording.SIGNS[severity]}{wording.WORDS[severity]}"


def _reason(reason: Suppression) -> Row:
    return (reason.reason, reason.author, reason.date, reason.expires)
