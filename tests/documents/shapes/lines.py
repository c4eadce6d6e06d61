"""Forms whose rows are unusual: points, shared cells, totals, numbers, blanks (point 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from .parts import (
    OMIT,
    Block,
    Cell,
    Form,
    Heading,
    Item,
    Registry,
    Row,
    Table,
    by_section,
    comma,
    docx,
    html,
    item,
    stacked,
    tabbed,
    text_of,
    title_of,
    xlsx,
)

REGISTRY = Registry()
DOCUMENTS = REGISTRY.documents
add = REGISTRY.add

TITLE = "沅平市2022年市级政府履行教育职责自评表"
HEAD = ["序号", "指标", "分值", "自评说明", "自评得分"]
LEVELS = ["一级指标", "二级指标", "分值", "自评说明", "自评得分"]
LAW, KEPT, GROWN = "依法治教", "教育保障", "教育发展"

BASE = [
    item("admission", "1", "10", "10", LAW),
    item("ethics", "2", "8", "7.5", LAW),
    item("rectify", "3", "12", "10", LAW),
    item("staff", "4", "15", "13", KEPT),
    item("class", "5", "10", "9.5", KEPT),
    item("special", "6", "8", "8", GROWN),
    item("vocational", "7", "7", "6.5", GROWN),
]
PLAIN = [replace(one, section=None) for one in BASE]
FORM = Form(BASE, "沅平市", 2022, total="64.5")
PLAIN_FORM = Form(PLAIN, "沅平市", 2022, total="64.5")
NO_TOTAL = Form(BASE, "沅平市", 2022)


def _row(one: Item) -> list[str]:
    return [one.number, one.title, one.full or "", one.text, one.score or ""]


def _level_row(one: Item) -> list[str]:
    return [f"{one.number}.{one.title}", one.full or "", one.text, one.score or ""]


def _sum(items: Sequence[Item], which: str) -> str:
    return f"{sum(float(getattr(one, which)) for one in items):g}"


def _sections(items: Sequence[Item]) -> list[str]:
    return list(dict.fromkeys(one.section or "" for one in items))


# ---------------------------------------------------------------- observation points

POINTS = [
    ("1.校园安全", "1.1 人防物防技防建设", "4", "4", "专职保安员配备率、一键报警联网率均为100%。"),
    ("1.校园安全", "1.2 隐患排查整改", "4", "3.5", "排查隐患126处，已整改119处，其余正在整改。"),
    ("2.控辍保学", "2.1 台账管理", "3", "3", "适龄儿童少年台账每学期更新一次，信息准确。"),
    ("2.控辍保学", "2.2 劝返复学", "3", "2.5", "劝返学生27名，仍有2名未返校。"),
    ("2.控辍保学", "2.3 资助救助", "4", "4", "发放资助资金318万元，惠及学生2906人次。"),
]
POINT_ITEMS = [
    Item(point[:3], point[4:], full, score, text, OMIT) for _, point, full, score, text in POINTS
]
POINT_FORM = Form(POINT_ITEMS, "沅平市", 2022)
POINT_HEAD = ["二级指标", "观测点", "分值", "自评说明", "自评得分"]


def _point_rows(*, titled: bool = True) -> list[Row]:
    rows: list[Row] = []
    previous = ""
    for second, point, full, score, text in POINTS:
        span = sum(other[0] == second for other in POINTS)
        first: list[Cell] = [] if second == previous else [Cell(second, rows=span)]
        rows.append([*first, point, full, text, score] if titled else [*first, full, text, score])
        previous = second
    return rows


@add(
    "points-with-scores.docx",
    "6",
    "二级指标 merged over 观测点 rows with their own scores",
    POINT_FORM,
)
def points_with_scores() -> bytes:
    """The 观测点 is what is scored."""
    return docx(TITLE, Table([POINT_HEAD, *_point_rows()]))


@add("points-with-scores.xlsx", "6", "the same as a workbook with merged cells", POINT_FORM)
def points_with_scores_xlsx() -> bytes:
    """Merged cells leave blanks below."""
    return xlsx(TITLE, Table([POINT_HEAD, *_point_rows()]))


@add("points-with-scores.csv", "6", "the same as csv: blanks below the 二级指标", POINT_FORM)
def points_with_scores_csv() -> bytes:
    """Merged cells are blanks in csv."""
    return comma(TITLE, Table([POINT_HEAD, *_point_rows()]))


@add(
    "points-three-levels.html",
    "6",
    "一级指标, 二级指标 and 三级指标 with rowspans; the third level is scored",
    Form([replace(one, section=OMIT) for one in POINT_ITEMS], "沅平市", 2022),
)
def points_three_levels() -> bytes:
    """Three levels."""
    rows = [list(row) for row in _point_rows()]
    rows[0].insert(0, Cell("依法治教（18分）", rows=len(rows)))
    head = ["一级指标", "二级指标", "三级指标", "分值", "自评情况", "自评得分"]
    return html(TITLE, Table([head, *rows]))


@add(
    "points-one-score.docx",
    "6",
    "观测点 rows with narratives, but one merged score for the 二级指标",
    Form(
        [
            Item(
                number,
                title,
                full,
                score,
                section=OMIT,
                contains=tuple(p[4] for p in POINTS if p[0].startswith(number)),
            )
            for number, title, full, score in (
                ("1", "校园安全", "8", "7.5"),
                ("2", "控辍保学", "10", "9.5"),
            )
        ],
        "沅平市",
        2022,
    ),
)
def points_one_score() -> bytes:
    """The 二级指标 is what is scored."""
    rows: list[Row] = [["二级指标", "分值", "观测点", "自评说明", "自评得分"]]
    scores = {"1.校园安全": ("8", "7.5"), "2.控辍保学": ("10", "9.5")}
    previous = ""
    for second, point, _, _, text in POINTS:
        span = sum(other[0] == second for other in POINTS)
        if second == previous:
            rows.append([point, text])
        else:
            full, score = (Cell(value, rows=span) for value in scores[second])
            rows.append([Cell(second, rows=span), full, point, text, score])
        previous = second
    return docx(TITLE, Table(rows))


SHARED_TEXT = (
    "市、县两级财政教育支出持续增长，全年投入教育专项资金4.3亿元，债务资金1.1亿元尚未到位。"
)
SHARED = [
    Item("1", "财政投入责任落实", "6", "6", SHARED_TEXT),
    Item("2", "生均经费标准落实", "5", "4.5", SHARED_TEXT),
    Item("3", "专项资金管理使用", "4", "3.5", SHARED_TEXT),
    Item("4", title_of("aid"), "5", "5", text_of("aid")),
]


def _shared_rows() -> list[Row]:
    rows: list[Row] = [["序号", "指标", "分值", "自评得分", "自评说明"]]
    for one in SHARED:
        row: list[str | Cell] = [one.number, one.title, one.full or "", one.score or ""]
        if one.number == "1":
            row.append(Cell(SHARED_TEXT, rows=3))
        if one.number == "4":
            row.append(one.text)
        rows.append(row)
    return rows


SHARED_FORM = Form(SHARED, "沅平市", 2022)


@add("shared-narrative.docx", "6", "one narrative merged over three scored rows", SHARED_FORM)
def shared_narrative() -> bytes:
    """Each of the three rows has it."""
    return docx(TITLE, Table(_shared_rows()))


@add("shared-narrative.xlsx", "6", "the same as a workbook", SHARED_FORM)
def shared_narrative_xlsx() -> bytes:
    """A merged range over three rows."""
    return xlsx(TITLE, Table(_shared_rows()))


@add("shared-narrative.html", "6", "the same with rowspan", SHARED_FORM)
def shared_narrative_html() -> bytes:
    """A rowspan over three rows."""
    return html(TITLE, Table(_shared_rows()))


# ---------------------------------------------------------------- unfilled and masked

ASKED = "（请简要说明工作开展情况，200字以内）"
UNFILLED = [replace(one, score=None, text=ASKED) for one in PLAIN]
UNFILLED_FORM = Form(UNFILLED, "沅平市", 2022, coverage={"rows_found": 7, "scores_missing": 7})


@add(
    "unfilled-instructions.docx",
    "6",
    "template: no scores, instructions as narratives",
    UNFILLED_FORM,
)
def unfilled_instructions() -> bytes:
    """Nothing was filled in."""
    return docx(TITLE, Table([HEAD, *map(_row, UNFILLED)]))


@add("unfilled-instructions.xlsx", "6", "the same as a workbook", UNFILLED_FORM)
def unfilled_instructions_xlsx() -> bytes:
    """Empty cells in the column of the score."""
    return xlsx(TITLE, Table([HEAD, *map(_row, UNFILLED)]))


BLANK = [replace(one, score=None, text="") for one in BASE]


@add(
    "unfilled-blank.docx",
    "6",
    "template: titles and full scores only, narratives and scores blank",
    Form(BLANK, "沅平市", 2022, coverage={"narratives_empty": 7, "scores_missing": 7}),
)
def unfilled_blank() -> bytes:
    """A blank form is a form."""
    rows = by_section(BASE, [_level_row(one) for one in BLANK], {})
    total: Row = [Cell("自评总分", cols=4), ""]
    return docx(TITLE, Table([LEVELS, *rows, total]))


HALF = [replace(one, score=None, text="") if int(one.number) > 4 else one for one in PLAIN]


@add(
    "unfilled-half.csv",
    "6",
    "the first four rows are filled in, the others not yet",
    Form(HALF, "沅平市", 2022, coverage={"narratives_empty": 3, "scores_missing": 3}),
)
def unfilled_half() -> bytes:
    """A draft on the way."""
    return comma(TITLE, Table([HEAD, *map(_row, HALF)]))


MASKED = [
    Item("1", title_of("land"), "8", None, "全年新建学校xx所，占地xxxm2，新增学位xxxx个。"),
    Item("2", title_of("eyes"), "6", "5", "总体近视率为xx.xx%，较上年下降*个百分点。"),
    Item("3", title_of("staff"), "10", None, "核定编制____名，实有____名，在校学生近余人。"),
    Item("4", title_of("survey"), "4", "4", "群众满意度达到*%，比上年有所提高。"),
]


@add(
    "masked-draft.docx",
    "6",
    "draft with xx, __ and *% for figures; two scores are xx",
    Form(MASKED, OMIT, OMIT),
)
def masked_draft() -> bytes:
    """Masks are no scores and stay in the narrative."""
    rows = [[*_row(one)[:4], one.score or "xx"] for one in MASKED]
    return docx("××市20××年政府履行教育职责自评表（讨论稿）", Table([HEAD, *rows]))


# ---------------------------------------------------------------- rows that are no indicators


@add(
    "totals-at-end.docx",
    "6",
    "小计 after every section, 合计 at the end with both sums",
    replace(FORM, full_total="70"),
)
def totals_at_end() -> bytes:
    """Subtotals and totals are no indicators."""
    rows: list[Row] = [LEVELS]
    for section in _sections(BASE):
        items = [one for one in BASE if one.section == section]
        body = [_level_row(one) for one in items]
        rows.append([Cell(section, rows=len(items) + 1), *body[0]])
        rows += [*body[1:], ["小计", _sum(items, "full"), "", _sum(items, "score")]]
    rows.append([Cell("合计", cols=2), _sum(BASE, "full"), "", _sum(BASE, "score")])
    return docx(TITLE, Table(rows))


@add(
    "totals-first.xlsx",
    "6",
    "总分 stands in the first row below the header",
    replace(PLAIN_FORM, full_total="70"),
)
def totals_first() -> bytes:
    """The total comes before what it sums."""
    total: Row = ["", "总分", _sum(PLAIN, "full"), "", _sum(PLAIN, "score")]
    return xlsx(TITLE, Table([HEAD, total, *map(_row, PLAIN)]))


@add("totals-in-one-cell.html", "6", "the last row is one merged cell 自评总分：64.5分", PLAIN_FORM)
def totals_in_one_cell() -> bytes:
    """Label and figure in one cell."""
    total: Row = [Cell("自评总分：64.5分", cols=5)]
    return html(TITLE, Table([HEAD, *map(_row, PLAIN), total]))


@add("totals-comprehensive.csv", "6", "综合得分 and 自评等级 as last rows", PLAIN_FORM)
def totals_comprehensive() -> bytes:
    """A grade follows the total."""
    last: list[Row] = [["综合得分", "", "", "", "64.5"], ["自评等级", "", "", "", "良好"]]
    return comma(TITLE, Table([HEAD, *map(_row, PLAIN), *last]))


@add("totals-below-table.docx", "6", "the total is a paragraph below the table", PLAIN_FORM)
def totals_below_table() -> bytes:
    """自评总分：64.5分 outside the table."""
    return docx(TITLE, Table([HEAD, *map(_row, PLAIN)]), "自评总分：64.5分")


SIGNED: list[Row] = [
    [Cell("填表人：王晓岚", cols=2), Cell("审核人：周启明", cols=2), "2022年10月8日"],
]


@add("signatures-in-table.docx", "6", "填表人, 审核人 and a date in the last row", PLAIN_FORM)
def signatures_in_table() -> bytes:
    """Signatures are no indicators."""
    total: Row = [Cell("合计", cols=2), "70", "", "64.5"]
    return docx(TITLE, Table([HEAD, *map(_row, PLAIN), total, *SIGNED]))


@add("signatures-below.xlsx", "6", "signatures and 盖章 in rows below the table", PLAIN_FORM)
def signatures_below() -> bytes:
    """Rows of a sheet below the form."""
    total: Row = ["合计", "", "70", "", "64.5"]
    table = Table([HEAD, *map(_row, PLAIN), total])
    below = "填表人：王晓岚    联系电话：0000-2210098    审核人：周启明"
    return xlsx(TITLE, table, below, "主要负责人签字：          （盖章）")


@add("instructions-first-and-last.docx", "6", "填报说明 as merged rows above and below", PLAIN_FORM)
def instructions_first_and_last() -> bytes:
    """Instructions speak of scores."""
    first = "填报说明：1.自评得分保留一位小数；2.每项扣0.5分以上须说明原因；3.满分不超过分值。"
    last = "注：自评说明应当实事求是，得分与说明不一致的，省级核查时酌情扣2—5分。"
    total: Row = [Cell("总计", cols=2), "70", "", "64.5"]
    rows: list[Row] = [[Cell(first, cols=5)], HEAD, *map(_row, PLAIN), total, [Cell(last, cols=5)]]
    return docx(TITLE, Table(rows))


@add("instructions-first.xlsx", "6", "three rows of 填表说明 above the header", PLAIN_FORM)
def instructions_first() -> bytes:
    """The header is not near the top."""
    asked = ("填表说明：", "1.请按实际情况填写；", "2.“自评得分”不得高于“分值”。")
    return xlsx(TITLE, *asked, "", Table([HEAD, *map(_row, PLAIN), ["合计", "", "70", "", "64.5"]]))


@add("veto-rows.docx", "6", "一票否决 rows with 无 at the end", PLAIN_FORM)
def veto_rows() -> bytes:
    """Conditions of veto are not scored."""
    veto: list[Row] = [
        [Cell("自评总分", cols=4), "64.5"],
        [Cell("一票否决事项", cols=5)],
        [Cell("发生重大校园安全责任事故", cols=3), "未发生", "无"],
        [Cell("自评材料弄虚作假", cols=3), "未发生", "无"],
    ]
    return docx(TITLE, Table([HEAD, *map(_row, PLAIN), *veto]))


REPEATED = [*map(_row, PLAIN[:3]), HEAD, *map(_row, PLAIN[3:5]), HEAD, *map(_row, PLAIN[5:])]


@add(
    "repeated-header.docx",
    "6",
    "the header row occurs three times in the table",
    replace(PLAIN_FORM, total=None),
)
def repeated_header() -> bytes:
    """Headers repeated for every printed page."""
    return docx(TITLE, Table([HEAD, *REPEATED]))


@add(
    "repeated-header.txt",
    "6",
    "the same as text with tabs and page marks 第1页",
    replace(PLAIN_FORM, total=None),
)
def repeated_header_txt() -> bytes:
    """Page marks between the rows."""
    first = Table([HEAD, *map(_row, PLAIN[:4])])
    return tabbed(TITLE, first, "第1页", Table([HEAD, *map(_row, PLAIN[4:])]), "第2页")


def _split(*cuts: int) -> list[list[Item]]:
    bounds = [0, *cuts, len(PLAIN)]
    return [PLAIN[a:b] for a, b in pairwise(bounds)]


@add(
    "several-tables.docx",
    "6",
    "a table for every section below its heading, each with a header",
    Form([replace(o, section=OMIT) for o in PLAIN], "沅平市", 2022),
)
def several_tables() -> bytes:
    """Three tables."""
    blocks: list[Block] = [TITLE]
    names = [f"{n}、{s}" for n, s in zip("一二三", _sections(BASE), strict=True)]
    for name, items in zip(names, _split(3, 5), strict=True):
        blocks += [Heading(name, 2), Table([HEAD, *map(_row, items)])]
    return docx(*blocks)


@add(
    "several-tables-one-header.docx",
    "6",
    "the table goes on in a second table without a header",
    replace(PLAIN_FORM, total=None),
)
def several_tables_one_header() -> bytes:
    """Word split the table; the second has no header."""
    first, second = _split(4)
    return docx(TITLE, Table([HEAD, *map(_row, first)]), Table([*map(_row, second)]))


@add(
    "several-tables-other-order.html",
    "6",
    "two tables whose columns are in different order",
    replace(PLAIN_FORM, total=None),
)
def several_tables_other_order() -> bytes:
    """Each header rules its own table."""
    first, second = _split(3)
    turned = [[o.number, o.title, o.text, o.score or "", o.full or ""] for o in second]
    head = ["序号", "评估指标", "自评情况", "自评分", "满分"]
    return html(TITLE, Table([HEAD, *map(_row, first)]), "（续表）", Table([head, *turned]))


@add(
    "basic-data-table-first.docx",
    "6",
    "a table of the city's basic data stands before the form",
    replace(PLAIN_FORM, total=None),
)
def basic_data_table_first() -> bytes:
    """The first table is no form."""
    data = Table(
        [
            ["填报单位", "沅平市人民政府", "联系人", "周启明"],
            ["学校总数", "486", "在校学生数", "213408"],
        ]
    )
    return docx(TITLE, data, Table([HEAD, *map(_row, PLAIN)]))


def _turned() -> Table:
    rows: list[Row] = [["指标", *[o.title for o in PLAIN], "合计"]]
    rows.append(["分值", *[o.full or "" for o in PLAIN], "70"])
    return Table([*rows, ["自评得分", *[o.score or "" for o in PLAIN], "64.5"]])


@add(
    "summary-transposed.xlsx",
    "6",
    "first sheet is a transposed summary, the form is the second",
    PLAIN_FORM,
)
def summary_transposed() -> bytes:
    """No indicator counts twice."""
    form = Table([HEAD, *map(_row, PLAIN), ["合计", "", "70", "", "64.5"]])
    return xlsx(TITLE, form, 汇总=["沅平市自评得分汇总", _turned()])


@add("summary-transposed.docx", "6", "a transposed summary table above the form", PLAIN_FORM)
def summary_transposed_docx() -> bytes:
    """The summary has no narratives."""
    form = Table([HEAD, *map(_row, PLAIN), [Cell("合计", cols=2), "70", "", "64.5"]])
    return docx(TITLE, "一、得分汇总", _turned(), "二、自评情况", form)


@add("negative-summary-page-only.docx", "6", "only 自评得分：96.5  自评等级：优秀", "failure: ")
def negative_summary_page_only() -> bytes:
    """A cover page has no indicators."""
    table = Table([["自评得分", "96.5"], ["自评等级", "优秀"], ["填报日期", "2022年10月8日"]])
    return docx("沅平市市级政府履行教育职责自评汇总页", table)


@add(
    "banner-sections.docx",
    "6",
    "一级指标 as rows merged over all columns: 一、依法治教（30分）",
    NO_TOTAL,
)
def banner_sections() -> bytes:
    """Banners instead of a column."""
    rows: list[Row] = [HEAD]
    for count, section in zip("一二三", _sections(BASE), strict=True):
        items = [one for one in BASE if one.section == section]
        rows.append([Cell(f"{count}、{section}（{_sum(items, 'full')}分）", cols=5)])
        rows += map(_row, items)
    return docx(TITLE, Table(rows))


@add("banner-sections.csv", "6", "the same as csv: the banner stands alone in its row", NO_TOTAL)
def banner_sections_csv() -> bytes:
    """A banner with blanks behind."""
    rows: list[Row] = [HEAD]
    for count, section in zip("一二三", _sections(BASE), strict=True):
        items = [one for one in BASE if one.section == section]
        rows.append([f"{count}、{section}（{_sum(items, 'full')}分）", "", "", "", ""])
        rows += map(_row, items)
    return comma(TITLE, Table(rows))


@add(
    "section-rows-with-sums.docx",
    "6",
    "一级指标 rows hold the sums of their section and no narrative",
    NO_TOTAL,
)
def section_rows_with_sums() -> bytes:
    """A section's row looks like an indicator, but only sums up."""
    rows: list[Row] = [HEAD]
    for count, section in zip("一二三", _sections(BASE), strict=True):
        items = [one for one in BASE if one.section == section]
        rows.append([count, section, _sum(items, "full"), "", _sum(items, "score")])
        rows += map(_row, items)
    return docx(TITLE, Table(rows))


