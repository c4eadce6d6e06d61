"""Which format a file is in, told by its content, and the reader that reads it.

Each reader, and its library, is imported only when a file needs it.
"""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.decoding import decode
from reviewer.errors import InputError

if TYPE_CHECKING:
    from reviewer.limits import Limits
    from reviewer.model import Document

# some programs put other bytes before the PDF; readers of PDF look so far
PDF_WITHIN = 1024

_AS_DOCX = "请用 Word 或 WPS 另存为 docx 后再试。"
_AS_XLSX = "请用 Excel 或 WPS 另存为 xlsx 后再试。"
_MAGIC = (
    (b"\x89PNG", "这是图片，不能读取其中的文字，请提供 docx、xlsx 等可编辑的文件。"),
    (b"\xff\xd8\xff", "这是图片，不能读取其中的文字，请提供 docx、xlsx 等可编辑的文件。"),
    (b"GIF8", "这是图片，不能读取其中的文字，请提供 docx、xlsx 等可编辑的文件。"),
    (b"II*\0", "这是图片，不能读取其中的文字，请提供 docx、xlsx 等可编辑的文件。"),
    (b"MM\0*", "这是图片，不能读取其中的文字，请提供 docx、xlsx 等可编辑的文件。"),
    (b"RIFF", "这不是文档文件，请提供 docx、xlsx 等可编辑的文件。"),
    (b"Rar!", "这是压缩包，请先解压再试。"),
    (b"7z\xbc\xaf\x27\x1c", "这是压缩包，请先解压再试。"),
    (b"\x1f\x8b", "这是压缩包，请先解压再试。"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FLAT = b"http://schemas.microsoft.com/office/2006/xmlPackage"
_WORD_2003 = b"http://schemas.microsoft.com/office/word/2003/wordml"
_WORKBOOKS = ("Workbook", "Book")


def by_content(data: bytes, name: str, limits: Limits) -> Document:
    """Read the bytes of a file; InputError (one sentence) for a format that can not be read."""
    if data.startswith(b"PK"):
        return _zip(data, name, limits)
    if data.startswith(_OLE):
        return _ole(data, name, limits)
    if b"%PDF-" in data[:PDF_WITHIN]:
        from reviewer.readers import pdf

        return pdf.read(data, name, limits)
    for magic, reason in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"{name}：{reason}")
    if data.startswith(b"BM") and b"\0" in data[:32]:
        raise InputError(f"{name}：这是图片，请提供 docx、xlsx 等可编辑的文件。")
    return _text(data, name, limits)


def _zip(data: bytes, name: str, limits: Limits) -> Document:
    from reviewer.readers.containers import damaged, open_zip
    from reviewer.readers.word.parts import is_word

    container = open_zip(data, name, limits)
    members = set(container.members)
    if is_word(container):
        from reviewer.readers import docx

        return docx.read(container)
    from reviewer.readers import xlsx

    if xlsx.is_workbook(container):
        document = xlsx.read(container)
        return _worked_out(document, data, limits) if xlsx.lacks_values(document) else document
    if "xl/workbook.bin" in members:
        raise InputError(f"{name}：这是 xlsb 文件，{_AS_XLSX}")
    if "OFD.xml" in members:
        raise InputError(f"{name}：这是 OFD 文件，{_AS_DOCX}")
    if "content.xml" in members:
        raise InputError(f"{name}：这是 OpenDocument 演示、图形等文件，请提供 docx 或 xlsx。")
    if members and "[Content_Types].xml" not in members:
        raise InputError(f"{name}：这是压缩包，请先解压再试。")
    raise damaged(name)


def _worked_out(document: Document, data: bytes, limits: Limits) -> Document:
    """Return a workbook with the values of its formulas, where LibreOffice can tell them."""
    from reviewer.readers import office, xlsx
    from reviewer.readers.containers import open_zip

    if office.soffice() is None:
        return document
    converted = office.convert(office.KINDS["xlsx"], [data], limits)[0]
    if converted is None:
        return document
    calculated = xlsx.read(open_zip(converted, document.source, limits))
    note = "有的公式在文件中没有算出的值，已由 LibreOffice 计算，请用 Excel 打开核对。"
    return replace(calculated, notes=(note, *calculated.notes))


def _ole(data: bytes, name: str, limits: Limits) -> Document:
    streams = _streams(data)
    if "EncryptedPackage" in streams:
        raise InputError(f"{name}：文件有密码保护，请取消密码后另存再试。")
    if not streams.isdisjoint(_WORKBOOKS):
        from reviewer.readers import xls

        return xls.read_old(data, name, limits)
    raise InputError(f"{name}：这是旧格式文件（doc、xls、wps、et），{_AS_DOCX}")


def _streams(data: bytes) -> set[str]:
    """Return the names of the streams at the root of a compound file; embedded objects lie deeper.

    Where its directory is damaged, every known name that occurs counts.
    """
    import olefile

    try:
        with olefile.OleFileIO(BytesIO(data)) as compound:
            return {path[0] for path in compound.listdir() if len(path) == 1}
    # olefile raises many types on damaged files; LibreOffice or xlrd may still read them
    except Exception:
        known = ("EncryptedPackage", "WordDocument", *_WORKBOOKS)
        return {name for name in known if name.encode("utf-16-le") in data}


def _text(data: bytes, name: str, limits: Limits) -> Document:
    from reviewer.readers import csv

    if _is_word_xml(data):
        from reviewer.readers import docx

        return docx.read_xml(data, name, limits)
    if _is_markup(data):
        from reviewer.readers import html

        return html.read(data, name)
    text, encoding = decode(data, name)
    head = text[:2000].lstrip("\ufeff \t\r\n").lower()
    if head.startswith(("<?xml", "<workbook", "<pkg:package", "mime-version:")):
        raise InputError(
            f"{name}：这是 XML 或单个网页（mht）文件，请用 Word、Excel 或 WPS 另存后再试。"
        )
    if head.startswith("<"):
        from reviewer.readers import html

        if html.is_page(head):
            return html.read(data, name)
    suffix = Path(name).suffix.lower()
    delimiter = csv.delimiter_of(text, hinted=suffix in {".csv", ".tsv"})
    if delimiter is not None:
        return csv.read(text, name, encoding, delimiter)
    from reviewer.readers import text as plain

    return plain.read(text, name, encoding)


def _is_word_xml(data: bytes) -> bool:
    """Tell a document that Word saved as one XML file, in any encoding, by its namespaces."""
    # zeros are every other byte of UTF-16
    head = data[:16_000].replace(b"\0", b"")
    is_xml = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")
    return is_xml and (_WORD_2003 in head or (_FLAT in head and b"/word/" in head))


def _is_markup(data: bytes) -> bool:
    """Tell a web page whose bytes are ASCII-compatible; UTF-16 pages are told after decoding."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith(b"<") and any(
        tag in head for tag in (b"<html", b"<!doctype html", b"<table", b"<body", b"<meta")
    )


def office_kind(data: bytes, limits: Limits) -> str | None:
    """Return the kind of a file that LibreOffice reads for us, a key of ``office.KINDS``."""
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_OLE):
        return "doc" if "WordDocument" in _streams(data) else None
    # the names of a zip's members stand unpacked at its end
    if data.startswith(b"PK") and b"content.xml" in data:
        return _open_document_kind(data, limits)
    return None


def _open_document_kind(data: bytes, limits: Limits) -> str | None:
    from reviewer.readers.containers import open_zip

    try:
        container = open_zip(data, "", limits)
        told = container.read("mimetype" if "mimetype" in container.members else "content.xml")
    except InputError:
        return None
    for word, kind in ((b"text", "odt"), (b"spreadsheet", "ods")):
        if b"opendocument." + word in told[:200] or b"<office:" + word in told:
            return kind
    return None
