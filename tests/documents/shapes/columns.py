"""Forms whose columns are unusual: other scorers, reasons, order, headers (point 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .parts import (
    OMIT,
    Cell,
    Form,
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
    xlsx,
)

REGISTRY = Registry()
DOCUMENTS = REGISTRY.documents
add = REGISTRY.add

TITLE = "临河市2023年市级政府履行教育职责自评表"
LED, LAW, KEPT = "党的领导", "依法治教", "教育保障"
HEADS = {
    LED: "一、党的领导\n（20分）",
    LAW: "二、依法治教\n（25分）",
    KEPT: "三、教育保障\n（20分）",
}

BASE = [
    item("study", "1", "10", "10", LED),
    item("party", "2", "10", "9.5", LED),
    item("safety", "3", "10", "9", LAW),
    item("double", "4", "15", "14.5", LAW),
    item("money", "5", "12", "11", KEPT),
    item("salary", "6", "8", "8", KEPT),
]
PLAIN = [replace(one, section=None) for one in BASE]
FORM = Form(BASE, "临河市", 2023)
PLAIN_FORM = Form(PLAIN, "临河市", 2023)


def _numbered(one: Item) -> str:
    return f"{one.number}.{one.title}"


def _rated(one: Item) -> str:
    return f"{one.number}.{one.title}（{one.full}分）"


def _sum(items: Sequence[Item], which: str) -> str:
    return f"{sum(float(getattr(one, which)) for one in items):g}"


# ---------------------------------------------------------------- several scorers

OTHERS = {"1": ("9.5", "9"), "2": ("9", "8.5"), "3": ("8.5", "8"), "4": ("14", "13")}
OTHERS |= {"5": ("10.5", "10"), "6": ("7.5", "7")}


@add(
    "scorers-three-columns.docx",
    "6",
    "columns 自评得分, 复评得分, 核查得分: only 自评 counts",
    FORM,
)
def scorers_three_columns() -> bytes:
    """The city's own score comes first."""
    rows: list[Row] = [
        [_numbered(o), o.full or "", o.text, o.score or "", *OTHERS[o.number]] for o in BASE
    ]
    head = ["一级指标", "二级指标", "分值", "自评说明", "自评得分", "复评得分", "核查得分"]
    return docx(TITLE, Table([head, *by_section(BASE, rows, HEADS)]))


@add(
    "scorers-grouped-header.xlsx", "6", "得分 over 自评 / 复评 / 核查 in a header of two rows", FORM
)
def scorers_grouped_header() -> bytes:
    """A grouped header with merged cells."""
    top: Row = [Cell(name, rows=2) for name in ("一级指标", "二级指标", "分值", "自评说明")]
    rows: list[Row] = [
        [_numbered(o), o.full or "", o.text, o.score or "", *OTHERS[o.number]] for o in BASE
    ]
    head: list[Row] = [[*top, Cell("得分", cols=3)], ["自评", "复评", "核查"]]
    return xlsx(TITLE, Table([*head, *by_section(BASE, rows, HEADS)]))


@add("scorers-verified-first.html", "6", "核查得分 stands left of 自评得分", PLAIN_FORM)
def scorers_verified_first() -> bytes:
    """The inspectors' column comes before the city's."""
    head = ["序号", "指标", "分值", "核查得分", "自评得分", "自评说明"]
    rows = [
        [o.number, o.title, o.full or "", OTHERS[o.number][1], o.score or "", o.text] for o in PLAIN
    ]
    return html(TITLE, Table([head, *rows]))


@add("scorers-still-empty.docx", "6", "columns 他评得分 and 核查得分 not filled in yet", PLAIN_FORM)
def scorers_still_empty() -> bytes:
    """What the inspectors write comes later."""
    head = ["序号", "评估内容", "标准分", "自评情况", "自评分", "他评分", "核查分"]
    rows = [[o.number, o.title, o.full or "", o.text, o.score or "", "", ""] for o in PLAIN]
    return docx(TITLE, Table([head, *rows]))


