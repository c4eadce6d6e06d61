"""Layouts of forms: Document -> Submission."""

from decimal import Decimal

import pytest
from forms import (
    BUILDERS,
    LEFT,
    UP,
    WORDS,
    Grid,
    as_csv,
    as_docx,
    as_dump,
    as_html,
    as_xlsx,
    parse,
)
from seed_file import SEED, needs_seed

from reviewer.errors import InputError
from reviewer.model import Submission
from reviewer.readers import read, read_bytes
from reviewer.tables.forms import submission

TITLE = "东湖市2022年履行教育职责自评表"
LONG = "全市建立联席会议制度，召开会议5次。\n第二段  有两个空格，投入300万元。"
DONE = "已整改4项，整改中2项，均有台账可查。"
GOOD = "普惠率达到88.5%，公办园占比51%，学位充足。"

SEED_LIKE: Grid = [
    ["一级指标", "二级指标", "自评说明", "自评\n得分"],
    ["一、组织领导\n（12分）", "1.议事协调机制情况(4分)", LONG, "4"],
    [UP, "2. 问题整改（8分）", DONE, "7.5"],
    ["二、教育保障 \n（15分）", "3经费投入情况（10分）", "   " + GOOD, "9.8"],
    [UP, "4 .满意度(5分)", "自评暂不扣分", "5"],
    ["自评总分", LEFT, LEFT, "26.3"],
]


def claims(found: Submission) -> tuple[object, ...]:
    """Return what must not depend on the file format."""
    return (
        found.title,
        found.city,
        found.year,
        found.full_total,
        found.declared_total,
        found.sections,
        [
            (
                i.number,
                i.title,
                i.section,
                i.full_score,
                i.self_score,
                i.score_text,
                i.narrative,
                i.deduction_note,
                i.criteria,
                i.attachments,
            )
            for i in found.indicators
        ],
    )


def scores(found: Submission) -> list[str]:
    return [str(i.self_score) for i in found.indicators]


def titles(found: Submission) -> list[str]:
    return [i.title for i in found.indicators]


# --- every format, one submission ----------------------------------------------------------

FILES = {
    # reportlab prints one blank where two are typed
    **{n: (build(SEED_LIKE, title=TITLE), f) for n, (build, f) in BUILDERS.items() if n != "pdf"},
    "bom": (as_csv(SEED_LIKE, title=TITLE, encoding="utf-8-sig"), "a.csv"),
    "gb18030": (as_csv(SEED_LIKE, title=TITLE, encoding="gb18030"), "a.csv"),
    "utf-16": (as_csv(SEED_LIKE, title=TITLE, delimiter="\t", encoding="utf-16"), "a.txt"),
    "semicolon": (as_csv(SEED_LIKE, title=TITLE, delimiter=";"), "a.csv"),
    "html-gbk": (as_html(SEED_LIKE, title=TITLE, encoding="gbk"), "a.htm"),
    "no-tabs": (as_dump(SEED_LIKE, title=TITLE).replace(b"\t", b""), "a.txt"),
    "wrong-suffix": (as_docx(SEED_LIKE, title=TITLE), "a.txt"),
}


@pytest.mark.parametrize("name", FILES)
def test_all_formats_give_the_same_submission(name: str) -> None:
    expected = claims(parse(*FILES["docx"]))
    assert claims(parse(*FILES[name])) == expected


def test_what_the_common_submission_is() -> None:
    found = parse(*FILES["docx"])
    assert (found.title, found.city, found.year) == (TITLE, "东湖市", 2022)
    assert (found.full_total, found.declared_total) == (27, Decimal("26.3"))
    assert [(s.title, s.full_score) for s in found.sections] == [("组织领导", 12), ("教育保障", 15)]
    assert [i.number for i in found.indicators] == ["1", "2", "3", "4"]
    assert titles(found) == ["议事协调机制情况", "问题整改", "经费投入情况", "满意度"]
    assert [i.full_score for i in found.indicators] == [4, 8, 10, 5]
    assert scores(found) == ["4", "7.5", "9.8", "5"]
    assert found.indicators[0].narrative == LONG
    assert found.indicators[2].narrative == GOOD
    assert found.indicators[3].location.row == 5
    assert (found.coverage.rows_found, found.coverage.rows_expected) == (4, 4)


