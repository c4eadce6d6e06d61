"""How reports tell of the second round: reasons that were given, what is new, what is gone."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.model import Fate, Lapse, Lapsed, Past, Review, State, Suppressed
from reviewer.reports import wording

_FATES = {
    Fate.RESOLVED: "已解决",
    Fate.ROW_GONE: "指标已不在表中",
    Fate.NOT_CHECKED: "本次没有核对",
    Fate.SUPPRESSED: "已有说明",
}


def since(review: Review) -> str:
    """与上次相比：新增 2，仍在 5，已解决 3; empty where there is no baseline."""
    if review.round is None:
        return ""
    states = [finding.state for finding in wording.findings_of(review)]
    shown = counted(states.count(State.NEW), states.count(State.PERSISTING), review.round.past)
    graver = f"，加重 {len(review.round.graver)}" if review.round.graver else ""
    return f"与 {review.round.baseline} 相比：{shown}{graver}"


def counted(new: int, kept: int, past: Sequence[Past]) -> str:
    """新增 2，仍在 5，已解决 3，已有说明 1."""
    fates = [one.fate for one in past]
    shown = (fate for fate in _FATES if fate in fates or fate is Fate.RESOLVED)
    gone = (f"{_FATES[fate]} {fates.count(fate)}" for fate in shown)
    return "，".join((f"新增 {new}", f"仍在 {kept}", *gone))


def past(review: Review) -> list[str]:
    """A line for every earlier finding that is not made any more."""
    return [became(one) for one in (review.round.past if review.round else ())]


def fate(one: Past) -> str:
    """What became of an earlier finding, in a word."""
    return _FATES[one.fate]


def became(one: Past) -> str:
    """What became of an earlier finding: 已解决：第3项 党建　…."""
    place = wording.label(one.finding)
    return f"{fate(one)}：{place}{'　' if place else ''}{one.finding.message}"


def suppressed(review: Review) -> list[str]:
    """A line for every finding with a reason: what it says, the reason, by whom and until when."""
    return [f"{_row_of(review, silent)}{_reason(silent)}" for silent in review.suppressed]


def _row_of(review: Review, silent: Suppressed) -> str:
    if silent.position is None:
        return ""
    return f"{wording.label(review.indicators[silent.position - 1].indicator)}　"


def _reason(silent: Suppressed) -> str:
    reason = silent.suppression
    return (
        f"{silent.finding.message}。说明：{reason.reason}"
        f"（{reason.author}，{reason.date}，有效期至 {reason.expires}）"
    )


def lapsed(one: Lapsed) -> str:
    """Why a reason has no effect any more."""
    reason = one.suppression
    about = f"{reason.indicator or '全表'}（{reason.rule or reason.id}）"
    who = f"{reason.author} {reason.date} 的说明“{reason.reason}”"
    if one.lapse is Lapse.EXPIRED:
        return f"{about}：{who}已于 {reason.expires} 到期，疑点照常提示。"
    if one.lapse is Lapse.GRAVER and reason.severity:
        return (
            f"{about}：{who}是对等级“{wording.WORDS[reason.severity]}”的，现已升高，疑点照常提示。"
        )
    if one.lapse is Lapse.NOT_CHECKED:
        return f"{about}：{who}所说的一处本次没有核对，说明保留。"
    return f"{about}：{who}没有对应的疑点了，可以从说明文件中删去。"
