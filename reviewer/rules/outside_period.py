"""数据不是评价年度的。

Why: 评2022年，写的却是2019年的数；旧数说明不了本年度。

Flags:
    6/6 2019年，全县普惠性幼儿园覆盖率达到89.3%，新增学位2042个。
    5/5 去年全市教师培训覆盖率为98.6%。

Accepts:
    6/6 2021年底，全市普惠性幼儿园覆盖率达到89.3%。
    6/6 普惠性幼儿园覆盖率由2019年的82.1%提高到2022年的89.3%。
    6/6 2019年启动改造，至今已建成幼儿园12所。

Limits: 上一年度的数在一些表中是规定的统计时点，不提示；同一说明里还有近两年的数的，不提示。

Source: 一次评价通常看上一轮整改、上年度履职和当年重点工作三个时段。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.findings import finding
from reviewer.model import Claim, Evidence, Finding, Kind, Quantity, Severity

ID = "outside-period"
REMEDIES = ("改用评价年度的数据，写明统计时点", "如规定用以前年度的数据，写明依据")
# The year before is where many forms take their figures from.
ALLOWED = 1
_NOW = re.compile(r"目前|至今|现有|现已|截至|今年|本年|当年|全年|已")
_LAST = re.compile(r"(?:上年|去年|上一年|上年度|上学年)(?:度)?[^，。；、\d比较增减升降]{0,16}$")
_COMPARED = re.compile(r"较|比|同比|增|减|升|降|提高")
_STARTS = re.compile(r"[较比由从自与对（(]")
_SINCE = re.compile(r"以来|以前|之前|起|开始|至|—|-")
_RESULTS = frozenset({Kind.PERCENT, Kind.COUNT, Kind.MONEY})


def check(claim: Claim) -> Iterator[Finding]:
    """Look at which years the figures of a narrative are of."""
    year, text = claim.year, claim.analysis.text
    figures = [q for q in claim.analysis.quantities if q.kind in _RESULTS]
    if not figures:
        return
    dates = [
        q for q in claim.analysis.quantities if q.kind is Kind.DATE and _is_outside_titles(claim, q)
    ]
    dates = [q for q in dates if not _is_base(text, q)]
    years = [n for q in dates for n in _years(q)]
    if year is not None and years and max(years) < year - ALLOWED and not _NOW.search(text):
        last = next(q for q in dates if max(_years(q), default=0) == max(years))
        yield _told(claim, last, f"文中最近的年份是{max(years)}年，评价年度是{year}年")
        return
    if _COMPARED.search(text) or years:
        return
    lasts = [q for q in figures if _LAST.search(text[max(0, q.start - 24) : q.start])]
    if lasts and len(lasts) == len(figures):
        yield _told(claim, lasts[0], f"{lasts[0].text}是上年的数，没有本年度的")


def _is_base(text: str, quantity: Quantity) -> bool:
    """较2020年, 由2019年的, 2018年以来: where a comparison starts, not what the figures are of."""
    before, after = text[max(0, quantity.start - 3) : quantity.start], text[quantity.end :][:3]
    return bool(_STARTS.search(before) or _SINCE.match(after))


def _is_outside_titles(claim: Claim, quantity: Quantity) -> bool:
    return not any(t.start <= quantity.start < t.end for t in claim.analysis.titles)


def _years(quantity: Quantity) -> list[int]:
    return [
        int(found.group())
        for value in (quantity.value, quantity.high)
        if (found := re.match(r"(?:19|20)\d\d", str(value)))
    ]


def _told(claim: Claim, quantity: Quantity, message: str) -> Finding:
    return finding(
        claim,
        ID,
        Severity.LOW,
        f"{message}，建议补充评价年度的数据",
        spans=(Evidence(start=quantity.start, end=quantity.end, role="period"),),
        remedies=REMEDIES,
    )
