"""Tables beside the form in one document: lists and statistics, sums by section, titles in two."""

import docx
import pytest
from forms import add_table, as_docx, parse, saved
from test_form_shapes import grid, shown

from reviewer.model import Finding
from reviewer.rules import total_mismatch

FORM = grid(
    "一级指标|二级指标|分值|自评得分|自评说明\n组织|1.会议|4|4|召开会议5次，均有纪要。\n"
    "保障|2.经费|8|7.5|经费均已足额拨付到校。\n合计||12|11.5|"
)
SCHOOLS = grid("序号|学校|得分|等次|说明\n1|第1中学|90.5|优秀|规范\n2|第2中学|91|优秀|规范")
COUNTS = grid(
    "县区|在校生数（人）|专任教师数（人）|生师比|备注\n"
    "清溪县|45231|3120|14.5|\n东河县|38920|2450|15.9|\n合计|84151|5570|15.1|"
)
SUMS = grid("一级指标|分值|自评得分\n组织|4|4\n保障|8|7.5\n合计|12|11.5")


@pytest.mark.parametrize(
    ("tables", "note"),
    [
        ((FORM, SCHOOLS), "表2各行不是指标"),
        ((FORM, COUNTS), "表2没有得分列"),
        ((FORM, COUNTS, SCHOOLS), "表3各行不是指标"),
        ((SUMS, FORM), "表1是各一级指标的得分汇总"),
        ((FORM, SUMS), "表2是各一级指标的得分汇总"),
    ],
)
def test_beside_the_form(tables: tuple[list[list[str]], ...], note: str) -> None:
    document = docx.Document()
    document.add_paragraph("东湖市人民政府2022年履行教育职责")
    document.add_paragraph("自评表")
    for rows in tables:
        add_table(document, rows)
        document.add_paragraph("附表")
    found = parse(saved(document), "a.docx")
    assert [shown(i.self_score) for i in found.indicators] == ["4", "7.5"]
    assert shown(found.declared_total) == "11.5"
    assert any(note in said for said in found.coverage.notes)
    assert found.title == "东湖市人民政府2022年履行教育职责自评表"


@pytest.mark.parametrize(("total", "mismatches"), [("14|12", 0), ("12|11.5", 0), ("14|13", 1)])
def test_a_total_may_include_rows_that_are_no_indicators(total: str, mismatches: int) -> None:
    rows = grid(
        "编号|指标|分值|自评得分|自评说明\n1|会议|4|4|召开会议5次，均有纪要。\n"
        "2|经费|8|7.5|经费均已足额拨付到校。\n加分项|表彰|2|1|获国家级表彰1次，加1分。\n"
        f"扣分项|舆情||-0.5|发生舆情1起，扣0.5分。\n合计||{total}|"
    )
    found = parse(as_docx(rows, title="东湖市2022年自评表"), "a.docx")
    outcomes = list(total_mismatch.check(found))
    assert sum(isinstance(outcome, Finding) for outcome in outcomes) == mismatches
