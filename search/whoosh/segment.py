"""A segment: postings, columns and payloads of some articles and their quotations, in one mapped file.

Articles lie in the order they came, the documents of an article side by side. What may change of a
document (who it is, whether it is deleted) is not here: `state`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from search.values import ArticleDocument, QuoteDocument
from search.whoosh import strings
from search.whoosh.container import Container, Section
from search.whoosh.invert import Postings, invert
from search.whoosh.strings import StringTable

Array = npt.NDArray[Any]
NUMBERS = {"day_first": np.int32, "day_last": np.int32, "indexed_at": np.int64}
CODED = ("source", "kind", "verb", "published")
"""Columns kept as codes into a sorted list of their values."""
OF_ARTICLES = ("source", "published")
PAGE = 4096
FILE = "segment.bin"

_ENCODER = msgspec.msgpack.Encoder()
_DOCUMENT = msgspec.msgpack.Decoder(QuoteDocument)
_ARTICLE = msgspec.msgpack.Decoder(ArticleDocument)
_STRINGS = msgspec.msgpack.Decoder(list[str])

Given = tuple[ArticleDocument, Sequence[QuoteDocument]]


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """All that a segment file holds, before it is written: made of documents, or of other segments."""

    postings: Postings
    lengths: npt.NDArray[np.int32]
    columns: dict[str, Array]
    coded: dict[str, tuple[Array, list[str]]]
    ids: list[str]
    documents: list[bytes]
    article_coded: dict[str, tuple[Array, list[str]]]
    article_keys: list[str]
    article_ids: list[str]
    article_ends: Array
    articles: list[bytes]


def content(given: Sequence[Given]) -> Content:
    """The content of a segment with these articles."""
    documents = [document for _, quotes in given for document in quotes]
    articles = [article for article, _ in given]
    postings, lengths = invert(documents)
    return Content(
        postings=postings,
        lengths=lengths,
        columns={n: np.array([getattr(d, n) for d in documents], dtype=t) for n, t in NUMBERS.items()},
        coded={name: coded([getattr(d, name) for d in documents]) for name in CODED},
        ids=[document.id for document in documents],
        documents=[_ENCODER.encode(document) for document in documents],
        article_coded={name: coded([_fact(a, name) for a in articles]) for name in OF_ARTICLES},
        article_keys=[article.key for article in articles],
        article_ids=[article.id for article in articles],
        article_ends=np.cumsum([0, *(len(quotes) for _, quotes in given)]),
        articles=[_ENCODER.encode(article) for article in articles],
    )


def _fact(article: ArticleDocument, name: str) -> str:
    return str(getattr(article, name))


def coded(values: Sequence[str]) -> tuple[Array, list[str]]:
    """Values as codes into their sorted list."""
    table = sorted(set(values))
    code = {value: number for number, value in enumerate(table)}
    return np.array([code[value] for value in values], dtype=np.int32), table


def sections(given: Content) -> dict[str, Section]:
    """What is written of a segment."""
    postings = given.postings
    found: dict[str, Section] = {
        **strings.sections("terms", postings.terms),
        "key_ends": postings.key_ends,
        "keys": postings.keys,
        "doc_ends": postings.doc_ends,
        "docs": postings.docs,
        "weights": postings.weights,
        "alphabet": "".join(sorted({c for t in postings.terms if t[:1] == "=" for c in t[1:]})).encode(),
        "common": _ENCODER.encode(postings.common),
        "lengths": given.lengths,
        **strings.sections("ids", given.ids),
        **strings.sections("article_keys", given.article_keys),
        **strings.sections("article_ids", given.article_ids),
        "article_ends": given.article_ends.astype(np.int64),
        **_payload("documents", given.documents),
        **_payload("articles", given.articles),
        **given.columns,
    }
    for prefix, columns in (("", given.coded), ("article_", given.article_coded)):
        for name, (codes, values) in columns.items():
            found[prefix + name] = codes
            found[f"{prefix}{name}.values"] = _ENCODER.encode(values)
    return found


def _payload(name: str, records: Sequence[bytes]) -> Mapping[str, Section]:
    offsets = np.zeros(len(records) + 1, dtype=np.int64)
    np.cumsum([len(record) for record in records], out=offsets[1:])
    return {f"{name}.offsets": offsets, f"{name}.blob": b"".join(records)}


class Segment:
    """A segment, mapped. `count` documents and `articles` articles, each numbered from 0."""

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        container = Container(folder / FILE)
        self.terms = StringTable(container, "terms")
        self.key_ends, self.keys = container.array("key_ends"), container.array("keys")
        self.doc_ends, self.docs = container.array("doc_ends"), container.array("docs")
        self.weights = container.array("weights")
        self.alphabet = bytes(container.blob("alphabet")).decode()
        self.common = frozenset(_STRINGS.decode(container.blob("common")))
        self.lengths = container.array("lengths")
        self.columns = {name: container.array(name) for name in NUMBERS}
        self.coded = {name: _coded(container, name) for name in CODED}
        self.article_coded = {name: _coded(container, f"article_{name}") for name in OF_ARTICLES}
        self.ids = StringTable(container, "ids")
        self.article_keys = StringTable(container, "article_keys")
        self.article_ids = StringTable(container, "article_ids")
        self.article_ends = container.array("article_ends")
        self._documents = _Payload(container, "documents")
        self._articles = _Payload(container, "articles")
        self.count = len(self.lengths)
        self.articles = len(self.article_keys)

    @cached_property
    def id_hashes(self) -> npt.NDArray[np.uint32]:
        """The hash of each document's id: an order within a day that no merge changes."""
        return self.ids.hashes_in_order()

    def touch(self) -> None:
        """Have the pages that every search reads mapped, so that the first ones do not wait for it."""
        read = (self.docs, self.weights, self.lengths, self.doc_ends, self.key_ends, *self.terms.arrays)
        for array in read:
            array[:: PAGE // array.itemsize].max(initial=0)

    def document(self, number: int) -> QuoteDocument:
        """One document."""
        return _DOCUMENT.decode(self.raw_document(number))

    def raw_document(self, number: int) -> memoryview:
        """One document, encoded."""
        return self._documents[number]

    def article(self, number: int) -> ArticleDocument:
        """One article."""
        return _ARTICLE.decode(self.raw_article(number))

    def raw_article(self, number: int) -> memoryview:
        """One article, encoded."""
        return self._articles[number]

    def keys_of(self, term: int) -> Array:
        """The keys of a term, in any field; a view."""
        return self.keys[self.key_ends[term] : self.key_ends[term + 1]]

    def docs_of(self, term: int) -> tuple[Array, Array]:
        """The documents that a term typed alone finds, and its weight in each; views."""
        span = slice(self.doc_ends[term], self.doc_ends[term + 1])
        return self.docs[span], self.weights[span]

    def documents_of(self, article: int) -> range:
        """The numbers of the documents of an article."""
        return range(int(self.article_ends[article]), int(self.article_ends[article + 1]))


class _Payload:
    def __init__(self, container: Container, name: str) -> None:
        self._offsets = container.array(f"{name}.offsets").data
        self._blob = container.blob(f"{name}.blob")

    def __getitem__(self, number: int) -> memoryview:
        return self._blob[self._offsets[number] : self._offsets[number + 1]]


def _coded(container: Container, name: str) -> tuple[Array, list[str]]:
    return container.array(name), _STRINGS.decode(container.blob(f"{name}.values"))
