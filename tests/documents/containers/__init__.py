"""Documents in every container a city may send, built for tests of the readers."""

from . import hostile, offices, pdfs, sheets, suffixes, words

MODULES = {
    "pdfs": pdfs.DOCUMENTS,
    "offices": offices.DOCUMENTS,
    "words": words.DOCUMENTS,
    "sheets": sheets.DOCUMENTS,
    "suffixes": suffixes.DOCUMENTS,
    "hostile": hostile.DOCUMENTS,
}
DOCUMENTS = {name: build for module in MODULES.values() for name, build in module.items()}
