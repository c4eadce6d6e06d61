"""同一个数在两项指标里写得不同。

Why: 普惠率在这一项是89.3%，在那一项是91.2%；同一份材料里两个口径，总有一个要说明。

Flags:
    6/6 2022年底，全市普惠性幼儿园覆盖率达到89.3%。 ‖ 8/8 全市普惠性幼儿园覆盖率91.2%，群众满意。
    6/6 全县现有专任教师3012人。 ‖ 8/8 全县现有专任教师3102人，全部持证。

Accepts:
    6/6 2022年底，全市普惠性幼儿园覆盖率达到89.3%。 ‖ 8/8 2021年普惠性幼儿园覆盖率87.2%。
    6/6 小学巩固率99.8%。 ‖ 8/8 初中巩固率98.6%。
    6/6 全市普惠性幼儿园覆盖率达到89.3%。 ‖ 8/8 城区普惠性幼儿园覆盖率95.2%。

Limits: 只比较说法相同、学段和范围相同、没有写明不同年份的百分比和总数；四舍五入造成的差别不提示。

Source: 审核人员通常先把各项里的同一数据抽出来对照。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from reviewer.findings import NEARLY_FULL, deducted_share, evidence, finding, score_of
from reviewer.model import Check, Claim, Finding, Kind, Quantity, Severity

ID = "conflicting-figures"
REMEDIES = (
    "核对两处数据，改正有误的一处",
    "如统计口径、范围或时点不同，分别写明",
)
_YEAR = re.compile(r"(20\d\d)年")
_OTHER_TIME = re.compile(
    r"上年|去年|上一年|同期|目标|要求|标准|不低于|计划|力争|预计|全省|全国|平均"
)
_WHERE = re.compile(
    r"小学|初中|高中|中职|高职|学前|幼儿园|义务教育|特教|城区|农村|乡村|乡镇|城镇|县城|民办|公办|普惠|寄宿|残疾|留守|随迁"
)
_PREFIX = re.compile(
    r"^(?:截至|到|至|[^，。；、]{0,8}年(?:底|末|度|秋季|春季)?|目前|现有|现|共有|共|全市|全县|全区|全校|我市|我县|我区|我校|本市|本县|的|已|，)+"
)
_TOTAL = re.compile(
    r"(?:全市|全县|全区|全校|我市|我县|我区|我校)(?:现有|现|共有|共)?[^，。；、\d]{0,12}$"
)
_RATES = frozenset({"普惠率", "公办率", "毛入园率", "毛入学率", "近视率", "巩固率", "净入学率"})
_PEOPLE = frozenset({"专任教师", "教职工", "在校生", "在校学生", "在园幼儿"})
_PART = re.compile(r"其中|招聘|交流|另有|分别|减少|增加|培训|参加")
_BUILT = re.compile("新建|新增|改扩建|建成|创建")
_LONG = 6
_NOUN = re.compile(r"(专任教师|教职工|在校生|在园幼儿|学生|教师|幼儿|学校|幼儿园)")
_GENERIC = re.compile(
    r".{0,2}(?:整改|完成|达标|合格|办结|到位|执行|参与|满意|销号|占比|通过|覆盖|优良|开出|及格|拨付|支付|回收|使用|配备|录取|就业|节约|及时|检查)率"
)
_LEAST = 3
_AROUND = 40
Key = tuple[str, str, frozenset[str]]


class Named(NamedTuple):
    """A figure with what it is called."""

    place: int
    quantity: Quantity
    value: Decimal
    year: str


def check(claims: Sequence[Claim]) -> Iterator[tuple[int, Finding | Check]]:
    """Compare the figures that several indicators call by one name."""
    found: dict[Key, list[Named]] = {}
    for place, claim in enumerate(claims):
        for key, named in _figures(place, claim):
            found.setdefault(key, []).append(named)
    for (name, _, _), group in found.items():
        others = [g for g in group if g.place != group[0].place and _differ(group[0], g)]
        if others:
            first, other = group[0], others[0]
            yield first.place, _told(claims, name, first, other)
            yield other.place, _told(claims, name, other, first)


def _figures(place: int, claim: Claim) -> Iterator[tuple[Key, Named]]:
    text = claim.analysis.text
    for quantity in claim.analysis.quantities:
        if not _is_plain(quantity) or not isinstance(quantity.value, Decimal):
            continue
        start = max(text.rfind("。", 0, quantity.start), text.rfind("；", 0, quantity.start)) + 1
        before = text[max(start, quantity.start - _AROUND) : quantity.start]
        clause = re.split("[，、]", before)[-1]
        if _OTHER_TIME.search(before[-20:]):
            continue
        name = _name(text, quantity)
        years = _YEAR.findall(before)
        if not _is_comparable(quantity, name, clause, dated=bool(years)):
            continue
        year = years[-1] if years else str(claim.year or "")
        where = frozenset(_WHERE.findall(before))
        unit = "人" if quantity.unit in ("名", "位") else quantity.unit
        yield (name, unit, where), Named(place, quantity, quantity.value, year)


def _name(text: str, quantity: Quantity) -> str:
    """What a figure is called: by the words before it, else by the noun behind it."""
    before = _PREFIX.sub("", quantity.measure or "")
    if before.endswith(("由", "从", "自")):
        return ""
    if before or quantity.kind is Kind.PERCENT:
        return before
    found = _NOUN.match(text, quantity.end)
    return found[1] if found else ""


def _is_comparable(quantity: Quantity, name: str, clause: str, *, dated: bool) -> bool:
    """Whether a name says enough: a rate, a total of the area, what was built in a named year."""
    if quantity.kind is Kind.PERCENT:
        return name in _RATES or (len(name) >= _LONG and _is_measure(name))
    if dated and len(name) >= _LONG and _BUILT.match(name):
        return True
    if len(name) < _LEAST or _PART.search(clause):
        return False
    return bool(_TOTAL.search(clause)) or (name in _PEOPLE and _PREFIX.sub("", clause) == name)


def _is_measure(name: str) -> bool:
    """普惠率 is a measure; 整改率 and 完成率 are of whatever the sentence speaks of."""
    return "率" in name and not _GENERIC.fullmatch(name)


def _is_plain(quantity: Quantity) -> bool:
    return (
        quantity.kind in (Kind.PERCENT, Kind.COUNT)
        and quantity.high is None
        and quantity.comparator == "="
        and not quantity.approximate
        and quantity.change is None
    )


def _differ(one: Named, other: Named) -> bool:
    """Whether two figures of one year differ by more than the rounding of the coarser one."""
    if one.year != other.year:
        return False
    exponents = [v.as_tuple().exponent for v in (one.value, other.value)]
    step = Decimal(1).scaleb(max(e for e in exponents if isinstance(e, int)))
    slack = Decimal(0) if one.quantity.kind is Kind.COUNT else step
    return abs(one.value - other.value) > slack


def _told(claims: Sequence[Claim], name: str, here: Named, there: Named) -> Finding:
    claim, other = claims[here.place], claims[there.place]
    share = deducted_share(claim)
    full = share is not None and share < NEARLY_FULL
    row = f"第{other.indicator.number or there.place + 1}项“{other.indicator.title}”"
    return finding(
        claim,
        ID,
        Severity.MEDIUM if full else Severity.LOW,
        f"{name}在本项为{here.quantity.text}，在{row}为{there.quantity.text}，两处不一致，自评{score_of(claim.indicator)}",
        spans=evidence([here.quantity], "quantity"),
        remedies=REMEDIES,
        terms={"数据": name, "另一项": row, "另一处": there.quantity.text},
    )