@add(
    "scorers-county-and-city.csv",
    "6",
    "columns 自评分, 市级复核分, 省级核查分 in a csv",
    PLAIN_FORM,
)
def scorers_county_and_city() -> bytes:
    """Three levels of scorers."""
    head = ["序号", "测评内容", "权重", "完成情况", "自评分", "市级复核分", "省级核查分"]
    rows = [
        [o.number, o.title, o.full or "", o.text, o.score or "", *OTHERS[o.number]] for o in PLAIN
    ]
    return comma(TITLE, Table([head, *rows]))


@add(
    "scorers-self-in-words.docx",
    "6",
    "grouped header: 自评 over 说明 / 得分, 核查 over 说明 / 得分",
    PLAIN_FORM,
)
def scorers_self_in_words() -> bytes:
    """Narrative and score twice, the city's under 自评."""
    merged = [Cell(name, rows=2) for name in ("序号", "指标内容", "分值")]
    top: list[Row] = [
        [*merged, Cell("自评", cols=2), Cell("核查", cols=2)],
        ["说明", "得分", "说明", "得分"],
    ]
    rows = [
        [
            o.number,
            o.title,
            o.full or "",
            o.text,
            o.score or "",
            "现场核查属实。",
            OTHERS[o.number][1],
        ]
        for o in PLAIN
    ]
    return docx(TITLE, Table([*top, *rows]))


@add(
    "scorers-third-party.xlsx",
    "6",
    "columns 自评, 第三方评价, 网上评价 beside one another",
    PLAIN_FORM,
)
def scorers_third_party() -> bytes:
    """The header of the score is 自评 alone."""
    head = ["序号", "指标", "满分", "自评依据", "自评", "第三方评价", "网上评价"]
    rows = [
        [o.number, o.title, o.full or "", o.text, o.score or "", *OTHERS[o.number]] for o in PLAIN
    ]
    return xlsx(TITLE, Table([head, *rows]))


# ---------------------------------------------------------------- reasons for points lost

WHY = {
    "2": "农村学校党务干部由教师兼任，扣0.5分。",
    "3": "8处隐患尚未整改完毕，扣1分。",
    "4": "转型机构后续监管不够有力，扣0.5分。",
    "5": "普通高中生均支出未增长，扣1分。",
}
REASONED = [replace(one, why=WHY.get(one.number, OMIT)) for one in BASE]
RULES = {
    "1": "未专题研究的，每少1次扣0.5分。",
    "2": "未落实领导体制的，每校扣0.5分，扣完为止。",
    "3": "每发现1处隐患未整改，扣0.1分；发生责任事故的不得分。",
    "4": "压减不到位扣2分，发现违规培训每起扣0.5分。",
    "5": "一个学段下降扣1分，两个及以上下降扣3分。",
    "6": "低于公务员平均工资的，此项不得分。",
}


@add(
    "reason-after-score.docx",
    "6",
    "six columns with 评分细则 and 得失分说明 after the score",
    Form(REASONED, "临河市", 2023),
)
def reason_after_score() -> bytes:
    """The layout of a western province."""
    head = ["一级指标", "二级指标", "评分细则", "自评说明", "自评得分", "得失分说明"]
    rows: list[Row] = [
        [_rated(o), RULES[o.number], o.text, o.score or "", WHY.get(o.number, "")] for o in BASE
    ]
    return docx(TITLE, Table([head, *by_section(BASE, rows, HEADS)]))


@add(
    "reason-lost.xlsx",
    "6",
    "失分原因 after the score, 无 where nothing was lost",
    Form([replace(o, section=None) for o in REASONED], "临河市", 2023),
)
def reason_lost() -> bytes:
    """无 says that there is no reason."""
    head = ["序号", "指标名称", "分值", "自评得分", "自评说明", "失分原因"]
    rows = [
        [o.number, o.title, o.full or "", o.score or "", o.text, WHY.get(o.number, "无")]
        for o in BASE
    ]
    return xlsx(TITLE, Table([head, *rows]))


