"""Which column of a form holds what."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Grid columns (from 0) by what they hold; several columns of texts, the best first.

    ``ticked`` are columns headed by grades, one of which is ticked in each row, with the grades;
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
    ticked: tuple[tuple[int, str], ...] = ()
    title_guessed: bool = False
    guessed: bool = False
    full_guessed: bool = False
