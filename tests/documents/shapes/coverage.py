"""What a report says of its own completeness: rows, sums, blanks, encodings (point 8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .parts import (
    OMIT,
    Cell,
    Form,
    Heading,
    Item,
    Picture,
    Registry,
    Row,
    Table,
    by_section,
    comma,
    docx,
    html,
    item,
    tabbed,
    xlsx,
)

REGISTRY = Registry()
DOCUMENTS = REGISTRY.documents
add = REGISTRY.add

TITLE = "望湖市2023年市级政府履行教育职责自评表"
HEAD = ["一级指标", "二级指标", "分值", "自评说明", "自评得分"]
NUMBERED = ["序号", "指标", "分值", "自评说明", "自评得分"]
A, B, C, D = "党的领导", "依法治教", "教育保障", "教育发展"
HEADS = {A: "党的领导（15分）", B: "依法治教（43分）", C: "教育保障（20分）", D: "教育发展（22分）"}

FULL = [
    item("study", "1", "5", "5", A),
    item("party", "2", "5", "4.5", A),
    item("moral", "3", "5", "4.5", A),
    item("safety", "4", "9", "8.5", B),
    item("five", "5", "9", "9", B),
    item("admission", "6", "7", "7", B),
    item("double", "7", "8", "8", B),
    item("ethics", "8", "4", "4", B),
    item("rectify", "9", "6", "4.5", B),
    item("money", "10", "10", "9", C),
    item("salary", "11", "6", "6", C),
    item("class", "12", "4", "4", C),
    item("kinder", "13", "8", "7", D),
    item("balance", "14", "8", "8", D),
    item("vocational", "15", "6", "5.5", D),
]
FULL_FORM = Form(
    FULL,
    "望湖市",
    2023,
    full_total="100",
    total="94.5",
    coverage={"rows_found": 15, "narratives_empty": 0, "scores_missing": 0},
)
SHORT = [replace(one, section=None) for one in FULL[9:15]]


def _row(one: Item) -> list[str]:
    return [one.number, one.title, one.full or "", one.text, one.score or ""]


def _full_rows(items: Sequence[Item] = FULL) -> list[Row]:
    rows: list[Row] = [
        [f"{o.number}.{o.title}", o.full or "", o.text, o.score or ""] for o in items
    ]
    return by_section(items, rows, HEADS)


def _short(items: Sequence[Item] = SHORT) -> Table:
    return Table([NUMBERED, *map(_row, items)])


def _short_form(items: Sequence[Item] = SHORT, total: str | None = None) -> Form:
    return Form(items, "望湖市", 2023, total=total)


TOTAL: Row = [Cell("合计", cols=2), "100", "", "94.5"]


@add("complete-fifteen-rows.docx", "8", "15 rows whose sums prove that all were read", FULL_FORM)
def complete_fifteen_rows() -> bytes:
    """Sections, full scores and own scores all add up."""
    return docx(TITLE, Table([HEAD, *_full_rows(), TOTAL]))


@add("complete-fifteen-rows.xlsx", "8", "the same as a workbook", FULL_FORM)
def complete_fifteen_rows_xlsx() -> bytes:
    """Scores are numbers."""
    return xlsx(TITLE, Table([HEAD, *_full_rows(), TOTAL]))


@add("complete-fifteen-rows.html", "8", "the same as a web page", FULL_FORM)
def complete_fifteen_rows_html() -> bytes:
    """Sections by rowspan."""
    return html(Heading(TITLE), Table([HEAD, *_full_rows(), TOTAL]))


@add("encoding-gb18030.csv", "8", "csv in GB18030", FULL_FORM, "GB")
def encoding_gb18030() -> bytes:
    """As older office programs save it."""
    return comma(TITLE, Table([HEAD, *_full_rows(), TOTAL]), encoding="gb18030")


@add(
    "encoding-utf16.txt",
    "8",
    "tab-separated UTF-16 with BOM, as Excel saves Unicode text",
    Form([replace(o, text=o.text.replace("\n", "")) for o in FULL], "望湖市", 2023, total="94.5"),
    "UTF-16",
)
def encoding_utf16() -> bytes:
    """Excel's 'Unicode text'."""
    return tabbed(TITLE, Table([HEAD, *_full_rows(), TOTAL]), encoding="utf-16")


@add("encoding-gb2312.html", "8", "web page declared and written in GB2312", _short_form(), "GB")
def encoding_gb2312() -> bytes:
    """The page says its encoding."""
    return html(Heading(TITLE), _short(), charset="gb2312")


@add("encoding-gb18030.txt", "8", "tabs in GB18030 with line ends of Windows", _short_form(), "GB")
def encoding_text() -> bytes:
    """Text from Notepad."""
    return tabbed(TITLE, _short(), encoding="gb18030")


@add("encoding-utf8.csv", "8", "csv in UTF-8 without BOM", _short_form(), "UTF-8")
def encoding_utf8() -> bytes:
    """No BOM."""
    return comma(TITLE, _short(), encoding="utf-8")


GAPS = [replace(o, text="") if o.number in ("11", "14") else o for o in SHORT]


