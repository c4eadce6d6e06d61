"""Reports without a form: passages with scores -> indicators (cases/reports.toml)."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from forms import parse, saved

from reviewer.errors import InputError

CASES = tomllib.loads(Path(__file__).with_name("cases").joinpath("reports.toml").read_text("utf-8"))


def as_text(text: str) -> bytes:
    return text.encode()


def as_docx(text: str) -> bytes:
    import docx

    document = docx.Document()
    for line in text.strip().split("\n"):
        document.add_paragraph(line)
    table = document.add_table(3, 3)
    for n, cell in enumerate(
        ["学段", "学校数", "学生数", "小学", "12", "3200", "初中", "5", "1800"]
    ):
        table.rows[n // 3].cells[n % 3].text = cell
    return saved(document)


def as_html(text: str) -> bytes:
    lines = "".join(f"<p>{line}</p>" for line in text.strip().split("\n"))
    return f"<html><meta charset=utf-8><body>{lines}</body></html>".encode()


FORMATS = {"报告.txt": as_text, "报告.docx": as_docx, "报告.html": as_html}


@pytest.mark.parametrize("file", FORMATS)
@pytest.mark.parametrize("case", CASES["report"], ids=lambda case: case["name"])
def test_report(case: dict[str, object], file: str) -> None:
    found = parse(FORMATS[file](case["text"]), file)
    rows = [
        [
            i.number,
            i.title,
            i.section or "",
            "" if i.full_score is None else str(i.full_score),
            "" if i.self_score is None else str(i.self_score),
            i.narrative,
        ]
        for i in found.indicators
    ]
    assert rows == case["rows"]
    if "sections" in case:
        sections = [[s.title, str(s.full_score or "")] for s in found.sections]
        assert sections == case["sections"]
    said = found.declared_total
    assert said == (Decimal(case["declared"]) if "declared" in case else None)
    assert "full" not in case or found.full_total == Decimal(case["full"])
    assert found.coverage.rows_expected == case.get("expected", len(rows))
    if "ignore_place" not in case:
        assert (found.city, found.year) == (case.get("city"), case.get("year"))
    notes = "".join(found.coverage.notes)
    for note in ("报告正文", *case.get("notes", ())):
        assert note in notes


@pytest.mark.parametrize("file", FORMATS)
@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: case["name"])
def test_no_report(case: dict[str, str], file: str) -> None:
    with pytest.raises(InputError, match=case["reason"]):
        parse(FORMATS[file](case["text"]), file)
