"""核查清单: a Word document to take along, with what to ask, what to have shown, where to look.

It is to be edited and written on: a table of items first, then what is only to be known. Of a
narrative it holds the phrases in doubt, never the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reviewer.model import Batch, Check, CheckStatus, Profile, Review, Severity, Verdict
from reviewer.reports import retelling, wording
from reviewer.reports.checklist.items import OF, Items, Labels
from reviewer.reports.checklist.paper import BODY, SMALL, Paper
from reviewer.reports.wording import SIGNS, WORDS

TITLE = "核查清单"
_NUMERALS = "一二三四五六七八九十"
_LEVELS = "　".join(f"{SIGNS[s]}{WORDS[s]}" for s in reversed(Severity) if s is not Severity.NONE)
# Columns in centimetres; an A4 page across has 26.5.
_WIDTHS = (1.2, 3.2, 6.0, 6.4, 3.8, 2.4, 3.5)
_MINOR = (3.6, 6.8, 7.8, 4.8, 3.5)
_TABLE = (1.2, 7.2, 9.0, 5.6, 3.5)


def render(batch: Batch) -> bytes:
    """The checklist of every submission of a run, each from a new page on."""
    paper = Paper(TITLE)
    for place, review in enumerate(batch.reviews):
        _review(paper, review, batch.profile, new_page=place > 0)
    if batch.failures:
        if not batch.reviews:
            paper.heading(TITLE, 1)
        paper.heading("未能审核的文件", 2)
        for line in wording.failure_lines(batch):
            paper.line(line)
    paper.line(f"{wording.stamp(batch)}　{wording.NOTICE}", SMALL)
    return paper.packed()


def _review(paper: Paper, review: Review, profile: Profile, *, new_page: bool) -> None:
    submission = review.submission
    paper.heading(TITLE, 1, new_page=new_page)
    paper.line(f"{wording.heading(submission)}（{submission.source}）", lead="对象：")
    paper.line(f"{OF[profile].use}级别：{_LEVELS}。", lead="用法：")
    for lead, line in _known(review):
        paper.line(line, lead=lead)
    numerals = iter(_NUMERALS)
    items = Items(review, profile)
    _tables(paper, items, OF[profile], numerals, wording.nothing_found(review))
    for title, lines in _parts(review):
        if lines:
            paper.heading(f"{next(numerals)}、{title}", 2)
            for line in lines:
                paper.line(line)
    paper.line("")
    for line in OF[profile].signed:
        paper.line(line)


def _tables(
    paper: Paper, items: Items, words: Labels, numerals: Iterator[str], nothing: str
) -> None:
    if items.table:
        paper.heading(f"{next(numerals)}、全表（{len(items.table)} 处）", 2)
        paper.table(_TABLE, items.table_header(), items.table_rows())
    count = f"（{len(items.doubtful)} 项）" if items.doubtful else ""
    paper.heading(f"{next(numerals)}、{words.doubtful}{count}", 2)
    if items.doubtful:
        paper.table(_WIDTHS, items.header(), items.rows(), merged=2)
    else:
        paper.line(nothing, BODY)
    if items.minor:
        paper.heading(f"{next(numerals)}、{words.minor}（{len(items.minor)} 项）", 2)
        paper.table(_MINOR, items.minor_header(), items.minor_rows(), merged=1)


def _known(review: Review) -> Iterator[tuple[str, str]]:
    """What is in order already, what was not checked, what changed since last time."""
    checks = [check for check in review.checks if check.position is None]
    passed = _details(checks, CheckStatus.PASSED)
    if passed:
        yield "已核对一致：", "；".join(passed) + "。"
    fine = [
        f"{wording.label(result.indicator)}{f'（{wording.EXPLAINED}）' if result.quiet else ''}"
        for result in review.indicators
        if result.level is Severity.NONE and result.verdict is not Verdict.UNREAD
    ]
    if fine:
        yield "未见不一致：", f"{'、'.join(fine)}，共 {len(fine)} 项。"
    skipped = _details(checks, CheckStatus.SKIPPED, CheckStatus.NOT_APPLICABLE)
    if skipped:
        yield "未核对：", "；".join(skipped) + "。"
    unread = [result for result in review.indicators if result.verdict is Verdict.UNREAD]
    for reason in dict.fromkeys(map(wording.unread, unread)):
        names = [wording.label(r.indicator) for r in unread if wording.unread(r) == reason]
        yield f"{reason}：", f"{'、'.join(names)}，共 {len(names)} 项。"
    if review.round is not None:
        yield "变化：", f"{retelling.since(review)}。"


def _details(checks: Iterable[Check], *wanted: CheckStatus) -> list[str]:
    return [check.detail for check in checks if check.status in wanted]


def _parts(review: Review) -> Iterator[tuple[str, list[str]]]:
    """What is only to be known: reasons given, earlier findings, how the file was read."""
    notes = review.round.notes if review.round else ()
    coverage = review.submission.coverage
    yield "没有核对的情况", wording.not_judged(review)
    yield "已有说明、不再提示的情况", retelling.suppressed(review)
    yield "不再起作用的说明", [retelling.lapsed(one) for one in review.lapsed]
    yield "上次提示、这次没有的情况", [*retelling.past(review), *notes]
    yield "读取情况", [wording.coverage(coverage), *coverage.notes]
