"""Reasons why findings are not to be shown again: the TOML file beside a submission."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from reviewer.errors import ConfigurationError, toml_fault
from reviewer.model import Severity, Suppression
from reviewer.settings import known_key, one_of

SUFFIX = ".说明.toml"
TABLE = "suppress"
_TEXTS, _DAYS = ("id", "reason", "author"), ("date", "expires")
NEEDED = (*_TEXTS, *_DAYS)
FURTHER = ("rule", "indicator", "quote", "severity")
_LEVELS = tuple(level for level in Severity if level is not Severity.NONE)
KEYS = (*NEEDED, *FURTHER)
_ID = re.compile(r"[0-9a-f]{8,16}")
_MARKS = re.compile(r"[\W_]+")
# 省厅通知 is a reason; 无, 已核, …… is none
LEAST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """The reasons beside one submission: those that hold today, and those that did."""

    in_force: tuple[Suppression, ...] = ()
    expired: tuple[Suppression, ...] = ()


NO_REASONS = Reasons()


def beside(name: str, given: Path | None) -> Path | None:
    """Where the reasons for a submission lie; None for standard input without a place."""
    if given is not None:
        return given
    return None if name == "-" else Path(f"{name}{SUFFIX}")


def reasons_of(
    files: Sequence[str], given: Path | None, today: datetime.date
) -> dict[str, Reasons]:
    """The reasons of each submission, read before any is reviewed.

    ``given`` stands in for the file beside a single submission. Raises ConfigurationError.
    """
    if given is not None and len(files) > 1:
        raise ConfigurationError(
            f"{given.name}：说明文件只对应一份自评表，--suppressions 每次只能审核一份，"
            f"多份时请放在各自旁边，名称为“自评表文件名{SUFFIX}”。"
        )
    if given is not None and not given.exists():
        raise ConfigurationError(f"{given.name}：找不到这个说明文件，请检查 --suppressions。")
    return {name: reasons(beside(name, given), today) for name in files}


def reasons(path: Path | None, today: datetime.date) -> Reasons:
    """The reasons in a file, parted by their last day; none where there is no file."""
    entries = load(path) if path is not None and exists(path) else ()
    return Reasons(
        in_force=tuple(entry for entry in entries if entry.expires >= today),
        expired=tuple(entry for entry in entries if entry.expires < today),
    )


def exists(path: Path) -> bool:
    """Whether there is something of this name; a name too long for a file is none."""
    try:
        return path.exists() or path.is_symlink()
    except OSError:
        return False


def load(path: Path) -> tuple[Suppression, ...]:
    """All entries of a file. Raises ConfigurationError with the entry, and what to do."""
    return parsed(path.name, text_of(path))


def text_of(path: Path) -> str:
    """The text of a file, with its line ends as they are."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError:
        raise ConfigurationError(f"{path.name}：说明文件无法打开，请检查是否被占用。") from None
    except UnicodeDecodeError:
        raise ConfigurationError(f"{path.name}：说明文件应另存为 UTF-8 编码。") from None


def parsed(name: str, text: str) -> tuple[Suppression, ...]:
    """The entries in the text of a file called ``name``."""
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        fault = toml_fault(error)
        raise ConfigurationError(f"{name}：不是有效的 TOML（{fault}），请改正后再审核。") from None
    for key in document:
        known_key(name, key, (TABLE,))
    tables = document.get(TABLE, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ConfigurationError(f"{name}：每条说明应写成一节 [[{TABLE}]]。")
    entries = tuple(
        _entry(f"{name} 第 {place} 条说明", table) for place, table in enumerate(tables, 1)
    )
    _each_once(name, entries)
    return entries


def _entry(where: str, table: Mapping[str, Any]) -> Suppression:
    for key in table:
        known_key(where, key, KEYS)
    for key in NEEDED:
        if key not in table:
            raise ConfigurationError(f"{where}：缺少 {key}，请补上。")
    texts = {key: _text(where, key, table[key]) for key in (*_TEXTS, *FURTHER) if key in table}
    date, expires = (_day(where, key, table[key]) for key in _DAYS)
    texts["id"] = texts["id"].strip().lower()
    if not _ID.fullmatch(texts["id"]):
        raise ConfigurationError(
            f"{where}：id 应为疑点的编号，8 至 16 位十六进制数字，如 1a2b3c4d。"
        )
    checked_reason(f"{where}：", texts["reason"])
    checked_author(f"{where}：", texts["author"])
    if expires < date:
        raise ConfigurationError(f"{where}：expires 早于 date，请核对有效期。")
    level = texts.pop("severity", None)
    if level is not None:
        one_of(f"{where}：severity", level, _LEVELS)
    severity = Severity(level) if level else None
    return Suppression(**texts, date=date, expires=expires, severity=severity)


def _text(where: str, key: str, value: object) -> str:
    if not isinstance(value, str):
        raise ConfigurationError(f"{where}：{key} 应为文字，请加引号。")
    return value


def _day(where: str, key: str, value: object) -> datetime.date:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    return day(f"{where}：{key}", value)


def day(name: str, value: object) -> datetime.date:
    """A date as written. Raises ConfigurationError for anything but 2026-12-31."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value.strip(), re.ASCII):
        try:
            return datetime.date.fromisoformat(value.strip())
        except ValueError:
            pass
    raise ConfigurationError(f"{name} 应为日期，写成 2026-12-31 的样子。")


def checked_reason(where: str, reason: str) -> None:
    """Raise ConfigurationError for a reason that tells nobody anything."""
    if len(_MARKS.sub("", reason)) < LEAST:
        raise ConfigurationError(
            f"{where}理由“{reason.strip()}”太短，请写明依据，如文件和条款，至少 {LEAST} 个字。"
        )


def checked_author(where: str, author: str) -> None:
    """Raise ConfigurationError where nobody stands by a reason."""
    if not _MARKS.sub("", author):
        raise ConfigurationError(f"{where}没有写明是谁作的说明（author）。")


def _each_once(name: str, entries: Iterable[Suppression]) -> None:
    """Raise ConfigurationError for two reasons for one finding: which of them holds?"""
    ids = sorted(entry.id for entry in entries)
    for first, second in pairwise(ids):
        if second.startswith(first):
            raise ConfigurationError(f"{name}：编号 {first} 有两条说明，请删去一条。")
