"""Files -> Document: the format is told by the content; the suffix is only a hint.

One module a format; each imports its library, and is imported, only when a file needs it.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.decoding import decode
from reviewer.errors import InputError
from reviewer.limits import DEFAULT, MEGABYTE, Limits

if TYPE_CHECKING:
    from reviewer.model import Document

STDIN_NAME = "标准输入"
# some programs put other bytes before the PDF; readers of PDF look so far
PDF_WITHIN = 1024

_AS_DOCX = "请用 Word 或 WPS 另存为 docx 后再试。"
_AS_XLSX = "请用 Excel 或 WPS 另存为 xlsx 后再试。"
_MAGIC = (
    (b"{\\rtf", f"这是 RTF 文件，{_AS_DOCX}"),
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
_EXPECTED = {
    "docx": {".docx", ".docm", ".dotx"},
    "xlsx": {".xlsx", ".xlsm", ".xltx"},
    "html": {".html", ".htm", ".xhtml"},
    "pdf": {".pdf"},
    "csv": {".csv", ".tsv", ".txt", ".tab"},
    "text": {".txt", ".md", ".text", ".csv", ".tsv"},
}


def read(path: Path, limits: Limits = DEFAULT) -> Document:
    """Read a file; InputError (one Chinese sentence) where there is nothing that can be read."""
    name = path.name or str(path)
    if path.is_dir():
        raise InputError(f"{name}：这是文件夹，请指定其中的文件。")
    try:
        if path.stat().st_size > limits.file_mb * MEGABYTE:
            raise InputError(f"{name}：文件超过 {limits.file_mb} MB，没有读取，请检查文件。")
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{name}：找不到这个文件，请检查路径。") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "系统拒绝访问"
        raise InputError(f"{name}：无法打开（{reason}），请检查权限或关闭占用它的程序。") from None
    return read_bytes(data, name, limits)


def read_bytes(data: bytes, name: str = STDIN_NAME, limits: Limits = DEFAULT) -> Document:
    """Read the bytes of a file; ``name`` is its base name, for messages, city and year."""
    if not data.strip(b"\0 \t\r\n"):
        raise InputError(f"{name}：文件是空的，请检查是否选错了文件。")
    document = _by_content(data, name, limits)
    expected = _EXPECTED[document.format]
    suffix = Path(name).suffix.lower()
    notes = document.notes
    if suffix and name != STDIN_NAME and suffix not in expected and suffix[1:].isalpha():
        notes += (f"文件后缀是 {suffix}，内容是 {document.format}，已按内容读取。",)
    return replace(document, sha256=hashlib.sha256(data).hexdigest(), notes=notes)


def _by_content(data: bytes, name: str, limits: Limits) -> Document:
    if data.startswith(b"PK"):
        return _zip(data, name, limits)
    if data.startswith(_OLE):
        raise InputError(f"{name}：{_ole_reason(data)}")
    if b"%PDF-" in data[:PDF_WITHIN]:
        from reviewer.readers import pdf

        return pdf.read(data, name, limits)
    for magic, reason in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"{name}：{reason}")
    if data.startswith(b"BM") and b"\0" in data[:32]:
        raise InputError(f"{name}：这是图片，请提供 docx、xlsx 等可编辑的文件。")
    return _text(data, name)


def _zip(data: bytes, name: str, limits: Limits) -> Document:
    from reviewer.readers.containers import damaged, open_zip

    container = open_zip(data, name, limits)
    members = set(container.members)
    if any(member.startswith("word/") for member in members):
        from reviewer.readers import docx

        return docx.read(container)
    if "xl/workbook.xml" in members:
        from reviewer.readers import xlsx

        return xlsx.read(container)
    if "xl/workbook.bin" in members:
        raise InputError(f"{name}：这是 xlsb 文件，{_AS_XLSX}")
    if "OFD.xml" in members:
        raise InputError(f"{name}：这是 OFD 文件，{_AS_DOCX}")
    if "content.xml" in members:
        raise InputError(
            f"{name}：这是 OpenDocument（odt、ods）文件，请另存为 docx 或 xlsx 后再试。"
        )
    if members and "[Content_Types].xml" not in members:
        raise InputError(f"{name}：这是压缩包，请先解压再试。")
    raise damaged(name)


def _ole_reason(data: bytes) -> str:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        return "文件有密码保护，请取消密码后另存再试。"
    if has("WordDocument"):
        return f"这是旧格式文件（doc、wps），{_AS_DOCX}"
    if has("Workbook") or has("Book"):
        return f"这是旧格式文件（xls、et），{_AS_XLSX}"
    return f"这是旧格式文件（doc、xls、wps、et），{_AS_DOCX}"


def _text(data: bytes, name: str) -> Document:
    from reviewer.readers import csv

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


def _is_markup(data: bytes) -> bool:
    """Tell a web page whose bytes are ASCII-compatible; UTF-16 pages are told after decoding."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith(b"<") and any(
        tag in head for tag in (b"<html", b"<!doctype html", b"<table", b"<body", b"<meta")
    )
