"""Labelled submissions, as they lie in a folder: a label file beside each document."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from reviewer.errors import InputError
from reviewer.model import Category, Indicator, Kind, Severity, Status, Submission

LABELS = "labels.json"
# The formats that a document may have, the one that says most first.
_SUFFIXES = (".docx", ".xlsx", ".csv", ".tsv", ".html", ".txt")
_LEVELS = frozenset(Severity) | {"none"}
_STATUS = {**{str(status): status for status in Status}, "good_decline": Status.FAVOURABLE}
Value = Decimal | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A labelled stretch of a narrative, half-open; ``category`` is None for a benign one."""

    start: int
    end: int
    status: Status
    category: Category | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLabel:
    """A labelled quantity; ``high`` is None unless it is a range."""

    start: int
    end: int
    kind: Kind
    value: Value
    high: Value | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A labelled doubt by the name of its rule; an empty span where it is of the whole row."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """What was labelled in one indicator.

    ``figures`` and ``doubts`` are None where they were not labelled; ``rubric`` is the deduction
    that the row's criteria ask for, in points from the least to the most.
    """

    indicator: Indicator
    level: str
    phrases: tuple[Label, ...]
    figures: tuple[FigureLabel, ...] | None
    doubts: tuple[Doubt, ...] | None
    rubric: tuple[Decimal, Decimal] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSubmission:
    """One submission with its labels; ``document`` names what is wrong with the whole table."""

    place: str
    submission: Submission
    indicators: tuple[Labelled, ...]
    document: frozenset[str]


def load(folder: Path, read: Callable[[str], Submission]) -> Iterator[GoldSubmission]:
    """The labelled submissions under ``folder``, in the order of their paths.

    A label file is ``labels.json`` beside the only document of its folder, or ``名.labels.json``
    beside ``名.docx`` and the like. Raises InputError with file, place and reason.
    """
    files = sorted({*folder.rglob(LABELS), *folder.rglob(f"*.{LABELS}")})
    if not files:
        raise InputError(f"{folder}：没有找到 {LABELS}，请给出标注集所在的目录。")
    for path in files:
        place = (
            str(path.parent.relative_to(folder))
            if path.name == LABELS
            else path.name.removesuffix(f".{LABELS}")
        )
        yield _submission(path, place, read(str(_document(path))))


def _document(labels: Path) -> Path:
    stem = "" if labels.name == LABELS else labels.name.removesuffix(LABELS)
    for suffix in _SUFFIXES:
        for path in sorted(labels.parent.glob(f"*{suffix}")):
            if path.name.startswith(stem):
                return path
    raise InputError(f"{labels}：旁边没有可读的自评表（{'、'.join(_SUFFIXES)}）。")


def _submission(path: Path, place: str, submission: Submission) -> GoldSubmission:
    try:
        labels = json.loads(path.read_text("utf-8-sig"))
        named: Mapping[str, Any] = labels["indicators"]
        submission = replace(
            submission,
            year=labels.get("year", submission.year),
            province=labels.get("province") or submission.province,
        )
        document = frozenset(map(str, labels.get("document", ())))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise InputError(f"{path}：不是有效的标注文件（JSON，含 indicators）。") from None
    rows = _rows(submission, list(named))
    missing = [number for number in named if number not in rows]
    if missing:
        raise InputError(f"{path}：自评表中没有第 {missing[0]} 项。")
    try:
        found = tuple(_labelled(rows[number], number, label) for number, label in named.items())
    except InputError as error:
        raise InputError(f"{path}：{error}") from None
    return GoldSubmission(place=place, submission=submission, indicators=found, document=document)


def _rows(submission: Submission, numbers: list[str]) -> dict[str, Indicator]:
    """The indicators by number; by place where the numbers are others but as many."""
    rows = {indicator.number: indicator for indicator in reversed(submission.indicators)}
    if not set(numbers) <= rows.keys() and len(numbers) == len(submission.indicators):
        return dict(zip(numbers, submission.indicators, strict=True))
    return rows


def _labelled(indicator: Indicator, number: str, label: Mapping[str, Any]) -> Labelled:
    text = indicator.narrative
    try:
        level = str(label["level"])
        adverse = [_adverse(text, item) for item in label.get("adverse", ())]
        benign = [_benign(text, item) for item in label.get("benign", ())]
        figures = (
            tuple(_figure(text, item) for item in label["quantities"])
            if "quantities" in label
            else None
        )
        doubts = (
            tuple(_doubt(text, item) for item in label["findings"]) if "findings" in label else None
        )
        rubric = _rubric(label.get("rubric"))
    except (KeyError, ValueError, TypeError) as error:
        raise InputError(f"第 {number} 项的标注不完整或有未知的值：{error}。") from None
    if level not in _LEVELS:
        raise InputError(
            f"第 {number} 项的 level 应为 none、low、medium 或 high，而不是“{level}”。"
        )
    return Labelled(
        indicator=indicator,
        level=level,
        phrases=(*adverse, *benign),
        figures=figures,
        doubts=doubts,
        rubric=rubric,
    )


def _adverse(text: str, item: Mapping[str, Any]) -> Label:
    start, end = _span(text, item)
    category = Category(item["category"])
    return Label(start=start, end=end, status=Status.AFFIRMED, category=category)


def _benign(text: str, item: Mapping[str, Any]) -> Label:
    start, end = _span(text, item)
    return Label(start=start, end=end, status=_STATUS[item["kind"]])


def _doubt(text: str, item: Mapping[str, Any]) -> Doubt:
    start, end = _span(text, item) if item["text"] else (0, 0)
    return Doubt(start=start, end=end, rule=str(item["rule"]))


def _rubric(item: Mapping[str, Any] | None) -> tuple[Decimal, Decimal] | None:
    return None if item is None else (Decimal(str(item["low"])), Decimal(str(item["high"])))


def _figure(text: str, item: Mapping[str, Any]) -> FigureLabel:
    start, end = _span(text, item)
    return FigureLabel(
        start=start,
        end=end,
        kind=Kind(item["kind"]),
        value=comparable(item["value"]),
        high=comparable(item["high"]) if item.get("high") is not None else None,
    )


def _span(text: str, item: Mapping[str, Any]) -> tuple[int, int]:
    phrase, start = str(item["text"]), -1
    for _ in range(int(item.get("nth", 1))):
        start = text.find(phrase, start + 1)
        if start < 0 or not phrase:
            raise InputError(f"原文中没有标注的“{phrase}”。")
    return start, start + len(phrase)


def comparable(value: object) -> Value:
    """A value as it is compared: a number, or the text of a date (05-31)."""
    printed = str(value)
    try:
        return Decimal(printed)
    except InvalidOperation:
        return printed
