"""Reading in a second process: what a file may cost, and that it costs no other file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.errors import InputError
from reviewer.isolation import IsolatedReader
from reviewer.limits import DEFAULT

EXAMPLE = Path(__file__).parents[1] / "corpora/examples/qinghe-2024.csv"
posix_only = pytest.mark.skipif(os.name != "posix", reason="pipes and memory limits of POSIX")


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    """A pipe that nobody writes to: reading it never ends."""
    path = tmp_path / "endless.csv"
    os.mkfifo(path)
    return path


def test_the_answer_is_the_same_as_in_one_process() -> None:
    with IsolatedReader(None, DEFAULT) as isolated:
        assert len(isolated.read(str(EXAMPLE)).indicators) == 11
        assert isolated.read(str(EXAMPLE), city="甲市").city == "甲市"
        with pytest.raises(InputError, match=r"^没有.csv：找不到"):
            isolated.read("没有.csv")


@posix_only
def test_a_file_that_takes_too_long_is_given_up_and_the_next_is_read(endless: Path) -> None:
    with IsolatedReader(None, replace(DEFAULT, seconds=1)) as isolated:
        with pytest.raises(InputError, match=r"^endless.csv：1 秒内没有读完"):
            isolated.read(str(endless))
        assert len(isolated.read(str(EXAMPLE), limits=DEFAULT).indicators) == 11


@posix_only
def test_a_file_that_takes_too_much_memory_is_given_up(tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    large.write_bytes(b"a,b,c\n" * 20_000_000)
    with IsolatedReader(None, replace(DEFAULT, memory_mb=400)) as isolated:
        with pytest.raises(InputError, match=r"^large.csv：读取所需内存超过 400 MB"):
            isolated.read(str(large))
        assert len(isolated.read(str(EXAMPLE)).indicators) == 11


@posix_only
def test_a_reader_that_dies_costs_one_answer(endless: Path) -> None:
    with IsolatedReader(None, DEFAULT) as isolated:
        isolated.read(str(EXAMPLE))
        process = isolated._process
        assert process is not None
        threading.Timer(0.5, process.kill).start()
        with pytest.raises(InputError, match=r"^endless.csv：读取时程序被迫中止"):
            isolated.read(str(endless))
        assert len(isolated.read(str(EXAMPLE)).indicators) == 11


@posix_only
def test_check_answers_for_every_file(endless: Path, tmp_path: Path) -> None:
    config = tmp_path / "reviewer.toml"
    config.write_text("[limits]\nseconds = 2\n", encoding="utf-8")
    files = [EXAMPLE, endless, EXAMPLE.with_suffix(".docx")]
    command = [sys.executable, "-m", "reviewer", "check", "--format", "json", "--config", config]
    result = subprocess.run([*command, *files], capture_output=True, check=False)
    answer = json.loads(result.stdout)
    assert result.returncode == 3
    assert len(answer["reviews"]) == 2
    assert [failure["source"] for failure in answer["failures"]] == ["endless.csv"]
