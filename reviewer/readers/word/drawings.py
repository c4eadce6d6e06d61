"""Drawings: their text boxes are text; pictures, charts and embedded files are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.readers.word.wordml import attribute, local

if TYPE_CHECKING:
    from lxml import etree

    from reviewer.readers.word.remarks import Remarks

_PICTURES = frozenset(("blip", "imagedata"))
# an embedded file, a chart, a SmartArt graphic
_OBJECTS = frozenset(("OLEObject", "chart", "relIds"))


def look_into(drawing: etree._Element, remarks: Remarks) -> list[etree._Element | str]:
    """Return the text boxes of a drawing, w:txbxContent or the text of a WordArt, in order."""
    boxes: list[etree._Element | str] = []
    pictures, objects = _walk(drawing, boxes)
    remarks.objects += objects
    # the picture of an embedded file is only its preview
    remarks.pictures += 0 if objects else pictures
    return boxes


def _walk(element: etree._Element, boxes: list[etree._Element | str]) -> tuple[int, int]:
    pictures = objects = 0
    for child in element:
        kind = local(child)
        pictures += kind in _PICTURES
        objects += kind in _OBJECTS
        if kind == "txbxContent":
            boxes.append(child)
        elif kind == "textpath":
            boxes.append(attribute(child, "string") or "")
        elif len(child):
            more_pictures, more_objects = _walk(child, boxes)
            pictures, objects = pictures + more_pictures, objects + more_objects
    return pictures, objects
