"""Word documents made to cost time: linear, or refused with one sentence."""

import time

import pytest
from wordfiles import (
    definition,
    field,
    in_list,
    lvl,
    mark,
    members,
    num,
    p,
    para,
    r,
    style,
    tbl,
    tc,
    texts,
    tr,
    word,
    zipped,
)

from reviewer.errors import InputError
from reviewer.limits import Limits
from reviewer.model import Document
from reviewer.readers import read_bytes

LISTS = definition(0, lvl(0, "%1.")) + num(1, 0)


def within(seconds: float, body: str, **parts: str) -> Document | None:
    """Read a hostile file: quickly, and at worst with one sentence."""
    files = zipped(members(body, **parts))
    begun = time.monotonic()
    try:
        # the limits on how far a file may unpack have tests of their own
        return read_bytes(files, "a.docx", Limits(ratio=1_000_000))
    except InputError:
        return None
    finally:
        assert time.monotonic() - begun < seconds


def nested(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + p("底") + "</w:tc></w:tr></w:tbl>" * depth


def test_nesting() -> None:
    found = within(5, nested(80))
    assert found is not None
    assert found.paragraphs == ("底",) or texts(found) == ["底"]
    with pytest.raises(InputError, match="嵌套过深"):
        word(nested(1000))
    for opening, closing in (
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
        ("<mc:AlternateContent><mc:Choice>", "</mc:Choice></mc:AlternateContent>"),
        ("<w:p><m:oMath><m:d><m:e>", "</m:e></m:d></m:oMath></w:p>"),
    ):
        depth = 240 // opening.count("<")
        within(5, opening * depth + p("底") + closing * depth)


def test_long_files_take_linear_time() -> None:
    numbered = p("项", in_list(1))
    many = definition(0, lvl(0, "%1" * 30_000, "upperLetter")) + num(1, 0)
    chain = "".join(style(f"s{n}", base=f"s{n + 1}") for n in range(20_000))
    chain += style("s20000", f"<w:pPr>{in_list(1)}</w:pPr>")
    chained = "".join(p("项", f'<w:pStyle w:val="s{n}"/>') for n in range(20_000))
    linked = "".join(
        definition(n, extra=f'<w:numStyleLink w:val="l{n}"/>') + num(n, n) for n in range(5_000)
    )
    links = "".join(style(f"l{n}", f"<w:pPr>{in_list(n + 1)}</w:pPr>") for n in range(5_000))
    marks = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>"
    assert within(20, numbered * 40_000, lists=LISTS)
    assert within(20, numbered * 20_000, lists=many)
    assert within(20, chained, styles=chain, lists=LISTS).paragraphs[-1] == "20000.项"
    assert within(
        20, "".join(p("项", in_list(n)) for n in range(5_000)), lists=linked, styles=links
    )
    assert within(20, marks * 40_000)
    assert within(20, para(mark("begin") * 40_000))
    assert within(20, para(field("=A", None) * 20_000))
    assert within(20, tbl(tr(tc(p("")) * 20_000)))
    assert within(20, para(*(r("甲") for _ in range(40_000))))


def test_a_table_that_is_absurdly_large_is_refused() -> None:
    wide = tr(tc("<w:p/>") * 2_000)
    with pytest.raises(InputError, match="表格过大"):
        word(tbl(wide, *(tr(tc("<w:p/>")) for _ in range(2_000))))
