"""A docx opened twice over: by python-docx to be written, by the reader to know its letters."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import docx as word
from lxml import etree

from reviewer.limits import Limits
from reviewer.model import Document
from reviewer.readers.containers import open_zip
from reviewer.readers.docx import read
from reviewer.reports.docx.absent import Absent, are_relationships, hidden, shown
from reviewer.reports.packing import packed

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

# The file was read for its review within the limits of the user, which may be wider than ours.
_MOST = 10**9
_READ_BEFORE = Limits(
    file_mb=_MOST, unpacked_mb=_MOST, member_mb=_MOST, members=_MOST, ratio=_MOST, cells=_MOST
)
_CONTENT_TYPES = "[Content_Types].xml"
# What documents with macros and templates call their main part, and what a document calls it.
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHERS = (
    b"application/vnd.ms-word.document.macroEnabled.main+xml",
    b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
# Only a document with macros may hold these.
_MACROS = ("/vbaProject", "/keyMapCustomizations")
_READ_AS_TEXT = "{*}t", "{*}tab", "{*}ptab", "{*}cr", "{*}br", "{*}sym", "{*}noBreakHyphen"


@dataclass(frozen=True, slots=True)
class Copy:
    """A document to be written, and what the reader found in it.

    ``elements`` leads from the elements of the reader's origins to those of the document;
    ``absent`` names the relationships that the document holds otherwise than its package.
    """

    document: WordDocument
    read: Document
    elements: Mapping[etree._Element, etree._Element]
    absent: Absent


def opened(data: bytes) -> Copy:
    """Open a docx for writing; macros and the settings that belong to them are left behind.

    Raises an error of python-docx, lxml or zipfile for a package that they can not open.
    """
    container = open_zip(data, "docx", _READ_BEFORE)
    plain, absent = _as_document(data)
    document = word.Document(io.BytesIO(plain))
    relations = document.part.rels
    for key in [k for k, one in relations.items() if one.reltype.endswith(_MACROS)]:
        del relations[key]
    root = document.element
    # notes of the file's maker, which no program shows and which divide the texts that they are in
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    twin = copy.deepcopy(root)
    pairs = zip(twin.iter(*_READ_AS_TEXT), root.iter(*_READ_AS_TEXT), strict=True)
    elements = dict(pairs)
    return Copy(document, read(container, traced=twin), elements, absent)


def saved(copied: Copy) -> bytes:
    """Return the package of a copy."""
    return packed(copied.document, lambda name, content: shown(name, content, copied.absent))


def _as_document(data: bytes) -> tuple[bytes, Absent]:
    """Return the package of a plain document, and what of it is hidden from python-docx."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read(_CONTENT_TYPES)
        changed: dict[str, bytes] = {}
        absent: dict[str, frozenset[str]] = {}
        for other in _OTHERS:
            if other in types:
                types = changed[_CONTENT_TYPES] = types.replace(other, _MAIN)
        members = frozenset(archive.namelist())
        for name in filter(are_relationships, members):
            content, ids = hidden(name, archive.read(name), members)
            if ids:
                changed[name], absent[name] = content, ids
        if not changed:
            return data, absent
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as plain:
            for info in archive.infolist():
                plain.writestr(info, changed.get(info.filename) or archive.read(info))
    return out.getvalue(), absent
