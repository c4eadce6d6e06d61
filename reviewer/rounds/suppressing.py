"""What ``reviewer suppress`` does: a reason for findings, written beside the submission."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from reviewer import knowledge
from reviewer.errors import ConfigurationError
from reviewer.model import Batch, Finding, IndicatorReview, Review, Suppression
from reviewer.outputs import put, terminal
from reviewer.reports import retelling, wording
from reviewer.reports.layout import Line, laid_out, visible
from reviewer.reviewing import options_of, reviewed
from reviewer.rounds.editions import quoted
from reviewer.rounds.suppressions import (
    SUFFIX,
    beside,
    checked_author,
    checked_reason,
    day,
    reasons,
)
from reviewer.rounds.writing import written
from reviewer.settings import Settings

DONE, USAGE = 0, 2
SHORTEST, SHOWN = 6, 8
MOST_NAMED = 12
QUOTED = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What was given on the command line; ``expires`` as written."""

    reason: str | None
    author: str | None
    expires: str | None
    today: datetime.date


def run(
    file: str, ids: Sequence[str], settings: Settings, given: Explanation, place: Path | None
) -> int:
    """Write a reason for the findings with ``ids``, or list the findings; returns the exit code."""
    path = beside(file, place)
    if path is None:
        raise ConfigurationError(
            "标准输入旁边没有地方放说明文件，请用 --suppressions FILE 指定，或给出文件名。"
        )
    entry = _entry(given) if ids else None
    batch = _reviewed(file, settings, path, given.today)
    if not batch.reviews:
        return USAGE
    (review,) = batch.reviews
    if entry is None:
        _show([*_listed(review), *_how(review, file, given.today)])
        return DONE
    findings = dict.fromkeys(_named(text, _findings(review)) for text in ids)
    entries = [_about(entry, finding, review) for finding in findings]
    written(path, entries)
    _show(_said(entries, review, path))
    return DONE


def _entry(given: Explanation) -> Suppression:
    """The reason as given, for no finding yet. Raises ConfigurationError for what is missing."""
    needed = {"--reason": given.reason, "--author": given.author, "--expires": given.expires}
    missing = [name for name, value in needed.items() if value is None]
    if missing:
        raise ConfigurationError(f"请写明 {'、'.join(missing)}：理由、作说明的人、有效期都要有。")
    reason, author = visible(given.reason or "").strip(), visible(given.author or "").strip()
    checked_reason("--reason：", reason)
    checked_author("--author：", author)
    expires = day("--expires", given.expires)
    if expires < given.today:
        raise ConfigurationError(f"--expires {expires} 已经过去，请写今后的日期。")
    return Suppression(id="", reason=reason, author=author, date=given.today, expires=expires)


def _reviewed(file: str, settings: Settings, path: Path, today: datetime.date) -> Batch:
    """The review of the file with the reasons that it has already."""
    there = reasons(path, today)
    known = knowledge.load(settings.lexicons)
    options = replace(
        options_of(settings, known), suppressions=there.in_force, expired=there.expired
    )
    return reviewed([file], settings, known, {file: options})


Places = Mapping[str, Finding]


def _findings(review: Review) -> Places:
    """The findings of a review by their ids, those with a reason too."""
    silent = [one.finding for one in review.suppressed]
    return {finding.id: finding for finding in (*wording.findings_of(review), *silent)}


def _named(text: str, findings: Places) -> Finding:
    """The finding of which ``text`` is the beginning of the id.

    Raises ConfigurationError with the nearest ids, or with those that begin alike.
    """
    start = text.strip().lower()
    found = [finding for id_, finding in findings.items() if id_.startswith(start)]
    if len(start) >= SHORTEST and len(found) == 1:
        return found[0]
    if not findings:
        raise ConfigurationError("这份自评表没有疑点，不需要说明。")
    if len(start) < SHORTEST:
        raise ConfigurationError(f"编号 {text} 太短，至少写 {SHORTEST} 位，{_ids(findings)}。")
    if found:
        raise ConfigurationError(
            f"编号 {text} 对应不止一处疑点：{'、'.join(one.id for one in found)}，请多写几位。"
        )
    short = {id_[:SHOWN]: id_ for id_ in findings}
    (nearest,) = get_close_matches(start[:SHOWN], short, n=1, cutoff=0)
    raise ConfigurationError(f"没有编号为 {text} 的疑点，是否为 {nearest}？{_ids(findings)}。")


