"""What the rules find, and the result for an indicator and a submission."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from reviewer.model.lexicon import Severity, Topics
from reviewer.model.reading import Analysis
from reviewer.model.rounds import Lapsed, Round, State, Suppression
from reviewer.model.rubric import Expected, RubricFile
from reviewer.model.submission import Indicator, Submission

NO_TOPICS = Topics()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A stretch of the narrative and the part it plays in a finding."""

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AtStake:
    """Points that the evidence puts in question beyond what was deducted, and why so many."""

    low: Decimal
    high: Decimal
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """疑点: one doubt. ``id`` is a fingerprint that stays the same while the text does.

    ``chance`` is that of the admissions it rests on, ``look`` where an inspector would look,
    ``ask`` what to ask there and ``request`` what to have shown. ``terms`` are words of the rule
    that a question may name. ``state`` is None where there is no baseline.
    """

    id: str
    rule: str
    severity: Severity
    message: str
    evidence: tuple[Evidence, ...] = ()
    at_stake: AtStake | None = None
    remedies: tuple[str, ...] = ()
    chance: float = 1.0
    look: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    request: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    state: State | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppressed:
    """A finding that does not count because a reason was given for it.

    ``position`` is the place of its indicator, from 1; None for the whole table.
    """

    finding: Finding
    suppression: Suppression
    position: int | None = None


class CheckStatus(StrEnum):
    """What became of a check; one that was skipped is never shown as passed."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not_applicable"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What was checked.

    ``indicator`` is the number of the row as printed and ``position`` its place among the
    indicators, from 1; both are None for the whole table.
    """

    rule: str
    status: CheckStatus
    detail: str
    indicator: str | None = None
    position: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a rule sees of one indicator: the row, what was read in it, and its context.

    ``expected`` is the deduction that its criteria come to, None where it has none; ``topics``
    are the words of topics.toml; ``key`` names the row among all rows of its table.
    """

    indicator: Indicator
    analysis: Analysis
    note: Analysis
    year: int | None
    expected: Expected | None = None
    topics: Topics = NO_TOPICS
    key: str = ""

    @property
    def deducted(self) -> Decimal | None:
        """Points below the full score, None where either score is missing."""
        full, own = self.indicator.full_score, self.indicator.self_score
        return None if full is None or own is None else full - own


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a review is made, beyond what the lexicons say.

    ``unverified`` lets benchmarks in whose figure was not read in the document itself; ``rubric``
    stands in for criteria that the form does not print; rules in ``off`` do not run, ``levels``
    gives the findings of a rule the weight that is set for it; ``suppressions`` are in force,
    those in ``expired`` were.
    """

    unverified: bool = False
    rubric: RubricFile | None = None
    off: frozenset[str] = frozenset()
    levels: tuple[tuple[str, Severity], ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    expired: tuple[Suppression, ...] = ()

    def weighed(self, outcome: Finding | Check) -> Finding | Check:
        """An outcome with the weight that is set for its rule."""
        if isinstance(outcome, Check) or not self.levels:
            return outcome
        severity = dict(self.levels).get(outcome.rule)
        return replace(outcome, severity=severity) if severity else outcome

    def parted(
        self, findings: tuple[Finding, ...], position: int | None = None
    ) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...]]:
        """Findings that count, and those for which a reason was given."""
        if not self.suppressions:
            return findings, ()
        told = [(finding, self._reason_for(finding)) for finding in findings]
        return tuple(finding for finding, reason in told if reason is None), tuple(
            Suppressed(finding=finding, suppression=reason, position=position)
            for finding, reason in told
            if reason is not None
        )

    def _reason_for(self, finding: Finding) -> Suppression | None:
        reasons = (s for s in self.suppressions if s.answers(finding.id, finding.severity))
        return next(reasons, None)


class Verdict(StrEnum):
    """Where an indicator falls in the two-by-two of adverse evidence and deduction."""

    OVERSCORED = "overscored"
    REFLECTED = "reflected"
    UNEXPLAINED = "unexplained"
    UNSUPPORTED = "unsupported"
    SUPPORTED = "supported"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorReview:
    """The result for one indicator; ``risk`` is in [0, 1].

    ``explained`` counts the findings that do not count, for a reason was given for each.
    """

    indicator: Indicator
    analysis: Analysis
    findings: tuple[Finding, ...]
    verdict: Verdict
    level: Severity
    risk: float
    at_stake: AtStake | None
    explained: int = 0

    @property
    def quiet(self) -> bool:
        """Whether nothing is in doubt only because reasons were given."""
        return self.level is Severity.NONE and self.explained > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """审核结果: the result for one submission.

    ``suppressed`` are findings for which a reason was given: they count nowhere else, and are
    shown with their reasons. ``lapsed`` are reasons without effect. ``round`` is what the review
    was compared with.
    """

    submission: Submission
    indicators: tuple[IndicatorReview, ...]
    findings: tuple[Finding, ...]
    checks: tuple[Check, ...]
    computed_total: Decimal | None
    at_stake: AtStake | None
    suppressed: tuple[Suppressed, ...] = ()
    lapsed: tuple[Lapsed, ...] = ()
    round: Round | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A file that could not be reviewed, and why, in one Chinese sentence."""

    source: str
    reason: str


class Profile(StrEnum):
    """For whom a report is worded and ordered: the same findings in every one."""

    INSPECTOR = "inspector"
    WRITER = "writer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The results of one run: all that a report is made of.

    ``version`` and ``lexicons`` are those of the program; ``originals`` holds the bytes of files
    by their sha256, for reports that are written into a copy of them.
    """

    reviews: tuple[Review, ...]
    failures: tuple[Failure, ...]
    version: str
    lexicons: str
    profile: Profile = Profile.INSPECTOR
    originals: Mapping[str, bytes] = field(default_factory=dict)