@add(
    "section-with-score-columns.xlsx", "6", "sections have a column 一级分值 of their own", NO_TOTAL
)
def section_with_score_columns() -> bytes:
    """Two columns of full scores: of the section and of the indicator."""
    rows: list[Row] = []
    for section in _sections(BASE):
        items = [one for one in BASE if one.section == section]
        span = len(items)
        body = [_level_row(one) for one in items]
        rows.append([Cell(section, rows=span), Cell(_sum(items, "full"), rows=span), *body[0]])
        rows += body[1:]
    head = ["一级指标", "一级指标分值", "二级指标", "二级指标分值", "自评说明", "自评得分"]
    return xlsx(TITLE, Table([head, *rows]))


@add(
    "cards.docx",
    "6",
    "one small table of labels and values for every indicator: said to be no form",
    "failure: 自评表",
)
def cards() -> bytes:
    """Labels stand left of their values."""
    tables = [
        Table(
            [
                ["指标名称", Cell(one.title, cols=3)],
                ["分值", one.full or "", "自评得分", one.score or ""],
                ["自评说明", Cell(one.text, cols=3)],
            ]
        )
        for one in PLAIN[:4]
    ]
    return docx(TITLE, *tables)


# ---------------------------------------------------------------- numbers

TOPICS = ("meal", "mental", "private", "sport", "digital")
FULLS = (("8", "8"), ("6", "5.5"), ("5", "4"), ("7", "7"), ("4", "3.8"))