def _ids(findings: Places) -> str:
    shown = "、".join(id_[:SHOWN] for id_ in list(findings)[:MOST_NAMED])
    more = f"等 {len(findings)} 个" if len(findings) > MOST_NAMED else ""
    return f"现有编号：{shown}{more}"


def _about(entry: Suppression, finding: Finding, review: Review) -> Suppression:
    """The reason for one finding, with what a reader of the file needs to know it again."""
    row = next((r.indicator for r in _rows_of(review, finding)), None)
    quote = quoted(row.narrative, finding.evidence) if row else ""
    return replace(
        entry,
        id=finding.id,
        rule=finding.rule,
        indicator=visible(row.title) if row else "",
        quote=_short(visible(quote)),
        severity=finding.severity,
    )


def _rows_of(review: Review, finding: Finding) -> Iterator[IndicatorReview]:
    silent = {one.finding.id: one.position for one in review.suppressed}
    for position, result in enumerate(review.indicators, 1):
        if finding in result.findings or silent.get(finding.id) == position:
            yield result


def _short(text: str) -> str:
    return text if len(text) <= QUOTED else f"{text[:QUOTED]}…"


# --- what is shown ------------------------------------------------------------------------------


def _show(lines: Sequence[Line]) -> None:
    look = terminal()
    put(laid_out(lines, max(look["width"], 40), color=look["color"]), None)


def _listed(review: Review) -> list[Line]:
    """The findings that a reason could be given for, and the reasons that there are."""
    submission = review.submission
    lines = [Line(f"{wording.heading(submission)}（{submission.source}）", style="bold")]
    findings = wording.findings_of(review)
    lines.append(Line(f"可以说明的疑点 {len(findings)} 处：" if findings else "没有疑点。"))
    for finding in findings:
        lines += _one(finding, review)
    groups = (
        ("－ 已有说明、不再提示", retelling.suppressed(review)),
        ("－ 不再起作用的说明", [retelling.lapsed(one) for one in review.lapsed]),
    )
    for title, said in groups:
        if said:
            lines += [Line(f"{title} {len(said)} 条：", style="bold")]
            lines += [Line(text, 4) for text in said]
    return lines


def _one(finding: Finding, review: Review) -> Iterator[Line]:
    sign = wording.SIGNS[finding.severity]
    row = next((wording.label(r.indicator) for r in _rows_of(review, finding)), "全表")
    yield Line(f"{sign} {finding.id[:SHOWN]}　{row}", 2)
    yield Line(finding.message, 4)


def _how(review: Review, file: str, today: datetime.date) -> Iterator[Line]:
    """The command that explains the first of the findings."""
    finding = next(iter(wording.findings_of(review)), None)
    if finding is None:
        return
    name = "-" if file == "-" else Path(file).name
    yield Line()
    yield Line("写明理由后不再提示，仍列在每份报告中：")
    yield Line(f"reviewer suppress {name} {finding.id[:SHOWN]}", 4)
    yield Line(f"--reason 理由 --author 姓名 --expires {today.year}-12-31", 6)


def _said(entries: Sequence[Suppression], review: Review, path: Path) -> list[Line]:
    findings = _findings(review)
    earlier = {one.finding.id for one in review.suppressed}
    lines = [Line(f"已写入 {path.name}：", style="bold")]
    for entry in entries:
        lines += _one(findings[entry.id], review)
        again = "已有的说明换为：" if entry.id in earlier else "说明："
        until = f"有效期至 {entry.expires}"
        lines.append(Line(f"{again}{entry.reason}（{entry.author}，{entry.date}，{until}）", 4))
    lines.append(Line("此后不再提示，仍列在每份报告中；到期后照常提示。"))
    if not path.name.endswith(SUFFIX):
        lines.append(Line(f"审核时请加 --suppressions {path.name}。"))
    return lines
