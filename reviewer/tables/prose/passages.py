"""The scored passages of a report's outline: which headings are indicators, which group them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from reviewer.tables.folding import FOLDED
from reviewer.tables.prose.headings import PLAIN
from reviewer.tables.prose.outline import Line, Node, scores_in
from reviewer.tables.prose.statements import Kind, Statement, sentences

MAX_TITLE = 30
MAX_CLOSING = 40
_SIGNED = re.compile(
    r"[\u4e00-\u9fff]{2,25}(?:政府|委员会|办公室|教育局|领导小组)(?:\([^()]{1,6}\))?"
    r"|\(?(?:20\d\d|二[〇○零][一二三四五六七八九〇○零]{2})\s*年\s*[\d一二三四五六七八九十]{1,2}\s*月"
    r"(?:\s*[\d一二三四五六七八九十]{1,3}\s*日)?\)?"
)

_ANNEX = re.compile(r"附[件表]\s*\d{0,2}\s*[:、]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """An indicator of a report: its heading, or the words it begins with, text and scores."""

    number: str
    title: str
    full: Decimal | None
    lines: tuple[Line, ...]
    said: tuple[Statement, ...]
    section: Node | None
    narrative: str
    paragraph: int
    headed: bool = True


@dataclass(slots=True, kw_only=True)
class Found:
    """Passages in reading order; what was said of groups; headings beside them without a score."""

    passages: list[Passage] = field(default_factory=list)
    said_of: list[tuple[Node, Statement]] = field(default_factory=list)
    without: list[Node] = field(default_factory=list)
    skipped: int = 0

    @property
    def scored(self) -> int:
        """Return how many passages state a score."""
        return sum(1 for passage in self.passages if passage.said)

    @property
    def worth(self) -> tuple[int, int]:
        """Return how much was told: passages with a score, those of them with a heading."""
        return self.scored, sum(1 for p in self.passages if p.said and p.headed)


def find_passages(root: Node) -> Found:
    """Return the scored passages of an outline."""
    found = Found()
    _resolve(root, None, found)
    for passage in found.passages:
        group = [s for line in passage.lines for s in line.said if s.kind is Kind.PART]
        if passage.section is not None and not set(group) & set(passage.said):
            found.said_of += [(passage.section, statement) for statement in group]
    return found


def _states(node: Node) -> bool:
    return bool(node.own) or any(_states(child) for child in node.children)


def _resolve(node: Node, section: Node | None, found: Found) -> None:
    """Add the passages at or below a heading."""
    scored = [child for child in node.children if _states(child)]
    worth = [child for child in node.children if child.full is not None]
    if node.heading is not None and _is_whole(node, scored, worth):
        found.passages.append(_passage(node, section))
        return
    if not scored and not worth:
        _split(node, section, found)
        return
    group = [s for line in node.lines for s in line.said if s.kind is Kind.PART]
    found.said_of += [(node, statement) for statement in (*node.own, *group)]
    places = [n for n, child in enumerate(node.children) if _states(child)]
    for place, child in enumerate(node.children):
        if _states(child) or child.full is not None:
            _resolve(child, node if node.heading else None, found)
        elif child.style != PLAIN:
            found.without.append(child)
            # one between scored ones should have had a score as well
            found.skipped += bool(places) and places[0] < place < places[-1]


def _is_whole(node: Node, scored: Sequence[Node], worth: Sequence[Node]) -> bool:
    """Tell a heading that is one indicator, lists inside it included."""
    if not scored:
        return not worth and _has_one_score(node)
    if worth or any(child.heading and child.heading.statement for child in scored):
        return False
    if node.own:
        return _full_of(node.own) in (node.full, None) and node.full is not None
    last = node.children[-1]
    if len(scored) > 1 or scored[0] is not last or any(_states(c) for c in last.children):
        # 1. and 2. are scored each; or the score stands in the middle, and is of that part
        return len(scored) == 1 and scored[0] is last and _is_whole(last, last.children[-1:], [])
    at_end = any(s.kind is Kind.OWN for s in last.lines[-1].said)
    agrees = _full_of(last.own) in (node.full, None) or node.full is None
    return at_end and agrees and (len(node.children) > 1 or node.full is not None)


def _has_one_score(node: Node) -> bool:
    if len(node.own) < 2 or (node.heading and node.heading.statement):
        return bool(node.own) or node.full is not None
    fulls = [s.full for s in node.own]
    if node.full is None:
        return len({s.points for s in node.own}) == 1 and len(set(fulls)) == 1
    return None in fulls or sum((f for f in fulls if f is not None), Decimal(0)) != node.full


def _full_of(said: Sequence[Statement]) -> Decimal | None:
    return next((s.full for s in said if s.full is not None), None)


# --- texts ------------------------------------------------------------------------------------


def joined(lines: Sequence[Line], skip: int = 0) -> str:
    """Return the text of lines as they stood; ``skip`` characters of the first are left out."""
    kept: list[str] = []
    for place, line in enumerate(lines):
        text = line.text[skip:] if place == 0 else line.text
        if text.strip() and not line.is_criteria:
            kept.append((line.glue if kept else "") + text)
    return "".join(kept).strip()


def narrative_of(node: Node) -> str:
    """Return the text under a heading, without what closes a report after it."""
    lines = _without_closing(list(node.all_lines()))
    return joined(lines, node.heading.rest if node.heading else 0)


def _passage(node: Node, section: Node | None) -> Passage:
    lines = _without_closing(list(node.all_lines()))
    heading = node.heading
    own = scores_in(lines, alone=True)
    first = [heading.statement] if heading and heading.statement else []
    rest = heading.rest if heading else 0
    text = joined(lines, rest)
    return Passage(
        number=heading.number if heading else "",
        title=heading.title if heading else "",
        full=node.full,
        lines=lines,
        said=tuple(first or own),
        section=section,
        narrative=text,
        paragraph=_begins(lines, rest),
    )


def _without_closing(lines: list[Line]) -> tuple[Line, ...]:
    """Leave out what closes a report after its last passage: the total, who signs, the date."""
    kept = len(lines)
    while kept > 1 and _closes(lines[kept - 1]):
        kept -= 1
    return tuple(lines[:kept])


def _closes(line: Line) -> bool:
    text = line.text.strip().translate(FOLDED)
    if line.said:
        return len(text) <= MAX_CLOSING and all(s.kind is Kind.TOTAL for s in line.said)
    return len(text) <= MAX_CLOSING and (
        _SIGNED.fullmatch(text) is not None or _ANNEX.match(text) is not None
    )


def _begins(lines: Sequence[Line], rest: int) -> int:
    """Return the paragraph in which a narrative begins."""
    if lines[0].text[rest:].strip() or len(lines) == 1:
        return lines[0].paragraph
    return lines[1].paragraph


def _split(node: Node, section: Node | None, found: Found) -> None:
    """Cut a text that states several scores, and has no headings inside, after each of them."""
    pieces = list(_pieces(node))
    scored = [(lines, statement) for lines, statement in pieces if statement is not None]
    group = node if node.heading else None
    for lines, statement in scored:
        text = joined(lines)
        number, title = _opening(text, statement)
        found.passages.append(
            Passage(
                number=number,
                title=title,
                full=statement.full,
                lines=tuple(lines),
                said=(statement,),
                section=group or section,
                narrative=text,
                paragraph=lines[0].paragraph,
                headed=False,
            )
        )


def _pieces(node: Node) -> Iterator[tuple[list[Line], Statement | None]]:
    """Return the lines up to each score, cut after its sentence, and that score."""
    open_lines: list[Line] = []
    for place, line in enumerate(node.lines):
        start = line.heading.rest if place == 0 and node.heading and line.heading else 0
        base = line.heading.rest if line.heading else 0
        glue = line.glue
        ends = [end for _, end in sentences(line.text)] if line.said else []
        for statement in (s for s in line.said if s.kind is Kind.OWN):
            place_after = bisect_left(ends, base + statement.end)
            end = ends[place_after] if place_after < len(ends) else len(line.text)
            open_lines.append(_part(line, line.text[start:end], glue))
            yield open_lines, statement
            open_lines, start, glue = [], end, ""
        if line.text[start:].strip():
            open_lines.append(_part(line, line.text[start:], glue))
    yield open_lines, None


def _part(line: Line, text: str, glue: str) -> Line:
    return Line(text=text, paragraph=line.paragraph, glue=glue, heading=None, said=())


_OPENING = re.compile(
    r"\s*(?:(?P<number>\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}(?=是|、)|\d{1,3}(?=[、.])|[①-⑳])[是、.]?)?"
    r"(?:在|关于|对于)?(?P<title>[^,。:;(\[]{2,30})"
)


def _opening(text: str, statement: Statement) -> tuple[str, str]:
    """Return the number and the first words of a passage without a heading."""
    narrow = text.translate(FOLDED)
    before = narrow.find(statement.text.translate(FOLDED))
    # 其中：党的领导满分12分，自评12分
    start = narrow.rfind(":", 0, max(before, 0)) + 1
    match = _OPENING.match(narrow, start)
    if match is None:
        return "", text.strip()[:MAX_TITLE]
    title = text[match.start("title") : match.end("title")].strip()
    number = (match["number"] or "").strip("()")
    title = re.sub(r"(?:满分|分值|共|计)?\d{1,3}(?:\.\d)?分?$", "", title)
    return number, (title or text.strip())[:MAX_TITLE]
