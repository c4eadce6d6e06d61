"""Narrative -> Analysis: everything that is read in one text, in one page.

The lexicons are compiled once; each text is folded, segmented, scanned once for every phrase of
every lexicon, and read for figures, mentions and their status.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from typing import TypeVar

from reviewer.arithmetic.relations import Arithmetic
from reviewer.knowledge import Knowledge
from reviewer.language.admissions import admissions
from reviewer.language.context import survivors
from reviewer.language.hints import Hints
from reviewer.language.measures import Gauge, worse
from reviewer.language.mentions import eligible, judge, longest, mention, no_lookalikes
from reviewer.language.opinion import SecondOpinion
from reviewer.language.patterns import Hit, Hits, Matcher
from reviewer.language.progress import progress
from reviewer.language.quantities import Reader
from reviewer.language.scene import Scene
from reviewer.language.segment import cutter
from reviewer.language.spans import SpanIndex
from reviewer.language.surface import Surface, surface
from reviewer.language.targets import Targets
from reviewer.language.thresholds import chosen, comparisons
from reviewer.language.traits import Read, Traits, clauses, traits
from reviewer.model import (
    Analysis,
    Benchmark,
    Cue,
    Kind,
    Measure,
    ModifierCue,
    ModifierKind,
    Needs,
    Quantity,
    Scope,
    Silenced,
    Span,
)

NO_SCOPE = Scope()
_SENTENCE = re.compile(r"[。；;！？!?\n]+")
_CLAUSE = re.compile(r"[，,。；;！？!?\n：]+")
_TITLE = re.compile(r"《[^《》]{1,120}》")
_QUOTE = re.compile(r"“[^“”]{1,12}”|\"[^\"]{1,12}\"|‘[^‘’]{1,12}’|「[^「」]{1,12}」")
_MARK = re.compile('[“"‘「]')
# Names by their shape: document numbers, 一校一案, three-year plans, schools by number.
_NAME = re.compile(
    r"[〔\[(一二三四五六七八九十两第\d]"
    r"(?:(?<=[〔\[(])\d{4}[〕\])](?:第)?\d{1,8}号|(?<=\d)\d{0,7}号(?:文|令|院|楼|线)?"
    r"|(?<=一)[^，。；、\d]{1,2}一[策档案品特色表册单科码网图卡证园校人员生师]"
    r"|(?<=[一二三四五六七八九十两\d])(?<!\d\d)年(?:毛入园率|毛入学率|巩固率|行动|攻坚|提升|滚动|专项|规划|计划|发展|制|一贯)"
    r"|(?<=[一二三四五六七八九])年级|(?<=第)[一二三四五六七八九十]产业"
    r"|(?<=[一二三四五六七八九十])[一二三四五六七八九十]*届[一二三四五六七八九十]*[中次]全会"
    r"|(?<=初中[一二三四五六七八九])年|(?<=高中[一二三四五六七八九])年|(?<=学前[一二三四五六七八九])年"
    r"|(?<=小学[一二三四五六七八九])年|(?<=教育[一二三四五六七八九])年)"
)


Item = Cue | ModifierCue | Measure | Benchmark | Silenced | str
Kept = TypeVar("Kept", Cue, ModifierCue, Measure)


class Analyser:
    """Compiled lexicons; call it with a narrative."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._cut = cutter(knowledge.words)
        self._matcher = Matcher(_phrases(knowledge), knowledge.groups)
        self._figures = Reader(knowledge.units)
        self._targets = Targets(knowledge.groups)
        self._hints = Hints(knowledge.hints)
        self._benchmarks = knowledge.benchmarks
        self._chosen: dict[Scope, frozenset[Benchmark]] = {}
        self._arithmetic = Arithmetic(knowledge.relation_words)
        self.second = SecondOpinion(knowledge.opinion) if knowledge.opinion else None

    def __call__(self, narrative: str, scope: Scope = NO_SCOPE) -> Analysis:
        """Read ``narrative``; every offset in the result counts its code points.

        ``scope`` says which benchmarks it is held to.
        """
        if not narrative.strip():
            return _nothing(narrative)
        folded, tokens, read = self._read(narrative, scope)
        return Analysis(
            text=narrative,
            tokens=tuple(tokens),
            sentences=_spans(_SENTENCE, folded),
            titles=_raw_spans(_titles(folded), folded),
            quantities=tuple(quantity for *_, quantity in read.quantities),
            mentions=admissions(read, narrative, folded, tokens, self.second),
            comparisons=read.comparisons,
            targets=read.targets,
            progress=read.progress,
            relations=read.relations,
        )

    def traits(self, narrative: str, scope: Scope = NO_SCOPE) -> list[Traits]:
        """What the second opinion sees of each clause; offsets on the surface."""
        folded, tokens, read = self._read(narrative, scope)
        return list(traits(clauses(folded.text, tokens), read))

    def _read(self, narrative: str, scope: Scope) -> tuple[Surface, list[str], Read]:
        """What phrases, figures and context say, before the second opinion."""
        folded = surface(narrative)
        text = folded.text
        tokens = self._cut(text)
        hits = self._matcher.hits(text)
        titles = _titles(folded)
        masked = self._masked(text, titles, hits)
        quantities = self._figures.read(folded, _blanked(text, masked), narrative)
        scene, cues, gauge = _scene(folded, hits, titles, quantities, tokens)
        relations = tuple(self._arithmetic(narrative, _spans(_SENTENCE, folded), quantities))
        judged = judge(cues, scene, gauge)
        said = [(j.cue.start, j.cue.end, mention(j, folded, narrative)) for j in judged]
        return (
            folded,
            tokens,
            Read(
                said,
                self._hints(text),
                [(h.start, h.end, h.value.phrase) for h in _denials(hits.of(ModifierCue))],
                [folded.raw(hit.start, hit.end)[0] for hit in hits.of(Silenced)],
                scene.quantities,
                comparisons(hits.of(Benchmark), scene, self._in_force(scope), scope.year),
                tuple(self._targets.compare(scene)),
                tuple(progress(judged, scene)),
                relations,
                tuple(worse(relations, hits.of(Measure), scene)),
            ),
        )

    def _in_force(self, scope: Scope) -> frozenset[Benchmark]:
        """The benchmarks of a scope, chosen once."""
        if scope not in self._chosen:
            self._chosen[scope] = chosen(self._benchmarks, scope)
        return self._chosen[scope]

    def _masked(
        self, text: str, titles: list[tuple[int, int]], hits: Hits
    ) -> list[tuple[int, int]]:
        """Where figures are part of a name: titles, quoted slogans, names."""
        patterns = (match.span() for match in _NAME.finditer(text))
        names = (hit[:2] for hit in hits.of(str))
        return [*titles, *_quotes(text), *patterns, *names]


