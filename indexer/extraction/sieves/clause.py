"""A reported clause: what kind of quotation it makes."""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.cues import Cue
from indexer.extraction.marks import Pair
from indexer.extraction.passage import Passage, trim
from indexer.extraction.sieves.state import Sift, words_of


def reported(
    sift: Sift, cue: Cue, mention: Span | None, start: int, end: int, rule: str, confidence: float = 0.88
) -> None:
    passage = sift.passage
    span = trim(passage.text, start, end)
    if span is None:
        return
    inside = [pair for pair in passage.pairs_in(start, end) if pair.start < span[1]]
    if inside and inside[0].start == span[0] and inside[0].end >= span[1]:
        sift.add(words_of(inside[0]), "direct", rule, confidence, cue, mention, inside)
        return
    if inside and inside[-1].end > span[1]:
        span = (span[0], inside[-1].end)
    speaks = any(pair.inner[1] - pair.inner[0] > 2 and not nickname(passage, pair) for pair in inside)
    sift.add([span], "mixed" if speaks else "indirect", rule, confidence, cue, mention, inside)


def nickname(passage: Passage, pair: Pair) -> bool:
    """A name, a nickname or a foreign word in marks: « les "gilets jaunes" »."""
    inner = passage.text[pair.inner[0] : pair.inner[1]]
    before = passage.mask[max(0, pair.start - 14) : pair.start]
    return (
        len(inner.split()) <= 2
        and bool(re.search(r"(?:\b(?:les|des|le|la|du|un|une|ce|cette)\s|['’])$", before))
        and (inner[:1].isupper() or inner.lower().endswith("s"))
    )
