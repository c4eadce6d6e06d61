"""Texts as XML can hold them."""

from __future__ import annotations

import re

# What XML 1.0 has no way to write (its Char production), lone surrogates among it.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """The text with □ for each character that XML does not allow: no letter moves."""
    return _FORBIDDEN.sub("□", text)
