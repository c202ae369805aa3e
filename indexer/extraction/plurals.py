"""Whom « ils », « elles », « ces derniers » go back to."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from indexer.extraction.topics import topics, topics_ahead
from indexer.extraction.who import Who, as_group

if TYPE_CHECKING:
    from indexer.extraction.pronouns import Pronouns

_COUPLE = 2
"""Sentences before « ils » in which two people are looked for."""


def they(resolver: Pronouns, at: int, *, latter: bool) -> Who:
    """The group that spoke last or that the sentences before are about, else two people named there.

    `latter` is for « ces derniers »: whoever was spoken of last.
    """
    if latter and (latest := _latest(resolver, at)):
        return latest
    spoke = next((who for who in reversed(resolver.history) if who.plural or who.type == "group"), None)
    about = next((topic for topic in topics(resolver, at) if topic.plural and topic.who.name), None)
    if about is not None and (spoke is None or about.at > spoke.at):
        return about.who.again(0.6)
    group = spoke.again(0.8) if spoke else _described(resolver, at) or _couple(resolver, at)
    if group:
        return group
    body = next((who for who in reversed(resolver.history) if who.type == "organisation"), None)
    if body is not None:
        return body.again(0.5)
    ahead = next((topic for topic in topics_ahead(resolver, at) if topic.plural and topic.who.name), None)
    return ahead.who.again(0.4) if ahead else Who(None, "unknown", sure=0.3, plural=True)


def _latest(resolver: Pronouns, at: int) -> Who | None:
    """« Le maire a averti les CFF. Contactés, ces derniers … »: the several last spoken of."""
    scene, layout = resolver.scene, resolver.scene.layout
    number = scene.number_at(at) - 1
    while number > 0 and layout.sentence_of(at) - layout.sentence_of(scene.starts[number]) <= 1:
        phrase, name = scene.by_first.get(number), scene.names.get(number)
        before = scene.words[number - 1]
        if phrase is not None and phrase.plural and phrase.sort == "role" and phrase.determiner:
            return resolver.who_is((before.start, phrase.end)).again(0.7)
        if name is not None and before.low in ("les", "aux", "des") and number not in scene.of_name:
            return resolver.who_is((before.start, name.end)).again(0.6)
        number -= 1
    return None


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
