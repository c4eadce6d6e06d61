"""Encodings."""

import pytest

from reviewer.decoding import decode
from reviewer.errors import InputError

TEXT = "指标\t得分\n经费保障\t7.5\n"


@pytest.mark.parametrize(
    ("codec", "label"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8（BOM）"),
        ("gb18030", "GB18030"),
        ("utf-16", "UTF-16 LE"),
        ("utf-16-le", "UTF-16 LE"),
        ("utf-16-be", "UTF-16 BE"),
    ],
)
def test_codecs(codec: str, label: str) -> None:
    assert decode(TEXT.encode(codec), "a.txt") == (TEXT, label)


def test_the_byte_that_fits_no_encoding_is_named() -> None:
    with pytest.raises(InputError, match="第 4 字节"):
        decode(b"abc\n\xff\xff", "a.txt")


def test_damaged_utf8_is_not_taken_for_gb18030() -> None:
    data = (TEXT * 20).encode()
    broken = data[:200] + b"\xff" + data[200:]
    with pytest.raises(InputError, match=r"第 20\d 字节"):
        decode(broken, "a.txt")


def test_binary_is_refused() -> None:
    with pytest.raises(InputError):
        decode(bytes(range(256)), "a.bin")
