"""指标名称里并列的一个分项，说明里没有说到。

Why: “校额班额化解情况”只写无大班额，大校额没有说到；没有说到的往往是难办的。

Flags:
    3/3〔校额班额化解情况〕我市高中无大校额、大班额，义务教育学校无大班额。
    6/6〔体育、美育和劳动教育〕开足体育课，体质健康优良率52.3%，劳动实践基地38个。

Accepts:
    3/3〔校额班额化解情况〕全市各学段均无大校额、大班额。
    6/6〔体育、美育和劳动教育〕体质健康优良率52.3%，艺术展演获奖46项，劳动实践基地38个。
    6/6〔教师队伍建设〕全年招聘教师286人。

Limits: 只认 topics.toml 中 subpoints 所列的分项，换一种说法的可能没有认出，因此只作提示；
“自评暂不扣分”一类由别的规则提示。

Source: 阜新市2022年自评表第12项：高中写了大校额和大班额，义务教育只写了大班额。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.findings import finding
from reviewer.model import Claim, Finding, Severity

ID = "omitted-subpoint"
LEAST = 12
REMEDIES = ("补充这一分项的情况和数据", "如已在别处写明，注明所在指标")
_SIZES = ("大校额", "大班额")
_STAGES = re.compile("义务教育|普通高中|高中|小学|初中")


def check(claim: Claim) -> Iterator[Finding]:
    """Compare the parts that the title names with what the narrative speaks of."""
    text, title = claim.analysis.text, claim.indicator.title
    if len(text.strip()) < LEAST:
        return
    named = [(name, words) for name, words in claim.topics.subpoints if name in title]
    named = [
        (n, w) for n, w in named if not any(n != o and n in o and o in title for o, _ in named)
    ]
    missing = [name for name, words in named if not any(word in text for word in words)]
    if len(named) > 1 and missing and len(missing) < len(named):
        named_so = f"“{'”“'.join(missing)}”"
        yield _told(claim, f"指标名称中的{named_so}，说明里没有说到", named_so)
        return
    if "校额" in title and "班额" in title and (left := _left_out(text)):
        stage, size, other = left
        said = f"{stage}只写了{other}，没有说到{size}；别的学段两项都写了"
        yield _told(claim, said, f"{stage}{size}")


def _told(claim: Claim, message: str, missing: str) -> Finding:
    return finding(
        claim,
        ID,
        Severity.LOW,
        f"{message}，建议补充",
        remedies=REMEDIES,
        terms={"分项": missing},
    )


def _left_out(text: str) -> tuple[str, str, str] | None:
    """A stage of which one of 大校额, 大班额 is said, where of another stage both are."""
    said: dict[str, set[str]] = {}
    for clause in re.split("[，。；]", text):
        stages = _STAGES.findall(clause)
        if stages:
            sizes = {size for size in _SIZES if size in clause}
            for stage in stages:
                said.setdefault(stage, set()).update(sizes)
    if not any(len(sizes) == len(_SIZES) for sizes in said.values()):
        return None
    for stage, sizes in said.items():
        if len(sizes) == 1:
            (other,) = sizes
            return stage, next(size for size in _SIZES if size != other), other
    return None
