"""一项说已全部解决，另一项说还在进行。

Why: 这一项写着无大班额，那一项写着大班额正在化解；两句话不能同时支撑满分。

Flags:
    3/3 全市义务教育学校无大班额。 ‖ 8/7 城区初中大班额正在化解。
    5/5 省督导反馈问题已全部整改到位。 ‖ 8/7.5 省督导反馈问题中有2项正在整改。

Accepts:
    3/3 全市义务教育学校无大班额。 ‖ 8/7 普通高中大班额正在化解。
    3/3 全市义务教育学校无大班额。 ‖ 8/8 大班额已于2021年全部化解。
    5/5 2021年省督导反馈问题已全部整改到位。 ‖ 8/7.5 2022年省督导反馈问题中有2项正在整改。

Limits: 只认 topics.toml 中 objects 所列的事项；学段、年份写明不同的不算矛盾。

Source: 不同部门分头填写，同一件事常有两种说法。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reviewer.findings import NEARLY_FULL, deducted_share, finding, score_of
from reviewer.model import Category, Check, Claim, Evidence, Finding, Severity

ID = "conflicting-status"
REMEDIES = (
    "核对两项所说的是否同一件事，统一说法",
    "如时点或范围不同，分别写明",
    "如尚未全部解决，改述事实并说明扣分",
)
_OPEN = frozenset(
    {Category.UNFINISHED, Category.IN_PROGRESS, Category.SHORTFALL, Category.PROBLEM, Category.PLAN}
)
_SETTLED = re.compile(
    r"(?:全部|均已?|已全部|全面|100%|百分之百|悉数|如数)[^，。；]{0,6}(?:整改|销号|化解|解决|配齐|配备|消除|清零|到位|移交|完成|补足|办结|改造|达标|建成|兑现|落实)"
    r"|(?:配齐|清零|销号|整改|化解|消除)[^，。；]{0,4}(?:率)?(?:达到?|为)?100%|动态清零|已清零"
)
_NONE = re.compile(r"(?:无|没有|不存在|未发现|消除了|杜绝)[^，。；]{0,4}$")
_STAGE = re.compile("小学|初中|高[中一二三]|中职|学前|幼儿园|义务教育")
_YEAR = re.compile(r"20\d\d(?=年)")
_COVERS = {
    "义务教育": frozenset({"小学", "初中"}),
    **dict.fromkeys(("高一", "高二", "高三"), frozenset({"高中"})),
}
_LEAST = 2
_MARKS = ("，", "。", "；", "\n")


class Said(NamedTuple):
    """What one indicator says of an object: a clause, its stages and years."""

    place: int
    start: int
    end: int
    stages: frozenset[str]
    years: frozenset[str]


def check(claims: Sequence[Claim]) -> Iterator[tuple[int, Finding | Check]]:
    """Look for objects that one indicator calls settled and another one open."""
    if not claims:
        return
    for name, words in claims[0].topics.objects:
        named = [
            (place, claim)
            for place, claim in enumerate(claims)
            if any(word in claim.analysis.text for word in words)
        ]
        if len(named) < _LEAST:
            continue
        settled = [s for place, claim in named for s in _settled(place, claim, words)]
        unsettled = [s for place, claim in named for s in _open(place, claim, words)]
        for done in settled:
            other = next((s for s in unsettled if s.place != done.place and _meet(done, s)), None)
            if other:
                yield done.place, _told(claims, name, done, other)
                yield other.place, _told(claims, name, other, done)
                break


def _settled(place: int, claim: Claim, words: Sequence[str]) -> Iterator[Said]:
    text = claim.analysis.text
    for start, end in _clauses(text, words):
        clause = text[start:end]
        denied = any(_NONE.search(clause[: clause.find(word)]) for word in words if word in clause)
        if denied or _SETTLED.search(clause):
            yield _said(place, claim, start, end)


def _open(place: int, claim: Claim, words: Sequence[str]) -> Iterator[Said]:
    text = claim.analysis.text
    admitted = [m for m in claim.analysis.mentions if m.adverse and m.category in _OPEN]
    for start, end in _clauses(text, words):
        if any(m.start < end and start < m.end for m in admitted):
            yield _said(place, claim, start, end)


def _clauses(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The clauses that name an object, each once, in order."""
    seen = -1
    for position in sorted(_places(text, words)):
        if position < seen:
            continue
        start = max(text.rfind(mark, 0, position) for mark in _MARKS) + 1
        ends = [end for mark in _MARKS if (end := text.find(mark, position)) >= 0]
        seen = min(ends, default=len(text))
        yield start, seen


def _places(text: str, words: Sequence[str]) -> Iterator[int]:
    for word in words:
        position = text.find(word)
        while position >= 0:
            yield position
            position = text.find(word, position + 1)


def _said(place: int, claim: Claim, start: int, end: int) -> Said:
    text = claim.analysis.text
    since = max(text.rfind("。", 0, start), text.rfind("；", 0, start)) + 1
    around = text[since:end]
    stages = _STAGE.findall(around) or _STAGE.findall(claim.indicator.title)
    return Said(place, start, end, frozenset(stages), frozenset(_YEAR.findall(around)))


def _meet(one: Said, other: Said) -> bool:
    """Whether two clauses can speak of the same: stages and years that do not part them."""
    years = not one.years or not other.years or bool(one.years & other.years)
    stages = not one.stages or not other.stages or bool(_wide(one.stages) & _wide(other.stages))
    return years and stages


def _wide(stages: frozenset[str]) -> frozenset[str]:
    return stages.union(*(_COVERS.get(stage, frozenset()) for stage in stages))


def _told(claims: Sequence[Claim], name: str, here: Said, there: Said) -> Finding:
    claim, other = claims[here.place], claims[there.place]
    share = deducted_share(claim)
    full = share is not None and share < NEARLY_FULL
    own = claim.analysis.text[here.start : here.end].rstrip("，。；\n")
    theirs = other.analysis.text[there.start : there.end].rstrip("，。；\n")
    row = f"第{other.indicator.number or there.place + 1}项“{other.indicator.title}”"
    return finding(
        claim,
        ID,
        Severity.MEDIUM if full else Severity.LOW,
        f"{name}：本项写“{own}”，{row}写“{theirs}”，说法不一致，自评{score_of(claim.indicator)}",
        spans=(Evidence(start=here.start, end=here.start + len(own), role="status"),),
        remedies=REMEDIES,
        terms={"数据": name, "另一项": row, "另一处": f"“{theirs}”"},
    )
