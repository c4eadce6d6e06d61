"""A Word document of headings, lines and tables on A4 paper, with the fonts of official papers."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from reviewer.reports.packing import packed

_LATIN, SONG, FANG, HEI = "Times New Roman", "宋体", "仿宋", "黑体"
# What XML or a printer can not show is shown as a box; marks that turn the direction of writing
# are left out, as they would turn what stands behind them too.
_BOX = "□"
_UNSHOWN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# A blank as wide as a character is kept: it parts what is to be filled in.
_BLANKS = re.compile("[^\\S\u3000]+")
# No report says when it was made: the same review gives the same bytes.
_DAY = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
_TWIPS = 567
_STYLES = (
    # name, base, font, points, bold
    ("核查正文", "Normal", FANG, 11, False),
    ("核查小字", "Normal", SONG, 9, False),
    ("表格文字", "Normal", SONG, 9, False),
    ("表格强调", "Normal", HEI, 9, True),
    ("表格列项", "表格文字", SONG, 9, False),
    ("表格编号", "表格文字", SONG, 7.5, False),
)
BODY, SMALL, CELL, STRONG, ITEM, MARK = (style[0] for style in _STYLES)
# What stands behind a bullet stands under itself.
_HANGING = Cm(0.28)
_HEADINGS = ((16, 0, 4), (12, 10, 4))
_HEADER_SHADE = "EDEDED"


class Text(NamedTuple):
    """A paragraph in a cell."""

    text: str
    style: str = CELL


class Row(NamedTuple):
    """A row of a table; ``follows`` is one whose first ``merged`` cells are the row before's."""

    cells: Sequence[Sequence[Text]]
    follows: bool = False


def shown(text: str) -> str:
    """A text on one line that a Word document can hold."""
    return _BLANKS.sub(" ", _UNSHOWN.sub(_BOX, _TURNING.sub("", text))).strip(" ")


class Paper:
    """A document under construction, A4 across."""

    def __init__(self, title: str) -> None:
        self._document = docx.Document()
        self._page()
        self._fonts()
        self._properties(title)

    def heading(self, text: str, level: int, *, new_page: bool = False) -> None:
        """A heading of level 1 or 2."""
        paragraph = self._document.add_paragraph(shown(text), style=f"Heading {level}")
        paragraph.paragraph_format.page_break_before = new_page or None
        if level == 1:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def line(self, text: str, style: str = BODY, *, lead: str = "") -> None:
        """A paragraph; ``lead`` are first words in another font."""
        paragraph = self._document.add_paragraph(style=style)
        if lead:
            _font(paragraph.add_run(lead)._r.get_or_add_rPr(), HEI)
        paragraph.add_run(shown(text))

    def table(
        self, widths: Sequence[float], header: Sequence[str], rows: Iterable[Row], merged: int = 0
    ) -> None:
        """A table with columns of ``widths`` cm, whose header is repeated on every page.

        The first ``merged`` cells of a row are one with those of the rows that follow it.
        """
        table = _frame(widths)
        table.append(_row([[Text(name, STRONG)] for name in header], widths, header=True))
        every = list(rows)
        for row, behind in zip(every, [*every[1:], None], strict=True):
            followed = behind is not None and behind.follows
            joined = merged if row.follows or followed else 0
            table.append(_row(row.cells, widths, merged=joined, follows=row.follows, kept=followed))
        self._document.element.body.find(qn("w:sectPr")).addprevious(table)
        # Two tables one behind the other would become one.
        self._document.add_paragraph(style=SMALL).paragraph_format.space_after = Pt(0)

    def packed(self) -> bytes:
        """The document's bytes."""
        return packed(self._document)

    def _page(self) -> None:
        section = self._document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
        section.left_margin = section.right_margin = Cm(1.6)
        section.top_margin, section.bottom_margin = Cm(1.6), Cm(1.5)
        section.footer_distance = Cm(0.8)
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for before, field in (("第 ", "PAGE"), (" 页　共 ", "NUMPAGES")):
            footer.add_run(before)
            footer._p.append(_field(field))
        footer.add_run(" 页")

    def _fonts(self) -> None:
        styles = self._document.styles
        defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))
        _font(defaults.find(qn("w:rPr")), FANG)
        _font(styles["Normal"].element.get_or_add_rPr(), FANG)
        styles["Normal"].font.size = Pt(11)
        for name, base, font, size, bold in _STYLES:
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = styles[base]
            style.font.size, style.font.bold = Pt(size), bold
            _font(style.element.get_or_add_rPr(), font)
            style.paragraph_format.space_before = Pt(0)
            style.paragraph_format.space_after = Pt(1 if font == SONG else 3)
        hanging = styles[ITEM].paragraph_format
        hanging.left_indent, hanging.first_line_indent = _HANGING, -_HANGING
        for level, (size, before, after) in enumerate(_HEADINGS, 1):
            style = styles[f"Heading {level}"]
            style.font.size, style.font.bold = Pt(size), False
            style.font.color.rgb = RGBColor(0, 0, 0)
            _font(style.element.get_or_add_rPr(), HEI)
            style.paragraph_format.space_before = Pt(before)
            style.paragraph_format.space_after = Pt(after)

    def _properties(self, title: str) -> None:
        properties = self._document.core_properties
        properties.title, properties.author, properties.comments = shown(title), "reviewer", ""
        properties.created = properties.modified = _DAY
        properties.last_modified_by = "reviewer"


