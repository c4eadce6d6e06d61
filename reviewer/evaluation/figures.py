"""Precision, recall, F1 and average precision over many submissions, with intervals.

Intervals are the 2.5 % and 97.5 % quantiles of a percentile bootstrap that draws whole
submissions (Efron & Tibshirani 1993, ch. 13), since the indicators of one writer are alike.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from sklearn.metrics import average_precision_score

from reviewer.evaluation.comparing import Compared, Group, Tally

_DRAWS, _SEED = 1000, 20221231
_BOUNDS = (2.5, 97.5)
Counts = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]


class Estimate(NamedTuple):
    """A share in [0, 1] with its 95 % interval; None where nothing was counted."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """One line of the result; what does not apply to a group is an empty estimate."""

    group: Group
    precision: Estimate
    recall: Estimate
    f1: Estimate
    flagged: int
    labelled: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All that was measured; ``average_precision`` is of ``risk``, over-scored against none."""

    submissions: int
    narratives: int
    scores: tuple[Score, ...]
    average_precision: Estimate


def figures(compared: Sequence[Compared]) -> Figures:
    """Sum the submissions up."""
    draws = _draws(len(compared))
    groups = sorted({group for one in compared for group in one.tallies}, key=_order)
    return Figures(
        submissions=len(compared),
        narratives=sum(one.narratives for one in compared),
        scores=tuple(_score(group, compared, draws) for group in groups),
        average_precision=_average_precision(compared, draws),
    )


_ORDER = (
    "adverse",
    "traps",
    "quantity",
    "level",
    "high",
    "specificity",
    "rule",
    "category",
    "status",
    "document",
)


def _order(group: Group) -> tuple[bool, int, str]:
    return bool(group.part), _ORDER.index(group.name), group.part


def _draws(size: int) -> Counts:
    """How often each submission is drawn, one row a draw."""
    picked = np.random.default_rng(_SEED).integers(0, size, (_DRAWS, size))
    return np.stack([np.bincount(row, minlength=size) for row in picked])


def _score(group: Group, compared: Sequence[Compared], draws: Counts) -> Score:
    counts = np.array([one.tallies.get(group, Tally()) for one in compared], dtype=np.int64)
    drawn = draws @ counts
    flagged, labelled = (int(counts[:, column].sum()) for column in (1, 3))
    return Score(
        group=group,
        precision=_estimate(counts, drawn, _precision),
        recall=_estimate(counts, drawn, _recall),
        f1=_estimate(counts, drawn, _f1) if flagged and labelled else Estimate(None),
        flagged=flagged,
        labelled=labelled,
    )


def _estimate(counts: Counts, drawn: Counts, measure: Callable[[Values], Values]) -> Estimate:
    value = measure(counts.sum(axis=0, keepdims=True).astype(float))[0]
    if np.isnan(value):
        return Estimate(None)
    low, high = np.nanpercentile(measure(drawn.astype(float)), _BOUNDS)
    return Estimate(float(value), float(low), float(high))


def _share(part: Values, whole: Values) -> Values:
    return np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0)


def _precision(counts: Values) -> Values:
    return _share(counts[:, 0], counts[:, 1])


def _recall(counts: Values) -> Values:
    return _share(counts[:, 2], counts[:, 3])


def _f1(counts: Values) -> Values:
    precision, recall = np.nan_to_num(_precision(counts)), _recall(counts)
    return _share(2 * precision * recall, np.maximum(precision + recall, 1e-12))


def _average_precision(compared: Sequence[Compared], draws: Counts) -> Estimate:
    truth = np.array([true for one in compared for true, _ in one.risks])
    risks = np.array([risk for one in compared for _, risk in one.risks])
    owner = np.repeat(np.arange(len(compared)), [len(one.risks) for one in compared])
    if not truth.any():
        return Estimate(None)
    with warnings.catch_warnings():
        # A draw may hold no over-scored indicator at all; scikit-learn warns and gives 0.
        warnings.simplefilter("ignore")
        drawn = [
            average_precision_score(truth, risks, sample_weight=row[owner])
            for row in draws
            if truth[row[owner] > 0].any()
        ]
    low, high = np.percentile(drawn, _BOUNDS)
    return Estimate(float(average_precision_score(truth, risks)), float(low), float(high))
