"""The report for a terminal: what is right first, then what needs a look, by points at stake.

Levels are told by shape and word, not by colour alone; every sign exists in GBK.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from reviewer.model import (
    AtStake,
    Check,
    CheckStatus,
    Failure,
    Finding,
    IndicatorReview,
    Review,
    Severity,
    Submission,
    Verdict,
)
from reviewer.reports.layout import Line, laid_out

SIGNS = {Severity.HIGH: "▲", Severity.MEDIUM: "■", Severity.LOW: "○", Severity.NONE: "●"}
WORDS = {Severity.HIGH: "高", Severity.MEDIUM: "中", Severity.LOW: "低", Severity.NONE: "无"}
STYLES = {
    Severity.HIGH: "bold red",
    Severity.MEDIUM: "yellow",
    Severity.LOW: "cyan",
    Severity.NONE: "green",
}
VERDICTS = {
    Verdict.OVERSCORED: "得分可能偏高",
    Verdict.REFLECTED: "问题已写明并已扣分",
    Verdict.UNEXPLAINED: "扣分未写明原因",
    Verdict.UNSUPPORTED: "缺少依据",
    Verdict.SUPPORTED: "未见不一致",
    Verdict.UNREAD: "未能核对",
}
# A row in which nothing disagrees, shown for a hint.
HINTED = "有一处可以补正"
SUMS = ("total-mismatch", "section-sum-mismatch")
MARGIN = 4
AROUND = 12
_FIGURE, _UNITS = "0123456789.,％%", "年个人名所项户天元万亿次处起家"
MOST_QUOTES = 3


def render(
    reviews: Sequence[Review],
    failures: Sequence[Failure],
    *,
    version: str,
    lexicons: str,
    width: int = 80,
    color: bool = False,
) -> str:
    """All reviews and failures of one run as text, ``width`` columns wide."""
    lines = [line for review in reviews for line in _review(review)]
    if len(reviews) > 1:
        lines += _together(reviews)
    lines += [Line(f"× 未能审核：{failure.reason}", style="bold red") for failure in failures]
    stamp = f"reviewer {version} · 词库 {lexicons.removeprefix('sha256:')[:12]} · 本机离线运行"
    lines.append(Line(stamp, style="dim"))
    lines.append(Line("本提示由规则生成，供核查参考，不构成评价结论。", style="dim"))
    return laid_out(lines, max(width, 40), color=color)


def _review(review: Review) -> Iterator[Line]:
    yield Line(_heading(review.submission), style="bold")
    yield from _table(review)
    yield Line()
    yield from _doubts(review)
    yield from _fine(review)
    yield from _coverage(review.submission)
    yield Line()


def _heading(submission: Submission) -> str:
    place = submission.city or ""
    year = f"{submission.year}年" if submission.year else ""
    title = submission.title or "自评表"
    known = place in title and year.removesuffix("年") in title
    return f"{title if known else f'{place}{year}{title}'}（{submission.source}）"


# --- the table as a whole ---------------------------------------------------------------


def _table(review: Review) -> Iterator[Line]:
    """What was checked of the whole table: first what is right, then what is not."""
    checks = [check for check in review.checks if check.indicator is None]
    passed = [check for check in checks if check.status is CheckStatus.PASSED]
    yield _totals(review, checks)
    sections = sum(check.rule == "section-sum-mismatch" for check in passed)
    if sections:
        yield _good(f"{sections} 个一级指标的分值与其下各项之和一致")
    for check in passed:
        if check.rule not in SUMS:
            yield _good(check.detail)
    for check in checks:
        if check.status in (CheckStatus.SKIPPED, CheckStatus.NOT_APPLICABLE):
            yield Line(f"－ {check.detail}", style="dim")
    for finding in review.findings:
        sign = SIGNS[finding.severity]
        yield Line(f"{sign} {finding.message}，建议核查", style=STYLES[finding.severity])


def _totals(review: Review, checks: Sequence[Check]) -> Line:
    parts = [f"{len(review.indicators)} 项"]
    if review.submission.full_total is not None:
        parts.append(f"{_points(review.submission.full_total)} 分")
    if review.computed_total is not None:
        parts.append(f"自评 {_points(review.computed_total)}")
    shown = " / ".join(parts)
    if any(finding.rule in SUMS for finding in review.findings):
        return Line(f"{SIGNS[Severity.MEDIUM]} {shown}，合计有出入", style="yellow")
    totals = [check.status for check in checks if check.rule == "total-mismatch"]
    right = bool(totals) and set(totals) == {CheckStatus.PASSED}
    return _good(f"{shown}，合计无误" if right else shown)


def _good(text: str, indent: int = 0) -> Line:
    return Line(f"{SIGNS[Severity.NONE]} {text}", indent, "green")


# --- the indicators in doubt ------------------------------------------------------------


def _doubts(review: Review) -> Iterator[Line]:
    ordered = sorted(review.indicators, key=_order)
    doubtful = [result for result in ordered if result.level.rank >= Severity.MEDIUM.rank]
    minor = [result for result in ordered if result.level is Severity.LOW]
    if not doubtful:
        yield Line("没有发现得分与说明明显不一致的指标。", style="bold")
    for name, results in (("建议核查", doubtful), ("提示", minor)):
        if results:
            yield Line(f"{name} {len(results)} 项{_stake_of(results)}：", style="bold")
        for result in results:
            yield from _indicator(result)
            yield Line()


def _indicator(result: IndicatorReview) -> Iterator[Line]:
    sign, word = SIGNS[result.level], WORDS[result.level]
    yield Line(f"{sign} {_name(result)}", style="bold")
    said = HINTED if result.verdict is Verdict.SUPPORTED else VERDICTS[result.verdict]
    verdict = f"[{word}] {said}{_stake_of([result])}"
    yield Line(verdict, 2, STYLES[result.level])
    for finding in result.findings:
        yield from _finding(result, finding)


def _finding(result: IndicatorReview, finding: Finding) -> Iterator[Line]:
    quotes = _quotes(result.indicator.narrative, finding)
    if quotes:
        yield Line(f"原文：{quotes}", MARGIN)
    yield Line(f"提示：{finding.message}", MARGIN)
    stake = finding.at_stake
    if stake and stake.high and stake.basis == (result.at_stake and result.at_stake.basis):
        yield Line(f"依据：{stake.basis}", MARGIN, "dim")
    if finding.look:
        yield Line(f"可核：{'；'.join(finding.look)}", MARGIN, "dim")
    if finding.remedies:
        yield Line(f"可以：{'；'.join(finding.remedies)}", MARGIN, "dim")


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """A window that cuts no figure in two: 4812个 is not quoted as 812个."""
    start, end = max(0, start), min(len(text), end)
    while start > 0 and text[start - 1] in _FIGURE and text[start] in _FIGURE + _UNITS:
        start -= 1
    while end < len(text) and text[end - 1] in _FIGURE and text[end] in _FIGURE + _UNITS:
        end += 1
    return start, end


def _quotes(narrative: str, finding: Finding) -> str:
    """The evidence in its surroundings; neighbouring spans are quoted once."""
    windows: list[list[int]] = []
    for span in sorted(finding.evidence, key=lambda span: span.start):
        start, end = _whole(narrative, span.start - AROUND, span.end + AROUND)
        if windows and start <= windows[-1][1]:
            windows[-1][1] = max(end, windows[-1][1])
        else:
            windows.append([start, end])
    shown = []
    for start, end in windows[:MOST_QUOTES]:
        before, after = "…" if start else "", "…" if end < len(narrative) else ""
        text = " ".join(narrative[start:end].split())
        shown.append(f"{before}{text}{after}")
    return " / ".join(shown)


# --- what is in order, and what was read --------------------------------------------------


def _fine(review: Review) -> Iterator[Line]:
    """The rows without a doubt, those that could not be judged, the passed checks of the others."""
    checked: dict[int, list[Check]] = {}
    for check in review.checks:
        if check.position is not None and check.status is CheckStatus.PASSED:
            checked.setdefault(check.position, []).append(check)
    clear = [(p, r) for p, r in enumerate(review.indicators, 1) if r.level is Severity.NONE]
    fine = [(p, r) for p, r in clear if r.verdict is not Verdict.UNREAD]
    if fine:
        yield Line(f"● 未见不一致 {len(fine)} 项：", style="bold green")
    for position, result in fine:
        note = "" if result.verdict is Verdict.SUPPORTED else f"　{VERDICTS[result.verdict]}"
        yield Line(f"{_name(result)}{note}", MARGIN)
        yield from (_good(check.detail, MARGIN + 2) for check in checked.pop(position, ()))
    unread = [result for _, result in clear if result.verdict is Verdict.UNREAD]
    if unread:
        yield Line(f"－ 缺少分值或得分，未能核对 {len(unread)} 项：", style="bold")
        yield from (Line(_name(result), MARGIN) for result in unread)
    yield from _further(review, checked)


def _further(review: Review, checked: Mapping[int, Sequence[Check]]) -> Iterator[Line]:
    """What was found in order in the rows that need a look."""
    if checked:
        yield Line("● 上述各项中已核对无误的：", style="bold green")
    for position, checks in checked.items():
        indicator = review.indicators[position - 1].indicator
        name = f"第{indicator.number}项" if indicator.number else f"“{indicator.title}”"
        yield from (Line(f"{name} {check.detail}", MARGIN) for check in checks)


def _coverage(submission: Submission) -> Iterator[Line]:
    coverage = submission.coverage
    parts = [f"读取指标 {coverage.rows_found} 行，应有 {coverage.rows_expected} 行"]
    if coverage.narratives_empty:
        parts.append(f"说明为空 {coverage.narratives_empty} 项")
    if coverage.scores_missing:
        parts.append(f"得分缺失 {coverage.scores_missing} 项")
    yield Line()
    yield Line("，".join(parts), style="dim")
    for note in coverage.notes:
        yield Line(f"- {note}", 2, "dim")


def _together(reviews: Sequence[Review]) -> Iterator[Line]:
    yield Line(f"共 {len(reviews)} 份：", style="bold")
    for review in reviews:
        counts = "，".join(
            f"{WORDS[level]} {sum(result.level is level for result in review.indicators)}"
            for level in (Severity.HIGH, Severity.MEDIUM, Severity.LOW)
        )
        yield Line(f"{review.submission.source}：{counts}", MARGIN)
    yield Line()


def _name(result: IndicatorReview) -> str:
    indicator = result.indicator
    number = f"第{indicator.number}项 " if indicator.number else ""
    full = "?" if indicator.full_score is None else _points(indicator.full_score)
    own = "未填" if indicator.self_score is None else _points(indicator.self_score)
    return f"{number}{indicator.title}　{own}/{full}"


def _order(result: IndicatorReview) -> tuple[int, Decimal, float]:
    stake = result.at_stake.high if result.at_stake else Decimal(0)
    return (-result.level.rank, -stake, -result.risk)


def _stake_of(results: Sequence[IndicatorReview]) -> str:
    stakes: list[AtStake] = [result.at_stake for result in results if result.at_stake]
    low = sum((stake.low for stake in stakes), Decimal(0))
    high = sum((stake.high for stake in stakes), Decimal(0))
    if not high:
        return ""
    shown = _points(high) if low == high else f"{_points(low)}—{_points(high)}"
    return f"，涉及 {shown} 分"


def _points(value: Decimal) -> str:
    return f"{value.normalize():f}"
