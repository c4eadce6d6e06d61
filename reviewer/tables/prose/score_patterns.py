"""How a report words a score: patterns for folded text (half width, simplified)."""

from __future__ import annotations

import re

SPACE = r"[^\S\n]{0,4}"
NUMBER = r"(?<![\d.\-])(?P<{0}>\d{{1,4}}(?: ?\. ?\d{{1,3}})?)(?![\d.]*\d)"
NOT_POINTS = (
    rf"(?!{SPACE}[%‰个项次人所名元万亿页条届年月日]|{SPACE}-"
    rf"|分?{SPACE}(?:及?以[上下内]|左右|的|者|段|档))"
)
OWN = r"(?:自查自评|自评自查|自我(?:评价|评估|评定|打分|评分|赋分)|自评价|自评估|自评定|自评|自查)"
LINK = (
    r"(?:得分|评分|打分|赋分|计分|给分|分数|分值|总分|总得分|合计|总计|小计|等级|结论|结果|情况|意见"
    r"|此项|本项|该项|本指标|该指标|应|可|实际|实|共|总体|综合|最终|得|评|记|计|给|为|是|分"
    r"|[:(,\]]|[^\S\n]){0,8}"
)
SELF = re.compile(
    rf"(?P<label>{OWN}{LINK}){NUMBER.format('points')}{SPACE}(?P<unit>分?){NOT_POINTS}"
)
SAID = re.compile(
    rf"(?P<label>{OWN}{LINK})(?P<said>得满分|记满分|计满分|满分(?!{SPACE}[:为]?{SPACE}\d)|不予扣分|暂不扣分|不扣分|未扣分|无扣分)"
)
GRADED = re.compile(
    rf"(?P<label>{OWN}(?:等级|等次|结论|结果|档次|定)?{SPACE}[:为是]{SPACE})(?P<grade>[A-D]|[^\s,。;:()\d]{{1,5}})(?=[级等,。;()]|\s|$)"
)
LOST = re.compile(
    rf"(?P<label>{OWN}[:为,]?(?:应|共|主动|酌情|酌)?|(?<![\u4e00-\u9fff])自|(?<=[,。;因此故分])自|[故共应已此本该项]{{0,3}}){SPACE}"
    rf"扣(?:除|减|分)?{SPACE}[:为]?{SPACE}(?P<points>(?<![\d.])\d{{1,3}}(?:\.\d{{1,3}})?)(?![\d.]*\d){SPACE}分(?!{SPACE}(?:以|的|者|标准))"
)
WEAK = re.compile(
    rf"(?P<label>(?:此项|本项|该项|此条|本条|本指标|该指标|此指标|实际|最终|实|共|可|故|应当){{0,4}}(?:得分|计分|评分|打分|赋分|得|计|记){SPACE}[:为是]?{SPACE})"
    rf"{NUMBER.format('points')}{SPACE}(?P<unit>分?){NOT_POINTS}"
)
FULL = re.compile(
    rf"(?:满分|分值|标准分|基准分|基础分|权重分?|应得分?|配分|总分值?"
    rf"|[此本该这]一?(?:项|指标|条|部分|大项|小项|方面)(?:指标)?"
    rf"(?:满分|分值|总分|权重|标准分|共计|共|计|占|为)?)"
    rf"(?:[为是计共]|[^\S\n]){{0,3}}(?:(?P<colon>[:\]])[^\S\n]?)?"
    rf"{NUMBER.format('full')}(?:{SPACE}分|(?(colon)(?=\s|$|[,;)])|(?!)))"
)
BEFORE = re.compile(
    rf"(?<![扣减得失除])(?<![扣减得失除] ){NUMBER.format('full')}{SPACE}分?{SPACE}"
    rf"[,、/(;]{SPACE}$"
)
AFTER = re.compile(
    rf"{SPACE}[/(,]{SPACE}(?:满分|分值|总分|标准分|共|总){{0,2}}[:为]?{SPACE}"
    rf"{NUMBER.format('full')}{SPACE}分?"
)
SENTENCE = re.compile(r"[;!\n]|。(?!\d)|(?<!\d)。")
PLACE = re.compile(r"(?P<name>[\u4e00-\u9fff]{1,8}[市县区州盟旗]|政府)(?:人民政府)?(?:经)?$")
US = re.compile(r"(?:我|全|本|我们)[省市县区州盟旗]$|政府$")
NOT_OURS = re.compile(
    r"平均|[均各]$|分别|上年|去年|上一?年度?|上轮|上次|各[县区市校地]|低于|高于|超过|[校园所乡镇]$|要求|不得|组织|开展$"
)
TOTAL = re.compile(
    r"总分|总得分|总自评|合计|总计|共计|累计|综上|总体|综合|最终|最后|各项指标|全部指标|总评"
)
ITEM = re.compile(r"(?:此|本|该|这)(?:一)?(?:项|指标|条|小项)")
# 该项分值10分，【自评得分】9.5: what begins with the label of a score goes on from the text before
LABEL = re.compile(
    r"\W*(?:[此本该这]一?项|标准分|分值|满分|权重|(?:自评)?得分)(?:分值|满分|标准分|自评|共?计|得分)?(?=\W|\d|[得为]|$)"
)
PART = re.compile(r"小计|(?:此|本|该|这)(?:一)?(?:部分|板块|大项|领域|方面|类|一级指标)")
ABOVE = re.compile(r"以上.{0,4}[项个]")
RULE = re.compile(
    r"每[少缺低有发增出项个次]|扣完|不得分|[的者],?[扣得]|则[扣得]|酌扣|最多|不低于.{0,12}得|可得"
)
RULE_LOST = re.compile(r"未[^,。]{1,12}(?<!自)(?<!自评)扣\d")
RESULT = re.compile(r"满意度|测评|考试|评比|竞赛|测试|监测|平均|均分|排名|考核|网评|验收|成绩|每")
