"""Hostile and broken files: an InputError at worst, quickly, and never a traceback."""

import contextlib
import io
import random
import time
import zipfile

import pytest
from forms import BUILDERS, UP, Grid, parse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.errors import InputError

ROWS: Grid = [
    ["一级指标", "二级指标", "自评说明", "自评得分"],
    ["组织（12分）", "1.会议（4分）", "召开会议5次，印发文件3份。", "4"],
    [UP, "2.整改（8分）", "已整改4项。", "7.5"],
]
SAMPLES = {
    name: (build(ROWS, title="东湖市自评表"), file) for name, (build, file) in BUILDERS.items()
}


def survives(data: bytes, name: str) -> None:
    with contextlib.suppress(InputError):
        parse(data, name)


def mutated(data: bytes, seed: int) -> bytes:
    """Return data with some bytes changed, a piece cut out or doubled."""
    source = random.Random(seed)
    changed = bytearray(data)
    for _ in range(source.randint(1, 20)):
        changed[source.randrange(len(changed))] = source.randrange(256)
    start = source.randrange(len(changed))
    piece = changed[start : start + source.randrange(200)]
    if source.random() < 0.5:
        del changed[start : start + len(piece)]
    else:
        changed[start:start] = piece
    return bytes(changed)


def repacked(data: bytes, seed: int) -> bytes:
    """Return a zip whose members, not whose bytes, are mutated."""
    source = random.Random(seed)
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for member in old.namelist():
            part = old.read(member)
            inner = member.endswith(("document.xml", "sheet1.xml", "sharedStrings.xml"))
            new.writestr(member, mutated(part, source.randrange(10**6)) if inner else part)
    return buffer.getvalue()


@pytest.mark.parametrize("sample", SAMPLES)
def test_mutated_bytes(sample: str) -> None:
    data, name = SAMPLES[sample]
    for seed in range(60):
        survives(mutated(data, seed), name)


@pytest.mark.parametrize("sample", ["docx", "xlsx"])
def test_mutated_members(sample: str) -> None:
    data, name = SAMPLES[sample]
    for seed in range(60):
        survives(repacked(data, seed), name)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    survives(data, "a.bin")


CELLS = st.sampled_from(
    [
        "",
        "指标",
        "分值",
        "得分",
        "自评说明",
        "合计",
        "1.会议（4分）",
        "4",
        "满分",
        "一、组织",
        UP,
        "扣1分",
        "长" * 40,
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=6))
def test_any_grid(rows: Grid) -> None:
    for name in ("csv", "html", "dump"):
        build, file = BUILDERS[name]
        survives(build(rows), file)


def test_zip_bomb() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 50_000_000)
    begun = time.monotonic()
    with pytest.raises(InputError, match="过大"):
        parse(buffer.getvalue(), "a.docx")
    assert time.monotonic() - begun < 2


def test_many_members() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(6000):
            archive.writestr(f"word/{number}.xml", b"")
    with pytest.raises(InputError, match="过大"):
        parse(buffer.getvalue(), "a.docx")


@pytest.mark.parametrize(
    "entity",
    [
        "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "x" * 10}">' for n in range(12)),
        '<!ENTITY a11 SYSTEM "file:///etc/passwd">',
    ],
)
def test_entities_do_not_expand(entity: str) -> None:
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "<w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body>"
    xml = f'<!DOCTYPE d [{entity}]><w:document xmlns:w="{namespace}">{body}</w:document>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", xml)
    with pytest.raises(InputError, match=r"实体|损坏"):
        parse(buffer.getvalue(), "a.docx")


def test_deep_nesting() -> None:
    for tag in ("div", "table><tr><td", "b"):
        page = f"<html><body>{f'<{tag}>' * 5000}指标"
        survives(page.encode(), "a.html")


def test_long_lines_take_linear_time() -> None:
    begun = time.monotonic()
    for text in (
        "，" * 300_000,
        "\t" * 100_000,
        "1" * 300_000,
        "|" * 100_000,
        '"' + "a,b\n" * 50_000,
    ):
        survives(f"指标\t得分\t自评说明\n{text}\n{text}\t4\t5".encode(), "a.txt")
    assert time.monotonic() - begun < 20
