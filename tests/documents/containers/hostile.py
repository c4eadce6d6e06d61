"""Files that are broken, locked, no documents at all, or meant to hurt."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO

from PIL import Image

from . import offices, sheets
from .forms import HEWAN, LANSHAN, LINHE, PINGLAN, QINGXI, YUNCHUAN, Form, grid
from .parts import (
    XML,
    Content,
    R,
    W,
    cell,
    compound,
    document,
    docx,
    docx_members,
    form_docx,
    grid_sheet,
    grid_table,
    heading,
    para,
    paras,
    row,
    run,
    sheet_rows,
    table,
    unzipped,
    worksheet,
    xlsx,
    xlsx_members,
    zipped,
)
from .sheets import titled


def _members(form: Form) -> dict[str, Content]:
    """Return the members of the ordinary docx of a form."""
    return docx_members(document(heading(form.title) + grid_table(grid(form))))


# ---- zip containers ----------------------------------------------------------------------------

CHUNK = 1 << 20
Packed = tuple[bytes, int, int]


def _headers(name: bytes, packed: Packed, offset: int) -> tuple[bytes, bytes]:
    """Return the local and the central header of one deflated member."""
    data, checksum, size = packed
    sizes = (checksum, len(data), size, len(name), 0)
    common = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 22721, *sizes)
    place = struct.pack("<HHHII", 0, 0, 0, 0, offset)
    return b"PK\3\4" + common + name, b"PK\1\2\x14\0" + common + place + name


def _end(count: int, index_size: int, offset: int) -> bytes:
    """Return the record that ends a zip."""
    return b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, count, count, index_size, offset, 0)


def _zip_raw(members: dict[str, Packed]) -> bytes:
    """Return a zip of members already deflated."""
    bodies, index, offset = [], [], 0
    for name, packed in members.items():
        local, central = _headers(name.encode(), packed, offset)
        index.append(central)
        bodies.append(local + packed[0])
        offset += len(bodies[-1])
    names = b"".join(index)
    return b"".join(bodies) + names + _end(len(members), len(names), offset)


def _deflate(data: bytes) -> Packed:
    """Return raw deflated data, checksum and size."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush(), zlib.crc32(data), len(data)


