"""Scores in a table, narratives in the text: passages under the titles of the table's rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.tables.headers import normalized
from reviewer.tables.prose.outline import Node, lines_of, outline
from reviewer.tables.prose.passages import narrative_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewer.model import FormWords, Indicator

# of the rows, how many must have a passage of their name
MOST = 0.6
# a text with a line this long says more than titles and notes on the table
MIN_TEXT = 40


def with_passages(
    indicators: Sequence[Indicator], paragraphs: Sequence[str], words: FormWords
) -> tuple[tuple[Indicator, ...], tuple[str, ...]]:
    """Return rows without narratives with the passages of their names, and what to say of it."""
    lines = lines_of(paragraphs, words)
    texts = max(
        (_texts(outline(lines, plain=plain), indicators) for plain in (False, True)), key=len
    )
    named = [texts.get(normalized(i.title), "") for i in indicators]
    count = sum(1 for text in named if text)
    if count > 1 and count >= MOST * len(indicators):
        rest = f"，另有 {len(named) - count} 项没有找到同名的段落" if count < len(named) else ""
        told = (replace(i, narrative=text) for i, text in zip(indicators, named, strict=True))
        taken = "表中没有填写自评说明，自评说明取自报告正文中同名的段落"
        return tuple(told), (f"{taken}，共 {count} 项{rest}，请核对。",)
    if any(len(text.strip()) >= MIN_TEXT for text in paragraphs):
        unused = "表中没有自评说明，表格以外的正文与各指标对应不上，没有使用。"
        return tuple(indicators), (unused,)
    return tuple(indicators), ()


def _texts(root: Node, indicators: Sequence[Indicator]) -> dict[str, str]:
    """Return the text under each title; a title that is met twice, or of two rows, has none."""
    titles = [normalized(i.title) for i in indicators]
    counts = Counter(titles)
    wanted = {title for title in titles if title and counts[title] == 1}
    found: dict[str, list[str]] = {}
    for node in _nodes(root):
        title = normalized(node.heading.title) if node.heading else ""
        if title in wanted and (text := narrative_of(node)):
            found.setdefault(title, []).append(text)
    return {title: texts[0] for title, texts in found.items() if len(texts) == 1}


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _nodes(child)
