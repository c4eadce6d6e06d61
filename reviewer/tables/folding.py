"""One character for one: full width to half width, traditional to simplified.

Positions in a folded text are those of the original. Only the characters of which form words are
made are folded; narratives stay as they were read.
"""

from __future__ import annotations

_WIDE = "０１２３４５６７８９．（）【】〔〕［］｛｝：／－−–＋％＝，｡；！？"
_NARROW = "0123456789.()[][][]{}:/---+%=,。;!?"
_TRADITIONAL = (
    "評級標準達認說明總滿項據實際況狀績計數權點內領黨導義務辦責關聯單審補資細則備註額類導檢驗復複會議"
    "與該為應進問題劃報填縣區學教師職體經費發現號簽調查監測證號項價執對業規範圍圖結論見優門負聯絡電話"
    "時間編碼賦給個別減獎勵動組織從歷屆訪談隊員積極環節處產業銷開無條筆誤錯雙並產過遠還這邊運選邏"
)
_SIMPLIFIED = (
    "评级标准达认说明总满项据实际况状绩计数权点内领党导义务办责关联单审补资细则备注额类导检验复复会议"
    "与该为应进问题划报填县区学教师职体经费发现号签调查监测证号项价执对业规范围图结论见优门负联络电话"
    "时间编码赋给个别减奖励动组织从历届访谈队员积极环节处产业销开无条笔误错双并产过远还这边运选逻"
)
NARROW = str.maketrans(_WIDE, _NARROW)
SIMPLE = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
FOLDED = NARROW | SIMPLE
