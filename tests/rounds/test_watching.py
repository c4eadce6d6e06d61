"""check --watch, as a user runs it: saves of every kind, and nothing said that did not change."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from rounds.forms import FORM, SAFETY, STUDY, SURVEY, clean_exit, csv_of, run, save

EXAMPLES = Path(__file__).parents[2] / "corpora/examples"
PATIENCE, QUIET = 15.0, 0.7
SETTLED = (STUDY, ("2.校园安全", "10", "开展检查12次，全部整改到位。", "10"), SURVEY)
WAITING, SAME = "正在守候", "内容没有变化"
# The program, with less patience than for a real editor.
SHORT = (
    "from reviewer import cli; from reviewer.rounds import watching; "
    "watching.PATIENCE = 1.0; cli.main()"
)
pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")


class Watcher:
    """A running ``reviewer check --watch`` and the lines that it prints, of both kinds."""

    def __init__(self, *arguments: object, **environment: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", SHORT, "check", "--watch", *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "80", **environment},
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._collecting = threading.Thread(target=self._collect, daemon=True)
        self._collecting.start()

    def _collect(self) -> None:
        assert self._process.stdout
        with self._process.stdout as lines:
            for line in lines:
                self._lines.put(line.decode("utf-8"))

    def until(self, words: str) -> str:
        """All that is printed up to a line with ``words`` in it."""
        end, seen = time.monotonic() + PATIENCE, ""
        while time.monotonic() < end:
            try:
                line = self._lines.get(timeout=0.1)
            except queue.Empty:
                continue
            seen += line
            if words in line:
                return seen
        raise AssertionError(f"{words} was not said, but: {seen}")

    def quiet(self, seconds: float) -> None:
        """Check that nothing is printed for a while."""
        with pytest.raises(queue.Empty):
            raise AssertionError(self._lines.get(timeout=seconds))

    def end(self) -> int:
        """End it as a user does, and return its exit code."""
        self._process.send_signal(signal.SIGINT)
        code = self._process.wait(PATIENCE)
        self._collecting.join(PATIENCE)
        rest = "".join(self._lines.queue)
        assert "Traceback" not in rest, rest
        assert "Aborted" not in rest, rest
        return code

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        self._collecting.join(PATIENCE)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return save(tmp_path)


@pytest.fixture
def watch() -> Iterator[type[Watcher]]:
    started: list[Watcher] = []

    class Started(Watcher):
        def __init__(self, *arguments: object, **environment: str) -> None:
            super().__init__(*arguments, **environment)
            started.append(self)

    yield Started
    for watcher in started:
        watcher.kill()


def replaced(path: Path, text: str) -> None:
    """Save as editors do: into a temporary file beside, which takes the name."""
    draft = path.with_name(f"~WRD{os.getpid()}.tmp")
    draft.write_text(text, "utf-8")
    draft.replace(path)


def test_a_save_says_what_changed(form: Path, watch: type[Watcher], tmp_path: Path) -> None:
    report = tmp_path / "out.json"
    watcher = watch(form, "--output", f"json={report}")
    first = watcher.until(WAITING)
    assert "不构成评价结论" in first
    assert len(json.loads(report.read_text("utf-8"))["reviews"]) == 1
    # through a temporary file, with lock files beside and the report written into the same folder
    form.with_name("~$清河县2024年自评表.csv").write_bytes(b"lock")
    form.with_name(f".~lock.{form.name}#").write_bytes(b"lock")
    replaced(form, csv_of(SETTLED))
    said = watcher.until("说明有改动")
    assert "已解决 1，剩 1，新增 0" in said
    assert "已解决：第2项 校园安全" in said
    assert "第2项 校园安全" in watcher.until("校园安全")
    watcher.quiet(QUIET)
    assert "全部整改到位" in report.read_text("utf-8")
    # in place, and back again: the doubt is new
    form.write_text(csv_of(FORM), "utf-8")
    said = watcher.until("（编号")
    assert "已解决 0，剩 1，新增 1" in said
    watcher.until("说明有改动")
    watcher.until("校园安全")
    # the same content once more, and another file
    replaced(form, csv_of(FORM))
    assert "剩" not in watcher.until(SAME)
    form.with_name("别的文件.csv").write_text(csv_of(SETTLED), "utf-8")
    watcher.quiet(QUIET)
    assert watcher.end() == 0


def test_a_save_in_two_parts_is_waited_for(tmp_path: Path, watch: type[Watcher]) -> None:
    path, plain = tmp_path / "自评表.docx", save(tmp_path, name="乙县2024.csv")
    other = (EXAMPLES / "qinghe-2024.docx").read_bytes()
    path.write_bytes((EXAMPLES / "fuxin-2022.docx").read_bytes())
    watcher = watch(path, plain, WATCHFILES_FORCE_POLLING="1")
    watcher.until(WAITING)
    with path.open("wb") as file:
        file.write(other[: len(other) // 2])
        file.flush()
        time.sleep(0.5)
        file.write(other[len(other) // 2 :])
    said = watcher.until("剩")
    assert said.startswith("自评表.docx：已解决")
    watcher.until("已不在表中的指标")
    replaced(plain, csv_of((STUDY, SAFETY)))
    assert "乙县2024.csv：已解决 0，剩 1，新增 0" in watcher.until("乙县2024.csv")
    assert watcher.end() == 0


def test_reasons_count_and_what_is_damaged_or_gone_is_waited_for(
    form: Path, watch: type[Watcher]
) -> None:
    watcher = watch(form)
    watcher.until(WAITING)
    id_ = run("suppress", form).stdout.split("第3项")[0].split()[-1]
    given = ("--reason", "省厅通知暂不扣分", "--author", "王某", "--expires", "2099-12-31")
    assert run("suppress", form, id_, *given).returncode == 0
    assert "已解决 0，剩 1，新增 0" in watcher.until("剩")
    watcher.until("已有说明：第3项 满意度")
    reasons = form.with_name(f"{form.name}.说明.toml")
    text = reasons.read_text("utf-8")
    reasons.write_text("[[suppress]]\n", "utf-8")
    watcher.until("缺少 id")
    reasons.write_text(text, "utf-8")
    watcher.until(SAME)
    form.unlink()
    watcher.until("已不在原处")
    form.write_bytes(b"PK\x03\x04 not whole")
    watcher.until(form.name)
    watcher.quiet(QUIET)
    form.write_text(csv_of(SETTLED), "utf-8")
    assert "已解决 1，剩 0，新增 0" in watcher.until("剩")
    assert watcher.end() == 0


def test_what_can_not_be_watched_is_said(form: Path, tmp_path: Path) -> None:
    clean_exit(run("check", "--watch", "-"), "标准输入")
    clean_exit(run("check", "--watch", tmp_path / "没有.docx"), "没有.docx")
    clean_exit(run("check", "--watch", form, "--format", "json"), "--output")
    form.with_name(f"{form.name}.说明.toml").write_text("[[suppress]]\n", "utf-8")
    clean_exit(run("check", "--watch", form), "缺少 id")
