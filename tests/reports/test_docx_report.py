"""The commented copy: comments on exactly the phrase, everything else as it was."""

from __future__ import annotations

import contextlib
import hashlib
import io
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from random import Random

import docx
import pytest
from batches import batch, hostile
from documents.comparing import records
from docx.text.run import Run
from fuzzing.mutations import mutated
from lxml import etree
from reports.commented import Comment, comments
from system import need, need_soffice
from wordfiles import document_xml, relations, zipped

from reviewer import knowledge, pipeline, readers
from reviewer.errors import InputError
from reviewer.model import Batch, Document, Review
from reviewer.readers.office import _registry
from reviewer.reports.docx import render
from reviewer.tables.forms import submission as read_form

ROOT = Path(__file__).parents[2]
CORPORA = sorted((ROOT / "corpora").rglob("*.docx"))
FUXIN = ROOT / "corpora/examples/fuxin-2022.docx"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ADMITS = "仍有3所学校未达标，正在整改中"
BUILT = [
    (group, record.file)
    for group in ("containers", "shapes")
    for record in records(group)
    if record.failure is None and record.file.lower().endswith((".docx", ".docm", ".dotx", ".dotm"))
]


def review_of(data: bytes, name: str) -> Review:
    known = knowledge.load(None)
    form = read_form(readers.read_bytes(data, name), known.form_words)
    return pipeline.review(form, known)


def run_of(review: Review, data: bytes) -> Batch:
    return Batch(
        reviews=(review,),
        failures=(),
        version="9.9.9",
        lexicons="sha256:0123456789abcdef",
        originals={hashlib.sha256(data).hexdigest(): data},
    )


def texts(document: Document) -> list[str]:
    cells = [cell.text for table in document.tables for cell in table.cells]
    return [*document.paragraphs, *cells]


def is_fresh(report: bytes) -> bool:
    return any("供批注用" in one.text for one in docx.Document(io.BytesIO(report)).paragraphs)


@cache
def built(group: str, name: str) -> tuple[bytes, Review, bytes]:
    """Return a built document, its review and its report."""
    data: bytes = import_module(f"documents.{group}").DOCUMENTS[name]()
    review = review_of(data, name)
    return data, review, render(run_of(review, data))


def bare(text: str) -> str:
    return "".join(text.split())


def evidence(review: Review) -> Iterator[tuple[str, str]]:
    """Give the short id of every finding with each phrase that it rests on."""
    for result in review.indicators:
        for finding in result.findings:
            for span in finding.evidence:
                yield finding.id[:8], result.indicator.narrative[span.start : span.end]


def assert_anchored(review: Review, found: list[Comment]) -> None:
    """Every phrase of a finding has a comment that names the finding, and stands at it alone."""
    for short, phrase in evidence(review):
        anchors = [bare(one.anchor) for one in found if short in one.text]
        assert bare(phrase) in anchors, (short, phrase, anchors)
    phrases = {short for short, _ in evidence(review)}
    for one in found:
        for short in phrases:
            if short in one.text:
                assert any(
                    bare(one.anchor) == bare(phrase)
                    for own, phrase in evidence(review)
                    if own == short
                )


def form(*narratives: str) -> str:
    """Return the body of a docx: a title and a table whose narratives are given as runs."""
    rows = [cells("指标", "分值", "自评说明", "自评得分")]
    rows += [
        f"<w:tr><w:tc>{p(run(f'{n}.指标{n}'))}</w:tc><w:tc>{p(run('10'))}</w:tc>"
        f"<w:tc>{narrative}</w:tc><w:tc>{p(run('10'))}</w:tc></w:tr>"
        for n, narrative in enumerate(narratives, 1)
    ]
    return f"{p(run('清河县2023年自评表'))}<w:tbl>{''.join(rows)}</w:tbl>{p('')}"


