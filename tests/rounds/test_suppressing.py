"""reviewer suppress: a reason is written beside the submission, the rest of the file stays."""

from __future__ import annotations

import datetime
import tomllib
from pathlib import Path

import pytest
from rounds.forms import ADMITS, STUDY, Row, clean_exit, findings, review_of, run, save

from reviewer.errors import ConfigurationError
from reviewer.model import Suppression
from reviewer.rounds.suppressions import load
from reviewer.rounds.writing import written

GIVEN = ("--reason", "省厅通知暂不扣分，见附件3", "--author", "王某", "--expires", "2099-12-31")
DAY = datetime.date(2026, 1, 5)


def reason(id_: str, text: str = "见附件三第二条") -> Suppression:
    return Suppression(id=id_, reason=text, author="王某", date=DAY, expires=DAY)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return save(tmp_path)


def beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.说明.toml")


def entries(path: Path) -> list[dict[str, object]]:
    return tomllib.loads(beside(path).read_text("utf-8"))["suppress"]


def test_findings_are_listed_with_their_ids(form: Path) -> None:
    result = run("suppress", form)
    assert result.returncode == 0
    for finding in findings(review_of(form)).values():
        assert finding["id"][:8] in result.stdout
    assert "--reason" in result.stdout
    assert not beside(form).exists()


def test_a_reason_is_written_with_what_it_is_about(form: Path) -> None:
    found = findings(review_of(form))
    ids = [finding["id"][:6] for finding in found.values()]
    result = run("suppress", form, *ids, *GIVEN)
    assert result.returncode == 0, result.stderr
    assert "已写入 清河县2024年自评表.csv.说明.toml" in result.stdout
    written_down = {entry["rule"]: entry for entry in entries(form)}
    entry = written_down["no-evidence"]
    assert entry["id"] == found["no-evidence"]["id"]
    assert (entry["indicator"], entry["quote"]) == ("满意度", "自评暂不扣分")
    assert (entry["author"], str(entry["expires"])) == ("王某", "2099-12-31")
    assert entry["date"] == datetime.datetime.now().astimezone().date()
    review = review_of(form)
    assert findings(review) == {}
    assert len(review["suppressed"]) == len(ids)
    assert "已有说明" in run("suppress", form).stdout


def test_a_reason_is_renewed_in_its_place(form: Path) -> None:
    id_ = findings(review_of(form))["no-evidence"]["id"]
    run("suppress", form, id_, *GIVEN)
    path = beside(form)
    path.write_text(f"# 我的备注\n{path.read_text('utf-8')}# 完\n", "utf-8")
    renewed = run(
        "suppress", form, id_[:8].upper(), "--reason", "按新的通知第二条", "--author", "李某",
        "--expires", "2098-01-01",
    )  # fmt: skip
    assert "已有的说明换为" in renewed.stdout
    (entry,) = entries(form)
    assert (entry["author"], entry["reason"]) == ("李某", "按新的通知第二条")
    text = path.read_text("utf-8")
    assert text.startswith("# 我的备注\n")
    assert text.endswith("# 完\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("{id}",), "--reason、--author、--expires"),
        (("{id}", *GIVEN[:4]), "--expires"),
        (("{id}", "--reason", "无", *GIVEN[2:]), "太短"),
        (("{id}", *GIVEN[:2], "--author", "——", *GIVEN[4:]), "author"),
        (("{id}", *GIVEN[:4], "--expires", "明年"), "2026-12-31"),
        (("{id}", *GIVEN[:4], "--expires", "2020-01-01"), "已经过去"),
        (("abc", *GIVEN), "至少写 6 位"),
        (("00000000", *GIVEN), "没有编号为 00000000"),
        (("没有编号", *GIVEN), "太短"),
    ],
)
def test_what_can_not_be_written_is_said(form: Path, arguments: tuple[str, ...], said: str) -> None:
    finding = findings(review_of(form))["no-evidence"]["id"]
    clean_exit(run("suppress", form, *(a.format(id=finding) for a in arguments)), said)
    assert not beside(form).exists()


