"""What to ask on site for a finding, and what to have shown: questions.toml, filled in.

A question names what is in doubt in the writer's own words, never what the answer should be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from reviewer.findings import points
from reviewer.model import Category, Claim, Finding
from reviewer.model.questions import Choice, Questions
from reviewer.passages import passages, quoted
from reviewer.subjects import Subjects

_LONGEST_TITLE = 30
# Words of a rule that say what its doubt is about.
_SUBJECT_TERMS = ("数据", "分项")
_PHRASES = {
    Category.PROBLEM: "问题",
    Category.UNFINISHED: "进行中",
    Category.IN_PROGRESS: "进行中",
    Category.SHORTFALL: "不足",
    Category.DECLINE: "下降",
    Category.EXEMPTION: "原因",
    Category.HEDGE: "约数",
    Category.PLAN: "打算",
}
Words = Callable[[str], str]


class Asker:
    """The questions in force, compiled once for each knowledge in use."""

    def __init__(self, questions: Questions) -> None:
        self._questions = questions
        self._subjects = Subjects(questions.materials)

    def asked(self, claim: Claim, found: Finding, look: tuple[str, ...]) -> Finding:
        """The finding on an indicator with where to look, what to ask and what to have shown."""
        return self._with(found, _Words(claim, found, self._subjects), look)

    def asked_of_table(self, found: Finding) -> Finding:
        """The finding on the table as a whole with what to ask and what to have shown."""
        words = {"提示": found.message, **dict(found.terms)}
        return self._with(found, lambda name: words.get(name, ""))

    def _with(self, found: Finding, words: Words, look: tuple[str, ...] = ()) -> Finding:
        ask = _filled(self._questions.ask.get(found.rule, ()), words)
        request = _filled(self._questions.request.get(found.rule, ()), words)
        lines = dict.fromkeys(line for text in request for line in text.split("\n"))
        return replace(found, look=look, ask=tuple(ask), request=tuple(lines))


def _filled(choices: Iterable[Choice], words: Words) -> Iterator[str]:
    """Of every choice the first text whose places can all be filled."""
    for choice in choices:
        for text, needs in choice:
            if all(map(words, needs)):
                yield text.format_map({name: words(name) for name in needs}) if needs else text
                break


class _Words:
    """What the places in questions are filled with, found when one is asked for."""

    def __init__(self, claim: Claim, found: Finding, subjects: Subjects) -> None:
        self._claim, self._found, self._subjects = claim, found, subjects
        self._known = dict(found.terms)
        mentions = {(m.start, m.end): m.category for m in claim.analysis.mentions}
        spans = []
        for part in found.evidence:
            category = mentions.get((part.start, part.end)) if part.role == "adverse" else None
            spans.append((part.start, part.end, _PHRASES.get(category, "") if category else ""))
        self._passages = passages(claim.indicator.narrative, spans)
        self._kinds = {passage.kind for passage in self._passages}

    def __call__(self, name: str) -> str:
        if name not in self._known:
            self._known[name] = self._find(name)
        return self._known[name]

    def _find(self, name: str) -> str:
        if name in _OF_CLAIM:
            return _OF_CLAIM[name](self._claim)
        narrative = self._claim.indicator.narrative
        if name == "原文":
            return quoted(narrative, self._passages)
        if name == "数":
            stated = (p for p in self._found.evidence if p.role == "quantity")
            return next((narrative[p.start : p.end].strip() for p in stated), "")
        if name == "材料":
            return "\n".join(self._materials())
        if name not in self._kinds:
            return ""
        return quoted(narrative, (p for p in self._passages if p.kind == name))

    def _materials(self) -> list[str]:
        narrative = self._claim.indicator.narrative
        said = [narrative[passage.start : passage.end] for passage in self._passages]
        said += [word for name, word in self._found.terms if name in _SUBJECT_TERMS]
        return self._subjects.materials("\n".join(said), self._claim.indicator.title)


def _title(claim: Claim) -> str:
    title = " ".join(claim.indicator.title.split())
    return title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE]}…"


def _score(claim: Claim) -> str:
    own, full = claim.indicator.self_score, claim.indicator.full_score
    if own is None:
        return ""
    return f"{points(own)}分" + ("" if full is None else f"（满分{points(full)}分）")


def _deducted(claim: Claim) -> str:
    return f"{points(claim.deducted)}分" if claim.deducted and claim.deducted > 0 else ""


_OF_CLAIM: dict[str, Callable[[Claim], str]] = {
    "指标": _title,
    "得分": _score,
    "扣分": _deducted,
    "年度": lambda claim: f"{claim.year}年" if claim.year else "",
}
