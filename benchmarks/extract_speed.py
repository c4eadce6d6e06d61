"""``reviewer extract`` beside bare ``jieba.lcut`` on the same unique sentences, and its memory.

Every sentence of the labelled submissions is used once; where more text is asked for, figures and
the order of the sentences change, so that no line comes twice. Both run in processes of their own
on one core; loading is left out of the ratio by running each on nothing first.
    python benchmarks/extract_speed.py [--rounds N] [--megabytes N]
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from reviewer import knowledge, pipeline

GOLD = Path(__file__).parent.parent / "corpora/gold"
JIEBA = """
import json, sys, jieba
jieba.setLogLevel(60)
jieba.initialize()
for line in sys.stdin:
    jieba.lcut(json.loads(line)["text"])
"""
EXTRACT = "from reviewer.cli import main; import sys; sys.argv[1:] = ['extract']; main()"


def narratives() -> list[str]:
    """The narratives of the labelled submissions, each once."""
    known = knowledge.load()
    texts = {
        indicator.narrative: None
        for path in sorted(GOLD.rglob("submission.csv"))
        for indicator in pipeline.read(str(path), known).indicators
    }
    return list(texts)


def varied(texts: list[str]) -> Iterator[str]:
    """The narratives, again and again with other figures and another order of sentences."""
    turn = 0
    while True:
        digits = str.maketrans(
            "123456789", "".join(str((int(digit) + turn) % 9 + 1) for digit in "123456789")
        )
        for text in texts:
            parts = [part for part in text.split("。") if part]
            at = turn % max(len(parts), 1)
            yield "。".join([*parts[at:], *parts[:at]]).translate(digits) if turn else text
        turn += 1


def lines(texts: Iterator[str]) -> Iterator[bytes]:
    """JSON Lines as ``extract`` reads them."""
    for number, text in enumerate(texts):
        yield json.dumps({"id": number, "text": text}, ensure_ascii=False).encode() + b"\n"


def seconds(program: str, path: str) -> float:
    """CPU seconds of a Python program that reads a file from standard input."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with Path(path).open("rb") as stream:
        subprocess.run(
            [sys.executable, "-c", program], stdin=stream, stdout=subprocess.DEVNULL, check=True
        )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def peak(path: str) -> float:
    """Peak memory of ``extract`` on a file, in megabytes."""
    program = (
        f"{EXTRACT.replace('main()', '')}\n"
        "import resource, atexit\n"
        "atexit.register(lambda: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, "
        "file=sys.stderr))\nmain()"
    )
    with Path(path).open("rb") as stream:
        result = subprocess.run(
            [sys.executable, "-c", program],
            stdin=stream,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=True,
        )
    return int(result.stderr.split()[-1]) / 1024


def written(folder: str, name: str, texts: Iterator[bytes], size: float) -> str:
    """A file of about ``size`` megabytes; returns its path."""
    path = Path(folder) / name
    with path.open("wb") as stream:
        for line in texts:
            stream.write(line)
            if stream.tell() >= size * 1_000_000:
                break
    return str(path)


def main() -> None:
    """Run the comparison and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--megabytes", type=float, default=0)
    chosen = parser.parse_args()
    texts = narratives()
    with tempfile.TemporaryDirectory() as folder:
        once = written(folder, "once", lines(islice(varied(texts), len(texts))), 1e6)
        nothing = os.devnull
        ratios = []
        for _ in range(chosen.rounds):
            extract = seconds(EXTRACT, once) - seconds(EXTRACT, nothing)
            ratios.append(extract / (seconds(JIEBA, once) - seconds(JIEBA, nothing)))
        print(f"{len(texts)} narratives, {Path(once).stat().st_size / 1e6:.1f} MB")
        print(f"extract ÷ jieba.lcut  {statistics.median(ratios):.2f}")
        if chosen.megabytes:
            small = written(folder, "small", lines(varied(texts)), chosen.megabytes / 10)
            large = written(folder, "large", lines(varied(texts)), chosen.megabytes)
            print(f"peak memory  {peak(small):.0f} MB on {chosen.megabytes / 10:.0f} MB of input")
            print(f"peak memory  {peak(large):.0f} MB on {chosen.megabytes:.0f} MB of input")


if __name__ == "__main__":
    main()
