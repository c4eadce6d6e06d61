"""Where the marks of comments may stand: outside fields, readings, boxes and alternatives."""

from __future__ import annotations

import io
import time
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.styles.styles import Styles
from lxml import etree
from reports.commented import Comment, comments
from reports.test_docx_report import (
    ADMITS,
    W,
    assert_anchored,
    commented,
    form,
    p,
    package,
    review_of,
    run,
    run_of,
)
from wordfiles import relations, zipped

from reviewer.reports.docx import render

HEAD, TAIL = ADMITS[:6], ADMITS[6:]
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


REF = f"{field('begin')}<w:r><w:instrText> REF a </w:instrText></w:r>{field('separate')}"


def root_of(report: bytes) -> etree._Element:
    return docx.Document(io.BytesIO(report)).element


def ancestors(element: etree._Element) -> set[str]:
    return {etree.QName(one).localname for one in element.iterancestors()}


@pytest.mark.parametrize(
    "narrative",
    [
        p(f'<w:fldSimple w:instr=" REF a ">{run(ADMITS)}</w:fldSimple>{run("。")}'),
        p(f'{run(HEAD)}<w:fldSimple w:instr=" REF a ">{run(TAIL)}{run("，已报告")}</w:fldSimple>'),
        p(f"{REF}{run(ADMITS)}{field('end')}{run('。')}"),
        p(f"{run(HEAD)}{REF}{run(TAIL)}{run('，已报告')}{field('end')}{run('。')}"),
        p(f"{REF}{REF}{run(ADMITS)}{field('end')}{run('，已报告')}{field('end')}"),
        p(f"{REF}{run(ADMITS)}{REF}{run('3')}{field('end')}{field('end')}{run('。')}"),
        p(f'<w:fldSimple w:instr=" IF ">{REF}{run(ADMITS)}{field("end")}</w:fldSimple>'),
    ],
)
def test_a_reference_stands_behind_the_field_that_its_phrase_is_in(narrative: str) -> None:
    review, report, found = commented(form(narrative))
    assert_anchored(review, found)
    depth = 0
    for element in root_of(report).iter(f"{W}fldChar", f"{W}commentReference"):
        if element.tag == f"{W}commentReference":
            assert not depth
            assert "fldSimple" not in ancestors(element)
        else:
            depth += {"begin": 1, "end": -1}.get(element.get(f"{W}fldCharType"), 0)


@pytest.mark.parametrize("kind", ["text", "richText"])
def test_a_reference_stands_behind_the_control_that_its_phrase_is_in(kind: str) -> None:
    control = f"<w:sdt><w:sdtPr><w:{kind}/></w:sdtPr><w:sdtContent>{{}}</w:sdtContent></w:sdt>"
    inner = run(f"全县{ADMITS}，已报告。")
    for narrative in (control.format(inner), control.format(control.format(inner))):
        review, report, found = commented(form(p(narrative)))
        assert_anchored(review, found)
        for element in root_of(report).iter(f"{W}commentReference"):
            assert "sdt" not in ancestors(element)


def test_a_reference_stands_behind_the_link_that_its_phrase_is_in() -> None:
    link = f'<w:hyperlink w:anchor="a">{run(ADMITS)}</w:hyperlink>{run("。")}'
    review, report, found = commented(form(p(link)))
    assert_anchored(review, found)
    for element in root_of(report).iter(f"{W}commentReference"):
        assert "hyperlink" not in ancestors(element)


def test_a_field_that_ends_in_a_further_paragraph_keeps_the_reference() -> None:
    review, _, found = commented(
        form(p(f"{REF}{run(ADMITS)}") + p(f"{run('另有说明。')}{field('end')}"))
    )
    assert_anchored(review, found)


def test_a_character_with_its_reading_is_taken_whole() -> None:
    base = "".join(
        f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('yin')}</w:rt><w:rubyBase>{run(one)}</w:rubyBase>"
        "</w:ruby></w:r>"
        for one in ADMITS
    )
    review, report, found = commented(form(p(f"{base}{run('。')}")))
    assert_anchored(review, [comment_without(one, "yin") for one in found])
    for element in root_of(report).iter(*(f"{W}{name}" for name in MARKS)):
        assert "ruby" not in ancestors(element)


