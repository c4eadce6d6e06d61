"""The outline of a report: its lines under headings, told by how they are numbered.

Reports differ in which numbers stand above which: a kind of number met for the first time opens a
deeper level, one that was met before goes back to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from reviewer.tables.folding import FOLDED
from reviewer.tables.prose.headings import PLAIN, Heading, heading_of, is_noise, split_at_marks
from reviewer.tables.prose.score_patterns import LABEL
from reviewer.tables.prose.statements import (
    Kind,
    Statement,
    stated_full,
    statements,
    without_reasons,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from reviewer.model import FormWords

MAX_DEPTH = 10
# of a score that is wrapped, how much to look at on either side
MAX_BROKEN = 40
MAX_GROUP = 60
_CRITERIA = ("评分标准", "评分细则", "评价标准", "评估标准", "考核标准", "评分办法", "计分办法")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line, or a part of one, of a report; ``glue`` joins it to the line before.

    ``paragraph`` counts from 1 in the document. ``said`` are the scores stated after the heading.
    """

    text: str
    paragraph: int
    glue: str
    heading: Heading | None
    said: tuple[Statement, ...]
    is_criteria: bool = False


@dataclass(slots=True, kw_only=True, eq=False)
class Node:
    """A heading with the lines up to the next heading, and the headings below it."""

    heading: Heading | None = None
    style: str = ""
    value: int | None = None
    lines: list[Line] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    full: Decimal | None = None

    @property
    def own(self) -> list[Statement]:
        """Return the scores of its own that stand above the headings below it."""
        first = [self.heading.statement] if self.heading and self.heading.statement else []
        return first + scores_in(self.lines, alone=not self.children)

    def all_lines(self) -> Iterator[Line]:
        """Return its lines and those below, in reading order."""
        yield from self.lines
        for child in self.children:
            yield from child.all_lines()


def scores_in(lines: Iterable[Line], *, alone: bool) -> list[Statement]:
    """Return the scores that lines state of themselves.

    ``本部分`` is the group, unless the text stands ``alone`` and states nothing else.
    """
    said = [s for line in lines for s in line.said if s.kind is not Kind.TOTAL]
    own = [s for s in said if s.kind is Kind.OWN]
    return own or (said if alone else [])


def lines_of(paragraphs: Sequence[str], words: FormWords) -> list[Line]:
    """Return the lines of a report's paragraphs, without page numbers and contents."""
    found: list[Line] = []
    for number, paragraph in enumerate(paragraphs, start=1):
        for text in paragraph.split("\n"):
            if is_noise(text):
                continue
            for place, part in enumerate(split_at_marks(text, words)):
                line = _line(part, number, "" if place else "\n", words)
                found.append(_with_broken(found[-1], line, words) if found else line)
    return found


def _with_broken(before: Line, line: Line, words: FormWords) -> Line:
    """Add a score that begins in the line before, where the text was wrapped in its middle."""
    tail = before.text[-MAX_BROKEN:]
    if line.heading is not None or not tail or tail[-1] in "。；;！!？?：:":
        return line
    found = statements(tail + line.text[:MAX_BROKEN], words)
    broken = [
        replace(s, start=0, end=s.end - len(tail)) for s in found if s.start < len(tail) < s.end
    ]
    whole = [s for s in line.said if not broken or s.start >= broken[-1].end]
    return replace(line, said=(*broken, *whole))


def _line(text: str, number: int, glue: str, words: FormWords) -> Line:
    criteria = text.strip(" \t\u3000【[（(").startswith(_CRITERIA)
    heading = None if criteria else heading_of(text, words)
    start = heading.rest if heading else 0
    said = () if criteria else tuple(without_reasons(text[start:], statements(text[start:], words)))
    return Line(
        text=text, paragraph=number, glue=glue, heading=heading, said=said, is_criteria=criteria
    )


def outline(lines: Sequence[Line], *, plain: bool) -> Node:
    """Return the root of the outline; with ``plain``, short lines without a number are headings."""
    root = Node()
    path: list[Node] = [root]
    for line in lines:
        heading = line.heading
        if heading is not None and (plain or heading.style != PLAIN):
            beside = _beside(path, heading)
            node = _node(heading, beside)
            del path[path.index(beside) if beside else _depth(path, heading) :]
            path[-1].children.append(node)
            path.append(node)
        path[-1].lines.append(line)
    _group(root)
    _settle(root)
    return root


