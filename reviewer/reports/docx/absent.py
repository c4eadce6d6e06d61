"""Relationships to parts that a package does not have, hidden from python-docx while it is open.

Word leaves them behind pictures that were pasted from the web (Target="NULL"), other programs
behind pictures that they threw away or links within the document (Target="#name"); Word opens such
a document, and python-docx does not.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from urllib.parse import unquote

from lxml import etree

from reviewer.readers.word.wordml import parsed

_FOLDER = "_rels/"
_ENDING = ".rels"
_EXTERNAL = "External"
_DISPENSABLE = ("/image", "/hyperlink")

# By the name of the part with the relationships: the ids of those that were hidden.
Absent = Mapping[str, frozenset[str]]


def hidden(name: str, content: bytes, members: frozenset[str]) -> tuple[bytes, frozenset[str]]:
    """Return relationships with those to absent parts called external, and the ids of these.

    Only what Word can do without is hidden, and nothing that points out of the package.
    """
    root = parsed(content, name)
    folder = posixpath.dirname(posixpath.dirname(name))
    ids: list[str] = []
    for one in root.iter("{*}Relationship"):
        target = unquote(one.get("Target", ""))
        base = "" if target.startswith("/") else folder
        inside = posixpath.normpath(posixpath.join(base, target.lstrip("/")))
        dispensable = one.get("Type", "").endswith(_DISPENSABLE) and not inside.startswith("..")
        if dispensable and one.get("TargetMode") != _EXTERNAL and inside not in members:
            one.set("TargetMode", _EXTERNAL)
            ids.append(one.get("Id", ""))
    return _bytes(root) if ids else content, frozenset(ids)


def shown(name: str, content: bytes, absent: Absent) -> bytes:
    """Return relationships with the hidden ones as they were; other parts as they are."""
    if name not in absent:
        return content
    root = parsed(content, name)
    for one in root.iter("{*}Relationship"):
        if one.get("Id") in absent[name] and one.get("TargetMode") == _EXTERNAL:
            del one.attrib["TargetMode"]
    return _bytes(root)


def are_relationships(name: str) -> bool:
    """Whether a part of a package has that name that holds relationships."""
    return name.endswith(_ENDING) and f"/{_FOLDER}" in f"/{name}"


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
