"""Dates and times in Excel's number formats: a serial number -> ``2022年6月30日``, ``1:22``."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

DATE_PART = r"(?i:AM/PM|A/P)|上午/下午|[yY]+|[mM]+|[dD]+|[hH]+|[sS]+(?:\.0+)?|[aA]{3,4}|[eE]+"
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_DAY = 86_400_000  # milliseconds
_LAST = 2_958_466  # the day after 9999-12-31
_FROM_1904 = 1462
_MONTHS = "January February March April May June July August September October November December"
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_HAN = "一二三四五六日"
_HAN_MONTHS = "一 二 三 四 五 六 七 八 九 十 十一 十二"
_CHINESE = ("804", "F800", "404", "1004", "C04")


def date_token(word: str) -> bool:
    """Tell whether a bracketed word is elapsed time: ``[h]``."""
    return _ELAPSED.fullmatch(word) is not None


@dataclass(frozen=True, slots=True)
class _Moment:
    """A serial number as parts; 1900-02-29, which Excel believes in, can be said."""

    year: int
    month: int
    day: int
    weekday: int
    milliseconds: int
    total: int


class DateFormat:
    """The tokens of a section that is a date or a time."""

    def __init__(self, tokens: Sequence[tuple[str, str]], *, from_1904: bool) -> None:
        places = [word for kind, word in tokens if kind == "place"]
        self._chinese = any(place.endswith(_CHINESE) for place in places)
        self._from_1904 = from_1904
        self._parts = _with_minutes(_of_system(places) or tokens)
        words = [word.lower() for kind, word in self._parts if kind == "date"]
        self._has_year = any(word[0] in "ye" for word in words)
        self._half_days = any("/" in word for word in words)
        seconds = [word for word in words if word.startswith(("s", "[s"))]
        self._seconds = bool(seconds)
        self._decimals = max((len(w.partition(".")[2]) for w in seconds), default=0)

    def shown(self, value: float) -> str | None:
        """Return the text of a serial number, None where Excel has no date for it."""
        moment = self._moment(value)
        if moment is None:
            return None
        texts = [
            self._date(word, moment) if kind == "date" else self._other(kind, word)
            for kind, word in self._parts
        ]
        return "".join(texts).strip()

    def is_doubtful(self, value: float) -> bool:
        """Tell whether the cell may have been meant as something else: a ratio, a score."""
        return not self._has_year or value < 367

    def _moment(self, value: float) -> _Moment | None:
        if self._from_1904:
            value += _FROM_1904
        total = round(value * _DAY)
        if self._seconds:
            unit = 10 ** (3 - min(self._decimals, 3))
            total = (total + unit // 2) // unit * unit
        days, milliseconds = divmod(total, _DAY)
        if not 0 <= days < _LAST:
            return None
        # Excel counts a 29 February 1900 that never was: day 60
        date = datetime.date(1899, 12, 31 if days < 60 else 30) + datetime.timedelta(days)
        year, month, day = date.year, date.month, date.day
        if days == 60:
            month, day = 2, 29
        elif days == 0:
            year, month, day = 1900, 1, 0
        return _Moment(year, month, day, (days - 2) % 7, milliseconds, total)

    def _date(self, word: str, moment: _Moment) -> str:
        lower = word.lower()
        seconds = moment.milliseconds // 1000
        if lower.startswith("["):
            unit = {"h": 3_600_000, "m": 60_000, "s": 1000}[lower[1]]
            return str(moment.total // unit).zfill(len(lower) - 2)
        if "/" in lower:
            names = ("上午", "下午") if lower[0] == "上" else ("AM", "PM")
            return names[seconds >= 43_200][: 1 if lower == "a/p" else 2]
        if lower[0] == "h":
            hour = seconds // 3600
            return str((hour + 11) % 12 + 1 if self._half_days else hour).zfill(min(len(lower), 2))
        if lower[0] == "s":
            whole, point, decimals = lower.partition(".")
            fraction = str(moment.milliseconds % 1000).zfill(3)[: len(decimals)]
            return str(seconds % 60).zfill(min(len(whole), 2)) + point + fraction
        if lower[0] == "n":
            return str(seconds // 60 % 60).zfill(min(len(lower), 2))
        return self._day(lower, moment)

    def _day(self, word: str, moment: _Moment) -> str:
        size = len(word)
        if word[0] == "y":
            return str(moment.year) if size > 2 else str(moment.year % 100).zfill(2)
        if word[0] == "e":
            return str(moment.year)
        if word[0] == "a":
            return ("星期" if size > 3 else "") + _HAN[moment.weekday]
        if word[0] == "m" and size > 2:
            if self._chinese:
                return _HAN_MONTHS.split()[moment.month - 1] + "月"
            name = _MONTHS.split()[moment.month - 1]
            return name if size == 4 else name[: 1 if size > 4 else 3]
        if word[0] == "d" and size > 2:
            if self._chinese:
                return ("星期" if size > 3 else "周") + _HAN[moment.weekday]
            name = _DAYS.split()[moment.weekday]
            return name if size > 3 else name[:3]
        return str(moment.month if word[0] == "m" else moment.day).zfill(size)

    @staticmethod
    def _other(kind: str, word: str) -> str:
        return {"point": ".", "comma": ",", "percent": "%"}.get(
            kind, word if kind == "literal" else ""
        )


def _of_system(places: Sequence[str]) -> list[tuple[str, str]] | None:
    """Return the tokens of the formats that follow the system's settings, as in Chinese ones."""
    if "F800" in places:
        words = ("yyyy", "年", "m", "月", "d", "日")
        return [("date" if word.isascii() else "literal", word) for word in words]
    if "F400" in places:
        return [
            ("date" if word != ":" else "literal", word) for word in ("h", ":", "mm", ":", "ss")
        ]
    return None


def _with_minutes(tokens: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the tokens, ``m`` written ``n`` where it means minutes: beside hours, seconds."""
    parts = list(tokens)
    dates = [i for i, (kind, _) in enumerate(parts) if kind == "date"]
    letters = [parts[i][1].lower().strip("[") for i in dates]
    for at, index in enumerate(dates):
        word = parts[index][1]
        if word[0] not in "mM" or len(word) > 2:
            continue
        before = letters[at - 1][0] if at else ""
        after = letters[at + 1][0] if at + 1 < len(dates) else ""
        if before == "h" or after == "s":
            parts[index] = ("date", "n" * len(word))
    return parts
