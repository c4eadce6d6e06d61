"""Cue, context, status: what the words around a phrase make of it.

As in ConText (Harkema et al. 2009), modifiers reach over the cues of their clause until a
terminator; here the scope is bent to Chinese officialese: 、 does not end it, a clause that opens
with the cue itself or with 以及 inherits it, and what resolves a problem may stand in a later
clause of the sentence, or at the head of the next one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from decimal import Decimal

from reviewer.language.patterns import Hit
from reviewer.language.scene import Scene
from reviewer.model import (
    Cue,
    Direction,
    ModifierCue,
    ModifierKind,
    Needs,
    Quantity,
    Status,
    Takes,
)

_OPENERS = re.compile(r"(?:以及|及|和|或者|或|与|也|亦|并|更|且|同时|等)?")
_OBJECT_DISTANCE = 4
_VERBAL = frozenset("未没尚还仍正待难有亟需")
# 淘汰不合格供应商: a noun goes on behind the cue, no cause or effect, no adverb's rest.
_ATTRIBUTE = re.compile(r"(?!导致|造成|致使|被|影响|引发|且|并|或|和|与|及|而|以)[\d、一-龥]")
_GOES_ON = frozenset("于均已由经后随当并全")
_UNIVERSAL = re.compile(r"全部|均|都|全面|全数|现已|100%|清零|逐一|逐条|彻底")
_AS_NOUN = re.compile(
    r"(?:的|等|、)*(?:问题|现象|情况|状况|行为|局面|矛盾|学校|地区|单位|机构|企业|难题|环节|压力)|的"
)
# What may open the sentence that settles the one before: 目前，以上问题…
_REFERS_BACK = re.compile(
    r"(?:目前|现在?|以上|上述|这些|该|所有|相关|对此|截至[^，]{0,12}|至[^，]{0,8}|[^，]{0,4}(?:问题|事项|隐患)|"
    r"[\d年月日底前]+|，|,)*"
)

_STATUS = {
    ModifierKind.NEGATED: Status.NEGATED,
    ModifierKind.RESOLVED: Status.RESOLVED,
    ModifierKind.ATTRIBUTED: Status.ATTRIBUTED,
    ModifierKind.HYPOTHETICAL: Status.HYPOTHETICAL,
    ModifierKind.TOPIC: Status.TOPIC,
}
PRECEDENCE = tuple(_STATUS)


def decide(cue: Hit[Cue], scene: Scene) -> tuple[Status | None, tuple[Hit[ModifierCue], ...]]:
    """The status that the modifiers give to a cue, with those that gave it.

    None when no modifier speaks: the cue then means what it says.
    """
    near = scene.modifiers_near(cue.start, cue.end)
    acting = [m for m in near if _reaches(m, cue, scene)]
    lasting = cue.value.needs is Needs.LASTING
    for kind in PRECEDENCE:
        if lasting and kind is ModifierKind.RESOLVED:
            continue
        deciding = tuple(m for m in acting if m.value.kind is kind)
        if deciding:
            return _STATUS[kind], deciding
    return None, ()


def asserted(cue: Hit[Cue], scene: Scene) -> tuple[Hit[ModifierCue], ...] | None:
    """What asserts that a bad thing exists: 存在, 仍有, 突出 …, or a count beside it (empty).

    None when nothing does, so that the word is only a topic.
    """
    acting = tuple(
        modifier
        for modifier in scene.modifiers_near(cue.start, cue.end)
        if modifier.value.kind is ModifierKind.ASSERTED and _reaches(modifier, cue, scene)
    )
    if acting:
        return acting
    count = scene.count_beside(cue.start, cue.end)
    return () if count is not None and count.value != 0 else None


def balanced(cue: Hit[Cue], scene: Scene) -> bool:
    """发现隐患318处、整改318处: the same count again in the sentence tells that all is settled."""
    found = scene.count_beside(cue.start, cue.end)
    if found is None:
        return False
    again = scene.counts_in(cue.end, scene.sentence_end(cue.start))
    same = [q for q in again if (q.value, q.unit) == (found.value, found.unit)]
    return len(same) > (found in again)


def partly_resolved(cue: Hit[Cue], scene: Scene) -> bool:
    """发现隐患12处，已整改10处: what is left is told by the counts, not by the noun."""
    sentence = scene.sentence(cue.start)
    return any(
        modifier.value.kind is ModifierKind.RESOLVED
        and modifier.start >= cue.end
        and scene.sentence(modifier.start) == sentence
        and not _covers(modifier, cue, scene, universal=False)
        for modifier in scene.modifiers_near(cue.start, cue.end)
    )


def zero_beside(cue: Hit[Cue], scene: Scene) -> bool:
    """Whether the count beside a cue is zero: 缺编0人."""
    count = scene.count_beside(cue.start, cue.end)
    return count is not None and count.value == 0


def _reaches(modifier: Hit[ModifierCue], cue: Hit[Cue], scene: Scene) -> bool:
    direction = modifier.value.direction
    if modifier.start <= cue.start and modifier.end >= cue.end:
        return direction is not Direction.BACKWARD or modifier.start < cue.start
    if modifier.start < cue.start:
        return direction is not Direction.BACKWARD and _reaches_forward(modifier, cue, scene)
    return direction is not Direction.FORWARD and _reaches_backward(modifier, cue, scene)


def _reaches_forward(modifier: Hit[ModifierCue], cue: Hit[Cue], scene: Scene) -> bool:
    kind = modifier.value.kind
    # 不存在 and 存在……情形 share characters: the denial takes the phrase with it.
    if modifier.end > cue.start and kind is not ModifierKind.NEGATED:
        return False
    if kind is ModifierKind.RESOLVED and cue.value.category in _OPEN_STATES:
        return False
    if scene.sentence(modifier.start) != scene.sentence(cue.start):
        return False
    reach = modifier.value.reach
    if reach and not _within(scene.text[modifier.end : cue.start], reach):
        return False
    if not _in_scope(modifier, cue, scene) or scene.terminated(modifier.end, cue.start):
        return False
    return not _is_predicate_of(modifier, cue, scene)


def _within(between: str, reach: int) -> bool:
    """Near enough; 、 carries a short reach from item to item: 未挤占、挪用、截留."""
    return all(len(item) <= reach for item in between.split("、"))


def _in_scope(modifier: Hit[ModifierCue], cue: Hit[Cue], scene: Scene) -> bool:
    """The same clause, or clauses that go on with the list the modifier opened."""
    first, last = scene.clause(modifier.start), scene.clause(cue.start)
    if first == last:
        return True
    if modifier.value.kind in (ModifierKind.ASSERTED, ModifierKind.RESOLVED):
        return False
    return all(_continues(scene, index, cue) for index in range(first + 1, last + 1))


def _continues(scene: Scene, index: int, cue: Hit[Cue]) -> bool:
    start = scene.clauses[index]
    lead = _OPENERS.match(scene.text, start)
    opened = lead.end() if lead else start
    if opened > start and lead and lead.group() in ("以及", "及", "和", "或者", "或", "与", "等"):
        return True
    return opened == start and cue.start - start <= 1 and cue.value.needs is Needs.ASSERTION


def _is_predicate_of(modifier: Hit[ModifierCue], cue: Hit[Cue], scene: Scene) -> bool:
    """整治不到位: the verb is the subject of the complaint, not what was done about it."""
    if modifier.value.takes is Takes.ALL:
        return False
    if cue.value.needs is Needs.ASSERTION or scene.text.startswith("存在的", cue.start):
        return False
    if _AS_NOUN.match(scene.text, cue.end):
        return False
    near = cue.start - modifier.end <= _OBJECT_DISTANCE
    attributive = scene.text[cue.start] not in _VERBAL and _ATTRIBUTE.match(scene.text, cue.end)
    return not (near and attributive)


def _reaches_backward(modifier: Hit[ModifierCue], cue: Hit[Cue], scene: Scene) -> bool:
    if modifier.start < cue.end:
        return False
    kind, reach = modifier.value.kind, modifier.value.reach
    distance = modifier.start - cue.end
    if kind is ModifierKind.RESOLVED:
        return _resolves(modifier, cue, scene)
    if scene.clause(modifier.start) != scene.clause(cue.start):
        return kind is ModifierKind.NEGATED and distance <= 1
    if reach and distance > reach:
        return False
    return kind is not ModifierKind.TOPIC or cue.value.needs is Needs.ASSERTION


def _resolves(modifier: Hit[ModifierCue], cue: Hit[Cue], scene: Scene) -> bool:
    """Whether what was resolved is the problem: near enough, and no fewer than there were."""
    if modifier.value.reach:
        return _settled_nearby(modifier, cue, scene)
    gap = scene.sentence(modifier.start) - scene.sentence(cue.start)
    if gap > 1:
        return False
    tail = scene.text[modifier.start : modifier.end]
    universal = bool(_UNIVERSAL.search(tail))
    if gap:
        lead = scene.text[scene.sentences[scene.sentence(modifier.start)] : modifier.start]
        if not universal or not _REFERS_BACK.fullmatch(lead):
            return False
    if cue.value.category in _OPEN_STATES and not universal:
        return False
    if scene.terminated(cue.end, modifier.start) and not universal:
        return False
    return _covers(modifier, cue, scene, universal)


def _settled_nearby(modifier: Hit[ModifierCue], cue: Hit[Cue], scene: Scene) -> bool:
    """修复, 补齐: without 已 they settle what stands in their clause, or opens the one before."""
    if cue.value.category in _OPEN_STATES or scene.terminated(cue.end, modifier.start):
        return False
    apart = scene.clause(modifier.start) - scene.clause(cue.start)
    if apart == 0:
        return modifier.start - cue.end <= modifier.value.reach
    lead = scene.clauses[scene.clause(modifier.start)]
    return apart == 1 and scene.text[lead] in _GOES_ON


def _covers(modifier: Hit[ModifierCue], cue: Hit[Cue], scene: Scene, universal: bool) -> bool:
    """发现12处，已整改10处: ten do not resolve twelve."""
    found = scene.count_beside(cue.start, cue.end)
    done = scene.count_beside(modifier.start, modifier.end)
    if done is None or (universal and found is None):
        return True
    if found is None or found.unit != done.unit:
        return True
    return _number(done) >= _number(found)


def _number(quantity: Quantity) -> Decimal:
    return quantity.value if isinstance(quantity.value, Decimal) else Decimal(0)


_OPEN_STATES = frozenset({"in_progress", "unfinished", "plan", "hedge", "no_evidence"})


def survivors(
    hits: Iterable[Hit[ModifierCue]], cues: Sequence[Hit[Cue]], token_edges: frozenset[int]
) -> list[Hit[ModifierCue]]:
    """Modifiers that are words of their own: not inside a longer modifier or a cue.

    ``hits`` come in the order of their starts, the longest first.
    A single character must be a word of the segmentation, or stand right before a cue: the
    dictionary holds 无缺 as one word, which must not hide the denial in 无缺签.
    """
    kept: list[Hit[ModifierCue]] = []
    widest = (0, 0)
    cover = sorted((cue.start, cue.end) for cue in cues)
    starts = [start for start, _ in cover]
    beginnings = frozenset(starts)
    for hit in hits:
        span = start, end = hit.start, hit.end
        single = end - start == 1
        if single and end not in beginnings and not (start in token_edges and end in token_edges):
            continue
        if end <= widest[1] and span != widest:
            continue
        if _inside(hit, cover, starts):
            continue
        kept.append(hit)
        widest = span
    return kept


def _inside(hit: Hit[ModifierCue], cover: list[tuple[int, int]], starts: list[int]) -> bool:
    index = bisect_right(starts, hit.start)
    return index > 0 and any(end >= hit.end for _, end in cover[max(0, index - 4) : index])
