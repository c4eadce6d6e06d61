"""SARIF 2.1.0, for programs that collect hints of many tools: one run, a result for each finding.

A cell of a document has no lines, and no offset that a viewer of the file could use. So every
narrative with a finding is an artifact of its own, nested in the file and with its text in
``contents``; its address is the file's name with the way to the cell behind it
(``a.docx/表1/第10行/第3列``, percent-encoded). Regions count code points of that text. A result
stands at its first evidence, further evidence are its ``relatedLocations``, ``logicalLocations``
name row and cell, and a finding of the table as a whole stands in the file. high is an error,
medium a warning, low a note.

Findings for which a reason was given are results with a suppression, what the baseline had and is
gone is a result that is absent, and what could not be read is a notification. Passed checks are
left to the other formats.
"""

from __future__ import annotations

import json
from decimal import Decimal

from reviewer.model import Batch
from reviewer.reports.sarif.results import Run

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def render(batch: Batch) -> str:
    """All results of one run as a SARIF log."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [Run(batch).told()]}
    return json.dumps(log, ensure_ascii=False, indent=2, default=_number) + "\n"


def _number(value: object) -> int | float:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