@add(
    "reason-before-score.html",
    "6",
    "扣分说明 between the narrative and the score",
    Form([replace(o, section=None) for o in REASONED], "临河市", 2023),
)
def reason_before_score() -> bytes:
    """The reason comes before the score."""
    head = ["指标", "指标分值", "落实情况", "扣分说明", "自评打分"]
    rows = [
        [_numbered(o), o.full or "", o.text, WHY.get(o.number, ""), o.score or ""] for o in BASE
    ]
    return html(TITLE, Table([head, *rows]))


@add(
    "reason-and-points-lost.docx",
    "6",
    "columns 扣分 (number) and 扣分原因 beside 自评得分",
    Form([replace(o, section=None) for o in REASONED], "临河市", 2023),
)
def reason_and_points_lost() -> bytes:
    """Points lost are no score."""
    head = ["序号", "评估指标", "满分", "自评情况", "扣分", "扣分原因", "得分"]
    rows = [
        [
            o.number,
            o.title,
            o.full or "",
            o.text,
            f"{float(o.full or 0) - float(o.score or 0):g}",
            WHY.get(o.number, ""),
            o.score or "",
        ]
        for o in BASE
    ]
    return docx(TITLE, Table([head, *rows]))


@add(
    "rules-full-of-scores.xlsx", "6", "评分标准 between title and narrative speaks of 扣0.5分", FORM
)
def rules_full_of_scores() -> bytes:
    """Rules are neither narrative nor score."""
    head = ["一级指标", "二级指标", "分值", "评分标准", "自评说明", "自评得分"]
    rows: list[Row] = [
        [_numbered(o), o.full or "", RULES[o.number], o.text, o.score or ""] for o in BASE
    ]
    return xlsx(TITLE, Table([head, *by_section(BASE, rows, HEADS)]))


# ---------------------------------------------------------------- problems as narrative

SPORT = [
    Item("1", "体育课程开设", None, "10", "个别乡镇小学体育课由其他学科教师兼任。"),
    Item("2", "大课间体育活动", None, "9", "雨雪天气室内活动方案落实不够到位。"),
    Item("3", "体育教师配备", None, "7", "全县缺体育教师38名，农村学校尤为紧缺。"),
    Item("4", "场地器材", None, "8", "7所学校运动场仍为土质场地，器材更新不及时。"),
    Item("5", "体质健康测试", None, "9", "初三年级优良率43.5%，低于全市平均水平。"),
]


def _sport_rows() -> list[Row]:
    return [[o.number, o.title, o.score or "", o.text] for o in SPORT]


SPORT_FORM = Form(SPORT, "岚山县", 2022, total="43")


@add(
    "problems-only.docx",
    "6",
    "序号, 指标, 得分, 存在主要问题: problems are the narrative",
    SPORT_FORM,
)
def problems_only() -> bytes:
    """No full scores and no narrative but the problems."""
    rows: list[Row] = [["序号", "指标", "得分", "存在主要问题"], *_sport_rows()]
    rows += [[Cell("合计", cols=2), "43", ""]]
    return docx("岚山县2022年中小学校体育工作自评表", Table(rows))


@add("problems-only.xlsx", "6", "the same as a workbook", SPORT_FORM)
def problems_only_xlsx() -> bytes:
    """Scores are numbers here."""
    rows: list[Row] = [["序号", "指标", "得分", "存在主要问题"], *_sport_rows()]
    rows += [[Cell("合计", cols=2), "43", ""]]
    return xlsx("岚山县2022年中小学校体育工作自评表", Table(rows))


