"""Builders of Word files, down to the XML: paragraphs, tables, lists, styles, whole packages."""

from __future__ import annotations

import io
import zipfile

from reviewer.model import Document
from reviewer.readers import read_bytes

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
V = "urn:schemas-microsoft-com:vml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def zipped(members: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"[Content_Types].xml": "<Types/>", **members}.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def document_xml(body: str, namespace: str = W) -> str:
    spaces = f'xmlns:w="{namespace}" xmlns:mc="{MC}" xmlns:m="{M}" xmlns:v="{V}"'
    return f"<w:document {spaces}><w:body>{body}</w:body></w:document>"


def relations(*pairs: tuple[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(pairs)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{entries}</Relationships>'


def members(
    body: str, *, namespace: str = W, lists: str = "", styles: str = ""
) -> dict[str, str | bytes]:
    """Return the parts of a Word file; ``lists`` and ``styles`` are what is in those parts."""
    space = f'xmlns:w="{namespace}" xmlns:mc="{MC}"'
    return {
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/document.xml": document_xml(body, namespace),
        "word/_rels/document.xml.rels": relations(
            ("styles", "styles.xml"), ("numbering", "numbering.xml")
        ),
        "word/styles.xml": f"<w:styles {space}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {space}>{lists}</w:numbering>",
    }


def word(body: str, namespace: str = W, *, lists: str = "", styles: str = "") -> Document:
    """Read a docx with the given body."""
    parts = members(body, namespace=namespace, lists=lists, styles=styles)
    return read_bytes(zipped(parts), "a.docx")


def flat_xml(parts: dict[str, str | bytes]) -> str:
    """Return a package as one flat XML file."""
    entries = "".join(
        f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{content}</pkg:xmlData></pkg:part>'
        for name, content in parts.items()
    )
    space = "http://schemas.microsoft.com/office/2006/xmlPackage"
    return f'<?xml version="1.0"?><pkg:package xmlns:pkg="{space}">{entries}</pkg:package>'


def r(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def table(*rows: str) -> str:
    """Return a table of plain texts: "甲|乙" is a row."""
    return tbl(*(tr(*(tc(p(text)) for text in row.split("|"))) for row in rows))


def sdt(content: str, properties: str = "") -> str:
    control = f"<w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent>"
    return f"<w:sdt>{control}</w:sdt>"


def in_list(list_number: int, level: int | None = 0) -> str:
    """Return the property of a paragraph that is in a list."""
    place = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    return f'<w:numPr>{place}<w:numId w:val="{list_number}"/></w:numPr>'


def lvl(level: int, text: str, form: str = "decimal", extra: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'{extra}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(number: int, *levels: str, extra: str = "") -> str:
    inner = extra + "".join(levels)
    return f'<w:abstractNum w:abstractNumId="{number}">{inner}</w:abstractNum>'


def num(number: int, of: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def style(identity: str, inner: str = "", kind: str = "paragraph", base: str = "") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return f'<w:style w:type="{kind}" w:styleId="{identity}">{based}{inner}</w:style>'


def texts(document: Document, number: int = 0) -> list[str]:
    return [cell.text for cell in document.tables[number].cells]


def cell_of(content: str, namespace: str = W) -> str:
    return texts(word(tbl(tr(tc(content))), namespace))[0]


def para(*inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inner)}</w:p>"


def box(content: str) -> str:
    inner = f"<v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox>"
    return f"<w:r><w:pict><v:shape>{inner}</v:shape></w:pict></w:r>"


def both(choice: str, fallback: str) -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def mark(kind: str, inner: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'


def field(instruction: str, result: str | None = "", form: str = "") -> str:
    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    shown = "" if result is None else mark("separate") + result
    return mark("begin", form) + code + shown + mark("end")


def notes_of(body: str, **parts: str) -> str:
    return "".join(word(body, **parts).notes)
