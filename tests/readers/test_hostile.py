"""Hostile and broken files: an InputError at worst, quickly, and never a traceback."""

import contextlib
import io
import time
import zipfile

import pytest
from forms import BUILDERS, UP, parse
from fuzzing.mutations import mutated
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.errors import InputError


def survives(data: bytes, name: str) -> None:
    with contextlib.suppress(InputError):
        parse(data, name)


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
GRIDS = st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=6)


MANY = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def containers(draw: st.DrawFn) -> tuple[bytes, str]:
    """A real file of any format, with a form of any cells, mutated or whole."""
    build, file = BUILDERS[draw(st.sampled_from(sorted(BUILDERS)))]
    data = build(draw(GRIDS), title=draw(st.sampled_from(["", "东湖市2022年自评表"])))
    for _ in range(draw(st.integers(0, 3))):
        data = mutated(data, draw(st.randoms(use_true_random=False)))
    return data, file


@MANY
@given(containers())
def test_any_container(container: tuple[bytes, str]) -> None:
    survives(*container)


@MANY
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    survives(data, "a.bin")


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
    with pytest.raises(InputError, match="6000 个部分"):
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