@add(
    "problems-beside-narrative.docx",
    "6",
    "工作情况 and 存在问题 as two columns; the narrative holds at least the former",
    Form(
        [replace(o, section=None, text=OMIT, contains=(o.text,)) for o in BASE],
        "临河市",
        2023,
    ),
)
def problems_beside_narrative() -> bytes:
    """Both columns are filled."""
    head = ["序号", "考核内容", "分值", "工作情况", "存在问题", "自评得分"]
    rows = [
        [
            o.number,
            o.title,
            o.full or "",
            o.text,
            WHY.get(o.number, "暂无").split("，")[0],
            o.score or "",
        ]
        for o in BASE
    ]
    return docx(TITLE, Table([head, *rows]))


# ---------------------------------------------------------------- spending reviews

AIMS = [
    ("数量指标", "新建公办幼儿园数量", "≥6所", "6所", "15", "15", ""),
    ("数量指标", "资助家庭经济困难学生人次", "≥3.5万人次", "3.6万人次", "15", "15", ""),
    ("质量指标", "新建园舍验收合格率", "100%", "83.3%", "10", "8.3", "1所幼儿园尚未组织竣工验收。"),
    ("时效指标", "资金拨付及时率", "100%", "95%", "10", "9.5", "第四季度资金拨付滞后。"),
    ("社会效益", "学前三年毛入园率", "≥96%", "96.3%", "30", "30", ""),
    ("满意度", "家长满意度", "≥90%", "91.2%", "10", "10", ""),
]
AIM_ITEMS = [
    Item(OMIT, title, full, score, OMIT, OMIT, why or OMIT, (done,))
    for _, title, _, done, full, score, why in AIMS
]
AIM_HEAD = [
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
]


def _aim_rows() -> list[Row]:
    rows: list[Row] = []
    previous = ""
    for aim in AIMS:
        span = sum(other[0] == aim[0] for other in AIMS)
        rows.append([Cell(aim[0], rows=span), *aim[1:]] if aim[0] != previous else list(aim[1:]))
        previous = aim[0]
    return rows


@add(
    "spending-with-budget-rows.docx",
    "6",
    "绩效自评: 年度指标值, 实际完成值, 偏差原因; rows of money above without scores",
    Form(AIM_ITEMS, "云溪市", 2023, total="87.8"),
)
def spending_with_budget_rows() -> bytes:
    """Budget rows in the same table."""
    money: list[Row] = [
        [
            "项目资金（万元）",
            Cell("", cols=1),
            "年初预算数",
            "全年预算数",
            Cell("全年执行数", cols=2),
            "执行率",
        ],
        ["年度资金总额", "", "5200", "5080", Cell("5026", cols=2), "98.9%"],
        ["其中：财政拨款", "", "5200", "5080", Cell("5026", cols=2), "98.9%"],
    ]
    total: Row = [Cell("总分", cols=4), "90", "87.8", ""]
    title = "云溪市2023年教育发展专项资金绩效自评表"
    return docx(title, Table([*money, AIM_HEAD, *_aim_rows(), total]))


@add(
    "spending-with-scored-budget.xlsx",
    "6",
    "the same with 分值 10 and 得分 9.89 on the budget row, which may count as an indicator",
    Form(
        [Item(OMIT, "年度资金总额", "10", "9.89", OMIT, OMIT, optional=True), *AIM_ITEMS],
        "云溪市",
        2023,
        total="97.69",
    ),
)
def spending_with_scored_budget() -> bytes:
    """The budget row has a score under a header of its own."""
    money: list[Row] = [
        ["项目资金（万元）", "年初预算数", "全年预算数", "全年执行数", "分值", "得分", "执行率"],
        ["年度资金总额", "5200", "5080", "5026", "10", "9.89", "98.9%"],
    ]
    total: Row = [Cell("总分", cols=4), "100", "97.69", ""]
    title = "云溪市2023年教育发展专项资金绩效自评表"
    return xlsx(title, Table([*money, AIM_HEAD, *_aim_rows(), total]))


