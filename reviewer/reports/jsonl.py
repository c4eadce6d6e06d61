"""JSON Lines: a line for each review and each failure, complete in itself.

A line is an object of the ``json`` report with three keys before its own: ``type`` (``review`` or
``failure``), ``schema`` and ``program``. There is no header line: files can be joined with
``cat``, cut with ``head`` and split without losing what made a line.

    jq -r 'select(.type == "review") | [.submission.city, .summary.high] | @tsv' a.jsonl
    pandas.read_json("a.jsonl", lines=True)  # one row a submission or failure

Submissions come in the order in which they were given, failures after them. The JSON Schema of a
line is ``#line`` in ``review.schema.json``.
"""

from __future__ import annotations

from typing import Any

from reviewer.model import Batch
from reviewer.reports.json import SCHEMA, dumps, review_object


def render(batch: Batch) -> str:
    """All reviews and failures of one run, one JSON object a line."""
    program = {"version": batch.version, "lexicons": batch.lexicons}
    lines: list[dict[str, Any]] = [
        {"type": "review", "schema": SCHEMA, "program": program, **review_object(review)}
        for review in batch.reviews
    ]
    lines += [
        {
            "type": "failure",
            "schema": SCHEMA,
            "program": program,
            "source": failure.source,
            "reason": failure.reason,
        }
        for failure in batch.failures
    ]
    return "".join(f"{dumps(line)}\n" for line in lines)
