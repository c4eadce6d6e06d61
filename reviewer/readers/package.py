"""The parts of an Office package: found by their relations, read as a stream of XML events."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote
from xml.parsers import expat

from reviewer.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.readers.containers import Members

MAX_RELATIONS = 20_000
Attributes = dict[str, str]


class MalformedError(Exception):
    """A part is missing, is no XML, or holds what no Office program writes."""


class Relation(NamedTuple):
    """What a part points to: ``kind`` is the last word of its type, ``part`` a member's name."""

    kind: str
    part: str


class Package:
    """The parts of an open zip or a flat file, whatever the case and the slashes of their names."""

    def __init__(self, container: Members) -> None:
        self._container = container
        self._members = {_plain(member): member for member in container.members}

    def __contains__(self, part: str) -> bool:
        return _plain(part) in self._members

    def read(self, part: str) -> bytes:
        """Return a part; InputError where the limits forbid it, MalformedError if there is none."""
        member = self._members.get(_plain(part))
        if member is None:
            raise MalformedError(part)
        return self._container.read(member)

    def optional(self, part: str) -> bytes | None:
        """Return a part that the form can do without, None where it can not be read."""
        try:
            return self.read(part)
        except (InputError, MalformedError):
            return None

    def relations(self, part: str) -> dict[str, Relation]:
        """Return by id what a part points to inside the package; links to elsewhere are left out.

        ``part`` "" stands for the package itself.
        """
        folder, name = posixpath.split(part)
        data = self.optional(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, Relation] = {}

        def start(name: str, attributes: Attributes) -> None:
            if local(name) != "Relationship" or attributes.get("TargetMode") == "External":
                return
            if len(found) > MAX_RELATIONS:
                raise MalformedError(part)
            target = unquote(attributes.get("Target", "")).replace("\\", "/")
            kind = attributes.get("Type", "").rpartition("/")[2]
            inside = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[attributes.get("Id", "")] = Relation(kind, inside)

        try:
            walk(data or b"", start)
        except MalformedError:
            return {}
        return found


def walk(
    data: bytes,
    start: Callable[[str, Attributes], object],
    end: Callable[[str], object] | None = None,
    text: Callable[[str], object] | None = None,
) -> None:
    """Call back for every element of a part; MalformedError where it is no plain XML.

    Nothing is kept and nothing fetched. Office writes no DOCTYPE, so one is refused, and with it
    all entities.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = 65_536
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = start
    if end is not None:
        parser.EndElementHandler = end
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise MalformedError(str(error)) from None


def local(name: str) -> str:
    """Return the name of an element or attribute without its prefix."""
    return name.rpartition(":")[2]


def flag(attributes: Attributes, name: str) -> bool:
    """Return a true-or-false attribute; false where it is not there."""
    return attributes.get(name, "") in ("1", "true", "on")


def _refuse(*_: object) -> None:
    raise MalformedError("DOCTYPE")


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
