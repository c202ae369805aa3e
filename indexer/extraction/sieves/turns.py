"""Turns of an interview, without quotation marks: after a question, a dash, « R : » or a name."""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.passage import trim
from indexer.extraction.sieves.state import Sift

_DASH = re.compile(r"\s*[–—-]\s+(?=[A-ZÀ-ÞŒ«“\"(0-9])")
_ANSWER = re.compile(r"\s*(?:R|Rép\.|Réponse)\s*[.:]?\s*:?\s*(?<=[.:]|\s)(?=[A-ZÀ-ÞŒ])")
_NAMED = re.compile(
    r"\s*(?P<who>(?:[A-ZÀ-Þ]\.[ -]?){1,3}"
    r"|[A-ZÀ-Þ][\w’'-]+(?:\s+(?:de\s+|d['’]|van\s+|el\s+|ben\s+)?[A-ZÀ-Þ][\w.’'-]*){0,3})"
    r"\s*(?::|\.\s*[–—-])\s+(?=[A-ZÀ-ÞŒ(])"
)
_QUESTION = re.compile(r"\?\s*[»”\"*]?\s*\Z")


def turns(sift: Sift) -> None:
    """Pourquoi partir ? ¶ — J'ai fait mon temps. · R : Je reste. · A. Bel : Nous verrons."""
    passage = sift.passage
    if sift.found or not _after_question(passage.text, passage.start):
        return
    text = passage.text
    if _QUESTION.search(text, max(passage.start, passage.end - 6), passage.end):
        return
    mention: Span | None = None
    turn = _DASH.match(text, passage.start, passage.end) or _ANSWER.match(text, passage.start, passage.end)
    if turn is None:
        turn = _NAMED.match(text, passage.start, passage.end)
        mention = turn.span("who") if turn else None
    if turn is None:
        return
    span = trim(text, turn.end(), passage.end)
    if span:
        sift.add([span], "direct", "interview turn", 0.75, None, mention, list(passage.pairs))


def _after_question(text: str, start: int) -> bool:
    """Whether the paragraph before ends with a question."""
    return bool(_QUESTION.search(text[max(0, start - 8) : start].rstrip()))
