"""Word documents (docx, docm, flat XML), mostly written by hand."""

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import docx as python_docx

from .forms import HEWAN, LANSHAN, LINHE, PINGLAN, QINGXI, YUNCHUAN, Form, Grid, grid
from .parts import (
    NAMESPACES,
    OFFICE,
    PACKAGE,
    STYLES,
    WORD_TYPE,
    XML,
    Content,
    W,
    cell,
    column_widths,
    declare,
    document,
    docx,
    docx_members,
    form_docx,
    grid_rows,
    grid_table,
    heading,
    para,
    paras,
    row,
    run,
    table,
    unzipped,
    zipped,
)

Raw = dict[tuple[int, int], str]
WHO = 'w:author="张科长" w:date="2023-05-11T09:30:00Z"'


def _raw(layout: Grid, cells: dict[str, str]) -> Raw:
    """Return replacements by position for cells given by a piece of their text."""
    return {layout.find(text): content for text, content in cells.items()}


def _form_with(form: Form, cells: dict[str, str], parts: dict[str, str] | None = None) -> bytes:
    """Return the docx of a form in which some cells have hand-made content."""
    layout = grid(form)
    return docx(heading(form.title) + grid_table(layout, _raw(layout, cells)), parts)


# ---- tracked changes ---------------------------------------------------------------------------


def _ins(text: str) -> str:
    """Return an inserted run."""
    return f'<w:ins w:id="7" {WHO}>{run(text)}</w:ins>'


def _del(text: str) -> str:
    """Return a deleted run."""
    gone = run(text).replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return f'<w:del w:id="8" {WHO}>{gone}</w:del>'


def _mark(kind: str) -> str:
    """Return paragraph properties that say the paragraph mark was inserted or deleted."""
    return f'<w:rPr><w:{kind} w:id="9" {WHO}/></w:rPr>'


def tracked_changes() -> bytes:
    """Words, digits, a score and a whole sentence were changed with tracking on."""
    plan = run("县政府印发教育事业发展规划，明确重点工程18项，当年开工")
    open_text, added = LANSHAN.rows[3].text.split("。", 1)
    return _form_with(
        LANSHAN,
        {
            "当年开工17项": para(plan + _del("15") + _ins("17") + run("项。")),
            "部门协同履责": para(run("部门") + _del("配合") + _ins("协同") + run("履责")),
            "课后服务": para(run(open_text + "。") + _del("无违规情况。") + _ins(added)),
            "22": para(_del("25") + _ins("22")),
            "93.2": para(_del("96.2") + _ins("93.2")),
        },
    )


def tracked_rows() -> bytes:
    """One whole row was inserted, another deleted."""
    layout = grid(YUNCHUAN)
    rows = grid_rows(layout)
    inserted = "".join(cell(para(_ins(text), _mark("ins"))) for text in layout.cells[3])
    old = ("4", "语言文字规范化", "10", "普通话等级达标率为97.4%。", "9.5")
    deleted = "".join(cell(para(_del(text), _mark("del"))) for text in old)
    rows[3] = row(inserted, f'<w:ins w:id="11" {WHO}/>')
    rows.insert(4, row(deleted, f'<w:del w:id="12" {WHO}/>'))
    return docx(heading(YUNCHUAN.title) + table("".join(rows), column_widths(layout)))


def tracked_paragraphs() -> bytes:
    """In one cell a paragraph was deleted and another inserted."""
    first, second = LINHE.rows[0].text.split("\n")
    middle = para(_del("市领导到学校讲思政课42人次。"), _mark("del"))
    content = para(run(first)) + middle + para(_ins(second), _mark("ins"))
    return _form_with(LINHE, {"市委常委会专题": content})


def tracked_join() -> bytes:
    """The paragraph mark between two halves of a sentence was deleted."""
    left, right = YUNCHUAN.rows[0].text.split("，", 1)
    content = para(run(left + "，"), _mark("del")) + para(run(right))
    return _form_with(YUNCHUAN, {"财政教育支出": content})


