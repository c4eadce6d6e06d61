"""PDF: tables rebuilt from their lines, text from the places of its characters."""

from __future__ import annotations

import logging
import re
import time
from io import BytesIO
from itertools import combinations, islice
from typing import TYPE_CHECKING

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfplumber.utils.exceptions import PdfminerException

from reviewer.errors import InputError
from reviewer.model import Document
from reviewer.readers.printed.continuing import are_side_by_side
from reviewer.readers.printed.layout import sheet_of
from reviewer.readers.printed.margins import without_margins
from reviewer.readers.printed.page import BoundedPage, Budget, ExhaustedError, Fonts, OutOfTimeError
from reviewer.readers.printed.pagination import Story
from reviewer.readers.printed.parts import Part
from reviewer.readers.printed.streams import are_too_large

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pdfplumber.pdf import PDF

    from reviewer.limits import Limits
    from reviewer.readers.printed.parts import Sheet

# a page with less text under its picture shows the stamp of a scanner, not recognised text
MIN_GLYPHS = 60
MAX_COMPARED = 12
_TABLE = re.compile(rb"startxref\s+\d+")
_SEARCHED = "PDF 文件有损坏，已逐段查找其中的内容，请核对是否完整。"
TOO_MUCH = "内容过于复杂"
_EDITABLE = "请提供 docx、xlsx 等可编辑的文件"
# pdfminer tells the console of every oddity that it meets; what matters here is said in notes
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


def read(data: bytes, name: str, limits: Limits) -> Document:
    """Read a PDF with a text layer; InputError where there is none, or where it is damaged.

    Nothing outside of the file is touched: no scripts, links, attachments or comments are read.
    """
    budget = Budget(time.monotonic() + limits.seconds)
    if are_too_large(data, limits):
        raise InputError(f"{name}：PDF 解压后的内容过大，为安全起见没有读取，请检查文件来源。")
    data = data[max(data.find(b"%PDF"), 0) :]
    reason: Exception | None = None
    # without its table of objects a damaged file is searched for them from beginning to end
    for attempt, notes in ((data, ()), (_TABLE.sub(b"startxref\n0", data), (_SEARCHED,))):
        try:
            sheets, failed = _sheets(attempt, name, limits, budget)
            return _document(sheets, failed, name, notes)
        except (InputError, KeyboardInterrupt, MemoryError):
            raise
        except OutOfTimeError:
            raise InputError(
                f"{name}：读取这个 PDF 超过 {limits.seconds} 秒，没有读完，{_EDITABLE}。"
            ) from None
        # pdfminer raises many types on damaged files, recursion among them: all mean the same
        except Exception as error:
            reason = error
    raise InputError(
        f"{name}：PDF 文件已损坏，无法读取，请重新导出或提供 docx、xlsx 等可编辑的文件。"
    ) from reason


def _sheets(
    data: bytes, name: str, limits: Limits, budget: Budget
) -> tuple[list[Sheet], dict[int, str]]:
    """Return the pages that could be drawn, and why others could not."""
    with _opened(data, name) as pdf:
        pages = list(islice(PDFPage.create_pages(pdf.doc), limits.pages + 1))
        if len(pages) > limits.pages:
            raise InputError(
                f"{name}：PDF 超过 {limits.pages} 页，没有读取，请只保留自评表所在的页，"
                "或在配置的 [limits] pages 中放宽。"
            )
        if not pages:
            raise PdfminerException("no pages")
        sheets: list[Sheet] = []
        failed: dict[int, str] = {}
        for number, page in enumerate(pages, start=1):
            budget.look()
            try:
                sheets.append(sheet_of(BoundedPage(pdf, page, number, budget)))
            except (OutOfTimeError, KeyboardInterrupt, MemoryError):
                raise
            except ExhaustedError:
                failed[number] = TOO_MUCH
            except Exception:
                failed[number] = "已损坏"
    if not sheets and TOO_MUCH in failed.values():
        raise InputError(f"{name}：PDF 的页面{TOO_MUCH}，为安全起见没有读取，{_EDITABLE}。")
    if failed and not any(sheet.glyphs.read for sheet in sheets):
        raise PdfminerException("no page can be read")
    return sheets, failed


