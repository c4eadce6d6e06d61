"""The contract's JSON: the same input and lexicons give the same bytes."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from typing import Any

from reviewer.model import (
    Analysis,
    AtStake,
    Batch,
    Check,
    Earlier,
    Finding,
    IndicatorReview,
    Lapsed,
    Mention,
    Quantity,
    Review,
    Round,
    Severity,
    Suppressed,
    Suppression,
)

SCHEMA = "reviewer.review/1"
_NOTHING = Decimal(0)


def render(batch: Batch) -> str:
    """All reviews and failures of one run as one JSON text."""
    document = {
        "schema": SCHEMA,
        "program": {"version": batch.version, "lexicons": batch.lexicons},
        "reviews": [review_object(review) for review in batch.reviews],
        "failures": [{"source": f.source, "reason": f.reason} for f in batch.failures],
    }
    return dumps(document, indent=2) + "\n"


def dumps(value: object, *, indent: int | None = None) -> str:
    """JSON with Chinese as it is, and numbers as printed: 8, 7.5."""
    return json.dumps(value, ensure_ascii=False, indent=indent, default=_number)


def reading(analysis: Analysis) -> dict[str, Any]:
    """What was read in one narrative: quantities and mentions."""
    return {
        "quantities": [_quantity(quantity) for quantity in analysis.quantities],
        "mentions": [_mention(mention) for mention in analysis.mentions],
    }


def _number(value: object) -> int | float:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def review_object(review: Review) -> dict[str, Any]:
    """One review as the contract has it."""
    submission = review.submission
    coverage = submission.coverage
    return {
        "submission": {
            "source": submission.source,
            "sha256": submission.sha256,
            "title": submission.title,
            "city": submission.city,
            "year": submission.year,
            "full_total": submission.full_total,
            "declared_total": submission.declared_total,
            "sections": [
                {"title": section.title, "full_score": section.full_score}
                for section in submission.sections
            ],
        },
        "indicators": [_indicator(result) for result in review.indicators],
        "findings": [_finding(finding) for finding in review.findings],
        "checks": [_check(check) for check in review.checks],
        "coverage": {
            "rows_found": coverage.rows_found,
            "rows_expected": coverage.rows_expected,
            "narratives_empty": coverage.narratives_empty,
            "scores_missing": coverage.scores_missing,
            "notes": list(coverage.notes),
        },
        "summary": _summary(review),
        "suppressed": [_suppressed(silent) for silent in review.suppressed],
        "lapsed": [_lapsed(one) for one in review.lapsed],
        "baseline": _round(review.round) if review.round else None,
    }


def _summary(review: Review) -> dict[str, Any]:
    levels = Counter(result.level for result in review.indicators)
    stake = review.at_stake
    return {
        "self_total": review.submission.declared_total,
        "computed_total": review.computed_total,
        **{str(level): levels[level] for level in (Severity.HIGH, Severity.MEDIUM, Severity.LOW)},
        "at_stake": _bare_stake(stake),
    }


def _indicator(result: IndicatorReview) -> dict[str, Any]:
    indicator = result.indicator
    place = indicator.location
    return {
        "number": indicator.number,
        "title": indicator.title,
        "section": indicator.section,
        "full_score": indicator.full_score,
        "self_score": indicator.self_score,
        "narrative": indicator.narrative,
        "deduction_note": indicator.deduction_note,
        "location": {
            "table": place.table,
            "row": place.row,
            "column": place.column,
            "sheet": place.sheet,
            "page": place.page,
        },
        **reading(result.analysis),
        "findings": [_finding(finding) for finding in result.findings],
        "verdict": result.verdict,
        "level": result.level,
        "risk": result.risk,
        "at_stake": _bare_stake(result.at_stake),
    }


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        "start": quantity.start,
        "end": quantity.end,
        "text": quantity.text,
        "kind": quantity.kind,
        "value": quantity.value,
        "high": quantity.high,
        "unit": quantity.unit,
        "approximate": quantity.approximate,
        "comparator": quantity.comparator,
        "change": quantity.change,
        "measure": quantity.measure,
    }


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "category": mention.category,
        "status": mention.status,
        "adverse": mention.adverse,
        "severity": mention.severity,
        "chance": mention.chance,
        "raised": mention.raised,
        "modifiers": [
            {"start": m.start, "end": m.end, "text": m.text, "kind": m.kind}
            for m in mention.modifiers
        ],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    stake = finding.at_stake
    return {
        "id": finding.id,
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "evidence": [
            {"start": span.start, "end": span.end, "role": span.role} for span in finding.evidence
        ],
        "at_stake": stake and {"low": stake.low, "high": stake.high, "basis": stake.basis},
        "look": list(finding.look),
        "ask": list(finding.ask),
        "request": list(finding.request),
        "remedies": list(finding.remedies),
        "state": finding.state,
    }


def _suppressed(silent: Suppressed) -> dict[str, Any]:
    return {
        "finding": _finding(silent.finding),
        "position": silent.position,
        **_reason(silent.suppression),
    }


def _lapsed(one: Lapsed) -> dict[str, Any]:
    suppression = one.suppression
    return {
        "id": suppression.id,
        "rule": suppression.rule,
        "indicator": suppression.indicator,
        "lapse": one.lapse,
        **_reason(suppression),
    }


def _reason(suppression: Suppression) -> dict[str, Any]:
    return {
        "reason": suppression.reason,
        "author": suppression.author,
        "date": suppression.date.isoformat(),
        "expires": suppression.expires.isoformat(),
    }


def _round(round_: Round) -> dict[str, Any]:
    return {
        "source": round_.baseline,
        "past": [{**earlier(past.finding), "fate": past.fate} for past in round_.past],
        "notes": list(round_.notes),
    }


def earlier(finding: Earlier) -> dict[str, Any]:
    """A finding of an earlier round; number and title are those of its row."""
    return {
        "id": finding.id,
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "number": finding.number,
        "title": finding.title,
        "quote": finding.quote,
    }


def _check(check: Check) -> dict[str, Any]:
    return {
        "rule": check.rule,
        "status": check.status,
        "indicator": check.indicator,
        "position": check.position,
        "detail": check.detail,
    }


def _bare_stake(stake: AtStake | None) -> dict[str, Decimal]:
    """The range of points in question; nothing in question is zero."""
    return {"low": stake.low, "high": stake.high} if stake else {"low": _NOTHING, "high": _NOTHING}
