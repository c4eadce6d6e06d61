"""Formulas of Word (Office MathML) in one line: 1/2, m², √(x), (a+b)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.readers.word.wordml import attribute, child_at, local

if TYPE_CHECKING:
    from lxml import etree

_RAISED = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
_DROPPED = ("del", "moveFrom")


def formula(element: etree._Element) -> str:
    """Return the text of a formula or of a part of one."""
    kind = local(element)
    if kind == "t":
        return element.text or ""
    if kind in _DROPPED or kind.endswith("Pr"):
        return ""
    if kind == "f":
        return f"{_grouped(element, 'num')}/{_grouped(element, 'den')}"
    if kind == "sSup":
        return _part(element, "e") + _power(_part(element, "sup"))
    if kind == "rad":
        return f"√{_grouped(element, 'e')}"
    inner = "".join(formula(child) for child in element)
    if kind == "d":
        properties = child_at(element, "dPr")
        left = attribute(child_at(properties, "begChr"))
        right = attribute(child_at(properties, "endChr"))
        return ("(" if left is None else left) + inner + (")" if right is None else right)
    if kind == "nary":
        return (attribute(child_at(element, "naryPr", "chr")) or "∫") + inner
    return inner


def _part(element: etree._Element, name: str) -> str:
    part = child_at(element, name)
    return formula(part) if part is not None else ""


def _grouped(element: etree._Element, name: str) -> str:
    """Return a part, in brackets where it is more than one figure or word."""
    text = _part(element, name).strip()
    plain = all(sign.isalnum() or sign in ".%" for sign in text)
    return text if plain else f"({text})"


def _power(text: str) -> str:
    raised = text.translate(_RAISED)
    plain = not any(sign.isascii() for sign in raised)
    return raised if plain else f"^{text}" if len(text) == 1 else f"^({text})"
