"""How much one file may cost: what a hostile or damaged file can reach before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

try:
    import resource
except ImportError:  # Windows has no such limits; there only the time holds
    resource = None  # type: ignore[assignment]

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Sizes in megabytes (10^6 bytes), times in seconds; a file beyond one of them is not read.

    ``ratio`` is how many times larger a member of a zip may be than what it takes in the zip: the
    XML of a form shrinks 5 to 40 times, a bomb about 1000 times. ``cells`` bounds the rectangle of
    a sheet. ``seconds`` and ``memory_mb`` hold where a file is read in a process of its own, and
    ``seconds`` also for each conversion by LibreOffice.
    """

    file_mb: int = 200
    unpacked_mb: int = 300
    member_mb: int = 60
    members: int = 5_000
    ratio: int = 200
    cells: int = 2_000_000
    pages: int = 500
    seconds: int = 60
    memory_mb: int = 1_024


DEFAULT = Limits()


def cap_memory(limits: Limits) -> None:
    """Hold the memory of this process, and of those that it starts, to ``memory_mb``."""
    if resource is not None:
        most = limits.memory_mb * MEGABYTE
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (allowed, hard))