def _settle(node: Node) -> None:
    """Leave out points taken off that are only the reason of the score stated after or above."""
    for child in node.children:
        _settle(child)
    if node.heading and node.style != PLAIN:
        if _decided(node.lines) == 1:
            node.lines = [_without_reason(line) for line in node.lines]
        if _ends_list(node):
            for child in node.children[:-1]:
                child.lines = [_without_reason(line) for line in child.lines]
    open_from = 0
    for place, line in enumerate(node.lines):
        if not any(s.is_decisive for s in line.said):
            continue
        if LABEL.match(line.text[:MAX_BROKEN].translate(FOLDED)):
            node.lines[open_from:place] = map(_without_reason, node.lines[open_from:place])
        open_from = place + 1


def _ends_list(node: Node) -> bool:
    """Tell a list of which only the last part states a score, and no other what it is worth."""
    *before, last = node.children or [Node()]
    if any(child.children or child.full is not None for child in node.children):
        return False
    lines = [*node.lines, *(line for child in before for line in child.lines)]
    stated = _decided(lines) or any(stated_full(line.text) is not None for line in lines)
    return not stated and _decided(last.lines) == 1


def _decided(lines: Sequence[Line]) -> int:
    return sum(s.is_decisive for line in lines for s in line.said)


def _without_reason(line: Line) -> Line:
    return replace(line, said=tuple(s for s in line.said if not s.is_reason))


def _node(heading: Heading, beside: Node | None) -> Node:
    style, value = heading.style, heading.value
    if beside is not None:
        style = beside.style
        value = beside.value + 1 if beside.value is not None else None
    return Node(heading=heading, style=style, value=value, full=heading.full)


def _beside(path: Sequence[Node], heading: Heading) -> Node | None:
    """Return the numbered heading beside which one stands that lost its number."""
    last = path[-1]
    if heading.style != "marked" or any(node.style == "marked" for node in path):
        return None
    return last if last.heading and last.own and _marked(last) else None


def _group(node: Node) -> None:
    """Put headings below one that only names them: no text, worth what they are worth together."""
    for child in node.children:
        _group(child)
    kept: list[Node] = []
    place = 0
    while place < len(node.children):
        child = node.children[place]
        count = _below(node.children, place)
        child.children += node.children[place + 1 : place + 1 + count]
        kept.append(child)
        place += 1 + count
    node.children = kept


def _below(nodes: Sequence[Node], place: int) -> int:
    """Return how many of the headings after one belong below it."""
    head = nodes[place]
    if head.style == PLAIN:
        return _under_plain(nodes, place)
    if head.full is None or head.own or head.children or len(head.lines) > 1:
        return 0
    summed = head.full - head.full
    for count, node in enumerate(nodes[place + 1 : place + MAX_GROUP], start=1):
        if node.full is None or summed > head.full:
            return 0
        summed += node.full
        if summed == head.full:
            return count
    return 0


def _depth(path: list[Node], heading: Heading) -> int:
    """Return how much of the path stays above a heading."""
    alike = [n for n in range(len(path) - 1, 0, -1) if path[n].style == heading.style]
    following = [n for n in alike if _follows(path[n], heading)]
    marked = [n for n in following if _marked(path[n]) == heading.marked]
    if found := marked or following:
        return found[0]
    if alike and not _is_inner(path[alike[0]], heading):
        return alike[0]
    return min(len(path), MAX_DEPTH)


def _under_plain(nodes: Sequence[Node], place: int) -> int:
    """Return how many headings without numbers stand below one that has no text of its own."""
    if _has_text(nodes[place]) or not any(map(_has_text, nodes[place + 1 : place + 2])):
        return 0
    below = takewhile(_has_text, islice(nodes, place + 1, None))
    return sum(1 for _ in below)


def _has_text(node: Node) -> bool:
    return len(node.lines) > 1 or bool(node.children)


def _follows(node: Node, heading: Heading) -> bool:
    if node.value is None or heading.value is None:
        return node.value is heading.value
    return heading.value == node.value + 1


def _is_inner(node: Node, heading: Heading) -> bool:
    """Tell a list inside a passage: it counts from 1, and the passage has not come to its score."""
    done = any(line.said for line in node.lines)
    counted = heading.style.startswith(("code", "deep"))
    restarts = heading.value == 1 and not counted
    return restarts and not done and not (heading.marked and _marked(node))


def _marked(node: Node) -> bool:
    return node.heading is not None and node.heading.marked
