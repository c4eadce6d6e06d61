"""What ``reviewer extract`` does: JSON Lines in, quantities and mentions out, line by line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from reviewer import knowledge, pipeline
from reviewer.errors import InputError
from reviewer.reports.json import dumps, reading

CLEAN, USAGE, PARTIAL = 0, 2, 3


def run(source: str, lexicons: Path | None) -> int:
    """Read ``source`` (``-`` for standard input) and write one line for each good line.

    A bad line gets a sentence with its number on standard error; returns the exit code.
    """
    analyse = pipeline.analyser(knowledge.load(lexicons))
    bad = good = 0
    for number, line in enumerate(_lines(source), 1):
        if not line.strip():
            continue
        try:
            record = _record(line)
        except ValueError as error:
            bad += 1
            print(f"第 {number} 行：{error}", file=sys.stderr)
            continue
        good += 1
        result = {"id": record.get("id"), **reading(analyse(record["text"]))}
        _write(dumps(result))
    if not bad:
        return CLEAN
    return PARTIAL if good else USAGE


def _lines(source: str) -> Iterator[bytes]:
    if source == "-":
        yield from sys.stdin.buffer
        return
    try:
        with Path(source).open("rb") as stream:
            yield from _stream(stream)
    except OSError as error:
        reason = error.strerror or "无法打开"
        raise InputError(f"{source}：{reason}，请检查路径。") from None


def _stream(stream: BinaryIO) -> Iterator[bytes]:
    yield from stream


def _record(line: bytes) -> dict[str, str]:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except ValueError:
        raise ValueError("不是有效的 JSON（UTF-8），已跳过。") from None
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise ValueError("缺少 text（文字），已跳过。")
    return record


def _write(text: str) -> None:
    """One line of UTF-8; a lone surrogate goes out as its JSON escape."""
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        data = json.dumps(json.loads(text), ensure_ascii=True).encode("ascii")
    sys.stdout.buffer.write(data + b"\n")
    sys.stdout.buffer.flush()
