"""The commands as a user runs them: results on stdout, the rest on stderr, exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from gold_folder import gold_folder

EXAMPLES = Path(__file__).parents[1] / "corpora/examples"
FUXIN, QINGHE = EXAMPLES / "fuxin-2022.docx", EXAMPLES / "qinghe-2024.xlsx"
CLEAN = "指标,分值,自评说明,自评得分\n1.学习,4,全年组织学习11次，印发文件3份。,4\n合计,4,,4\n"


def run(
    *arguments: object, stdin: str | bytes = b"", **environment: str
) -> subprocess.CompletedProcess[str]:
    data = stdin.encode() if isinstance(stdin, str) else stdin
    result = subprocess.run(
        [sys.executable, "-m", "reviewer", *map(str, arguments)],
        input=data,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
    )
    return subprocess.CompletedProcess(
        result.args, result.returncode, result.stdout.decode("utf-8"), result.stderr.decode("utf-8")
    )


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    path = tmp_path / "清河县2022年自评表.csv"
    path.write_text(CLEAN, encoding="utf-8")
    return path


# --- check ------------------------------------------------------------------------------


def test_the_report_leads_with_what_is_right() -> None:
    result = run("check", FUXIN)
    lines = result.stdout.splitlines()
    assert result.returncode == 1
    assert result.stderr == ""
    assert lines[1] == "● 15 项 / 100 分 / 自评 95.3，合计无误"
    assert "自评暂不扣分" in result.stdout
    assert "不构成评价结论" in result.stdout


def test_the_report_fits_eighty_columns_and_a_gbk_console() -> None:
    from rich.cells import cell_len

    for example in sorted(EXAMPLES.glob("*.docx")):
        lines = run("check", example, COLUMNS="80").stdout.splitlines()
        assert max(map(cell_len, lines)) <= 80
        "\n".join(lines).encode("gbk")


def test_nothing_in_the_report_accuses() -> None:
    for example in sorted(EXAMPLES.glob("*.docx")):
        text = run("check", example).stdout
        assert not any(word in text for word in ("造假", "虚报", "虚高", "弄虚作假", "错误"))


def test_colour_is_for_terminals_only() -> None:
    assert "\x1b" not in run("check", FUXIN).stdout


@pytest.mark.parametrize(
    ("options", "code"),
    [((), 1), (("--fail-on", "never"), 0), (("--fail-on", "low"), 1), (("--fail-on", "high"), 1)],
)
def test_the_exit_code_follows_fail_on(options: tuple[str, ...], code: int) -> None:
    assert run("check", *options, FUXIN).returncode == code


def test_a_clean_table_exits_with_zero(clean: Path) -> None:
    result = run("check", "--fail-on", "low", clean)
    assert (result.returncode, "没有发现" in result.stdout) == (0, True)


def test_json_has_the_shape_of_the_contract() -> None:
    document = json.loads(run("check", FUXIN, "--format", "json").stdout)
    assert document["schema"] == "reviewer.review/1"
    assert document["program"]["lexicons"].startswith("sha256:")
    (review,) = document["reviews"]
    assert set(review) == {
        "submission", "indicators", "findings", "checks", "coverage", "summary",
        "suppressed", "lapsed", "baseline",
    }  # fmt: skip
    indicator = review["indicators"][12]
    assert set(indicator) >= {
        "number", "title", "section", "full_score", "self_score", "narrative", "location",
        "quantities", "mentions", "findings", "verdict", "level", "risk", "at_stake",
    }  # fmt: skip
    assert set(indicator["location"]) == {"table", "row", "column", "sheet", "page"}
    for row in review["indicators"]:
        for item in (*row["quantities"], *row["mentions"]):
            assert row["narrative"][item["start"] : item["end"]] == item["text"]
    assert review["summary"]["self_total"] == 95.3
    assert document["failures"] == []


def test_json_is_the_same_to_the_byte() -> None:
    first, second = (run("check", FUXIN, "--format", "json").stdout for _ in range(2))
    assert first == second
    assert str(EXAMPLES) not in first


def test_several_reports_in_one_run(tmp_path: Path) -> None:
    text, data = tmp_path / "a.txt", tmp_path / "b.json"
    result = run("check", FUXIN, QINGHE, "-o", text, "--output", f"json={data}")
    assert result.stdout == ""
    assert len(json.loads(data.read_text("utf-8"))["reviews"]) == 2
    assert "共 2 份" in text.read_text("utf-8")


def test_standard_input_is_read() -> None:
    result = run("check", "-", "--format", "json", stdin=FUXIN.read_bytes())
    assert len(json.loads(result.stdout)["reviews"][0]["indicators"]) == 15


def test_city_and_year_can_be_given() -> None:
    result = run("check", FUXIN, "--format", "json", "--city", "某市", "--year", "2019")
    submission = json.loads(result.stdout)["reviews"][0]["submission"]
    assert (submission["city"], submission["year"]) == ("某市", 2019)


def test_the_year_chooses_the_benchmarks() -> None:
    def rules(year: str) -> set[str]:
        document = json.loads(run("check", FUXIN, "--format", "json", "--year", year).stdout)
        row = document["reviews"][0]["indicators"][4]
        return {finding["rule"] for finding in row["findings"]}

    assert "below-benchmark" in rules("2022")
    assert "below-benchmark" not in rules("2019")


# --- bad input --------------------------------------------------------------------------


def test_a_bad_file_is_named_and_the_others_are_done(tmp_path: Path) -> None:
    bad = tmp_path / "旧表.doc"
    bad.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    result = run("check", bad, FUXIN, "--format", "json")
    assert result.returncode == 3
    assert "旧表.doc" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    document = json.loads(result.stdout)
    assert (len(document["reviews"]), len(document["failures"])) == (1, 1)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("空.docx", b""),
        ("损坏.docx", b"PK\x03\x04 not a zip"),
        ("乱码.csv", "指标,自评得分\n".encode() + b"\xff\xfe\xfa\x80\x81"),
        ("没有表格.txt", "这里只有一段话。".encode()),
        ("没有得分列.csv", "指标,自评说明\n1.学习,开展学习11次\n".encode()),
        ("图.pdf", b"%PDF-1.7\n"),
        ("旧.wps", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    ],
)
def test_what_can_not_be_reviewed_gets_one_sentence(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    result = run("check", path)
    assert result.returncode == 2
    assert name in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "没有这个文件.docx"),
        ("check", FUXIN, "--format", "pdf"),
        ("check", FUXIN, "--output", "json"),
        ("check", FUXIN, "--fail-on", "never-ever"),
        ("check", FUXIN, "--lexicons", "没有这个目录"),
        ("check", FUXIN, "--config", "没有.toml"),
        ("check", FUXIN, "-o", "没有/这个/目录.txt"),
        ("check",),
        ("rules", "completion-below-scores"),
        ("nonsense",),
    ],
)
def test_wrong_usage_exits_with_two_and_no_traceback(arguments: tuple[object, ...]) -> None:
    result = run(*arguments)
    assert result.returncode == 2
    assert result.stderr.strip()
    assert "Traceback" not in result.stderr


def test_settings_come_from_a_file_and_the_command_line_wins(tmp_path: Path) -> None:
    config = tmp_path / "reviewer.toml"
    config.write_text('format = "json"\nfail-on = "never"\ncity = "甲市"\n', encoding="utf-8")
    result = run("check", FUXIN, "--config", config, "--city", "乙市")
    assert result.returncode == 0
    assert json.loads(result.stdout)["reviews"][0]["submission"]["city"] == "乙市"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fail_on = 'low'\n", "fail-on"),
        ("year = 'x'\n", "整数"),
        ("format = [\n", "TOML"),
        ("limits = 5\n", "[limits]"),
        ("[limits]\nsecond = 5\n", "seconds"),
        ("[limits]\nseconds = 0\n", "不小于 1"),
    ],
)
def test_an_unknown_setting_names_the_nearest(tmp_path: Path, text: str, said: str) -> None:
    config = tmp_path / "reviewer.toml"
    config.write_text(text, encoding="utf-8")
    result = run("check", FUXIN, "--config", config)
    assert (result.returncode, said in result.stderr) == (2, True)


def test_a_file_beyond_the_limits_is_refused(tmp_path: Path) -> None:
    config = tmp_path / "reviewer.toml"
    config.write_text("[limits]\ncells = 10\n", encoding="utf-8")
    result = run("check", EXAMPLES / "fuxin-2022.xlsx", "--config", config)
    assert (result.returncode, "过大" in result.stderr) == (2, True)


# --- the other commands -----------------------------------------------------------------


def test_extract_reads_and_writes_a_line_each() -> None:
    lines = [{"id": 1, "text": "已整改4项，整改中2项。"}, {"id": "b", "text": "未发生事故。"}]
    stdin = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    result = run("extract", stdin=stdin)
    first, second = map(json.loads, result.stdout.splitlines())
    assert (result.returncode, first["id"], second["id"]) == (0, 1, "b")
    assert [q["value"] for q in first["quantities"]] == [4, 2]
    assert [m["status"] for m in second["mentions"]] == ["negated"]


def test_extract_goes_on_after_a_bad_line() -> None:
    result = run("extract", stdin='nonsense\n{"id": 1}\n\n{"id": 2, "text": "3所"}\n')
    assert result.returncode == 3
    assert [line[:5] for line in result.stderr.splitlines()] == ["第 1 行", "第 2 行"]
    assert json.loads(result.stdout)["id"] == 2


def test_extract_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": 1, "text": "\\ud800未达标"}\n', encoding="utf-8")
    result = run("extract", path)
    assert json.loads(result.stdout)["mentions"][0]["text"] == "未达标"
    assert run("extract", tmp_path / "none").returncode == 2


def test_evaluate_measures_labelled_submissions(tmp_path: Path) -> None:
    result = run("evaluate", gold_folder(tmp_path), "--errors")
    assert result.returncode == 0
    assert "1 份标注材料、3 条自评说明" in result.stdout
    missing = run("evaluate", tmp_path / "none")
    assert (missing.returncode, missing.stdout) == (2, "")
    assert "没有这个目录" in missing.stderr


def test_rules_are_listed_and_explained() -> None:
    listed = run("rules").stdout
    assert "completion-below-score" in listed
    explained = run("rules", "completion-below-score").stdout
    assert all(word in explained for word in ("为什么查", "会提示", "不提示", "已知局限", "来源"))


def test_an_unknown_rule_names_the_nearest() -> None:
    assert "completion-below-score" in run("rules", "completion").stderr


def test_the_lexicons_are_shown_and_tried() -> None:
    assert "整改" in run("lexicon", "show").stdout
    assert "全部相符" in run("lexicon", "check").stdout


def test_a_lexicon_whose_example_fails_is_said(tmp_path: Path) -> None:
    path = tmp_path / "cues/problem.csv"
    path.parent.mkdir()
    path.write_text(
        "phrase,severity,needs,fires\n青黄难续,high,,全年一切正常。\n", encoding="utf-8"
    )
    result = run("lexicon", "check", "--lexicons", tmp_path)
    assert (result.returncode, "青黄难续" in result.stdout) == (1, True)


def test_the_version_is_printed() -> None:
    assert run("--version").stdout.startswith("reviewer 0.")


def test_the_slow_libraries_stay_out_of_the_way() -> None:
    code = (
        "import sys; from reviewer import cli; sys.argv = ['reviewer', 'check', "
        f"{str(FUXIN)!r}, '-o', {os.devnull!r}]\n"
        "try: cli.main()\nexcept SystemExit: pass\n"
        "print([m for m in ('pandas', 'sklearn', 'jieba', 'openpyxl', 'docx') if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert result.stdout.decode().strip() == "[]"


def rules_of(*arguments: object) -> dict[str, str]:
    """The severity of each rule's findings in the example; what was skipped as ``skipped``."""
    document = json.loads(run("check", FUXIN, "--format", "json", *arguments).stdout)
    (review,) = document["reviews"]
    found = {f["rule"]: f["severity"] for row in review["indicators"] for f in row["findings"]}
    return found | {c["rule"]: "skipped" for c in review["checks"] if c["status"] == "skipped"}


