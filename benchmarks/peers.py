"""Public tools on the labelled submissions, beside reviewer.

    pip install -e '.[peers]'
    python benchmarks/peers.py corpora/gold/test

Quantities: recognizers-text-suite, JioNLP, and a regular expression for numerals with cn2an. A
value counts as right as written or in base units (3万 as 3 or 30000). ``exact`` asks for the
span of the figure with its unit, ``near`` for any overlap: number tools do not know the units.

Status of phrases: the plain phrases of the lexicons as a keyword list, and the same list with
"any negator earlier in the clause", as in NegEx.
"""

from __future__ import annotations

import argparse
import logging
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NamedTuple

from reviewer import knowledge, pipeline
from reviewer.evaluation.gold import FigureLabel, GoldSubmission, load
from reviewer.language.patterns import parse

SCALES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
NEGATOR = re.compile("没有|不存在|未|无|没|不|非")
CLAUSE = re.compile(r"[，,。；;！？!?\n：]")


class Found(NamedTuple):
    """What a tool read: half-open span and its value as text."""

    start: int
    end: int
    value: str


Tool = Callable[[str], Iterable[Found]]
# What counts against the score in a text, given the year under review.
Reader = Callable[[str, int | None], list[tuple[int, int]]]


def reviewer() -> Tool:
    """This program."""
    analyse = pipeline.analyser(knowledge.load())
    return lambda text: [Found(q.start, q.end, str(q.value)) for q in analyse(text).quantities]


def recognizers() -> Tool:
    """recognizers-text-suite: units, percentages, ordinals and dates before bare numbers."""
    from recognizers_date_time import recognize_datetime
    from recognizers_number import recognize_number, recognize_ordinal, recognize_percentage
    from recognizers_number_with_unit import (
        recognize_age,
        recognize_currency,
        recognize_dimension,
    )
    from recognizers_suite import Culture

    readers = (
        recognize_percentage,
        recognize_currency,
        recognize_age,
        recognize_dimension,
        recognize_datetime,
        recognize_ordinal,
        recognize_number,
    )

    def read(text: str) -> Iterator[Found]:
        taken = [False] * len(text)
        for recognize in readers:
            for hit in recognize(text, Culture.Chinese):
                resolution = hit.resolution or {}
                value = resolution.get("value") or _timex(resolution)
                if value and not any(taken[hit.start : hit.end + 1]):
                    taken[hit.start : hit.end + 1] = [True] * (hit.end + 1 - hit.start)
                    yield Found(hit.start, hit.end + 1, str(value).rstrip("%"))

    return read


def _timex(resolution: dict[str, list[dict[str, str]]]) -> str:
    values = resolution.get("values") or [{}]
    return values[0].get("timex", "")


def jionlp() -> Tool:
    """JioNLP: money and time."""
    import jionlp as jio

    # It logs a traceback for every span that turns out to be no time.
    logging.disable(logging.ERROR)

    def read(text: str) -> Iterator[Found]:
        for hit in jio.ner.extract_money(text, with_parsing=True):
            yield Found(*hit["offset"], str(hit["detail"]["num"]))
        for hit in jio.ner.extract_time(text, with_parsing=True):
            yield Found(*hit["offset"], _jio_time(hit))

    return read


def _jio_time(hit: dict[str, Any]) -> str:
    """A date as far as it was printed, or the number of a duration."""
    time = hit["detail"]["time"]
    if isinstance(time, dict):
        return str(next(iter(time.values()), ""))
    parts = len(re.findall("[年月日号]", hit["text"]))
    return str(time[0])[: (4, 4, 7, 10)[min(parts, 3)]]


def cn2an() -> Tool:
    """A regular expression for numerals, Chinese ones read by cn2an."""
    import cn2an as library

    numeral = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?%?|[零一二两三四五六七八九十百千万亿]+")

    def read(text: str) -> Iterator[Found]:
        for match in numeral.finditer(text):
            printed = match.group().rstrip("%").replace(",", "")
            try:
                value = str(library.cn2an(printed, "smart"))
            except ValueError:
                continue
            yield Found(*match.span(), value)

    return read


def accepted(label: FigureLabel, text: str) -> set[object]:
    """The values that count as right: as written, and in base units."""
    printed = text[label.start : label.end]
    values: set[object] = {_number(str(label.value))}
    for scale, factor in SCALES.items():
        if scale in printed and isinstance(label.value, Decimal):
            values |= {value * factor for value in values if isinstance(value, Decimal)}
    return values


def _number(value: str) -> object:
    try:
        return Decimal(value).normalize()
    except InvalidOperation:
        return value


