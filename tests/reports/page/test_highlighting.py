"""A narrative in pieces: all of it, cut where doubts begin and end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.model import Evidence
from reviewer.reports.page.characters import bare
from reviewer.reports.page.content import Doubt, Level, Piece
from reviewer.reports.page.highlighting import pieces

HIGH = Level(name="high", sign="▲", word="高")
LOW = Level(name="low", sign="○", word="低")


def doubt(number: int, level: Level) -> Doubt:
    return Doubt(
        id=f"f{number}",
        number=str(number),
        level=level,
        state="",
        message="",
        parts=(),
        fingerprint="",
    )


def cut(text: str, *spans: tuple[Level, int, int]) -> tuple[Piece, ...]:
    doubts = [doubt(n, level) for n, (level, _, _) in enumerate(spans, 1)]
    evidence = [[Evidence(start=start, end=end, role="")] for _, start, end in spans]
    return pieces(text, doubts, evidence)


def test_evidence_of_two_doubts_may_overlap() -> None:
    found = cut("目前正在在整改中。", (LOW, 2, 8), (HIGH, 2, 5))
    assert [piece.text for piece in found] == ["目前", "正在在", "整改中", "。"]
    assert [piece.level for piece in found] == [None, HIGH, LOW, None]
    assert [piece.href for piece in found] == ["", "#f2", "#f1", ""]
    assert [[sign.label for sign in piece.signs] for piece in found] == [[], ["▲2"], ["○1"], []]
    assert found[1].ids == ("f1-t", "f2-t")


def test_evidence_beyond_the_text_is_cut_to_it() -> None:
    assert [piece.text for piece in cut("未达标", (HIGH, 1, 9))] == ["未", "达标"]
    assert cut("", (HIGH, 0, 2)) == ()


def test_a_character_that_can_not_be_shown_stands_as_its_code_within_its_phrase() -> None:
    found = cut("甲未\u202e达标乙", (HIGH, 1, 5))
    assert [(piece.text, piece.code) for piece in found] == [
        ("甲", ""),
        ("未", "U+202E"),
        ("达标", ""),
        ("乙", ""),
    ]
    assert [len(piece.signs) for piece in found] == [0, 0, 1, 0]
    assert found[1].href == found[2].href == "#f1"


@given(
    st.text(st.characters(exclude_categories=()), max_size=40),
    st.lists(
        st.tuples(st.sampled_from((HIGH, LOW)), st.integers(0, 40), st.integers(0, 40)), max_size=6
    ),
)
def test_the_pieces_are_all_of_the_text(text: str, spans: list[tuple[Level, int, int]]) -> None:
    found = cut(text, *spans)
    whole = bare(text).replace("\n", "")
    assert "".join(piece.text for piece in found).replace("\n", "") == whole
    signs = [sign.href for piece in found for sign in piece.signs]
    ids = [name for piece in found for name in piece.ids]
    assert len(signs) == len(set(signs)) == len(ids) == len(set(ids))
    for piece in found:
        assert bool(piece.href) == (piece.level is not None)


@given(st.text(st.characters(exclude_categories=())))
def test_a_shown_text_turns_nothing_round_and_can_be_written(text: str) -> None:
    shown = bare(text)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\r\x00\x85")
    shown.encode("utf-8")


def test_what_joins_characters_stays() -> None:
    kept = "👩‍🏫\ufe0f龘\U00031350\ue000\u3000\t"
    assert bare(kept) == kept
    assert bare("一\r\n二\x0b三\u2028四") == "一\n二\n三\n四"
