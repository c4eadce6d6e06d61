"""数据不是评价年度的。

Why: 评2022年，写的却是2019年的数；旧数说明不了本年度。

Flags:
    6/6 2019年，全县普惠性幼儿园覆盖率达到89.3%，新增学位2042个。
    5/5 去年全市教师培训覆盖率为98.6%。
    5/5 2022年新进教师86名。2019年7月至11月选派52名骨干教师赴外地跟岗学习。
    5/5 2022年体质健康合格率96.5%，学生近视率53.1%（2021年秋季检测数据）。

Accepts:
    6/6 2021年底，全市普惠性幼儿园覆盖率达到89.3%。
    6/6 普惠性幼儿园覆盖率由2019年的82.1%提高到2022年的89.3%。
    6/6 2019年启动改造，至今已建成幼儿园12所。
    6/6 2022年新建幼儿园3所。2019年全市4个县全部通过国家基本均衡认定。
    6/6 2022年投入8600万元。2019年以来累计投入3.2亿元。
    6/6 2022年近视率53.1%，低于上年（2021年为54.6%）。

Limits: 上一年度的数在一些表中是规定的统计时点，不提示；同一句话里还有近两年的数、有比较或
讲的是认定、创建等历史的，不提示。

Source: 一次评价通常看上一轮整改、上年度履职和当年重点工作三个时段。
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from reviewer.findings import finding
from reviewer.model import Claim, Evidence, Finding, Kind, Quantity, Severity

ID = "outside-period"
REMEDIES = ("改用评价年度的数据，写明统计时点", "如规定用以前年度的数据，写明依据")
# The year before is where many forms take their figures from.
ALLOWED = 1
# So many narratives that name one year say of which the form is.
_ENOUGH = 3
_NOW = re.compile(r"目前|至今|现有|现已|截至|今年|本年|当年|全年|已")
_LAST = re.compile(r"(?:上年|去年|上一年|上年度|上学年)(?:度)?[^，。；、\d比较增减升降]{0,16}$")
_COMPARED = re.compile(r"较|比|同比|增|减|升|降|提高")
_STARTS = re.compile(r"[较比由从自与对（(]")
_SINCE = re.compile(r"以来|以前|之前|起|开始|至|—|-")
_SENTENCE = re.compile(r"[^。；;\n]+")
# What is told as a history, or beside other years, is no result of the wrong year.
_OWN_STORY = re.compile(
    r"目前|至今|现|截至|今年|本年|当年|累计|以来|起|较|比|由|从|自|对照|连续|近[两三五]年|已|增|减|升|降"
    r"|通过|认定|命名|创建|评为|验收|荣获|获得|获批|印发|出台|启动|成立|制定|规划|审计|反馈|欠|补|届|级"
)
_SURVEYED = re.compile(
    r"[（(](20\d\d)年?[^）)，。；比较]{0,8}(?:检测|监测|调查|测试|统计|数据)[^）)，。；]{0,4}[）)]"
)
_RESULTS = frozenset({Kind.PERCENT, Kind.COUNT, Kind.MONEY})


def check(claims: Sequence[Claim]) -> Iterator[tuple[int, Finding]]:
    """Look at which years the figures of each narrative are of."""
    year = _period(claims)
    for place, claim in enumerate(claims):
        yield from ((place, found) for found in _outside(claim, year))


def _period(claims: Sequence[Claim]) -> int | None:
    """The year that the figures should be of: that of the form, or the one most narratives name.

    A form of 2024 whose rows all tell of 2022 was made for an earlier year.
    """
    year = claims[0].year if claims else None
    told = Counter(n for claim in claims for n in {n for q in _dates(claim) for n in _years(q)})
    most, count = max(told.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return most if year is not None and most < year and count >= _ENOUGH else year


def _outside(claim: Claim, year: int | None) -> Iterator[Finding]:
    text = claim.analysis.text
    figures = [q for q in claim.analysis.quantities if q.kind in _RESULTS]
    if not figures:
        return
    dates = [q for q in _dates(claim) if not _is_base(text, q)]
    years = [n for q in dates for n in _years(q)]
    if year is not None and years and max(years) < year - ALLOWED and not _NOW.search(text):
        last = next(q for q in dates if max(_years(q), default=0) == max(years))
        yield _told(claim, last, f"文中最近的年份是{max(years)}年，评价年度是{year}年")
        return
    if year is not None:
        yield from _by_sentence(claim, year, dates, figures)
        yield from _surveyed(claim, year)
    if _COMPARED.search(text) or years:
        return
    lasts = [q for q in figures if _LAST.search(text[max(0, q.start - 24) : q.start])]
    if lasts and len(lasts) == len(figures):
        yield _told(claim, lasts[0], f"{lasts[0].text}是上年的数，没有本年度的")


def _by_sentence(
    claim: Claim, year: int, dates: list[Quantity], figures: list[Quantity]
) -> Iterator[Finding]:
    """Results of long ago, in a sentence of their own, beside what is of the year."""
    for sentence in _SENTENCE.finditer(claim.analysis.text):
        start, end = sentence.span()
        within = [q for q in dates if start <= q.start < end and _years(q)]
        counted = any(start <= q.start < end for q in figures)
        if not within or not counted or _OWN_STORY.search(sentence.group()):
            continue
        latest = max(n for q in within for n in _years(q))
        told = any(start <= m.start < end for m in claim.analysis.mentions)
        if latest < year - ALLOWED and not told:
            yield _told(claim, within[0], f"“{within[0].text}”的数不是{year}年的")


def _surveyed(claim: Claim, year: int) -> Iterator[Finding]:
    """近视率53.1%（2021年秋季检测数据）: an old share beside what is of the year."""
    text = claim.analysis.text
    if f"{year}年" not in text:
        return
    for share in claim.analysis.quantities:
        noted = _SURVEYED.match(text, share.end) if share.kind is Kind.PERCENT else None
        if noted and int(noted[1]) < year:
            yield _told(claim, share, f"{share.text}是{noted[1]}年的数，评价年度是{year}年")


def _is_base(text: str, quantity: Quantity) -> bool:
    """较2020年, 由2019年的, 2018年以来: where a comparison starts, not what the figures are of."""
    before, after = text[max(0, quantity.start - 3) : quantity.start], text[quantity.end :][:3]
    return bool(_STARTS.search(before) or _SINCE.match(after))


def _dates(claim: Claim) -> list[Quantity]:
    """The dates that are no part of a title."""
    return [
        q
        for q in claim.analysis.quantities
        if q.kind is Kind.DATE
        and not any(t.start <= q.start < t.end for t in claim.analysis.titles)
    ]


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
