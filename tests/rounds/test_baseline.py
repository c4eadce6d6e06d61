"""check --baseline: what is new, what was there, what is gone, and no silent pass."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rounds.forms import (
    ADMITS,
    FORM,
    SAFETY,
    STUDY,
    SURVEY,
    Row,
    clean_exit,
    csv_of,
    findings,
    review_of,
    run,
    save,
)

Document = dict[str, Any]
WORSE: Row = ("1.学习贯彻", "10", f"全年组织学习11次。{ADMITS}", "10")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The report of the first round."""
    return report_of(save(tmp_path))


def report_of(*paths: Path, name: str = "上次.json") -> Path:
    report = paths[0].with_name(name)
    result = run("check", *paths, "--format", "json", "-o", report, "--fail-on", "never")
    assert result.returncode == 0, result.stderr
    return report


def states(review: Document) -> dict[tuple[str, str], str]:
    return {
        (row["title"], finding["rule"]): finding["state"]
        for row in review["indicators"]
        for finding in row["findings"]
    }


def fates(review: Document) -> dict[tuple[str, str], str]:
    return {(p["title"], p["rule"]): p["fate"] for p in review["baseline"]["past"]}


def test_the_same_file_has_nothing_new(tmp_path: Path, old: Path) -> None:
    path = save(tmp_path)
    review = review_of(path, "--baseline", old)
    assert set(states(review).values()) == {"persisting"}
    assert review["baseline"] == {"source": "上次.json", "past": [], "notes": []}
    assert run("check", path, "--fail-on", "low").returncode == 1
    assert run("check", path, "--fail-on", "low", "--baseline", old).returncode == 0


def test_new_persisting_resolved_and_gone(tmp_path: Path, old: Path) -> None:
    better = ("2.校园安全", "10", "开展检查12次，全部整改到位。", "10")
    path = save(tmp_path, (WORSE, better))
    review = review_of(path, "--baseline", old)
    new = {key for key, state in states(review).items() if state == "new"}
    assert {title for title, _ in new} == {"学习贯彻"}
    assert fates(review)["满意度", "no-evidence"] == "row_gone"
    assert fates(review)["校园安全", "adverse-without-deduction"] == "resolved"
    assert run("check", path, "--baseline", old).returncode == 1
    assert run("check", path, "--baseline", old, "--fail-on", "never").returncode == 0
    shown = run("check", path, "--baseline", old).stdout
    assert "〔新增〕" in shown
    assert "与 上次.json 相比：新增" in shown
    assert "指标已不在表中：第3项 满意度" in shown


def test_renumbered_rows_are_not_new(tmp_path: Path, old: Path) -> None:
    added: Row = ("1.队伍建设", "10", "全年培训教师11次，印发文件3份。", "10")
    rows = (
        added,
        ("2.学习贯彻", *STUDY[1:]),
        ("3.校园安全", *SAFETY[1:]),
        ("4.满意度", *SURVEY[1:]),
    )
    review = review_of(save(tmp_path, rows), "--baseline", old)
    assert set(states(review).values()) == {"persisting"}
    assert review["baseline"]["past"] == []


def test_a_doubt_in_other_words_is_still_there(tmp_path: Path, old: Path) -> None:
    reworded: Row = ("2.校园安全", "10", "开展检查12次。尚有2所学校没有达标，正在整改中。", "10")
    review = review_of(save(tmp_path, (STUDY, reworded, SURVEY)), "--baseline", old)
    assert states(review)["校园安全", "adverse-without-deduction"] == "persisting"


def test_a_doubt_of_the_table_is_told_by_what_it_is_about(tmp_path: Path) -> None:
    def table(*missing: str) -> Path:
        rows = [(n, full, text, "" if n in missing else own) for n, full, text, own in FORM]
        text = csv_of(FORM)
        for number, full, narrative, own in rows:
            before = next(",".join(row) for row in FORM if row[0] == number)
            text = text.replace(before, f"{number},{full},{narrative},{own}")
        path = tmp_path / "清河县2024年自评表.csv"
        path.write_text(text, "utf-8")
        return path

    report = report_of(table("1.学习贯彻"))
    review = review_of(table("3.满意度"), "--baseline", report)
    (new,) = [f for f in review["findings"] if f["rule"] == "missing-score"]
    assert new["state"] == "new"


def test_a_wrong_total_that_is_wrong_otherwise_is_still_there(tmp_path: Path) -> None:
    path = tmp_path / "清河县2024年自评表.csv"
    path.write_text(csv_of(FORM, "29"), "utf-8")
    report = report_of(path)
    path.write_text(csv_of(FORM, "28"), "utf-8")
    review = review_of(path, "--baseline", report)
    assert findings(review)["total-mismatch"]["state"] == "persisting"


