"""A report without a form: its scored passages are read as indicators."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile
from typing import TYPE_CHECKING

from reviewer.model import Indicator, Location, Section
from reviewer.tables.prose.outline import Line, Node, lines_of, outline
from reviewer.tables.prose.passages import Found, Passage, find_passages
from reviewer.tables.prose.statements import Kind, Statement, stated_full, statements
from reviewer.tables.scores import shortened
from reviewer.tables.totals import RowKind, points_beside, total_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.model import FormWords

MIN_PASSAGES = 2
MAX_NAMED = 8
MAX_SIGNED, MAX_SIGNATURE = 4, 30
# a score of this many points that belongs to no passage is one of the whole
MIN_TOTAL = Decimal(40)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a report says; ``outside`` are its paragraphs before the first passage.

    ``closing`` are its last short lines: who signs, and when.
    """

    indicators: tuple[Indicator, ...]
    sections: tuple[Section, ...]
    declared: Decimal | None
    full: Decimal | None
    skipped: int
    notes: tuple[str, ...]
    outside: tuple[str, ...]
    closing: tuple[str, ...]


def read_report(paragraphs: Sequence[str], words: FormWords) -> Report | None:
    """Read the scored passages of a report; None where it states no scores of its own."""
    lines = lines_of(paragraphs, words)
    found = _outlined(lines)
    found.passages = _without_weak(found)
    total = _taken_total(found)
    if not _is_report(found):
        return None
    notes: list[str] = []
    groups = {id(node) for node in _groups(found)}
    indicators = tuple(_indicator(passage, groups, notes) for passage in found.passages)
    sections = _sections(found)
    declared, full = _totals(lines, found, total, words, notes)
    first = min(passage.lines[0].paragraph for passage in found.passages)
    return Report(
        indicators=indicators,
        sections=sections,
        declared=declared,
        full=full,
        skipped=found.skipped,
        notes=(_summary(found), *_unscored(found), *_subtotals(found, indicators), *notes),
        outside=tuple(text for text in paragraphs[: max(first - 1, 1)] if text.strip()),
        closing=_closing(paragraphs),
    )