def comment_without(comment: Comment, reading: str) -> Comment:
    return replace(comment, anchor=comment.anchor.replace(reading, ""))


def alternatives(choice: str, fallback: str) -> str:
    return (
        f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="w14">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def test_alternatives_that_both_have_the_text_are_taken_whole() -> None:
    _, report, _ = commented(form(p(run("全县") + alternatives(run(ADMITS), run(ADMITS)))))
    marks = list(root_of(report).iter(*(f"{W}{name}" for name in MARKS)))
    assert len(marks) == 3 * len(comments(report))
    assert not any("AlternateContent" in ancestors(one) for one in marks)


def test_a_text_that_is_in_one_alternative_alone_is_marked_there() -> None:
    review, _, found = commented(form(p(alternatives("", run(f"全县{ADMITS}。")))))
    assert_anchored(review, found)


def test_a_character_that_its_run_has_alternatives_for_gets_a_run_of_its_own() -> None:
    last = alternatives("<w14:sign/>", f"<w:t>{ADMITS[-1]}</w:t>").replace(
        "<w14:sign/>", '<w14:sign xmlns:w14="urn:w14"/>'
    )
    narrative = f"<w:r><w:rPr><w:b/></w:rPr><w:t>全县{ADMITS[:-1]}</w:t>{last}<w:t>。</w:t></w:r>"
    review, _, found = commented(form(p(narrative)))
    assert_anchored(review, found)


@pytest.mark.parametrize("blanks", ["\n", "\n      ", " \n\t"])
def test_line_ends_around_a_text_stay_as_invisible_as_they_are(blanks: str) -> None:
    laid_out = "".join(
        f"<w:r><w:t>{blanks}{piece}{blanks}</w:t></w:r>" for piece in (f"全县{HEAD}", f"{TAIL}。")
    )
    review, report, found = commented(form(p(laid_out)))
    assert_anchored(review, found)
    for text in root_of(report).iter(f"{W}t"):
        kept = text.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
        assert not kept or text.text == (text.text or "").strip()


def test_blanks_that_the_whole_file_keeps_are_kept_by_each_part() -> None:
    data = package(form(p(f"<w:r><w:t> {HEAD} {TAIL} </w:t></w:r>")))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    main = parts["word/document.xml"].replace(b"<w:document", b'<w:document xml:space="preserve"')
    data = zipped({**parts, "word/document.xml": main})
    report = render(run_of(review_of(data, "表.docx"), data))
    texts = [one for one in root_of(report).iter(f"{W}t") if one.text != (one.text or "").strip()]
    assert "".join(one.text or "" for one in root_of(report).iter(f"{W}t")).count(" ") == 3
    assert texts
    assert all(one.get("{http://www.w3.org/XML/1998/namespace}space") for one in texts[1:])


def test_notes_in_the_xml_do_not_keep_a_text_from_being_found() -> None:
    narrative = f"<w:r><w:t>全县{HEAD}<!-- a -->{TAIL}<?b c?>。</w:t></w:r>"
    review, _, found = commented(form(p(narrative)))
    assert_anchored(review, found)


def test_marks_that_belong_to_no_comment_get_none() -> None:
    orphan = '<w:commentRangeStart w:id="3"/>{}<w:commentRangeEnd w:id="3"/>'
    review, report, found = commented(form(p(orphan.format(run(ADMITS)))))
    assert_anchored(review, found)
    assert "3" not in {
        one.get(f"{W}id") for one in docx.Document(io.BytesIO(report)).part._comments_part.element
    }


@pytest.mark.parametrize("last", [2**31 - 2, 2**31 - 1, "9" * 5000])
def test_ids_stay_within_what_word_can_read(last: int | str) -> None:
    own = f'<w:comment w:id="{last}" w:author="李" w:initials="L">{p(run("请核实"))}</w:comment>'
    _, report, _ = commented(form(p(run(ADMITS))), own_comments=own)
    ids = [
        one.get(f"{W}id") for one in docx.Document(io.BytesIO(report)).part._comments_part.element
    ]
    assert len(set(ids)) == len(ids) > 3
    assert all(int(one) < 2**31 for one in ids[1:])


def test_a_phrase_of_two_paragraphs_has_one_comment_on_both() -> None:
    heading = p(run("一、依法治教（分值10分，自评得分10分）"))
    other = p(run("二、教师队伍（分值10分，自评得分10分）"))
    same = p(run(f"全县{ADMITS}。")) + p(run("部分学校教师缺口较大，尚未配齐，正在招聘。"))
    review, _, found = commented(f"{p(run('清河县2023年自评表'))}{heading}{same}{other}{same}")
    assert any(len(one.indicator.narrative.split("\n")) == 2 for one in review.indicators)
    assert any("\n" in one.anchor.strip() for one in found)
    assert_anchored(review, found)


def test_repeated_paragraphs_are_commented_where_they_stand() -> None:
    same = p(run(f"全县{ADMITS}。"))
    heading = "{}、{}（分值10分，自评得分10分）"
    titles = [heading.format(n, t) for n, t in zip("一二三", ("甲项", "乙项", "丙项"), strict=True)]
    body = "".join(p(run(title)) + same + same for title in titles)
    _, report, _ = commented(f"{p(run('清河县2023年自评表'))}{body}")
    counts = [
        len(list(one._p.iter(f"{W}commentRangeStart")))
        for one in docx.Document(io.BytesIO(report)).paragraphs
        if ADMITS in one.text
    ]
    assert len(counts) == 6
    assert all(counts)
    assert counts == counts[:2] * 3


@pytest.mark.parametrize(
    ("kind", "target"),
    [("image", "NULL"), ("image", "../NULL"), ("image", "media/image1.png"), ("hyperlink", "#a")],
)
def test_a_relation_to_nothing_stays_as_it_is(kind: str, target: str) -> None:
    name = "word/_rels/document.xml.rels"
    with zipfile.ZipFile(io.BytesIO(package(form(p(run(ADMITS)))))) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    data = zipped({**parts, name: relations((kind, target))})
    report = render(run_of(review_of(data, "表.docx"), data))
    with zipfile.ZipFile(io.BytesIO(report)) as archive:
        assert "供批注用" not in archive.read("word/document.xml").decode()
        assert "编号" in archive.read("word/comments.xml").decode()
        after = [dict(one.attrib) for one in etree.fromstring(archive.read(name))]
    before = [dict(one.attrib) for one in etree.fromstring(relations((kind, target)))]
    assert [one for one in after if one in before] == before


def test_comments_name_only_styles_that_the_document_has() -> None:
    _, report, _ = commented(form(p(run(ADMITS))))
    assert not list(root_of(report).iter(f"{W}rStyle"))
    document = docx.Document()
    styles: Styles = document.styles
    style = styles.add_style("annotation reference", 2)
    style.element.set(f"{W}styleId", "a6")
    table = document.add_table(2, 4)
    for n, words in enumerate(
        (("指标", "分值", "自评说明", "自评得分"), ("1.指标", "10", ADMITS, "10"))
    ):
        for place, word in zip(table.rows[n].cells, words, strict=True):
            place.text = word
    saved = io.BytesIO()
    document.save(saved)
    report = render(run_of(review_of(saved.getvalue(), "表.docx"), saved.getvalue()))
    assert {one.get(f"{W}val") for one in root_of(report).iter(f"{W}rStyle")} == {"a6"}


def test_a_comment_more_costs_no_more_than_the_one_before() -> None:
    def seconds(count: int) -> float:
        data = package(form(*[p(run(f"全县{ADMITS}。"))] * count))
        batch = run_of(review_of(data, "表.docx"), data)
        taken = []
        for _ in range(3):
            start = time.perf_counter()
            render(batch)
            taken.append(time.perf_counter() - start)
        return min(taken)

    assert seconds(400) < 12 * max(seconds(100), 0.02)
