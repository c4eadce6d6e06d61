"""What is read in a narrative: figures, mentions, their status."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from reviewer.model.lexicon import Benchmark, Category, ModifierKind, Severity, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of the raw narrative: half-open, in code points."""

    start: int
    end: int


class Kind(StrEnum):
    """What sort of figure a quantity is."""

    COUNT = "count"
    PERCENT = "percent"
    PERCENTAGE_POINT = "percentage_point"
    PERMILLE = "permille"
    MONEY = "money"
    RATIO = "ratio"
    NUMBER = "number"
    ORDINAL = "ordinal"
    DATE = "date"
    DURATION = "duration"
    AGE = "age"
    MEASURE = "measure"
    MULTIPLE = "multiple"
    FRACTION = "fraction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """数量: a figure with its unit, as printed.

    ``value`` is in the unit as written (9385.45 for 9385.45万元); dates finer than a year are
    texts (``2022-06``). ``change`` is ``up``, ``down`` or None; ``level`` tells that the figure
    is where something arrived (下降到) and not by how much it moved.
    """

    start: int
    end: int
    text: str
    kind: Kind
    value: Decimal | str
    high: Decimal | str | None = None
    unit: str = ""
    approximate: bool = False
    comparator: str = "="
    change: str | None = None
    level: bool = True
    measure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Modifier:
    """An occurrence of a context phrase; offsets into the raw narrative."""

    start: int
    end: int
    text: str
    kind: ModifierKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An occurrence of a cue with its status and the modifiers that decided it.

    ``chance`` is the second opinion's that it counts against the score, 1 where it was not asked;
    ``raised`` tells that the second opinion alone names it, no phrase and no figure.
    """

    start: int
    end: int
    text: str
    category: Category
    status: Status
    adverse: bool
    severity: Severity
    modifiers: tuple[Modifier, ...] = ()
    chance: float = 1.0
    raised: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A figure beside the benchmark on what it measures.

    ``value`` and ``asked`` are in the benchmark's unit; ``against`` is the figure that it is held
    against where the benchmark gives none of its own.
    """

    quantity: Quantity
    value: Decimal
    benchmark: Benchmark
    asked: Decimal
    met: bool
    against: Quantity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetComparison:
    """A figure beside the target that the narrative itself gives: 应配149人，实配143人.

    ``at_most`` tells that the target is a bound from above.
    """

    quantity: Quantity
    target: Quantity
    at_most: bool
    met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a set of tasks has come: 已整改4项、整改中2项、未整改到位1项.

    Counts are in ``unit``. ``stated`` tells that the text gives the total itself; else it is the
    sum of the parts. ``parts`` are the figures used, the total first where it is stated.
    """

    total: Decimal
    done: Decimal
    under_way: Decimal
    undone: Decimal
    unit: str
    stated: bool
    parts: tuple[Quantity, ...]


class RelationKind(StrEnum):
    """How two or more figures of a narrative hang together; a trend is only seen, never doubted."""

    PARTS = "parts"
    SHARE = "share"
    CHANGE = "change"
    TREND = "trend"
    DIFFERENCE = "difference"
    AVERAGE = "average"
    CONVERSION = "conversion"
    SHARES = "shares"
    POSSIBLE = "possible"


class Slip(StrEnum):
    """What a sum that does not close looks like: 百分点 written as %, 万 for 亿, 增 for 降."""

    NONE = ""
    POINTS = "points"
    UNIT = "unit"
    DIRECTION = "direction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A sum that the figures of a narrative allow: 160 = 156 + 4.

    ``stated`` is the figure that was held against the sum of ``parts``, ``shown`` the sum as
    printed, ``computed`` its result in the unit of ``stated``; ``holds`` allows for rounding.
    """

    kind: RelationKind
    stated: Quantity
    parts: tuple[Quantity, ...]
    holds: bool
    shown: str
    computed: Decimal
    slip: Slip = Slip.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """All that was read in one narrative.

    ``tokens`` are the segmented words, in order; ``sentences`` lie between full stops and
    semicolons; ``titles`` are documents named in 《》.
    """

    text: str
    tokens: tuple[str, ...]
    sentences: tuple[Span, ...]
    titles: tuple[Span, ...]
    quantities: tuple[Quantity, ...]
    mentions: tuple[Mention, ...]
    comparisons: tuple[Comparison, ...] = ()
    targets: tuple[TargetComparison, ...] = ()
    progress: tuple[Progress, ...] = ()
    relations: tuple[Relation, ...] = ()