def test_a_rule_is_switched_off_or_given_a_level(tmp_path: Path) -> None:
    config = tmp_path / "reviewer.toml"
    config.write_text('[rules]\nunexplained-deduction = "off"\ndoubled-text = "medium"\n', "utf-8")
    assert rules_of()["unexplained-deduction"] == "low"
    found = rules_of("--config", config)
    assert found["unexplained-deduction"] == "skipped"
    assert found["doubled-text"] == "medium"


def test_a_rubric_is_applied_where_the_form_has_none() -> None:
    assert "below-rubric" not in rules_of()
    assert "below-rubric" in rules_of("--rubric", "示例")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[rules]\nomitted-subpoin = "off"\n', ["omitted-subpoin", "omitted-subpoint"]),
        ('[rules]\nomitted-subpoint = "maybe"\n', ["omitted-subpoint", "maybe", "off"]),
        ('rules = "off"\n', ["[rules]"]),
        ('rubric = "没有"\n', ["没有", "示例"]),
        ('province = "河南"\n', ["河南", "河南省"]),
        ('unverified-benchmarks = "yes"\n', ["unverified-benchmarks", "true"]),
    ],
)
def test_settings_that_nobody_knows_are_refused(tmp_path: Path, text: str, said: list[str]) -> None:
    config = tmp_path / "reviewer.toml"
    config.write_text(text, "utf-8")
    result = run("check", FUXIN, "--config", config)
    assert result.returncode == 2
    assert all(part in result.stderr for part in said), result.stderr
    assert "Traceback" not in result.stderr


def test_every_finding_says_where_to_look() -> None:
    document = json.loads(run("check", FUXIN, "--format", "json").stdout)
    findings = [f for row in document["reviews"][0]["indicators"] for f in row["findings"]]
    assert findings
    assert all(finding["look"] and finding["remedies"] for finding in findings)


@pytest.mark.parametrize("rule", ["share-mismatch", "below-rubric", "conflicting-figures"])
def test_a_rule_tells_how_often_it_was_right(rule: str) -> None:
    shown = run("rules", rule).stdout
    assert "会提示" in shown
    assert "已知局限" in shown
    assert "实测：在标注材料上提示" in shown
