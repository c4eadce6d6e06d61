"""Shares: 12项中完成9项，完成率75%; 教师312人，其中女教师210人，占67.3%.

A share that some pair of counts before it explains is in order. It is questioned only where the
words tell which count is the part and which the whole, and no pair explains it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile

from reviewer.arithmetic.figures import Bounds, Figure, agrees, alike, quotient
from reviewer.arithmetic.showing import as_written, decimals, relation, rounded
from reviewer.arithmetic.words import RelationWords, anywhere, pairs
from reviewer.model import Kind, Relation, RelationKind

_HUNDRED = 100
_REACH, _EARLIER, _LONGEST_GAP = 10, 6, 26
_TIE = r"(?:仅|只|已|也|均|高|达|到|了|为|是|约|近|有|占)*$"
_SHARE = re.compile(
    r"占(?:比例?|比重)?(?P<base>[^，。；、（()占由从]{0,18}?)的?(?:比例|比重|比率)?" + _TIE
)
_RATE = re.compile(r"(?P<stem>[一-鿿]{2,12})率" + _TIE)
_OF_IT = re.compile(r"^[^，。；、\d]{0,12}的$")
_OF_THE = re.compile(r"[^，。；、\d]{0,12}的(?:比例为)?")
_OWN_SHARE = re.compile(
    r"[^，。；、\d]{0,10}[，（]?(?:约|仅|只)?(?:占|为|是|相当于)[^，。；、\d]{0,14}"
)
_OUT_OF = re.compile(r"(?:^|[。，；])([^，。；、]{2,10}?)中[^，。；、]{0,10}$")
_OF_PART = re.compile(r"[，；]([^，。；、（）]{2,8}?)(?:约|仅|只|就|也|均)*$")
_COMPARED = re.compile(r"比|较|上年|去年|高于|低于")
_RESPECTIVELY = re.compile(r"(?:分别|各|依次)占[^，。；、\d]{0,8}$")
_PAIR, _WIDE = 2, Decimal(2)
_BESIDE = 8
_DONE = re.compile(r"已|完成|到位|整改|销号|办结")
_BRACKET = re.compile(r"[（(](?:占比?|为|约)?$")
# What may stand between a count and the share of it: its noun, no other subject.
_OWN = re.compile(r"[^，。；、（()]{0,14}[，,（(]?(?:约|仅|只|就|也|均)*")
_CLAUSE_END = re.compile(r"[，。；、（()：:]")
_GENERIC = re.compile(r"[其全应总该部数量额人比例重的]*")
_AVERAGE = re.compile(r"均[^，。；、]{0,6}$|每[^，。；、]{0,6}$")
_AMONG = re.compile("中[^，。；、]{0,8}$")
_ALL = re.compile("全部|均|都")
# Rates of pupils, not of the schools that are counted beside them.
_OF_PUPILS = ("普惠", "公办", "入园", "入学")
_OTHER = re.compile(
    r"减少到|增加到|降到|增至|减至|降至|升至|提高到|由|从|较|比上|同比|另|此外|高于|低于|提高|增长|下降|上升|平均|目标|要求|预计|增幅|降幅"
)


class Shares:
    """Compiled words for shares."""

    def __init__(self, words: RelationWords) -> None:
        said = words["占比"]
        self._deeds = frozenset(said["deeds"])
        self._asked = anywhere(said["asked"])
        self._families = tuple(map(frozenset, pairs(words["分项与总数"]["alike"])))

    def find(self, figures: Sequence[Figure], earlier: Sequence[Figure]) -> Iterator[Relation]:
        """The shares of one sentence; ``earlier`` are the figures of the sentences before it."""
        known: dict[int, Figure] = {}
        yield from self._respectively(figures)
        for place, share in enumerate(figures):
            if place == 0 or not _is_share(share):
                continue
            found = self._explained(share, figures, place, known)
            if found:
                yield found
            elif share.value == _HUNDRED:
                # All of something: 1056人全部持证，持证率100%. What it is all of is not said.
                known.update({place: figures[place - 1]} if _ALL.search(share.before) else {})
            elif not self._by_chance(share, figures[:place], earlier):
                doubt = self._doubted(share, figures, place, earlier, known)
                if doubt:
                    yield doubt

    def _respectively(self, figures: Sequence[Figure]) -> Iterator[Relation]:
        """62人、930人、248人，分别占5%、75%和20%: a list of shares beside a list of parts."""
        for place, share in enumerate(figures):
            if not share.is_percent or not _RESPECTIVELY.search(share.before):
                continue
            shares = list(takewhile(lambda f: f.is_percent and not f.loose, figures[place:]))
            shares = shares[:1] + list(takewhile(_is_next, shares[1:]))
            parts = figures[max(0, place - len(shares)) : place]
            wholes = figures[max(0, place - len(shares) - 1) : place - len(shares)]
            if len(shares) < _PAIR or len(parts) != len(shares) or not wholes:
                continue
            whole = wholes[0]
            if not all(self._fits(part, whole) and part.unit == whole.unit for part in parts):
                continue
            yield from self._pairs(parts, shares, whole)

    def _pairs(
        self, parts: Sequence[Figure], shares: Sequence[Figure], whole: Figure
    ) -> Iterator[Relation]:
        """A share that does not fit among others that do; where none fits, the whole is another."""
        told = []
        for part, share in zip(parts, shares, strict=True):
            computed = quotient(part, whole, _HUNDRED)
            holds = computed is not None and agrees(share, computed, cut_off=True)
            told.append(_told(share, part, whole, holds=holds))
        if any(found.holds for found in told):
            yield from told

    def _explained(
        self, share: Figure, figures: Sequence[Figure], place: int, known: dict[int, Figure]
    ) -> Relation | None:
        """The share with the nearest pair of counts that gives it."""
        if not _speaks_of_share(share.before):
            return None
        since = max(-1, place - _REACH)
        for part_place in range(place - 1, since, -1):
            wholes = [*range(part_place - 1, since, -1), *range(part_place + 1, place)]
            for whole_place in wholes:
                part, whole = figures[part_place], figures[whole_place]
                computed = quotient(part, whole, _HUNDRED) if self._fits(part, whole) else None
                if computed and _is_narrow(computed) and agrees(share, computed, cut_off=True):
                    known[place] = whole
                    return _told(share, part, whole, holds=True)
        return None

    def _fits(self, part: Figure, whole: Figure) -> bool:
        return (
            part.is_count
            and whole.is_count
            and not part.loose
            and not whole.loose
            and alike(part, whole, self._families)
            and part.low > 0
            and part.high <= whole.high
        )

    def _by_chance(
        self, share: Figure, figures: Sequence[Figure], earlier: Sequence[Figure]
    ) -> bool:
        """Whether any two counts near by give the share; in its sentence, also the rest of it."""
        near = [f for f in figures[-_REACH:] if f.is_count]
        before = [f for f in earlier[-_EARLIER:] if f.is_count]
        rest = share._replace(
            low=_HUNDRED - share.high, high=_HUNDRED - share.low, value=_HUNDRED - share.value
        )
        for whole in [*before, *near]:
            for part in near:
                if part is whole or whole.low <= 0 or not alike(part, whole, self._families):
                    continue
                straight = quotient(part, whole, _HUNDRED)
                if straight and agrees(share, straight, cut_off=True):
                    return True
                if whole in before or not straight:
                    continue
                if agrees(rest, straight, cut_off=True):
                    return True
                together = quotient(part, _joined(part, whole), _HUNDRED)
                apart = not _AMONG.search(part.before)
                if apart and together and agrees(share, together, cut_off=True):
                    return True
        return False

    def _doubted(
        self,
        share: Figure,
        figures: Sequence[Figure],
        place: int,
        earlier: Sequence[Figure],
        known: dict[int, Figure],
    ) -> Relation | None:
        """The share where the words alone tell part and whole, and the two do not give it."""
        if _OTHER.search(share.before) or share.quantity.approximate:
            return None
        if place + 1 < len(figures) and figures[place + 1].before.startswith("（"):
            # 留市率35.5%（毕业生10890人）: the whole is told behind.
            return None
        pair = self._spelt_out(share, figures, place) or self._told_apart(
            share, figures, place, earlier, known
        )
        if pair is None or not self._fits(*pair) or pair[0].unit != pair[1].unit:
            return None
        known[place] = pair[1]
        return _told(share, *pair, holds=False)

    def _spelt_out(
        self, share: Figure, figures: Sequence[Figure], place: int
    ) -> tuple[Figure, Figure] | None:
        """38所，占52所项目学校的71.3%: the whole stands between 占 and 的."""
        if place < 2 or not _OF_THE.fullmatch(share.before):
            return None
        whole, part = figures[place - 1], figures[place - 2]
        beside = _OWN_SHARE.fullmatch(whole.before)
        return (part, whole) if beside else None

    def _told_apart(
        self,
        share: Figure,
        figures: Sequence[Figure],
        place: int,
        earlier: Sequence[Figure],
        known: dict[int, Figure],
    ) -> tuple[Figure, Figure] | None:
        part = figures[place - 1]
        before = share.before
        if len(before) > _LONGEST_GAP or before.count("，") > 1 or not part.is_count:
            return None
        if found := _RATE.search(before):
            if not self._is_deed(found["stem"], part):
                return None
            whole = (
                self._whole(figures, place, known)
                or self._due(figures, place)
                or self._asked_for(part, earlier)
            )
            return (part, whole) if whole else None
        if _BRACKET.fullmatch(before):
            last = max((i for i in known if i < place), default=-1)
            return (part, known[last]) if last >= 0 and self._fits(part, known[last]) else None
        found = _SHARE.search(before)
        if not found:
            return None
        if not _OWN.fullmatch(before[: found.start()]):
            return self._by_name(before[: found.start()], figures, place)
        base = _GENERIC.sub("", found["base"])
        if not base and (out_of := _OUT_OF.search(part.before)):
            base = out_of[1]
        counts = [*earlier, *figures[: place - 1]]
        whole = self._named(base, part, counts) if base else self._whole(figures, place, known)
        return (part, whole) if whole else None

    def _by_name(
        self, words: str, figures: Sequence[Figure], place: int
    ) -> tuple[Figure, Figure] | None:
        """教师451人，专职287人、兼职164人，专职占36.4%: the part is called by its name."""
        name = _OF_PART.search(words)
        if not name:
            return None
        called = [i for i in range(place) if figures[i].before.endswith(name[1])]
        if len(called) != 1 or called[0] == 0:
            return None
        part, whole = figures[called[0]], figures[called[0] - 1]
        return (part, whole) if self._fits(part, whole) and self._linked(part) else None

    def _is_deed(self, stem: str, part: Figure) -> bool:
        """Whether a rate speaks of the count before it: 整改9项，整改率; 已配203所，配备率."""
        of_pupils = part.unit != "人" and any(word in stem for word in _OF_PUPILS)
        if of_pupils or "平均" in stem:
            return False
        said = part.before[-8:] + _noun(part)
        deed = stem[-2:]
        if deed in self._deeds:
            return any(word in said for word in self._deeds)
        return deed in said or part.before.endswith(deed[0])

    def _whole(
        self, figures: Sequence[Figure], place: int, known: dict[int, Figure]
    ) -> Figure | None:
        """The count of which the one before ``place`` is a part; None where it could be several.

        A second share of a list has the whole that explained the one before it.
        """
        part = figures[place - 1]
        for candidate in range(place - 2, -1, -1):
            figure = figures[candidate]
            if candidate in known:
                return known[candidate] if self._fits(part, known[candidate]) else None
            if "；" in figures[candidate + 1].before:
                return self._whole_before(known, candidate, part)
            if self._fits(part, figure) and not _AVERAGE.search(figure.before):
                larger = any(self._fits(figure, other) for other in figures[:candidate])
                return None if larger or not self._linked(part) else figure
            averaged = _AVERAGE.search(figure.before)
            if (figure.unit == part.unit and not averaged) or not self._passes(figure):
                return None
        return None

    def _whole_before(self, known: dict[int, Figure], place: int, part: Figure) -> Figure | None:
        """The whole of the last share before a semicolon."""
        last = max((i for i in known if i <= place), default=-1)
        return known[last] if last >= 0 and self._fits(part, known[last]) else None

    def _passes(self, figure: Figure) -> bool:
        """Whether a figure between a part and its whole is a share or a movement."""
        if figure.is_percent:
            return figure.value == _HUNDRED or bool(_COMPARED.search(figure.before))
        return figure.is_count or figure.quantity.kind is Kind.PERCENTAGE_POINT

    def _linked(self, part: Figure) -> bool:
        """Whether a part follows its whole, and is not the next of a list."""
        return not part.before.startswith(("、", "和", "及")) and not _OTHER.search(part.before)

    def _due(self, figures: Sequence[Figure], place: int) -> Figure | None:
        """查出3172条，整改3140条，整改率: what is done is of what was found or due."""
        if place < 2 or not self._fits(figures[place - 1], figures[place - 2]):
            return None
        part, whole = figures[place - 1], figures[place - 2]
        beside = len(part.before) <= _BESIDE and not re.search("[，；、]", part.before)
        asked = self._asked.search(whole.before[-10:] + _noun(whole))
        return whole if beside or asked else None

    def _named(self, base: str, part: Figure, counts: Sequence[Figure]) -> Figure | None:
        """占毕业生的98.5%: the one count that is called so."""
        called = [
            f for f in counts if self._fits(part, f) and (base in f.before or base in _noun(f))
        ]
        return called[0] if len(called) == 1 else None

    def _asked_for(self, part: Figure, earlier: Sequence[Figure]) -> Figure | None:
        """反馈问题32条……。已整改25条，整改率: the task was set in the sentence before."""
        if not _DONE.search(part.before):
            return None
        tasks = [
            f
            for f in earlier
            if self._fits(part, f) and self._asked.search(f.before[-12:] + f.after[:6])
        ]
        return tasks[0] if len(tasks) == 1 else None


def _joined(one: Figure, other: Figure) -> Figure:
    return one._replace(low=one.low + other.low, high=one.high + other.high)


def _noun(figure: Figure) -> str:
    """What is counted, where it is named behind the figure."""
    return _CLAUSE_END.split(figure.after, maxsplit=1)[0]


def _is_next(figure: Figure) -> bool:
    """Whether a share follows in a list: 、57%和20%."""
    return bool(re.fullmatch("[、和及与]", figure.before))


def _is_narrow(computed: Bounds) -> bool:
    """Whether the counts say enough: 4万人 as a whole leaves the share open by ten points."""
    return computed.high - computed.low <= _WIDE


def _is_share(figure: Figure) -> bool:
    """A percentage that is no movement; 压减率 only reads as one."""
    if not figure.is_percent or figure.loose:
        return False
    return figure.quantity.level or figure.before.endswith("率")


def _speaks_of_share(before: str) -> bool:
    return any(form.search(before) for form in (_SHARE, _RATE, _BRACKET, _OF_IT))


def _told(share: Figure, part: Figure, whole: Figure, *, holds: bool) -> Relation:
    computed = Decimal(_HUNDRED) * part.value / whole.value
    places = max(1, decimals(share))
    shown = f"{as_written(part)} ÷ {as_written(whole)} = {rounded(computed, places)}%"
    return relation(RelationKind.SHARE, share, (part, whole), computed, shown, holds=holds)
