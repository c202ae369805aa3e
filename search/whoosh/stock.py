"""Whoosh's own index of the words, written from our arrays through its codec: its schema, its segments.

The analysis and the sorting are done once, in `invert`; here the postings go into Whoosh's blocks, a
whole block at a time. What comes out is a plain Whoosh index: `whoosh.index.open_dir` reads it, its
searcher answers over it, and is the oracle of the scores in the tests. Fields: `words` (stems),
`exact` (forms as printed, folded, with positions), `names` (stems of speaker, role, organisation),
`title` (stems).
"""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from pickle import dumps
from typing import Any

import numpy as np

with warnings.catch_warnings():  # whoosh 2.7.4 compares with `is`; harmless, and pinned
    warnings.simplefilter("ignore")
    from whoosh import analysis, fields, index
    from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec, W3FieldWriter, W3TermInfo
    from whoosh.util.numeric import length_to_byte

from search.analysis import tokens
from search.streams import SPAN, ZONE
from search.whoosh.invert import COUPLE, SHIFT, Array, Postings
from search.whoosh.storage import DurableStorage

BLOCK = 512
"""Postings in a block; Whoosh's 128 makes more blocks than is quick to write."""
ZONES = {"words": (0, ZONE), "exact": (0, ZONE), "names": (ZONE, 4 * ZONE), "title": (5 * ZONE, 6 * ZONE)}


class Words(analysis.Tokenizer):  # type: ignore[misc]
    """Whoosh tokens from our analysis: stems, or exact forms."""

    def __init__(self, exact: bool) -> None:
        self.exact = exact

    def __call__(self, value: str, **_: Any) -> Iterator[Any]:
        """The tokens of a text."""
        token = analysis.Token(positions=True, chars=True)
        for found in tokens(value):
            for text in (found.exact,) if self.exact else found.stems:
                token.text, token.pos = text, found.position
                token.startchar, token.endchar = found.start, found.end
                token.boost, token.stopped = 1.0, False
                yield token


SCHEMA = fields.Schema(
    words=fields.TEXT(analyzer=Words(False), phrase=False),
    exact=fields.TEXT(analyzer=Words(True), phrase=True),
    names=fields.TEXT(analyzer=Words(False), phrase=False),
    title=fields.TEXT(analyzer=Words(False), phrase=False),
)


def create(folder: Path) -> None:
    """Make an empty Whoosh index; the folder must be empty."""
    DurableStorage(str(folder)).create_index(SCHEMA)


class StockIndex:
    """The Whoosh index in a folder, as its one writer sees it; segments are known by our names."""

    def __init__(self, folder: Path, generation: int) -> None:
        self.folder = folder
        self.storage = DurableStorage(str(folder))
        self.toc = index.TOC.read(self.storage, "MAIN", gen=generation)

    @property
    def generation(self) -> int:
        """That of Whoosh's table of contents."""
        return int(self.toc.generation)

    def add(self, name: str, postings: Postings, lengths: Array) -> Any:
        """Write a segment; not part of the index before `commit`."""
        codec = W3Codec(blocklimit=BLOCK, compression=0)
        segment = codec.new_segment(self.storage, "MAIN")
        segment.segid = name
        segment.set_doc_count(len(lengths))
        by_document = codec.per_document_writer(self.storage, segment)
        for number, length in enumerate(lengths.tolist()):
            by_document.start_doc(number)
            for field in ("words", "exact"):
                by_document.add_field(field, SCHEMA[field], None, length)
            by_document.finish_doc()
        _Fields(codec, self.storage, segment).write(postings, lengths)
        by_document.close()
        segment.create_compound_file(self.storage)
        return segment

    def commit(self, names: Sequence[str], new: Sequence[Any], deleted: dict[str, Array]) -> list[Path]:
        """Make the index of the segments `names`, `new` ones among them; the files it is made of."""
        known = {segment.segid: segment for segment in (*self.toc.segments, *new)}
        segments = [known[name] for name in names if name in known]
        for segment in segments:
            segment._deleted = set(deleted[segment.segid].tolist()) or None
        generation = self.toc.generation + 1
        self.toc = index.TOC(SCHEMA, segments, generation)
        self.toc.write(self.storage, "MAIN")
        files = [self.folder / segment.make_filename(".seg") for segment in segments]
        return [*files, self.folder / index.TOC._filename("MAIN", generation)]


