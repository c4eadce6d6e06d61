"""An indicator and its doubts, as they stand on the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from reviewer.findings import points
from reviewer.model import (
    Finding,
    IndicatorReview,
    Profile,
    Quantity,
    Severity,
    Verdict,
)
from reviewer.reports import wording
from reviewer.reports.page.content import Doubt, Figure, Level, Row, Said
from reviewer.reports.page.highlighting import phrase_id, pieces

# A narrative of more characters scrolls within its frame; of more figures the first are shown.
LONG = 1500
MOST_FIGURES = 100
_LEFT = f"这里列出前 {MOST_FIGURES} 个，全部数量见 json 或 xlsx 格式的结果。"
_CHANGES = {"up": "增加", "down": "减少"}
_BOUNDS = {"=": "", ">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< "}


def row(
    result: IndicatorReview,
    place: int,
    name: str,
    passed: Sequence[str],
    levels: Mapping[Severity, Level],
    profile: Profile,
) -> Row:
    """An indicator; ``place`` counts from 1, ``name`` is its id on the page."""
    indicator = result.indicator
    doubts = tuple(
        doubt(finding, f"{name}-f{n}", str(n), levels, profile, result)
        for n, finding in enumerate(result.findings, 1)
    )
    evidence = [finding.evidence for finding in result.findings]
    quantities = result.analysis.quantities
    level = levels[result.level]
    unread = result.verdict is Verdict.UNREAD and result.level is Severity.NONE
    return Row(
        id=name,
        short=indicator.number or str(place),
        name=wording.label(indicator),
        section=indicator.section or "",
        score=indicator.grade or wording.score(indicator),
        level=Level(name=level.name, sign="－", word="未核对") if unread else level,
        verdict=wording.verdict(result, profile),
        remark=_remark(result, profile),
        stake=wording.stake(result.at_stake),
        basis=_basis(result),
        where=wording.where(indicator.location),
        pieces=pieces(indicator.narrative, doubts, evidence),
        asides=_asides(result),
        criteria=indicator.criteria,
        doubts=doubts,
        passed=tuple(passed),
        figures=tuple(_figure(quantity) for quantity in quantities[:MOST_FIGURES]),
        figure_count=len(quantities),
        figures_left=_LEFT if len(quantities) > MOST_FIGURES else "",
        states=" ".join(sorted({one.state for one in result.findings if one.state})),
        closed=result.level is Severity.NONE,
        long=len(indicator.narrative) > LONG,
    )


def doubt(
    finding: Finding,
    name: str,
    number: str,
    levels: Mapping[Severity, Level],
    profile: Profile,
    result: IndicatorReview | None = None,
) -> Doubt:
    """A finding; ``result`` is that of its row, None where it is of the whole table."""
    labels = wording.LABELS[profile]
    aids = [
        Said(name=labels.look, text="；".join(finding.look)),
        Said(name=labels.remedies, text="；".join(finding.remedies)),
    ]
    parts = [
        *_facts(finding, name, result),
        *(aids if profile is Profile.INSPECTOR else aids[::-1]),
    ]
    return Doubt(
        id=name,
        number=number,
        level=levels[finding.severity],
        state=wording.STATES[finding.state] if finding.state else "",
        message=finding.message,
        parts=tuple(part for part in parts if part.text),
        fingerprint=finding.id[:8],
    )


def _facts(finding: Finding, name: str, result: IndicatorReview | None) -> list[Said]:
    """What the text says, and where the points in question come from."""
    if result is None:
        return []
    quotes = wording.quotes(result.indicator.narrative, finding)
    basis = finding.at_stake.basis if _counts(finding, result) and finding.at_stake else ""
    return [
        Said(name="原文", text=" / ".join(quotes), href=f"#{phrase_id(name)}"),
        Said(name="依据", text=basis),
    ]


def _counts(finding: Finding, result: IndicatorReview) -> bool:
    """Whether the points in question of a row are those of this finding."""
    stake, whole = finding.at_stake, result.at_stake
    return bool(stake and whole and stake.high and stake.basis == whole.basis)


def _remark(result: IndicatorReview, profile: Profile) -> str:
    """What is to be known of a row without a doubt before it is opened."""
    plain = result.verdict is Verdict.SUPPORTED and not result.quiet
    if result.level is not Severity.NONE or result.verdict is Verdict.UNREAD or plain:
        return ""
    return wording.verdict(result, profile)


def _basis(result: IndicatorReview) -> str:
    """Where the points of a row come from, unless one of its findings says so."""
    if result.at_stake is None or any(_counts(finding, result) for finding in result.findings):
        return ""
    return result.at_stake.basis if result.at_stake.high else ""


def _asides(result: IndicatorReview) -> tuple[Said, ...]:
    """What the row says beside its narrative."""
    indicator = result.indicator
    said = (("扣分说明", indicator.deduction_note), ("佐证材料", indicator.attachments))
    return tuple(Said(name=name, text=text) for name, text in said if text.strip())


def _figure(quantity: Quantity) -> Figure:
    bound = _BOUNDS.get(quantity.comparator, quantity.comparator)
    about = "约 " if quantity.approximate else ""
    high = "" if quantity.high is None else f"—{_plain(quantity.high)}"
    change = _CHANGES.get(quantity.change or "", "")
    return Figure(
        text=quantity.text,
        value=f"{about}{bound}{_plain(quantity.value)}{high}",
        unit=quantity.unit,
        measure="，".join(part for part in (quantity.measure or "", change) if part),
    )


def _plain(value: Decimal | str) -> str:
    return value if isinstance(value, str) else points(value)
