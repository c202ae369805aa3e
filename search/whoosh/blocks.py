"""Our postings in Whoosh's blocks: the terms and postings of a segment, as its codec lays them out.

All that can be said of a field's postings at once (documents, frequencies, positions, what a block or a term
holds at most) is worked out over whole arrays; what is left for each term is to write it down.
"""

from __future__ import annotations

import itertools
import struct
import warnings
from collections.abc import Callable, Iterator
from pickle import dumps
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

with warnings.catch_warnings():  # whoosh 2.7.4 compares with `is`; harmless, and pinned
    warnings.simplefilter("ignore")
    from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3FieldWriter, W3TermInfo
    from whoosh.util.numeric import length_to_byte

from search.streams import SPAN, ZONE
from search.whoosh.invert import COUPLE, SHIFT, Array, Postings

BLOCK = 512
"""Postings in a block; Whoosh's 128 makes more blocks than is quick to write."""
ZONES = {"words": (0, ZONE), "exact": (0, ZONE), "names": (ZONE, 4 * ZONE), "title": (5 * ZONE, 6 * ZONE)}
FLUSH = 1 << 20
"""Bytes of blocks that are held before they are written."""
_LENGTH, _EXTENT = struct.Struct("!i"), struct.Struct("!qi")
_POSITIONS = [struct.pack("!I", 1) + dumps([n], 2) for n in range(ZONE)]
"""A single position in a document, as whoosh.formats.Positions.encode gives it."""


class _Listed(msgspec.Struct, frozen=True):
    """The postings of a field, term by term: a row a posting, with where terms and blocks begin, and the end.

    `first` is where a posting's positions begin among all, and the end; `sizes` are lengths as bytes.
    """

    terms: list[int]
    docs: Array
    often: Array
    sizes: Array
    positions: Array
    first: Array
    term_starts: Array
    block_starts: Array


