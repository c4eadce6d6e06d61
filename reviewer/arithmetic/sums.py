"""Parts and totals: 160家中注销156家、转型4家; 小学52所、初中15所，合计67所.

Any closed sum is worth saying. One that does not close is given only where the text says that
the parts are all there are, or where a part is larger than its whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reviewer.arithmetic.figures import Figure, agrees, alike, total
from reviewer.arithmetic.showing import printed, relation
from reviewer.arithmetic.words import RelationWords, any_of, anywhere, at_end, pairs
from reviewer.model import Relation, RelationKind

_LEAST_TOTAL = 5
_MOST_PARTS = 12
_ALMOST, _OVERFULL, _LEAST_LIST, _PAIR = Decimal("0.9"), Decimal("1.1"), 3, 2
# Kinds of which a list holds each once.
_KIND = re.compile(
    r"(?:国家级|省级|市级|县级|区级|校级|小学|初中|高中|普通高中|学前|幼儿园|中职|大班|中班|小班|轻度|中度|重度|城区学?校?|镇区学?校?"
    r"|乡村学?校?|农村|公办园?|民办园?|首批|第[一二三]批|上半年[^，。；、\d]{0,4}|下半年[^，。；、\d]{0,4}|查实|查否|结题|在研"
    r"|自有[^，。；、\d]{0,4}|租用[^，。；、\d]{0,4}|教学用房|办公用房|生活用房|人员经费|公用经费|项目支出|男生?|女生?"
    r"|[小初高]中寄宿生|小学寄宿生|义务教育|优秀[^，。；、\d]{0,3}|良好[^，。；、\d]{0,3}|合格[^，。；、\d]{0,3}|一般[^，。；、\d]{0,3})$"
)
_SCHOOLS = re.compile("小学|初中")
_OVERLAPS = re.compile(
    "普惠|优质|示范|部分|主要|重点|党员|骨干|以上|以下|兼|职称|学历|新增|去重|近"
)
_REST = re.compile(r"[，、；（]?(?:其余|其他|另|还有|余下|剩余|教学点另|等)")
_FEW, _MANY = Decimal("0.5"), Decimal("1.5")
_BESIDE = re.compile(r"占|[（(]$")
_JOINED = re.compile(r"[、，和及与以]?[^，。；、]{0,24}")
# 公办和普惠性民办 are not all there are.
_NARROWER = re.compile(r"普惠|优质|示范|部分|主要|重点")
# 三年累计: the sum of just as many.
_YEARS = re.compile(r"，([两二三四五])年(?:累计|合计|共计|共)[^，。；、\d]{0,4}$")
_NUMERALS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_GRADE = re.compile(
    r"(?:优秀|优|良好|良|合格|及格|好|较好|满意|基本满意|达标|一般|较差|差|不合格|不及格|不满意|不达标)[”等次的]*$"
)
_LOWEST = re.compile(r"一般|差|不合格|不及格|不满意|不达标")
_OF_A_YEAR = re.compile(r"20\d\d年[^，。；、]{0,4}$")
_SUMMED = re.compile(r"累计|合计|共|总")
_EACH = re.compile(r"均[^，。；、]{0,10}$|每[^，。；、]{0,8}$")
# 比上年增加146万元，其中…: what follows are parts of the whole, not of the movement.
_MOVED = re.compile(r"(?:增加|增长|减少|下降|上升|净增|多|少)[^，。；、\d]{0,3}$")
_BEGINS = re.compile("[，。；：]|为")
# 三项合计, 五个区合计: how many things are added up.
_SO_MANY = re.compile(r"[^，。；、\d]{0,4}?(?:合计|共|相加|之和|总计)")
_NOT_ADDED = re.compile("去重|重叠|兼|含|现有|净")
_BEGINS_ANEW = re.compile("较|比上|同比|新增|增加|减少|其余")
_FROM = re.compile(r"[由从增减降升多少年]|上年|去年")
_NOT_SO = re.compile(r"非(.{2,8})$")
_OPENS = re.compile(r"[:：（(—]{1,2}[^，。；、]{0,16}$")


class Sums:
    """Compiled words for parts and totals."""

    def __init__(self, words: RelationWords) -> None:
        said = words["分项与总数"]
        self._total = anywhere(said["total"])
        self._sum = at_end(said["sum"], r"[^，。；、\d]{0,4}")
        self._complete = re.compile(
            r"[^，。；、]{0,12}[，：（]?(?:其中|各|全部由[^，。；、\d]{0,8}|按[^，。；、\d]{1,6}分[，：]?)?[^，。；、\d]{0,4}"
            rf"(?:{any_of(said['complete'])})[：]?[^，。；、\d]{{0,10}}"
        )
        self._among = re.compile(rf"(?:{any_of(said['among'])})[^，。；、\d]{{0,14}}$")
        self._breaks = anywhere(said["breaks"])
        self._complements = pairs(said["complements"])
        self._families = tuple(map(frozenset, pairs(said["alike"])))

    def find(self, figures: Sequence[Figure]) -> Iterator[Relation]:
        """The sums of one sentence."""
        position = 0
        while position < len(figures):
            found, used = self._total_first(figures, position)
            if found:
                yield found
            position += used
        for place, figure in enumerate(figures):
            found = self._total_last(figures, place, figure)
            if found:
                yield found

    def _total_first(self, figures: Sequence[Figure], place: int) -> tuple[Relation | None, int]:
        whole = figures[place]
        if not whole.is_count or whole.loose or whole.value < _LEAST_TOTAL:
            return None, 1
        chain = self._chain(figures, place)
        if _is_one_of(chain):
            return None, 1
        for length in range(2, len(chain) + 1):
            if agrees(whole, total(chain[:length])):
                return self._told(whole, chain[:length], holds=True), 1 + length
        if _MOVED.search(whole.before) or _GRADE.search(whole.before):
            return None, 1
        if self._exceeds(whole, chain):
            return self._told(whole, chain[:1], holds=False), 1
        if len(chain) > 1 and self._is_complete(figures, place, chain) and _near(whole, chain):
            return self._told(whole, chain, holds=False), 1 + len(chain)
        return None, 1

    def _chain(self, figures: Sequence[Figure], place: int) -> list[Figure]:
        """The figures behind a total that could be its parts."""
        chain: list[Figure] = []
        for figure in figures[place + 1 : place + 1 + 2 * _MOST_PARTS]:
            if figure.is_percent and (not chain or _BESIDE.search(figure.before)):
                continue
            if not figure.is_count or not alike(figures[place], figure, self._families):
                break
            if figure.loose or (chain and self._breaks.search(figure.before)):
                break
            chain.append(figure)
            if len(chain) == _MOST_PARTS:
                break
        return chain

    def _exceeds(self, whole: Figure, chain: Sequence[Figure]) -> bool:
        """A part, told to be one, that is larger than its whole."""
        if not chain or not self._among.search(chain[0].before) or _EACH.search(whole.before):
            return False
        if self._among.search(whole.before):
            # 其中党员4720人；其中女教师8452人: both are parts of what stands before.
            return False
        return whole.unit == chain[0].unit and chain[0].low > whole.high

    def _is_complete(self, figures: Sequence[Figure], place: int, chain: Sequence[Figure]) -> bool:
        """Whether the words say that the parts are all there are."""
        whole, first = figures[place], chain[0]
        named = "".join(part.before + _noun(part) for part in chain)
        if "等" in named or not _runs_to_the_end(figures, chain[-1]):
            return False
        if self._complete.fullmatch(first.before) or _graded(chain):
            return True
        if _OPENS.search(first.before) and not self._breaks.search(first.before):
            return bool(self._total.search(whole.before))
        if all(_OF_A_YEAR.search(part.before) for part in chain):
            return bool(_SUMMED.search(whole.before))
        return self._is_paired(whole, chain, named) or self._is_partition(whole, chain, named)

    def _is_partition(self, whole: Figure, chain: Sequence[Figure], named: str) -> bool:
        """小学17所、初中9所、幼儿园5所 of 33: a list of kinds that all but makes up its whole.

        A list that leaves much out, or overlaps, differs from its whole by more than a slip does.
        """
        summed = total(chain)
        near = whole.low * _ALMOST <= summed.high and summed.low <= whole.high * _OVERFULL
        if not near or _OVERLAPS.search(named) or _REST.search(chain[-1].after):
            return False
        kinds = all(_KIND.search(part.before) for part in chain)
        if kinds and not (len(chain) == _PAIR and whole.unit != "人" and _SCHOOLS.search(named)):
            return True
        opened = self._among.search(chain[0].before) or _OPENS.search(chain[0].before)
        listed = all(part.before.startswith(("、", "和")) for part in chain[1:])
        return bool(opened) and listed and len(chain) >= _LEAST_LIST

    def _is_paired(self, whole: Figure, chain: Sequence[Figure], named: str) -> bool:
        """公办/民办 are all there are; of 公办/普惠性民办 only more than all is too much."""
        if len(chain) != 2:
            return False
        one, other = chain[0].before[-12:], chain[1].before[-12:]
        paired = any(
            (left in one and right in other) or (right in one and left in other)
            for left, right in self._complements
        )
        # 专用校车 and 非专用校车, whatever it is.
        other_kind = _NOT_SO.search(other)
        paired = paired or (other_kind is not None and one.endswith(other_kind[1]))
        over = total(chain).low > whole.high
        return paired and (over or not _NARROWER.search(named))

    def _total_last(self, figures: Sequence[Figure], place: int, whole: Figure) -> Relation | None:
        """A total behind its parts: 小学52所、初中15所，合计67所; 三年累计."""
        if not whole.is_count or whole.loose or not self._sum.search(whole.before):
            return None
        chain = self._chain_before(figures[:place], whole)
        years = _YEARS.search(whole.before)
        if years:
            chain = chain[-_NUMERALS[years[1]] :]
        if _FROM.search(whole.before[: years.start()] if years else whole.before):
            return None
        for length in range(2, len(chain) + 1):
            if agrees(whole, total(chain[-length:])):
                return self._told(whole, chain[-length:], holds=True)
        said = figures[place - 1] if place else whole
        counted = bool(_SO_MANY.match(said.after))
        if counted and said.value != len(chain):
            # 四人共听304节, where three are listed.
            return None
        first = len(chain) + counted == place or bool(years)
        return self._not_closing(whole, chain, first=first) if len(chain) > 1 else None

    def _not_closing(
        self, whole: Figure, chain: Sequence[Figure], *, first: bool
    ) -> Relation | None:
        """A sum that does not close, where the list before the total is all there is to add."""
        listed = all(_JOINED.fullmatch(part.before) for part in chain[1:])
        begins = first or bool(_BEGINS.search(chain[0].before))
        added = not _NOT_ADDED.search(whole.before) and not _BEGINS_ANEW.search(chain[0].before)
        broken = any(self._breaks.search(part.before) for part in chain[1:])
        summed = any(self._total.search(part.before[-8:]) for part in chain)
        if listed and begins and added and not broken and not summed and _near(whole, chain):
            return self._told(whole, chain, holds=False)
        return None

    def _chain_before(self, figures: Sequence[Figure], whole: Figure) -> list[Figure]:
        chain: list[Figure] = []
        if figures and _SO_MANY.match(figures[-1].after):
            # 三项合计: so many things added up, no part.
            figures = figures[:-1]
        for figure in reversed(figures[-_MOST_PARTS:]):
            if figure.is_percent and _BESIDE.search(figure.before):
                continue
            if not figure.is_count or figure.loose or not alike(whole, figure, self._families):
                break
            chain.insert(0, figure)
        return chain

    def _told(self, whole: Figure, chain: Sequence[Figure], *, holds: bool) -> Relation:
        summed = sum((part.value for part in chain), Decimal(0))
        terms = " + ".join(printed(part.value, whole) for part in chain)
        if holds:
            sign = "=" if summed == whole.value else "≈"
            shown = f"{printed(whole.value, whole)} {sign} {terms}"
        elif len(chain) == 1:
            shown = f"其中的{terms}大于{printed(whole.value, whole)}"
        else:
            shown = f"{terms} = {printed(summed, whole)}"
        return relation(RelationKind.PARTS, whole, chain, summed, shown, holds=holds)


def _is_one_of(chain: Sequence[Figure]) -> bool:
    """公安干警84名、检察官31名、法官53名: the first of a list is no total, though it may close."""
    return len(chain) > 1 and all(part.before.startswith("、") for part in chain[:2])


def _noun(figure: Figure) -> str:
    """What is counted, where it is named behind the figure."""
    return re.split(r"[，。；、（(]", figure.after, maxsplit=1)[0]


def _graded(chain: Sequence[Figure]) -> bool:
    """Grades down to the lowest are all there are."""
    graded = all(_GRADE.search(part.before) for part in chain)
    return graded and len(chain) > 2 and bool(_LOWEST.search(chain[-1].before))


def _near(whole: Figure, chain: Sequence[Figure]) -> bool:
    """Parts of half or twice the total are parts of something else."""
    summed = total(chain)
    return whole.value * _FEW < summed.high and summed.low < whole.value * _MANY


def _runs_to_the_end(figures: Sequence[Figure], last: Figure) -> bool:
    """Whether nothing more is listed behind the last part."""
    place = next(i for i, figure in enumerate(figures) if figure is last)
    if re.match(r"[^，。；、]{0,10}[）)]", last.after):
        return True
    rest = figures[place + 1 : place + 2]
    if "占" in last.after or (rest and rest[0].after.startswith("占")):
        # 两项占99.3%: the parts are told to be less than all.
        return False
    return not rest or (rest[0].unit != last.unit and rest[0].before.startswith(("，", "；")))
