"""Files -> Document: one module a format; the suffix of a file is only a hint."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from reviewer.errors import InputError
from reviewer.limits import DEFAULT, MEGABYTE, Limits
from reviewer.readers.formats import by_content, office_kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewer.model import Document

Converted = Mapping[Path, bytes]
NONE: Converted = MappingProxyType({})
STDIN_NAME = "标准输入"
MAX_FOLDERS = 3
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
            if (kind := office_kind(data, limits)) is not None:
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
        if data.strip(b" \t\r\n\xe3\x80\xef\xbb\xbf"):
            raise InputError(f"{name}：文件里只有零字节，已损坏，请重新取得文件。")
        raise InputError(f"{name}：文件是空的，请检查是否选错了文件。")
    if name.startswith("~$"):
        raise InputError(f"{name}：这是 Word、Excel 打开文件时的临时文件，请选同名的正式文件。")
    kind = office_kind(data, limits)
    document = (
        by_content(data, name, limits)
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
            f"{name}：LibreOffice 未能在 {limits.seconds} 秒内打开这个 {kind.label} 格式的文件，"
            f"可能已损坏、有密码保护或过于复杂，"
            f"请用 Word、Excel 或 WPS 打开后另存为 {kind.target} 再试。"
        )
    document = by_content(converted, name, limits)
    note = (
        f"{kind.label} 格式的文件由 LibreOffice 转换为 {kind.target} 后读取，请留意与原件是否一致。"
    )
    return replace(document, format=kind.name, notes=(note, *document.notes))
