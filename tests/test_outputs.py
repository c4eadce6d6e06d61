"""Where reports go: never over what is to be reviewed, and nothing is lost on the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from batches import reviewed

from reviewer.errors import ConfigurationError
from reviewer.model import Batch
from reviewer.outputs import Output, target, verified, write
from reviewer.settings import FORMATS

FORM = "指标,分值,自评说明,自评得分\n1.学习😀,4,全年学习11次😀，仍有3所学校未达标。,4\n合计,4,,4\n"


def check(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "reviewer", "check", "--fail-on", "never", *map(str, arguments)],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.mark.parametrize("second", ["a_审阅.docx", "a_2_审阅.docx"])
def test_a_copy_is_not_written_over_a_submission(tmp_path: Path, second: str) -> None:
    files = [str(tmp_path / name) for name in ("a.docx", second)]
    folder = target("docx", str(tmp_path))
    with pytest.raises(ConfigurationError, match=f"{second}：这是要审核的文件"):
        verified([folder], files)
    assert verified([folder], [files[0], str(tmp_path / "b.docx")]) == [folder]


def test_two_reports_are_not_written_into_one_file(tmp_path: Path) -> None:
    outputs = [Output(name, tmp_path / "a.docx") for name in ("docx", "checklist")]
    with pytest.raises(ConfigurationError, match="两份结果"):
        verified(outputs, ["表.docx"])


def test_names_that_differ_by_case_only_become_two_files(tmp_path: Path) -> None:
    review = reviewed(FORM.encode(), "A.csv")
    other = replace(review, submission=replace(review.submission, source="a.csv"))
    run = Batch(reviews=(review, other), failures=(), version="1", lexicons="sha256:ab")
    write(Output("docx", tmp_path, in_folder=True), run)
    assert {path.name for path in tmp_path.iterdir()} == {"A_审阅.docx", "a_2_审阅.docx"}


@pytest.mark.parametrize("name", ["json", "jsonl", "sarif", "html"])
def test_what_programs_read_is_utf_8_on_every_console(tmp_path: Path, name: str) -> None:
    path = tmp_path / "表.csv"
    path.write_text(FORM, encoding="utf-8")
    result = check(path, "--format", name, PYTHONIOENCODING="gbk")
    assert "😀" in result.stdout.decode("utf-8")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names of files are text there")
def test_a_name_that_is_no_text_stops_no_report(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.csv"))
    path.write_text(FORM, encoding="utf-8")
    places = {name: tmp_path / f"{name}.out" for name in FORMATS}
    result = check(path, *(f"--output={name}={place}" for name, place in places.items()))
    assert result.returncode == 0, result.stderr.decode()
    assert all(place.stat().st_size for place in places.values())
    (review,) = json.loads(places["json"].read_bytes())["reviews"]
    assert review["submission"]["source"] == "?.csv"