@add(
    "empty-narratives.docx",
    "8",
    "two narratives are empty, one of them a full-width blank",
    replace(_short_form(GAPS), coverage={"rows_found": 6, "narratives_empty": 2}),
)
def empty_narratives() -> bytes:
    """White space is empty."""
    rows = [_row(o) for o in GAPS]
    rows[1][3] = "　"
    return docx(TITLE, Table([NUMBERED, *rows]))


MISSING = [replace(o, score=None) if o.number in ("10", "15") else o for o in SHORT]


@add(
    "missing-scores.xlsx",
    "8",
    "two scores are missing",
    replace(_short_form(MISSING), coverage={"rows_found": 6, "scores_missing": 2}),
)
def missing_scores() -> bytes:
    """Blank is not zero."""
    return xlsx(TITLE, _short(MISSING))


@add(
    "wrong-total.docx",
    "8",
    "declared total 40 differs from the sum 39.5; both full totals agree",
    replace(_short_form(total="40"), full_total="42"),
)
def wrong_total() -> bytes:
    """The total is kept as printed."""
    return docx(TITLE, Table([*_short().rows, [Cell("合计", cols=2), "42", "", "40"]]))


@add(
    "gap-in-numbers.csv",
    "8",
    "numbers run 10, 11, 13, 14, 15: row 12 is not in the file",
    replace(_short_form([o for o in SHORT if o.number != "12"]), coverage={"rows_found": 5}),
)
def gap_in_numbers() -> bytes:
    """A row was left out by the city."""
    return comma(TITLE, _short([o for o in SHORT if o.number != "12"]))


@add(
    "section-maximum-too-large.docx",
    "8",
    "教育保障（20分） but its rows sum to 16: a row is missing",
    Form([o for o in FULL if o.number != "12"], "望湖市", 2023, coverage={"rows_found": 14}),
)
def section_maximum_too_large() -> bytes:
    """The section's maximum proves that something is missing."""
    return docx(TITLE, Table([HEAD, *_full_rows([o for o in FULL if o.number != "12"])]))


PICTURED = [replace(o, text="") if o.number == "13" else o for o in SHORT]


@add(
    "picture-in-cell.docx",
    "8",
    "one narrative is pasted as a picture: said as not read",
    replace(_short_form(PICTURED), coverage={"narratives_empty": 1}),
    "图",
)
def picture_in_cell() -> bytes:
    """Pictures cannot be read."""
    rows: list[Row] = [_row(o) for o in PICTURED]
    rows[3] = [*rows[3][:3], Picture(), rows[3][4]]
    return docx(TITLE, Table([NUMBERED, *rows]))


@add("annex-table-after.docx", "8", "a table of schools follows as annex", _short_form())
def annex_table_after() -> bytes:
    """The annex is no part of the form."""
    annex = Table(
        [["县（区）", "学校数", "在校生"], ["东湖区", "86", "61240"], ["平阳县", "112", "58017"]]
    )
    return docx(TITLE, _short(), "附件：各县（区）学校情况", annex)


@add("annex-sheet.xlsx", "8", "a sheet of schools stands before the form", _short_form())
def annex_sheet() -> bytes:
    """The annex is another sheet."""
    annex = Table(
        [["县（区）", "学校数", "在校生"], ["东湖区", "86", "61240"], ["平阳县", "112", "58017"]]
    )
    return xlsx(TITLE, _short(), 学校情况=[annex])


DOUBLE = [replace(o, number="11") if o.number == "12" else o for o in SHORT]


@add(
    "number-twice.html",
    "8",
    "number 11 occurs twice; no row is dropped",
    replace(_short_form(DOUBLE), coverage={"rows_found": 6}),
)
def number_twice() -> bytes:
    """The city misnumbered its rows."""
    return html(TITLE, _short(DOUBLE))


@add("blank-rows-between.xlsx", "8", "blank rows between the rows of the form", _short_form())
def blank_rows_between() -> bytes:
    """Blank rows do not end a form."""
    rows: list[Row] = [NUMBERED]
    for one in SHORT:
        rows += [_row(one), ["", "", "", "", ""]]
    return xlsx(TITLE, Table(rows))


@add(
    "untitled-rows.docx",
    "8",
    "no title above the table and none in the file",
    Form(SHORT, None, OMIT),
)
def untitled_rows() -> bytes:
    """Only the table was sent."""
    return docx(_short())


@add(
    "one-narrative-of-three-paragraphs.docx",
    "8",
    "paragraphs within narratives are kept",
    _short_form(
        [
            replace(
                SHORT[0], text="一是足额预算。\n二是及时拨付。\n三是强化监管，挪用问题已整改。"
            ),
            *SHORT[1:],
        ]
    ),
)
def one_narrative_of_three_paragraphs() -> bytes:
    """Paragraphs are joined by line ends."""
    text = "一是足额预算。\n二是及时拨付。\n三是强化监管，挪用问题已整改。"
    return docx(TITLE, _short([replace(SHORT[0], text=text), *SHORT[1:]]))
