"""Office packages: parts by name and by relationship, out of a zip or out of one flat XML file.

Part names are compared as the Open Packaging Conventions say, without regard to case; backslashes,
which some writers put into zips, count as slashes.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from reviewer.errors import InputError
from reviewer.limits import MEGABYTE
from reviewer.readers.containers import damaged, too_large
from reviewer.readers.wordml import attribute, local, parsed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reviewer.limits import Limits
    from reviewer.readers.containers import Container

# content types of docx and dotx, of docm and dotm
_WORD = ("wordprocessingml", "vnd.ms-word.")
_MAIN = "/officeDocument"
# pictures in flat files: long, of no use here, and dear to parse
_BINARIES = (
    (b"<pkg:binaryData", b"</pkg:binaryData>"),
    (b"<w:binData", b"</w:binData>"),
)


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of an office file; ``members`` maps their normal names to those in the file."""

    name: str
    limits: Limits
    members: Mapping[str, str]
    content: Callable[[str], bytes]

    def read(self, part: str) -> bytes:
        """Return the bytes of a part; InputError where it is missing, damaged or too large."""
        member = self.members.get(part)
        if member is None:
            raise damaged(self.name)
        return self.content(member)

    def related(self, part: str, kind: str) -> str | None:
        """Return the first part to which ``part`` ("": the package) is related as ``kind``."""
        folder, base = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        for relation in self._children(relations):
            if str(attribute(relation, "Type")).endswith(kind):
                target = str(attribute(relation, "Target"))
                found = normal(posixpath.join("/", folder, target.replace("\\", "/")))
                if found in self.members:
                    return found
        return None

    def is_word(self) -> bool:
        """Tell a package that holds, or should hold, a Word document."""
        return any(m.startswith("word/") for m in self.members) or self.word_part() is not None

    def word_part(self) -> str | None:
        """Return the part that holds the body of a Word document; None where there is none."""
        main = self.related("", _MAIN)
        if main is not None and (main.startswith("word/") or self._is_word(main)):
            return main
        for part in ("word/document.xml", *sorted(self.members)):
            if part in self.members and part.startswith("word/document") and part.endswith(".xml"):
                return part
        return None

    def _is_word(self, part: str) -> bool:
        for entry in self._children("[content_types].xml"):
            if normal(attribute(entry, "PartName") or "") == part:
                return any(word in (attribute(entry, "ContentType") or "") for word in _WORD)
        return False

    def _children(self, part: str) -> list[etree._Element]:
        """Return the entries of a directory part; a damaged directory has none."""
        if part not in self.members:
            return []
        try:
            return list(parsed(self.read(part), self.name))
        except InputError:
            return []


def normal(name: str) -> str:
    """Return a part's name as it is compared: no leading slash, no "..", lower case."""
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/").lower()


def zipped(container: Container) -> Package:
    """Return the package in an open zip."""
    members = {normal(member): member for member in container.members}
    return Package(container.name, container.limits, members, container.read)


def flat_root(data: bytes, name: str, limits: Limits) -> etree._Element:
    """Return the root of an office file in one XML file, the pictures in it left out."""
    content = data
    for opening, closing in _BINARIES:
        content = _without(content, opening, closing)
    if len(content) > limits.member_mb * MEGABYTE:
        raise too_large(name)
    return parsed(content, name)


def flat(root: etree._Element, name: str, limits: Limits) -> Package:
    """Return the package that is written in one XML file (pkg:package)."""
    parts: dict[str, bytes] = {}
    for part in root:
        inner = next((child for child in part if local(child) == "xmlData"), None)
        if inner is not None and len(inner):
            parts[normal(attribute(part, "name") or "")] = etree.tostring(inner[0])
    return Package(name, limits, {part: part for part in parts}, parts.__getitem__)


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
