"""What rises and falls, and whether that is good: 巩固率 up, 辍学率 down (measures.csv)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reviewer.language.patterns import Hit
from reviewer.language.scene import Scene
from reviewer.language.spans import SpanIndex
from reviewer.model import Cue, Measure, Needs, Polarity, Quantity, Relation, RelationKind

# 降低辍学率: these verbs take what they move as an object; the others follow their subject.
_TRANSITIVE = ("降低", "减少", "缩减", "压缩", "提高", "增加", "扩大")
_OBJECT_WITHIN = 8
# How far a verb and what it moves may stand apart, in code points.
_REACH = 200
# What may stand before a verb without being what moves: figures, times, comparisons, who.
_NO_SUBJECT = re.compile(
    r"[\d.%年月日、,:()—-]|[一二三四五六七八九十两][个所年]|"
    r"不同程度|有所|逐年|持续|明显|大幅|小幅|普遍|继续|略有|稳步|较快|连续|"
    r"比上年|较上年|上年|去年|同期|同比|环比|分别|其余|其他|其中|全部|"
    r"小学|初中|高中|普通|中等|职业|学校|中职|高职|幼儿园|学前|义务教育|阶段|学段|特教|县区|农村|城区|"
    r"[县区市比较都均有各也又仅略由从的了所近再和与及则却但而为]"
)
_SUBJECT = 2
# How far before the first of two figures their measure may stand.
_MEASURED_WITHIN = 24
# Two characters that are neither figure nor particle: an object that measures.csv does not know.
_OBJECT = re.compile(r"[^\s\d，。；、了约近到至为超达的幅][^\s\d，。；、个倍成]")
_VAGUE_FALL = ("不同程度", "有所", "逐年", "连续")


@dataclass(frozen=True)
class Gauge:
    """Tells the polarity of movements in one narrative.

    ``measures`` are the hits of measure words; ``cues`` holds nouns whose fall is good (事故).
    """

    scene: Scene
    measures: SpanIndex[Hit[Measure]]
    cues: SpanIndex[Hit[Cue]]

    def is_bad(self, verb: Hit[Cue], *, falling: bool) -> bool | None:
        """Whether a movement counts against the score; None where nobody can tell."""
        polarity = self.polarity(verb)
        if polarity is None:
            text = self.scene.text[verb.start : verb.end]
            vague = falling and text.startswith(_VAGUE_FALL)
            return True if vague or (verb.value.category == "shortfall" and falling) else None
        if polarity is Polarity.NEUTRAL:
            return None
        return (polarity is Polarity.RISES) == falling

    def polarity(self, verb: Hit[Cue]) -> Polarity | None:
        """Which way what ``verb`` moves is good."""
        if self._moves_the_unknown(verb):
            return None
        measure = self._measure(verb)
        return measure.value.polarity if measure else self._bad_noun(verb)

    def _object(self, verb: Hit[Cue]) -> Hit[Measure] | None:
        limit = min(verb.end + _OBJECT_WITHIN, self.scene.clause_end(verb.start))
        behind = [m for m in self.measures.starting(verb.end, limit) if m.end <= limit]
        return max(behind, key=lambda m: m.end, default=None)

    def _moves_the_unknown(self, verb: Hit[Cue]) -> bool:
        """提高应急能力: it has an object, and measures.csv does not know it."""
        if not self.scene.text[verb.start : verb.end].endswith(_TRANSITIVE):
            return False
        known = self._object(verb) is not None
        return not known and bool(_OBJECT.match(self.scene.text, verb.end))

    def _measure(self, verb: Hit[Cue]) -> Hit[Measure] | None:
        text = self.scene.text[verb.start : verb.end]
        if text.endswith(_TRANSITIVE) and (moved := self._object(verb)):
            return moved
        nearest = max(0, verb.start - _REACH)
        sentence = self.scene.text.rfind("。", nearest, verb.start) + 1
        clause = self.scene.clause_start(verb.start)
        own_subject = len(_NO_SUBJECT.sub("", self.scene.text[clause : verb.start])) >= _SUBJECT
        since = clause if own_subject else max(sentence, nearest)
        before = [
            measure
            for measure in self.measures.starting(since, verb.start)
            if measure.end <= verb.start
            and (measure.start >= clause or measure.value.polarity is not Polarity.NEUTRAL)
        ]
        return max(before, key=lambda m: (m.end, -m.start), default=None)

    def falls_in_clause(self, noun: Hit[Cue]) -> bool:
        """流失率由6.4%压到3.3%: the clause says that the bad thing became less."""
        if noun.value.category not in ("problem", "shortfall"):
            return False
        end = self.scene.clause_end(noun.start)
        if self._falls(noun.end, end):
            return not self._good_measure_between(noun.end, end)
        # 流失21人，流失率由6.4%压到3.3%: the next clause takes the word up again.
        word = self.scene.text[noun.start : noun.end]
        following = self.scene.clause_end(end) if end < len(self.scene.text) else end
        again = self.scene.text.find(word, end, following)
        return again >= 0 and bool(self._falls(again, following))

    def _falls(self, start: int, end: int) -> list[Hit[Cue]]:
        within = self.cues.starting(start, end)
        return [verb for verb in within if verb.value.needs is Needs.FALL_OF_GOOD]

    def _good_measure_between(self, start: int, end: int) -> bool:
        within = self.measures.starting(start, end)
        return any(measure.value.polarity is Polarity.RISES for measure in within)

    def falls_later(self, noun: Hit[Cue]) -> bool:
        """Whether the sentence goes on to say that a bad thing became less: 事故63起，同比下降."""
        end = min(self.scene.sentence_end(noun.start), noun.end + _REACH)
        return any(
            not self.scene.terminated(noun.end, verb.start)
            and self.polarity(verb) is Polarity.FALLS
            for verb in self._falls(noun.end, end)
        )

    def _bad_noun(self, verb: Hit[Cue]) -> Polarity | None:
        sentence = self.scene.sentences[self.scene.sentence(verb.start)]
        start = max(sentence, verb.start - _REACH)
        nearby = self.cues.starting(start, verb.start)
        bad = any(noun.value.needs is Needs.ASSERTION for noun in nearby)
        return Polarity.FALLS if bad else None


def worse(
    relations: Iterable[Relation], measures: Sequence[Hit[Measure]], scene: Scene
) -> Iterator[Quantity]:
    """Figures that are worse than those of the year before: 2023年12.46亿元，2022年12.81亿元."""
    places = {(q.start, q.end): start for start, _, q in scene.quantities}
    for relation in relations:
        if relation.kind is not RelationKind.TREND:
            continue
        figures = (relation.stated, *relation.parts)
        first = min(places.get((q.start, q.end), 0) for q in figures)
        since = max(scene.sentences[scene.sentence(first)], first - _MEASURED_WITHIN)
        near = [hit for hit in measures if since <= hit.start and hit.end <= first]
        if not near:
            continue
        polarity = max(near, key=lambda hit: (hit.end, hit.end - hit.start)).value.polarity
        falling = relation.computed < 0
        if polarity is (Polarity.RISES if falling else Polarity.FALLS):
            yield relation.stated
