"""Word segmentation; the only file that imports jieba.

jieba with HMM off is the reference. jieba-rs (``rjieba``) gives the same words in about one
eighteenth of the time and is used where it is installed; ``tests/language/test_segment.py``
holds the two equal. HMM stays off because it glues words that belong apart (无大班额, 仍缺).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

Words = tuple[tuple[str, int], ...]
Cutter = Callable[[str], list[str]]


@cache
def cutter(words: Words) -> Cutter:
    """A function that cuts a text into words which joined give the text again.

    ``words`` are domain words with their frequencies.
    """
    try:
        return fast_cutter(words)
    except ImportError:
        return reference_cutter(words)


def fast_cutter(words: Iterable[tuple[str, int]]) -> Cutter:
    """The cutter on jieba-rs. Raises ImportError where it is not installed."""
    jieba = _instance()
    for word, frequency in words:
        jieba.add_word(word, frequency, None)

    def cut(text: str) -> list[str]:
        return list(jieba.cut(text, False))

    return cut


def _instance() -> Any:
    """A dictionary of jieba-rs of our own.

    Loading one takes 0.13 s, and the package loads one when it is imported: the first caller
    gets that, later ones (other lexicons in the same process) a new one.
    """
    import rjieba

    return (next(_loaded, None) and rjieba) or rjieba.Jieba()


_loaded = iter([True])


def reference_cutter(words: Iterable[tuple[str, int]]) -> Cutter:
    """The cutter on jieba itself, with a dictionary cache of its own.

    jieba's default cache lies in the shared temporary folder and is loaded unchecked.
    """
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(_private_cache())
    tokenizer.initialize()
    for word, frequency in words:
        tokenizer.add_word(word, frequency)

    def cut(text: str) -> list[str]:
        return list(tokenizer.cut(text, HMM=False))

    return cut


def _private_cache() -> Path:
    from platformdirs import user_cache_path

    folder = user_cache_path("reviewer", appauthor=False)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        import tempfile

        return Path(tempfile.mkdtemp(prefix="reviewer-"))
    return folder
