"""Files -> a Batch: each is read and reviewed, and what can not be read is said."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any

from reviewer import pipeline, readers
from reviewer.errors import ConfigurationError, InputError
from reviewer.knowledge import Knowledge
from reviewer.model import Batch, Failure, Options, Profile, Review, Severity, Submission
from reviewer.reports.layout import visible
from reviewer.rules import RULES
from reviewer.settings import OFF, Settings, known_key
from reviewer.version import VERSION


def say(sentence: str) -> None:
    """Put a sentence on standard error at once."""
    print(visible(sentence), file=sys.stderr, flush=True)


def reviewed(
    files: Sequence[str],
    settings: Settings,
    known: Knowledge,
    options: Mapping[str, Options],
    *,
    keep: bool = False,
    say: Callable[[str], None] = say,
) -> Batch:
    """The results for ``files``, each by its own of ``options``; failures are said as they come.

    ``keep`` keeps the files' bytes for a report that is written into a copy of them.
    """
    stdin = sys.stdin.buffer.read() if "-" in files else b""
    reviews: list[Review] = []
    failures: list[Failure] = []
    originals: dict[str, bytes] = {}

    def fail(name: str, reason: str) -> None:
        failures.append(Failure(source=Path(name).name, reason=reason))
        say(reason)

    for name, read in _reading(files, settings, known, stdin):
        try:
            review = pipeline.review(read(), known, options[name])
            if keep:
                _keep(stdin if name == "-" else Path(name).read_bytes(), originals)
            reviews.append(review)
        except InputError as error:
            fail(name, str(error))
        # the other files are not to be lost for a fault of ours with this one
        except Exception as error:
            kind = f"{type(error).__name__}：{error}"
            fail(name, f"{Path(name).name}：审核时程序出错（{kind}），请把这个文件告知维护者。")
    return Batch(
        reviews=tuple(reviews),
        failures=tuple(failures),
        version=VERSION,
        lexicons=known.version,
        profile=Profile(settings.profile),
        originals=originals,
    )


def _keep(data: bytes, originals: dict[str, bytes]) -> None:
    originals[hashlib.sha256(data).hexdigest()] = data


def _reading(
    files: Sequence[str], settings: Settings, known: Knowledge, stdin: bytes
) -> Iterator[tuple[str, Callable[[], Submission]]]:
    """Give each file with what reads it: of several, each is read in a second process.

    A single file has no others to harm, and starts sooner in this one.
    """
    options: dict[str, Any] = {
        "city": settings.city,
        "year": settings.year,
        "province": settings.province,
        "limits": settings.limits,
    }

    def here(name: str) -> Submission:
        data = stdin if name == "-" else None
        return pipeline.read(name, known, data=data, **options)

    paths = [Path(name) for name in files if name != "-"]
    if len(files) == 1 or not paths:
        yield from ((name, partial(here, name)) for name in files)
        return
    from reviewer.isolation import IsolatedReader

    converted = readers.convert(paths, settings.limits)
    with IsolatedReader(settings.lexicons, settings.limits) as reader:
        for name in files:
            own = {path: data for path, data in converted.items() if path == Path(name)}
            there = partial(reader.read, name, converted=own, **options)
            yield name, partial(here, name) if name == "-" else there


def options_of(settings: Settings, known: Knowledge) -> Options:
    """What the settings ask of a review. Raises ConfigurationError with the nearest known name."""
    for rule in settings.rules:
        known_key("[rules]", rule, [module.ID for module in RULES])
    if settings.rubric is not None and settings.rubric not in known.rubrics:
        names = "、".join(known.rubrics) or "（没有）"
        raise ConfigurationError(f"没有名为 {settings.rubric} 的评分标准，可用的是 {names}。")
    if settings.province is not None and settings.province not in known.provinces:
        nearest = get_close_matches(settings.province, known.provinces, n=1, cutoff=0)[0]
        raise ConfigurationError(f"不认识的省份 {settings.province}，是否为 {nearest}？")
    return Options(
        unverified=settings.unverified_benchmarks,
        rubric=known.rubrics[settings.rubric] if settings.rubric else None,
        off=frozenset(rule for rule, level in settings.rules.items() if level == OFF),
        levels=tuple(
            (rule, Severity(level)) for rule, level in settings.rules.items() if level != OFF
        ),
    )
