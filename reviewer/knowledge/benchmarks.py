"""benchmarks/*.toml -> published requirements, each with its document, years and standing."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from reviewer.errors import ConfigurationError
from reviewer.knowledge.entries import choice
from reviewer.knowledge.files import OFF, LexiconFiles
from reviewer.model import LEVELS, Benchmark, Verification

FOLDER = "benchmarks"
COMPARATORS = (">=", "<=")
MOVEMENTS = ("up", "down")
FIRST, LAST = 1949, 2100
_NEEDED = ("words", "topics", "comparator", "unit", "document", "verification", "first_year")
_LISTS = ("words", "behind", "unless", "near", "topics", "against")
_TEXTS = ("name", "comparator", "unit", "document", "movement", "stage", "province", "level")
_KEYS = frozenset([*_NEEDED, *_LISTS, *_TEXTS, "value", "verification", "first_year", "last_year"])


def benchmarks(
    files: LexiconFiles, units: Collection[str], provinces: Collection[str]
) -> dict[str, Benchmark]:
    """Published requirements by the name of their section, in the order of the files.

    A section of a later layer replaces the one of its name; ``value = "off"`` takes it away.
    Raises ConfigurationError with file, section, key and reason.
    """
    found: dict[str, Benchmark] = {}
    for name in files.names(FOLDER, ".toml"):
        for path, table in files.tables(f"{FOLDER}/{name}.toml"):
            for section, entry in table.items():
                if not isinstance(entry, dict):
                    raise ConfigurationError(
                        f'{path.name}：{section} 应写成一节，如 ["{section}"]。'
                    )
                if entry.get("value") == OFF:
                    found.pop(section, None)
                    continue
                found[section] = _Entry(path, section, entry).benchmark(units, provinces)
    return found


class _Entry:
    """One section of a file, with its place for messages."""

    def __init__(self, path: Path, section: str, values: Mapping[str, Any]) -> None:
        self._place = f"{path.name}：{section}"
        self._section = section
        self._values = values

    def benchmark(self, units: Collection[str], provinces: Collection[str]) -> Benchmark:
        """The requirement, every key of it checked."""
        self._check_keys()
        self._one_of("comparator", COMPARATORS)
        self._one_of("movement", ("", *MOVEMENTS))
        self._one_of("unit", ("", "1:", *units), shown="units.csv 中的单位")
        self._one_of("province", ("", *provinces), shown="places.csv 中的省份")
        self._one_of("level", ("", *LEVELS))
        first, last = self._years()
        return Benchmark(
            name=str(self._values.get("name", self._section)),
            value=self._value(),
            verification=self._verification(),
            first_year=first,
            last_year=last,
            words=self._list("words"),
            behind=self._list("behind"),
            unless=self._list("unless"),
            near=self._list("near"),
            topics=self._list("topics"),
            against=self._list("against"),
            comparator=self._text("comparator"),
            unit=self._text("unit"),
            document=self._text("document"),
            movement=self._text("movement"),
            stage=self._text("stage"),
            province=self._text("province"),
            level=self._text("level"),
        )

    def _list(self, key: str) -> tuple[str, ...]:
        return tuple(self._values.get(key, ()))

    def _text(self, key: str) -> str:
        return str(self._values.get(key, ""))

    def _check_keys(self) -> None:
        for key in self._values.keys() - _KEYS:
            nearest = difflib.get_close_matches(key, _KEYS, n=1, cutoff=0)[0]
            raise self._error(key, f"不认识的键，是否为 {nearest}？")
        for key in _NEEDED:
            if key not in self._values:
                raise self._error(key, "缺少这一项。")
        for key in _LISTS:
            value = self._values.get(key, [])
            if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
                raise self._error(key, "应为词的列表。")
        if not self._values["words"] and not self._values.get("behind"):
            raise self._error("words", "至少要有一个说法。")

    def _one_of(self, key: str, known: Collection[str], *, shown: str = "") -> None:
        value = self._values.get(key, "")
        if value not in known:
            allowed = shown or "、".join(filter(None, known))
            raise self._error(key, f"“{value}”不可用，应为{allowed}。")

    def _years(self) -> tuple[int, int | None]:
        first, last = self._values["first_year"], self._values.get("last_year")
        for key, year in (("first_year", first), ("last_year", last)):
            if year is None and key == "last_year":
                continue
            if not isinstance(year, int) or not FIRST <= year <= LAST:
                raise self._error(key, f"“{year}”应为 {FIRST} 至 {LAST} 之间的年份。")
        if last is not None and last < first:
            raise self._error("last_year", f"{last} 早于 first_year（{first}）。")
        return first, last

    def _value(self) -> Decimal | None:
        value = self._values.get("value")
        if value is None and self._values.get("against"):
            return None
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            raise self._error("value", f"“{value}”应为数。") from None
        if not number.is_finite() or isinstance(value, bool):
            raise self._error("value", f"“{value}”应为数。")
        return number

    def _verification(self) -> Verification:
        try:
            return Verification(choice(Verification, self._text("verification")))
        except ValueError as error:
            raise self._error("verification", f"{error}。") from None

    def _error(self, key: str, reason: str) -> ConfigurationError:
        return ConfigurationError(f"{self._place} 的 {key}：{reason}")
