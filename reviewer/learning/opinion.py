"""Train the second opinion: ``python -m reviewer.learning.opinion GOLD… -o lexicons/opinion.json``.

A clause is an example, adverse where an adverse label touches it; the weights are those of a
logistic regression with an L2 penalty, small ones left out. Another one, with one class a
category, is trained on the adverse clauses alone.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from reviewer import knowledge, pipeline
from reviewer.evaluation.gold import Labelled, load
from reviewer.knowledge.opinion import TABLES
from reviewer.language.analysis import Analyser
from reviewer.language.surface import surface
from reviewer.language.traits import Traits
from reviewer.model import Category, OpinionWeights, Scope

STRENGTH, CATEGORY_STRENGTH = 0.3, 0.5
# A trait must occur in so many clauses; weights nearer to nought than this are left out.
LEAST, SMALLEST = 2, 0.04
KEEP, RAISE_AT, RAISE_NEARBY, RAISE_BARE = 0.35, 0.35, 0.4, 0.5


class Example(NamedTuple):
    """One clause, the submission it is from, and the category of its label, None if benign."""

    group: str
    traits: Traits
    category: Category | None


def examples(folders: Iterable[Path], analyse: Analyser) -> Iterator[Example]:
    """Every clause of the labelled submissions under some folders."""
    known = knowledge.load()
    for folder in folders:
        for gold in load(folder, lambda path: pipeline.read(path, known)):
            for labelled in gold.indicators:
                yield from _of(
                    gold.place,
                    labelled,
                    analyse,
                    Scope(gold.submission.year, gold.submission.province),
                )


def _of(place: str, labelled: Labelled, analyse: Analyser, scope: Scope) -> Iterator[Example]:
    text = labelled.indicator.narrative
    folded = surface(text)
    for seen in analyse.traits(text, scope):
        start, end = folded.raw(seen.clause.start, seen.clause.end)
        met = (label for label in labelled.phrases if label.start < end and start < label.end)
        yield Example(place, seen, next((label.category for label in met if label.category), None))


def named(seen: Traits) -> dict[str, float]:
    """The traits of a clause by table and name, as the regression takes them."""
    tables = (seen.clause.words, seen.pairs, seen.characters, seen.marks)
    return {
        f"{table}:{name}": 1.0
        for table, names in zip(TABLES, tables, strict=True)
        for name in names
    }


def train(found: Sequence[Example]) -> OpinionWeights:
    """The weights that fit the examples."""
    rows = [named(example.traits) for example in found]
    common = Counter(name for row in rows for name in row)
    rows = [{name: 1.0 for name in row if common[name] >= LEAST} for row in rows]
    truth = np.array([example.category is not None for example in found])
    model, names = _fit(rows, truth, STRENGTH)
    tables: dict[str, dict[str, float]] = defaultdict(dict)
    for name, weight in zip(names, model.coef_[0], strict=True):
        if abs(weight) >= SMALLEST:
            table, _, trait = name.partition(":")
            tables[table][trait] = round(float(weight), 3)
    return OpinionWeights(
        intercept=round(float(model.intercept_[0]), 3),
        **{table: dict(sorted(tables[table].items())) for table in TABLES},
        categories=_categories(found),
        keep=KEEP,
        raise_at=RAISE_AT,
        raise_nearby=RAISE_NEARBY,
        raise_bare=RAISE_BARE,
    )


def _fit(
    rows: Sequence[dict[str, float]], truth: npt.NDArray[np.bool_], strength: float
) -> tuple[LogisticRegression, Sequence[str]]:
    vectors = DictVectorizer()
    matrix = vectors.fit_transform(rows)
    # liblinear takes indices of 32 bits only.
    matrix.indices, matrix.indptr = (a.astype(np.int32) for a in (matrix.indices, matrix.indptr))
    model = LogisticRegression(C=strength, solver="liblinear", max_iter=500, random_state=0)
    return model.fit(matrix, truth), vectors.get_feature_names_out()


def _categories(found: Sequence[Example]) -> dict[Category, dict[str, float]]:
    """One regression a category, over words and marks of the adverse clauses."""
    adverse = [example for example in found if example.category]
    rows = [
        dict.fromkeys((*example.traits.clause.words, *example.traits.marks), 1.0)
        for example in adverse
    ]
    common = Counter(name for row in rows for name in row)
    rows = [{name: 1.0 for name in row if common[name] > LEAST} for row in rows]
    weights: dict[Category, dict[str, float]] = {}
    for category in Category:
        truth = np.array([example.category is category for example in adverse])
        if truth.all() or not truth.any():
            continue
        model, names = _fit(rows, truth, CATEGORY_STRENGTH)
        kept = {
            name: round(float(weight), 2)
            for name, weight in sorted(zip(names, model.coef_[0], strict=True))
            if abs(weight) >= 5 * SMALLEST
        }
        weights[category] = {"": round(float(model.intercept_[0]), 3), **kept}
    return weights


def written(weights: OpinionWeights, about: str) -> str:
    """The weights as opinion.json holds them, one trait a line."""
    document = {
        "about": about,
        "intercept": weights.intercept,
        "keep": weights.keep,
        "raise_at": weights.raise_at,
        "raise_nearby": weights.raise_nearby,
        "raise_bare": weights.raise_bare,
        **{table: dict(getattr(weights, table)) for table in TABLES},
        "categories": {str(name): dict(table) for name, table in weights.categories.items()},
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Train on labelled folders and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    chosen = parser.parse_args()
    # The traits may have changed since: what is there now is not read.
    chosen.output.write_text("{}\n", "utf-8")
    found = list(examples(chosen.gold, pipeline.analyser(knowledge.load())))
    groups = len({example.group for example in found})
    about = (
        f"第二意见的权重（对数几率）：由 {groups} 份标注材料的 {len(found)} 个分句训练，"
        "python -m reviewer.learning.opinion"
    )
    chosen.output.write_text(written(train(found), about), "utf-8")


if __name__ == "__main__":
    main()
