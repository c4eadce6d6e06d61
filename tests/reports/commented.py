"""What a reader of a commented docx sees: each comment with the text that it stands at."""

from __future__ import annotations

import io
from dataclasses import dataclass

import docx
from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of a document: its text by lines, the text it is anchored to, its author."""

    text: str
    anchor: str
    author: str


def comments(data: bytes) -> list[Comment]:
    """Return the comments of a docx in the order of comments.xml."""
    document = docx.Document(io.BytesIO(data))
    anchors = _anchors(document.element)
    return [
        Comment(
            "\n".join("".join(p.itertext(f"{_W}t")) for p in one.iter(f"{_W}p")),
            anchors.get(one.get(f"{_W}id", ""), ""),
            one.get(f"{_W}author", ""),
        )
        for one in document.part._comments_part.element
    ]


def _anchors(root: etree._Element) -> dict[str, str]:
    """Return the text within each comment's range, deleted text left out."""
    texts: dict[str, str] = {}
    current: set[str] = set()
    for element in root.iter(etree.Element):
        name = element.get(f"{_W}id", "")
        if element.tag == f"{_W}commentRangeStart":
            current.add(name)
            texts[name] = ""
        elif element.tag == f"{_W}commentRangeEnd":
            current.discard(name)
        elif element.tag == f"{_W}p":
            _extend(texts, current, "\n")
        elif element.tag == f"{_W}t" and not _deleted(element):
            _extend(texts, current, element.text or "")
        elif element.tag in _SIGNS and element.getparent().tag == f"{_W}r":
            _extend(texts, current, _SIGNS[element.tag])
    return texts


def _extend(texts: dict[str, str], current: set[str], text: str) -> None:
    for name in current:
        texts[name] += text


def _deleted(element: etree._Element) -> bool:
    return any(one.tag in (f"{_W}del", f"{_W}moveFrom") for one in element.iterancestors())
