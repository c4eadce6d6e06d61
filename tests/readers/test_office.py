"""Formats that LibreOffice reads: real conversions, and stand-ins that fail in every way."""

from __future__ import annotations

import http.server
import io
import stat
import threading
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from forms import WORDS
from system import need_soffice

from reviewer.errors import InputError
from reviewer.limits import DEFAULT
from reviewer.model import Coverage, Location, Submission
from reviewer.readers import convert, office, read, read_bytes
from reviewer.tables.forms import submission

EXAMPLES = Path(__file__).parents[2] / "corpora/examples"
NAMES = ("fuxin-2022", "yunling-2023", "qinghe-2024")
RTF = b"{\\rtf1 ...}"


def claimed(path: Path) -> Submission:
    found = submission(read(path), WORDS)
    indicators = tuple(replace(i, location=Location()) for i in found.indicators)
    rows = Coverage(rows_found=found.coverage.rows_found, rows_expected=found.coverage.rows_found)
    return replace(found, source="", sha256="", indicators=indicators, coverage=rows)


# --- real conversions ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def saved_as(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every example as an office would have saved it: odt, rtf, doc, wps, ods."""
    need_soffice()
    folder = tmp_path_factory.mktemp("office")

    def save(source: str, import_filter: str, target: str, export_filter: str) -> None:
        kind = office.Kind(
            name=source,
            label=source,
            import_filter=import_filter,
            target=target,
            export_filter=export_filter,
        )
        here = [folder / f"{name}.{source}" for name in NAMES]
        there = [path if path.exists() else EXAMPLES / path.name for path in here]
        for path, data in zip(
            here, office.convert(kind, [path.read_bytes() for path in there], DEFAULT), strict=True
        ):
            assert data is not None
            path.with_suffix(f".{target}").write_bytes(data)

    save("docx", "MS Word 2007 XML", "odt", "writer8")
    save("odt", "writer8", "doc", "MS Word 97")
    save("odt", "writer8", "rtf", "Rich Text Format")
    save("xlsx", "Calc MS Excel 2007 XML", "ods", "calc8")
    for name in NAMES:
        (folder / f"{name}.wps").write_bytes((folder / f"{name}.doc").read_bytes())
    return folder


@pytest.mark.parametrize("suffix", ["odt", "doc", "wps", "rtf", "ods"])
@pytest.mark.parametrize("name", NAMES)
def test_a_converted_file_gives_the_same_submission(name: str, suffix: str, saved_as: Path) -> None:
    assert claimed(saved_as / f"{name}.{suffix}") == claimed(EXAMPLES / f"{name}.docx")


def test_the_conversion_is_said(saved_as: Path) -> None:
    document = read(saved_as / "qinghe-2024.wps")
    assert (document.format, "LibreOffice" in document.notes[0]) == ("doc", True)
    assert not any("后缀" in note for note in document.notes)


