"""questions.toml -> what to ask on site for each rule, what to have shown on each subject."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from string import Formatter
from typing import Any

from reviewer.errors import ConfigurationError
from reviewer.knowledge.files import LexiconFiles
from reviewer.model.questions import ALONE, PLACES, Choice, Material, Question, Questions

NAME = "questions.toml"
SECTIONS = ("rules", "materials")
_PARTS = ("ask", "request")
_OF_MATERIAL = ("words", "show")
Table = Mapping[str, Any]


def questions(files: LexiconFiles) -> Questions:
    """The questions in force; a layer replaces the rules and subjects that it names.

    Raises ConfigurationError, with file, entry and nearest known name, for a rule that the
    built-in file does not know, a place that nothing fills, and anything of another type.
    """
    asked: dict[str, dict[str, tuple[Choice, ...]]] = {part: {} for part in _PARTS}
    materials: dict[str, Material] = {}
    rules: frozenset[str] | None = None
    for path, table in files.tables(NAME):
        for section, entries in table.items():
            _known(path.name, "一节", section, SECTIONS)
            _is_table(path.name, section, entries)
        for rule, entry in table.get("rules", {}).items():
            if rules is not None:
                _known(path.name, "规则", rule, rules)
            for part, choices in _rule(f"{path.name} [rules.{rule}]", entry).items():
                asked[part][rule] = choices
        for subject, entry in table.get("materials", {}).items():
            materials[subject] = _material(f"{path.name} [materials] {subject}", subject, entry)
        rules = frozenset(asked["ask"]) if rules is None else rules
    return Questions(asked["ask"], asked["request"], tuple(materials.values()))


def _rule(place: str, entry: Any) -> dict[str, tuple[Choice, ...]]:
    _is_table(place, "这一条", entry)
    for key in entry:
        _known(place, "键", key, _PARTS)
    found = {part: _choices(f"{place} {part}", entry.get(part, [])) for part in _PARTS}
    if not found["ask"]:
        raise ConfigurationError(f"{place}：缺少 ask，至少写一个问题。")
    return found


def _choices(place: str, entry: Any) -> tuple[Choice, ...]:
    """Questions one after another; a list in the list holds ways to put one of them."""
    if not isinstance(entry, list):
        raise ConfigurationError(f"{place} 应为文字的列表。")
    return tuple(
        tuple(_question(place, text) for text in (item if isinstance(item, list) else [item]))
        for item in entry
    )


def _question(place: str, text: Any) -> Question:
    if not isinstance(text, str) or not text.strip():
        raise ConfigurationError(f"{place} 应为文字的列表。")
    try:
        needs = tuple(dict.fromkeys(_places(text)))
    except ValueError:
        raise ConfigurationError(f"{place}：“{text}”中的 {{ }} 应写成 {{原文}} 的样子。") from None
    for name in needs:
        _known(place, "占位", name, PLACES)
    if ALONE in needs and text != f"{{{ALONE}}}":
        raise ConfigurationError(f"{place}：“{text}”中的 {{{ALONE}}} 是一份清单，应单独写成一条。")
    return Question(text, needs)


def _places(text: str) -> Iterator[str]:
    """The names in braces; ValueError for anything else in braces."""
    for _, name, spec, conversion in Formatter().parse(text):
        if spec or conversion:
            raise ValueError
        if name is not None:
            yield name


def _material(place: str, subject: str, entry: Any) -> Material:
    _is_table(place, "这一条", entry)
    for key in entry:
        _known(place, "键", key, _OF_MATERIAL)
    words, show = (_texts(f"{place} {key}", entry.get(key)) for key in _OF_MATERIAL)
    return Material(subject, words, show)


def _texts(place: str, entry: Any) -> tuple[str, ...]:
    if not isinstance(entry, list) or not all(isinstance(t, str) and t for t in entry):
        raise ConfigurationError(f"{place} 应为词的列表。")
    return tuple(entry)


def _is_table(place: str, name: str, entry: Any) -> None:
    if not isinstance(entry, dict):
        raise ConfigurationError(f"{place}：{name} 应写成一节。")


def _known(place: str, what: str, name: str, known: Collection[str]) -> None:
    if name not in known:
        nearest = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0)[0]
        raise ConfigurationError(f"{place}：不认识的{what} {name}，是否为 {nearest}？")