@needs_seed
def test_seed() -> None:
    found = submission(read(SEED), WORDS)
    assert len(found.indicators) == 15
    assert [s.full_score for s in found.sections] == [17, 44, 20, 19]
    assert (found.city, found.year) == ("阜新市", 2022)
    assert (found.full_total, found.declared_total) == (100, Decimal("95.3"))
    expected = ["4", "7", "5", "7.5", "9.8", "8", "10", "3", "4", "11", "4", "3", "6", "8", "5"]
    assert scores(found) == expected
    assert [i.number for i in found.indicators] == [str(n) for n in range(1, 16)]
    assert found.title == "市级政府履行教育职责自评表"
    assert found.coverage.narratives_empty == found.coverage.scores_missing == 0


# --- layouts, each in all formats that can hold it ----------------------------------------

LAYOUTS: dict[str, tuple[Grid, list[str], list[str]]] = {
    "own-columns": (
        [
            [
                "序号",
                "一级指标",
                "二级指标",
                "评分标准",
                "分值",
                "自评得分",
                "得失分说明",
                "材料清单",
            ],
            ["1", "组织", "会议", "每少1次扣0.2分", "4", "4", LONG, "附件1"],
            ["2", UP, "整改", "完全整改得满分", "8", "扣0.5分", DONE, "附件2"],
            ["合计", LEFT, LEFT, LEFT, "12", "11.5", "", ""],
        ],
        ["会议", "整改"],
        ["4", "7.5"],
    ),
    "score-first": (
        [
            ["指标", "分值", "得分", "自评情况"],
            ["A1 会议", "4", "4分", LONG],
            ["A2 整改", "8", "满分", DONE],
            ["总分", "12", "12", ""],
        ],
        ["会议", "整改"],
        ["4", "8"],
    ),
    "three-levels": (
        [
            ["一级指标", "二级指标", "三级指标", "分值", "自评说明", "自评得分"],
            ["A组织", "B1机制", "C1会议", "2", LONG, "2"],
            [UP, UP, "C2文件", "2", DONE, "1.5"],
            [UP, "B2经费", "C3投入", "8", GOOD, "8/8"],
        ],
        ["会议", "文件", "投入"],
        ["2", "1.5", "8"],
    ),
    "points-under-one-score": (
        [
            ["一级指标", "二级指标", "观测点", "分值", "自评说明", "自评得分"],
            ["组织", "1.机制", "会议", "4", LONG, "4"],
            [UP, UP, "文件", UP, DONE, UP],
            [UP, "2.经费", "投入", "8", GOOD, "7"],
        ],
        ["机制", "经费"],
        ["4", "7"],
    ),
    "points-with-own-scores": (
        [
            ["二级指标", "观测点", "自评说明", "自评得分"],
            ["1.机制（4分）", "会议", LONG, "2"],
            [UP, "文件", DONE, "1.5"],
            ["2.经费（8分）", "投入", GOOD, "7"],
        ],
        ["机制", "经费"],
        ["3.5", "7"],
    ),
    "section-rows": (
        [
            ["序号", "考核内容", "分值", "完成情况", "自评得分"],
            ["一、组织（12分）", LEFT, LEFT, LEFT, LEFT],
            ["1", "会议", "4", LONG, "4"],
            ["2", "整改", "8", DONE, "7.5"],
            ["二、保障（10分）", LEFT, LEFT, LEFT, LEFT],
            ["3", "经费", "10", GOOD, "10"],
        ],
        ["会议", "整改", "经费"],
        ["4", "7.5", "10"],
    ),
    "section-total-rows": (
        [
            ["指标名称", "分值", "自评说明", "自评得分"],
            ["一、组织", "12", "", "11.5"],
            ["1.会议", "4", LONG, "4"],
            ["2.整改", "8", DONE, "7.5"],
            ["总分", "12", "", "11.5"],
        ],
        ["会议", "整改"],
        ["4", "7.5"],
    ),
    "two-row-header": (
        [
            ["指标", LEFT, "自评", LEFT, "省级核查", LEFT],
            ["一级指标", "二级指标", "说明", "得分", "说明", "得分"],
            ["组织", "1.会议（4分）", LONG, "4", "同意", "3"],
            [UP, "2.整改（8分）", DONE, "7", "", "8"],
        ],
        ["会议", "整改"],
        ["4", "7"],
    ),
    "preamble-and-footer": (
        [
            ["东湖市2022年履行教育职责自评表", LEFT, LEFT, LEFT],
            ["填报单位（盖章）：东湖市人民政府", LEFT, "填报时间：2022年9月", LEFT],
            ["考核项目", "评估要点", "自评说明", "得分"],
            ["组织", "1.会议（4分）", LONG, "4"],
            ["", "2.整改（8分）", DONE, "7"],
            ["填表人：张三", LEFT, "审核人：李四", LEFT],
        ],
        ["会议", "整改"],
        ["4", "7"],
    ),
    "no-header": (
        [
            ["组织", "1.会议（4分）", LONG, "4"],
            [UP, "2.整改（8分）", DONE, "7.5"],
            ["保障", "3.经费（10分）", GOOD, "10"],
        ],
        ["会议", "整改", "经费"],
        ["4", "7.5", "10"],
    ),
    "unknown-words": (
        [
            ["领域", "二级指标", "亮点综述", "市里打的"],
            ["组织", "1.会议（4分）", LONG, "4"],
            [UP, "2.整改（8分）", DONE, "7.5"],
            ["保障", "3.经费（10分）", GOOD, "10"],
        ],
        ["会议", "整改", "经费"],
        ["4", "7.5", "10"],
    ),
    "problems-as-narrative": (
        [
            ["序号", "指标", "得分", "存在主要问题"],
            ["1", "会议（4分）", "4", "无"],
            ["2", "整改（8分）", "6", DONE],
            ["", "合计", "10", ""],
        ],
        ["会议", "整改"],
        ["4", "6"],
    ),
    "section-scores-in-a-column": (
        [
            ["一级指标", "分值", "二级指标", "分值", "自评说明", "自评分"],
            ["组织", "12", "1.会议", "4", LONG, "4"],
            [UP, UP, "2.整改", "8", DONE, "7.5"],
            ["保障", "10", "3.经费", "10", GOOD, "10"],
        ],
        ["会议", "整改", "经费"],
        ["4", "7.5", "10"],
    ),
    "repeated-header-and-numbered-columns": (
        [
            ["指标", "分值", "自评说明", "自评得分"],
            ["1", "2", "3", "4"],
            ["1.会议", "4", LONG, "4"],
            ["指标", "分值", "自评说明", "自评得分"],
            ["2.整改", "8", DONE, "优"],
        ],
        ["会议", "整改"],
        ["4", "None"],
    ),
    "deducted-points": (
        [
            ["指标", "分值", "自评说明", "扣分"],
            ["1.会议", "4", LONG, ""],
            ["2.整改", "8", DONE, "0.5"],
            ["3.经费", "3", GOOD, "0"],
        ],
        ["会议", "整改", "经费"],
        ["4", "7.5", "3"],
    ),
    "bonus": (
        [
            ["指标", "分值", "自评说明", "自评得分"],
            ["1.会议", "4", LONG, "4"],
            ["2.整改", "8", DONE, ""],
            ["附加分", "2", "获省级表彰", "1"],
            ["自评总分", "12", "", "4"],
        ],
        ["会议", "整改"],
        ["4", "None"],
    ),
}


