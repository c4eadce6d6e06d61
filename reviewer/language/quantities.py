"""Figures with their units: what contract.md calls quantities.

Single figures are read on the masked surface, wherever a numeral stands; neighbours that a
dash joins become ranges. The span holds the figure and its unit; what stands around it (约,
不低于, 以上, 下降) is read into ``approximate``, ``comparator``, ``change`` and ``level``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from reviewer.language.dates import date_at
from reviewer.language.figures import Figure
from reviewer.language.numerals import arabic, chinese
from reviewer.language.surface import Surface
from reviewer.language.surroundings import read_surroundings
from reviewer.model import Kind, Quantity

_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d.])|\d{1,3}(?: \d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_CHINESE = r"[零一二两三四五六七八九十百千万亿]+(?:点[零一二三四五六七八九]+)?"
_MANY = "[余多几来]"
_SCALE = "[十百千]?[万亿]|[百千]"
# A Chinese numeral with one of these units is a word of grammar more often than a count.
_VAGUE_AFTER_ONE = frozenset(
    "个种批项套层条份支部本块片面点步道位级类天年周日生字把头车环网区市县乡村校园师岗单票发根只门"
)
_VAGUE = frozenset("级点步道字把头环网师岗单票发根只日生市万亿面张块分校园站馆车款元")
# 每一所, 第三方, 统一: the numeral belongs to the word before it.
_NO_COUNT_AFTER = tuple("每同另某这那任第统唯逐首上下新本前头")
_NEGATION_BEFORE = re.compile(r"(?:没有|未发生|未出现|未发现|没有发生|无|未|不存在|从未发生)$")

_LABEL = re.compile(r"(?:附件|附表|附录|表|图|材料|编号|样本|表格|清单|目录)$")
# No count, share or sum of money has so many digits: a barcode, or a key held down.
_NO_FIGURE = re.compile(r"(?:百分之|千分之|第)?[0-9,.]{40,}")
# Where a figure or a date may begin.
_BEGINS = re.compile(r"[0-9零一二两三四五六七八九十百千万亿第翻]")
_SHARE = re.compile(
    rf"(?:百分之|千分之|(?P<parts>[零一二两三四五六七八九十百]+)分之)"
    rf"(?:(?P<arabic>{_ARABIC})%?|(?P<chinese>{_CHINESE}))"
)
_ORDINAL = re.compile(
    r"第(?P<value>\d+|[零一二三四五六七八九十百]+)"
    r"(?P<unit>名|位|批次|批|届|次|期|轮|个|所|台|类|季|项|等|剂|针|标段|方面|季度)?"
)
_SPECIAL = re.compile(r"\d+(?:\.\d+)?[:比/成]")
_RATIO = re.compile(r"(\d+(?:\.\d+)?)[:比](\d+(?:\.\d+)?)(?![\d:])")
_QUOTIENT = re.compile(r"(\d+)/(\d+)(?![\d/])")
_FOLD = re.compile(r"翻([一两二三四五]|\d)番")
_TENTHS = re.compile(
    r"([一二三四五六七八九]|\d(?:\.\d)?)成(?![立为员果效绩长本功人套因就都份品熟像交片年])"
)
_ARABIC_FIGURE = re.compile(rf"({_ARABIC})({_MANY})?({_SCALE})?({_MANY})?")
_CHINESE_FIGURE = re.compile(rf"({_CHINESE})({_MANY})?([万亿])?")
_EQUATION = re.compile(r"\d+(?:\.\d+)?(?:\+\d+(?:\.\d+)?)*=")
_PER = re.compile(r"/(?:平方米|平米|㎡|学期|学年|[生人年月亩吨度天次户名所班])(?:[·/]年)?")

_RANGE_MARK = re.compile(r"-{1,2}|[—–─~]{1,2}|至|到")
_FROM = re.compile(r"[从由自][^，。；、]{0,12}$")
_RANK = re.compile(r"(?:列|居|位居|位列|排名|排|全省|全市|全国|全县|名列|跃居|升至)$")
_SCHOOL = re.compile(
    r"(?:实验|高级|职业|人民|初级|中心|附属|外国语|完全|中等)?(?:小学|中学|幼儿园|中(?![^学等专级、，。；]))"
)


class Reader:
    """Finds the figures of a text; ``units`` says which sort of figure a unit makes."""

    def __init__(self, units: Mapping[str, Kind]) -> None:
        self._kinds = units
        # By their first character, the longest first.
        self._units: dict[str, list[str]] = {}
        for unit in sorted(units, key=len, reverse=True):
            self._units.setdefault(unit[0], []).append(unit)

    def _unit_at(self, text: str, position: int) -> str:
        """The longest unit at a position, empty if there is none."""
        for unit in self._units.get(text[position : position + 1], ()):
            if text.startswith(unit, position):
                return unit
        return ""

    def read(self, surface: Surface, masked: str, narrative: str) -> tuple[Quantity, ...]:
        """All quantities of ``narrative``; ``masked`` is its surface with the names blanked."""
        quantities = []
        previous_end = 0
        for figure in _join(masked, self._figures(masked)):
            quantities.append(_quantity(figure, surface, previous_end, narrative))
            previous_end = figure.end
        return tuple(quantities)

    def _figures(self, text: str) -> Iterator[Figure]:
        """Dates and figures in order, each looked for only where a numeral stands."""
        position = 0
        while begins := _BEGINS.search(text, position):
            start = begins.start()
            figure = date_at(text, start)
            if figure is None:
                figure, position = self._figure(text, start)
            if figure is not None:
                position = max(position, figure.end)
                yield figure

    def _figure(self, text: str, start: int) -> tuple[Figure | None, int]:
        """The figure at a numeral, if it is one, and where to go on."""
        if junk := _NO_FIGURE.match(text, start):
            return None, junk.end()
        first = text[start]
        if first == "第":
            return _ordinal(text, start)
        if first == "翻":
            return _fold(text, start)
        if first.isdecimal():
            found = _SPECIAL.match(text, start) and (
                _ratio(text, start) or _quotient(text, start) or _tenths(text, start)
            )
            return found or self._arabic(text, start)
        return _share(text, start) or _tenths(text, start) or self._chinese(text, start)

    def _arabic(self, text: str, start: int) -> _Found:
        match = _ARABIC_FIGURE.match(text, start)
        if match is None:
            return None, start + 1
        end = match.end()
        if text[start - 1 : start].isascii() and text[start - 1 : start].isalpha():
            return None, end
        digits, many, scale, more = match.groups()
        unit = self._unit_at(text, end)
        kind = self._kinds[unit] if unit else Kind.NUMBER
        after = end + len(unit)
        per = _PER.match(text, after) if kind is Kind.MONEY else None
        after = per.end() if per else after
        whole = (scale or "") + unit + (per.group() if per else "")
        if not whole and not _stands_alone(text, start, after):
            return None, end
        approximate = bool(many or more)
        value = arabic(digits)
        return Figure(start, after, kind, value, whole, approximate=approximate), after

    def _chinese(self, text: str, start: int) -> _Found:
        match = _CHINESE_FIGURE.match(text, start)
        if match is None:
            return None, start + 1
        digits, few, scale = match.groups("")
        end = match.end()
        if digits == "一" and text[end : end + 1] == "半":
            return Figure(start, end + 1, Kind.FRACTION, Decimal("0.5"), ""), end + 1
        unit = self._unit_at(text, end)
        joins = not unit and _RANGE_MARK.match(text, end)
        if text[end + len(unit) : end + len(unit) + 1] == "性":
            return None, end
        if not joins and not (unit and _is_count(digits, unit, text[max(0, start - 4) : start])):
            return None, end
        while len(digits) > 1 and digits[-1] in "万亿" and unit:
            digits, scale = digits[:-1], digits[-1] + scale
        value = chinese(digits)
        if value is None:
            return None, end
        kind = self._kinds[unit] if unit else Kind.NUMBER
        after = end + len(unit)
        return Figure(
            start, after, kind, value, scale + unit, approximate=bool(few), bare=bool(unit)
        ), after


# A figure, None where there is none, and where to go on.
_Found = tuple[Figure | None, int]


def _share(text: str, start: int) -> _Found | None:
    match = _SHARE.match(text, start)
    if match is None:
        return None
    value = arabic(match["arabic"]) if match["arabic"] else chinese(match["chinese"])
    if value is None:
        return None, match.end()
    end = match.end()
    if match["parts"] is None:
        kind, unit = (Kind.PERCENT, "%") if text[start] == "百" else (Kind.PERMILLE, "‰")
        return Figure(start, end, kind, value, unit), end
    parts = chinese(match["parts"])
    figure = Figure(start, end, Kind.FRACTION, round(value / parts, 4), "") if parts else None
    return figure, end


def _ordinal(text: str, start: int) -> _Found:
    match = _ORDINAL.match(text, start)
    if match is None:
        return None, start + 1
    digits, unit, end = match["value"], match["unit"] or "", match.end()
    ranked = _RANK.search(text, max(0, start - 4), start)
    if _SCHOOL.match(text, match.end("value")) or not (unit or ranked):
        return None, end
    value = Decimal(digits) if digits.isdecimal() else chinese(digits)
    return (None if value is None else Figure(start, end, Kind.ORDINAL, value, unit)), end


def _fold(text: str, start: int) -> _Found:
    match = _FOLD.match(text, start)
    if match is None:
        return None, start + 1
    value = chinese(match[1]) or Decimal(match[1])
    return Figure(start + 1, match.end(), Kind.MULTIPLE, value, "番"), match.end()


def _ratio(text: str, start: int) -> _Found | None:
    match = _RATIO.match(text, start)
    if match is None:
        return None
    left, right = match.groups()
    end = match.end()
    is_time = len(right) == 2 and right.isdecimal() and left not in ("1",) and int(right) < 60
    if is_time and ":" in match.group() and len(left) <= 2:
        return None, end
    return Figure(start, end, Kind.RATIO, Decimal(right), f"{left}:"), end


def _quotient(text: str, start: int) -> _Found | None:
    match = _QUOTIENT.match(text, start)
    if match is None:
        return None
    over, under = map(Decimal, match.groups())
    end = match.end()
    return (Figure(start, end, Kind.FRACTION, round(over / under, 4), "") if under else None), end


def _tenths(text: str, start: int) -> _Found | None:
    match = _TENTHS.match(text, start)
    if match is None:
        return None
    digits, end = match[1], match.end()
    before, after = text[max(0, start - 3) : start], text[end : end + 1]
    if (
        not re.search(r"[近约超过达到足于有占的低高]$", before)
        and after not in "以左多，。；、的学"
    ):
        return None, end
    return Figure(start, end, Kind.FRACTION, chinese(digits) or Decimal(digits), "成"), end


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a figure without a unit is a figure at all and not a mark of a list or a name."""
    before, after = text[start - 1 : start] if start else "\n", text[end : end + 1]
    if _EQUATION.match(text, start) or text[end : end + 1] == "=":
        return True
    if after and (after in "号+#、.)" or after in "条款期版式工热") and before in "\n。；;(（ □":
        return False
    if after.isascii() and (after.isalpha() or after in "+.-/_") and after:
        return bool(re.match(r"[-]{1,2}\d", text[end : end + 3]))
    if _LABEL.search(text, max(0, start - 3), start):
        return False
    if before in "+-/_" or (before.isascii() and before.isalpha()):
        return False
    return not re.match(
        r"号|工程|计划|行动|热线|平台|指挥|模式|机制|系列|系统|周年|后(?!，)|级|年代|型",
        text[end : end + 2],
    )


