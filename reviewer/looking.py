"""Where an inspector would look: by the words of the evidence, else of the indicator's title."""

from __future__ import annotations

from reviewer.model import Claim, Finding, Topics

# Where no word says more.
ANYWHERE = ("佐证材料和原始台账",)
# How much before the evidence says what it is about, and how many places are told.
_AROUND, _MOST_PLACES = 20, 2


def places(claim: Claim, found: Finding) -> tuple[str, ...]:
    """The places to look for what a finding doubts."""
    text = claim.analysis.text
    said = "".join(text[max(0, e.start - _AROUND) : e.end] for e in found.evidence[:2])
    named = _named(said, claim.topics) or _named(claim.indicator.title, claim.topics)
    return named[:_MOST_PLACES] or ANYWHERE


def _named(text: str, topics: Topics) -> tuple[str, ...]:
    """The places whose words a text holds, those with most of them first."""
    named = [(sum(word in text for word in words), place) for place, words in topics.sources]
    found = sorted((-count, order) for order, (count, _) in enumerate(named) if count)
    return tuple(named[order][1] for _, order in found)