def test_nothing_is_solved_that_was_not_checked(tmp_path: Path, old: Path) -> None:
    config = tmp_path / "reviewer.toml"
    config.write_text('[rules]\nno-evidence = "off"\n', "utf-8")
    path = save(tmp_path)
    review = review_of(path, "--baseline", old, "--config", config)
    assert fates(review) == {("满意度", "no-evidence"): "not_checked"}
    bare = csv_of(FORM).replace(f"{ADMITS},10", f"{ADMITS},")
    path.write_text(bare, "utf-8")
    review = review_of(path, "--baseline", old)
    assert fates(review)["校园安全", "adverse-without-deduction"] == "not_checked"


def test_a_benchmark_of_another_year_is_not_solved(tmp_path: Path) -> None:
    row: Row = ("1.体质健康", "10", "全县学生体质健康优良率为41.2%，监测覆盖全部学校12所。", "10")
    path = save(tmp_path, (row,))
    report = report_of(path)
    review = review_of(path, "--baseline", report)
    assert states(review)["体质健康", "below-benchmark"] == "persisting"
    document = json.loads(report.read_text("utf-8"))
    document["reviews"][0]["submission"]["year"] = None
    report.write_text(json.dumps(document), "utf-8")
    review = review_of(path, "--baseline", report, "--year", "2015")
    assert fates(review)["体质健康", "below-benchmark"] == "not_checked"
    assert any("评价年度不同" in note for note in review["baseline"]["notes"])


def test_a_reason_since_is_said(tmp_path: Path, old: Path) -> None:
    path = save(tmp_path)
    explain(path)
    review = review_of(path, "--baseline", old)
    assert fates(review) == {("满意度", "no-evidence"): "suppressed"}


def test_what_was_explained_is_known_when_the_reason_is_gone(tmp_path: Path) -> None:
    path = save(tmp_path)
    explain(path)
    report = report_of(path)
    review = review_of(path, "--baseline", report)
    assert (fates(review), len(review["suppressed"])) == ({}, 1)
    path.with_name(f"{path.name}.说明.toml").unlink()
    review = review_of(path, "--baseline", report)
    assert states(review)["满意度", "no-evidence"] == "persisting"
    assert any("1 处上次已有说明" in note for note in review["baseline"]["notes"])


def explain(path: Path) -> None:
    id_ = findings(review_of(path))["no-evidence"]["id"]
    given = ("--reason", "省厅通知暂不扣分", "--author", "王某", "--expires", "2099-12-31")
    assert run("suppress", path, id_, *given).returncode == 0


def test_a_doubt_that_became_graver_counts(tmp_path: Path) -> None:
    reflected: Row = ("1.校园安全", "10", f"开展检查12次。{ADMITS}", "9")
    report = report_of(save(tmp_path, (reflected, STUDY)))
    raised = save(tmp_path, (("1.校园安全", *reflected[1:3], "10"), STUDY))
    review = review_of(raised, "--baseline", report)
    finding = findings(review)["adverse-without-deduction"]
    assert finding["state"] == "persisting"
    assert any("由低升为" in note for note in review["baseline"]["notes"])
    result = run("check", raised, "--baseline", report, "--fail-on", finding["severity"])
    assert result.returncode == 1


def test_further_problems_in_a_row_that_had_one_count(tmp_path: Path) -> None:
    one: Row = ("1.校园安全", "10", "开展检查12次。仍有3所学校未达标。", "10")
    more: Row = (*one[:2], f"{one[2]}大班额问题突出，专任教师缺编严重。", "10")
    report = report_of(save(tmp_path, (one, STUDY)))
    worse = save(tmp_path, (more, STUDY))
    review = review_of(worse, "--baseline", report)
    assert findings(review)["adverse-without-deduction"]["state"] == "persisting"
    assert any("由 1 处表述增至 3 处" in note for note in review["baseline"]["notes"])
    assert run("check", worse, "--baseline", report).returncode == 1
    told = run("diff", report, worse)
    assert (told.returncode, "由 1 处表述增至 3 处" in told.stdout) == (1, True)
    better = save(tmp_path, (one, STUDY))
    assert run("check", better, "--baseline", report).returncode == 0