def _spaces(megabytes: int) -> Packed:
    """Return many megabytes of spaces, deflated in one repeated block."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    chunk = b" " * CHUNK
    block = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = 0
    for _ in range(megabytes):
        checksum = zlib.crc32(chunk, checksum)
    return block * megabytes + b"\x03\x00", checksum, megabytes * CHUNK


def _packed(members: dict[str, Content]) -> dict[str, Packed]:
    """Deflate ordinary members for a hand-made zip."""
    return {k: _deflate(v.encode() if isinstance(v, str) else v) for k, v in members.items()}


def bomb_main_part() -> bytes:
    """The main part of a docx inflates to 600 MiB of spaces."""
    return _zip_raw({**_packed(_members(LINHE)), "word/document.xml": _spaces(600)})


def bomb_sheet() -> bytes:
    """The worksheet of an xlsx inflates to 600 MiB of spaces."""
    members = _packed(xlsx_members({"自评表": grid_sheet(titled(LINHE))}))
    return _zip_raw({**members, "xl/worksheets/sheet1.xml": _spaces(600)})


def bomb_lying_size() -> bytes:
    """The main part inflates to 600 MiB but its headers say 2000 bytes."""
    data, checksum, _ = _spaces(600)
    members = _packed(_members(LINHE))
    return _zip_raw({**members, "word/document.xml": (data, checksum, 2000)})


def bomb_members() -> bytes:
    """A docx with 60,000 additional members."""
    pictures = dict.fromkeys((f"word/media/{i}.png" for i in range(60_000)), _deflate(b""))
    return _zip_raw(_packed(_members(LINHE)) | pictures)


def bomb_overlap() -> bytes:
    """All 2,000 members share the one compressed block of 4 MiB, named as the main part."""
    packed = _spaces(4)
    local, central = _headers(b"word/document.xml", packed, 0)
    body = local + packed[0]
    return body + central * 2000 + _end(2000, len(central) * 2000, len(body))


def zip_in_zip() -> bytes:
    """A docx name on a zip that holds a zip that holds a zip, twelve deep, then a docx."""
    data = form_docx(LINHE.title, grid(LINHE))
    for depth in range(12):
        data = zipped({f"layer{depth}.docx": data, f"copy{depth}.docx": data})
    return data


def path_traversal() -> bytes:
    """A sound docx with additional members whose names lead out of the folder."""
    evil = {"../../x.txt": "x", "/etc/cron.d/x": "x", "word/../../../y.txt": "x"}
    return zipped({**_members(LANSHAN), **evil})


def relationship_traversal() -> bytes:
    """A relationship of a sound docx names a file outside of the package."""
    body = heading(QINGXI.title) + grid_table(grid(QINGXI))
    links = [("rIdImage", "image", "../../../../etc/passwd")]
    return zipped(docx_members(document(body), links=links))


def remote_parts() -> bytes:
    """A docx with a remote template, a linked picture and an INCLUDETEXT field."""
    code = 'INCLUDETEXT "file:///etc/passwd"'
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
        f'{code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run("附注")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    blip = '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="x"><pic:pic><pic:blipFill>'
    blip += '<a:blip r:link="rIdImage"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
    blip += "</wp:inline></w:drawing></w:r>"
    body = heading(YUNCHUAN.title) + para(field) + para(blip) + grid_table(grid(YUNCHUAN))
    settings = f'{XML}<w:settings xmlns:w="{W}" xmlns:r="{R}"><w:attachedTemplate r:id="rId1"/>'
    members = docx_members(
        document(body),
        {"settings": settings + "</w:settings>"},
        [("rIdImage", "image", "http://127.0.0.1:9/a.png")],
    )
    template = f'<Relationship Id="rId1" Type="{R}/attachedTemplate"'
    template += ' Target="http://127.0.0.1:9/t.dotm" TargetMode="External"/></Relationships>'
    links = str(members["word/_rels/document.xml.rels"]).split("<Relationship ", 1)[0]
    members["word/_rels/settings.xml.rels"] = links + template
    return zipped(members)


# ---- XML ---------------------------------------------------------------------------------------


def _with_doctype(form: Form, doctype: str, needle: str, entity: str) -> bytes:
    """Return a docx whose main part has a document type and one entity in the text."""
    members = _members(form)
    text = str(members["word/document.xml"]).replace(needle, entity, 1)
    members["word/document.xml"] = text.replace(XML, XML + doctype, 1)
    return zipped(members)


def _laughs(root: str) -> str:
    """Return a document type whose entities expand to billions of characters."""
    lines = ['<!ENTITY a0 "好好好好好好好好好好">']
    lines += [f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10)]
    return f"<!DOCTYPE {root} [{''.join(lines)}]>"


def entity_expansion() -> bytes:
    """Entities that expand to billions of characters."""
    return _with_doctype(LINHE, _laughs("w:document"), "市委常委会", "&a9;")


def entity_expansion_sheet() -> bytes:
    """Entities that expand to billions of characters, in a worksheet."""
    members = xlsx_members({"自评表": grid_sheet(titled(LINHE))})
    part = str(members["xl/worksheets/sheet1.xml"]).replace("市委常委会", "&a9;", 1)
    part = part.replace(XML, XML + _laughs("worksheet"), 1)
    return zipped({**members, "xl/worksheets/sheet1.xml": part})


def external_entity() -> bytes:
    """A narrative is an entity that names a local file."""
    doctype = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return _with_doctype(QINGXI, doctype, "教育经费专款专用", "&x;")


def deep_nesting() -> bytes:
    """The form lies inside 60,000 nested tables; LibreOffice hangs on far fewer."""
    opened = "<w:tbl><w:tr><w:tc>" * 60_000
    closed = "<w:p/></w:tc></w:tr></w:tbl>" * 60_000
    return docx(opened + grid_table(grid(LINHE)) + closed)


def deep_tables_odt() -> bytes:
    """An .odt whose form lies inside 3,000 nested tables: LibreOffice does not come back."""
    members = unzipped(offices.plain_odt())
    opened = '<table:table table:name="t"><table:table-column/><table:table-row><table:table-cell>'
    closed = "<text:p/></table:table-cell></table:table-row></table:table>"
    text = members["content.xml"].decode()
    start, end = text.index("<table:table "), text.rindex("</table:table>") + 14
    text = text[:start] + opened * 3000 + text[start:end] + closed * 3000 + text[end:]
    return zipped({**members, "content.xml": text.encode()})


def deep_controls() -> bytes:
    """The form lies inside forty nested content controls, still a sound document."""
    opened, closed = "<w:sdt><w:sdtContent>" * 40, "</w:sdtContent></w:sdt>" * 40
    return docx(heading(LINHE.title) + opened + grid_table(grid(LINHE)) + closed)


def deep_tables() -> bytes:
    """The form lies inside eight nested frame tables, still a sound document."""
    inner = heading(PINGLAN.title) + grid_table(grid(PINGLAN)) + para()
    for _ in range(8):
        inner = table(row(cell(inner)), [9300]) + para()
    return docx(inner)


def broken_xml() -> bytes:
    """The main part ends in the middle of a tag; the zip is sound."""
    members = _members(LANSHAN)
    text = str(members["word/document.xml"])
    return zipped({**members, "word/document.xml": text[: len(text) // 2] + "<w:t"})


def million_merges() -> bytes:
    """A worksheet with a million merged ranges."""
    spans = "".join(f'<mergeCell ref="J{i}:K{i}"/>' for i in range(1, 1_000_001))
    part = worksheet(sheet_rows(titled(LINHE)))
    merges = f"<mergeCells>{spans}</mergeCells></worksheet>"
    return xlsx({"自评表": part.replace("</worksheet>", merges)})


def million_cells() -> bytes:
    """A worksheet with four million cells of figures."""
    line = f"<row>{'<c><v>1</v></c>' * 1000}</row>"
    return xlsx({"数据": worksheet(line * 4000)})


# ---- damaged, locked, empty --------------------------------------------------------------------


def truncated_docx() -> bytes:
    """The second half of a docx is missing."""
    whole = form_docx(LINHE.title, grid(LINHE))
    return whole[: len(whole) // 2]


def truncated_xlsx() -> bytes:
    """The last third of an xlsx is missing."""
    whole = sheets.inline_strings()
    return whole[: len(whole) * 2 // 3]


def truncated_doc() -> bytes:
    """Only the first 1,500 bytes of a .doc are left."""
    return offices.plain_doc()[:1500]


def truncated_xls() -> bytes:
    """Only the first 700 bytes of an .xls are left."""
    return offices.xlwt_plain()[:700]


def wrong_checksum() -> bytes:
    """Some bytes in the middle of a docx were overwritten."""
    data = bytearray(form_docx(LINHE.title, grid(LINHE)))
    start = data.find(b"word/document.xml") + 300
    data[start : start + 200] = bytes(200)
    return bytes(data)


def no_main_part() -> bytes:
    """A docx without its main part."""
    members = _members(LINHE)
    del members["word/document.xml"]
    return zipped(members)


def _noise(count: int, seed: str = "") -> bytes:
    """Return bytes without meaning, always the same."""
    return b"".join(zlib.crc32(f"{seed}{i}".encode()).to_bytes(4, "little") for i in range(count))


def _locked(program: str) -> bytes:
    """Return a compound file as Office writes it for a package locked by a password."""
    xml = b'<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption"/>'
    info = (struct.pack("<HHI", 4, 4, 0x40) + xml).ljust(4096)
    noise = _noise(2000, program)
    return compound({"EncryptionInfo": info, "EncryptedPackage": struct.pack("<Q", 7990) + noise})


def locked_docx() -> bytes:
    """A docx locked by a password."""
    return _locked("word")


def locked_xlsx() -> bytes:
    """An xlsx locked by a password."""
    return _locked("excel")


def locked_xls() -> bytes:
    """An .xls locked by a password: a FILEPASS record follows the first one."""
    start = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 5, 0x0DBB, 0x07CC, 0, 6)
    lock = struct.pack("<HHHHH", 0x2F, 54, 1, 1, 1) + bytes(range(48))
    return compound({"Workbook": start + lock + _noise(1500)})


def locked_doc() -> bytes:
    """A .doc whose header says that it is encrypted."""
    data = bytearray(offices.plain_doc())
    at = data.find(struct.pack("<H", 0xA5EC), 512)
    flags = struct.unpack_from("<H", data, at + 10)[0] | 0x0100
    struct.pack_into("<H", data, at + 10, flags)
    return bytes(data)


def locked_zip() -> bytes:
    """A zip named docx whose members are locked by a zip password."""
    data = bytearray(form_docx(YUNCHUAN.title, grid(YUNCHUAN)))
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def empty() -> bytes:
    """No bytes at all."""
    return b""


def blank_text() -> bytes:
    """A text of white space only."""
    return b" \r\n\t\r\n" * 20


def blank_docx() -> bytes:
    """A docx with empty paragraphs only."""
    return docx(para() * 3)


def blank_xlsx() -> bytes:
    """A workbook with one empty sheet."""
    return xlsx({"Sheet1": worksheet("")})


def letter_docx() -> bytes:
    """A docx without a form: a letter and a table of contacts."""
    lines = (("姓名", "职务", "电话"), ("孙某某", "科长", "0000-1234567"))
    contacts = table("".join(row("".join(cell(paras(x)) for x in line)) for line in lines))
    return docx(heading("关于报送联系人的函") + paras("现将联系人名单报上。") + contacts)


def program_as_docx() -> bytes:
    """A Windows program named .docx."""
    head = b"MZ" + bytes(58) + struct.pack("<I", 64) + b"PE\0\0L\1" + bytes(18)
    return head + b"This program cannot be run in DOS mode.\r\r\n$" + bytes(3000)


def picture() -> bytes:
    """A photograph of a form."""
    buffer = BytesIO()
    Image.new("RGB", (320, 240), (240, 238, 230)).save(buffer, "JPEG")
    return buffer.getvalue()


def noise() -> bytes:
    """Bytes without meaning."""
    return _noise(3000)


def many_zeros() -> bytes:
    """A file of zeros, as a failed copy leaves it."""
    return bytes(20_000)


def absurd_span() -> bytes:
    """A docx with an absurd span in the title row of a table that is otherwise sound."""
    layout = grid(HEWAN)
    first = row(cell(paras(HEWAN.title), '<w:gridSpan w:val="100000000"/>'))
    body = grid_table(layout).replace("<w:tr>", first + "<w:tr>", 1)
    return docx(body)


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "bomb-main-part.docx": bomb_main_part,
    "bomb-sheet.xlsx": bomb_sheet,
    "bomb-lying-size.docx": bomb_lying_size,
    "bomb-members.docx": bomb_members,
    "bomb-overlap.docx": bomb_overlap,
    "zip-in-zip.docx": zip_in_zip,
    "path-traversal.docx": path_traversal,
    "relationship-traversal.docx": relationship_traversal,
    "remote-parts.docx": remote_parts,
    "entity-expansion.docx": entity_expansion,
    "entity-expansion.xlsx": entity_expansion_sheet,
    "external-entity.docx": external_entity,
    "deep-nesting.docx": deep_nesting,
    "deep-nesting.odt": deep_tables_odt,
    "deep-controls.docx": deep_controls,
    "deep-tables.docx": deep_tables,
    "broken-xml.docx": broken_xml,
    "million-merges.xlsx": million_merges,
    "million-cells.xlsx": million_cells,
    "truncated.docx": truncated_docx,
    "truncated.xlsx": truncated_xlsx,
    "truncated.doc": truncated_doc,
    "truncated.xls": truncated_xls,
    "wrong-checksum.docx": wrong_checksum,
    "no-main-part.docx": no_main_part,
    "locked.docx": locked_docx,
    "locked.xlsx": locked_xlsx,
    "locked.xls": locked_xls,
    "locked.doc": locked_doc,
    "locked-zip.docx": locked_zip,
    "empty.docx": empty,
    "empty.pdf": empty,
    "empty.xlsx": empty,
    "blank.txt": blank_text,
    "blank.docx": blank_docx,
    "blank.xlsx": blank_xlsx,
    "letter.docx": letter_docx,
    "program-inside.docx": program_as_docx,
    "picture-inside.docx": picture,
    "picture.jpg": picture,
    "noise.docx": noise,
    "zeros.pdf": many_zeros,
    "absurd-span.docx": absurd_span,
}
