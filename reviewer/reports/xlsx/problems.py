"""问题清单: one finding a row, in the order in which it is best looked at; room for a decision."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reviewer.model import Batch, Finding, IndicatorReview, Profile, Review
from reviewer.reports import wording
from reviewer.reports.wording import LABELS
from reviewer.reports.xlsx.columns import FILE, ORIGIN, Column, Row, Style, Table, origin

WHOLE_TABLE = "（全表）"
# What an inspector decides, and what a writer does about it.
_DECISIONS = {
    Profile.INSPECTOR: ("核查结果", ("成立", "不成立", "需补材料", "现场核查"), "核查意见"),
    Profile.WRITER: ("处理情况", ("已修改", "已补材料", "已写说明", "不修改"), "处理说明"),
}
_DOCUMENT = re.compile(r"《[^》]+》")


@dataclass(frozen=True, slots=True)
class _Further:
    """Columns that are there only where something stands in them."""

    state: bool
    ask: bool
    request: bool


def sheet(batch: Batch) -> Table:
    """All findings that count, in the order of the profile."""
    found = list(_all(batch))
    further = _Further(
        state=any(review.round for review in batch.reviews),
        ask=any(finding.ask for _, _, finding in found),
        request=any(finding.request for _, _, finding in found),
    )
    return Table(
        columns=_columns(batch.profile, further),
        rows=tuple(_row(place, *one, further) for place, one in enumerate(found, 1)),
        frozen=6,
    )


def _all(batch: Batch) -> Iterator[tuple[Review, IndicatorReview | None, Finding]]:
    for review in batch.reviews:
        yield from ((review, None, finding) for finding in review.findings)
        for result in wording.ordered(review.indicators, batch.profile):
            yield from ((review, result, finding) for finding in result.findings)


def _columns(profile: Profile, further: _Further) -> tuple[Column, ...]:
    names = LABELS[profile]
    title, choices, opinion = _DECISIONS[profile]
    return (
        Column("序号", Style.COUNT, 6),
        Column("等级", Style.SIGN, 7),
        *ORIGIN,
        Column("指标序号", Style.CENTRED, 10),
        Column("指标", widest=18),
        Column("分值", Style.POINTS, 7),
        Column("自评得分", Style.POINTS, 10),
        Column("原文", widest=30),
        Column("提示", widest=36),
        Column("涉及分下限", Style.POINTS, 12),
        Column("涉及分上限", Style.POINTS, 12),
        Column(names.look, widest=20),
        Column(names.remedies, widest=26),
        *((Column("状态", Style.CENTRED, 12),) if further.state else ()),
        Column(title, Style.CENTRED, 14, choices=choices, least=12),
        Column(opinion, widest=24, least=24),
        *((Column("可问", widest=30, printed=False),) if further.ask else ()),
        *((Column("可请提供", widest=26, printed=False),) if further.request else ()),
        Column("依据文件", widest=24, printed=False),
        Column("折算依据", widest=30, printed=False),
        Column("一级指标", widest=18, printed=False),
        FILE,
        Column("位置", widest=16, printed=False),
        Column("规则", widest=28, printed=False),
        Column("编号", widest=19, printed=False),
    )


def _row(
    place: int,
    review: Review,
    result: IndicatorReview | None,
    finding: Finding,
    further: _Further,
) -> Row:
    indicator = result.indicator if result else None
    stake = finding.at_stake
    return (
        place,
        f"{wording.SIGNS[finding.severity]}{wording.WORDS[finding.severity]}",
        *origin(review),
        indicator.number if indicator else None,
        indicator.title if indicator else WHOLE_TABLE,
        indicator.full_score if indicator else None,
        indicator.self_score if indicator else None,
        "\n".join(wording.quotes(indicator.narrative, finding)) if indicator else None,
        finding.message,
        stake.low if stake else None,
        stake.high if stake else None,
        "；".join(finding.look),
        "；".join(finding.remedies),
        *((_state(finding),) if further.state else ()),
        None,
        None,
        *(("\n".join(finding.ask),) if further.ask else ()),
        *(("；".join(finding.request),) if further.request else ()),
        "\n".join(dict.fromkeys(_DOCUMENT.findall(finding.message))),
        stake.basis if stake else None,
        indicator.section if indicator else None,
        review.submission.source,
        wording.where(indicator.location) if indicator else None,
        finding.rule,
        finding.id,
    )


def _state(finding: Finding) -> str | None:
    return wording.STATES[finding.state] if finding.state else None
