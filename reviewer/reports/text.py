"""The report for a terminal: what is right first, then what needs a look, by points at stake.

Levels are told by shape and word, not by colour alone; every sign exists in GBK.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from decimal import Decimal

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

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
MARGIN = 4
AROUND = 12


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
    out = io.StringIO()
    console = Console(
        file=out,
        width=max(width, 40),
        force_terminal=color,
        no_color=not color,
        color_system="standard" if color else None,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )
    for review in reviews:
        _print(console, _review(review))
    if len(reviews) > 1:
        _print(console, _together(reviews))
    for failure in failures:
        _print(console, [(0, Text(f"× 未能审核：{failure.reason}", style="bold red"))])
    stamp = f"reviewer {version} · 词库 {lexicons.removeprefix('sha256:')[:12]} · 本机离线运行"
    _print(
        console,
        [(0, Text(f"{stamp}。本提示由规则生成，供核查参考，不构成评价结论。", style="dim"))],
    )
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


Line = tuple[int, Text]


def _print(console: Console, lines: Sequence[Line] | Iterator[Line]) -> None:
    for indent, text in lines:
        console.print(Padding(text, (0, 0, 0, indent)) if indent else text, overflow="fold")


def _review(review: Review) -> Iterator[Line]:
    submission = review.submission
    yield 0, Text(_heading(submission), style="bold")
    yield from _in_order(review)
    doubtful = sorted(
        (r for r in review.indicators if r.level.rank >= Severity.MEDIUM.rank), key=_order
    )
    minor = sorted((r for r in review.indicators if r.level is Severity.LOW), key=_order)
    yield 0, Text()
    if doubtful:
        total = _stake_total(doubtful)
        yield 0, Text(f"建议核查 {len(doubtful)} 项{total}：", style="bold")
        for result in doubtful:
            yield from _indicator(result)
    else:
        yield 0, Text("没有发现得分与说明明显不一致的指标。", style="bold")
    if minor:
        yield 0, Text(f"提示 {len(minor)} 项：", style="bold")
        for result in minor:
            yield from _indicator(result)
    yield from _fine(review)
    yield from _coverage(submission)
    yield 0, Text()


def _heading(submission: Submission) -> str:
    place = submission.city or ""
    year = f"{submission.year}年" if submission.year else ""
    title = submission.title or "自评表"
    shown = title if place in title and year[:4] in title else f"{place}{year} {title}".strip()
    return f"{shown}（{submission.source}）"


def _in_order(review: Review) -> Iterator[Line]:
    """What was checked and is right, and what of the table as a whole is not."""
    submission = review.submission
    table = [check for check in review.checks if check.indicator is None]
    bad = [*review.findings]
    parts = [f"{len(review.indicators)} 项"]
    if submission.full_total is not None:
        parts.append(f"{_points(submission.full_total)} 分")
    if review.computed_total is not None:
        parts.append(f"自评 {_points(review.computed_total)}")
    sums_fail = any(finding.rule in _SUMS for finding in bad)
    passed = any(c.rule == "total-mismatch" and c.status is CheckStatus.PASSED for c in table)
    verdict = "，合计有出入" if sums_fail else "，合计无误" if passed else ""
    sign = SIGNS[Severity.MEDIUM] if sums_fail else SIGNS[Severity.NONE]
    yield 0, Text(f"{sign} {' / '.join(parts)}{verdict}", style="yellow" if sums_fail else "green")
    details = [c for c in table if c.status is CheckStatus.PASSED and c.rule not in _SUMS]
    sections = [
        c for c in table if c.rule == "section-sum-mismatch" and c.status is CheckStatus.PASSED
    ]
    if sections:
        yield (
            0,
            Text(
                f"{SIGNS[Severity.NONE]} {len(sections)} 个一级指标的分值与各项之和一致",
                style="green",
            ),
        )
    for check in details:
        yield 0, Text(f"{SIGNS[Severity.NONE]} {check.detail}", style="green")
    for check in table:
        if check.status in (CheckStatus.SKIPPED, CheckStatus.NOT_APPLICABLE):
            yield 0, Text(f"－ {check.detail}", style="dim")
    for finding in bad:
        yield (
            0,
            Text(
                f"{SIGNS[finding.severity]} {finding.message}，建议核查",
                style=STYLES[finding.severity],
            ),
        )


_SUMS = ("total-mismatch", "section-sum-mismatch")


def _indicator(result: IndicatorReview) -> Iterator[Line]:
    indicator = result.indicator
    stake = f"，涉及{_range(result.at_stake)}分" if result.at_stake and result.at_stake.high else ""
    number = f"第{indicator.number}项 " if indicator.number else ""
    score = f"{_score(indicator.self_score)}/{_score(indicator.full_score)}"
    head = f"{SIGNS[result.level]} {number}{indicator.title}　{score}　"
    yield 0, Text()
    yield (
        0,
        Text.assemble(
            (head, "bold"),
            (f"[{WORDS[result.level]}] {VERDICTS[result.verdict]}{stake}", STYLES[result.level]),
        ),
    )
    for finding in result.findings:
        yield from _finding(result, finding)


def _finding(result: IndicatorReview, finding: Finding) -> Iterator[Line]:
    narrative = result.indicator.narrative
    quotes = _quotes(narrative, finding)
    if quotes:
        yield MARGIN, Text(f"原文：{quotes}")
    yield MARGIN, Text(f"提示：{finding.message}")
    if finding.at_stake and finding.at_stake.high and len(result.findings) == 1:
        yield MARGIN, Text(f"依据：{finding.at_stake.basis}", style="dim")
    if finding.remedies:
        yield MARGIN, Text(f"可以：{'；'.join(finding.remedies)}", style="dim")


def _quotes(narrative: str, finding: Finding) -> str:
    """The evidence in its surroundings; neighbouring spans are quoted once."""
    windows: list[list[int]] = []
    for span in sorted(finding.evidence, key=lambda span: span.start):
        start, end = max(0, span.start - AROUND), min(len(narrative), span.end + AROUND)
        if windows and start <= windows[-1][1]:
            windows[-1][1] = max(end, windows[-1][1])
        else:
            windows.append([start, end])
    shown = []
    for start, end in windows[:3]:
        text = " ".join(narrative[start:end].split())
        shown.append(f"{'…' if start else ''}{text}{'…' if end < len(narrative) else ''}")
    return " / ".join(shown)


def _fine(review: Review) -> Iterator[Line]:
    """The rows in order, with the sums and standards that were checked in them."""
    fine = [result for result in review.indicators if result.level is Severity.NONE]
    checked: dict[str, list[Check]] = {}
    for check in review.checks:
        if check.indicator is not None and check.status is CheckStatus.PASSED:
            checked.setdefault(check.indicator, []).append(check)
    if fine:
        yield 0, Text()
        yield 0, Text(f"● 未见不一致 {len(fine)} 项：", style="bold green")
    for result in fine:
        indicator = result.indicator
        number = f"{indicator.number} " if indicator.number else ""
        score = f"{_score(indicator.self_score)}/{_score(indicator.full_score)}"
        note = "" if result.verdict is Verdict.SUPPORTED else f"　{VERDICTS[result.verdict]}"
        yield MARGIN, Text(f"{number}{indicator.title}　{score}{note}")
        for check in checked.pop(indicator.number, ()):
            yield MARGIN + 2, Text(f"● {check.detail}", style="green")
    rest = [check for checks in checked.values() for check in checks]
    if rest:
        yield 0, Text("● 其他已核对无误：", style="bold green")
        for check in rest:
            yield MARGIN, Text(f"第{check.indicator}项 {check.detail}")


def _coverage(submission: Submission) -> Iterator[Line]:
    coverage = submission.coverage
    yield 0, Text()
    missing = [
        f"说明为空 {coverage.narratives_empty} 项" if coverage.narratives_empty else "",
        f"得分缺失 {coverage.scores_missing} 项" if coverage.scores_missing else "",
    ]
    rows = f"读取：指标 {coverage.rows_found} 行，应有 {coverage.rows_expected} 行"
    yield 0, Text("，".join([rows, *filter(None, missing)]), style="dim")
    for note in coverage.notes:
        yield 2, Text(f"· {note}", style="dim")


def _together(reviews: Sequence[Review]) -> Iterator[Line]:
    yield 0, Text(f"共 {len(reviews)} 份：", style="bold")
    for review in reviews:
        counts = [
            f"{WORDS[level]} {sum(r.level is level for r in review.indicators)}"
            for level in (Severity.HIGH, Severity.MEDIUM, Severity.LOW)
        ]
        yield MARGIN, Text(f"{review.submission.source}：{'，'.join(counts)}")


def _order(result: IndicatorReview) -> tuple[int, Decimal, float]:
    stake = result.at_stake.high if result.at_stake else Decimal(0)
    return (-result.level.rank, -stake, -result.risk)


def _stake_total(results: Sequence[IndicatorReview]) -> str:
    stakes = [result.at_stake for result in results if result.at_stake]
    if not stakes:
        return ""
    low = sum((stake.low for stake in stakes), Decimal(0))
    high = sum((stake.high for stake in stakes), Decimal(0))
    return f"，涉及{_range(AtStake(low=low, high=high, basis=''))}分"


def _range(stake: AtStake) -> str:
    low, high = _points(stake.low), _points(stake.high)
    return low if low == high else f"{low}—{high}"


def _points(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _score(value: Decimal | None) -> str:
    return "未填" if value is None else _points(value)
