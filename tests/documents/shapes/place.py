"""Where city and year are said: path, title, header paragraph, narratives (point 7)."""

from __future__ import annotations

from dataclasses import replace

from .parts import (
    OMIT,
    Cell,
    Form,
    Heading,
    Item,
    Registry,
    Row,
    Table,
    comma,
    docx,
    html,
    item,
    plain,
    stacked,
    text_of,
    title_of,
    xlsx,
)

REGISTRY = Registry()
DOCUMENTS = REGISTRY.documents
add = REGISTRY.add

GENERIC = "市级政府履行教育职责自评表"
HEAD = ["序号", "指标", "分值", "自评说明", "自评得分"]
ITEMS = [
    item("party", "1", "8", "8"),
    item("meal", "2", "6", "5.5"),
    item("transfer", "3", "10", "9"),
    item("mental", "4", "6", "6"),
]


def _table(items: list[Item]) -> Table:
    return Table([HEAD, *([o.number, o.title, o.full or "", o.text, o.score or ""] for o in items)])


FORM = _table(ITEMS)


@add(
    "临河市2022年自评表.docx",
    "7",
    "only the file's name says city and year",
    Form(ITEMS, "临河市", 2022),
    "文件名",
)
def name_of_file() -> bytes:
    """No city or year inside."""
    return docx(GENERIC, FORM)


@add(
    "附件2：沅平市自评表（2023年度）.xlsx",
    "7",
    "file name with 附件2： and the year in brackets",
    Form(ITEMS, "沅平市", 2023),
)
def name_of_file_with_annex() -> bytes:
    """The number of the annex is no year."""
    return xlsx(GENERIC, FORM)


@add(
    "云溪市-2024-自评表（终稿3）.csv",
    "7",
    "file name with bare year between hyphens",
    Form(ITEMS, "云溪市", 2024),
)
def name_of_file_with_hyphens() -> bytes:
    """The year has no 年."""
    return comma(GENERIC, FORM)


@add(
    "title-city-and-year.html",
    "7",
    "city and year in the title above the form",
    Form(ITEMS, "青泽市", 2021),
    "表题",
)
def title_city_and_year() -> bytes:
    """The usual place."""
    return html(Heading("青泽市2021年市级政府履行教育职责自评表"), FORM)


@add(
    "title-with-province.docx",
    "7",
    "山东省青泽市人民政府 in the title: the city without the province",
    Form(ITEMS, "青泽市", 2023),
)
def title_with_province() -> bytes:
    """A province before the city."""
    return docx("山东省青泽市人民政府2023年度履行教育职责自评表", FORM)


@add(
    "title-with-autonomous-region.xlsx",
    "7",
    "宁夏回族自治区沅平市 in the title",
    Form(ITEMS, "沅平市", 2022),
)
def title_with_autonomous_region() -> bytes:
    """An autonomous region before the city."""
    return xlsx("宁夏回族自治区沅平市2022年政府履行教育职责自评表", FORM)


@add(
    "title-autonomous-prefecture.docx",
    "7",
    "an autonomous prefecture instead of a city",
    Form(ITEMS, "凉川彝族自治州", 2023),
)
def title_autonomous_prefecture() -> bytes:
    """自治州 ranks with a city."""
    return docx("凉川彝族自治州人民政府2023年履行教育职责自评表", FORM)


@add("title-county.docx", "7", "a county's form", Form(ITEMS, "岚山县", 2024))
def title_county() -> bytes:
    """县 in the title."""
    return docx("岚山县人民政府2024年履行教育职责自评表", FORM)


@add(
    "title-on-two-lines.docx", "7", "city and title are two paragraphs", Form(ITEMS, "望湖市", 2022)
)
def title_on_two_lines() -> bytes:
    """The city stands alone above the title."""
    return docx("望湖市", "2022年市级政府履行教育职责自评表", FORM)


@add("title-chinese-year.docx", "7", "二〇二三年 in the title", Form(ITEMS, "苍岭市", 2023))
def title_chinese_year() -> bytes:
    """The year in Chinese digits."""
    return docx("苍岭市人民政府二〇二三年度履行教育职责自评表", FORM)


