"""Files -> Document: the format is told by the content; the suffix is only a hint.

One module a format; each imports its library, and is imported, only when a file needs it.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from reviewer.decoding import decode
from reviewer.errors import InputError
from reviewer.limits import DEFAULT, MEGABYTE, Limits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewer.model import Document

Converted = Mapping[Path, bytes]
NONE: Converted = MappingProxyType({})
STDIN_NAME = "标准输入"
MAX_FOLDERS = 3
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
_EXPECTED = {
    "doc": {".doc", ".dot", ".wps", ".wpt"},
    "rtf": {".rtf", ".doc"},
    "odt": {".odt", ".ott"},
    "ods": {".ods", ".ots"},
    "docx": {".docx", ".docm", ".dotx", ".dotm", ".xml"},
    "xlsx": {".xlsx", ".xlsm", ".xltx", ".xltm"},
    "xls": {".xls", ".xlt", ".et", ".ett"},
    "html": {".html", ".htm", ".xhtml"},
    "pdf": {".pdf"},
    "csv": {".csv", ".tsv", ".txt", ".tab"},
    "text": {".txt", ".md", ".text", ".csv", ".tsv"},
}


def read(path: Path, limits: Limits = DEFAULT, converted: Converted = NONE) -> Document:
    """Read a file; InputError (one Chinese sentence) where there is nothing that can be read.

    ``converted`` holds what LibreOffice made of files beforehand (``convert``).
    """
    data = _bytes(path, limits)
    document = _read(data, path.name, limits, converted.get(path))
    return replace(document, folders=path.parts[:-1][-MAX_FOLDERS:])


def convert(paths: Iterable[Path], limits: Limits = DEFAULT) -> Converted:
    """Return what LibreOffice makes of those files that need it, in one process for each kind.

    A file that can not be opened, or needs no LibreOffice, is not in the result; one that
    LibreOffice could not read is there without content.
    """
    waiting: dict[str, dict[Path, bytes]] = {}
    # a pipe can be read only once, and may never end
    for path in filter(Path.is_file, paths):
        with contextlib.suppress(InputError):
            data = _bytes(path, limits)
            if (kind := _office_kind(data, limits)) is not None:
                waiting.setdefault(kind, {})[path] = data
    found: dict[Path, bytes] = {}
    for key, files in waiting.items():
        from reviewer.readers import office

        if office.soffice() is None:
            break
        results = office.convert(office.KINDS[key], list(files.values()), limits)
        found |= {path: result or b"" for path, result in zip(files, results, strict=True)}
    return found


def _bytes(path: Path, limits: Limits) -> bytes:
    name = path.name or str(path)
    if path.is_dir():
        raise InputError(f"{name}：这是文件夹，请指定其中的文件。")
    try:
        if path.stat().st_size > limits.file_mb * MEGABYTE:
            raise InputError(f"{name}：文件超过 {limits.file_mb} MB，没有读取，请检查文件。")
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{name}：找不到这个文件，请检查路径。") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "系统拒绝访问"
        raise InputError(f"{name}：无法打开（{reason}），请检查权限或关闭占用它的程序。") from None


def read_bytes(data: bytes, name: str = STDIN_NAME, limits: Limits = DEFAULT) -> Document:
    """Read the bytes of a file; ``name`` is its base name, for messages, city and year."""
    return _read(data, name, limits, None)


def _read(data: bytes, name: str, limits: Limits, converted: bytes | None) -> Document:
    if not data.strip(b"\0 \t\r\n\xe3\x80\xef\xbb\xbf"):
        raise InputError(f"{name}：文件是空的，请检查是否选错了文件。")
    kind = _office_kind(data, limits)
    document = (
        _by_content(data, name, limits)
        if kind is None
        else _by_office(kind, data, name, limits, converted)
    )
    expected = _EXPECTED[document.format]
    suffix = Path(name).suffix.lower()
    notes = document.notes
    if document.encoding:
        notes += (f"文字按 {document.encoding} 编码读取。",)
    if suffix and name != STDIN_NAME and suffix not in expected and suffix[1:].isalpha():
        notes += (f"文件后缀是 {suffix}，内容是 {document.format}，已按内容读取。",)
    return replace(document, sha256=hashlib.sha256(data).hexdigest(), notes=notes)


def _office_kind(data: bytes, limits: Limits) -> str | None:
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


def _by_office(
    key: str, data: bytes, name: str, limits: Limits, converted: bytes | None
) -> Document:
    from reviewer.readers import office

    kind = office.KINDS[key]
    if converted is None:
        try:
            converted = office.convert(kind, [data], limits)[0]
        except InputError as error:
            raise InputError(f"{name}：{error}") from None
    if not converted:
        raise InputError(
            f"{name}：LibreOffice 未能打开这个 {kind.label} 格式的文件，可能已损坏或有密码保护，"
            f"请用 Word、Excel 或 WPS 打开后另存为 {kind.target} 再试。"
        )
    document = _by_content(converted, name, limits)
    note = (
        f"{kind.label} 格式的文件由 LibreOffice 转换为 {kind.target} 后读取，请留意与原件是否一致。"
    )
    return replace(document, format=kind.name, notes=(note, *document.notes))


def _by_content(data: bytes, name: str, limits: Limits) -> Document:
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
    # olefile raises many types on damaged files; LibreOffice or calamine may still read them
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
