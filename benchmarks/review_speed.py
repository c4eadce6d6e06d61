"""Reviewing in process, after loading, beside bare ``jieba.lcut`` on the same narratives.

Two ratios: the narratives of the examples as they are (template-like), and each made unique by
other figures and places, so that nothing can be remembered.
    python benchmarks/review_speed.py [--rounds N]
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import jieba

from reviewer import knowledge, pipeline
from reviewer.model import Submission

EXAMPLES = Path(__file__).parent.parent / "corpora/examples"


def submissions() -> list[Submission]:
    """The example submissions, read."""
    known = knowledge.load()
    return [pipeline.read(str(path), known) for path in sorted(EXAMPLES.glob("*.docx"))]


def made_unique(forms: list[Submission], number: int) -> list[Submission]:
    """The same forms with sentences in another order and other figures in them."""
    return [
        replace(
            form,
            indicators=tuple(
                replace(i, narrative=_varied(i.narrative, number)) for i in form.indicators
            ),
        )
        for form in forms
    ]


def _varied(text: str, number: int) -> str:
    sentences = [sentence for sentence in text.split("。") if sentence]
    turned = (
        sentences[number % len(sentences) :] + sentences[: number % len(sentences)]
        if sentences
        else []
    )
    digits = str.maketrans(
        "123456789", "".join(str((int(d) + number) % 9 + 1) for d in "123456789")
    )
    return "。".join(turned).translate(digits)


def seconds(work: Callable[[], object]) -> float:
    """Process time of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def rounds(count: int) -> Iterator[tuple[str, float, float]]:
    """Name, seconds of jieba.lcut, seconds of reviewing, for each set and round."""
    known = knowledge.load()
    forms = submissions()
    jieba.initialize()
    for form in forms:
        pipeline.review(form, known)
    for number in range(count):
        for name, chosen in (("template-like", forms), ("unique", made_unique(forms, number + 1))):
            texts = list(
                itertools.chain.from_iterable([i.narrative for i in f.indicators] for f in chosen)
            )
            cutting = seconds(lambda texts=texts: [jieba.lcut(text) for text in texts])
            reviewing = seconds(
                lambda chosen=chosen: [pipeline.review(form, known) for form in chosen]
            )
            yield name, cutting, reviewing


def main() -> None:
    """Run the comparison and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    measured = list(rounds(parser.parse_args().rounds))
    for name in ("template-like", "unique"):
        ratios = [review / cut for n, cut, review in measured if n == name]
        print(f"review ÷ jieba.lcut, {name:<14} {statistics.median(ratios):.2f}")


if __name__ == "__main__":
    main()
