"""Findings of an indicator -> verdict, level, risk, points at stake.

The verdict is the two-by-two of adverse evidence and deduction. The level is that of the gravest
finding; three findings of medium weight or more beside full marks make a grave one, of which a sum
that does not close and a figure that disagrees with another count like an admission. ``risk`` is
the chance that at least one finding holds, taken as independent: 1 − Π(1 − weight × chance).
Adding a finding never lowers it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from reviewer.findings import NEARLY_FULL, admits, deducted_share, rounded
from reviewer.model import (
    AtStake,
    Check,
    CheckStatus,
    Claim,
    Finding,
    IndicatorReview,
    Severity,
    Verdict,
)

WEIGHTS = {Severity.HIGH: 0.8, Severity.MEDIUM: 0.65, Severity.LOW: 0.25, Severity.NONE: 0.0}
BASE_RISK = 0.02
# Findings that ask for a better explanation or a cleaner table; all others doubt the score itself.
EXPLANATIONS = frozenset(
    {
        "copied-narrative",
        "doubled-text",
        "leftover-template",
        "no-evidence",
        "omitted-subpoint",
        "outside-period",
        "points-not-percent",
        "score-step",
        "unexplained-deduction",
        "unit-slip",
    }
)
# Rules that, where they find nothing, say that the score fits what is written.
SAY_IT_FITS = frozenset({"adverse-without-deduction", "below-rubric", "completion-below-score"})


def assess(claim: Claim, findings: Sequence[Finding]) -> IndicatorReview:
    """Weigh all findings of one indicator."""
    level = _level(claim, findings)
    return IndicatorReview(
        indicator=claim.indicator,
        analysis=claim.analysis,
        findings=tuple(sorted(findings, key=_gravity)),
        verdict=_verdict(claim, findings),
        level=level,
        risk=round(_risk(findings), 4),
        at_stake=_at_stake(claim, findings),
    )


def undisputed(checks: Iterable[Check], findings: Sequence[Finding]) -> tuple[Check, ...]:
    """The checks without those that call a score fitting that a finding doubts."""
    return tuple(
        check
        for check in checks
        if check.rule not in SAY_IT_FITS
        or check.status is not CheckStatus.PASSED
        or not _in_doubt(findings)
    )


def _in_doubt(findings: Iterable[Finding]) -> bool:
    """Whether a finding of weight doubts the score itself."""
    return any(
        finding.rule not in EXPLANATIONS and finding.severity.rank >= Severity.MEDIUM.rank
        for finding in findings
    )


def _gravity(finding: Finding) -> tuple[int, Decimal]:
    stake = finding.at_stake.high if finding.at_stake else Decimal(0)
    return (-finding.severity.rank, -stake)


def _level(claim: Claim, findings: Sequence[Finding]) -> Severity:
    if claim.deducted is None:
        return Severity.NONE
    severities = [finding.severity for finding in findings]
    grave = [severity for severity in severities if severity.rank >= Severity.MEDIUM.rank]
    share = deducted_share(claim)
    if len(grave) >= 3 and share is not None and share < NEARLY_FULL:
        return Severity.HIGH
    return max(severities, key=lambda severity: severity.rank, default=Severity.NONE)


def _verdict(claim: Claim, findings: Sequence[Finding]) -> Verdict:
    share = deducted_share(claim)
    if share is None:
        return Verdict.UNREAD
    rules = {finding.rule for finding in findings}
    doubts = rules - EXPLANATIONS
    if _in_doubt(findings) or (doubts and share < NEARLY_FULL):
        return Verdict.OVERSCORED
    if share > 0 and "unexplained-deduction" in rules:
        return Verdict.UNEXPLAINED
    if share > 0 and (doubts or admits(claim)):
        return Verdict.REFLECTED
    if "no-evidence" in rules:
        return Verdict.UNSUPPORTED
    return Verdict.SUPPORTED


def _risk(findings: Sequence[Finding]) -> float:
    spared = 1.0 - BASE_RISK
    for finding in findings:
        spared *= 1.0 - WEIGHTS[finding.severity] * finding.chance
    return 1.0 - spared


def _at_stake(claim: Claim, findings: Sequence[Finding]) -> AtStake | None:
    """The widest of the findings' ranges: they often doubt the same points."""
    stakes = [finding.at_stake for finding in findings if finding.at_stake]
    if not stakes:
        return None
    most = max(stakes, key=lambda stake: stake.high)
    ceiling = claim.indicator.self_score or Decimal(0)
    return AtStake(
        low=rounded(min(max(stake.low for stake in stakes), ceiling)),
        high=rounded(min(most.high, ceiling)),
        basis=most.basis,
    )
