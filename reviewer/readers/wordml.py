"""Elements of WordprocessingML, whatever their namespace: transitional and strict files differ."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from reviewer.errors import InputError
from reviewer.readers.containers import damaged

if TYPE_CHECKING:
    from reviewer.readers.containers import Container

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MAX_SPAN = 200
MAX_DEPTH = 200
# elements that only wrap others, in blocks, rows, cells and runs alike
_PLAIN_WRAPPERS = ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "Choice")
_RUN_WRAPPERS = ("r", "hyperlink", "fldSimple", "dir", "bdo", "ruby", "rubyBase")
_FORMULA_WRAPPERS = ("oMath", "oMathPara", "f", "num", "den", "sSup", "sSub", "e", "sup", "sub")
WRAPPERS = frozenset(("AlternateContent", *_PLAIN_WRAPPERS, *_RUN_WRAPPERS, *_FORMULA_WRAPPERS))
DROPPED = frozenset(("del", "moveFrom"))


def main_part(container: Container) -> str:
    """Return the member that holds the document's body."""
    members = container.members
    if "word/document.xml" in members:
        return "word/document.xml"
    for member in members:
        if member.startswith("word/document") and member.endswith(".xml"):
            return member
    raise damaged(container.name)


def parsed(data: bytes, name: str) -> etree._Element:
    """Return the root of an XML part; entities are never expanded, nothing is fetched."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise damaged(name) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise InputError(f"{name}：文件含有 Word 不会写入的实体声明，为安全起见没有读取。")
    return root


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace; "" for comments."""
    tag = element.tag
    return _bare(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=512)
def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]


def attribute(element: etree._Element | None, key: str = "val") -> str | None:
    """Return an attribute whatever its namespace: transitional and strict files differ."""
    if element is not None:
        for name, value in element.attrib.items():
            if str(name).rpartition("}")[2] == key:
                return str(value)
    return None


def child_at(element: etree._Element | None, *names: str) -> etree._Element | None:
    """Return the element down a path of local names."""
    for name in names:
        if element is None:
            return None
        element = next((child for child in element if local(child) == name), None)
    return element


def number_at(element: etree._Element | None, default: int) -> int:
    """Return the number in an element's value, at most MAX_SPAN."""
    value = attribute(element)
    return min(int(value), MAX_SPAN) if value is not None and value.isdecimal() else default


def alternatives(element: etree._Element) -> list[etree._Element]:
    """Return the children; of mc:AlternateContent the first, of an empty content control none."""
    children = list(element)
    if local(element) == "sdt" and child_at(element, "sdtPr", "showingPlcHdr") is not None:
        return []
    return children[:1] if element.tag == f"{_COMPATIBILITY}AlternateContent" else children


def unwrapped(element: etree._Element, kind: str, depth: int = 0) -> list[etree._Element]:
    """Return the children of a kind, also those inside content controls and revisions."""
    found: list[etree._Element] = []
    for child in alternatives(element):
        if local(child) == kind:
            found.append(child)
        elif local(child) in WRAPPERS and depth < MAX_DEPTH:
            found.extend(unwrapped(child, kind, depth + 1))
    return found
