"""What the README says: its console blocks run, its options are those of --help."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reviewer.evaluation import command

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CHINESE = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")


def commands(text: str) -> list[str]:
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the commands run, one after the other: what they write is for the next ones."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "corpora").symlink_to(ROOT / "corpora")
    return folder


def reviewer_help(*command: str) -> str:
    result = subprocess.run(
        [sys.executable, "-m", "reviewer", *command, "--help"],
        capture_output=True,
        check=True,
        env={**os.environ, "COLUMNS": "200"},
    )
    return result.stdout.decode("utf-8")


@pytest.mark.parametrize("line", [c for c in commands(README) if "reviewer" in c])
def test_the_commands_of_the_readme_run(line: str, folder: Path) -> None:
    scripts = Path(sys.executable).parent
    path = f"{scripts}{os.pathsep}{os.environ['PATH']}"
    result = subprocess.run(
        line,
        shell=True,
        cwd=folder,
        capture_output=True,
        env={**os.environ, "PATH": path},
        check=False,
    )
    assert result.returncode in (0, 1), result.stderr.decode()
    assert result.stdout or (folder / line.split(" -o ")[-1]).is_file()


@pytest.mark.parametrize("text", [README, CHINESE])
def test_the_make_targets_exist(text: str) -> None:
    makefile = (ROOT / "Makefile").read_text()
    for line in commands(text):
        if line.startswith("make "):
            assert f"\n{line.removeprefix('make ')}:" in makefile


def test_make_review_reviews_the_example() -> None:
    result = subprocess.run(
        ["make", "--dry-run", "review"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    assert "reviewer check --fail-on never corpora/examples/fuxin-2022.docx" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("diff",),
        ("suppress",),
        ("extract",),
        ("evaluate",),
        ("rules",),
        ("lexicon", "show"),
        ("lexicon", "check"),
        (),
    ],
    ids=" ".join,
)
def test_every_command_and_option_is_in_the_readme(arguments: tuple[str, ...]) -> None:
    shown = reviewer_help(*arguments)
    if arguments:
        assert f"`reviewer {' '.join(arguments)}" in README
    for option in re.findall(r"(?<![\w-])(--?[a-z][a-z-]*)", shown):
        assert f"`{option}" in README, option


def test_every_lexicon_file_is_named() -> None:
    names = {path.name for path in (ROOT / "lexicons").iterdir()}
    assert all(name in README for name in names)


def test_the_table_of_the_evaluation_is_the_one_measured() -> None:
    shown = README.split("<!-- evaluate -->\n")[1].split("<!-- /evaluate -->")[0]
    measured = command.run(ROOT / "corpora/gold/test", "markdown", None, errors=False)
    assert shown.strip() == measured.strip()
