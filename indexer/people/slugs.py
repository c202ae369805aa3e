"""Ids of people and bodies: readable, allotted once in the record, kept whatever comes later.

An id is anchored to one mention (a name as printed, in one article) or to a body's key. A person keeps
the id of the anchors it holds; of two ids that turn out to be one person the older anchor's stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

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
        self._anchors: dict[str, list[str]] = {}
        self._names: dict[str, list[tuple[str, str]]] = {}
        self._bodies: dict[str, str] = {}
        for signature, entity in sorted(record.identities.all().items()):
            self._file(signature, entity)

    def _file(self, signature: str, entity: str) -> None:
        if signature.startswith(BODY):
            self._bodies[signature.removeprefix(BODY)] = entity
        elif signature.startswith(PERSON):
            printed, _, article = signature.removeprefix(PERSON).rpartition(":")
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
        wanted: dict[str, tuple[str, int]] = {}
        for person in people:
            anchor = min(person.members, key=lambda m: (m.name.bare, m.day or 10**9, m.key))
            article = anchor.key.rpartition("|")[2]
            best = min(person.members, key=lambda m: (m.name.bare, -len(m.name.words), m.name.printed))
            wanted[f"{PERSON}{anchor.name.printed}:{article}"] = (slug(best.name.printed), id(person))
        ids = self._record.identities.allot({signature: name for signature, (name, _) in wanted.items()})
        for signature, entity in ids.items():
            self._file(signature, entity)
        return {person: ids[signature] for signature, (_, person) in wanted.items()}

    def bodies(self, wanted: Mapping[str, str]) -> dict[str, str]:
        """The ids of bodies by key; `wanted` gives the name that a new one's id is made of."""
        new = {f"{BODY}{key}": slug(name) for key, name in sorted(wanted.items()) if key not in self._bodies}
        if new:
            for signature, entity in self._record.identities.allot(new).items():
                self._file(signature, entity)
        return {key: self._bodies[key] for key in wanted}
