"""City and year."""

import pytest
from forms import WORDS

from reviewer.tables.places import find_city, find_year, year_in


def city(
    title: str = "",
    outside: tuple[str, ...] = (),
    source: str = "a.txt",
    texts: tuple[str, ...] = (),
) -> str | None:
    return find_city(title, outside, source, texts, WORDS)[0]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("东湖市2022年教育自评表", "东湖市"),
        ("南山省东湖市履行教育职责自评表", "东湖市"),
        ("2022年东湖市自评表", "东湖市"),
        ("关于东湖市教育工作的自评报告", "东湖市"),
        ("东湖市白云县自评表", "白云县"),
        ("赵县教育自评表", "赵县"),
        ("白云蒙古族自治县自评表", "白云蒙古族自治县"),
        ("甘南州藏族自治州自评表", "甘南州藏族自治州"),
        ("市级政府履行教育职责自评表", None),
        ("各市人民政府自评表", None),
        ("县级政府自评表", None),
        ("全市教育自评表", None),
        ("自评表", None),
    ],
)
def test_title(title: str, name: str | None) -> None:
    assert city(title) == name


def test_where_it_is_looked_for_first() -> None:
    found = city(
        "西江市自评表", ("填报单位（盖章）：东湖市人民政府",), "北岭市.docx", ("南岸市。南岸市。",)
    )
    assert found == "东湖市"
    assert city("西江市自评表", (), "北岭市.docx") == "西江市"
    assert city("自评表", (), "北岭市2022.docx") == "北岭市"


def test_most_named_in_narratives() -> None:
    texts = (
        "东湖市教育局印发文件。我市各县区",
        "全市开展，南山省东湖市通过；城市、超市、省市",
        "制发《东湖市方案》",
    )
    assert city(texts=texts) == "东湖市"
    assert city(texts=("呼兰浩特市教育局。", "对呼兰浩特市学校", "呼兰浩特市")) == "呼兰浩特市"
    assert city(texts=("东湖市教育局。",)) is None
    assert city(texts=("我市我市各市城市市场市场",)) is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2022年度自评表", 2022),
        ("fuxin-2022", 2022),
        ("2021—2022学年自评表", 2022),
        ("自评表20220930", 2022),
        ("二〇二二年自评表", 2022),
        ("二○二三年自评表", 2023),
        ("自评表12022345", None),
        ("自评表", None),
    ],
)
def test_year_in(text: str, year: int | None) -> None:
    assert year_in(text) == year


def test_year_of_narratives_is_the_latest_dated_one() -> None:
    texts = ("2021年投入。截至2022年6月30日", "《规划（2023年1月）》")
    assert find_year("自评表", (), "a.txt", texts)[0] == 2022
    assert find_year("自评表", (), "a.txt", ())[0] is None
    assert find_year("2020年自评表", ("2021年",), "2022.txt", texts)[0] == 2020


@pytest.mark.parametrize(
    "city", ["杭州市", "盐城市", "成都市", "江门市", "江城市", "石景山区", "青山区"]
)
def test_places_whose_names_end_like_other_words(city: str) -> None:
    assert find_city(f"{city}人民政府履行教育职责自评表", [], "a.docx", [], WORDS)[0] == city
    assert (
        find_city("自评表", [f"填报单位：{city}人民政府（盖章）"], "a.docx", [], WORDS)[0] == city
    )


@pytest.mark.parametrize("city", ["杭州市", "盐城市", "成都市", "江门市"])
def test_such_places_are_found_in_narratives(city: str) -> None:
    texts = [f"{city}教育局印发文件3份。", f"{city}共有学校20所，城市学校12所。"]
    assert find_city("自评表", [], "a.docx", texts, WORDS)[0] == city


def test_long_text_around_the_form() -> None:
    line = (
        "根据《南山省教育督导条例（2019年）》和南教督〔2021〕3号文件要求，东湖市人民政府对照测评体系，"
        "对2022年度履行教育职责情况认真开展自查自评，现将有关情况报告如下，请予审核并提出宝贵意见。"
    )
    assert len(line) > 60
    assert city(outside=(line,)) == "东湖市"
    assert find_year("自评表", (line,), "a.txt", ())[0] == 2022


def test_year_that_narratives_name_most() -> None:
    texts = (
        "2022年，投入5亿元。",
        "2022年新增学位300个，到2025年达到50%。",
        "2021年以来，压减12个。",
    )
    assert find_year("自评表", (), "a.txt", texts)[0] is None
    assert find_year("自评表", (), "a.txt", (*texts, "2022年，召开会议5次。")) == (
        2022,
        "年度 2022 取自自评说明（出现最多的年份），请核对。",
    )
    assert find_year("自评表", (), "a.txt", ("到2025年达到50%。",))[0] is None


def test_two_names_side_by_side() -> None:
    assert city("中共云溪市委 云溪市人民政府\u3000自评报告") == "云溪市"
    assert city("东 湖 市 自 评 表") == "东湖市"


def test_folders_come_before_narratives() -> None:
    texts = ("东湖市2021年3月。东湖市。",)
    folders = ("2022年报送", "云溪市", "自评")
    assert find_city("自评表", (), "a.txt", texts, WORDS, folders)[0] == "云溪市"
    assert find_year("自评表", (), "a.txt", texts, folders) == (2022, "年度 2022 取自文件夹名。")
    assert find_city("自评表", (), "a.txt", texts, WORDS, ("甲", "材料"))[0] == "东湖市"


@pytest.mark.parametrize(
    ("line", "year"),
    [
        ("2024年2月6日", 2023),
        ("填报时间：2022年12月", 2022),
        ("填报日期: 2024.3.5", 2023),
        ("２０２４年１月８日", 2023),
        ("2024年度", 2024),
        ("2024年2月召开会议", 2024),
    ],
)
def test_a_signing_date_is_not_the_year_under_review(line: str, year: int) -> None:
    assert find_year("自评表", (line,), "a.txt", ())[0] == year
    assert find_year("2020年自评表", (line,), "a.txt", ())[0] == 2020
