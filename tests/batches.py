"""A run for the tests of reports: doubts of every kind, hostile texts, reasons, a baseline."""

from __future__ import annotations

import csv
import datetime
import io
from dataclasses import replace
from functools import lru_cache

from reviewer import knowledge, pipeline, readers
from reviewer.model import (
    Batch,
    Earlier,
    Failure,
    Fate,
    Lapse,
    Lapsed,
    Past,
    Profile,
    Review,
    Round,
    Severity,
    State,
    Submission,
    Suppressed,
    Suppression,
)
from reviewer.tables.forms import submission as read_form

HOSTILE = (
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "+1",
    "@x",
    "\u202egnissim\u202c",
    "😀🀄",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}",
    "\\u0022</style>",
    "&amp;",
)
_ADMITS = "仍有3所学校未达标，正在整改中。"
_ROWS = (
    ("1.学习贯彻", "10", f"{_ADMITS}<script>alert(1)</script>近视率下降。", "10"),
    ("2.=1+1", "10", f"=cmd|' /C calc'!A0 {_ADMITS}", "10"),
    ("3.+1", "10", "+1", "10"),
    ("4.@x", "10", f"@x {_ADMITS}", "9"),
    ("5.控制\x01字符", "10", f"配备教师\x02\x0b12人。{_ADMITS}\ufffe", "10"),
    ("6.表情😀🀄", "10", f"😀🀄共有12所学校😀，{_ADMITS}\u202egnissim\u202c", "10"),
    ("7.很长", "10", f"全年组织学习11次。{'印发文件3份，' * 6000}{_ADMITS}", "10"),
    ("8.<b>粗</b>", "10", f'"><img src=x onerror=alert(1)>{{{{ 7*7 }}}}{_ADMITS}', "10"),
    ("9.合计之和", "10", "160所机构中注销156所、转型4所，压减率100%。&amp;", "10"),
    ("10.无依据", "10", "自评暂不扣分。", "10"),
)


def hostile_csv() -> bytes:
    """Return a submission whose cells try to be something else; its total is wrong too."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("指标", "分值", "自评说明", "自评得分"))
    writer.writerows(_ROWS)
    writer.writerow(("合计", "100", "", "98"))
    return out.getvalue().encode()


def submission_of(data: bytes, name: str) -> Submission:
    """Return the submission in some bytes."""
    known = knowledge.load(None)
    return read_form(readers.read_bytes(data, name), known.form_words)


@lru_cache
def reviewed(data: bytes, name: str) -> Review:
    """Return the review of some bytes."""
    return pipeline.review(submission_of(data, name), knowledge.load(None))


def hostile() -> Review:
    """Return a review with findings of the table and of rows, reasons and a baseline."""
    review = reviewed(hostile_csv(), "<i>清河县</i>2023年=自评表.csv")
    silent = review.indicators[3].findings[0]
    reason = Suppression(
        id=silent.id,
        reason="省厅通知<b>暂不</b>扣分，见附件3",
        author="=王某",
        date=datetime.date(2026, 1, 5),
        expires=datetime.date(2027, 1, 5),
        rule=silent.rule,
    )
    stale = replace(reason, id="0" * 16, reason="已经改好的一处", indicator="旧指标")
    spent = replace(reason, id="1" * 16, reason="去年的口径", expires=datetime.date(2026, 1, 6))
    unseen = replace(reason, id="4" * 16, reason="这条规则本次关闭", author="李某")
    earlier = Earlier(
        id="2" * 16,
        rule="score-step",
        severity=Severity.LOW,
        message="上次说过的<script>一处</script>",
        number="8",
        title="=粗",
    )
    states = (State.NEW, State.PERSISTING)
    kept = replace(review.indicators[3], findings=review.indicators[3].findings[1:])
    indicators = tuple(
        replace(
            kept if place == 3 else result,
            findings=tuple(
                replace(finding, state=states[place % 2])
                for finding in (kept if place == 3 else result).findings
            ),
        )
        for place, result in enumerate(review.indicators)
    )
    return replace(
        review,
        indicators=indicators,
        suppressed=(Suppressed(finding=silent, suppression=reason, position=4),),
        lapsed=(
            Lapsed(suppression=stale, lapse=Lapse.STALE),
            Lapsed(suppression=spent, lapse=Lapse.EXPIRED),
            Lapsed(suppression=unseen, lapse=Lapse.NOT_CHECKED),
        ),
        round=Round(
            baseline="上次.json",
            past=(
                Past(finding=earlier, fate=Fate.RESOLVED),
                Past(finding=replace(earlier, id="3" * 16, message="那一行"), fate=Fate.ROW_GONE),
            ),
            notes=("基线由另一版词库生成。",),
        ),
    )


def batch(profile: Profile = Profile.INSPECTOR) -> Batch:
    """Return the hostile review and a plain one, with two failures."""
    plain = reviewed(
        "指标,分值,自评说明,自评得分\n1.学习,4,全年组织学习11次，印发文件3份。,4\n合计,4,,4\n".encode(),
        "云岭市2022年自评表.csv",
    )
    return Batch(
        reviews=(hostile(), plain),
        failures=(
            Failure(source="坏.doc", reason="坏.doc：文件已损坏，请重新取得文件。"),
            Failure(source="=1+1.csv", reason="=1+1.csv：<img src=x>不是自评表，请检查。"),
        ),
        version="9.9.9",
        lexicons="sha256:0123456789abcdef",
        profile=profile,
    )
