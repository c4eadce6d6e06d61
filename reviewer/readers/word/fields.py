"""Fields: their results are text, their instructions are not; where Word stored none, it is said.

A field runs from a begin over an optional separate to an end, through several runs or paragraphs,
and may hold others (ECMA-376, part 1, 17.16.18).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from reviewer.readers.word.list_numbers import written
from reviewer.readers.word.symbols import symbol
from reviewer.readers.word.wordml import attribute, child_at, is_on, local, number_at, number_in

_SCOPES = frozenset(("tc", "txbxContent", "body", "comment"))
_DELETED = frozenset(("del", "moveFrom"))
_WALKED = [f"{{*}}{name}" for name in ("fldChar", *_SCOPES, *_DELETED)]
# fields that print nothing, or nothing that a narrative could need
_SILENT = frozenset(
    (
        *("XE", "TC", "TA", "RD", "PRIVATE", "ADVANCE", "SET", "ASK", "NEXT", "NEXTIF", "SKIPIF"),
        *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "TOC", "INDEX", "TOA", "HYPERLINK"),
        *("INCLUDEPICTURE", "EMBED", "SHAPE", "CONTROL", "MACROBUTTON", "GOTOBUTTON", "PRINT"),
        *("ADDIN", "BARCODE", "DISPLAYBARCODE", "FORMTEXT", "PAGEREF", "BIDIOUTLINE", ""),
    )
)
_CIRCLED = re.compile(r"\\o(?:\\a[clr])?\((?:\\s\\[a-z]+\d*\()?[○◯Ｏ]\)?[,，;；]([^()]+)\)")
_FRACTION = re.compile(r"\\f\(([^(),，;；]+)[,，;；]([^(),，;；]+)\)")
_SIGN = re.compile(r'SYMBOL\s+(0x[0-9a-f]{1,4}|\d{1,5})(?:.*?\\f\s*"?([^"\\]+))?', re.IGNORECASE)


@dataclass(slots=True)
class _Field:
    begin: etree._Element
    instruction: list[str] = field(default_factory=list)
    in_result: bool = False
    has_result: bool = False


class Fields:
    """The fields that are open at a place in a document."""

    def __init__(self, root: etree._Element) -> None:
        self._whole = _whole_fields(root)
        self._open: list[_Field] = []
        self._instructions = 0
        self.missing: dict[str, int] = {}

    @property
    def showing(self) -> bool:
        """Tell whether text at this place is printed: it is part of no instruction."""
        return self._instructions == 0

    def printed(self) -> None:
        """Note that there is a result."""
        for one in reversed(self._open):
            if one.has_result:
                break
            one.has_result = True

    def instruct(self, text: str) -> None:
        """Add to the instruction of the innermost field."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].instruction.append(text)

    def pass_mark(self, mark: etree._Element) -> str:
        """Go past a w:fldChar; return what the field that it ends prints without a result."""
        if mark not in self._whole:
            return ""
        if attribute(mark, "fldCharType") == "begin":
            self._open.append(_Field(mark))
            self._instructions += 1
        # a begin may stand where nothing is read
        elif self._open:
            current = self._open[-1]
            self._instructions -= not current.in_result
            current.in_result = True
            if attribute(mark, "fldCharType") == "end":
                self._open.pop()
                if not current.has_result:
                    return self.without_result("".join(current.instruction), current.begin)
        return ""

    def open_fields(self) -> int:
        """Return how many fields are open."""
        return len(self._open)

    def leave(self, count: int) -> None:
        """Close the fields that were opened in a cell or box and not ended where it was read."""
        while len(self._open) > count:
            self._instructions -= not self._open.pop().in_result

    def without_result(self, instruction: str, begin: etree._Element | None = None) -> str:
        """Return what a field prints whose result is not stored; count it where that is unknown."""
        name = instruction.split(maxsplit=1)[0].upper() if instruction.strip() else ""
        name = "=" if name.startswith("=") else name
        text = _from_form(child_at(begin, "ffData"))
        if text is None and name == "EQ":
            text = _equation(instruction)
        elif text is None and name == "SYMBOL":
            text = _sign(instruction)
        if text is None and name not in _SILENT:
            self.missing[name[:20]] = self.missing.get(name[:20], 0) + 1
        return text or ""


def _whole_fields(root: etree._Element) -> set[etree._Element]:
    """Return the marks of fields that end in the cell, box or body in which they begin.

    A begin without an end would swallow what follows; such marks are passed over.
    """
    whole: set[etree._Element] = set()
    if next(root.iter("{*}fldChar"), None) is None:
        return whole
    scopes: list[list[list[etree._Element]]] = [[]]
    deleted = 0
    for event, element in etree.iterwalk(root, events=("start", "end"), tag=_WALKED):
        kind, step = local(element), 1 if event == "start" else -1
        if kind in _DELETED:
            deleted += step
        elif kind in _SCOPES and step > 0:
            scopes.append([])
        elif kind in _SCOPES:
            scopes.pop()
        elif step > 0 and not deleted:
            _pair(element, scopes[-1], whole)
    return whole


def _pair(
    mark: etree._Element, begun: list[list[etree._Element]], whole: set[etree._Element]
) -> None:
    """Add a mark to the field that it belongs to, and the field to the whole ones at its end."""
    kind = attribute(mark, "fldCharType")
    if kind == "begin":
        begun.append([mark])
    elif kind == "separate" and begun:
        begun[-1].append(mark)
    elif kind == "end" and begun:
        whole.update((*begun.pop(), mark))


def _from_form(form: etree._Element | None) -> str | None:
    """Return what a form field of Word 97 shows: a ticked box, the entry that was chosen."""
    box, choices = child_at(form, "checkBox"), child_at(form, "ddList")
    if box is not None:
        ticked = child_at(box, "checked")
        ticked = child_at(box, "default") if ticked is None else ticked
        return "☑" if is_on(ticked) else "□"
    if choices is not None:
        entries = [attribute(e) or "" for e in choices if local(e) == "listEntry"]
        chosen = child_at(choices, "result")
        place = number_at(child_at(choices, "default") if chosen is None else chosen, 0)
        return entries[place] if place < len(entries) else ""
    return None


def _equation(instruction: str) -> str | None:
    """Return what the simple equation fields print: a number in a circle, a fraction."""
    compact = instruction.replace(" ", "")
    circled = _CIRCLED.search(compact)
    if circled is not None:
        inner = circled[1]
        return written(number_in(inner, 0), "decimalEnclosedCircle") if inner.isdecimal() else inner
    fraction = _FRACTION.search(compact)
    return f"{fraction[1]}/{fraction[2]}" if fraction is not None else None


def _sign(instruction: str) -> str | None:
    match = _SIGN.search(instruction[:200])
    return symbol(match[2], int(match[1], 0)) if match is not None else None
