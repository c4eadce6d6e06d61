"""The checklist: a Word document that can be edited, holds every doubt once and no narrative."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from batches import batch, hostile, reviewed
from docx.oxml.ns import qn
from lxml import etree
from pypdf import PdfReader
from reports import texts
from system import need_soffice

from reviewer.model import Batch, Profile, Review, Severity
from reviewer.reports import checklist, wording

FUXIN = Path(__file__).parents[2] / "corpora/examples/fuxin-2022.docx"


def one(review: Review, profile: Profile = Profile.INSPECTOR) -> Batch:
    return replace(batch(profile), reviews=(review,), failures=())


def document(run: Batch):
    return docx.Document(io.BytesIO(checklist.render(run)))


def rows(table) -> list[list[str]]:
    return [
        ["\n".join(p.text for p in cell.paragraphs) for cell in row.cells] for row in table.rows
    ]


@pytest.fixture(scope="module")
def fuxin() -> Review:
    return reviewed(FUXIN.read_bytes(), FUXIN.name)


def test_items_are_in_the_order_of_the_inspector_with_all_that_is_asked(fuxin: Review) -> None:
    header, *items = rows(document(one(fuxin)).tables[0])
    assert header == [
        "序号",
        "指标（自评/分值）",
        "需核实的情况",
        "询问要点",
        "请提供的材料",
        "查看地点",
        "核查记录",
    ]
    ordered = [r for r in wording.ordered(fuxin.indicators, Profile.INSPECTOR) if r.findings]
    doubtful = [r for r in ordered if r.level.rank >= Severity.MEDIUM.rank]
    expected = [(r, f) for r in doubtful for f in r.findings]
    assert len(items) == len(expected)
    for row, (result, finding) in zip(items, expected, strict=True):
        assert row[0].startswith(str(doubtful.index(result) + 1))
        assert wording.label(result.indicator) in row[1]
        assert f"自评 {wording.score(result.indicator)}" in row[1]
        assert finding.message in row[2]
        assert row[5] != ""
        assert row[6].split("\n") == ["☐ 属实", "☐ 需补充", "☐ 不一致", "记录："]
    first = expected[0][1]
    assert items[0][3].split("\n") == [f"· {question}" for question in first.ask]
    assert items[0][4].split("\n") == [f"· {material}" for material in first.request]


def test_every_question_of_an_indicator_is_there_once(fuxin: Review) -> None:
    shown = texts.of_checklist(checklist.render(one(fuxin)))
    for result in fuxin.indicators:
        for question in {q for finding in result.findings for q in finding.ask}:
            assert shown.count(f"· {question}") == sum(
                any(question in f.ask for f in other.findings) for other in fuxin.indicators
            )


def test_what_is_in_order_and_what_is_only_a_hint_is_said(fuxin: Review) -> None:
    found = document(one(fuxin))
    lines = [paragraph.text for paragraph in found.paragraphs]
    assert lines[0] == "核查清单"
    assert any(line.startswith("已核对一致：自评得分合计：") for line in lines)
    assert any(line.startswith("未见不一致：") and line.endswith("共 7 项。") for line in lines)
    assert "二、可顺带了解的指标（3 项）" in lines
    assert any("核查人：＿" in line and "日期：＿" in line for line in lines)
    assert len(found.tables) == 2


def test_the_table_as_a_whole_reasons_and_rounds_have_parts_of_their_own() -> None:
    lines = [paragraph.text for paragraph in document(one(hostile())).paragraphs]
    parts = [line.partition("、")[2] for line in lines if line[1:2] == "、"]
    assert parts == [
        "全表（1 处）",
        "需要核实的指标（8 项）",
        "已有说明、不再提示的情况",
        "不再起作用的说明",
        "上次提示、这次没有的情况",
        "读取情况",
    ]


def test_no_narrative_appears_whole() -> None:
    run = one(hostile())
    longest = max((r.indicator.narrative for r in run.reviews[0].indicators), key=len)
    shown = texts.of_checklist(checklist.render(run))
    assert len(longest) > 40_000
    assert len(shown) < 20_000
    copied = "召开专题会议11次，印发文件3份，" * 200
    review = reviewed(
        f"指标,分值,自评说明,自评得分\n1.甲,5,{copied},5\n2.乙,5,{copied},5\n".encode(), "甲.csv"
    )
    shown = texts.of_checklist(checklist.render(one(review)))
    assert "的说明相同" in shown
    assert len(shown) < 5_000


def test_characters_that_xml_forbids_are_shown_as_boxes_and_nothing_else_is_lost() -> None:
    shown = texts.of_checklist(checklist.render(one(hostile())))
    assert "控制□字符" in shown
    assert "<script>alert(1)</s" in shown
    assert "表情😀🀄" in shown
    assert "\u202e" not in shown
    lone = replace(batch(), reviews=(), failures=(replace(batch().failures[0], reason="坏\ud800"),))
    assert "坏□" in texts.of_checklist(checklist.render(lone))


def test_every_table_repeats_its_header_and_no_row_is_parted() -> None:
    for table in document(batch()).tables:
        header, *others = table._tbl.tr_lst
        assert header.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in (header, *others))


def test_widths_are_told_to_word_and_to_libreoffice() -> None:
    for table in document(batch()).tables:
        grid = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        assert sum(grid) <= 26.5 * 567 + len(grid)
        for row in table._tbl.tr_lst:
            assert [cell.tcPr.find(qn("w:tcW")).get(qn("w:w")) for cell in row.tc_lst] == [
                str(width) for width in grid
            ]


def test_each_submission_starts_on_a_page_and_pages_are_numbered() -> None:
    found = document(batch())
    titles = [p for p in found.paragraphs if p.text == "核查清单"]
    assert [bool(p.paragraph_format.page_break_before) for p in titles] == [False, True]
    footer = found.sections[0].footer._element
    assert [field.get(qn("w:instr")) for field in footer.iter(qn("w:fldSimple"))] == [
        "PAGE",
        "NUMPAGES",
    ]


def test_chinese_fonts_are_named_whatever_the_theme_says() -> None:
    styles = document(batch()).styles
    named = {
        name: styles[name].element.rPr.find(qn("w:rFonts"))
        for name in ("Normal", "Heading 1", "Heading 2", "表格文字")
    }
    assert {name: fonts.get(qn("w:eastAsia")) for name, fonts in named.items()} == {
        "Normal": "仿宋",
        "Heading 1": "黑体",
        "Heading 2": "黑体",
        "表格文字": "宋体",
    }
    assert not any("Theme" in key for fonts in named.values() for key in fonts.attrib)


def test_nothing_in_the_document_is_more_than_text() -> None:
    with zipfile.ZipFile(io.BytesIO(checklist.render(batch()))) as package:
        body = etree.fromstring(package.read("word/document.xml"))
        names = {etree.QName(element).localname for element in body.iter()}
        targets = package.read("word/_rels/document.xml.rels")
    assert not names & {"hyperlink", "object", "altChunk", "instrText"}
    assert b'TargetMode="External"' not in targets


@pytest.mark.parametrize("profile", Profile)
def test_the_words_are_those_of_a_colleague(profile: Profile) -> None:
    shown = texts.of_checklist(checklist.render(batch(profile)))
    assert not any(word in shown for word in ("造假", "虚报", "虚高"))
    if profile is Profile.WRITER:
        assert "偏高" not in shown
        assert "请准备的材料" in shown


def test_a_run_of_failures_only_is_a_document_too() -> None:
    shown = texts.of_checklist(checklist.render(replace(batch(), reviews=())))
    assert shown.startswith("核查清单\n未能审核的文件\n")


def test_the_bytes_do_not_hang_on_the_process() -> None:
    code = (
        "import sys, hashlib; sys.path.insert(0, 'tests'); from batches import batch;"
        "from reviewer.reports import checklist;"
        "print(hashlib.sha256(checklist.render(batch())).hexdigest())"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai"))
    }
    assert len(made) == 1


def test_libreoffice_prints_it_across_the_page(tmp_path: Path) -> None:
    path = tmp_path / "核查清单.docx"
    path.write_bytes(checklist.render(batch()))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [need_soffice(), profile, "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*command, str(tmp_path), str(path)], capture_output=True, check=True)
    pages = PdfReader(tmp_path / "核查清单.pdf").pages
    assert pages[0].mediabox.width > pages[0].mediabox.height
    said = [page.extract_text() for page in pages]
    assert len(pages) > 2
    # The header of the long table stands on its second page too.
    assert sum("询问要点" in text for text in said) >= 2
    assert f"共{len(pages)}页" in "".join(said[0].split())
