"""PDF files made with reportlab, with Pillow, and by LibreOffice."""

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont
from pypdf import PdfReader, PdfWriter
from pypdf.constants import UserAccessPermissions
from reportlab.lib import colors, pagesizes
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, LongTable, PageBreak, Paragraph, SimpleDocTemplate, Spacer

from .forms import HEWAN, LANSHAN, LINHE, PINGLAN, QINGXI, YUNCHUAN, Form, Grid, grid
from .parts import (
    columns_of,
    form_docx,
    grid_table,
    heading,
    para,
    reference,
    run,
    sheet_rows,
    soffice,
    style_sheet,
    worksheet,
    xlsx,
)
from .parts import docx as make_docx
from .sheets import titled

FONT = "STSong-Light"
CJK_FONT = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc"
Size = tuple[float, float]


def _style(size: float, **more: object) -> ParagraphStyle:
    """Return a paragraph style that breaks lines as Chinese does."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    return ParagraphStyle(
        "cell", fontName=FONT, fontSize=size, leading=size * 1.4, wordWrap="CJK", **more
    )


def _table(layout: Grid, width: float, size: float = 10, repeat: int = 1) -> LongTable:
    """Return a table with grid lines; cells are wrapped, merges are spans, rows may be split."""
    style = _style(size)
    data = [[Paragraph(t.replace("\n", "<br/>"), style) for t in line] for line in layout.cells]
    lines = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    for top, left, bottom, right in layout.merges:
        lines.append(("SPAN", (left, top), (right, bottom)))
    shares = layout.widths or (1,) * len(layout.cells[0])
    widths = [width * share / sum(shares) for share in shares]
    return LongTable(data, widths, repeatRows=repeat, splitInRow=1, style=lines)


def _title(text: str) -> Paragraph:
    """Return a centred title."""
    return Paragraph(text, _style(15, alignment=1, spaceAfter=12))


def _pdf(story: list[Flowable], size: Size = pagesizes.A4, **more: object) -> bytes:
    """Return a PDF of the given flowables, without dates."""
    buffer = BytesIO()
    paper = SimpleDocTemplate(
        buffer, pagesize=size, leftMargin=50, rightMargin=50, topMargin=50, bottomMargin=50, **more
    )
    paper.build(story, canvasmaker=_still)
    return buffer.getvalue()


def _still(*args: object, **values: object) -> Canvas:
    """Return a canvas that writes the same bytes every time."""
    return Canvas(*args, **{**values, "invariant": 1})


def _form_pdf(form: Form, size: float = 10, page: Size = pagesizes.A4, repeat: int = 1) -> bytes:
    """Return the PDF of a form: title and table."""
    table = _table(grid(form), page[0] - 100, size, repeat)
    return _pdf([_title(form.title), table], page)


def plain() -> bytes:
    """One page, five columns, wrapped cells."""
    return _form_pdf(YUNCHUAN)


def merged_sections() -> bytes:
    """Section cells merged over several rows, the total merged over three columns."""
    return _form_pdf(LANSHAN, 9)


def repeated_header() -> bytes:
    """Several pages; the header is repeated on each."""
    return _form_pdf(HEWAN, 16)


def no_header_on_page_two() -> bytes:
    """Several pages; the header stands on the first only."""
    return _form_pdf(HEWAN, 16, repeat=0)


def _cut_pages(repeat: bool) -> bytes:
    """Return a PDF in which the row 5 is cut by the end of the page, with lines at the cut."""
    layout = grid(HEWAN)
    row, text = layout.cells[5], layout.cells[5][3]
    middle = text.index("92.8%")
    upper = [*layout.cells[:5], [*row[:3], text[:middle], row[4]]]
    lower = [["", "", "", text[middle:], ""], *layout.cells[6:]]
    lower = [layout.cells[0], *lower] if repeat else lower
    first, second = (Grid(cells, [], layout.widths) for cells in (upper, lower))
    story = [_title(HEWAN.title), Spacer(1, 335), _table(first, 495, 11)]
    return _pdf([*story, PageBreak(), _table(second, 495, 11)])


def row_over_pages() -> bytes:
    """One row is longer than the rest of the page and goes on below the repeated header."""
    return _cut_pages(True)


def row_over_pages_bare() -> bytes:
    """One row goes on on the next page, where no header is repeated."""
    return _cut_pages(False)


def open_edges() -> bytes:
    """One row goes on on the next page; no line is drawn where it is cut."""
    return _pdf([_title(HEWAN.title), Spacer(1, 314), _table(grid(HEWAN), 495, 11, repeat=0)])


def landscape() -> bytes:
    """Landscape pages with a column of reasons, two of them empty."""
    return _form_pdf(QINGXI, 11, pagesizes.landscape(pagesizes.A4))


def rotated() -> bytes:
    """The page is turned by its Rotate entry; on the screen it is upright."""
    buffer = BytesIO()
    width, height = pagesizes.landscape(pagesizes.A4)
    canvas = Canvas(buffer, pagesize=(width, height), invariant=1)
    canvas.setPageRotation(90)
    canvas.translate(height, 0)
    canvas.rotate(90)
    flowables = (_title(YUNCHUAN.title), _table(grid(YUNCHUAN), width - 100))
    top = height - 50
    for flowable in flowables:
        _, used = flowable.wrapOn(canvas, width - 100, top)
        flowable.drawOn(canvas, 50, top - used)
        top -= used + 12
    canvas.save()
    return buffer.getvalue()


def cover_and_annex() -> bytes:
    """A cover page in prose, the form, and an annex with a table of figures."""
    body = _style(12)
    cover = Paragraph("平澜市人民政府关于2022年履行教育职责情况的自评材料", body)
    figures = [
        ["县区", "学校数", "在校学生数"],
        ["东湖区", "42", "38612"],
        ["柏山县", "57", "31240"],
    ]
    story = [cover, PageBreak(), _title(PINGLAN.title), _table(grid(PINGLAN), 495, 9)]
    story += [PageBreak(), Paragraph("附件：基础数据", body), _table(Grid(figures), 400)]
    return _pdf(story)


def from_docx() -> bytes:
    """Exported from a Word form with merged sections by LibreOffice, fonts embedded."""
    return soffice(form_docx(LANSHAN.title, grid(LANSHAN)), "docx", "pdf")


def from_long_docx() -> bytes:
    """Exported from a Word form of several pages with a repeated header row."""
    layout = replace(grid(HEWAN), widths=(8, 18, 11, 49, 14))
    big = grid_table(layout).replace("<w:r><w:t", '<w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:t')
    return soffice(make_docx(heading(HEWAN.title) + big), "docx", "pdf")


def from_xlsx() -> bytes:
    """Exported from a worksheet with borders, fitted to the width of the page."""
    layout = titled(QINGXI)
    tall = dict.fromkeys(range(2, len(layout.cells) - 1), ' ht="64" customHeight="1"')
    empty = {
        (r, c): f'<c r="{reference(r, c)}" s="1"/>'
        for r, line in enumerate(layout.cells)
        for c, text in enumerate(line)
        if not text
    }
    rows = sheet_rows(layout, empty, tall)
    part = worksheet(rows, layout.merges, columns_of(layout))
    fit = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><cols>'
    setup = '<pageSetup orientation="landscape" fitToHeight="0"/></worksheet>'
    part = part.replace("<cols>", fit, 1).replace("</worksheet>", setup)
    line = '{0} style="thin"><color indexed="64"/></{0}>'
    styles = style_sheet().replace('xfId="0"', 'xfId="0" applyBorder="1"')
    for side in ("left", "right", "top", "bottom"):
        styles = styles.replace(f"<{side}/>", "<" + line.format(side))
    return soffice(xlsx({"自评表": part}, styles), "xlsx", "pdf")


def _picture(form: Form) -> Image.Image:
    """Return a page as a scanner sees it."""
    image = Image.new("L", (1240, 1754), 250)
    draw, font = ImageDraw.Draw(image), ImageFont.truetype(CJK_FONT, 26)
    top = 120
    for line in [[form.title], *grid(form).cells]:
        text = "  ".join(line).replace("\n", "")
        for start in range(0, len(text), 38):
            draw.text((110, top), text[start : start + 38], font=font, fill=20)
            top += 40
        draw.line((100, top, 1140, top), fill=60, width=2)
        top += 12
    return image.rotate(0.6, fillcolor=250)


def _scan(stamp: str = "") -> bytes:
    """Return a PDF whose pages are pictures only."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=pagesizes.A4, invariant=1)
    for form in (YUNCHUAN, LANSHAN):
        picture = ImageReader(_picture(form))
        canvas.drawImage(picture, 0, 0, *pagesizes.A4)
        if stamp:
            canvas.setFont("Helvetica", 7)
            canvas.drawString(480, 12, stamp)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def scanned() -> bytes:
    """A scan: every page is a picture."""
    return _scan()