def deletions(
    names: Sequence[str], counts: dict[str, int], new: Sequence[Any], deleted: Array
) -> dict[str, Array]:
    """The deleted documents of each segment, by its own numbers."""
    sizes = {**counts, **{segment.segid: segment.doc_count_all() for segment in new}}
    found, base = {}, 0
    for name in names:
        found[name] = np.flatnonzero(deleted[base : base + sizes[name]])
        base += sizes[name]
    return found


class _Fields(W3FieldWriter):  # type: ignore[misc]
    """Whoosh's writer of terms and postings, given whole arrays instead of one posting at a time."""

    def write(self, postings: Postings, lengths: Array) -> None:
        """Write all fields, and close."""
        self._single = [_positions([n]) for n in range(256)]
        self._byte = np.array([length_to_byte(int(n)) for n in lengths.tolist()], dtype=np.int64)
        stems, exact = _split(postings.terms)
        for field, chosen in (("words", stems), ("exact", exact), ("names", stems), ("title", stems)):
            self.start_field(field, SCHEMA[field])
            for number in chosen:
                self._term(field, postings, number)
            self.finish_field()
        self.close()

    def _term(self, field: str, postings: Postings, number: int) -> None:
        keys = postings.keys[postings.key_ends[number] : postings.key_ends[number + 1]]
        low, high = ZONES[field]
        positions = keys & np.uint32(SPAN - 1)
        if len(keys) == 1:
            inside = low <= int(positions[0]) < high
            if not inside:
                return
        else:
            here = (positions >= low) & (positions < high)
            keys, positions = keys[here], positions[here]
            if not len(keys):
                return
        text = postings.terms[number]
        self._add(
            text[1:] if field == "exact" else text, (keys >> np.uint32(SHIFT)).astype(np.int64), positions
        )

    def _add(self, text: str, documents: Array, positions: Array) -> None:
        if len(documents) == 1:
            starts = np.zeros(1, dtype=np.int64)
        else:
            starts = np.flatnonzero(np.diff(documents, prepend=-1))
        docs = documents[starts]
        frequencies = np.diff(starts, append=len(documents))
        at = self._postfile.tell()
        self._postfile.write(WHOOSH3_HEADER_MAGIC)
        for first in range(0, len(docs), BLOCK):
            self._block(docs, frequencies, starts, positions, first)
        self._info(text, docs, frequencies, at)

    def _block(self, docs: Array, frequencies: Array, starts: Array, positions: Array, first: int) -> None:
        last = first + BLOCK >= len(docs)
        own, often = docs[first : first + BLOCK], frequencies[first : first + BLOCK]
        ids = own.tolist() if len(own) == 1 else [int(own[0]), *np.diff(own).tolist()]
        most = int(often.max()) if len(often) > 1 else int(often[0])
        weights = None if most == 1 else tuple(often.astype(float).tolist())
        if self._format.fixed_value_size() == 4:
            values: Any = often.astype(">u4").tobytes()
        else:
            values = tuple(self._values(often, starts[first : first + BLOCK], positions))
        data = dumps((tuple(ids), weights, values), 2)
        sizes = self._byte[own]
        info = dumps((len(own), int(own[-1]), float(most), 0, int(sizes.min()), int(sizes.max())), 2)
        length = len(info) + len(data)
        self._postfile.write_int(-length if last else length)
        self._postfile.write(info + data)

    def _values(self, often: Array, starts: Array, positions: Array) -> Iterator[bytes]:
        single = self._single
        for count, start in zip(often.tolist(), starts.tolist(), strict=True):
            if count == 1 and (at := int(positions[start])) < len(single):
                yield single[at]
            else:
                yield _positions(positions[start : start + count].tolist())

    def _info(self, text: str, docs: Array, frequencies: Array, at: int) -> None:
        sizes = self._byte[docs]
        packed = W3TermInfo._struct.pack(
            0, float(frequencies.sum()), len(docs), int(sizes.min()), int(sizes.max()),
            float(frequencies.max()), int(docs[0]), int(docs[-1]),
        )  # fmt: skip
        extent = struct.pack("!qi", at, self._postfile.tell() - at)
        key = struct.pack("!H", self._fieldid) + text.encode()
        self._tindex.add(key, packed + extent)


def _split(terms: Sequence[str]) -> tuple[list[int], list[int]]:
    exact = [number for number, term in enumerate(terms) if term[:1] == "="]
    return [number for number, term in enumerate(terms) if term[:1] not in ("=", COUPLE)], exact


def _positions(found: list[int]) -> bytes:
    """As whoosh.formats.Positions.encode."""
    deltas = [b - a for a, b in zip([0, *found], found, strict=False)]
    return struct.pack("!I", len(deltas)) + dumps(deltas, 2)
