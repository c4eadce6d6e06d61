"""The sheets of a workbook, old or new -> Document; those that are not seen are only said."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reviewer.errors import InputError
from reviewer.model import Document, Table
from reviewer.readers.containers import damaged
from reviewer.readers.excel.notes import notes
from reviewer.readers.excel.sheets import Sheet, UnreadableError, view

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Entry(NamedTuple):
    """A sheet as the workbook lists it; ``kind`` is "" for one with cells, else what it is."""

    name: str
    hidden: bool
    kind: str
    read: Callable[[], Sheet]


def assembled(
    source: str, format_name: str, entries: Sequence[Entry], most: int, said: Sequence[str] = ()
) -> Document:
    """Read the sheets that are seen, each at most ``most`` positions large.

    A sheet that can not be read is said and passed over; InputError where none is left.
    """
    tables: list[Table] = []
    found: list[str] = []
    unread: list[str] = []
    for entry in entries:
        if entry.hidden:
            continue
        if entry.kind:
            found.append(f"{entry.kind}“{entry.name}”没有读取。")
            continue
        try:
            sheet = entry.read()
            shown = view(sheet, len(tables) + 1, most)
        except UnreadableError as error:
            unread.append(f"工作表“{entry.name}”{error}，没有读取。")
            continue
        found += notes(sheet, shown)
        if not shown.is_empty:
            tables.append(shown.table())
    hidden = "、".join(entry.name for entry in entries if entry.hidden)
    if not tables:
        raise _nothing(source, unread, found, hidden)
    if hidden:
        found.insert(0, f"隐藏的工作表没有读取：{hidden}。")
    return Document(
        source=source,
        sha256="",
        format=format_name,
        tables=tuple(tables),
        notes=(*said, *unread, *found),
    )


def _nothing(source: str, unread: Sequence[str], found: Sequence[str], hidden: str) -> InputError:
    """Return the error for a workbook that shows nothing, with the likeliest reason."""
    if unread and all(reason.endswith("”已损坏，没有读取。") for reason in unread):
        return damaged(source)
    if unread:
        reason = unread[0].removesuffix("，没有读取。")
        return InputError(f"{source}：{reason}，请用 Excel 修复或删去多余的内容，另存后再试。")
    if found:
        return InputError(f"{source}：看得见的单元格都是空的：{found[0]}")
    if hidden:
        return InputError(
            f"{source}：看得见的工作表都是空的，隐藏的（{hidden}）没有读取，请取消隐藏后再试。"
        )
    return InputError(f"{source}：工作簿是空的，请检查是否选错了文件。")