# ---------------------------------------------------------------- order and names of columns


@add("order-score-first.docx", "6", "得分 and 满分 stand left of everything else", PLAIN_FORM)
def order_score_first() -> bytes:
    """The score opens the row."""
    head = ["自评得分", "满分", "自评说明", "序号", "指标名称"]
    rows = [[o.score or "", o.full or "", o.text, o.number, o.title] for o in PLAIN]
    return docx(TITLE, Table([head, *rows]))


@add("order-section-last.csv", "6", "一级指标 is the last column, written in every row", FORM)
def order_section_last() -> bytes:
    """Every row names its section."""
    head = ["序号", "二级指标", "自评依据", "分值", "自评分", "一级指标"]
    rows = [[o.number, o.title, o.text, o.full or "", o.score or "", o.section or ""] for o in BASE]
    return comma(TITLE, Table([head, *rows]))


@add(
    "names-assessment.xlsx",
    "6",
    "考核指标, 考核内容, 标准分, 完成情况, 赋分, 佐证材料, 责任单位",
    Form([replace(o, section=OMIT) for o in BASE], "临河市", 2023),
)
def names_assessment() -> bytes:
    """Synonyms of the headers with evidence and offices behind."""
    head = ["考核指标", "考核内容", "标准分", "完成情况", "赋分", "佐证材料", "责任单位"]
    rows: list[Row] = [
        [
            _numbered(o),
            o.full or "",
            o.text,
            o.score or "",
            f"附件{o.number}：会议纪要等",
            "市教育局",
        ]
        for o in BASE
    ]
    return xlsx(TITLE, Table([head, *by_section(BASE, rows, {})]))


@add(
    "names-lettered-levels.html",
    "6",
    "A级指标, B级指标, 权重（分）, 自我评价意见, 量分, 备注",
    FORM,
)
def names_lettered_levels() -> bytes:
    """Levels by letter; remarks are no reason."""
    head = ["A级指标", "B级指标", "权重（分）", "自我评价意见", "量分", "备注"]
    rows: list[Row] = [[_numbered(o), o.full or "", o.text, o.score or "", ""] for o in BASE]
    return html(TITLE, Table([head, *by_section(BASE, rows, {})]))


@add(
    "names-conclusion-grade-and-score.docx",
    "6",
    "自评结论 over 等级 / 得分: the score counts, not the grade",
    PLAIN_FORM,
)
def names_conclusion_grade_and_score() -> bytes:
    """A grade and a score of one indicator."""
    head: list[Row] = [
        [Cell(name, rows=2) for name in ("序号", "评估要点", "分值", "自评依据及结果")]
        + [Cell("自评结论", cols=2)],
        ["等级", "得分"],
    ]
    grades = ("A", "A", "B", "A", "B", "A")
    rows = [
        [o.number, o.title, o.full or "", o.text, grade, o.score or ""]
        for o, grade in zip(PLAIN, grades, strict=True)
    ]
    return docx(TITLE, Table([*head, *rows]))


@add(
    "names-with-evidence-column.txt",
    "6",
    "tabs; columns 支撑材料 and 提供材料部门 at the end",
    PLAIN_FORM,
)
def names_with_evidence_column() -> bytes:
    """Text with tabs."""
    head = ["序号", "指标", "分值", "自评情况", "自评得分", "支撑材料", "提供材料部门"]
    rows = [
        [o.number, o.title, o.full or "", o.text, o.score or "", f"材料清单{o.number}", "教育局"]
        for o in PLAIN
    ]
    return tabbed(TITLE, Table([head, *rows]))


# ---------------------------------------------------------------- how headers are written


