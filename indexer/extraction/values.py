"""What the steps of extraction hand to each other. All offsets are code points of the article's text."""

from __future__ import annotations

import msgspec

from corpus import Kind, Span


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A quotation whose words and cue are known, and of its source only the words that name it.

    `mention` is the smallest noun phrase or pronoun that names the source near the quotation, None
    for a free one that continues the one before. `prior` is the index (in the article's list) of the
    quotation that it continues, if any. `rule` names the sieve, `confidence` is that sieve's own.
    """

    spans: tuple[Span, ...]
    kind: Kind
    cue: Span | None = None
    mention: Span | None = None
    via: str | None = None
    verb: str | None = None
    rule: str = ""
    confidence: float = 0.5
    prior: int | None = None
