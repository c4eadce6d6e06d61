"""序号重复或缺号。

Why: 序号重复或缺号，说明可能有一行粘贴了两次，或者漏掉了。

Flags:
    序号 1、2、2、4。
    序号 1、2、4。

Accepts:
    序号 1、2、3、4。
    每个一级指标各自从 1 编号。

Limits: 只核对连续编号；各一级指标各自从头编号的，分别核对。

Source: 表格各行依次编号。
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from reviewer.findings import fingerprint, passed
from reviewer.model import Check, CheckStatus, Finding, Severity, Submission

ID = "duplicate-number"
REMEDIES = ("核对序号，检查是否有重复粘贴或漏填的指标",)


def check(submission: Submission) -> Iterator[Finding | Check]:
    """Look at the numbers of the rows, as a whole or section by section."""
    numbers = [indicator.number for indicator in submission.indicators if indicator.number]
    if not numbers:
        yield Check(rule=ID, status=CheckStatus.NOT_APPLICABLE, detail="各项没有序号")
        return
    found = [*_duplicates(submission), *_gaps(numbers)]
    yield from found
    if not found:
        yield passed(ID, f"{len(numbers)}个序号没有重复或缺号")


def _duplicates(submission: Submission) -> Iterator[Finding]:
    anew = _starts_anew(submission)
    keys = [
        (indicator.section if anew else None, indicator.number)
        for indicator in submission.indicators
        if indicator.number
    ]
    for (section, number), times in Counter(keys).items():
        if times > 1:
            where = f"“{section}”中" if section else ""
            yield Finding(
                id=fingerprint(ID, section or "", number),
                rule=ID,
                severity=Severity.LOW,
                message=f"{where}序号{number}出现{times}次",
                remedies=REMEDIES,
            )


def _starts_anew(submission: Submission) -> bool:
    """Whether each section numbers its rows from the start."""
    first: dict[str | None, str] = {}
    for indicator in submission.indicators:
        first.setdefault(indicator.section, indicator.number)
    return len(first) > 1 and len(set(first.values())) == 1


def _gaps(numbers: list[str]) -> Iterator[Finding]:
    if not all(number.isascii() and number.isdecimal() for number in numbers):
        return
    values = [int(number) for number in numbers]
    for before, after in pairwise(values):
        if before + 1 < after:
            missing = "、".join(str(n) for n in range(before + 1, min(after, before + 11)))
            yield Finding(
                id=fingerprint(ID, "gap", str(before), str(after)),
                rule=ID,
                severity=Severity.LOW,
                message=f"序号{before}之后是{after}，缺{missing}",
                remedies=REMEDIES,
            )
