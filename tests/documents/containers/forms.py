"""The base forms: what every document is built from, and what is expected of it."""

import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path

Span = tuple[int, int, int, int]


@dataclass(frozen=True)
class Row:
    """One scored indicator as printed."""

    number: str
    title: str
    full: str | None
    score: str | None
    section: str = ""
    text: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Form:
    """A whole form: heading, rows and totals."""

    layout: str
    title: str
    city: str
    year: int
    rows: tuple[Row, ...]
    declared: str | None = None
    full_total: str | None = None
    sections: tuple[tuple[str, str, str], ...] = ()
    rules: tuple[str, ...] = ()

    def change(self, number: str, **values: str | None) -> "Form":
        """Return a copy in which the row with that number has other values."""
        rows = (replace(row, **values) if row.number == number else row for row in self.rows)
        return replace(self, rows=tuple(rows))


@dataclass
class Grid:
    """Cells of a table, and the merged ranges (top, left, bottom, right), zero-based."""

    cells: list[list[str]]
    merges: list[Span] = field(default_factory=list)
    widths: tuple[int, ...] = ()

    def find(self, text: str) -> tuple[int, int]:
        """Return row and column of the first cell that contains the text."""
        for r, line in enumerate(self.cells):
            for c, value in enumerate(line):
                if text in value:
                    return r, c
        raise KeyError(text)


def _load() -> dict[str, Form]:
    """Read the forms from the data file."""
    data = tomllib.loads(Path(__file__).with_name("forms.toml").read_text(encoding="utf-8"))
    return {key: _form(values) for key, values in data.items()}


def _form(values: dict) -> Form:
    """Make one form from its table in the data file."""
    values = dict(values)
    values["rows"] = tuple(Row(*row) for row in values["rows"])
    values["sections"] = tuple(tuple(s) for s in values.get("sections", ()))
    values["rules"] = tuple(values.get("rules", ()))
    return Form(**values)


def grid(form: Form) -> Grid:
    """Lay the form out as a table, header first."""
    return _LAYOUTS[form.layout](form)


def with_title(table: Grid, title: str) -> Grid:
    """Put a title row, merged over the whole width, above the table."""
    width = len(table.cells[0])
    cells = [[title] + [""] * (width - 1), *table.cells]
    merges = [(0, 0, 0, width - 1)]
    merges += [(a + 1, b, c + 1, d) for a, b, c, d in table.merges]
    return Grid(cells, merges, table.widths)


def _section_merges(form: Form, column: int, top: int = 1) -> list[Span]:
    """Return the vertical merges of the section column."""
    merges = []
    for _, name, _ in form.sections:
        size = sum(row.section == name for row in form.rows)
        merges.append((top, column, top + size - 1, column))
        top += size
    return [m for m in merges if m[2] > m[0]]


def _section_cells(form: Form, pattern: str) -> list[str]:
    """Return the section column: the label once, then empty cells."""
    labels, seen = [], set()
    by_name = {s[1]: s for s in form.sections}
    for row in form.rows:
        label = "" if row.section in seen else pattern.format(*by_name[row.section])
        seen.add(row.section)
        labels.append(label)
    return labels


def _seed(form: Form) -> Grid:
    """Four columns, sections merged, full scores inside the titles, as the first city sent it."""
    brackets = ("({}分)", "（{}分）")
    cells = [["一级指标", "二级指标", "自评说明", "自评\n得分"]]
    labels = _section_cells(form, "{0}、{1}\n（{2}分）")
    for i, (row, label) in enumerate(zip(form.rows, labels, strict=True)):
        title = f"{row.number}.{row.title}" + brackets[i % 2].format(row.full)
        cells.append([label, title, row.text or "", row.score or ""])
    last = len(cells)
    cells.append(["自评总分", "", "", form.declared or ""])
    return Grid(cells, [*_section_merges(form, 0), (last, 0, last, 2)], (18, 26, 44, 12))


def _project(form: Form) -> Grid:
    """Six columns with a number column, sections merged, a column of full scores."""
    cells = [["序号", "评估项目", "评估内容", "分值", "自评情况", "自评得分"]]
    labels = _section_cells(form, "{1}")
    for row, label in zip(form.rows, labels, strict=True):
        cells.append(
            [row.number, label, row.title, row.full or "", row.text or "", row.score or ""]
        )
    last = len(cells)
    cells.append(["合计", "", "", form.full_total or "", "", form.declared or ""])
    merges = [*_section_merges(form, 1), (last, 0, last, 2)]
    return Grid(cells, merges, (8, 14, 20, 8, 38, 12))


def _reason(form: Form) -> Grid:
    """Score before narrative, with a column that says why points were lost."""
    cells = [["指标", "分值", "自评得分", "自评说明", "扣分原因"]]
    for row in form.rows:
        title = f"{row.number}.{row.title}"
        cells.append([title, row.full or "", row.score or "", row.text or "", row.note or ""])
    cells.append(["合计", form.full_total or "", form.declared or "", "", ""])
    return Grid(cells, [], (20, 8, 10, 40, 22))


def _plain(form: Form) -> Grid:
    """Five columns without sections."""
    cells = [["序号", "指标名称", "分值", "自评说明", "自评得分"]]
    cells += [[r.number, r.title, r.full or "", r.text or "", r.score or ""] for r in form.rows]
    last = len(cells)
    cells.append(["合计", "", form.full_total or "", "", form.declared or ""])
    return Grid(cells, [(last, 0, last, 1)], (8, 20, 8, 52, 12))


def _levels(form: Form) -> Grid:
    """Lettered levels A and B, with a column of scoring rules."""
    cells = [["A级指标", "B级指标", "评分标准", "分值", "自评依据", "自评得分"]]
    labels = _section_cells(form, "{0} {1}")
    for row, label, rule in zip(form.rows, labels, form.rules, strict=True):
        title = f"{row.number} {row.title}"
        cells.append([label, title, rule, row.full or "", row.text or "", row.score or ""])
    last = len(cells)
    cells.append(["总分", "", "", form.full_total or "", "", form.declared or ""])
    merges = [*_section_merges(form, 0), (last, 0, last, 2)]
    return Grid(cells, merges, (14, 18, 20, 8, 30, 10))


_LAYOUTS = {
    "seed": _seed,
    "project": _project,
    "reason": _reason,
    "plain": _plain,
    "levels": _levels,
}

FORMS = _load()
LINHE, LANSHAN, QINGXI = FORMS["linhe"], FORMS["lanshan"], FORMS["qingxi"]
YUNCHUAN, PINGLAN, HEWAN = FORMS["yunchuan"], FORMS["pinglan"], FORMS["hewan"]
