"""A segment's arrays: postings, columns and payloads of some documents, written once, then mapped.

`postings` holds, term after term in sorted order, the keys document·2¹⁵ + position. A stem is a term as
it is, an exact form has `=` before it. Beside it lie columns (days, codes of source, kind, verb, …), the
documents themselves (MessagePack, with offsets) and the articles.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from search.streams import SPAN, ZONE, stream
from search.values import ArticleDocument, QuoteDocument
from search.whoosh.storage import write_durably

Ints = npt.NDArray[np.int64]
CODED = ("source", "kind", "verb", "article_key", "published")
"""Columns kept as codes into a list of their values."""

_ENCODER = msgspec.msgpack.Encoder()
_DOCUMENT = msgspec.msgpack.Decoder(QuoteDocument)
_ARTICLE = msgspec.msgpack.Decoder(ArticleDocument)


def write(folder: Path, documents: Sequence[QuoteDocument], articles: Sequence[ArticleDocument]) -> None:
    """Write the arrays of these documents into a new folder, durably."""
    folder.mkdir(parents=True)
    terms, offsets, keys, lengths = _invert(documents)
    _save(folder, "offsets", offsets)
    _save(folder, "postings", keys)
    _save(folder, "lengths", lengths)
    write_durably(folder / "terms.msgpack", _ENCODER.encode(terms))
    for name in ("day_first", "day_last", "indexed_at"):
        _save(folder, name, np.array([getattr(d, name) for d in documents], dtype=np.int64))
    for name in CODED:
        values = sorted({getattr(d, name) for d in documents})
        code = {value: number for number, value in enumerate(values)}
        _save(folder, name, np.array([code[getattr(d, name)] for d in documents], dtype=np.int32))
        write_durably(folder / f"{name}.msgpack", _ENCODER.encode(values))
    ids = np.array([d.id.encode() for d in documents], dtype="S32")
    _save(folder, "ids", ids)
    _save(folder, "ids_order", np.argsort(ids, kind="stable").astype(np.int64))
    _payload(folder, "documents", [_ENCODER.encode(d) for d in documents])
    _payload(folder, "articles", [_ENCODER.encode(a) for a in articles])
    write_durably(folder / "article_keys.msgpack", _ENCODER.encode([(a.key, a.id) for a in articles]))
    _save(folder, "article_days", np.array([a.day_first for a in articles], dtype=np.int64))


def _invert(
    documents: Sequence[QuoteDocument],
) -> tuple[list[str], Ints, Ints, npt.NDArray[np.int32]]:
    postings: dict[str, array[int]] = {}
    lengths = np.zeros(len(documents), dtype=np.int32)
    for number, document in enumerate(documents):
        base = number * SPAN
        for token, position in stream(document):
            key = base + position
            postings.setdefault("=" + token.exact, array("q")).append(key)
            for stem in token.stems:
                postings.setdefault(stem, array("q")).append(key)
            if position < ZONE:
                lengths[number] = position + 1
    terms = sorted(postings)
    offsets = np.zeros(len(terms) + 1, dtype=np.int64)
    np.cumsum([len(postings[term]) for term in terms], out=offsets[1:])
    keys = np.empty(int(offsets[-1]), dtype=np.int64)
    for number, term in enumerate(terms):
        keys[offsets[number] : offsets[number + 1]] = np.frombuffer(postings[term], dtype=np.int64)
    return terms, offsets, keys, lengths


def _save(folder: Path, name: str, values: npt.NDArray[np.generic]) -> None:
    import io

    buffer = io.BytesIO()
    np.save(buffer, values, allow_pickle=False)
    write_durably(folder / f"{name}.npy", buffer.getvalue())


def _payload(folder: Path, name: str, records: Sequence[bytes]) -> None:
    offsets = np.zeros(len(records) + 1, dtype=np.int64)
    np.cumsum([len(record) for record in records], out=offsets[1:])
    _save(folder, f"{name}_offsets", offsets)
    write_durably(folder / f"{name}.bin", b"".join(records))


class Segment:
    """The arrays of a segment, mapped read-only. `count` documents, numbered from 0."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.terms: list[str] = msgspec.msgpack.decode(
            (folder / "terms.msgpack").read_bytes(), type=list[str]
        )
        self.offsets = self.array("offsets")
        self.postings = self.array("postings")
        self.lengths = self.array("lengths")
        self.ids = self.array("ids")
        self.ids_order = self.array("ids_order")
        self.article_keys: list[tuple[str, str]] = msgspec.msgpack.decode(
            (folder / "article_keys.msgpack").read_bytes(), type=list[tuple[str, str]]
        )
        self._document_offsets = self.array("documents_offsets")
        self._documents = _map(folder / "documents.bin")
        self._article_offsets = self.array("articles_offsets")
        self._articles = _map(folder / "articles.bin")
        self.count = len(self.lengths)

    def array(self, name: str) -> npt.NDArray[np.generic]:
        """One of its arrays, mapped."""
        path = self.folder / f"{name}.npy"
        try:
            return np.load(path, mmap_mode="r", allow_pickle=False)  # type: ignore[no-any-return]
        except ValueError:  # an empty array cannot be mapped
            return np.load(path, allow_pickle=False)  # type: ignore[no-any-return]

    def coded(self, name: str) -> tuple[npt.NDArray[np.generic], list[str]]:
        """A coded column: codes and their values."""
        values = msgspec.msgpack.decode((self.folder / f"{name}.msgpack").read_bytes(), type=list[str])
        return self.array(name), values

    def keys(self, term: str) -> npt.NDArray[np.generic]:
        """The postings of one term, empty when there is none."""
        at = bisect_left(self.terms, term)
        if at == len(self.terms) or self.terms[at] != term:
            return self.postings[:0]
        return self.postings[self.offsets[at] : self.offsets[at + 1]]

    def prefixed(self, prefix: str) -> tuple[int, int]:
        """The numbers of the terms that begin so: from, to."""
        return bisect_left(self.terms, prefix), bisect_left(self.terms, prefix + "\U0010ffff")

    def document(self, number: int) -> QuoteDocument:
        """One document."""
        start, end = int(self._document_offsets[number]), int(self._document_offsets[number + 1])
        return _DOCUMENT.decode(self._documents[start:end])

    def article(self, number: int) -> ArticleDocument:
        """One article."""
        start, end = int(self._article_offsets[number]), int(self._article_offsets[number + 1])
        return _ARTICLE.decode(self._articles[start:end])

    def find(self, quote_id: str) -> int:
        """The number of the document of that id, -1 when it is not here."""
        wanted = np.bytes_(quote_id.encode())
        at = int(np.searchsorted(self.ids, wanted, sorter=self.ids_order))
        if at < self.count and self.ids[self.ids_order[at]] == wanted:
            return int(self.ids_order[at])
        return -1


def _map(path: Path) -> memoryview:
    import mmap

    if not path.stat().st_size:
        return memoryview(b"")
    with path.open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


__all__ = ["CODED", "Segment", "write"]
