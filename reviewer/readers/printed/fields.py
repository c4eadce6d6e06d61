"""Values of form fields: they are no part of what a page draws, but stand on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pdfminer.pdftypes import dict_value, list_value, resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import apply_matrix_pt, decode_text

from reviewer.readers.printed.glyphs import Glyph

if TYPE_CHECKING:
    from typing import Any

    from reviewer.readers.printed.page import BoundedPage

MAX_FIELDS = 2_000
MAX_DEPTH = 5
SIZE, PADDING = 10.0, 2.0


def fields_of(page: BoundedPage) -> tuple[Glyph, ...]:
    """Return the lines of each text field of a page as one glyph a line, where the field stands.

    Annotations that can not be read are no fields.
    """
    found: list[Glyph] = []
    try:
        for annotation in list_value(page.page_obj.annots or [])[:MAX_FIELDS]:
            widget = dict_value(annotation)
            subtype = resolve1(widget.get("Subtype"))
            if isinstance(subtype, PSLiteral) and subtype.name == "Widget":
                found += _lines(_value(widget), widget, page)
    except (TypeError, ValueError, KeyError, AttributeError):
        return tuple(found)
    return tuple(found)


def _value(field: dict[str, Any]) -> str:
    """Return a field's text: its own, or that of the field it is a part of."""
    for _ in range(MAX_DEPTH):
        value = resolve1(field.get("V"))
        if isinstance(value, (bytes, str)):
            text = value if isinstance(value, str) else decode_text(value)
            return text.replace("\r\n", "\n").replace("\r", "\n")
        parent = resolve1(field.get("Parent"))
        if value is not None or not isinstance(parent, dict):
            break
        field = parent
    return ""


def _lines(text: str, widget: dict[str, Any], page: BoundedPage) -> list[Glyph]:
    if not text.strip():
        return []
    x0, y0, x1, y1 = (float(resolve1(side)) for side in list_value(widget["Rect"]))
    corners = [_upright(x, y, page) for x, y in ((x0, y0), (x1, y1))]
    left, top = min(x for x, _ in corners), min(y for _, y in corners)
    right, bottom = max(x for x, _ in corners), max(y for _, y in corners)
    lines = text.split("\n")
    step = (bottom - top) / len(lines)
    size = min(SIZE, step)
    return [
        Glyph(
            text=line,
            x0=left + PADDING,
            x1=left + PADDING + 1,  # short, so that the line ends where the writer ended it
            base=top + (number + 0.5) * step + 0.35 * size,
            size=size,
            x=(left + right) / 2,
            y=(top + bottom) / 2,
        )
        for number, line in enumerate(lines)
    ]


def _upright(x: float, y: float, page: BoundedPage) -> tuple[float, float]:
    """Return a point of the page's own space as it is shown: down from the upper left corner."""
    left, bottom, right, top = page.page_obj.mediabox
    matrices = {
        90: (0, -1, 1, 0, -bottom, right),
        180: (-1, 0, 0, -1, right, top),
        270: (0, 1, -1, 0, top, -left),
    }
    matrix = matrices.get(page.page_obj.rotate, (1, 0, 0, 1, -left, -bottom))
    across, up = apply_matrix_pt(matrix, (x, y))
    return across + float(page.mediabox[0]), float(page.height) - up + float(page.mediabox[1])
