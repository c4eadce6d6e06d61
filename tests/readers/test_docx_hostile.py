"""Word documents made to cost time: linear, or refused with one sentence."""

import contextlib
import copy
import random
import time

import pytest
from lxml import etree
from wordfiles import (
    both,
    box,
    definition,
    field,
    flat_xml,
    in_list,
    lvl,
    mark,
    members,
    num,
    p,
    para,
    r,
    sdt,
    style,
    table,
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


MANY = 20_000
LONG_LABEL = definition(0, lvl(0, "%1" * 30_000, "upperLetter")) + num(1, 0)
CHAIN = "".join(style(f"s{n}", base=f"s{n + 1}") for n in range(MANY))
CHAINED = "".join(p("项", f'<w:pStyle w:val="s{n}"/>') for n in range(MANY))
LINKED = "".join(
    definition(n, extra=f'<w:numStyleLink w:val="l{n}"/>') + num(n, n) for n in range(2_000)
)
LINKS = "".join(style(f"l{n}", f"<w:pPr>{in_list(n + 1)}</w:pPr>") for n in range(2_000))


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        (p("项", in_list(1)) * MANY, {"lists": LISTS}),
        (p("项", in_list(1)) * MANY, {"lists": LONG_LABEL}),
        (CHAINED, {"styles": CHAIN + style(f"s{MANY}", f"<w:pPr>{in_list(1)}</w:pPr>")}),
        ("".join(p("项", in_list(n)) for n in range(2_000)), {"lists": LINKED, "styles": LINKS}),
        (para(r("甲"), properties="<w:rPr><w:del/></w:rPr>") * MANY, {}),
        (para(mark("begin") * MANY), {}),
        (para(mark("begin") * MANY, mark("end") * MANY), {}),
        (para(field("=A", None) * MANY), {}),
        (tbl(tr(tc(p("")) * MANY)), {}),
        (tbl(tr(tc(p("甲"), "<w:vMerge/>")) * MANY), {}),
        (para(r("甲") * MANY), {}),
        (para((r("甲") + box(p("乙"))) * MANY), {}),
        (para(both("<w:r/>", r("甲")) * MANY), {}),
    ],
    ids=range(13),
)
def test_long_files_take_linear_time(body: str, parts: dict[str, str]) -> None:
    assert within(10, body, **parts) is not None


def test_a_long_chain_of_styles_is_followed_to_its_end() -> None:
    numbered = style(f"s{MANY}", f"<w:pPr>{in_list(1)}</w:pPr>")
    found = within(10, CHAINED, lists=LISTS, styles=CHAIN + numbered)
    assert found is not None
    assert found.paragraphs[-1] == f"{MANY}.项"


def test_a_table_that_is_absurdly_large_is_refused() -> None:
    wide = tr(tc("<w:p/>") * 2_000)
    with pytest.raises(InputError, match="表格过大"):
        word(tbl(wide, *(tr(tc("<w:p/>")) for _ in range(2_000))))


def everything() -> dict[str, str | bytes]:
    """Return the parts of a document that has a little of everything."""
    change = f"<w:ins>{r('新')}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    fields = field("=SUM(A)", r("3")) + field("REF x", None) + field("eq \\o\\ac(○,3)", None)
    half = "<m:f><m:num><m:t>1</m:t></m:num><m:den><m:t>2</m:t></m:den></m:f>"
    odd = r("藏", "<w:vanish/>") + '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    boxed = para(both(box(p("题") + table("甲|乙")), box(p("题"))))
    rows = (
        tr(
            tc(p("一", in_list(1)), '<w:vMerge w:val="restart"/>'), tc(para(change.format(r("新"))))
        ),
        sdt(tr(tc(para(f"<m:oMath>{half}</m:oMath>", odd), "<w:vMerge/>"), tc(p("二")))),
        tr(tc(table("a|b", "c|d") + boxed), sdt(tc(p("点此")), "<w:showingPlcHdr/>")),
    )
    gone = para(fields, odd, properties="<w:rPr><w:del/></w:rPr>")
    return members(
        p("题", '<w:pStyle w:val="s2"/>') + gone + tbl(*rows) + boxed + p("尾", in_list(2, 1)),
        lists=definition(0, lvl(0, "%1."), lvl(1, "%1.%2", extra="<w:isLgl/>"))
        + num(1, 0)
        + num(2, 0, '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="3"/></w:lvlOverride>'),
        styles=style("s1", f"<w:pPr>{in_list(1, None)}</w:pPr>") + style("s2", base="s1"),
    )


VALUES = ("", "0", "-1", "9" * 30, "５", "restart", "cont", "begin", "separate", "end", "s1", "%9")


def disturbed(xml: str, source: random.Random) -> str:
    """Return XML with elements renamed, moved, copied and dropped, and values changed."""
    root = etree.fromstring(xml)
    for _ in range(source.randint(1, 8)):
        elements = [e for e in root.iter() if e is not root]
        one, other = source.choice(elements), source.choice(elements)
        what = source.randrange(4)
        if what == 0:
            one.tag = other.tag
        elif what == 1 and one not in other.iterancestors() and one is not other:
            other.append(one)
        elif what == 2:
            one.addnext(copy.deepcopy(other))
        elif one.attrib:
            one.set(source.choice(list(one.attrib)), source.choice(VALUES))
    return etree.tostring(root, encoding="unicode")


@pytest.mark.parametrize("seed", range(200))
def test_any_element_anywhere(seed: int) -> None:
    source, parts = random.Random(seed), everything()
    for name in source.sample([name for name in parts if name.startswith("word/")], 2):
        parts[name] = disturbed(str(parts[name]), source)
    data, name = (flat_xml(parts).encode(), "a.xml") if seed % 4 == 0 else (zipped(parts), "a.docx")
    with contextlib.suppress(InputError):
        assert read_bytes(data, name).format == "docx"
