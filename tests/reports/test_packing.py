"""Word documents as bytes: the same parts, no clock."""

from __future__ import annotations

import io
import zipfile
from unittest.mock import patch

import docx

from reviewer.reports.packing import packed


def test_the_clock_does_not_tell() -> None:
    made = []
    for year in (1999, 2030):
        with patch("time.localtime", return_value=(year, 5, 4, 3, 2, 2, 0, 0, 0)):
            document = docx.Document()
            document.add_paragraph("核查")
            made.append(packed(document))
    assert made[0] == made[1]


def test_the_parts_are_those_that_were_saved() -> None:
    document = docx.Document()
    document.add_paragraph("核查")
    saved = io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as before, zipfile.ZipFile(io.BytesIO(packed(document))) as after:
        assert after.namelist() == before.namelist()
        assert all(after.read(name) == before.read(name) for name in before.namelist())
        assert {entry.date_time[0] for entry in after.infolist()} == {1980}
    assert docx.Document(io.BytesIO(packed(document))).paragraphs[-1].text == "核查"
