"""What is expected of each document; `make documents` writes it to corpora/."""

import csv
import json
from dataclasses import replace
from pathlib import Path

from . import DOCUMENTS, MODULES
from .forms import FORMS, Form, Row

CORPUS = Path(__file__).parents[3] / "corpora/documents/containers"
Json = dict[str, object]
POINTS = {"pdfs": "1", "offices": "2", "words": "3", "sheets": "4", "suffixes": "9", "hostile": "9"}


def _indicator(row: Row) -> Json:
    """Return what is expected of one row."""
    result: Json = {
        "number": row.number,
        "title": row.title,
        "section": row.section or None,
        "full_score": row.full,
        "self_score": row.score,
        "narrative": row.text,
    }
    return result | ({"deduction_note": row.note} if row.note else {})


def _submission(form: Form) -> Json:
    """Return what is expected of a form; a sum that is not printed is not asked for."""
    result: Json = {"city": form.city, "year": form.year}
    if form.full_total:
        result["full_total"] = form.full_total
    result["declared_total"] = form.declared
    return result | {"indicators": [_indicator(row) for row in form.rows]}


def _renumbered(form: Form, numbers: list[str]) -> Form:
    """Return the form with other numbers."""
    rows = (replace(r, number=n) for r, n in zip(form.rows, numbers, strict=True))
    return replace(form, rows=tuple(rows))


def _variants() -> dict[str, Form]:
    """Return all forms that documents show, by the id of their expectation."""
    linhe, lanshan, qingxi, yunchuan = (
        FORMS[k] for k in ("linhe", "lanshan", "qingxi", "yunchuan")
    )
    one_line = (replace(r, text=(r.text or "").replace("\n", "")) for r in linhe.rows)
    alarm, pay = yunchuan.rows[2].text or "", yunchuan.rows[1].text or ""
    broken = yunchuan.change("3", text=alarm.replace("，", "，\n", 1))
    levels = ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "3.1", "3.2"]
    return FORMS | {
        "linhe-one-line": replace(linhe, rows=tuple(one_line)),
        "linhe-levels": _renumbered(linhe, levels),
        "linhe-nested-data": linhe,
        "lanshan-unfilled": lanshan.change("4", text="", score=None),
        "qingxi-list": qingxi,
        "qingxi-errors": replace(qingxi.change("1", score=None), declared=None),
        "yunchuan-chinese": _renumbered(yunchuan, ["一", "二", "三"]),
        "yunchuan-breaks": broken.change("2", text="教师工资\t" + pay),
        "yunchuan-ratios": yunchuan.change("1", text="1:22").change("2", text="1:16"),
        "yunchuan-percent": yunchuan.change("3", text="97.8%"),
    }


def _loosen(key: str, expected: Json) -> None:
    """Drop the narratives on which readers may differ."""
    pieces = {
        "linhe-nested-data": ("4", ["14.26亿元", "9742元", "13205元"]),
        "qingxi-list": ("3", ["由41个减少到6个。", "消除比例为85.4%。"]),
    }
    number, words = pieces.get(key, ("", []))
    for item in expected["indicators"]:
        if item["number"] == number:
            del item["narrative"]
            item["narrative_contains"] = words


# ---- the table ---------------------------------------------------------------------------------

