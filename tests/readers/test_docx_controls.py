"""Content controls, text boxes, pictures: what is text and what is said of the rest."""

import pytest
from wordfiles import both, box, notes_of, p, para, r, sdt, table, tbl, tc, texts, tr, word

PROMPT = "<w:showingPlcHdr/>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (tbl(tr(sdt(tc(p("点此")), PROMPT), tc(p("乙")))), ["", "乙"]),
        (tbl(sdt(tr(tc(p("点此")), tc(p("点此"))), PROMPT), tr(tc(p("甲")))), ["", "", "甲"]),
        (tbl(tr(tc(sdt(p("点此"), PROMPT)), tc(p("乙")))), ["", "乙"]),
        (tbl(tr(tc(p("甲") + sdt(p("点此"), PROMPT)))), ["甲"]),
        (tbl(tr(tc(para(sdt(r("☑"), "<w14:checkbox/>"), r("是"))))), ["☑是"]),
        (tbl(tr(tc(para(sdt(r("优秀"), "<w:dropDownList/>"))))), ["优秀"]),
        (tbl(tr(tc(para(sdt(r("已填"), '<w:showingPlcHdr w:val="0"/>'))))), ["已填"]),
    ],
)
def test_controls_keep_the_cells_in_place(body: str, expected: list[str]) -> None:
    assert texts(word(body)) == expected


def test_unfilled_controls_are_said() -> None:
    body = para(sdt(r("点此"), PROMPT), r("后")) + tbl(tr(sdt(tc(p("点此")), PROMPT)))
    assert "2 个填写框" in notes_of(body)


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        (para(box(p("题") + p("二"))), ["", "题", "二"]),
        (para(r("段"), box(p("题"))), ["段", "题"]),
        (para(r("段"), box(para(r("外"), box(p("内"))))), ["段", "外", "内"]),
        (para(f"<w:r>{both(box(p('题')), box(p('题')))}</w:r>"), ["", "题"]),
        (para(f"<w:r>{both('<w:drawing/>', box(p('题')))}</w:r>"), ["", "题"]),
        (
            para('<w:r><w:pict><v:shape><v:textpath string="艺术字"/></v:shape></w:pict></w:r>'),
            ["", "艺术字"],
        ),
    ],
)
def test_a_title_in_a_text_box_is_a_paragraph(body: str, paragraphs: list[str]) -> None:
    assert list(word(body).paragraphs) == paragraphs


def test_a_form_in_a_text_box() -> None:
    document = word(para(r("题"), box(p("注") + table("甲|乙"))))
    assert document.paragraphs == ("题", "注")
    assert texts(document) == ["甲", "乙"]


def test_text_boxes_over_the_text_of_a_cell_are_said() -> None:
    inner = para(box(p("见附件" * 10)), r("文")) + para(box(p("")), box(p("二")))
    document = word(tbl(tr(tc(inner))))
    assert texts(document) == ["文"]
    assert "2 个文本框" in document.notes[0]
    assert f"“{'见附件' * 6}见附…”、“二”" in document.notes[0]


@pytest.mark.parametrize(
    ("run", "said"),
    [
        ("<w:drawing><a:blip xmlns:a='a'/></w:drawing>", "1 张图片"),
        ("<w:pict><v:shape><v:imagedata/></v:shape></w:pict>", "1 张图片"),
        (
            "<w:object><v:shape><v:imagedata/></v:shape><o:OLEObject xmlns:o='o'/></w:object>",
            "1 个嵌入",
        ),
        ("<w:drawing><c:chart xmlns:c='c'/></w:drawing>", "1 个嵌入"),
        ("<w:footnoteReference/>", "1 条脚注"),
        ("<w:endnoteReference/>", "1 条脚注"),
        ("<w:commentReference/>", "1 条批注"),
        ('<w:sym w:font="Webdings" w:char="F041"/>', "1 个符号字体"),
        ("<w:rPr><w:vanish/></w:rPr><w:t>藏</w:t><w:t>着</w:t>", "1 处隐藏文字"),
    ],
)
def test_what_is_left_out_is_said(run: str, said: str) -> None:
    for body in (para(f"<w:r>{run}</w:r>"), tbl(tr(tc(para(f"<w:r>{run}</w:r>"))))):
        document = word(body)
        assert len(document.notes) == 1
        assert said in document.notes[0]


def test_foreign_parts_and_hidden_rows_are_said() -> None:
    assert "1 段嵌入的外部文件" in notes_of('<w:altChunk r:id="r1" xmlns:r="r"/>')
    hidden = tbl(tr(tc(p("甲"))), tr(tc(p("藏")), properties="<w:hidden/>"))
    assert texts(word(hidden)) == ["甲"]
    assert "1 个隐藏的行" in notes_of(hidden)