def _styled(numbers: Sequence[str]) -> list[Item]:
    return [
        item(topic, number, full, score)
        for topic, number, (full, score) in zip(TOPICS, numbers, FULLS, strict=True)
    ]


def _numbering(prefixes: Sequence[str]) -> Table:
    rows = [
        [f"{prefix}{title_of(topic)}", full, text_of(topic), score]
        for topic, prefix, (full, score) in zip(TOPICS, prefixes, FULLS, strict=True)
    ]
    return Table([["指标", "分值", "自评说明", "自评得分"], *rows])


def _numbers_form(numbers: Sequence[str]) -> Form:
    return Form(_styled(numbers), "沅平市", 2022)


@add("numbers-chinese.docx", "6", "一、 二、 三、 before the titles", _numbers_form("一二三四五"))
def numbers_chinese() -> bytes:
    """Chinese counting."""
    return docx(TITLE, _numbering(["一、", "二、", "三、", "四、", "五、"]))


@add(
    "numbers-chinese-brackets.xlsx",
    "6",
    "（一） (二) ( 三 ) before titles",
    _numbers_form("一二三四五"),
)
def numbers_chinese_brackets() -> bytes:
    """Brackets of both widths."""
    return xlsx(TITLE, _numbering(["（一）", "(二)", "( 三 )", "（四) ", "（五）"]))


