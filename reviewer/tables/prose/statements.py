"""Score statements in running text: ``此项10分，自评得分10分``, ``自评扣0.5分``, ``（得8分）``.

A statement is *sure* where it names who scores (自评, 自查); ``得8分`` alone may as well be a rule
or the result of a survey, and counts only where its surroundings allow it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from reviewer.tables.folding import FOLDED
from reviewer.tables.prose.score_patterns import (
    ABOVE,
    AFTER,
    BEFORE,
    FULL,
    GRADED,
    ITEM,
    LOST,
    NOT_OURS,
    PART,
    PLACE,
    RESULT,
    RULE,
    RULE_LOST,
    SAID,
    SELF,
    SENTENCE,
    TOTAL,
    US,
    WEAK,
)
from reviewer.tables.scores import MAX_POINTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewer.model import FormWords

MAX_LINE = 20_000


class Kind(StrEnum):
    """What a statement is about."""

    OWN = "own"
    PART = "part"
    TOTAL = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A score that a text states; ``start`` and ``end`` are offsets in the line.

    ``points`` is None for a grade, ``lost`` are points taken off a full score that may stand
    elsewhere (0 for 不扣分). ``place`` names whom a total is said to be of.
    """

    start: int
    end: int
    text: str
    points: Decimal | None = None
    lost: Decimal | None = None
    full: Decimal | None = None
    grade: str = ""
    note: str = ""
    kind: Kind = Kind.OWN
    sure: bool = True
    place: str = ""

    @property
    def is_decisive(self) -> bool:
        """Tell a score from points taken off that may be only a reason for it."""
        return self.kind is Kind.OWN and (self.sure or self.points is not None)

    @property
    def is_reason(self) -> bool:
        """Tell points taken off by no one named, of no full score: ``未达标，扣0.5分``."""
        return not self.sure and self.lost is not None and self.full is None

    def points_of(self, full: Decimal | None) -> Decimal | None:
        """Return the points, given the full score where this statement names none."""
        whole = self.full if self.full is not None else full
        if self.points is not None or self.lost is None or whole is None:
            return self.points
        return whole - self.lost if self.lost <= whole else None


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the sentences of a line as half-open spans, punctuation included."""
    spans, start = [], 0
    for match in SENTENCE.finditer(text.translate(FOLDED)):
        spans.append((start, match.end()))
        start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def statements(line: str, words: FormWords) -> list[Statement]:
    """Return the score statements of a line in their order; too long a line has none."""
    if len(line) > MAX_LINE or ("分" not in line and "评" not in line and "評" not in line):
        return []
    narrow = line.translate(FOLDED)
    found: list[Statement] = []
    for start, end in sentences(line):
        found.extend(_in_sentence(line, narrow, start, end, words))
    return found


def without_reasons(line: str, found: Sequence[Statement]) -> list[Statement]:
    """Leave out 扣0.5分 where the same line goes on to the score of which it is the reason."""
    last = max((s.start for s in found if s.is_decisive), default=-1)
    return [
        s
        for s in found
        if not s.is_reason or s.start > last or stated_full(line[: s.start]) is not None
    ]


def stated_full(line: str) -> Decimal | None:
    """Return the full score that a line states (``满分10分``), else None."""
    match = FULL.search(line[:200].translate(FOLDED))
    return _points(match["full"]) if match else None


def _in_sentence(
    line: str, narrow: str, start: int, end: int, words: FormWords
) -> Iterable[Statement]:
    sentence = narrow[start:end]
    matches = _matches(sentence, words)
    before = 0
    for match in matches:
        context = sentence[before : match.start()]
        if not _is_ours(context, match):
            continue
        full, stop = _full_of(sentence, context, match)
        text = line[start + match.start() : start + match.end()]
        yield _statement(match, text.strip(), full, context, (start + match.start(), start + stop))
        before = stop


def _matches(sentence: str, words: FormWords) -> list[re.Match[str]]:
    """Return the matches that do not overlap: sure ones, else a score that may be meant."""
    sure = [m for pattern in (SELF, SAID) for m in pattern.finditer(sentence) if _is_points(m)]
    grades = (*words.grades, *(f"{grade}级" for grade in "ABCD"))
    sure += [m for m in GRADED.finditer(sentence) if m["grade"] in grades]
    lost = [m for m in LOST.finditer(sentence) if not _is_rule(sentence)]
    weak = [m for m in WEAK.finditer(sentence) if _may_be_meant(sentence, m, words)]
    kept: list[re.Match[str]] = []
    for match in (*sure, *weak, *lost):
        taken = any(match.start() < k.end() and k.start() < match.end() for k in kept)
        again = match.re is LOST and any(k.re is not LOST for k in kept)
        if not taken and not again:
            kept.append(match)
    return sorted(kept, key=lambda m: m.start())


def _is_rule(sentence: str) -> bool:
    return RULE.search(sentence) is not None or RULE_LOST.search(sentence) is not None


def _is_points(match: re.Match[str]) -> bool:
    """Tell points from other figures: with the unit, or after a label that ends in 分."""
    groups = match.groupdict()
    if groups["label"].rstrip().endswith((":", "]")):
        return True
    label = re.sub(r"[:为是(,\s]+$", "", groups["label"])
    return "points" not in groups or bool(groups["unit"]) or label.endswith(("分", "分数", "分值"))


def _may_be_meant(sentence: str, match: re.Match[str], words: FormWords) -> bool:
    """Tell a score without 自评 that stands as a score stands: alone, in brackets, after 满分."""
    head, tail = sentence[: match.start()], sentence[match.end() :].strip()
    clause = re.split(r"[,。;]", head)[-1]
    if not _is_points(match) or RULE.search(sentence) or RESULT.search(clause):
        return False
    if any(word in clause for word in words.other_scorers):
        return False
    ends = re.match(r"[)\]。;,]|$|[(/]", tail) is not None
    alone = not clause.strip(" ([") or clause.rstrip().endswith(("(", "["))
    led = FULL.search(head) is not None or ITEM.match(match["label"]) is not None
    return ends and (alone or led)


def _is_ours(context: str, match: re.Match[str]) -> bool:
    # in 不低于公务员（满分8分，自评8分） the title before the bracket says nothing of the score
    inside = context[context.rfind("(") + 1 :] if _is_open(context) else context
    near = inside[-16:].rstrip()
    if NOT_OURS.search(near) and not US.search(near):
        return False
    return match.re is not SELF or not RULE.search(inside)


def _is_open(context: str) -> bool:
    return context.rfind("(") > context.rfind(")")


def _full_of(sentence: str, context: str, match: re.Match[str]) -> tuple[Decimal | None, int]:
    """Return the full score beside the score, and where the statement ends."""
    if (after := AFTER.match(sentence, match.end())) and match.re is not LOST:
        full = _points(after["full"])
        own = _points(match.groupdict().get("points") or "")
        # 得8分，10个 is no full score, and of two the higher is the full one
        led = re.search(r"满|总|分值|/|共", after[0]) is not None
        if full is not None and (own is None or own <= full) and led:
            return full, after.end()
    stated = list(FULL.finditer(context))
    if stated:
        return _points(stated[-1]["full"]), match.end()
    before = BEFORE.search(context)
    return (_points(before["full"]) if before else None), match.end()


def _statement(
    match: re.Match[str], text: str, full: Decimal | None, context: str, span: tuple[int, int]
) -> Statement:
    groups = match.groupdict()
    label = groups["label"]
    points = lost = None
    note = ""
    if match.re is LOST:
        lost, note = _lost(groups["points"], text)
    elif "said" in groups:
        lost = Decimal(0)
        note = f"得分写作“{text}”，按满分读取"
    elif "points" in groups:
        points = _points(groups["points"])
    place = "" if match.re is WEAK else _place(context)
    return Statement(
        start=span[0],
        end=span[1],
        text=text,
        points=points,
        lost=lost,
        full=full,
        grade=groups.get("grade") or "",
        note=note,
        kind=_kind(context, label, place),
        sure=match.re is not WEAK and (match.re is not LOST or "自" in label),
        place=place,
    )


def _lost(digits: str, text: str) -> tuple[Decimal | None, str]:
    """Return the points taken off; ``扣05分`` lacks its point, and may be 0.5 or 5."""
    if re.match(r"0\d", digits):
        return None, f"“{text}”可能漏了小数点，没有读取"
    return _points(digits), f"得分写作“{text}”，按满分减去扣分读取"


def _kind(context: str, label: str, place: str) -> Kind:
    said = context[-40:] + label
    if PART.search(said) or (ABOVE.search(said) and "总" not in label):
        return Kind.PART
    if place:
        return Kind.TOTAL
    item = ITEM.search(said)
    return Kind.TOTAL if TOTAL.search(said) and not item else Kind.OWN


def _place(context: str) -> str:
    near = context.rstrip()[-20:]
    match = PLACE.search(near)
    return match["name"] if match else ""


def _points(digits: str) -> Decimal | None:
    if not digits or re.match(r"0\d", digits):
        return None
    value = Decimal(digits.replace(" ", ""))
    return value if value <= MAX_POINTS else None
