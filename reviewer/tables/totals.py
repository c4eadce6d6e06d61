"""Labels of totals (``自评总分：95.3``), in a row of the form or in the text around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from reviewer.tables.folding import FOLDED
from reviewer.tables.headers import normalized

if TYPE_CHECKING:
    from reviewer.model import FormWords

MAX_LABEL_LENGTH = 60
_TAIL = re.compile(r"[:=为]*(?:(?P<points>\d{1,4}(?:\.\d{1,3})?)分?)?$")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_FULL = re.compile(r"(?:满分|总分值|分值合计)[:为]?(\d{2,4})分|总分为?(\d{2,4})分")


class RowKind(StrEnum):
    """What a special row is."""

    TOTAL = "total"
    FULL_TOTAL = "full_total"
    SUBTOTAL = "subtotal"
    BONUS = "bonus"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Points that a total row states."""

    declared: Decimal | None = None
    full: Decimal | None = None

    def then(self, later: Totals) -> Totals:
        """Return these totals with what a later row states in their place."""
        return Totals(
            declared=self.declared if later.declared is None else later.declared,
            full=self.full if later.full is None else later.full,
        )


def total_label(text: str, words: FormWords) -> RowKind | None:
    """Return the kind of total that a label names (``自评总分：95.3`` too), or None."""
    if len(text) > MAX_LABEL_LENGTH:
        return None
    label = _label(text)
    for kind, known in (
        (RowKind.FULL_TOTAL, words.full_totals),
        (RowKind.TOTAL, words.totals),
        (RowKind.SUBTOTAL, words.subtotals),
    ):
        if label in known:
            return kind
    return None


def points_beside(text: str) -> Decimal | None:
    """Return the points that stand in the same cell as a label."""
    match = _TAIL.search(_bare(text))
    return Decimal(match["points"]) if match and match["points"] else None


def _label(text: str) -> str:
    return _TAIL.sub("", _bare(text)).strip(":、. ")


def _bare(text: str) -> str:
    return _BRACKETED.sub("", normalized(text).translate(FOLDED))


def stated_totals(text: str, words: FormWords) -> Totals:
    """Return totals stated in the text around the table (``满分100分``, ``自评总分：95.3分``)."""
    compact = "".join(text.split()).translate(FOLDED)
    declared = full = None
    if match := _FULL.search(compact):
        full = Decimal(match[1] or match[2])
    labels = "|".join(re.escape(w) for w in words.totals if w.startswith("自") or "得分" in w)
    if labels and (
        match := re.search(rf"(?:自评得分|{labels})[:为是]*(\d{{1,4}}(?:\.\d{{1,3}})?)", compact)
    ):
        declared = Decimal(match[1])
    return Totals(declared=declared, full=full)
