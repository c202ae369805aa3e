"""Names of people and organisations in a snapshot: counts, look-up, and completion of a typed prefix."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

import numpy as np
import numpy.typing as npt

from search.analysis import fold
from search.entities import name_words, of_kind
from search.highlight import near
from search.values import Entity, EntityCount, Suggestion
from search.whoosh.sets import run_starts
from search.whoosh.snapshot import Numbers, Snapshot


class NameTable:
    """Look-ups over the entities of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.entities = snapshot.entities

    def warm(self) -> None:
        """Compute what the first look-up would otherwise wait for."""
        _ = self._words, self._counts, self.count_rank, self.label_rank, self._exact

    @cached_property
    def _words(self) -> tuple[list[str], list[list[int]]]:
        """Every distinct folded word of the names, sorted, and the entities that have it."""
        found: dict[str, set[int]] = {}
        for number, entity in enumerate(self.entities):
            for name in (entity.name, *entity.names):
                for word in name_words(name):
                    found.setdefault(word, set()).add(number)
        words = sorted(found)
        return words, [list(found[word]) for word in words]

    @cached_property
    def _exact(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, entity in enumerate(self.entities):
            for name in {fold(name) for name in (entity.name, *entity.names)}:
                found.setdefault(name, []).append(number)
        return found

    # --- counts -----------------------------------------------------------------------------------

    @cached_property
    def _counts(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], list[str], list[str]]:
        """Of each entity: quotations, occurrences, first and last date. For an organisation those it says
        and those said for it.
        """
        owners, documents = self._owned()
        snapshot, size = self.snapshot, len(self.entities)
        occurrences = np.bincount(owners, minlength=size)
        single = ~snapshot.multiple[documents]
        quotations = np.bincount(owners[single], minlength=size)
        groups = snapshot.group[documents[~single]].astype(np.int64)
        pairs = np.sort(owners[~single] * max(1, snapshot.count) + groups)
        pairs = pairs[run_starts(pairs)]
        quotations = quotations + np.bincount(pairs // max(1, snapshot.count), minlength=size)
        return quotations, occurrences, *self._dates(owners, documents)

    def _owned(self) -> tuple[Numbers, Numbers]:
        """Pairs of an entity and a live document of its own."""
        snapshot = self.snapshot
        live = np.flatnonzero(snapshot.live)
        speaker, body = snapshot.speaker[live].astype(np.int64), snapshot.organisation[live].astype(np.int64)
        bodies = np.array([e.type == "organisation" for e in self.entities] or [False], dtype=np.bool_)
        said = speaker >= 0
        said_for = (body >= 0) & (body != speaker) & bodies[body]
        return np.concatenate([speaker[said], body[said_for]]), np.concatenate([live[said], live[said_for]])

    def _dates(self, owners: Numbers, documents: Numbers) -> tuple[list[str], list[str]]:
        codes, table = self.snapshot.coded["published"]
        own = codes[documents]
        dated = own != (table.index("") if "" in table else -1)
        low = np.uint64(32)
        pairs = np.sort(owners[dated].astype(np.uint64) << low | own[dated].astype(np.uint64))
        there = run_starts(pairs >> low)
        whose = (pairs[there] >> low).astype(np.int64)
        dates = (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)
        first = np.full(len(self.entities), len(table), dtype=np.int64)
        last = np.full(len(self.entities), -1, dtype=np.int64)
        first[whose], last[whose] = dates[there], dates[np.append(there[1:], len(dates))[: len(there)] - 1]
        named = [*table, ""]  # the last one, which -1 is too, is that of the undated
        return [named[n] for n in first.tolist()], [named[n] for n in last.tolist()]

    def counted(self, number: int) -> EntityCount:
        """An entity with its counts."""
        quotations, occurrences, first, last = self._counts
        return EntityCount(
            self.entities[number],
            int(quotations[number]),
            int(occurrences[number]),
            first[number],
            last[number],
        )

    # --- orders -----------------------------------------------------------------------------------

    @cached_property
    def label_rank(self) -> Numbers:
        """Of each entity its place by name."""
        return _rank(
            sorted(range(len(self.entities)), key=lambda n: (self.entities[n].name, self.entities[n].id))
        )

    @cached_property
    def name_rank(self) -> Numbers:
        """The same by folded name, as people look them up."""
        keys = [(fold(entity.name), entity.id) for entity in self.entities]
        return _rank(sorted(range(len(keys)), key=keys.__getitem__))

    @cached_property
    def count_rank(self) -> Numbers:
        """The same, most quotations first."""
        return _rank(np.lexsort((self.name_rank, -self._counts[0])).tolist())

    # --- lists ------------------------------------------------------------------------------------

    def all(self, kind: str) -> list[int]:
        """The numbers of all people (`speaker`), or bodies (`organisation`), that are quoted."""
        return [n for n in np.flatnonzero(self._counts[0]).tolist() if of_kind(self.entities[n], kind)]

    def matching(self, prefix: str, kind: str = "") -> list[int]:
        """Entities with words that begin so; with one typo where there is none."""
        words = name_words(prefix)
        if not words:
            return []
        return self._quoted(self._prefixed(words), kind) or self._quoted(self._misspelt(words), kind)

    def _quoted(self, found: set[int], kind: str) -> list[int]:
        quotations = self._counts[0]
        return [n for n in found if quotations[n] and of_kind(self.entities[n], kind)]

    def _prefixed(self, typed: list[str]) -> set[int]:
        words, owners = self._words
        sets = []
        for word in typed:
            low, high = bisect_left(words, word), bisect_left(words, word + "\U0010ffff")
            sets.append({number for each in owners[low:high] for number in each})
        return set.intersection(*sets)

    def _misspelt(self, typed: list[str]) -> set[int]:
        words, owners = self._words
        sets = []
        for word in typed:
            if len(word) < 4:
                return set()
            low, high = bisect_left(words, word[:1]), bisect_left(words, word[:1] + "\U0010ffff")
            sizes = (len(word) - 1, len(word), len(word) + 1)
            sets.append(
                {
                    number
                    for at in range(low, high)
                    if any(near(word, words[at][:size]) for size in sizes)
                    for number in owners[at]
                }
            )
        return set.intersection(*sets)

    def suggest(self, prefix: str, kind: str, limit: int) -> tuple[Suggestion, ...]:
        """Names that a prefix may mean, most quotations first."""
        found = np.array(self.matching(prefix, kind), dtype=np.int64)
        best = found[np.argsort(self.count_rank[found])][:limit] if len(found) else found
        rows = [self.counted(number) for number in best.tolist()]
        return tuple(Suggestion(r.entity.id, r.entity.name, r.entity.type, r.count) for r in rows)

    def resolve(self, field: str, name: str) -> tuple[Entity, ...]:
        """The entity of that id, or those a former one stands for; else all of that folded name or alias."""
        number = self.snapshot.entity_number.get(name)
        if number is not None:
            return (self.entities[number],)
        if name in self.snapshot.former:
            return tuple(
                self.entities[self.snapshot.entity_number[id_]] for id_ in self.snapshot.former[name].ids
            )
        kind = "" if field == "speaker" else field
        found = self._exact.get(fold(name).strip(), [])
        return tuple(self.entities[n] for n in found if of_kind(self.entities[n], kind))


def _rank(order: list[int]) -> Numbers:
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return rank
