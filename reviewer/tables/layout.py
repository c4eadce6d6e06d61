"""Which column of a form holds what."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Grid columns (from 0) by what they hold; several columns of texts, the best first.

    ``guessed`` and ``full_guessed``: no header names the column of scores, or of full scores.
    """

    title: int | None
    score: int | None
    deducted: int | None
    full: int | None = None
    section: int | None = None
    section_full: int | None = None
    number: int | None = None
    deeper: tuple[int, ...] = ()
    narrative: tuple[int, ...] = ()
    deduction: tuple[int, ...] = ()
    criteria: tuple[int, ...] = ()
    attachments: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    guessed: bool = False
    full_guessed: bool = False
