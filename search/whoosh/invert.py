"""From documents to postings, as arrays: each distinct word is analysed once, the rest is sorting.

`Postings` are what a segment keeps of its words. Term by term, in sorted order: the keys
document·2¹⁵ + position in all fields (`keys`), and the documents that words typed alone find, with
their weight in tenths of a word said (`docs`, `weights`). Adjacent words that are both `common` are
terms too.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from search.analysis import scan
from search.scoring import WEIGHTS, stored_length
from search.streams import DEFAULT, ROOM, SPAN, ZONE, fields
from search.values import QuoteDocument
from search.whoosh.sets import run_starts

Array = npt.NDArray[Any]
SHIFT = SPAN.bit_length() - 1
LIMIT = 1 << (32 - SHIFT)
"""Documents that a segment may number: a key is 32 bits."""


class Postings(msgspec.Struct, frozen=True, kw_only=True):
    """The words of a segment. `key_ends[n]` and `doc_ends[n]` are where those of term `n` begin."""

    terms: list[str]
    key_ends: Array
    keys: Array
    doc_ends: Array
    docs: Array
    weights: Array
    common: list[str]


class _Vocabulary:
    """Surfaces seen so far, with the terms they are indexed under."""

    def __init__(self) -> None:
        self.surface: dict[str, int] = {}
        self.term: dict[str, int] = {}
        self.exact = array("i")
        self.first = array("i")
        self.second = array("i")

    def number(self, surface: str, exact: str, stems: Sequence[str]) -> int:
        """The number of a surface, new or known."""
        self.surface[surface] = found = len(self.exact)
        self.exact.append(self._term("=" + exact))
        self.first.append(self._term(stems[0]) if stems else -1)
        self.second.append(self._term(stems[1]) if len(stems) > 1 else -1)
        return found

    def _term(self, term: str) -> int:
        return self.term.setdefault(term, len(self.term))


def invert(documents: Iterable[QuoteDocument]) -> tuple[Postings, npt.NDArray[np.int32]]:
    """The postings of some documents, numbered from 0, and how many words each says (stored lengths)."""
    vocabulary = _Vocabulary()
    surfaces, keys, lengths = array("I"), array("I"), array("i")
    known: dict[str, tuple[array[int], list[int]]] = {}
    for number, document in enumerate(documents):
        base = number << SHIFT
        for start, text in fields(document):
            if not text:
                found: tuple[array[int], list[int]] = (array("I"), [])
            elif start == 0:
                found = _words(text, vocabulary)
            elif text in known:
                found = known[text]
            else:
                found = known[text] = _words(text, vocabulary)
            surfaces.extend(found[0])
            at = base + start
            keys.extend([at + position for position in found[1]])
            if start == 0:
                lengths.append(stored_length(len(found[0])))
    postings = _sorted(vocabulary, np.array(surfaces, np.uint32), np.array(keys, np.uint32))
    return postings, np.array(lengths, dtype=np.int32)


def _words(text: str, vocabulary: _Vocabulary) -> tuple[array[int], list[int]]:
    surfaces, positions = array("I"), []
    known = vocabulary.surface
    for word, position in scan(text):
        if position >= ROOM:
            break
        number = known.get(word.surface)
        if number is None:
            number = vocabulary.number(word.surface, word.exact, word.stems)
        surfaces.append(number)
        positions.append(position)
    return surfaces, positions


def _sorted(vocabulary: _Vocabulary, surfaces: Array, keys: Array) -> Postings:
    terms = sorted(vocabulary.term, key=str.encode)
    rank = np.empty(len(terms) + 1, dtype=np.int64)
    rank[[vocabulary.term[term] for term in terms]] = np.arange(len(terms))
    parts = []
    for of_surface in (vocabulary.exact, vocabulary.first, vocabulary.second):
        numbers = np.array(of_surface, np.int32)[surfaces]
        here = numbers >= 0
        parts.append(rank[numbers[here]].astype(np.uint64) << np.uint64(32) | keys[here].astype(np.uint64))
    return gather(terms, np.concatenate(parts) if parts else np.empty(0, np.uint64))


def gather(terms: list[str], pairs: npt.NDArray[np.uint64]) -> Postings:
    """Postings from pairs term·2³² + key, in any order, repeated or not; `terms` are sorted."""
    pairs = _distinct(np.sort(pairs))
    common = common_words(terms, np.diff(np.searchsorted(pairs, _bounds(len(terms)))))
    words = [terms[n][1:] for n in common]
    terms, pairs = _with_couples(terms, pairs, common)
    keys = (pairs & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    zones = (keys & np.uint32(SPAN - 1)) >> np.uint32(ZONE.bit_length() - 1)
    tenths = np.array(WEIGHTS, dtype=np.uint16)[zones]
    starts = run_starts(pairs >> np.uint64(SHIFT))
    if len(starts):
        found = np.logical_or.reduceat(zones < DEFAULT[1] // ZONE, starts)
        weights = np.add.reduceat(tenths, starts)[found]
        heads = pairs[starts[found]]
    else:
        weights, heads = tenths, pairs
    bounds = _bounds(len(terms))
    return Postings(
        terms=terms,
        key_ends=np.searchsorted(pairs, bounds).astype(np.uint32),
        keys=keys,
        doc_ends=np.searchsorted(heads, bounds).astype(np.uint32),
        docs=((heads & np.uint64(0xFFFFFFFF)) >> np.uint64(SHIFT)).astype(np.uint32),
        weights=weights.astype(np.uint16),
        common=words,
    )


COMMON = 128
"""Exact forms, the most frequent of a segment, whose couples are indexed too."""
COUPLE = "~"
"""What a couple of adjacent common words begins with, as a term: `~de la`."""


def _with_couples(
    terms: list[str], pairs: npt.NDArray[np.uint64], common: list[int]
) -> tuple[list[str], npt.NDArray[np.uint64]]:
    """Terms and pairs with those of adjacent common words, so that no phrase joins two long lists.

    « n'est pas » stands for a hundred thousand « est » and as many « pas »; their couple is looked up.
    """
    if not common:
        return terms, pairs
    numbers = (pairs >> np.uint64(32)).astype(np.int64)
    rank = np.full(len(terms), -1, dtype=np.int64)
    rank[common] = np.arange(len(common))
    own = rank[numbers]
    chosen = np.flatnonzero(own >= 0)
    keys = (pairs[chosen] & np.uint64(0xFFFFFFFF)).astype(np.int64)
    order = np.argsort(keys, kind="stable")
    keys, who = keys[order], own[chosen][order]
    first = np.flatnonzero(np.diff(keys) == 1)
    couples = who[first] * len(common) + who[first + 1]
    there, place = np.unique(couples, return_inverse=True)
    names = [
        f"{COUPLE}{terms[common[c // len(common)]][1:]} {terms[common[c % len(common)]][1:]}"
        for c in there.tolist()
    ]
    in_order = sorted(range(len(names)), key=lambda n: names[n].encode())
    number = np.empty(len(names), dtype=np.int64)
    number[in_order] = np.arange(len(names)) + len(terms)
    new = number[place].astype(np.uint64) << np.uint64(32) | keys[first].astype(np.uint64)
    return [*terms, *(names[n] for n in in_order)], np.concatenate([pairs, np.sort(new)])


def common_words(terms: list[str], sizes: Array) -> list[int]:
    """The numbers of the most frequent exact forms; hyphenated ones, whose end is not the next word, out."""
    exact = np.array([term[:1] == "=" and "-" not in term for term in terms] or [False], dtype=np.bool_)
    numbers = np.flatnonzero(exact)
    largest = numbers[np.argsort(-sizes[numbers], kind="stable")[:COMMON]] if len(numbers) else numbers
    return sorted(int(n) for n in largest)


def _bounds(count: int) -> npt.NDArray[np.uint64]:
    return np.arange(count + 1, dtype=np.uint64) << np.uint64(32)


def _distinct(pairs: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    return pairs[run_starts(pairs)]
