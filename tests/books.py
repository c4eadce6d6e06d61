"""Workbooks written by hand: what no library writes, and what only Excel or WPS writes."""

from __future__ import annotations

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def zipped(parts: dict[str, str]) -> bytes:
    """Return a zip of the parts that are not empty."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"[Content_Types].xml": "<Types/>", **parts}.items():
            if content:
                archive.writestr(name, content)
    return buffer.getvalue()


def relations(*targets: tuple[str, str]) -> str:
    """Return a part of relations: kind and target, with the ids r1, r2…"""
    links = [
        f'<Relationship Id="r{n}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    ]
    return f"<Relationships>{''.join(links)}</Relationships>"


def styles(*codes: str) -> str:
    """Return styles whose number s has the format code s."""
    escaped = [code.replace("&", "&amp;").replace('"', "&quot;") for code in codes]
    formats = [f'<numFmt numFmtId="{200 + n}" formatCode="{c}"/>' for n, c in enumerate(escaped)]
    cells = [f'<xf numFmtId="{200 + n}"/>' for n in range(len(codes))]
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{"".join(formats)}</numFmts>'
        f'<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>{"".join(cells)}</cellXfs>'
        "</styleSheet>"
    )


def sheet(rows: str, *, before: str = "", after: str = "", namespace: str = MAIN) -> str:
    """Return a worksheet part."""
    return (
        f'<worksheet xmlns="{namespace}" xmlns:r="{RELATIONS}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def workbook(
    rows: str,
    *,
    before: str = "",
    after: str = "",
    strings: str = "",
    formats: str = "",
    settings: str = "",
    namespace: str = MAIN,
    others: dict[str, str] | None = None,
) -> bytes:
    """Return a workbook with one sheet of the given rows, called 自评表."""
    listed = '<sheet name="自评表" sheetId="1" r:id="r1"/>'
    part = sheet(rows, before=before, after=after, namespace=namespace)
    return zipped(
        {
            "xl/workbook.xml": f'<workbook xmlns="{namespace}" xmlns:r="{RELATIONS}">{settings}'
            f"<sheets>{listed}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": relations(
                ("worksheet", "worksheets/sheet1.xml"),
                ("sharedStrings", "sharedStrings.xml"),
                ("styles", "styles.xml"),
            ),
            "xl/worksheets/sheet1.xml": part,
            "xl/sharedStrings.xml": strings and f'<sst xmlns="{namespace}">{strings}</sst>',
            "xl/styles.xml": formats,
            **(others or {}),
        }
    )


def text(reference: str, words: str) -> str:
    """Return a cell with an inline text."""
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'


def number(reference: str, value: str, style: int | None = None, formula: str = "") -> str:
    """Return a cell with a number as it is stored."""
    styled = "" if style is None else f' s="{style}"'
    return f'<c r="{reference}"{styled}>{formula}<v>{value}</v></c>'
