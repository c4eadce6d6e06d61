"""What every rule needs to put a doubt into words: fingerprints, points, shares of a score."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from reviewer.model import (
    AtStake,
    Category,
    Check,
    CheckStatus,
    Claim,
    Evidence,
    Finding,
    Indicator,
    Mention,
    Quantity,
    Severity,
)

if TYPE_CHECKING:
    from reviewer.model.changes import Row

# Deductions under five percent of the full score count as none (labelling.md, Levels).
NEARLY_FULL = Decimal("0.05")
# The share of the full score that admissions call for: labelled submissions were found in order
# from about 7 % for one on (6 % where it is arguable), 11 % for two, 15 % for three.
_ONE, _FIRST, _EACH, _MOST = Decimal("0.06"), Decimal("0.03"), Decimal("0.04"), Decimal("0.6")
# Admissions of something general weigh as several.
WIDESPREAD = ("全部", "普遍", "大部分", "大多数", "多数", "各学段", "均", "都")
_WIDESPREAD_WEIGHS, _LOOK_BACK = 3, 6
_NO_REASON = re.compile(r"[\s无—\-/、，。.:：\d分扣减自]*")
# A clause that has no end within so many letters of the phrase is cut there.
_CLAUSE = 60
_ENDS = re.compile(r"[，。；;！？!?\n]")
_SLACK = Decimal("0.05")
_HUNDREDTH = Decimal("0.01")


def points(value: Decimal) -> str:
    """A score without needless zeros: 7.50 -> 7.5."""
    return f"{value.normalize():f}"


def rounded(value: Decimal) -> Decimal:
    """Points to two decimals, never negative."""
    return max(value, Decimal(0)).quantize(_HUNDREDTH, ROUND_HALF_UP).normalize() + Decimal(0)


def deducted_in_words(deducted: Decimal) -> str:
    """已扣0.5分, or 未扣分."""
    return f"已扣{points(deducted)}分" if deducted > 0 else "未扣分"


def score_of(indicator: Indicator | Row) -> str:
    """自评得分/分值, as 7.5/8."""
    own = "未填" if indicator.self_score is None else points(indicator.self_score)
    full = "?" if indicator.full_score is None else points(indicator.full_score)
    return f"{own}/{full}"


def deducted_share(claim: Claim) -> Decimal | None:
    """Deducted points as a share of the full score; None where either score is missing."""
    full, deducted = claim.indicator.full_score, claim.deducted
    return None if not full or deducted is None else deducted / full


def at_stake(claim: Claim, low: Decimal, high: Decimal, basis: str) -> AtStake | None:
    """Points beyond what was deducted; ``low`` and ``high`` are deductions that would be fit."""
    deducted = claim.deducted
    if deducted is None:
        return None
    upper = rounded(high - deducted)
    return AtStake(low=min(rounded(low - deducted), upper), high=upper, basis=basis)


def fitting_share(claim: Claim) -> Decimal:
    """The deduction, as a share of the full score, that fits what the narrative admits."""
    mentions = [mention for mention in claim.analysis.mentions if mention.adverse]
    weight = sum((_weight(claim, mention) for mention in mentions), Decimal(0))
    arguable = all(mention.severity is not Severity.HIGH for mention in mentions)
    if weight <= 1 and arguable:
        return _ONE * weight
    return min(_FIRST + _EACH * weight, _MOST)


def _weight(claim: Claim, mention: Mention) -> Decimal:
    before = claim.indicator.narrative[max(0, mention.start - _LOOK_BACK) : mention.start]
    widespread = any(word in before for word in WIDESPREAD)
    return Decimal(str(mention.chance)) * (_WIDESPREAD_WEIGHS if widespread else 1)


def settled_by_rubric(claim: Claim) -> str:
    """That the row's own criteria ask for a deduction and got it; empty where they do not."""
    expected, deducted = claim.expected, claim.deducted
    if expected is None or deducted is None or not 0 < expected.least <= deducted + _SLACK:
        return ""
    return f"按评分标准至少应扣{points(rounded(expected.least))}分，已扣{points(deducted)}分，相应"


def chance_of(mentions: Iterable[Mention]) -> float:
    """The chance of the surest of some admissions."""
    return max((mention.chance for mention in mentions), default=1.0)


