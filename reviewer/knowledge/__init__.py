"""Lexicons on disk -> Knowledge: the only place that knows where they lie and how they overlay.

A folder given by the user is laid over the built-in one, file by file: a row replaces the row
with the same first column, ``off`` in any other column takes it away, new rows are added.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from reviewer.knowledge import entries
from reviewer.knowledge.benchmarks import benchmarks
from reviewer.knowledge.files import LexiconFiles
from reviewer.knowledge.form_words import form_words
from reviewer.knowledge.opinion import opinion
from reviewer.knowledge.places import provinces
from reviewer.knowledge.questions import questions
from reviewer.knowledge.relation_words import relation_words
from reviewer.knowledge.rubrics import rubrics
from reviewer.knowledge.topics import topics
from reviewer.model import (
    Benchmark,
    Cue,
    FormWords,
    Kind,
    Measure,
    ModifierCue,
    OpinionWeights,
    RubricFile,
    Silenced,
    Tone,
    Topics,
)
from reviewer.model.questions import Questions


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Knowledge:
    """Everything the lexicons say. Compared by identity, so that compiled forms can be cached."""

    version: str
    groups: Mapping[str, tuple[str, ...]]
    cues: tuple[Cue, ...]
    modifiers: tuple[ModifierCue, ...]
    measures: tuple[Measure, ...]
    names: tuple[str, ...]
    units: Mapping[str, Kind]
    words: tuple[tuple[str, int], ...]
    benchmarks: tuple[Benchmark, ...]
    provinces: Mapping[str, tuple[str, ...]]
    rubrics: Mapping[str, RubricFile]
    topics: Topics
    questions: Questions
    form_words: FormWords
    hints: Mapping[str, Tone]
    silenced: tuple[Silenced, ...]
    opinion: OpinionWeights | None
    relation_words: Mapping[str, Mapping[str, tuple[str, ...]]]


def data_folder(name: str) -> Path:
    """The folder of built-in data called ``name``: inside the wheel, else beside the package."""
    package = Path(__file__).resolve().parent.parent
    shipped = package / "_data" / name
    return shipped if shipped.is_dir() else package.parent / name


@cache
def load(overlay: Path | None = None) -> Knowledge:
    """Read the built-in lexicons with ``overlay`` laid over them.

    Raises ConfigurationError, naming file and line, for anything that can not be understood.
    """
    files = LexiconFiles(data_folder("lexicons"), overlay)
    units = dict(entries.units(files))
    places = provinces(files)
    return Knowledge(
        version=files.version(),
        groups=entries.groups(files),
        cues=tuple(entries.cues(files)),
        modifiers=tuple(entries.modifiers(files)),
        measures=tuple(entries.measures(files)),
        names=tuple(entries.names(files)),
        units=units,
        words=tuple(entries.words(files).items()),
        benchmarks=tuple(benchmarks(files, units, places).values()),
        provinces=places,
        rubrics=rubrics(files, units),
        topics=topics(files),
        questions=questions(files),
        form_words=form_words(_columns(files)),
        hints=entries.hints(files),
        silenced=tuple(entries.silenced(files)) if overlay else (),
        opinion=opinion(files),
        relation_words=relation_words(files),
    )


def _columns(files: LexiconFiles) -> dict[str, Any]:
    """columns.toml; of a part in the user's layer only the keys it names are replaced."""
    merged: dict[str, Any] = {}
    for _, table in files.tables("columns.toml"):
        for key, value in table.items():
            part = merged.get(key)
            nested = isinstance(value, dict) and isinstance(part, dict)
            merged[key] = (part or {}) | value if nested else value
    return merged
