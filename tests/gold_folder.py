"""A small labelled submission for the tests of evaluation and learning."""

import csv
import json
from pathlib import Path
from typing import Any

HEADER = ["一级指标", "二级指标", "分值", "自评说明", "自评得分"]
ROWS = [
    ["党建", "1.党的领导", "4", "全年召开会议11次，未发生事故。", "4"],
    ["", "2.校园安全", "8", "两所学校消防设施未达标，隐患12处正在整改中。", "8"],
    ["", "3.经费投入", "8", "生均公用经费增长3.2%，达到900元。", "8"],
    ["自评总分", "", "20", "", "20"],
]
LABELS: dict[str, Any] = {
    "indicators": {
        "1": {
            "level": "none",
            "adverse": [],
            "benign": [{"text": "未发生事故", "nth": 1, "kind": "negated"}],
            "quantities": [{"text": "11次", "nth": 1, "kind": "count", "value": 11, "unit": "次"}],
        },
        "2": {
            "level": "high",
            "adverse": [
                {"text": "未达标", "nth": 1, "category": "shortfall"},
                {"text": "正在整改中", "nth": 1, "category": "in_progress"},
            ],
            "benign": [],
        },
        "3": {
            "level": "none",
            "adverse": [],
            "benign": [],
            "quantities": [
                {"text": "3.2%", "nth": 1, "kind": "percent", "value": 3.2, "unit": "%"},
                {"text": "900元", "nth": 1, "kind": "money", "value": 900, "unit": "元"},
            ],
        },
    },
    "document": [],
}


def gold_folder(root: Path, labels: dict[str, Any] | None = None, name: str = "甲") -> Path:
    """Write the submission and its labels; returns ``root``."""
    folder = root / name
    folder.mkdir(parents=True)
    with (folder / "submission.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEADER, *ROWS])
    (folder / "labels.json").write_text(
        json.dumps(labels or LABELS, ensure_ascii=False), encoding="utf-8"
    )
    return root
