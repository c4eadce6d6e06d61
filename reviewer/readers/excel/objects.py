"""What stands on a worksheet of an xlsx but in no cell: text boxes, pictures, comments, filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.readers.excel.worksheet import area
from reviewer.readers.package import Attributes, MalformedError, Package, Relation, local, walk

if TYPE_CHECKING:
    from reviewer.readers.excel.sheets import Sheet

MAX_OBJECTS = 200
_QUOTED = 30


def add_objects(package: Package, part: str, sheet: Sheet) -> None:
    """Note what the parts that belong to a worksheet hold; take over the filters of its tables."""
    relations = [r for r in package.relations(part).values() if r.kind in _READERS]
    for relation in relations[:MAX_OBJECTS]:
        try:
            _READERS[relation.kind](package, relation, sheet)
        except MalformedError:
            sheet.objects.append("的图形、批注等附件已损坏，没有读取")


def _drawing(package: Package, relation: Relation, sheet: Sheet) -> None:
    """Count text boxes and pictures; the text of the first boxes is quoted."""
    boxes: list[str] = []
    pieces: list[str] = []
    keep, pictures = False, 0

    def start(name: str, _: Attributes) -> None:
        nonlocal keep, pictures
        keep = local(name) == "t"
        pictures += local(name) == "pic"

    def end(name: str) -> None:
        nonlocal keep
        keep = False
        if local(name) == "txBody":
            text = " ".join("".join(pieces).split())
            pieces.clear()
            if text:
                boxes.append(text)

    def text(piece: str) -> None:
        if keep and len(pieces) < _QUOTED:
            pieces.append(piece[: 2 * _QUOTED])

    walk(package.optional(relation.part) or b"", start, end, text)
    if boxes:
        first = boxes[0] if len(boxes[0]) <= _QUOTED else boxes[0][:_QUOTED] + "…"
        sheet.objects.append(f"有 {len(boxes)} 个文本框没有读取（“{first}”）")
    if pictures:
        sheet.objects.append(f"有 {pictures} 张图片没有读取")


def _comments(package: Package, relation: Relation, sheet: Sheet) -> None:
    count = 0

    def start(name: str, _: Attributes) -> None:
        nonlocal count
        count += local(name) == "comment"

    walk(package.optional(relation.part) or b"", start)
    if count:
        sheet.objects.append(f"有 {count} 条批注没有读取")


def _table(package: Package, relation: Relation, sheet: Sheet) -> None:
    """Take over the filter of a table (插入表格), which the worksheet itself does not name."""
    reference = ""
    is_active = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal reference, is_active
        if local(name) == "autoFilter":
            reference = attributes.get("ref", "")
        elif local(name) == "filterColumn":
            is_active = True

    walk(package.optional(relation.part) or b"", start)
    if is_active and reference:
        merge = area(reference)
        sheet.add_filter(merge.top, merge.bottom)


_READERS = {"drawing": _drawing, "comments": _comments, "table": _table}
