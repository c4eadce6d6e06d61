"""The submission with comments on the phrases in doubt: a copy of a docx, else a fresh table.

The copy's text, formatting, tracked changes and comments stay as they are; comments are added on
exactly the phrase, on the score where a doubt has no phrase, and on the title for the whole.
"""

from __future__ import annotations

from reviewer.errors import ConfigurationError
from reviewer.model import Batch, Review
from reviewer.reports.docx.commenting import Commented
from reviewer.reports.docx.copying import Copy, opened, saved
from reviewer.reports.docx.fresh import fresh_table
from reviewer.reports.docx.remarks import of_indicator, of_table

_ZIP = b"PK"


def render(batch: Batch) -> bytes:
    """Return the docx of the only review of a run.

    Raises ConfigurationError for several: each submission has a copy of its own.
    """
    if len(batch.reviews) != 1:
        raise ConfigurationError("每份自评表各有一份 docx 批注稿，请逐份生成。")
    review = batch.reviews[0]
    original = batch.originals.get(review.submission.sha256)
    if original is not None and original.startswith(_ZIP):
        try:
            return _commented(opened(original), review, batch)
        # python-docx raises errors of many types on packages that no Word would write; a fresh
        # table holds the same comments
        except Exception:
            return _commented(*fresh_table(review), batch)
    return _commented(*fresh_table(review), batch)


def _commented(copy: Copy, review: Review, batch: Batch) -> bytes:
    commented = Commented(copy, review)
    for remark in of_table(review, batch):
        commented.on_title(remark)
    for place, result in enumerate(review.indicators):
        silent = [one for one in review.suppressed if one.position == place + 1]
        for remark in of_indicator(result, silent, batch.profile):
            commented.on_indicator(place, remark)
    return saved(copy)
