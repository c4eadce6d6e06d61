"""Lines of a terminal report: wrapped by the width of the characters, styled where wanted.

Chinese has no blanks to break at: a line may end anywhere but before a closing mark, behind an
opening one, and inside a figure or a Latin word. rich is loaded for colour only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.cells import cell_len

_WIDE_BLANK = "\u3000"
_NOT_FIRST = "，。；：、！？）》”’…%,.;:!?)]分"
_NOT_LAST = "（《“‘(["
# What stays together: a figure with its sign, a Latin word, an equation, any other character.
_UNIT = re.compile(
    r"[0-9A-Za-z.%+\-]+(?: ?[÷=+/×] ?[0-9（）+.%A-Za-z]+)+|[0-9A-Za-z.%/\-]+ ?|.", re.DOTALL
)


class Line(NamedTuple):
    """One paragraph of the report: text, left margin in columns, rich style."""

    text: str = ""
    indent: int = 0
    style: str = ""


def laid_out(lines: Iterable[Line], width: int, *, color: bool) -> str:
    """The lines as text of at most ``width`` columns, with terminal colours where asked."""
    if color:
        return _coloured(lines, width)
    shown = [" " * line.indent + part for line in lines for part in _wrapped(line, width)]
    return "".join(f"{row.rstrip()}\n" for row in shown)


def _coloured(lines: Iterable[Line], width: int) -> str:
    import io

    from rich.console import Console
    from rich.text import Text

    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=True, legacy_windows=False)
    for line in lines:
        for part in _wrapped(line, width):
            console.print(Text(" " * line.indent + part, style=line.style), soft_wrap=True)
    return out.getvalue()


def visible(text: str) -> str:
    """One line that no terminal can take for an order: no control or direction marks."""
    kept = (c if c.isprintable() or c == _WIDE_BLANK else " " * c.isspace() for c in text)
    return "".join(kept)


def _wrapped(line: Line, width: int) -> Iterator[str]:
    """The parts of a line; further parts keep its margin."""
    room = width - line.indent
    current, used = "", 0
    for piece in _pieces(visible(line.text)):
        size = cell_len(piece)
        if current and used + size > room:
            yield current
            current, used = "", 0
            piece = piece.lstrip(" ")
            size = cell_len(piece)
        current += piece
        used += size
    yield current


def _pieces(text: str) -> Iterator[str]:
    """Stretches that no line break may part."""
    piece = ""
    for unit in _UNIT.findall(text):
        if piece and unit[0] not in _NOT_FIRST and piece[-1] not in _NOT_LAST:
            yield piece
            piece = ""
        piece += unit
    if piece:
        yield piece