def _closing(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Return the signature: the short lines at the end, without a sentence among them."""
    lines = [text for text in paragraphs if text.strip()][-MAX_SIGNED:]
    signed = takewhile(lambda t: len(t) <= MAX_SIGNATURE and "。" not in t, reversed(lines))
    return tuple(signed)


def stated_total(paragraphs: Sequence[str], words: FormWords) -> Decimal | None:
    """Return the total that a text states, for a file that states nothing else, in points."""
    lines = [line for text in paragraphs for line in text.split("\n")]
    said = [s for line in lines for s in statements(line, words) if s.sure and s.points]
    totals = [s for s in said if s.kind is Kind.TOTAL]
    if not totals and len(said) == 1 and (said[0].points or 0) >= MIN_TOTAL:
        totals = said
    return totals[-1].points if totals else None


def _outlined(lines: Sequence[Line]) -> Found:
    """Return the passages; headings without numbers only where they show more of them."""
    numbered = find_passages(outline(lines, plain=False))
    plain = find_passages(outline(lines, plain=True))
    if plain.worth != numbered.worth:
        return max(numbered, plain, key=lambda found: found.worth)
    groups = {id(p.section) for p in plain.passages if p.section and p.section.style == "plain"}
    return plain if len(groups) > 1 else numbered


def _without_weak(found: Found) -> list[Passage]:
    """Leave out passages whose score names no one, unless the report states scores like that."""
    kept = []
    for passage in found.passages:
        full = _full(passage)
        fits = [
            s
            for s in passage.said
            if s.sure or s.lost is not None or (full is not None and (s.points or 0) <= full)
        ]
        labelled = [s for s in passage.said if s.text.startswith(("得分", "评分"))]
        if fits or labelled or passage.full is not None:
            kept.append(passage)
    return kept


def _is_report(found: Found) -> bool:
    sure = sum(1 for p in found.passages if any(s.sure for s in p.said))
    weak = found.scored - sure
    known = sum(1 for p in found.passages if _full(p) is not None)
    if found.scored < MIN_PASSAGES:
        return sure == 1 and known == 1
    return sure >= MIN_PASSAGES or (weak >= MIN_PASSAGES and known >= 0.8 * len(found.passages))


def _taken_total(found: Found) -> Decimal | None:
    """Take a passage that states the score of the whole (``自评得分96分``) out of the passages."""
    scored = [p for p in found.passages if p.said]
    known = sum(1 for p in found.passages if _full(p) is not None)
    points = [p.said[-1].points_of(_full(p)) or Decimal(0) for p in scored]
    summed = sum(points, Decimal(0))
    for passage, own in zip(scored, points, strict=True):
        rest, full = summed - own, _full(passage)
        if own == 0 or len(scored) <= MIN_PASSAGES or passage.full is not None:
            continue
        alone = full is None and known >= 0.6 * (len(scored) - 1) and own >= MIN_TOTAL
        if own == rest or alone or (full or 0) >= max(MIN_TOTAL * 2, rest):
            found.passages.remove(passage)
            return own
    return None


# --- one indicator ----------------------------------------------------------------------------


def _full(passage: Passage) -> Decimal | None:
    """Return the full score: of the heading, beside the score, or in a line of its own."""
    if passage.full is not None:
        return passage.full
    beside = next((s.full for s in passage.said if s.full is not None), None)
    if beside is not None:
        return beside
    short = (line.text for line in passage.lines if len(line.text.strip()) <= 20)
    return next((full for text in short if (full := stated_full(text)) is not None), None)


def _indicator(passage: Passage, groups: set[int], notes: list[str]) -> Indicator:
    full = _full(passage)
    where = f"第{passage.paragraph}段“{shortened(passage.title)}”"
    points, text, said, grade = _score(passage, full)
    notes += [f"{where}：{note}。" for note in said]
    beside = next((s.full for s in passage.said if s.full is not None), None)
    if None not in (passage.full, beside) and passage.full != beside:
        notes.append(
            f"{where}的满分前后不一：标题中为 {passage.full} 分，文中为 {beside} 分，按标题读取。"
        )
    section = passage.section
    return Indicator(
        number=passage.number,
        title=passage.title,
        section=_title_of(section) if id(section) in groups else None,
        full_score=full,
        self_score=points,
        narrative=passage.narrative,
        score_text=text,
        criteria="\n".join(line.text.strip() for line in passage.lines if line.is_criteria),
        location=Location(row=passage.paragraph),
        grade=grade,
    )


def _title_of(node: Node | None) -> str | None:
    return node.heading.title if node is not None and node.heading is not None else None


def _score(passage: Passage, full: Decimal | None) -> tuple[Decimal | None, str, list[str], str]:
    """Return the points, the words that state them, notes, and the grade in place of points."""
    sure = [s for s in passage.said if s.sure] or list(passage.said)
    if not sure:
        return None, "", ["没有写明自评得分"], ""
    agreeing = [s for s in sure if s.full is not None and s.full == full] or sure
    fulls = [s.full for s in sure if s.full is not None]
    if len(sure) > 1 and len(fulls) == len(sure) and sum(fulls, Decimal(0)) == full:
        parts = [s.points_of(s.full) or Decimal(0) for s in sure]
        text = "\n".join(s.text for s in sure)
        return sum(parts, Decimal(0)), text, ["得分为其中各项之和"], ""
    chosen = next((s for s in reversed(agreeing) if s.points is not None), agreeing[-1])
    points = chosen.points_of(full)
    grade = chosen.grade if points is None else ""
    return points, chosen.text, _doubts(chosen, sure, full), grade


def _doubts(chosen: Statement, sure: Sequence[Statement], full: Decimal | None) -> list[str]:
    doubts = [chosen.note] if chosen.note else []
    if chosen.grade:
        doubts.append(f"自评写作等级“{chosen.grade}”，没有分数")
    elif chosen.lost is not None and chosen.points_of(full) is None:
        doubts.append(f"“{chosen.text}”没有找到满分，未能换算")
    if len({s.points for s in sure if s.points is not None}) > 1:
        shown = "、".join(dict.fromkeys(s.text for s in sure))
        doubts.append(f"有几处得分（{shortened(shown, 60)}），采用“{chosen.text}”")
    return doubts


# --- groups, totals, notes ------------------------------------------------------------------------


def _groups(found: Found) -> list[Node]:
    """Return the headings that group passages; one over all of them, worth nothing, is none."""
    counts = Counter(id(p.section) for p in found.passages if p.section)
    nodes = list({id(p.section): p.section for p in found.passages if p.section}.values())
    if len(nodes) == 1 and nodes[0].full is None and counts[id(nodes[0])] == len(found.passages):
        return []
    return nodes


def _sections(found: Found) -> tuple[Section, ...]:
    said = {id(node): s.full for node, s in found.said_of if s.full is not None}
    sections: dict[str, Section] = {}
    for node in _groups(found):
        if node.heading is not None:
            full = node.full if node.full is not None else said.get(id(node))
            section = Section(title=node.heading.title, full_score=full)
            sections.setdefault(section.title, section)
    return tuple(sections.values())


def _totals(
    lines: Sequence[Line], found: Found, total: Decimal | None, words: FormWords, notes: list[str]
) -> tuple[Decimal | None, Decimal | None]:
    """Return the declared total and the full total that the report states."""
    said = [s for line in lines for s in line.said if s.kind is Kind.TOTAL and s.points is not None]
    outside = [s for node, s in found.said_of if node.heading is None and s.points is not None]
    said += outside if not said and len(outside) == 1 else []
    ours = [s for s in said if not s.place or s.place[:1] in "我全本"]
    said = ours or (said if len({s.points for s in said}) == 1 else [])
    beside = [
        points_beside(line.text)
        for line in lines
        if len(line.text) < 30 and total_label(line.text, words) is RowKind.TOTAL
    ]
    totals = [s.points for s in said] + [p for p in beside if p is not None]
    totals += [total] if total is not None else []
    if len(set(totals)) > 1:
        shown = "、".join(map(str, dict.fromkeys(totals)))
        notes.append(f"文中有几个自评总分（{shown}），采用最后一个。")
    full = next((s.full for s in reversed(said) if s.full is not None), None)
    return (totals[-1] if totals else None), full


def _summary(found: Found) -> str:
    known = sum(1 for p in found.passages if _full(p) is not None)
    return (
        f"文件中没有自评表，按报告正文读取：{found.scored} 段写有自评得分，"
        f"其中 {known} 段有满分，请核对各段的起止。"
    )


def _unscored(found: Found) -> list[str]:
    titles = [
        f"“{shortened(f'{node.heading.number} {node.heading.title}'.strip())}”"
        for node in found.without
        if node.heading
    ]
    if not titles:
        return []
    more = "等" if len(titles) > MAX_NAMED else ""
    return [
        f"同级的{'、'.join(titles[:MAX_NAMED])}{more}共 {len(titles)} 段没有得分，没有作为指标。"
    ]


def _subtotals(found: Found, indicators: Sequence[Indicator]) -> list[str]:
    """Hold what is said of a group against the sum of its passages."""
    notes = []
    for node, statement in found.said_of:
        own = [
            indicator.self_score
            for passage, indicator in zip(found.passages, indicators, strict=True)
            if passage.section is node
        ]
        known = [points for points in own if points is not None]
        said = statement.points_of(node.full)
        if node.heading and said is not None and own and len(known) == len(own):
            summed = sum(known, Decimal(0))
            if summed != said:
                title = shortened(node.heading.title)
                notes.append(f"“{title}”写明自评 {said} 分，其下各段之和为 {summed} 分。")
    return notes
