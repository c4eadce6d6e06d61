"""What ``reviewer diff`` does: two editions of a submission, each a file or an earlier report."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from reviewer import knowledge
from reviewer.errors import ConfigurationError
from reviewer.model import Batch, Severity
from reviewer.model.changes import Changes, Edition
from reviewer.outputs import Look, for_programs, put, terminal
from reviewer.reports import changes as report
from reviewer.reports import wording
from reviewer.reviewing import options_of, reviewed
from reviewer.rounds.baseline import other_place, partners, shared, unlike
from reviewer.rounds.editions import is_report, of_report, of_review
from reviewer.rounds.matching import changes
from reviewer.rounds.reaching import changes_reach, edition_reaches
from reviewer.rounds.suppressions import reasons_of
from reviewer.settings import Settings, one_of
from reviewer.version import VERSION

CLEAN, FOUND, USAGE = 0, 1, 2
FORMATS = ("text", "json")
HALF = 1 / 2


def run(
    names: tuple[str, str],
    settings: Settings,
    report_format: str,
    out: str | None,
    suppressions: Path | None,
    today: datetime.date,
) -> int:
    """Print what changed from the first of two files to the second; returns the exit code."""
    one_of("format", report_format, FORMATS)
    target = Path(out) if out and out != "-" else None
    if names == ("-", "-"):
        raise ConfigurationError("标准输入只能是两份中的一份，请给出另一份的文件名。")
    if target and target.resolve() in {Path(n).resolve() for n in names if n != "-"}:
        raise ConfigurationError(f"{target.name}：这是要比较的文件，请把结果写到别处。")
    places = (None, suppressions)
    sides = [_side(name, settings, place, today) for name, place in zip(names, places, strict=True)]
    if not all(sides):
        return USAGE
    found, alone = _compared(sides[0], sides[1], names)
    lexicons = found[0].now.lexicons
    if report_format == "json":
        put(for_programs(report.as_json(found, VERSION)), target)
    else:
        stamp = wording.stamp(Batch(reviews=(), failures=(), version=VERSION, lexicons=lexicons))
        look: Look = {} if target else terminal()
        put(report.text(found, stamp, **look), target)
    return _exit_code(found, alone, settings.fail_on)


def _side(
    name: str, settings: Settings, place: Path | None, today: datetime.date
) -> tuple[Edition, ...]:
    """The editions in a report or a submission; none where it could not be read, which is said."""
    if name != "-" and is_report(Path(name)):
        return of_report(Path(name))
    reasons = reasons_of([name], place, today)[name]
    known = knowledge.load(settings.lexicons)
    options = replace(
        options_of(settings, known), suppressions=reasons.in_force, expired=reasons.expired
    )
    batch = reviewed([name], settings, known, {name: options})
    return tuple(of_review(review, batch) for review in batch.reviews)


def _compared(
    old: Sequence[Edition], new: Sequence[Edition], names: tuple[str, str]
) -> tuple[tuple[Changes, ...], list[Edition]]:
    """The changes of every edition that both sides have, and the new ones without a counterpart.

    Raises ConfigurationError where they are two different tables.
    """
    if len(old) == len(new) == 1:
        if shared(old[0], new[0]) < HALF:
            raise ConfigurationError(unlike(old[0], new[0]))
        pairs = {0: 0}
    else:
        pairs = partners(old, new)
        if not pairs:
            raise ConfigurationError(
                f"{Path(names[0]).name}、{Path(names[1]).name}：没有同一份自评表，请检查文件。"
            )
    found = [_noted(changes(old[early], new[late])) for late, early in sorted(pairs.items())]
    alone = [e for n, e in enumerate(new) if n not in pairs]
    left = [e.source for n, e in enumerate(old) if n not in pairs.values()]
    notes = [f"{e.source} 只在这次的文件中，没有比较，其中的疑点都算新增。" for e in alone]
    notes += [f"{name} 只在上次的文件中，没有比较。" for name in left]
    found[-1] = replace(found[-1], notes=(*found[-1].notes, *notes))
    return tuple(found), alone


def _noted(found: Changes) -> Changes:
    if not other_place(found.before, found.now):
        return found
    note = f"两份自评表的市县不同（{found.before.city}、{found.now.city}）。"
    return replace(found, notes=(note, *found.notes))


def _exit_code(found: Sequence[Changes], alone: Sequence[Edition], fail_on: str) -> int:
    if fail_on == "never":
        return CLEAN
    bar = Severity(fail_on)
    reached = any(changes_reach(one, bar) for one in found)
    return FOUND if reached or any(edition_reaches(one, bar) for one in alone) else CLEAN