def tracked_moves() -> bytes:
    """A sentence was moved from one narrative to another."""
    text = "农村学校音体美教师仍有缺额。"
    first = LINHE.rows[5].text.split("\n")[0]
    source = (
        f'<w:moveFromRangeStart w:id="21" w:name="move1" {WHO}/><w:moveFrom w:id="22" {WHO}>'
        f'{run(text)}</w:moveFrom><w:moveFromRangeEnd w:id="21"/>'
    )
    target = (
        f'<w:moveToRangeStart w:id="23" w:name="move1" {WHO}/><w:moveTo w:id="24" {WHO}>'
        f'{run(text)}</w:moveTo><w:moveToRangeEnd w:id="23"/>'
    )
    return _form_with(
        LINHE,
        {
            "新建、改扩建学校": para(run(LINHE.rows[4].text or "") + source),
            "全年招聘教师": para(run(first)) + para(target, _mark("moveTo")),
        },
    )


def tracked_formatting() -> bytes:
    """Only formats were changed with tracking on; the words are the same."""
    text = QINGXI.rows[4].text or ""
    style = f'<w:b/><w:rPrChange w:id="31" {WHO}><w:rPr><w:i/></w:rPr></w:rPrChange>'
    props = f'<w:jc w:val="left"/><w:pPrChange w:id="32" {WHO}><w:pPr><w:jc w:val="center"/>'
    props += "</w:pPr></w:pPrChange>"
    return _form_with(QINGXI, {"教育经费专款专用": para(run(text, style), props)})


def tracked_table() -> bytes:
    """Last year's table was deleted as a whole, this year's was inserted below it."""
    old = grid(replace(QINGXI, rows=QINGXI.rows[:2], declared="41.0", full_total="45"))
    new = grid(QINGXI)
    return docx(
        para(_del("清溪市2020年度市级政府履行教育职责自评表") + _ins(QINGXI.title))
        + _whole_table(old, "del")
        + para()
        + _whole_table(new, "ins")
    )


def _whole_table(layout: Grid, kind: str) -> str:
    """Return a table all rows of which were inserted or deleted."""
    change = _ins if kind == "ins" else _del
    rows = ""
    for line in layout.cells:
        cells = (
            cell("".join(para(change(x), _mark(kind)) for x in text.split("\n"))) for text in line
        )
        rows += row("".join(cells), f'<w:{kind} w:id="41" {WHO}/>')
    return table(rows, column_widths(layout))


# ---- content controls --------------------------------------------------------------------------


def _control(content: str, props: str = "<w:text/>") -> str:
    """Return a content control around runs, blocks, cells or rows."""
    return f"<w:sdt><w:sdtPr>{props}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def content_controls_cells() -> bytes:
    """Controls around cells, around paragraphs in cells and around runs."""
    layout = grid(LANSHAN)
    rows = grid_rows(layout)
    cells = [cell(paras(text)) for text in layout.cells[3]]
    cells[1] = cell(paras("规范办学"), '<w:vMerge w:val="restart"/>')
    cells[2] = cell(para(_control(run(layout.cells[3][2]))))
    cells[4] = cell(_control(paras(layout.cells[3][4]), "<w:richText/>"))
    cells[5] = _control(cells[5], '<w:comboBox><w:listItem w:value="20"/></w:comboBox>')
    rows[3] = row("".join(cells))
    return docx(_control(heading(LANSHAN.title)) + table("".join(rows), column_widths(layout)))


def content_controls_rows() -> bytes:
    """Controls around single rows, and a repeating section with nested items."""
    layout = grid(HEWAN)
    rows = grid_rows(layout)
    single = _control(rows[1]) + _control(rows[2])
    item = "<w15:repeatingSectionItem/>"
    items = "".join(_control(r, item) for r in rows[3:10])
    body = rows[0] + single + _control(items, "<w15:repeatingSection/>") + rows[10]
    return docx(heading(HEWAN.title) + table(body, column_widths(layout)))


