"""Excel's number formats: a number and a format code -> what the cell shows.

Covers what forms use: General, digits with decimals, thousands, per cent and fixed words, sections
by sign or condition, dates and times (Chinese ones too, see ``date_formats``). Anything else
(fractions, exponents) is shown as General, and ``Shown.oddity`` says so. Codes as in ECMA-376 part
1, 18.8.30 and 18.8.31.
"""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from functools import lru_cache

from reviewer.readers.excel.date_formats import DATE_PART, DateFormat, date_token

MAX_CODE = 255  # characters, Excel's own limit
MAX_DIGITS = 40
MAX_SEEN = 1000  # numbers remembered with what they show: scores come again and again
_WIDE = Context(prec=700, rounding=ROUND_HALF_UP)


class Oddity(StrEnum):
    """Why a reader should say something about a number that is shown."""

    DATE = "date"
    """A time of day, a date without a year or in the year 1900: perhaps typed as something else."""
    ROUNDED = "rounded"
    """The format hides decimals that somebody typed."""
    BLANK = "blank"
    """The format shows nothing."""
    UNKNOWN = "unknown"
    """The format is not known; the number is shown as General."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a cell shows; ``oddity`` is set where that may mislead."""

    text: str
    oddity: Oddity | None = None


def general(value: float) -> str:
    """Return a number as a cell without a format holds it: at most 15 digits."""
    value = float(value)
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = format(value, ".15g")
    if "e" not in text:
        return text
    return format(Decimal(text), "f") if 1e-12 < abs(value) < 1 else text.upper()


@lru_cache(maxsize=2048)
def number_format(code: str, *, from_1904: bool = False) -> NumberFormat:
    """Return the format of a code; one that can not be understood shows General."""
    return NumberFormat(code, from_1904=from_1904)


class NumberFormat:
    """A format code, taken apart once."""

    def __init__(self, code: str, *, from_1904: bool = False) -> None:
        self.code = code
        self._seen: dict[float, Shown] = {}
        parts = _sections(code) if len(code) <= MAX_CODE else [[("unknown", "")]]
        numeric, self._text = parts[:3], parts[3] if len(parts) > 3 else None
        if self._text is None and any(kind == "text" for kind, _ in parts[-1]):
            self._text = parts[-1]
            numeric = numeric[:-1] if len(parts) > 1 else numeric
        self._sections = [_Section(tokens, from_1904=from_1904) for tokens in numeric]
        self.is_general = len(parts) == 1 and [k for k, _ in parts[0]] in (["general"], ["text"])

    def number(self, value: float) -> Shown:
        """Return a number as the cell shows it."""
        shown = self._seen.get(value)
        if shown is None:
            if len(self._seen) >= MAX_SEEN:
                self._seen.clear()
            shown = self._seen[value] = self._number(value)
        return shown

    def _number(self, value: float) -> Shown:
        if self.is_general or not abs(value) < 1e300:
            return Shown(general(value))
        section, signed = self._chosen(value)
        if section.is_date:
            return section.date(value)
        shown = section.number(abs(value))
        if shown.oddity is Oddity.UNKNOWN:
            return Shown(general(value), Oddity.UNKNOWN)
        if signed and re.search("[1-9]", shown.text):
            return Shown(f"-{shown.text}", shown.oddity)
        return shown

    def text(self, text: str) -> str:
        """Return a text as the cell shows it: formats may add words to texts, or hide them."""
        if self._text is None or self.is_general:
            return text
        return "".join(text if kind == "text" else word for kind, word in self._text)

    def _chosen(self, value: float) -> tuple[_Section, bool]:
        """Return the section for a value, and whether a minus must be shown."""
        sections = self._sections
        if any(section.condition for section in sections):
            for section in sections:
                if section.condition is None or section.meets(value):
                    return section, value < 0 and not section.is_below_zero
            return sections[-1], value < 0
        if value < 0 and len(sections) > 1:
            return sections[1], False
        if value == 0 and len(sections) > 2:
            return sections[2], False
        return sections[0], value < 0


Token = tuple[str, str]
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?'
    r"|\\(?P<escaped>.)"
    r"|[_*](?P<filling>.)"
    r"|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<general>(?i:General)|G/通用格式)"
    r"|(?P<exponent>[eE][+-])"
    rf"|(?P<date>{DATE_PART})"
    r"|(?P<digit>[0#?])"
    r"|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<text>@)|(?P<end>;)"
    r"|(?P<unknown>[A-Za-z])"
    r"|(?P<literal>.)",
    re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
_COMPARE = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}


def _sections(code: str) -> list[list[Token]]:
    sections: list[list[Token]] = [[]]
    for match in _TOKEN.finditer(code):
        kind, word = match.lastgroup or "literal", match[match.lastgroup or 0]
        if kind == "end":
            sections.append([])
        elif kind == "bracket":
            sections[-1] += _bracket(word)
        elif kind in ("quoted", "escaped", "literal"):
            sections[-1].append(("literal", word))
        elif kind != "filling":
            sections[-1].append((kind, word))
    return sections


