"""Old and foreign formats (doc, wps, rtf, odt, ods), turned into docx or xlsx by LibreOffice.

LibreOffice runs without a window, in a profile of its own that is thrown away: macros, links and
updates are off, and its proxy leads nowhere. One process converts all files of a kind; a file that
stops it is tried once more by itself. See ``soffice --help`` for the options used.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.errors import InputError
from reviewer.limits import cap_memory

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewer.limits import Limits

# what 40 files took, with room for slow machines: a start and a share for each file
_SECONDS_A_FILE = 2
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
_OFF = (
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "1"),
)
_CLOSED_PROXY = "http://127.0.0.1:9"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A format that LibreOffice reads for us, and what it is turned into."""

    name: str
    label: str
    import_filter: str
    target: str
    export_filter: str


_DOCX = ("docx", "MS Word 2007 XML")
_XLSX = ("xlsx", "Calc MS Excel 2007 XML")


def _kind(name: str, label: str, import_filter: str, target: tuple[str, str]) -> Kind:
    return Kind(
        name=name,
        label=label,
        import_filter=import_filter,
        target=target[0],
        export_filter=target[1],
    )


_KINDS = (
    _kind("doc", "Word 97—2003（doc、wps）", "MS Word 97", _DOCX),
    _kind("rtf", "RTF", "Rich Text Format", _DOCX),
    _kind("odt", "OpenDocument（odt）", "writer8", _DOCX),
    _kind("ods", "OpenDocument（ods）", "calc8", _XLSX),
)
KINDS = {kind.name: kind for kind in _KINDS}


def soffice() -> str | None:
    """Return the program to call, or None where LibreOffice is not installed."""
    for name in ("soffice", "libreoffice", *_PLACES):
        if found := shutil.which(name):
            return found
    return None


def convert(kind: Kind, files: Sequence[bytes], limits: Limits) -> list[bytes | None]:
    """Return the docx or xlsx of each file, None where LibreOffice could not read it.

    Raises InputError where LibreOffice is not installed (the message lacks the file's name).
    """
    program = soffice()
    if program is None:
        raise InputError(
            f"这是 {kind.label} 格式的文件，需要 LibreOffice 才能读取，"
            f"请安装 LibreOffice，或用 Word、Excel、WPS 另存为 {kind.target} 后再试。"
        )
    with tempfile.TemporaryDirectory(prefix="reviewer-", ignore_cleanup_errors=True) as folder:
        job = _Job(program, kind, Path(folder), limits)
        converted = job.run(files, range(len(files)))
        if len(files) > 1:
            # one file may have stopped the process before the others were reached
            for place in (n for n, data in enumerate(converted) if data is None):
                converted[place] = job.run(files, [place])[place]
    return converted


@dataclass(frozen=True, slots=True)
class _Job:
    program: str
    kind: Kind
    folder: Path
    limits: Limits

    def run(self, files: Sequence[bytes], places: Iterable[int]) -> list[bytes | None]:
        """Convert the files at the given places in one process."""
        sources = []
        for place in places:
            source = self.folder / f"{place}.{self.kind.name}"
            source.write_bytes(files[place])
            sources.append(str(source))
        self._write_profile()
        seconds = self.limits.seconds + _SECONDS_A_FILE * (len(sources) - 1)
        _call(self._command(sources), self.folder, seconds, self.limits)
        return [self._result(place) for place in range(len(files))]

    def _command(self, sources: list[str]) -> list[str]:
        return [
            self.program,
            f"-env:UserInstallation={(self.folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--nodefault",
            f"--infilter={self.kind.import_filter}",
            "--convert-to",
            f"{self.kind.target}:{self.kind.export_filter}",
            "--outdir",
            str(self.folder / "out"),
            *sources,
        ]

    def _write_profile(self) -> None:
        """Begin with a fresh profile: one that a crash left behind may be locked."""
        profile = self.folder / "profile"
        shutil.rmtree(profile, ignore_errors=True)
        user = profile / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")

    def _result(self, place: int) -> bytes | None:
        result = self.folder / "out" / f"{place}.{self.kind.target}"
        try:
            return result.read_bytes() or None
        except OSError:
            return None


def _registry() -> str:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _OFF
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>"
    )


def _call(command: list[str], folder: Path, seconds: int, limits: Limits) -> None:
    """Run LibreOffice to its end, or stop it with all that it started."""
    process = subprocess.Popen(  # noqa: S603 - the program is found by name, the files are ours
        command,
        cwd=folder,
        env=_environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=partial(cap_memory, limits) if os.name == "posix" else None,
    )
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        pass
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Kill what is left of the process group: the program that we call is a starter script."""
    if hasattr(os, "killpg"):
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
    else:
        process.kill()
    process.wait()


def _environment(folder: Path) -> dict[str, str]:
    """Return the environment with a home of its own and a proxy that leads nowhere."""
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), _CLOSED_PROXY)
    return {**os.environ, "HOME": str(folder), "TMPDIR": str(folder), **proxies, "no_proxy": ""}
