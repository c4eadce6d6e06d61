"""SARIF: valid by the official schema and by what the standard says beyond it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from batches import HOSTILE, batch, reviewed
from sarif_kit.validate import validation_errors

from reviewer.model import Batch, Failure, Fate, Finding, Past, Review
from reviewer.reports import sarif, wording

EXAMPLES = Path(__file__).parents[2] / "corpora/examples"


def log_of(run: Batch) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(sarif.render(run))
    return parsed


@lru_cache
def example(name: str) -> Review:
    return reviewed((EXAMPLES / name).read_bytes(), name)


def of(*reviews: Review) -> Batch:
    return Batch(reviews=reviews, failures=(), version="1.2.3", lexicons="sha256:ab")


@pytest.mark.parametrize("name", ["fuxin-2022.docx", "qinghe-2024.xlsx", "yunling-2023.txt"])
def test_examples_are_valid(name: str) -> None:
    log = log_of(of(example(name)))
    assert not validation_errors(log)
    assert log["runs"][0]["results"]


def test_the_hostile_batch_is_valid() -> None:
    assert not validation_errors(log_of(batch()))


def test_an_empty_run_is_valid() -> None:
    log = log_of(of())
    assert not validation_errors(log)
    assert log["runs"][0]["results"] == []


def test_the_validator_refuses() -> None:
    log = log_of(of(example("fuxin-2022.docx")))
    log["runs"][0]["results"][0]["level"] = "high"
    assert validation_errors(log)
    log = log_of(of(example("fuxin-2022.docx")))
    log["runs"][0]["further"] = 1
    assert validation_errors(log)


def results(run: Batch) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = log_of(run)["runs"][0]["results"]
    return found


def all_findings(run: Batch) -> list[Finding]:
    return [
        finding
        for review in run.reviews
        for finding in (
            *wording.findings_of(review),
            *(one.finding for one in review.suppressed),
        )
    ]


def test_each_finding_is_one_result_with_its_fingerprint_and_rule() -> None:
    run = batch()
    (told,) = log_of(run)["runs"]
    levels = {"high": "error", "medium": "warning", "low": "note"}
    present = [one for one in told["results"] if one["baselineState"] != "absent"]
    by_id = {one["partialFingerprints"]["reviewer/v1"]: one for one in present}
    findings = all_findings(run)
    assert len(present) == len(findings) == len(by_id)
    for finding in findings:
        result = by_id[finding.id]
        assert result["message"]["text"].endswith(finding.message)
        assert result["level"] == levels[finding.severity]
        rules = told["tool"]["driver"]["rules"]
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.rule


def places(result: dict[str, Any]) -> list[dict[str, Any]]:
    return [*result["locations"], *result.get("relatedLocations", ())]


def test_evidence_is_found_in_the_text_that_the_log_holds() -> None:
    run = batch()
    (told,) = log_of(run)["runs"]
    assert told["columnKind"] == "unicodeCodePoints"
    quoted: dict[str, list[str]] = {}
    for result in told["results"]:
        for place in places(result):
            physical = place["physicalLocation"]
            artifact = told["artifacts"][physical["artifactLocation"]["index"]]
            assert artifact["location"]["uri"] == physical["artifactLocation"]["uri"]
            if "region" in physical:
                region = physical["region"]
                start = region["charOffset"]
                text = artifact["contents"]["text"][start : start + region["charLength"]]
                assert text == region["snippet"]["text"]
                identity = result["partialFingerprints"]["reviewer/v1"]
                quoted.setdefault(identity, []).append(text)
                parent = told["artifacts"][artifact["parentIndex"]]["location"]["uri"]
                assert artifact["location"]["uri"].startswith(f"{parent}/")
    seen = 0
    for review in run.reviews:
        for row in review.indicators:
            for finding in row.findings:
                text = row.indicator.narrative
                spans = [text[span.start : span.end] for span in finding.evidence]
                assert quoted[finding.id] == (spans or [text])
                seen += len(spans)
    assert seen > 10


def test_a_row_stands_at_its_cell() -> None:
    run = of(example("fuxin-2022.docx"))
    names = {
        place["fullyQualifiedName"]
        for result in results(run)
        for place in result["locations"][0]["logicalLocations"]
    }
    assert "表1/第10行/第3列" in names
    sheets = of(example("qinghe-2024.xlsx"))
    (review,) = sheets.reviews
    sheet = review.indicators[0].indicator.location.sheet
    assert sheet
    (first, *_) = results(sheets)
    (place,) = first["locations"][0]["logicalLocations"]
    assert place["fullyQualifiedName"].startswith(f"{sheet}/第")


def test_addresses_are_the_names_of_the_files() -> None:
    run = batch()
    (told,) = log_of(run)["runs"]
    for number, review in enumerate(run.reviews):
        artifact = told["artifacts"][number]
        uri = artifact["location"]["uri"]
        assert urlsplit(uri).path == uri
        assert uri.isascii()
        assert "/" not in uri
        assert unquote(uri) == review.submission.source
        assert artifact["hashes"] == {"sha-256": review.submission.sha256}
    addresses = [artifact["location"]["uri"] for artifact in told["artifacts"]]
    assert len(set(addresses)) == len(addresses)


def test_rows_from_one_cell_keep_addresses_of_their_own() -> None:
    review = example("fuxin-2022.docx")
    where = review.indicators[0].indicator.location
    rows = tuple(
        replace(row, indicator=replace(row.indicator, location=where)) for row in review.indicators
    )
    (told,) = log_of(of(replace(review, indicators=rows)))["runs"]
    addresses = [artifact["location"]["uri"] for artifact in told["artifacts"]]
    assert len(set(addresses)) == len(addresses) > 2


def test_a_reason_is_a_suppression_and_every_result_says_whether_it_has_one() -> None:
    run = batch()
    told = results(run)
    silent = run.reviews[0].suppressed[0]
    kept = [one for one in told if one["suppressions"]]
    (result,) = kept
    assert result["partialFingerprints"]["reviewer/v1"] == silent.finding.id
    (suppression,) = result["suppressions"]
    assert suppression["kind"] == "external"
    assert suppression["status"] == "accepted"
    assert suppression["justification"] == silent.suppression.reason
    assert suppression["properties"]["author"] == silent.suppression.author
    assert suppression["properties"]["expires"] == "2027-01-05"
    assert not any("suppressions" in one for one in results(of(example("fuxin-2022.docx"))))


def test_the_baseline_is_told_of_every_result() -> None:
    run = batch()
    states = {"new": "new", "persisting": "unchanged"}
    by_id = {one["partialFingerprints"]["reviewer/v1"]: one for one in results(run)}
    for finding in wording.findings_of(run.reviews[0]):
        if finding.state:
            assert by_id[finding.id]["baselineState"] == states[finding.state]
    round_ = run.reviews[0].round
    assert round_ is not None
    for past in round_.past:
        assert by_id[past.finding.id]["baselineState"] == "absent"
        assert by_id[past.finding.id]["message"]["text"].endswith(past.finding.message)
    assert all("baselineState" in one for one in by_id.values())
    assert not any("baselineState" in one for one in results(of(example("fuxin-2022.docx"))))


def test_what_was_given_a_reason_since_the_baseline_is_told_once() -> None:
    review = batch().reviews[0]
    silent = review.suppressed[0].finding
    assert review.round is not None
    earlier = replace(review.round.past[0].finding, id=silent.id)
    past = (Past(finding=earlier, fate=Fate.SUPPRESSED),)
    run = of(replace(review, round=replace(review.round, past=past)))
    same = [one for one in results(run) if one["partialFingerprints"]["reviewer/v1"] == silent.id]
    assert [one["baselineState"] for one in same] == ["unchanged"]
    assert same[0]["suppressions"]


def test_failures_and_notes_are_notifications() -> None:
    run = batch()
    (invocation,) = log_of(run)["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    notes = invocation["toolExecutionNotifications"]
    errors = [note["message"]["text"] for note in notes if note["level"] == "error"]
    assert errors == [failure.reason for failure in run.failures]
    for review in run.reviews:
        for text in review.submission.coverage.notes:
            assert text in [note["message"]["text"] for note in notes]
    lapsed = invocation["toolConfigurationNotifications"]
    assert len(lapsed) == len(run.reviews[0].lapsed)
    (fine,) = log_of(of(example("fuxin-2022.docx")))["runs"][0]["invocations"]
    assert fine["executionSuccessful"] is True


def messages(value: object) -> Iterator[str]:
    """Give the texts of the messages of a log."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("message", "description"):
                yield inner["text"]
            else:
                yield from messages(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from messages(inner)


def test_no_text_becomes_a_link_or_a_placeholder() -> None:
    run = batch()
    link = Failure(source="x.doc", reason="x.doc：[点这里](http://example.invalid) {0} 打不开。")
    log = log_of(replace(run, failures=(link,)))
    assert not validation_errors(log)
    said = list(messages(log))
    assert any("点这里" in text for text in said)
    for text in said:
        bare = text.replace("{{", "").replace("}}", "").replace("\\[", "").replace("\\]", "")
        assert not set(bare) & set("{}[]"), text


def test_hostile_texts_are_kept_as_they_are() -> None:
    run = batch()
    artifacts = log_of(run)["runs"][0]["artifacts"]
    texts = [one["contents"]["text"] for one in artifacts if "contents" in one]
    for row in run.reviews[0].indicators:
        if row.findings:
            assert row.indicator.narrative in texts
    assert any(hostile in text for hostile in HOSTILE for text in texts)
