"""places.csv -> the provinces, and which province a city lies in."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.knowledge.files import LexiconFiles, Row

_COLUMNS = ("province", "places")


def provinces(files: LexiconFiles) -> dict[str, tuple[str, ...]]:
    """The cities of each province, by its full name."""

    def build(row: Row) -> tuple[str, tuple[str, ...]]:
        return row["province"], tuple(filter(None, row["places"].split("/")))

    found: Iterator[tuple[str, tuple[str, ...]]] = files.rows("places.csv", _COLUMNS, build)
    return dict(found)
