"""What changed between two editions of a submission, for a terminal and as JSON.

The JSON has the schema ``reviewer.diff/1``::

    {"schema": "reviewer.diff/1", "program": {"version": "…"},
     "comparisons": [{
       "before": {"source", "title", "city", "year", "program": {"version", "lexicons"},
                  "computed_total", "high", "medium", "low", "at_stake": {"low", "high"}},
       "after":  {as "before"},
       "new":        [finding],
       "persisting": [{finding…, "before": finding, "reworded": true, "graver": false,
                       "narrative_changed": true, "was_explained": false}],
       "past":       [{finding…, "fate": "resolved|row_gone|not_checked|suppressed"}],
       "scores":     [{"number", "title", "before": {"self_score", "full_score"}, "after": {…}}],
       "narratives_changed": [{"number", "title"}],
       "rows_added": [{"number", "title"}], "rows_gone": [{"number", "title"}],
       "notes":      ["…"]}]}

A finding is ``{"id", "rule", "severity", "message", "number", "title", "quote"}``; ``number`` and
``title`` are those of its indicator, empty for the whole table; ``narrative_changed`` is null then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from reviewer.findings import bare, points
from reviewer.model import Earlier, Fate, Severity
from reviewer.model.changes import Changes, Edition, Kept, Noted, Row
from reviewer.reports import retelling, wording
from reviewer.reports.json import dumps, earlier
from reviewer.reports.layout import Line, laid_out
from reviewer.reports.wording import SIGNS, WORDS

SCHEMA = "reviewer.diff/1"
MARGIN = 4
NOTHING = "没有变化：得分、说明和提示都与上次相同。"
_CHANGED = {True: "说明已改动", False: "说明未改动"}


def text(found: Sequence[Changes], stamp: str, *, width: int = 80, color: bool = False) -> str:
    """All that changed, with what is still there."""
    lines = [line for changes in found for line in _whole(changes)]
    lines += [Line(said, style="dim") for said in (stamp, wording.NOTICE)]
    return laid_out(lines, max(width, 40), color=color)


def brief(changes: Changes, *, width: int = 80, color: bool = False) -> str:
    """What one save changed: 已解决 3，剩 1，新增 0, and the lines."""
    solved = sum(past.fate is Fate.RESOLVED for past in changes.past)
    counts = f"已解决 {solved}，剩 {len(changes.kept)}，新增 {len(changes.new)}"
    lines = [Line(f"{changes.now.source}：{counts}", style="bold")]
    if nothing(changes):
        lines.append(Line(NOTHING, MARGIN, "dim"))
    else:
        touched = [
            kept
            for kept in changes.kept
            if kept.narrative_changed or kept.reworded or kept.graver or kept.was_explained
        ]
        lines += [*_scores(changes), *_new(changes), *_past(changes), *_kept(touched)]
        lines += _rows(changes)
    return laid_out(lines, max(width, 40), color=color)


def nothing(changes: Changes) -> bool:
    """Whether two editions say the same."""
    return not (
        changes.new
        or changes.past
        or changes.rows_gone
        or changes.rows_added
        or any(kept.reworded or kept.graver or kept.was_explained for kept in changes.kept)
        or _rescored(changes)
        or _rewritten(changes)
        or changes.before.total != changes.now.total
    )


def _rescored(changes: Changes) -> list[tuple[Row, Row]]:
    return [
        (old, new)
        for old, new in changes.row_pairs
        if (old.self_score, old.full_score) != (new.self_score, new.full_score)
    ]


def _rewritten(changes: Changes) -> list[Row]:
    pairs = changes.row_pairs
    return [new for old, new in pairs if bare(old.narrative) != bare(new.narrative)]


# --- for a terminal -------------------------------------------------------------------------------


def _whole(changes: Changes) -> Iterator[Line]:
    before, now = changes.before, changes.now
    yield Line(wording.heading(now), style="bold")
    yield Line(f"上次：{before.source}")
    yield Line(f"这次：{now.source}")
    if wording.heading(before) != wording.heading(now):
        yield Line(f"■ 两份的标题不同，上次为“{wording.heading(before)}”。", style="yellow")
    elif nothing(changes):
        yield Line(f"● {NOTHING}", style="green")
    yield Line(retelling.counted(len(changes.new), len(changes.kept), changes.past), style="bold")
    yield Line(_totals(before, now))
    yield Line()
    yield from _scores(changes)
    yield from _new(changes)
    yield from _past(changes)
    yield from _kept(changes.kept)
    yield from _rows(changes)
    if changes.notes:
        yield Line("－ 比较时请注意：", style="bold")
        yield from (Line(note, MARGIN) for note in changes.notes)
    yield Line()


def _totals(before: Edition, now: Edition) -> str:
    totals = _moved(*(_shown(edition.total) for edition in (before, now)))
    stakes = _moved(*(_range(edition.stake) for edition in (before, now)))
    levels = "，".join(
        f"{SIGNS[level]}{WORDS[level]} {_moved(str(old), str(new))}"
        for (level, old), (_, new) in zip(before.levels, now.levels, strict=True)
    )
    return f"自评 {totals}；涉及 {stakes} 分；指标 {levels}"


def _moved(old: str, new: str) -> str:
    return old if old == new else f"{old} → {new}"


def _shown(value: Decimal | None) -> str:
    return "未填" if value is None else points(value)


def _range(stake: tuple[Decimal, Decimal]) -> str:
    low, high = map(points, stake)
    return high if low == high else f"{low}—{high}"


def _scores(changes: Changes) -> Iterator[Line]:
    rescored = _rescored(changes)
    if rescored:
        yield Line(f"－ 得分有变化 {len(rescored)} 项：", style="bold")
    for old, new in rescored:
        own = f"自评 {_moved(_shown(old.self_score), _shown(new.self_score))}"
        full = f"，分值 {_moved(_shown(old.full_score), _shown(new.full_score))}"
        changed = old.full_score != new.full_score
        yield Line(f"{wording.label(new)}　{own}{full if changed else ''}", MARGIN)


def _new(changes: Changes) -> Iterator[Line]:
    if changes.new:
        yield Line(f"新增 {len(changes.new)} 处：", style="bold")
    for noted in changes.new:
        yield from _one(noted, changes.now)
        yield from _quote(noted.finding)
        yield _hint(noted.finding)


def _past(changes: Changes) -> Iterator[Line]:
    """What is not said any more, in the order of its fates."""
    if changes.past:
        yield Line(f"上次提示、这次没有的 {len(changes.past)} 处：", style="bold")
    order = list(Fate)
    for one in sorted(changes.past, key=lambda past: order.index(past.fate)):
        resolved = one.fate is Fate.RESOLVED
        sign = SIGNS[Severity.NONE] if resolved else "－"
        yield Line(f"{sign} {retelling.became(one)}", 2, "green" if resolved else "")


def _kept(kept: Sequence[Kept]) -> Iterator[Line]:
    if kept:
        yield Line(f"仍在 {len(kept)} 处：", style="bold")
    for one in kept:
        finding = one.now.finding
        told = [] if one.narrative_changed is None else [_CHANGED[one.narrative_changed]]
        if one.before.finding.severity is not finding.severity:
            told.append(f"由{WORDS[one.before.finding.severity]}变为{WORDS[finding.severity]}")
        if one.before.finding.phrases < finding.phrases:
            told.append(f"由 {one.before.finding.phrases} 处表述增至 {finding.phrases} 处")
        if one.reworded:
            told.append("提示的文字有变")
        if one.was_explained:
            told.append("上次已有说明")
        note = f"（{'，'.join(told)}）" if told else ""
        yield Line(f"{SIGNS[finding.severity]} {_place(finding)}{note}", 2)
        yield _hint(finding)


def _one(noted: Noted, edition: Edition) -> Iterator[Line]:
    finding = noted.finding
    score = "" if noted.place is None else f"　{wording.score(edition.rows[noted.place])}"
    yield Line(f"{SIGNS[finding.severity]} {_place(finding)}{score}", 2, "bold")


def _place(finding: Earlier) -> str:
    return wording.label(finding) or "全表"


def _quote(finding: Earlier) -> Iterator[Line]:
    if finding.quote:
        yield Line(f"原文：{finding.quote}", MARGIN)


def _hint(finding: Earlier) -> Line:
    return Line(f"提示：{finding.message}（编号 {finding.id[:8]}）", MARGIN)


def _rows(changes: Changes) -> Iterator[Line]:
    """Rows that only one edition has, and those with other words."""
    groups = (
        ("说明有改动", _rewritten(changes)),
        ("新增的指标", changes.rows_added),
        ("已不在表中的指标", changes.rows_gone),
    )
    for name, rows in groups:
        if rows:
            yield Line(f"－ {name} {len(rows)} 项：", style="bold")
            yield Line("；".join(wording.label(row) for row in rows), MARGIN)


# --- as JSON --------------------------------------------------------------------------------------


def as_json(found: Sequence[Changes], version: str) -> str:
    """All that changed, in the schema above."""
    document = {
        "schema": SCHEMA,
        "program": {"version": version},
        "comparisons": [_object(changes) for changes in found],
    }
    return dumps(document, indent=2) + "\n"


def _object(changes: Changes) -> dict[str, Any]:
    return {
        "before": _edition(changes.before),
        "after": _edition(changes.now),
        "new": [earlier(noted.finding) for noted in changes.new],
        "persisting": [
            {
                **earlier(kept.now.finding),
                "before": earlier(kept.before.finding),
                "reworded": kept.reworded,
                "graver": kept.graver,
                "narrative_changed": kept.narrative_changed,
                "was_explained": kept.was_explained,
            }
            for kept in changes.kept
        ],
        "past": [{**earlier(past.finding), "fate": past.fate} for past in changes.past],
        "scores": [
            {**_row(new), "before": _score(old), "after": _score(new)}
            for old, new in _rescored(changes)
        ],
        "narratives_changed": _listed(_rewritten(changes)),
        "rows_added": _listed(changes.rows_added),
        "rows_gone": _listed(changes.rows_gone),
        "notes": list(changes.notes),
    }


def _edition(edition: Edition) -> dict[str, Any]:
    low, high = edition.stake
    return {
        "source": edition.source,
        "title": edition.title,
        "city": edition.city,
        "year": edition.year,
        "program": {"version": edition.version, "lexicons": edition.lexicons},
        "computed_total": edition.total,
        **{str(level): count for level, count in edition.levels},
        "at_stake": {"low": low, "high": high},
    }


def _listed(rows: Iterable[Row]) -> list[dict[str, Any]]:
    return [_row(row) for row in rows]


def _row(row: Row) -> dict[str, Any]:
    return {"number": row.number, "title": row.title}


def _score(row: Row) -> dict[str, Any]:
    return {"self_score": row.self_score, "full_score": row.full_score}
