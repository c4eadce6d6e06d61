"""The whole story on one page: a file is read, a submission is reviewed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from types import ModuleType

from reviewer import readers
from reviewer.asking import Asker
from reviewer.findings import distinct, rounded, row_keys
from reviewer.knowledge import Knowledge
from reviewer.language.analysis import Analyser
from reviewer.lapses import lapsed
from reviewer.limits import DEFAULT, Limits
from reviewer.looking import places
from reviewer.model import (
    AtStake,
    Check,
    CheckStatus,
    Claim,
    Finding,
    Indicator,
    IndicatorReview,
    Options,
    Review,
    Scope,
    Submission,
    Suppressed,
)
from reviewer.rubrics.applying import expected
from reviewer.rubrics.parsing import parse
from reviewer.rules import ACROSS_RULES, INDICATOR_RULES, SUBMISSION_RULES
from reviewer.tables.forms import submission as read_form
from reviewer.tables.provinces import find_province
from reviewer.verdicts import assess, undisputed

Outcome = Finding | Check
PLAIN = Options()


def read(
    path: str,
    knowledge: Knowledge,
    *,
    city: str | None = None,
    year: int | None = None,
    province: str | None = None,
    limits: Limits = DEFAULT,
    converted: readers.Converted = readers.NONE,
    data: bytes | None = None,
) -> Submission:
    """The submission in a file; what is given (``city``, …) wins over what it says.

    ``data`` is the content of what has no path, as standard input. ``converted`` holds what
    LibreOffice made of files beforehand (``readers.convert``).
    Raises InputError, with one Chinese sentence, where there is none.
    """
    document = (
        readers.read(Path(path), limits, converted)
        if data is None
        else readers.read_bytes(data, limits=limits)
    )
    form = read_form(document, knowledge.form_words, city=city, year=year)
    found = find_province((form.title, form.source), form.city, knowledge.provinces)
    return replace(form, province=province or found)


def review(submission: Submission, knowledge: Knowledge, options: Options = PLAIN) -> Review:
    """Judge every indicator and the table as a whole."""
    claims = [
        _claim(row, key, submission, knowledge, options)
        for row, key in zip(submission.indicators, row_keys(submission.indicators), strict=True)
    ]
    across = _across(claims, options)
    ask = asker(knowledge)
    judged = [_judge(claim, n, across.get(n, ()), options, ask) for n, claim in enumerate(claims)]
    indicators = tuple(result for result, _, _ in judged)
    findings, checks = _sorted(
        options.weighed(outcome)
        for rule in _in_force(SUBMISSION_RULES, options)
        for outcome in rule.check(submission)
    )
    findings = distinct(map(ask.asked_of_table, findings))
    findings, suppressed = options.parted(findings)
    suppressed += tuple(silent for _, _, found in judged for silent in found)
    own = [indicator.self_score for indicator in submission.indicators]
    made = Review(
        submission=submission,
        indicators=indicators,
        findings=findings,
        checks=(
            *checks,
            *_switched_off(options),
            *(check for _, found, _ in judged for check in found),
            *map(_explained, suppressed),
        ),
        computed_total=sum((score for score in own if score is not None), Decimal(0))
        if own
        else None,
        at_stake=_sum_at_stake(indicators),
        suppressed=suppressed,
    )
    return replace(made, lapsed=lapsed(made, options))


@lru_cache(maxsize=4)
def analyser(knowledge: Knowledge) -> Analyser:
    """The compiled lexicons, once for each knowledge in use."""
    return Analyser(knowledge)


@lru_cache(maxsize=4)
def asker(knowledge: Knowledge) -> Asker:
    """The compiled questions, once for each knowledge in use."""
    return Asker(knowledge.questions)


def _claim(
    indicator: Indicator, key: str, submission: Submission, knowledge: Knowledge, options: Options
) -> Claim:
    analyse = analyser(knowledge)
    scope = Scope(submission.year, submission.province, options.unverified)
    analysis = analyse(indicator.narrative, scope)
    criteria = indicator.criteria.strip()
    if options.rubric and not criteria:
        criteria = options.rubric.criteria_for(indicator.title, indicator.full_score, scope.year)
    return Claim(
        indicator=indicator,
        analysis=analysis,
        note=analyse(indicator.deduction_note, scope),
        year=scope.year,
        expected=expected(parse(criteria), indicator, analysis) if criteria else None,
        topics=knowledge.topics,
        key=key,
    )


def _across(claims: Sequence[Claim], options: Options) -> dict[int, list[Outcome]]:
    """What the indicators say against one another, by the place of the indicator."""
    found: dict[int, list[Outcome]] = {}
    for rule in _in_force(ACROSS_RULES, options):
        for place, outcome in rule.check(claims):
            found.setdefault(place, []).append(outcome)
    return found


def _judge(
    claim: Claim,
    place: int,
    across: Iterable[Outcome],
    options: Options,
    ask: Asker,
) -> tuple[IndicatorReview, tuple[Check, ...], tuple[Suppressed, ...]]:
    own = (o for rule in _in_force(INDICATOR_RULES, options) for o in rule.check(claim))
    findings, checks = _sorted(options.weighed(outcome) for outcome in (*own, *across))
    findings = distinct(ask.asked(claim, found, places(claim, found)) for found in findings)
    findings, suppressed = options.parted(findings, place + 1)
    failed = (
        Check(
            rule=finding.rule,
            status=CheckStatus.FAILED,
            detail=finding.message,
            indicator=claim.indicator.number,
        )
        for finding in findings
    )
    fitting = undisputed(checks, findings)
    counted = tuple(replace(check, position=place + 1) for check in (*fitting, *failed))
    return replace(assess(claim, findings), explained=len(suppressed)), counted, suppressed


def _in_force(rules: Iterable[ModuleType], options: Options) -> Iterator[ModuleType]:
    return (rule for rule in rules if rule.ID not in options.off)


def _switched_off(options: Options) -> Iterator[Check]:
    """A rule that did not run is said to have been left out."""
    for rule in sorted(options.off):
        yield Check(
            rule=rule, status=CheckStatus.SKIPPED, detail=f"规则 {rule} 按配置关闭，没有核对"
        )


def _explained(silent: Suppressed) -> Check:
    """A finding for which a reason was given is left out, and never said to have passed."""
    return Check(
        rule=silent.finding.rule,
        status=CheckStatus.SKIPPED,
        detail=f"已有说明，不再提示：{silent.suppression.reason}",
        position=silent.position,
    )


def _sorted(outcomes: Iterable[Outcome]) -> tuple[tuple[Finding, ...], tuple[Check, ...]]:
    kept = list(outcomes)
    findings = tuple(outcome for outcome in kept if isinstance(outcome, Finding))
    return findings, tuple(outcome for outcome in kept if isinstance(outcome, Check))


def _sum_at_stake(indicators: Iterable[IndicatorReview]) -> AtStake | None:
    stakes = [result.at_stake for result in indicators if result.at_stake]
    if not stakes:
        return None
    return AtStake(
        low=rounded(sum((stake.low for stake in stakes), Decimal(0))),
        high=rounded(sum((stake.high for stake in stakes), Decimal(0))),
        basis="各项合计",
    )
