"""How cells look: fonts, borders, colours. A colour never says more than the sign beside it."""

from __future__ import annotations

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from reviewer.reports.xlsx.columns import Style

FONT = {"font_name": "微软雅黑", "font_size": 10}
_GREY, _DARK = "#BFBFBF", "#44546A"
_BODY = {"valign": "top", "text_wrap": True, "border": 1, "border_color": _GREY}
_STYLES: dict[Style, dict[str, Any]] = {
    Style.TEXT: {},
    Style.CENTRED: {"align": "center"},
    Style.POINTS: {"align": "center"},
    Style.NUMBER: {"align": "right"},
    Style.YEAR: {"align": "center", "num_format": "0"},
    Style.DATE: {"align": "center", "num_format": "yyyy-mm-dd"},
    Style.RISK: {"align": "center", "num_format": "0.00"},
    Style.SIGN: {"align": "center"},
    Style.COUNT: {"align": "center"},
}
_HEADER = {
    **_BODY,
    "bold": True,
    "align": "center",
    "valign": "vcenter",
    "bg_color": "#DDE6F0",
}
# By the sign with which a cell begins.
SIGNED = {
    "▲": {"bg_color": "#FBE0DD", "font_color": "#8E1B12", "bold": True},
    "■": {"bg_color": "#FFF1CC", "font_color": "#6B4400", "bold": True},
    "○": {"bg_color": "#E4F0FA", "font_color": "#1F4E79"},
    "●": {"bg_color": "#E7F4E9", "font_color": "#1E5C2E"},
}
CHOSEN = {"bg_color": "#EDEDED"}
_LINES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "valign": "vcenter"},
    "heading": {"bold": True, "font_size": 11, "font_color": _DARK, "top": 1, "top_color": _GREY},
    "note": {"text_wrap": True, "valign": "top"},
    "dim": {"text_wrap": True, "valign": "top", "font_color": "#595959"},
    "link": {"font_color": "#0B5394", "underline": 1},
}


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, bool, bool], Format] = {}
        self.header = workbook.add_format({**FONT, **_HEADER})
        self.plain = workbook.add_format(FONT)
        self.mark = workbook.add_format({**FONT, "bold": True, "underline": 1})
        self.signed = {sign: workbook.add_format(look) for sign, look in SIGNED.items()}
        self.chosen = workbook.add_format(CHOSEN)

    def cell(self, style: Style, *, guarded: bool = False, total: bool = False) -> Format:
        """The look of a cell; a guarded one stays text when somebody edits it."""
        look = {**_BODY, **_STYLES[style], **({"bold": True, "top": 2} if total else {})}
        return self._format(f"cell {style}", look, guarded, total)

    def line(self, name: str, *, guarded: bool = False) -> Format:
        """The look of a line that is no table."""
        return self._format(f"line {name}", _LINES[name], guarded, False)

    def _format(self, name: str, look: dict[str, Any], guarded: bool, total: bool) -> Format:
        key = (name, guarded, total)
        if key not in self._made:
            quoted = {"quote_prefix": True} if guarded else {}
            self._made[key] = self._workbook.add_format({**FONT, **look, **quoted})
        return self._made[key]
