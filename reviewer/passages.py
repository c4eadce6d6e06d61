"""What is quoted of a narrative to be read aloud: whole clauses round the words in doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

# A clause of few characters says little without the one before it; a long one is cut.
SHORT, LONG, _BESIDE = 12, 40, 16
_MOST = 3
# A comma between figures parts no clauses: 11,340.
_MARK = re.compile(r"[，。；;！？!?\n]|(?<!\d),|,(?!\d)")
_COMMAS = ("，", ",")
# What joins a clause to the one before is not read out with it.
_JOINT = re.compile("^(?:但是|但|其中|同时)(?=..)")
_FIGURE = re.compile(r"[\d.％%]")
_INNER = str.maketrans("“”", "‘’")


@dataclass(slots=True)
class Passage:
    """A stretch of a narrative; ``kind`` is what its first words in doubt are of."""

    start: int
    end: int
    kind: str


def passages(text: str, spans: Iterable[tuple[int, int, str]]) -> list[Passage]:
    """The clauses of some spans (start, end, kind), in order and each once.

    Neighbouring clauses of one kind are one passage while it can still be read out.
    """
    found: list[Passage] = []
    for start, end, kind in sorted(spans):
        first, last = _clause(text, start, min(end, start + LONG))
        before = found[-1] if found else None
        if before and first < before.end:
            before.end = max(before.end, last)
        elif before and before.kind == kind and _is_near(text, before, first, last):
            before.end = last
        else:
            found.append(Passage(first, last, kind))
    return found


def quoted(text: str, wanted: Iterable[Passage]) -> str:
    """The passages in quotation marks, three at most; empty where there are none."""
    shown = [f"“{said}”" for passage in wanted if (said := _shown(text, passage))]
    return "".join(shown[:_MOST]) + ("等" if len(shown) > _MOST else "")


def _is_near(text: str, before: Passage, first: int, last: int) -> bool:
    between = text[before.end : first].strip()
    return between in ("", *_COMMAS) and last - before.start <= LONG


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    first, last = _begin(text, start), _end(text, end)
    if last - first < SHORT and first and text[first - 1] in _COMMAS:
        first = _begin(text, first - 1)
    if last - first > LONG:
        first, last = max(first, start - _BESIDE), min(last, end + _BESIDE)
    return _whole(text, first, last)


def _begin(text: str, place: int) -> int:
    """Behind the last mark before a place; no further back than could be read out."""
    since = max(0, place - LONG - 1)
    marks = [found.end() for found in _MARK.finditer(text, since, place)]
    return marks[-1] if marks else since


def _end(text: str, place: int) -> int:
    until = min(len(text), place + LONG + 1)
    found = _MARK.search(text, place, until)
    return found.start() if found else until


def _whole(text: str, first: int, last: int) -> tuple[int, int]:
    """A stretch that cuts no figure in two."""
    while 0 < first < len(text) and _FIGURE.match(text[first]) and _FIGURE.match(text[first - 1]):
        first -= 1
    while 0 < last < len(text) and _FIGURE.match(text[last - 1]) and _FIGURE.match(text[last]):
        last += 1
    return first, last


def _shown(text: str, passage: Passage) -> str:
    start, end = passage.start, passage.end
    said = _JOINT.sub("", " ".join(text[start:end].split()).strip("，、：:,. "))
    if not said:
        return ""
    cut_before = start > 0 and not _MARK.match(text[start - 1])
    cut_behind = end < len(text) and not _MARK.match(text[end])
    return f"{'…' * cut_before}{said.translate(_INNER)}{'…' * cut_behind}"
