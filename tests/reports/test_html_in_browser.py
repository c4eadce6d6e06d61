"""The HTML report as a reader has it: in a real Chromium, from a file, with and without scripts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from batches import batch
from browsing import Visit, chromium, opened
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from reviewer.model import Batch, IndicatorReview, Profile
from reviewer.reports import html

# What is left of the long narrative, still enough to scroll.
KEPT = 2500


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("html"), batch())


@pytest.fixture
def visit(browser: Browser, brief: Path) -> Iterator[Visit]:
    with opened(browser, brief) as found:
        yield found
        assert found.troubles == []


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the same report with the end of its long narrative only: a browser takes its time."""
    run = batch()
    rows = list(run.reviews[0].indicators)
    rows[6] = shortened(rows[6])
    first = replace(run.reviews[0], indicators=tuple(rows))
    folder = tmp_path_factory.mktemp("brief")
    return written(folder, replace(run, reviews=(first, *run.reviews[1:])))


def shortened(row: IndicatorReview) -> IndicatorReview:
    narrative = row.indicator.narrative
    away = len(narrative) - KEPT
    findings = tuple(
        replace(
            finding,
            evidence=tuple(
                replace(span, start=span.start - away, end=span.end - away)
                for span in finding.evidence
            ),
        )
        for finding in row.findings
    )
    return replace(
        row,
        indicator=replace(row.indicator, narrative=narrative[away:]),
        analysis=replace(row.analysis, quantities=row.analysis.quantities[:9]),
        findings=findings,
    )


def written(folder: Path, run: Batch) -> Path:
    path = folder / "审核结果.html"
    path.write_text(html.render(run), encoding="utf-8", newline="")
    return path


def shown(page: Page) -> list[str]:
    return page.eval_on_selector_all(
        ".row", "rows => rows.filter(r => r.offsetParent).map(r => r.id)"
    )


def here(page: Page) -> str:
    return page.evaluate("document.activeElement.closest('.row')?.id ?? ''")


# --- safe -------------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", Profile)
def test_hostile_texts_do_nothing(browser: Browser, tmp_path: Path, profile: Profile) -> None:
    path = written(tmp_path, batch(profile))
    with opened(browser, path) as visit:
        page = visit.page
        unfold(page)
        assert page.locator("main script, main img, main style, main i, main b > *").count() == 0
        assert not [said for said in page.locator("main b").all_inner_texts() if "粗" in said]
        expect(page.locator("#s1-i1 .narrative")).to_contain_text("<script>alert(1)</script>")
        expect(page.locator("#s1-i8 .name")).to_have_text("第8项 <b>粗</b>")
        page.wait_for_timeout(200)
        assert visit.troubles == []


