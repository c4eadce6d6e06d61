"""Reading a form of 15 rows, beside the usual library on the same bytes.

    python benchmarks/reading_speed.py [--rounds N]

Ours and theirs take turns in one run; printed are the medians and the ratio of the medians. Ours
reads everything that a review needs (revisions, lists, merged cells once); theirs asks each row
for its cells and each cell for its text, as a script would.
"""

from __future__ import annotations

import argparse
import gc
import io
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import docx

from reviewer import readers

EXAMPLES = Path(__file__).parent.parent / "corpora/examples"
DOCX = (EXAMPLES / "fuxin-2022.docx").read_bytes()


def ours_docx() -> object:
    """Read the docx with this program."""
    return readers.read_bytes(DOCX, "fuxin-2022.docx")


def theirs_docx() -> object:
    """Read the docx with python-docx."""
    document = docx.Document(io.BytesIO(DOCX))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


Reading = Callable[[], object]
CONTESTS: list[tuple[str, Reading, Reading]] = [
    ("docx, 15 rows ÷ python-docx row.cells", ours_docx, theirs_docx),
]


def seconds(work: Reading) -> float:
    """Process time of one call; the waste of the other is swept away before, and not within."""
    gc.collect()
    gc.disable()
    start = time.process_time()
    work()
    taken = time.process_time() - start
    gc.enable()
    return taken


def medians(ours: Reading, theirs: Reading, rounds: int) -> tuple[float, float]:
    """Median seconds of both, in turn, after one round that only loads the libraries."""
    seconds(ours), seconds(theirs)
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(rounds)]
    return statistics.median(own for own, _ in pairs), statistics.median(own for _, own in pairs)


def main() -> None:
    """Run the comparisons and print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=101)
    rounds = parser.parse_args().rounds
    for name, ours, theirs in CONTESTS:
        own, other = medians(ours, theirs, rounds)
        print(f"{name:<42} {own / other:.2f}   ({own * 1000:.1f} ms, {other * 1000:.1f} ms)")


if __name__ == "__main__":
    main()
