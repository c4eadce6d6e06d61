"""The text of a 评分标准 -> its clauses.

The usual patterns of provincial scoring rules: 每发现1起扣0.5分, 每低1个百分点扣0.1分,
未出台扣1分, 未达标不得分, 酌情扣1—2分, 95%以上得5分, 按比例得分, 整改不到位减半, 扣完为止.
What fits none of them is kept as unread, never guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from reviewer.model import Band, Clause, Criterion, Rubric

_NUMBER = r"\d{1,6}(?:\.\d{1,4})?"
_PARTS = re.compile(r"[；;。\n]|(?<!^)(?=[①②③④⑤⑥⑦⑧⑨⑩])")
_MARK = re.compile(r"^[①②③④⑤⑥⑦⑧⑨⑩\d.、（）()\s]+(?![%\d.])(?=[^\d%])")
_STEP = r"(?P<step>\d+(?:\.\d+)?|一|两)?"
_UNIT = (
    r"(?P<unit>个百分点|百分点|[%％]|个?(?:乡镇|县|区|市|学段|班级|班)"
    r"|[起次人所项处例家个科门校件条名间台天日])"
)
_TAKES = rf"(?:再)?(?:加?扣|扣减|扣除|减)(?P<points>{_NUMBER})分"
_EACH = re.compile(
    rf"(?P<subject>[^；。]*?)[，,]?每(?P<verb>查实|查出|发现|发生|出现|存在|新增|有|少|缺|超过?|低于?|降低|下降|高|增加)?"
    rf"{_STEP}{_UNIT}(?P<object>[^；。]*?)[，,]?{_TAKES}"
)
_RANGE = re.compile(
    rf"(?P<subject>[^；。]*?)[，,]?(?:的)?[，,]?(?:视[^，；。]{{0,8}})?(?:酌情|酌)?扣(?P<least>{_NUMBER})[—\-~～至–](?P<most>{_NUMBER})分"
)
_FIXED = re.compile(rf"(?P<subject>[^，,；。]*(?:未|无|没有|不)[^，,；。]*?)(?:的)?[，,]?{_TAKES}")
_NOTHING = re.compile(
    r"(?P<subject>[^；。]*?)(?:的)?[，,]?(?:该?项?一票否决|(?:该项|本项|此项|该栏)?不得分|(?:得|计)0分)"
)
_BAND = re.compile(
    rf"(?:(?P<low>{_NUMBER})%?(?:[—\-~至–](?P<high>{_NUMBER})%)?(?:及)?(?P<side>以上|以下)?)"
    rf"(?:的)?[，,]?(?:[得计](?P<score>{_NUMBER})分|(?P<none>不得分))"
)
_FULL = re.compile(
    rf"(?:达到|达|不低于|控制在|高于)?(?P<target>{_NUMBER})%?(?P<side>以上|以内|以下)?[^，,；。]{{0,6}}[，,]?(?:得满分|达标)"
)
_ASKED = re.compile(
    rf"(?:达到|不低于|不少于|低于|高于|不高于|控制在|超过|全年|每年|每学期|每月)[^，,；。\d]{{0,8}}(?P<target>{_NUMBER})(?P<unit>%|次|人|学时)?"
)
# 控制在5%以内，超过的每1个百分点: more is worse.
_BOUND = re.compile("以内|不超过|不高于|超过的?$|高于的?$")
_WHOLE = re.compile(r"100%")
_SHARE = re.compile(
    r"得分\s*=|按(?:完成)?(?:的)?比例(?:得|计|赋|折|扣)|÷|/.*×分值|按.*比例.*(?:得分|计分|赋分)"
)
_HALF = re.compile(r"减半|折半|一半")
_CAP = re.compile(rf"最多扣(?P<cap>{_NUMBER})分|扣完为止")
_NO_TASK = re.compile(r"没有任务|无任务|无此项")
_PLAIN = re.compile(rf"^[^扣]*?(?:[，,]|得|共)?{_NUMBER}分$|得满分$")
# No clause of a rule is as long as this without a stop.
_LONGEST, _SHOWN = 300, 30
_ONES = {"一": Decimal(1), "两": Decimal(2)}


def parse(text: str) -> Rubric:
    """The clauses of a scoring rule, in order."""
    criteria: list[Criterion] = []
    unread: list[str] = []
    for part in _PARTS.split(text):
        clause = _MARK.sub("", part.strip()).strip("，, ")
        if len(clause) > _LONGEST:
            unread.append(clause[:_SHOWN] + "…")
            continue
        if not clause or _NO_TASK.search(clause):
            continue
        found = list(_clauses(clause))
        if found:
            criteria += found
        elif not _CAP.fullmatch(clause) and not _PLAIN.search(clause):
            unread.append(clause)
    return Rubric(criteria=_with_targets(criteria, text), unread=tuple(unread))


def _clauses(text: str) -> Iterator[Criterion]:
    """What one part of the rule takes away; a part may hold several clauses."""
    if _SHARE.search(text):
        yield Criterion(clause=Clause.SHARE, text=text, subject=text)
        return
    if _HALF.search(text):
        yield Criterion(clause=Clause.HALF, text=text, subject=text)
        return
    bands = [_band(match) for match in _BAND.finditer(text)]
    if len(bands) > 1:
        ordered = tuple(sorted(bands, key=lambda band: -band.low))
        yield Criterion(clause=Clause.BANDS, text=text, subject=text[: _first(text)], bands=ordered)
        return
    cap = _cap(text)
    position = 0
    while position < len(text):
        found = _EACH.match(text, position)
        if not found:
            break
        yield _each(found, text, cap)
        position = found.end()
    rest = text[position:].strip("，, ")
    if rest:
        yield from _single(rest, cap)


def _single(text: str, cap: Decimal | None) -> Iterator[Criterion]:
    if found := _RANGE.match(text):
        least, most = Decimal(found["least"]), Decimal(found["most"])
        yield Criterion(
            clause=Clause.RANGE,
            text=text,
            subject=found["subject"],
            least=least,
            most=most,
            cap=cap,
        )
        return
    for found in _FIXED.finditer(text):
        points = Decimal(found["points"])
        yield Criterion(
            clause=Clause.FIXED,
            text=found.group(),
            subject=found["subject"],
            least=points,
            most=points,
            cap=cap,
        )
    if found := _NOTHING.match(text):
        yield Criterion(clause=Clause.NOTHING, text=text, subject=found["subject"])


def _each(found: re.Match[str], text: str, cap: Decimal | None) -> Criterion:
    step = _ONES.get(found["step"] or "一") or Decimal(found["step"])
    points = Decimal(found["points"])
    unit = found["unit"]
    rises = ("超", "超过", "高", "增加")
    falling = found["verb"] not in rises and not _BOUND.search(found["subject"])
    is_points = unit.endswith(("百分点", "%", "％"))
    return Criterion(
        clause=Clause.POINT if is_points else Clause.EACH,
        text=found.group().strip("，, "),
        subject=found["subject"] + found["object"],
        least=points,
        most=points,
        step=step or Decimal(1),
        unit="百分点" if is_points else unit,
        target=_target(found["subject"]),
        falls=falling,
        lacks=found["verb"] in ("少", "缺"),
        happens=found["verb"] in ("查实", "查出", "发现", "发生", "出现", "存在"),
        cap=cap,
    )


def _target(text: str) -> Decimal | None:
    """What the words before a deduction ask for; the last such figure."""
    asked = [match["target"] for match in (*_ASKED.finditer(text), *_FULL.finditer(text))]
    if asked:
        return Decimal(asked[-1])
    return Decimal(100) if _WHOLE.search(text) else None


def _with_targets(criteria: list[Criterion], text: str) -> tuple[Criterion, ...]:
    """达到85%得满分；每低1个百分点扣0.2分: the target stands in the clause before."""
    general = _target(text)
    return tuple(
        replace(item, subject=item.subject or text, target=general)
        if item.clause is Clause.POINT and item.target is None
        else item
        for item in criteria
    )


def _band(found: re.Match[str]) -> Band:
    score = Decimal(0) if found["none"] else Decimal(found["score"])
    low = Decimal(0) if found["side"] == "以下" and not found["high"] else Decimal(found["low"])
    return Band(low=low, score=score)


def _first(text: str) -> int:
    found = _BAND.search(text)
    return found.start() if found else len(text)


def _cap(text: str) -> Decimal | None:
    found = _CAP.search(text)
    return Decimal(found["cap"]) if found and found["cap"] else None
