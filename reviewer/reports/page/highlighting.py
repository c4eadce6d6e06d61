"""A narrative with its evidence: cut where a doubt begins or ends, so that doubts may overlap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reviewer.model import Evidence
from reviewer.reports.page.characters import parted
from reviewer.reports.page.content import Doubt, Piece, Reference

RANKS = ("none", "low", "medium", "high")


def pieces(
    narrative: str, doubts: Sequence[Doubt], evidence: Sequence[Sequence[Evidence]]
) -> tuple[Piece, ...]:
    """The narrative in pieces that together are all of it.

    ``evidence`` is that of each of the ``doubts``. A piece leads to the weightiest doubt that rests
    on it; behind the end of evidence stands which doubt it is of.
    """
    starts, ends = _edges(len(narrative), evidence)
    cuts = sorted({0, len(narrative), *starts, *ends})
    active: Counter[int] = Counter()
    seen: set[int] = set()
    found: list[Piece] = []
    for start, end in pairwise(cuts):
        active.update(starts.get(start, ()))
        active.subtract(ends.get(start, ()))
        resting = [place for place in sorted(active) if active[place] > 0]
        closing = [place for place in resting if place in ends.get(end, ())]
        names = [phrase_id(doubts[place].id) for place in resting if place not in seen]
        seen.update(resting)
        found += _piece(
            narrative[start:end],
            [doubts[place] for place in resting],
            [doubts[place] for place in closing],
            names,
        )
    return tuple(found)


def phrase_id(doubt: str) -> str:
    """Where in the text the evidence of a doubt begins."""
    return f"{doubt}-t"


def _edges(
    length: int, evidence: Sequence[Sequence[Evidence]]
) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """The doubts that begin, and those that end, by offset."""
    starts: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for place, spans in enumerate(evidence):
        for span in spans:
            start, end = max(0, span.start), min(length, span.end)
            if start < end:
                starts.setdefault(start, []).append(place)
                ends.setdefault(end, []).append(place)
    return starts, ends


def _piece(
    text: str, resting: Sequence[Doubt], closing: Sequence[Doubt], names: Sequence[str]
) -> Iterator[Piece]:
    """The piece, or several where a character in it can not be shown; the last has the signs."""
    stretches = [part for part in parted(text) if any(part)]
    if not resting:
        yield from (Piece(text=shown, code=code) for shown, code in stretches)
        return
    weightiest = max(resting, key=lambda doubt: RANKS.index(doubt.level.name))
    for n, (shown, code) in enumerate(stretches, 1):
        signs = [_reference(doubt) for doubt in closing] if n == len(stretches) else []
        href = f"#{weightiest.id}"
        yield Piece(
            text=shown,
            code=code,
            ids=tuple(names) if n == 1 else (),
            level=weightiest.level,
            href=href,
            signs=tuple(signs),
        )


def _reference(doubt: Doubt) -> Reference:
    label = f"{doubt.level.sign}{doubt.number}"
    spoken = f"提示{doubt.number}，{doubt.level.word}"
    return Reference(label=label, href=f"#{doubt.id}", spoken=spoken)