def _bracket(word: str) -> list[Token]:
    """Return what ``[h]``, ``[>=60]``, ``[$¥-804]`` stand for; colours and digits' kinds go."""
    if date_token(f"[{word}]"):
        return [("date", f"[{word}]")]
    if _CONDITION.fullmatch(word):
        return [("condition", word)]
    if word.startswith("$"):
        symbol, _, place = word[1:].partition("-")
        tokens = [("literal", symbol)] if symbol else []
        return [*tokens, ("place", place.upper())]
    return []


class _Section:
    """One section of a code: for one sign or condition."""

    def __init__(self, tokens: list[Token], *, from_1904: bool) -> None:
        self.condition: tuple[str, float] | None = None
        self._tokens = tokens
        kinds = [kind for kind, _ in tokens]
        places = [word for kind, word in tokens if kind == "place"]
        for kind, word in tokens:
            if kind == "condition" and (match := _CONDITION.fullmatch(word)):
                self.condition = (match[1], float(match[2]))
        self.is_date = "date" in kinds or any(p in ("F800", "F400") for p in places)
        self._date = DateFormat(tokens, from_1904=from_1904) if self.is_date else None
        self._known = not {"unknown", "exponent"} & set(kinds)
        self._digits = [i for i, kind in enumerate(kinds) if kind == "digit"]
        self._point = kinds.index("point") if "point" in kinds else None
        if self._digits:
            self._take_digits()

    def _take_digits(self) -> None:
        """Find the parts of a number; words between its digits, and fractions, are not known."""
        digits, point = self._digits, self._point
        ends = [digits[0], digits[-1], *([] if point is None else [point])]
        self._first, self._end = min(ends), max(ends) + 1
        inside = self._tokens[self._first : self._end]
        if len(digits) > MAX_DIGITS or any(
            kind not in ("digit", "comma", "point") for kind, _ in inside
        ):
            self._known = False
        whole = [i for i in digits if point is None or i < point]
        self._decimals = "".join(self._tokens[i][1] for i in digits if i not in whole)
        self._least = sum(1 for i in whole if self._tokens[i][1] == "0")
        self._last_whole = whole[-1] if whole else self._first
        between = self._tokens[self._first : self._last_whole]
        self._grouped = any(kind == "comma" for kind, _ in between)

    @property
    def is_below_zero(self) -> bool:
        return self.condition is not None and self.condition[0] in ("<", "<=")

    def meets(self, value: float) -> bool:
        assert self.condition is not None  # noqa: S101 - asked only of sections that have one
        sign, bound = self.condition
        return bool(_COMPARE[sign](value, bound))

    def date(self, value: float) -> Shown:
        assert self._date is not None  # noqa: S101 - asked only of dates
        text = self._date.shown(value)
        if text is None:
            return Shown(general(value), Oddity.UNKNOWN)
        return Shown(text, Oddity.DATE if self._date.is_doubtful(value) else None)

    def number(self, value: float) -> Shown:
        """Return a number that is not negative."""
        if not self._known:
            return Shown("", Oddity.UNKNOWN)
        if not self._digits:
            text = "".join(self._words(self._tokens, general(value))).strip()
            return Shown(text, None if text else Oddity.BLANK)
        amount = self._scaled(value)
        rounded = amount.quantize(Decimal(1).scaleb(-len(self._decimals)), context=_WIDE)
        text = self._filled(rounded).strip()
        if not text:
            return Shown("", Oddity.BLANK)
        return Shown(text, Oddity.ROUNDED if self._hides(amount, rounded) else None)

    def _scaled(self, value: float) -> Decimal:
        amount = Decimal(format(value, ".15g"))
        percents = sum(1 for kind, _ in self._tokens if kind == "percent")
        after = {self._last_whole + 1, self._end}
        thousands = sum(self._commas_from(index) for index in after)
        return amount.scaleb(2 * percents - 3 * thousands, _WIDE)

    def _commas_from(self, index: int) -> int:
        count = 0
        while index + count < len(self._tokens) and self._tokens[index + count][0] == "comma":
            count += 1
        return count

    def _filled(self, amount: Decimal) -> str:
        whole, _, fraction = format(amount, "f").partition(".")
        whole = whole.lstrip("0").rjust(self._least, "0")
        if self._grouped:
            whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", whole)
        while fraction and fraction[-1] == "0" and self._decimals[len(fraction) - 1] != "0":
            fraction = fraction[:-1]
        point = "" if self._point is None else "."
        before, after = self._tokens[: self._first], self._tokens[self._end :]
        return "".join(
            (*self._words(before), whole, point, fraction, *self._words(after)),
        )

    def _words(self, tokens: list[Token], value: str = "") -> list[str]:
        return [self._word(token, value) for token in tokens]

    def _word(self, token: Token, value: str) -> str:
        kind, word = token
        if kind in ("general", "text"):
            return value
        return word if kind in ("literal", "percent") else ""

    def _hides(self, amount: Decimal, rounded: Decimal) -> bool:
        """Tell whether decimals are hidden that somebody typed: few of them, and not of a share."""
        if amount == rounded or any(kind == "percent" for kind, _ in self._tokens):
            return False
        exponent = amount.normalize().as_tuple().exponent
        return isinstance(exponent, int) and exponent >= -3
