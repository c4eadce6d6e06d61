"""Figures with their units: what contract.md calls quantities.

One regular expression finds single figures on the masked surface; neighbours that a dash joins
become ranges. The span holds the figure and its unit; what stands around it (约, 不低于, 以上,
下降) is read into ``approximate``, ``comparator``, ``change`` and ``level``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from reviewer.language.dates import read_dates
from reviewer.language.figures import Figure
from reviewer.language.measured import measured
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
_PATTERN = re.compile(
    rf"(?P<of>百分之|千分之|(?P<parts>[零一二两三四五六七八九十百]+)分之)"
    rf"(?:(?P<of_arabic>{_ARABIC})%?|(?P<of_chinese>{_CHINESE}))"
    rf"|第(?P<ordinal>\d+|[零一二三四五六七八九十百]+)"
    rf"(?P<ordinal_unit>名|位|批次|批|届|次|期|轮|个|所|台|类|季|项|等|剂|针|标段|方面|季度)?"
    rf"|(?P<left>\d+(?:\.\d+)?)[:比](?P<right>\d+(?:\.\d+)?)(?![\d:])"
    rf"|(?P<over>\d+)/(?P<under>\d+)(?![\d/])"
    rf"|翻(?P<fold>[一两二三四五]|\d)番"
    rf"|(?P<tenths>(?:[一二三四五六七八九]|\d(?:\.\d)?))成(?![立为员果效绩长本功人套因就都份品熟像交片年])"
    rf"|(?P<half>一半)"
    rf"|(?P<arabic>{_ARABIC})(?P<many>{_MANY})?(?P<scale>{_SCALE})?(?P<more>{_MANY})?"
    rf"|(?P<chinese>{_CHINESE})(?P<few>{_MANY})?(?P<cscale>[万亿])?"
)
_EQUATION = re.compile(r"\d+(?:\.\d+)?(?:\+\d+(?:\.\d+)?)*=")
_PER = re.compile(r"/(?:平方米|平米|㎡|学期|学年|[生人年月亩吨度天次户名所班])(?:[·/]年)?")

_RANGE_MARK = re.compile(r"-{1,2}|[—–─~]{1,2}|至|到")
_FROM = re.compile(r"[从由自][^，。；、]{0,12}$")
_RANK = re.compile(r"(?:列|居|位居|位列|排名|排|全省|全市|全国|全县|名列|跃居|升至)$")
_SCHOOL = re.compile(
    r"(?:实验|高级|职业|人民|初级|中心|附属|外国语|完全|中等)?(?:小学|中学|幼儿园|中(?![^学等专级、，。；]))"
)


@dataclass(frozen=True)
class Reader:
    """Finds the figures of a text; ``units`` says which sort of figure a unit makes."""

    units: Mapping[str, Kind]

    @cached_property
    def _longest_unit(self) -> int:
        return max(map(len, self.units))

    def _unit_at(self, text: str, position: int) -> str:
        """The longest unit at a position, empty if there is none."""
        for length in range(self._longest_unit, 0, -1):
            unit = text[position : position + length]
            if unit in self.units:
                return unit
        return ""

    def read(self, surface: Surface, masked: str, narrative: str) -> tuple[Quantity, ...]:
        """All quantities of ``narrative``; ``masked`` is its surface with the names blanked."""
        dates = list(read_dates(masked))
        hidden = _blank(masked, [(date.start, date.end) for date in dates])
        figures = [*dates, *_join(hidden, self._figures(hidden))]
        figures.sort(key=lambda figure: figure.start)
        ends = [0, *(figure.end for figure in figures)]
        return tuple(
            _quantity(figure, surface, end, narrative)
            for figure, end in zip(figures, ends, strict=False)
        )

    def _figures(self, text: str) -> Iterator[Figure]:
        position = 0
        while match := _PATTERN.search(text, position):
            figure = self._figure(match, text)
            position = max(match.end(), figure.end if figure else 0)
            if figure is not None:
                yield figure

    def _figure(self, match: re.Match[str], text: str) -> Figure | None:
        found = match.groupdict()
        start, end = match.span()
        if found["of"]:
            return _share(found, start, end)
        if found["ordinal"]:
            return _ordinal(found, match, text)
        if found["left"]:
            return _ratio(found, start, end, text)
        if found["over"]:
            return _quotient(found["over"], found["under"], start, end)
        if found["fold"]:
            value = chinese(found["fold"]) or Decimal(found["fold"])
            return Figure(start + 1, end, Kind.MULTIPLE, value, "番")
        if found["tenths"]:
            return _tenths(found["tenths"], start, end, text)
        if found["half"]:
            return Figure(start, end, Kind.FRACTION, Decimal("0.5"), "")
        if found["arabic"]:
            return self._arabic(found, start, end, text)
        return self._chinese(found, start, end, text)

    def _arabic(self, found: dict[str, str], start: int, end: int, text: str) -> Figure | None:
        if text[start - 1 : start].isascii() and text[start - 1 : start].isalpha():
            return None
        unit = self._unit_at(text, end)
        kind = self.units[unit] if unit else Kind.NUMBER
        end += len(unit)
        per = _PER.match(text, end) if kind is Kind.MONEY else None
        end = per.end() if per else end
        whole = (found["scale"] or "") + unit + (per.group() if per else "")
        if not whole and not _stands_alone(text, start, end):
            return None
        approximate = bool(found["many"] or found["more"])
        return Figure(start, end, kind, arabic(found["arabic"]), whole, approximate=approximate)

    def _chinese(self, found: dict[str, str], start: int, end: int, text: str) -> Figure | None:
        digits, scale = found["chinese"], found["cscale"] or ""
        unit = self._unit_at(text, end)
        joins = not unit and _RANGE_MARK.match(text, end)
        if text[end + len(unit) : end + len(unit) + 1] == "性":
            return None
        if not joins and not (unit and _is_count(digits, unit, text[max(0, start - 4) : start])):
            return None
        while len(digits) > 1 and digits[-1] in "万亿" and unit:
            digits, scale = digits[:-1], digits[-1] + scale
        value = chinese(digits)
        if value is None:
            return None
        kind = self.units[unit] if unit else Kind.NUMBER
        return Figure(
            start,
            end + len(unit),
            kind,
            value,
            scale + unit,
            approximate=bool(found["few"]),
            bare=bool(unit),
        )


def _blank(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + "□" * (end - start) + text[end:]
    return text


def _share(found: dict[str, str], start: int, end: int) -> Figure | None:
    value = arabic(found["of_arabic"]) if found["of_arabic"] else chinese(found["of_chinese"])
    if value is None:
        return None
    if found["of"] == "百分之":
        return Figure(start, end, Kind.PERCENT, value, "%")
    if found["of"] == "千分之":
        return Figure(start, end, Kind.PERMILLE, value, "‰")
    parts = chinese(found["parts"])
    return Figure(start, end, Kind.FRACTION, round(value / parts, 4), "") if parts else None


def _ordinal(found: dict[str, str], match: re.Match[str], text: str) -> Figure | None:
    start, end = match.span()
    digits, unit = found["ordinal"], found["ordinal_unit"] or ""
    ranked = _RANK.search(text, max(0, start - 4), start)
    if _SCHOOL.match(text, match.end("ordinal")) or not (unit or ranked):
        return None
    value = Decimal(digits) if digits.isdecimal() else chinese(digits)
    return None if value is None else Figure(start, end, Kind.ORDINAL, value, unit)


def _ratio(found: dict[str, str], start: int, end: int, text: str) -> Figure | None:
    left, right = found["left"], found["right"]
    is_time = len(right) == 2 and right.isdecimal() and left not in ("1",) and int(right) < 60
    if is_time and ":" in text[start:end] and len(left) <= 2:
        return None
    return Figure(start, end, Kind.RATIO, Decimal(right), f"{left}:")


def _quotient(over: str, under: str, start: int, end: int) -> Figure | None:
    if not int(under):
        return None
    return Figure(start, end, Kind.FRACTION, round(Decimal(over) / Decimal(under), 4), "")


def _tenths(digits: str, start: int, end: int, text: str) -> Figure | None:
    before, after = text[max(0, start - 3) : start], text[end : end + 1]
    if (
        not re.search(r"[近约超过达到足于有占的低高]$", before)
        and after not in "以左多，。；、的学"
    ):
        return None
    return Figure(start, end, Kind.FRACTION, chinese(digits) or Decimal(digits), "成")


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
    mark = text[low.end : high.start]
    if low.high is not None or not _RANGE_MARK.fullmatch(mark):
        return None
    same = not low.unit or low.unit == high.unit or (low.unit + high.unit).endswith(low.unit)
    if not same or not isinstance(low.value, Decimal) or not isinstance(high.value, Decimal):
        return None
    if low.value >= high.value or (mark in "至到" and _FROM.search(text, 0, low.start)):
        return None
    return high._replace(start=low.start, value=low.value, high=high.value)


def _quantity(figure: Figure, surface: Surface, previous_end: int, narrative: str) -> Quantity:
    around = read_surroundings(surface.text, figure.start, figure.end)
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
        measure=measured(surface.text, figure.start, previous_end),
    )
