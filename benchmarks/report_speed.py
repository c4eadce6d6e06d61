"""The time of every report of one submission, its libraries loaded on the way, after the review.

Each run is a process of its own, as for a user who asks for all reports at once. Prints the median
of each report and of all together, beside loading jieba on the same machine.
    python benchmarks/report_speed.py [FILE] [--runs N]
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
LIMIT = 1.0
ONE_RUN = """
import hashlib, json, sys, time
from importlib import import_module
from pathlib import Path
from reviewer import knowledge, pipeline
from reviewer.model import Batch
from reviewer.settings import FORMATS
known = knowledge.load(None)
data = Path(sys.argv[1]).read_bytes()
review = pipeline.review(pipeline.read(sys.argv[1], known), known)
originals = {hashlib.sha256(data).hexdigest(): data}
batch = Batch(reviews=(review,), failures=(), version="0", lexicons=known.version,
              originals=originals)
seconds = {}
for name in FORMATS:
    begin = time.perf_counter()
    import_module(f"reviewer.reports.{name}").render(batch)
    seconds[name] = time.perf_counter() - begin
begin = time.perf_counter()
import jieba
jieba.setLogLevel(60)
jieba.initialize()
seconds["jieba"] = time.perf_counter() - begin
print(json.dumps(seconds))
"""


def one_run(file: str) -> dict[str, float]:
    """Seconds of each report, and of loading jieba, in a fresh process."""
    result = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ONE_RUN, file], capture_output=True, check=True
    )
    seconds: dict[str, float] = json.loads(result.stdout.splitlines()[-1])
    return seconds


def main() -> None:
    """Run the comparison and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    example = ROOT / "corpora/examples/fuxin-2022.docx"
    parser.add_argument("file", nargs="?", default=str(example))
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    one_run(options.file)
    runs = [one_run(options.file) for _ in range(options.runs)]
    for name in runs[0]:
        print(f"{name:<10} {statistics.median(run[name] for run in runs):.3f} s")
    jieba = statistics.median(run["jieba"] for run in runs)
    together = statistics.median(sum(run.values()) - run["jieba"] for run in runs)
    print(f"all reports {together:.2f} s (at most {LIMIT}), {together / jieba:.2f} × loading jieba")


if __name__ == "__main__":
    main()