def test_standard_input_needs_a_place(form: Path, tmp_path: Path) -> None:
    data = form.read_bytes()
    clean_exit(run("suppress", "-", stdin=data), "--suppressions")
    id_ = findings(review_of(form))["no-evidence"]["id"]
    place = tmp_path / "r.toml"
    result = run("suppress", "-", id_, *GIVEN, "--suppressions", place, stdin=data)
    assert (result.returncode, len(load(place))) == (0, 1)
    assert "--suppressions r.toml" in result.stdout


def test_a_file_that_can_not_be_read_ends_with_two(tmp_path: Path) -> None:
    result = run("suppress", tmp_path / "没有.docx", "12345678", *GIVEN)
    assert (result.returncode, "没有.docx" in result.stderr) == (2, True)


def test_a_broken_file_is_left_as_it_is(form: Path) -> None:
    id_ = findings(review_of(form))["no-evidence"]["id"]
    beside(form).write_text("[[suppress]]\nid = 5\n", "utf-8")
    clean_exit(run("suppress", form, id_, *GIVEN), "第 1 条")
    assert beside(form).read_text("utf-8") == "[[suppress]]\nid = 5\n"


# --- the file ---------------------------------------------------------------------------------


def test_marks_and_line_ends_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    written(path, [reason("1" * 16)])
    text = path.read_text("utf-8").replace("\n", "\r\n")
    path.write_bytes(("\ufeff" + text).encode())
    written(path, [reason("2" * 16)])
    data = path.read_bytes()
    assert data.startswith("\ufeff".encode())
    assert data.count(b"\n") == data.count(b"\r\n")
    assert [entry.id for entry in load(path)] == ["1" * 16, "2" * 16]


def test_the_beginning_of_an_id_is_made_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    written(path, [reason("12345678")])
    written(path, [reason("1234567890abcdef", "按新的通知")])
    (entry,) = load(path)
    assert (entry.id, entry.reason) == ("1234567890abcdef", "按新的通知")


@pytest.mark.parametrize("text", ["", "\n\n", "suppress = []\n"])
def test_an_empty_file_is_filled(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text(text, "utf-8")
    written(path, [reason("1" * 16)])
    assert len(load(path)) == 1


def test_entries_in_one_line_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(
        'suppress = [{id = "11111111", reason = "见附件三", author = "王", date = 2026-01-01, '
        "expires = 2027-01-01}]\n",
        "utf-8",
    )
    written(path, [reason("2" * 16)])
    assert [entry.id for entry in load(path)] == ["11111111", "2" * 16]


def test_hostile_words_are_words(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    text = '"""\n[[suppress]]\nid = "x" \\u0000 \u202e见附件三'
    written(path, [reason("1" * 16, text)])
    (entry,) = load(path)
    assert entry.reason == text


def test_the_file_is_whole_or_as_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.toml"
    written(path, [reason("1" * 16)])
    before = path.read_bytes()

    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(ConfigurationError, match="无法写入"):
        written(path, [reason("2" * 16)])
    assert path.read_bytes() == before
    assert [item.name for item in tmp_path.iterdir()] == ["a.toml"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "a.toml", tmp_path / "b.toml"
    written(target, [reason("1" * 16)])
    link.symlink_to(target)
    written(link, [reason("2" * 16)])
    assert link.is_symlink()
    assert len(load(target)) == 2


def test_a_reason_for_a_light_doubt_does_not_hold_for_a_grave_one(tmp_path: Path) -> None:
    row: Row = ("1.校园安全", "10", f"开展检查12次。{ADMITS}", "9.5")
    path = save(tmp_path, (row, STUDY))
    finding = findings(review_of(path))["adverse-without-deduction"]
    assert finding["severity"] == "medium"
    assert run("suppress", path, finding["id"], *GIVEN).returncode == 0
    assert "adverse-without-deduction" not in findings(review_of(path))
    save(tmp_path, ((*row[:3], "10"), STUDY))
    review = review_of(path)
    assert findings(review)["adverse-without-deduction"]["severity"] == "high"
    assert [one["lapse"] for one in review["lapsed"]] == ["graver"]
    told = run("check", path)
    assert told.returncode == 1
    assert "现已升高，疑点照常提示" in told.stdout.replace("\n    ", "")
    assert run("suppress", path, finding["id"], *GIVEN).returncode == 0
    assert run("check", path).returncode == 0
