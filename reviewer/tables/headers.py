"""The header of a form: which column holds what, told by the words of lexicons/columns.toml."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from reviewer.model import Cell, ColumnRole, FormWords
from reviewer.tables.folding import SIMPLE

if TYPE_CHECKING:
    from reviewer.grid import Grid

MAX_HEADER_LENGTH = 24
MAX_HEADER_DEPTH = 3
MAX_PREAMBLE_ROWS = 30
MAX_REMEMBERED = 5_000

_SPACE = re.compile(r"[\s\u200b-\u200d\ufeff\u00ad*]+")
_BRACKETED = re.compile(r"[(\[<{][^()\[\]<>{}]*[)\]>}]")
# a row may be told from data only by words that match as a whole
_EXACT, _BARE, _ENDING, _CONTAINED = 4, 3, 2, 1

# a row, and how many rows a header has from there
_Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The role of a header cell, how surely (4 whole word … 1 contained) and its rank (0 best)."""

    role: ColumnRole
    strength: int
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Where the header stands (rows from 0) and the match and text of each column."""

    row: int
    depth: int
    matches: Mapping[int, Match]
    texts: Mapping[int, str]

    @property
    def first_body_row(self) -> int:
        """Return the row after the header."""
        return self.row + self.depth

    def has(self, role: ColumnRole) -> bool:
        """Tell whether some column has the role."""
        return any(match.role is role for match in self.matches.values())


@lru_cache(maxsize=2048)
def normalized(text: str) -> str:
    """Return a label as labels are compared: no white space, half width, simplified."""
    compact = _SPACE.sub("", text)
    if not compact.isascii():
        compact = unicodedata.normalize("NFKC", compact).translate(SIMPLE)
    return compact.strip(":;、.").lower()


class HeaderWords:
    """The synonyms of FormWords, prepared for look-up."""

    def __init__(self, words: FormWords) -> None:
        self.words = words
        self._exact: dict[str, tuple[ColumnRole, int]] = {}
        ranks: dict[ColumnRole, int] = {}
        for word, role in words.headers:
            rank = ranks[role] = ranks.get(role, -1) + 1
            self._exact.setdefault(normalized(word), (role, rank))
        self._known: dict[str, Match | None] = {}
        self._others = tuple(normalized(word) for word in words.other_scorers)

    def match(self, text: str) -> Match | None:
        """Return the role of a header text; None where it is too long or not known."""
        if not text or len(text) > 4 * MAX_HEADER_LENGTH:
            return None
        if len(self._known) > MAX_REMEMBERED:
            self._known.clear()
        if text not in self._known:
            self._known[text] = self._match(text)
        return self._known[text]

    def _match(self, text: str) -> Match | None:
        label = normalized(text)
        bare = _BRACKETED.sub("", label)
        if not label or len(bare) > MAX_HEADER_LENGTH:
            return None
        found = self._found(label, bare)
        if found and self._is_other(label, found.role):
            return Match(role=ColumnRole.OTHER_SCORE, strength=found.strength, rank=found.rank)
        return found

    def _is_other(self, label: str, role: ColumnRole) -> bool:
        """Tell scores, and texts, of those who check: 省级核查得分, 省级核查说明."""
        if role in (ColumnRole.NARRATIVE, ColumnRole.DEDUCTION_NOTE):
            return label.startswith(self._others)
        ours = role is not ColumnRole.SELF_SCORE or label.startswith("自")
        return not ours and any(word in label for word in self._others)

    def _found(self, label: str, bare: str) -> Match | None:
        for strength, key in ((_EXACT, label), (_BARE, bare)):
            if key in self._exact:
                role, rank = self._exact[key]
                return Match(role=role, strength=strength, rank=rank)
        endings = (bare[start:] for start in range(len(bare) - 1))
        inner = (
            bare[start : start + length]
            for length in range(len(bare) - 1, 3, -1)
            for start in range(len(bare) - length)
        )
        for strength, parts in ((_ENDING, endings), (_CONTAINED, inner)):
            for part in parts:
                if part in self._exact:
                    role, rank = self._exact[part]
                    return Match(role=role, strength=strength, rank=rank)
        return None


@lru_cache(maxsize=4)
def header_words(words: FormWords) -> HeaderWords:
    """Return the prepared words; many submissions share one lexicon."""
    return HeaderWords(words)


def find_header(
    grid: Grid, headers: HeaderWords, start: int = 0, seen: dict[_Place, Header] | None = None
) -> Header | None:
    """Return the best header of a table, of up to three rows, or None; ``start`` is a row.

    ``seen`` keeps what was read of the table's rows for a search that begins further down.
    """
    seen = {} if seen is None else seen
    best: Header | None = None
    most = 0
    for row in range(start, min(grid.height, start + MAX_PREAMBLE_ROWS)):
        for depth in range(1, MAX_HEADER_DEPTH + 1):
            if depth > 1 and not _may_go_on(grid, row + depth - 1, headers):
                break
            if (row, depth) not in seen:
                seen[row, depth] = _header_at(grid, row, depth, headers)
            header = seen[row, depth]
            worth = _worth(header)
            if worth > most or (best is not None and worth == most and depth < best.depth):
                best, most = header, worth
    return best


def _may_go_on(grid: Grid, row: int, headers: HeaderWords) -> bool:
    """Tell whether a row can be the lower part of a header: short words, no figures."""
    starting = grid.starting(row)
    # a line over the whole table is its title, not the upper part of a header
    if row >= grid.height or not starting or len(grid.starting(row - 1)) < 2:
        return False
    if any(len(cell.text) > MAX_HEADER_LENGTH or cell.text[-1].isdigit() for cell in starting):
        return False
    return any(headers.match(cell.text) is not None for cell in starting)


def _header_at(grid: Grid, row: int, depth: int, headers: HeaderWords) -> Header:
    matches: dict[int, Match] = {}
    texts: dict[int, str] = {}
    lowest_seen: set[int] = set()
    for column in range(grid.width):
        lowest = grid.at(row + depth - 1, column)
        if lowest is not None and id(lowest) in lowest_seen:
            continue
        if lowest is not None:
            lowest_seen.add(id(lowest))
        parts = _header_parts(grid, row, depth, column)
        if not parts:
            continue
        texts[column] = "".join(parts)
        if match := _best_match(parts, headers):
            matches[column] = match
    return Header(row=row, depth=depth, matches=matches, texts=texts)


def _header_parts(grid: Grid, row: int, depth: int, column: int) -> list[str]:
    """Return the texts over a column from top to bottom, each merged cell once."""
    cells = [grid.at(r, column) for r in range(row, row + depth)]
    parts = list(dict.fromkeys(cell.text for cell in cells if cell and cell.text))
    if depth > 1 and len(parts) == 1 and cells[-1] and cells[-1].text and not _text(cells[0]):
        # csv and text show a heading over several columns only over the first of them
        for left in range(column - 1, -1, -1):
            upper, lower = _text(grid.at(row, left)), _text(grid.at(row + 1, left))
            if upper or not lower:
                return [upper, *parts] if upper and lower and upper != lower else parts
    return parts


def _text(cell: Cell | None) -> str:
    return cell.text if cell is not None else ""


def _best_match(parts: list[str], headers: HeaderWords) -> Match | None:
    """Match the joined text of a column's header cells, or the lowest, or the uppermost."""
    if not parts:
        return None
    joined = headers.match("".join(parts))
    if len(parts) == 1 or (joined is not None and joined.strength >= _BARE):
        return joined
    lowest, upper = headers.match(parts[-1]), headers.match(parts[0])
    if joined is not None and joined.role is ColumnRole.OTHER_SCORE:
        return joined
    candidates = [match for match in (lowest, joined, upper) if match is not None]
    return max(candidates, key=lambda match: match.strength, default=None)


