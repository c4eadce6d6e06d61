"""Comments on stretches of a document: on the phrase, the score, the title."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from docx.text.run import Run

from reviewer.model import Evidence, Review
from reviewer.readers.word.traced import Traced
from reviewer.readers.word.wordml import local
from reviewer.reports.docx.anchoring import Anchors
from reviewer.reports.docx.copying import Copy
from reviewer.reports.docx.placing import Places
from reviewer.reports.printable import printable

if TYPE_CHECKING:
    from docx.oxml.text.run import CT_R
    from lxml import etree

AUTHOR, INITIALS = "自评表审核", "审核"


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
        added = self.document.add_comment(runs, printable(comment), AUTHOR, INITIALS)
        # a report of the same review is the same to the byte
        added._comment_elm.date = None
        _behind_others(runs[-1]._r)


def _behind_others(run: etree._Element) -> None:
    """Let the comment that was just added to a run come after those that end there already."""
    following = list(run.itersiblings())
    new, others = following[:2], following[2:]
    count = 0
    while count + 1 < len(others) and local(others[count]) == "commentRangeEnd":
        count += 2
    for element in reversed(new if count else ()):
        others[count - 1].addnext(element)
