"""Tracked changes: how many there are, each counted once though it runs over many elements."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviewer.readers.word.wordml import attribute

if TYPE_CHECKING:
    from lxml import etree

# elements of changes, and their kinds; what is gone when they are accepted
KINDS = {"ins": "insert", "moveTo": "move to", "del": "delete", "moveFrom": "move from"}
GONE = frozenset(("del", "moveFrom"))


@dataclass(slots=True)
class Revisions:
    """The changes met so far.

    Word marks a change on every run and paragraph mark that it touches: neighbours of the same
    kind and author, with nothing unchanged between them, are one. What is inserted in an inserted
    row belongs to the row.
    """

    counts: Counter[str] = field(default_factory=Counter)
    inserted_rows: int = 0
    _last: tuple[str, str | None] | None = None

    def meet(self, kind: str, element: etree._Element) -> None:
        """Count a change of a kind (one of KINDS, or merge), if it is new."""
        current = (kind, attribute(element, "author"))
        if current != self._last and not (kind == "insert" and self.inserted_rows):
            self.counts[kind] += 1
        self._last = current

    def apart(self) -> None:
        """Note something unchanged: what comes next is a change of its own."""
        self._last = None

    def note(self) -> str | None:
        """Return the sentence for the user; None where nothing is tracked."""
        away, here = self.counts["move from"], self.counts["move to"]
        moved = min(away, here)
        inserted = self.counts["insert"] + here - moved
        deleted = self.counts["delete"] + away - moved
        merged = self.counts["merge"]
        if not (inserted or deleted or moved or merged):
            return None
        kinds = [f"插入 {inserted}", f"删除 {deleted}"]
        kinds += [f"移动 {moved}"] if moved else []
        kinds += [f"合并单元格 {merged}"] if merged else []
        return (
            f"文件含未接受的修订 {inserted + deleted + moved + merged} 处（{'、'.join(kinds)}），"
            "已按接受修订后的内容读取。"
        )
