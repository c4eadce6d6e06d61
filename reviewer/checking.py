"""What ``reviewer check`` does: read, review, report, and say by the exit code what was found."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from reviewer import knowledge
from reviewer.errors import ConfigurationError
from reviewer.model import Batch, Review, Severity
from reviewer.outputs import Output, verified, write
from reviewer.reviewing import options_of, reviewed, say
from reviewer.rounds.reaching import review_reaches
from reviewer.rounds.suppressions import beside, reasons_of
from reviewer.settings import Settings

CLEAN, FOUND, USAGE, PARTIAL = 0, 1, 2, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounds:
    """What a run knows of others: the day, the report of an earlier one, the reasons given."""

    today: datetime.date
    baseline: Path | None = None
    suppressions: Path | None = None


def run(files: Sequence[str], settings: Settings, outputs: Sequence[Output], rounds: Rounds) -> int:
    """Review ``files`` and write ``outputs``; returns the exit code of the contract."""
    outputs = _verified(files, outputs, rounds)
    batch = _Checker(files, settings, outputs, rounds).reviewed(files)
    for output in outputs if batch.reviews or not batch.failures else ():
        write(output, batch)
    return exit_code(batch, settings.fail_on)


def watch(
    files: Sequence[str], settings: Settings, outputs: Sequence[Output], rounds: Rounds
) -> int:
    """Review ``files`` now and whenever one is saved, until the user ends it."""
    from reviewer.rounds.watching import Watch, Watched

    outputs = _watchable(files, _verified(files, outputs, rounds))
    on_screen = [output for output in outputs if output.path is None]

    def put(wanted: Sequence[Output], batch: Batch) -> None:
        for output in wanted:
            write(output, batch)

    with suppress(KeyboardInterrupt):
        checker = _Checker(files, settings, outputs, rounds)
        Watch(
            [
                Watched(name=name, reasons=beside(name, rounds.suppressions) or Path(name))
                for name in dict.fromkeys(files)
            ],
            review=partial(checker.one_of, len(files)),
            first=partial(put, on_screen),
            update=partial(put, [output for output in outputs if output.path]),
        ).run()
    return CLEAN


def exit_code(batch: Batch, fail_on: str) -> int:
    """The exit code of the contract; of a review with a baseline, only what is new counts."""
    if batch.failures:
        return PARTIAL if batch.reviews else USAGE
    if fail_on == "never":
        return CLEAN
    bar = Severity(fail_on)
    return FOUND if any(_reaches(review, bar) for review in batch.reviews) else CLEAN


def _reaches(review: Review, bar: Severity) -> bool:
    if review.round is not None:
        return review_reaches(review, bar)
    levels = (result.level for result in review.indicators)
    weights = (finding.severity for finding in review.findings)
    return any(severity.rank >= bar.rank for severity in (*levels, *weights))


def _verified(files: Sequence[str], outputs: Sequence[Output], rounds: Rounds) -> list[Output]:
    """Outputs that can be written, none of them over what the run is compared with."""
    found = verified(outputs, files)
    places = (beside(name, rounds.suppressions) for name in files)
    kept = {path.resolve() for path in (rounds.baseline, *places) if path is not None}
    for output in found:
        if output.path and output.path.resolve() in kept:
            raise ConfigurationError(f"{output.path.name}：这是基线或说明文件，请把结果写到别处。")
    return found


def _watchable(files: Sequence[str], outputs: Sequence[Output]) -> Sequence[Output]:
    """Raise ConfigurationError for what can not be watched, or not be shown again and again."""
    if "-" in files:
        raise ConfigurationError("标准输入不能守候，--watch 请给出文件名。")
    if any(output.path is None and output.format != "text" for output in outputs):
        raise ConfigurationError("--watch 时屏幕上只显示 text，其他格式请用 --output FORMAT=PATH。")
    for name in files:
        if not Path(name).is_file():
            raise ConfigurationError(f"{Path(name).name}：找不到这个文件，请检查路径。")
    return outputs


def _baseline(path: Path) -> Callable[..., Batch]:
    """What holds a batch against a baseline, which is read at once; loaded only where asked for."""
    from reviewer.rounds import baseline

    return partial(baseline.compared, earlier=baseline.load(path), name=path.name)


class _Checker:
    """Reviews files with what is loaded once: lexicons, options, the baseline.

    All that the run is held against is read before anything is reviewed; ConfigurationError tells
    what of it is wrong.
    """

    def __init__(
        self, files: Sequence[str], settings: Settings, outputs: Sequence[Output], rounds: Rounds
    ) -> None:
        self._settings, self._rounds = settings, rounds
        self._keep = any(output.format == "docx" for output in outputs)
        self._baseline = _baseline(rounds.baseline) if rounds.baseline else None
        reasons_of(files, rounds.suppressions, rounds.today)
        self._known = knowledge.load(settings.lexicons)
        self._options = options_of(settings, self._known)

    def reviewed(
        self, files: Sequence[str], *, strict: bool = True, say: Callable[[str], None] = say
    ) -> Batch:
        """The results for some files, with their reasons and what the baseline knows of them."""
        reasons = reasons_of(files, self._rounds.suppressions, self._rounds.today)
        options = {
            name: replace(self._options, suppressions=found.in_force, expired=found.expired)
            for name, found in reasons.items()
        }
        batch = reviewed(files, self._settings, self._known, options, keep=self._keep, say=say)
        return self._baseline(batch, strict=strict) if self._baseline else batch

    def one_of(self, several: int, name: str) -> Batch:
        """The result for one of several files, without a word about what can not be read."""
        return self.reviewed([name], strict=several == 1, say=lambda _: None)
