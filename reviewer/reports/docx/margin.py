"""The comments part of a document: what the comments in its margin say, and who says it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from reviewer.reports.docx.marking import W, mark, marks, unmark
from reviewer.reports.printable import remark

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# the ids of comments are signed and of 32 bits
_LAST_ID = 2**31 - 1


class Margin:
    """Adds comments of one author to a document, in place of its earlier ones, beside others'."""

    def __init__(self, document: WordDocument, author: str, initials: str) -> None:
        self._part = document.part._comments_part.element
        self._author = {f"{W}author": author, f"{W}initials": initials}
        self._replace_own(document, author)
        self._text_style = _style(document, "annotation text")
        self._mark_style = _style(document, "annotation reference")
        # marks that no comment belongs to any more would be taken for those of a new one
        elements = (*self._part.iterchildren(), *marks(document.element))
        self._taken = set(_numbers(one.get(f"{W}id", "") for one in elements))
        self._next = max(self._taken, default=-1) + 1

    def _replace_own(self, document: WordDocument, author: str) -> None:
        """Take away what an earlier review said, in a copy that was worked on and is sent again."""
        own = [one for one in self._part if one.get(f"{W}author") == author]
        unmark(document.element, {one.get(f"{W}id", "") for one in own})
        for one in own:
            self._part.remove(one)

    def comment(self, first: etree._Element, last: etree._Element, text: str) -> None:
        """Comment on what is from one run to another; each line is a paragraph.

        A comment has no date: a report of the same review is the same to the byte.
        """
        key = self._free()
        comment = etree.SubElement(self._part, f"{W}comment", {f"{W}id": key, **self._author})
        for number, line in enumerate(remark(text).split("\n")):
            paragraph = etree.SubElement(comment, f"{W}p")
            _add_style(paragraph, "p", self._text_style)
            if not number:
                run = etree.SubElement(paragraph, f"{W}r")
                _add_style(run, "r", self._mark_style)
                etree.SubElement(run, f"{W}annotationRef")
            _add_text(etree.SubElement(paragraph, f"{W}r"), line)
        mark(first, last, key, self._mark_style)

    def _free(self) -> str:
        while self._next in self._taken or self._next > _LAST_ID:
            self._next = self._next + 1 if self._next < _LAST_ID else 0
        self._taken.add(self._next)
        return str(self._next)


def _numbers(texts: Iterable[str]) -> Iterable[int]:
    for text in texts:
        # a number of thousands of digits is dear to convert, and no id
        if text.isascii() and text.isdecimal() and len(text) <= len(str(_LAST_ID)):
            yield int(text)


def _style(document: WordDocument, name: str) -> str | None:
    """Return the id of a style that the document has, by the name that is the same everywhere."""
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.STYLES and not relation.is_external:
            for style in document.part.styles.element.iter(f"{W}style"):
                called = style.find(f"{W}name")
                if called is not None and (called.get(f"{W}val") or "").lower() == name:
                    return str(style.get(f"{W}styleId", "")) or None
    return None


def _add_style(element: etree._Element, kind: str, style: str | None) -> None:
    if style is not None:
        properties = etree.SubElement(element, f"{W}{kind}Pr")
        etree.SubElement(properties, f"{W}{kind}Style", {f"{W}val": style})


def _add_text(run: etree._Element, line: str) -> None:
    for number, piece in enumerate(line.replace("\r", "").split("\t")):
        if number:
            etree.SubElement(run, f"{W}tab")
        if piece:
            text = etree.SubElement(run, f"{W}t")
            text.text = piece
            if piece.strip() != piece:
                text.set(_SPACE, "preserve")
