"""Where the letters of a narrative stand in the document that it was read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reviewer.model import Document, Indicator
from reviewer.readers.word.traced import Traced, traced

# A unit, and a place in its text.
_Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a narrative, from ``start`` on, and the text of the document that it is."""

    start: int
    text: Traced

    @property
    def end(self) -> int:
        """Return where it ends in the narrative."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Unit:
    """A cell or a paragraph of the document; ``table`` is None for a paragraph."""

    text: Traced
    table: int | None = None
    row: int = 0
    column: int = 0


class Places:
    """Finds narratives, scores and titles; made for one document, used from its first row on."""

    def __init__(self, document: Document) -> None:
        self.units = [unit for unit in _units(document) if unit.text]
        # where the narrative that was looked for last begins to be sought, and where it ends
        self._last: _Spot = (0, 0)
        self._behind: _Spot = (0, 0)

    def narrative(self, indicator: Indicator) -> list[Piece]:
        """Return the pieces of a narrative in order; what was not found is left out."""
        pieces = self._in_cells(indicator)
        return pieces or self._in_lines(indicator.narrative)

    def score(self, indicator: Indicator) -> Traced | None:
        """Return the text of the score in the indicator's row."""
        wanted = indicator.score_text.split("\n")[-1]
        found = [u.text for u in self._row(indicator) if wanted and u.text == wanted]
        return found[-1] if found else None

    def title(self, indicator: Indicator) -> Traced | None:
        """Return the text that holds the indicator's title: of its row, else anywhere."""
        units = (*self._row(indicator), *self.units)
        return next((u.text for u in units if indicator.title and indicator.title in u.text), None)

    def heading(self, title: str) -> Traced | None:
        """Return the document's own title, else the first text that there is."""
        found = (unit.text for unit in self.units if title and title in unit.text)
        return next(found, self.units[0].text if self.units else None)

    def _row(self, indicator: Indicator) -> Iterator[Unit]:
        where = indicator.location
        if where.table is None or where.row is None:
            return
        for unit in self.units:
            if unit.table == where.table and unit.row == where.row - 1:
                yield unit

    def _in_cells(self, indicator: Indicator) -> list[Piece]:
        """Follow the cells from the indicator's own on: a narrative may go on in further rows."""
        where, narrative = indicator.location, indicator.narrative
        if where.table is None or where.row is None or not narrative:
            return []
        pieces: list[Piece] = []
        place = 0
        for number, unit in enumerate(self.units):
            if unit.table != where.table or unit.row < where.row - 1:
                continue
            own = unit.row == where.row - 1 and unit.column == (where.column or 1) - 1
            if not pieces and not own:
                continue
            end = place + len(unit.text)
            if narrative.startswith(unit.text, place) and narrative[end : end + 1] in ("", "\n"):
                if not pieces:
                    self._last = (number, 0)
                self._behind = (number, len(unit.text))
                pieces.append(Piece(place, unit.text))
                place = end + 1
            if place >= len(narrative):
                break
        return pieces

    def _in_lines(self, narrative: str) -> list[Piece]:
        """Look for a narrative behind the one before, else from where that began: two may be one.

        Where neither helps, it is taken where it first stands.
        """
        for begin in (self._behind, self._last, (0, 0)):
            pieces, behind = self._lines_from(begin, narrative)
            if pieces:
                self._last, self._behind = begin, behind
                return pieces
        return []

    def _lines_from(self, begin: _Spot, narrative: str) -> tuple[list[Piece], _Spot]:
        """Look for each line of a narrative behind the one before, and say where the last ends."""
        pieces: list[Piece] = []
        place, spot = 0, begin
        for line in narrative.split("\n"):
            found = self._find(line, spot) if line.strip() else None
            if found is not None:
                unit, at = found
                spot = (unit, at + len(line))
                pieces.append(Piece(place, self.units[unit].text.part(at, spot[1])))
            place += len(line) + 1
        return pieces, spot

    def _find(self, line: str, spot: _Spot) -> _Spot | None:
        """Return the first place from a spot on where a line stands."""
        first, offset = spot
        for unit in range(first, len(self.units)):
            at = self.units[unit].text.find(line, offset if unit == first else 0)
            if at >= 0:
                return unit, at
        return None


def _units(document: Document) -> Iterator[Unit]:
    for text in document.paragraphs:
        yield Unit(_traced(text))
    for table in document.tables:
        for cell in table.cells:
            yield Unit(_traced(cell.text), table.number, cell.row, cell.column)


def _traced(text: str) -> Traced:
    return text if isinstance(text, Traced) else traced(text, ())
