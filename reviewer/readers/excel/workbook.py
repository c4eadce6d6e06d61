"""The workbook part of an xlsx with its styles and shared strings: what its sheets refer to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from reviewer.readers.excel.built_in_formats import BUILT_IN
from reviewer.readers.excel.number_formats import NumberFormat, number_format
from reviewer.readers.excel.shared_strings import shared_strings
from reviewer.readers.package import Attributes, MalformedError, Package, flag, local, walk

MAIN_PART = "xl/workbook.xml"
_GENERAL = number_format("General")


class SheetEntry(NamedTuple):
    """A sheet as the workbook lists it; ``part`` is "" where it can not be found."""

    name: str
    kind: str
    part: str
    hidden: bool


@dataclass(slots=True)
class Workbook:
    """What the sheets refer to. ``strings`` is None where the table of texts can not be read."""

    sheets: list[SheetEntry] = field(default_factory=list)
    strings: list[str] | None = field(default_factory=list)
    formats: list[NumberFormat] = field(default_factory=list)
    from_1904: bool = False
    uncalculated: bool = False
    """Excel is to work out all formulas when it opens the file: the values in it are stale."""
    unread: tuple[str, ...] = ()

    def format_of(self, style: str | None) -> NumberFormat:
        """Return the number format of a cell's style; General where the style is not known."""
        index = int(style) if style is not None and style.isdecimal() else 0
        return self.formats[index] if index < len(self.formats) else _GENERAL


def main_part(package: Package) -> str | None:
    """Return the part that lists the sheets, None where this is no workbook in XML."""
    if MAIN_PART in package:
        return MAIN_PART
    for kind, part in package.relations("").values():
        if kind == "officeDocument" and part in package and part.lower().endswith(".xml"):
            data = package.optional(part) or b""
            return part if b"<workbook" in data or b":workbook" in data[:2000] else None
    return None


def read_workbook(package: Package) -> Workbook:
    """Read what the sheets refer to; MalformedError where the list of sheets is damaged."""
    part = main_part(package)
    if part is None:
        raise MalformedError(MAIN_PART)
    relations = package.relations(part)
    book = Workbook()
    folder = part.rpartition("/")[0]

    def start(name: str, attributes: Attributes) -> None:
        name = local(name)
        if name == "sheet":
            relation = relations.get(_relation_id(attributes))
            guessed = f"{folder}/worksheets/sheet{len(book.sheets) + 1}.xml"
            kind, target = relation or ("worksheet", guessed)
            hidden = attributes.get("state", "visible") in ("hidden", "veryHidden")
            target = target if target in package else ""
            book.sheets.append(SheetEntry(attributes.get("name", ""), kind, target, hidden))
        elif name == "workbookPr":
            book.from_1904 = flag(attributes, "date1904")
        elif name == "calcPr":
            book.uncalculated = flag(attributes, "fullCalcOnLoad")

    walk(package.read(part), start)
    parts = dict(relations.values())
    texts = parts.get("sharedStrings", f"{folder}/sharedStrings.xml")
    book.strings = shared_strings(package, texts)
    formats = _formats(package, parts.get("styles", f"{folder}/styles.xml"), book.from_1904)
    if formats is None:
        book.unread = ("样式已损坏，数字、日期没有按显示格式读取，请核对。",)
    book.formats = formats or []
    return book


def _relation_id(attributes: Attributes) -> str:
    return next((value for name, value in attributes.items() if name.endswith(":id")), "")


def _formats(package: Package, part: str, from_1904: bool) -> list[NumberFormat] | None:
    """Return the number format of every cell style, None where the styles are damaged."""
    codes = dict(BUILT_IN)
    ids: list[int] = []
    inside = ""

    def start(name: str, attributes: Attributes) -> None:
        nonlocal inside
        name = local(name)
        if name in ("cellXfs", "cellStyleXfs", "dxfs"):
            inside = name
        elif name == "numFmt" and inside != "dxfs":
            codes[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "General")
        elif name == "xf" and inside == "cellXfs":
            ids.append(int(attributes.get("numFmtId", "0")))

    if part not in package:
        return []
    data = package.optional(part)
    try:
        walk(data or b"", start)
    except MalformedError:
        return None
    return [number_format(codes.get(i, "General"), from_1904=from_1904) for i in ids]
