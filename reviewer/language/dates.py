"""Dates and years: 2022年, 2022年6月30日, 2022.6.30, 5月31日, 2021—2023年, 3—5月."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from reviewer.language.figures import Figure
from reviewer.language.numerals import chinese
from reviewer.model import Kind

# Numerals are taken widely here and held against the calendar below: small patterns load fast.
_TO = r"(?:-{1,2}|[—–─~]{1,2}|至|到)"
_YEAR = r"(?:19|20)\d\d|[一二零九八两][零一二三四五六七八九]{3}"
_SMALL = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_DATE = re.compile(
    # full dates and months of a year, with the end of a range
    rf"(?<!\d)(?P<y>{_YEAR})年(?P<m>{_SMALL})(?:月(?:(?P<d>{_SMALL})[日号])?|(?={_TO}(?:{_SMALL})月))"
    rf"(?:{_TO}(?:(?P<y2>{_YEAR})年)?(?:(?P<m2>{_SMALL})月)?(?:(?P<d2>{_SMALL})[日号])?)?"
    # ranges of years, single years
    rf"|(?<!\d)(?P<from>{_YEAR})年?{_TO}(?P<to>{_YEAR})(?P<unit>学年|年)"
    rf"|(?<![\d.])(?P<year>{_YEAR})(?P<yunit>学年|年)(?![级制代])"
    # 2022-06-30, 2022.6.30, 2022/6/30
    r"|(?<![\d.])(?P<iy>(?:19|20)\d\d)(?P<sep>[-./])(?P<im>\d{1,2})(?P=sep)(?P<id>\d{1,2})(?![\d.])"
    # within the year
    rf"|(?<!\d年)(?<![\d.第])(?P<sm>{_SMALL})(?:月(?:(?P<sd>{_SMALL})[日号])?|(?={_TO}(?:{_SMALL})月))"
    r"(?![份均报刊供嫂亮光饼])"
    rf"(?:{_TO}(?:(?P<sm2>{_SMALL})月)?(?:(?P<sd2>{_SMALL})[日号])?)?"
)
_MOST = (9999, 12, 31)


# Digits that a date may begin with, and what must follow them.
_OPENS = re.compile(r"(?:\d{1,4}|[一二三四五六七八九十零两]{1,4})[年月学./—–─~至到-]")


def date_at(text: str, start: int) -> Figure | None:
    """The date that begins at ``start``, None if there is none.

    A range must close with a unit, else only its start is read.
    """
    match = _DATE.match(text, start) if _OPENS.match(text, start) else None
    if match is None:
        return None
    found = {name: value for name, value in match.groupdict().items() if value}
    return _figure(found, match)


def _figure(found: dict[str, str], match: re.Match[str]) -> Figure | None:
    start, end = match.span()
    if "from" in found:
        first, last = _number(found["from"]), _number(found["to"])
        return Figure(start, end, Kind.DATE, first, found["unit"], high=last)
    if "year" in found:
        return Figure(start, end, Kind.DATE, _number(found["year"]), found["yunit"])
    if "iy" in found:
        parts = [found["iy"], found["im"], found["id"]]
        return Figure(start, end, Kind.DATE, _text(parts), "") if _exists(parts) else None
    keys = ("y", "m", "d") if "y" in found else ("", "sm", "sd")
    ends = ("y2", "m2", "d2") if "y" in found else ("", "sm2", "sd2")
    low = [found.get(key) for key in keys]
    high = [found.get(key) for key in ends]
    if not _exists(low) or not _exists(high):
        return None
    if not any(high):
        end = max(match.end(key) for key in keys if key and match[key]) + 1
    return Figure(start, end, Kind.DATE, _text(low), "", high=_high(low, high))


def _exists(parts: Sequence[str | None]) -> bool:
    """Whether month and day are in the calendar."""
    return all(
        part is None or 1 <= _number(part) <= most for part, most in zip(parts, _MOST, strict=True)
    )


def _high(low: Sequence[str | None], high: Sequence[str | None]) -> str | None:
    """The end of a range; what it leaves out in front is that of its start: 6月1日至30日."""
    if not any(high):
        return None
    filled = [
        own or (inherited if not any(high[:place]) else None)
        for place, (own, inherited) in enumerate(zip(high, low, strict=True))
    ]
    return _text(filled if low[2] else [*filled[:2], None])


def _text(parts: Sequence[str | None]) -> str:
    year, *rest = parts
    shown = [f"{_number(part):02}" for part in rest if part]
    return "-".join([str(_number(year)), *shown] if year else shown)


def _number(digits: str) -> Decimal:
    value = Decimal(digits) if digits.isascii() else chinese(digits)
    return value if value is not None else Decimal(0)
