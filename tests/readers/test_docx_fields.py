"""Fields, signs, hidden text and formulas inside paragraphs."""

import pytest
from wordfiles import (
    cell_of,
    field,
    in_list,
    mark,
    notes_of,
    p,
    para,
    r,
    style,
    tbl,
    tc,
    texts,
    tr,
    word,
)

DEL = '<w:del w:author="甲">{}</w:del>'


FORM = "<w:ffData>{}</w:ffData>"
CHOICES = '<w:ddList>{}<w:listEntry w:val="优"/><w:listEntry w:val="良"/></w:ddList>'


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (field("=SUM(ABOVE)", r("95.3")), "95.3"),
        (field("IF " + field("PAGE", r("3")) + " = 1", r("对")), "对"),
        (field("REF a", r("甲") + field("REF b", r("乙")) + r("丙")), "甲乙丙"),
        (mark("begin") + r("指令") + mark("separate") + r("果") + mark("end") + r("后"), "果后"),
        (mark("begin") + r("没有结尾"), "没有结尾"),
        (mark("end") + r("没有开头") + mark("separate"), "没有开头"),
        (DEL.format(mark("begin")) + r("甲"), "甲"),
        ('<w:fldSimple w:instr="REF a"><w:r><w:t>甲</w:t></w:r></w:fldSimple>', "甲"),
        (f"<w:hyperlink>{r('链接')}</w:hyperlink>", "链接"),
        (field("FORMCHECKBOX", None, FORM.format("<w:checkBox><w:checked/></w:checkBox>")), "☑"),
        (
            field(
                "FORMCHECKBOX", "", FORM.format('<w:checkBox><w:default w:val="0"/></w:checkBox>')
            ),
            "□",
        ),
        (field("FORMDROPDOWN", None, FORM.format(CHOICES.format('<w:result w:val="1"/>'))), "良"),
        (field("FORMDROPDOWN", None, FORM.format(CHOICES.format(""))), "优"),
        (field("FORMTEXT", r("填的")), "填的"),
        (field(r"eq \o\ac(○,3)", None), "③"),
        (field(r"EQ \f(1,2)", None), "1/2"),
        (field('SYMBOL 82 \\f "Wingdings 2"', None), "☑"),
        (field("MACROBUTTON NoMacro 点这里", None), ""),
        (field("XE 索引", None), ""),
    ],
)
def test_fields(inner: str, text: str) -> None:
    document = word(tbl(tr(tc(para(inner)))))
    assert texts(document) == [text]
    assert not [note for note in document.notes if "域" in note]


def test_fields_without_a_stored_result_are_said() -> None:
    simple = '<w:fldSimple w:instr="MERGEFIELD 得分"/>'
    body = tbl(tr(tc(para(field("=SUM(ABOVE)", None), field("=A1+B1"), simple))))
    assert texts(word(body)) == [""]
    assert "3 个域（=、MERGEFIELD）" in notes_of(body)


def test_a_field_may_run_through_paragraphs_but_not_out_of_a_cell() -> None:
    start = mark("begin") + r("指令") + mark("separate")
    assert word(para(start, r("甲")) + para(r("乙"), mark("end"))).paragraphs == ("甲", "乙")
    broken = tbl(tr(tc(para(mark("begin"), r("甲"))), tc(p("乙")), tc(para(mark("end"), r("丙")))))
    assert texts(word(broken)) == ["甲", "乙", "丙"]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>', "☑"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F081"/></w:r>', "①"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "≥"),
        ('<w:r><w:sym w:font="宋体" w:char="2460"/></w:r>', "①"),
        ('<w:r><w:sym w:font="Wingdings" w:char="zz"/></w:r>', ""),
        ("<w:r><w:t>教</w:t><w:softHyphen/><w:t>育</w:t></w:r>", "教育"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>zhong</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>中</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "中",
        ),
        (r("删", "<w:strike/>"), "删"),
        (r("藏", "<w:vanish/>") + r("见"), "见"),
        (r("见", '<w:vanish w:val="false"/>'), "见"),
        (
            f"<w:smartTag>{r('北京')}</w:smartTag><x:custom xmlns:x='x'>{r('市')}</x:custom>",
            "北京市",
        ),
        ("<w:r><w:t>  甲  乙  </w:t></w:r>" + r("丙"), "甲  乙丙"),
        ("<w:r><w:t>甲<!-- 注 -->乙</w:t></w:r>", "甲乙"),
        ("<w:r><w:t>甲\n乙</w:t></w:r>", "甲 乙"),
        (
            "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
            "1/2",
        ),
        (
            "<m:oMath><m:sSup><m:e><m:r><m:t>m</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>",
            "m²",
        ),
        (
            "<m:oMath><m:d><m:dPr/><m:e><m:r><m:t>a</m:t></m:r></m:e></m:d><m:rad><m:deg/><m:e><m:r><m:t>a+b</m:t></m:r></m:e></m:rad></m:oMath>",
            "(a)√(a+b)",
        ),
        (
            "<m:oMathPara><m:oMath><m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr>"
            "<m:e><m:r><m:t>x</m:t></m:r></m:e></m:nary></m:oMath></m:oMathPara>",
            "∑x",
        ),
    ],
)
def test_inside_paragraphs(inner: str, text: str) -> None:
    assert cell_of(para(inner)) == text


HIDING = style("Hide", "<w:rPr><w:vanish/></w:rPr>", "character") + style(
    "HidePara", "<w:rPr><w:vanish/></w:rPr>"
)


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (para(r("藏", '<w:rStyle w:val="Hide"/>'), r("见")), "见"),
        (para(r("藏"), properties='<w:pStyle w:val="HidePara"/>'), ""),
        (para(r("藏"), properties='<w:pStyle w:val="HidePara"/>' + in_list(1)) + p("见"), "见"),
        (para(r("见", '<w:vanish w:val="0"/>'), properties='<w:pStyle w:val="HidePara"/>'), "见"),
        (
            para(r("见", '<w:rStyle w:val="Hide"/>'), properties='<w:pStyle w:val="HidePara"/>'),
            "见",
        ),
        (para(r("上"), properties="<w:rPr><w:vanish/></w:rPr>") + p("下"), "上下"),
    ],
)
def test_hidden_by_style(inner: str, text: str) -> None:
    assert texts(word(tbl(tr(tc(inner))), styles=HIDING)) == [text]
