"""Whole files of every format that is read in this process: what mutations begin with."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from forms import BUILDERS, UP, Grid

from reviewer.limits import DEFAULT
from reviewer.readers import office

EXAMPLES = Path(__file__).parents[2] / "corpora/examples"
ROWS: Grid = [
    ["一级指标", "二级指标", "自评说明", "自评得分"],
    ["组织（12分）", "1.会议（4分）", "召开会议5次，印发文件3份。", "4"],
    [UP, "2.整改（8分）", "已整改4项。", "7.5"],
]
PROSE = "东湖市自评报告\n一、组织（12分）\n（一）会议（4分）\n召开会议5次。自评得分4分。\n".encode()


@lru_cache(maxsize=1)
def samples() -> dict[str, bytes]:
    """Return the bytes of each sample by file name; xls and pdf only where LibreOffice is."""
    found = {
        file: build(ROWS, title="东湖市自评表") for build, file in dict.fromkeys(BUILDERS.values())
    }
    for suffix in ("docx", "xlsx"):
        found[f"large.{suffix}"] = (EXAMPLES / f"yunling-2023.{suffix}").read_bytes()
    found["prose.txt"] = PROSE
    if office.soffice() is not None:
        small = found["a.xlsx"] if "a.xlsx" in found else found["large.xlsx"]
        for name, target, export in _SAVED:
            kind = office.Kind(
                name="xlsx",
                label="xlsx",
                import_filter="Calc MS Excel 2007 XML",
                target=target,
                export_filter=export,
            )
            if saved := office.convert(kind, [small], DEFAULT)[0]:
                found[name] = saved
    return found


_SAVED = (("a.xls", "xls", "MS Excel 97"), ("a.pdf", "pdf", "calc_pdf_Export"))
