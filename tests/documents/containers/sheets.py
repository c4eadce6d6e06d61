"""Workbooks (xlsx, xlsm), mostly written by hand."""

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from xml.sax.saxutils import escape

import openpyxl
import xlsxwriter

from .forms import HEWAN, LANSHAN, LINHE, PINGLAN, QINGXI, YUNCHUAN, Form, Grid, grid, with_title
from .parts import (
    SHEET_TYPE,
    XML,
    Content,
    S,
    columns_of,
    formula,
    grid_sheet,
    inline,
    is_number,
    merge_cells,
    number,
    reference,
    relationships,
    sheet_rows,
    style_sheet,
    unzipped,
    worksheet,
    xlsx,
    xlsx_members,
    zipped,
)
from .words import to_strict

Raw = dict[tuple[int, int], str]
FORM_SHEET = "自评表"


def titled(form: Form) -> Grid:
    """Return the grid of a form below a merged title row."""
    return with_title(grid(form), form.title)


def _book(form: Form, raw: Raw | None = None, styles: str | None = None) -> bytes:
    """Return a workbook with the form as its only sheet."""
    return xlsx({FORM_SHEET: grid_sheet(titled(form), raw)}, styles)


def _notes_sheet() -> str:
    """Return a sheet with filling instructions."""
    lines = ["填报说明", "一、本表由各市人民政府填报。", "二、自评得分保留一位小数。"]
    return grid_sheet(Grid([[line] for line in lines]))


def _data_sheet() -> str:
    """Return a sheet with basic figures that is no form."""
    lines = [
        ["县区", "学校数", "在校学生数", "专任教师数"],
        ["东湖区", "42", "38612", "2480"],
        ["柏山县", "57", "31240", "2391"],
    ]
    return grid_sheet(Grid(lines))


# ---- made with libraries -----------------------------------------------------------------------


def openpyxl_plain() -> bytes:
    """Made with openpyxl: shared strings, merged sections and title."""
    layout = titled(LINHE)
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = FORM_SHEET
    for r, line in enumerate(layout.cells, 1):
        for c, text in enumerate(line, 1):
            if text:
                sheet.cell(r, c, float(text) if is_number(text) else text)
    for top, left, bottom, right in layout.merges:
        sheet.merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)
    buffer = BytesIO()
    book.save(buffer)
    return zipped(_undated(unzipped(buffer.getvalue())))


def xlsxwriter_plain() -> bytes:
    """Made with XlsxWriter: rich strings, wrapped text, merged ranges."""
    layout, buffer = titled(PINGLAN), BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet, wrap = book.add_worksheet(FORM_SHEET), book.add_format({"text_wrap": True})
    bold = book.add_format({"bold": True})
    for r, line in enumerate(layout.cells):
        for c, text in enumerate(line):
            if is_number(text):
                sheet.write_number(r, c, float(text))
            elif len(text) > 12:
                sheet.write_rich_string(r, c, bold, text[:6], wrap, text[6:])
            elif text:
                sheet.write_string(r, c, text, wrap)
    for top, left, bottom, right in layout.merges:
        sheet.merge_range(top, left, bottom, right, layout.cells[top][left], wrap)
    book.close()
    return zipped(_undated(unzipped(buffer.getvalue())))


def _undated(members: dict[str, bytes]) -> dict[str, bytes]:
    """Fix the dates that libraries write into the properties."""
    core = members["docProps/core.xml"]
    fixed = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2023-06-01T09:00:00Z", core)
    return {**members, "docProps/core.xml": fixed}


# ---- sheets, rows ------------------------------------------------------------------------------


def several_sheets() -> bytes:
    """Instructions and figures first; the form is the third sheet."""
    sheets = {"填报说明": _notes_sheet(), "基础数据": _data_sheet()}
    return xlsx({**sheets, FORM_SHEET: grid_sheet(titled(LANSHAN))})


def hidden_rows() -> bytes:
    """A row with instructions below the header is hidden."""
    layout = titled(QINGXI)
    layout.cells.insert(2, ["填写示例", "", "", "请对照标准据实填写，不超过300字。", ""])
    rows = sheet_rows(layout, attributes={2: ' hidden="1"'})
    return xlsx({FORM_SHEET: worksheet(rows, layout.merges[:1], columns_of(layout))})


def hidden_indicator() -> bytes:
    """The row of one indicator is hidden; the printed total still counts it."""
    layout = titled(HEWAN)
    rows = sheet_rows(layout, attributes={6: ' hidden="1"'})
    return xlsx({FORM_SHEET: worksheet(rows, layout.merges, columns_of(layout))})


