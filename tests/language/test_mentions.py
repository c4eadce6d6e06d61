"""A phrase and the five nearest sentences that must be read otherwise."""

import pytest

from reviewer import knowledge, pipeline
from reviewer.model import Mention


def mentions(text: str) -> tuple[Mention, ...]:
    return pipeline.analyser(knowledge.load())(text).mentions


def adverse(text: str) -> list[str]:
    return [mention.text for mention in mentions(text) if mention.adverse]


@pytest.mark.parametrize(
    "text",
    [
        "关于青山小学消防栓问题正在在整改中。",
        "两所学校消防设施未达标。",
        "初中教师仍缺32人。",
        "部分乡镇落实不到位。",
        "其中1项未整改到位。",
        "生均公用经费同比下降3.1%。",
        "其余学段生均支出都有不同程度下降。",
        "初中近视率上升1.2个百分点。",
        "3—11岁人群接种率预计达到93%。",
        "体育馆计划于明年9月投入使用。",
        "自评暂不扣分",
        "1所学校因收费问题被省教育厅通报。",
        "个别学校仍存在安全隐患。",
        "除城关中学外，其余7所均符合规定。",
        "安全隐患整改未落 实到位。",
        "应整改8项，已完成6项。",
    ],
)
def test_it_counts_against_the_score(text: str) -> None:
    assert adverse(text)


@pytest.mark.parametrize(
    "text",
    [
        "全市未发生校园欺凌、溺水和伤亡等安全责任事故。",
        "无教师违反职业准则的举报线索，以及造成社会影响的师德问题。",
        "没有一所学校未达标。",
        "全县不存在不达标现象。",
        "取缔“无证”办学点12个，查处“隐形变异”培训8起，违规广告31条。",
        "未发现“退费难”和“卷款跑路”现象，家长反映良好。",
        "查出安全隐患92处，9月底前已全部整改到位。",
        "检查发现问题12个。目前已全部整改完毕。",
        "开展防溺水、防校园欺凌教育，坚持问题导向。",
        "投入资金用于问题隐患整改。",
        "印发《校园欺凌防治和隐患整改方案》。",
        "小学近视率同比下降2.1个百分点，辍学率持续下降。",
        "全县专任教师缺编0人。",
        "如发生安全事故，须在30分钟内上报。",
        "严禁违规收费和有偿补课。",
        "有效防范重大安全事故发生。",
        "全年培训教师320人次，成效显著，详见附件。",
        "初中和小学均无大班额。",
        "对2所学校违规收费行为依法进行了查处。",
        "开展未成年人保护活动12场，缩小城乡差距。",
        "道路交通事故63起，同比下降14.9%。",
    ],
)
def test_it_only_looks_like_a_problem(text: str) -> None:
    assert adverse(text) == []


def test_three_states_of_one_clause_are_told_apart() -> None:
    assert adverse("已整改4项，整改中2项，未整改1项") == ["整改中", "未整改"]


def test_a_mention_names_what_decided_its_status() -> None:
    (mention,) = mentions("全市未发生安全责任事故。")
    assert (mention.status, mention.modifiers[0].text) == ("negated", "未发生")


def test_a_resolved_problem_stays_visible() -> None:
    found = mentions("发现安全隐患3处，已全部整改到位。")
    assert ("隐患", "resolved") in [(m.text, str(m.status)) for m in found]


def test_less_resolved_than_found_is_not_resolved() -> None:
    assert adverse("发现问题12项，已整改10项。")
    assert not adverse("发现问题12项，已整改12项。")


def test_offsets_point_at_the_text_as_read() -> None:
    text = "😀 消防设施 整  改 中，未 达标2处\u200b。"
    found = mentions(text)
    assert [m for m in found if m.adverse]
    assert all(text[m.start : m.end] == m.text for m in found)


def test_a_long_narrative_takes_time_linear_in_its_length() -> None:
    long = "部分学校消防设施未达标，正在整改中；发现隐患3处，已全部整改到位。" * 1000
    assert len(adverse(long)) == 2000


@pytest.mark.parametrize(
    "unit",
    [
        "整改中2项，未整改1项、",
        "反馈问题12项，已整改8项，",
        "应配149人，实有143人，缺编6人，",
        "持证率73.5%，其余9人拟参加考试，",
        "尚未完成问题隐患整改中",
    ],
)
def test_a_narrative_without_a_full_stop_takes_linear_time_too(unit: str) -> None:
    # Millions of pairs of phrases, if each looked at all others, would take minutes.
    assert len(adverse(unit * 2000)) >= 1000


@pytest.mark.parametrize(
    "text",
    [
        "消防设施未达标2处。\x00\x07\x1b[31m",
        "消\u200b防设\u200d施未达\u2060标2处。",
        "\ud800消防设施未达标2处\udfff。",
        "學校消防設施未達標2處，隱患整改中。",
        "消防设施未达标2处。" + "全年开展培训12次。" * 50_000,
    ],
    ids=["control", "zero-width", "surrogates", "traditional", "long"],
)
def test_offsets_hold_in_any_text(text: str) -> None:
    analysis = pipeline.analyser(knowledge.load())(text)
    assert analysis.quantities
    for found in (*analysis.quantities, *analysis.mentions):
        assert text[found.start : found.end] == found.text
