"""A table of scores and the passages of its titles in the text (cases/namesakes.toml)."""

import tomllib
from pathlib import Path

import docx
import pytest
from forms import parse, saved

CASES = tomllib.loads(
    Path(__file__).with_name("cases").joinpath("namesakes.toml").read_text("utf-8")
)


def built(text: str, table: str) -> bytes:
    document = docx.Document()
    for line in text.strip().split("\n"):
        document.add_paragraph(line)
    rows = [line.split("|") for line in table.strip().split("\n")]
    grid = document.add_table(len(rows), len(rows[0]))
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            grid.cell(r, c).text = cell
    return saved(document)


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["name"])
def test_narratives_from_the_text(case: dict[str, object]) -> None:
    found = parse(built(str(case["text"]), str(case["table"])), "汇总.docx")
    assert [i.narrative for i in found.indicators] == case["told"]
    assert str(case["note"]) in "".join(found.coverage.notes)
