"""The two fuzz runs, short: enough to see that they run, find what breaks, and find nothing."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from fuzzing import run
from fuzzing.mutations import mutated
from fuzzing.samples import samples

HERE = Path(__file__).parent
guided_only = pytest.mark.skipif(
    find_spec("atheris") is None and not os.environ.get("CI"), reason="atheris is not installed"
)


def test_a_bounded_run_finds_nothing(tmp_path: Path) -> None:
    command = [sys.executable, HERE / "run.py", "--files", "4000", "--out", tmp_path / "crashes"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout[-3000:]
    assert result.stdout.startswith("4000 mutated files")


@guided_only
def test_a_guided_run_finds_nothing(tmp_path: Path) -> None:
    limits = ["-max_total_time=20", "-timeout=10", "-rss_limit_mb=1024"]
    # Linux counts the memory of the process that forks towards the peak of the program it starts;
    # a shell in between is small, the process of the tests is not
    between = ["sh", "-c", '"$@"; exit $?', "sh"]
    result = subprocess.run(
        [*between, sys.executable, HERE / "guided.py", *limits],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr[-3000:]
    assert "Done " in result.stderr


@pytest.mark.parametrize("name", samples())
def test_a_number_gives_the_same_file_again(name: str) -> None:
    data = samples()[name]
    assert mutated(data, random.Random(7)) == mutated(data, random.Random(7))
    assert len({mutated(data, random.Random(seed)) for seed in range(20)}) > 10


def test_what_crashes_is_kept_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One file raises, one kills its process, one hangs; the others are read."""

    def parse(data: bytes, name: str) -> None:
        if data == b"3":
            raise KeyError("three")
        if data == b"5":
            os.kill(os.getpid(), 9)
        while data == b"7":
            pass

    monkeypatch.setattr(run, "parse", parse)
    monkeypatch.setattr(run, "SECONDS", 1)
    monkeypatch.setattr(run, "made", lambda number, files: ("a.txt", str(number).encode()))
    tally = run.run(0, 10, 1, tmp_path)
    assert tally.files == 10
    assert [crash.split(":")[0] for crash in tally.crashes] == ["3 a.txt", "5 a.txt", "7 a.txt"]
    assert {path.name for path in tmp_path.iterdir()} == {"3-a.txt", "5-a.txt", "7-a.txt"}