@add(
    "numbers-arabic-mixed.csv", "6", "1.  2、 3． 4 . and (5) before titles", _numbers_form("12345")
)
def numbers_arabic_mixed() -> bytes:
    """Every hand has its own punctuation."""
    return comma(TITLE, _numbering(["1.", "2、", "3．", "4 .", "(5)"]))


@add(
    "numbers-without-punctuation.txt",
    "6",
    "3党建: digits stand right before the title",
    _numbers_form("12345"),
)
def numbers_without_punctuation() -> bytes:
    """No punctuation at all in some rows."""
    return stacked(TITLE, _numbering(["1.", "2 ", "3", "4", "5. "]))


@add(
    "numbers-circled.html",
    "6",
    "① to ⑤; the number itself is not compared",
    _numbers_form([OMIT] * 5),
)
def numbers_circled() -> bytes:
    """The circle is no part of the title."""
    return html(TITLE, _numbering(["①", "②", "③ ", "④", "⑤"]))


@add(
    "numbers-parenthesised.docx",
    "6",
    "⑴ to ⑸; the number is not compared",
    _numbers_form([OMIT] * 5),
)
def numbers_parenthesised() -> bytes:
    """One character holds digit and brackets."""
    return docx(TITLE, _numbering(["⑴", "⑵", "⑶", "⑷ ", "⑸"]))