@pytest.mark.parametrize("file_format", BUILDERS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout(layout: str, file_format: str) -> None:
    grid, expected_titles, expected_scores = LAYOUTS[layout]
    build, name = BUILDERS[file_format]
    found = parse(build(grid, title=TITLE), name)
    assert titles(found) == expected_titles
    assert scores(found) == expected_scores
    assert found.coverage.rows_expected == len(expected_titles)
    assert (found.city, found.year) == ("东湖市", 2022)


def layout(name: str) -> Submission:
    return parse(as_docx(LAYOUTS[name][0], title=TITLE), "a.docx")


def test_texts_by_role() -> None:
    found = layout("own-columns")
    second = found.indicators[1]
    assert (second.number, second.section, second.full_score) == ("2", "组织", 8)
    assert (second.criteria, second.attachments) == ("完全整改得满分", "附件2")
    # the form has no narrative column but this one
    assert second.narrative == DONE
    assert (found.full_total, found.declared_total) == (12, Decimal("11.5"))


def test_points_are_joined_under_one_score() -> None:
    first = layout("points-under-one-score").indicators[0]
    assert first.narrative == f"{LONG}\n{DONE}"
    assert first.criteria == "会议\n文件"
    assert first.full_score == 4


def test_sections_of_rows_and_columns() -> None:
    for name in ("section-rows", "section-scores-in-a-column"):
        found = layout(name)
        assert [(s.title, s.full_score) for s in found.sections] == [("组织", 12), ("保障", 10)]
        assert [i.section for i in found.indicators] == ["组织", "组织", "保障"]


def test_bonus_rows_and_unread_scores_are_noted() -> None:
    notes = "".join(layout("bonus").coverage.notes)
    assert "第4行是加分" in notes
    assert "得分为空" in notes
    assert layout("bonus").coverage.scores_missing == 1
    assert "等级“优”" in "".join(layout("repeated-header-and-numbered-columns").coverage.notes)


def test_score_stated_twice_and_differing_is_noted() -> None:
    grid = [["指标", "分值", "自评说明", "得分"], ["1.会议（5分）", "4", LONG, "4"]]
    found = parse(as_docx([*grid, ["2.整改", "8", DONE, "8"]]), "a.docx")
    assert found.indicators[0].full_score == 4
    assert any("前后不一" in note for note in found.coverage.notes)


def test_narrative_merged_over_indicators_belongs_to_each() -> None:
    grid = [
        ["指标", "分值", "自评说明", "自评得分"],
        ["1.会议", "4", LONG, "4"],
        ["2.整改", "8", UP, "7"],
        ["3.经费", "8", GOOD, "7"],
    ]
    for build, name in (BUILDERS["docx"], BUILDERS["xlsx"], BUILDERS["html"]):
        found = parse(build(grid), name)
        assert [i.narrative for i in found.indicators] == [LONG, LONG, GOOD]
        assert [i.location.row for i in found.indicators] == [2, 2, 4]


def test_best_narrative_column_wins_and_the_other_is_noted() -> None:
    grid = [
        ["指标", "完成情况", "自评说明", "分值", "自评得分"],
        ["1.会议", DONE, LONG, "4", "4"],
        ["2.整改", DONE, "", "8", "7"],
    ]
    found = parse(as_xlsx(grid), "a.xlsx")
    assert [i.narrative for i in found.indicators] == [LONG, DONE]
    assert found.indicators[1].location.column == 2
    assert any("多个说明列" in note for note in found.coverage.notes)


def test_table_split_in_two() -> None:
    import docx
    from forms import add_table, saved

    for second in (SEED_LIKE[3:], [SEED_LIKE[0], *SEED_LIKE[3:]]):
        document = docx.Document()
        document.add_paragraph(TITLE)
        add_table(document, SEED_LIKE[:3])
        document.add_paragraph("")
        add_table(document, second)
        found = parse(saved(document), "a.docx")
        assert claims(found) == claims(parse(*FILES["docx"]))
        assert found.indicators[2].location.table == 2


def test_narrative_continued_in_the_second_table() -> None:
    import docx
    from forms import add_table, saved

    document = docx.Document()
    add_table(document, SEED_LIKE[:3])
    add_table(document, [["", "", "续写的一段。", ""], *SEED_LIKE[3:]])
    found = parse(saved(document), "a.docx")
    assert found.indicators[1].narrative == f"{DONE}\n续写的一段。"
    assert len(found.indicators) == 4


def test_other_tables_and_repeated_sheets_are_left_out_and_noted() -> None:
    summary = [["指标", "分值", "自评得分"], *[[t, "4", "4"] for t in LAYOUTS["bonus"][1]]]
    cover = [["单位", "电话"], ["教育局", "2222"]]
    found = parse(
        as_xlsx(LAYOUTS["bonus"][0], sheets=(("汇总", summary), ("封面", cover))), "a.xlsx"
    )
    assert titles(found) == ["会议", "整改"]
    notes = "".join(found.coverage.notes)
    assert "“汇总”与前面的表指标相同" in notes
    assert "“封面”没有得分列" in notes


def test_options_win() -> None:
    document = read_bytes(*FILES["docx"])
    found = submission(document, WORDS, city="西江市", year=2020)
    assert (found.city, found.year) == ("西江市", 2020)


def test_totals_outside_the_table() -> None:
    grid = SEED_LIKE[:-1]
    found = parse(as_docx(grid, title=TITLE, after=("自评总分：26.3分（满分100分）",)), "a.docx")
    assert (found.full_total, found.declared_total) == (100, Decimal("26.3"))


def test_signatures_are_no_indicators_and_indicators_no_signatures() -> None:
    grid = [
        ["指标", "自评说明", "自评得分"],
        ["负责人培训情况（3分）", LONG, "3"],
        ["负责人：张三", "填报时间：2022年9月", ""],
        ["说明：本表一式两份", "", ""],
        ["第1页 共1页", "", ""],
    ]
    found = parse(as_csv(grid), "a.csv")
    assert titles(found) == ["负责人培训情况"]
    assert found.year == 2022


def test_row_without_title_is_noted() -> None:
    grid = [["指标", "自评说明", "自评得分"], ["", LONG, "4"], ["1.整改（8分）", DONE, "8"]]
    found = parse(as_csv(grid), "a.csv")
    assert found.coverage.rows_expected == 2
    assert any("没有指标名称" in note for note in found.coverage.notes)


def test_unused_columns_are_noted() -> None:
    grid = [["指标", "自评说明", "自评得分", "颜色"], ["1.整改（8分）", DONE, "8", "红"]]
    assert any("第4列“颜色”" in n for n in parse(as_csv(grid), "a.csv").coverage.notes)


@pytest.mark.parametrize(
    ("grid", "reason"),
    [
        ([["单位", "电话", "地址"], ["教育局", "电", "某路"]], "没有找到得分列"),
        ([["指标", "自评说明", "自评得分"], ["", "", ""]], "没有找到指标行"),
    ],
)
def test_not_a_form(grid: Grid, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        parse(as_csv(grid), "a.csv")


def test_prose_is_not_a_form() -> None:
    with pytest.raises(InputError, match="没有找到表格"):
        parse("这是一段普通的文字。\n没有表格。".encode(), "a.txt")


# --- workbooks of several sheets -----------------------------------------------------------------

SHEET_HEADER = ["一级指标", "二级指标", "分值", "自评说明", "自评得分"]
SHEET_ROWS: Grid = [
    ["组织领导", "1.会议制度", "4", "召开会议5次，印发文件3份。", "4"],
    [UP, "2.整改落实", "8", "已整改4项，整改中2项。", "7.5"],
    ["经费投入", "3.经费增长", "10", "生均经费增长5%。", "10"],
]
SUMMARY: Grid = [
    ["一级指标", "分值", "自评得分", "得分率"],
    ["组织领导", "12", "11.5", "95.8%"],
    ["经费投入", "10", "10", "100%"],
    ["合计", "22", "21.5", ""],
]
SCHOOLS: Grid = [["学校", "类别", "学生数", "检查得分"], ["一小", "小学", "800", "92"]]
ADVICE: Grid = [["填报说明"], ["自评得分不得超过分值"]]
WHOLE: Grid = [SHEET_HEADER, *SHEET_ROWS]


@pytest.mark.parametrize(
    ("leading", "others", "left_out"),
    [
        (ADVICE, (("自评表", WHOLE), ("统计", SUMMARY)), {"Sheet", "统计"}),
        (SUMMARY, (("自评表", WHOLE), ("学校名单", SCHOOLS)), {"Sheet", "学校名单"}),
        (WHOLE, (("统计", SUMMARY), ("填报说明", ADVICE)), {"统计", "填报说明"}),
        (
            [SHEET_HEADER, *SHEET_ROWS[:2]],
            (("经费投入", [SHEET_HEADER, SHEET_ROWS[2]]),),
            set(),
        ),
    ],
)
def test_the_sheet_with_the_form_is_found(
    leading: Grid, others: tuple[tuple[str, Grid], ...], left_out: set[str]
) -> None:
    submission = parse(as_xlsx(leading, sheets=others), "表.xlsx")
    assert [(i.title, str(i.self_score)) for i in submission.indicators] == [
        ("会议制度", "4"),
        ("整改落实", "7.5"),
        ("经费增长", "10"),
    ]
    notes = submission.coverage.notes
    said = {note.split("”")[0].removeprefix("工作表“") for note in notes if "没有读取" in note}
    assert said == left_out


def test_a_workbook_of_scores_alone_is_read() -> None:
    submission = parse(as_xlsx(SUMMARY), "表.xlsx")
    assert [i.title for i in submission.indicators] == ["组织领导", "经费投入"]
