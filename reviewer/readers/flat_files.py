"""Documents that Word saved as one XML file: the package in it stands for a zip."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from reviewer.limits import MEGABYTE
from reviewer.readers.containers import damaged, too_large
from reviewer.readers.word.wordml import attribute, local, parsed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewer.limits import Limits

# pictures in flat files: long, of no use here, and dear to parse
_BINARIES = (
    (b"<pkg:binaryData", b"</pkg:binaryData>"),
    (b"<w:binData", b"</w:binData>"),
)


@dataclass(frozen=True, slots=True)
class FlatFile:
    """The parts of a flat XML file (pkg:package), to be read as those of a zip."""

    parts: Mapping[str, bytes]
    name: str
    limits: Limits

    @property
    def members(self) -> list[str]:
        """Return the names of the parts."""
        return list(self.parts)

    def read(self, member: str) -> bytes:
        """Return the XML of a part; InputError where there is none."""
        if member not in self.parts:
            raise damaged(self.name)
        return self.parts[member]


def flat_root(data: bytes, name: str, limits: Limits) -> etree._Element:
    """Return the root of an office file in one XML file, the pictures in it left out."""
    content = data
    for opening, closing in _BINARIES:
        content = _without(content, opening, closing)
    if len(content) > limits.member_mb * MEGABYTE:
        raise too_large(name)
    return parsed(content, name)


def flat_file(root: etree._Element, name: str, limits: Limits) -> FlatFile:
    """Return the parts of a flat file that hold XML."""
    parts: dict[str, bytes] = {}
    for part in root:
        inner = next((child for child in part if local(child) == "xmlData"), None)
        if inner is not None and len(inner):
            parts[attribute(part, "name") or ""] = etree.tostring(inner[0])
    return FlatFile(parts, name, limits)


def _without(data: bytes, opening: bytes, closing: bytes) -> bytes:
    kept, position = [], 0
    while (start := data.find(opening, position)) >= 0:
        inner = data.find(b">", start) + 1
        end = data.find(closing, start)
        if end < inner or inner == 0:
            break
        kept.append(data[position:inner])
        position = end
    return b"".join((*kept, data[position:]))
