"""What a page of a PDF is taken apart into: lines, tables and the parts of their cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.readers.printed.glyphs import Glyphs
    from reviewer.readers.printed.wrapping import Frame, Line


@dataclass(kw_only=True, slots=True)
class Piece:
    """A cell, or the part of it on one page: its lines and the sides that they keep to."""

    row: int
    column: int
    row_span: int
    column_span: int
    lines: list[Line]
    frame: Frame
    page: int


@dataclass(kw_only=True, slots=True)
class Part:
    """A table, or the part of it on one page; ``xs``, ``ys``: edges of columns, rows, in points."""

    xs: tuple[float, ...]
    height: int
    pieces: list[Piece]
    closed: bool = True
    ruled: bool = True
    ys: tuple[float, ...] = ()


@dataclass(kw_only=True, slots=True)
class Sheet:
    """A page: lines and tables in reading order, and what is to be said of it."""

    number: int
    blocks: list[Line | Part]
    glyphs: Glyphs
    pictured: bool
    crowded: bool
    outside: int
    sides: Frame