def cells(*words: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{p(run(word))}</w:tc>' for word in words)}</w:tr>"


def p(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def run(text: str, properties: str = "") -> str:
    kept = ' xml:space="preserve"' if text.strip() != text else ""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t{kept}>{text}</w:t></w:r>"


_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="{main}"/>'
    '<Override PartName="/word/comments.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></Types>'
)
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def package(body: str, *, own_comments: str = "") -> bytes:
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES.format(main=_MAIN),
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/document.xml": document_xml(body),
    }
    if own_comments:
        space = W.strip("{}")
        parts["word/comments.xml"] = f'<w:comments xmlns:w="{space}">{own_comments}</w:comments>'
        parts["word/_rels/document.xml.rels"] = relations(("comments", "comments.xml"))
    return zipped(parts)


def commented(body: str, **more: str) -> tuple[Review, bytes, list[Comment]]:
    data = package(body, **more)
    review = review_of(data, "表.docx")
    report = render(run_of(review, data))
    return review, report, comments(report)


def runs_of(data: bytes) -> list[Run]:
    document = docx.Document(io.BytesIO(data))
    return [Run(one, document) for one in document.element.iter(f"{W}r")]


# --- every docx ---------------------------------------------------------------------------


@pytest.mark.parametrize("path", CORPORA, ids=lambda path: path.name)
def test_an_example_is_anchored_at_its_evidence(path: Path) -> None:
    data = path.read_bytes()
    review = review_of(data, path.name)
    found = comments(render(run_of(review, data)))
    assert list(evidence(review))
    assert_anchored(review, found)
    assert {one.author for one in found} == {"自评表审核"}


@pytest.mark.parametrize(("group", "name"), BUILT, ids=lambda part: part)
def test_a_built_document_is_anchored_and_reads_as_before(group: str, name: str) -> None:
    data, review, report = built(group, name)
    assert_anchored(review, comments(report))
    if not is_fresh(report):
        before = texts(readers.read_bytes(data, name))
        assert texts(readers.read_bytes(report, name)) == before


