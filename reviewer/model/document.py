"""What a reader returns: cells and paragraphs, no interpretation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where something stands in the original file; every number counts from 1."""

    table: int | None = None
    row: int | None = None
    column: int | None = None
    sheet: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell exactly as read; a merged cell appears once, at its upper left corner.

    ``row`` and ``column`` count from 0 in the grid of the table.
    """

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The cells of one table, in reading order. ``number`` counts from 1 in the document."""

    number: int
    cells: tuple[Cell, ...]
    sheet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a reader found in a file.

    ``source`` is the file's base name, ``format`` the reader's name, ``paragraphs`` the text
    outside tables in reading order, ``notes`` what the reader has to say (Chinese sentences),
    ``folders`` the names of the folders in the path that was given.
    """

    source: str
    sha256: str
    format: str
    tables: tuple[Table, ...]
    paragraphs: tuple[str, ...] = ()
    encoding: str | None = None
    notes: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
