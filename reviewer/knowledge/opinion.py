"""opinion.json -> the weights of the second opinion."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reviewer.errors import ConfigurationError
from reviewer.knowledge.files import LexiconFiles
from reviewer.model import Category, OpinionWeights

NAME = "opinion.json"
TABLES = ("words", "pairs", "characters", "marks")
NUMBERS = ("intercept", "keep", "raise_at", "raise_nearby", "raise_bare")


def opinion(files: LexiconFiles) -> OpinionWeights | None:
    """The weights of the last layer that has any; None where they are switched off by ``{}``.

    Raises ConfigurationError for anything but numbers by trait.
    """
    weights: OpinionWeights | None = None
    for path, text in files.texts(NAME):
        try:
            found = json.loads(text)
        except ValueError as error:
            raise ConfigurationError(f"{path.name} 不是有效的 JSON：{error}") from error
        weights = _weights(path, found) if found else None
    return weights


def _weights(path: Path, found: Mapping[str, Any]) -> OpinionWeights:
    unknown = sorted(set(found) - {*TABLES, *NUMBERS, "categories", "about"})
    if unknown:
        raise ConfigurationError(f"{path.name}：不认识的键 {'、'.join(unknown)}。")
    try:
        categories = {Category(name): _table(table) for name, table in found["categories"].items()}
        tables: dict[str, Any] = {name: _table(found[name]) for name in TABLES}
        numbers: dict[str, Any] = {name: float(found[name]) for name in NUMBERS}
        return OpinionWeights(**tables, **numbers, categories=categories)
    except KeyError as error:
        raise ConfigurationError(f"{path.name} 缺少 {error.args[0]}。") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise ConfigurationError(f"{path.name} 的内容有误：{error}。") from error


def _table(found: Mapping[str, Any]) -> dict[str, float]:
    return {name: float(weight) for name, weight in found.items()}
