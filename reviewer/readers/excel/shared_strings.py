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
        walk(package.read(part), texts.start, texts.end, texts.pieces.append)
    except MalformedError:
        return None
    return texts.found


class _Texts:
    """Takes the XML events of the table: runs are joined, phonetic guides left out."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.pieces: list[str] = []
        """Takes all character data; emptied where text that counts begins."""
        self._text = ""
        self._phonetic = False

    def start(self, name: str, _: Attributes) -> None:
        if name == "t":
            self.pieces.clear()
        elif name == "si":
            self._text = ""
        elif ":" in name:
            self.start(local(name), _)
        elif name == "rPh":
            self._phonetic = True

    def end(self, name: str) -> None:
        if name == "t":
            if not self._phonetic:
                self._text += "".join(self.pieces)
        elif name == "si":
            self.found.append(cell_text(unescaped(self._text)))
        elif ":" in name:
            self.end(local(name))
        elif name == "rPh":
            self._phonetic = False
