"""Bytes -> text, with the encoding that was used; shared by every reader of plain text."""

from __future__ import annotations

import codecs

from reviewer.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8（BOM）"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16 LE"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16 BE"),
)


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Return the text and the name of its encoding: BOM, then UTF-8, then GB18030, all strict.

    Raises InputError naming the first byte (counted from 0) that fits no encoding.
    """
    for bom, codec, label in _BOMS:
        if data.startswith(bom):
            return _strict(data, codec, label, name), label
    if b"\0" in data:
        return _without_bom(data, name)
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data):
            raise _undecodable(name, error.start, "UTF-8") from None
    return _strict(data, "gb18030", "GB18030", name), "GB18030"


def _strict(data: bytes, codec: str, label: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise _undecodable(name, error.start, label) from None


def _without_bom(data: bytes, name: str) -> tuple[str, str]:
    """UTF-16 without a BOM shows in the zero bytes of its tabs, line ends and digits."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if len(data) % 2 == 0 and min(even, odd) == 0:
        codec, label = ("utf-16-le", "UTF-16 LE") if odd else ("utf-16-be", "UTF-16 BE")
        text = _strict(data, codec, label, name)
        if "\n" in text or "\t" in text:
            return text, label
    raise _undecodable(name, data.index(0), "UTF-8、UTF-16、GB18030")


def _is_damaged_utf8(data: bytes) -> bool:
    """Tell UTF-8 with a few broken bytes from GB18030.

    GB18030 accepts most byte pairs, so that damaged UTF-8 would come out as nonsense.
    """
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for char in text if char >= "\u0800") - broken
    return whole > 10 * broken


def _undecodable(name: str, offset: int, label: str) -> InputError:
    return InputError(
        f"{name}：第 {offset} 字节处不是有效的 {label} 文字，"
        "请用记事本或 WPS 另存为 UTF-8 编码后再试。"
    )
