"""The words that all reports share: signs, names, scores, what was given reasons for, the stamp.

Every sign exists in GBK. A profile changes words and order, never what is said to be in doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from reviewer.findings import points, score_of
from reviewer.model import (
    AtStake,
    Batch,
    CheckStatus,
    Coverage,
    Earlier,
    Finding,
    Indicator,
    IndicatorReview,
    Location,
    Profile,
    Review,
    Severity,
    State,
    Submission,
    Verdict,
)

if TYPE_CHECKING:
    from reviewer.model.changes import Edition, Row

SIGNS = {Severity.HIGH: "▲", Severity.MEDIUM: "■", Severity.LOW: "○", Severity.NONE: "●"}
WORDS = {Severity.HIGH: "高", Severity.MEDIUM: "中", Severity.LOW: "低", Severity.NONE: "无"}
STATES = {State.NEW: "新增", State.PERSISTING: "上次已提示"}
NOTICE = "本提示由规则生成，供核查参考，不构成评价结论。"
# A row in which nothing disagrees, shown for a hint.
HINTED = "有一处可以补正"
# A row in which nothing is shown, for reasons were given.
EXPLAINED = "疑点已有说明"
_VERDICTS = {
    Verdict.OVERSCORED: "得分可能偏高",
    Verdict.REFLECTED: "问题已写明并已扣分",
    Verdict.UNEXPLAINED: "扣分未写明原因",
    Verdict.UNSUPPORTED: "缺少依据",
    Verdict.SUPPORTED: "未见不一致",
    Verdict.UNREAD: "未能核对",
}
_TO_WRITERS = {
    Verdict.OVERSCORED: "得分与说明可能不一致",
    Verdict.UNEXPLAINED: "扣分原因还没有写明",
    Verdict.UNSUPPORTED: "依据还可以补充",
}
_ASIDE = (CheckStatus.SKIPPED, CheckStatus.NOT_APPLICABLE)
SUMS = ("total-mismatch", "section-sum-mismatch")
AROUND = 12
_FIGURE, _UNITS = "0123456789.,％%", "年个人名所项户天元万亿次处起家"


@dataclass(frozen=True, slots=True)
class Labels:
    """What the parts of a report are called for one profile."""

    doubtful: str
    minor: str
    look: str
    remedies: str


LABELS = {
    Profile.INSPECTOR: Labels("建议核查", "提示", "可核", "可请填报单位"),
    Profile.WRITER: Labels("请您看一看", "可以完善", "核查时会看", "可以"),
}


def score(indicator: Indicator | Row) -> str:
    """自评得分/分值, as 7.5/8; the grade where the form scores by grades."""
    if isinstance(indicator, Indicator) and indicator.self_score is None and indicator.grade:
        return indicator.grade
    return score_of(indicator)


def label(indicator: Indicator | Row | Earlier) -> str:
    """第3项 党建, or the title alone where rows have no numbers."""
    number = f"第{indicator.number}项 " if indicator.number else ""
    return f"{number}{indicator.title}"


def heading(submission: Submission | Edition) -> str:
    """City, year and title of a submission, each once."""
    place = submission.city or ""
    year = f"{submission.year}年" if submission.year else ""
    title = submission.title or "自评表"
    known = place in title and year.removesuffix("年") in title
    return title if known else f"{place}{year}{title}"


def advised(message: str) -> str:
    """A message that ends with the advice to check, once."""
    return message if message.endswith("核查") else f"{message}，建议核查"


def where(location: Location) -> str:
    """Where a row stands in the original: 表1第14行, 工作表“自评”第3行，第2页; may be empty."""
    table = f"工作表“{location.sheet}”" if location.sheet else ""
    if not table and location.table is not None:
        table = f"表{location.table}"
    row = f"第{location.row}行" if location.row is not None else ""
    page = f"第{location.page}页" if location.page is not None else ""
    return "，".join(part for part in (f"{table}{row}", page) if part)


def verdict(result: IndicatorReview, profile: Profile) -> str:
    """What is said of an indicator as a whole."""
    if result.quiet and result.verdict is not Verdict.UNREAD:
        return EXPLAINED
    if result.verdict is Verdict.SUPPORTED and result.level is not Severity.NONE:
        return HINTED
    said = _VERDICTS[result.verdict]
    return _TO_WRITERS.get(result.verdict, said) if profile is Profile.WRITER else said


def stake(at_stake: AtStake | None) -> str:
    """Points as a range, 0.5—1.14; empty where none are in question."""
    if at_stake is None or not at_stake.high:
        return ""
    low, high = points(at_stake.low), points(at_stake.high)
    return high if low == high else f"{low}—{high}"


def together(results: Iterable[IndicatorReview]) -> AtStake | None:
    """The points in question of several indicators."""
    stakes = [result.at_stake for result in results if result.at_stake]
    low = sum((one.low for one in stakes), Decimal(0))
    high = sum((one.high for one in stakes), Decimal(0))
    return AtStake(low=low, high=high, basis="") if high else None


def ordered(results: Iterable[IndicatorReview], profile: Profile) -> list[IndicatorReview]:
    """Indicators by level; within one, an inspector's by points and risk, a writer's as printed."""
    if profile is Profile.WRITER:
        return sorted(results, key=lambda result: -result.level.rank)
    return sorted(results, key=_weight)


def _weight(result: IndicatorReview) -> tuple[int, Decimal, float]:
    high = result.at_stake.high if result.at_stake else Decimal(0)
    return (-result.level.rank, -high, -result.risk)


def quotes(narrative: str, finding: Finding, around: int = AROUND) -> list[str]:
    """The evidence in its surroundings; neighbouring spans are quoted once."""
    return excerpts(narrative, [(span.start, span.end) for span in finding.evidence], around)


def excerpts(narrative: str, spans: Iterable[tuple[int, int]], around: int = AROUND) -> list[str]:
    """Stretches of a narrative in their surroundings, in reading order."""
    windows: list[list[int]] = []
    for first, last in sorted(spans):
        start, end = _whole(narrative, first - around, last + around)
        if windows and start <= windows[-1][1]:
            windows[-1][1] = max(end, windows[-1][1])
        else:
            windows.append([start, end])
    shown = []
    for start, end in windows:
        before, after = "…" if start else "", "…" if end < len(narrative) else ""
        text = " ".join(narrative[start:end].split())
        shown.append(f"{before}{text}{after}")
    return shown


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """A window that cuts no figure in two: 4812个 is not quoted as 812个."""
    start, end = max(0, start), min(len(text), end)
    while start > 0 and text[start - 1] in _FIGURE and text[start] in _FIGURE + _UNITS:
        start -= 1
    while end < len(text) and text[end - 1] in _FIGURE and text[end] in _FIGURE + _UNITS:
        end += 1
    return start, end


# --- the table as a whole -----------------------------------------------------------------------


def totals(review: Review) -> tuple[Severity, str]:
    """15 项 / 100 分 / 自评 95.3，合计无误: the sums of the table, and their level of doubt."""
    parts = [f"{len(review.indicators)} 项"]
    if review.submission.full_total is not None:
        parts.append(f"{points(review.submission.full_total)} 分")
    if any(result.indicator.self_score is not None for result in review.indicators):
        parts.append(f"自评 {points(review.computed_total or Decimal(0))}")
    graded = sum(map(is_graded, review.indicators))
    if graded:
        parts.append(f"{graded} 项为等级自评")
    shown = " / ".join(parts)
    if any(finding.rule in SUMS for finding in review.findings):
        return Severity.MEDIUM, f"{shown}，合计有出入"
    statuses = [check.status for check in review.checks if check.rule == "total-mismatch"]
    right = bool(statuses) and set(statuses) == {CheckStatus.PASSED}
    return Severity.NONE, f"{shown}，合计无误" if right else shown


def in_order(review: Review) -> list[str]:
    """What was checked of the whole table and is right, beyond the totals."""
    passed = [
        check
        for check in review.checks
        if check.position is None and check.status is CheckStatus.PASSED
    ]
    sections = sum(check.rule == "section-sum-mismatch" for check in passed)
    lines = [f"{sections} 个一级指标的分值与其下各项之和一致"] if sections else []
    return [*lines, *(check.detail for check in passed if check.rule not in SUMS)]


def not_checked(review: Review) -> list[str]:
    """What could not be checked of the whole table, and why."""
    return [c.detail for c in review.checks if c.position is None and c.status in _ASIDE]


def not_judged(review: Review) -> list[str]:
    """What could not be checked row by row, and why; rows with a reason are told elsewhere."""
    explained = {(one.finding.rule, one.position) for one in review.suppressed}
    return [
        f"{label(review.indicators[check.position - 1].indicator)}：{check.detail}"
        for check in review.checks
        if check.position is not None
        and check.status in _ASIDE
        and (check.rule, check.position) not in explained
    ]


def is_graded(result: IndicatorReview) -> bool:
    """Whether a row has a grade (优秀, 达标) in place of points."""
    indicator = result.indicator
    return indicator.self_score is None and bool(indicator.grade)


def unread(result: IndicatorReview) -> str:
    """Why a row could not be judged."""
    return "以等级自评，没有分数可对照" if is_graded(result) else "缺少分值或得分，未能核对"


def nothing_found(review: Review) -> str:
    """What is said where no row needs a look: that none disagrees, or that none could be judged."""
    if all(result.verdict is Verdict.UNREAD for result in review.indicators):
        return "各项都没有可以与说明对照的得分，没有核对得分与说明是否一致。"
    return "没有发现得分与说明明显不一致的指标。"


def findings_of(review: Review) -> list[Finding]:
    """All findings that count, those of the table first."""
    return [*review.findings, *(f for result in review.indicators for f in result.findings)]


# --- the end of every report -------------------------------------------------------------------


def coverage(coverage: Coverage) -> str:
    """How many rows were read."""
    parts = [f"读取指标 {coverage.rows_found} 行，应有 {coverage.rows_expected} 行"]
    if coverage.narratives_empty:
        parts.append(f"说明为空 {coverage.narratives_empty} 项")
    if coverage.scores_missing:
        parts.append(f"得分缺失 {coverage.scores_missing} 项")
    return "，".join(parts)


def stamp(batch: Batch) -> str:
    """Which program and lexicons made the report, and that nothing left the machine."""
    lexicons = batch.lexicons.removeprefix("sha256:")[:12]
    return f"reviewer {batch.version} · 词库 {lexicons} · 本机离线运行"


def failure_lines(batch: Batch) -> Sequence[str]:
    """A line for every file that could not be reviewed."""
    return [f"未能审核：{failure.reason}" for failure in batch.failures]
