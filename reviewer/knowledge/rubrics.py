"""rubrics/*.toml -> scoring rules of a province or a year, for forms that print none."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from reviewer.errors import ConfigurationError
from reviewer.knowledge.files import LexiconFiles
from reviewer.model import RubricFile, RubricRow

FOLDER = "rubrics"
_KEYS = frozenset({"first_year", "last_year", "rows"})
_ROW_KEYS = frozenset({"title", "criteria", "full_score"})
FIRST, LAST = 1949, 2100
# 每缺1人扣: what is counted must be a unit that figures are read in.
_COUNTED = re.compile(
    r"每(?:[^\d一两，。；]{0,4})(?:\d+(?:\.\d+)?|一|两)(?P<unit>[^\d，。；扣的]{1,4})"
)


def rubrics(files: LexiconFiles, units: Collection[str]) -> dict[str, RubricFile]:
    """The rubric files of all layers by name; a later layer's file replaces the one of its name.

    Raises ConfigurationError with file, row, key and reason.
    """
    found: dict[str, RubricFile] = {}
    for name in files.names(FOLDER, ".toml"):
        for path, table in files.tables(f"{FOLDER}/{name}.toml"):
            found[name] = _file(path, name, table, units)
    return found


def _file(path: Path, name: str, table: Mapping[str, Any], units: Collection[str]) -> RubricFile:
    _known(path.name, table, _KEYS)
    years = [table.get("first_year", FIRST), table.get("last_year", LAST)]
    for key, year in zip(("first_year", "last_year"), years, strict=True):
        if not isinstance(year, int) or not FIRST <= year <= LAST:
            raise ConfigurationError(
                f"{path.name} 的 {key}：“{year}”应为 {FIRST} 至 {LAST} 之间的年份。"
            )
    if years[1] < years[0]:
        raise ConfigurationError(f"{path.name} 的 last_year：{years[1]} 早于 first_year。")
    rows = table.get("rows")
    if not isinstance(rows, list) or not rows:
        raise ConfigurationError(f"{path.name} 的 rows：至少要有一节 [[rows]]。")
    return RubricFile(
        name=name,
        rows=tuple(_row(f"{path.name} 第 {n} 节", row, units) for n, row in enumerate(rows, 1)),
        first_year=years[0],
        last_year=years[1],
    )


def _row(place: str, row: Mapping[str, Any], units: Collection[str]) -> RubricRow:
    _known(place, row, _ROW_KEYS)
    title, criteria, full = row.get("title"), row.get("criteria"), row.get("full_score")
    if not isinstance(title, list) or not title or not all(isinstance(w, str) for w in title):
        raise ConfigurationError(f'{place} 的 title：应为词的列表，如 ["校园安全"]。')
    if not isinstance(criteria, str) or not criteria.strip():
        raise ConfigurationError(f"{place} 的 criteria：应为一段评分标准。")
    if full is not None and (isinstance(full, bool) or not isinstance(full, int | float)):
        raise ConfigurationError(f"{place} 的 full_score：“{full}”应为数。")
    for counted in _COUNTED.finditer(criteria):
        unit = counted["unit"]
        if not unit.startswith((*units, "个", "校", "门")):
            raise ConfigurationError(
                f"{place} 的 criteria：“{counted.group()}”中的单位“{unit}”不在 units.csv 中。"
            )
    return RubricRow(
        title=tuple(title),
        criteria=criteria,
        full_score=None if full is None else Decimal(str(full)),
    )


def _known(place: str, table: Mapping[str, Any], keys: Collection[str]) -> None:
    for key in table:
        if key not in keys:
            nearest = difflib.get_close_matches(key, keys, n=1, cutoff=0)[0]
            raise ConfigurationError(f"{place} 的 {key}：不认识的键，是否为 {nearest}？")
