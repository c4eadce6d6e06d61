"""Small submissions, and the program run on them as a user does."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from reviewer import cli

Row = tuple[str, str, str, str]
HEAD = "指标,分值,自评说明,自评得分"
ADMITS = "仍有3所学校未达标，正在整改中。"
STUDY: Row = ("1.学习贯彻", "10", "全年组织学习11次，印发文件3份。", "10")
SAFETY: Row = ("2.校园安全", "10", f"开展检查12次。{ADMITS}", "10")
SURVEY: Row = ("3.满意度", "10", "自评暂不扣分。", "10")
FORM = (STUDY, SAFETY, SURVEY)


def csv_of(rows: Sequence[Row], total: str | None = None) -> str:
    """A table with its total."""
    own = sum(float(score) for *_, score in rows)
    full = sum(int(score) for _, score, *_ in rows)
    lines = [HEAD, *(",".join(row) for row in rows), f"合计,{full},,{total or f'{own:g}'}"]
    return "\n".join(lines) + "\n"


def save(folder: Path, rows: Sequence[Row] = FORM, name: str = "清河县2024年自评表.csv") -> Path:
    """A table in a file of its own."""
    path = folder / name
    path.write_text(csv_of(rows), encoding="utf-8")
    return path


def run(*arguments: object, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    """The program as a user runs it, in this process: the lexicons are loaded once."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["reviewer", *map(str, arguments)])
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        patch.setenv("COLUMNS", "80")
        with pytest.raises(SystemExit) as ended:
            cli.main()
    out.flush()
    err.flush()
    return subprocess.CompletedProcess(
        [*map(str, arguments)],
        int(ended.value.code or 0),
        out.buffer.getvalue().decode(),
        err.buffer.getvalue().decode(),
    )


def review_of(path: Path, *options: object) -> dict[str, Any]:
    """The review of a file as JSON."""
    result = run("check", path, "--format", "json", "--fail-on", "never", *options)
    assert result.returncode == 0, result.stderr
    (review,) = json.loads(result.stdout)["reviews"]
    found: dict[str, Any] = review
    return found


def findings(review: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The findings that count, by rule."""
    rows = [finding for row in review["indicators"] for finding in row["findings"]]
    return {finding["rule"]: finding for finding in (*review["findings"], *rows)}


def clean_exit(result: subprocess.CompletedProcess[str], *said: str) -> None:
    """Check that the program said no in one sentence with ``said`` in it."""
    assert result.returncode == 2, (result.returncode, result.stdout, result.stderr)
    assert len(result.stderr.strip().splitlines()) == 1, result.stderr
    assert result.stdout == ""
    for words in said:
        assert words in result.stderr, result.stderr
