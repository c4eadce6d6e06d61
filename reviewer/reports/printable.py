"""Texts as XML can hold them."""

from __future__ import annotations

import re

# What XML 1.0 has no way to write (its Char production), lone surrogates among it.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Marks and overrides of direction: a quoted one would turn round what is said behind it.
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def remark(text: str) -> str:
    """A text of ours with quotes in it: without marks of direction, as XML can hold it."""
    return printable(_DIRECTION.sub("", text))


def printable(text: str) -> str:
    """The text with □ for each character that XML does not allow: no letter moves."""
    return _FORBIDDEN.sub("□", text)
