"""The submission with comments on the phrases in doubt: a copy of a docx, else a fresh table.

The copy's text, formatting, tracked changes and comments stay as they are; comments are added on
exactly the phrase, on the score where a doubt has no phrase, and on the title for the whole.
"""

from __future__ import annotations

from reviewer.errors import ConfigurationError
from reviewer.model import Batch, Review
from reviewer.reports.docx.commenting import Commented
from reviewer.reports.docx.copying import opened
from reviewer.reports.docx.fresh import fresh_table
from reviewer.reports.docx.remarks import of_indicator, of_table
from reviewer.reports.packing import packed


def render(batch: Batch) -> bytes:
    """Return the docx of the only review of a run.

    Raises ConfigurationError for several: each submission has a copy of its own.
    """
    if len(batch.reviews) != 1:
        raise ConfigurationError("每份自评表各有一份 docx 批注稿，请逐份生成。")
    review = batch.reviews[0]
    original = batch.originals.get(review.submission.sha256)
    copy = opened(original) if original is not None else None
    if copy is None:
        copy, review = fresh_table(review)
    commented = Commented(copy, review)
    _write(commented, review, batch)
    return packed(copy.document)


def _write(commented: Commented, review: Review, batch: Batch) -> None:
    for remark in of_table(review, batch):
        commented.on_title(remark)
    for place, result in enumerate(review.indicators):
        silent = [one for one in review.suppressed if one.position == place + 1]
        for remark in of_indicator(result, silent, batch.profile):
            commented.on_indicator(place, remark)
