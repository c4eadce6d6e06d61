"""What a figure measures: the words right before it in its clause (已整改落实4项)."""

from __future__ import annotations

import re

_CLAUSE_MARK = re.compile(r"[，,。；;！？!?\n：:]")
# What only ties a figure to its measure, or bounds it.
_TIES = re.compile(
    r"(?:达到了?|达|为|是|共计|共有|共|合计|累计|总计|有|约|近|将近|超过|超|逾|突破|不低于|不少于|不超过|不足|至少|"
    r"高于|低于|多于|少于|仅为|仅有|仅|只有|只|占比为|占|均为|分别为|分别|增长到|提高到|下降到|降至|增至|"
    r"增长了?|提高了?|下降了?|上升了?|降低了?|减少了?|增加了?|新增|增|降|升|了|到|至|在|控制在|等|各|其中|预计|"
    r"[比较]上年|同比|的|[(（])+$"
)
_LEAD = re.compile(r"^(?:[、和与及或]|以及|其中|[)）])+")
_MOST = 12


def measured(text: str, start: int, previous_end: int) -> str | None:
    """The measure of the figure at ``start``; ``previous_end`` is where the one before it ends."""
    before = text[max(previous_end, start - 4 * _MOST) : start]
    clause = _CLAUSE_MARK.split(before)[-1]
    words = _TIES.sub("", _LEAD.sub("", clause.strip())).strip()
    return words[-_MOST:] or None
