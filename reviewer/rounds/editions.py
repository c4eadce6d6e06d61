"""Editions of a submission: from a review just made, or from the JSON report of an earlier run."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from reviewer.errors import ConfigurationError
from reviewer.lapses import of_review as unchecked_of
from reviewer.lapses import unchecked
from reviewer.model import (
    Batch,
    CheckStatus,
    Earlier,
    Evidence,
    Finding,
    Review,
    Severity,
    Verdict,
)
from reviewer.model.changes import Edition, Noted, Row
from reviewer.reports.json import SCHEMA

_COUNTED = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)
_ZERO = Decimal(0)


# --- of a review --------------------------------------------------------------------------------


def of_review(review: Review, batch: Batch) -> Edition:
    """The edition of a review of ``batch``."""
    form = review.submission
    rows = tuple(
        Row(
            number=result.indicator.number,
            title=result.indicator.title,
            section=result.indicator.section or "",
            full_score=result.indicator.full_score,
            self_score=result.indicator.self_score,
            narrative=result.indicator.narrative,
            level=result.level,
        )
        for result in review.indicators
    )
    placed = [(finding, None) for finding in review.findings] + [
        (finding, place)
        for place, result in enumerate(review.indicators)
        for finding in result.findings
    ]
    silent = [
        (s.finding, None if s.position is None else s.position - 1) for s in review.suppressed
    ]
    stake = review.at_stake
    counts = Counter(result.level for result in review.indicators)
    return Edition(
        source=form.source,
        title=form.title,
        city=form.city,
        year=form.year,
        version=batch.version,
        lexicons=batch.lexicons,
        rows=rows,
        found=tuple(_noted(finding, place, rows) for finding, place in placed),
        explained=tuple(_noted(finding, place, rows) for finding, place in silent),
        unchecked=unchecked_of(review),
        total=review.computed_total,
        stake=(stake.low, stake.high) if stake else (_ZERO, _ZERO),
        levels=tuple((level, counts[level]) for level in _COUNTED),
    )


def _from_zero(position: int | None) -> int | None:
    return None if position is None else position - 1


def _noted(finding: Finding, place: int | None, rows: tuple[Row, ...]) -> Noted:
    row = Row(number="", title="") if place is None else rows[place]
    return Noted(
        finding=Earlier(
            id=finding.id,
            rule=finding.rule,
            severity=finding.severity,
            message=finding.message,
            number=row.number,
            title=row.title,
            quote=quoted(row.narrative, finding.evidence),
            phrases=len(finding.evidence),
        ),
        place=place,
    )


def quoted(narrative: str, spans: Iterable[Evidence]) -> str:
    """The words in doubt, each stretch once."""
    words = (narrative[span.start : span.end] for span in spans)
    return " / ".join(dict.fromkeys(" ".join(word.split()) for word in words))


# --- of a report --------------------------------------------------------------------------------


def is_report(path: Path) -> bool:
    """Whether a file looks like a JSON report rather than a submission."""
    try:
        with path.open("rb") as file:
            start = file.read(64)
    except OSError:
        return path.suffix.lower() == ".json"
    return start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") or (
        path.suffix.lower() == ".json"
    )


def of_report(path: Path) -> tuple[Edition, ...]:
    """The editions in the JSON report of an earlier run.

    Raises ConfigurationError where the file is not such a report or has no review in it: it would
    make everything new, or nothing.
    """
    document = _document(path)
    program = document.get("program")
    reviews = document.get("reviews")
    if not isinstance(reviews, list) or not reviews:
        raise ConfigurationError(
            f"{path.name}：其中没有审核结果，不能用来比较，请用 --format json 的报告。"
        )
    try:
        return tuple(_edition(review, program or {}) for review in reviews)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        raise ConfigurationError(
            f"{path.name}：内容不完整或被改动过，请用 --format json 重新生成。"
        ) from None


def _document(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise ConfigurationError(
            f"{path.name}：找不到或无法读取，应为上次用 --format json 保存的结果。"
        ) from None
    if not text.strip():
        raise ConfigurationError(
            f"{path.name}：是空文件，应为上次用 --format json 保存的结果。"
        ) from None
    try:
        document = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError):
        raise ConfigurationError(
            f"{path.name}：不是有效的 JSON，应为上次用 --format json 保存的结果。"
        ) from None
    schema = document.get("schema") if isinstance(document, dict) else None
    if schema != SCHEMA:
        said = f"格式为 {schema}" if schema else "没有写明格式"
        raise ConfigurationError(
            f"{path.name}：{said}，应为 {SCHEMA}，请用 --format json 重新生成。"
        )
    found: dict[str, Any] = document
    return found


def _edition(review: Mapping[str, Any], program: Mapping[str, Any]) -> Edition:
    form, indicators = review["submission"], review["indicators"]
    rows = tuple(_row(indicator) for indicator in indicators)
    found = [_earlier(finding, None, rows) for finding in review["findings"]]
    for place, indicator in enumerate(indicators):
        found += [_earlier(finding, place, rows) for finding in indicator["findings"]]
    silent = [(one["finding"], one["position"]) for one in review.get("suppressed", ())]
    explained = [_earlier(finding, _from_zero(place), rows) for finding, place in silent]
    counts = Counter(indicator["level"] for indicator in indicators)
    stake = review["summary"]["at_stake"]
    return Edition(
        source=_text(form["source"]),
        title=_text(form["title"]),
        city=form["city"] and _text(form["city"]),
        year=form["year"] and int(form["year"]),
        version=_text(program.get("version", "")),
        lexicons=_text(program.get("lexicons", "")),
        rows=rows,
        found=tuple(found),
        explained=tuple(explained),
        unchecked=unchecked(
            [(c["rule"], CheckStatus(c["status"]), c.get("position")) for c in review["checks"]],
            [(finding["rule"], place) for finding, place in silent],
            [p for p, i in enumerate(indicators, 1) if i["verdict"] == Verdict.UNREAD],
        ),
        total=_points(review["summary"]["computed_total"]),
        stake=(_points(stake["low"]) or _ZERO, _points(stake["high"]) or _ZERO),
        levels=tuple((level, counts[level]) for level in _COUNTED),
    )


def _row(indicator: Mapping[str, Any]) -> Row:
    return Row(
        number=_text(indicator["number"]),
        title=_text(indicator["title"]),
        section=_text(indicator["section"] or ""),
        full_score=_points(indicator["full_score"]),
        self_score=_points(indicator["self_score"]),
        narrative=_text(indicator["narrative"]),
        level=Severity(indicator["level"]),
    )


def _earlier(finding: Mapping[str, Any], place: int | None, rows: tuple[Row, ...]) -> Noted:
    row = Row(number="", title="") if place is None else rows[place]
    spans = [Evidence(start=s["start"], end=s["end"], role="") for s in finding["evidence"]]
    return Noted(
        finding=Earlier(
            id=_text(finding["id"]),
            rule=_text(finding["rule"]),
            severity=Severity(finding["severity"]),
            message=_text(finding["message"]),
            number=row.number,
            title=row.title,
            quote=quoted(row.narrative, spans),
            phrases=len(spans),
        ),
        place=place,
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _points(value: object) -> Decimal | None:
    if value is None:
        return None
    if not isinstance(value, int | Decimal) or isinstance(value, bool):
        raise TypeError
    return Decimal(value)
