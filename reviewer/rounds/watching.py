"""What ``reviewer check --watch`` does: a file is reviewed again when it is saved.

Editors save in many ways: in place, through a temporary file that takes the name, with lock files
beside. Events of the folder only wake the watcher; whether a file was saved is told by the file
itself, so that nothing is missed where a file system sends no events.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import watchfiles

from reviewer.errors import ReviewerError
from reviewer.model import Batch, Review
from reviewer.outputs import put, terminal
from reviewer.reports import changes as report
from reviewer.reviewing import say
from reviewer.rounds.editions import of_review
from reviewer.rounds.matching import changes

# An event is waited for so long (ms), then the files are looked at all the same.
_LOOK_EVERY = 1_000
_DEBOUNCE, _STEP = 300, 50
# How long a save may take (seconds): till then a file that can not be read is tried again.
PATIENCE, PAUSE = 2.0, 0.2

Signature = tuple[tuple[int, int, int] | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A submission, and the file with the reasons for it, which need not be there."""

    name: str
    reasons: Path

    @property
    def paths(self) -> tuple[Path, Path]:
        """The files whose saving counts."""
        return Path(self.name), self.reasons


class Watch:
    """Reviews each of some files again when it is saved, and says what changed.

    ``review`` gives the result for one file and says nothing itself, ``first`` shows a batch in
    full, ``update`` writes the reports of all that is known into files.
    """

    def __init__(
        self,
        files: Sequence[Watched],
        *,
        review: Callable[[str], Batch],
        first: Callable[[Batch], None],
        update: Callable[[Batch], None],
    ) -> None:
        self._files = files
        self._review, self._first, self._update = review, first, update
        self._signatures: dict[str, Signature] = {}
        self._contents: dict[str, str] = {}
        self._batches: dict[str, Batch] = {}

    def run(self) -> None:
        """Review all files, then wait for saves until the user ends it by KeyboardInterrupt."""
        for file in self._files:
            self._look(file)
        names = "、".join(Path(file.name).name for file in self._files)
        say(f"正在守候 {names}，保存后自动再审；按 Ctrl-C 结束。")
        for _ in _wakes({path.resolve().parent for f in self._files for path in f.paths}):
            for file in self._files:
                self._look(file)

    def _look(self, file: Watched) -> None:
        """Review a file if it was saved since."""
        if self._signatures.get(file.name) == _signature(file):
            return
        last = self._batches.get(file.name)
        try:
            batch = self._read(file)
        except ReviewerError as error:
            say(str(error))
            return
        if batch is None:
            say(f"{Path(file.name).name}：内容没有变化。")
            return
        self._batches[file.name] = batch
        if last is None:
            self._first(batch)
        else:
            put(_difference(last, batch), None)
        self._write()

    def _read(self, file: Watched) -> Batch | None:
        """The result for a file when it is whole; None where its content is the one known.

        Raises ReviewerError where it could not be read in the time that a save may take.
        """
        end = time.monotonic() + PATIENCE
        while True:
            signature = self._settled(file)
            try:
                content = _content(file)
                if content == self._contents.get(file.name):
                    return None
                batch = self._review(file.name)
                if batch.reviews:
                    self._contents[file.name] = content
                    return batch
                problem = ReviewerError(batch.failures[0].reason)
            except FileNotFoundError:
                problem = ReviewerError(
                    f"{Path(file.name).name}：文件已不在原处，等它回来后继续审核。"
                )
            except OSError:
                problem = ReviewerError(
                    f"{Path(file.name).name}：正被其他程序占用，暂时读不了，再次保存后继续审核。"
                )
            except ReviewerError as error:
                problem = error
            if time.monotonic() > end:
                self._signatures[file.name] = signature
                raise problem
            time.sleep(PAUSE)

    def _settled(self, file: Watched) -> Signature:
        """Wait until a file stays as it is, but no longer than a save may take."""
        end = time.monotonic() + PATIENCE
        signature = _signature(file)
        while self._batches.get(file.name) and time.monotonic() < end:
            time.sleep(PAUSE)
            now = _signature(file)
            if now == signature:
                break
            signature = now
        self._signatures[file.name] = signature
        return signature

    def _write(self) -> None:
        """Write the reports of all files that were read."""
        known = [self._batches[f.name] for f in self._files if f.name in self._batches]
        try:
            self._update(_together(known))
        except ReviewerError as error:
            say(str(error))


def _wakes(folders: set[Path]) -> Iterator[None]:
    """Come back whenever something happens in one of the folders, and every second."""
    try:
        for _ in watchfiles.watch(
            *folders,
            watch_filter=None,
            debounce=_DEBOUNCE,
            step=_STEP,
            rust_timeout=_LOOK_EVERY,
            yield_on_timeout=True,
            recursive=False,
        ):
            yield
    except (OSError, RuntimeError):
        # no events here: too many watches, a folder that went away, a file system without them
        pass
    while True:
        time.sleep(_LOOK_EVERY / 1_000)
        yield


def _signature(file: Watched) -> Signature:
    """What changes when a file is saved; looking costs no reading."""
    signs: list[tuple[int, int, int] | None] = []
    for path in file.paths:
        try:
            stat = path.stat()
            signs.append((stat.st_mtime_ns, stat.st_size, stat.st_ino))
        except OSError:
            signs.append(None)
    return tuple(signs)


def _content(file: Watched) -> str:
    """The fingerprint of what a file and its reasons say. Raises OSError."""
    digest = hashlib.sha256(Path(file.name).read_bytes()).hexdigest()
    try:
        return digest + hashlib.sha256(file.reasons.read_bytes()).hexdigest()
    except FileNotFoundError:
        return digest


def _difference(last: Batch, now: Batch) -> str:
    """What changed since the last time."""
    before, after = (of_review(batch.reviews[0], batch) for batch in (last, now))
    return report.brief(changes(before, after), **terminal())


def _together(batches: Sequence[Batch]) -> Batch:
    """One batch of several, in their order."""
    reviews: tuple[Review, ...] = tuple(r for batch in batches for r in batch.reviews)
    originals: Mapping[str, bytes] = {k: v for b in batches for k, v in b.originals.items()}
    return replace(batches[0], reviews=reviews, originals=originals)