def test_the_policy_stops_a_script_and_a_style_that_got_in(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "改.html"
    bad = "<script>document.title = 'in'</script><p id=p style='color: red' onclick='1'>x</p>"
    path.write_text(html.render(batch()).replace("</main>", f"{bad}</main>"), encoding="utf-8")
    with opened(browser, path) as visit:
        assert visit.page.title() != "in"
        assert len([one for one in visit.troubles if "Content Security Policy" in one]) >= 2


# --- readable ---------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [1280, 390])
def test_it_fits_its_window(browser: Browser, file: Path, width: int) -> None:
    with opened(browser, file, viewport={"width": width, "height": 800}) as visit:
        page = visit.page
        unfold(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert beyond(page, width) == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_it_is_accessible(browser: Browser, brief: Path, width: int, scheme: str) -> None:
    size = {"width": width, "height": 800}
    with opened(browser, brief, viewport=size, color_scheme=scheme) as visit:
        page = visit.page
        unfold(page)
        assert grave(page) == []
        page.click("#help")
        assert grave(page, "#keys") == []
        assert visit.troubles == []


def unfold(page: Page) -> None:
    page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")


def beyond(page: Page, width: int) -> list[str]:
    """Return what sticks out of the window, save in a frame that scrolls."""
    return page.evaluate(
        """width => [...document.querySelectorAll('main *')]
            .filter(e => !e.closest('.long, thead') && e.getBoundingClientRect().right > width + 1)
            .map(e => e.outerHTML.slice(0, 80))""",
        width,
    )


def grave(page: Page, within: str = "html") -> list[str]:
    """Return what axe finds that is serious or critical."""
    found = Axe().run(page, within).response["violations"]
    return [
        f"{one['id']}: {node['html'][:120]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:3]
    ]


def test_it_is_whole_without_scripts(browser: Browser, brief: Path) -> None:
    with opened(browser, brief, java_script_enabled=False) as visit:
        page = visit.page
        expect(page.locator("#bar")).to_be_hidden()
        expect(page.locator("#keys")).to_be_hidden()
        expect(page.locator("#s1-i7 .message")).to_be_visible()
        expect(page.locator("#s1-i9 .narrative")).to_be_hidden()
        page.click("#s1-i9 summary >> nth=0")
        expect(page.locator("#s1-i9 .narrative")).to_be_visible()
        page.click(".overview a >> nth=1")
        expect(page.locator("#s2")).to_be_in_viewport()


@pytest.mark.parametrize("scripts", [True, False])
def test_on_paper_all_is_open_and_bars_are_gone(
    browser: Browser, brief: Path, tmp_path: Path, scripts: bool
) -> None:
    with opened(browser, brief, java_script_enabled=scripts, color_scheme="dark") as visit:
        visit.page.pdf(path=tmp_path / "a.pdf", format="A4")
    pages = PdfReader(tmp_path / "a.pdf").pages
    printed = "".join("".join(page.extract_text() for page in pages).split())
    # The fonts name some characters as radicals.
    text = unicodedata.normalize("NFKC", printed)
    narrative = batch().reviews[0].indicators[6].indicator.narrative[-KEPT:]
    assert "注销156所" in text
    assert "成立" in text
    assert text.count("印发文件3份,") == narrative.count("印发文件3份，")
    assert "快捷键" not in text


def test_a_long_narrative_scrolls_in_its_frame_and_its_phrase_is_found(
    browser: Browser, file: Path
) -> None:
    with opened(browser, file) as visit:
        page = visit.page
        assert page.locator("#s1-i7 .narrative").bounding_box()["height"] < 600
        page.click("#s1-i7-f1 dd a")
        expect(page.locator("#s1-i7 mark").first).to_be_in_viewport()
        page.click("#s1-i7 mark a >> nth=0")
        expect(page.locator("#s1-i7-f1")).to_be_in_viewport()
        assert visit.troubles == []


# --- worked with ------------------------------------------------------------------------------


def test_levels_are_filtered_and_it_is_said_how_many_are_shown(visit: Visit) -> None:
    page = visit.page
    status = page.locator("#status")
    expect(status).to_have_text("显示 11 / 11 项")
    page.uncheck("input[value=high]")
    page.uncheck("input[value=none]")
    assert shown(page) == ["s1-i3", "s1-i4"]
    expect(status).to_have_text("显示 2 / 11 项")
    expect(page.locator("#s2 .nothing")).to_be_visible()
    page.keyboard.press("Escape")
    expect(status).to_have_text("显示 11 / 11 项")
    assert page.is_checked("input[value=high]")


def test_what_is_new_is_filtered(visit: Visit) -> None:
    page = visit.page
    page.select_option("#state", "new")
    new = set(shown(page))
    page.select_option("#state", "persisting")
    assert new == {"s1-i1", "s1-i3", "s1-i5", "s1-i7"}
    assert set(shown(page)) == {"s1-i2", "s1-i6", "s1-i8", "s1-i10"}


def test_titles_narratives_and_doubts_are_searched(visit: Visit) -> None:
    page = visit.page
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "query"
    for words, found in (
        ("表情", ["s1-i6"]),
        ("未达标，正在整改", ["s1-i2", "s1-i1", "s1-i5", "s1-i6", "s1-i7", "s1-i8", "s1-i4"]),
        ("几乎没有写出事实", ["s1-i3"]),
        ("注销156所", ["s1-i9"]),
        ("=CMD|", ["s1-i2"]),
        ("没有这样的字", []),
    ):
        page.keyboard.type(words)
        assert shown(page) == found, words
        page.fill("#query", "")
    page.fill("#query", "注销156所")
    expect(page.locator("#s1-i9 .narrative")).to_be_visible()
    page.keyboard.press("Escape")
    assert page.input_value("#query") == ""
    assert len(shown(page)) == 11
    expect(page.locator("#s1-i9 .narrative")).to_be_hidden()


def test_j_and_k_go_through_what_is_shown(visit: Visit) -> None:
    page = visit.page
    order = shown(page)
    for row in order[:3]:
        page.keyboard.press("j")
        assert here(page) == row
    page.keyboard.press("k")
    assert here(page) == order[1]
    expect(page.locator(f"#{order[1]} h4")).to_be_in_viewport()
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(outline) != "none"
    page.uncheck("input[value=high]")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    assert here(page) == "s1-i3"
    for _ in range(2):
        page.keyboard.press("j")
    assert here(page) == "s1-i9"
    page.keyboard.press("Enter")
    expect(page.locator("#s1-i9 .narrative")).to_be_visible()


def test_letters_typed_into_the_search_move_nothing(visit: Visit) -> None:
    page = visit.page
    page.keyboard.press("/")
    page.keyboard.type("jk?/")
    assert page.input_value("#query") == "jk?/"
    expect(page.locator("#keys")).to_be_hidden()


def test_the_keys_are_shown_in_a_dialog(visit: Visit) -> None:
    page = visit.page
    page.uncheck("input[value=low]")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    assert not page.is_checked("input[value=low]")
    page.click("#help")
    page.click("#close")
    expect(page.locator("#keys")).to_be_hidden()


def test_a_link_to_a_row_that_is_filtered_out_shows_it(visit: Visit) -> None:
    page = visit.page
    page.uncheck("input[value=none]")
    assert "s1-i9" not in shown(page)
    page.click(".strip a[href='#s1-i9']")
    expect(page.locator("#s1-i9 .narrative")).to_be_visible()
    expect(page.locator("#s1-i9 h4")).to_be_in_viewport()


def test_a_single_plain_report_is_accessible_too(browser: Browser, tmp_path: Path) -> None:
    run = batch()
    path = written(tmp_path, replace(run, reviews=run.reviews[1:], failures=()))
    with opened(browser, path) as visit:
        assert visit.page.title() == "云岭市2022年自评表 · 审核结果"
        assert grave(visit.page) == []
        assert visit.troubles == []
