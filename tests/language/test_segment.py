"""jieba is the reference, jieba-rs the fast way: word for word the same."""

import sys
from pathlib import Path

import pytest

from reviewer import knowledge
from reviewer.language import segment

CORPORA = Path(__file__).parents[2] / "corpora"


@pytest.fixture(scope="module")
def cutters() -> tuple[segment.Cutter, segment.Cutter]:
    words = knowledge.load().words
    return segment.fast_cutter(words), segment.reference_cutter(words)


def _texts() -> list[str]:
    files = [*CORPORA.rglob("*.toml"), *CORPORA.rglob("*.json"), *CORPORA.rglob("*.txt")]
    lexicons = Path(__file__).parents[2] / "lexicons"
    files += [*lexicons.rglob("*.csv"), *lexicons.rglob("*.toml")]
    return [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]


def test_both_cut_every_line_of_the_corpora_alike(
    cutters: tuple[segment.Cutter, segment.Cutter],
) -> None:
    fast, reference = cutters
    texts = _texts()
    assert len(texts) > 1000
    assert [text for text in texts if fast(text) != reference(text)] == []


@pytest.mark.parametrize("word", ["师德师风", "大班额", "消防栓", "压减率", "未成年人"])
def test_domain_words_stay_whole(word: str, cutters: tuple[segment.Cutter, segment.Cutter]) -> None:
    for cut in cutters:
        assert word in cut(f"我市{word}工作")


@pytest.mark.parametrize("text", ["初中学校无大班额", "教师无缺编", "无专职教师"])
def test_negators_are_words_of_their_own(
    text: str, cutters: tuple[segment.Cutter, segment.Cutter]
) -> None:
    for cut in cutters:
        assert "无" in cut(text)


def test_without_the_fast_library_the_reference_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rjieba", None)
    cut = segment.cutter.__wrapped__((("大班额", 100),))
    assert cut("无大班额") == ["无", "大班额"]


def test_the_dictionary_cache_is_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    segment.reference_cutter(())
    folder = tmp_path / "reviewer"
    assert list(folder.glob("jieba*"))
    assert folder.stat().st_mode & 0o077 == 0


def test_where_no_cache_can_be_kept_a_private_temporary_folder_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert segment.reference_cutter(())("教育") == ["教育"]
