"""What the lexicons say: phrases, measures, benchmarks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Category(StrEnum):
    """What an adverse phrase speaks of."""

    PROBLEM = "problem"
    UNFINISHED = "unfinished"
    IN_PROGRESS = "in_progress"
    DECLINE = "decline"
    SHORTFALL = "shortfall"
    HEDGE = "hedge"
    PLAN = "plan"
    NO_EVIDENCE = "no_evidence"
    EXEMPTION = "exemption"


class Status(StrEnum):
    """Assertion status: how the text means the phrase."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"
    RESOLVED = "resolved"
    HYPOTHETICAL = "hypothetical"
    ATTRIBUTED = "attributed"
    FAVOURABLE = "favourable"
    TOPIC = "topic"


class Severity(StrEnum):
    """How much weighs against the score; also the level of a finding or an indicator."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """0 for none to 3 for high."""
        return _SEVERITY_ORDER.index(self)


_SEVERITY_ORDER = (Severity.NONE, Severity.LOW, Severity.MEDIUM, Severity.HIGH)


class Needs(StrEnum):
    """What a cue needs beside it to count: a noun such as 隐患 counts only where it is asserted.

    A ``lasting`` one (被通报) needs nothing, and stays although what it was about was put right.
    """

    NOTHING = ""
    ASSERTION = "asserted"
    FALL_OF_GOOD = "falls"
    RISE_OF_BAD = "rises"
    THIN_REST = "alone"
    NO_FACTS = "no_facts"
    OPEN_BESIDE = "beside"
    LASTING = "lasting"


class Polarity(StrEnum):
    """Which way a measure is good: 巩固率 when it rises, 辍学率 when it falls."""

    RISES = "rises"
    FALLS = "falls"
    NEUTRAL = "neutral"


class ModifierKind(StrEnum):
    """What a context phrase does to the cues in its scope."""

    NEGATED = "negated"
    RESOLVED = "resolved"
    ATTRIBUTED = "attributed"
    HYPOTHETICAL = "hypothetical"
    TOPIC = "topic"
    ASSERTED = "asserted"
    TERMINATOR = "terminator"
    LOOKALIKE = "lookalike"


class Direction(StrEnum):
    """Where the cues stand that a modifier reaches: after it, before it, or on both sides."""

    FORWARD = "forward"
    BACKWARD = "backward"
    BOTH = "both"


class Takes(StrEnum):
    """Which cues a modifier takes: all, or those that are nouns (整治不到位 is a complaint)."""

    ALL = "all"
    NOUNS = "nouns"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """问题表述: a phrase that may count against a score. ``phrase`` may be a pattern."""

    phrase: str
    category: Category
    severity: Severity
    needs: Needs = Needs.NOTHING
    fires: str = ""
    accepts: str = ""


class Silenced(NamedTuple):
    """A phrase that the user's lexicons take away: the second opinion leaves its clause alone."""

    phrase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ModifierCue:
    """语境修饰: a phrase that changes the status of cues.

    ``reach`` is how many code points it reaches at most, 0 for the whole clause. ``takes``
    limits it to nouns where the verb may itself be complained of.
    """

    phrase: str
    kind: ModifierKind
    direction: Direction = Direction.FORWARD
    reach: int = 0
    takes: Takes = Takes.ALL
    fires: str = ""
    accepts: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What a figure measures (普惠率), the words for it, and which way is good."""

    name: str
    polarity: Polarity
    words: tuple[str, ...]


class Verification(StrEnum):
    """Whether a benchmark's figure was read in the document itself, quoted, or neither."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"


class Scope(NamedTuple):
    """What a submission is held to: its year under review, its province, doubtful figures or not.

    ``unverified`` lets benchmarks in whose figure nobody has read in the document.
    """

    year: int | None = None
    province: str | None = None
    unverified: bool = False


# The level of a benchmark that holds for the country as a whole and for no city in it.
NATION = "国家"
LEVELS = (NATION, "全国", "省级", "市级", "县级", "学校")


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """A published requirement on a measure; with a ``stage`` on that of 小学 or 初中 alone.

    ``words`` name the measure before a figure, ``behind`` after it; ``unless`` are words that make
    it another one, ``near`` words of which one must stand in the sentence; ``topics`` are words in
    an indicator's title that say this is what the indicator asks. ``value`` is in ``unit``; with
    ``against`` it is not fixed, but the next figure called so. With ``movement`` (up or down) the
    figure is by how much the measure moved that way. ``first_year`` and ``last_year`` bound the
    years under review in which it holds; one of a ``province`` stands in for those of its name.
    """

    name: str
    words: tuple[str, ...]
    behind: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    topics: tuple[str, ...]
    comparator: str
    value: Decimal | None
    against: tuple[str, ...] = ()
    movement: str = ""
    unit: str
    document: str
    verification: Verification
    first_year: int
    last_year: int | None = None
    stage: str = ""
    province: str = ""
    level: str = ""

    @property
    def stage_name(self) -> str:
        """The name with its stage where it does not hold it: 小学校际差异系数."""
        return self.name if self.stage in self.name else f"{self.stage}{self.name}"

    def in_force(self, scope: Scope) -> bool:
        """Whether it applies to a submission; without a year, the years are left out of account."""
        if self.verification is Verification.UNVERIFIED and not scope.unverified:
            return False
        if self.level == NATION or self.province not in ("", scope.province):
            return False
        if scope.year is None:
            return True
        started = self.first_year <= scope.year
        return started and (self.last_year is None or scope.year <= self.last_year)

    def met_by(self, value: Decimal, asked: Decimal) -> bool:
        """Whether a value fulfils what is asked, both in the benchmark's unit."""
        return value >= asked if self.comparator == ">=" else value <= asked


Named = tuple[tuple[str, tuple[str, ...]], ...]


class Topics(NamedTuple):
    """What indicators speak of, each by a name with its words.

    ``subpoints`` are parts that titles name, ``objects`` things that several indicators speak of,
    ``sources`` places to look, by the words that call for them.
    """

    subpoints: Named = ()
    objects: Named = ()
    sources: Named = ()


class Tone(StrEnum):
    """What an expression hints at, to the second opinion; none decides anything by itself."""

    PROBLEM = "problem"
    OPEN = "open"
    PROGRESS = "progress"
    PLAN = "plan"
    DECLINE = "decline"
    HEDGE = "hedge"
    GOOD = "good"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionWeights:
    """The second opinion: weights of a logistic regression by trait, in log odds.

    ``keep`` is the chance below which a mention of the rules is taken back; from ``raise_at`` on a
    clause without any is given as one, from ``raise_nearby`` on where its sentence has one, from
    ``raise_bare`` on where no hint and no phrase stands in it, or the rules cleared it.
    ``categories`` hold weights of words and marks for each category; the empty name is the
    intercept.
    """

    intercept: float
    words: Mapping[str, float]
    pairs: Mapping[str, float]
    characters: Mapping[str, float]
    marks: Mapping[str, float]
    categories: Mapping[Category, Mapping[str, float]]
    keep: float
    raise_at: float
    raise_nearby: float
    raise_bare: float
