"""Comma, semicolon and tab separated values, with cells of several lines in quotes."""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO

from reviewer.grid import plain_cells
from reviewer.model import Document, Table

_DELIMITERS = ("\t", ",", ";")
# A narrative may be longer than the 128 KiB that the module allows a cell by default.
csv.field_size_limit(50_000_000)


def delimiter_of(text: str, *, hinted: bool = False) -> str | None:
    """Return what separates the values, or None where the text is no such table.

    ``hinted``: the suffix says csv or tsv, so that two columns and few rows are enough.
    """
    if _is_dump(text):
        return None
    best, most = None, 0
    for delimiter in _DELIMITERS:
        if delimiter not in text:
            continue
        records = _records(text, delimiter)
        widths = Counter(len(record) for record in records if any(record))
        wide = {width: count for width, count in widths.items() if width >= (2 if hinted else 3)}
        if not wide or (delimiter == "\t" and _is_bare(records, widths)):
            continue
        width = max(wide, key=lambda key: (wide[key], key))
        share = wide[width] / sum(widths.values())
        if (share >= 0.6 or hinted) and wide[width] >= (1 if hinted else 2):
            cells = wide[width] * width
            if cells > most:
                best, most = delimiter, cells
    return best


def read(text: str, name: str, encoding: str, delimiter: str) -> Document:
    """Read decoded text into one table; records that are empty keep their row."""
    records = _records(text.removeprefix("\ufeff"), delimiter)
    table = Table(number=1, cells=plain_cells(records))
    return Document(source=name, sha256="", format="csv", tables=(table,), encoding=encoding)


def _is_dump(text: str) -> bool:
    """Tell a Word table dumped one cell a line, each after a tab: text.py reads that."""
    tabbed = [line for line in text.splitlines() if "\t" in line]
    single = sum(1 for line in tabbed if line[0] == "\t" and "\t" not in line[1:].rstrip())
    return bool(tabbed) and single >= 0.6 * len(tabbed)


def _is_bare(records: list[list[str]], widths: Counter[int]) -> bool:
    """Tell rows pasted from Word, whose cells may hold line ends without quotes."""
    if any("\n" in cell for record in records for cell in record):
        return False
    return len(set(widths) - {1}) > 1 or any(
        len(record) == 1 for record in records[1:] if any(record)
    )


def _records(text: str, delimiter: str) -> list[list[str]]:
    """Return the records; where quotes are not used as csv uses them, they are plain text."""
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        pass
    try:
        return list(
            csv.reader(StringIO(text, newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE)
        )
    except csv.Error:
        return []
