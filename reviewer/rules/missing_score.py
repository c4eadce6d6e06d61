"""没有自评得分。

Why: 没有得分的行无法核对，合计也合不上。

Flags:
    自评得分栏为空。

Accepts:
    自评得分栏为 0。

Limits: 以“优”“A”一类的等级自评的，没有分数，不作为缺分提示。

Source: 表格的每一行都要求填写自评得分。
"""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.findings import fingerprint, passed, row_keys
from reviewer.model import Check, Finding, Severity, Submission

ID = "missing-score"


def check(submission: Submission) -> Iterator[Finding | Check]:
    """Find the rows without a self score."""
    keys = zip(row_keys(submission.indicators), submission.indicators, strict=True)
    missing = [(key, i) for key, i in keys if i.self_score is None and not i.grade]
    for key, indicator in missing:
        printed = indicator.score_text.strip()
        said = f"自评得分“{printed}”不能识别为分数" if printed else "没有自评得分"
        yield Finding(
            id=fingerprint(ID, key),
            rule=ID,
            severity=Severity.MEDIUM,
            message=f"第{indicator.number or '?'}项“{indicator.title}”{said}",
            remedies=("补填自评得分", "如本项不适用，写明依据和折算办法"),
            terms=(("指标", indicator.title),),
        )
    if submission.indicators and not missing:
        graded = sum(1 for i in submission.indicators if i.grade)
        said = f"自评得分，其中{graded}项为等级" if graded else "自评得分"
        yield passed(ID, f"{len(submission.indicators)}项都有{said}")