def quantities(tool: Tool, gold: Iterable[GoldSubmission]) -> tuple[float, float]:
    """F1 with exact spans, and with overlapping ones."""
    read = true = exact = near_read = near_true = 0
    for submission in gold:
        for labelled in submission.indicators:
            if labelled.figures is None:
                continue
            text = labelled.indicator.narrative
            found, figures = list(tool(text)), labelled.figures
            read, true = read + len(found), true + len(figures)
            right = [(f, g) for f in found for g in figures if _agree(f, g, text)]
            exact += sum((f.start, f.end) == (g.start, g.end) for f, g in right)
            near_read += len({f for f, _ in right})
            near_true += len({g for _, g in right})
    return _f1(exact, exact, read, true), _f1(near_read, near_true, read, true)


def _agree(found: Found, label: FigureLabel, text: str) -> bool:
    meets = found.start < label.end and label.start < found.end
    return meets and _number(found.value) in accepted(label, text)


def _f1(right: int, recalled: int, read: int, true: int) -> float:
    precision, recall = right / max(read, 1), recalled / max(true, 1)
    return 2 * precision * recall / max(precision + recall, 1e-9)


def keywords(*, negators: bool) -> Reader:
    """The plain phrases of the lexicons wherever they occur, or where no negator precedes."""
    known = knowledge.load()
    patterns = (parse(cue.phrase, known.groups) for cue in known.cues)
    plain = {head for pattern in patterns if pattern.rest is None for head in pattern.heads}
    longest = sorted(plain, key=len, reverse=True)
    phrase = re.compile("|".join(map(re.escape, longest)))

    def read(text: str, _: int | None) -> list[tuple[int, int]]:
        found = []
        for match in phrase.finditer(text):
            clause = CLAUSE.split(text[: match.start()])[-1]
            if not (negators and NEGATOR.search(clause)):
                found.append(match.span())
        return found

    return read


def own_mentions() -> Reader:
    """What this program holds to count against the score."""
    analyse = pipeline.analyser(knowledge.load())
    return lambda text, year: [(m.start, m.end) for m in analyse(text, year).mentions if m.adverse]


def phrases(read: Reader, gold: Iterable[GoldSubmission]) -> tuple[float, float, float]:
    """Precision, recall and share of traps avoided, by overlap."""
    flagged = right = labelled = recalled = traps = avoided = 0
    for submission in gold:
        for indicator in submission.indicators:
            found = read(indicator.indicator.narrative, submission.submission.year)
            adverse = [(p.start, p.end) for p in indicator.phrases if p.category]
            benign = [(p.start, p.end) for p in indicator.phrases if not p.category]
            flagged, labelled, traps = (
                flagged + len(found),
                labelled + len(adverse),
                traps + len(benign),
            )
            right += sum(_meets(span, adverse) for span in found)
            recalled += sum(_meets(span, found) for span in adverse)
            avoided += sum(not _meets(span, found) for span in benign)
    return right / max(flagged, 1), recalled / max(labelled, 1), avoided / max(traps, 1)


def _meets(one: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(one[0] < end and start < one[1] for start, end in others)


QUANTITY_TOOLS: dict[str, Callable[[], Tool]] = {
    "reviewer": reviewer,
    "recognizers-text-suite": recognizers,
    "cn2an with a regular expression": cn2an,
    "JioNLP": jionlp,
}
STATUS_TOOLS = {
    "reviewer": own_mentions,
    "keyword list, any negator earlier in the clause": lambda: keywords(negators=True),
    "plain keyword list": lambda: keywords(negators=False),
}


def table(gold: list[GoldSubmission]) -> Iterator[str]:
    """Two Markdown tables."""
    yield "| quantities | exact F1 | overlapping F1 |"
    yield "|---|---:|---:|"
    for name, tool in QUANTITY_TOOLS.items():
        exact, near = quantities(tool(), gold)
        yield f"| {name} | {100 * exact:.1f} | {100 * near:.1f} |"
    yield ""
    yield "| phrases that count against a score | precision | recall | traps avoided |"
    yield "|---|---:|---:|---:|"
    for name, reader in STATUS_TOOLS.items():
        precision, recall, avoided = (100 * share for share in phrases(reader(), gold))
        yield f"| {name} | {precision:.1f} | {recall:.1f} | {avoided:.1f} |"


def main() -> None:
    """Run the comparison and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    known = knowledge.load()
    folder = parser.parse_args().gold
    gold = list(load(folder, lambda path: pipeline.read(path, known)))
    print("\n".join(table(gold)))


if __name__ == "__main__":
    main()
