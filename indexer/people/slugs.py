"""Ids of people and bodies: readable, allotted once in the record, kept whatever comes later.

An id is anchored to one mention (a name as printed, in one article) or to a body's key. A person keeps
the id of the anchors it holds; of two ids that turn out to be one person the older anchor's stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from corpus.record import Record
from indexer.people.clusters import Person
from indexer.people.names import parse
from search.analysis import fold

PERSON, BODY = "person:", "organisation:"


def slug(name: str) -> str:
    """A readable id from a name.

    >>> slug("Éloïse d'Œuvray-Saint")
    'eloise-d-oeuvray-saint'
    """
    return "-".join(re.findall(r"[a-z0-9]+", fold(name)))[:80].strip("-")


class Ids:
    """The ids of one record: those allotted, and those that are wanted."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._wanted: dict[str, str] = {}
        self._anchors: dict[str, list[str]] = {}
        self._names: dict[str, list[tuple[str, str]]] = {}
        self._bodies: dict[str, str] = {}
        held = record.identities.all()
        self._taken = set(held.values())
        for signature, entity in sorted(held.items()):
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
        self._wanted[signature] = entity
        self._file(signature, entity)
        return entity

    def _file(self, signature: str, entity: str) -> None:
        if signature.startswith(BODY):
            self._bodies[signature.removeprefix(BODY)] = entity
        elif signature.startswith(PERSON):
            printed, _, article = signature.removeprefix(PERSON).partition(":")  # "Ali Ba:known:2"
            name = parse(printed)
            if name is not None:
                key = f"{name.key}|{article}"
                self._anchors.setdefault(key, []).append(entity)
                self._names.setdefault(name.key, []).append((key, entity))

    def claim(self, people: Sequence[Person]) -> dict[int, str]:
        """The id of each person (by `id()`), new ones allotted; `people` are all those of their names."""
        found: dict[int, str] = {}
        live = {mention.key for person in people for mention in person.members}
        for person in people:
            held = [
                (mention.day or 10**9, len(entity), entity)
                for mention in person.members
                for entity in self._anchors.get(mention.key, ())
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
        found.update(self._allot(missing))
        return found

    def _lost(self, person: Person, live: set[str], taken: set[str]) -> str:
        """An id whose anchor went with its article, and that was given to a person of such a name."""
        for name in sorted({mention.name.key for mention in person.members}):
            for key, entity in self._names.get(name, ()):
                if key not in live and entity not in taken:
                    return entity
        return ""

    def _allot(self, people: Iterable[Person]) -> dict[int, str]:
        found: dict[int, str] = {}
        for person in people:
            anchor = min(person.members, key=lambda m: (m.name.bare, m.day or 10**9, m.key))
            article = anchor.key.rpartition("|")[2]
            forms = Counter(m.name.printed for m in person.members if m.name.bare == anchor.name.bare)
            best = min(forms, key=lambda form: (form.isupper(), -forms[form], -len(form), form))
            found[id(person)] = self._want(f"{PERSON}{anchor.name.printed}:{article}", slug(best))
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