def content_control_table() -> bytes:
    """A control around the title and another around the whole table."""
    control = _control(grid_table(grid(PINGLAN)), '<w:lock w:val="sdtContentLocked"/>')
    return docx(_control(heading(PINGLAN.title)) + control)


def placeholder_text() -> bytes:
    """A narrative and a score were never filled: the controls still show their prompts."""
    shown = "<w:showingPlcHdr/>"
    text = _control(run("单击或点击此处输入文字。", '<w:rStyle w:val="a3"/>'), shown + "<w:text/>")
    score = _control(run("选择一项。", '<w:rStyle w:val="a3"/>'), shown + "<w:dropDownList/>")
    cells = {"课后服务": para(text), "22": para(score)}
    return _form_with(LANSHAN, cells)


# ---- structure ---------------------------------------------------------------------------------


def nested_layout() -> bytes:
    """The whole form stands in the single cell of a frame table."""
    inner = heading(LINHE.title) + grid_table(grid(LINHE)) + para()
    return docx(table(row(cell(inner)), [9300]))


def nested_box() -> bytes:
    """One narrative stands in a one-cell table inside its cell."""
    box = table(row(cell(paras(LINHE.rows[7].text or ""))), [4000]) + para()
    return _form_with(LINHE, {"上一轮反馈问题": box})


def nested_data() -> bytes:
    """A narrative has a small table of figures inside."""
    data = (
        ("学段", "2020年", "2021年"),
        ("小学", "9860元", "9742元"),
        ("初中", "13120元", "13205元"),
    )
    lines = "".join(row("".join(cell(paras(x)) for x in line)) for line in data)
    content = paras(LINHE.rows[3].text or "") + table(lines, [1300] * 3) + para()
    return _form_with(LINHE, {"2021年一般公共预算": content})


def text_box_title() -> bytes:
    """The title stands in a floating text box, in two notations of the same box."""
    words = f"<w:txbxContent>{heading(LINHE.title)}</w:txbxContent>"
    shape = (
        '<w:drawing><wp:anchor><wp:extent cx="5000000" cy="500000"/><a:graphic><a:graphicData'
        f' uri="{NAMESPACES["wps"]}"><wps:wsp><wps:txbx>{words}</wps:txbx><wps:bodyPr/></wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    old = f'<w:pict><v:shape style="width:400pt"><v:textbox>{words}</v:textbox></v:shape></w:pict>'
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{shape}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )
    return docx(para(f"<w:r>{both}</w:r>") + para() + grid_table(grid(LINHE)))


def notes_and_comments() -> bytes:
    """Footnotes, an endnote and a comment hang on the narratives."""
    text = QINGXI.rows[0].text or ""
    marks = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="2"/></w:r>'
    remark = (
        f'<w:commentRangeStart w:id="1"/>{run(text)}<w:commentRangeEnd w:id="1"/>'
        '<w:r><w:commentReference w:id="1"/></w:r>'
    )
    return _form_with(QINGXI, {"学前三年毛入园率": para(remark + marks)}, _notes())


def _notes() -> dict[str, str]:
    """Return the parts with the notes and the comment."""
    words = {
        "footnote": "数据来源：2021年教育事业统计年报，扣0.5分。",
        "endnote": "口径为在园幼儿人数。",
        "comment": "此处数据请再核，正在整改中的不要写。",
    }
    parts = {}
    for name, text in words.items():
        key = 1 if name == "comment" else 2
        attributes = f' w:id="{key}" {WHO}' if name == "comment" else f' w:id="{key}"'
        reference = "" if name == "comment" else f"<w:r><w:{name}Ref/></w:r>"
        body = f"<w:{name}{attributes}>{para(reference + run(text))}</w:{name}>"
        parts[f"{name}s"] = f'{XML}<w:{name}s xmlns:w="{W}">{body}</w:{name}s>'
    return parts


