"""Comments on stretches of a document: on the phrase, the score, the title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice
from typing import TYPE_CHECKING, cast

from docx.comments import Comments
from docx.oxml.ns import qn
from docx.text.run import Run

from reviewer.model import Evidence, Review
from reviewer.readers.word.traced import Traced
from reviewer.readers.word.wordml import local
from reviewer.reports.docx.anchoring import Anchors
from reviewer.reports.docx.copying import Copy
from reviewer.reports.docx.placing import Places
from reviewer.reports.printable import printable

if TYPE_CHECKING:
    from docx.oxml.comments import CT_Comments
    from docx.oxml.text.run import CT_R
    from lxml import etree

AUTHOR, INITIALS = "自评表审核", "审核"
_ID = qn("w:id")
_MARKS = "{*}comment", "{*}commentRangeStart", "{*}commentRangeEnd", "{*}commentReference"


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment: its paragraphs, and the stretches of the narrative that it stands at.

    The first gets the whole text, the others ``short``. Without a stretch it stands at the score
    of the indicator.
    """

    text: str
    short: str = ""
    spans: tuple[Evidence, ...] = ()


class Commented:
    """A copy of a submission on its way to be commented."""

    def __init__(self, copy: Copy, review: Review) -> None:
        self.document = copy.document
        others = copy.document.comments
        self._comments = others._comments_elm
        apart = cast("CT_Comments", self._comments.makeelement(self._comments.tag))
        self._made = Comments(apart, others._comments_part)
        self._ids = _free_ids(self._comments, copy.document.element)
        self._anchors = Anchors(copy.elements)
        self._places = Places(copy.read)
        self._indicators = [result.indicator for result in review.indicators]
        self._pieces = [self._places.narrative(indicator) for indicator in self._indicators]
        self._title = self._places.heading(review.submission.title)

    def on_title(self, remark: Remark) -> None:
        """Comment on the title of the document, or its first text."""
        self._put(self._title, remark.text)

    def on_indicator(self, place: int, remark: Remark) -> None:
        """Comment on the phrases of an indicator (counted from 0), else on its score or title."""
        spans = list(dict.fromkeys((span.start, span.end) for span in remark.spans))
        done = 0
        for start, end in spans:
            done += self._on_phrase(place, start, end, remark.short if done else remark.text)
        if not done:
            self._put(self._beside(place), remark.text)

    def _on_phrase(self, place: int, start: int, end: int, text: str) -> bool:
        piece = next((p for p in self._pieces[place] if p.start <= start < p.end), None)
        if piece is None:
            return False
        return self._mark(piece.text, start - piece.start, end - piece.start, text)

    def _beside(self, place: int) -> Traced | None:
        """Return what stands for an indicator as a whole: its score, its title, its narrative."""
        indicator, pieces = self._indicators[place], self._pieces[place]
        found = self._places.score(indicator) or self._places.title(indicator)
        return found or (pieces[0].text if pieces else None)

    def _put(self, text: Traced | None, comment: str) -> None:
        """Comment on a whole text; on the title where that can not be, and else at the very end."""
        for where in (text, self._title):
            if where is not None and self._mark(where, 0, len(where), comment):
                return
        self._at_end(comment)

    def _mark(self, text: Traced, start: int, end: int, comment: str) -> bool:
        runs = self._anchors.around(text, start, end)
        if runs is None:
            return False
        self._add([Run(cast("CT_R", run), self.document) for run in runs], comment)
        return True

    def _at_end(self, comment: str) -> None:
        self._add([self.document.add_paragraph().add_run()], comment)

    def _add(self, runs: list[Run], comment: str) -> None:
        # made apart: python-docx reads the ids of all others for each new one
        element = self._made.add_comment(printable(comment), AUTHOR, INITIALS)._comment_elm
        # a report of the same review is the same to the byte
        element.date = None
        element.id = next(self._ids)
        self._comments.append(element)
        runs[0].mark_comment_range(runs[-1], element.id)
        _behind_others(runs[-1]._r)


def _free_ids(*roots: etree._Element) -> Iterator[int]:
    """Numbers that no comment has, nor a mark of one that is not there any more."""
    marks = (mark for root in roots for mark in root.iter(*_MARKS))
    taken = {mark.get(_ID, "").lstrip("0") or "0" for mark in marks}
    return (number for number in count() if str(number) not in taken)


def _behind_others(run: etree._Element) -> None:
    """Let the comment that was just added to a run come after those that end there already."""
    new = list(islice(run.itersiblings(), 2))
    behind, mark = None, new[-1].getnext()
    while mark is not None and local(mark) == "commentRangeEnd":
        reference = mark.getnext()
        # a mark whose sign stands elsewhere has words behind it
        if reference is None or reference.find("{*}commentReference") is None:
            break
        behind, mark = reference, reference.getnext()
    if behind is not None:
        for element in reversed(new):
            behind.addnext(element)
