"""The workbook: what stands in it, how it looks, and that nothing in it runs."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from batches import HOSTILE, batch, reviewed
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from system import need_soffice

from reviewer.model import Batch, Profile
from reviewer.reports import wording, xlsx
from reviewer.reports.printable import printable
from reviewer.reports.xlsx import problems
from reviewer.reports.xlsx.book import Book
from reviewer.reports.xlsx.cells import Marked, number, pieces, starts_like_a_formula, width
from reviewer.reports.xlsx.columns import Column, Style, Table, spread

EXAMPLES = Path(__file__).parents[2] / "corpora/examples"
SHEETS = ["总览", "问题清单", "指标", "数据", "检查记录"]


def example() -> Batch:
    names = ("fuxin-2022.docx", "qinghe-2024.xlsx")
    reviews = tuple(reviewed((EXAMPLES / name).read_bytes(), name) for name in names)
    return Batch(reviews=reviews, failures=(), version="1.2.3", lexicons="sha256:ab")


@lru_cache
def content(profile: Profile = Profile.INSPECTOR) -> bytes:
    return xlsx.render(batch(profile))


@lru_cache
def book() -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content()), rich_text=False)


@lru_cache
def plain_book() -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx.render(example())))


def rows(sheet: Worksheet, top: int = 1) -> list[dict[str, Any]]:
    """Return the rows of a table by the titles of its columns."""
    head, *body = sheet.iter_rows(min_row=top, values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in body]


def cells(book: Workbook) -> Iterator[Any]:
    for sheet in book:
        for row in sheet.iter_rows():
            yield from (cell for cell in row if cell.value is not None)


def findings(run: Batch) -> list[str]:
    return [finding.id for review in run.reviews for finding in wording.findings_of(review)]


# --- what stands in it -------------------------------------------------------------------


def test_its_sheets() -> None:
    assert plain_book().sheetnames == SHEETS
    assert book().sheetnames == [*SHEETS, "说明与变化"]


def test_each_finding_is_a_row() -> None:
    run = batch()
    listed = rows(book()["问题清单"])
    assert sorted(row["编号"] for row in listed) == sorted(findings(run))
    assert [row["序号"] for row in listed] == list(range(1, len(listed) + 1))
    by_id = {row["编号"]: row for row in listed}
    for review in run.reviews:
        for result in review.indicators:
            for finding in result.findings:
                row = by_id[finding.id]
                assert row["市县"] == review.submission.city
                assert row["年度"] == review.submission.year
                assert row["文件"] == review.submission.source
                assert row["指标"] == printable(result.indicator.title)
                assert row["分值"] == result.indicator.full_score
                assert row["自评得分"] == result.indicator.self_score
                assert row["提示"] == finding.message
                assert row["等级"] in ("▲高", "■中", "○低")
                assert row["规则"] == finding.rule
                assert finding.at_stake is not None
                assert Decimal(str(row["涉及分下限"])) == finding.at_stake.low
                assert Decimal(str(row["涉及分上限"])) == finding.at_stake.high
                assert row["状态"] == wording.STATES[finding.state]
                for span in finding.evidence:
                    quoted = printable(result.indicator.narrative[span.start : span.end])
                    assert quoted in row["原文"]
    assert [row["指标"] for row in listed].count(problems.WHOLE_TABLE) == 1


def test_findings_come_in_the_order_of_the_profile() -> None:
    for profile in Profile:
        run = batch(profile)
        listed = rows(openpyxl.load_workbook(io.BytesIO(content(profile)))["问题清单"])
        expected = [
            finding.id
            for review in run.reviews
            for finding in (
                *review.findings,
                *(
                    finding
                    for result in wording.ordered(review.indicators, profile)
                    for finding in result.findings
                ),
            )
        ]
        assert [row["编号"] for row in listed] == expected


def test_a_document_that_is_named_has_its_column() -> None:
    listed = rows(plain_book()["问题清单"])
    named = [row["依据文件"] for row in listed if row["依据文件"]]
    assert "《县域学前教育普及普惠督导评估办法》" in named
    assert "状态" not in listed[0]


def test_questions_have_a_column_where_there_are_any() -> None:
    run = example()
    (first, *others) = run.reviews
    place = next(n for n, result in enumerate(first.indicators) if result.findings)
    result = first.indicators[place]
    asked = replace(result.findings[0], ask=("何时办结？", "谁负责？"), request=("销号单",))
    changed = replace(result, findings=(asked, *result.findings[1:]))
    indicators = (*first.indicators[:place], changed, *first.indicators[place + 1 :])
    run = replace(run, reviews=(replace(first, indicators=indicators), *others))
    listed = rows(openpyxl.load_workbook(io.BytesIO(xlsx.render(run)))["问题清单"])
    (row,) = [row for row in listed if row["编号"] == asked.id]
    assert row["可问"] == "何时办结？\n谁负责？"
    assert row["可请提供"] == "销号单"


def test_every_indicator_is_a_row() -> None:
    run = example()
    listed = rows(plain_book()["指标"])
    results = [result for review in run.reviews for result in review.indicators]
    for row, result in zip(listed, results, strict=True):
        assert row["自评说明"] == result.indicator.narrative
        assert row["指标"] == result.indicator.title
        assert row["结论"] == wording.verdict(result, Profile.INSPECTOR)
        assert row["等级"][1:] == wording.WORDS[result.level]
        assert row["疑点"] == len(result.findings)
        assert row["排序值"] == pytest.approx(result.risk)


def test_every_quantity_is_a_row_and_its_numbers_are_numbers() -> None:
    run = batch()
    listed = rows(book()["数据"])
    quantities = [
        quantity
        for review in run.reviews
        for result in review.indicators
        for quantity in result.analysis.quantities
    ]
    assert len(quantities) > 6000
    for row, quantity in zip(listed, quantities, strict=True):
        assert row["数据"] == quantity.text
        assert row["起"] == quantity.start
        assert row["止"] == quantity.end
        if isinstance(quantity.value, Decimal):
            assert row["数值"] == quantity.value


def test_dates_ranges_and_bounds_are_told() -> None:
    listed = rows(plain_book()["数据"])
    texts = {row["数据"]: row for row in listed}
    assert texts["2022年6月30日"]["数值"] == "2022-06-30"
    assert texts["2022年6月30日"]["类别"] == "日期"
    assert any(row["变化"] == "上升" for row in listed)
    assert {row["类别"] for row in listed} >= {"数量", "百分比", "金额", "日期"}


def test_every_check_is_a_row_passes_too() -> None:
    run = batch()
    listed = rows(book()["检查记录"])
    details = {(row["规则"], row["核对了什么"]) for row in listed}
    for review in run.reviews:
        for check in review.checks:
            assert (check.rule, check.detail) in details
        for note in review.submission.coverage.notes:
            assert (None, note) in details
    assert {row["结果"] for row in listed} >= {"● 核对无误", "■ 见问题清单", "－ 读取说明"}


def test_the_overview_has_a_row_for_each_submission_and_their_sum() -> None:
    run = batch()
    listed = rows(book()["总览"], top=4)
    for row, review in zip(listed, run.reviews, strict=False):
        assert row["文件"] == review.submission.source
        assert row["指标数"] == len(review.indicators)
        assert row["疑点合计"] == len(wording.findings_of(review))
        assert row["各项之和"] == review.computed_total
        assert row["读取行数"] == review.submission.coverage.rows_found
    first, second, total = listed[:3]
    assert (first["新增"], first["仍在"], first["已解决"], first["其他不再提示"]) == (4, 4, 1, 1)
    assert first["已有说明"] == 1
    assert second["新增"] is None
    assert total["市县"] == "合计"
    assert total["▲高"] == first["▲高"] + second["▲高"]
    assert total["满分"] is None


def test_the_overview_leads_to_the_other_sheets() -> None:
    links = [cell.hyperlink.location for cell in cells(book()) if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in book().sheetnames[1:]]


def test_reasons_and_what_is_gone_have_a_sheet() -> None:
    listed = rows(book()["说明与变化"])
    assert [row["类别"] for row in listed] == [
        "已有说明",
        *(["不再起作用的说明"] * len(batch().reviews[0].lapsed)),
        "已解决",
        "指标已不在表中",
        "比较时请注意",
    ]
    explained = listed[0]
    assert explained["说明人"] == "=王某"
    assert explained["说明日期"].date().isoformat() == "2026-01-05"
    assert explained["有效期至"].date().isoformat() == "2027-01-05"


def test_a_writer_reads_other_words() -> None:
    seen = [
        str(cell.value)
        for cell in cells(openpyxl.load_workbook(io.BytesIO(content(Profile.WRITER))))
    ]
    assert not any("偏高" in text or "核查结果" in text for text in seen)
    assert "处理情况" in seen
    for text in map(str, (cell.value for cell in cells(book()))):
        assert not any(word in text for word in ("造假", "虚报", "虚高"))


# --- how it looks ------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*SHEETS[1:], "说明与变化"])
def test_tables_stay_in_sight_are_filtered_and_print(name: str) -> None:
    sheet = book()[name]
    assert int(re.sub(r"\D", "", sheet.freeze_panes)) == 2
    assert sheet.freeze_panes[0] > "A"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == 9
    assert sheet.page_setup.fitToHeight in (0, "0")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "不构成评价结论" in sheet.oddFooter.left.text


def test_the_overview_stays_in_sight_too() -> None:
    sheet = book()["总览"]
    assert sheet.freeze_panes == "C5"
    assert sheet.print_title_rows == "$4:$4"
    # The sums stand behind the filter, so that sorting leaves them alone.
    assert sheet.auto_filter.ref.endswith("6")


def test_a_level_is_told_by_shape_word_and_colour() -> None:
    formats = book()["问题清单"].conditional_formatting
    signs = {
        rule.text for area in formats if str(area.sqref).startswith("B2") for rule in area.rules
    }
    assert signs == {"▲", "■", "○", "●"}


def test_a_decision_is_chosen_from_a_list() -> None:
    sheet = book()["问题清单"]
    (rule,) = sheet.data_validations.dataValidation
    assert rule.type == "list"
    assert rule.formula1 == '"成立,不成立,需补材料,现场核查"'
    head = [cell.value for cell in sheet[1]]
    letter = openpyxl.utils.get_column_letter(head.index("核查结果") + 1)
    assert str(rule.sqref) == f"{letter}2:{letter}{sheet.max_row}"
    assert sheet[f"{letter}2"].value is None


def test_columns_are_wide_enough_for_wide_characters() -> None:
    sheet = plain_book()["指标"]
    head = [cell.value for cell in sheet[1]]
    letter = openpyxl.utils.get_column_letter(head.index("一级指标") + 1)
    longest = max(width(str(row["一级指标"])) for row in rows(sheet))
    assert sheet.column_dimensions[letter].width >= longest


def test_evidence_is_underlined() -> None:
    rich = openpyxl.load_workbook(io.BytesIO(xlsx.render(example())), rich_text=True)
    sheet = rich["指标"]
    place = [cell.value for cell in sheet[1]].index("自评说明")
    (told,) = [
        row[place].value for row in sheet.iter_rows() if "优良率46.8%" in str(row[place].value)
    ]
    marked = [part.text for part in told if getattr(part, "font", None) and part.font.u]
    assert marked == ["46.8%"]


# --- nothing runs, nothing is lost -------------------------------------------------------


def test_no_cell_is_a_formula_and_nothing_leads_out() -> None:
    for cell in cells(book()):
        assert cell.data_type in "snd", cell
    with zipfile.ZipFile(io.BytesIO(content())) as parts:
        names = parts.namelist()
        for name in names:
            text = parts.read(name).decode("utf-8")
            assert not re.search("<f[ >]", text), name
            assert 'TargetMode="External"' not in text, name
    assert not any("vba" in name.lower() or "external" in name.lower() for name in names)


def test_a_text_like_a_formula_stays_text_when_its_cell_is_edited() -> None:
    guarded = 0
    for cell in cells(book()):
        if isinstance(cell.value, str) and starts_like_a_formula(cell.value):
            assert cell.quotePrefix, cell
            guarded += 1
    assert guarded > 5


def test_hostile_texts_stand_there_as_they_are() -> None:
    texts = "\n".join(str(cell.value) for cell in cells(book()))
    for hostile in HOSTILE:
        if hostile != "\\u0022</style>":
            assert hostile in texts
    control = batch().reviews[0].indicators[4].indicator
    assert "\x02" in control.narrative
    assert printable(control.narrative).replace("\r", "\n") in texts
    assert "□" in texts


def test_a_text_in_the_markup_of_the_writer_is_a_text_too() -> None:
    posing = "<r><t>甲 & 乙</t></r><f>1+1</f></r>"
    review = reviewed(f"指标,分值,自评说明,自评得分\n1.学习,4,{posing},4\n".encode(), "a.csv")
    review = replace(review, submission=replace(review.submission, title=posing))
    run = replace(example(), reviews=(review,))
    made = openpyxl.load_workbook(io.BytesIO(xlsx.render(run)))
    assert [row["自评说明"] for row in rows(made["指标"])] == [posing]
    assert [cell.value for cell in cells(made) if cell.parent.title == "总览"].count(posing) == 2


def test_a_text_longer_than_a_cell_goes_on_beside_it() -> None:
    listed = rows(book()["指标"])
    (row,) = [row for row in listed if row["指标"] == "很长"]
    narrative = batch().reviews[0].indicators[6].indicator.narrative
    assert len(narrative) > 40_000
    assert row["自评说明"] + row["自评说明（续1）"] == narrative
    assert rows(book()["指标"])[0]["自评说明（续1）"] is None
    said = "\n".join(str(cell.value) for cell in cells(book()) if cell.parent.title == "总览")
    assert "（续）" in said


def test_parts_count_as_spreadsheets_do() -> None:
    assert pieces("😀" * 3, 4) == ["😀😀", "😀"]
    assert pieces("a😀b", 2) == ["a", "😀", "b"]
    assert pieces("abcd", 4) == ["abcd"]
    assert pieces("", 4) == [""]
    table = Table(columns=(Column("甲"), Column("乙")), rows=(("abcdef", "x"), ("a", None)))
    told = spread(table, 4)
    assert [column.title for column in told.columns] == ["甲", "乙", "甲（续1）"]
    assert told.rows == (("abcd", "x", "ef"), ("a", None, None))
    assert spread(table) is table


def test_a_number_with_more_digits_than_a_cell_keeps_is_a_text() -> None:
    assert number(Decimal("9385.45")) == 9385.45
    assert number(Decimal("1E+3")) == 1000
    assert number(Decimal("1234567890.12345678")) is None
    assert number(0.1 + 0.2) == 0.1 + 0.2
    assert number(float("inf")) is None
    assert number(Decimal("NaN")) is None


def test_marks_never_change_the_text() -> None:
    told = Marked("abcdef", ((1, 3), (2, 4), (5, 6)))
    assert list(told.parts()) == [
        ("a", False),
        ("bc", True),
        ("d", True),
        ("e", False),
        ("f", True),
    ]
    assert list(Marked("", ()).parts()) == []


def test_more_rows_than_a_sheet_has_go_on_the_next() -> None:
    made = Book("t", "c")
    table = Table(columns=(Column("数", Style.COUNT),), rows=tuple((n,) for n in range(5)))
    made.table("数据", table, most=3)
    told = openpyxl.load_workbook(io.BytesIO(made.content()))
    assert told.sheetnames == ["数据", "数据（续1）", "数据（续2）"]
    assert [row["数"] for sheet in told for row in rows(sheet)] == list(range(5))


def test_a_run_without_reviews_is_a_workbook_too() -> None:
    run = replace(batch(), reviews=())
    told = openpyxl.load_workbook(io.BytesIO(xlsx.render(run)))
    texts = [str(cell.value) for cell in cells(told)]
    for failure in run.failures:
        assert f"未能审核：{failure.reason}" in texts


def test_it_asks_no_clock() -> None:
    assert plain_book().properties.created.year == 2000
    assert plain_book().properties.title == "自评表审核结果"
    with zipfile.ZipFile(io.BytesIO(content())) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}


# --- as another program shows it ---------------------------------------------------------


def test_libreoffice_shows_a_finding(tmp_path: Path) -> None:
    soffice = need_soffice()
    run = example()
    (tmp_path / "审核结果.xlsx").write_bytes(xlsx.render(run))
    # The second sheet, as UTF-8.
    target = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2"
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            target,
            "--outdir",
            tmp_path,
            tmp_path / "审核结果.xlsx",
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    (made,) = tmp_path.glob("*.csv")
    shown = made.read_text(encoding="utf-8")
    for review in run.reviews:
        for finding in wording.findings_of(review):
            assert finding.message in shown
    assert "▲高" in shown