LONG_NUMBERS = ("1.1.1", "1.1.2", "1.2.1", "1.2.2", "2.1.1")
CODES = ("A1", "B1", "B2", "C9", "C10")
ROMAN = ("I-1", "I-2", "II-1", "II-2", "III-1")


@add("numbers-three-levels.xlsx", "6", "1.1.1 to 2.1.1 before titles", _numbers_form(LONG_NUMBERS))
def numbers_three_levels() -> bytes:
    """Decimal numbers of three levels."""
    return xlsx(TITLE, _numbering([f"{n} " for n in LONG_NUMBERS]))


@add("numbers-codes.docx", "6", "A1, B1, C10 before titles", _numbers_form(CODES))
def numbers_codes() -> bytes:
    """Letter and number, with and without a blank or point."""
    marks = (" ", ".", "", " ", "．")
    return docx(TITLE, _numbering([c + m for c, m in zip(CODES, marks, strict=True)]))


@add("numbers-roman.html", "6", "I-1, II-1 before titles", _numbers_form(ROMAN))
def numbers_roman() -> bytes:
    """Roman chapters."""
    return html(TITLE, _numbering([f"{n} " for n in ROMAN]))


@add(
    "numbers-own-column.csv",
    "6",
    "编号 column with C1 to C5 behind the section",
    Form(
        [replace(o, section="学校管理") for o in _styled(("C1", "C2", "C3", "C4", "C5"))],
        "沅平市",
        2022,
    ),
)
def numbers_own_column() -> bytes:
    """The column of numbers is the second."""
    rows = [["一级指标", "编号", "二级指标", "分值", "自评说明", "自评得分"]]
    for n, one in enumerate(_styled(("C1", "C2", "C3", "C4", "C5"))):
        rows.append(["学校管理" if n == 0 else "", *_row(one)])
    return comma(TITLE, Table(rows))


