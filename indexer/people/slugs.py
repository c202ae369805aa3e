"""Ids of people and bodies: readable, allotted once in the record, kept whatever comes later.

An id is anchored to one mention (a name as printed, in one article or on the list of known people) or to a
body's key. A person keeps the id of the anchors it holds; of two ids that turn out to be one person the older
anchor's stays, and the other stands for it (`former`). No id is ever given to somebody else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from corpus.record import Record
from indexer.people.clusters import Mention, Person
from indexer.people.names import parse
from search.analysis import fold

PERSON, BODY = "person:", "organisation:"
LISTED = "known"
"""Stands for the article where an id is anchored to the list of known people, whose lines may move."""


def slug(name: str) -> str:
    """A readable id from a name.

    >>> slug("Éloïse d'Œuvray-Saint")
    'eloise-d-oeuvray-saint'
    """
    return "-".join(re.findall(r"[a-z0-9]+", fold(name)))[:80].strip("-")


def anchor(signature: str) -> tuple[str, str, str]:
    """Of a person's signature: key of the name, name as printed, article; an empty key when it has none.

    >>> anchor("person:Awa Diop:7ky7fjkutrwzspiw")
    ('awa diop', 'Awa Diop', '7ky7fjkutrwzspiw')
    """
    printed, _, article = signature.removeprefix(PERSON).rpartition(":")
    if printed.endswith(f":{LISTED}"):  # as records of version 0.1 have it, with the number of the line
        printed, article = printed.removesuffix(f":{LISTED}"), LISTED
    name = parse(printed)
    return (name.key if name else ""), printed, article


class Ids:
    """The ids of one record: those allotted, and those that are wanted."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._wanted: dict[str, str] = {}
        self._anchors: dict[str, list[str]] = {}
        self._names: dict[str, list[tuple[str, str]]] = {}
        self._bodies: dict[str, str] = {}
        self.given = record.identities.all()
        """Every id by its signature."""
        self._taken = set(self.given.values())
        for signature, entity in sorted(self.given.items()):
            self._file(signature, entity)

    def keep(self) -> None:
        """Write the new ids into the record, all or nothing."""
        if self._wanted:
            self._record.identities.allot(self._wanted)
            self._wanted = {}

    def _want(self, signature: str, name: str) -> str:
        """A new id: the slug, or it with the first number that is free."""
        entity, number = name or "x", 1
        while entity in self._taken:
            number += 1
            entity = f"{name or 'x'}-{number}"
        self._taken.add(entity)
        self._wanted[signature] = self.given[signature] = entity
        self._file(signature, entity)
        return entity

    def _file(self, signature: str, entity: str) -> None:
        if signature.startswith(BODY):
            self._bodies[signature.removeprefix(BODY)] = entity
        elif signature.startswith(PERSON):
            name, _, article = anchor(signature)
            if name:
                key = f"{name}|{article}"
                self._anchors.setdefault(key, []).append(entity)
                self._names.setdefault(name, []).append((key, entity))

    def claim(self, people: Sequence[Person], mentions: Collection[str]) -> dict[int, str]:
        """The id of each person (by `id()`), new ones allotted; `people` are all those of their names.

        `mentions` are all of these names, those that may be several people's too: an id that was given to
        one that is still there is nobody else's.
        """
        found: dict[int, str] = {}
        lines = _lines(people)
        live = {_key(mention, lines) for person in people for mention in person.members} | {*mentions}
        for person in people:
            held = [
                (mention.day or 10**9, len(entity), entity)
                for mention in person.members
                for entity in self._anchors.get(_key(mention, lines), ())
            ]
            if held:
                found[id(person)] = min(held)[2]
        taken = set(found.values())
        for person in people:
            if id(person) in found:
                continue
            lost = self._lost(person, live, taken)
            if lost:
                found[id(person)] = lost
                taken.add(lost)
        missing = [person for person in people if id(person) not in found]
        found.update(self._allot(missing, lines))
        return found

    def _lost(self, person: Person, live: set[str], taken: set[str]) -> str:
        """An id whose anchor went with its article, and that was given to a person of such a name."""
        for name in sorted({mention.name.key for mention in person.members}):
            for key, entity in self._names.get(name, ()):
                if key not in live and entity not in taken:
                    return entity
        return ""

    def _allot(self, people: Iterable[Person], lines: Mapping[str, list[int]]) -> dict[int, str]:
        found: dict[int, str] = {}
        for person in people:
            first = min(person.members, key=_worth)
            article = _key(first, lines).rpartition("|")[2]
            forms = Counter(m.name.printed for m in person.members if m.name.bare == first.name.bare)
            best = min(forms, key=lambda form: (form.isupper(), -forms[form], -len(form), form))
            found[id(person)] = self._want(f"{PERSON}{first.name.printed}:{article}", slug(best))
        return found

    def bodies(self, main: Mapping[str, str], shown: Callable[[str], str]) -> dict[str, str]:
        """The ids of bodies by key; `main` tells of each key which body it is, itself or another.

        One that had an id as an acronym keeps it when its full name turns up; `shown` gives the name
        that a new id is made of.
        """
        keys: dict[str, list[str]] = {}
        for key in sorted(main):
            keys.setdefault(main[key], []).append(key)
        found = {}
        for body in sorted(keys):
            given = [key for key in (body, *keys[body]) if key in self._bodies]
            entity = self._bodies[given[0]] if given else self._want(f"{BODY}{body}", slug(shown(body)))
            found.update(dict.fromkeys(keys[body], entity))
        return found


def _worth(mention: Mention) -> tuple[bool, bool, bool, int, str]:
    """What an id is best anchored to: a full name in an article that tells who that is, the oldest."""
    told = any(c.heads or c.words for c in mention.contexts)
    return mention.name.bare, bool(mention.pinned), not told, mention.day or 10**9, mention.key


def _lines(people: Iterable[Person]) -> dict[str, list[int]]:
    """Of each name on the list of known people, the entries that bear it, in the list's order."""
    found: dict[str, set[int]] = {}
    for person in people:
        for mention in person.members:
            if mention.pinned:
                found.setdefault(mention.name.key, set()).add(mention.pinned)
    return {name: sorted(numbers) for name, numbers in found.items()}


def _key(mention: Mention, lines: Mapping[str, list[int]]) -> str:
    """What a mention's id is filed under; on the list, which namesake it is, not which line."""
    if not mention.pinned:
        return mention.key
    place = lines[mention.name.key].index(mention.pinned)
    return f"{mention.name.key}|{LISTED}" + (f" {place + 1}" if place else "")
