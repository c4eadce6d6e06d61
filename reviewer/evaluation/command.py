"""What ``reviewer evaluate`` does: read the labels, review the documents, compare."""

from __future__ import annotations

from pathlib import Path

from reviewer import knowledge, pipeline
from reviewer.errors import ConfigurationError, InputError
from reviewer.evaluation import report
from reviewer.evaluation.comparing import Compared, compare
from reviewer.evaluation.figures import figures
from reviewer.evaluation.gold import load
from reviewer.knowledge import Knowledge
from reviewer.version import VERSION

FORMATS = ("text", "json", "markdown")


def run(folder: Path, form: str, lexicons: Path | None, *, errors: bool) -> str:
    """The report on the labelled submissions under ``folder``.

    Raises ConfigurationError for a format there is not, InputError for labels that do not fit.
    """
    if form not in FORMATS:
        raise ConfigurationError(f"没有 {form} 这种格式，可用：{'、'.join(FORMATS)}。")
    if not folder.is_dir():
        raise InputError(f"{folder}：没有这个目录，请检查路径。")
    known = knowledge.load(lexicons)
    compared = measured(folder, known)
    summed = figures(compared)
    misses = [miss for one in compared for miss in one.misses] if errors else []
    if form == "json":
        return report.as_json(summed, misses if errors else None, VERSION, known.version)
    if form == "markdown":
        return report.markdown(summed)
    return report.text(summed, misses, f"reviewer {VERSION}，词库 {known.version[:19]}")


def measured(folder: Path, known: Knowledge) -> list[Compared]:
    """Every labelled submission under ``folder`` beside its review."""
    return [
        compare(gold, pipeline.review(gold.submission, known))
        for gold in load(folder, lambda path: pipeline.read(path, known))
    ]
