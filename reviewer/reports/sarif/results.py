"""The run as it is put together: results, and the rules and texts that they speak of."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.model import (
    Batch,
    Evidence,
    Finding,
    IndicatorReview,
    Past,
    Review,
    Severity,
    State,
    Suppression,
)
from reviewer.reports import retelling, wording
from reviewer.reports.sarif import parts
from reviewer.reports.sarif.invocation import invocation
from reviewer.reports.sarif.parts import Json

FINGERPRINT = "reviewer/v1"
LEVELS = {Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "note"}
_STATES = {State.NEW: "new", State.PERSISTING: "unchanged"}


class Run:
    """One run as it is put together: rules and cells get their numbers as they come up.

    Where one result has a state or a suppression, the standard wants all of them to say theirs.
    """

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._rules: dict[str, int] = {}
        self._cells: dict[tuple[int, int], int] = {}
        self._artifacts = [parts.submission_file(review) for review in batch.reviews]
        self._addresses = {artifact["location"]["uri"] for artifact in self._artifacts}
        self._compared = any(review.round for review in batch.reviews)
        self._suppressing = any(review.suppressed for review in batch.reviews)

    def told(self) -> Json:
        """The run as SARIF has it."""
        results = [
            result
            for number, review in enumerate(self._batch.reviews)
            for result in self._results(number, review)
        ]
        return {
            "tool": {
                "driver": {
                    "name": "reviewer",
                    "version": self._batch.version,
                    "language": "zh-CN",
                    "rules": [parts.rule(name) for name in self._rules],
                    "properties": {"lexicons": self._batch.lexicons},
                }
            },
            "language": "zh-CN",
            "columnKind": "unicodeCodePoints",
            "invocations": [invocation(self._batch)],
            "artifacts": self._artifacts,
            "results": results,
            "properties": {"notice": wording.NOTICE, "stamp": wording.stamp(self._batch)},
        }

    def _results(self, number: int, review: Review) -> Iterator[Json]:
        """Findings of the table, of the rows, those with a reason, those that are gone."""
        for finding in review.findings:
            yield self._result(number, finding)
        for position, result in enumerate(review.indicators, 1):
            for finding in result.findings:
                yield self._result(number, finding, result, position)
        gone = {past.finding.id: past for past in (review.round.past if review.round else ())}
        for silent in review.suppressed:
            place = silent.position
            row = review.indicators[place - 1] if place is not None else None
            known = gone.pop(silent.finding.id, None)
            yield self._result(number, silent.finding, row, place, silent.suppression, known)
        for past in gone.values():
            yield self._absent(number, past)

    def _result(
        self,
        number: int,
        finding: Finding,
        row: IndicatorReview | None = None,
        position: int | None = None,
        reason: Suppression | None = None,
        earlier: Past | None = None,
    ) -> Json:
        who = f"{wording.label(row.indicator)}：" if row else ""
        told = self._head(finding.rule, finding.severity, f"{who}{finding.message}", finding.id)
        if row is not None and position is not None:
            told["rank"] = round(row.risk * 100, 1)
            cell = self._narrative(number, row, position)
            first, *further = self._places(finding, row, cell)
            told["locations"] = [first]
            told["relatedLocations"] = [place | {"id": n} for n, place in enumerate(further, 1)]
        else:
            told["locations"] = [parts.in_artifact(self._at(number))]
        if self._suppressing:
            told["suppressions"] = [parts.suppression(reason)] if reason else []
        if self._compared:
            known = State.PERSISTING if earlier else finding.state or State.NEW
            told["baselineState"] = _STATES[known]
        told["properties"] = parts.properties(finding, row)
        return told

    def _absent(self, number: int, past: Past) -> Json:
        earlier = past.finding
        line = retelling.became(past)
        told = self._head(earlier.rule, earlier.severity, line, earlier.id)
        told["locations"] = [parts.in_artifact(self._at(number))]
        if self._suppressing:
            told["suppressions"] = []
        return told | {"baselineState": "absent", "properties": {"fate": past.fate}}

    def _head(self, rule: str, severity: Severity, text: str, identity: str) -> Json:
        return {
            "ruleId": rule,
            "ruleIndex": self._rules.setdefault(rule, len(self._rules)),
            "level": LEVELS.get(severity, "none"),
            "message": parts.message(text),
            "partialFingerprints": {FINGERPRINT: identity},
        }

    def _at(self, index: int) -> Json:
        return {"uri": self._artifacts[index]["location"]["uri"], "index": index}

    def _narrative(self, number: int, row: IndicatorReview, position: int) -> int:
        """The artifact of a narrative, made when it is first quoted."""
        key = (number, position)
        if key not in self._cells:
            self._cells[key] = len(self._artifacts)
            steps = parts.steps(row.indicator.location)
            uri = "/".join((self._at(number)["uri"], *map(parts.address, steps)))
            # Several rows may have their texts from one cell.
            if uri in self._addresses:
                uri += f"/{position}"
            self._addresses.add(uri)
            self._artifacts.append(parts.narrative_file(number, uri, row))
        return self._cells[key]

    def _places(self, finding: Finding, row: IndicatorReview, cell: int) -> Iterator[Json]:
        """The evidence of a finding in an artifact; without any it is the whole text."""
        narrative = row.indicator.narrative
        whole = Evidence(start=0, end=len(narrative), role="")
        for span in finding.evidence or (whole,):
            place = parts.in_artifact(self._at(cell))
            place["physicalLocation"]["region"] = parts.region(narrative, span)
            place["logicalLocations"] = [parts.cell(row)]
            if span.role:
                place["properties"] = {"role": span.role}
            yield place
