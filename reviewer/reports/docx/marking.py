"""The marks of comments in the body: where a range begins, where it ends, where it is referred to.

A reference stands right behind the end of its range, but behind the field, content control or link
that the range ends in: a program that updates a field takes its old result away, and what is in it;
one that reads a control as plain text, or a link in an insertion, may lose text or the comment.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from docx.oxml.ns import nsmap

from reviewer.readers.word.wordml import attribute, local

if TYPE_CHECKING:
    from lxml import etree

_HOLDS_NONE = frozenset(("fldSimple", "sdt", "hyperlink"))
W = f"{{{nsmap['w']}}}"


def mark(first: etree._Element, last: etree._Element, key: str, style: str | None) -> None:
    """Mark the runs from ``first`` to ``last``, with what is between them, as commented.

    The reference gets the character style ``style``, if any.
    """
    first.addprevious(_element(first, "commentRangeStart", id=key))
    end = _element(first, "commentRangeEnd", id=key)
    _behind_others(last).addnext(end)
    reference = _element(first, "r")
    if style is not None:
        properties = _element(first, "rPr")
        properties.append(_element(first, "rStyle", val=style))
        reference.append(properties)
    reference.append(_element(first, "commentReference", id=key))
    outside = _outside(end)
    (end if outside is end else _behind_others(outside)).addnext(reference)


def marks(root: etree._Element) -> Iterator[etree._Element]:
    """Give all marks of comments in a document."""
    return root.iter("{*}commentRangeStart", "{*}commentRangeEnd", "{*}commentReference")


def unmark(root: etree._Element, keys: Collection[str]) -> None:
    """Take away the marks of some comments, and the runs that held nothing but a reference."""
    for one in list(marks(root)):
        if attribute(one, "id") not in keys:
            continue
        run = one.getparent()
        alone = run is not None and all(child is one or local(child) == "rPr" for child in run)
        gone = run if local(one) == "commentReference" and alone else one
        if gone is not None and (parent := gone.getparent()) is not None:
            parent.remove(gone)


def follow_each_other(first: etree._Element, last: etree._Element, between: int) -> bool:
    """Whether paragraphs with two runs have only ``between`` paragraphs with text between them."""
    one, other = _block(first), _block(last)
    if one is None or other is None or one.getparent() is not other.getparent():
        return False
    found = 0
    for block in one.itersiblings():
        if block is other:
            return found == between
        if local(block) == "tbl" or next(block.iter("{*}tbl"), None) is not None:
            return False
        found += any((text.text or "").strip() for text in block.iter("{*}t"))
    return False


def _block(run: etree._Element) -> etree._Element | None:
    """Return the paragraph of a run, or the controls that it alone is in."""
    above = run.iterancestors()
    paragraph = next((one for one in above if local(one) == "p"), None)
    found = paragraph
    while found is not None and (control := _control(found)) is not None:
        found = control
    return found


def _control(block: etree._Element) -> etree._Element | None:
    """Return the content control that holds nothing but a block."""
    content = block.getparent()
    if content is None or local(content) != "sdtContent" or len(content) != 1:
        return None
    return content.getparent()


def _outside(end: etree._Element) -> etree._Element:
    """Return the end of a range, or of what holds it in its paragraph and holds no reference."""
    found, place = end, end
    for one in end.iterancestors():
        if local(one) in _HOLDS_NONE:
            found = place = one
        if local(one) == "p":
            closing = _last_closing(one, place)
            return found if closing is None else closing
    return found


def _last_closing(paragraph: etree._Element, place: etree._Element) -> etree._Element | None:
    """Return the run with the last mark behind a place that ends a field begun before it."""
    behind, depth, found = False, 0, None
    for one in paragraph.iter("{*}fldChar", place.tag):
        if one is place:
            behind = True
        elif behind and local(one) == "fldChar":
            kind = attribute(one, "fldCharType")
            if kind == "end" and not depth:
                found = one.getparent()
            depth = max(0, depth + (kind == "begin") - (kind == "end"))
    return found


def _behind_others(element: etree._Element) -> etree._Element:
    """Return the last mark of the comments that end at an element, else the element."""
    for following in element.itersiblings():
        reference = local(following) == "r" and any(
            local(one) == "commentReference" for one in following
        )
        if not reference and local(following) != "commentRangeEnd":
            break
        element = following
    return element


def _element(like: etree._Element, name: str, **attributes: str) -> etree._Element:
    """Return a new element of the document, to be put beside another."""
    return like.makeelement(f"{W}{name}", {f"{W}{key}": value for key, value in attributes.items()})