def header_table() -> bytes:
    """The page header holds a table that looks like a form, with a sample row."""
    sample = ["9", "示例项目", "示例内容", "10", "示例说明。", "9"]
    lines = [grid(LANSHAN).cells[0], sample]
    head = table("".join(row("".join(cell(paras(x)) for x in line)) for line in lines))
    parts = {"header1": f"{XML}<w:hdr{declare()}>{head}{para(run('内部资料'))}</w:hdr>"}
    link = '<w:headerReference w:type="default" r:id="rId_header1"/>'
    return docx(heading(LANSHAN.title) + grid_table(grid(LANSHAN)), parts, link)


def cover_table() -> bytes:
    """A cover table with city, unit and date stands before the form."""
    lines = [("填报单位", "平澜市人民政府"), ("填报时间", "2023年3月"), ("联系人", "李某某")]
    cover = table("".join(row("".join(cell(paras(x)) for x in line)) for line in lines), [3000] * 2)
    return docx(heading(PINGLAN.title) + cover + para() + grid_table(grid(PINGLAN)))


def grid_before_after() -> bytes:
    """Continuation rows leave out the section cell (gridBefore), a signature row ends early."""
    layout = grid(LINHE)
    widths = column_widths(layout)
    rows = []
    for line in layout.cells[:-1]:
        start = 0 if line[0] else 1
        pairs = list(zip(line, widths, strict=True))
        cells = "".join(cell(paras(x), width=w) for x, w in pairs[start:])
        skip = f'<w:gridBefore w:val="1"/><w:wBefore w:w="{widths[0]}" w:type="dxa"/>'
        rows.append(row(cells, skip if start else ""))
    rows.append(grid_rows(layout)[-1])
    after = f'<w:gridAfter w:val="2"/><w:wAfter w:w="{sum(widths[2:])}" w:type="dxa"/>'
    signature = cell(paras("填表人：周某某"), width=widths[0])
    rows.append(row(signature + cell(paras("审核人：吴某某"), width=widths[1]), after))
    return docx(heading(LINHE.title) + table("".join(rows), widths))


def horizontal_merge_old() -> bytes:
    """Title and total rows are merged in the old way (hMerge), all cells still present."""
    layout = grid(LANSHAN)
    rows = grid_rows(layout)
    rows[-1] = row(_old_merge(layout.cells[-1], 3))
    title = row(_old_merge([LANSHAN.title, "", "", "", "", ""], 6))
    return docx(table(title + "".join(rows), column_widths(layout)))


def _old_merge(texts: list[str], count: int) -> str:
    """Return cells of which the first few are merged by hMerge."""
    cells = ""
    for i, text in enumerate(texts):
        value = ' w:val="restart"' if i == 0 else ""
        cells += cell(paras(text), f"<w:hMerge{value}/>" if i < count else "")
    return cells


def python_docx_merged() -> bytes:
    """Made with python-docx, cells merged by its own method."""
    layout = grid(PINGLAN)
    paper = python_docx.Document()
    paper.add_heading(PINGLAN.title, 1)
    made = paper.add_table(len(layout.cells), len(layout.cells[0]))
    for r, line in enumerate(layout.cells):
        for c, text in enumerate(line):
            if text:
                made.cell(r, c).text = text
    for top, left, bottom, right in layout.merges:
        made.cell(top, left).merge(made.cell(bottom, right))
    buffer = BytesIO()
    paper.save(buffer)
    return zipped(unzipped(buffer.getvalue()))


# ---- text inside paragraphs --------------------------------------------------------------------


