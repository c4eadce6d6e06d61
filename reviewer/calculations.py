"""How rules speak of sums: one that closes is said to be in order, one that does not is a doubt.

Two grades, as statcheck has them (Nuijten et al., 2016): figures that disagree, and figures that
disagree so that what they were to show no longer follows. Which of them is wrong is never said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from reviewer.findings import (
    NEARLY_FULL,
    at_stake,
    deducted_share,
    evidence,
    finding,
    passed,
    points,
)
from reviewer.model import AtStake, Check, Claim, Finding, Relation, RelationKind, Severity, Slip

REMEDIES = (
    "核对这几个数，改正有误的一个",
    "如统计口径、范围或时点不同，分别写明",
    "如影响本项结论，说明扣分或调整得分",
)
# So near to the stated figure that nothing hangs on the difference.
SLIGHT = Decimal("0.01")
SHARE = Decimal("0.05")
Wanted = Callable[[Relation], bool]


def of_kind(kind: RelationKind, *, slip: Slip | None = Slip.NONE) -> Wanted:
    """Relations of a kind; those that do not hold only where the slip is as given."""
    return lambda relation: relation.kind is kind and (relation.holds or relation.slip is slip)


def with_slip(slip: Slip) -> Wanted:
    """Relations that do not hold because of one slip."""
    return lambda relation: not relation.holds and relation.slip is slip


def judged(
    claim: Claim, rule: str, wanted: Wanted, *, gravest: Severity = Severity.MEDIUM
) -> Iterator[Finding | Check]:
    """A passed check for each wanted relation that holds, a finding for each that does not."""
    for relation in claim.analysis.relations:
        if not wanted(relation) or (relation.holds and not _is_telling(relation)):
            continue
        if relation.holds:
            yield passed(rule, _in_order(relation), claim.indicator.number)
            continue
        severity, why = _severity(claim, relation, gravest)
        yield finding(
            claim,
            rule,
            severity,
            _doubt(relation) + why,
            spans=(
                *evidence([relation.stated], "quantity"),
                *evidence(relation.parts, "computed_from"),
            ),
            stake=_stake(claim, severity),
            remedies=REMEDIES,
        )


def _is_telling(relation: Relation) -> bool:
    """Whether a sum that closes is worth a word: a share of one digit fits too many counts."""
    stated = relation.stated.value
    digits = len(stated.as_tuple().digits) if isinstance(stated, Decimal) else 0
    counted = all(part.value for part in relation.parts)
    return counted and (relation.kind is not RelationKind.SHARE or digits > 1)


def _in_order(relation: Relation) -> str:
    if relation.kind is RelationKind.PARTS:
        return f"{relation.shown}，合计成立"
    near = _is_near(relation)
    return f"{relation.shown}，与文中的{relation.stated.text}{near}"


def _is_near(relation: Relation) -> str:
    """相符, or that only rounding parts the two."""
    stated = relation.stated.value
    if not isinstance(stated, Decimal) or not isinstance(stated.as_tuple().exponent, int):
        return "相符"
    step = Decimal(1).scaleb(int(stated.as_tuple().exponent))
    exact = abs(abs(relation.computed) - stated) * 2 <= step
    return "相符" if exact else "相差在四舍五入的范围内"


def _doubt(relation: Relation) -> str:
    stated = relation.stated.text
    if relation.slip is Slip.DIRECTION:
        return f"文中的数{relation.shown}，方向相反"
    if relation.slip is Slip.POINTS:
        return f"“{stated}”是两个百分比之差，应为百分点（{relation.shown}）"
    if relation.kind is RelationKind.POSSIBLE:
        return f"“{stated}”不是这个总数的整数份所能得出的：{relation.shown}"
    if relation.kind is RelationKind.SHARES:
        return f"各部分占比 {relation.shown}，不是100%"
    if relation.kind is RelationKind.PARTS and len(relation.parts) == 1:
        return f"{relation.shown}，部分大于总数"
    unit = "，相差约一万倍，单位可能有误" if relation.slip is Slip.UNIT else ""
    return f"按文中的数，{relation.shown}，写的是{stated}，两者不一致{unit}"


def _severity(claim: Claim, relation: Relation, gravest: Severity) -> tuple[Severity, str]:
    """The weight of a doubt, and what makes it grave."""
    share = deducted_share(claim)
    if share is None:
        return Severity.LOW, ""
    for comparison in claim.analysis.comparisons:
        benchmark = comparison.benchmark
        stated = comparison.quantity == relation.stated and comparison.met
        if (
            stated
            and relation.slip is Slip.NONE
            and not benchmark.met_by(relation.computed, comparison.asked)
        ):
            asked = f"{points(comparison.asked)}{benchmark.unit}"
            said = f"；按算得的数，{benchmark.name}达不到{asked}（{benchmark.document}）"
            return (Severity.HIGH if share < NEARLY_FULL else Severity.MEDIUM), said
    if share >= NEARLY_FULL or gravest is Severity.LOW or _is_slight(relation):
        return Severity.LOW, ""
    return gravest, ""


def _is_slight(relation: Relation) -> bool:
    stated = relation.stated.value
    if not isinstance(stated, Decimal) or relation.kind is RelationKind.POSSIBLE:
        return False
    return abs(relation.computed - stated) <= abs(stated) * SLIGHT


def _stake(claim: Claim, severity: Severity) -> AtStake | None:
    if severity is Severity.LOW:
        return None
    full = claim.indicator.full_score or Decimal(0)
    most = full if severity is Severity.HIGH else (claim.deducted or Decimal(0)) + full * SHARE
    return at_stake(claim, Decimal(0), most, "数据前后不一致，按每处约为分值的5%估计")
