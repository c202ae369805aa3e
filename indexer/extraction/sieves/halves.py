"""A sentence with an incise between its halves: Si la digue tient, assure la maire, la rive rouvrira."""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.finite import has_finite
from indexer.extraction.passage import Passage, trim

_SUBORDINATE = re.compile(
    r"\W*(?:(?:et|mais|or|car)\s+)?(?:si|s['’]ils?|s['’]elles?|même\s+si|bien\s+qu|quoiqu|puisqu|lorsqu|quand|alors\s+qu|tandis\s+qu|comme)"
    r"(?:\b|['’])",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:puisqu|parce\s+qu)(?:e\s+|['’])\Z", re.IGNORECASE)
"""What is left out before the words said (`lead`)."""
_COMMA = re.compile(r"\s*,\s*")


def main_clause(passage: Passage, said: Span, at: int, end: int) -> Span | None:
    """The main clause that follows an incise, where the words before it are only a subordinate one.

    `said` are those words, `at` is where the incise ends and `end` where its sentence does.
    """
    head = passage.mask[slice(*said)]
    comma = _COMMA.match(passage.mask, at, end)
    opened = _SINCE.search(passage.mask, max(0, said[0] - 15), said[0])
    if comma is None or not (opened or _SUBORDINATE.match(head)) or has_finite(head.partition(",")[2]):
        return None
    rest = passage.mask[comma.end() : end]
    return trim(passage.text, comma.end(), end) if has_finite(rest) else None
