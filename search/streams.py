"""What of a document is looked in, and where: one stream of words with a zone of positions a field.

Words typed alone match the words said, the speaker, the role and the organisation; a title only ranks;
a source is found by its field. Every engine reads the same streams.
"""

from __future__ import annotations

from collections.abc import Iterator

from search.analysis import Token, tokens
from search.values import QuoteDocument

ZONE = 4096
"""Positions that a field may take; words beyond are not indexed (a quotation of 4,000 words is none)."""
ZONES = {"text": 0, "speaker": 1, "role": 2, "organisation": 3, "source": 4, "title": 5}
SPAN = ZONE * 8
"""Positions a document takes."""
DEFAULT = (0, 4 * ZONE)
"""The zones that words typed alone are looked for in."""
NAME_WEIGHT = 0.3
TITLE_WEIGHT = 0.2
"""How much a word in a name, or in the article's title, counts beside one in the words said."""


def zone_of(field: str) -> tuple[int, int]:
    """The positions of a field, from and to.

    >>> zone_of("role")
    (8192, 12288)
    """
    start = ZONES[field] * ZONE
    return start, start + ZONE


def stream(document: QuoteDocument) -> Iterator[tuple[Token, int]]:
    """The words of a document with their position in the stream."""
    parts = {
        "text": document.text,
        "speaker": document.speaker_name,
        "role": document.role,
        "organisation": document.organisation_name,
        "source": document.source,
        "title": document.article_title,
    }
    for field, text in parts.items():
        start = ZONES[field] * ZONE
        for token in tokens(text):
            if token.position < ZONE:
                yield token, start + token.position
