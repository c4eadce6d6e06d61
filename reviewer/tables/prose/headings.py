"""Headings of a report: their number, title and scores (``（一）经费保障（10分）。…``)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from reviewer.tables.folding import FOLDED
from reviewer.tables.prose.score_patterns import LABEL
from reviewer.tables.prose.statements import (
    Kind,
    Statement,
    stated_full,
    statements,
    without_reasons,
)
from reviewer.tables.titles import split_title

if TYPE_CHECKING:
    from reviewer.model import FormWords

PLAIN = "plain"
MAX_TITLE = 45
MAX_RUN_IN = 30
MAX_PLAIN = 30
_HAN = "一二三四五六七八九十百"
_LEAD = re.compile(r"[\s\u200b-\u200d\ufeff\u00ad#>*●◆■□▲•]*")
_NUMBER = re.compile(
    rf"""
    (?P<chapter>第[{_HAN}]{{1,3}}(?:部分|[章节篇])[、:.\s]*)
  | (?P<named>\[?(?:考核|评估|评价|测评)?(?:指标|项目)[{_HAN}\d]{{1,3}}[、:.\]\s]+)
  | (?P<labelled>\[?(?:[二三]级|考核|评估|评价|测评)?指标(?:名称)?[:\]]\s*)
  | (?P<ordinal>[{_HAN}]{{1,3}}是|第[{_HAN}]{{1,3}}[,、])
  | (?P<nth>第\s?\d{{1,3}}\s?[项条款类][、:.\s]*)
  | (?P<han>[{_HAN}]{{1,4}}\s?[、.,:])
  | (?P<hanparen>\(\s?[{_HAN}]{{1,4}}\s?\)[、.]?)
  | (?P<circled>[①-⑳㉑-㉟❶-❿])
  | (?P<circledparen>[⑴-⒇])
  | (?P<code>(?:[A-Za-z]{{1,2}}|[IVX]{{1,4}}|[Ⅰ-Ⅻ])
      [-.]?\d{{1,3}}(?:[-.][A-Z]?\d{{1,3}}){{0,4}}(?![\d%])[、.:]?)
  | (?P<roman>[Ⅰ-Ⅻ][、.:\s])
  | (?P<deep>\d{{1,2}}(?:\.\d{{1,2}}){{1,4}}(?![\d%])[、.:\s]?)(?!\s*[年月日个项次所名万亿元分%])
  | (?P<paren>\(\s?\d{{1,3}}\s?\)[、.]?)
  | (?P<arabic>\d{{1,3}}\s?[、.):](?!\d)|[⒈-⒛])
  | (?P<bare>\d{{1,2}}\s?(?=[\u4e00-\u9fff“《])
      (?![年月日个项次所名条岁类级大小班周天时点届批位支家万亿元分至多余]))
    """,
    re.VERBOSE,
)
_MARK = re.compile(
    rf"(?:(?<=[。;:!?])|(?<=\s))\s{{0,4}}(?:\([{_HAN}]{{1,3}}\)|[{_HAN}]{{1,2}}是|第[{_HAN}]{{1,2}}[,、]"
    rf"|\(\d{{1,2}}\)|\d{{1,2}}[、.)](?!\d)|[①-⑳⑴-⒇])"
)
_DECORATION = re.compile(
    r"^(?:考核|评估|评价|测评)?(?:指标|项目)|^第|是$|(?:部分|[章节篇项条款类])$"
)
_BRACKET = re.compile(r"[(\[<][^()\[\]<>]{1,60}[)\]>]")
_RATIO = re.compile(r"[(\[](\d{1,4}(?:\.\d{1,2})?)\s*分?\s*/\s*(\d{1,4}(?:\.\d{1,2})?)\s*分?[)\]]")
_POINTS = re.compile(r"\d(?:\.\d+)?\s*分|[:/]\s*\d|^\W\s*\d{1,3}(?:\.\d)?\s*\W$")
_STOP = re.compile(r"[。:;!?]|——|--|\s{2,}|\u3000|\t")
_PUNCTUATION = re.compile(r"[。;,!?]")
_CONTENTS = re.compile(r"[.…·\t]{2,}\s*\d{1,3}$")
_PAGE = re.compile(r"^[-—－–\s]*\d{1,3}[-—－–\s]*$|^第\s*\d{1,3}\s*页(?:\s*共\s*\d{1,3}\s*页)?$")
_JOINT = " \t\u3000:：。.,，;；、-—*＊"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The heading of a line; ``rest`` is where the text after it begins in the line.

    ``style`` names the kind of number, ``value`` is the number where it counts on from the last.
    """

    style: str
    value: int | None
    number: str
    title: str
    full: Decimal | None
    statement: Statement | None
    rest: int

    @property
    def marked(self) -> bool:
        """Tell a heading that itself states a score or full score."""
        return self.full is not None or self.statement is not None


