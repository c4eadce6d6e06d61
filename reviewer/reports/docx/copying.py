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

from reviewer.limits import DEFAULT
from reviewer.model import Document
from reviewer.readers.containers import open_zip
from reviewer.readers.docx import read

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

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

    ``elements`` leads from the elements of the reader's origins to those of the document.
    """

    document: WordDocument
    read: Document
    elements: Mapping[etree._Element, etree._Element]


def opened(data: bytes) -> Copy:
    """Open a docx for writing; macros and the settings that belong to them are left behind.

    Raises an error of python-docx, lxml or zipfile for a package that they can not open.
    """
    container = open_zip(data, "docx", DEFAULT)
    document = word.Document(io.BytesIO(_as_document(data)))
    relations = document.part.rels
    for key in [k for k, one in relations.items() if one.reltype.endswith(_MACROS)]:
        del relations[key]
    root = document.element
    # notes of the file's maker, which no program shows and which divide the texts that they are in
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    twin = copy.deepcopy(root)
    pairs = zip(twin.iter(*_READ_AS_TEXT), root.iter(*_READ_AS_TEXT), strict=True)
    elements = dict(pairs)
    return Copy(document, read(container, traced=twin), elements)


def _as_document(data: bytes) -> bytes:
    """Return the package with the content type of a plain document, if it has another."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read(_CONTENT_TYPES)
        if not any(other in types for other in _OTHERS):
            return data
        for other in _OTHERS:
            types = types.replace(other, _MAIN)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as plain:
            for info in archive.infolist():
                content = types if info.filename == _CONTENT_TYPES else archive.read(info)
                plain.writestr(info, content)
    return out.getvalue()