@add(
    "header-broken-lines.docx",
    "6",
    "headers broken within words: 自评\\n得分, 自\\n评\\n说\\n明",
    FORM,
)
def header_broken_lines() -> bytes:
    """Narrow columns break the words of the header."""
    head = ["一级\n指标", "二级\n指标", "分\n值", "自\n评\n说\n明", "自评\n得分"]
    rows: list[Row] = [[_numbered(o), o.full or "", o.text, o.score or ""] for o in BASE]
    return docx(TITLE, Table([head, *by_section(BASE, rows, HEADS)]))


@add(
    "header-spaced-words.xlsx",
    "6",
    "headers with blanks inside: 分  值, 自 评 得 分, 指　标",
    PLAIN_FORM,
)
def header_spaced_words() -> bytes:
    """Headers spread by half- and full-width blanks."""
    head = ["序 号", "指　标", "分  值", "自 评 说 明", "自 评 得 分"]
    rows = [[o.number, o.title, o.full or "", o.text, o.score or ""] for o in PLAIN]
    return xlsx(TITLE, Table([head, *rows]))


@add(
    "header-traditional.docx",
    "6",
    "headers in traditional characters: 一級指標, 自評說明, 自評得分",
    FORM,
)
def header_traditional() -> bytes:
    """Only the headers are transcoded."""
    head = ["一級指標", "二級指標", "分值", "自評說明", "自評得分"]
    rows: list[Row] = [[_numbered(o), o.full or "", o.text, o.score or ""] for o in BASE]
    return docx(TITLE, Table([head, *by_section(BASE, rows, HEADS)]))


TRADITIONAL = [
    Item(
        "1",
        "校園安全工作情況",
        "10",
        "9.5",
        "開展排查3輪，發現隱患86處，已整改84處，其餘2處正在整改中。",
    ),
    Item("2", "師德師風建設情況", "8", "8", "簽訂師德承諾書6200份，未發生違反師德行為。"),
    Item("3", "學前教育普及普惠情況", "12", "11", "普惠性幼兒園覆蓋率達到90.6%，公辦園占比48.3%。"),
    Item("4", "教育經費保障情況", "15", "15", "教育經費預算執行率達標，各級資金全部到位。"),
]


@add(
    "all-traditional.html",
    "6",
    "the whole form in traditional characters",
    Form(TRADITIONAL, OMIT, 2023),
)
def all_traditional() -> bytes:
    """A copy from a transcoding site."""
    head = ["序號", "評估指標", "分值", "自評說明", "自評得分"]
    rows = [[o.number, o.title, o.full or "", o.text, o.score or ""] for o in TRADITIONAL]
    return html("青澤市2023年市級政府履行教育職責自評表", Table([head, *rows]))


@add(
    "header-invisible-characters.html",
    "6",
    "soft hyphens, zero-width spaces and no-break spaces inside the headers",
    PLAIN_FORM,
)
def header_invisible_characters() -> bytes:
    """Text mills leave invisible characters."""
    head = [
        "序\u00ad号",
        "指\u200b标名称",
        "\ufeff分值",
        "自评\u200d说\u00ad明",
        "自评\u00a0得\u200b分",
    ]
    rows = [[o.number, o.title, o.full or "", o.text, o.score or ""] for o in PLAIN]
    return html(TITLE, Table([head, *rows]))


@add(
    "header-invisible-characters.docx",
    "6",
    "zero-width characters in headers, numbers and scores",
    PLAIN_FORM,
)
def header_invisible_characters_docx() -> bytes:
    """Invisible characters beside digits too."""
    head = ["\u200b序号", "指标\u200c名称", "分\u00ad值", "自\u200b评说明", "自评得\ufeff分"]
    rows = [
        [f"{o.number}\u200b", o.title, f"\u200b{o.full}", o.text, f"{o.score}\u200b"] for o in PLAIN
    ]
    return docx(TITLE, Table([head, *rows]))


