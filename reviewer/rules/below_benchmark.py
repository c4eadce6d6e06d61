"""数据低于公开标准。

Why: 最明显的偏高往往没有一个问题词：要求不低于50%，写的是46.6%，却当作成绩。

Flags:
    6/6 全市公办园占比提升至46.6%，普惠率保持在89%。

Accepts:
    6/6 全市公办园占比提升至52.1%，普惠率保持在89%。
    6/6 围绕公办园占比50%的目标，新建幼儿园6所。

Limits: 只核对 lexicons/benchmarks/ 中的指标，按说法对应，
由评价年度选择；本表评分标准是否采用同一数值，由核查人员判断。

Source: 每项标准都写明文件名称，以及数值是否已核对原文。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reviewer.findings import (
    NEARLY_FULL,
    at_stake,
    deducted_share,
    evidence,
    finding,
    fitting_share,
    passed,
    points,
    score_of,
)
from reviewer.model import AtStake, Benchmark, Check, Claim, Comparison, Finding, Severity

ID = "below-benchmark"
SIDE_SHARE = Decimal("0.1")
# A deduction of this share says that the shortfall was seen, however many there are.
ENOUGH = Decimal("0.12")
REMEDIES = (
    "核对统计口径、范围和数据时点",
    "如适用其他标准，写明文件名称和条款",
    "如属实，按评分标准说明扣分或调整自评得分",
)


def check(claim: Claim) -> Iterator[Finding | Check]:
    """Compare figures with the benchmarks on what they measure."""
    share = deducted_share(claim)
    for comparison in claim.analysis.comparisons:
        benchmark, quantity = comparison.benchmark, comparison.quantity
        asked = _asked(comparison)
        if comparison.met:
            figure = f"{_named(comparison)}{quantity.text}"
            detail = f"{figure}，符合{asked}（{benchmark.document}）"
            yield passed(ID, detail, claim.indicator.number)
            continue
        if share is None:
            continue
        yield finding(
            claim,
            ID,
            _severity(claim, comparison, share),
            f"{_named(comparison)}{quantity.text}，"
            f"{_asking(benchmark)}{asked}，"
            f"自评{score_of(claim.indicator)}",
            spans=evidence([quantity], "quantity"),
            stake=_stake(claim, comparison),
            remedies=REMEDIES,
            terms={"文件": _document(benchmark), "数据": benchmark.stage_name},
        )


def _document(benchmark: Benchmark) -> str:
    """The document without what is said of it in brackets."""
    return re.sub("（[^（）]*）$", "", benchmark.document)


def _asking(benchmark: Benchmark) -> str:
    """The document with the verb that leads to what it asks: one that is a 要求 needs none."""
    verb = "" if _document(benchmark).endswith("要求") else "要求"
    return benchmark.document + verb


def _asked(comparison: Comparison) -> str:
    """What is asked, in words: 不低于50%; of what must never fall, 不下降."""
    if comparison.benchmark.movement and not comparison.asked:
        return "不下降"
    return f"{_SIGNS[comparison.benchmark.comparator]}{_printed(comparison)}"


_SIGNS = {">=": "不低于", "<=": "不高于"}


def _named(comparison: Comparison) -> str:
    """The measure with the verb before its figure: 公办园占比为, 教育支出下降."""
    name = comparison.benchmark.stage_name
    if not comparison.benchmark.movement:
        return f"{name}为"
    verb = "上升" if comparison.quantity.change == "up" else "下降"
    return name.removesuffix("增幅").removesuffix("年降幅") + verb


def _printed(comparison: Comparison) -> str:
    benchmark = comparison.benchmark
    if comparison.against:
        return f"{benchmark.against[0]}的{comparison.against.text}"
    if benchmark.unit.endswith(":"):
        return f"{benchmark.unit}{points(comparison.asked)}"
    return f"{points(comparison.asked)}{benchmark.unit}"


def _is_asked(claim: Claim, comparison: Comparison) -> bool:
    """Whether the indicator's own title asks for this measure."""
    title = claim.indicator.title
    return any(topic in title for topic in comparison.benchmark.topics)


def _severity(claim: Claim, comparison: Comparison, share: Decimal) -> Severity:
    if share >= max(min(fitting_share(claim), ENOUGH), NEARLY_FULL):
        return Severity.LOW
    asked = _is_asked(claim, comparison)
    return Severity.HIGH if asked and share < NEARLY_FULL else Severity.MEDIUM


def _stake(claim: Claim, comparison: Comparison) -> AtStake | None:
    full = claim.indicator.full_score or Decimal(0)
    asked = comparison.asked
    short = min(abs(asked - comparison.value) / asked, Decimal(1)) if asked else Decimal(0)
    if _is_asked(claim, comparison):
        return at_stake(claim, full * short, full, "下限按未达标的幅度估算，上限按未达标不得分估算")
    return at_stake(
        claim,
        full * short * SIDE_SHARE,
        full * SIDE_SHARE,
        "该数据只是本项的一部分，按分值的10%以内估计",
    )
