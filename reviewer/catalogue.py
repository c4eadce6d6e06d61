"""What ``reviewer rules`` and ``reviewer lexicon`` print: the rules and words in force."""

from __future__ import annotations

import difflib
import inspect
import json
from collections.abc import Iterator
from dataclasses import replace
from importlib import resources

from reviewer import pipeline
from reviewer.errors import ConfigurationError
from reviewer.knowledge import Knowledge
from reviewer.model import Benchmark, Category, Cue, ModifierCue, ModifierKind, Status
from reviewer.reports.layout import Line, laid_out
from reviewer.rules import RULES

WIDTH, EXAMPLE_MARGIN = 80, 4
_LABELS = {
    "Why": "为什么查",
    "Flags": "会提示",
    "Accepts": "不提示",
    "Limits": "已知局限",
    "Source": "来源",
}


def overview() -> str:
    """Every rule in one line."""
    width = max(len(rule.ID) for rule in RULES)
    lines = [f"{rule.ID:<{width}}  {_title(rule.__doc__)}" for rule in RULES]
    return "\n".join([*lines, "", "说明一条规则：reviewer rules 规则名称", ""])


def explain(name: str) -> str:
    """The docstring of a rule. Raises ConfigurationError with the nearest known name."""
    for rule in RULES:
        if name == rule.ID:
            story = [*_story(f"{rule.ID}：{inspect.getdoc(rule) or ''}"), *_measured(rule.ID)]
            return laid_out(story, WIDTH, color=False)
    near = difflib.get_close_matches(name, [rule.ID for rule in RULES], n=1, cutoff=0.5)
    hint = f"，是否为 {near[0]}？" if near else "。"
    raise ConfigurationError(f"没有名为 {name} 的规则{hint}用 reviewer rules 列出全部。")


def _measured(rule: str) -> Iterator[Line]:
    """How often the rule was right on the labelled submissions, as benchmarks/ measured it."""
    found = json.loads(resources.files("reviewer.rules").joinpath("measured.json").read_text())
    if rule in found:
        right, flagged = found[rule]
        yield Line("")
        yield Line(
            f"实测：在标注材料上提示 {flagged} 次，成立 {right} 次（{right / flagged:.0%}）。"
        )
    else:
        yield Line("")
        yield Line("实测：标注材料中没有足够的例子。")


def _story(text: str) -> Iterator[Line]:
    """The parts of a docstring under Chinese headings; examples keep their lines."""
    for part in text.split("\n\n"):
        head, _, rest = part.partition(":")
        label = _LABELS.get(head)
        if label is None:
            yield Line(part)
        elif rest.startswith("\n"):
            yield Line(f"{label}：")
            yield from (Line(line.strip(), EXAMPLE_MARGIN) for line in rest.strip().splitlines())
        else:
            yield Line(f"{label}：{''.join(line.strip() for line in rest.splitlines())}")


def _title(doc: str | None) -> str:
    return (doc or "").strip().splitlines()[0]


def lexicon(knowledge: Knowledge) -> str:
    """The lexicons in force, a phrase a line."""
    rows: list[tuple[str, ...]] = [("# 版本", knowledge.version)]
    rows += [(c.category, c.severity, c.needs or "-", c.phrase) for c in knowledge.cues]
    rows += [(m.kind, m.direction, str(m.reach or "-"), m.phrase) for m in knowledge.modifiers]
    rows += [("benchmark", *_benchmark(benchmark)) for benchmark in knowledge.benchmarks]
    return "\n".join(["\t".join(row) for row in rows] + [""])


def _benchmark(benchmark: Benchmark) -> tuple[str, str, str]:
    value = "/".join(benchmark.against) if benchmark.value is None else str(benchmark.value)
    asked = f"{benchmark.comparator}{value}{benchmark.unit}"
    years = f"{benchmark.first_year}—{benchmark.last_year or ''}"
    where = benchmark.province or benchmark.level
    name = f"{benchmark.stage}{benchmark.name}" if benchmark.stage else benchmark.name
    return benchmark.verification, years, f"{name} {asked} {where} {benchmark.document}"


def try_examples(knowledge: Knowledge) -> tuple[str, int]:
    """Run every example of the lexicons; the report, and how many failed."""
    tried, failures = 0, []
    for phrase, example, problem in _trials(knowledge):
        tried += 1
        if problem:
            failures.append(f"× “{phrase}”：例句“{example}”{problem}")
    summary = f"词条 {len(knowledge.cues) + len(knowledge.modifiers)} 个，例句 {tried} 句，"
    summary += f"{len(failures)} 句不符。" if failures else "全部相符。"
    return "\n".join([*failures, summary, ""]), len(failures)


def _trials(knowledge: Knowledge) -> Iterator[tuple[str, str, str]]:
    # The phrases are tried by themselves: the second opinion weighs whole narratives.
    knowledge = replace(knowledge, opinion=None)
    phrases: list[Cue | ModifierCue] = [*knowledge.cues, *knowledge.modifiers]
    for phrase in phrases:
        if phrase.fires:
            yield phrase.phrase, phrase.fires, _fires(knowledge, phrase)
        if phrase.accepts:
            yield phrase.phrase, phrase.accepts, _accepts(knowledge, phrase)


def _fires(knowledge: Knowledge, phrase: Cue | ModifierCue) -> str:
    mentions = pipeline.analyser(knowledge)(phrase.fires).mentions
    if isinstance(phrase, Cue):
        # An excuse is told together with what it excuses.
        wanted = {phrase.category, *([] if phrase.category is not Category.EXEMPTION else Category)}
        found = any(m.adverse and m.category in wanted for m in mentions)
        return "" if found else f"应识别为 {phrase.category}，没有识别"
    if phrase.kind is ModifierKind.ASSERTED:
        return "" if any(m.adverse for m in mentions) else "应识别为问题，没有识别"
    cleared = [m for m in mentions if m.status == Status(phrase.kind)]
    wrong = [m.text for m in mentions if m.adverse]
    if wrong:
        return f"不应识别为问题，却识别了“{wrong[0]}”"
    return "" if cleared else f"应使问题成为 {phrase.kind}，没有"


def _accepts(knowledge: Knowledge, phrase: Cue | ModifierCue) -> str:
    mentions = pipeline.analyser(knowledge)(phrase.accepts).mentions
    if isinstance(phrase, Cue):
        wrong = [m.text for m in mentions if m.adverse and m.category is phrase.category]
        return f"不应识别，却识别了“{wrong[0]}”" if wrong else ""
    if phrase.kind is ModifierKind.ASSERTED:
        wrong = [m.text for m in mentions if m.adverse]
        return f"不应识别，却识别了“{wrong[0]}”" if wrong else ""
    return "" if any(m.adverse for m in mentions) else "应仍是问题，却没有识别"
