"""Where reports go: checked before the work begins, written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TypedDict

from reviewer.errors import ConfigurationError
from reviewer.model import Batch
from reviewer.settings import FORMATS

# One report a submission, as a copy of it; the others hold all submissions of a run.
OF_EACH = frozenset(("docx",))
BINARY = frozenset(("docx", "xlsx", "checklist"))
# Names of reports in a folder.
_NAMES = {
    "text": "审核结果.txt",
    "json": "审核结果.json",
    "jsonl": "审核结果.jsonl",
    "sarif": "审核结果.sarif",
    "html": "审核结果.html",
    "xlsx": "审核结果.xlsx",
    "checklist": "核查清单.docx",
}
_OF_EACH_ENDING = "_审阅.docx"


@dataclass(frozen=True, slots=True)
class Output:
    """A report to write: its format, and a path (a file or a folder), None for standard output."""

    format: str
    path: Path | None
    in_folder: bool = False


def target(report_format: str, path: str | None) -> Output:
    """The main report; a path that ends with a slash, or is one, is a folder."""
    if not path or path == "-":
        return Output(report_format, None)
    where = Path(path)
    return Output(report_format, where, where.is_dir() or path.endswith(("/", os.sep)))


def parse_output(text: str) -> Output:
    """``json=a.json`` as an Output. Raises ConfigurationError for anything else."""
    report_format, equals, path = text.partition("=")
    if not equals or not path or report_format not in FORMATS:
        known = "、".join(FORMATS)
        raise ConfigurationError(f"--output {text} 应写成 FORMAT=PATH，FORMAT 可用 {known}。")
    return target(report_format, path)


def verified(outputs: Sequence[Output], files: Sequence[str]) -> list[Output]:
    """Outputs that can be written; ConfigurationError for what would be lost or makes no sense."""
    inputs = {Path(name).resolve() for name in files if name != "-"}
    taken: set[Path] = set()
    found = [_in_place(output, len(files)) for output in outputs]
    for output in found:
        path = output.path.resolve() if output.path else None
        if path is None:
            continue
        places = _copies(path, files) if _of_each_in_folder(output) else [path]
        for place in places:
            if place in inputs:
                raise ConfigurationError(f"{place.name}：这是要审核的文件，请把结果写到别处。")
            if place in taken:
                raise ConfigurationError(f"{place.name}：有两份结果要写到这里，请分别命名。")
        taken.update(places)
    return found


def _of_each_in_folder(output: Output) -> bool:
    return output.in_folder and output.format in OF_EACH


def _copies(folder: Path, files: Sequence[str]) -> list[Path]:
    """The files that copies of some submissions may become in a folder, numbered ones too."""
    stems = dict.fromkeys(Path(name).stem for name in files)
    tries = (name for stem in stems for name in _tries(stem, len(files)))
    return [(folder / name).resolve() for name in tries]


def _in_place(output: Output, files: int) -> Output:
    """An output with its file in a folder, and never bytes on a terminal."""
    if output.path is None:
        if output.format in BINARY and (sys.stdout is None or sys.stdout.isatty()):
            raise ConfigurationError(
                f"{output.format} 不是可以显示的文字，请用 -o 指定文件，"
                f"如 -o 结果.{_suffix(output)}。"
            )
        if output.format in OF_EACH and files > 1:
            raise ConfigurationError("每份自评表各有一份 docx 批注稿，请用 -o 指定一个文件夹。")
        return output
    if output.format in OF_EACH:
        if files > 1 and not output.in_folder:
            if output.path.suffix or output.path.exists():
                raise ConfigurationError(
                    f"{output.path.name}：每份自评表各有一份 docx 批注稿，请指定一个文件夹。"
                )
            return replace(output, in_folder=True)
        return output
    if output.in_folder:
        return replace(output, path=output.path / _NAMES[output.format])
    return output


def _suffix(output: Output) -> str:
    return "docx" if output.format == "checklist" else output.format


def write(output: Output, batch: Batch) -> None:
    """Render and write a report. Raises ConfigurationError where the place can not be written."""
    report = import_module(f"reviewer.reports.{output.format}")
    if output.format in OF_EACH:
        names = _names(batch)
        for review, name in zip(batch.reviews, names, strict=True):
            # a copy goes back to its own city: it is not told about the files of others
            failures = batch.failures if len(batch.reviews) == 1 else ()
            alone = replace(batch, reviews=(review,), failures=failures)
            where = output.path / name if output.path and output.in_folder else output.path
            put(report.render(alone), where, output.in_folder)
        return
    look: Look = terminal() if output.format == "text" and output.path is None else {}
    content = report.render(batch, **look)
    if output.format != "text":
        content = for_programs(content)
    put(content, output.path, output.in_folder)


def for_programs(content: str | bytes) -> str | bytes:
    """A report that programs read: UTF-8 in a pipe too, whatever code page the console has."""
    if isinstance(content, bytes) or sys.stdout is None or sys.stdout.isatty():
        return content
    return _encoded(content)


def _encoded(text: str) -> bytes:
    """UTF-8, with a question mark for bytes of a file's name that are no text."""
    return text.encode("utf-8", errors="replace")


def _names(batch: Batch) -> list[str]:
    """A file name for each submission; those that some system takes for equal are numbered."""
    names: list[str] = []
    taken: set[str] = set()
    for review in batch.reviews:
        stem = Path(review.submission.source).stem
        tries = _tries(stem, len(batch.reviews))
        names.append(next(name for name in tries if name.casefold() not in taken))
        taken.add(names[-1].casefold())
    return names


def _tries(stem: str, count: int) -> Iterator[str]:
    """The name of a copy, then numbered ones, as many as ``count`` submissions may need."""
    for number in range(1, count + 2):
        yield f"{stem if number == 1 else f'{stem}_{number}'}{_OF_EACH_ENDING}"


def put(content: str | bytes, path: Path | None, new_folder: bool = False) -> None:
    """Write a file whole or not at all, or to standard output where there is no path.

    Raises ConfigurationError where the place can not be written.
    """
    if path is None:
        _show(content)
        return
    data = _encoded(content) if isinstance(content, str) else content
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        if new_folder:
            path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(data)
        draft.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink()
        reason = error.strerror or "系统拒绝"
        raise ConfigurationError(
            f"{path}：无法写入（{reason}），请换一个位置，或关闭正打开它的程序。"
        ) from None


def _show(content: str | bytes) -> None:
    """Write to standard output, if there is one."""
    try:
        if isinstance(content, bytes):
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        else:
            print(content, end="", flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = error.strerror or "系统拒绝"
        raise ConfigurationError(f"标准输出无法写入（{reason}）。") from None


class Look(TypedDict, total=False):
    """How wide a text may be, in columns, and whether it may have colours."""

    width: int
    color: bool


def terminal() -> Look:
    """Width and colour of the terminal; NO_COLOR and pipes are honoured."""
    color = bool(sys.stdout and sys.stdout.isatty()) and not os.environ.get("NO_COLOR")
    color = color and os.environ.get("TERM") != "dumb"
    return {"width": min(shutil.get_terminal_size((80, 24)).columns, 100), "color": color}
