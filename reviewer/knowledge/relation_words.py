"""relations.toml -> the words by which figures are told to hang together."""

from __future__ import annotations

from reviewer.errors import ConfigurationError
from reviewer.knowledge.files import LexiconFiles

NAME = "relations.toml"


def relation_words(files: LexiconFiles) -> dict[str, dict[str, tuple[str, ...]]]:
    """The words by relation and part; a layer replaces the parts that it names.

    Raises ConfigurationError for a relation or part that the built-in file does not have.
    """
    merged: dict[str, dict[str, tuple[str, ...]]] = {}
    for layer, (path, table) in enumerate(files.tables(NAME)):
        for relation, parts in table.items():
            known = merged.setdefault(relation, {}) if layer == 0 else merged.get(relation)
            if known is None or not isinstance(parts, dict):
                raise ConfigurationError(
                    f"{path.name}：不认识的一节 {relation}，可用的是 {'、'.join(merged)}。"
                )
            for part, words in parts.items():
                if layer and part not in known:
                    raise ConfigurationError(
                        f"{path.name}：{relation} 中不认识的键 {part}，"
                        f"可用的是 {'、'.join(known)}。"
                    )
                known[part] = _words(path.name, f"{relation}.{part}", words)
    return merged


def _words(name: str, key: str, words: object) -> tuple[str, ...]:
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise ConfigurationError(f'{name}：{key} 应为词的列表，如 ["共", "合计"]。')
    return tuple(words)
