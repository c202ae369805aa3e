"""What of a document is looked in, and where: one stream of words with a zone of positions a field.

Words typed alone match the words said, the speaker, the role and the organisation; a title only ranks;
a source is found by its field. Every engine reads the same streams.
"""

from __future__ import annotations

from collections.abc import Iterator

from search.analysis import Token, tokens
from search.values import QuoteDocument

ZONE = 4096
"""Positions that a field takes."""
ROOM = ZONE - 128
"""Words of a field that are indexed; the gap keeps phrases and proximity from reaching the next field."""
ZONES = {"text": 0, "speaker": 1, "role": 2, "organisation": 3, "source": 4, "title": 5}
SPAN = ZONE * 8
"""Positions a document takes."""
DEFAULT = (0, 4 * ZONE)
"""The zones that words typed alone are looked for in."""


def zone_of(field: str) -> tuple[int, int]:
    """The positions of a field, from and to.

    >>> zone_of("role")
    (8192, 12288)
    """
    start = ZONES[field] * ZONE
    return start, start + ZONE


def fields(document: QuoteDocument) -> tuple[tuple[int, str], ...]:
    """The fields of a document: the position where each begins, and its text."""
    return (
        (0, document.text),
        (ZONE, document.speaker_name),
        (2 * ZONE, document.role),
        (3 * ZONE, document.organisation_name),
        (4 * ZONE, document.source),
        (5 * ZONE, document.article_title),
    )


def stream(document: QuoteDocument) -> Iterator[tuple[Token, int]]:
    """The words of a document with their position in the stream."""
    for start, text in fields(document):
        for token in tokens(text):
            if token.position < ROOM:
                yield token, start + token.position