def _quotes(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _QUOTE.finditer(text)] if _MARK.search(text) else []


def _nothing(narrative: str) -> Analysis:
    return Analysis(
        text=narrative,
        tokens=(),
        sentences=(),
        titles=(),
        quantities=(),
        mentions=(),
    )


def _phrases(knowledge: Knowledge) -> Iterator[tuple[str, Item]]:
    yield from ((cue.phrase, cue) for cue in knowledge.cues)
    yield from ((modifier.phrase, modifier) for modifier in knowledge.modifiers)
    for measure in knowledge.measures:
        yield from ((word, measure) for word in measure.words)
    for benchmark in knowledge.benchmarks:
        yield from ((word, benchmark) for word in (*benchmark.words, *benchmark.behind))
    yield from ((name, name) for name in knowledge.names)
    yield from ((silenced.phrase, silenced) for silenced in knowledge.silenced)


def _scene(
    folded: Surface,
    hits: Hits,
    titles: list[tuple[int, int]],
    quantities: tuple[Quantity, ...],
    tokens: list[str],
) -> tuple[Scene, list[Hit[Cue]], Gauge]:
    """Sort the hits into what each is, dropping what only looks like it."""
    text = folded.text
    sentences = _starts(_SENTENCE, text)
    named = SpanIndex(titles)
    facts = bool(titles) or any(q.kind is not Kind.DATE for q in quantities)
    found = _outside(hits.of(Cue), named)
    said = _outside(hits.of(ModifierCue), named) if found else []
    cues = _cues(found, said, text, facts=facts) if found else []
    edges = frozenset(accumulate(map(len, tokens), initial=0))
    modifiers = survivors(said, cues, edges) if cues else []
    scene = Scene(
        text,
        sentences,
        _starts(_CLAUSE, text),
        [hit for hit in modifiers if hit.value.kind is not ModifierKind.LOOKALIKE],
        _on_surface(quantities, folded),
    )
    measures = SpanIndex(_outside(hits.of(Measure), named) if cues else [])
    return scene, cues, Gauge(scene, measures, SpanIndex(cues))