def hidden_sheet() -> bytes:
    """Last year's complete form is on a hidden sheet, lists on a very hidden one."""
    old = replace(QINGXI, title=QINGXI.title.replace("2021", "2020"), declared="94.5", year=2020)
    old = old.change("5", score="19")
    lists = grid_sheet(Grid([["优秀"], ["良好"], ["合格"]]))
    sheets = {"去年": grid_sheet(titled(old)), "今年": grid_sheet(titled(QINGXI)), "列表": lists}
    return zipped(xlsx_members(sheets, states={"去年": "hidden", "列表": "veryHidden"}))


def relationships_only() -> bytes:
    """Sheet parts are numbered backwards and named by absolute paths."""
    members = xlsx_members({"说明": _notes_sheet(), FORM_SHEET: grid_sheet(titled(YUNCHUAN))})
    first, second = (f"xl/worksheets/sheet{i}.xml" for i in (1, 2))
    members[first], members[second] = members[second], members[first]
    links = str(members["xl/_rels/workbook.xml.rels"])
    links = links.replace("worksheets/sheet1", "X").replace("worksheets/sheet2", "Y")
    links = links.replace("X", "/xl/worksheets/sheet2").replace("Y", "/xl/worksheets/sheet1")
    return zipped({**members, "xl/_rels/workbook.xml.rels": links})


def far_corner() -> bytes:
    """The form starts at C4, and a formatted empty cell lies in the last corner of the sheet."""
    base = titled(YUNCHUAN)
    width = len(base.cells[0]) + 2
    cells = [[""] * width for _ in range(3)] + [["", "", *line] for line in base.cells]
    merges = [(a + 3, b + 2, c + 3, d + 2) for a, b, c, d in base.merges]
    corner = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    return xlsx({FORM_SHEET: worksheet(sheet_rows(Grid(cells)) + corner, merges)})


def no_references() -> bytes:
    """Rows and cells carry no addresses, which the format allows."""
    layout = titled(PINGLAN)
    rows = "".join(
        "<row>" + "".join(inline(text, "") if text else "<c/>" for text in line) + "</row>"
        for line in layout.cells
    ).replace(' r=""', "")
    return xlsx({FORM_SHEET: worksheet(rows, layout.merges)})


def merged_scores() -> bytes:
    """Sections, total and the title are merged; empty styled cells fill the merged ranges."""
    layout, raw = titled(LANSHAN), {}
    for top, left, bottom, right in layout.merges:
        for r in range(top, bottom + 1):
            for c in range(left, right + 1):
                if (r, c) != (top, left):
                    raw[r, c] = f'<c r="{reference(r, c)}" s="1"/>'
    return _book(LANSHAN, raw)


