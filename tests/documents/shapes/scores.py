"""Forms whose scores are written in other ways: words, grades, scales, bonus (point 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .parts import (
    Cell,
    Form,
    Item,
    Registry,
    Row,
    Table,
    comma,
    docx,
    html,
    item,
    stacked,
    tabbed,
    xlsx,
)

REGISTRY = Registry()
DOCUMENTS = REGISTRY.documents
add = REGISTRY.add

TITLE = "苍岭市2023年市级政府履行教育职责自评表"
HEAD = ["序号", "指标", "分值", "自评说明", "自评得分"]


def _form(items: Sequence[Item]) -> Form:
    return Form(items, "苍岭市", 2023)


def _table(items: Sequence[Item], printed: Sequence[str], head: Sequence[str] = HEAD) -> Table:
    rows = [
        [one.number, one.title, one.full or "", one.text, score]
        for one, score in zip(items, printed, strict=True)
    ]
    return Table([head, *rows])


# ---------------------------------------------------------------- score expressions

WIDE = [
    item("study", "1", "8", "7.5"),
    item("safety", "2", "10", "9.8"),
    item("money", "3", "8", "7.5"),
    item("kinder", "4", "9", "9"),
    item("class", "5", "10", "10"),
]
WIDE_PRINTED = ("７.５", "９．８", "7。5", "９", "１０")


@add("score-full-width.docx", "6", "scores ７.５, ９．８, 7。5, ９, １０", _form(WIDE))
def score_full_width() -> bytes:
    """Full-width digits, points and a full stop for a point."""
    return docx(TITLE, _table(WIDE, WIDE_PRINTED))


@add("score-full-width.csv", "6", "the same as csv", _form(WIDE))
def score_full_width_csv() -> bytes:
    """Full-width digits in csv."""
    return comma(TITLE, _table(WIDE, WIDE_PRINTED))


UNITS = [
    item("party", "1", "6", "6"),
    item("double", "2", "10", "9.5"),
    item("meal", "3", "5", "5"),
    item("land", "4", "8", "8"),
    item("aid", "5", "10", "10"),
    item("moral", "6", "8", "7"),
]
UNITS_PRINTED = ("6分", "得分:9.5", "得分：5分", "8 分(满分8分)", "10/10", "7/8")


@add(
    "score-units-and-fractions.xlsx", "6", "6分, 得分:9.5, 8 分(满分8分), 10/10, 7/8", _form(UNITS)
)
def score_units_and_fractions() -> bytes:
    """Scores with units and with the full score behind a stroke."""
    return xlsx(TITLE, _table(UNITS, UNITS_PRINTED))


@add("score-units-and-fractions.txt", "6", "the same as text pasted from Word", _form(UNITS))
def score_units_and_fractions_txt() -> bytes:
    """Cells on lines."""
    return stacked(TITLE, _table(UNITS, UNITS_PRINTED))


LOST = [
    item("five", "1", "10", "9.5"),
    item("eyes", "2", "8", "5"),
    item("salary", "3", "6", "5.5"),
    item("staff", "4", "10", "9.5"),
    item("reading", "5", "5", "5"),
    item("survey", "6", "4", "4"),
    item("private", "7", "6", "6"),
]
LOST_PRINTED = ("扣0.5分", "扣3分", "-0.5", "减0.5", "不扣分", "满分", "自评不扣分")


@add(
    "score-deductions.docx",
    "6",
    "扣0.5分, 扣3分, -0.5, 减0.5, 不扣分, 满分, 自评不扣分",
    _form(LOST),
)
def score_deductions() -> bytes:
    """The score follows from the full score."""
    return docx(TITLE, _table(LOST, LOST_PRINTED))


@add("score-deductions.html", "6", "the same as a web page, minus sign U+2212", _form(LOST))
def score_deductions_html() -> bytes:
    """A true minus sign instead of a hyphen."""
    return html(TITLE, _table(LOST, [score.replace("-", "\u2212") for score in LOST_PRINTED]))


NONE = [
    item("supervise", "1", "8", "0"),
    item("rotation", "2", "6", None),
    item("transfer", "3", "5", None),
    item("vocational", "4", "6", None),
    item("special", "5", "7", None),
    item("digital", "6", "5", "4.5"),
]
NONE_PRINTED = ("0", "/", "—", "不适用", "", "4.5")


@add(
    "score-zero-and-none.xlsx",
    "6",
    "0 is a score; /, —, 不适用 and blank are none",
    replace(_form(NONE), coverage={"rows_found": 6, "scores_missing": 4}),
)
def score_zero_and_none() -> bytes:
    """Zero is not missing."""
    return xlsx(TITLE, _table(NONE, NONE_PRINTED))


@add("score-zero-and-none.docx", "6", "the same as a Word document", _form(NONE))
def score_zero_and_none_docx() -> bytes:
    """Zero is not missing."""
    return docx(TITLE, _table(NONE, NONE_PRINTED))


SPACED = [
    item("admission", "1", "8", "8"),
    item("ethics", "2", "6", "5.5"),
    item("left", "3", "7", "6.8"),
]


@add(
    "score-with-blanks.txt",
    "6",
    "tabs; scores with blanks and 分 set apart: 5.5 分, 6. 8",
    _form(SPACED),
)
def score_with_blanks() -> bytes:
    """Blanks around digits."""
    return tabbed(TITLE, _table(SPACED, (" 8 ", "5.5　分", "6. 8")))


LONG = [
    item("study", "1", "10", "9.75"),
    item("class", "2", "5", "4.125"),
    item("kinder", "3", "10", "8.9"),
]


@add("score-many-decimals.csv", "6", "9.75, 4.125 and 8.90", _form(LONG))
def score_many_decimals() -> bytes:
    """8.90 equals 8.9."""
    return comma(TITLE, _table(LONG, ("9.75", "4.125", "8.90")))


# ---------------------------------------------------------------- scales and bonus

THOUSAND = [
    item("study", "1", "200", "195"),
    item("safety", "2", "150", "142"),
    item("money", "3", "200", "188.5"),
    item("five", "4", "200", "200"),
    item("balance", "5", "250", "236"),
]


@add(
    "scale-1000.docx",
    "6",
    "a scale of 1000 points",
    replace(_form(THOUSAND), full_total="1000", total="961.5"),
)
def scale_1000() -> bytes:
    """200+150+200+200+250."""
    total: Row = [Cell("合计", cols=2), "1000", "", "961.5"]
    table = _table(THOUSAND, [one.score or "" for one in THOUSAND])
    return docx(TITLE, Table([*table.rows, total]))


TWO_HUNDRED = [
    item("party", "1", "50", "48"),
    item("double", "2", "60", "57.5"),
    item("salary", "3", "40", "40"),
    item("senior", "4", "50", "46"),
]


@add(
    "scale-200.xlsx",
    "6",
    "a scale of 200 points",
    replace(_form(TWO_HUNDRED), full_total="200", total="191.5"),
)
def scale_200() -> bytes:
    """50+60+40+50."""
    total: Row = [Cell("总分", cols=2), "200", "", "191.5"]
    table = _table(TWO_HUNDRED, [one.score or "" for one in TWO_HUNDRED])
    return xlsx(TITLE, Table([*table.rows, total]))


BONUS = [
    item("vocational", "1", "10", "10.5"),
    item("digital", "2", "8", "8"),
    item("kinder", "3", "12", "11"),
]
BONUS_FORM = Form(BONUS, "苍岭市", 2023)


@add("bonus-above-full.docx", "6", "the form allows a score above full: 10.5 of 10", BONUS_FORM)
def bonus_above_full() -> bytes:
    """A note below the title allows it."""
    note = "说明：有创新举措的可申请加分，单项加分不超过1分，自评得分可高于分值。"
    return docx(TITLE, note, _table(BONUS, [one.score or "" for one in BONUS]))


@add("bonus-in-score-cell.xlsx", "6", "10.5分（其中申请加分0.5分）", BONUS_FORM)
def bonus_in_score_cell() -> bytes:
    """Two figures in the cell; the first is the score."""
    return xlsx(TITLE, _table(BONUS, ("10.5分（其中申请加分0.5分）", "8分", "11分")))


EXTRA = "集团化办学经验在全省作交流，申请加分。"


@add(
    "bonus-row.docx",
    "6",
    "附加分 row (no full score) before the total that includes it",
    Form([BONUS[1], BONUS[2]], "苍岭市", 2023, total="20.5"),
)
def bonus_row() -> bytes:
    """附加分 is no indicator."""
    table = _table(BONUS[1:], ("8", "11"))
    last: list[Row] = [
        [Cell("附加分", cols=2), "", EXTRA, "1.5"],
        [Cell("自评总分", cols=4), "20.5"],
    ]
    return docx(TITLE, Table([*table.rows, *last]))


@add(
    "bonus-item-row.html",
    "6",
    "加分项 row with its own maximum (不超过3分) after 合计",
    Form([BONUS[1], BONUS[2]], "苍岭市", 2023, total="19"),
)
def bonus_item_row() -> bytes:
    """加分项 is no indicator."""
    table = _table(BONUS[1:], ("8", "11"))
    total: Row = [Cell("合计", cols=2), "20", "", "19"]
    extra: Row = [Cell("加分项（不超过3分）", cols=3), EXTRA, "1.5"]
    return html(TITLE, Table([*table.rows, total, extra]))


@add(
    "bonus-column.csv",
    "6",
    "column 申请加分 beside 自评得分",
    Form(
        [replace(o, score=s) for o, s in zip(BONUS, ("10", "8", "11"), strict=True)], "苍岭市", 2023
    ),
)
def bonus_column() -> bytes:
    """Points asked for in addition have a column of their own."""
    head = ["序号", "指标", "分值", "自评说明", "自评得分", "申请加分"]
    rows = [
        [o.number, o.title, o.full or "", o.text, score, extra]
        for o, score, extra in zip(BONUS, ("10", "8", "11"), ("0.5", "", ""), strict=True)
    ]
    return comma(TITLE, Table([head, *rows]))


# ---------------------------------------------------------------- grades

GRADED = [
    item("study", "1", None, None),
    item("safety", "2", None, None),
    item("sport", "3", None, None),
    item("mental", "4", None, None),
]
GRADED_FORM = _form(GRADED)


def _graded(grades: Sequence[str], narrative: str, score: str) -> Table:
    rows = [
        [one.number, one.title, one.text, grade] for one, grade in zip(GRADED, grades, strict=True)
    ]
    return Table([["序号", "评估指标", narrative, score], *rows])


@add("grades-letters.docx", "6", "grades A, A, B, C in the column 自评", GRADED_FORM)
def grades_letters() -> bytes:
    """Letters for scores."""
    return docx(TITLE, _graded("AABC", "自评说明", "自评"))


@add("grades-reached.xlsx", "6", "达标 / 不达标 / 基本达标 in the column 自评结论", GRADED_FORM)
def grades_reached() -> bytes:
    """Reached or not."""
    return xlsx(TITLE, _graded(("达标", "不达标", "达标", "基本达标"), "自评依据", "自评结论"))


@add("grades-words.csv", "6", "优 / 良 / 合格 in the column 自评等级", GRADED_FORM)
def grades_words() -> bytes:
    """Words for scores."""
    return comma(TITLE, _graded(("优", "良", "良", "合格"), "自评情况", "自评等级"))


@add("grades-letter-and-word.html", "6", "达标(A) / 不达标(C) in the column 自评", GRADED_FORM)
def grades_letter_and_word() -> bytes:
    """Letter and word."""
    return html(TITLE, _graded(("达标(A)", "不达标(C)", "达标(A)", "达标(A)"), "自评情况", "自评"))


@add(
    "grades-ticked-columns.docx", "6", "自评等级 over A / B / C with √ in one of them", GRADED_FORM
)
def grades_ticked_columns() -> bytes:
    """A tick in the column of the grade."""
    names = ("序号", "评估指标", "自评说明")
    head: list[Row] = [
        [*(Cell(name, rows=2) for name in names), Cell("自评等级", cols=3)],
        ["A", "B", "C"],
    ]
    rows = [
        [o.number, o.title, o.text, *("√" if grade == name else "" for name in "ABC")]
        for o, grade in zip(GRADED, "AABC", strict=True)
    ]
    return docx(TITLE, Table([*head, *rows]))


@add(
    "grades-beside-full-scores.docx",
    "6",
    "分值 is given, but the column 自评得分 holds A, B, C",
    _form([replace(o, full=full) for o, full in zip(GRADED, ("8", "10", "6", "6"), strict=True)]),
)
def grades_beside_full_scores() -> bytes:
    """A grade is no score even where a maximum is printed."""
    items = [replace(o, full=full) for o, full in zip(GRADED, ("8", "10", "6", "6"), strict=True)]
    return docx(TITLE, _table(items, "AABC"))


@add("grades-yes-no.xlsx", "6", "是 / 否 in the column 是否达标", GRADED_FORM)
def grades_yes_no() -> bytes:
    """Yes or no."""
    return xlsx(TITLE, _graded(("是", "是", "否", "是"), "自评情况", "自评是否达标"))