def _field(code: str, result: str) -> str:
    """Return a complex field."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
        f'{code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def fields_and_links() -> bytes:
    """Hyperlinks, simple, complex and nested fields; a deleted field; the total is a formula."""
    link = f'<w:hyperlink r:id="rIdLink"><w:r><w:t>{"发展规划"}</w:t></w:r></w:hyperlink>'
    plan = run("县政府印发教育事业") + link + run("，明确重点工程")
    plan += f'<w:fldSimple w:instr=" DOCPROPERTY 项目数 ">{run("18")}</w:fldSimple>'
    plan += run("项，当年开工") + _field("REF kgs \\h", run("17")) + run("项。")
    inner = _field('MERGEFIELD "优良率" ', run("48.3"))
    health = run("学生体质健康优良率为") + _field("QUOTE " + "\\* MERGEFORMAT", inner)
    health += run((LANSHAN.rows[4].text or "").split("48.3")[1]) + _deleted_field()
    layout = grid(LANSHAN)
    cells = {
        "当年开工17项": para(plan),
        "体质健康优良率": para(health),
        "93.2": para(_field("=SUM(ABOVE)", run("93.2"))),
    }
    mark = '<w:bookmarkStart w:id="3" w:name="kgs"/>{}<w:bookmarkEnd w:id="3"/>'
    intro = para(run("附：当年开工项目共") + mark.format(run("17")) + run("项，名单另报。"))
    body = heading(LANSHAN.title) + intro + grid_table(layout, _raw(layout, cells))
    target = "https://www.example.com/plan"
    return zipped(docx_members(document(body), links=[("rIdLink", "hyperlink", target)]))


def _deleted_field() -> str:
    """Return a field that was deleted with tracking on."""
    gone = _field("PAGE", run("第3页")).replace("w:instrText", "w:delInstrText")
    gone = gone.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return f'<w:del w:id="51" {WHO}>{gone}</w:del>'


def breaks_and_tabs() -> bytes:
    """Soft line breaks and a tab inside narratives, a remembered page break, a broken header."""
    text = (YUNCHUAN.rows[2].text or "").replace("，", "，\n", 1)
    first = "财政教育支出逐年增长，"
    rest = (YUNCHUAN.rows[0].text or "")[len(first) :]
    old = run(first) + "<w:r><w:lastRenderedPageBreak/></w:r>" + run(rest)
    pay = para(run("教师工资\t" + (YUNCHUAN.rows[1].text or "")))
    return _form_with(
        YUNCHUAN,
        {
            "一键报警": para(run(text)),
            "财政教育支出": para(old),
            "义务教育教师平均工资": pay,
            "自评得分": para(run("自评\n得分")),
        },
    )


def split_runs() -> bytes:
    """Numbers and words are cut into many runs between proofing marks and bookmarks."""
    layout = grid(QINGXI)
    raw = {}
    for r, line in enumerate(layout.cells):
        for c, text in enumerate(line):
            pieces = re.findall(r"\d|\.|[^\d.]{1,4}", text)
            mark = '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="1" w:name="b"/>'
            mark += '<w:bookmarkEnd w:id="1"/>'
            raw[r, c] = para(mark.join(run(p) for p in pieces))
    return docx(heading(QINGXI.title) + grid_table(layout, raw))


def smart_tags() -> bytes:
    """Runs, cells and rows are wrapped in smart tags and custom XML."""
    wrap = '<w:smartTag w:uri="urn:x" w:element="date">{}</w:smartTag>'
    custom = '<w:customXml w:uri="urn:x" w:element="item">{}</w:customXml>'
    layout = grid(YUNCHUAN)
    rows = grid_rows(layout, _raw(layout, {"拖欠": para(wrap.format(run(layout.cells[2][3])))}))
    rows[1] = custom.format(rows[1])
    cells = [cell(paras(x)) for x in layout.cells[3]]
    rows[3] = row("".join(cells[:3]) + custom.format(cells[3]) + cells[4])
    return docx(heading(YUNCHUAN.title) + table("".join(rows), column_widths(layout)))


def ruby_text() -> bytes:
    """A place name carries phonetic marks that are no part of the text."""
    left, right = (PINGLAN.rows[4].text or "").split("柳湾")
    ruby = (
        f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('liǔ wān')}</w:rt>"
        f"<w:rubyBase>{run('柳湾')}</w:rubyBase></w:ruby></w:r>"
    )
    return _form_with(PINGLAN, {"教学仪器设备": para(run(left) + ruby + run(right))})


# ---- automatic numbers -------------------------------------------------------------------------

Level = tuple[str, str]


def _numbering(levels: list[Level], nums: str = "") -> str:
    """Return a numbering part with one list of levels (format, text)."""
    inner = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        for i, (fmt, text) in enumerate(levels)
    )
    nums = nums or '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return (
        f'{XML}<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">'
        f'<w:multiLevelType w:val="multilevel"/>{inner}</w:abstractNum>{nums}</w:numbering>'
    )


def _numbered(text: str, level: int = 0, num: int = 1) -> str:
    """Return paragraphs of which the first has an automatic number."""
    props = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
    first, *rest = text.split("\n")
    return para(run(first) if first else "", props) + "".join(para(run(x)) for x in rest)


def auto_numbers() -> bytes:
    """The indicator numbers are an automatic list in the title column."""
    cells = {f"{r.number}.{r.title}": _numbered(r.title) for r in QINGXI.rows}
    return _form_with(QINGXI, cells, {"numbering": _numbering([("decimal", "%1.")])})


def auto_numbers_style() -> bytes:
    """The automatic numbers come from a paragraph style based on another."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="zb"><w:name w:val="指标"/><w:basedOn w:val="a"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="zb2"><w:name w:val="指标二"/>'
        '<w:basedOn w:val="zb"/></w:style>'
    )
    parts = {"numbering": _numbering([("decimal", "%1.")]), "styles": STYLES.format(more=styles)}
    style = '<w:pStyle w:val="zb2"/>'
    cells = {f"{r.number}.{r.title}": para(run(r.title), style) for r in QINGXI.rows}
    return _form_with(QINGXI, cells, parts)