def _listed(postings: Postings, field: str, owners: Array, kinds: Array, sizes: Array) -> _Listed:
    """The postings of a field; `owners` is the term of each key, `kinds` whether it is an exact form."""
    low, high = ZONES[field]
    places = postings.keys & np.uint32(SPAN - 1)
    chosen = (places >= low) & (places < high) & (kinds == (field == "exact"))
    keys, owners = postings.keys[chosen], owners[chosen]
    docs = (keys >> np.uint32(SHIFT)).astype(np.int64)
    first = _changes(owners, docs)
    docs, owners = docs[first[:-1]], owners[first[:-1]]
    term_starts = _changes(owners)
    counts = np.diff(term_starts)
    blocks = -(-counts // BLOCK)
    within = np.arange(blocks.sum()) - np.repeat(np.cumsum(blocks) - blocks, blocks)
    block_starts = np.append(np.repeat(term_starts[:-1], blocks) + BLOCK * within, len(docs))
    return _Listed(
        terms=owners[term_starts[:-1]].tolist(), docs=docs, often=np.diff(first), sizes=sizes[docs],
        positions=places[chosen], first=first, term_starts=term_starts, block_starts=block_starts,
    )  # fmt: skip


def _changes(*columns: Array) -> npt.NDArray[np.int64]:
    """Where each run of equal rows begins, and where the last one ends."""
    count = len(columns[0])
    if not count:
        return np.zeros(1, dtype=np.int64)
    new = np.zeros(count, dtype=np.bool_)
    new[0] = True
    for column in columns:
        new[1:] |= column[1:] != column[:-1]
    return np.append(np.flatnonzero(new), count)


class Fields(W3FieldWriter):  # type: ignore[misc]
    """Whoosh's writer of terms and postings, given whole arrays instead of one posting at a time."""

    def write(self, schema: Any, postings: Postings, lengths: Array) -> None:
        """Write all fields, and close."""
        owners = np.arange(len(postings.terms)).repeat(np.diff(postings.key_ends))
        kind = {"=": 1, COUPLE: 2}
        kinds = np.array([kind.get(term[:1], 0) for term in postings.terms] or [0], dtype=np.int8)[owners]
        sizes = np.array([length_to_byte(int(n)) for n in lengths.tolist()], dtype=np.int64)
        for field in ZONES:
            self.start_field(field, schema[field])
            self._terms(postings.terms, field, _listed(postings, field, owners, kinds, sizes))
            self.finish_field()
        self.close()

    def _terms(self, names: list[str], field: str, listed: _Listed) -> None:
        """Every term with its blocks."""
        if not listed.terms:
            return
        counts = np.diff(np.searchsorted(listed.block_starts, listed.term_starts))
        blocks, extents = self._blocks(listed), []
        held, at = bytearray(), self._postfile.tell()
        for count in counts.tolist():
            start = at + len(held)
            held += WHOOSH3_HEADER_MAGIC
            for left in range(count - 1, -1, -1):
                block = next(blocks)
                held += _LENGTH.pack(len(block) if left else -len(block))
                held += block
            extents.append((start, at + len(held) - start))
            if len(held) > FLUSH:
                self._postfile.write(bytes(held))
                held, at = bytearray(), self._postfile.tell()
        self._postfile.write(bytes(held))
        self._table(names, field, listed, extents)

    def _blocks(self, listed: _Listed) -> Iterator[bytes]:
        """Every block: what is said of it, then documents, weights and values."""
        starts, docs = listed.block_starts[:-1], listed.docs
        steps = np.diff(docs, prepend=0)
        steps[starts] = docs[starts]  # a block's first document is written whole, the next as steps
        ids, weights = steps.tolist(), listed.often.astype(float).tolist()
        values = self._values(listed)
        most, low, high = _of_runs(listed, listed.block_starts)
        last = docs[listed.block_starts[1:] - 1].tolist()
        ends = listed.block_starts[1:].tolist()
        for n, (start, end) in enumerate(zip(starts.tolist(), ends, strict=True)):
            info = dumps((end - start, last[n], float(most[n]), 0, low[n], high[n]), 2)
            own = None if most[n] == 1 else tuple(weights[start:end])
            yield info + dumps((tuple(ids[start:end]), own, values(start, end)), 2)

    def _values(self, listed: _Listed) -> Callable[[int, int], Any]:
        """What gives the values of the postings from one row to another: frequencies, or positions."""
        if self._format.fixed_value_size() == 4:
            packed = listed.often.astype(">u4").tobytes()
            return lambda start, end: packed[4 * start : 4 * end]
        first, positions = listed.first.tolist(), listed.positions.tolist()
        encoded = [
            _POSITIONS[positions[a]] if b == a + 1 else _positions(positions[a:b])
            for a, b in itertools.pairwise(first)
        ]
        return lambda start, end: tuple(encoded[start:end])

    def _table(self, names: list[str], field: str, listed: _Listed, extents: list[tuple[int, int]]) -> None:
        """What is said of every term, and where its blocks are."""
        bounds = listed.term_starts
        most, low, high = _of_runs(listed, bounds)
        often = np.add.reduceat(listed.often, bounds[:-1]).tolist()
        first, last = listed.docs[bounds[:-1]].tolist(), listed.docs[bounds[1:] - 1].tolist()
        counts = np.diff(bounds).tolist()
        head = struct.pack("!H", self._fieldid)
        for n, term in enumerate(listed.terms):
            name = names[term][1:] if field == "exact" else names[term]
            self._tindex.add(
                head + name.encode(),
                W3TermInfo._struct.pack(0, often[n], counts[n], low[n], high[n], most[n], first[n], last[n])
                + _EXTENT.pack(*extents[n]),
            )


def _of_runs(listed: _Listed, bounds: Array) -> tuple[list[int], list[int], list[int]]:
    """Of each run of postings the highest frequency, the least size and the largest."""
    starts = bounds[:-1]
    return (
        np.maximum.reduceat(listed.often, starts).tolist(),
        np.minimum.reduceat(listed.sizes, starts).tolist(),
        np.maximum.reduceat(listed.sizes, starts).tolist(),
    )


def _positions(found: list[int]) -> bytes:
    """As whoosh.formats.Positions.encode."""
    deltas = [b - a for a, b in zip([0, *found], found, strict=False)]
    return struct.pack("!I", len(deltas)) + dumps(deltas, 2)
