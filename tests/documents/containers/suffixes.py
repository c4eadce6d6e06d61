"""Files under a wrong name, and texts in several encodings."""

from collections.abc import Callable

from . import offices, pdfs, sheets
from .forms import HEWAN, LANSHAN, LINHE, PINGLAN, QINGXI, YUNCHUAN, Form, grid, with_title
from .parts import form_docx, html, html_table, plain_rows
from .sheets import titled


def docx_as_doc() -> bytes:
    """A docx named .doc."""
    return form_docx(LINHE.title, grid(LINHE))


def doc_as_docx() -> bytes:
    """A .doc named .docx."""
    return offices.plain_wps()


def xlsx_as_xls() -> bytes:
    """An xlsx named .xls."""
    return sheets.several_sheets()


def xls_as_xlsx() -> bytes:
    """An .xls named .xlsx."""
    return offices.xlwt_plain()


def pdf_as_docx() -> bytes:
    """A PDF named .docx."""
    return pdfs.landscape()


def xlsx_as_docx() -> bytes:
    """A workbook named .docx."""
    return sheets.inline_strings()


def rtf_as_doc() -> bytes:
    """An .rtf named .doc, as many programs do it."""
    return offices.handmade_rtf()


def html_as_xls() -> bytes:
    """An HTML page named .xls, as office systems export it, in GBK."""
    return html(PINGLAN.title, html_table(grid(PINGLAN)), "gbk").encode("gbk")


def html_as_doc() -> bytes:
    """An HTML page named .doc, with Word's namespaces and a conditional comment."""
    style = "<!--[if gte mso 9]><xml><w:View>Print</w:View></xml><![endif]--><style>td{}</style>"
    return html(QINGXI.title, html_table(grid(QINGXI)), head=style).encode()


def tabs_as_xls() -> bytes:
    """Tab-separated text named .xls, in GB18030."""
    return plain_rows(titled(YUNCHUAN), "\t").encode("gb18030")


def no_suffix() -> bytes:
    """A docx whose name has no suffix."""
    return form_docx(LANSHAN.title, grid(LANSHAN))


def upper_suffix() -> bytes:
    """A workbook whose suffix is in capitals."""
    return sheets.macro_enabled()


def _lines(form: Form) -> str:
    """Return the form as text with tabs between cells."""
    return f"{form.title}\r\n{plain_rows(grid(form), chr(9))}"


def _csv(form: Form, separator: str = ",") -> str:
    """Return the form as separated values with the title in the first row."""
    return plain_rows(with_title(grid(form), form.title), separator, quote=True)


def text_gb18030() -> bytes:
    """Text with tabs in GB18030."""
    return _lines(HEWAN).encode("gb18030")


def text_utf16() -> bytes:
    """Text with tabs in UTF-16 with a byte order mark, as Excel saves Unicode text."""
    return _lines(YUNCHUAN).encode("utf-16")


def text_utf16_big() -> bytes:
    """Text with tabs in big-endian UTF-16 with a byte order mark."""
    return b"\xfe\xff" + _lines(QINGXI).encode("utf-16-be")


def csv_gb18030() -> bytes:
    """Comma-separated values in GB18030, quoted cells with line breaks."""
    return _csv(LINHE).encode("gb18030")


def csv_bom() -> bytes:
    """Comma-separated values in UTF-8 with a byte order mark."""
    return _csv(LANSHAN).encode("utf-8-sig")


def csv_utf16() -> bytes:
    """Tab-separated values in UTF-16 named .csv."""
    return _csv(LINHE, "\t").encode("utf-16")


def csv_semicolons() -> bytes:
    """Values separated by semicolons in GBK."""
    return _csv(QINGXI, ";").encode("gbk")


def html_gb2312() -> bytes:
    """An HTML page that declares GB2312, rowspans and colspans."""
    return html(LANSHAN.title, html_table(grid(LANSHAN)), "gb2312").encode("gb18030")


def html_utf16() -> bytes:
    """An HTML page in UTF-16 that declares something else."""
    return html(LINHE.title, html_table(grid(LINHE)), "gb2312").encode("utf-16")


def html_links() -> bytes:
    """An HTML page with scripts, frames and pictures that must not be run or fetched."""
    extra = (
        '<script>document.write("序号")</script><img src="http://127.0.0.1:9/a.png">'
        '<iframe src="file:///etc/passwd"></iframe><link rel="stylesheet" href="//127.0.0.1:9/a">'
    )
    return html(HEWAN.title, extra + html_table(grid(HEWAN))).encode()


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "docx-inside.doc": docx_as_doc,
    "doc-inside.docx": doc_as_docx,
    "xlsx-inside.xls": xlsx_as_xls,
    "xls-inside.xlsx": xls_as_xlsx,
    "pdf-inside.docx": pdf_as_docx,
    "xlsx-inside.docx": xlsx_as_docx,
    "rtf-inside.doc": rtf_as_doc,
    "html-inside.xls": html_as_xls,
    "html-inside.doc": html_as_doc,
    "tabs-inside.xls": tabs_as_xls,
    "no-suffix": no_suffix,
    "UPPER.XLSM": upper_suffix,
    "tabs-gb18030.txt": text_gb18030,
    "tabs-utf16.txt": text_utf16,
    "tabs-utf16-big.txt": text_utf16_big,
    "gb18030.csv": csv_gb18030,
    "bom.csv": csv_bom,
    "utf16.csv": csv_utf16,
    "semicolons.csv": csv_semicolons,
    "gb2312.html": html_gb2312,
    "utf16.html": html_utf16,
    "links.html": html_links,
}
