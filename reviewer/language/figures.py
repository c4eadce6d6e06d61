"""The small value that travels between the readers of figures and of dates."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from reviewer.model import Kind


class Figure(NamedTuple):
    """A figure on the surface, before its surroundings are read: half-open span, value, unit.

    ``bare`` tells that it may stand without a unit.
    """

    start: int
    end: int
    kind: Kind
    value: Decimal | str
    unit: str
    high: Decimal | str | None = None
    approximate: bool = False
    bare: bool = True
