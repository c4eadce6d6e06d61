"""Helpers to build containers by hand: zip, docx, xlsx, compound files, conversions."""

import os
import signal
import struct
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from system import need_soffice

from .forms import Grid, Span

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org"
W = f"{OFFICE}/wordprocessingml/2006/main"
S = f"{OFFICE}/spreadsheetml/2006/main"
R = f"{OFFICE}/officeDocument/2006/relationships"
PACKAGE = f"{OFFICE}/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
NAMESPACES = {
    "w": W,
    "r": R,
    "mc": f"{OFFICE}/markup-compatibility/2006",
    "wp": f"{OFFICE}/drawingml/2006/wordprocessingDrawing",
    "a": f"{OFFICE}/drawingml/2006/main",
    "pic": f"{OFFICE}/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
Content = str | bytes


# ---- zip ---------------------------------------------------------------------------------------


def zipped(members: Mapping[str, Content], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip container with fixed dates."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, (2023, 6, 1, 9, 0, 0))
            info.compress_type = method
            info.external_attr = 0o600 << 16
            archive.writestr(info, content)
    return buffer.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """Return the members of a zip container."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def declare(names: Iterable[str] = NAMESPACES) -> str:
    """Return xmlns attributes of known prefixes."""
    return "".join(f' xmlns:{name}="{NAMESPACES[name]}"' for name in names)


def relationships(items: Iterable[tuple[str, str, str]]) -> str:
    """Return a relationships part of (id, kind, target); a target with :// is external."""
    body = ""
    for key, kind, target in items:
        kind = kind if "://" in kind else f"{R}/{kind}"
        mode = ' TargetMode="External"' if "://" in target else ""
        body += f'<Relationship Id="{key}" Type="{kind}" Target="{escape(target)}"{mode}/>'
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{body}</Relationships>'


def content_types(overrides: Mapping[str, str], defaults: Mapping[str, str] | None = None) -> str:
    """Return the content types part."""
    known = {"rels": "application/vnd.openxmlformats-package.relationships+xml"}
    known |= {"xml": "application/xml", **(defaults or {})}
    body = "".join(f'<Default Extension="{k}" ContentType="{v}"/>' for k, v in known.items())
    body += "".join(f'<Override PartName="/{k}" ContentType="{v}"/>' for k, v in overrides.items())
    return f'{XML}<Types xmlns="{PACKAGE}/content-types">{body}</Types>'


# ---- Word --------------------------------------------------------------------------------------


def run(text: str, props: str = "") -> str:
    """Return a run; \\n is a soft line break and \\t a tab."""
    inner = ""
    for i, line in enumerate(text.split("\n")):
        inner += "<w:br/>" if i else ""
        pieces = (f'<w:t xml:space="preserve">{escape(x)}</w:t>' for x in line.split("\t"))
        inner += "<w:tab/>".join(pieces)
    return f"<w:r>{f'<w:rPr>{props}</w:rPr>' if props else ''}{inner}</w:r>"


def para(runs: str = "", props: str = "") -> str:
    """Return a paragraph of ready-made runs."""
    return f"<w:p>{f'<w:pPr>{props}</w:pPr>' if props else ''}{runs}</w:p>"


def paras(text: str, props: str = "") -> str:
    """Return one paragraph for each line of the text."""
    return "".join(para(run(line) if line else "", props) for line in text.split("\n"))


def heading(text: str) -> str:
    """Return a centred bold title paragraph."""
    return para(run(text, "<w:b/><w:sz w:val='32'/>"), '<w:jc w:val="center"/>')


def cell(content: str, props: str = "", width: int = 0) -> str:
    """Return a table cell around ready-made blocks."""
    size = f'<w:tcW w:w="{width}" w:type="dxa"/>' if width else ""
    return f"<w:tc><w:tcPr>{size}{props}</w:tcPr>{content}</w:tc>"


def row(cells: str, props: str = "") -> str:
    """Return a table row around ready-made cells."""
    return f"<w:tr>{f'<w:trPr>{props}</w:trPr>' if props else ''}{cells}</w:tr>"


def table(rows: str, widths: Iterable[int] = ()) -> str:
    """Return a bordered table around ready-made rows."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{s} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for s in sides)
    columns = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{lines}</w:tblBorders>'
        f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def column_widths(grid: Grid, total: int = 9000) -> list[int]:
    """Return the widths of the columns in twentieths of a point."""
    shares = grid.widths or (10,) * len(grid.cells[0])
    return [total * share // sum(shares) for share in shares]


def grid_cells(grid: Grid, r: int, raw: Mapping[tuple[int, int], str]) -> list[str]:
    """Return the Word cells of one row of a grid, with merges as gridSpan and vMerge."""
    widths, result, c = column_widths(grid), [], 0
    while c < len(grid.cells[r]):
        span = next((m for m in grid.merges if m[0] <= r <= m[2] and m[1] == c), (r, c, r, c))
        props, across = "", span[3] - span[1] + 1
        if across > 1:
            props += f'<w:gridSpan w:val="{across}"/>'
        if span[2] > span[0]:
            props += '<w:vMerge w:val="restart"/>' if r == span[0] else "<w:vMerge/>"
        content = raw.get((r, c)) or paras(grid.cells[r][c])
        result.append(cell(content, props, sum(widths[c : c + across])))
        c += across
    return result


def grid_rows(grid: Grid, raw: Mapping[tuple[int, int], str] | None = None) -> list[str]:
    """Return the Word rows of a grid; raw replaces the content of single cells."""
    rows = []
    for r in range(len(grid.cells)):
        props = "<w:tblHeader/>" if r == 0 else ""
        rows.append(row("".join(grid_cells(grid, r, raw or {})), props))
    return rows


def grid_table(grid: Grid, raw: Mapping[tuple[int, int], str] | None = None) -> str:
    """Return the Word table of a grid."""
    return table("".join(grid_rows(grid, raw)), column_widths(grid))


def document(body: str, section: str = "", attributes: str = "") -> str:
    """Return the main part of a Word document; as Word writes it, no table ends it."""
    if body.endswith("</w:tbl>"):
        body += "<w:p/>"
    size = '<w:pgSz w:w="11906" w:h="16838"/>'
    margins = '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134"'
    margins += ' w:header="600" w:footer="600" w:gutter="0"/>'
    return (
        f"{XML}<w:document{declare()}{attributes}><w:body>{body}"
        f"<w:sectPr>{section}{size}{margins}</w:sectPr></w:body></w:document>"
    )


STYLES = (
    f'{XML}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/><w:sz w:val="21"/>'
    "</w:rPr></w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    "{more}</w:styles>"
)
WORD_PARTS = {
    "styles": ("styles", f"{WORD_TYPE}.styles+xml"),
    "numbering": ("numbering", f"{WORD_TYPE}.numbering+xml"),
    "footnotes": ("footnotes", f"{WORD_TYPE}.footnotes+xml"),
    "endnotes": ("endnotes", f"{WORD_TYPE}.endnotes+xml"),
    "comments": ("comments", f"{WORD_TYPE}.comments+xml"),
    "header1": ("header", f"{WORD_TYPE}.header+xml"),
    "footer1": ("footer", f"{WORD_TYPE}.footer+xml"),
    "settings": ("settings", f"{WORD_TYPE}.settings+xml"),
}


def docx_members(
    main: Content,
    parts: Mapping[str, str] | None = None,
    links: Iterable[tuple[str, str, str]] = (),
    main_type: str = f"{WORD_TYPE}.document.main+xml",
) -> dict[str, Content]:
    """Return the members of a docx; parts are keyed by the names of WORD_PARTS."""
    parts = {"styles": STYLES.format(more=""), **(parts or {})}
    types = {"word/document.xml": main_type}
    relations = []
    for name in parts:
        kind, content_type = WORD_PARTS[name]
        types[f"word/{name}.xml"] = content_type
        relations.append((f"rId_{name}", kind, f"{name}.xml"))
    return {
        "[Content_Types].xml": content_types(types),
        "_rels/.rels": relationships([("rId1", "officeDocument", "word/document.xml")]),
        "word/document.xml": main,
        "word/_rels/document.xml.rels": relationships([*relations, *links]),
        **{f"word/{name}.xml": text for name, text in parts.items()},
    }


def docx(body: str, parts: Mapping[str, str] | None = None, section: str = "") -> bytes:
    """Return a docx around ready-made blocks."""
    return zipped(docx_members(document(body, section), parts))


def form_docx(title: str, grid: Grid) -> bytes:
    """Return the ordinary docx of a form: a title paragraph and a table."""
    return docx(heading(title) + grid_table(grid))


# ---- Excel -------------------------------------------------------------------------------------


def column_name(index: int) -> str:
    """Return the letters of a zero-based column."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def reference(r: int, c: int) -> str:
    """Return the A1 name of a zero-based cell."""
    return f"{column_name(c)}{r + 1}"


def is_number(text: str) -> bool:
    """Say whether Excel would have stored the text as a number."""
    return text.replace(".", "", 1).isdigit() and text.isascii()


def inline(text: str, ref: str, style: int = 0) -> str:
    """Return a cell with an inline string."""
    kind = f'r="{ref}" s="{style}" t="inlineStr"'
    return f'<c {kind}><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def number(value: str, ref: str, style: int = 0) -> str:
    """Return a numeric cell."""
    return f'<c r="{ref}" s="{style}"><v>{value}</v></c>'


def formula(expression: str, cached: str | None, ref: str, style: int = 0) -> str:
    """Return a formula cell, with or without its cached value."""
    value = f"<v>{cached}</v>" if cached is not None else ""
    return f'<c r="{ref}" s="{style}"><f>{escape(expression)}</f>{value}</c>'


def any_cell(text: str, ref: str) -> str:
    """Return a number or an inline string; nothing for an empty text."""
    if not text:
        return ""
    return number(text, ref) if is_number(text) else inline(text, ref, 1)


def sheet_rows(
    grid: Grid,
    raw: Mapping[tuple[int, int], str] | None = None,
    attributes: Mapping[int, str] | None = None,
) -> str:
    """Return the rows of a worksheet; raw replaces single cells, attributes add to rows."""
    raw, rows = raw or {}, ""
    for r, line in enumerate(grid.cells):
        cells = ""
        for c, text in enumerate(line):
            at = raw.get((r, c))
            cells += any_cell(text, reference(r, c)) if at is None else at
        rows += f'<row r="{r + 1}"{(attributes or {}).get(r, "")}>{cells}</row>'
    return rows


def merge_cells(merges: Iterable[Span]) -> str:
    """Return the element that lists merged ranges."""
    spans = [f"{reference(a, b)}:{reference(c, d)}" for a, b, c, d in merges]
    inner = "".join(f'<mergeCell ref="{span}"/>' for span in spans)
    return f'<mergeCells count="{len(spans)}">{inner}</mergeCells>' if spans else ""


def worksheet(rows: str, merges: Iterable[Span] = (), columns: str = "") -> str:
    """Return a worksheet part."""
    return (
        f'{XML}<worksheet xmlns="{S}" xmlns:r="{R}">{columns}<sheetData>{rows}</sheetData>'
        f"{merge_cells(merges)}</worksheet>"
    )


def columns_of(grid: Grid) -> str:
    """Return the column widths of a worksheet."""
    inner = "".join(
        f'<col min="{i}" max="{i}" width="{w}" customWidth="1"/>'
        for i, w in enumerate(grid.widths, 1)
    )
    return f"<cols>{inner}</cols>" if inner else ""


def grid_sheet(grid: Grid, raw: Mapping[tuple[int, int], str] | None = None) -> str:
    """Return the worksheet of a grid."""
    return worksheet(sheet_rows(grid, raw), grid.merges, columns_of(grid))


def style_sheet(formats: Mapping[int, str] | None = None, used: Iterable[int] = ()) -> str:
    """Return styles: 0 general, 1 wrapped text, then one style for each used number format."""
    formats = formats or {}
    inner = "".join(
        f'<numFmt numFmtId="{key}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>'
        for key, code in formats.items()
    )
    numbers = f'<numFmts count="{len(formats)}">{inner}</numFmts>' if formats else ""
    base = 'fontId="0" fillId="0" borderId="0"'
    extra = "".join(f'<xf numFmtId="{n}" {base} xfId="0" applyNumberFormat="1"/>' for n in used)
    return (
        f'{XML}<styleSheet xmlns="{S}">{numbers}'
        '<fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
        '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/></border></borders>'
        f'<cellStyleXfs count="1"><xf numFmtId="0" {base}/></cellStyleXfs>'
        f'<cellXfs><xf numFmtId="0" {base} xfId="0"/><xf numFmtId="0" {base} xfId="0"'
        f' applyAlignment="1"><alignment wrapText="1"/></xf>{extra}</cellXfs></styleSheet>'
    )


def workbook_xml(names: Iterable[str], states: Mapping[str, str] | None = None) -> str:
    """Return the workbook part; states gives hidden or veryHidden by sheet name."""
    inner = ""
    for i, name in enumerate(names, 1):
        state = (states or {}).get(name)
        hidden = f' state="{state}"' if state else ""
        inner += f'<sheet name="{name}" sheetId="{i}"{hidden} r:id="rId{i}"/>'
    return f'{XML}<workbook xmlns="{S}" xmlns:r="{R}"><sheets>{inner}</sheets></workbook>'


def xlsx_members(
    sheets: Mapping[str, str],
    strings: str | None = None,
    styles: str | None = None,
    states: Mapping[str, str] | None = None,
    main_type: str = f"{SHEET_TYPE}.sheet.main+xml",
) -> dict[str, Content]:
    """Return the members of an xlsx with the given worksheets in order."""
    types = {"xl/workbook.xml": main_type, "xl/styles.xml": f"{SHEET_TYPE}.styles+xml"}
    relations = [("rIdStyles", "styles", "styles.xml")]
    members: dict[str, Content] = {
        "_rels/.rels": relationships([("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": workbook_xml(sheets, states),
        "xl/styles.xml": styles or style_sheet(),
    }
    for i, part in enumerate(sheets.values(), 1):
        types[f"xl/worksheets/sheet{i}.xml"] = f"{SHEET_TYPE}.worksheet+xml"
        relations.append((f"rId{i}", "worksheet", f"worksheets/sheet{i}.xml"))
        members[f"xl/worksheets/sheet{i}.xml"] = part
    if strings is not None:
        types["xl/sharedStrings.xml"] = f"{SHEET_TYPE}.sharedStrings+xml"
        relations.append(("rIdStrings", "sharedStrings", "sharedStrings.xml"))
        members["xl/sharedStrings.xml"] = strings
    members["xl/_rels/workbook.xml.rels"] = relationships(relations)
    return {"[Content_Types].xml": content_types(types), **members}


def xlsx(sheets: Mapping[str, str], styles: str | None = None) -> bytes:
    """Return an xlsx with the given worksheets."""
    return zipped(xlsx_members(sheets, styles=styles))


# ---- text --------------------------------------------------------------------------------------


def plain_rows(grid: Grid, separator: str, quote: bool = False) -> str:
    """Return the grid as separated values with CRLF line ends."""
    lines = []
    for line in grid.cells:
        values = [f'"{v}"' if quote and ("\n" in v or separator in v) else v for v in line]
        lines.append(separator.join(values))
    return "\r\n".join(lines) + "\r\n"


def html_table(grid: Grid) -> str:
    """Return the grid as an HTML table with rowspan and colspan."""
    rows = ""
    for r, line in enumerate(grid.cells):
        cells = ""
        for c, text in enumerate(line):
            span = next(
                (m for m in grid.merges if m[0] <= r <= m[2] and m[1] <= c <= m[3]), (r, c, r, c)
            )
            if (r, c) != span[:2]:
                continue
            size = f' rowspan="{span[2] - r + 1}" colspan="{span[3] - c + 1}"'
            cells += f"<td{size}>{escape(text).replace(chr(10), '<br>')}</td>"
        rows += f"<tr>{cells}</tr>\n"
    return f'<table border="1">\n{rows}</table>'


def html(title: str, body: str, charset: str = "utf-8", head: str = "") -> str:
    """Return an HTML page."""
    return (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">'
        f"<title>{title}</title>{head}</head><body><h2>{title}</h2>{body}</body></html>"
    )


# ---- LibreOffice -------------------------------------------------------------------------------


@cache
def soffice(data: bytes, suffix: str, target: str) -> bytes:
    """Convert a document with LibreOffice; target is a suffix, or suffix:filter."""
    program = need_soffice()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"source.{suffix}")
        source.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            "--headless",
        ]
        command += ["--convert-to", target, "--outdir", f"{folder}/out", str(source)]
        _run(command, 60)
        return next(Path(folder, "out").iterdir()).read_bytes()


def _run(command: list[str], seconds: float) -> None:
    """Run a program; at the time limit end it and all processes it started."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise


# ---- compound files (OLE) ----------------------------------------------------------------------


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Return a minimal compound file; every stream is padded to at least 4096 bytes."""
    end, free, fat_mark = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    fat, body, entries = [fat_mark, end], b"", b""
    start = 2
    for i, (name, content) in enumerate(streams.items()):
        content = content.ljust(4096, b"\0")
        size, count = len(content), -(-len(content) // 512)
        fat += [*range(start + 1, start + count), end]
        right = i + 2 if i + 1 < len(streams) else free
        entries += _entry(name, 2, right, free, start, size)
        body += content.ljust(count * 512, b"\0")
        start += count
    directory = (_entry("Root Entry", 5, free, 1, end, 0) + entries).ljust(512, b"\0")
    if len(fat) > 128 or len(directory) > 512:
        raise ValueError("too large for one sector of allocation or directory")
    fat += [free] * (128 - len(fat))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0, 0)
    header += struct.pack("<108I", *[free] * 108)
    return header + struct.pack("<128I", *fat) + directory + body


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    """Return one directory entry of a compound file."""
    free = 0xFFFFFFFF
    text = name.encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1)
    return head + struct.pack("<III36xIQ", free, right, child, start, size)
