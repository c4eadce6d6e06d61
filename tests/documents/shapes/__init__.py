"""Documents in the shapes that cities use: prose, forms, city and year, coverage."""

from __future__ import annotations

from . import columns, coverage, lines, place, prose, scores
from .parts import Builder, Record

_REGISTRIES = [module.REGISTRY for module in (prose, columns, lines, scores, place, coverage)]

DOCUMENTS: dict[str, Builder] = {
    file: builder for registry in _REGISTRIES for file, builder in registry.documents.items()
}
RECORDS: list[Record] = [record for registry in _REGISTRIES for record in registry.records]
