"""What the comments say: on a doubt the fact, why it is shown, what would clear it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reviewer.model import (
    Batch,
    CheckStatus,
    Finding,
    IndicatorReview,
    Profile,
    Review,
    Severity,
    Suppressed,
    Verdict,
)
from reviewer.reports import retelling, wording
from reviewer.reports.docx.commenting import Remark
from reviewer.reports.wording import LABELS, SIGNS, WORDS

# The comment stands at the phrase: a few letters around it are enough.
_AROUND, _MOST_QUOTED = 4, 3


def of_table(review: Review, batch: Batch) -> Iterator[Remark]:
    """Comments on the submission as a whole: the outcome, what is in doubt, what was read."""
    yield Remark("\n".join(_outcome(review, batch.profile)))
    for finding in review.findings:
        yield Remark("\n".join(_doubt(finding, batch.profile, "全表")))
    for silent in review.suppressed:
        if silent.position is None:
            yield Remark(_explained(silent))
    yield Remark("\n".join(_record(review, batch)))


def of_indicator(
    result: IndicatorReview, silent: Sequence[Suppressed], profile: Profile
) -> Iterator[Remark]:
    """Comments on an indicator, one for each doubt and each reason given."""
    for place, finding in enumerate(result.findings):
        lines = _doubt(finding, profile, _fact(result, finding))
        if place == 0:
            lines = [_verdict(result, profile), *lines]
        short = f"与编号 {finding.id[:8]} 的批注是同一处疑点：{finding.message}"
        yield Remark("\n".join(lines), short, finding.evidence)
    for one in silent:
        text = _explained(one)
        yield Remark(text, text, one.finding.evidence)


def _verdict(result: IndicatorReview, profile: Profile) -> str:
    said = f"{SIGNS[result.level]} [{WORDS[result.level]}] {wording.verdict(result, profile)}"
    stake = wording.stake(result.at_stake)
    return f"{said}，涉及 {stake} 分" if stake else said


def _fact(result: IndicatorReview, finding: Finding) -> str:
    quoted = wording.quotes(result.indicator.narrative, finding, _AROUND)[:_MOST_QUOTED]
    said = f"，说明写有“{' / '.join(quoted)}”" if quoted else ""
    return f"自评 {wording.score(result.indicator)}{said}"


def _doubt(finding: Finding, profile: Profile, fact: str) -> list[str]:
    state = f"〔{wording.STATES[finding.state]}〕" if finding.state else ""
    lines = [f"事实：{fact}", f"为何提示：{state}{wording.advised(finding.message)}。"]
    if finding.at_stake and finding.at_stake.high:
        lines.append(f"依据：{finding.at_stake.basis}")
    names = LABELS[profile]
    if finding.remedies:
        lines.append(f"改法：{'；'.join(finding.remedies)}")
    if finding.look:
        lines.append(f"{names.look}：{'；'.join(finding.look)}")
    return [*lines, f"（编号 {finding.id[:8]}，规则 {finding.rule}）"]


def _explained(silent: Suppressed) -> str:
    reason = silent.suppression
    until = f"{reason.author}，{reason.date}，有效期至 {reason.expires}"
    return (
        f"已有说明，不再提示：{silent.finding.message}\n说明：{reason.reason}\n"
        f"（{until}，编号 {silent.finding.id[:8]}）"
    )


def _outcome(review: Review, profile: Profile) -> Iterator[str]:
    """What is right first, then how many indicators need a look."""
    yield f"审核结果：{wording.heading(review.submission)}"
    for check in review.checks:
        if check.position is None and check.status is CheckStatus.PASSED:
            yield f"● {check.detail}"
    for name, levels in (
        (LABELS[profile].doubtful, (Severity.HIGH, Severity.MEDIUM)),
        (LABELS[profile].minor, (Severity.LOW,)),
    ):
        found = [result for result in review.indicators if result.level in levels]
        if found:
            stake = wording.stake(wording.together(found))
            yield f"{name} {len(found)} 项{f'，涉及 {stake} 分' if stake else ''}"
    if not any(result.findings for result in review.indicators):
        yield wording.nothing_found(review)
    if review.round is not None:
        yield retelling.since(review)


def _record(review: Review, batch: Batch) -> Iterator[str]:
    """What is in order row by row, what was read, reasons without effect, failures, versions."""
    yield "核对与读取记录"
    for place, result in enumerate(review.indicators, 1):
        yield from _in_order(review, place, result)
    yield from (f"－ {line}" for line in wording.not_checked(review))
    yield from (f"－ {line}" for line in wording.not_judged(review))
    yield from (f"－ {retelling.lapsed(one)}" for one in review.lapsed)
    yield from (f"－ {line}" for line in retelling.past(review))
    yield from (f"－ {note}" for note in (review.round.notes if review.round else ()))
    yield wording.coverage(review.submission.coverage)
    yield from (f"－ {note}" for note in review.submission.coverage.notes)
    yield from (f"× {line}" for line in wording.failure_lines(batch))
    yield wording.stamp(batch)
    yield wording.NOTICE


def _in_order(review: Review, place: int, result: IndicatorReview) -> Iterator[str]:
    passed = [
        check.detail
        for check in review.checks
        if check.position == place and check.status is CheckStatus.PASSED
    ]
    if result.level is Severity.NONE and result.verdict is not Verdict.UNREAD:
        said = wording.verdict(result, Profile.INSPECTOR)
        passed.insert(0, said)
    elif result.verdict is Verdict.UNREAD:
        passed.insert(0, wording.unread(result))
    if passed:
        yield f"● {wording.label(result.indicator)}：{'；'.join(passed)}"
