"""Comments on stretches of a document: on the phrase, the score, the title."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.model import Evidence, Review
from reviewer.readers.word.traced import Traced
from reviewer.reports.docx.anchoring import Anchors
from reviewer.reports.docx.copying import Copy
from reviewer.reports.docx.margin import Margin
from reviewer.reports.docx.marking import follow_each_other
from reviewer.reports.docx.placing import Places

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
        self._margin = Margin(copy.document, AUTHOR, INITIALS)
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
            text = remark.short if done else remark.text
            done += self._on_phrase(place, start, end, text, remark.short)
        if not done:
            self._put(self._beside(place), remark.text)

    def _on_phrase(self, place: int, start: int, end: int, text: str, short: str) -> int:
        """Comment on a phrase, and say how many comments that took: one, if it stands together."""
        stretches = []
        for piece in self._pieces[place]:
            if piece.start < end and start < piece.end:
                begin = max(start - piece.start, 0)
                runs = self._anchors.around(piece.text, begin, end - piece.start)
                stretches += [] if runs is None else [runs]
        if len(stretches) > 1:
            first, last = stretches[0][0], stretches[-1][1]
            if follow_each_other(first, last, len(stretches) - 2):
                stretches = [(first, last)]
        for number, (first, last) in enumerate(stretches):
            self._margin.comment(first, last, short if number else text)
        return len(stretches)

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
        self._margin.comment(*runs, comment)
        return True

    def _at_end(self, comment: str) -> None:
        run = self.document.add_paragraph().add_run()._r
        self._margin.comment(run, run, comment)