def macro_enabled() -> bytes:
    """An xlsm with a macro project."""
    kind = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    members = xlsx_members({FORM_SHEET: grid_sheet(titled(QINGXI))}, main_type=kind)
    types = str(members["[Content_Types].xml"])
    binary = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    members["[Content_Types].xml"] = types.replace("<Override", binary + "<Override", 1)
    return zipped({**members, "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(2000)})


def strict() -> bytes:
    """Strict OOXML."""
    members = xlsx_members({FORM_SHEET: grid_sheet(titled(LINHE))})
    book = str(members["xl/workbook.xml"]).replace("<workbook", '<workbook conformance="strict"')
    return zipped(to_strict({**members, "xl/workbook.xml": book}))


# ---- strings -----------------------------------------------------------------------------------


def _shared(form: Form, item: Callable[[str], str]) -> dict[str, Content]:
    """Return a workbook with shared strings, each made by the given function."""
    layout = titled(form)
    texts = sorted({t for line in layout.cells for t in line if t and not is_number(t)})
    raw = {}
    for r, line in enumerate(layout.cells):
        for c, text in enumerate(line):
            if text in texts:
                raw[r, c] = f'<c r="{reference(r, c)}" t="s"><v>{texts.index(text)}</v></c>'
    items = "".join(f"<si>{item(text)}</si>" for text in texts)
    strings = f'{XML}<sst xmlns="{S}" uniqueCount="{len(texts)}">{items}</sst>'
    return xlsx_members({FORM_SHEET: grid_sheet(layout, raw)}, strings)


def inline_strings() -> bytes:
    """All texts are inline strings."""
    return _book(HEWAN)


def rich_phonetic() -> bytes:
    """Shared strings in several formats, with phonetic guides that are no part of the text."""

    def item(text: str) -> str:
        half = len(text) // 2
        runs = "".join(
            f'<r><rPr><b/></rPr><t xml:space="preserve">{escape(x)}</t></r>'
            for x in (text[:half], text[half:])
        )
        return f'{runs}<rPh sb="0" eb="1"><t>pin yin</t></rPh><phoneticPr fontId="0"/>'

    return zipped(_shared(LANSHAN, item))


def preserved_space() -> bytes:
    """Shared strings with white space around them, kept by xml:space."""
    return zipped(_shared(LINHE, lambda t: f'<t xml:space="preserve">  {escape(t)} \n</t>'))


def escaped_returns() -> bytes:
    """Line ends inside cells carry the escape _x000D_ of a carriage return."""

    def item(text: str) -> str:
        return f'<t xml:space="preserve">{escape(text)}</t>'.replace("\n", "_x000D_\n")

    return zipped(_shared(LINHE, item))


# ---- numbers -----------------------------------------------------------------------------------


def _scores(layout: Grid, column: str) -> list[tuple[int, int, str]]:
    """Return row, column and text of the scores below the header of that name."""
    top, c = layout.find(column)
    return [(r, c, layout.cells[r][c]) for r in range(top + 1, len(layout.cells))]


def formulas_cached() -> bytes:
    """Totals are SUM, two scores are a full score less a deduction, all with cached values."""
    return _book(LANSHAN, _formulas(cached=True))


def formulas_uncached() -> bytes:
    """The same formulas without cached values."""
    return _book(LANSHAN, _formulas(cached=False))


def _formulas(cached: bool) -> Raw:
    """Return formula cells for the form of Lanshan, which starts in row 3."""
    texts = {
        "D9": ("SUM(D3:D8)", "100"),
        "F9": ("SUM(F3:F8)", "93.2"),
        "F4": ("D4-0.5", "14.5"),
        "F6": ("D6-3", "22"),
        "F8": ("D8-0.5", "9.5"),
    }
    raw: Raw = {}
    for at, (expression, value) in texts.items():
        key = (int(at[1:]) - 1, ord(at[0]) - 65)
        raw[key] = formula(expression, value if cached else None, at)
    return raw


def formulas_shared() -> bytes:
    """Scores are shared formulas over two sheets; one narrative joins texts; all cached."""
    layout, raw = titled(YUNCHUAN), {}
    scores = _scores(layout, "自评得分")[:3]
    for r, c, text in scores:
        head = 'ref="E3:E5" si="0">C3-扣分!B3</f>' if r == 2 else 'si="0"/>'
        raw[r, c] = f'<c r="{reference(r, c)}"><f t="shared" {head}<v>{text}</v></c>'
    at = layout.find("一键报警")
    value = layout.cells[at[0]][at[1]]
    joined = f'<f>"一键报警"&amp;扣分!C5</f><v>{escape(value)}</v>'
    raw[at] = f'<c r="{reference(*at)}" t="str">{joined}</c>'
    lost = [["", "", ""]] * 2 + [["", "2.5", ""], ["", "0", ""], ["", "5", value[4:]]]
    return xlsx({FORM_SHEET: grid_sheet(layout, raw), "扣分": grid_sheet(Grid(lost))})


def ratio_dates() -> bytes:
    """Ratios typed as 1:22 became times of day; the cells still show 1:22 and 1:16."""
    styles = style_sheet(used=(20,))
    layout = titled(YUNCHUAN)
    cells = {"财政教育支出": 22, "义务教育教师平均": 16}
    raw: Raw = {}
    for text, minutes in cells.items():
        at = layout.find(text)
        raw[at] = number(repr((60 + minutes) / 1440), reference(*at), 2)
    return _book(YUNCHUAN, raw, styles)


def numbers_as_text() -> bytes:
    """All scores are texts, some with spaces or in full-width digits."""
    layout, raw = titled(HEWAN), {}
    wide = str.maketrans("0123456789.", "０１２３４５６７８９．")
    for r, c, text in _scores(layout, "自评得分") + _scores(layout, "分值"):
        shown = (text, f" {text} ", text.translate(wide))[r % 3]
        raw[r, c] = inline(shown, reference(r, c), 1)
    return _book(HEWAN, raw)


def percent_cells() -> bytes:
    """One narrative is a number shown as a percentage."""
    layout = titled(YUNCHUAN)
    at = layout.find("一键报警")
    raw = {at: number("0.978", reference(*at), 2)}
    return _book(YUNCHUAN, raw, style_sheet({164: "0.0%"}, (164,)))


def unit_formats() -> bytes:
    """Scores are numbers with the unit in the number format."""
    layout, raw = titled(LANSHAN), {}
    for column, style in (("分值", 3), ("自评得分", 2)):
        for r, c, text in _scores(layout, column):
            raw[r, c] = number(text, reference(r, c), style)
    return _book(LANSHAN, raw, style_sheet({164: '0.0"分"', 165: '0"分"'}, (164, 165)))


def float_noise() -> bytes:
    """Scores carry the noise of binary fractions as Excel stores them."""
    layout, raw = titled(PINGLAN), {}
    noisy = {"13.4": "13.399999999999999", "94.4": "94.400000000000006"}
    for r, c, text in _scores(layout, "自评得分"):
        raw[r, c] = number(noisy.get(text, text), reference(r, c))
    return _book(PINGLAN, raw)


def error_cells() -> bytes:
    """One score and the total are formulas that ended in errors."""
    layout, raw = titled(QINGXI), {}
    for text, code in (("18.5", "#REF!"), ("95.5", "#VALUE!")):
        at = layout.find(text)
        cached = f"<f>SUM(#REF!)</f><v>{code}</v>"
        raw[at] = f'<c r="{reference(*at)}" t="e">{cached}</c>'
    return _book(QINGXI, raw)


def external_links() -> bytes:
    """A score comes from another workbook that is not at hand; its cached value is."""
    layout = titled(QINGXI)
    at = layout.find("18.5")
    raw = {at: formula("[1]Sheet1!$A$1", "18.5", reference(*at))}
    members = xlsx_members({FORM_SHEET: grid_sheet(layout, raw)})
    link = f'{XML}<externalLink xmlns="{S}"><externalBook/></externalLink>'
    part = "xl/externalLinks/externalLink1.xml"
    types = str(members["[Content_Types].xml"])
    kind = f'<Override PartName="/{part}" ContentType="{SHEET_TYPE}.externalLink+xml"/></Types>'
    members["[Content_Types].xml"] = types.replace("</Types>", kind)
    members[part] = link
    target = ("rId1", "externalLinkPath", "http://127.0.0.1:9/data.xlsx")
    members["xl/externalLinks/_rels/externalLink1.xml.rels"] = relationships([target])
    return zipped(members)


def no_form() -> bytes:
    """A workbook of figures with no form in it."""
    return xlsx({"基础数据": _data_sheet()})


def huge_merge() -> bytes:
    """One merged range of millions of cells lies beside the form."""
    layout = titled(LANSHAN)
    spans = merge_cells(layout.merges).replace(
        "</mergeCells>", '<mergeCell ref="J50:XFD1048576"/></mergeCells>'
    )
    part = worksheet(sheet_rows(layout)).replace("</worksheet>", f"{spans}</worksheet>")
    return xlsx({FORM_SHEET: part})


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "openpyxl.xlsx": openpyxl_plain,
    "xlsxwriter.xlsx": xlsxwriter_plain,
    "several-sheets.xlsx": several_sheets,
    "hidden-rows.xlsx": hidden_rows,
    "hidden-indicator.xlsx": hidden_indicator,
    "hidden-sheet.xlsx": hidden_sheet,
    "relationships-only.xlsx": relationships_only,
    "far-corner.xlsx": far_corner,
    "no-references.xlsx": no_references,
    "merged-styled.xlsx": merged_scores,
    "macro-enabled.xlsm": macro_enabled,
    "strict.xlsx": strict,
    "inline-strings.xlsx": inline_strings,
    "rich-phonetic.xlsx": rich_phonetic,
    "preserved-space.xlsx": preserved_space,
    "escaped-returns.xlsx": escaped_returns,
    "formulas-cached.xlsx": formulas_cached,
    "formulas-uncached.xlsx": formulas_uncached,
    "formulas-shared.xlsx": formulas_shared,
    "ratio-times.xlsx": ratio_dates,
    "numbers-as-text.xlsx": numbers_as_text,
    "percent-cells.xlsx": percent_cells,
    "unit-formats.xlsx": unit_formats,
    "float-noise.xlsx": float_noise,
    "error-cells.xlsx": error_cells,
    "external-links.xlsx": external_links,
    "no-form.xlsx": no_form,
    "huge-merge.xlsx": huge_merge,
}