def is_noise(line: str) -> bool:
    """Tell what is no text of the report: page numbers, lines of a table of contents."""
    short = line.strip()
    if not short or len(short) > 80:
        return not short
    narrow = short.translate(FOLDED)
    return _PAGE.match(narrow) is not None or _CONTENTS.search(narrow) is not None


def split_at_marks(line: str, words: FormWords) -> list[str]:
    """Split a paragraph that states several scores at the numbers inside it."""
    own = [s for s in without_reasons(line, statements(line, words)) if s.kind is not Kind.TOTAL]
    if len(own) < 2:
        return [line]
    cuts = [0]
    for match in _MARK.finditer(line.translate(FOLDED)):
        # two marks without a score between them belong to one passage
        if any(cuts[-1] <= s.start < match.start() for s in own):
            cuts.append(match.start())
    if not any(s.start >= cuts[-1] for s in own):
        cuts.pop()
    return [line[a:b] for a, b in zip(cuts, [*cuts[1:], len(line)], strict=True)]


def heading_of(line: str, words: FormWords) -> Heading | None:
    """Return the heading with which a line begins, or that it is; None for a line of text."""
    narrow = line[:400].translate(FOLDED)
    lead = _LEAD.match(narrow)
    start = lead.end() if lead else 0
    match = _NUMBER.match(narrow, start)
    style = (match.lastgroup or PLAIN) if match else PLAIN
    place = match.end() if match else start
    title, rest = _title(line, narrow, place, words)
    if not title or (style == PLAIN and not _is_plain(line, rest, title)):
        return None
    if style == PLAIN and LABEL.match(title.translate(FOLDED)):
        return None
    shown = line[place:rest]
    said = [s for s in statements(shown, words) if s.kind is not Kind.TOTAL] or _ratio(shown)
    full = said[0].full if said and said[0].full is not None else _full(shown)
    if style == PLAIN and full is None and any(not s.sure for s in said):
        # 投入5亿元（得8分） is a text with its score
        return None
    if style == PLAIN and (full is not None or said):
        style = "marked"
    number = match[0] if match else ""
    return Heading(
        style=_style(style, number),
        value=_value(number),
        number="" if style == "labelled" else _plain(number),
        title=title,
        full=full,
        statement=said[0] if said else None,
        rest=rest,
    )


def _style(kind: str, number: str) -> str:
    """Return the kind of number, by its letter or depth where those tell levels apart."""
    if kind == "code":
        letters = re.findall(r"[A-ZⅠ-Ⅻ]+", number.upper())
        return f"code{letters[-1]}"
    if kind == "deep":
        return f"deep{number.count('.')}"
    return "arabic" if kind in ("bare", "named") else kind


def _title(line: str, narrow: str, place: int, words: FormWords) -> tuple[str, int]:
    """Return the title from ``place`` on, and where the text after the heading begins."""
    bracket = next((b for b in _BRACKET.finditer(narrow, place) if _POINTS.search(b[0])), None)
    stop = _STOP.search(narrow, place + 1)
    first = min((m.start() for m in (bracket, stop) if m), default=len(line))
    said = statements(line[place : place + 120], words)
    led = place + _led(narrow[place : place + said[0].start]) if said else len(line) + 1
    if led <= first:
        first = led
        if first - place <= MAX_TITLE and "," not in narrow[place:first]:
            return _clean(line[place:first]), _after_score(line, place + said[0].end)
    if bracket and bracket.start() == first and first - place <= MAX_TITLE:
        return _clean(line[place:first]), _after_bracket(line, narrow, bracket.end(), words)
    short = first - place <= MAX_RUN_IN and "," not in narrow[place:first]
    if stop and stop.start() == first and short:
        return _clean(line[place:first]), _skip(line, stop.end())
    if first == len(line) and len(line) - place <= MAX_TITLE:
        return _clean(line[place:]), len(line)
    clause = re.split(r"[,。:;]", narrow[place : place + MAX_RUN_IN + 1])[0]
    return _clean(line[place : place + min(len(clause), MAX_RUN_IN)]), place


