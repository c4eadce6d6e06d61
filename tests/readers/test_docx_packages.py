"""Where the parts of a Word document are: odd zips, flat XML, Word 2003."""

import pytest
from wordfiles import (
    TYPE,
    W,
    definition,
    document_xml,
    flat_xml,
    in_list,
    lvl,
    members,
    num,
    p,
    relations,
    table,
    zipped,
)

from reviewer.errors import InputError
from reviewer.limits import Limits
from reviewer.readers import read_bytes

LISTS = definition(0, lvl(0, "%1.")) + num(1, 0)
ODD = f'<Types><Override PartName="/other/main.xml" ContentType="{TYPE}"/></Types>'


@pytest.mark.parametrize(
    "parts",
    [
        {"Word/Document.XML": document_xml(p("甲"))},
        {"word\\document.xml": document_xml(p("甲"))},
        {"word/document2.xml": document_xml(p("甲"))},
        {
            "_rels/.rels": relations(("officeDocument", "/word/document2.xml")),
            "word/document.xml": document_xml(p("旧")),
            "word/document2.xml": document_xml(p("甲")),
        },
        {
            "[Content_Types].xml": ODD,
            "_rels/.rels": relations(("officeDocument", "other/main.xml")),
            "other/main.xml": document_xml(p("甲")),
        },
        {
            "[Content_Types].xml": ODD.replace(TYPE, "application/vnd.ms-word.document.main+xml"),
            "_rels/.rels": relations(("officeDocument", "other/main.xml")),
            "other/main.xml": document_xml(p("甲")),
        },
        {"_rels/.rels": "<broken", "word/document.xml": document_xml(p("甲"))},
        {
            "_rels/.rels": relations(("officeDocument", "..\\word\\.\\document.xml")),
            "word/document.xml": document_xml(p("甲")),
        },
    ],
)
def test_the_main_part_is_found(parts: dict[str, str | bytes]) -> None:
    assert read_bytes(zipped(parts), "a.docx").paragraphs == ("甲",)


def test_a_main_part_elsewhere_brings_its_lists() -> None:
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": ODD,
        "_rels/.rels": relations(("officeDocument", "other/main.xml")),
        "other/main.xml": document_xml(p("甲", in_list(1))),
        "other/_rels/main.xml.rels": relations(("numbering", "../lists.xml")),
        "lists.xml": f'<w:numbering xmlns:w="{W}">{LISTS}</w:numbering>',
    }
    assert read_bytes(zipped(parts), "a.docx").paragraphs == ("1.甲",)


def test_prefixes_that_nobody_declared() -> None:
    xml = document_xml('<w:p w14:paraId="1"><w14:odd/><w:r><w:t>甲</w:t></w:r></w:p>')
    assert read_bytes(zipped({"word/document.xml": xml}), "a.docx").paragraphs == ("甲",)
    cut = xml[:-30]
    with pytest.raises(InputError, match="损坏"):
        read_bytes(zipped({"word/document.xml": cut}), "a.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_flat_package_is_read_as_the_zip(encoding: str) -> None:
    parts = members(p("题") + table("指标|得分", "经费|7") + p("项", in_list(1)), lists=LISTS)
    picture = '<pkg:part pkg:name="/word/a.png"><pkg:binaryData>AAAA</pkg:binaryData></pkg:part>'
    xml = flat_xml(parts).replace("</pkg:package>", f"{picture}</pkg:package>")
    flat, packed = read_bytes(xml.encode(encoding), "a.xml"), read_bytes(zipped(parts), "a.docx")
    assert (flat.paragraphs, flat.tables, flat.notes) == (packed.paragraphs, packed.tables, ())
    assert flat.paragraphs == ("题", "1.项")


def test_pictures_in_a_flat_package_do_not_count() -> None:
    xml = flat_xml(members(p("甲"))).replace(
        "</pkg:package>",
        f"<pkg:part pkg:name='/a.png'><pkg:binaryData>{'A' * 12_000_000}</pkg:binaryData>"
        "</pkg:part></pkg:package>",
    )
    assert read_bytes(xml.encode(), "a.xml", Limits(member_mb=1)).paragraphs == ("甲",)
    with pytest.raises(InputError, match="过大"):
        read_bytes(flat_xml(members(p("甲" * 500_000))).encode(), "a.xml", Limits(member_mb=1))


WORD_2003 = """<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>
<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"
 xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint"
 xmlns:aml="http://schemas.microsoft.com/aml/2001/core" xml:space="preserve">
<w:styles><w:style w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>
<w:body><wx:sect><w:p><w:pPr><w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/>
<wx:t wx:val="一、"/></w:listPr></w:pPr><w:r><w:t>题</w:t></w:r></w:p>
<w:p><w:pPr><w:listPr><wx:t wx:val="·"/></w:listPr></w:pPr>
<aml:annotation w:type="Word.Insertion"><aml:content>
<w:r><w:t>新</w:t></w:r></aml:content></aml:annotation>
<aml:annotation w:type="Word.Deletion"><aml:content>
<w:r><w:delText>旧</w:delText></w:r></aml:content></aml:annotation>
<aml:annotation w:type="Word.Comment"><aml:content>
<w:p><w:r><w:t>批注</w:t></w:r></w:p></aml:content></aml:annotation>
<w:r><w:footnote><w:p><w:r><w:t>脚注</w:t></w:r></w:p></w:footnote></w:r></w:p>
<w:tbl><w:tr><w:tc><w:tcPr><w:vmerge w:val="restart"/></w:tcPr>
<w:p><w:r><w:t>上</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:tcPr><w:vmerge/></w:tcPr><w:p/></w:tc>
<w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr>
</w:tbl><w:sectPr><w:hdr><w:p><w:r><w:t>页眉</w:t></w:r></w:p></w:hdr></w:sectPr></wx:sect></w:body>
</w:wordDocument>"""


def test_word_2003_xml() -> None:
    document = read_bytes(WORD_2003.encode(), "a.xml")
    assert document.paragraphs == ("一、题", "新")
    assert [(c.text, c.row_span) for c in document.tables[0].cells] == [
        ("上", 2),
        ("甲", 1),
        ("乙", 1),
    ]
    assert ["修订 2 处" in document.notes[0], "1 条脚注" in document.notes[1]] == [True, True]
    assert "1 条批注" in document.notes[2]


def test_other_flat_packages_are_refused() -> None:
    xml = flat_xml({"xl/workbook.xml": "<a/>"})
    with pytest.raises(InputError, match="XML"):
        read_bytes(xml.encode(), "a.xml")
