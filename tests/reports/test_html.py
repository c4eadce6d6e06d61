"""The HTML report as a file: whole, safe, small, its links lead somewhere."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import re
from functools import lru_cache
from pathlib import Path

import pytest
from batches import batch, hostile, reviewed
from lxml import html as parser
from reports import texts

from reviewer.model import Batch, Profile, Review
from reviewer.reports import html, wording
from reviewer.reports.page.characters import bare

EXAMPLE = Path(__file__).parents[2] / "corpora/examples/fuxin-2022.docx"
MOST_BYTES = 2_000_000


@lru_cache
def page(profile: Profile = Profile.INSPECTOR) -> parser.HtmlElement:
    return parser.document_fromstring(html.render(batch(profile)))


def run_of(review: Review) -> Batch:
    return Batch(reviews=(review,), failures=(), version="1", lexicons="sha256:0")


def test_the_policy_knows_the_blocks_by_their_hashes_and_lets_nothing_else_in() -> None:
    document = page()
    (policy,) = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    for tag, name in (("style", "style-src"), ("script", "script-src")):
        (block,) = document.xpath(f"//{tag}/text()")
        digest = base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()
        assert rules.pop(name) == f"'sha256-{digest}'"
    assert rules == {
        "default-src": "'none'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_nothing_is_asked_of_the_network() -> None:
    document = page()
    links = document.xpath("//@src | //@href | //@action | //@srcset")
    assert links
    assert all(link.startswith("#") or link == "data:," for link in links)
    assert not document.xpath("//@style | //@*[starts-with(name(), 'on')]")
    style = document.xpath("//style/text()")[0]
    assert "url(" not in style
    assert "@import" not in style


def test_every_link_leads_to_a_place_and_every_place_has_one_name() -> None:
    document = page()
    ids = document.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in document.xpath("//a/@href")} <= set(ids)


def test_the_narratives_are_whole() -> None:
    shown = page().xpath("//article//div[contains(@class, 'narrative')]")
    texts_shown = {bare(one.text_content()) for one in shown}
    for result in hostile().indicators:
        assert bare(result.indicator.narrative) in texts_shown


def test_a_mark_is_exactly_the_evidence_and_leads_to_its_doubt() -> None:
    review = reviewed(EXAMPLE.read_bytes(), "fuxin-2022.docx")
    document = parser.document_fromstring(html.render(run_of(review)))
    for place, result in enumerate(review.indicators, 1):
        name = f"s1-i{place}"
        wanted = {n for f in result.findings for e in f.evidence for n in range(e.start, e.end)}
        narrative = result.indicator.narrative
        marked = "".join(document.xpath(f"//article[@id='{name}']//mark//text()"))
        assert marked == bare("".join(narrative[n] for n in sorted(wanted)))
        for n, finding in enumerate(result.findings, 1):
            refs = document.xpath(f"//a[@class='ref'][@href='#{name}-f{n}']/@data-ref")
            assert bool(refs) == bool(finding.evidence)
            (said,) = document.xpath(f"//li[@id='{name}-f{n}']")
            assert finding.message in said.text_content()
            assert finding.id[:8] in said.text_content()


def test_what_is_right_stands_first() -> None:
    shown = texts.of_html(html.render(run_of(hostile())))
    order = (
        "10项都有自评得分",
        "相比：新增",
        "各项自评得分之和为99",
        "建议核查 8 项",
        "未见不一致 1 项",
    )
    places = [shown.index(words) for words in order]
    assert places == sorted(places)
    assert "160 = 156 + 4" in shown


def test_rows_without_a_doubt_are_closed_and_those_with_one_are_not() -> None:
    for article in page().xpath("//article"):
        closed = article.get("data-level") == "none"
        assert bool(article.xpath("./details[not(@open)]")) == closed


def test_a_closed_row_says_that_a_deduction_answers_for_its_problems() -> None:
    data = "指标,分值,自评说明,自评得分\n1.整改,10,配备教师12人。仍有3所学校未达标。,7\n".encode()
    review = reviewed(data, "云岭市2022年自评表.csv")
    document = parser.document_fromstring(html.render(run_of(review)))
    (summary,) = document.xpath("//summary[h4]")
    assert "问题已写明并已扣分" in summary.text_content()


def test_a_writer_reads_it_in_other_words_and_never_too_high() -> None:
    shown = texts.of_html(html.render(batch(Profile.WRITER)))
    assert "偏高" not in shown
    assert wording.LABELS[Profile.WRITER].doubtful in shown
    assert "可请填报单位" not in shown


@pytest.mark.parametrize("profile", Profile)
def test_no_character_turns_the_page_round_or_is_a_control(profile: Profile) -> None:
    shown = html.render(batch(profile))
    assert not re.findall(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", shown
    )
    assert shown.count('data-code="U+202E"') == 1


def test_without_a_baseline_there_is_no_filter_for_it() -> None:
    assert page().xpath("//select[@id='state']")
    (plain,) = batch().reviews[1:]
    document = parser.document_fromstring(html.render(run_of(plain)))
    assert not document.xpath("//select | //*[@class='overview'] | //*[@class='failures']")
    assert "没有发现得分与说明明显不一致的指标" in document.text_content()


def test_a_run_in_which_nothing_could_be_read_is_a_page_too() -> None:
    run = batch()
    shown = html.render(Batch(reviews=(), failures=run.failures, version="1", lexicons=""))
    assert "未能审核 2 份" in shown


def test_fifty_indicators_are_less_than_two_megabytes() -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("指标", "分值", "自评说明", "自评得分"))
    for n in range(50):
        facts = "".join(
            f"{n + m}月组织检查{m + 3}次，配备教师{n * m + 12}人，投入资金{m}.{n}万元。"
            f"仍有{m + 2}所学校未达标，正在整改中。"
            for m in range(40)
        )
        writer.writerow((f"{n + 1}.第{n}类工作", "2", f"第{n}类：{facts}", "2"))
    review = reviewed(out.getvalue().encode(), "五十项.csv")
    size = len(html.render(run_of(review)).encode())
    assert len(review.indicators) == 50
    assert sum(len(result.indicator.narrative) for result in review.indicators) > 90_000
    assert size < MOST_BYTES