def admits(claim: Claim) -> bool:
    """Whether the narrative holds a problem, however small; having said nothing is none."""
    return any(
        mention.adverse and mention.category is not Category.NO_EVIDENCE
        for mention in claim.analysis.mentions
    )


def gives_reason(note: str) -> bool:
    """Whether a note beside a deduction says more than 无, a dash or the points."""
    return not _NO_REASON.fullmatch(note)


def evidence(spans: Iterable[Mention | Quantity], role: str) -> tuple[Evidence, ...]:
    """Spans of the narrative in the part they play."""
    return tuple(Evidence(start=span.start, end=span.end, role=role) for span in spans)


def quote(claim: Claim, mentions: Iterable[Mention]) -> str:
    """The mentions as quoted phrases, each once."""
    return "、".join(dict.fromkeys(f"“{mention.text}”" for mention in mentions))


def finding(
    claim: Claim,
    rule: str,
    severity: Severity,
    message: str,
    *,
    spans: tuple[Evidence, ...] = (),
    stake: AtStake | None = None,
    remedies: tuple[str, ...] = (),
    chance: float = 1.0,
    terms: Mapping[str, str] = MappingProxyType({}),
) -> Finding:
    """A finding on one indicator; its fingerprint holds the clauses in doubt, not their place.

    The phrase alone would not do: a reason given for 3所未达标 is none for 300所未达标. Nor does it
    hold the number of a row that has a title: a row that is put in before it changes nothing about
    the doubt. ``terms`` are words that the questions on it may name (lexicons/questions.toml).
    """
    key = claim.key or row_keys([claim.indicator])[0]
    clauses = dict.fromkeys(clause(claim.indicator.narrative, s.start, s.end) for s in spans)
    return Finding(
        id=fingerprint(rule, key, *clauses),
        rule=rule,
        severity=severity,
        message=message,
        evidence=spans,
        at_stake=stake,
        remedies=remedies,
        chance=chance,
        terms=tuple(terms.items()),
    )


def clause(text: str, start: int, end: int) -> str:
    """A stretch of a text with the rest of the clauses it stands in, as far as they are short."""
    before = text[max(0, start - _CLAUSE) : start]
    behind = text[end : end + _CLAUSE]
    return _ENDS.split(before)[-1] + text[start:end] + _ENDS.split(behind, maxsplit=1)[0]


def fingerprint(*parts: str) -> str:
    """Sixteen hexadecimal digits that stay the same while the words do, however they are typed."""
    return hashlib.sha256("\0".join(map(bare, parts)).encode()).hexdigest()[:16]


def bare(text: str) -> str:
    """A text without blanks, widths and what nobody sees: ５０ % and 50% are the same words."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isprintable() and c != " ")


def row_keys(indicators: Sequence[Indicator]) -> tuple[str, ...]:
    """What names each row among the others, the same after rows were renumbered or put in.

    It is the title; where several rows have it, the section too, then the number, then the order.
    """
    titles = [bare(indicator.title) for indicator in indicators]
    wider = [f"{t}\n{bare(i.section or '')}" for t, i in zip(titles, indicators, strict=True)]
    widest = [f"{w}\n{bare(i.number)}" for w, i in zip(wider, indicators, strict=True)]
    counts = Counter([*titles, *wider, *widest])
    seen: Counter[str] = Counter()
    keys = []
    for named in zip(titles, wider, widest, strict=True):
        key = next((n for n in named if bare(n) and counts[n] == 1), named[-1])
        seen[key] += 1
        keys.append(key if seen[key] == 1 else f"{key}\n{seen[key]}")
    return tuple(keys)


def distinct(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings of one row of which each has its own id: the same words may be in doubt twice."""
    seen: Counter[str] = Counter()
    told = []
    for found in findings:
        seen[found.id] += 1
        again = seen[found.id] > 1
        told.append(
            replace(found, id=fingerprint(found.id, str(seen[found.id]))) if again else found
        )
    return tuple(told)


def passed(rule: str, detail: str, indicator: str | None = None) -> Check:
    """A check that found everything in order."""
    return Check(rule=rule, status=CheckStatus.PASSED, detail=detail, indicator=indicator)
