"""Training: weights that are readable, loadable, and the same each time."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from gold_folder import gold_folder

from reviewer import knowledge, pipeline
from reviewer.errors import ConfigurationError
from reviewer.knowledge.files import LexiconFiles
from reviewer.knowledge.opinion import NAME, opinion
from reviewer.language.analysis import Analyser
from reviewer.learning.opinion import examples, train, written

KNOWN = replace(knowledge.load(), opinion=None)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("gold")
    for name in ("甲", "乙", "丙"):
        gold_folder(root, name=name)
    return root


def test_an_example_is_a_clause_with_the_category_of_its_label(folder: Path) -> None:
    found = list(examples([folder], pipeline.analyser(KNOWN)))
    assert len(found) == 3 * 6
    told = {"".join(e.traits.clause.words): e.category for e in found}
    assert told["两所学校消防设施未达标"] == "shortfall"
    assert told["隐患#处正在整改中"] == "in_progress"
    assert told["达到#元"] is None


def test_trained_weights_tell_the_adverse_clauses_apart(folder: Path) -> None:
    found = list(examples([folder], pipeline.analyser(KNOWN)))
    weights = train(found)
    analyse = Analyser(replace(KNOWN, opinion=weights))
    second = analyse.second
    assert second is not None
    chances = {"".join(e.traits.clause.words): second.chance(e.traits) for e in found}
    assert chances["两所学校消防设施未达标"] > 0.5 > chances["达到#元"]
    assert train(found) == weights


def test_written_weights_are_read_again(folder: Path, tmp_path: Path) -> None:
    weights = train(list(examples([folder], pipeline.analyser(KNOWN))))
    (tmp_path / NAME).write_text(written(weights, "试验"), encoding="utf-8")
    assert opinion(LexiconFiles(tmp_path, None)) == weights


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "不是有效的 JSON"),
        ('{"words": {}}', "缺少"),
        ('{"sorrow": 1}', "不认识的键 sorrow"),
    ],
)
def test_weights_that_are_none_are_refused(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=reason):
        opinion(LexiconFiles(tmp_path, None))


def test_an_empty_file_switches_the_second_opinion_off(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("{}", encoding="utf-8")
    overlaid = knowledge.load(tmp_path)
    assert overlaid.opinion is None
    assert json.loads((knowledge.data_folder("lexicons") / NAME).read_text("utf-8"))["words"]
