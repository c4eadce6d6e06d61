"""reviewer diff: two editions of a submission, each a file or the report of an earlier run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from rounds.forms import ADMITS, FORM, SAFETY, STUDY, SURVEY, Row, clean_exit, run, save

EXAMPLES = Path(__file__).parents[2] / "corpora/examples"
LATER = (
    ("1.学习贯彻", "10", f"全年组织学习11次。{ADMITS}", "10"),
    ("2.校园安全", "10", f"开展检查12次。{ADMITS}", "9.5"),
    ("4.队伍建设", "10", "全年培训教师11次，印发文件3份。", "10"),
)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return save(tmp_path, name="清河县2024年初稿.csv")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return save(tmp_path, LATER, name="清河县2024年修改稿.csv")


def report_of(path: Path) -> Path:
    report = path.with_suffix(".json")
    run("check", path, "--format", "json", "-o", report)
    return report


def compared(*arguments: object) -> dict[str, Any]:
    document = json.loads(run("diff", *arguments, "--format", "json").stdout)
    assert document["schema"] == "reviewer.diff/1"
    (comparison,) = document["comparisons"]
    found: dict[str, Any] = comparison
    return found


def test_what_changed_is_told(old: Path, new: Path) -> None:
    found = compared(old, new)
    assert {finding["title"] for finding in found["new"]} == {"学习贯彻", ""}
    kept = {f["title"]: f for f in found["persisting"]}
    assert kept["校园安全"]["narrative_changed"] is False
    assert {(p["title"], p["fate"]) for p in found["past"]} == {("满意度", "row_gone")}
    assert found["scores"] == [
        {"number": "2", "title": "校园安全", "before": {"self_score": 10, "full_score": 10},
         "after": {"self_score": 9.5, "full_score": 10}}
    ]  # fmt: skip
    assert found["narratives_changed"] == [{"number": "1", "title": "学习贯彻"}]
    assert found["rows_added"] == [{"number": "4", "title": "队伍建设"}]
    assert found["rows_gone"] == [{"number": "3", "title": "满意度"}]
    assert (found["before"]["computed_total"], found["after"]["computed_total"]) == (30, 29.5)


def test_reports_stand_in_for_files(old: Path, new: Path) -> None:
    plain = compared(old, new)
    for left, right in ((report_of(old), new), (old, report_of(new))):
        assert compared(left, right) == plain
    assert compared(report_of(old), report_of(new)) == plain


def test_the_text_says_the_same(old: Path, new: Path) -> None:
    result = run("diff", old, new)
    assert result.returncode == 1
    text = result.stdout.replace("\n", "").replace(" ", "")
    for said in (
        "上次：清河县2024年初稿.csv",
        "新增2，仍在1，已解决0，指标已不在表中1",
        "自评30→29.5",
        "第2项校园安全　自评10→9.5",
        "（说明未改动",
        "指标已不在表中：第3项满意度",
        "说明有改动1项",
        "新增的指标1项",
    ):
        assert said in text, said
    assert max(map(cell_len, result.stdout.splitlines())) <= 80
    result.stdout.encode("gbk")


def test_only_the_words_changed(tmp_path: Path, old: Path) -> None:
    reworded: Row = ("2.校园安全", "10", "开展检查12次。仍有2所学校没有达标，正在整改中。", "10")
    new = save(tmp_path, (STUDY, reworded, SURVEY), name="清河县2024年修改稿.csv")
    (kept,) = [f for f in compared(old, new)["persisting"] if f["title"] == "校园安全"]
    assert (kept["reworded"], kept["narrative_changed"]) == (True, True)
    assert "说明已改动，提示的文字有变" in run("diff", old, new).stdout.replace("\n", "")
    assert run("diff", old, new, "--fail-on", "low").returncode == 0


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*2*.docx")), ids=lambda p: p.stem)
def test_a_file_has_not_changed_since_itself(path: Path) -> None:
    result = run("diff", path, path, "--fail-on", "low")
    assert result.returncode == 0
    assert "没有变化" in result.stdout
    found = compared(path, path)
    assert (found["new"], found["past"], found["scores"]) == ([], [], [])
    assert found["persisting"]


def test_formats_of_one_table_do_not_differ() -> None:
    docx, xlsx = EXAMPLES / "fuxin-2022.docx", EXAMPLES / "fuxin-2022.xlsx"
    found = compared(docx, xlsx)
    assert (found["new"], found["past"], found["narratives_changed"]) == ([], [], [])


def test_two_different_tables_are_refused(tmp_path: Path, old: Path) -> None:
    other = save(tmp_path, [(f"别项{n}", *SAFETY[1:]) for n in range(3)], name="别.csv")
    clean_exit(run("diff", old, other), "两份不同的表")


def test_another_place_is_noted(tmp_path: Path, old: Path) -> None:
    other = save(tmp_path, name="云岭市2024年自评表.csv")
    assert any("市县不同" in note for note in compared(old, other)["notes"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-", "-"), "标准输入"),
        (("{old}", "{old}", "--format", "html"), "html"),
        (("{old}", "没有.json"), "没有.json"),
        (("{old}", "没有.docx"), "没有.docx"),
        (("{old}", "{old}", "-o", "{old}"), "写到别处"),
    ],
)
def test_what_can_not_be_compared_is_said(old: Path, arguments: tuple[str, ...], said: str) -> None:
    clean_exit(run("diff", *(a.format(old=old) for a in arguments)), said)


def test_an_output_file_and_standard_input(old: Path, new: Path, tmp_path: Path) -> None:
    out = tmp_path / "差异.txt"
    assert run("diff", old, "-", "-o", out, stdin=new.read_bytes()).returncode == 1
    assert "自评 30 → 29.5" in out.read_text("utf-8")


def test_reports_of_several_are_compared_one_by_one(tmp_path: Path) -> None:
    names = ("清河县2024年自评表.csv", "云岭市2024年自评表.csv", "石泉县2024年自评表.csv")
    first, second, third = (save(tmp_path, name=name) for name in names)
    before, after = tmp_path / "a.json", tmp_path / "b.json"
    run("check", first, second, "--format", "json", "-o", before)
    run("check", second, third, "--format", "json", "-o", after)
    found = compared(before, after)
    assert found["after"]["source"] == second.name
    assert [note[:3] for note in found["notes"]] == ["石泉县", "清河县"]
    assert len(compared(before, first)["persisting"]) == len(FORM) - 1
    assert run("diff", before, before).returncode == 0
    assert run("diff", before, after).returncode == 1
    assert run("diff", before, after, "--fail-on", "never").returncode == 0


def test_the_same_bytes_each_time(old: Path, new: Path) -> None:
    assert run("diff", old, new).stdout == run("diff", old, new).stdout
    assert str(old.parent) not in run("diff", old, new, "--format", "json").stdout