def _font(properties: Any, name: str) -> None:
    """Chinese in one font, figures and Latin in another, whatever the theme says."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    fonts.attrib.clear()
    for script, font in (("ascii", _LATIN), ("hAnsi", _LATIN), ("eastAsia", name), ("cs", _LATIN)):
        fonts.set(qn(f"w:{script}"), font)
    fonts.set(qn("w:hint"), "eastAsia")


def _field(instruction: str) -> Any:
    field = _element("fldSimple", instr=instruction)
    run = _element("r")
    run.append(_text("1"))
    field.append(run)
    return field


def _frame(widths: Sequence[float]) -> Any:
    """An empty table: borders, fixed widths, and the grid that LibreOffice goes by."""
    table, properties, grid = _element("tbl"), _element("tblPr"), _element("tblGrid")
    twips = [round(width * _TWIPS) for width in widths]
    properties.append(_element("tblW", w=sum(twips), type="dxa"))
    borders = _element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(side, val="single", sz=4, space=0, color="808080"))
    properties.append(borders)
    properties.append(_element("tblLayout", type="fixed"))
    margins = _element("tblCellMar")
    for side in ("top", "left", "bottom", "right"):
        margins.append(_element(side, w=80 if side in ("left", "right") else 40, type="dxa"))
    properties.append(margins)
    for width in twips:
        grid.append(_element("gridCol", w=width))
    table.append(properties)
    table.append(grid)
    return table


def _row(
    cells: Sequence[Sequence[Text]],
    widths: Sequence[float],
    *,
    header: bool = False,
    merged: int = 0,
    follows: bool = False,
    kept: bool = False,
) -> Any:
    """A row that no page parts; its first ``merged`` cells begin or go on a merged one."""
    row, properties = _element("tr"), _element("trPr")
    properties.append(_element("cantSplit"))
    if header:
        properties.append(_element("tblHeader"))
    row.append(properties)
    for place, (texts, width) in enumerate(zip(cells, widths, strict=True)):
        cell, about = _element("tc"), _element("tcPr")
        about.append(_element("tcW", w=round(width * _TWIPS), type="dxa"))
        if place < merged:
            about.append(_element("vMerge", val="continue" if follows else "restart"))
        if header:
            about.append(_element("shd", val="clear", color="auto", fill=_HEADER_SHADE))
            about.append(_element("vAlign", val="center"))
        cell.append(about)
        for text in texts or [Text("")]:
            cell.append(_paragraph(text, centred=header, kept=kept or header))
        row.append(cell)
    return row


def _paragraph(text: Text, *, centred: bool, kept: bool) -> Any:
    paragraph, properties = _element("p"), _element("pPr")
    properties.append(_element("pStyle", val=text.style))
    if kept:
        properties.append(_element("keepNext"))
    if centred:
        properties.append(_element("jc", val="center"))
    paragraph.append(properties)
    if text.text:
        run = _element("r")
        run.append(_text(shown(text.text)))
        paragraph.append(run)
    return paragraph


def _text(text: str) -> Any:
    element = _element("t")
    element.text = text
    element.set(qn("xml:space"), "preserve")
    return element


def _element(name: str, **attributes: object) -> Any:
    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), str(value))
    return element
