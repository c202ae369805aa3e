"""A surname (or another one word) alone: whose it is, by role, body and day, or that it cannot be told."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from indexer.people.clusters import Mention, Partition, Person, Union, most, place_silent
from indexer.people.contexts import apart, strangers
from indexer.people.names import given_names

NEAR = 15
"""Days around a bare surname in which the one person quoted under it, often enough, is meant."""
OFTEN = 3
"""Mentions that make it often."""


def bare(mentions: Sequence[Mention], candidates: Sequence[Person]) -> tuple[dict[str, Person], Partition]:
    """A surname alone: the mentions that one candidate explains, then those nobody does, and the unsure.

    It is a candidate's when role or body say so of that one alone, or when he alone was quoted, often,
    around that day. What contradicts every candidate is another person; the rest may be any of them.
    """
    explained: dict[str, Person] = {}
    unsure: dict[str, list[Person]] = {}
    own: list[Mention] = []
    ordered = sorted(candidates, key=lambda person: person.order)
    for mention in sorted(mentions, key=lambda mention: mention.key):
        possible = [] if _is_first_name(mention) else [one for one in ordered if not _excluded(mention, one)]
        fitting = [person for person in possible if person.supported(mention.contexts)]
        strong = [
            p for p in fitting if any(a.heads & b.heads for a, b in product(p.contexts, mention.contexts))
        ]
        fitting = strong if len(strong) == 1 else fitting
        if len(fitting) != 1:
            fitting = [p for p in fitting or possible if _often(p, mention.day)]
            fitting = fitting if len(possible) == 1 or _only(fitting, possible, mention.day) else []
        if len(fitting) == 1:
            explained[mention.key] = fitting[0]
        elif possible:
            unsure[mention.key] = possible
        else:
            own.append(mention)
    senses, vague = _alone(own)
    return explained, Partition(senses, {**unsure, **{mention.key: senses for mention in vague}})


def _alone(mentions: Sequence[Mention]) -> tuple[list[Person], list[Mention]]:
    """Persons known by one word: mentions that support each other, the silent ones with the only one."""
    told = [mention for mention in mentions if any(c.heads or c.words for c in mention.contexts)]
    joined = Union(len(told))
    people = [Person([mention]) for mention in told]
    for a in range(len(told)):
        for b in range(a):
            if joined.find(a) != joined.find(b) and people[a].supported(people[b].contexts):
                joined.join(a, b)
    senses = [Person(told[n] for n in group) for group in joined.groups().values()]
    senses.sort(key=lambda person: person.order)
    keys = {mention.key for mention in told}
    silent = [mention for mention in mentions if mention.key not in keys]
    senses, strays = _by_day(senses, [m for m in silent if _is_first_name(m)], len(mentions))
    silent = [mention for mention in silent if not _is_first_name(mention)]
    vague: list[Mention] = []
    if silent:
        senses, vague = place_silent(senses, silent) if senses else ([Person(silent)], [])
    return [*senses, *strays], vague


def _is_first_name(mention: Mention) -> bool:
    """Whether it is a given name alone (« Alexandra »), not a surname after a civility (« M. Martin »)."""
    return not mention.name.gender and given_names().issuperset(mention.name.words)


def _by_day(senses: list[Person], silent: Sequence[Mention], total: int) -> tuple[list[Person], list[Person]]:
    """The persons with the first names of which nothing is said: each with whom it was printed near in time.

    Many are called Vincent. Only who mostly goes by a first name, and is told (« le pape François »),
    is meant by it on any day.
    """
    public = [s for s in senses if len(s.members) >= OFTEN and 2 * len(s.members) >= total]
    more: dict[int, list[Mention]] = {}
    strays: list[list[Mention]] = []
    for mention in sorted(silent, key=lambda m: (m.day, m.key)):
        near = [s for s in senses if mention.day and any(abs(day - mention.day) <= NEAR for day in s.days)]
        home = near if len(near) == 1 else public
        if len(home) == 1:
            more.setdefault(id(home[0]), []).append(mention)
        elif strays and mention.day and 0 <= mention.day - strays[-1][-1].day <= NEAR:
            strays[-1].append(mention)
        else:
            strays.append([mention])
    grown = [Person([*s.members, *more[id(s)]]) if id(s) in more else s for s in senses]
    return grown, [Person(members) for members in strays]


def _excluded(mention: Mention, person: Person) -> bool:
    gender = most(m.name.gender for m in person.members if m.name.gender)
    if mention.name.gender and gender and gender != mention.name.gender:
        return True
    return bool(mention.contexts) and all(
        any(apart(c, other) for other in person.contexts)
        and strangers(c.domain, person.domain)
        and not person.supported((c,))
        for c in mention.contexts
    )


def _often(person: Person, day: int) -> bool:
    return bool(day) and sum(abs(other - day) <= NEAR for other in person.days) >= OFTEN


def _only(fitting: Sequence[Person], possible: Sequence[Person], day: int) -> bool:
    """Whether nobody else of that name was quoted within a year or so."""
    others = [person for person in possible if person not in fitting]
    return len(fitting) == 1 and not any(abs(d - day) <= 400 for person in others for d in person.days)
