"""Sums that prove that all rows were read: full scores against what the form says they come to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from reviewer.model import Indicator, Section


def summed(scores: Iterable[Decimal | None]) -> Decimal | None:
    """Return the sum in points, or None where some score, or every one, is missing."""
    kept = list(scores)
    known = [score for score in kept if score is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(kept) else None


def completeness(
    indicators: Sequence[Indicator], sections: Sequence[Section], full: Decimal | None
) -> list[str]:
    """Return one sentence on what the sums of full scores say, and one for each that differs.

    ``full`` is the full total that the form states itself, or None.
    """
    total = summed(indicator.full_score for indicator in indicators)
    differing = [note for section in sections if (note := _differing(section, indicators))]
    if total is None:
        lacking = [i for i in indicators if i.full_score is None]
        known = len(indicators) - len(lacking)
        if known and (full is not None or any(s.full_score is not None for s in sections)):
            return [f"有 {len(lacking)} 项没有分值，不能用分值合计核对是否读全。", *differing]
        return differing
    if full is not None and total != full:
        less = "少" if total < full else "多"
        return [
            f"读到的分值合计 {_points(total)}，比表中满分 {_points(full)} {less} "
            f"{_points(abs(total - full))}，请核对是否有指标没有读到或重复。",
            *differing,
        ]
    if differing:
        return differing
    if full is not None:
        return [f"分值合计 {_points(total)}，与表中满分一致，指标已读全。"]
    if sections and summed(section.full_score for section in sections) is not None:
        return [f"分值合计 {_points(total)}，与各一级指标的分值一致，指标已读全。"]
    return []


def _differing(section: Section, indicators: Sequence[Indicator]) -> str:
    inside = [i.full_score for i in indicators if i.section == section.title]
    total = summed(inside)
    if section.full_score is None or total is None or total == section.full_score:
        return ""
    less = "少" if total < section.full_score else "多"
    return (
        f"“{section.title}”标明 {_points(section.full_score)} 分，读到的各项合计 "
        f"{_points(total)} 分，{less} {_points(abs(total - section.full_score))} 分。"
    )


def _points(score: Decimal) -> str:
    return f"{score.normalize():f}"
