"""Figures, each with the sentences nearest to it that must be read otherwise."""

from decimal import Decimal

import pytest

from reviewer import knowledge, pipeline
from reviewer.model import Quantity


def read(text: str) -> tuple[Quantity, ...]:
    return pipeline.analyser(knowledge.load())(text).quantities


def shown(text: str) -> list[tuple[str, str, object, object, str]]:
    return [(q.text, str(q.kind), _plain(q.value), _plain(q.high), q.unit) for q in read(text)]


def _plain(value: Decimal | str | None) -> object:
    return float(value) if isinstance(value, Decimal) else value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("投入9385.45万元", ("9385.45万元", "money", 9385.45, None, "万元")),
        ("新建三所学校", ("三所", "count", 3.0, None, "所")),
        ("达到百分之九十五", ("百分之九十五", "percent", 95.0, None, "%")),
        ("师生比为1:13.5", ("1:13.5", "ratio", 13.5, None, "1:")),
        ("截至2022年6月30日", ("2022年6月30日", "date", "2022-06-30", None, "")),
        ("于5月31日前", ("5月31日", "date", "05-31", None, "")),
        ("2022年6月开学", ("2022年6月", "date", "2022-06", None, "")),
        ("2021年度", ("2021年", "date", 2021.0, None, "年")),
        ("2021—2023年实施", ("2021—2023年", "date", 2021.0, 2023.0, "年")),
        ("规模为12—36班", ("12—36班", "count", 12.0, 36.0, "班")),
        ("3-11岁人群", ("3-11岁", "age", 3.0, 11.0, "岁")),
        ("3至11岁人群", ("3至11岁", "age", 3.0, 11.0, "岁")),
        ("提高3.4个百分点", ("3.4个百分点", "percentage_point", 3.4, None, "个百分点")),
        ("发生率为2.5‰", ("2.5‰", "permille", 2.5, None, "‰")),
        ("占比5-20%", ("5-20%", "percent", 5.0, 20.0, "%")),
        ("约九成学校", ("九成", "fraction", 9.0, None, "成")),
        ("三分之一的学校", ("三分之一", "fraction", 0.3333, None, "")),
        ("是上年的1.2倍", ("1.2倍", "multiple", 1.2, None, "倍")),
        ("投入翻一番", ("一番", "multiple", 1.0, None, "番")),
        ("新增学位1,122个", ("1,122个", "count", 1122.0, None, "个")),
        ("新增学位1 122个", ("1 122个", "count", 1122.0, None, "个")),
        ("发放资料3万余份", ("3万余份", "count", 3.0, None, "万份")),
        ("达到９２．３３％", ("９２．３３％", "percent", 92.33, None, "%")),
        ("差异系数为0.38", ("0.38", "number", 0.38, None, "")),
        ("居全省第五位", ("第五位", "ordinal", 5.0, None, "位")),
        ("近三年持续增长", ("三年", "duration", 3.0, None, "年")),
        ("面积4.71㎡", ("4.71㎡", "measure", 4.71, None, "㎡")),
        ("安排一百八十万元", ("一百八十万元", "money", 180.0, None, "万元")),
        ("造价2380元/平方米", ("2380元/平方米", "money", 2380.0, None, "元/平方米")),
    ],
)
def test_a_figure(text: str, expected: tuple[str, str, object, object, str]) -> None:
    assert shown(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "落实“双减”政策",
        "执行“一校一案”",
        "完成安防四个100%任务",
        "教督〔2020〕1号文件",
        "印发《德育三年行动方案（2022—2024年）》",
        "第二实验小学东校区",
        "九年义务教育阶段",
        "学前三年毛入园率",
        "一般公共预算",
        "配备双师型教师",
        "进一步加强统一领导",
        "详见附件3",
        "四年级学生",
        "拨打110指挥中心",
        "实行一票否决",
        "一次性补助",
        "条码" + "6" * 5000 + "个",
        "百分之" + "6" * 5000,
    ],
)
def test_what_is_only_part_of_a_name_is_no_quantity(text: str) -> None:
    assert shown(text) == []


@pytest.mark.parametrize(
    ("text", "comparator", "approximate"),
    [
        ("不低于50%", ">=", False),
        ("50%以上", ">=", False),
        ("控制在45人以内", "<=", False),
        ("超过80%", ">", False),
        ("不足100人", "<", False),
        ("约400间", "=", True),
        ("20余所", "=", True),
        ("60%左右", "=", True),
        ("达到50%", "=", False),
    ],
)
def test_bounds_and_hedges_are_read_beside_the_figure(
    text: str, comparator: str, approximate: bool
) -> None:
    (quantity,) = read(text)
    assert (quantity.comparator, quantity.approximate) == (comparator, approximate)


@pytest.mark.parametrize(
    ("text", "change", "level"),
    [
        ("下降到46%", "down", True),
        ("下降了4.6%", "down", False),
        ("增长7.91%", "up", False),
        ("提高至52.1%", "up", True),
        ("优良率为46.8%", None, True),
    ],
)
def test_movement_is_told_from_level(text: str, change: str | None, level: bool) -> None:
    (quantity,) = read(text)
    assert (quantity.change, quantity.level) == (change, level)


def test_offsets_count_code_points_of_the_raw_text() -> None:
    text = "😀党  织共４ ３次\u200b，投入 1 200 万元"
    for quantity in read(text):
        assert text[quantity.start : quantity.end] == quantity.text
    assert [q.text for q in read(text)][-1] == "1 200 万元"


def test_a_long_row_of_digits_costs_time_linear_in_its_length() -> None:
    for hostile in ("1" * 20_000, "1:" * 10_000, "1-" * 10_000, "一" * 20_000, "1,111" * 5_000):
        read(hostile)
