"""The example submissions: the same in every format, and as the script writes them."""

import runpy
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer import knowledge, pipeline
from reviewer.model import Coverage, Location, Submission

EXAMPLES = Path(__file__).parents[1] / "corpora/examples"
FORMATS = (".txt", ".docx", ".xlsx", ".csv", ".tsv", ".html")


def claimed(path: Path) -> Submission:
    """What a file claims, without what depends on the format."""
    found = pipeline.read(str(path), knowledge.load())
    indicators = tuple(replace(i, location=Location()) for i in found.indicators)
    coverage = Coverage(
        rows_found=found.coverage.rows_found, rows_expected=found.coverage.rows_expected
    )
    return replace(found, source="", sha256="", indicators=indicators, coverage=coverage)


@pytest.mark.parametrize("name", ["fuxin-2022", "yunling-2023", "qinghe-2024"])
@pytest.mark.parametrize("suffix", FORMATS[1:])
def test_all_formats_of_one_table_give_the_same_submission(name: str, suffix: str) -> None:
    assert claimed(EXAMPLES / f"{name}{suffix}") == claimed(EXAMPLES / f"{name}.txt")


def test_an_old_encoding_gives_the_same_submission() -> None:
    assert claimed(EXAMPLES / "fuxin-2022.gb18030.csv") == claimed(EXAMPLES / "fuxin-2022.csv")


@pytest.mark.parametrize(
    ("name", "rows", "full", "own"),
    [
        ("fuxin-2022", 15, 100, "95.3"),
        ("yunling-2023", 14, 100, "95"),
        ("qinghe-2024", 11, 100, "99.1"),
    ],
)
def test_nothing_of_an_example_is_lost(name: str, rows: int, full: int, own: str) -> None:
    found = claimed(EXAMPLES / f"{name}.docx")
    assert (found.coverage.rows_found, found.coverage.rows_expected) == (rows, rows)
    assert (found.full_total, str(found.declared_total)) == (full, own)
    assert all(indicator.narrative and indicator.number for indicator in found.indicators)


def test_the_script_writes_what_is_here(tmp_path: Path) -> None:
    for source in (*EXAMPLES.glob("*.toml"), EXAMPLES / "generate.py"):
        shutil.copy(source, tmp_path)
    runpy.run_path(str(tmp_path / "generate.py"), run_name="__main__")
    for path in sorted(EXAMPLES.glob("*.*")):
        if path.suffix in FORMATS:
            written = claimed(tmp_path / path.name)
            assert written == claimed(path), path.name
