"""指标: every row of the submissions with its narrative, in which the evidence stands out."""

from __future__ import annotations

from reviewer.model import Batch, IndicatorReview, Profile, Review
from reviewer.reports import wording
from reviewer.reports.xlsx.cells import Marked
from reviewer.reports.xlsx.columns import FILE, ORIGIN, Column, Row, Style, Table, origin

_COLUMNS = (
    *ORIGIN,
    Column("一级指标", widest=18),
    Column("指标序号", Style.CENTRED, 8),
    Column("指标", widest=20),
    Column("分值", Style.POINTS, 7),
    Column("自评得分", Style.POINTS, 8),
    Column("等级", Style.SIGN, 7),
    Column("结论", widest=18),
    Column("疑点", Style.COUNT, 6),
    Column("涉及分下限", Style.POINTS, 10),
    Column("涉及分上限", Style.POINTS, 10),
    Column("自评说明", widest=80),
    Column("扣分说明", widest=24),
    Column("排序值", Style.RISK, 8, printed=False),
    FILE,
    Column("位置", widest=16, printed=False),
)


def sheet(batch: Batch) -> Table:
    """All rows as printed."""
    rows = (
        _row(review, result, batch.profile)
        for review in batch.reviews
        for result in review.indicators
    )
    return Table(columns=_COLUMNS, rows=tuple(rows), frozen=5)


def _row(review: Review, result: IndicatorReview, profile: Profile) -> Row:
    indicator, stake = result.indicator, result.at_stake
    spans = {(span.start, span.end) for finding in result.findings for span in finding.evidence}
    return (
        *origin(review),
        indicator.section,
        indicator.number,
        indicator.title,
        indicator.full_score,
        indicator.self_score if indicator.self_score is not None else indicator.score_text,
        f"{wording.SIGNS[result.level]}{wording.WORDS[result.level]}",
        wording.verdict(result, profile),
        len(result.findings),
        stake.low if stake else None,
        stake.high if stake else None,
        Marked(indicator.narrative, tuple(sorted(spans))),
        indicator.deduction_note,
        result.risk,
        review.submission.source,
        wording.where(indicator.location),
    )
