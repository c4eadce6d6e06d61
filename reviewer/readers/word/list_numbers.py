"""Numbers as automatic lists write them: 1, 01, 一, 甲, ①, IV, b, - 3 -.

The names are those of ST_NumberFormat (ECMA-376, part 1, 17.18.59). A number beyond the signs of
its format, and a format that is not here, is written in Arabic figures, as Word does.
"""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
    *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
# Word goes on to AA, BB, ... ZZ, AAA; nobody reads further than that
_MOST_LETTERS = 26 * 10


def written(number: int, style: str) -> str:
    """Return a number from 0 on in a format of ST_NumberFormat; "" for bullets and none."""
    writer = _WRITERS.get(style)
    return writer(number) if writer is not None else str(number)


def _roman(number: int) -> str:
    pieces = []
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        pieces.append(letters * times)
    return "".join(pieces) or "0"


def _letters(number: int) -> str:
    if not 1 <= number <= _MOST_LETTERS:
        return str(number)
    times, place = divmod(number - 1, 26)
    return chr(ord("A") + place) * (times + 1)


def _ordinal(number: int) -> str:
    endings = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if number // 10 % 10 == 1 else endings.get(number % 10, 'th')}"


def _from(signs: str) -> Callable[[int], str]:
    """Return a writer of the nth sign."""
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else str(number)


def _run(first: str, count: int) -> Callable[[int], str]:
    return _from("".join(chr(ord(first) + place) for place in range(count)))


def _in_digits(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _counted(digits: str, units: str, *, zero: str, one: bool) -> Callable[[int], str]:
    """Return a writer of 一百零五; ``one`` says whether 100 begins with 一."""

    def under_ten_thousand(number: int) -> str:
        pieces: list[str] = []
        for place, unit in zip((1000, 100, 10, 1), units, strict=True):
            digit = number // place % 10
            if digit:
                bare = digit == 1 and place > 1 and not one
                pieces.append(("" if bare else digits[digit]) + unit.strip())
            elif pieces and number % place and pieces[-1] != zero:
                pieces.append(zero)
        return "".join(pieces)

    def write(number: int) -> str:
        high, low = divmod(number, 10_000)
        gap = zero if high and 0 < low < 1000 else ""
        text = (under_ten_thousand(high) + "万" if high else "") + gap + under_ten_thousand(low)
        # 十五 and not 一十五, at the beginning alone
        return text[1:] if text.startswith("一十") else text or digits[0]

    return write


_CHINESE = _counted(_DIGITS, "千百十 ", zero="零", one=True)
_JAPANESE = _counted(_DIGITS, "千百十 ", zero="", one=False)
_LEGAL = _counted(_LEGAL_DIGITS, "仟佰拾 ", zero="零", one=True)
_CIRCLED = _run("①", 20)
_CYCLE = [_STEMS[n % 10] + _BRANCHES[n % 12] for n in range(60)]

_WRITERS: dict[str, Callable[[int], str]] = {
    "bullet": lambda _: "",
    "none": lambda _: "",
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "numberInDash": lambda number: f"- {number} -",
    "ordinal": _ordinal,
    "hex": lambda number: f"{number:X}",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedParen": _run("⑴", 20),
    "decimalEnclosedFullstop": _run("⒈", 20),
    "ideographEnclosedCircle": _run("㊀", 10),
    "ideographTraditional": _from(_STEMS),
    "ideographZodiac": _from(_BRANCHES),
    "ideographZodiacTraditional": lambda n: _CYCLE[n - 1] if 1 <= n <= 60 else str(n),
    "ideographDigital": _in_digits,
    "japaneseDigitalTenThousand": _in_digits,
    "taiwaneseDigital": _in_digits,
    "chineseCounting": _CHINESE,
    "chineseCountingThousand": _CHINESE,
    "taiwaneseCounting": _CHINESE,
    "taiwaneseCountingThousand": _CHINESE,
    "japaneseCounting": _JAPANESE,
    "chineseLegalSimplified": _LEGAL,
    "ideographLegalTraditional": _LEGAL,
}