def _by_openpyxl() -> bytes:
    """A workbook whose formula has no value at all."""
    book = openpyxl.Workbook()
    book.active.append([8, "=A1-0.5"])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _by_xlsxwriter() -> bytes:
    """A workbook whose formula has a nought, to be worked out when it is opened."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        book.add_worksheet().write_row(0, 0, [8, "=A1-0.5"])
    return buffer.getvalue()


@pytest.mark.parametrize("build", [_by_openpyxl, _by_xlsxwriter])
def test_formulas_without_values_are_worked_out(build: Callable[[], bytes]) -> None:
    need_soffice()
    document = read_bytes(build(), "a.xlsx")
    assert [cell.text for cell in document.tables[0].cells] == ["8", "7.5"]
    assert "由 LibreOffice 计算" in document.notes[0]


def test_a_damaged_file_is_said_and_the_others_are_converted(
    saved_as: Path, tmp_path: Path
) -> None:
    whole = saved_as / "qinghe-2024.doc"
    broken = tmp_path / "broken.doc"
    broken.write_bytes(whole.read_bytes()[:3000] + "WordDocument".encode("utf-16-le"))
    converted = convert([broken, whole, tmp_path / "missing.doc"])
    assert {path: bool(data) for path, data in converted.items()} == {broken: False, whole: True}
    with pytest.raises(InputError, match="LibreOffice 未能在"):
        read(broken, converted=converted)


class _Listener(http.server.BaseHTTPRequestHandler):
    asked: list[str] = []  # noqa: RUF012 - the handler is made anew for each request

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def listener() -> Iterator[int]:
    server = http.server.HTTPServer(("127.0.0.1", 0), _Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_nothing_is_fetched_and_no_macro_runs(tmp_path: Path, listener: int) -> None:
    need_soffice()
    marker = tmp_path / "marker"
    document = read_bytes(_open_document(f"http://127.0.0.1:{listener}/a.png", marker), "a.odt")
    assert any("到此为止" in line for line in document.paragraphs)
    assert _Listener.asked == []
    assert not marker.exists()


def _open_document(link: str, marker: Path) -> bytes:
    """An odt with a linked picture and section, and a macro that runs when it is opened."""
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" '
        'xmlns:dom="http://www.w3.org/2001/xml-events" '
        'xmlns:ooo="http://openoffice.org/2004/office" '
        'xmlns:xlink="http://www.w3.org/1999/xlink"'
    )
    call = "vnd.sun.star.script:Standard.Module1.Main?language=Basic&amp;location=document"
    content = (
        f'<office:document-content {names} office:version="1.2"><office:scripts>'
        f'<office:event-listeners><script:event-listener script:language="ooo:script" '
        f'script:event-name="dom:load" xlink:href="{call}" xlink:type="simple"/>'
        f"</office:event-listeners></office:scripts><office:body><office:text>"
        f'<text:p><draw:frame><draw:image xlink:href="{link}" xlink:type="simple"/></draw:frame>'
        f'到此为止</text:p><text:section text:name="s"><text:section-source xlink:href="{link}"/>'
        f"<text:p>链接</text:p></text:section></office:text></office:body>"
        f"</office:document-content>"
    )
    basic = "http://openoffice.org/2000/script"
    library = "http://openoffice.org/2000/library"
    macro = f'Sub Main\nOpen "{marker}" For Output As #1\nClose #1\nEnd Sub'
    module = (
        f'<script:module xmlns:script="{basic}" script:name="Module1" '
        f'script:language="StarBasic"><![CDATA[{macro}]]></script:module>'
    )
    members = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": content,
        "Basic/script-lc.xml": (
            f'<library:libraries xmlns:library="{library}" '
            f'xmlns:xlink="http://www.w3.org/1999/xlink">'
            f'<library:library library:name="Standard" library:link="false"/></library:libraries>'
        ),
        "Basic/Standard/script-lb.xml": (
            f'<library:library xmlns:library="{library}" library:name="Standard" '
            f'library:readonly="false"><library:element library:name="Module1"/></library:library>'
        ),
        "Basic/Standard/Module1.xml": module,
        "META-INF/manifest.xml": _manifest(),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def _manifest() -> str:
    entries = {
        "/": "application/vnd.oasis.opendocument.text",
        "content.xml": "text/xml",
        "Basic/script-lc.xml": "text/xml",
        "Basic/Standard/script-lb.xml": "text/xml",
        "Basic/Standard/Module1.xml": "text/xml",
    }
    lines = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in entries.items()
    )
    name = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return f'<manifest:manifest xmlns:manifest="{name}">{lines}</manifest:manifest>'


# --- stand-ins: what LibreOffice does when it fails --------------------------------------------


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a script in the place of LibreOffice; it logs each call to ``calls``."""
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\necho call >> {tmp_path}/calls\n. {tmp_path}/body\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(office, "soffice", lambda: str(program))
    return tmp_path


def test_without_libreoffice_one_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "soffice", lambda: None)
    with pytest.raises(InputError, match=r"^a.rtf：这是 RTF 格式.*LibreOffice.*另存为 docx"):
        read_bytes(RTF, "a.rtf")


def test_without_libreoffice_nothing_is_converted_beforehand(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(office, "soffice", lambda: None)
    path = tmp_path / "a.rtf"
    path.write_bytes(RTF)
    assert convert([path]) == {}


def test_a_conversion_that_hangs_is_stopped_with_all_that_it_started(stand_in: Path) -> None:
    (stand_in / "body").write_text(f"(sleep 3; touch {stand_in}/late) &\nsleep 30\n")
    with pytest.raises(InputError, match="未能在 1 秒内打开"):
        read_bytes(RTF, "a.rtf", replace(DEFAULT, seconds=1))
    assert not (stand_in / "late").exists()


def test_many_files_take_one_process(stand_in: Path) -> None:
    body = (
        'for each; do case "$each" in *.rtf) mkdir -p out; '
        'echo x > "out/$(basename "$each" .rtf).docx";; esac; done\n'
    )
    (stand_in / "body").write_text(body)
    assert office.convert(office.KINDS["rtf"], [RTF] * 40, DEFAULT) == [b"x\n"] * 40
    assert (stand_in / "calls").read_text().count("call") == 1


def test_a_file_that_stops_the_process_does_not_cost_the_others(stand_in: Path) -> None:
    """The stand-in dies at a bad file, before it comes to those after it."""
    body = (
        'for each; do case "$each" in *.rtf) grep -q bad "$each" && exit 1; mkdir -p out; '
        'echo x > "out/$(basename "$each" .rtf).docx";; esac; done\n'
    )
    (stand_in / "body").write_text(body)
    files = [RTF, b"{\\rtf1 bad}", RTF]
    assert office.convert(office.KINDS["rtf"], files, DEFAULT) == [b"x\n", None, b"x\n"]
