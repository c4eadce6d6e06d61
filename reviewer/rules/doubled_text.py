"""重复的字词和句子。

Why: “正在在整改”“同一句话写了两遍”是合并材料时留下的，提交前改掉最省事。

Flags:
    8/8 消防栓问题正在在整改中，已更换3处。
    10/10 开展系列活动，多形式、多渠道加强学习教育。印发方案3个，多形式、多渠道加强学习教育。

Accepts:
    8/8 层层压实责任，人人参与，天天检查，一一销号。
    8/8 查漏补缺，常态长效，点点滴滴抓落实。
    6/6 小学巩固率100%，初中巩固率100%，高中巩固率100%。

Limits: 只查连写两遍的虚词和词语、十二个字以上原样重复的分句，不查其他错字。

Source: 阜新市2022年自评表第4项“正在在整改中”、第5项重复的分句。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.findings import finding
from reviewer.model import Claim, Evidence, Finding, Severity

ID = "doubled-text"
REMEDIES = ("删去重复的字词",)
LEAST = 12
# Particles that no one writes twice, and words of two characters or more right behind themselves.
_PARTICLE = re.compile(
    r"(?:正在在|([的了是和及为被把将已与至])\1(?!确|士|解|结|不起|当|平|谐|气|睦|于|然|来|军|领))"
)
_WORD = re.compile(r"([一-鿿]{2,4})\1")
_PROPER = re.compile(
    r"^(.)\1$|^(?:层层|人人|个个|件件|项项|事事|处处|时时|天天|年年|家家|户户|班班|校校|生生|村村)"
)
_PAIRED = frozenset("每一二两几各")
_CLAUSE = re.compile(r"[^，。；\n]+")
_FIGURES = re.compile(r"\d")


def check(claim: Claim) -> Iterator[Finding]:
    """Look for words and clauses that stand twice."""
    text = claim.analysis.text
    spans = [*_words(text), *_clauses(text)]
    if spans:
        said = "、".join(f"“{text[s:e]}”" for s, e in spans)
        yield finding(
            claim,
            ID,
            Severity.LOW,
            f"{said}重复，可能是笔误",
            spans=tuple(Evidence(start=s, end=e, role="doubled") for s, e in spans),
            remedies=REMEDIES,
        )


def _words(text: str) -> Iterator[tuple[int, int]]:
    for found in _PARTICLE.finditer(text):
        yield found.span()
    for found in _WORD.finditer(text):
        # 每生每年, 一生一策, 一趟一趟: pairs by intention.
        if not _PROPER.match(found[1]) and len(set(found[1])) > 1 and not _PAIRED & set(found[1]):
            yield found.span()


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """The second of two long clauses that say the same; tables repeat short ones on purpose."""
    seen: set[str] = set()
    for found in _CLAUSE.finditer(text):
        clause = found.group().strip()
        if len(clause) >= LEAST and not _FIGURES.search(clause):
            if clause in seen:
                yield found.span()
            seen.add(clause)
