"""Whole-process CPU time of ``reviewer check`` on a docx, beside loading jieba.

Prints the ratio that counts: medians of several runs each, in turn, on the same machine.
    python benchmarks/cold_check.py [FILE] [--runs N]
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
LIMIT = 0.45
JIEBA = [sys.executable, "-c", "import jieba; jieba.initialize()"]


# Bytecode is kept, as it is for every installed program.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def cpu_seconds(command: list[str]) -> float:
    """User and system seconds of one run of a command and its children."""
    before = os.times()
    quiet = subprocess.DEVNULL
    subprocess.run(command, stdout=quiet, stderr=quiet, check=False, env=ENVIRONMENT)
    after = os.times()
    return (after.children_user - before.children_user) + (
        after.children_system - before.children_system
    )


def main() -> None:
    """Run the comparison and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    example = ROOT / "corpora/examples/fuxin-2022.docx"
    parser.add_argument("file", nargs="?", default=str(example))
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    check = [str(Path(sys.executable).with_name("reviewer")), "check", options.file]
    cpu_seconds(JIEBA), cpu_seconds(check)
    pairs = [(cpu_seconds(JIEBA), cpu_seconds(check)) for _ in range(options.runs)]
    loading, checking = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"import jieba; jieba.initialize()   {loading:.3f} s CPU")
    print(f"reviewer check {Path(options.file).name:<19} {checking:.3f} s CPU")
    print(f"ratio {checking / loading:.2f} (at most {LIMIT})")


if __name__ == "__main__":
    main()
