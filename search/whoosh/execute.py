"""A Query evaluated over a snapshot's arrays: which documents, and how well they answer.

Everything is whole arrays of document numbers, sorted; nothing is decoded document by document. BM25
with k1 = 1.2, b = 0.75 (Robertson and Zaragoza 2009); words in names and titles weigh less.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from functools import reduce

import numpy as np
import numpy.typing as npt

from corpus.errors import DeadlineExceeded, QueryError
from search.analysis import fold, stems
from search.highlight import near
from search.query import MAX_FORMS, And, Everything, Field, Fuzzy, Node, Not, Or, Phrase, Prefix, Term
from search.streams import DEFAULT, NAME_WEIGHT, SPAN, TITLE_WEIGHT, ZONE, zone_of
from search.whoosh.snapshot import Snapshot

Documents = npt.NDArray[np.int64]
K1 = 1.2
CACHE_BYTES = 64 << 20


class Executor:
    """Evaluates nodes over one snapshot. Safe from many threads: all it keeps is a bounded cache."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._cache: OrderedDict[tuple[str, ...], npt.NDArray[np.int64]] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def documents(self, node: Node, deadline: float, zone: tuple[int, int] = DEFAULT) -> Documents:
        """The numbers of the documents that match, sorted, deleted ones among them."""
        if time.monotonic() > deadline:
            raise DeadlineExceeded("the search took too long; ask for fewer or rarer words")
        match node:
            case Everything():
                return np.arange(self.snapshot.count, dtype=np.int64)
            case And(nodes):
                found = sorted((self.documents(n, deadline, zone) for n in nodes), key=len)
                return reduce(_both, found)
            case Or(nodes):
                return np.unique(np.concatenate([self.documents(n, deadline, zone) for n in nodes]))
            case Not(kept, but):
                left = self.documents(kept, deadline, zone)
                return np.setdiff1d(left, self.documents(but, deadline, zone), assume_unique=True)
            case Field(name, inner):
                return self.documents(inner, deadline, zone_of(name))
            case _:
                return _distinct(_within(self.keys(node), zone))

    def keys(self, node: Term | Phrase | Prefix | Fuzzy) -> npt.NDArray[np.int64]:
        """Where a leaf of the query stands: sorted keys document·2¹⁵ + position, in any zone."""
        match node:
            case Term(word):
                return self._any_of(stems(word) or ("=" + fold(word),))
            case Prefix(stem):
                return self._prefixed(stem)
            case Fuzzy(word):
                return self._any_of(tuple(sorted(self._near(word))))
            case Phrase(words, 0):
                return self._phrase([fold(word) for word in words])
            case Phrase(words, slop, ordered):
                return self._close([self._any_of(stems(w) or ("=" + fold(w),)) for w in words], slop, ordered)

    def scores(self, node: Node, found: Documents) -> npt.NDArray[np.float32]:
        """How well each of the found documents answers."""
        dense = np.zeros(self.snapshot.count, dtype=np.float32)
        self._score(node, dense, DEFAULT)
        return dense[found]

    def _score(self, node: Node, dense: npt.NDArray[np.float32], zone: tuple[int, int]) -> None:
        match node:
            case Everything():
                return
            case And(nodes) | Or(nodes):
                for each in nodes:
                    self._score(each, dense, zone)
            case Not(kept, _):
                self._score(kept, dense, zone)
            case Field(name, inner):
                self._score(inner, dense, zone_of(name))
            case _:
                self._score_leaf(self.keys(node), dense, zone)

    def _score_leaf(
        self, keys: npt.NDArray[np.int64], dense: npt.NDArray[np.float32], zone: tuple[int, int]
    ) -> None:
        if not len(keys):
            return
        documents, positions = keys // SPAN, keys % SPAN
        weights = np.where(positions < ZONE, 1.0, NAME_WEIGHT)
        weights[positions >= zone_of("source")[0]] = 0.0
        weights[positions >= zone_of("title")[0]] = TITLE_WEIGHT
        if zone != DEFAULT:
            weights = np.where((positions >= zone[0]) & (positions < zone[1]), 1.0, 0.0)
        starts = np.flatnonzero(np.diff(documents, prepend=-1))
        who = documents[starts]
        frequency = np.add.reduceat(weights, starts)
        count = self.snapshot.count
        idf = np.log1p((count - len(who) + 0.5) / (len(who) + 0.5))
        norm = self.snapshot.norms[who]
        dense[who] += (idf * frequency * (K1 + 1) / (frequency + K1 * norm)).astype(np.float32)

    def _any_of(self, terms: tuple[str, ...]) -> npt.NDArray[np.int64]:
        with self._lock:
            cached = self._cache.get(terms)
            if cached is not None:
                self._cache.move_to_end(terms)
                return cached
        parts = [keys for term in terms if len(keys := self.snapshot.keys(term))]
        if not parts:
            return np.empty(0, np.int64)
        found = parts[0] if len(parts) == 1 else np.unique(np.concatenate(parts))
        if len(parts) > 1 or len(self.snapshot.segments) > 1:
            self._keep(terms, found)
        return found

    def _keep(self, terms: tuple[str, ...], found: npt.NDArray[np.int64]) -> None:
        with self._lock:
            self._cache[terms] = found
            self._size += found.nbytes
            while self._size > CACHE_BYTES:
                _, old = self._cache.popitem(last=False)
                self._size -= old.nbytes

    def _prefixed(self, stem: str) -> npt.NDArray[np.int64]:
        parts, forms = [], 0
        for base, segment in zip(self.snapshot.bases, self.snapshot.segments, strict=False):
            low, high = segment.prefixed("=" + stem)
            forms = max(forms, high - low)
            if high > low:
                parts.append(segment.postings[segment.offsets[low] : segment.offsets[high]] + base * SPAN)
        if forms > MAX_FORMS:
            raise QueryError(
                f"{stem}* stands for {forms} words; at most {MAX_FORMS}: write more letters",
                0, "too_many_forms", {"limit": str(MAX_FORMS), "value": stem},
            )  # fmt: skip
        return np.unique(np.concatenate(parts)) if parts else np.empty(0, np.int64)

    def _near(self, word: str) -> set[str]:
        found = set()
        for segment in self.snapshot.segments:
            low, high = segment.prefixed("=" + word[:1])
            found.update(term for term in segment.terms[low:high] if near(word, term[1:]))
        return found

    def _phrase(self, words: list[str]) -> npt.NDArray[np.int64]:
        lists = [self._any_of(("=" + word,)) - offset for offset, word in enumerate(words)]
        if any(not len(keys) for keys in lists):
            return np.empty(0, np.int64)
        return reduce(_both, sorted((np.asarray(keys) for keys in lists), key=len))

    def _close(self, lists: list[npt.NDArray[np.int64]], slop: int, ordered: bool) -> npt.NDArray[np.int64]:
        """Keys of the first word of each window that holds all words with `slop` others at most."""
        if any(not len(keys) for keys in lists):
            return np.empty(0, np.int64)
        reach = slop + len(lists) - 1
        current = lists[0]
        if ordered:
            ends = current
            for keys in lists[1:]:
                at = np.searchsorted(keys, ends, side="right")
                inside = at < len(keys)
                current, ends = current[inside], keys[at[inside]]
                ok = (ends - current <= reach) & (ends // SPAN == current // SPAN)
                current, ends = current[ok], ends[ok]
            return current
        starts = np.unique(np.concatenate(lists))
        for keys in lists:  # the window begins at a word of the query and reaches every other one
            at = np.minimum(np.searchsorted(keys, starts), len(keys) - 1)
            starts = starts[
                (keys[at] >= starts) & (keys[at] - starts <= reach) & (keys[at] // SPAN == starts // SPAN)
            ]
        return starts


def _both(left: npt.NDArray[np.int64], right: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """What is in both sorted arrays; the shorter one is looked up in the longer."""
    if len(left) > len(right):
        left, right = right, left
    if not len(left) or not len(right):
        return left[:0]
    at = np.searchsorted(right, left)
    at[at == len(right)] = len(right) - 1
    return left[right[at] == left]


def _within(keys: npt.NDArray[np.int64], zone: tuple[int, int]) -> npt.NDArray[np.int64]:
    positions = keys & (SPAN - 1)
    return keys[(positions >= zone[0]) & (positions < zone[1])]


def _distinct(keys: npt.NDArray[np.int64]) -> Documents:
    documents = keys // SPAN
    if not len(documents):
        return documents
    return documents[np.flatnonzero(np.diff(documents, prepend=-1))]
