"""Write documents.csv and expected/ from what stands beside the builders (`make documents`)."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from . import DOCUMENTS, RECORDS
from .parts import Form, form_json

CORPUS = Path(__file__).parents[3] / "corpora/documents/shapes"


def _ids() -> dict[str, str]:
    """Name each distinct expectation after the builder of the first document that has it."""
    ids: dict[str, str] = {}
    for record in RECORDS:
        if isinstance(record.expected, Form):
            text = json.dumps(form_json(record.expected), ensure_ascii=False, indent=1)
            name = DOCUMENTS[record.file].__name__.replace("_", "-")
            ids.setdefault(text, name)
    return ids


def main() -> None:
    """Write expected/*.json and documents.csv."""
    ids = _ids()
    folder = CORPUS / "expected"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.json"):
        old.unlink()
    for text, name in ids.items():
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    with (CORPUS / "documents.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["file", "point", "what", "expected", "notes"])
        for record in RECORDS:
            expected = record.expected
            if isinstance(expected, Form):
                expected = ids[json.dumps(form_json(expected), ensure_ascii=False, indent=1)]
            writer.writerow([record.file, record.point, record.what, expected, record.notes])


if __name__ == "__main__":
    main()