def _led(before: str) -> int:
    """Return where the words that lead to a score begin: ``，满分10分，`` before ``自评10分``."""
    match = re.search(
        r"[,(、\s:—-]*(?:(?:满分|分值|标准分|权重|[此本该]项(?:共|计|满分|分值)?)[:为]?\s*"
        r"\d{1,4}(?:\.\d)?\s*分?|\d{1,4}(?:\.\d)?\s*分)?[,(、\s:—-]*(?:[本此该]项)?$",
        before,
    )
    return match.start() if match else len(before)


def _after_score(line: str, end: int) -> int:
    return _skip(line, end, ")）】]分 \t\u3000。.,，;；:：")


def _after_bracket(line: str, narrow: str, end: int, words: FormWords) -> int:
    """Return where the text begins after a bracket, past further brackets and a lone score."""
    rest = _skip(line, end)
    following = narrow[rest:]
    if following and len(following) <= MAX_RUN_IN:
        said = statements(line[rest:], words)
        if said and not re.sub(r"[\W_]|[此本该]项", "", following[: said[0].start]):
            return _after_score(line, rest + said[0].end)
    return rest


def _skip(line: str, place: int, marks: str = _JOINT) -> int:
    while place < len(line) and line[place] in marks:
        place += 1
    return place


def _clean(text: str) -> str:
    title = split_title(text.strip(_JOINT)).title if len(text) < 100 else text
    # a title keeps what looked like its number: 3个增长
    return (title if len(title) > 1 else text).strip(_JOINT + "*＊#").strip()


def _ratio(shown: str) -> list[Statement]:
    """Return the score of ``（9.5分/10分）``; of the two the higher is the full score."""
    narrow = shown.translate(FOLDED)
    match = _RATIO.search(narrow)
    if match is None:
        return []
    low, high = sorted(map(Decimal, match.groups()))
    span = (match.start(), match.end())
    return [Statement(start=span[0], end=span[1], text=shown[slice(*span)], points=low, full=high)]


def _full(shown: str) -> Decimal | None:
    narrow = shown.translate(FOLDED)
    for bracket in _BRACKET.finditer(narrow):
        full = split_title("x" + bracket[0]).full or stated_full(bracket[0])
        if full is not None and _POINTS.search(bracket[0]):
            return full
    return stated_full(shown) or _bare_full(narrow)


def _bare_full(narrow: str) -> Decimal | None:
    """Return the points at the end of a heading without brackets: ``经费保障 10分``."""
    match = re.search(r"(?<![\d.])(\d{1,4}(?:\.\d)?)\s*分\s*[。:]?\s*$", narrow)
    return Decimal(match[1]) if match and "扣" not in narrow and "得" not in narrow else None


def _is_plain(line: str, rest: int, title: str) -> bool:
    """Tell a line without a number that can be a heading: short, no sentence, no label."""
    shown = line.strip()
    if not re.search(r"[\u4e00-\u9fff]{2}", title):
        return False
    if rest < len(line.rstrip()):
        # without a number, only a bracket with points tells a heading from the text after it
        bracket = _BRACKET.match(line.translate(FOLDED), line.find(title) + len(title))
        led = bracket is not None and _POINTS.search(bracket[0]) is not None
        return led and len(title) <= MAX_PLAIN and not _PUNCTUATION.search(title.translate(FOLDED))
    narrow = re.sub(r"[(\[<][^()\[\]<>]*[)\]>]", "", shown.translate(FOLDED))
    short = len(title) <= MAX_PLAIN and shown[-1:] not in "。；;，,：:！？"
    return (
        short and not _PUNCTUATION.search(narrow) and not re.match(r"[\d\s年月日一二〇○]+$", narrow)
    )


def _plain(number: str) -> str:
    plain = unicodedata.normalize("NFKC", number.translate(FOLDED)).strip("()[].、,:; \t")
    plain = re.sub(
        r"^(?:考核|评估|评价|测评)?(?:指标|项目)|^第|是$|(?:部分|[章节篇项条款类])$", "", plain
    )
    return plain.strip("、.:, ")


def _value(number: str) -> int | None:
    plain = _plain(number)
    last = re.search(r"\d+$", plain)
    if last:
        return int(last[0])
    if not plain or any(char not in _HAN for char in plain):
        return None
    tens, ten, ones = plain.rpartition("十")
    digits = {han: n for n, han in enumerate(_HAN[:9], 1)}
    return (digits.get(tens[-1:], 1) * 10 if ten else 0) + digits.get(ones[-1:], 0)
