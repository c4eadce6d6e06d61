"""Builders of PDFs with reportlab: ruled and unruled tables, page numbers, watermarks, turns."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from forms import Grid, plain, spans

if TYPE_CHECKING:
    from collections.abc import Callable

FONT = "STSong-Light"


def printed(
    rows: Grid,
    *,
    title: str = "",
    after: tuple[str, ...] = (),
    widths: tuple[float, ...] = (),
    size: float = 10,
    ruled: bool = True,
    landscape: bool = False,
    repeat: int = 0,
    rules: tuple[Any, ...] = (),
    on_page: Callable[[Any, Any], None] | None = None,
) -> bytes:
    """Print a form on A4; ``widths`` of columns in points, ``repeat`` rows on every page."""
    from reportlab.lib import pagesizes
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    setup()
    page = pagesizes.landscape(pagesizes.A4) if landscape else pagesizes.A4
    buffer = io.BytesIO()
    document = SimpleDocTemplate(buffer, pagesize=page, leftMargin=50, rightMargin=50, invariant=1)
    width = max(map(len, rows))
    widths = widths or ((page[0] - 100) / width,) * width
    cells = [[paragraphs(plain(text), size) for text in row] for row in rows]
    table = Table(cells, colWidths=widths, repeatRows=repeat, splitInRow=1)
    table.setStyle(style(rows, ruled, rules))
    story = [Paragraph(title, styled(16))] if title else []
    story += [Spacer(1, 12), table, Spacer(1, 12)]
    story += [Paragraph(line, styled(size)) for line in after]
    document.build(story, onFirstPage=on_page or nothing, onLaterPages=on_page or nothing)
    return buffer.getvalue()


def setup() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def styled(size: float) -> Any:
    from reportlab.lib.styles import ParagraphStyle

    return ParagraphStyle("a", fontName=FONT, fontSize=size, leading=1.4 * size, wordWrap="CJK")


def paragraphs(text: str, size: float) -> list[Any]:
    from reportlab.platypus import Paragraph

    return [Paragraph(line, styled(size)) for line in text.split("\n")]


def style(rows: Grid, ruled: bool, rules: tuple[Any, ...]) -> list[Any]:
    commands: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP"), *rules]
    for (r, c), (height, width) in spans(rows).items():
        commands.append(("SPAN", (c, r), (c + width - 1, r + height - 1)))
    if ruled:
        commands.append(("GRID", (0, 0), (-1, -1), 0.5, "black"))
    return commands


def nothing(canvas: Any, document: Any) -> None:
    """Draw nothing besides."""


def drawn(*pages: Callable[[Any], None], encrypt: object = None) -> bytes:
    """Return a PDF whose pages are drawn by hand."""
    from reportlab.pdfgen.canvas import Canvas

    setup()
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(400, 300), invariant=1, encrypt=encrypt)
    for draw in pages:
        canvas.setFont(FONT, 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def raw(content: bytes, *others: bytes, resources: bytes = b"<< >>", page: bytes = b"") -> bytes:
    """Return a PDF of one page written by hand; ``others`` are objects from number 5 on."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents 4 0 R /Resources "
        + resources
        + page
        + b" >>",
        stream(content),
        *others,
    ]
    body = b"%PDF-1.4\n"
    places = []
    for number, content_of in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n" % number + content_of + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
    return body + head + table + tail % (len(objects) + 1, len(body))


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(content), content)
