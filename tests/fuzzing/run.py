"""A bounded fuzz run: mutated files through every reader, each in a process that is watched.

    python tests/fuzzing/run.py --files 100000

A file may end in a submission or in an InputError with one line. Anything else is a crash: another
exception, more than 10 s, more than 1 GiB. What crashed is written to ``--out`` with the number
that makes it again; the exit code is 1 then.
"""

from __future__ import annotations

import argparse
import contextlib
import faulthandler
import multiprocessing
import os
import random
import resource
import sys
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from forms import parse
from fuzzing.mutations import mutated
from fuzzing.samples import samples

from reviewer.errors import InputError

SECONDS, MEMORY = 10, 2**30
BATCH = 500
# a PDF takes twenty times what a docx takes
RARELY = {"a.pdf": 0.1}


@dataclass(slots=True)
class Tally:
    """What a run saw: files, refusals, crashes, the slowest file (s), the memory used (bytes)."""

    files: int = 0
    refused: int = 0
    slowest: float = 0.0
    memory: int = 0
    crashes: list[str] = field(default_factory=list)
    by_format: dict[str, int] = field(default_factory=dict)

    def add(self, other: Tally) -> None:
        self.files += other.files
        self.refused += other.refused
        self.slowest = max(self.slowest, other.slowest)
        self.memory = max(self.memory, other.memory)
        self.crashes += other.crashes
        for name, count in other.by_format.items():
            self.by_format[name] = self.by_format.get(name, 0) + count


def made(number: int, files: dict[str, bytes]) -> tuple[str, bytes]:
    """Return the name and the bytes of the mutated file of a number."""
    chance = random.Random(number)
    weights = [RARELY.get(name, 1.0) for name in files]
    name = chance.choices(list(files), weights)[0]
    return name, mutated(files[name], chance)


def _batch(
    numbers: range, files: dict[str, bytes], out: Path, connection: Any, progress: Any
) -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    for number in numbers:
        progress.value = number
        faulthandler.dump_traceback_later(SECONDS, exit=True)
        # told file by file: what comes later in the batch may end it
        connection.send(_one(number, files, out))
    faulthandler.cancel_dump_traceback_later()
    progress.value = numbers.stop


def _one(number: int, files: dict[str, bytes], out: Path) -> Tally:
    name, data = made(number, files)
    tally = Tally(files=1, by_format={name: 1})
    begun = time.monotonic()
    try:
        parse(data, name)
    except InputError as error:
        tally.refused += 1
        if "\n" in str(error):
            _keep(number, name, data, out, tally, f"message of several lines: {error}")
    except BaseException:
        _keep(number, name, data, out, tally, traceback.format_exc().strip().splitlines()[-1])
    tally.slowest = time.monotonic() - begun
    tally.memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return tally


def _keep(number: int, name: str, data: bytes, out: Path, tally: Tally, reason: str) -> None:
    out.mkdir(parents=True, exist_ok=True)
    (out / f"{number}-{name}").write_bytes(data)
    tally.crashes.append(f"{number} {name}: {reason[:300]}")


def run(first: int, count: int, workers: int, out: Path) -> Tally:
    """Read ``count`` mutated files from number ``first`` on, ``workers`` batches at a time."""
    files = samples()
    total, waiting = (
        Tally(),
        [range(n, min(n + BATCH, first + count)) for n in range(first, first + count, BATCH)],
    )
    waiting.reverse()
    context = multiprocessing.get_context("fork")
    running: list[tuple[range, Any, Any, Any]] = []
    while waiting or running:
        while waiting and len(running) < workers:
            numbers = waiting.pop()
            ours, theirs = context.Pipe()
            progress = context.Value("q", numbers.start)
            process = context.Process(target=_batch, args=(numbers, files, out, theirs, progress))
            process.start()
            theirs.close()
            running.append((numbers, process, ours, progress))
        numbers, process, ours, progress = running.pop(0)
        with contextlib.suppress(EOFError):
            while True:
                total.add(ours.recv())
        process.join()
        if progress.value < numbers.stop:
            _died(numbers, progress.value, files, out, total, waiting)
        print(f"\r{total.files} files, {len(total.crashes)} crashes", end="", file=sys.stderr)
    print(file=sys.stderr)
    return total


def _died(
    numbers: range,
    at: int,
    files: dict[str, bytes],
    out: Path,
    total: Tally,
    waiting: list[range],
) -> None:
    """A batch ended early: its file is the crash, and the rest of it goes on."""
    name, data = made(at, files)
    _keep(at, name, data, out, total, f"killed, or over {SECONDS} s")
    total.files += 1
    if at + 1 < numbers.stop:
        waiting.append(range(at + 1, numbers.stop))


def main() -> int:
    """Run, and print the tally; 1 where something crashed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=5_000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first file")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--out", type=Path, default=Path("fuzz-crashes"))
    given = parser.parse_args()
    begun = time.monotonic()
    tally = run(given.first, given.files, given.workers, given.out)
    for crash in tally.crashes:
        print(crash)
    formats = ", ".join(f"{name} {count}" for name, count in sorted(tally.by_format.items()))
    print(
        f"{tally.files} mutated files ({formats}) in {time.monotonic() - begun:.0f} s: "
        f"{len(tally.crashes)} crashes, {tally.refused} refused with a sentence, "
        f"slowest {tally.slowest:.1f} s, memory at most {tally.memory / 2**20:.0f} MiB"
    )
    return 1 if tally.crashes else 0


if __name__ == "__main__":
    sys.exit(main())