def _worth(header: Header) -> int:
    """Return how much of a form a header shows; 0 where it is none."""
    strengths: dict[ColumnRole, int] = {}
    for match in header.matches.values():
        strengths[match.role] = max(strengths.get(match.role, 0), match.strength)
    exact = sum(1 for strength in strengths.values() if strength >= _BARE)
    scored = max(strengths.get(ColumnRole.SELF_SCORE, 0), strengths.get(ColumnRole.DEDUCTED, 0))
    if len(strengths) < 2 or (exact < 2 and scored < _ENDING) or exact == 0:
        return 0
    return sum(strengths.values()) + 3 * min(scored, _BARE)


def next_header(grid: Grid, header: Header, headers: HeaderWords) -> int | None:
    """Return the row at which another form begins below: a header whose columns differ."""
    for row in range(header.first_body_row, grid.height):
        starting = grid.starting(row)
        if len(starting) < 3 or not any(_is_score(cell.text, headers) for cell in starting):
            continue
        found = _header_at(grid, row, 1, headers).matches
        sure = {column: match.role for column, match in found.items() if match.strength >= _BARE}
        known = {column: match.role for column, match in header.matches.items()}
        scored = ColumnRole.SELF_SCORE in sure.values()
        if scored and len(set(sure.values())) >= 3 and len(sure.items() - known.items()) >= 2:
            return row
    return None


def _is_score(text: str, headers: HeaderWords) -> bool:
    match = headers.match(text) if len(text) <= MAX_HEADER_LENGTH else None
    return match is not None and match.role is ColumnRole.SELF_SCORE


def scores_surely(header: Header) -> bool:
    """Tell a header that names both the score and the full score by whole words."""
    roles = {match.role for match in header.matches.values() if match.strength >= _BARE}
    return {ColumnRole.SELF_SCORE, ColumnRole.FULL_SCORE} <= roles


def is_header_row(grid: Grid, row: int, header: Header, headers: HeaderWords) -> bool:
    """Tell a header that is repeated on a new page: the same texts, or whole header words."""
    starting = grid.starting(row)
    if len(starting) < 2:
        return False
    known = {normalized(text) for text in header.texts.values() if text}
    short = [cell.text for cell in starting if len(cell.text) <= 4 * MAX_HEADER_LENGTH]
    same = sum(1 for text in short if normalized(text) in known)
    return same >= 2 and same >= 0.6 * len(starting)
