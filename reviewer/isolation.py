"""Reading in a process of its own, with a limit of time and memory for each file.

A file that is too much for a reader costs its own answer, never those of the other files: the
process is ended and a new one started.
"""

from __future__ import annotations

import multiprocessing
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviewer import knowledge, pipeline
from reviewer.errors import InputError
from reviewer.limits import cap_memory

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnContext, SpawnProcess

    from reviewer.limits import Limits
    from reviewer.model import Submission

# loading the lexicons on a slow machine is not the file's fault
_START_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Request:
    """What a reader is asked: the file's name as the user gave it, and what is known of it."""

    name: str
    options: dict[str, Any]


class IsolatedReader:
    """Reads submissions one after the other in a second process; use it as a context manager."""

    def __init__(self, lexicons: Path | None, limits: Limits) -> None:
        self._lexicons = lexicons
        self._limits = limits
        self._context: SpawnContext = multiprocessing.get_context("spawn")
        self._process: SpawnProcess | None = None
        self._connection: Connection[Any, Any] | None = None

    def __enter__(self) -> IsolatedReader:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def read(self, name: str, **options: Any) -> Submission:
        """Return the submission in a file; ``options`` are those of ``pipeline.read``.

        Raises InputError, also where the time or the memory was not enough.
        """
        connection = self._started()
        connection.send(Request(name, options))
        base = Path(name).name
        if not connection.poll(self._limits.seconds):
            self._stop()
            raise InputError(
                f"{base}：{self._limits.seconds} 秒内没有读完，已停止，请检查文件，"
                "或在配置的 [limits] seconds 中放宽。"
            )
        try:
            answer = connection.recv()
        except (EOFError, OSError):
            self._stop()
            raise InputError(f"{base}：读取时程序被迫中止，没有读取，请检查文件来源。") from None
        if isinstance(answer, MemoryError):
            self._stop()
            raise InputError(
                f"{base}：读取所需内存超过 {self._limits.memory_mb} MB，没有读取，"
                "请检查文件，或在配置的 [limits] memory-mb 中放宽。"
            )
        if isinstance(answer, Exception):
            raise answer
        submission: Submission = answer
        return submission

    def _started(self) -> Connection[Any, Any]:
        if self._connection is None:
            self._connection, theirs = self._context.Pipe()
            self._process = self._context.Process(
                target=_serve, args=(theirs, self._lexicons, self._limits), daemon=True
            )
            self._process.start()
            theirs.close()
            if not self._connection.poll(_START_SECONDS) or self._connection.recv() != "ready":
                raise RuntimeError("the reading process did not start")
        return self._connection

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._connection is not None:
            self._connection.close()
        self._process = self._connection = None


def _serve(connection: Connection[Any, Any], lexicons: Path | None, limits: Limits) -> None:
    """Answer requests until the other side goes away; nothing else is written anywhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    known = knowledge.load(lexicons)
    cap_memory(limits)
    connection.send("ready")
    while True:
        try:
            request: Request = connection.recv()
        except EOFError:
            return
        connection.send(_answer(request, known))


def _answer(request: Request, known: knowledge.Knowledge) -> Submission | Exception:
    try:
        return pipeline.read(request.name, known, **request.options)
    except Exception as error:
        # an exception may hold what can not be sent; its kind and text are enough
        if isinstance(error, InputError | MemoryError):
            return error
        return RuntimeError(f"{type(error).__name__}: {error}")
