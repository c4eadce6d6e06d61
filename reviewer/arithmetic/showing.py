"""Sums as people read them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from reviewer.arithmetic.figures import Figure
from reviewer.model import Relation, RelationKind, Slip

_PLACES = 2


def rounded(value: Decimal, places: int = _PLACES) -> str:
    """A number without needless zeros: 57.10 -> 57.1."""
    shown = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{shown.normalize():f}" if shown else "0"


def printed(value: Decimal, like: Figure) -> str:
    """A value in base units, in the unit of a figure and with two digits more than it prints."""
    return rounded(value / like.factor, decimals(like) + _PLACES)


def decimals(figure: Figure) -> int:
    """How many decimals a figure is printed with."""
    value = figure.quantity.value
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def as_written(figure: Figure) -> str:
    """The figure as the text has it; one that was worked out, in the same unit."""
    if figure.quantity.value == figure.value / figure.factor:
        return figure.quantity.text
    return printed(figure.value, figure) + figure.quantity.unit


def relation(
    kind: RelationKind,
    stated: Figure,
    parts: Sequence[Figure],
    computed: Decimal,
    shown: str,
    *,
    holds: bool,
    slip: Slip = Slip.NONE,
) -> Relation:
    """A relation between figures; one that is off by a power of ten is a slip of the unit."""
    if not holds and slip is Slip.NONE and _is_off_by_ten_thousands(stated, computed):
        slip = Slip.UNIT
    return Relation(
        kind=kind,
        stated=stated.quantity,
        parts=tuple(part.quantity for part in parts),
        holds=holds,
        shown=shown,
        computed=computed / stated.factor,
        slip=slip,
    )


def _is_off_by_ten_thousands(stated: Figure, computed: Decimal) -> bool:
    """万 for 亿, or a unit left out: the two differ by a factor of 10^4 or 10^8."""
    return any(
        stated.low <= computed * power <= stated.high
        for factor in (10**4, 10**8)
        for power in (Decimal(factor), 1 / Decimal(factor))
    )
