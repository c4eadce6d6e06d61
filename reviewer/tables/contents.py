"""What stands in the columns of a table: how long, how many, how much like scores."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reviewer.tables.scores import looks_like_score, number_in
from reviewer.tables.titles import split_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewer.grid import Grid
    from reviewer.model import FormWords

MIN_NARRATIVE_LENGTH = 12
_TICKS = frozenset("√✓✔☑■●○×/—-")
_PLACES = (*"市县区旗州盟校园乡镇中局", "小学", "中学", "学校", "中心")


def are_places(texts: Sequence[str]) -> bool:
    """Tell names of counties or schools: their scores are not those of indicators."""
    named = sum(1 for text in texts if len(text) <= 12 and text.strip().endswith(_PLACES))
    return named >= 0.6 * len(texts)


class Contents:
    """The body of a table by column (from 0); a merged cell counts where it begins."""

    def __init__(self, grid: Grid, rows: Sequence[int], words: FormWords) -> None:
        self._grid = grid
        self._rows = rows
        self._words = words

    def begun(self) -> set[int]:
        """Return the columns in which some cell that is not empty begins."""
        return {cell.column for row in self._rows for cell in self._grid.starting(row)}

    def texts(self, column: int) -> list[str]:
        """Return a column's texts, empty ones left out."""
        owned = (self._grid.own(row, column) for row in self._rows)
        return [cell.text for cell in owned if cell is not None and cell.text]

    def share(self, column: int) -> float:
        """Return the share of a column's texts that look like scores."""
        texts = self.texts(column)
        scored = sum(1 for text in texts if looks_like_score(text, self._words))
        return scored / len(texts) if texts else 0.0

    def length(self, column: int) -> float:
        """Return the mean length of a column's texts in characters."""
        texts = self.texts(column)
        return sum(map(len, texts)) / len(texts) if texts else 0.0

    def is_prose(self, column: int) -> bool:
        """Tell a column of sentences."""
        return self.length(column) >= MIN_NARRATIVE_LENGTH and self.share(column) < 0.3

    def is_counting(self, column: int) -> bool:
        """Tell a column of 1, 2, 3, …: numbers of rows, not scores."""
        numbers = [number_in(text) for text in self.texts(column)]
        return len(numbers) > 2 and numbers == [Decimal(n + 1) for n in range(len(numbers))]

    def are_ticks(self, column: int) -> bool:
        """Tell a column that holds nothing but ticks, or nothing."""
        return all(set(text) <= _TICKS for text in self.texts(column))

    def total(self, column: int) -> Decimal:
        """Return the sum of a column's bare numbers."""
        return sum((number_in(text) or Decimal(0) for text in self.texts(column)), Decimal(0))

    def marked(self, column: int) -> float:
        """Return the share of a column's texts that state their full score (``…（8分）``)."""
        texts = self.texts(column)
        marked = sum(1 for text in texts if split_title(text).full is not None)
        return marked / len(texts) if texts else 0.0

    def busiest(self) -> int:
        """Return how many texts the fullest column has."""
        return max((len(self.texts(column)) for column in range(self._grid.width)), default=0)

    def rows_with(self, column: int | None) -> set[int]:
        """Return the rows in which a text begins in the column."""
        return {row for row in self._rows if self._grid.text(row, column)}

    def scored(self, column: int, scores: set[int]) -> float:
        """Return the share of a column's rows that are among the rows with scores."""
        rows = self.rows_with(column)
        return len(rows & scores) / len(rows) if rows else 0.0


def likeliest_title(contents: Contents, columns: Iterable[int]) -> int | None:
    """Return the column that looks most like titles: numbered, short, or with full scores."""
    best, most = None, 0.4
    for column in columns:
        texts = contents.texts(column)
        if not texts or contents.share(column) > 0.3 or are_places(texts):
            continue
        if sum(number_in(text.rstrip("%％")) is not None for text in texts) > len(texts) / 2:
            continue
        split = [split_title(text) for text in texts]
        marked = sum((t.full is not None) + bool(t.number) + (len(t.title) < 40) for t in split)
        if (worth := marked / len(texts) * min(len(texts) / 3, 1)) > most:
            best, most = column, worth
    return best


def told_apart(
    contents: Contents, full: list[int], title: int | None, section: int | None
) -> tuple[int | None, int | None]:
    """Tell the full scores of indicators from those of sections by how many there are."""
    if not full:
        return None, None
    ranked = sorted(full, key=lambda c: -len(contents.texts(c)))
    titles, sections = len(contents.rows_with(title)), len(contents.rows_with(section))
    if len(ranked) == 1 and section is not None and titles > sections:
        filled = len(contents.texts(ranked[0]))
        if filled <= sections + 1 and filled < 0.7 * titles:
            return None, ranked[0]
    rest = [c for c in ranked[1:] if len(contents.texts(c)) < len(contents.texts(ranked[0]))]
    return ranked[0], rest[0] if rest else None
