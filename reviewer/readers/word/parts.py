"""Where the body of a Word document is in its package: by relation, by type, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.readers.package import Attributes, MalformedError, Package, local, walk

if TYPE_CHECKING:
    from reviewer.readers.containers import Members

# content types of docx and dotx, of docm and dotm
_WORD = ("wordprocessingml", "vnd.ms-word.")


def is_word(container: Members) -> bool:
    """Tell a package that holds, or should hold, a Word document."""
    inside = any(_plain(member).startswith("word/") for member in container.members)
    return inside or main_part(container, Package(container)) is not None


def main_part(container: Members, package: Package) -> str | None:
    """Return the part with the body, by relation and else by name; None where there is none."""
    for relation in package.relations("").values():
        main = relation.part
        if (
            relation.kind == "officeDocument"
            and main in package
            and (_plain(main).startswith("word/") or _is_word_part(main, package))
        ):
            return main
    for part in ("word/document.xml", *sorted(map(_plain, container.members))):
        if part in package and part.startswith("word/document") and part.endswith(".xml"):
            return part
    return None


def _is_word_part(part: str, package: Package) -> bool:
    found: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        if local(name) == "Override" and _plain(attributes.get("PartName", "")) == _plain(part):
            found.append(attributes.get("ContentType", ""))

    try:
        walk(package.optional("[Content_Types].xml") or b"", start)
    except MalformedError:
        return False
    return any(word in kind for word in _WORD for kind in found)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
