"""Whom the sentences around a pronoun are about: the descriptions and bodies that they begin with.

Names are the cast's business; « le commandant de bord est obligé de … Il évoque … » goes back to a phrase
that names nobody, or somebody whom a description elsewhere tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from corpus import Span
from indexer.extraction.leading import leading_subject
from indexer.extraction.phrases import Phrase
from indexer.extraction.who import Who
from indexer.extraction.words import body_sort

if TYPE_CHECKING:
    from indexer.extraction.antecedents import Resolver

_BACK = 2
"""Sentences before the pronoun's own that are looked at."""
_LONGEST = 90
"""Letters of a phrase that a pronoun goes back to; longer ones were cut wrongly."""


class Topic(NamedTuple):
    """Whom a sentence is about, and where it says so."""

    who: Who
    at: int
    determiner: str
    """« un » brings someone in, « le » takes someone up, « son » speaks of someone else too."""


def topics(resolver: Resolver, at: int) -> Iterator[Topic]:
    """The described people, groups and bodies with which the sentences up to an offset begin."""
    layout, scene = resolver.scene.layout, resolver.scene
    if not layout.sentences:
        return
    number = layout.sentence_of(at)
    for each in range(number, max(-1, number - _BACK - 1), -1):
        start, end = layout.sentences[each]
        for begin in _clauses(layout.mask, start, min(end, at)):
            span = leading_subject(layout.mask, begin, min(end, at))
            if span is None or span[1] - span[0] > _LONGEST or not scene.narrated(span[0]):
                continue
            phrase = _described(resolver, span)
            if phrase is not None or _body(resolver, span):
                determiner = phrase.determiner if phrase else ""
                yield Topic(resolver.named(scene, resolver, span), span[0], determiner)


_SUBORDINATE = re.compile(
    r"(?:alors\s+qu|tandis\s+qu|bien\s+qu|après\s+qu|dès\s+qu|lorsqu|puisqu|quand\b|si\b|comme\b)[^,;:]*,\s+",
    re.IGNORECASE,
)


def _clauses(mask: str, start: int, end: int) -> Iterator[int]:
    """Where a sentence's main clause begins, and the clause before it: « Alors que X hésite, le maire … »."""
    before = _SUBORDINATE.match(mask, start, end)
    if before is not None:
        yield before.end()
    yield start


def _described(resolver: Resolver, span: Span) -> Phrase | None:
    """The role, group or body that a phrase is, when no name stands in it or after it."""
    scene = resolver.scene
    phrase = scene.by_first.get(scene.number_at(span[0]) + 1)
    if phrase is None or phrase.at in scene.attached or not phrase.determiner:
        return None
    if phrase.sort == "role":
        return None if phrase.last + 1 in scene.names else phrase
    return phrase if body_sort(phrase.head) != "document" else None


def _body(resolver: Resolver, span: Span) -> bool:
    """Whether a phrase is a body's name with its article: « la CGT »."""
    scene = resolver.scene
    first = scene.number_at(span[0])
    name = scene.names.get(first + 1)
    article = scene.words[first].low in ("le", "la", "l'")
    return article and name is not None and name.kind in ("body", "word") and name.first not in scene.of_name