def _outside(hits: list[Hit[Kept]], titles: SpanIndex[tuple[int, int]]) -> list[Hit[Kept]]:
    """The hits that are no part of a title."""
    if not titles:
        return hits
    return [hit for hit in hits if not any(titles.overlapping(hit.start, hit.end))]


def _cues(
    found: list[Hit[Cue]], said: list[Hit[ModifierCue]], text: str, *, facts: bool
) -> list[Hit[Cue]]:
    quotes = _quotes(text)
    similar = [(h.start, h.end) for h in said if h.value.kind is ModifierKind.LOOKALIKE]
    denials = SpanIndex(_denials(said))
    plain = [hit for hit in found if hit.value.needs is not Needs.ASSERTION]
    nouns = [hit for hit in found if hit.value.needs is Needs.ASSERTION]
    plain = [hit for hit in plain if not _part_of_denial(hit, denials)]
    kept = [*no_lookalikes(plain, [*similar, *quotes]), *no_lookalikes(nouns, similar)]
    return longest(eligible(kept, text, facts=facts))


def _denials(said: list[Hit[ModifierCue]]) -> list[Hit[ModifierCue]]:
    """The denials of more than one character: 未发生, not 未."""
    return [h for h in said if h.value.kind is ModifierKind.NEGATED and h.end - h.start > 1]


def _part_of_denial(hit: Hit[Cue], denials: SpanIndex[Hit[ModifierCue]]) -> bool:
    """尚未 in 尚未发现 and 没有 in 没有发生 are part of what denies, not complaints."""
    return any(
        (denial.start == hit.start and denial.end - denial.start > hit.literal)
        or (denial.start <= hit.start and hit.end <= denial.end)
        or (denial.start == hit.start + 1 and hit.literal == hit.end - hit.start)
        for denial in denials.overlapping(hit.start, hit.end + 1)
    )


def _titles(folded: Surface) -> list[tuple[int, int]]:
    return [match.span() for match in _TITLE.finditer(folded.text)]


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    if not spans:
        return text
    characters = list(text)
    for start, end in spans:
        characters[start:end] = "□" * (end - start)
    return "".join(characters)


def _starts(boundary: re.Pattern[str], text: str) -> list[int]:
    return [0, *(match.end() for match in boundary.finditer(text) if match.end() < len(text))]


def _spans(boundary: re.Pattern[str], folded: Surface) -> tuple[Span, ...]:
    starts = [*_starts(boundary, folded.text), len(folded.text)]
    return _raw_spans(((s, e) for s, e in pairwise(starts) if s < e), folded)


def _raw_spans(spans: Iterable[tuple[int, int]], folded: Surface) -> tuple[Span, ...]:
    raw = (folded.raw(start, end) for start, end in spans)
    return tuple(Span(start=start, end=end) for start, end in raw)


def _on_surface(
    quantities: tuple[Quantity, ...], folded: Surface
) -> list[tuple[int, int, Quantity]]:
    if folded.offsets is None:
        return [(q.start, q.end, q) for q in quantities]
    back = {raw: position for position, raw in enumerate(folded.offsets)}
    return [(back[q.start], back[q.end - 1] + 1, q) for q in quantities]