def test_libreoffice_reads_the_same_text(tmp_path: Path) -> None:
    soffice = need_soffice()
    for path in CORPORA:
        data = path.read_bytes()
        (tmp_path / f"{path.stem}-before.docx").write_bytes(data)
        report = render(run_of(review_of(data, path.name), data))
        (tmp_path / f"{path.stem}-after.docx").write_bytes(report)
    subprocess.run(
        [
            *(soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"),
            *("--convert-to", "txt:Text (encoded):UTF8", "--outdir", tmp_path),
            *sorted(tmp_path.glob("*.docx")),
        ],
        check=True,
        capture_output=True,
    )
    for path in CORPORA:
        before = (tmp_path / f"{path.stem}-before.txt").read_text("utf-8-sig")
        assert (tmp_path / f"{path.stem}-after.txt").read_text("utf-8-sig") == before
        assert len(before) > 500


def test_libreoffice_prints_the_comments_in_the_margin(tmp_path: Path) -> None:
    soffice, pdftotext = need_soffice(), need("pdftotext")
    profile = tmp_path / "profile/user"
    profile.mkdir(parents=True)
    margin = (
        '<item oor:path="/org.openoffice.Office.Writer/Print/Content"><prop oor:name="Note" '
        'oor:op="fuse"><value>4</value></prop></item></oor:items>'
    )
    registry = _registry().replace("</oor:items>", margin)
    (profile / "registrymodifications.xcu").write_text(registry, encoding="utf-8")
    data = FUXIN.read_bytes()
    (tmp_path / "a.docx").write_bytes(render(run_of(review_of(data, FUXIN.name), data)))
    subprocess.run(
        [
            *(soffice, f"-env:UserInstallation={profile.parent.as_uri()}", "--headless"),
            *("--print-to-file", "--outdir", tmp_path, tmp_path / "a.docx"),
        ],
        check=True,
        capture_output=True,
    )
    printed = subprocess.run(
        [pdftotext, tmp_path / "a.pdf", "-"], check=True, capture_output=True
    ).stdout.decode()
    assert printed.count("自评表审核") >= 10
    assert "审核结果：阜新市" in printed.replace(" ", "").replace("\n", "")


# --- the rest of the document -------------------------------------------------------------


def test_runs_keep_their_formatting() -> None:
    narrative = p(
        run("全年检查11次。仍有3所", "<w:b/>") + run("学校未达标，正在整改中。", "<w:i/>")
    )
    _, report, found = commented(form(narrative))
    parts = [one for one in runs_of(report) if one.text and "指标" not in one.text]
    bold = "".join(one.text for one in parts if one.bold)
    italic = "".join(one.text for one in parts if one.italic)
    assert (bold, italic) == ("全年检查11次。仍有3所", "学校未达标，正在整改中。")
    assert any("未达标" in one.anchor for one in found)


def test_a_commented_copy_that_is_reviewed_again_has_only_the_new_comments() -> None:
    data = FUXIN.read_bytes()
    first = render(run_of(review_of(data, "表.docx"), data))
    second = render(run_of(review_of(first, "表.docx"), first))
    # what was read tells of the comments, so the record of reading differs
    told = [
        [(one.anchor, one.text) for one in comments(report) if "核对与读取记录" not in one.text]
        for report in (first, second)
    ]
    assert told[0] == told[1]
    assert len(comments(second)) == len(comments(first))


def test_comments_and_changes_of_others_stay() -> None:
    narrative = (
        '<w:p><w:commentRangeStart w:id="5"/>'
        + run("仍有3所")
        + '<w:ins w:id="9" w:author="李"><w:r><w:t>学校</w:t></w:r></w:ins>'
        + '<w:del w:id="8" w:author="李"><w:r><w:delText>幼儿园</w:delText></w:r></w:del>'
        + run("未达标，正在整改中。")
        + '<w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r></w:p>'
    )
    own = '<w:comment w:id="5" w:author="张"><w:p><w:r><w:t>请核</w:t></w:r></w:p></w:comment>'
    review, report, found = commented(form(narrative), own_comments=own)
    assert Comment("请核", "仍有3所学校未达标，正在整改中。", "张") == found[0]
    assert_anchored(review, found)
    root = docx.Document(io.BytesIO(report)).element
    assert [one.get(f"{W}author") for one in root.iter(f"{W}ins", f"{W}del")] == ["李", "李"]
    assert "".join(root.itertext(f"{W}delText")) == "幼儿园"


def test_ids_of_others_that_are_no_numbers_do_not_stop_comments() -> None:
    own = '<w:comment w:id="甲" w:author="张"><w:p><w:r><w:t>请核</w:t></w:r></w:p></w:comment>'
    review, report, found = commented(form(p(run(ADMITS))), own_comments=own)
    assert not is_fresh(report)
    assert found[0].text == "请核"
    assert_anchored(review, found)


def test_a_mark_without_its_comment_lends_its_id_to_none() -> None:
    narrative = (
        '<w:p><w:commentRangeStart w:id="0"/>'
        + run("全年检查11次。")
        + run(ADMITS)
        + '<w:commentRangeEnd w:id="1"/></w:p>'
    )
    review, report, found = commented(form(narrative))
    assert_anchored(review, found)
    ids = {
        one.get(f"{W}id") for one in docx.Document(io.BytesIO(report)).part._comments_part.element
    }
    assert len(ids) == len(found)
    assert not ids & {"0", "1"}


def test_a_mark_with_words_behind_it_is_not_passed() -> None:
    narrative = (
        '<w:p><w:commentRangeStart w:id="5"/>'
        + run(ADMITS)
        + '<w:commentRangeEnd w:id="5"/>'
        + run("，年内完成。")
        + '<w:r><w:commentReference w:id="5"/></w:r></w:p>'
    )
    own = '<w:comment w:id="5" w:author="张"><w:p><w:r><w:t>请核</w:t></w:r></w:p></w:comment>'
    review, report, found = commented(form(narrative), own_comments=own)
    assert not is_fresh(report)
    assert_anchored(review, found)


@pytest.mark.parametrize(
    "narrative",
    [
        p(run(ADMITS)),
        p(run("全年检查11次；") + run(ADMITS)),
        p("".join(run(letter) for letter in ADMITS)),
        p(run("甲") + "<w:r><w:tab/><w:t>" + ADMITS + "</w:t><w:br/><w:t>另有说明。</w:t></w:r>"),
        p(f"<w:hyperlink>{run('见附件：')}{run(ADMITS)}</w:hyperlink>"),
        p(f"<w:r><w:t>   {ADMITS}   </w:t></w:r>{run('，年内完成。')}"),
        p(f"<w:sdt><w:sdtContent>{run(ADMITS)}</w:sdtContent></w:sdt>"),
        p(run("仍有3所学校")) + p(run("未达标，正在整改中。")),
        p(run("一", "<w:vanish/>") + run(ADMITS)),
        p(f"{run(ADMITS)}{run(ADMITS)}"),
        p('<w:fldSimple w:instr="REF a">' + run(ADMITS) + "</w:fldSimple>"),
    ],
)
def test_phrases_are_found_however_they_are_written(narrative: str) -> None:
    data = package(form(narrative))
    review, report, found = commented(form(narrative))
    assert list(evidence(review))
    assert_anchored(review, found)
    assert texts(readers.read_bytes(report, "表.docx")) == texts(
        readers.read_bytes(data, "表.docx")
    )


def test_the_same_words_in_two_rows_are_commented_in_each() -> None:
    narrative = p(run(ADMITS))
    _, report, _ = commented(form(narrative, narrative))
    rows = docx.Document(io.BytesIO(report)).tables[0].rows
    marks = [len(list(row._tr.iter(f"{W}commentRangeStart"))) for row in rows[1:]]
    assert marks[0] > 0
    assert marks == [marks[0]] * 2


def test_the_same_words_in_two_paragraphs_are_commented_in_each() -> None:
    said = f"全年检查11次。{ADMITS}。"
    parts = ("清河县2023年自评报告", "一、校舍安全（10分，自评10分）", said)
    parts += ("二、食品安全（10分，自评10分）", said)
    _, report, _ = commented("".join(p(run(part)) for part in parts))
    paragraphs = docx.Document(io.BytesIO(report)).paragraphs
    marks = [len(list(one._p.iter(f"{W}commentRangeStart"))) for one in paragraphs]
    assert (marks[1], marks[3]) == (0, 0)
    assert marks[2] == marks[4] > 0


def test_a_doubt_without_a_phrase_stands_at_the_score() -> None:
    data = FUXIN.read_bytes()
    review = review_of(data, FUXIN.name)
    found = comments(render(run_of(review, data)))
    unexplained = [one for one in found if "unexplained-deduction" in one.text]
    assert [one.anchor for one in unexplained] == ["9.8"]


def test_a_text_in_a_box_is_commented_at_the_box() -> None:
    box = f"<w:txbxContent>{p(run(ADMITS))}</w:txbxContent>"
    narrative = p(f"<w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r>")
    review, report, _ = commented(form(narrative))
    assert list(evidence(review))
    root = docx.Document(io.BytesIO(report)).element
    marks = list(root.iter(f"{W}commentRangeStart"))
    assert not [one for one in marks if any("txbx" in str(a.tag) for a in one.iterancestors())]
    assert len(marks) > 2


def test_macros_do_not_come_along() -> None:
    document = docx.Document(str(FUXIN))
    saved = io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(out := io.BytesIO(), "w") as archive:
        for name in parts.namelist():
            content = parts.read(name)
            if name == "[Content_Types].xml":
                macro = b"application/vnd.ms-word.document.macroEnabled.main+xml"
                content = content.replace(_MAIN.encode(), macro)
            if name == "word/_rels/document.xml.rels":
                project = (
                    b'<Relationship Id="rM" Type="http://schemas.microsoft.com/office/2006/'
                    b'relationships/vbaProject" Target="vbaProject.bin"/></Relationships>'
                )
                content = content.replace(b"</Relationships>", project)
            archive.writestr(name, content)
        archive.writestr("word/vbaProject.bin", b"macro")
    data = out.getvalue()
    report = render(run_of(review_of(data, "表.docm"), data))
    with zipfile.ZipFile(io.BytesIO(report)) as package_:
        assert not [name for name in package_.namelist() if "vba" in name.lower()]
        assert _MAIN.encode() in package_.read("[Content_Types].xml")


# --- other inputs -------------------------------------------------------------------------


def test_another_format_becomes_a_fresh_table() -> None:
    review = hostile()
    run = batch()
    from dataclasses import replace

    report = render(replace(run, reviews=(review,)))
    assert_anchored(
        replace(
            review,
            indicators=tuple(
                replace(
                    result,
                    indicator=replace(
                        result.indicator,
                        narrative=result.indicator.narrative.translate(
                            dict.fromkeys((1, 2, 11, 0xFFFE), "□")
                        ),
                    ),
                )
                for result in review.indicators
            ),
        ),
        comments(report),
    )
    table = docx.Document(io.BytesIO(report)).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == [
        "序号", "指标", "分值", "自评说明", "自评得分",
    ]  # fmt: skip
    assert len(table.rows) == 1 + len(review.indicators)
    assert len(table.rows[7].cells[3].text) > 30_000


@pytest.mark.parametrize("name", ["strict.docx", "relationship-traversal.docx"])
def test_an_uncommon_package_becomes_a_fresh_table(name: str) -> None:
    assert is_fresh(built("containers", name)[2])


def test_few_documents_need_a_fresh_table() -> None:
    fresh = [name for group, name in BUILT if is_fresh(built(group, name)[2])]
    other_formats = ["flat-named.docx", "doc-inside.docx", "pdf-inside.docx", "xlsx-inside.docx"]
    assert set(fresh) <= {*other_formats, "strict.docx", "relationship-traversal.docx"}


@pytest.mark.parametrize("seed", range(4))
def test_what_can_be_read_can_be_commented(seed: int) -> None:
    chance, done = Random(seed), 0
    while done < 10:
        data = mutated(chance.choice(CORPORA).read_bytes(), chance)
        with contextlib.suppress(InputError):
            review = review_of(data, "表.docx")
            assert len(comments(render(run_of(review, data)))) >= 2
            done += 1


def test_nothing_in_the_copy_is_a_field_or_a_link() -> None:
    from dataclasses import replace

    report = render(replace(batch(), reviews=(hostile(),)))
    with zipfile.ZipFile(io.BytesIO(report)) as package_:
        main = etree.fromstring(package_.read("word/document.xml"))
        assert not list(main.iter(f"{W}instrText", f"{W}fldSimple", f"{W}hyperlink"))
        rels = package_.read("word/_rels/document.xml.rels")
    assert b"External" not in rels


# --- the command --------------------------------------------------------------------------


def check(*arguments: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "reviewer", "check", "--fail-on", "never", *map(str, arguments)],
        capture_output=True,
        check=False,
    )


def test_each_submission_gets_a_copy_in_a_folder(tmp_path: Path) -> None:
    other = ROOT / "corpora/examples/qinghe-2024.xlsx"
    result = check(FUXIN, other, "--format", "docx", "-o", tmp_path / "新")
    assert result.returncode == 0, result.stderr.decode()
    names = sorted(path.name for path in (tmp_path / "新").iterdir())
    assert names == ["fuxin-2022_审阅.docx", "qinghe-2024_审阅.docx"]


def test_several_submissions_do_not_go_into_one_file(tmp_path: Path) -> None:
    result = check(FUXIN, FUXIN, "--format", "docx", "-o", tmp_path / "a.docx")
    assert (result.returncode, "文件夹" in result.stderr.decode()) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_the_copy_of_standard_input_is_written_to_standard_output() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "reviewer", "check", "-", "--format", "docx", "--fail-on", "never"],
        input=FUXIN.read_bytes(),
        capture_output=True,
        check=True,
    )
    assert any(one.anchor == "9.8" for one in comments(result.stdout))
