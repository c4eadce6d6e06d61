"""The text of a Word document on its way to blocks.

Everything is met once and in order, so that automatic numbers count as in Word and the time is
linear in the input. libxml2 bounds how deep elements nest, and so how deep this recurses.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviewer.readers.word.blocks import Block, flattened
from reviewer.readers.word.numbering import stored_label
from reviewer.readers.word.revisions import GONE, KINDS
from reviewer.readers.word.rows import Rows
from reviewer.readers.word.runs import Runs
from reviewer.readers.word.traced import joined
from reviewer.readers.word.wordml import (
    attribute,
    is_on,
    is_placeholder,
    local,
    properties_of,
)

if TYPE_CHECKING:
    from lxml import etree

    from reviewer.readers.word.numbering import Numbering
    from reviewer.readers.word.remarks import Remarks
    from reviewer.readers.word.styles import Styles
    from reviewer.readers.word.wordml import Properties

_SKIPPED = frozenset(("footnote", "endnote", "binData", "docOleData"))


@dataclass(slots=True)
class _Pile:
    """Blocks on the way; ``joined`` are the texts of paragraphs whose ends are gone.

    ``boxes`` are text boxes, each with its blocks, where they do not follow their paragraphs.
    """

    blocks: list[Block] = field(default_factory=list)
    boxes: list[tuple[Block, ...]] | None = None
    joined: list[str] = field(default_factory=list)
    properties: Properties = field(default_factory=dict)


class Story:
    """Reads a body, its tables, their cells and all text boxes."""

    def __init__(
        self,
        root: etree._Element,
        styles: Styles,
        numbering: Numbering,
        remarks: Remarks,
        *,
        trace: bool = False,
    ) -> None:
        self._runs = Runs(root, styles, remarks, trace=trace)
        self._rows = Rows(remarks, self._cell)
        self._styles = styles
        self._numbering = numbering
        self._remarks = remarks
        self._covered = 0

    def blocks(self, element: etree._Element) -> tuple[Block, ...]:
        """Return the blocks of a body or a text box; text boxes follow their paragraphs."""
        return tuple(self._piled(element, _Pile()).blocks)

    def notes(self) -> tuple[str, ...]:
        """Return the sentences on what was not read, once everything else was."""
        return self._remarks.notes(self._runs.fields.missing)

    def _cell(self, cell: etree._Element, unfilled: bool, covered: bool) -> tuple[Block, ...]:
        """Return the blocks of a cell; of its text boxes only where it has no text of its own.

        A covered cell is not seen, and its paragraphs are not counted in any list.
        """
        self._runs.muted += unfilled
        self._covered += covered
        boxes: list[tuple[Block, ...]] = []
        pile = self._piled(cell, _Pile(boxes=boxes))
        self._runs.muted -= unfilled
        self._covered -= covered
        if boxes and all(isinstance(block, str) and not block.strip() for block in pile.blocks):
            return tuple(block for box in boxes for block in box)
        self._remarks.boxes += filter(None, (flattened(box).strip() for box in boxes))
        return tuple(pile.blocks)

    def _piled(self, element: etree._Element, pile: _Pile) -> _Pile:
        fields = self._runs.fields
        before = fields.open_fields()
        self._pile_up(element, pile)
        fields.leave(before)
        self._end(pile)
        return pile

    def _end(self, pile: _Pile) -> None:
        """Let texts that nothing follows be a paragraph: their end could not be taken away."""
        if pile.joined:
            pile.blocks.append(self._numbered(joined("", pile.joined), pile.properties))
            pile.joined.clear()

    def _pile_up(self, element: etree._Element, pile: _Pile) -> None:
        for child in element:
            kind = local(child)
            if kind == "p":
                self._paragraph(child, pile)
            elif kind == "tbl":
                self._end(pile)
                pile.blocks.append(self._rows.table(child))
            elif kind in ("altChunk", "subDoc"):
                self._remarks.foreign += 1
            elif kind in GONE:
                self._remarks.revisions.meet(KINDS[kind], child)
            elif len(child) and kind not in _SKIPPED and not kind.endswith("Pr"):
                unfilled = kind == "sdt" and is_placeholder(child)
                self._remarks.unfilled += unfilled
                self._runs.muted += unfilled
                self._pile_up(child, pile)
                self._runs.muted -= unfilled

    def _paragraph(self, paragraph: etree._Element, pile: _Pile) -> None:
        properties = properties_of(paragraph, "pPr")
        hidden = bool(self._styles.of(attribute(properties.get("pStyle"))).hidden)
        text, boxes = self._runs.read(paragraph, hidden=hidden)
        if self._end_is_gone(properties, hidden=hidden):
            if text:
                pile.joined.append(text)
            pile.properties = properties
        else:
            if pile.joined:
                text = joined("", (*pile.joined, text))
                pile.joined.clear()
            pile.blocks.append(self._numbered(text, properties))
        for box in boxes:
            if pile.boxes is None:
                pile.blocks += self._box(box)
            else:
                pile.boxes.append(self._box(box))

    def _end_is_gone(self, properties: Properties, *, hidden: bool) -> bool:
        """Tell a paragraph whose end is deleted or hidden: it runs on into the next one.

        ``hidden`` is what its style says.
        """
        revisions = self._remarks.revisions
        marks = properties.get("rPr")
        revised = gone = False
        for mark in marks if marks is not None else ():
            kind = local(mark)
            if kind in KINDS:
                revisions.meet(KINDS[kind], mark)
                revised = True
            elif kind == "vanish":
                hidden = is_on(mark)
            gone = gone or kind in GONE
        if not revised:
            revisions.apart()
        return gone or hidden

    def _numbered(self, text: str, properties: Properties) -> str:
        """Return a paragraph with its automatic number, as if that had been typed.

        Where a tab sets the number off, a typist leaves no gap; only what would read as one figure
        ("1." before 5万元) is kept apart by a blank.
        """
        if not properties or self._covered:
            return text
        style_id = attribute(properties.get("pStyle"))
        own, style = properties.get("numPr"), self._styles.of(style_id)
        if own is not None or style.num_id:
            label = self._numbering.label(own, style, style_id)
        else:
            label = stored_label(properties.get("listPr"))
        if label and text and label[-1] not in " )":
            first = text.lstrip()[:1]
            if label[-1].isascii() and first.isascii() and first.isalnum():
                return joined("", (label, " ", text))
        return joined("", (label, text)) if label else text

    def _box(self, box: etree._Element | str) -> tuple[Block, ...]:
        if isinstance(box, str):
            return (box,)
        return (self._rows.table(box),) if local(box) == "tbl" else self.blocks(box)