@add(
    "header-two-rows.docx",
    "6",
    "header of two rows: 指标 over 一级/二级, 自评 over 说明/得分",
    FORM,
)
def header_two_rows() -> bytes:
    """Merged cells both ways in the header."""
    head: list[Row] = [
        [Cell("指标", cols=2), Cell("分值", rows=2), Cell("自评", cols=2)],
        ["一级指标", "二级指标", "说明", "得分"],
    ]
    rows: list[Row] = [[_numbered(o), o.full or "", o.text, o.score or ""] for o in BASE]
    return docx(TITLE, Table([*head, *by_section(BASE, rows, HEADS)]))


@add(
    "header-units.csv",
    "6",
    "units in the headers: 分值（分）, 自评得分（分）, 自评说明（500字以内）",
    PLAIN_FORM,
)
def header_units() -> bytes:
    """Instructions inside the headers."""
    head = ["序号", "指标内容（要点）", "分值（分）", "自评说明（500字以内）", "自评得分（分）"]
    rows = [[o.number, o.title, o.full or "", o.text, o.score or ""] for o in PLAIN]
    return comma(TITLE, Table([head, *rows]))


@add(
    "header-title-in-table.docx",
    "6",
    "title and 填报单位 are merged rows at the top of the table",
    FORM,
)
def header_title_in_table() -> bytes:
    """Nothing stands outside the table."""
    top: list[Row] = [
        [Cell(TITLE, cols=5)],
        [
            Cell("填报单位：临河市人民政府（盖章）", cols=3),
            Cell("填报时间：2023年11月20日", cols=2),
        ],
        ["一级指标", "二级指标", "分值", "自评说明", "自评得分"],
    ]
    rows: list[Row] = [[_numbered(o), o.full or "", o.text, o.score or ""] for o in BASE]
    return docx(Table([*top, *by_section(BASE, rows, HEADS)]))


# ---------------------------------------------------------------- full score inside the title

TOTALLED = replace(FORM, total="62")
BRACKETS = ("({}分)", "（{}分）", "【{}分】", "[{}分]", "（满分{}分）", "（分值：{}分）")


@add(
    "full-score-in-title.docx",
    "6",
    "the full score in six kinds of brackets behind the title",
    TOTALLED,
)
def full_score_in_title() -> bytes:
    """No column for the full score."""
    head = ["一级指标", "二级指标", "自评说明", "自评得分"]
    rows: list[Row] = [
        [f"{_numbered(o)}{bracket.format(o.full)}", o.text, o.score or ""]
        for o, bracket in zip(BASE, BRACKETS, strict=True)
    ]
    total: Row = [Cell("自评总分", cols=3), _sum(BASE, "score")]
    return docx(TITLE, Table([head, *by_section(BASE, rows, HEADS), total]))


@add(
    "full-score-in-title.txt",
    "6",
    "text as pasted from Word, mixed brackets and blanks before them",
    TOTALLED,
)
def full_score_in_title_txt() -> bytes:
    """One cell on a line."""
    head = ["一级指标", "二级指标", "自评说明", "自评\n得分"]
    kinds = ("({}分)", "（{}分）", " ({}分)", "（{}分)", " （{} 分）", "({}分）")
    rows: list[Row] = [
        [f"{_numbered(o)}{kind.format(o.full)}", o.text, o.score or ""]
        for o, kind in zip(BASE, kinds, strict=True)
    ]
    total: Row = ["自评总分", "", "", _sum(BASE, "score")]
    return stacked(TITLE, Table([head, *by_section(BASE, rows, HEADS), total]))


@add(
    "full-score-on-second-line.xlsx",
    "6",
    "the full score on a line of its own below the title",
    FORM,
)
def full_score_on_second_line() -> bytes:
    """A line break before the bracket."""
    head = ["一级指标", "二级指标", "自评说明", "自评得分"]
    rows: list[Row] = [[f"{_numbered(o)}\n（{o.full}分）", o.text, o.score or ""] for o in BASE]
    return xlsx(TITLE, Table([head, *by_section(BASE, rows, HEADS)]))
