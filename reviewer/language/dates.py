"""Dates and years: 2022年, 2022年6月30日, 2022.6.30, 5月31日, 2021—2023年, 3—5月."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reviewer.language.figures import Figure
from reviewer.language.numerals import chinese
from reviewer.model import Kind

_TO = r"(?:-{1,2}|[—–─~]{1,2}|至|到)"
_YEAR = r"(?:19|20)\d{2}|[一二]九?[零〇一二三四五六七八九]{3}|二[零〇][零〇一二三四五六七八九]{2}"
_MONTH = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_UNIT = "[一二三四五六七八九]"
_DAY = rf"3[01]|[12]\d|0?[1-9]|二十{_UNIT}|三十一?|十{_UNIT}?|{_UNIT}"
_DATE = re.compile(
    # full dates and months of a year, with the end of a range
    rf"(?<!\d)(?P<y>{_YEAR})年(?:(?P<m>{_MONTH})(?:月(?:(?P<d>{_DAY})[日号])?|(?={_TO}(?:{_MONTH})月)))"
    rf"(?:{_TO}(?:(?P<y2>{_YEAR})年)?(?:(?P<m2>{_MONTH})月)?(?:(?P<d2>{_DAY})[日号])?)?"
    # ranges of years, single years
    rf"|(?<!\d)(?P<from>{_YEAR})年?{_TO}(?P<to>{_YEAR})(?P<unit>学年|年)"
    rf"|(?<![\d.])(?P<year>{_YEAR})(?P<yunit>学年|年)(?!级|制|代)"
    # 2022-06-30, 2022.6, 2022/6/30
    rf"|(?<![\d.])(?P<iy>(?:19|20)\d{{2}})(?P<sep>[-./])(?P<im>1[0-2]|0?[1-9])(?P=sep)(?P<id>3[01]|[12]\d|0?[1-9])(?![\d.])"
    # within the year
    rf"|(?<![\d年.])(?P<sm>{_MONTH})(?:月(?:(?P<sd>{_DAY})[日号])?|(?={_TO}(?:{_MONTH})月))(?!份?制|考|度|均|报|刊|供|嫂|亮|光|饼)"
    rf"(?:{_TO}(?:(?P<sm2>{_MONTH})月)?(?:(?P<sd2>{_DAY})[日号])?)?"
)


def read_dates(text: str) -> Iterator[Figure]:
    """The dates of a text. A range must close with a unit, else only its start is read."""
    for match in _DATE.finditer(text):
        found = {name: value for name, value in match.groupdict().items() if value}
        figure = _figure(found, match)
        if figure:
            yield figure


def _figure(found: dict[str, str], match: re.Match[str]) -> Figure | None:
    start, end = match.span()
    if "from" in found:
        first, last = _number(found["from"]), _number(found["to"])
        return Figure(start, end, Kind.DATE, first, found["unit"], high=last)
    if "year" in found:
        return Figure(start, end, Kind.DATE, _number(found["year"]), found["yunit"])
    if "iy" in found:
        value = f"{found['iy']}-{int(found['im']):02}-{int(found['id']):02}"
        return Figure(start, end, Kind.DATE, value, "")
    keys = ("y", "m", "d") if "y" in found else ("", "sm", "sd")
    low_parts = [found.get(key) for key in keys]
    high_parts = [
        found.get(key)
        for key in ("y2", "m2" if "y" in found else "sm2", "d2" if "y" in found else "sd2")
    ]
    if not any(high_parts):
        end = _start_only(match, keys)
    high = _high(low_parts, high_parts)
    return Figure(start, end, Kind.DATE, _text(low_parts), "", high=high)


def _start_only(match: re.Match[str], keys: tuple[str, ...]) -> int:
    """Where the first date ends: behind its 月 or 日."""
    last = max(match.end(key) for key in keys if key and match[key])
    return last + 1


def _high(low: list[str | None], high: list[str | None]) -> str | None:
    if not any(high):
        return None
    filled = [
        own or (inherited if not any(high[:i]) else None)
        for i, (own, inherited) in enumerate(zip(high, low, strict=True))
    ]
    if low[2] is None:
        filled[2] = None
    return _text(filled)


def _text(parts: list[str | None]) -> str:
    year, *rest = parts
    shown = [f"{_number(part):02}" for part in rest if part]
    return "-".join([str(_number(year)), *shown] if year else shown)


def _number(digits: str) -> Decimal:
    value = Decimal(digits) if digits.isdecimal() and digits.isascii() else chinese(digits)
    return value if value is not None else Decimal(0)
