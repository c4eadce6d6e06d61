"""Shapes of forms (cases/forms.toml) in every format that can hold them."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from forms import BUILDERS, LEFT, UP, Grid, fill_sheet, parse, saved

from reviewer.errors import InputError

CASES = tomllib.loads(Path(__file__).with_name("cases").joinpath("forms.toml").read_text("utf-8"))
FORMATS = ("docx", "xlsx", "html", "csv", "pipes")
MARKS = {"^": UP, "<": LEFT}


def grid(text: str) -> Grid:
    rows = [line.split("|") for line in text.strip().split("\n")]
    return [[MARKS.get(cell, cell.replace("\\n", "\n")) for cell in row] for row in rows]


def built(case: dict[str, object], file_format: str) -> tuple[bytes, str]:
    build, name = BUILDERS[file_format]
    cells = grid(case["grid"].replace("\u00ad", "\u00ad"))
    return build(cells, title="东湖市2022年自评情况表"), name


def shown(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}"


# some formats have no merged cells: a case names those that can hold it
@pytest.mark.parametrize(
    ("case", "file_format"),
    [
        pytest.param(case, file_format, id=f"{case['name']}-{file_format}")
        for case in CASES["form"]
        for file_format in case.get("formats", FORMATS)
    ],
)
def test_form(case: dict[str, object], file_format: str) -> None:
    found = parse(*built(case, file_format))
    rows = [
        [
            i.number,
            i.title,
            i.section or "",
            shown(i.full_score),
            shown(i.self_score),
            i.narrative,
        ]
        for i in found.indicators
    ]
    assert rows == case["rows"]
    assert [i.grade for i in found.indicators] == case.get("grades", [""] * len(rows))
    if "deductions" in case:
        assert [i.deduction_note for i in found.indicators] == case["deductions"]
    assert shown(found.declared_total) == case.get("declared", "")
    assert "full" not in case or shown(found.full_total) == case["full"]
    blank = sum(1 for row in rows if not row[4])
    missing = 0 if "grades" in case else blank
    assert found.coverage.scores_missing == missing
    assert found.coverage.rows_expected == len(rows)
    notes = "".join(found.coverage.notes)
    for note in case.get("notes", ()):
        assert note in notes


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: case["name"])
def test_no_form(case: dict[str, str], file_format: str) -> None:
    with pytest.raises(InputError, match=case["reason"]):
        parse(*built(case, file_format))


# --- several forms in one workbook ------------------------------------------------------------

OURS = grid("指标|分值|自评说明|自评得分\n1.会议|4|召开会议5次。|4\n2.整改|8|整改中2项。|7.5")
CHECKED = grid("指标|分值|说明|得分\n1.会议|4|属实|3\n2.整改|8|部分属实|7")
SURVEY = grid("序号|指标|分值|得分\n1|满意度|10|9.2\n2|网评|10|9")
LAST_YEAR = grid("指标|分值|自评说明|自评得分\n1.会议|4|召开会议3次。|3\n2.整改|8|整改4项。|6")
PUPILS = grid("学段|学校数|学生数\n小学|12|3000\n初中|5|1800")


@pytest.mark.parametrize(
    ("sheets", "note"),
    [
        ((("核查评分表", CHECKED), ("自评表", OURS)), "“核查评分表”是他人的评分"),
        ((("自评表", OURS), ("核查评分表", CHECKED)), "“核查评分表”是他人的评分"),
        ((("满意度", SURVEY), ("自评表", OURS)), "“满意度”的得分列没有写明自评"),
        ((("2021年", LAST_YEAR), ("2022年", OURS)), "是 2022 年的，以它为准"),
        ((("2022年", OURS), ("2021年", LAST_YEAR)), "“2021年”与前面的表指标相同"),
        ((("基本情况", PUPILS), ("自评表", OURS)), "“基本情况”没有得分列"),
    ],
)
def test_workbook(sheets: tuple[tuple[str, Grid], ...], note: str) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        fill_sheet(book.create_sheet(name), rows)
    found = parse(saved(book), "a.xlsx")
    assert [shown(i.self_score) for i in found.indicators] == ["4", "7.5"]
    assert any(note in said for said in found.coverage.notes)
    assert found.year in (None, 2022)
