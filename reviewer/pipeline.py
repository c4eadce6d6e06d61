"""The whole story on one page: a file is read, a submission is reviewed."""

from __future__ import annotations

import sys
from collections.abc import Iterable
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
    Scope,
    Submission,
)
from reviewer.rules import INDICATOR_RULES, SUBMISSION_RULES
from reviewer.tables.forms import submission as read_form
from reviewer.tables.provinces import find_province
from reviewer.verdicts import assess


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


def review(submission: Submission, knowledge: Knowledge, *, unverified: bool = False) -> Review:
    """Judge every indicator and the table as a whole.

    ``unverified`` lets benchmarks in whose figure was not read in the document itself.
    """
    analyse = analyser(knowledge)
    scope = Scope(submission.year, submission.province, unverified)
    claims = [_claim(indicator, scope, analyse) for indicator in submission.indicators]
    judged = [_judge(claim, position) for position, claim in enumerate(claims, 1)]
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


def _claim(indicator: Indicator, scope: Scope, analyse: Analyser) -> Claim:
    return Claim(
        indicator=indicator,
        analysis=analyse(indicator.narrative, scope),
        note=analyse(indicator.deduction_note, scope),
        year=scope.year,
    )


def _judge(claim: Claim, position: int) -> tuple[IndicatorReview, tuple[Check, ...]]:
    findings, checks = _sorted(outcome for rule in INDICATOR_RULES for outcome in rule.check(claim))
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
