"""A finding keeps its fingerprint while its words stay, and no other finding has it."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from batches import reviewed
from rounds.forms import ADMITS, FORM, SAFETY, STUDY, SURVEY, Row, csv_of

from reviewer import knowledge, pipeline
from reviewer.findings import bare, distinct, row_keys
from reviewer.model import Indicator, Options, Review, Suppression
from reviewer.reports.wording import findings_of


def review_of(*rows: Row) -> Review:
    return reviewed(csv_of(rows).encode(), "清河县2024年自评表.csv")


def ids(review: Review) -> list[str]:
    return sorted(f.id for result in review.indicators for f in result.findings)


ADDED: Row = ("4.新增一行", "5", "全年组织学习9次，印发文件2份。", "5")
RENUMBERED = (STUDY, ADDED, ("5.校园安全", *SAFETY[1:]), ("6.满意度", *SURVEY[1:]))
WIDE = (
    STUDY,
    ("2.校园 安全", "10", f"开展检查１２次。{ADMITS}", "10"),
    ("3.满意度", "10", "自评 暂不扣分。", "10"),
)
MOVED = (STUDY, ("2.校园安全", "10", f"{ADMITS}另外开展检查12次。", "10"), SURVEY)


@pytest.mark.parametrize("rows", [RENUMBERED, WIDE, MOVED], ids=["renumbered", "wide", "moved"])
def test_the_same_words_keep_the_fingerprint(rows: tuple[Row, ...]) -> None:
    assert ids(review_of(*FORM))
    assert set(ids(review_of(*FORM))) <= set(ids(review_of(*rows)))


def test_other_words_have_another_fingerprint() -> None:
    other = ("2.校园安全", "10", "开展检查12次。仍有5所学校未通过验收。", "10")
    assert ids(review_of(*FORM)) != ids(review_of(STUDY, other, SURVEY))


def test_no_two_findings_of_a_table_have_one_fingerprint() -> None:
    twice = (("1.安全", *SAFETY[1:]), ("2.安全", *SAFETY[1:]), ("3.满意度", *SURVEY[1:]))
    review = review_of(*twice)
    told = [finding.id for finding in findings_of(review)]
    assert len(told) == len(set(told))


def test_a_reason_for_one_row_is_none_for_its_namesake() -> None:
    review = review_of(("1.安全", *SAFETY[1:]), ("2.安全", *SAFETY[1:]))
    explained = review.indicators[0].findings[0]
    reason = _reason(explained.id)
    known = knowledge.load(None)
    again = pipeline.review(review.submission, known, Options(suppressions=(reason,)))
    assert [silent.finding.id for silent in again.suppressed] == [explained.id]
    assert explained.rule in [finding.rule for finding in again.indicators[1].findings]


def _reason(id_: str) -> Suppression:
    day = datetime.date(2030, 1, 1)
    return Suppression(id=id_, reason="见附件三", author="王", date=day, expires=day)


def test_the_same_doubt_twice_in_a_row_is_two() -> None:
    finding = review_of(*FORM).indicators[1].findings[0]
    first, second, third = distinct([finding, finding, finding])
    assert len({first.id, second.id, third.id}) == 3
    assert first.id == finding.id


def test_rows_are_named_by_title_then_section_then_number_then_order() -> None:
    def row(number: str, title: str, section: str = "") -> Indicator:
        return Indicator(
            number=number, title=title, section=section, full_score=None, self_score=None,
            narrative="",
        )  # fmt: skip

    keys = row_keys(
        [row("1", "甲"), row("2", "乙", "A"), row("3", "乙", "B"), row("4", "丙"), row("5", "丙"),
         row("6", ""), row("6", ""), row("7", "甲 １")]
    )  # fmt: skip
    assert len(set(keys)) == 8
    assert keys[0] == "甲"
    assert keys[7] == "甲1"
    assert "2" not in keys[1]


def test_what_nobody_sees_is_no_part_of_a_fingerprint() -> None:
    assert bare("\ufeff５０ ％\u200b\u3000是\x01\n") == "50%是"


def test_a_total_that_is_wrong_in_another_way_is_another_finding() -> None:
    def total(said: str) -> str:
        (finding,) = reviewed(csv_of(FORM, said).encode(), "清河县2024年自评表.csv").findings
        return finding.id

    assert total("29") != total("28")


def test_examples_have_distinct_fingerprints() -> None:
    folder = Path(__file__).parents[2] / "corpora/examples"
    for path in sorted(folder.glob("*.csv")):
        told = [finding.id for finding in findings_of(reviewed(path.read_bytes(), path.name))]
        assert len(told) == len(set(told))
