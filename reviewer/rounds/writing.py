"""Writes reasons into the TOML file beside a submission; what else stands in it stays."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import AoT, Table

from reviewer.model import Suppression
from reviewer.outputs import put
from reviewer.rounds.suppressions import KEYS, TABLE, exists, parsed, text_of

_HEAD = (
    "疑点的说明：写明理由的疑点不再提示，但仍列在每份报告中；到期后照常提示。",
    "请用 reviewer suppress 添加；也可以在这里修改理由和有效期（expires，含当日）。",
)
_BOM = "\ufeff"


def written(path: Path, entries: Sequence[Suppression]) -> None:
    """Put entries into a file, each in the place of an earlier one with its id.

    The file is written whole or not at all; its comments, order and line ends are kept. Raises
    ConfigurationError where it is damaged or can not be written.
    """
    path = path.resolve() if exists(path) else path
    there = exists(path)
    text = text_of(path) if there else ""
    earlier = parsed(path.name, text)
    document = tomlkit.parse(text) if text.strip() else _new()
    tables = document.get(TABLE)
    if not isinstance(tables, AoT):
        document.pop(TABLE, None)
        tables = tomlkit.aot()
        document.append(TABLE, tables)
        entries = [*earlier, *entries]
    for entry in entries:
        _place(tables, entry)
    content = tomlkit.dumps(document)
    parsed(path.name, content)
    put(_as_before(content, path if there else None), path)


def _new() -> tomlkit.TOMLDocument:
    document = tomlkit.document()
    for line in _HEAD:
        document.add(tomlkit.comment(line))
    document.add(tomlkit.nl())
    return document


def _place(tables: AoT, entry: Suppression) -> None:
    """Change the entry with this id, or its beginning, or add one."""
    values = {key: getattr(entry, key) for key in KEYS}
    for table in tables.body:
        if entry.id.startswith(str(table["id"]).strip().lower()):
            _change(table, values)
            return
    table = tomlkit.table()
    _change(table, values)
    tables.append(table)


def _change(table: Table, values: dict[str, Any]) -> None:
    for key, value in values.items():
        if value or key in table:
            table[key] = str(value or "") if isinstance(value, str | None) else value


def _as_before(content: str, path: Path | None) -> str:
    """The content with the mark and line ends that the file had."""
    data = path.read_bytes() if path else b""
    if b"\r\n" in data:
        content = content.replace("\r\n", "\n").replace("\n", "\r\n")
    return _BOM + content if data.startswith(_BOM.encode()) else content
