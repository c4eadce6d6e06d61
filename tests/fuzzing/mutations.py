"""Mutations of real files: of their bytes, of the members of a zip, of the XML inside them.

Every function takes a source of chance, so that a number gives the same file again, and hypothesis
can shrink what it found.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

_TAG = re.compile(rb"<[^<>]{1,300}>")
_NUMBER = re.compile(rb'"-?\d{1,9}"')
_EVIL = (b"0", b"-1", b"1e9", b"65535", b"2147483647", b"99999999999999999999", b"", b"\xff\xfe")
_INSERTED = (
    b"<w:tbl><w:tr><w:tc>",
    b"<w:p><w:r><w:t>",
    b'<w:gridSpan w:val="9999999"/>',
    b'<w:vMerge w:val="restart"/>',
    b'<mergeCell ref="A1:XFD1048576"/>',
    b'<c r="XFD1048576"><v>1</v></c>',
    b"<f>SUM(A1:A9)</f>",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"&b;",
    b"<![CDATA[",
    b"</",
    b"\0",
    b"<table><tr><td rowspan=99999 colspan=99999>",
    b"obj<</Length 99999999>>stream",
    b"/Kids [1 0 R]",
)
_WORDS = (
    *("\t", "\n", "\n\n", "|", ",", '"', "：", "\u200b", "\x0b", "<br>", "长" * 3000),
    *("（8分）", "得8分", "自评得分7.5分", "扣0.5分", "满分", "合计", "8/10", "①", "2022年"),
    *("一、组织", "（一）会议", "1.会议（4分）", "指标", "自评说明", "自评得分", "备注"),
)
MAX_SIZE = 2_000_000


def mutated(data: bytes, chance: Random) -> bytes:
    """Return a file with one to four mutations; a zip mostly inside its members."""
    for _ in range(chance.randint(1, 4)):
        if chance.random() < 0.2:
            change = chance.choice(_BYTES)
        elif data.startswith(b"PK"):
            change = _members
        else:
            change = _within(data, chance)
        data = change(data, chance)[:MAX_SIZE]
    return data


def _within(data: bytes, chance: Random) -> Callable[[bytes, Random], bytes]:
    """Return a mutation after which the format can still be told: of words, tags or numbers."""
    return chance.choice((_words, _words, _tag, _number) if b"<" in data[:4096] else (_words,))


# --- bytes ---------------------------------------------------------------------------------


def _flip(data: bytes, chance: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 20) if changed else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _piece(data: bytes, chance: Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.randrange(1, 2 ** chance.randint(1, 12)))


def _cut(data: bytes, chance: Random) -> bytes:
    start, end = _piece(data, chance)
    return data[:start] + data[end:]


def _double(data: bytes, chance: Random) -> bytes:
    start, end = _piece(data, chance)
    times = chance.choice((2, 3, 50))
    return data[:start] + data[start:end] * times + data[end:]


def _truncate(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _insert(data: bytes, chance: Random) -> bytes:
    start, _ = _piece(data, chance)
    return data[:start] + chance.choice(_INSERTED) * chance.choice((1, 1, 300)) + data[start:]


def _number(data: bytes, chance: Random) -> bytes:
    places = list(_NUMBER.finditer(data))
    if not places:
        return _flip(data, chance)
    place = chance.choice(places)
    return data[: place.start() + 1] + chance.choice(_EVIL) + data[place.end() - 1 :]


def _tag(data: bytes, chance: Random) -> bytes:
    """Take a tag out, put it twice, or put another in its place."""
    places = list(_TAG.finditer(data[:200_000]))
    if not places:
        return _cut(data, chance)
    place, other = chance.choice(places), chance.choice(places)
    put = chance.choice((b"", place[0] * 2, other[0], place[0] * 200))
    return data[: place.start()] + put + data[place.end() :]


def _words(data: bytes, chance: Random) -> bytes:
    """Move, double, lose or add words of a text that stays a text."""
    text = data.decode("utf-8", "surrogateescape")
    start = chance.randrange(len(text) + 1)
    end = min(len(text), start + chance.randrange(1, 60))
    put = chance.choice(("", text[start:end] * 2, chance.choice(_WORDS), chance.choice(_WORDS) * 3))
    if chance.random() < 0.5:
        end = start
    return (text[:start] + put + text[end:]).encode("utf-8", "surrogateescape")


_BYTES: tuple[Callable[[bytes, Random], bytes], ...] = (
    _flip,
    _cut,
    _double,
    _truncate,
    _insert,
    _number,
    _tag,
)


# --- members of a zip -------------------------------------------------------------------------


def _members(data: bytes, chance: Random) -> bytes:
    """Return the zip packed anew with a member mutated, lost, doubled or renamed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()[:200]}
    # what is broken already is mutated as bytes
    except Exception:
        return _flip(data, chance)
    if members:
        _change(members, chance)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", chance.choice((0, zipfile.ZIP_DEFLATED))) as archive:
        for name, part in members.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return buffer.getvalue()


def _change(members: dict[str, bytes], chance: Random) -> None:
    name = chance.choice(list(members))
    action = chance.random()
    if action < 0.8:
        whole = chance.random() < 0.7
        change = _within(members[name], chance) if whole else chance.choice(_BYTES)
        members[name] = change(members[name], chance)
    elif action < 0.88:
        del members[name]
    elif action < 0.94:
        members[name] = members[chance.choice(list(members))]
    else:
        members[chance.choice(("../a.xml", "word/document2.xml", "xl/x", "a" * 300))] = members.pop(
            name
        )
