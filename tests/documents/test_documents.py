"""Every document that the tests build gives the submission, or the one sentence, that is expected.

The table is corpora/documents; the documents are built here, those that need LibreOffice by it.
"""

from __future__ import annotations

import csv
import filecmp
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from documents.comparing import CORPUS, Record, differences, records
from system import need_soffice

from reviewer import knowledge, pipeline, readers
from reviewer.errors import InputError
from reviewer.limits import DEFAULT

GROUPS = ("containers", "shapes")
RECORDS = [record for group in GROUPS for record in records(group)]
# a hostile file must not cost the tests a minute
LIMITS = replace(DEFAULT, seconds=10)
THROUGH_LIBREOFFICE = (".doc", ".wps", ".rtf", ".odt", ".ods")


@cache
def builders(group: str) -> dict[str, Callable[[], bytes]]:
    found: dict[str, Callable[[], bytes]] = import_module(f"documents.{group}").DOCUMENTS
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("documents")


@pytest.fixture(scope="module")
def converted(folder: Path) -> readers.Converted:
    """What LibreOffice makes of all documents that need it, one process for each kind."""
    need_soffice()
    own = [r for r in RECORDS if r.file.endswith(THROUGH_LIBREOFFICE)]
    return readers.convert([written(record, folder) for record in own], LIMITS)


def written(record: Record, folder: Path) -> Path:
    path = folder / record.group / record.file
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(builders(record.group)[record.file]())
    return path


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: f"{record.group}/{record.file}")
def test_a_document(record: Record, folder: Path, request: pytest.FixtureRequest) -> None:
    ready: readers.Converted = readers.NONE
    if record.file.endswith(THROUGH_LIBREOFFICE):
        ready = request.getfixturevalue("converted")
    path = written(record, folder)
    known = knowledge.load()
    if record.failure is None:
        found = pipeline.read(str(path), known, limits=LIMITS, converted=ready)
        assert list(differences(found, record.expectation(), record.notes)) == []
        return
    with pytest.raises(InputError) as caught:
        pipeline.read(str(path), known, limits=LIMITS, converted=ready)
    message = str(caught.value)
    assert message.startswith(f"{path.name}：")
    assert "\n" not in message
    assert [word for word in record.failure if word not in message] == []


@pytest.mark.parametrize("group", GROUPS)
def test_the_table_names_every_document_and_point(group: str) -> None:
    own = records(group)
    assert sorted(record.file for record in own) == sorted(builders(group))
    used = {record.expected for record in own if record.failure is None}
    assert {path.stem for path in (CORPUS / group / "expected").iterdir()} == used


def test_the_table_covers_every_point() -> None:
    points = [record.point for record in RECORDS]
    assert {point for point in points if points.count(point) >= 5} == set("123456789")


@pytest.mark.parametrize(("group", "module"), [("containers", "expectations"), ("shapes", "write")])
def test_the_scripts_write_what_is_here(
    group: str, module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = import_module(f"documents.{group}.{module}")
    monkeypatch.setattr(script, "CORPUS", tmp_path)
    script.main()
    compared = filecmp.dircmp(CORPUS / group, tmp_path)
    inner = compared.subdirs["expected"]
    assert not compared.diff_files + inner.diff_files + inner.left_only + inner.right_only
    with (tmp_path / "documents.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.reader(file))) == len(records(group)) + 1
