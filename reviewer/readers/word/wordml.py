"""Elements of WordprocessingML, whatever their namespace: transitional and strict files differ."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from reviewer.errors import InputError
from reviewer.readers.containers import damaged

Properties = dict[str, etree._Element]
MAX_SPAN = 200
# the largest number that Word itself keeps in a list
MAX_NUMBER = 32_767
_OFF = frozenset(("0", "false", "off"))


def parsed(data: bytes, name: str) -> etree._Element:
    """Return the root of an XML part; entities are never expanded, nothing is fetched.

    Raises InputError where it is damaged, declares entities or nests deeper than libxml2 lets
    (256 elements): whoever walks the tree may recurse. Prefixes that nobody declared, as some
    writers leave them, are let through.
    """
    parser = _parser(recover=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        root = _leniently(data, parser) if isinstance(error, etree.XMLSyntaxError) else None
        if root is None and "depth" in str(error):
            raise too_deep(name) from None
        if root is None:
            raise damaged(name) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise InputError(f"{name}：文件含有 Word 不会写入的实体声明，为安全起见没有读取。")
    return root


def too_deep(name: str) -> InputError:
    """Return the error for elements inside one another beyond all reason."""
    return InputError(f"{name}：表格或内容一层套一层，嵌套过深，没有读取，请检查文件来源。")


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_pis=True,
        remove_comments=True,
        recover=recover,
    )


def _leniently(data: bytes, parser: etree.XMLParser) -> etree._Element | None:
    """Read once more if all that was wrong were undeclared prefixes."""
    errors = [e for e in parser.error_log if e.level_name in ("ERROR", "FATAL")]
    if not errors or any(e.type_name != "NS_ERR_UNDEFINED_NAMESPACE" for e in errors):
        return None
    return etree.fromstring(data, _parser(recover=True))


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace; "" for what is no element."""
    return _bare(element.tag)


@lru_cache(maxsize=512)
def _bare(tag: object) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element | None, key: str = "val") -> str | None:
    """Return an attribute whatever its namespace: transitional and strict files differ."""
    if element is not None:
        for name, value in element.attrib.items():
            if _bare(name) == key:
                return str(value)
    return None


def child_at(element: etree._Element | None, *names: str) -> etree._Element | None:
    """Return the element down a path of local names."""
    for name in names:
        if element is None:
            return None
        element = next((child for child in element if local(child) == name), None)
    return element


def properties_of(element: etree._Element, name: str) -> Properties:
    """Return what the properties of an element (w:tcPr of a cell) hold, by local names."""
    for child in element:
        if _bare(child.tag) == name:
            return {_bare(one.tag): one for one in child}
    return {}


def number_at(element: etree._Element | None, default: int, most: int = MAX_SPAN) -> int:
    """Return the number in an element's value, at most ``most``."""
    return number_in(attribute(element), default, most)


def number_in(value: str | None, default: int, most: int = MAX_NUMBER) -> int:
    """Return a number as it is written in an attribute, at most ``most``."""
    # a number of thousands of digits is dear to convert, and int() refuses it
    if value is None or not value.isascii() or not value.isdecimal():
        return default
    return min(int(value[:20]), most)


def is_on(element: etree._Element | None) -> bool:
    """Tell whether a property that is on or off (w:vanish) is there and on."""
    return element is not None and attribute(element) not in _OFF


def choose_alternatives(root: etree._Element) -> None:
    """Leave of every mc:AlternateContent the branch to be read.

    That is the first choice; a later one, or the fallback, only where it alone has text.
    """
    for element in list(root.iter("{*}AlternateContent")):
        branches = list(element)
        filled = (branch for branch in branches if next(branch.iter("{*}t"), None) is not None)
        chosen = next(filled, branches[0] if branches else None)
        for branch in branches:
            if branch is not chosen:
                element.remove(branch)


def is_placeholder(control: etree._Element) -> bool:
    """Tell a content control that only shows its prompt (单击此处输入文字)."""
    return is_on(child_at(control, "sdtPr", "showingPlcHdr"))
