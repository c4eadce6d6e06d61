"""Settings from a file (``--config reviewer.toml``); what the command line says goes first."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from reviewer.errors import ConfigurationError

FAIL_ON = ("high", "medium", "low", "never")
FORMATS = ("text", "json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How ``check`` runs: report format, the level that makes it exit with 1, lexicons."""

    format: str = "text"
    fail_on: str = "high"
    lexicons: Path | None = None
    city: str | None = None
    year: int | None = None

    def __post_init__(self) -> None:
        _one_of("format", self.format, FORMATS)
        _one_of("fail-on", self.fail_on, FAIL_ON)


def load(path: Path | None, **given: Any) -> Settings:
    """Settings of a file with ``given`` over them; None means not given.

    Raises ConfigurationError for an unknown key, naming the nearest known one.
    """
    values = _file(path) if path else {}
    values |= {key: value for key, value in given.items() if value is not None}
    return Settings(**values)


def _file(path: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        raise ConfigurationError(f"{path.name}：找不到或无法打开这个配置文件。") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path.name}：不是有效的 TOML（{error}）。") from None
    known = {field.name.replace("_", "-"): field.name for field in fields(Settings)}
    for key in table:
        if key not in known:
            nearest = difflib.get_close_matches(key, known, n=1, cutoff=0)[0]
            raise ConfigurationError(f"{path.name}：不认识的设置 {key}，是否为 {nearest}？")
    values = {known[key]: value for key, value in table.items()}
    _typed(path.name, values)
    if "lexicons" in values:
        values["lexicons"] = path.parent / values["lexicons"]
    return values


def _typed(name: str, values: dict[str, Any]) -> None:
    for key, value in values.items():
        wanted = int if key == "year" else str
        if not isinstance(value, wanted) or isinstance(value, bool):
            kind = "整数" if wanted is int else "文字"
            raise ConfigurationError(f"{name}：{key.replace('_', '-')} 应为{kind}。")


def _one_of(key: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ConfigurationError(f"{key} 不能是 {value}，可用的是 {'、'.join(allowed)}。")
