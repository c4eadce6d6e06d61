"""Word documents: paragraphs, cells and tables as Word shows them."""

import pytest
from wordfiles import (
    STRICT,
    W,
    cell_of,
    members,
    p,
    table,
    tbl,
    tc,
    texts,
    tr,
    word,
    zipped,
)

from reviewer.readers import read_bytes


def test_docx_spans() -> None:
    document = word(
        tbl(
            tr(tc(p("宽"), '<w:gridSpan w:val="2"/>'), tc(p("右"))),
            tr(tc(p("高"), '<w:vMerge w:val="restart"/>'), tc(p("中")), tc(p("右"))),
            tr(
                tc(p(""), "<w:vMerge/>"),
                tc(p("甲"), '<w:hMerge w:val="restart"/>'),
                tc("", "<w:hMerge/>"),
            ),
            tr(tc(p("尾")), properties='<w:gridBefore w:val="2"/>'),
        )
    )
    cells = {c.text: (c.row, c.column, c.row_span, c.column_span) for c in document.tables[0].cells}
    assert cells["宽"] == (0, 0, 1, 2)
    assert cells["高"] == (1, 0, 2, 1)
    assert cells["甲"] == (2, 1, 1, 2)
    assert cells["尾"] == (3, 2, 1, 1)
    assert len(document.tables[0].cells) == 7


def test_docx_revisions_are_accepted_and_counted() -> None:
    inserted = "<w:ins><w:r><w:t>新</w:t></w:r></w:ins>"
    deleted = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    moved = "<w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom>"
    body = tbl(
        tr(tc(f"<w:p>{inserted}{deleted}{moved}<w:r><w:t>文</w:t></w:r></w:p>")),
        tr(tc(p("删去的行")), properties="<w:del/>"),
        tr(tc(p("加入的行")), properties="<w:ins/>"),
    )
    document = word(body)
    assert texts(document) == ["新文", "加入的行"]
    assert "修订 5 处（插入 2、删除 3）" in document.notes[0]


def test_docx_paragraph_mark_deleted() -> None:
    first = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>上</w:t></w:r></w:p>"
    assert cell_of(first + p("下") + p("末")) == "上下\n末"
    assert word(first + p("下")).paragraphs == ("上下",)


def test_docx_content_controls_are_unwrapped() -> None:
    run = "<w:sdt><w:sdtContent><w:r><w:t>字</w:t></w:r></w:sdtContent></w:sdt>"
    cell = f"<w:sdt><w:sdtContent>{tc(f'<w:p>{run}</w:p>')}</w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent>{tr(cell, tc(p('乙')))}</w:sdtContent></w:sdt>"
    table = f"<w:sdt><w:sdtContent>{tbl(row)}</w:sdtContent></w:sdt>"
    assert texts(word(table)) == ["字", "乙"]
    content = "<w:sdtContent><w:r><w:t>点此输入</w:t></w:r></w:sdtContent>"
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>{content}</w:sdt>"
    assert cell_of(f"<w:p>{prompt}</w:p>") == ""


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:t>甲</w:t><w:tab/><w:t>乙</w:t>", "甲\t乙"),
        ("<w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t>", "甲\n乙\n丙"),
        ('<w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t>', "甲乙"),
        ("<w:t>3</w:t><w:noBreakHyphen/><w:t>11岁</w:t>", "3-11岁"),
        ('<w:t>甲</w:t><w:sym w:char="F0A7"/><w:footnoteReference w:id="2"/>', "甲"),
        ('<w:t xml:space="preserve">  甲  乙  </w:t>', "甲  乙"),
        ("<w:instrText>PAGE</w:instrText><w:t>甲</w:t>", "甲"),
    ],
)
def test_docx_runs(inside: str, text: str) -> None:
    assert cell_of(f"<w:p><w:r>{inside}</w:r></w:p>") == text


def test_docx_text_box_only_where_there_is_nothing_else() -> None:
    box = f"<w:txbxContent>{p('框')}</w:txbxContent>"
    choice = f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
    fallback = f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    both = f"<mc:AlternateContent>{choice}{fallback}</mc:AlternateContent>"
    assert cell_of(f"<w:p><w:r>{both}</w:r></w:p>") == "框"
    assert cell_of(f"<w:p><w:r>{both}<w:t>字</w:t></w:r></w:p>") == "字"


