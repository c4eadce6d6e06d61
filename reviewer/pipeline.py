"""The whole story on one page: a file is read, a submission is reviewed."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from reviewer import readers
from reviewer.findings import rounded
from reviewer.knowledge import Knowledge
from reviewer.language.analysis import Analyser
from reviewer.model import (
    AtStake,
    Check,
    CheckStatus,
    Claim,
    Finding,
    Indicator,
    IndicatorReview,
    Review,
    RubricFile,
    Scope,
    Submission,
    Topics,
)
from reviewer.rubrics.applying import expected
from reviewer.rubrics.parsing import parse
from reviewer.rules import ACROSS_RULES, INDICATOR_RULES, SUBMISSION_RULES
from reviewer.tables.forms import submission as read_form
from reviewer.tables.provinces import find_province
from reviewer.verdicts import assess

# How much before the evidence says what it is about, and how many places to look are told.
_AROUND, _MOST_PLACES = 20, 2


def read(
    path: str,
    knowledge: Knowledge,
    *,
    city: str | None = None,
    year: int | None = None,
    province: str | None = None,
) -> Submission:
    """The submission in a file, ``-`` for standard input; what is given wins over what it says.

    Raises InputError, with one Chinese sentence, where there is none.
    """
    document = (
        readers.read_bytes(sys.stdin.buffer.read()) if path == "-" else readers.read(Path(path))
    )
    form = read_form(document, knowledge.form_words, city=city, year=year)
    found = find_province((form.title, form.source), form.city, knowledge.provinces)
    return replace(form, province=province or found)


def review(
    submission: Submission,
    knowledge: Knowledge,
    *,
    unverified: bool = False,
    rubric: RubricFile | None = None,
) -> Review:
    """Judge every indicator and the table as a whole.

    ``unverified`` lets benchmarks in whose figure was not read in the document itself; ``rubric``
    stands in for criteria that the form does not print.
    """
    analyse = analyser(knowledge)
    scope = Scope(submission.year, submission.province, unverified)
    claims = [
        _claim(indicator, scope, analyse, rubric, knowledge.topics)
        for indicator in submission.indicators
    ]
    across = _across(claims)
    judged = [
        _judge(claim, position, across.get(position - 1, ()), knowledge.topics)
        for position, claim in enumerate(claims, 1)
    ]
    indicators = tuple(result for result, _ in judged)
    findings, checks = _sorted(
        outcome for rule in SUBMISSION_RULES for outcome in rule.check(submission)
    )
    own = [indicator.self_score for indicator in submission.indicators]
    return Review(
        submission=submission,
        indicators=indicators,
        findings=findings,
        checks=(*checks, *(check for _, found in judged for check in found)),
        computed_total=sum((score for score in own if score is not None), Decimal(0))
        if own
        else None,
        at_stake=_sum_at_stake(indicators),
    )


@lru_cache(maxsize=4)
def analyser(knowledge: Knowledge) -> Analyser:
    """The compiled lexicons, once for each knowledge in use."""
    return Analyser(knowledge)


def _across(claims: Sequence[Claim]) -> dict[int, list[Finding | Check]]:
    """What the indicators say against one another, by the place of the indicator."""
    found: dict[int, list[Finding | Check]] = {}
    for rule in ACROSS_RULES:
        for place, outcome in rule.check(claims):
            found.setdefault(place, []).append(outcome)
    return found


def _claim(
    indicator: Indicator,
    scope: Scope,
    analyse: Analyser,
    rubric: RubricFile | None,
    topics: Topics,
) -> Claim:
    analysis = analyse(indicator.narrative, scope)
    criteria = indicator.criteria
    if rubric and not criteria.strip():
        criteria = rubric.criteria_for(indicator.title, indicator.full_score, scope.year)
    return Claim(
        indicator=indicator,
        analysis=analysis,
        note=analyse(indicator.deduction_note, scope),
        year=scope.year,
        expected=expected(parse(criteria), indicator, analysis) if criteria.strip() else None,
        topics=topics,
    )


def _judge(
    claim: Claim, position: int, across: Iterable[Finding | Check], topics: Topics
) -> tuple[IndicatorReview, tuple[Check, ...]]:
    own = (outcome for rule in INDICATOR_RULES for outcome in rule.check(claim))
    findings, checks = _sorted((*own, *across))
    findings = tuple(replace(found, look=_look(claim, found, topics)) for found in findings)
    failed = (
        Check(
            rule=finding.rule,
            status=CheckStatus.FAILED,
            detail=finding.message,
            indicator=claim.indicator.number,
        )
        for finding in findings
    )
    placed = tuple(replace(check, position=position) for check in (*checks, *failed))
    return assess(claim, findings), placed


def _look(claim: Claim, found: Finding, topics: Topics) -> tuple[str, ...]:
    """Where an inspector would look: by the words of the evidence, else of the title."""
    text, title = claim.analysis.text, claim.indicator.title
    said = "".join(text[max(0, e.start - _AROUND) : e.end] for e in found.evidence[:2])
    places = _places(said, topics) if said else []
    return tuple((places or _places(title, topics))[:_MOST_PLACES])


def _places(text: str, topics: Topics) -> list[str]:
    named = [(sum(word in text for word in words), place) for place, words in topics.sources]
    found = sorted((-count, order) for order, (count, _) in enumerate(named) if count)
    return [named[order][1] for _, order in found]


def _sorted(
    outcomes: Iterable[Finding | Check],
) -> tuple[tuple[Finding, ...], tuple[Check, ...]]:
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
