"""The rows of a checklist: what is in doubt, what to ask, what to have shown, where to look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reviewer.model import Finding, IndicatorReview, Profile, Review, Severity
from reviewer.reports import wording
from reviewer.reports.checklist.paper import ITEM, MARK, STRONG, Row, Text
from reviewer.reports.wording import LABELS, SIGNS, WORDS

# A phrase is quoted, a narrative is not: what is longer is cut in the middle.
_LONGEST_QUOTE, _HEAD, _TAIL = 90, 56, 24
_MOST_QUOTES, _AROUND = 3, 20
_SAME = "同上"
_DATE = "日期：＿＿＿＿年＿＿月＿＿日"


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of a checklist for one profile."""

    use: str
    doubtful: str
    minor: str
    doubt: str
    ask: str
    request: str
    record: str
    boxes: tuple[str, ...]
    signed: tuple[str, ...]


OF = {
    Profile.INSPECTOR: Labels(
        use="逐项询问、查看材料后，在“核查记录”栏勾选并记下要点；各栏文字都可以增删修改。",
        doubtful="需要核实的指标",
        minor="可顺带了解的指标",
        doubt="需核实的情况",
        ask="询问要点",
        request="请提供的材料",
        record="核查记录",
        boxes=("☐ 属实", "☐ 需补充", "☐ 不一致"),
        signed=(
            f"核查人：{'＿' * 8}　　单位：{'＿' * 12}　　{_DATE}",
            f"被核查单位联系人：{'＿' * 8}　　电话：{'＿' * 12}",
        ),
    ),
    Profile.WRITER: Labels(
        use="核查时可能会问到下列内容，请逐项准备；各栏文字都可以增删修改。",
        doubtful="请先准备的指标",
        minor="可以一并准备的指标",
        doubt="请您看一看的情况",
        ask="可能会问",
        request="请准备的材料",
        record="准备情况",
        boxes=("☐ 已备好", "☐ 待补充", "☐ 已修改"),
        signed=(f"填报人：{'＿' * 8}　　单位：{'＿' * 12}　　{_DATE}",),
    ),
}


class Items:
    """The parts of the checklist of one review."""

    def __init__(self, review: Review, profile: Profile) -> None:
        self._labels = OF[profile]
        ordered = wording.ordered(review.indicators, profile)
        found = [result for result in ordered if result.findings]
        self.doubtful = [r for r in found if r.level.rank >= Severity.MEDIUM.rank]
        self.minor = [r for r in found if r.level.rank < Severity.MEDIUM.rank]
        self.table = review.findings
        self._look = LABELS[profile].look

    def header(self) -> tuple[str, ...]:
        """The columns of what needs a look."""
        words = self._labels
        look = "查看地点" if self._labels is OF[Profile.INSPECTOR] else self._look
        return (
            "序号",
            "指标（自评/分值）",
            words.doubt,
            words.ask,
            words.request,
            look,
            words.record,
        )

    def rows(self) -> Iterator[Row]:
        """A row for each finding of the indicators that need a look; those of one are joined."""
        for number, result in enumerate(self.doubtful, 1):
            said: set[str] = set()
            for place, finding in enumerate(result.findings):
                yield Row(
                    (
                        _number(number, result.level),
                        _indicator(result),
                        _doubt(result.indicator.narrative, finding),
                        _listed(finding.ask, said),
                        _listed(finding.request, said),
                        _listed(finding.look, said),
                        self._record(),
                    ),
                    follows=place > 0,
                )

    def minor_header(self) -> tuple[str, ...]:
        """The columns of what may be asked in passing."""
        words = self._labels
        return ("指标（自评/分值）", words.doubt, words.ask, words.request, words.record)

    def minor_rows(self) -> Iterator[Row]:
        """A row for each finding of the other indicators."""
        for result in self.minor:
            said: set[str] = set()
            for place, finding in enumerate(result.findings):
                yield Row(
                    (
                        _indicator(result),
                        _doubt(result.indicator.narrative, finding),
                        _listed(finding.ask, said),
                        _listed(finding.request, said),
                        self._record(),
                    ),
                    follows=place > 0,
                )

    def table_header(self) -> tuple[str, ...]:
        """The columns of what is in doubt of the table as a whole."""
        words = self._labels
        return ("级别", words.doubt, words.ask, words.request, words.record)

    def table_rows(self) -> Iterator[Row]:
        """A row for each finding on the table as a whole."""
        for finding in self.table:
            said: set[str] = set()
            yield Row(
                (
                    [Text(_level(finding.severity), STRONG)],
                    _doubt("", finding),
                    _listed(finding.ask, said),
                    _listed(finding.request, said),
                    self._record(),
                )
            )

    def _record(self) -> list[Text]:
        return [*(Text(box) for box in self._labels.boxes), Text("记录：")]


def _level(severity: Severity) -> str:
    return f"{SIGNS[severity]}{WORDS[severity]}"


def _number(number: int, level: Severity) -> list[Text]:
    return [Text(str(number), STRONG), Text(_level(level))]


def _indicator(result: IndicatorReview) -> list[Text]:
    stake = wording.stake(result.at_stake)
    return [
        Text(wording.label(result.indicator), STRONG),
        Text(f"自评 {wording.score(result.indicator)}"),
        *([Text(f"涉及 {stake} 分")] if stake else []),
    ]


def _doubt(narrative: str, finding: Finding) -> list[Text]:
    state = f"〔{wording.STATES[finding.state]}〕" if finding.state else ""
    quotes = [_cut(quote) for quote in wording.quotes(narrative, finding, _AROUND)[:_MOST_QUOTES]]
    return [
        *(Text(f"原文：{quote}") for quote in quotes),
        Text(f"{state}{finding.message}"),
        Text(f"编号 {finding.id[:8]}", MARK),
    ]


def _cut(quote: str) -> str:
    if len(quote) <= _LONGEST_QUOTE:
        return quote
    return f"{quote[:_HEAD]}……{quote[-_TAIL:]}"


def _listed(lines: Iterable[str], said: set[str]) -> list[Text]:
    """Lines that were not said of the indicator before; 同上 where all were."""
    lines = list(lines)
    new = [line for line in lines if line not in said]
    said.update(new)
    if not new:
        return [Text(_SAME if lines else "")]
    return [Text(f"· {line}", ITEM) for line in new]
