"""The lexicons: their own examples, their overlay, and what is refused with file and line."""

from pathlib import Path

import pytest

from reviewer import catalogue, knowledge
from reviewer.errors import ConfigurationError
from reviewer.model import Scope

LEXICONS = Path(__file__).parents[1] / "lexicons"


def test_every_example_holds() -> None:
    report, failed = catalogue.try_examples(knowledge.load())
    assert failed == 0, report


@pytest.mark.parametrize(
    "path", sorted(LEXICONS.glob("*s/*.csv")), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_every_file_of_phrases_has_examples_that_fire_and_that_do_not(path: Path) -> None:
    known = knowledge.load()
    name = path.stem
    phrases = [cue for cue in known.cues if cue.category == name]
    phrases += [modifier for modifier in known.modifiers if modifier.kind == name]
    assert phrases
    if name in ("terminator", "lookalike"):
        return
    assert any(phrase.fires for phrase in phrases)
    assert any(phrase.accepts for phrase in phrases)


def overlay(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding=encoding)
    return folder


def adverse(text: str, lexicons: Path | None = None, year: int | None = None) -> list[str]:
    from reviewer import pipeline

    found = pipeline.analyser(knowledge.load(lexicons))(text, Scope(year)).mentions
    return [mention.text for mention in found if mention.adverse]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_an_inspector_adds_a_phrase(tmp_path: Path, encoding: str) -> None:
    text = "phrase,severity\n青黄难续,high\n"
    folder = overlay(tmp_path, "cues/problem.csv", text, encoding)
    assert adverse("教研组青黄难续。") == []
    assert adverse("教研组青黄难续。", folder) == ["青黄难续"]
    assert adverse("部分学校未达标。", folder) == ["未达标"]


def test_an_inspector_takes_a_phrase_away(tmp_path: Path) -> None:
    phrase = next(
        cue.phrase for cue in knowledge.load().cues if cue.phrase.startswith("[预计/有望]")
    )
    folder = overlay(tmp_path, "cues/hedge.csv", f"phrase,severity\n{phrase},off\n")
    assert adverse("预计供需平衡。") == ["预计"]
    assert adverse("预计供需平衡。", folder) == []


def test_a_province_sets_a_benchmark_of_its_own(tmp_path: Path) -> None:
    folder = overlay(
        tmp_path,
        "benchmarks/省.toml",
        '["学前三年毛入园率"]\nwords = ["毛入园率"]\ncomparator = ">="\nvalue = 95\nunit = "%"\n'
        'topics = ["学前"]\ndocument = "省定标准"\nverification = "verified"\nfirst_year = 2021\n',
    )
    assert adverse("学前三年毛入园率为93%。", year=2022) == []
    assert adverse("学前三年毛入园率为93%。", folder, 2022) == ["93%"]


def test_the_version_tells_the_lexicons_in_force(tmp_path: Path) -> None:
    folder = overlay(tmp_path, "cues/problem.csv", "phrase,severity\n青黄难续,high\n")
    assert knowledge.load().version != knowledge.load(folder).version


BENCHMARK = 'words = ["甲率"]\ntopics = ["甲"]\nunit = "%"\ndocument = "文件"\n'


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("cues/problem.csv", "phrase,level\n短缺,high\n", ["problem.csv 第 1 行", "level"]),
        ("cues/problem.csv", "phrase,severity\n甲甲,grave\n", ["problem.csv 第 2 行", "grave"]),
        ("cues/problem.csv", "phrase,severity\n甲甲,high\n甲甲,low\n", ["第 3 行", "重复"]),
        ("cues/problem.csv", "phrase,severity,needs\n甲,high,x\n", ["第 2 行", "“x”"]),
        ("cues/problem.csv", "phrase,severity\n甲,high,,,,\n", ["第 2 行", "列数过多"]),
        ("cues/plan.csv", "phrase,severity\n<没有的组>甲,high\n", ["没有的组", "groups.csv"]),
        ("cues/plan.csv", "phrase,severity\n…甲,high\n", ["以文字开头"]),
        ("cues/plan.csv", "phrase,severity\n[甲/,high\n", ["无法识别"]),
        ("cues/sorrow.csv", "phrase,severity\n甲,high\n", ["sorrow.csv"]),
        ("modifiers/negated.csv", "phrase,direction\n没有,sideways\n", ["sideways"]),
        ("modifiers/negated.csv", "phrase,reach\n没有,far\n", ["“far”不是整数"]),
        ("units.csv", "unit,kind\n斤,weight\n", ["units.csv 第 2 行", "weight"]),
        ("measures.csv", "name,polarity,words\n甲率,sinks,甲率\n", ["sinks"]),
        ("groups.csv", "words,set\n未,否定\n", ["groups.csv", "set"]),
        ("columns.toml", "[headers\n", ["columns.toml", "TOML"]),
        ("words.txt", "双减\n", ["words.txt 第 1 行"]),
        ("columns.toml", "[headers]\nnonsense = ['甲']\n", ["nonsense"]),
        ("benchmarks/省.toml", f'["甲率"]\n{BENCHMARK}', ["甲率", "缺少"]),
        (
            "benchmarks/省.toml",
            f'["甲率"]\n{BENCHMARK}comparator = "~"\nvalue = 1\nverification = "verified"\n'
            "first_year = 2020\n",
            ["comparator"],
        ),
        (
            "benchmarks/省.toml",
            f'["甲率"]\n{BENCHMARK}comparator = ">="\nvalue = 1\nverification = "verified"\n'
            "first_year = 2020\nlast_year = 2010\n",
            ["last_year"],
        ),
        ("benchmarks/省.toml", f'["甲率"]\n{BENCHMARK}colour = 1\n', ["colour"]),
        ("benchmarks/省.toml", "value = 1\n", ["value"]),
    ],
)
def test_what_can_not_be_understood_is_refused_with_its_place(
    tmp_path: Path, name: str, text: str, said: list[str]
) -> None:
    folder = overlay(tmp_path, name, text)
    with pytest.raises(ConfigurationError) as error:
        adverse("甲", folder)
    assert all(part in str(error.value) for part in said), str(error.value)


def test_a_phrase_may_not_stand_in_two_categories(tmp_path: Path) -> None:
    overlay(tmp_path, "cues/problem.csv", "phrase,severity\n甲甲,high\n")
    folder = overlay(tmp_path, "cues/plan.csv", "phrase,severity\n甲甲,low\n")
    with pytest.raises(ConfigurationError, match="甲甲"):
        knowledge.load(folder)


@pytest.mark.parametrize("name", ["name.csv", "problem.csv", "cue/problem.csv"])
def test_a_file_that_nothing_would_read_is_refused(tmp_path: Path, name: str) -> None:
    folder = overlay(tmp_path, name, "phrase,severity\n青黄难续,high\n")
    with pytest.raises(ConfigurationError, match=name):
        knowledge.load(folder)


def test_taking_away_what_is_not_there_is_refused(tmp_path: Path) -> None:
    folder = overlay(tmp_path, "cues/in_progress.csv", "phrase,severity\n整改中,off\n")
    with pytest.raises(ConfigurationError, match="整改中"):
        knowledge.load(folder)


def test_a_phrase_of_a_pattern_is_silenced_as_a_lookalike(tmp_path: Path) -> None:
    folder = overlay(tmp_path, "modifiers/lookalike.csv", "phrase\n整改中\n")
    assert adverse("两项问题整改中。") != []
    assert "整改中" not in adverse("两项问题整改中。", folder)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="词库目录不存在"):
        knowledge.load(tmp_path / "none")