def test_docx_nested_table_is_text_and_a_frame_is_not() -> None:
    inner = tbl(tr(tc(p("甲")), tc(p("乙"))), tr(tc(p("丙")), tc(p("丁"))))
    nested = word(tbl(tr(tc(p("前") + inner + p("后")), tc(p("右")))))
    assert texts(nested) == ["前\n甲\t乙\n丙\t丁\n后", "右"]
    framed = word(tbl(tr(tc(p("题") + inner))))
    assert texts(framed) == ["甲", "乙", "丙", "丁"]
    assert framed.paragraphs == ("题",)


def test_docx_strict_namespace_and_table_in_a_text_box() -> None:
    assert cell_of(p("严"), STRICT) == "严"
    box = f"<w:txbxContent>{tbl(tr(tc(p('内'))))}</w:txbxContent>"
    assert texts(word(f"<w:p><w:r><w:drawing>{box}</w:drawing></w:r></w:p>")) == ["内"]


def test_docx_text_left_in_a_merged_cell_is_noted() -> None:
    document = word(
        tbl(
            tr(tc(p("上"), '<w:vMerge w:val="restart"/>'), tc(p("右"))),
            tr(tc(p("藏"), '<w:vMerge w:val="continue"/>'), tc(p("右"))),
        )
    )
    assert texts(document) == ["上", "右", "右"]
    assert "1 个被合并的单元格" in document.notes[0]


def test_spans_that_do_not_fit() -> None:
    document = word(
        tbl(
            tr(tc(p("孤"), "<w:vMerge/>"), tc(p("甲"))),
            tr(tc(p(""), "<w:vMerge/>"), tc(p("乙"))),
            tr(tc(p("宽"), '<w:gridSpan w:val="2"/>')),
            tr(tc(p("不接"), "<w:vMerge/>"), tc(p("丙"), "<w:hMerge/>"), tc(p("丁"))),
            tr(tc(p("短"))),
        )
    )
    cells = {c.text: (c.row, c.column, c.row_span, c.column_span) for c in document.tables[0].cells}
    assert cells["孤"] == (0, 0, 2, 1)
    assert cells["宽"] == (2, 0, 1, 2)
    assert cells["不接"] == (3, 0, 1, 2)
    assert cells["丁"] == (3, 2, 1, 1)
    assert cells["短"] == (4, 0, 1, 1)


def test_a_table_from_right_to_left_keeps_its_order() -> None:
    document = word(
        f"<w:tbl><w:tblPr><w:bidiVisual/></w:tblPr>{tr(tc(p('甲')), tc(p('乙')))}</w:tbl>"
    )
    assert [(c.text, c.column) for c in document.tables[0].cells] == [("甲", 0), ("乙", 1)]


SCORES = table("指标|说明|得分", "经费|足额|7", "安全|无事故|8", "师资|达标|9")
SMALL = table("年|数", "2021|5")


@pytest.mark.parametrize(
    ("body", "tables"),
    [
        (tbl(tr(tc(SCORES))), [12]),
        (tbl(tr(tc(p("题"))), tr(tc(SCORES)), tr(tc(p("填表人")))), [12]),
        (tbl(tr(tc(p("")), tc(SCORES), tc(p("")))), [12]),
        (tbl(tr(tc(p("题")), tc(p("年"))), tr(tc(p("")), tc(SCORES))), [12]),
        (tbl(tr(tc(p("附")), tc(SCORES))), [12]),
        (tbl(tr(tc(SCORES), tc(SCORES))), [12, 12]),
        (tbl(tr(tc(tbl(tr(tc(SCORES)))))), [12]),
        (
            tbl(
                tr(tc(p("指标")), tc(p("说明")), tc(p("得分"))),
                tr(tc(p("经费")), tc(SMALL), tc(p("7"))),
            ),
            [6],
        ),
        (
            tbl(
                tr(tc(p("指标")), tc(p("说明")), tc(p("得分"))),
                tr(tc(p("经费")), tc(SCORES), tc(p("7"))),
            ),
            [6],
        ),
        (tbl(tr(tc(p("项目")), tc(p("说明"))), tr(tc(p("经费")), tc(p("文") + SMALL))), [4]),
    ],
)
def test_frames_and_forms(body: str, tables: list[int]) -> None:
    assert [len(one.cells) for one in word(body).tables] == tables


def test_a_small_table_in_a_narrative() -> None:
    row = tr(tc(p("经费")), tc(p("如下：") + SMALL + p("完")), tc(p("7")))
    assert texts(word(tbl(row)))[1] == "如下：\n年\t数\n2021\t5\n完"


def test_headers_and_footers_are_not_read() -> None:
    parts = members(p("甲")) | {"word/header1.xml": f'<w:hdr xmlns:w="{W}">{SCORES}</w:hdr>'}
    assert read_bytes(zipped(parts), "a.docx").tables == ()
