"""The file of reasons beside a submission: what it may hold, and what it does to a review."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from reports import texts
from rounds.forms import FORM, STUDY, clean_exit, findings, review_of, run, save

from reviewer.errors import ConfigurationError
from reviewer.outputs import BINARY
from reviewer.rounds.suppressions import parsed, reasons

TODAY = datetime.date(2026, 3, 1)
GOOD = {
    "id": '"1a2b3c4d5e6f7a8b"',
    "reason": '"省厅通知暂不扣分，见附件3"',
    "author": '"王某"',
    "date": "2026-01-05",
    "expires": "2026-12-31",
}


def entry(**changed: str | None) -> str:
    values = {**GOOD, **changed}
    lines = (f"{key} = {value}" for key, value in values.items() if value is not None)
    return "\n".join(["[[suppress]]", *lines, ""])


def beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.说明.toml")


def reason_for(id_: str, **changed: str | None) -> str:
    return entry(id=f'"{id_}"', date="2020-01-01", **{"expires": "2099-12-31", **changed})


def test_an_entry_is_read() -> None:
    (found,) = parsed("a.toml", entry(rule='"no-evidence"'))
    assert (found.author, found.rule, found.expires.year) == ("王某", "no-evidence", 2026)


@pytest.mark.parametrize("text", ["", "# 暂无\n", "suppress = []\n"])
def test_a_file_without_entries_is_none(text: str) -> None:
    assert parsed("a.toml", text) == ()


def test_days_may_be_written_as_text_and_ids_as_reports_print_them() -> None:
    text = entry(date='"2026-01-05"', expires='" 2026-12-31 "', id='"1A2B3C4D"')
    (found,) = parsed("a.toml", text)
    assert (found.id, found.expires) == ("1a2b3c4d", datetime.date(2026, 12, 31))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *((entry(**{key: None}), f"第 1 条说明：缺少 {key}") for key in GOOD),
        (entry(reason='""'), "太短"),
        (entry(reason='"无"'), "太短"),
        (entry(severity='"重"'), "severity 不能是 重"),
        (entry(reason='"——……！！"'), "太短"),
        (entry(reason='"已 核 实"'), "太短"),
        (entry(author='" "'), "author"),
        (entry(author='"——"'), "author"),
        (entry(reason="5"), "reason 应为文字"),
        (entry(rule="[]"), "rule 应为文字"),
        (entry(expires='"明年"'), "2026-12-31"),
        (entry(expires="2026-12-31T08:00:00"), "2026-12-31"),
        (entry(expires='"2026-02-30"'), "2026-12-31"),
        (entry(expires="2026-02-30"), "TOML"),
        (entry(expires="2025-12-31"), "早于"),
        (entry(id='"1a2b3c"'), "8 至 16 位"),
        (entry(id='"没有编号的"'), "8 至 16 位"),
        (entry(reasn='"见附件三"'), "是否为 reason"),
        (entry(until="2026-01-01"), "不认识的设置 until"),
        (entry() + entry(), "两条说明"),
        (entry() + entry(id='"1a2b3c4d"'), "两条说明"),
        (entry().replace("[[", "[").replace("]]", "]"), "[[suppress]]"),
        (entry().replace("suppress", "supress"), "是否为 suppress"),
        ("suppress = 5\n", "[[suppress]]"),
        ("[[suppress]\n", "TOML"),
        ("a = " + "[" * 100_000, "TOML"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(text: str, said: str) -> None:
    with pytest.raises(ConfigurationError, match=r"^a\.toml") as caught:
        parsed("a.toml", text)
    assert said in str(caught.value)


def test_the_last_day_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(entry(), "utf-8-sig")
    last = datetime.date(2026, 12, 31)
    assert len(reasons(path, TODAY).in_force) == len(reasons(path, last).in_force) == 1
    late = reasons(path, last + datetime.timedelta(days=1))
    assert (late.in_force, len(late.expired)) == ((), 1)
    assert reasons(tmp_path / "none", TODAY).in_force == ()


# --- in a run ---------------------------------------------------------------------------------


def test_a_reason_silences_a_finding_and_is_printed(tmp_path: Path) -> None:
    path = save(tmp_path)
    silent = findings(review_of(path))["no-evidence"]
    beside(path).write_text(reason_for(silent["id"]), "utf-8-sig")
    review = review_of(path)
    assert "no-evidence" not in findings(review)
    (told,) = review["suppressed"]
    assert (told["finding"]["id"], told["position"], told["author"]) == (silent["id"], 3, "王某")
    skipped = [c for c in review["checks"] if c["rule"] == "no-evidence"]
    assert {check["status"] for check in skipped} == {"skipped"}
    text = run("check", path).stdout.replace("\n", "").replace(" ", "")
    assert "省厅通知暂不扣分，见附件3（王某，2020-01-01，有效期至2099-12-31）" in text


@pytest.mark.parametrize("name", ["text", "html", "xlsx", "checklist"])
def test_a_row_whose_doubts_have_reasons_is_not_told_to_be_in_order(
    tmp_path: Path, name: str
) -> None:
    path = save(tmp_path)
    id_ = findings(review_of(path))["no-evidence"]["id"]
    out = tmp_path / f"out.{name}"
    before = texts.OF[name](report(path, name, out))
    beside(path).write_text(reason_for(id_), encoding="utf-8")
    after = texts.OF[name](report(path, name, out))
    assert ("疑点已有说明" in before, "疑点已有说明" in after) == (False, True)


def report(path: Path, name: str, out: Path) -> str | bytes:
    result = run("check", path, "--format", name, "-o", out, "--fail-on", "never")
    assert result.returncode == 0, result.stderr
    return out.read_bytes() if name in BINARY else out.read_text("utf-8")


def test_eight_digits_are_enough(tmp_path: Path) -> None:
    path = save(tmp_path)
    silent = findings(review_of(path))["no-evidence"]
    beside(path).write_text(reason_for(silent["id"][:8]), "utf-8")
    review = review_of(path)
    assert len(review["suppressed"]) == 1
    assert review["lapsed"] == []


def test_a_finding_without_a_reason_counts_for_the_exit_code(tmp_path: Path) -> None:
    path = save(tmp_path, (STUDY, FORM[2]))
    silent = findings(review_of(path))["no-evidence"]
    assert run("check", path, "--fail-on", silent["severity"]).returncode == 1
    beside(path).write_text(reason_for(silent["id"]), "utf-8")
    assert run("check", path, "--fail-on", silent["severity"]).returncode == 0


def lapses(path: Path, *options: object) -> list[tuple[str, str]]:
    return [(one["id"], one["lapse"]) for one in review_of(path, *options)["lapsed"]]


def test_an_expired_reason_has_no_effect_and_is_reported(tmp_path: Path) -> None:
    path = save(tmp_path)
    silent = findings(review_of(path))["no-evidence"]
    beside(path).write_text(reason_for(silent["id"], expires="2020-02-01"), "utf-8")
    review = review_of(path)
    assert "no-evidence" in findings(review)
    assert lapses(path) == [(silent["id"], "expired")]
    assert "到期" in run("check", path).stdout


def test_a_reason_is_stale_where_nothing_answers_to_it(tmp_path: Path) -> None:
    path = save(tmp_path)
    beside(path).write_text(reason_for("0" * 16, rule='"score-step"'), "utf-8")
    assert lapses(path) == [("0" * 16, "stale")]


def test_a_reason_is_not_stale_where_nobody_looked(tmp_path: Path) -> None:
    path = save(tmp_path)
    silent = findings(review_of(path))["no-evidence"]
    text = reason_for(silent["id"], rule='"no-evidence"', indicator='"满意度"')
    beside(path).write_text(text, "utf-8")
    assert lapses(path) == []
    config = tmp_path / "reviewer.toml"
    config.write_text('[rules]\nno-evidence = "off"\n', "utf-8")
    assert lapses(path, "--config", config) == [(silent["id"], "not_checked")]
    said = run("check", path, "--config", config).stdout.replace("\n", "").replace(" ", "")
    assert "没有核对，说明保留" in said
    # the same row without its score
    path.write_text(
        path.read_text("utf-8").replace("自评暂不扣分。,10", "自评暂不扣分。,"), "utf-8"
    )
    assert lapses(path) == [(silent["id"], "not_checked")]
    # and without the row
    save(tmp_path, FORM[:2])
    assert lapses(path) == [(silent["id"], "stale")]


def test_a_reason_by_a_rubric_is_not_stale_without_it(tmp_path: Path) -> None:
    path = save(tmp_path)
    text = reason_for("0" * 16, rule='"below-rubric"', indicator='"校园安全"')
    beside(path).write_text(text, "utf-8")
    assert lapses(path) == [("0" * 16, "not_checked")]


def test_a_broken_file_stops_the_run_before_anything_is_reviewed(tmp_path: Path) -> None:
    good, bad = save(tmp_path, name="甲县2024.csv"), save(tmp_path, name="乙县2024.csv")
    beside(bad).write_text("[[suppress]]\n", "utf-8")
    clean_exit(run("check", good, bad), "乙县2024.csv.说明.toml 第 1 条", "缺少 id")
    beside(bad).write_bytes(b"\xff\xfe\xfa")
    clean_exit(run("check", good, bad), "UTF-8")
    beside(bad).unlink()
    beside(bad).mkdir()
    clean_exit(run("check", good, bad), "无法打开")


def test_the_file_may_lie_elsewhere(tmp_path: Path) -> None:
    path = save(tmp_path)
    silent = findings(review_of(path))["no-evidence"]
    other = tmp_path / "reasons.toml"
    other.write_text(reason_for(silent["id"]), "utf-8")
    assert len(review_of(path, "--suppressions", other)["suppressed"]) == 1
    piped = run("check", "-", "--format", "json", "--suppressions", other, stdin=path.read_bytes())
    assert len(json.loads(piped.stdout)["reviews"][0]["suppressed"]) == 1
    clean_exit(run("check", path, "--suppressions", tmp_path / "none.toml"), "none.toml", "找不到")
    clean_exit(run("check", path, path, "--suppressions", other), "每次只能审核一份")
    clean_exit(run("check", path, "--suppressions", other, "-o", other), "写到别处")


def test_a_reason_is_for_the_figures_that_it_was_given_for(tmp_path: Path) -> None:
    row = "1.学校,10,全年检查11次，仍有{}所学校未达标。,10"
    table = f"指标,分值,自评说明,自评得分\n{row}\n合计,10,,10\n"
    path = tmp_path / "表.csv"
    path.write_text(table.format(3), encoding="utf-8")
    document = json.loads(run("check", path, "--format", "json").stdout)
    found = document["reviews"][0]["indicators"][0]["findings"]
    beside(path).write_text("".join(reason_for(one["id"]) for one in found), encoding="utf-8")
    assert run("check", path, "--fail-on", "low").returncode == 0
    path.write_text(table.format(300), encoding="utf-8")
    assert run("check", path, "--fail-on", "low").returncode == 1


def test_a_mistake_in_toml_is_told_in_chinese(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text("指标,分值,自评说明,自评得分\n1.学校,10,全年检查11次。,10\n", encoding="utf-8")
    beside(path).write_text(entry(expires="2028-6-30"), encoding="utf-8")
    result = run("check", path)
    assert result.returncode == 2
    assert "第 6 行" in result.stderr
    assert not any(word in result.stderr for word in ("line", "Expected", "Invalid"))
