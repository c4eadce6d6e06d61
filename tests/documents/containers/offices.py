"""Old Word, WPS, rich text and OpenDocument files, through LibreOffice, xlwt and by hand."""

from collections.abc import Callable
from io import BytesIO

import xlwt

from . import sheets, words
from .forms import HEWAN, LANSHAN, LINHE, PINGLAN, QINGXI, YUNCHUAN, Form, grid
from .parts import form_docx, is_number, soffice, unzipped, zipped
from .sheets import titled


def _from_docx(form: Form, target: str) -> bytes:
    """Convert the ordinary docx of a form."""
    return soffice(form_docx(form.title, grid(form)), "docx", target)


def plain_doc() -> bytes:
    """A .doc of Word 97 with merged sections."""
    return _from_docx(LINHE, "doc")


def tracked_doc() -> bytes:
    """A .doc with tracked changes."""
    return soffice(words.tracked_changes(), "docx", "doc")


def numbered_doc() -> bytes:
    """A .doc whose indicator numbers are an automatic list."""
    return soffice(words.auto_numbers(), "docx", "doc")


def notes_doc() -> bytes:
    """A .doc with footnotes, endnotes and a comment."""
    return soffice(words.notes_and_comments(), "docx", "doc")


def plain_wps() -> bytes:
    """A .wps, which is a .doc inside."""
    return _from_docx(LANSHAN, "doc")


def wps_docx() -> bytes:
    """A .wps, which is a docx inside."""
    return form_docx(PINGLAN.title, grid(PINGLAN))


def plain_et() -> bytes:
    """An .et, which is an .xls inside, with the form on the third sheet."""
    return soffice(sheets.several_sheets(), "xlsx", "xls")


def et_xlsx() -> bytes:
    """An .et, which is an xlsx inside."""
    return sheets.merged_scores()


def xls_from_xlsx() -> bytes:
    """An .xls with formulas and their values, computed by LibreOffice."""
    return soffice(sheets.formulas_uncached(), "xlsx", "xls")


def xls_hidden() -> bytes:
    """An .xls with last year's form on a hidden sheet."""
    return soffice(sheets.hidden_sheet(), "xlsx", "xls")


def xls_ratio() -> bytes:
    """An .xls in which ratios became times of day."""
    return soffice(sheets.ratio_dates(), "xlsx", "xls")


def _xlwt(form: Form, text_numbers: bool = False) -> bytes:
    """Return the .xls of a form made with xlwt."""
    layout, book = titled(form), xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("自评表")
    covered = set()
    for top, left, bottom, right in layout.merges:
        sheet.write_merge(top, bottom, left, right, layout.cells[top][left])
        covered |= {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
    for r, line in enumerate(layout.cells):
        for c, text in enumerate(line):
            if text and (r, c) not in covered:
                as_number = is_number(text) and not text_numbers
                sheet.write(r, c, float(text) if as_number else text)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def xlwt_plain() -> bytes:
    """An .xls made with xlwt, merged sections, numbers."""
    return _xlwt(PINGLAN)


def xlwt_text() -> bytes:
    """An .xls made with xlwt, all numbers stored as text."""
    return _xlwt(HEWAN, text_numbers=True)


def plain_rtf() -> bytes:
    """An .rtf written by LibreOffice."""
    return _from_docx(QINGXI, "rtf")


def _rtf_text(text: str) -> str:
    """Escape text as old Chinese programs do: two GBK bytes in hex for one character."""
    result = ""
    for char in text:
        if char == "\n":
            result += "\\line "
        elif char.isascii():
            result += f"\\{char}" if char in "\\{}" else char
        else:
            result += "".join(f"\\'{byte:02x}" for byte in char.encode("gbk"))
    return result


def handmade_rtf() -> bytes:
    """An .rtf in code page 936 as old programs write it."""
    layout = grid(YUNCHUAN)
    rows = ""
    edges = [(i + 1) * 1800 for i in range(len(layout.cells[0]))]
    definition = "\\trowd\\trgaph100" + "".join(f"\\cellx{edge}" for edge in edges)
    for line in layout.cells:
        cells = "".join(f"\\pard\\intbl {_rtf_text(text)}\\cell" for text in line)
        rows += f"{definition}\n{cells}\\row\n"
    head = "{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}}\\f0\n"
    body = f"{head}\\pard\\qc {_rtf_text(YUNCHUAN.title)}\\par\n{rows}\\pard\\par}}"
    return body.encode("ascii")


def plain_odt() -> bytes:
    """An .odt with merged sections."""
    return _from_docx(LANSHAN, "odt")


def tracked_odt() -> bytes:
    """An .odt with tracked changes."""
    return soffice(words.tracked_changes(), "docx", "odt")


def linked_odt() -> bytes:
    """An .odt with a section linked to a local file and a picture on a server."""
    members = unzipped(_from_docx(QINGXI, "odt"))
    section = (
        '<text:section text:name="s1"><text:section-source xlink:type="simple"'
        ' xlink:href="file:///etc/hostname"/><text:p>附录</text:p></text:section>'
        '<text:p><draw:frame svg:width="2cm" svg:height="2cm"><draw:image xlink:type="simple"'
        ' xlink:href="http://127.0.0.1:9/a.png"/></draw:frame></text:p></office:text>'
    )
    text = members["content.xml"].decode().replace("</office:text>", section)
    return zipped({**members, "content.xml": text.encode()})


def plain_ods() -> bytes:
    """An .ods with the form on the third sheet."""
    return soffice(sheets.several_sheets(), "xlsx", "ods")


def hidden_ods() -> bytes:
    """An .ods with last year's form on a hidden sheet."""
    return soffice(sheets.hidden_sheet(), "xlsx", "ods")


def ods_formulas() -> bytes:
    """An .ods with formulas and their values."""
    return soffice(sheets.formulas_cached(), "xlsx", "ods")


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "plain.doc": plain_doc,
    "tracked.doc": tracked_doc,
    "auto-numbers.doc": numbered_doc,
    "notes.doc": notes_doc,
    "plain.wps": plain_wps,
    "docx-inside.wps": wps_docx,
    "plain.et": plain_et,
    "xlsx-inside.et": et_xlsx,
    "formulas.xls": xls_from_xlsx,
    "hidden-sheet.xls": xls_hidden,
    "ratio-times.xls": xls_ratio,
    "xlwt.xls": xlwt_plain,
    "xlwt-text.xls": xlwt_text,
    "plain.rtf": plain_rtf,
    "handmade-gbk.rtf": handmade_rtf,
    "plain.odt": plain_odt,
    "tracked.odt": tracked_odt,
    "linked-section.odt": linked_odt,
    "several-sheets.ods": plain_ods,
    "hidden-sheet.ods": hidden_ods,
    "formulas.ods": ods_formulas,
}
