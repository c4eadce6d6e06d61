"""Rows and findings of two editions, told to be the same, and what became of the others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence

from reviewer.findings import bare
from reviewer.model import Earlier, Fate, Past
from reviewer.model.changes import Changes, Edition, Kept, Noted, Row

_FIGURES = re.compile(r"[\d.+\-=]+")
Pair = tuple[Noted, Noted]


def changes(before: Edition, now: Edition) -> Changes:
    """What changed from one edition to the next."""
    rows = matched_rows(before.rows, now.rows)
    match = _Matching(dict(rows))
    kept, new = match.same(before.found, now.found, _by_id)
    gone = _without(before.found, kept)
    known, new = match.same(before.explained, new, _by_id)
    hushed, silent = match.same(gone, now.explained, _by_id)
    gone = _without(gone, hushed)
    _, silent = match.same(before.explained, silent, _by_id)
    alike, new = match.same(gone, new, _by_rule)
    gone = _without(gone, alike)
    hushed_too, _ = match.same(gone, silent, _by_rule)
    explained = {id(old) for old, _ in (*hushed, *hushed_too)}
    pairs = {id(late): (old, late) for old, late in (*kept, *known, *alike)}
    return Changes(
        before=before,
        now=now,
        new=tuple(new),
        kept=tuple(_kept(*pairs[id(late)], before, now) for late in now.found if id(late) in pairs),
        past=tuple(
            Past(finding=old.finding, fate=_fate(old, now, dict(rows), explained))
            for old in _without(before.found, (*kept, *alike))
        ),
        rows=rows,
        notes=_notes(before, now, len(known)),
    )


def matched_rows(before: Sequence[Row], now: Sequence[Row]) -> tuple[tuple[int, int], ...]:
    """The places of the same rows in two tables, told by section and title, title, or number."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for name in (_in_section, _named):
        free: dict[Hashable, list[int]] = defaultdict(list)
        for place, row in enumerate(now):
            if place not in taken:
                free[name(row)].append(place)
        for place, row in enumerate(before):
            if place not in pairs and free[name(row)]:
                pairs[place] = free[name(row)].pop(0)
                taken.add(pairs[place])
    return tuple(sorted(pairs.items()))


def _named(row: Row) -> Hashable:
    return bare(row.title) or ("number", bare(row.number))


def _in_section(row: Row) -> Hashable:
    return (_named(row), bare(row.section))


class _Matching:
    """Pairs findings of matched rows."""

    def __init__(self, rows: dict[int, int]) -> None:
        self._rows = rows

    def same(
        self, old: Sequence[Noted], new: Sequence[Noted], key: Callable[[Earlier], Hashable]
    ) -> tuple[list[Pair], list[Noted]]:
        """Pairs with the same key in the same row, each finding once; and the rest of ``new``."""
        free: dict[Hashable, list[Noted]] = defaultdict(list)
        for noted in old:
            if noted.place is None or noted.place in self._rows:
                place = None if noted.place is None else self._rows[noted.place]
                free[place, key(noted.finding)].append(noted)
        pairs, rest = [], []
        for noted in new:
            candidates = free[noted.place, key(noted.finding)]
            if candidates:
                pairs.append((candidates.pop(0), noted))
            else:
                rest.append(noted)
        return pairs, rest


def _by_id(finding: Earlier) -> Hashable:
    return finding.id


def _by_rule(finding: Earlier) -> Hashable:
    """The rule, and of the whole table what it is about: its words without the figures."""
    if finding.title or finding.number:
        return finding.rule
    return finding.rule, _FIGURES.sub("", finding.message)


def _without(noted: Sequence[Noted], pairs: Sequence[Pair]) -> list[Noted]:
    used = {id(old) for old, _ in pairs}
    return [one for one in noted if id(one) not in used]


def _kept(old: Noted, late: Noted, before: Edition, now: Edition) -> Kept:
    changed = None
    if old.place is not None and late.place is not None:
        changed = bare(before.rows[old.place].narrative) != bare(now.rows[late.place].narrative)
    explained = any(old is one for one in before.explained)
    return Kept(before=old, now=late, narrative_changed=changed, was_explained=explained)


def _fate(old: Noted, now: Edition, rows: dict[int, int], explained: set[int]) -> Fate:
    if id(old) in explained:
        return Fate.SUPPRESSED
    if old.place is not None and old.place not in rows:
        return Fate.ROW_GONE
    position = None if old.place is None else rows[old.place] + 1
    return Fate.NOT_CHECKED if now.unchecked.covers(old.finding.rule, position) else Fate.RESOLVED


def _notes(before: Edition, now: Edition, unexplained: int) -> tuple[str, ...]:
    notes = []
    if unexplained:
        notes.append(f"有 {unexplained} 处上次已有说明，这次没有有效的说明，照常提示。")
    if before.version != now.version:
        notes.append(
            f"两次审核的程序版本不同（{before.version or '不明'}、{now.version}），"
            "提示的增减可能与此有关。"
        )
    if before.lexicons != now.lexicons:
        notes.append("两次审核的词库不同，提示的增减可能与此有关。")
    if before.year != now.year:
        years = "、".join(f"{year}年" if year else "不明" for year in (before.year, now.year))
        notes.append(f"两次审核的评价年度不同（{years}），所用标准可能不同。")
    return tuple(notes)
