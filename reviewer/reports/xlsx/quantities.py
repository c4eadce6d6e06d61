"""数据: every figure that was read, to sort, filter and compare."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.model import Batch, IndicatorReview, Kind, Quantity, Review
from reviewer.reports import wording
from reviewer.reports.xlsx.columns import FILE, ORIGIN, Column, Row, Style, Table, origin

_KINDS = {
    Kind.COUNT: "数量",
    Kind.PERCENT: "百分比",
    Kind.PERCENTAGE_POINT: "百分点",
    Kind.PERMILLE: "千分比",
    Kind.MONEY: "金额",
    Kind.RATIO: "比",
    Kind.NUMBER: "数字",
    Kind.ORDINAL: "序数",
    Kind.DATE: "日期",
    Kind.DURATION: "时长",
    Kind.AGE: "年龄",
    Kind.MEASURE: "度量",
    Kind.MULTIPLE: "倍数",
    Kind.FRACTION: "分数",
}
_BOUNDS = {"=": "", ">=": "不低于", "<=": "不超过", ">": "超过", "<": "低于"}
_CHANGES = {"up": "上升", "down": "下降", None: ""}
_COLUMNS = (
    *ORIGIN,
    Column("指标序号", Style.CENTRED, 8),
    Column("指标", widest=20),
    Column("数据", widest=18),
    Column("类别", Style.CENTRED, 9),
    Column("数值", Style.NUMBER, 14),
    Column("上限", Style.NUMBER, 12),
    Column("单位", Style.CENTRED, 10),
    Column("限定", Style.CENTRED, 8),
    Column("约数", Style.CENTRED, 7),
    Column("变化", Style.CENTRED, 7),
    Column("所指", widest=28),
    Column("上下文", widest=60),
    Column("起", Style.COUNT, 8, printed=False),
    Column("止", Style.COUNT, 8, printed=False),
    FILE,
    Column("位置", widest=16, printed=False),
)


def sheet(batch: Batch) -> Table:
    """All figures in reading order; 起 and 止 are places in the narrative, from 0."""
    return Table(columns=_COLUMNS, rows=tuple(_rows(batch)), frozen=5)


def _rows(batch: Batch) -> Iterator[Row]:
    for review in batch.reviews:
        for result in review.indicators:
            for quantity in result.analysis.quantities:
                yield _row(review, result, quantity)


def _row(review: Review, result: IndicatorReview, quantity: Quantity) -> Row:
    indicator = result.indicator
    around = wording.excerpts(indicator.narrative, [(quantity.start, quantity.end)])
    return (
        *origin(review),
        indicator.number,
        indicator.title,
        quantity.text,
        _KINDS[quantity.kind],
        quantity.value,
        quantity.high,
        quantity.unit,
        _BOUNDS.get(quantity.comparator, quantity.comparator),
        "约" if quantity.approximate else None,
        _CHANGES.get(quantity.change),
        quantity.measure,
        "".join(around),
        quantity.start,
        quantity.end,
        review.submission.source,
        wording.where(indicator.location),
    )
