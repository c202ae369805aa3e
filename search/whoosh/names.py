"""Names of people and organisations in a snapshot: counts, look-up, and completion of a typed prefix."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

import numpy as np

from search.analysis import fold
from search.highlight import near
from search.values import Entity, EntityCount
from search.whoosh.snapshot import Snapshot


class NameTable:
    """Look-ups over the entities of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    @cached_property
    def _words(self) -> list[tuple[str, int]]:
        """Every word of every name, folded, with the entity's number, sorted."""
        found = {
            (word, number)
            for number, entity in enumerate(self.snapshot.state.entities)
            for name in (entity.name, *entity.names)
            for word in _words(name)
        }
        return sorted(found)

    @cached_property
    def _exact(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, entity in enumerate(self.snapshot.state.entities):
            for name in {fold(name) for name in (entity.name, *entity.names)}:
                found.setdefault(name, []).append(number)
        return found

    @cached_property
    def _group_sizes(self) -> np.ndarray:  # type: ignore[type-arg]
        live = self.snapshot.live
        return np.bincount(self.snapshot.group[live], minlength=self.snapshot.count)

    def occurrences(self, number: int) -> int:
        """How many times the words of a document were printed."""
        return max(1, int(self._group_sizes[self.snapshot.group[number]]))

    @cached_property
    def _counts(self) -> dict[int, tuple[int, int, str, str]]:
        """Of each entity: quotations, occurrences, first and last date. Its own words, and those said for it."""
        snapshot = self.snapshot
        live = np.flatnonzero(snapshot.live)
        table = snapshot.values["published"]
        dates = snapshot.codes["published"]
        found: dict[int, tuple[int, int, str, str]] = {}
        for column in (snapshot.organisation, snapshot.speaker):  # a speaker's own words win
            owners = column[live]
            order = np.argsort(owners, kind="stable")
            cuts = np.flatnonzero(np.diff(owners[order], prepend=-2))
            for start, end in zip(cuts, [*cuts[1:], len(order)], strict=False):
                members = live[order[start:end]]
                owner = int(column[members[0]])
                if owner < 0:
                    continue
                days = sorted({table[code] for code in dates[members].tolist()} - {""}) or [""]
                groups = len(np.unique(snapshot.group[members]))
                found[owner] = (groups, len(members), days[0], days[-1])
        return found

    def counted(self, number: int) -> EntityCount:
        """An entity with its counts."""
        count, occurrences, first, last = self._counts.get(number, (0, 0, "", ""))
        return EntityCount(self.snapshot.state.entities[number], count, occurrences, first, last)

    def all(self, kind: str) -> list[int]:
        """The numbers of all people (`speaker`), or bodies (`organisation`), that are quoted."""
        entities = self.snapshot.state.entities
        return [number for number, row in self._counts.items() if row[0] and _of_kind(entities[number], kind)]

    def matching(self, prefix: str, kind: str = "") -> list[int]:
        """Entities one of whose words begins so; with one typo where none does."""
        words = _words(prefix)
        if not words:
            return []
        found = self._prefixed(words)
        if not found:
            found = self._misspelt(words)
        entities = self.snapshot.state.entities
        return [n for n in sorted(found) if self._counts.get(n) and _of_kind(entities[n], kind)]

    def _prefixed(self, words: list[str]) -> set[int]:
        sets = []
        for word in words:
            low = bisect_left(self._words, (word, -1))
            high = bisect_left(self._words, (word + "\U0010ffff", -1))
            sets.append({number for _, number in self._words[low:high]})
        return set.intersection(*sets)

    def _misspelt(self, words: list[str]) -> set[int]:
        sets = []
        for word in words:
            low = bisect_left(self._words, (word[:1], -1))
            high = bisect_left(self._words, (word[:1] + "\U0010ffff", -1))
            sizes = (len(word) - 1, len(word), len(word) + 1)
            sets.append(
                {
                    number
                    for known, number in self._words[low:high]
                    if len(word) > 3 and any(near(word, known[:size]) for size in sizes)
                }
            )
        return set.intersection(*sets)

    def resolve(self, field: str, name: str) -> tuple[Entity, ...]:
        """The entity of that id, else all whose folded name or alias equals it."""
        entities = self.snapshot.state.entities
        if name in self.snapshot.entity_number:
            return (entities[self.snapshot.entity_number[name]],)
        found = self._exact.get(fold(name).strip(), [])
        return tuple(entities[n] for n in found if _of_kind(entities[n], "" if field == "speaker" else field))


def _of_kind(entity: Entity, kind: str) -> bool:
    if kind == "speaker":
        return entity.type != "organisation"
    return kind != "organisation" or entity.type == "organisation"


def _words(name: str) -> list[str]:
    return [word for word in fold(name).replace("-", " ").replace("'", " ").split() if word]