def test_another_version_or_lexicon_is_noted(tmp_path: Path, old: Path) -> None:
    document = json.loads(old.read_text("utf-8"))
    document["program"] = {"version": "0.0.1", "lexicons": "sha256:0"}
    old.write_text(json.dumps(document), "utf-8-sig")
    review = review_of(save(tmp_path), "--baseline", old)
    notes = " ".join(review["baseline"]["notes"])
    assert "0.0.1" in notes
    assert "词库不同" in notes


# --- the wrong file -----------------------------------------------------------------------------


def no_findings(document: Document) -> None:
    del document["reviews"][0]["findings"]


def no_schema(document: Document) -> None:
    del document["schema"]


def other_schema(document: Document) -> None:
    document["schema"] = "reviewer.review/2"


def no_reviews(document: Document) -> None:
    document["reviews"] = []


def odd_reviews(document: Document) -> None:
    document["reviews"] = [5]


def odd_points(document: Document) -> None:
    document["reviews"][0]["indicators"][0]["self_score"] = "十"


def odd_severity(document: Document) -> None:
    document["reviews"][0]["indicators"][2]["findings"][0]["severity"] = "severe"


def odd_program(document: Document) -> None:
    document["program"] = 5


def odd_position(document: Document) -> None:
    finding = document["reviews"][0]["indicators"][2]["findings"][0]
    document["reviews"][0]["suppressed"] = [{"finding": finding, "position": 99}]


def other_city(document: Document) -> None:
    document["reviews"][0]["submission"]["city"] = "云岭市"


def other_year(document: Document) -> None:
    document["reviews"][0]["submission"]["year"] = 2021


def other_rows(document: Document) -> None:
    for place, row in enumerate(document["reviews"][0]["indicators"]):
        row["title"] = f"别的指标{place}"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (no_findings, "不完整"),
        (no_schema, "没有写明格式"),
        (other_schema, "reviewer.review/2"),
        (no_reviews, "没有审核结果"),
        (odd_reviews, "不完整"),
        (odd_points, "不完整"),
        (odd_severity, "不完整"),
        (odd_program, "不完整"),
        (odd_position, "不完整"),
        (other_city, "云岭市"),
        (other_year, "2021年"),
        (other_rows, "两份不同的表"),
    ],
)
def test_a_wrong_baseline_is_an_error(
    tmp_path: Path, old: Path, change: Callable[[Document], None], said: str
) -> None:
    document = json.loads(old.read_text("utf-8"))
    change(document)
    old.write_text(json.dumps(document), "utf-8")
    clean_exit(run("check", save(tmp_path), "--baseline", old), "上次.json", said)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空文件"),
        (b" \n", "空文件"),
        (b"{", "JSON"),
        (b"[" * 100_000, "JSON"),
        (b"[]", "没有写明格式"),
        (b"\xff\xfe", "无法读取"),
    ],
)
def test_what_is_no_report_is_an_error(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "上次.json"
    path.write_bytes(data)
    clean_exit(run("check", save(tmp_path), "--baseline", path), "上次.json", said)


def test_a_missing_baseline_is_an_error(tmp_path: Path) -> None:
    clean_exit(run("check", save(tmp_path), "--baseline", tmp_path / "没有.json"), "没有.json")


def test_the_baseline_is_not_written_over(tmp_path: Path, old: Path) -> None:
    path = save(tmp_path)
    clean_exit(run("check", path, "--baseline", old, "--output", f"json={old}"), "写到别处")


# --- several ------------------------------------------------------------------------------------


def test_of_several_each_finds_its_own(tmp_path: Path) -> None:
    first, second = (
        save(tmp_path, name=f"{city}2024年自评表.csv") for city in ("清河县", "云岭市")
    )
    third = save(tmp_path, name="石泉县2024年自评表.csv")
    report = report_of(first, second)
    result = run(
        "check", second, third, "--baseline", report, "--format", "json", "--fail-on", "never"
    )
    later, new = json.loads(result.stdout)["reviews"]
    assert set(states(later).values()) == {"persisting"}
    assert set(states(new).values()) == {"new"}
    assert new["baseline"]["notes"] == ["基线中没有这份自评表，全部按新增。"]
    clean_exit(run("check", third, "--baseline", report), "没有这次所审核的自评表")


def test_a_table_without_place_is_told_by_its_rows(tmp_path: Path) -> None:
    first = save(tmp_path, name="初稿.csv")
    other = save(tmp_path, [(f"别项{n}", *SAFETY[1:]) for n in range(3)], name="别.csv")
    report = report_of(other, first)
    path = save(tmp_path, name="修改稿.csv")
    assert set(states(review_of(path, "--baseline", report)).values()) == {"persisting"}
