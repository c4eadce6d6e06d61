"""The report for a terminal: what is right first, then what needs a look, by points at stake.

Levels are told by shape and word, not by colour alone; every sign exists in GBK.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reviewer.model import (
    Batch,
    Check,
    CheckStatus,
    Finding,
    IndicatorReview,
    Profile,
    Review,
    Severity,
    Submission,
    Verdict,
)
from reviewer.reports import retelling, wording
from reviewer.reports.layout import Line, laid_out
from reviewer.reports.wording import LABELS, SIGNS, WORDS

STYLES = {
    Severity.HIGH: "bold red",
    Severity.MEDIUM: "yellow",
    Severity.LOW: "cyan",
    Severity.NONE: "green",
}
MARGIN = 4
MOST_QUOTES = 3


def render(batch: Batch, *, width: int = 80, color: bool = False) -> str:
    """All reviews and failures of one run as text, ``width`` columns wide."""
    lines = [line for review in batch.reviews for line in _review(review, batch.profile)]
    if len(batch.reviews) > 1:
        lines += _together(batch.reviews)
    lines += [Line(f"× {line}", style="bold red") for line in wording.failure_lines(batch)]
    lines += [Line(text, style="dim") for text in (wording.stamp(batch), wording.NOTICE)]
    return laid_out(lines, max(width, 40), color=color)


def _review(review: Review, profile: Profile) -> Iterator[Line]:
    submission = review.submission
    yield Line(f"{wording.heading(submission)}（{submission.source}）", style="bold")
    yield from _table(review)
    if review.round is not None:
        yield Line(retelling.since(review), style="bold")
    yield Line()
    yield from _doubts(review, profile)
    yield from _fine(review)
    yield from _rounds(review)
    yield from _coverage(submission)
    yield Line()


# --- the table as a whole ---------------------------------------------------------------


def _table(review: Review) -> Iterator[Line]:
    """What was checked of the whole table: first what is right, then what is not."""
    level, totals = wording.totals(review)
    yield Line(f"{SIGNS[level]} {totals}", style=STYLES[level])
    yield from (_good(line) for line in wording.in_order(review))
    yield from (Line(f"－ {line}", style="dim") for line in wording.not_checked(review))
    for finding in review.findings:
        sign = SIGNS[finding.severity]
        said = f"{sign} {_state(finding)}{wording.advised(finding.message)}"
        yield Line(f"{said}（编号 {finding.id[:8]}）", style=STYLES[finding.severity])


def _good(text: str, indent: int = 0) -> Line:
    return Line(f"{SIGNS[Severity.NONE]} {text}", indent, "green")


# --- the indicators in doubt ------------------------------------------------------------


def _doubts(review: Review, profile: Profile) -> Iterator[Line]:
    ordered = wording.ordered(review.indicators, profile)
    doubtful = [result for result in ordered if result.level.rank >= Severity.MEDIUM.rank]
    minor = [result for result in ordered if result.level is Severity.LOW]
    names = LABELS[profile]
    if not doubtful:
        yield Line(wording.nothing_found(review), style="bold")
    for name, results in ((names.doubtful, doubtful), (names.minor, minor)):
        if results:
            yield Line(f"{name} {len(results)} 项{_stake_of(results)}：", style="bold")
        for result in results:
            yield from _indicator(result, profile)
            yield Line()


def _indicator(result: IndicatorReview, profile: Profile) -> Iterator[Line]:
    sign, word = SIGNS[result.level], WORDS[result.level]
    yield Line(f"{sign} {_name(result)}", style="bold")
    verdict = f"[{word}] {wording.verdict(result, profile)}{_stake_of([result])}"
    yield Line(verdict, 2, STYLES[result.level])
    for finding in result.findings:
        yield from _finding(result, finding, profile)


def _finding(result: IndicatorReview, finding: Finding, profile: Profile) -> Iterator[Line]:
    quotes = wording.quotes(result.indicator.narrative, finding)[:MOST_QUOTES]
    if quotes:
        yield Line(f"原文：{' / '.join(quotes)}", MARGIN)
    yield Line(f"提示：{_state(finding)}{finding.message}（编号 {finding.id[:8]}）", MARGIN)
    stake = finding.at_stake
    if stake and stake.high and stake.basis == (result.at_stake and result.at_stake.basis):
        yield Line(f"依据：{stake.basis}", MARGIN, "dim")
    names = LABELS[profile]
    aids = [(names.look, finding.look), (names.remedies, finding.remedies)]
    for name, said in aids if profile is Profile.INSPECTOR else reversed(aids):
        if said:
            yield Line(f"{name}：{'；'.join(said)}", MARGIN, "dim")


def _state(finding: Finding) -> str:
    return f"〔{wording.STATES[finding.state]}〕" if finding.state else ""


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
        verdict = wording.verdict(result, Profile.INSPECTOR)
        plain = result.verdict is Verdict.SUPPORTED and not result.quiet
        note = "" if plain else f"　{verdict}"
        yield Line(f"{_name(result)}{note}", MARGIN)
        yield from (_good(check.detail, MARGIN + 2) for check in checked.pop(position, ()))
    unread = [result for _, result in clear if result.verdict is Verdict.UNREAD]
    for reason in dict.fromkeys(map(wording.unread, unread)):
        rows = [result for result in unread if wording.unread(result) == reason]
        yield Line(f"－ {reason} {len(rows)} 项：", style="bold")
        yield from (Line(_name(result), MARGIN) for result in rows)
    yield from _further(review, checked)


def _further(review: Review, checked: Mapping[int, Sequence[Check]]) -> Iterator[Line]:
    """What was found in order in the rows that need a look."""
    if checked:
        yield Line("● 上述各项中已核对无误的：", style="bold green")
    for position, checks in checked.items():
        indicator = review.indicators[position - 1].indicator
        name = f"第{indicator.number}项" if indicator.number else f"“{indicator.title}”"
        yield from (Line(f"{name} {check.detail}", MARGIN) for check in checks)


def _rounds(review: Review) -> Iterator[Line]:
    """What was given reasons for, and what became of earlier findings."""
    notes = review.round.notes if review.round else ()
    groups = (
        ("－ 没有核对的", wording.not_judged(review)),
        ("－ 已有说明、不再提示", retelling.suppressed(review)),
        ("－ 不再起作用的说明", [retelling.lapsed(one) for one in review.lapsed]),
        ("－ 上次提示、这次没有的", retelling.past(review)),
        ("－ 比较时请注意", notes),
    )
    for title, lines in groups:
        if lines:
            yield Line(f"{title} {len(lines)} 条：", style="bold")
            yield from (Line(line, MARGIN) for line in lines)


def _coverage(submission: Submission) -> Iterator[Line]:
    yield Line()
    yield Line(wording.coverage(submission.coverage), style="dim")
    for note in submission.coverage.notes:
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
    return f"{wording.label(result.indicator)}　{wording.score(result.indicator)}"


def _stake_of(results: Sequence[IndicatorReview]) -> str:
    shown = wording.stake(wording.together(results))
    return f"，涉及 {shown} 分" if shown else ""
