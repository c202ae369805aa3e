"""A Query evaluated over a snapshot: which documents match.

In whole sorted arrays of document numbers, over all segments at once; nothing is decoded one by one. How
well they answer is `rank`'s.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import reduce
from threading import Lock

import numpy as np

from search.query import And, Everything, Field, Node, Not, Or, Term
from search.streams import DEFAULT, zone_of
from search.whoosh import leaves
from search.whoosh.budget import Budget
from search.whoosh.leaves import Form, Leaf, Zone
from search.whoosh.segment import Array
from search.whoosh.sets import among, united
from search.whoosh.snapshot import Numbers, Snapshot

CACHE_BYTES = 16 << 20
LARGEST = 1 << 20
"""Bytes of a word that is remembered: a longer list is read anew sooner than it is worth the room."""


class Executor:
    """Evaluates nodes over one snapshot. Safe from many threads: all it keeps is a bounded cache."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._cache: OrderedDict[tuple[Leaf, Zone], list[Form]] = OrderedDict()
        self._held = 0
        self._lock = Lock()

    def forget(self) -> None:
        """Empty the cache."""
        with self._lock:
            self._cache.clear()
            self._held = 0

    def documents(self, node: Node, budget: Budget) -> Numbers:
        """The numbers of the documents that match, sorted, deleted ones among them."""
        return self.matching(node, DEFAULT, budget).astype(np.int64)

    def matching(self, node: Node, zone: Zone, budget: Budget) -> Array:
        """The same, looked for in a zone."""
        budget.check()
        size = self.snapshot.count
        match node:
            case Everything():
                return np.arange(size, dtype=np.uint32)
            case And(nodes):
                return self._all(nodes, zone, budget)
            case Or(nodes):
                return united([self.matching(n, zone, budget) for n in dict.fromkeys(nodes)], size)
            case Not(kept, but):
                left = self.matching(kept, zone, budget)
                return left[~among(left, self.matching(but, zone, budget), size)] if len(left) else left
            case Field(name, inner):
                return self.matching(inner, zone_of(name), budget)
            case _:
                return united([form.docs for form in self.forms(node, zone, budget)], size)

    def _all(self, nodes: tuple[Node, ...], zone: Zone, budget: Budget) -> Array:
        found = []
        for node in dict.fromkeys(nodes):
            found.append(self.matching(node, zone, budget))
            if not len(found[-1]):
                return found[-1]
        size = self.snapshot.count
        return reduce(lambda left, right: left[among(left, right, size)], sorted(found, key=len))

    def forms(self, leaf: Leaf, zone: Zone, budget: Budget) -> list[Form]:
        """The forms of a leaf, remembered: a search asks for them to find and to score."""
        key, snapshot = (leaf, zone), self.snapshot
        with self._lock:
            if key in self._cache:
                self._cache.move_to_end(key)
                return self._cache[key]
        found = leaves.forms(snapshot.segments, snapshot.bases, leaf, zone, budget.check)
        size = _bytes(found)
        with self._lock:
            if key not in self._cache and (size <= LARGEST or not isinstance(leaf, Term)):
                self._cache[key] = found
                self._held += size
            while self._held > CACHE_BYTES:
                self._held -= _bytes(self._cache.popitem(last=False)[1])
        return found


def _bytes(found: list[Form]) -> int:
    """Memory that forms hold."""
    return 500 + sum(form.docs.nbytes + form.weights.nbytes for form in found)
