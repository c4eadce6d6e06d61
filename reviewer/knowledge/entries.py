"""Rows and tables of the lexicon files -> cues, modifiers, measures, benchmarks and the rest."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import TypeVar

from reviewer.errors import ConfigurationError
from reviewer.knowledge.files import LexiconFiles, Row
from reviewer.model import (
    Category,
    Cue,
    Direction,
    Kind,
    Measure,
    ModifierCue,
    ModifierKind,
    Needs,
    Polarity,
    Severity,
    Silenced,
    Takes,
    Tone,
)

E = TypeVar("E", bound=StrEnum)
_CUE_COLUMNS = ("phrase", "severity", "needs", "fires", "accepts")
_MODIFIER_COLUMNS = ("phrase", "direction", "reach", "takes", "fires", "accepts")


def cues(files: LexiconFiles) -> Iterator[Cue]:
    """The phrases of cues/, each file one category. A phrase may stand in one file only."""
    seen: dict[str, str] = {}
    for name in files.names("cues"):
        category = _filechoice(Category, name, "cues")

        def build(row: Row, category: Category = category) -> Cue:
            return Cue(
                phrase=row["phrase"],
                category=category,
                severity=choice(Severity, row["severity"]),
                needs=choice(Needs, row["needs"]),
                fires=row["fires"],
                accepts=row["accepts"],
            )

        for cue in files.rows(f"cues/{name}.csv", _CUE_COLUMNS, build):
            if cue.phrase in seen:
                where = f"cues/{seen[cue.phrase]}.csv"
                raise ConfigurationError(f"cues/{name}.csv：“{cue.phrase}”已在 {where} 中。")
            seen[cue.phrase] = name
            yield cue


def modifiers(files: LexiconFiles) -> Iterator[ModifierCue]:
    """The phrases of modifiers/, each file one kind."""
    for name in files.names("modifiers"):
        kind = _filechoice(ModifierKind, name, "modifiers")

        def build(row: Row, kind: ModifierKind = kind) -> ModifierCue:
            return ModifierCue(
                phrase=row["phrase"],
                kind=kind,
                direction=choice(Direction, row["direction"] or Direction.FORWARD),
                reach=_whole(row["reach"]),
                takes=choice(Takes, row["takes"] or Takes.ALL),
                fires=row["fires"],
                accepts=row["accepts"],
            )

        yield from files.rows(f"modifiers/{name}.csv", _MODIFIER_COLUMNS, build)


def measures(files: LexiconFiles) -> Iterator[Measure]:
    """What figures measure, and which way is good."""

    def build(row: Row) -> Measure:
        words = tuple(word for word in row["words"].split(";") if word)
        return Measure(name=row["name"], polarity=choice(Polarity, row["polarity"]), words=words)

    return files.rows("measures.csv", ("name", "polarity", "words"), build)


def names(files: LexiconFiles) -> Iterator[str]:
    """Names and slogans whose figures are no quantities."""
    return files.rows("names.csv", ("phrase",), lambda row: row["phrase"])


def units(files: LexiconFiles) -> Iterator[tuple[str, Kind]]:
    """Units and what sort of figure each makes."""
    return files.rows(
        "units.csv", ("unit", "kind"), lambda row: (row["unit"], choice(Kind, row["kind"]))
    )


def groups(files: LexiconFiles) -> dict[str, tuple[str, ...]]:
    """Word groups that patterns name as <组名>; several rows may make one group."""
    found: dict[str, tuple[str, ...]] = {}
    rows = files.rows("groups.csv", ("words", "group"), lambda row: (row["group"], row["words"]))
    for group, words in rows:
        found[group] = (*found.get(group, ()), *words.split("/"))
    return found


def words(files: LexiconFiles) -> dict[str, int]:
    """Domain words for segmentation, with their frequencies."""
    found: dict[str, int] = {}
    for path, text in files.texts("words.txt"):
        for number, line in enumerate(text.splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            word, _, count = line.strip().partition(" ")
            if not count.strip().isdecimal():
                raise ConfigurationError(
                    f"{path.name} 第 {number} 行：应为“词 词频”，如“双减 100”。"
                )
            found[word] = int(count)
    return found


@cache
def choice(enum: type[E], value: str) -> E:
    """The member of an enum with a value. Raises ValueError, naming those there are."""
    try:
        return enum(value)
    except ValueError:
        known = "、".join(repr(str(member)) for member in enum)
        raise ValueError(f"“{value}”不是可用的值（{known}）") from None


def silenced(files: LexiconFiles) -> Iterator[Silenced]:
    """The phrases of cues/ that a layer takes away."""
    return map(Silenced, files.taken_away("cues", _CUE_COLUMNS))


def hints(files: LexiconFiles) -> dict[str, Tone]:
    """Expressions that only hint at how a clause is meant, by their tone, the name of the file."""
    found: dict[str, Tone] = {}
    for name in files.names("hints", ".txt"):
        tone = _filechoice(Tone, name, "hints", ".txt")
        for _, text in files.texts(f"hints/{name}.txt"):
            lines = (line for line in text.split("\n") if line and line[0] != "#")
            found.update((line.strip(), tone) for line in lines)
    found.pop("", None)
    return found


def _filechoice(enum: type[E], name: str, folder: str, suffix: str = ".csv") -> E:
    try:
        return enum(name)
    except ValueError:
        known = "、".join(enum)
        raise ConfigurationError(
            f"词库目录 {folder} 中不认识的文件 {name}{suffix}，可用的是 {known}。"
        ) from None


def _whole(text: str) -> int:
    if text and not text.isdecimal():
        raise ValueError(f"“{text}”不是整数")
    return int(text or 0)