def _opened(data: bytes, name: str) -> PDF:
    """Open a PDF; one that is encrypted opens if it asks for no password to be read."""
    try:
        pdf = pdfplumber.open(BytesIO(data))
    except PdfminerException as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args):
            raise InputError(f"{name}：PDF 有密码保护，请取消密码后另存再试。") from None
        if any(isinstance(cause, PDFEncryptionError) for cause in error.args):
            raise InputError(
                f"{name}：PDF 的加密方式（密码或证书）不能识别，请取消加密后另存再试。"
            ) from None
        if b"/Encrypt" in data:
            raise InputError(f"{name}：PDF 有密码保护或加密，请取消密码后另存再试。") from None
        raise
    pdf.rsrcmgr = Fonts()
    return pdf


def _document(
    sheets: Sequence[Sheet], failed: dict[int, str], name: str, notes: tuple[str, ...]
) -> Document:
    blank = [sheet for sheet in sheets if not sheet.glyphs.read]
    glyphs = sum(len(sheet.glyphs.read) for sheet in sheets)
    if len(blank) == len(sheets):
        raise _without_text(sheets, name)
    if 2 * sum(sheet.glyphs.unknown for sheet in sheets) > glyphs:
        raise InputError(f"{name}：PDF 的字体没有给出文字，读出来是乱码，{_EDITABLE}。")
    if _is_split(sheets):
        raise InputError(
            f"{name}：表格的列分印在几页上，无法对齐，请设为“将所有列打印在一页”后重新导出。"
        )
    without_margins(sheets)
    story = Story()
    for sheet in sheets:
        story.add(sheet)
    tables = story.tables()
    scanned = all(sheet.pictured for sheet in sheets) and glyphs < MIN_GLYPHS * len(sheets)
    if scanned and not tables:
        raise _without_text(sheets, name)
    return Document(
        source=name,
        sha256="",
        format="pdf",
        tables=tables,
        paragraphs=story.all_paragraphs(),
        notes=(*_notes(sheets, failed), *notes),
    )


def _is_split(sheets: Sequence[Sheet]) -> bool:
    """Tell a sheet of a workbook that is wider than its pages."""
    single = [[block for block in sheet.blocks if isinstance(block, Part)] for sheet in sheets]
    parts = [found[0] for found in single if len(found) == 1][:MAX_COMPARED]
    return any(are_side_by_side(a, b) for a, b in combinations(parts, 2))


def _without_text(sheets: Sequence[Sheet], name: str) -> InputError:
    if any(sheet.pictured for sheet in sheets):
        return InputError(
            f"{name}：这是扫描件（图片），没有文字可读，{_EDITABLE}，或先做文字识别（OCR）。"
        )
    return InputError(f"{name}：PDF 里没有文字可读（可能是图片或图形），{_EDITABLE}。")


def _notes(sheets: Sequence[Sheet], failed: dict[int, str]) -> Iterable[str]:
    yield "PDF 中的表格由线条和位置还原，请核对各行的说明与得分是否对应。"
    for reason in dict.fromkeys(failed.values()):
        yield f"{_pages(n for n in failed if failed[n] == reason)}{reason}，没有读取。"
    if blank := [sheet.number for sheet in sheets if not sheet.glyphs.read]:
        yield f"{_pages(blank)}没有文字（可能是扫描的图片），没有读取。"
    if scanned := [s.number for s in sheets if s.pictured and s.glyphs.read]:
        yield f"{_pages(scanned)}有整页图片，文字可能是识别出来的，请对照图片核对。"
    for text, counts in (
        ("的字体没有给出文字（以 \ufffd 或方框显示），请对照原件", _counted(sheets, "unknown")),
        ("看不见（白色或隐藏），也已读取，请核对", _counted(sheets, "unseen")),
        ("在页面可见范围之外，没有读取", _counted(sheets, "outside")),
    ):
        if counts:
            yield f"{_pages(counts)}有 {sum(counts.values())} 个字{text}。"
    if crowded := [sheet.number for sheet in sheets if sheet.crowded]:
        yield f"{_pages(crowded)}有文字互相重叠（行高不够），可能显示不全，请对照原件核对。"
    if marks := list(dict.fromkeys(s.glyphs.watermark for s in sheets if s.glyphs.watermark)):
        yield f"水印“{marks[0][:20]}”没有读取。"


def _counted(sheets: Sequence[Sheet], what: str) -> dict[int, int]:
    """Return how many glyphs of a kind each page has, by page, where it has some."""
    counts = {
        sheet.number: sheet.outside if what == "outside" else int(getattr(sheet.glyphs, what))
        for sheet in sheets
    }
    return {number: count for number, count in counts.items() if count}


def _pages(numbers: Iterable[int]) -> str:
    return f"第 {'、'.join(map(str, numbers))} 页"
