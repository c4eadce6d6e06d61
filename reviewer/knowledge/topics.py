"""topics.toml -> what indicators speak of: parts of titles, objects, places to look."""

from __future__ import annotations

from reviewer.errors import ConfigurationError
from reviewer.knowledge.files import LexiconFiles
from reviewer.model import Topics

NAME = "topics.toml"
SECTIONS = ("subpoints", "objects", "sources")


def topics(files: LexiconFiles) -> Topics:
    """The words of each topic by section; a layer replaces the topics that it names.

    Raises ConfigurationError for an unknown section or anything but lists of words.
    """
    merged: dict[str, dict[str, tuple[str, ...]]] = {section: {} for section in SECTIONS}
    for path, table in files.tables(NAME):
        for section, entries in table.items():
            if section not in merged or not isinstance(entries, dict):
                known = "、".join(SECTIONS)
                raise ConfigurationError(f"{path.name}：不认识的一节 {section}，可用的是 {known}。")
            for name, words in entries.items():
                if not isinstance(words, list) or not all(isinstance(w, str) and w for w in words):
                    raise ConfigurationError(f"{path.name}：{name} 应为词的列表。")
                merged[section][name] = tuple(words)
    return Topics(*(tuple(merged[section].items()) for section in SECTIONS))
