"""Titles of indicators and sections: number, title and full score (``9.评价整改落实（5分）``)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from reviewer.tables.folding import FOLDED

MAX_TITLE_LENGTH = 400
_HAN = "一二三四五六七八九十百"
# units after which a bare leading number is part of the title (3个增长), not its number (3党建)
_UNITS = "年月日个项次所名条岁类级大小班周天时点届批位支家万亿元分+～~-"
_NUMBER = re.compile(
    rf"""
    (?P<han>第?[{_HAN}]{{1,4}}(?=\s*[、.．，:])|\(\s*[{_HAN}]{{1,4}}\s*\)|第[{_HAN}]{{1,4}}(?:部分|[章节项条类]))
  | (?P<signed>[①-⑳㉑-㉟]|[⑴-⒇]|[⒈-⒛]|[❶-❿])
  | (?P<code>(?:[A-Za-z]{{1,2}}|[IVX]{{1,4}}|[Ⅰ-Ⅻ])[-.]?\d{{1,3}}(?:[-.]\d{{1,3}}){{0,3}})
  | (?P<deep>\d{{1,2}}(?:[-.]\d{{1,2}}){{1,4}})(?![\d%{_UNITS}])
  | (?P<nth>第\s?\d{{1,3}}\s?[项条款类])
  | (?P<paren>\(\s*\d{{1,3}}\s*\))
  | (?P<dotted>\d{{1,3}}(?=\s*[、.)。,:](?!\d)))
  | (?P<bare>\d{{1,2}})(?=\s*[\u4e00-\u9fff“《"「『])(?!\s*[{_UNITS}])
    """,
    re.VERBOSE,
)
_INVISIBLE = re.compile("[\u200b-\u200d\ufeff\u00ad]+")
_AFTER_NUMBER = re.compile(r"\s*[、.．)。,，:]?\s*")
_FULL = re.compile(
    r"[(\[<〈]\s*(?:共|满分|分值|总分|计|权重|本项)?\s*[:为]?\s*(\d{1,4}(?:\.\d{1,2})?)\s*(分?)\s*[)\]>〉]"
)
_FULL_BARE = re.compile(
    r"[\s,，、:;；]*(?:此项|本项|满分|分值|共|计)?[:为]?\s*(?<![\d.\-])(\d{1,3}(?:\.\d{1,2})?)\s*分\s*$"
)
_FOLDED = re.compile(r"[ \t\u3000\xa0]*\n[ \t\u3000\xa0]*")
_SPACES = re.compile(r"[ \t\xa0]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title taken apart; ``style`` names the kind of number (han, dotted, code, …)."""

    number: str
    title: str
    full: Decimal | None
    style: str = ""


@lru_cache(maxsize=2048)
def split_title(text: str) -> Title:
    """Take number and full score (points) off a title; what is left keeps its characters."""
    if len(text) > MAX_TITLE_LENGTH:
        # a sentence, not a title; and the patterns below are not made for long runs
        return Title(number="", title=text.strip(), full=None)
    title = _SPACES.sub(" ", _FOLDED.sub("", text)).strip()
    title, full = _split_full(title)
    narrow = title.translate(FOLDED)
    match = _NUMBER.match(narrow)
    if match is None:
        return Title(number="", title=title, full=full)
    end = _AFTER_NUMBER.match(narrow, match.end())
    rest = title[end.end() if end else match.end() :].strip()
    style = match.lastgroup or ""
    return Title(number=_plain(match[0]), title=rest, full=full, style=style)


def _split_full(title: str) -> tuple[str, Decimal | None]:
    """Take off the last bracket that holds points; without 分 only at the very end."""
    narrow = title.translate(FOLDED)
    for match in reversed(list(_FULL.finditer(narrow))):
        at_end = not narrow[match.end() :].strip(" :。;,")
        if match[2] or (at_end and match.start() > 0):
            rest = title[: match.start()].rstrip() + title[match.end() :].rstrip(" :：。；;")
            return rest.strip(), Decimal(match[1])
    bare = _FULL_BARE.search(narrow)
    if bare and (bare.start() > 0 or narrow.strip() == bare[0].strip()):
        return title[: bare.start()].strip(), Decimal(bare[1])
    return title, None


def _plain(number: str) -> str:
    """Return a number without its decoration: ``（1）`` and ``①`` are ``1``."""
    plain = unicodedata.normalize("NFKC", number).strip("().、 ")
    if plain.startswith("第"):
        plain = plain[1:].rstrip("部分章节项条款类 ").strip()
    return plain


def number_of(text: str) -> str:
    """Return the number that a cell of a number column holds: ``1、`` is ``1``."""
    return unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).strip().strip("().、。, ")
