"""Phrases that may count against a score, each with the status that its context gives it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reviewer.language.context import (
    asserted,
    balanced,
    decide,
    partly_resolved,
    zero_beside,
)
from reviewer.language.measures import Gauge
from reviewer.language.patterns import Hit
from reviewer.language.scene import Scene
from reviewer.language.spans import SpanIndex
from reviewer.language.surface import Surface
from reviewer.model import (
    Category,
    Cue,
    Mention,
    Modifier,
    ModifierCue,
    Needs,
    Polarity,
    Severity,
    Status,
)

_FILLER = re.compile(r"[\s，。；：、！？,.;:!?“”《》()\[\]\d附件表第页号条见详该项本此已均]")
_THIN_REST = 6
_LOWEST = re.compile("不(?:太|很)?(满意|及格|合格)")
_COUNTED = re.compile(r"(?:的|评价|等次|率)?(?:占|为|有|仅)*(?:\d|、|，?分别|依次|各占)")
_LIST = 80
_SHORT = 80
_SCRAP = 2
_OPEN = frozenset(
    {
        Category.IN_PROGRESS,
        Category.UNFINISHED,
        Category.HEDGE,
        Category.PROBLEM,
        Category.SHORTFALL,
        Category.DECLINE,
    }
)


class Judged(NamedTuple):
    """A cue, what it was found to mean, and the modifiers that decided it."""

    cue: Hit[Cue]
    status: Status
    by: tuple[Hit[ModifierCue], ...] = ()


def judge(cues: Sequence[Hit[Cue]], scene: Scene, gauge: Gauge) -> list[Judged]:
    """The status of each cue; what turns out to be no mention at all is left out."""
    judged = [found for cue in cues if (found := _judge(cue, scene, gauge)) is not None]
    open_in = {
        scene.sentence(item.cue.start)
        for item in judged
        if item.status is Status.AFFIRMED
        and item.cue.value.category in _OPEN
        and item.cue.value.needs is not Needs.OPEN_BESIDE
    }
    return [
        item
        for item in judged
        if item.cue.value.needs is not Needs.OPEN_BESIDE
        or scene.sentence(item.cue.start) in open_in
    ]


def mention(judged: Judged, surface: Surface, narrative: str) -> Mention:
    """The mention of a judged cue, with offsets into the raw narrative."""
    cue = judged.cue
    start, end = surface.raw(cue.start, cue.end)
    return Mention(
        start=start,
        end=end,
        text=narrative[start:end],
        category=cue.value.category,
        status=judged.status,
        adverse=judged.status is Status.AFFIRMED,
        severity=cue.value.severity,
        modifiers=tuple(_modifier(hit, surface, narrative) for hit in judged.by),
    )


def _modifier(hit: Hit[ModifierCue], surface: Surface, narrative: str) -> Modifier:
    start, end = surface.raw(hit.start, hit.end)
    return Modifier(start=start, end=end, text=narrative[start:end], kind=hit.value.kind)


def _judge(cue: Hit[Cue], scene: Scene, gauge: Gauge) -> Judged | None:
    needs = cue.value.needs
    if needs in (Needs.FALL_OF_GOOD, Needs.RISE_OF_BAD):
        return _movement(cue, scene, gauge)
    if _is_a_grade(cue, scene):
        return Judged(cue, Status.TOPIC)
    status, by = decide(cue, scene)
    if status is not None:
        return Judged(cue, status, by)
    if zero_beside(cue, scene):
        return Judged(cue, Status.NEGATED)
    if gauge.falls_in_clause(cue):
        return Judged(cue, Status.FAVOURABLE)
    if needs is Needs.ASSERTION:
        return _assertion(cue, scene, gauge)
    return Judged(cue, Status.AFFIRMED)


def _is_a_grade(cue: Hit[Cue], scene: Scene) -> bool:
    """满意94.2%、不满意1.5%: the lowest of a list of grades, counted like the others."""
    said = _LOWEST.search(scene.text, cue.start, cue.end)
    if said is None or not _COUNTED.match(scene.text, said.end()):
        return False
    since = max(scene.sentences[scene.sentence(cue.start)], cue.start - _LIST)
    before = scene.text[since : said.start()]
    better = "优秀|良好" if said[1] == "合格" else f"{said[1]}|优秀|良好"
    return bool(re.search(rf"(?:{better})[^，。；\d]{{0,6}}(?:\d|、|的)", before))


def _assertion(cue: Hit[Cue], scene: Scene, gauge: Gauge) -> Judged:
    witnesses = asserted(cue, scene)
    if witnesses is None or partly_resolved(cue, scene):
        return Judged(cue, Status.TOPIC)
    if balanced(cue, scene):
        return Judged(cue, Status.RESOLVED)
    if gauge.falls_later(cue):
        return Judged(cue, Status.FAVOURABLE)
    return Judged(cue, Status.AFFIRMED, witnesses)


def _movement(cue: Hit[Cue], scene: Scene, gauge: Gauge) -> Judged | None:
    """A fall or a rise, good or bad by what it is of."""
    falling = cue.value.needs is Needs.FALL_OF_GOOD
    bad = gauge.is_bad(cue, falling=falling)
    if bad is None:
        # What is neither good nor bad by itself, such as the number of pupils, is told as a topic.
        neutral = gauge.polarity(cue) is Polarity.NEUTRAL
        return Judged(cue, Status.TOPIC) if neutral else None
    if not bad:
        return Judged(cue, Status.FAVOURABLE) if falling else None
    status, by = decide(cue, scene)
    if status in (Status.NEGATED, Status.RESOLVED, Status.HYPOTHETICAL):
        return Judged(cue, status, by)
    return Judged(cue, Status.AFFIRMED)


def eligible(hits: Iterable[Hit[Cue]], text: str, *, facts: bool) -> list[Hit[Cue]]:
    """Drop the empty phrases where they stand beside facts: 详见附件 after figures is no lack."""
    hits = list(hits)
    if not any(hit.value.needs in (Needs.THIN_REST, Needs.NO_FACTS) for hit in hits):
        return hits
    thin = not facts and _is_thin(text, hits)
    dropped = {Needs.THIN_REST: not thin, Needs.NO_FACTS: facts}
    return [
        hit
        for hit in hits
        if not dropped.get(hit.value.needs, False)
        and not (hit.value.needs is Needs.NO_FACTS and _is_padding(hit, text))
        and not (hit.value.needs is Needs.THIN_REST and _is_scrap(hit, text))
    ]


def _is_padding(hit: Hit[Cue], text: str) -> bool:
    """成效显著 in a long text is padding; only a short one consists of such words."""
    return hit.value.severity is Severity.LOW and len(text) > _SHORT


def _is_scrap(hit: Hit[Cue], text: str) -> bool:
    """无 or 达标 is an empty answer only where it is the whole answer."""
    said = hit.end - hit.start
    return said <= _SCRAP and len(_FILLER.sub("", text)) > said


def _is_thin(text: str, cues: Sequence[Hit[Cue]]) -> bool:
    """Whether next to nothing is left when the empty phrases are taken out."""
    rest, position = [], 0
    for cue in longest(cue for cue in cues if cue.value.category is Category.NO_EVIDENCE):
        rest.append(text[position : cue.start])
        position = cue.end
    rest.append(text[position:])
    return len(_FILLER.sub("", "".join(rest))) <= _THIN_REST


def longest(cues: Iterable[Hit[Cue]]) -> list[Hit[Cue]]:
    """The cues that overlap no longer one; of two of a length, the one that starts first."""
    kept: list[Hit[Cue]] = []
    for cue in sorted(cues, key=lambda hit: (hit.start, -hit.end, -hit.literal)):
        if not kept or cue.start >= kept[-1].end:
            kept.append(cue)
        elif cue.end - cue.start > kept[-1].end - kept[-1].start:
            kept[-1] = cue
    return kept


def no_lookalikes(hits: Iterable[Hit[Cue]], spans: Sequence[tuple[int, int]]) -> list[Hit[Cue]]:
    """Cues that are no part of ``spans``: names, quoted slogans, words that only look like one."""
    index = SpanIndex(spans)
    return [
        hit
        for hit in hits
        if not any(_eats(s, e, hit) for s, e in index.overlapping(hit.start, hit.end))
    ]


def _eats(start: int, end: int, hit: Hit[Cue]) -> bool:
    """A span eats a cue inside it, one that runs into it, and one whose head it covers."""
    if start > hit.start:
        return end > hit.end
    return end >= hit.start + hit.literal
