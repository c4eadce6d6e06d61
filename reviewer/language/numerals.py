"""Figures as printed, Arabic or Chinese or mixed, to Decimal."""

from __future__ import annotations

from decimal import Decimal

DIGITS = {
    digit: value
    for row in ("零一二三四五六七八九", "〇壹贰叁肆伍陆柒捌玖", "○ 两")
    for value, digit in enumerate(row)
    if digit != " "
}
PLACES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}
FILLERS = "余多几来"


def chinese(text: str) -> Decimal | None:
    """The value of a Chinese numeral (三百二十, 十余, 二〇二二, 三点五), None if it is none."""
    text = text.translate({ord(filler): None for filler in FILLERS})
    if not text:
        return None
    whole, dot, fraction = text.partition("点")
    value = _whole(whole)
    if value is None or not dot:
        return None if value is None else Decimal(value)
    if not fraction or any(char not in DIGITS for char in fraction):
        return None
    return Decimal(f"{value}." + "".join(str(DIGITS[char]) for char in fraction))


def _whole(text: str) -> int | None:
    if len(text) > 1 and all(char in DIGITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    total = section = digit = 0
    last_place = 1
    last_myriad = 0
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in PLACES:
            section += (digit or 1) * PLACES[char]
            last_place, digit = PLACES[char], 0
        elif char in MYRIADS:
            size = MYRIADS[char]
            if last_myriad > size:
                total += (section + digit) * size
            else:
                total = (total + section + digit) * size
            section = digit = 0
            last_myriad = size
            last_place = MYRIADS[char]
        else:
            return None
    # 三千五 is 3500: a digit after a place without 零 stands for the next place.
    if digit and last_place > 10 and text[-2:-1] not in ("零", "〇"):
        digit *= last_place // 10
    return total + section + digit


def arabic(text: str) -> Decimal:
    """The value of 1,122.5 or 1 122; commas and blanks part thousands."""
    return Decimal(text.replace(",", "").replace(" ", "").replace("，", ""))
