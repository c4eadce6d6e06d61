"""Which city and which year a submission is of, and where that was read."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING, TypeVar

from reviewer.tables.folding import NARROW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewer.model import FormWords

_HAN = r"\u4e00-\u9fff"
_RUN = re.compile(rf"[{_HAN}]+")
_SUFFIX = re.compile(r"自治州|自治县|自治旗|地区|[市县区旗盟]")
_PROVINCE = re.compile(r"^.{2,6}?(?:省|自治区)")
_LEADING = re.compile(r"^(?:中共|关于|附件|年度|年|度|表|附|即|及|和|对|由|在|报送|印发|上报|\s)+")
# characters that end what stands before a place name
_STOPS = frozenset("的在对由为和与及了是将被向到从以据经于省全各我本等该，、年月日度把让使且或")
_YEAR = r"20[0-4]\d"
_RANGE = re.compile(rf"(?<!\d){_YEAR}\s*[-—–~～至]\s*({_YEAR})(?!\d)")
_TITLED = re.compile(rf"(?<!\d)({_YEAR})(?!\d)")
_STAMP = re.compile(rf"(?<!\d)({_YEAR})(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])?(?!\d)")
_HAN_YEAR = re.compile(r"二[〇○零oO0]([一二三四]?)([〇○零一二三四五六七八九])年")
_DATED = re.compile(rf"(?<!\d)({_YEAR})年(?:\d{{1,2}}月|底|末)")
_SIGNED = re.compile(
    rf"(?:^|[:日期间\s])({_YEAR})\s*[年./-]\s*(\d{{1,2}})\s*[月./-]\s*(?:\d{{1,2}}\s*日?)?$"
)
_BOOK = re.compile(r"《[^》]*》")
_ISSUED = re.compile(r"[〔\[（(]20\d\d[〕\]）)]\s*\d{1,4}\s*号")
_REPORTING = ("自评", "自查", "自我评价", "履行教育职责")
_CLAUSE = re.compile(r"[，。；、：,;:]")
_REPORTED = re.compile(rf"({_YEAR})年(?:度|以来|全年)?(?=[^。；]{{0,30}}(?:自评|自查|履行|评价))")
# a year that a plan aims at is not the one under review
_SPOKEN = re.compile(rf"(?<![到至\d])({_YEAR})年(?!底|末|前|以前|规划|远景)")
_DIGITS = {han: str(digit) for digit, han in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
}
MAX_LABEL_LENGTH = 60
_Found = TypeVar("_Found", str, int)
MAX_OPENING = 300
MIN_MENTIONS = 2
MIN_SPOKEN = 3
# A year counts where at least this share as many narratives name it as the one named most.
_SPOKEN_OF = 0.25


def find_city(
    title: str,
    outside: Sequence[str],
    source: str,
    narratives: Sequence[str],
    words: FormWords,
    folders: Sequence[str] = (),
) -> tuple[str | None, str]:
    """Return the city (or county) and a Chinese note on where its name was read.

    ``outside`` is the text outside the form; a labelled name (填报单位：…) is the surest.
    """
    for name, where in _cities(title, outside, source, narratives, words, folders):
        if name:
            return name, f"市县名称“{name}”取自{where}。"
    return None, "没有找到市县名称，请用 --city 指明。"


def _cities(
    title: str,
    outside: Sequence[str],
    source: str,
    narratives: Sequence[str],
    words: FormWords,
    folders: Sequence[str],
) -> Iterator[tuple[str | None, str]]:
    """Yield what each place of the document says, the surest first."""
    short = [line for line in outside if len(line) <= MAX_LABEL_LENGTH]
    yield _first(_labelled(line, words) for line in outside), "填报单位"
    yield _named(title, words), "表题"
    yield _first(_named(line, words) for line in short), "表外文字"
    yield _named(PurePath(source).stem, words), "文件名"
    yield _reporting(outside, words), "表外文字"
    yield _first(_named(folder, words) for folder in reversed(folders)), "文件夹名"
    yield _most_named(narratives, words), "自评说明（出现最多）"


def _first(found: Iterable[_Found | None]) -> _Found | None:
    return next((each for each in found if each is not None), None)


def _reporting(outside: Sequence[str], words: FormWords) -> str | None:
    """Return the place that a longer text says reports: ``东湖市对照标准，认真开展自评``."""
    for line in outside:
        if len(line) > MAX_LABEL_LENGTH and any(word in line for word in _REPORTING):
            for clause in _CLAUSE.split(line[:MAX_OPENING]):
                if name := _named(clause, words):
                    return name
    return None


def find_year(
    title: str,
    outside: Sequence[str],
    source: str,
    narratives: Sequence[str],
    folders: Sequence[str] = (),
) -> tuple[int | None, str]:
    """Return the year of the submission and a Chinese note on where it was read."""
    for year, where in _years(title, outside, source, narratives, folders):
        if year:
            return year, f"年度 {year} 取自{where}。"
    return None, "没有找到年度，公开标准按现行有效的核对；请用 --year 指明。"


def _years(
    title: str,
    outside: Sequence[str],
    source: str,
    narratives: Sequence[str],
    folders: Sequence[str],
) -> Iterator[tuple[int | None, str]]:
    """Yield what each place of the document says, the surest first."""
    signed = [m for line in outside if (m := _SIGNED.search(line.strip().translate(NARROW)))]
    dates = {m.string for m in signed}
    short = [line for line in outside if len(line) <= MAX_LABEL_LENGTH]
    short = [line for line in short if line.strip().translate(NARROW) not in dates]
    yield year_in(title), "表题"
    yield _first(year_in(line) for line in short), "表外文字"
    yield year_in(PurePath(source).stem), "文件名"
    yield _reported(line for line in outside if len(line) > MAX_LABEL_LENGTH), "表外文字"
    yield _first(year_in(folder) for folder in reversed(folders)), "文件夹名"
    yield _dated(narratives), "自评说明（写明年月的最近年份），请核对"
    yield _spoken(narratives), "自评说明（出现最多的年份），请核对"
    # a year is reported on when it is over, in the first months of the next
    reported = (int(m[1]) - (int(m[2]) <= 6) for m in signed)
    yield _first(reported), "落款或填报日期（上半年的按上一年度），请核对"


def _reported(lines: Iterable[str]) -> int | None:
    """Return the year that a longer text says is reported on."""
    return _first(int(m[1]) for line in lines if (m := _REPORTED.search(_unnamed(line))))


def _dated(narratives: Sequence[str]) -> int | None:
    """Return the latest year whose months a fair share of the narratives names."""
    dated = Counter(y for text in narratives for y in set(_DATED.findall(_BOOK.sub("", text))))
    # A year that only one plan names, 2025年秋季, is not the one under review.
    least = max(dated.values(), default=0) * _SPOKEN_OF
    return max((int(y) for y, count in dated.items() if count >= least), default=None)


def _spoken(narratives: Sequence[str]) -> int | None:
    """Return the year that most narratives name, unless some name a later one."""
    spoken = Counter(y for text in narratives for y in set(_SPOKEN.findall(_unnamed(text))))
    if spoken and spoken[latest := max(spoken)] == max(spoken.values()) >= MIN_SPOKEN:
        return int(latest)
    return None


def _unnamed(text: str) -> str:
    """Return a text without the names and numbers of documents, whose years are others."""
    return _ISSUED.sub("", _BOOK.sub("", text))


def year_in(text: str) -> int | None:
    """Return the year that a title or file name states: of a range the last."""
    text = text.translate(NARROW)
    for pattern in (_RANGE, _TITLED, _STAMP):
        if match := pattern.search(text):
            return int(match[1])
    if match := _HAN_YEAR.search(text):
        tens, ones = _DIGITS.get(match[1], "0"), _DIGITS.get(match[2], "0")
        return int(f"20{tens}{ones}")
    return None


def _labelled(line: str, words: FormWords) -> str | None:
    compact = re.sub(r"\s", "", line)
    for label in words.place_labels:
        place = compact.find(label)
        if place < 0:
            continue
        rest = compact[place + len(label) :]
        rest = re.sub(r"^[（(][^）)]{0,10}[）)]", "", rest)
        if rest[:1] in (":", "：") and (name := _named(rest[1:40], words)):
            return name
    return None


def _named(text: str, words: FormWords) -> str | None:
    """Return the last of the first chain of place names: of 辽宁省阜新市 the city."""
    # 阜 新 市 is one name, 中共某市委 某市人民政府 are two; what stands apart is tried first
    for run in (*_RUN.findall(text), *_RUN.findall(re.sub(r"\s+", "", text))):
        chain = _chain(_LEADING.sub("", run), words)
        if chain:
            return chain[-1]
    return None


def _chain(run: str, words: FormWords) -> list[str]:
    """Return the place names at the beginning of a run of Chinese characters."""
    names: list[str] = []
    rest = _PROVINCE.sub("", run)
    start = 0
    for match in _SUFFIX.finditer(rest):
        name = rest[start : match.end()]
        if not _is_place(name, match[0], words):
            if len(name) > 1 + len(match[0]) or names:
                break
            continue
        names.append(name)
        start = match.end()
    return names


def _is_place(name: str, suffix: str, words: FormWords) -> bool:
    stem = name[: -len(suffix)]
    least = 1 if suffix in ("县", "盟") else 2
    if not least <= len(stem) <= 9 or any(char in _STOPS for char in stem):
        return False
    if suffix == "地区":
        return len(stem) >= 2 and not name.endswith(("各地区", "等地区"))
    return not name.endswith(words.not_places) and name not in words.not_alone


def _most_named(narratives: Iterable[str], words: FormWords) -> str | None:
    """Return the place named most often, at least twice.

    Chinese does not mark where a name begins: start from the shortest form and take in a further
    character to the left only if almost every mention has it.
    """
    counts: Counter[str] = Counter()
    for text in narratives:
        for match in re.finditer(r"[市县区旗](?!场|民|价|值|面|政)", text):
            run = text[max(0, match.start() - 5) : match.end()]
            run = run[_left_bound(run[:-1]) :]
            for length in range(3, len(run) + 1):
                counts[run[-length:]] += 1
    short = [(n, name) for name, n in counts.items() if len(name) == 3 and n >= MIN_MENTIONS]
    short = [
        (n, name)
        for n, name in short
        if name.endswith(words.place_names)
        or not name.endswith((*words.not_places, *words.not_alone))
    ]
    if not short:
        return None
    count, name = max(short, key=lambda item: (item[0], -"市县区旗".index(item[1][-1]), item[1]))
    while longer := [k for k, n in counts.items() if k[1:] == name and n >= 0.9 * count]:
        name = longer[0]
    return name


def _left_bound(stem: str) -> int:
    """Return where a name can begin at the earliest: after the last character that ends one."""
    for place in range(len(stem) - 1, -1, -1):
        if stem[place] in _STOPS or stem[place] in "市县区旗" or not _RUN.fullmatch(stem[place]):
            return place + 1
    return 0
