"""What ``reviewer check`` does: read, review, report, and say by the exit code what was found."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from reviewer import knowledge, pipeline, readers
from reviewer.errors import ConfigurationError, InputError
from reviewer.knowledge import Knowledge
from reviewer.model import Failure, Options, Review, Severity, Submission
from reviewer.reports.layout import visible
from reviewer.rules import RULES
from reviewer.settings import FORMATS, OFF, Settings, known_key
from reviewer.version import VERSION

CLEAN, FOUND, USAGE, PARTIAL = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Output:
    """A report to write: its format, and a path or None for standard output."""

    format: str
    path: Path | None


def target(report_format: str, path: str | None) -> Output:
    """The main report."""
    return Output(report_format, Path(path) if path and path != "-" else None)


def parse_output(text: str) -> Output:
    """``json=a.json`` as an Output. Raises ConfigurationError for anything else."""
    report_format, equals, path = text.partition("=")
    if not equals or not path or report_format not in FORMATS:
        known = "、".join(FORMATS)
        raise ConfigurationError(f"--output {text} 应写成 FORMAT=PATH，FORMAT 可用 {known}。")
    return target(report_format, path)


def run(files: Sequence[str], settings: Settings, outputs: Sequence[Output]) -> int:
    """Review ``files`` and write ``outputs``; returns the exit code of the contract."""
    _spare_inputs(files, outputs)
    known = knowledge.load(settings.lexicons)
    options = _options(settings, known)
    reviews: list[Review] = []
    failures: list[Failure] = []
    for name, read in _reading(files, settings, known):
        try:
            reviews.append(pipeline.review(read(), known, options))
        except InputError as error:
            _fail(name, str(error), failures)
        # the other files are not to be lost for a fault of ours with this one
        except Exception as error:
            kind = f"{type(error).__name__}：{error}"
            reason = f"{Path(name).name}：审核时程序出错（{kind}），请把这个文件告知维护者。"
            _fail(name, reason, failures)
    for output in outputs if reviews or not failures else ():
        _write(output, reviews, failures, known.version)
    return _exit_code(reviews, failures, settings.fail_on)


def _reading(
    files: Sequence[str], settings: Settings, known: Knowledge
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
    here = partial(pipeline.read, knowledge=known, **options)
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


def _fail(name: str, reason: str, failures: list[Failure]) -> None:
    failures.append(Failure(source=Path(name).name, reason=reason))
    print(visible(reason), file=sys.stderr)


def _options(settings: Settings, known: Knowledge) -> Options:
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


def _spare_inputs(files: Sequence[str], outputs: Sequence[Output]) -> None:
    """Refuse to write a report over a submission."""
    inputs = {Path(name).resolve() for name in files if name != "-"}
    for output in outputs:
        if output.path and output.path.resolve() in inputs:
            raise ConfigurationError(f"{output.path.name}：这是要审核的文件，请把结果写到别处。")


def _write(
    output: Output, reviews: Sequence[Review], failures: Sequence[Failure], lexicons: str
) -> None:
    report = import_module(f"reviewer.reports.{output.format}")
    look = _terminal() if output.format == "text" and output.path is None else {}
    text = report.render(reviews, failures, version=VERSION, lexicons=lexicons, **look)
    if output.path is None:
        _show(text)
        return
    try:
        output.path.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = error.strerror or "系统拒绝"
        raise ConfigurationError(f"{output.path}：无法写入（{reason}），请换一个位置。") from None


def _show(text: str) -> None:
    """Write to standard output, if there is one."""
    try:
        print(text, end="", flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = error.strerror or "系统拒绝"
        raise ConfigurationError(f"标准输出无法写入（{reason}）。") from None


def _terminal() -> dict[str, int | bool]:
    """Width and colour of the terminal; NO_COLOR and pipes are honoured."""
    color = bool(sys.stdout and sys.stdout.isatty()) and not os.environ.get("NO_COLOR")
    color = color and os.environ.get("TERM") != "dumb"
    return {"width": min(shutil.get_terminal_size((80, 24)).columns, 100), "color": color}


def _exit_code(reviews: Sequence[Review], failures: Sequence[Failure], fail_on: str) -> int:
    if failures:
        return PARTIAL if reviews else USAGE
    if fail_on == "never":
        return CLEAN
    bar = Severity(fail_on).rank
    found = (
        severity
        for review in reviews
        for severity in (
            *(result.level for result in review.indicators),
            *(finding.severity for finding in review.findings),
        )
    )
    return FOUND if any(severity.rank >= bar for severity in found) else CLEAN
