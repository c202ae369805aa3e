"""How far a quotation may be trusted: what tells those found and attributed rightly from the others.

The confidence of a quotation is the probability of this model: calibrated, so that of the quotations
said at 0.9 nine in ten are right (docs/extraction.md has the table).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from corpus import Quote
from indexer.extraction.learnt.model import bucket, model

_PRONOUN = re.compile(r"(?i)ils?|elles?|(?:ce|cette|ces) derni\w+|celui-ci|celle-ci|ceux-ci|lui|eux")
_NAME = re.compile(r"(?:\S+[\s\u00a0]+)*[A-ZÀ-ÖØ-Þ][\w’'.-]+")


def features(text: str, quotes: Sequence[Quote], number: int) -> list[str]:
    """The features of one of the quotations of a text."""
    quote = quotes[number]
    mention = _mention(text, quote)
    strength = int(10 * quote.confidence)
    return [
        "always",
        f"rule={quote.rule}",
        f"kind={quote.kind}",
        f"mention={mention}",
        f"type={quote.speaker.type}",
        f"rules say={strength}",
        f"{quote.speaker.type} by {mention}",
        "length=" + bucket(len(quote.text(text).split()), (2, 4, 8, 16, 40)),
        *_name(quote, mention),
        *_around(text, quotes, number),
    ]


def _mention(text: str, quote: Quote) -> str:
    if quote.speaker.mention is None:
        return "none"
    words = text[slice(*quote.speaker.mention)]
    if _PRONOUN.fullmatch(words):
        return "pronoun"
    return "name" if _NAME.match(words[1:] if words[:1].isupper() else words) else "description"


def _name(quote: Quote, mention: str) -> Iterator[str]:
    name = quote.speaker.name or ""
    count = len(name.split())
    yield "name words=" + bucket(count, (0, 1, 2, 3, 5))
    yield "name begins " + ("with a capital" if name[:1].isupper() else "in lower case")
    yield f"name of {mention} " + ("capital" if name[:1].isupper() else "lower")
    if quote.role:
        yield "role known"
    if quote.organisation:
        yield "organisation known"
    if quote.verb:
        yield "verb known"


def _around(text: str, quotes: Sequence[Quote], number: int) -> Iterator[str]:
    quote = quotes[number]
    before = quotes[number - 1] if number else None
    if before is None:
        yield "first"
    elif before.speaker.name == quote.speaker.name:
        yield "same speaker as before"
    if quote.speaker.mention and quote.cue:
        gap = max(quote.speaker.mention[0], quote.cue[0]) - min(quote.speaker.mention[1], quote.cue[1])
        yield "mention from cue=" + bucket(gap, (0, 1, 5, 40, 120))
    del text


def trusted(text: str, quotes: Sequence[Quote]) -> list[Quote]:
    """The quotations, each with the probability that its words and its speaker are right."""
    judge = model("trust")
    return [
        msgspec.structs.replace(quote, confidence=round(judge.probability(features(text, quotes, number)), 3))
        for number, quote in enumerate(quotes)
    ]
