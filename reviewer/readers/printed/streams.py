"""How large the packed streams of a PDF are, found out before a library unpacks them at once."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from pdfminer.ascii85 import ascii85decode

from reviewer.limits import MEGABYTE

if TYPE_CHECKING:
    from reviewer.limits import Limits

_STREAM = re.compile(rb"\bstream\r?\n")
_ASCII85 = re.compile(rb"[!-uz\s]{20}")
_END = re.compile(rb"[^!-uz\s]")  # ~> ends it
_LOOK = 40
_PIECE = 65_536
MAX_DEPTH = 3
_DICTIONARY = 600  # bytes before a stream in which its dictionary is looked for


def are_too_large(data: bytes, limits: Limits) -> bool:
    """Tell whether a stream, or all of them, unpack to more than the limits.

    Pictures are left out: they are never unpacked.
    """
    total, end = 0, 0
    for match in _STREAM.finditer(data):
        if match.start() < end or is_picture(data, match.start()):
            continue
        size, used = unpacked(memoryview(data)[match.end() :], limits.member_mb * MEGABYTE)
        total, end = total + size, match.end() + used
        if size > limits.member_mb * MEGABYTE or total > limits.unpacked_mb * MEGABYTE:
            return True
    return False


def is_picture(data: bytes, at: int) -> bool:
    """Tell whether the dictionary before a stream says that it is a picture."""
    head = data[max(at - _DICTIONARY, 0) : at]
    return b"/Image" in head[max(head.rfind(b" obj"), 0) :]


def unpacked(data: memoryview, most: int, depth: int = 0) -> tuple[int, int]:
    """Return how many bytes zlib data unpacks to, and its own length; stops beyond ``most``.

    What is packed as text (ASCII85), or twice, is unpacked all the way.
    """
    if not _is_packed(data[:2]):
        if depth == 0 and _ASCII85.match(data[:_LOOK]):
            return unpacked(memoryview(_from_text(data)), most, 1)[0], 0
        return 0, 0
    size = used = 0
    pieces: list[bytes] = []
    inflater = zlib.decompressobj()
    try:
        while used < len(data) and not inflater.eof and size <= most:
            piece = bytes(data[used : used + _PIECE])
            used += len(piece)
            while piece and not inflater.eof and size <= most:
                pieces.append(inflater.decompress(piece, MEGABYTE))
                size += len(pieces[-1])
                piece = inflater.unconsumed_tail
                if not _is_packed(memoryview(pieces[0])[:2]):
                    del pieces[1:]
    except zlib.error:
        return size, used
    if pieces and _is_packed(memoryview(pieces[0])[:2]) and depth < MAX_DEPTH and size <= most:
        size = max(size, unpacked(memoryview(b"".join(pieces)), most, depth + 1)[0])
    return size, used - len(inflater.unused_data)


def _is_packed(head: memoryview) -> bool:
    return len(head) == 2 and head[0] & 0x0F == 8 and int.from_bytes(head, "big") % 31 == 0


def _from_text(data: memoryview) -> bytes:
    """Return what ASCII85 stands for; nothing where it is something else."""
    end = _END.search(data)
    if end is None:
        return b""
    try:
        return ascii85decode(bytes(data[: end.start() + 2]))
    except ValueError:
        return b""