def _is_count(digits: str, unit: str, before: str) -> bool:
    """Whether a Chinese numeral counts something (三所) and is not grammar (一项 制度)."""
    if before.endswith(_NO_COUNT_AFTER) or digits in ("万", "百", "千", "百千"):
        return False
    if digits == "一":
        return unit not in _VAGUE_AFTER_ONE or bool(_NEGATION_BEFORE.search(before))
    return len(digits) > 1 or unit not in _VAGUE


def _join(text: str, figures: Iterator[Figure]) -> Iterator[Figure]:
    """Join neighbours that a range mark connects: 12—36班, 5%-20%, 三至五所."""
    pending: Figure | None = None
    for figure in figures:
        joined = pending and _range(text, pending, figure)
        if joined:
            pending = joined
            continue
        if pending and (pending.kind is not Kind.NUMBER or pending.unit or pending.bare):
            yield pending
        pending = figure
    if pending:
        yield pending


def _range(text: str, low: Figure, high: Figure) -> Figure | None:
    if low.kind is Kind.DATE or low.high is not None:
        return None
    mark = text[low.end : high.start]
    if high.kind is Kind.DATE or not _RANGE_MARK.fullmatch(mark):
        return None
    same = not low.unit or low.unit == high.unit or (low.unit + high.unit).endswith(low.unit)
    if not same or not isinstance(low.value, Decimal) or not isinstance(high.value, Decimal):
        return None
    if low.value >= high.value or (mark in "至到" and _FROM.search(text, 0, low.start)):
        return None
    return high._replace(start=low.start, value=low.value, high=high.value)


def _quantity(figure: Figure, surface: Surface, previous_end: int, narrative: str) -> Quantity:
    around = read_surroundings(surface.text, figure.start, figure.end, previous_end)
    start, end = surface.raw(figure.start, figure.end)
    return Quantity(
        start=start,
        end=end,
        text=narrative[start:end],
        kind=figure.kind,
        value=figure.value,
        high=figure.high,
        unit=figure.unit,
        approximate=around.approximate or figure.approximate,
        comparator=around.comparator,
        change=around.change,
        level=around.level,
        measure=around.measure,
    )
