"""The texts of an xlsx: its table of shared ones, and the escapes that all of them may hold."""

from __future__ import annotations

import re

from reviewer.grid import cell_text
from reviewer.readers.package import Attributes, MalformedError, Package, local, walk

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DROPPED = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def unescaped(text: str) -> str:
    """Return a text with Excel's ``_x000D_`` put back, and without what is no character."""
    if "_x" in text:
        text = _DROPPED.sub("", _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text))
    return text


def shared_strings(package: Package, part: str) -> list[str] | None:
    """Return the shared texts, None where the table of them is missing or damaged."""
    if part not in package:
        return None
    texts = _Texts()
    try:
        walk(package.read(part), texts.start, texts.end, texts.text)
    except MalformedError:
        return None
    return texts.found


class _Texts:
    """Takes the XML events of the table: runs are joined, phonetic guides left out."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._keep = self._phonetic = False

    def start(self, name: str, _: Attributes) -> None:
        name = local(name)
        if name == "t":
            self._keep = not self._phonetic
        elif name == "rPh":
            self._phonetic = True
        elif name == "si":
            self._pieces = []

    def end(self, name: str) -> None:
        name = local(name)
        self._keep = False
        if name == "rPh":
            self._phonetic = False
        elif name == "si":
            self.found.append(cell_text(unescaped("".join(self._pieces))))

    def text(self, piece: str) -> None:
        if self._keep:
            self._pieces.append(piece)
