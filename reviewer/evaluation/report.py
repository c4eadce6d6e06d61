"""The result of an evaluation as text for people, JSON, and a Markdown table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from reviewer.evaluation.comparing import Miss
from reviewer.evaluation.figures import Estimate, Figures, Score

SCHEMA = "reviewer.evaluation/1"
_NAMES = {
    "adverse": "问题表述",
    "traps": "干扰表述未误报",
    "quantity": "数量（位置和值）",
    "level": "等级（中、高）",
    "high": "等级为高者",
    "specificity": "等级为无者未提示",
    "rule": "规则",
    "category": "类别",
    "status": "状态",
    "document": "全表疑点",
}
_HEAD = ("", "精确率", "召回率", "F1", "提示", "标注")
_WIDTHS = (20, 16, 16, 6, 6, 6)
_MARK = "average_precision"


def text(figures: Figures, misses: Sequence[Miss], version: str) -> str:
    """Columns for a terminal of 80; the misses, if any, below."""
    rows = [_HEAD, *_rows(figures)]
    lines = [_summary(figures, version), "", *map(_columns, rows), "", _NOTE]
    lines += [line for miss in misses for line in _told(miss)]
    return "\n".join([*lines, ""])


def markdown(figures: Figures) -> str:
    """A table for the README; the groups by part are left to the other formats."""
    whole = [row for row in _rows(figures) if not row[0].startswith(" ")]
    rows = ["| " + " | ".join(row) + " |" for row in [_HEAD, *whole]]
    rows.insert(1, "|---|" + "---:|" * (len(_HEAD) - 1))
    return "\n".join([*rows, ""])


def as_json(figures: Figures, misses: Sequence[Miss] | None, version: str, lexicons: str) -> str:
    """Everything, with full precision."""
    document = {
        "schema": SCHEMA,
        "program": {"version": version, "lexicons": lexicons},
        "gold": {"submissions": figures.submissions, "narratives": figures.narratives},
        "scores": [_score(score) for score in figures.scores],
        _MARK: figures.average_precision._asdict(),
    }
    if misses is not None:
        document["errors"] = [miss._asdict() for miss in misses]
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _score(score: Score) -> dict[str, object]:
    return {
        "group": score.group.name,
        "part": score.group.part or None,
        "precision": score.precision._asdict(),
        "recall": score.recall._asdict(),
        "f1": score.f1._asdict(),
        "flagged": score.flagged,
        "labelled": score.labelled,
    }


def _summary(figures: Figures, version: str) -> str:
    return f"对照 {figures.submissions} 份标注材料、{figures.narratives} 条自评说明（{version}）"


_NOTE = (
    "方括号内为 95% 区间，按材料重抽样 1000 次；问题表述按位置重叠计，等级“低”不计。\n"
    "状态只在有标注处比较：提示、标注均指标注过的表述。"
)


def _rows(figures: Figures) -> Iterator[tuple[str, ...]]:
    for score in figures.scores:
        if score.group.part:
            continue
        yield _row(_NAMES[score.group.name], score)
        if score.group.name == "specificity":
            ap = figures.average_precision
            yield ("风险排序平均精度", _shown(ap), "", "", "", "")
    seen = ""
    for score in figures.scores:
        if not score.group.part:
            continue
        if score.group.name != seen:
            seen = score.group.name
            yield (f" 按{_NAMES[seen]}", "", "", "", "", "")
        yield _row(f"  {score.group.part}", score)


def _row(name: str, score: Score) -> tuple[str, ...]:
    return (
        name,
        _shown(score.precision),
        _shown(score.recall),
        _percent(score.f1.value),
        str(score.flagged or ""),
        str(score.labelled or ""),
    )


def _shown(estimate: Estimate) -> str:
    if estimate.low is None:
        return _percent(estimate.value)
    low, high = (f"{100 * bound:.0f}" for bound in estimate[1:] if bound is not None)
    return f"{_percent(estimate.value)} [{low}–{high}]"


def _percent(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.1f}"


def _columns(row: Sequence[str]) -> str:
    cells = [row[0] + " " * (_WIDTHS[0] - cell_len(row[0]))]
    cells += [
        " " * (width - cell_len(cell)) + cell
        for cell, width in zip(row[1:], _WIDTHS[1:], strict=True)
    ]
    return " ".join(cells).rstrip()


def _told(miss: Miss) -> Iterator[str]:
    yield ""
    yield f"{miss.place} {miss.sort}：标注 {miss.expected}，程序 {miss.found}"
    yield f"    {miss.context}"
