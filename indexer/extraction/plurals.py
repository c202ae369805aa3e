"""Whom « ils », « elles », « ces derniers » go back to."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from indexer.extraction.topics import topics
from indexer.extraction.who import Who, as_group

if TYPE_CHECKING:
    from indexer.extraction.pronouns import Pronouns

_COUPLE = 2
"""Sentences before « ils » in which two people are looked for."""


def they(resolver: Pronouns, at: int) -> Who:
    """The group that spoke last or that the sentences before are about, else two people named there."""
    spoke = next((who for who in reversed(resolver.history) if who.plural or who.type == "group"), None)
    about = next((topic for topic in topics(resolver, at) if topic.plural and topic.who.name), None)
    if about is not None and (spoke is None or about.at > spoke.at):
        return about.who.again(0.6)
    group = spoke.again(0.8) if spoke else _described(resolver, at) or _couple(resolver, at)
    if group:
        return group
    body = next((who for who in reversed(resolver.history) if who.type == "organisation"), None)
    return body.again(0.5) if body else Who(None, "unknown", sure=0.3, plural=True)


def _described(resolver: Pronouns, at: int) -> Who | None:
    """« Le maire a reçu des riverains. Ils … »: the last group that the narrator describes."""
    scene = resolver.scene
    for number in range(bisect_left(scene.phrases, at, key=lambda phrase: phrase.start) - 1, -1, -1):
        phrase = scene.phrases[number]
        if phrase.sort == "role" and phrase.plural and scene.narrated(phrase.start):
            said = scene.text[phrase.start : phrase.end]
            return Who(said, "group", sure=0.5, plural=True, head=phrase.head)
    return None


def _couple(resolver: Pronouns, at: int) -> Who | None:
    """« Paul Morel a écrit à Anne Roy. Ils … »: the two people named in the sentences before."""
    layout = resolver.scene.layout
    number = layout.sentence_of(at)
    near = sorted(
        (
            person
            for person in resolver.scene.near(at)
            if (where := person.last_before(at)) >= 0 and number - layout.sentence_of(where) <= _COUPLE
        ),
        key=lambda person: person.last_before(at),
    )
    return as_group(near, 0.5) if len(near) == 2 else None
