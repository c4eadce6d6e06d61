"""Self-evaluation reports without a table, and texts that are no self-evaluation (point 5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from .parts import (
    OMIT,
    Block,
    Form,
    Heading,
    Item,
    Registry,
    Table,
    comma,
    docx,
    html,
    item,
    plain,
    text_of,
    title_of,
    xlsx,
)

REGISTRY = Registry()
DOCUMENTS = REGISTRY.documents
add = REGISTRY.add

INTRO = "按照省政府教育督导委员会部署，我市组织有关部门逐项开展自查自评，现将有关情况报告如下。"
CLOSING = "下一步，我市将对照问题清单持续改进，不断提升履行教育职责水平。"


def _marked(items: Sequence[Item]) -> list[Item]:
    """Expect the sentences within the narrative, not its exact limits."""
    return [replace(one, contains=(one.text,), text=OMIT) for one in items]


def _last_open(items: Sequence[Item]) -> list[Item]:
    """Leave open whether the closing paragraph belongs to the last narrative."""
    return [*items[:-1], *_marked(items[-1:])]


def _heading(one: Item) -> Heading:
    return Heading(f"{one.number}.{one.title}（{one.full}分，自评{one.score}分）", 2)


def _one_line(one: Item) -> Item:
    return replace(one, text=one.text.replace("\n", ""))


def _joined(items: Sequence[Item], write: Callable[[Item], str]) -> list[str]:
    return [write(one) for one in items]


# ---------------------------------------------------------------- scores in headings

LINHE = [
    item("study", "1", "10", "10"),
    item("safety", "2", "15", "14"),
    item("money", "3", "20", "19"),
    item("kinder", "4", "15", "14.5"),
    item("class", "5", "10", "9.5"),
]


@add(
    "prose-headings-bracket.docx",
    "5",
    "numbered headings hold both scores in brackets, one paragraph below each",
    Form(LINHE, "临河市", 2023),
)
def prose_headings_bracket() -> bytes:
    """Headings such as 1.标题（10分，自评10分）."""
    blocks: list[Block] = [Heading("临河市人民政府2023年履行教育职责自评报告"), INTRO]
    for one in LINHE:
        blocks += [_heading(one), one.text]
    return docx(*blocks)


YUNXI = [
    item("party", "1", "8", "8"),
    item("double", "2", "12", "11.5"),
    item("salary", "3", "10", "10"),
    item("rotation", "4", "10", "8"),
]


@add(
    "prose-heading-plain-paragraphs.docx",
    "5",
    "headings are ordinary paragraphs; 分值8分，自评得分8分 in full-width brackets",
    Form(_last_open(YUNXI), "云溪市", 2022),
)
def prose_heading_plain_paragraphs() -> bytes:
    """Headings without a heading style."""
    blocks = ["云溪市2022年度履行教育职责自评报告", INTRO]
    for one in YUNXI:
        heading = f"{one.number}、{one.title}（分值{one.full}分，自评得分{one.score}分）"
        blocks += [heading, one.text]
    return docx(*blocks, CLOSING)


@add(
    "prose-headings.txt",
    "5",
    "the same headings in plain text, paragraphs indented by two full-width spaces",
    Form(_marked(YUNXI), "云溪市", 2022),
)
def prose_headings_txt() -> bytes:
    """Plain text with ideographic indents."""
    lines = ["云溪市2022年度履行教育职责自评报告", "", f"　　{INTRO}"]
    for one in YUNXI:
        lines += [f"　　{one.number}．{one.title}（{one.full}分，自评得分{one.score}分）"]
        lines += [f"　　{one.text}"]
    return plain(*lines)


@add(
    "prose-headings.html",
    "5",
    "web page: h3 headings with 满分10分，自评9.5分, paragraphs below",
    Form(LINHE, "临河市", 2023),
)
def prose_headings_html() -> bytes:
    """A report published on a site."""
    blocks: list[Block] = [Heading("临河市2023年履行教育职责情况自评报告"), INTRO]
    for one in LINHE:
        heading = f"（{one.number}）{one.title}（满分{one.full}分，自评{one.score}分）"
        blocks += [Heading(heading, 3), one.text]
    return html(*blocks, title="临河市2023年履行教育职责情况自评报告")


WIDE = [
    _one_line(item("five", "1", "10", "9.8")),
    item("transfer", "2", "8", "7.5"),
    item("special", "3", "6", "6"),
]


@add(
    "prose-full-width-digits.docx",
    "5",
    "full-width digits and points in the scores of the headings",
    Form(WIDE, "青泽市"),
)
def prose_full_width_digits() -> bytes:
    """Headings such as １．标题（１０分，自评得分９．８分）."""
    wide = str.maketrans("0123456789.", "０１２３４５６７８９．")
    blocks: list[Block] = ["青泽市履行教育职责自评报告", INTRO]
    for one in WIDE:
        heading = f"{one.number}.{{}}（{one.full}分，自评得分{one.score}分）".translate(wide)
        blocks += [heading.format(one.title), one.text]
    return docx(*blocks)


SECTIONS = [
    item("study", "一", "8", "8", "党的领导"),
    item("ethics", "二", "6", "5.5", "党的领导"),
    item("admission", "一", "8", "8", "依法治教"),
    item("rectify", "二", "8", "6", "依法治教"),
    item("staff", "一", "10", "9", "教育保障"),
]


@add(
    "prose-sections-and-items.docx",
    "5",
    "headings 一、 with section totals over （一） with the scored items; numbers start anew",
    Form(_last_open(SECTIONS), "沅平市", 2024, total="36.5"),
)
def prose_sections_and_items() -> bytes:
    """Sections carry totals too and are no indicators."""
    totals = {"党的领导": ("一", "14", "13.5"), "依法治教": ("二", "16", "14")}
    totals["教育保障"] = ("三", "10", "9")
    blocks: list[Block] = [Heading("沅平市2024年政府履行教育职责自评报告"), INTRO]
    previous = None
    for one in SECTIONS:
        if one.section != previous:
            count, full, score = totals[one.section or ""]
            blocks.append(Heading(f"{count}、{one.section}（满分{full}分，自评{score}分）"))
        previous = one.section
        heading = f"（{one.number}）{one.title}（{one.full}分，自评{one.score}分）"
        blocks += [Heading(heading, 2), one.text]
    return docx(*blocks, "以上各项自评总分36.5分。")


LEVEL_ONE = [
    replace(item("five", "一", "40", "38.5"), title="学校育人工作"),
    replace(item("money", "二", "35", "33"), title="教育投入保障"),
    replace(item("kinder", "三", "25", "24"), title="各类教育发展"),
]


@add(
    "prose-scores-on-level-one.docx",
    "5",
    "only 一、 二、 三、 carry scores; （一） （二） below are parts of their narratives",
    Form(
        [
            replace(one, text=OMIT, contains=(one.text.split("\n")[0], text_of(more)))
            for one, more in zip(LEVEL_ONE, ("double", "salary", "balance"), strict=True)
        ],
        "苍岭市",
        2023,
        total="95.5",
    ),
)
def prose_scores_on_level_one() -> bytes:
    """Subheadings without scores are narrative."""
    blocks: list[Block] = ["苍岭市人民政府2023年履行教育职责自评报告", INTRO]
    below = (("five", "double"), ("money", "salary"), ("kinder", "balance"))
    for one, topics in zip(LEVEL_ONE, below, strict=True):
        blocks.append(f"{one.number}、{one.title}（{one.full}分，自评得分{one.score}分）")
        for count, topic in zip("一二", topics, strict=True):
            blocks += [f"（{count}）{title_of(topic)}", *text_of(topic).split("\n")]
    return docx(*blocks, "四、自评结果", "经汇总，自评总分为95.5分。")


POINTS = [
    item("vocational", "1.1", "5", "4.5"),
    item("senior", "1.2", "5", "5"),
    item("mental", "2.1", "4", "4"),
    item("digital", "2.2", "6", "5.2"),
]


@add(
    "prose-decimal-numbering.docx",
    "5",
    "headings numbered 1.1, 1.2, 2.1 below chapters without scores",
    Form([replace(one, section=OMIT) for one in POINTS], "岚山县", 2023),
)
def prose_decimal_numbering() -> bytes:
    """Decimal numbering."""
    blocks: list[Block] = [Heading("岚山县2023年履行教育职责自评报告"), INTRO]
    for one in POINTS:
        if one.number.endswith(".1"):
            chapter = "1 教育发展水平" if one.number == "1.1" else "2 学校内涵建设"
            blocks.append(Heading(chapter))
        heading = f"{one.number} {one.title}（{one.full}分，自评{one.score}分）"
        blocks += [Heading(heading, 2), one.text]
    return docx(*blocks)


# ---------------------------------------------------------------- scores in paragraphs

MIXED = [
    item("safety", "1", "10", "10"),
    item("eyes", "2", "8", "7"),
    item("aid", "3", "5", "5"),
    item("left", "4", "7", "6.5"),
]


def _this_item(one: Item) -> str:
    text = one.text.rstrip("。")
    return f"{one.number}.{one.title}。{text}。此项{one.full}分，自评得分{one.score}分。"


@add(
    "prose-this-item.docx",
    "5",
    "number, title, narrative and 此项10分，自评得分10分 in one paragraph",
    Form(_marked(MIXED), "临河市", 2022),
)
def prose_this_item() -> bytes:
    """The form named in the issue."""
    return docx("临河市2022年履行教育职责自评报告", INTRO, *_joined(MIXED, _this_item), CLOSING)


@add(
    "prose-this-item.txt",
    "5",
    "the same in GB18030 text with Windows line ends",
    Form(_marked(MIXED), "临河市", 2022),
    "GB",
)
def prose_this_item_txt() -> bytes:
    """Plain text as Notepad saves it."""
    lines = ["临河市2022年履行教育职责自评报告", INTRO, *_joined(MIXED, _this_item)]
    return "\r\n".join(lines).encode("gb18030")


@add(
    "prose-this-item.html",
    "5",
    "the same as paragraphs of a web page",
    Form(_marked(MIXED), "临河市", 2022),
)
def prose_this_item_html() -> bytes:
    """A page of paragraphs."""
    blocks: list[Block] = [Heading("临河市2022年履行教育职责自评报告", 2), INTRO]
    blocks += _joined(MIXED, _this_item)
    return html(*blocks, title="自评报告")


@add(
    "prose-this-item.xlsx",
    "5",
    "the same report pasted into a sheet, one paragraph in a row",
    Form(_marked(MIXED), "临河市", 2022),
)
def prose_this_item_xlsx() -> bytes:
    """Paragraphs in column A."""
    return xlsx("临河市2022年履行教育职责自评报告", INTRO, *_joined(MIXED, _this_item))


@add(
    "prose-this-item.csv",
    "5",
    "the same report as a csv of one column",
    Form(_marked(MIXED), "临河市", 2022),
)
def prose_this_item_csv() -> bytes:
    """Paragraphs as lines of a csv."""
    return comma("临河市2022年履行教育职责自评报告", INTRO, *_joined(MIXED, _this_item))


ENDS = [
    item("class", "1", "8", "7.5"),
    item("meal", "2", "5", "5"),
    item("land", "3", "7", "6"),
    item("supervise", "4", "10", "10"),
]


@add(
    "prose-score-ends-paragraph.docx",
    "5",
    "标题（8分） as heading, 自评得分：7.5分 at the end of the paragraph",
    Form(_marked(ENDS), "青泽市", 2023, total="28.5"),
)
def prose_score_ends_paragraph() -> bytes:
    """Full score in the heading, own score at the end."""
    blocks: list[Block] = ["青泽市2023年市级政府履行教育职责自评报告", INTRO]
    for one in ENDS:
        blocks += [f"{one.number}.{one.title}（{one.full}分）"]
        blocks += [f"{one.text}自评得分：{one.score}分。"]
    return docx(*blocks, "自评总分：28.5分")


@add(
    "prose-score-own-line.docx",
    "5",
    "标题（8分） as heading, narrative, then a paragraph of its own 自评得分：7.5分",
    Form(_marked(ENDS), "青泽市", 2023),
)
def prose_score_own_line() -> bytes:
    """Own score as a paragraph."""
    blocks: list[Block] = [Heading("青泽市2023年履行教育职责自评报告")]
    for one in ENDS:
        blocks += [Heading(f"{one.number}.{one.title}（{one.full}分）", 2), one.text]
        blocks += [f"自评得分：{one.score}分"]
    return docx(*blocks)


@add(
    "prose-score-own-line.txt",
    "5",
    "the same in text, with half-width colon and blanks: 自评得分: 7.5 分",
    Form(_marked(ENDS), "青泽市", 2023),
)
def prose_score_own_line_txt() -> bytes:
    """Own score as a line."""
    lines = ["青泽市2023年履行教育职责自评报告", ""]
    for one in ENDS:
        lines += [f"{one.number}. {one.title} ({one.full}分)", one.text]
        lines += [f"自评得分: {one.score} 分", ""]
    return plain(*lines)


BRACKETS = [
    item("moral", "一", "8", "8"),
    item("reading", "二", "4", "3.5"),
    item("private", "三", "6", "5.5"),
]


@add(
    "prose-gained-in-brackets.docx",
    "5",
    "（8分） in the heading, （得8分） at the end of the paragraph",
    Form(_marked(BRACKETS), "云溪市", 2024),
)
def prose_gained_in_brackets() -> bytes:
    """Scores in brackets."""
    blocks: list[Block] = ["云溪市2024年履行教育职责情况自评报告", INTRO]
    for one in BRACKETS:
        blocks += [f"（{one.number}）{one.title}（{one.full}分）"]
        blocks += [f"{one.text}（得{one.score}分）"]
    return docx(*blocks)


# ---------------------------------------------------------------- points lost, totals, traps

LOST = [
    item("staff", "1", "10", "9.5"),
    item("transfer", "2", "6", "5"),
    item("survey", "3", "4", "4"),
]


@add(
    "prose-points-lost.docx",
    "5",
    "该项满分10分，扣0.5分，自评得9.5分 at the end: the points lost are no score",
    Form(_marked(LOST), "沅平市", 2023),
)
def prose_points_lost() -> bytes:
    """Points lost stand before the score."""
    blocks = ["沅平市2023年履行教育职责自评报告", INTRO]
    for one in LOST:
        lost = f"{float(one.full or 0) - float(one.score or 0):g}"
        end = f"扣{lost}分，自评得{one.score}分" if lost != "0" else f"自评得{one.score}分"
        blocks += [f"{one.number}.{one.title}", f"{one.text}该项满分{one.full}分，{end}。"]
    return docx(*blocks)


@add(
    "prose-points-lost-only.txt",
    "5",
    "only 扣0.5分 or 不扣分 is said after （分值10分）: the score follows from it",
    Form(_marked(LOST), "沅平市", 2023),
)
def prose_points_lost_only() -> bytes:
    """Scores only as deductions."""
    lines = ["沅平市2023年履行教育职责自评报告", INTRO]
    for one in LOST:
        lost = f"{float(one.full or 0) - float(one.score or 0):g}"
        end = f"自评扣{lost}分" if lost != "0" else "自评不扣分"
        lines += [f"{one.number}.{one.title}（分值{one.full}分）", f"{one.text}{end}。"]
    return plain(*lines)


LONG = [
    item("rectify", "1", "10", "8.5"),
    item("salary", "2", "8", "8"),
    item("balance", "3", "12", "11"),
]
MORE = {
    "1": "一是压实责任。成立由市长任组长的整改专班，逐项明确时限。\n"
    "二是强化督办。对未完成事项每月通报一次进展。",
    "2": "市级财政安排调节资金2300万元，用于补助财力薄弱县（区）。",
    "3": "主要做法：\n1.统筹城乡布局，撤并教学点6个。\n2.推进学区管理，组建学区14个。",
}


@add(
    "prose-many-paragraphs.docx",
    "5",
    "several paragraphs below a heading, some numbered 一是 or 1. without scores",
    Form(
        _last_open([replace(one, text=f"{one.text}\n{MORE[one.number]}") for one in LONG]),
        "苍岭市",
        2022,
        total="27.5",
    ),
)
def prose_many_paragraphs() -> bytes:
    """Numbered paragraphs without scores are narrative."""
    blocks: list[Block] = [Heading("苍岭市2022年履行教育职责自评报告"), INTRO]
    for one in LONG:
        heading = f"第{one.number}项 {one.title}（{one.full}分，自评{one.score}分）"
        blocks += [Heading(heading, 2), one.text, *MORE[one.number].split("\n")]
    return docx(*blocks, "综上，本次自评总得分为27.5分。")


TRAPS = [
    Item(
        "1",
        title_of("survey"),
        "6",
        "5.5",
        "省统计部门调查，我市教育满意度得分92.6分，居全省第4位，比上年提高1.3分。",
    ),
    Item(
        "2",
        title_of("sport"),
        "8",
        "7",
        "国家学生体质健康测试平均分为78.4分，优良率46.9%，及格率95.1%；满分100分的学生占2.3%。",
    ),
    Item(
        "3",
        title_of("supervise"),
        "6",
        "6",
        "市委把教育工作纳入县（区）年度考核，权重占5分，已连续三年兑现奖惩。",
    ),
]


@add(
    "prose-other-scores.docx",
    "5",
    "narratives speak of other points (满意度得分92.6分, 平均分78.4分, 权重占5分)",
    Form(TRAPS, "岚山市", 2023),
)
def prose_other_scores() -> bytes:
    """Only the heading holds the scores of the indicator."""
    blocks: list[Block] = [Heading("岚山市2023年履行教育职责自评报告"), INTRO]
    for one in TRAPS:
        heading = f"{one.number}.{one.title}（{one.full}分，自评得{one.score}分）"
        blocks += [Heading(heading, 2), one.text]
    return docx(*blocks)


@add(
    "prose-score-first.docx",
    "5",
    "自评得分9.5分（满分10分）。 stands before the narrative in the paragraph",
    Form(_marked(MIXED), "临河市", 2024),
)
def prose_score_first() -> bytes:
    """The score opens the paragraph."""
    blocks = ["临河市2024年履行教育职责自评报告", INTRO]
    for one in MIXED:
        blocks += [f"{one.number}.{one.title}"]
        blocks += [f"自评得分{one.score}分（满分{one.full}分）。{one.text}"]
    return docx(*blocks)


@add(
    "prose-labelled-blocks.docx",
    "5",
    "blocks of labelled paragraphs: 指标名称：, 分值：, 自评情况：, 自评得分：",
    Form([replace(one, number=OMIT) for one in _marked(MIXED)], "临河市", 2024),
)
def prose_labelled_blocks() -> bytes:
    """A form without a table."""
    blocks = ["临河市2024年市级政府履行教育职责自评材料"]
    for one in MIXED:
        blocks += [f"指标名称：{one.title}", f"分值：{one.full}分", f"自评情况：{one.text}"]
        blocks += [f"自评得分：{one.score}分", ""]
    return docx(*blocks)


@add(
    "prose-total-in-introduction.docx",
    "5",
    "the total is said in the introduction (自评得分95.5分), items follow",
    Form(
        [
            item("study", "1", "30", "30"),
            item("five", "2", "40", "37.5"),
            item("money", "3", "30", "28"),
        ],
        "望湖市",
        2023,
        full_total="100",
        total="95.5",
    ),
)
def prose_total_in_introduction() -> bytes:
    """The total first."""
    blocks: list[Block] = [
        "望湖市人民政府2023年度履行教育职责自评报告",
        "对照评价指标，我市逐项进行了自评，满分100分，自评总得分95.5分。现报告如下。",
    ]
    for topic, full, score in (("study", 30, "30"), ("five", 40, "37.5"), ("money", 30, "28")):
        count = {"study": 1, "five": 2, "money": 3}[topic]
        heading = f"{count}.{title_of(topic)}（{full}分，自评{score}分）"
        blocks += [Heading(heading, 2), *text_of(topic).split("\n")]
    return docx(*blocks)


@add(
    "prose-with-statistics-table.docx",
    "5",
    "a report in prose with a table of school statistics that is no form",
    Form(_marked(LINHE), "临河市", 2023),
)
def prose_with_statistics_table() -> bytes:
    """The table holds no indicators."""
    blocks: list[Block] = [Heading("临河市2023年履行教育职责自评报告"), INTRO]
    for one in LINHE:
        blocks += [_heading(one), one.text]
    rows = [["学段", "学校数", "在校生数", "专任教师数"], ["小学", "96", "84213", "5120"]]
    rows += [["初中", "43", "40127", "3388"], ["高中", "14", "22650", "1975"]]
    return docx(*blocks, "附：全市学校基本情况", Table(rows))


@add(
    "prose-chapters.txt",
    "5",
    "part titles 第一部分 to 第三部分, only the second holds scored items",
    Form([replace(o, section=OMIT) for o in _marked(YUNXI)], "云溪市", 2023),
)
def prose_chapters() -> bytes:
    """A long report whose middle holds the scores."""
    lines = ["云溪市人民政府关于2023年履行教育职责情况的自评报告", "", "第一部分  基本情况"]
    lines += ["全市辖2区4县，有各级各类学校512所，在校学生31.7万人。", "第二部分  指标完成情况"]
    for one in YUNXI:
        lines += [f"{one.number}.{one.title}（{one.full}分，自评{one.score}分）", one.text]
    lines += ["第三部分  存在问题及下一步打算", "一是教师结构性缺编问题仍然存在。", CLOSING]
    return plain(*lines)


THREE = [
    item("senior", "1", "6", "5.5", OMIT),
    item("vocational", "2", "6", "6", OMIT),
    item("special", "1", "5", "5", OMIT),
    item("private", "1", "4", "3.5", OMIT),
]


@add(
    "prose-three-levels.docx",
    "5",
    "一、 over （一） over 1. and only 1. carries scores",
    Form(THREE, "岭北市", 2023),
)
def prose_three_levels() -> bytes:
    """Two levels of headings without scores above the items."""
    above = [["一、教育发展", "（一）高中阶段教育"], [], ["（二）特殊教育"]]
    above.append(["二、依法治教", "（一）规范办学"])
    blocks: list[Block] = [Heading("岭北市2023年履行教育职责自评报告"), INTRO]
    for one, headings in zip(THREE, above, strict=True):
        blocks += [Heading(text, 2) for text in headings]
        blocks += [f"{one.number}.{one.title}（{one.full}分，自评得分{one.score}分）", one.text]
    return docx(*blocks)


# ---------------------------------------------------------------- what is no self-evaluation


@add("negative-report-without-scores.docx", "5", "a report in prose without any score", "failure: ")
def negative_report_without_scores() -> bytes:
    """Nothing to review: no item has a score."""
    blocks: list[Block] = [Heading("临河市2023年教育工作总结"), "一年来，主要做了以下工作。"]
    for count, topic in zip("一二三四", ("study", "safety", "kinder", "money"), strict=True):
        blocks += [Heading(f"{count}、{title_of(topic)}", 2), *text_of(topic).split("\n")]
    return docx(*blocks)


@add("negative-work-plan.txt", "5", "a work plan", "failure: ")
def negative_work_plan() -> bytes:
    """A plan has no scores."""
    return plain(
        "云溪市教育局2024年工作计划",
        "一、总体要求",
        "坚持以人民为中心发展教育，加快建设高质量教育体系。",
        "二、重点任务",
        "1.新建幼儿园6所，新增学位1800个，3月底前完成选址。",
        "2.公开招聘教师420名，8月底前全部到岗。",
        "3.完成12所学校的校舍抗震加固，投入资金3600万元。",
        "三、保障措施",
        "成立工作专班，每季度通报一次进展情况。",
    )


@add("negative-work-plan-table.xlsx", "5", "a work plan as a table", "failure: ")
def negative_work_plan_table() -> bytes:
    """A table of tasks, dates and offices."""
    rows = [["序号", "重点任务", "完成时限", "责任单位"]]
    rows += [["1", "新建公办幼儿园6所", "9月底", "市教育局、市住建局"]]
    rows += [["2", "招聘中小学教师420名", "8月底", "市委编办、市人社局"]]
    rows += [["3", "改造农村学校厕所55个", "11月底", "市教育局"]]
    return xlsx("青泽市2024年教育重点任务分解表", Table(rows))


@add(
    "negative-notice.docx",
    "5",
    "a notice that asks for self-evaluations and mentions 满分100分",
    "failure: ",
)
def negative_notice() -> bytes:
    """A notice about the work is none itself."""
    return docx(
        "关于开展2023年市级政府履行教育职责自评工作的通知",
        "各县（区）人民政府：",
        "请对照评价指标开展自评，满分100分，自评得分低于90分的须书面说明原因。",
        "一、时间安排",
        "自评报告和自评表于10月15日前报送市政府教育督导委员会办公室。",
        "二、有关要求",
        "自评应当客观真实，得分要有依据，扣分要有说明。",
    )


@add("negative-exam-results.xlsx", "5", "a table of examination results", "failure: ")
def negative_exam_results() -> bytes:
    """Points of schools, no indicators."""
    rows = [["学校", "参考人数", "平均分", "及格率"]]
    rows += [["第一中学", "612", "87.4", "93.1%"], ["第二中学", "588", "84.9", "90.6%"]]
    rows += [["实验中学", "701", "90.2", "95.8%"]]
    return xlsx("临河市九年级学业水平监测成绩统计", Table(rows))


@add("negative-news.html", "5", "a news page about an evaluation", "failure: ")
def negative_news() -> bytes:
    """News mentions a score of the city."""
    return html(
        Heading("我市履行教育职责评价取得好成绩"),
        "发布时间：2024-01-12 来源：市政府网",
        "近日，省政府教育督导委员会通报评价结果，我市以94.7分的成绩获评优秀等次。",
        "据悉，全市教育投入连续五年增长，群众满意度稳步提升。",
        title="青泽市人民政府门户网站",
    )


@add("negative-blank.txt", "5", "a text of white space only", "failure: 空")
def negative_blank() -> bytes:
    """Nothing but line ends and blanks."""
    return "\n　　\n \t\n\n".encode()


@add("negative-empty-document.docx", "5", "a Word document without any text", "failure: ")
def negative_empty_document() -> bytes:
    """One empty paragraph."""
    return docx("")
