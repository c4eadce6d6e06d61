"""How the time of a review grows with the length of one narrative.

    python benchmarks/growth.py [--rounds N]

Texts of 12,500 to 100,000 characters: labelled narratives one after another, the same without a
full stop, one sentence over and over (of shares, of growth, of changes), bare numbers, one endless
numeral. Prints for each the exponent of growth over the last three doublings (1 is linear) and
the time of the longest text.
"""

from __future__ import annotations

import argparse
import math
import time
from dataclasses import replace
from pathlib import Path

from reviewer import knowledge, pipeline
from reviewer.evaluation.gold import load

ROOT = Path(__file__).parent.parent
LENGTHS = (12_500, 25_000, 50_000, 100_000)


def texts() -> dict[str, str]:
    """The kinds of text, each long enough."""
    known = knowledge.load()
    gold = load(ROOT / "corpora/gold/dev", lambda path: pipeline.read(path, known))
    real = "".join(row.indicator.narrative for one in gold for row in one.indicators)
    return {
        "narratives": real,
        "no full stop": real.translate(str.maketrans("。；", "，，")),
        "shares": "教师312人，其中女教师210人，占67.3%，" * 6000,
        "growth": "比上年增长5.3%，" * 12000,
        "changes": "由123人增加到456人，" * 10000,
        "numbers": "1234567，" * 15000,
        "numeral": "1" * 100_000,
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    known = knowledge.load()
    form = pipeline.read(str(ROOT / "corpora/examples/fuxin-2022.docx"), known)

    def cost(text: str) -> float:
        row = replace(form.indicators[0], narrative=text)
        submission = replace(form, indicators=(row, *form.indicators[1:]))
        start = time.perf_counter()
        pipeline.review(submission, known)
        return time.perf_counter() - start

    for name, text in texts().items():
        times = [min(cost(text[:length]) for _ in range(rounds)) for length in LENGTHS]
        exponent = math.log(times[-1] / times[0]) / math.log(LENGTHS[-1] / LENGTHS[0])
        print(f"{name:14} exponent {exponent:.2f}   {LENGTHS[-1]:,} characters {times[-1]:.2f} s")


if __name__ == "__main__":
    main()
