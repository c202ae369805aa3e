"""A Query evaluated over a snapshot: which documents, and how well they answer.

Segment by segment, in whole sorted arrays of document numbers; nothing is decoded document by
document. A form's documents are views of the mapped file.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from functools import reduce
from threading import Lock

import numpy as np
import numpy.typing as npt

from search.query import And, Everything, Field, Node, Not, Or
from search.scoring import bm25, idf
from search.streams import DEFAULT, zone_of
from search.whoosh.budget import Budget
from search.whoosh.leaves import Form, Leaf, Zone
from search.whoosh.leaves import forms as forms_of
from search.whoosh.segment import Array
from search.whoosh.snapshot import Numbers, Snapshot

CACHE_BYTES = 32 << 20


class Executor:
    """Evaluates nodes over one snapshot. Safe from many threads: all it keeps is a bounded cache."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._cache: OrderedDict[tuple[int, Leaf, Zone], list[Form]] = OrderedDict()
        self._held = 0
        self._lock = Lock()

    def forget(self) -> None:
        """Empty the cache."""
        with self._lock:
            self._cache.clear()
            self._held = 0

    def documents(self, node: Node, budget: Budget) -> Numbers:
        """The numbers of the documents that match, sorted, deleted ones among them."""
        if isinstance(node, Everything):
            return np.arange(self.snapshot.count, dtype=np.int64)
        found = [
            self.in_segment(node, at, DEFAULT, budget).astype(np.int64) + base
            for at, base in enumerate(self.snapshot.bases[:-1])
        ]
        return np.concatenate(found) if found else np.empty(0, dtype=np.int64)

    def in_segment(self, node: Node, at: int, zone: Zone, budget: Budget) -> Array:
        """The documents of one segment that match, by its own numbers."""
        budget.check()
        match node:
            case Everything():
                return np.arange(self.snapshot.segments[at].count, dtype=np.uint32)
            case And(nodes):
                return self._all(nodes, at, zone, budget)
            case Or(nodes):
                return _union(
                    [self.in_segment(n, at, zone, budget) for n in dict.fromkeys(nodes)], self._size(at)
                )
            case Not(kept, but):
                left = self.in_segment(kept, at, zone, budget)
                return _without(left, self.in_segment(but, at, zone, budget), self._size(at))
            case Field(name, inner):
                return self.in_segment(inner, at, zone_of(name), budget)
            case _:
                found = self.forms(at, node, zone)
                return found[0].docs if len(found) == 1 else _union([f.docs for f in found], self._size(at))

    def _size(self, at: int) -> int:
        return self.snapshot.segments[at].count

    def _all(self, nodes: tuple[Node, ...], at: int, zone: Zone, budget: Budget) -> Array:
        found = []
        for node in dict.fromkeys(nodes):
            found.append(self.in_segment(node, at, zone, budget))
            if not len(found[-1]):
                return found[-1]
        size = self._size(at)
        return reduce(lambda left, right: left[_among(left, right, size)], sorted(found, key=len))

    def forms(self, at: int, leaf: Leaf, zone: Zone) -> list[Form]:
        """The forms of a leaf in a segment, remembered: a search asks for them to find and to score."""
        key = (at, leaf, zone)
        with self._lock:
            if key in self._cache:
                self._cache.move_to_end(key)
                return self._cache[key]
        found = forms_of(self.snapshot.segments[at], leaf, zone)
        with self._lock:
            self._cache[key] = found
            self._held += _bytes(found)
            while self._held > CACHE_BYTES:
                self._held -= _bytes(self._cache.popitem(last=False)[1])
        return found

    # --- scores -----------------------------------------------------------------------------------

    def scores(self, node: Node, found: Numbers, budget: Budget) -> npt.NDArray[np.float32]:
        """How well each of the documents found, in increasing order, answers."""
        total = np.zeros(len(found), dtype=np.float32)
        cuts = np.searchsorted(found, self.snapshot.bases)
        weights = {leaf: self._weights(*leaf) for leaf in _leaves(node, DEFAULT)}
        for at, base in enumerate(self.snapshot.bases[:-1]):
            start, end = cuts[at], cuts[at + 1]
            if start < end:
                scorer = _Scorer(self, at, weights, found[start:end] - base, budget)
                total[start:end] = scorer.score(node, DEFAULT, matched=True)
        return total

    def _weights(self, leaf: Leaf, zone: Zone) -> list[float]:
        """The idf of each form of a leaf, over all segments."""
        counts = [
            [len(f.docs) for f in self.forms(at, leaf, zone)] for at in range(len(self.snapshot.segments))
        ]
        return [idf(self.snapshot.count, sum(form)) for form in zip(*counts, strict=True)]


