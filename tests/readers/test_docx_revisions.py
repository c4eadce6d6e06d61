"""Tracked changes in Word documents: accepted, and each counted once."""

import pytest
from wordfiles import p, para, r, sdt, table, tbl, tc, texts, tr, word

INS, DEL = '<w:ins w:author="甲">{}</w:ins>', '<w:del w:author="甲">{}</w:del>'
NEW, OLD = INS.format(r("新")), DEL.format("<w:r><w:delText>旧</w:delText></w:r>")
MARK_IN = '<w:rPr><w:ins w:author="甲"/></w:rPr>'
MARK_OUT = '<w:rPr><w:del w:author="甲"/></w:rPr>'
AWAY = '<w:moveFrom w:author="甲"><w:r><w:t>移</w:t></w:r></w:moveFrom>'
HERE = '<w:moveTo w:author="甲"><w:r><w:t>移</w:t></w:r></w:moveTo>'


@pytest.mark.parametrize(
    ("body", "paragraphs", "counted"),
    [
        (para(NEW), ["新"], "1 处（插入 1、删除 0）"),
        (para(NEW, "<w:bookmarkStart/>", NEW), ["新新"], "1 处（插入 1、删除 0）"),
        (para(NEW, r("中"), NEW), ["新中新"], "2 处（插入 2、删除 0）"),
        (para(OLD, NEW), ["新"], "2 处（插入 1、删除 1）"),
        (para(NEW, NEW.replace("甲", "乙")), ["新新"], "2 处（插入 2、删除 0）"),
        (para(NEW, properties=MARK_IN) + para(NEW), ["新", "新"], "1 处（插入 1、删除 0）"),
        (para(NEW) + para(NEW), ["新", "新"], "2 处（插入 2、删除 0）"),
        (para(properties=MARK_IN) + p("后"), ["", "后"], "1 处（插入 1、删除 0）"),
        (para(OLD, properties=MARK_OUT) + para(OLD, r("后")), ["后"], "1 处（插入 0、删除 1）"),
        (p("前") + para(AWAY) + para(HERE), ["前", "", "移"], "1 处（插入 0、删除 0、移动 1）"),
        (para(AWAY, properties=MARK_OUT.replace("del", "moveFrom")) + p("后"), ["后"], "1 处（"),
        (para(INS.format(OLD)), [""], "2 处（插入 1、删除 1）"),
        (para(sdt(NEW)), ["新"], "1 处（插入 1、删除 0）"),
        (para(f"<w:hyperlink>{NEW}{OLD}</w:hyperlink>"), ["新"], "2 处（插入 1、删除 1）"),
        (para(r("后"), properties='<w:pPrChange w:author="甲"><w:pPr/></w:pPrChange>'), ["后"], ""),
    ],
)
def test_revisions_outside_tables(body: str, paragraphs: list[str], counted: str) -> None:
    document = word(body)
    assert list(document.paragraphs) == paragraphs
    assert counted in "".join(document.notes)
    assert bool(document.notes) == bool(counted)


def test_an_inserted_row_is_one_revision_and_so_is_each_deleted_one() -> None:
    inserted = tr(tc(para(NEW, properties=MARK_IN)), tc(para(NEW)), properties="<w:ins/>")
    deleted = tr(tc(para(OLD)), tc(para(OLD)), properties="<w:del/>")
    document = word(tbl(tr(tc(p("甲")), tc(p("乙"))), inserted, deleted, deleted))
    assert texts(document) == ["甲", "乙", "新", "新"]
    assert "3 处（插入 1、删除 2）" in document.notes[0]


def test_revised_cells() -> None:
    document = word(
        tbl(
            tr(tc(p("删"), "<w:cellDel/>"), tc(p("甲")), tc(p("加"), "<w:cellIns/>")),
            tr(tc(p("乙"), '<w:cellMerge w:vMerge="rest"/>'), tc(p("丙"))),
            tr(tc(p(""), '<w:cellMerge w:vMerge="cont"/>'), tc(p("丁"))),
            tr(tc(p("戊"), '<w:vMerge/><w:cellMerge w:vMergeOrig="cont"/>'), tc(p("己"))),
        )
    )
    assert texts(document) == ["甲", "加", "乙", "丙", "丁", "戊", "己"]
    assert document.tables[0].cells[2].row_span == 2
    assert "4 处（插入 1、删除 1、合并单元格 2）" in document.notes[0]


def test_a_deleted_end_before_a_table_does_not_move_the_text_behind_it() -> None:
    inner = para(r("前"), properties=MARK_OUT) + table("甲|乙") + p("后")
    assert texts(word(tbl(tr(tc(inner), tc(p("右"))))))[0] == "前\n甲\t乙\n后"
    assert word(para(r("前"), properties=MARK_OUT) + table("甲|乙")).paragraphs == ("前",)