@add(
    "title-full-width-year.txt", "7", "２０２３年 in full-width digits", Form(ITEMS, "苍岭市", 2023)
)
def title_full_width_year() -> bytes:
    """Full-width digits."""
    return stacked("苍岭市２０２３年市级政府履行教育职责自评表", FORM)


@add(
    "title-year-in-brackets.xlsx",
    "7",
    "year in brackets behind the title: （2023年）",
    Form(ITEMS, "临河市", 2023),
)
def title_year_in_brackets() -> bytes:
    """City before, year after."""
    return xlsx("临河市人民政府履行教育职责自评表（2023年）", FORM)


@add(
    "line-reporting-unit.docx",
    "7",
    "填报单位 line names the city, title only the year",
    Form(ITEMS, "苍岭市", 2023),
)
def line_reporting_unit() -> bytes:
    """The date of the report is in the next year."""
    unit = "填报单位：苍岭市人民政府（盖章）        填报时间：2024年1月15日"
    return docx(f"2023年度{GENERIC}", unit, FORM)


@add(
    "line-reporting-unit-in-table.xlsx",
    "7",
    "填报单位 and year are merged rows of the table",
    Form(ITEMS, "沅平市", 2022),
)
def line_reporting_unit_in_table() -> bytes:
    """Rows above the header."""
    top: list[Row] = [
        [Cell(GENERIC, cols=5)],
        [Cell("填报单位：沅平市人民政府", cols=3), Cell("评价年度：2022年", cols=2)],
    ]
    return xlsx(Table([*top, *FORM.rows]))


@add(
    "line-city-only.csv",
    "7",
    "市（州）：临河市 and 年度：2023 as lines above the form",
    Form(ITEMS, "临河市", 2023),
)
def line_city_only() -> bytes:
    """Labelled lines."""
    return comma(GENERIC, "市（州）：临河市", "年度：2023年", FORM)


TOLD = [
    Item(
        "1",
        title_of("study"),
        "10",
        "10",
        "2022年，望湖市委常委会、市政府常务会议共研究教育议题21次，建立领导干部联系学校制度。",
    ),
    Item(
        "2",
        title_of("land"),
        "8",
        "7",
        "截至2022年底，望湖市新建、改扩建学校9所，仍有1所学校因征地原因进展缓慢。",
    ),
    Item(
        "3",
        title_of("survey"),
        "5",
        "5",
        "2022年全市群众教育满意度为91.8%，望湖市在全省排名第3位。",
    ),
]


@add(
    "narratives-only.docx", "7", "city and year only in the narratives", Form(TOLD, "望湖市", 2022)
)
def narratives_only() -> bytes:
    """Every narrative says the same city and year."""
    return docx("政府履行教育职责自评表", _table(TOLD))


@add(
    "narratives-year-only.xlsx",
    "7",
    "city in the title, year only in the narratives",
    Form(TOLD, "望湖市", 2022),
)
def narratives_year_only() -> bytes:
    """The year must be taken from the text."""
    return xlsx("望湖市政府履行教育职责自评表", _table(TOLD))


YEARS = [
    Item(
        "1",
        title_of("money"),
        "10",
        "9",
        "2021年一般公共预算教育支出31.2亿元，2022年为32.5亿元，2023年为33.1亿元。",
    ),
    Item(
        "2",
        title_of("rectify"),
        "8",
        "7",
        "2020年省级评价反馈问题9项，2022年底前整改7项，其余2项预计2025年完成。",
    ),
    Item("3", title_of("salary"), "6", "6", "2022年起建立工资联动机制，县（区）全部落实。"),
]


@add(
    "several-years.docx",
    "7",
    "title says 2023, narratives speak of 2020 to 2025",
    Form(YEARS, "青泽市", 2023),
)
def several_years() -> bytes:
    """The title decides."""
    return docx("青泽市2023年市级政府履行教育职责自评表", _table(YEARS))


@add(
    "several-years-basis.html",
    "7",
    "the heading cites a document of 〔2019〕 above the title's 2022",
    Form(YEARS, "青泽市", 2022),
)
def several_years_basis() -> bytes:
    """The year of a document's number is not the form's."""
    basis = "根据省政府教育督导委员会〔2019〕8号文件制表"
    return html(basis, Heading("青泽市2022年政府履行教育职责自评表"), _table(YEARS))


