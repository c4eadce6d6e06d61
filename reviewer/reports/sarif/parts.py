"""The parts of a SARIF log that need nothing of one another."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from reviewer.model import Evidence, Finding, IndicatorReview, Location, Review, Suppression
from reviewer.reports import wording

Json = dict[str, Any]
# In messages braces are placeholders and square brackets are links, unless escaped.
_ESCAPED = str.maketrans({"{": "{{", "}": "}}", "[": "\\[", "]": "\\]"})


def message(text: str) -> Json:
    """A text as a message that says just this."""
    return {"text": text.translate(_ESCAPED)}


def address(source: str) -> str:
    """The base name of a file as a relative address."""
    return quote(source, safe="", errors="replace")


def rule(name: str) -> Json:
    """A rule that occurs; what it is for is told by the program itself."""
    words = name.split("-")
    return {
        "id": name,
        "name": "".join(word.capitalize() for word in words),
        "shortDescription": {"text": " ".join(words)},
        "help": {"text": f"用 reviewer rules {name} 查看这条规则的用意、例子和局限。"},
    }


def submission_file(review: Review) -> Json:
    """A submission as an artifact."""
    submission = review.submission
    return {
        "location": {"uri": address(submission.source)},
        "roles": ["analysisTarget"],
        "hashes": {"sha-256": submission.sha256},
        "properties": {
            "title": submission.title,
            "city": submission.city,
            "year": submission.year,
            "coverage": wording.coverage(submission.coverage),
        },
    }


def narrative_file(number: int, uri: str, row: IndicatorReview) -> Json:
    """A narrative as an artifact inside the file."""
    return {
        "location": {"uri": uri},
        "parentIndex": number,
        "mimeType": "text/plain",
        "contents": {"text": row.indicator.narrative},
        "description": message(wording.label(row.indicator)),
    }


def in_artifact(at: Json) -> Json:
    """A location that is an artifact as a whole."""
    return {"physicalLocation": {"artifactLocation": at}}


def steps(place: Location) -> list[str]:
    """The way to a cell: 表1, 第10行, 第3列."""
    table = place.sheet or (f"表{place.table}" if place.table is not None else None)
    numbered = (("页", place.page), ("行", place.row), ("列", place.column))
    inner = [f"第{number}{what}" for what, number in numbered if number is not None]
    return [table, *inner] if table else inner


def cell(row: IndicatorReview) -> Json:
    """A row as a logical location, with the cell of its narrative."""
    path = "/".join(steps(row.indicator.location))
    name = wording.label(row.indicator)
    return {"name": name, "fullyQualifiedName": path or name, "kind": "element"}


def region(narrative: str, span: Evidence) -> Json:
    """A stretch of a narrative."""
    return {
        "charOffset": span.start,
        "charLength": span.end - span.start,
        "snippet": {"text": narrative[span.start : span.end]},
    }


def suppression(reason: Suppression) -> Json:
    """A reason as a suppression that was agreed to outside of the file."""
    return {
        "kind": "external",
        "status": "accepted",
        "justification": reason.reason,
        "properties": {
            "author": reason.author,
            "date": reason.date.isoformat(),
            "expires": reason.expires.isoformat(),
        },
    }


def properties(finding: Finding, row: IndicatorReview | None) -> Json:
    """What SARIF has no word for; lists that are empty are left out."""
    stake = finding.at_stake
    told: Json = {
        "severity": finding.severity,
        "atStake": stake and {"low": stake.low, "high": stake.high, "basis": stake.basis},
        "look": list(finding.look),
        "ask": list(finding.ask),
        "request": list(finding.request),
        "remedies": list(finding.remedies),
    }
    if row is not None:
        indicator = row.indicator
        told["indicator"] = {
            "number": indicator.number,
            "title": indicator.title,
            "section": indicator.section,
            "fullScore": indicator.full_score,
            "selfScore": indicator.self_score,
            "level": row.level,
            "verdict": row.verdict,
        }
    return {key: value for key, value in told.items() if value}
