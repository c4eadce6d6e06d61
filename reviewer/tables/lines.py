"""A form whose table was lost: one cell a line, without tabs; found by its header's words.

The rows are told by their titles (``2. …(8分)``) and scores, so the result is a guess that the
coverage notes must mention.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewer.grid import plain_cells
from reviewer.model import ColumnRole, FormWords, Table
from reviewer.tables.scores import looks_like_score
from reviewer.tables.titles import Title, split_title
from reviewer.tables.totals import total_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.tables.headers import HeaderWords

MAX_BROKEN_LINES = 3
_TEXT_ROLES = (ColumnRole.NARRATIVE, ColumnRole.CRITERIA, ColumnRole.DEDUCTION_NOTE)
_GROUP = re.compile(r"^[（(]\s*\d+(?:\.\d+)?\s*分\s*[)）]$")


def table_of_lines(lines: Sequence[str], headers: HeaderWords) -> tuple[Table, int] | None:
    """Return the table and how many lines stand before it; None where no header is found."""
    start, roles, texts, after = _header(lines, headers)
    if len(roles) < 3 or ColumnRole.SELF_SCORE not in roles:
        return None
    body = [line for line in lines[after:] if line.strip()]
    records = _records(body, headers.words)
    rows = [texts, *(_row(record, roles, headers.words) for record in records)]
    return Table(number=1, cells=plain_cells(rows)), start


def _header(
    lines: Sequence[str], headers: HeaderWords
) -> tuple[int, list[ColumnRole], list[str], int]:
    """Return the longest run of header words: its first line, roles, texts and the line after."""
    best: tuple[int, list[ColumnRole], list[str], int] = (0, [], [], 0)
    for start, line in enumerate(lines[:60]):
        if not line.strip():
            continue
        roles: list[ColumnRole] = []
        texts: list[str] = []
        place = start
        while (found := _header_cell(lines, place, headers)) is not None:
            role, text, place = found
            roles.append(role)
            texts.append(text)
        if len(roles) > len(best[1]):
            best = (start, roles, texts, place)
    return best


def _header_cell(
    lines: Sequence[str], place: int, headers: HeaderWords
) -> tuple[ColumnRole, str, int] | None:
    """Return the header cell at a line, of as many lines as still make one whole word."""
    found = None
    while place < len(lines) and not lines[place].strip():
        place += 1
    for count in range(1, MAX_BROKEN_LINES + 1):
        text = "".join(lines[place : place + count])
        match = headers.match(text)
        if text.strip() and match is not None and match.strength >= 3:
            found = (match.role, text, place + count)
    return found


def _is_title(line: str, following: str) -> bool:
    title = split_title(line)
    return (
        (title.full is not None or bool(title.number))
        and len(line) < 60
        and bool(title.title)
        and not _GROUP.match(following)
        and title.style not in ("han", "")
    )


def _records(body: list[str], words: FormWords) -> list[list[str]]:
    """Return the lines of each row: a row begins at a title, with the group titles before it."""
    records: list[list[str]] = []
    group: list[str] = []
    scored = [_is_scored_title(line) for line in body]
    for number, line in enumerate(body):
        following = body[number + 1] if number + 1 < len(body) else ""
        if total_label(line, words):
            records.append([line])
        elif _is_group(line, following):
            group = [line]
        elif group and len(group) == 1 and _GROUP.match(line.strip()):
            group[0] += "\n" + line
        elif scored[number] or (not any(scored) and _is_title(line, following)):
            records.append(["\n".join(group), line])
            group = []
        elif records:
            records[-1].append(line)
    return records


def _is_group(line: str, following: str) -> bool:
    title: Title = split_title(line)
    return len(line) < 40 and (title.style == "han" or bool(_GROUP.match(following.strip())))


def _is_scored_title(line: str) -> bool:
    title = split_title(line)
    return title.full is not None and bool(title.title) and len(line) < 80


def _row(record: list[str], roles: list[ColumnRole], words: FormWords) -> list[str]:
    """Lay the lines of a row under the columns of the header."""
    if len(record) == 1 or total_label(record[0], words):
        return record
    group, title, *rest = record
    cells = [""] * len(roles)
    levels = [n for n, role in enumerate(roles) if role in _LEVELS]
    if levels:
        cells[levels[-1]] = title
        if len(levels) > 1:
            cells[levels[0]] = group
    if rest and (place := _score_line(rest, roles, words)) is not None:
        cells[roles.index(ColumnRole.SELF_SCORE)] = rest.pop(place)
    free = [n for n, cell in enumerate(cells) if not cell and n not in levels]
    free = [n for n in free if roles[n] is not ColumnRole.SELF_SCORE]
    if len(free) == len(rest):
        for place, line in zip(free, rest, strict=True):
            cells[place] = line
    elif rest:
        texts = [n for n in free if roles[n] in _TEXT_ROLES] or free or [len(cells) - 1]
        cells[texts[0]] = "\n".join(rest)
    return cells


_LEVELS = (
    ColumnRole.LEVEL_ONE,
    ColumnRole.LEVEL_TWO,
    ColumnRole.LEVEL_THREE,
    ColumnRole.INDICATOR,
    ColumnRole.POINT,
)


def _score_line(rest: list[str], roles: list[ColumnRole], words: FormWords) -> int | None:
    """Return which line is the score: the last that can be one, or the first if it comes first."""
    can = [n for n, line in enumerate(rest) if looks_like_score(line, words)]
    if not can:
        return None
    score = roles.index(ColumnRole.SELF_SCORE)
    texts = [n for n, role in enumerate(roles) if role is ColumnRole.NARRATIVE]
    return can[0] if texts and score < texts[0] else can[-1]
