"""The lexicon files of each layer: read, decoded, laid over one another, row by row.

Files may be UTF-8 (with or without BOM) or GB18030, as Excel writes them.
"""

from __future__ import annotations

import csv
import hashlib
import io
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from reviewer.decoding import decode
from reviewer.errors import ConfigurationError, InputError, toml_fault

# Folders that take files of any name that their reader knows.
FOLDERS = frozenset(
    {
        ("cues", ".csv"),
        ("modifiers", ".csv"),
        ("hints", ".txt"),
        ("benchmarks", ".toml"),
        ("rubrics", ".toml"),
    }
)

T = TypeVar("T")
Row = dict[str, str]
OFF = "off"
SUFFIXES = frozenset({".csv", ".json", ".toml", ".txt"})


class LexiconFiles:
    """The layered folders: built-in first, then the user's."""

    def __init__(self, built_in: Path, overlay: Path | None) -> None:
        if overlay is not None and not overlay.is_dir():
            raise ConfigurationError(f"词库目录不存在：{overlay}。请检查 --lexicons 的路径。")
        self.roots = [built_in, *([overlay] if overlay else [])]
        if overlay is not None:
            _refuse_strangers(built_in, overlay)

    def version(self) -> str:
        """A hash over the names and contents of all files in force."""
        digest = hashlib.sha256()
        for root in self.roots:
            for path in sorted(p for p in root.rglob("*") if p.suffix in SUFFIXES):
                digest.update(path.relative_to(root).as_posix().encode() + b"\0")
                digest.update(path.read_bytes() + b"\0")
        return f"sha256:{digest.hexdigest()}"

    def texts(self, name: str) -> Iterator[tuple[Path, str]]:
        """The file ``name`` of each layer that has it, decoded."""
        for root in self.roots:
            path = root / name
            if path.is_file():
                try:
                    yield path, decode(path.read_bytes(), path.name)[0].removeprefix("\ufeff")
                except InputError as error:
                    raise ConfigurationError(str(error)) from error

    def names(self, folder: str, suffix: str = ".csv") -> list[str]:
        """The files of a folder over all layers, by base name."""
        found = (path for root in self.roots for path in (root / folder).glob(f"*{suffix}"))
        return sorted({path.stem for path in found})

    def tables(self, name: str) -> Iterator[tuple[Path, dict[str, Any]]]:
        """The TOML file ``name`` of each layer that has it, parsed."""
        for path, text in self.texts(name):
            try:
                yield path, tomllib.loads(text)
            except tomllib.TOMLDecodeError as error:
                raise ConfigurationError(
                    f"{path.name} 不是有效的 TOML（{toml_fault(error)}）。"
                ) from error

    def taken_away(self, folder: str, columns: tuple[str, ...]) -> Iterator[str]:
        """The first column of every row that a layer switches off in the files of a folder."""
        for name in self.names(folder):
            for path, text in self.texts(f"{folder}/{name}.csv"):
                rows = _keyed_rows(path, text, columns)
                yield from (key for key, (_, row) in rows.items() if OFF in row.values())

    def rows(self, name: str, columns: tuple[str, ...], build: Callable[[Row], T]) -> Iterator[T]:
        """One value a row; a later layer's row replaces the one with the same first column."""
        merged: dict[str, tuple[str, Row]] = {}
        for path, text in self.texts(name):
            rows = _keyed_rows(path, text, columns)
            for place, row in rows.values():
                if OFF in row.values() and row[columns[0]] not in merged:
                    raise ConfigurationError(
                        f"{place}：词库中没有“{row[columns[0]]}”这一行，无法去掉；"
                        "要让某个说法不再提示，可把它写进 modifiers/lookalike.csv。"
                    )
            merged.update(rows)
        for place, row in merged.values():
            if OFF in row.values():
                continue
            try:
                yield build(row)
            except (ValueError, KeyError) as error:
                reason = error.args[0] if error.args else "内容无法识别"
                raise ConfigurationError(f"{place}：{reason}。") from error


def _refuse_strangers(built_in: Path, overlay: Path) -> None:
    """Files that nothing would read are refused: they would silently do nothing."""
    for path in sorted(overlay.rglob("*")):
        place = path.relative_to(overlay)
        in_folder = (place.parent.as_posix(), path.suffix) in FOLDERS
        readable = in_folder or (built_in / place).is_file()
        if path.suffix in SUFFIXES and not readable:
            known = "、".join(sorted(item.name for item in built_in.iterdir()))
            raise ConfigurationError(f"词库中不认识的文件 {place.as_posix()}，可用的是 {known}。")


def _keyed_rows(path: Path, text: str, columns: tuple[str, ...]) -> dict[str, tuple[str, Row]]:
    lines = enumerate(text.splitlines(), 1)
    numbered = [(number, line) for number, line in lines if line.strip() and line[0] != "#"]
    if not numbered:
        return {}
    reader = csv.reader(io.StringIO("\n".join(line for _, line in numbered)))
    header = [cell.strip() for cell in next(reader)]
    if header[0] != columns[0] or not set(header) <= set(columns):
        raise ConfigurationError(
            f"{path.name} 第 {numbered[0][0]} 行：表头“{','.join(header)}”不符，"
            f"应为“{','.join(columns)}”。"
        )
    blank = dict.fromkeys(columns, "")
    rows: dict[str, tuple[str, Row]] = {}
    for (number, _), cells in zip(numbered[1:], reader, strict=False):
        key = cells[0].strip()
        if len(cells) > len(header) or key in rows:
            wrong = "重复" if key in rows else "列数过多，英文逗号须加引号"
            raise ConfigurationError(f"{path.name} 第 {number} 行：“{key}”{wrong}。")
        row = {**blank, **{name: cell.strip() for name, cell in zip(header, cells, strict=False)}}
        rows[key] = (f"{path.name} 第 {number} 行", row)
    return rows