OTHERS = [
    Item(
        "1",
        title_of("rotation"),
        "8",
        "7.5",
        "组织校长赴杭州市、苏州市跟岗学习46人次，与北海市结对学校开展教研活动12场。",
    ),
    Item("2", title_of("digital"), "6", "6", "智慧教育经验在苏州市召开的现场会上作书面交流。"),
    Item("3", title_of("kinder"), "10", "9", text_of("kinder")),
]


@add(
    "other-cities.docx",
    "7",
    "narratives name other cities; the title decides",
    Form(OTHERS, "岭北市", 2023),
)
def other_cities() -> bytes:
    """Cities visited are not the city that reports."""
    return docx("岭北市2023年市级政府履行教育职责自评表", _table(OTHERS))


@add("no-city-no-year.docx", "7", "nothing says city or year", Form(ITEMS, None, None))
def no_city_no_year() -> bytes:
    """市级政府 is no city."""
    return docx(GENERIC, FORM)


@add(
    "no-city-words-with-shi.xlsx",
    "7",
    "全市, 我市, 各市, 城市 and 市级 are no names of cities",
    Form(
        [
            Item(
                "1",
                "城市学校布局",
                "6",
                "6",
                "全市统筹城市与农村学校布局，我市城市大班额问题基本解决。",
            ),
            Item(
                "2",
                "市场监管协同",
                "4",
                "4",
                "各县市区市场监管部门联合执法14次，本市未发生集体食物中毒事件。",
            ),
            Item(
                "3",
                "超市周边整治",
                "4",
                "3.5",
                "对校园周边超市开展检查，个别超市仍在向学生售卖电子烟。",
            ),
        ],
        None,
        None,
    ),
)
def no_city_words_with_shi() -> bytes:
    """市 within ordinary words."""
    rows = [
        ["1", "城市学校布局", "6", "全市统筹城市与农村学校布局，我市城市大班额问题基本解决。", "6"],
        [
            "2",
            "市场监管协同",
            "4",
            "各县市区市场监管部门联合执法14次，本市未发生集体食物中毒事件。",
            "4",
        ],
        ["3", "超市周边整治", "4", "对校园周边超市开展检查，个别超市仍在向学生售卖电子烟。", "3.5"],
    ]
    return xlsx(GENERIC, Table([HEAD, *rows]))


@add(
    "prose-city-in-signature.docx",
    "7",
    "a report whose city and year stand in the last lines",
    Form([replace(o, text=OMIT, contains=(o.text,)) for o in ITEMS], "岭北市", OMIT),
)
def prose_city_in_signature() -> bytes:
    """Signed by the government, dated; the year reported is not said."""
    lines = ["履行教育职责自评报告", "现将自评情况报告如下。"]
    for one in ITEMS:
        lines += [f"{one.number}.{one.title}（{one.full}分，自评{one.score}分）", one.text]
    return docx(*lines, "岭北市人民政府", "2024年2月6日")


@add(
    "title-in-html-head.html",
    "7",
    "only the page's <title> says city and year",
    Form(ITEMS, "云溪市", 2023),
)
def title_in_html_head() -> bytes:
    """The heading is generic."""
    return html(Heading(GENERIC), FORM, title="云溪市2023年市级政府履行教育职责自评表")


@add(
    "title-government-of.txt",
    "7",
    "text report titled 中共云溪市委 云溪市人民政府",
    Form([replace(o, text=OMIT, contains=(o.text,)) for o in ITEMS], "云溪市", 2022),
)
def title_government_of() -> bytes:
    """Party committee and government both name the city."""
    lines = ["中共云溪市委  云溪市人民政府", "关于2022年度履行教育职责情况的自评报告"]
    for one in ITEMS:
        lines += [f"{one.number}.{one.title}（{one.full}分，自评{one.score}分）", one.text]
    return plain(*lines)


@add(
    "2021/云溪市/自评表.xlsx",
    "7",
    "only the folders say year and city",
    Form(ITEMS, "云溪市", 2021),
)
def folders() -> bytes:
    """A folder for every year and city."""
    return xlsx(GENERIC, FORM)
