"""Settings from a file (``--config reviewer.toml``); what the command line says goes first."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from reviewer.errors import ConfigurationError, toml_fault
from reviewer.limits import DEFAULT as LIMITS
from reviewer.limits import Limits

FAIL_ON = ("high", "medium", "low", "never")
FORMATS = ("text", "json", "jsonl", "sarif", "html", "xlsx", "docx", "checklist")
PROFILES = ("inspector", "writer")
OFF = "off"
YEARS = (1990, 2100)
RULE_LEVELS = (OFF, "low", "medium", "high")
_KINDS = {"year": (int, "整数"), "unverified_benchmarks": (bool, "true 或 false")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How ``check`` runs: report format, the level that makes it exit with 1, lexicons.

    ``rubric`` names a file of lexicons/rubrics; ``rules`` holds, by the name of a rule, ``off`` or
    the level that its findings get; ``limits`` bounds what one file may cost.
    """

    format: str = "text"
    profile: str = "inspector"
    fail_on: str = "high"
    lexicons: Path | None = None
    city: str | None = None
    year: int | None = None
    province: str | None = None
    rubric: str | None = None
    unverified_benchmarks: bool = False
    rules: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = LIMITS

    def __post_init__(self) -> None:
        one_of("format", self.format, FORMATS)
        one_of("profile", self.profile, PROFILES)
        one_of("fail-on", self.fail_on, FAIL_ON)
        if self.year is not None and not YEARS[0] <= self.year <= YEARS[1]:
            raise ConfigurationError(f"year 应在 {YEARS[0]} 至 {YEARS[1]} 之间。")
        for rule, level in self.rules.items():
            one_of(f"[rules] {rule}", level, RULE_LEVELS)


def load(path: Path | None, **given: Any) -> Settings:
    """Settings of a file with ``given`` over them; None means not given.

    Raises ConfigurationError for an unknown key, naming the nearest known one.
    """
    values = _file(path) if path else {}
    values |= {key: value for key, value in given.items() if value is not None}
    return Settings(**values)


def one_of(key: str, value: object, allowed: Collection[str]) -> None:
    """Raise ConfigurationError, naming the nearest, for a value that is not allowed."""
    if value not in allowed:
        known = "、".join(allowed)
        raise ConfigurationError(f"{key} 不能是 {value}，可用的是 {known}。")


def known_key(place: str, key: str, known: Collection[str]) -> None:
    """Raise ConfigurationError, with the nearest known one, for a key that nobody reads."""
    if key not in known:
        nearest = difflib.get_close_matches(key, known, n=1, cutoff=0)[0]
        raise ConfigurationError(f"{place}：不认识的设置 {key}，是否为 {nearest}？")


def _file(path: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        raise ConfigurationError(f"{path.name}：找不到或无法打开这个配置文件。") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path.name}：不是有效的 TOML（{toml_fault(error)}）。") from None
    known = {item.name.replace("_", "-"): item.name for item in fields(Settings)}
    for key in table:
        known_key(path.name, key, known)
    values = {known[key]: value for key, value in table.items()}
    if "limits" in values:
        values["limits"] = _limits(path.name, values["limits"])
    _typed(path.name, values)
    if "lexicons" in values:
        values["lexicons"] = path.parent / values["lexicons"]
    return values


def _limits(name: str, table: Any) -> Limits:
    """Return the limits of a table ``[limits]``: whole numbers from 1."""
    if not isinstance(table, dict):
        raise ConfigurationError(f"{name}：limits 应写成一节 [limits]，如 seconds = 60。")
    known = {item.name.replace("_", "-"): item.name for item in fields(Limits)}
    for key, value in table.items():
        known_key(f"{name} [limits]", key, known)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise ConfigurationError(f"{name}：[limits] {key} 应为不小于 1 的整数。")
    return Limits(**{known[key]: value for key, value in table.items()})


def _typed(name: str, values: dict[str, Any]) -> None:
    for key, value in values.items():
        if key == "limits":
            continue
        if key == "rules":
            if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
                raise ConfigurationError(
                    f'{name}：rules 应写成一节 [rules]，如 omitted-subpoint = "off"。'
                )
            continue
        wanted, kind = _KINDS.get(key, (str, "文字"))
        if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
            raise ConfigurationError(f"{name}：{key.replace('_', '-')} 应为{kind}。")