def scanned_with_stamp() -> bytes:
    """A scan with one line of text added by the scanning program."""
    return _scan("Scanned with DocScan")


def _locked(user: str, permissions: int) -> bytes:
    """Return a sound PDF locked by a user password (may be empty) and an owner password."""
    writer, buffer = PdfWriter(clone_from=PdfReader(BytesIO(merged_sections()))), BytesIO()
    flag = UserAccessPermissions(permissions)
    writer.encrypt(user, "owner", permissions_flag=flag, algorithm="RC4-128")
    writer.write(buffer)
    return re.sub(rb"(/ID \[ (<[0-9a-f]{32}>)) <[0-9a-f]{32}>", rb"\1 \2", buffer.getvalue())


def encrypted() -> bytes:
    """Opens only with a password."""
    return _locked("lanshan2023", 0)


def owner_password() -> bytes:
    """Opens without a password; only changes are forbidden."""
    return _locked("", int(UserAccessPermissions.PRINT | UserAccessPermissions.EXTRACT))


def damaged() -> bytes:
    """The file ends after a third; no page tree, no trailer."""
    whole = repeated_header()
    return whole[: len(whole) // 10]


def letter() -> bytes:
    """A letter with no form in it."""
    text = "现将有关材料报上，请予审核。联系电话另行通知。"
    return _pdf([_title("关于报送材料的函"), Paragraph(text, _style(12))])


def seed_sections() -> bytes:
    """Full scores inside the titles, section cells merged and broken over lines."""
    one_line = tuple(replace(row, text=(row.text or "").replace("\n", "")) for row in LINHE.rows)
    form = replace(LINHE, rows=one_line)
    return _pdf([_title(form.title), _table(grid(form), 495, 9)])


def page_footer() -> bytes:
    """Every page has a running head and a page number that are no part of the form."""
    buffer = BytesIO()
    paper = SimpleDocTemplate(buffer, pagesize=pagesizes.A4, leftMargin=50, rightMargin=50)

    def furniture(canvas: Canvas, _: object) -> None:
        canvas.setFont(FONT, 9)
        canvas.drawString(50, 800, "禾湾市教育督导材料汇编")
        canvas.drawString(280, 30, f"第{canvas.getPageNumber()}页")

    story = [_title(HEWAN.title), _table(grid(HEWAN), 495, 13, repeat=0)]
    paper.build(story, onFirstPage=furniture, onLaterPages=furniture, canvasmaker=_still)
    return buffer.getvalue()


def note_below() -> bytes:
    """Signatures and a note in prose stand below the table."""
    text = "填表人：周某某　　审核人：吴某某　　填报时间：2024年1月12日"
    body = heading(YUNCHUAN.title) + grid_table(grid(YUNCHUAN)) + para(run(text))
    return soffice(make_docx(body), "docx", "pdf")


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "plain.pdf": plain,
    "merged-sections.pdf": merged_sections,
    "seed-sections.pdf": seed_sections,
    "repeated-header.pdf": repeated_header,
    "no-header-on-page-2.pdf": no_header_on_page_two,
    "row-over-pages.pdf": row_over_pages,
    "row-over-pages-bare.pdf": row_over_pages_bare,
    "open-edges.pdf": open_edges,
    "page-footer.pdf": page_footer,
    "landscape.pdf": landscape,
    "rotated.pdf": rotated,
    "cover-and-annex.pdf": cover_and_annex,
    "from-docx.pdf": from_docx,
    "from-long-docx.pdf": from_long_docx,
    "from-xlsx.pdf": from_xlsx,
    "note-below.pdf": note_below,
    "scanned.pdf": scanned,
    "scanned-with-stamp.pdf": scanned_with_stamp,
    "encrypted.pdf": encrypted,
    "owner-password.pdf": owner_password,
    "damaged.pdf": damaged,
    "letter.pdf": letter,
}
