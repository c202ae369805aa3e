"""Whose a quotation is when nobody is named beside it: who spoke last, speaks next, or is spoken of."""

from __future__ import annotations

import math
from collections.abc import Container, Mapping
from typing import TYPE_CHECKING, NamedTuple

from indexer.extraction.learnt.model import model
from indexer.extraction.topics import topics
from indexer.extraction.who import Who, as_person

if TYPE_CHECKING:
    from indexer.extraction.person import Person
    from indexer.extraction.pronouns import Pronouns
    from indexer.extraction.topics import Topic

_FARTHEST, _HISTORY = 14, 10


class Next(NamedTuple):
    """Who is named beside the quotation after one, and where its words begin."""

    people: Container[Person]
    at: int


class Candidate(NamedTuple):
    """One who may have said it, with what speaks for and against."""

    who: Who
    values: Mapping[str, float]


def candidates(resolver: Pronouns, at: int) -> list[Candidate]:
    """Who spoke before, who is named around an offset and whom the sentences before are about, each once."""
    people = resolver.scene.near(at)
    most = max(people, key=lambda person: len(person.mentions), default=None)
    spoke: dict[str, tuple[int, Who]] = {}
    for rank, who in enumerate(reversed(resolver.history[-_HISTORY:])):
        if who.full_name:
            spoke.setdefault(who.full_name, (rank, who))
    result = [
        Candidate(who, _values(resolver, at, who.person, rank, who, who.person is most))
        for rank, who in spoke.values()
    ]
    result += [
        Candidate(as_person(person, 1.0), _values(resolver, at, person, None, None, person is most))
        for person in people
        if person.name not in spoke
    ]
    return _with_topics(resolver, at, [candidate for candidate in result if candidate.values])


def _with_topics(resolver: Pronouns, at: int, given: list[Candidate]) -> list[Candidate]:
    """The candidates, those marked whom the sentences before are about, and whoever else these are about."""
    about = [topic for topic in topics(resolver, at) if topic.who.full_name]
    names = [topic.who.full_name for topic in about]
    values: list[dict[str, float]] = [
        {"a topic": float(one.who.full_name in names), "the topic": float(one.who.full_name == names[0])}
        if names
        else {}
        for one in given
    ]
    result = [Candidate(one.who, {**one.values, **more}) for one, more in zip(given, values, strict=True)]
    known = {one.who.full_name for one in given}
    for topic in about:
        if topic.who.full_name not in known:
            known.add(topic.who.full_name)
            result.append(Candidate(topic.who, _topic_values(resolver, at, topic, first=topic is about[0])))
    return result


def _topic_values(resolver: Pronouns, at: int, topic: Topic, *, first: bool) -> dict[str, float]:
    layout = resolver.scene.layout
    return {
        "a topic": 1.0, "the topic": float(first), "a topic only": 1.0,
        "sentences": -float(layout.sentence_of(at) - layout.sentence_of(topic.at)),
        "paragraphs": -float(layout.paragraph_of(at) - layout.paragraph_of(topic.at)),
        "a group": float(topic.who.type in ("group", "unknown")),
        "an organisation": float(topic.who.type == "organisation"),
    }  # fmt: skip


def _values(
    resolver: Pronouns, at: int, person: Person | None, rank: int | None, who: Who | None, most: bool
) -> dict[str, float]:
    """What speaks for a candidate; nothing for one who is not in the text around."""
    layout = resolver.scene.layout
    named = person.last_before(at) if person else -1
    last = max(named, who.at if who else -1)
    if last < 0 and (person is None or person.first_after(at) < 0):
        return {}
    values = {
        "named often": math.log2(1 + (len(person.mentions) if person else 1)),
        "named most": float(most),
        "surely a person": float(bool(person and person.sure)),
        "speaks by name": float(person in resolver.heard),
        "an organisation": float(bool(who and who.type == "organisation")),
        "a group": float(bool(who and who.type in ("group", "unknown"))),
        "spoke last": float(rank == 0),
        "spoke before the last": float(rank == 1),
        "spoke": float(rank is not None),
    } | _speaks_next(resolver, at, person)
    if last < 0:
        return values | {"only later": 1.0, "sentences": -float(_FARTHEST), "paragraphs": -5.0}
    sentences = layout.sentence_of(at) - layout.sentence_of(last)
    paragraphs = layout.paragraph_of(at) - layout.paragraph_of(last)
    subject = bool(person and named >= 0 and named in person.subjects)
    near = subject and layout.sentence_of(at) - layout.sentence_of(named) <= 1
    return values | {
        "sentences": -float(min(_FARTHEST, sentences)),
        "same sentence": float(sentences == 0),
        "paragraphs": -float(min(5, paragraphs)),
        "same paragraph": float(paragraphs == 0),
        "spoke last, same paragraph": float(rank == 0 and paragraphs == 0),
        "a subject": float(subject),
        "a subject just before": float(near),
    }


def _speaks_next(resolver: Pronouns, at: int, person: Person | None) -> dict[str, float]:
    """« Je n'en dors plus. » Ève Colin a tout perdu, dit-elle: whether a person has the words after these."""
    after, layout = resolver.next, resolver.scene.layout
    if after is None or person not in after.people:
        return {}
    return {
        "speaks next": 1.0,
        "speaks next, same paragraph": float(layout.paragraph_of(after.at) == layout.paragraph_of(at)),
        "speaks next, same sentence or the one after": float(
            layout.sentence_of(after.at) - layout.sentence_of(at) <= 1
        ),
    }


def choose(resolver: Pronouns, at: int, spoken_of: Container[Person | None] = ()) -> Who | None:
    """The likeliest of the candidates, as sure as they differ; None where there is none.

    Those whom the words said speak of are left out.
    """
    given = [one for one in candidates(resolver, at) if one.who.person not in spoken_of]
    if not given:
        return None
    scores = model("silence").scores([candidate.values for candidate in given])
    best = max(range(len(given)), key=scores.__getitem__)
    return given[best].who.again(scores[best])