class _Scorer:
    """Scores of documents of one segment (`own`, in increasing order)."""

    def __init__(
        self, executor: Executor, at: int, weights: Mapping[tuple[Leaf, Zone], list[float]], own: Numbers,
        budget: Budget,
    ) -> None:  # fmt: skip
        self.executor, self.at, self.weights, self.own, self.budget = executor, at, weights, own, budget
        self.lengths = executor.snapshot.segments[at].lengths
        self._known: dict[tuple[Leaf, Zone], Array] = {}

    def score(self, node: Node, zone: Zone, *, matched: bool) -> Array:
        """The sum of the parts that each document matches; `matched` when all are known to match `node`."""
        self.budget.check()
        match node:
            case Everything():
                return np.zeros(len(self.own), dtype=np.float64)
            case Field(name, inner):
                return self.score(inner, zone_of(name), matched=matched)
            case And(nodes):
                total = self._sum(nodes, zone, matched=matched)
                return total if matched else self._where(node, zone, total)
            case Or(nodes):
                return self._sum(nodes, zone, matched=False)
            case Not(kept, _):
                total = self.score(kept, zone, matched=matched)
                return total if matched else self._where(node, zone, total)
            case _:
                if (node, zone) not in self._known:
                    self._known[node, zone] = self._leaf(node, zone)
                return self._known[node, zone]

    def _sum(self, nodes: tuple[Node, ...], zone: Zone, *, matched: bool) -> Array:
        total = np.zeros(len(self.own), dtype=np.float64)
        for node in nodes:
            total += self.score(node, zone, matched=matched)
        return total

    def _where(self, node: Node, zone: Zone, scores: Array) -> Array:
        """The scores of the documents that match, 0 of the others."""
        found = self.executor.in_segment(node, self.at, zone, self.budget)
        return np.where(_among(self.own, found, len(self.lengths)), scores, 0.0)

    def _leaf(self, leaf: Leaf, zone: Zone) -> Array:
        own, lengths = self.own, self.lengths
        best = np.zeros(len(own), dtype=np.float64)
        forms_ = self.executor.forms(self.at, leaf, zone)
        for form, weight in zip(forms_, self.weights[leaf, zone], strict=True):
            if not len(form.docs):
                continue
            rows, places = _places(own, form.docs, len(lengths))
            if rows is not None and not len(rows):
                continue
            frequency = (form.weights if places is None else form.weights[places]).astype(np.float64) / 10
            length = lengths[own if rows is None else own[rows]].astype(np.float64)
            score = bm25(weight, frequency, length, self.executor.snapshot.mean)
            if rows is None:
                np.maximum(best, score, out=best)
            else:
                best[rows] = np.maximum(best[rows], score)
        return best


def _leaves(node: Node, zone: Zone) -> list[tuple[Leaf, Zone]]:
    """The leaves that score, with the zone each is looked for in, from left to right."""
    match node:
        case Everything():
            return []
        case And(nodes) | Or(nodes):
            return [leaf for each in nodes for leaf in _leaves(each, zone)]
        case Not(kept, _):
            return _leaves(kept, zone)
        case Field(name, inner):
            return _leaves(inner, zone_of(name))
        case _:
            return [(node, zone)]


def _places(own: Numbers, docs: Array, size: int) -> tuple[Array | None, Array | None]:
    """Which rows of `own` stand in a sorted list, and where there; None for all of them, in order."""
    if len(own) == len(docs) and own[0] == docs[0] and own[-1] == docs[-1] and np.array_equal(own, docs):
        return None, None
    if 8 * len(own) < len(docs):
        at = np.searchsorted(docs, own.astype(docs.dtype))
        at[at == len(docs)] = 0
        rows = np.flatnonzero(docs[at] == own)
        return rows, at[rows]
    there = np.zeros(size, dtype=np.bool_)
    there[docs] = True
    rows = np.flatnonzero(there[own])
    if len(rows) == len(docs):
        return rows, None
    there[:] = False
    there[own[rows]] = True
    return rows, np.flatnonzero(there[docs])


def _union(parts: list[Array], size: int) -> Array:
    """What is in any of the sorted arrays."""
    parts = [part for part in parts if len(part)]
    if len(parts) < 2:
        return parts[0] if parts else np.empty(0, dtype=np.uint32)
    if 32 * sum(map(len, parts)) < size:
        both = np.sort(np.concatenate(parts), kind="stable")
        return np.asarray(both[np.concatenate([[True], both[1:] != both[:-1]])])
    there = np.zeros(size, dtype=np.bool_)
    for part in parts:
        there[part] = True
    return np.flatnonzero(there).astype(np.uint32)


FEW = 500
"""Documents up to which a search in the other list is quicker than a table of all documents."""


def _among(left: Array, right: Array, size: int) -> npt.NDArray[np.bool_]:
    """Which of the documents of one sorted array are in another."""
    if not len(right):
        return np.zeros(len(left), dtype=np.bool_)
    if len(left) <= FEW:
        at = np.searchsorted(right, left)
        at[at == len(right)] = 0
        return np.asarray(right[at] == left)
    there = np.zeros(size, dtype=np.bool_)
    there[right] = True
    return there[left]


def _without(left: Array, right: Array, size: int) -> Array:
    return left[~_among(left, right, size)] if len(left) else left


def _bytes(found: list[Form]) -> int:
    """Memory of our own that forms hold; views of the mapped file cost nothing."""
    return 500 + sum(a.nbytes for form in found for a in (form.docs, form.weights) if a.flags.writeable)