def auto_numbers_chinese() -> bytes:
    """The automatic numbers count in Chinese."""
    layout = grid(YUNCHUAN)
    narrow = Grid([line[1:] for line in layout.cells], [], layout.widths[1:])
    narrow.cells[-1][0] = "合计"
    raw = _raw(narrow, {r.title: _numbered(r.title) for r in YUNCHUAN.rows})
    parts = {"numbering": _numbering([("chineseCountingThousand", "%1、")])}
    return docx(heading(YUNCHUAN.title) + grid_table(narrow, raw), parts)


def auto_numbers_levels() -> bytes:
    """Sections are counted 1. 2. 3., indicators 1.1, 1.2, both automatically."""
    cells = {f"{s[1]}\n": _numbered(f"{s[1]}\n（{s[2]}分）") for s in LINHE.sections}
    layout = grid(LINHE)
    for r, item in enumerate(LINHE.rows, 1):
        title = layout.cells[r][1]
        cells[title] = _numbered(title.removeprefix(f"{item.number}."), 1)
    parts = {"numbering": _numbering([("decimal", "%1."), ("decimal", "%1.%2")])}
    return _form_with(LINHE, cells, parts)


def auto_numbers_column() -> bytes:
    """The number column is empty but for automatic numbers."""
    layout = grid(HEWAN)
    raw = {(r, 0): _numbered("") for r in range(1, len(HEWAN.rows) + 1)}
    parts = {"numbering": _numbering([("decimal", "%1")])}
    return docx(heading(HEWAN.title) + grid_table(layout, raw), parts)


def auto_numbers_restart() -> bytes:
    """Instructions before the table use the same list; the table starts again at 1."""
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    nums = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/>{extra}</w:num>'
        for n, extra in ((1, ""), (2, again))
    )
    hints = ("本表由县教育行政部门组织填写。", "数据以年报为准。", "佐证材料另附。")
    layout = grid(LANSHAN)
    raw = {(r, 0): _numbered("", num=2) for r in range(1, len(LANSHAN.rows) + 1)}
    body = heading(LANSHAN.title) + "".join(_numbered(h) for h in hints) + grid_table(layout, raw)
    return docx(body, {"numbering": _numbering([("decimal", "%1.")], nums)})