@add(
    "numbers-in-column-with-points.xlsx",
    "6",
    "序号 as 1. or （2） or 03 beside titles that hold none",
    Form(_styled([OMIT] * 5), "沅平市", 2022),
)
def numbers_in_column_with_points() -> bytes:
    """The column is not uniform; numbers are not compared."""
    rows = [
        [mark, *_row(one)[1:]]
        for mark, one in zip(("1.", "（2）", "03", "4、", "5"), _styled("12345"), strict=True)
    ]
    return xlsx(TITLE, Table([HEAD, *rows]))


@add(
    "numbers-start-anew.docx",
    "6",
    "numbers start with 1 in every section",
    Form([replace(o, number=n) for o, n in zip(BASE, "1231212", strict=True)], "沅平市", 2022),
)
def numbers_start_anew() -> bytes:
    """Numbers are not unique."""
    items = [replace(o, number=n) for o, n in zip(BASE, "1231212", strict=True)]
    return docx(TITLE, Table([LEVELS, *by_section(items, [_level_row(o) for o in items], {})]))


@add(
    "numbers-titles-beginning-with-digits.docx",
    "6",
    "titles begin with figures of their own: 3—6岁儿童…, 12345热线…, 20条底线…",
    Form(
        [
            Item(OMIT, "3—6岁儿童入园情况", "6", "6", text_of("kinder")),
            Item(OMIT, "“20条底线”达标情况", "5", "4.5", text_of("sport")),
            Item(OMIT, "九年义务教育巩固率", "5", "5", text_of("left")),
        ],
        "沅平市",
        2022,
    ),
)
def numbers_titles_beginning_with_digits() -> bytes:
    """Figures of a title are no number of it."""
    rows = [["指标", "分值", "自评说明", "自评得分"]]
    rows += [["3—6岁儿童入园情况", "6", text_of("kinder"), "6"]]
    rows += [["“20条底线”达标情况", "5", text_of("sport"), "4.5"]]
    rows += [["九年义务教育巩固率", "5", text_of("left"), "5"]]
    return docx(TITLE, Table(rows))
