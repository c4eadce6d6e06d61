"""What is to be said about a sheet: Chinese sentences that name every cell, row or column meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.readers.excel.sheets import Position, Remark, Said, Sheet, View

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_NAMED = 8
_QUOTED = 24
_TEXTS = {
    Remark.UNCALCULATED: "{where}有公式而没有算出的值，请用 Excel 打开并保存后再试。",
    Remark.ERROR: "{where}是公式错误，请核对。",
    Remark.LOST: "{where}的文字在文件中缺失，按空读取，请用 Excel 打开核对。",
    Remark.DATE: "{where}被 Excel 当成日期或时间，如本是比例、编号或分数，请核对。",
    Remark.ROUNDED: "{where}的数字格式隐去了小数，按显示的读取。",
    Remark.BLANK: "{where}的数字格式不显示内容，按空读取。",
    Remark.UNKNOWN: "{where}的数字格式没有照搬，请核对。",
    Remark.PICTURE: "{where}是嵌入的图片，没有读取。",
}


def notes(sheet: Sheet, shown: View) -> list[str]:
    """Return what to say about a sheet; nothing about cells that are not seen anyway."""
    name = f"工作表“{sheet.name}”"
    found = [*_hidden(sheet, shown), *_folded(sheet)]
    if shown.covered:
        texts = (sheet.cells[position] for position in sorted(shown.covered))
        found.append(
            f"有 {len(shown.covered)} 个被合并的单元格里另有文字，没有读取{_quoted(texts)}。"
        )
    seen = _seen(sheet, shown)
    for remark, text in _TEXTS.items():
        if said := [one for one in seen if one.remark is remark]:
            found.append(text.format(where=_cells(said)))
    return [f"{name}{note}" for note in (*found, *(f"{note}。" for note in sheet.objects))]


def cell_name(position: Position) -> str:
    """Return the name of a cell as Excel writes it: ``C7``."""
    return f"{column_name(position[1])}{position[0] + 1}"


def column_name(column: int) -> str:
    """Return the letters of a column that is counted from 0."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def ranges(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return numbers as runs of neighbours, first and last."""
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _hidden(sheet: Sheet, shown: View) -> list[str]:
    """Say which hidden rows and columns hold something, and what."""
    found = []
    columns = sheet.unread_columns
    in_rows: dict[int, list[str]] = {}
    in_columns: dict[int, list[str]] = {}
    for position in sorted(shown.hidden):
        text = sheet.cells.get(position, "")
        if not text:
            continue
        row, column = position
        if column in columns:
            in_columns.setdefault(column, []).append(text)
        else:
            in_rows.setdefault(row, []).append(text)
    if in_rows:
        texts = (" ".join(texts) for texts in in_rows.values())
        found.append(f"隐藏的{_rows(in_rows)}没有读取{_quoted(texts)}。")
    if in_columns:
        texts = (" ".join(texts[:3]) for texts in in_columns.values())
        found.append(f"隐藏的{_columns(in_columns)}没有读取{_quoted(texts)}。")
    return found


def _folded(sheet: Sheet) -> list[str]:
    found = []
    rows = {row for row, _ in sheet.cells if row in sheet.folded_rows}
    columns = {column for _, column in sheet.cells if column in sheet.folded_columns}
    if counted := sheet.counted_rows:
        found.append(f"隐藏的{_rows(counted)}含有数字，也读取了。")
    if rows:
        found.append(f"被筛选或折叠起来的{_rows(rows)}也读取了。")
    if columns:
        found.append(f"折叠起来的{_columns(columns)}也读取了。")
    return found


def _seen(sheet: Sheet, shown: View) -> list[Said]:
    """Return the remarks about cells that are seen; a cell may have none and still be meant."""
    rows, columns = sheet.unread_rows, sheet.unread_columns
    unseen = shown.hidden | shown.covered
    return [
        one
        for one in sheet.said
        if one.position not in unseen
        and one.position[0] not in rows
        and one.position[1] not in columns
    ]


def _rows(rows: Iterable[int]) -> str:
    runs = ranges(rows)
    count = sum(last - first + 1 for first, last in runs)
    named = [f"{a + 1}" if a == b else f"{a + 1}—{b + 1}" for a, b in runs]
    return f" {count} 行（第 {_listed(named)} 行）"


def _columns(columns: Iterable[int]) -> str:
    runs = ranges(columns)
    count = sum(last - first + 1 for first, last in runs)
    named = [column_name(a) if a == b else f"{column_name(a)}—{column_name(b)}" for a, b in runs]
    return f" {count} 列（{_listed(named)} 列）"


def _cells(said: Sequence[Said]) -> str:
    named = [
        cell_name(one.position) + (f"（{_shortened(one.detail, 40)}）" if one.detail else "")
        for one in said[:MAX_NAMED]
    ]
    more = f" 等 {len(said)} 处" if len(said) > MAX_NAMED else ""
    return f" {'、'.join(named)}{more} "


def _listed(names: Sequence[str]) -> str:
    return "、".join(names[:MAX_NAMED]) + ("等" if len(names) > MAX_NAMED else "")


def _quoted(texts: Iterable[str]) -> str:
    first = [f"“{_shortened(text)}”" for text, _ in zip(texts, range(3), strict=False)]
    return f"：{'、'.join(first)}" if first else ""


def _shortened(text: str, most: int = _QUOTED) -> str:
    line = " ".join(text[: 4 * most].split())
    return line if len(line) <= most else line[:most] + "…"