def auto_numbers_narrative() -> bytes:
    """Automatic numbers inside a narrative do not disturb those of the indicators."""
    cells = {f"{r.number}.{r.title}": _numbered(r.title) for r in QINGXI.rows}
    facts = ("普通高中大班额由41个减少到6个。", "消除比例为85.4%。")
    cells["普通高中56人以上"] = "".join(_numbered(f, num=2) for f in facts)
    nums = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n - 1}"/></w:num>' for n in (1, 2)
    )
    second = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="（%1）"/></w:lvl></w:abstractNum>'
    )
    numbering = _numbering([("decimal", "%1.")], second + nums)
    return _form_with(QINGXI, cells, {"numbering": numbering})


# ---- dialects ----------------------------------------------------------------------------------

STRICT = "http://purl.oclc.org/ooxml"


def to_strict(members: dict[str, Content]) -> dict[str, Content]:
    """Rewrite the namespaces of a package to those of Strict OOXML."""
    names = {
        f"{OFFICE}/wordprocessingml/2006/main": f"{STRICT}/wordprocessingml/main",
        f"{OFFICE}/spreadsheetml/2006/main": f"{STRICT}/spreadsheetml/main",
        f"{OFFICE}/officeDocument/2006/relationships": f"{STRICT}/officeDocument/relationships",
        f"{OFFICE}/drawingml/2006/main": f"{STRICT}/drawingml/main",
    }
    result: dict[str, Content] = {}
    for name, content in members.items():
        text = content if isinstance(content, str) else content.decode()
        for old, new in names.items():
            text = text.replace(old, new)
        result[name] = text
    return result


def _plain_members(form: Form, attributes: str = "") -> dict[str, Content]:
    """Return the members of the ordinary docx of a form."""
    body = heading(form.title) + grid_table(grid(form))
    return docx_members(document(body, attributes=attributes))


def strict() -> bytes:
    """Strict OOXML, as Word saves it on request."""
    return zipped(to_strict(_plain_members(LINHE, ' w:conformance="strict"')))


