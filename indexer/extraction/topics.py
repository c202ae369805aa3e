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
from indexer.extraction.words import body_sort, singular
from indexer.lexicon import words

if TYPE_CHECKING:
    from indexer.extraction.pronouns import Pronouns

_BACK = 2
"""Sentences before the pronoun's own that are looked at."""
_AHEAD = 4
"""Sentences after a plural pronoun that begins a text in which it is told."""
_LONGEST = 90
"""Letters of a phrase that a pronoun goes back to; longer ones were cut wrongly."""


class Topic(NamedTuple):
    """Whom a sentence is about, and where it says so."""

    who: Who
    at: int
    determiner: str
    """« un » brings in, « le » takes up, « son » speaks of someone else too, « les » of several."""

    @property
    def plural(self) -> bool:
        """Whether « ils » may take it up."""
        return self.who.plural or self.determiner == "les"


def topics(resolver: Pronouns, at: int) -> Iterator[Topic]:
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
            if (topic := _topic(resolver, span)) is not None:
                yield topic


def topics_ahead(resolver: Pronouns, at: int) -> Iterator[Topic]:
    """The same for the sentences after an offset's: « … », dénoncent-ils. Trois syndicats ont …"""
    layout = resolver.scene.layout
    number = layout.sentence_of(at)
    for start, end in layout.sentences[number + 1 : number + 1 + _AHEAD]:
        for begin in _clauses(layout.mask, start, end):
            span = leading_subject(layout.mask, begin, end)
            if span is not None and span[1] - span[0] <= _LONGEST and (topic := _topic(resolver, span)):
                yield topic


def _topic(resolver: Pronouns, span: Span) -> Topic | None:
    """Whom a leading phrase is about: a role, a group, a body; None for a person's name or a thing."""
    scene, text = resolver.scene, resolver.scene.text
    several = _AND.match(text, span[1])
    second = several and leading_subject(scene.layout.mask, several.end(), several.end() + _LONGEST)
    if (
        several
        and second
        and second[0] == several.end()
        and _body(resolver, span)
        and _body(resolver, second)
    ):
        return Topic(resolver.who_is((span[0], second[1])), span[0], "les")
    first = scene.words[scene.number_at(span[0])].low
    phrase = _described(resolver, span)
    if phrase is not None:
        determiner = "les" if phrase.plural else phrase.determiner
        return Topic(resolver.who_is(span), span[0], determiner)
    counted = _COUNTED.match(text, span[0])
    if counted or _body(resolver, span) or _SOURCE.match(text, span[0]) or _group(text[slice(*span)]):
        who = resolver.who_is(span)
        return Topic(who, span[0], "les" if counted or first == "les" or who.type == "group" else "")
    return None


_AND = re.compile(r"\s+et\s+(?=(?:l[ea]s?\s|l['’])[A-ZÀ-Þ])")
_COUNTED = re.compile(
    r"(?:(?:les|ces)\s+)?(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix)\s+(?=\w)", re.IGNORECASE
)
_SOURCE = re.compile(r"(?:une|la|cette)\s+source\b", re.IGNORECASE)


def _group(said: str) -> bool:
    """« le couple », « la famille Morel », « des familles »: a noun that means several."""
    _, _, noun = said.partition(" ")
    return any(singular(word) in words("groups") for word in (noun.split() or [""])[:1])


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


def _described(resolver: Pronouns, span: Span) -> Phrase | None:
    """The role, group or body that a phrase is, when no name stands in it or after it."""
    scene = resolver.scene
    phrase = scene.by_first.get(scene.number_at(span[0]) + 1)
    if phrase is None or phrase.at in scene.attached or not phrase.determiner:
        return None
    if phrase.sort == "role":
        return None if phrase.last + 1 in scene.names else phrase
    return phrase if body_sort(phrase.head) != "document" else None


def _body(resolver: Pronouns, span: Span) -> bool:
    """Whether a phrase is a body's name with its article: « la CGT »."""
    scene = resolver.scene
    first = scene.number_at(span[0])
    own = scene.names.get(first)  # « Les Verts »: the article is the name's own
    name = own if own is not None and own.last > first else scene.names.get(first + 1)
    article = scene.words[first].low in ("le", "la", "l'", "les")
    return (
        article
        and name is not None
        and name.kind in ("body", "word", "place")
        and name.first not in scene.of_name
    )