EXPECTED = """
plain.docx linhe
tracked-changes.docx lanshan 修订
tracked-rows.docx yunchuan 修订
tracked-paragraphs.docx linhe 修订
tracked-join.docx yunchuan 修订
tracked-moves.docx linhe 修订
tracked-formatting.docx qingxi
tracked-table.docx qingxi 修订
content-controls-cells.docx lanshan
content-controls-rows.docx hewan
content-control-table.docx pinglan
placeholder-text.docx lanshan-unfilled
nested-layout.docx linhe
nested-box.docx linhe
nested-data.docx linhe-nested-data
text-box-title.docx linhe
notes-and-comments.docx qingxi
header-table.docx lanshan
cover-table.docx pinglan
grid-before-after.docx linhe
horizontal-merge-old.docx lanshan
python-docx-merged.docx pinglan
fields-and-links.docx lanshan
breaks-and-tabs.docx yunchuan-breaks
split-runs.docx qingxi
smart-tags.docx yunchuan
ruby.docx pinglan
auto-numbers.docx qingxi
auto-numbers-style.docx qingxi
auto-numbers-chinese.docx yunchuan-chinese
auto-numbers-levels.docx linhe-levels
auto-numbers-column.docx hewan
auto-numbers-restart.docx lanshan
auto-numbers-narrative.docx qingxi-list
strict.docx linhe
macro-enabled.docm lanshan
wps-namespaces.docx hewan
flat.xml lanshan
flat-named.docx lanshan
renamed-part.docx qingxi
utf16-part.docx yunchuan
other-prefixes.docx pinglan
openpyxl.xlsx linhe
xlsxwriter.xlsx pinglan
several-sheets.xlsx lanshan
hidden-rows.xlsx qingxi 隐藏
hidden-indicator.xlsx hewan 隐藏
hidden-sheet.xlsx qingxi 隐藏
relationships-only.xlsx yunchuan
far-corner.xlsx yunchuan
no-references.xlsx pinglan
merged-styled.xlsx lanshan
macro-enabled.xlsm qingxi
strict.xlsx linhe
inline-strings.xlsx hewan
rich-phonetic.xlsx lanshan
preserved-space.xlsx linhe
escaped-returns.xlsx linhe
formulas-cached.xlsx lanshan
formulas-uncached.xlsx lanshan
formulas-shared.xlsx yunchuan
ratio-times.xlsx yunchuan-ratios
numbers-as-text.xlsx hewan
percent-cells.xlsx yunchuan-percent
unit-formats.xlsx lanshan
float-noise.xlsx pinglan
error-cells.xlsx qingxi-errors
external-links.xlsx qingxi
no-form.xlsx failure:
huge-merge.xlsx lanshan
plain.pdf yunchuan PDF
merged-sections.pdf lanshan PDF
seed-sections.pdf linhe-one-line PDF
repeated-header.pdf hewan PDF
no-header-on-page-2.pdf hewan PDF
row-over-pages.pdf hewan PDF
row-over-pages-bare.pdf hewan PDF
open-edges.pdf hewan PDF
page-footer.pdf hewan PDF
landscape.pdf qingxi PDF
rotated.pdf yunchuan PDF
cover-and-annex.pdf pinglan PDF
from-docx.pdf lanshan PDF
from-long-docx.pdf hewan PDF
from-xlsx.pdf qingxi PDF
note-below.pdf yunchuan PDF
scanned.pdf failure:扫描
scanned-with-stamp.pdf failure:扫描
encrypted.pdf failure:密码
owner-password.pdf lanshan PDF
damaged.pdf failure:损坏
letter.pdf failure:
plain.doc linhe
tracked.doc lanshan 修订
auto-numbers.doc qingxi
notes.doc qingxi
plain.wps lanshan
docx-inside.wps pinglan
plain.et lanshan
xlsx-inside.et lanshan
formulas.xls lanshan
hidden-sheet.xls qingxi 隐藏
ratio-times.xls yunchuan-ratios
xlwt.xls pinglan
xlwt-text.xls hewan
plain.rtf qingxi
handmade-gbk.rtf yunchuan
plain.odt lanshan
tracked.odt lanshan 修订
linked-section.odt qingxi
several-sheets.ods lanshan
hidden-sheet.ods qingxi 隐藏
formulas.ods lanshan
docx-inside.doc linhe
doc-inside.docx lanshan
xlsx-inside.xls lanshan
xls-inside.xlsx pinglan
pdf-inside.docx qingxi PDF
xlsx-inside.docx hewan
rtf-inside.doc yunchuan
html-inside.xls pinglan
html-inside.doc qingxi
tabs-inside.xls yunchuan
no-suffix lanshan
UPPER.XLSM qingxi
tabs-gb18030.txt hewan
tabs-utf16.txt yunchuan
tabs-utf16-big.txt qingxi
gb18030.csv linhe
bom.csv lanshan
utf16.csv linhe
semicolons.csv qingxi
gb2312.html lanshan
utf16.html linhe
links.html hewan
bomb-main-part.docx failure:
bomb-sheet.xlsx failure:
bomb-lying-size.docx failure:
bomb-members.docx failure:
bomb-overlap.docx failure:
zip-in-zip.docx failure:
path-traversal.docx lanshan
relationship-traversal.docx qingxi
remote-parts.docx yunchuan
entity-expansion.docx failure:
entity-expansion.xlsx failure:
external-entity.docx failure:
deep-nesting.docx failure:
deep-nesting.odt failure:
deep-controls.docx linhe
deep-tables.docx pinglan
broken-xml.docx failure:
million-merges.xlsx failure:
million-cells.xlsx failure:
truncated.docx failure:损坏
truncated.xlsx failure:损坏
truncated.doc failure:
truncated.xls failure:
wrong-checksum.docx failure:损坏
no-main-part.docx failure:
locked.docx failure:密码
locked.xlsx failure:密码
locked.xls failure:密码
locked.doc failure:密码
locked-zip.docx failure:密码
empty.docx failure:空
empty.pdf failure:空
empty.xlsx failure:空
blank.txt failure:
blank.docx failure:
blank.xlsx failure:
letter.docx failure:
program-inside.docx failure:
picture-inside.docx failure:
picture.jpg failure:
noise.docx failure:
zeros.pdf failure:
absurd-span.docx hewan
"""


def _point(module: str, name: str) -> str:
    """Return the point of the issue a document belongs to."""
    texts = ("txt", "csv", "html")
    if module == "suffixes" and name.rsplit(".", 1)[-1] in texts and name != "links.html":
        return "8"
    return POINTS[module]


def _records() -> list[list[str]]:
    """Return the lines of the table of documents."""
    lines = [line.split() for line in EXPECTED.split("\n") if line]
    modules = {name: key for key, module in MODULES.items() for name in module}
    if {line[0] for line in lines} != set(DOCUMENTS):
        raise ValueError({line[0] for line in lines} ^ set(DOCUMENTS))
    records = []
    for name, expected, *notes in lines:
        what = (DOCUMENTS[name].__doc__ or "").strip()
        shown = expected.replace("failure:", "failure: ").strip()
        records.append([name, _point(modules[name], name), what, shown, "|".join(notes)])
    return records


def main() -> None:
    """Write documents.csv and the files in expected/."""
    (CORPUS / "expected").mkdir(exist_ok=True)
    for key, form in _variants().items():
        expected = _submission(form)
        _loosen(key, expected)
        text = json.dumps(expected, ensure_ascii=False, indent=1) + "\n"
        (CORPUS / "expected" / f"{key}.json").write_text(text, encoding="utf-8")
    with (CORPUS / "documents.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["file", "point", "what", "expected", "notes"])
        writer.writerows(_records())


if __name__ == "__main__":
    main()