def macro_enabled() -> bytes:
    """A docm with a macro project."""
    body = heading(LANSHAN.title) + grid_table(grid(LANSHAN))
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    project = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    members = docx_members(document(body), {}, [("rIdVba", project, "vbaProject.bin")], kind)
    relations = str(members["word/_rels/document.xml.rels"]).replace(' TargetMode="External"', "")
    members["word/_rels/document.xml.rels"] = relations
    types = str(members["[Content_Types].xml"])
    binary = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    members["[Content_Types].xml"] = types.replace("<Override", binary + "<Override", 1)
    return zipped({**members, "word/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(2000)})


def wps_namespaces() -> bytes:
    """As WPS writes it: its own namespace, ignorable extras, alternates with a fallback."""
    private = "http://www.wps.cn/officeDocument/2013/wpsCustomData"
    attributes = f' xmlns:wpsCustomData="{private}" mc:Ignorable="w14 w15 wpsCustomData"'
    text = HEWAN.rows[1].text or ""
    half = len(text) // 2
    choice = (
        '<mc:AlternateContent><mc:Choice Requires="wpsCustomData"><wpsCustomData:run/></mc:Choice>'
        f"<mc:Fallback>{run(text[half:])}</mc:Fallback></mc:AlternateContent>"
    )
    extra = '<w14:textFill><w14:solidFill/></w14:textFill><w:lang w:eastAsia="zh-CN"/>'
    content = para(run(text[:half], extra) + choice)
    layout = grid(HEWAN)
    body = heading(HEWAN.title) + grid_table(layout, _raw(layout, {text: content}))
    body += "<wpsCustomData:note>WPS</wpsCustomData:note>"
    return zipped(docx_members(document(body, attributes=attributes)))


def flat_xml() -> bytes:
    """Flat OPC: the whole package as one XML file."""
    inner = ""
    members = _plain_members(LANSHAN)
    types = {"xml": f"{WORD_TYPE}.document.main+xml", "rels": f"{PACKAGE}/relationships"}
    types["rels"] = "application/vnd.openxmlformats-package.relationships+xml"
    for name, content in members.items():
        if name == "[Content_Types].xml":
            continue
        kind = types[name.rsplit(".", 1)[1]]
        kind = f"{WORD_TYPE}.styles+xml" if "styles" in name else kind
        data = str(content).removeprefix(XML)
        inner += (
            f'<pkg:part pkg:name="/{name}" pkg:contentType="{kind}">'
            f"<pkg:xmlData>{data}</pkg:xmlData></pkg:part>"
        )
    package = "http://schemas.microsoft.com/office/2006/xmlPackage"
    head = f'{XML}<?mso-application progid="Word.Document"?>\n'
    return f'{head}<pkg:package xmlns:pkg="{package}">{inner}</pkg:package>'.encode()


def renamed_part() -> bytes:
    """The main part has another name; only the relationships tell it."""
    renamed: dict[str, Content] = {}
    for name, content in _plain_members(QINGXI).items():
        text = str(content).replace("word/document.xml", "/main/zhengwen.xml")
        text = text.replace("//main", "/main").replace('"styles.xml"', '"/word/styles.xml"')
        name = name.replace("word/document.xml", "main/zhengwen.xml")
        renamed[name.replace("word/_rels/document.xml", "main/_rels/zhengwen.xml")] = text
    return zipped(renamed)


def utf16_part() -> bytes:
    """The main part is encoded in UTF-16."""
    members = _plain_members(YUNCHUAN)
    text = str(members["word/document.xml"]).replace('"UTF-8"', '"UTF-16"')
    return zipped({**members, "word/document.xml": text.encode("utf-16")})


def other_prefixes() -> bytes:
    """The usual prefix w is spelled otherwise, and the namespace is the default one."""
    members = _plain_members(PINGLAN)
    text = str(members["word/document.xml"]).replace("xmlns:w=", "xmlns:ns0=")
    text = re.sub(r"(</?|\s)w:", r"\1ns0:", text)
    return zipped({**members, "word/document.xml": text})


def plain_seed() -> bytes:
    """The ordinary docx of the first form, as a baseline."""
    return form_docx(LINHE.title, grid(LINHE))


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "plain.docx": plain_seed,
    "tracked-changes.docx": tracked_changes,
    "tracked-rows.docx": tracked_rows,
    "tracked-paragraphs.docx": tracked_paragraphs,
    "tracked-join.docx": tracked_join,
    "tracked-moves.docx": tracked_moves,
    "tracked-formatting.docx": tracked_formatting,
    "tracked-table.docx": tracked_table,
    "content-controls-cells.docx": content_controls_cells,
    "content-controls-rows.docx": content_controls_rows,
    "content-control-table.docx": content_control_table,
    "placeholder-text.docx": placeholder_text,
    "nested-layout.docx": nested_layout,
    "nested-box.docx": nested_box,
    "nested-data.docx": nested_data,
    "text-box-title.docx": text_box_title,
    "notes-and-comments.docx": notes_and_comments,
    "header-table.docx": header_table,
    "cover-table.docx": cover_table,
    "grid-before-after.docx": grid_before_after,
    "horizontal-merge-old.docx": horizontal_merge_old,
    "python-docx-merged.docx": python_docx_merged,
    "fields-and-links.docx": fields_and_links,
    "breaks-and-tabs.docx": breaks_and_tabs,
    "split-runs.docx": split_runs,
    "smart-tags.docx": smart_tags,
    "ruby.docx": ruby_text,
    "auto-numbers.docx": auto_numbers,
    "auto-numbers-style.docx": auto_numbers_style,
    "auto-numbers-chinese.docx": auto_numbers_chinese,
    "auto-numbers-levels.docx": auto_numbers_levels,
    "auto-numbers-column.docx": auto_numbers_column,
    "auto-numbers-restart.docx": auto_numbers_restart,
    "auto-numbers-narrative.docx": auto_numbers_narrative,
    "strict.docx": strict,
    "macro-enabled.docm": macro_enabled,
    "wps-namespaces.docx": wps_namespaces,
    "flat.xml": flat_xml,
    "flat-named.docx": flat_xml,
    "renamed-part.docx": renamed_part,
    "utf16-part.docx": utf16_part,
    "other-prefixes.docx": other_prefixes,
}
