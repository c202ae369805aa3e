"""Several segments as one, without what was deleted: arrays are renumbered, no word is analysed again."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from search.whoosh.invert import COUPLE, SHIFT, gather
from search.whoosh.segment import CODED, NUMBERS, OF_ARTICLES, Array, Content, Segment


class Part(msgspec.Struct, frozen=True):
    """A segment to be merged (the `place`th of its generation), with which documents and articles stay."""

    segment: Segment
    documents: npt.NDArray[np.bool_]
    articles: npt.NDArray[np.bool_]
    place: int


def merged(parts: Sequence[Part]) -> Content:
    """The content of the segment that holds what stays of `parts`, in their order."""
    kept = [np.flatnonzero(part.documents) for part in parts]
    articles = [np.flatnonzero(part.articles) for part in parts]
    return Content(
        postings=gather(*_pairs(parts)),
        lengths=_joined([p.segment.lengths[k] for p, k in zip(parts, kept, strict=True)], np.int32),
        columns={
            name: _joined([p.segment.columns[name][k] for p, k in zip(parts, kept, strict=True)], type_)
            for name, type_ in NUMBERS.items()
        },
        coded={
            name: recoded([(*p.segment.coded[name], k) for p, k in zip(parts, kept, strict=True)])
            for name in CODED
        },
        ids=[p.segment.ids[n] for p, k in zip(parts, kept, strict=True) for n in k.tolist()],
        documents=[
            bytes(p.segment.raw_document(n)) for p, k in zip(parts, kept, strict=True) for n in k.tolist()
        ],
        article_coded={
            name: recoded([(*p.segment.article_coded[name], a) for p, a in zip(parts, articles, strict=True)])
            for name in OF_ARTICLES
        },
        article_keys=[
            p.segment.article_keys[n] for p, a in zip(parts, articles, strict=True) for n in a.tolist()
        ],
        article_ids=[
            p.segment.article_ids[n] for p, a in zip(parts, articles, strict=True) for n in a.tolist()
        ],
        article_ends=_ends(parts, articles),
        articles=[
            bytes(p.segment.raw_article(n)) for p, a in zip(parts, articles, strict=True) for n in a.tolist()
        ],
    )


def _pairs(parts: Sequence[Part]) -> tuple[list[str], npt.NDArray[np.uint64]]:
    """All terms, sorted, and the pairs term·2³² + key of the documents that stay, renumbered."""
    own = [part.segment.terms.all() for part in parts]
    terms = sorted({t for each in own for t in each if not t.startswith(COUPLE)}, key=str.encode)
    rank = {term: number for number, term in enumerate(terms)}
    pairs, base = [np.empty(0, np.uint64)], 0
    for part, names in zip(parts, own, strict=True):
        place = base + np.cumsum(part.documents, dtype=np.int64) - 1
        names = [name for name in names if not name.startswith(COUPLE)]  # they sort last
        ends = part.segment.key_ends[: len(names) + 1]
        keys = part.segment.keys[: ends[-1]]
        documents = keys >> np.uint32(SHIFT)
        stays = part.documents[documents]
        numbers = np.repeat(np.array([rank[name] for name in names], dtype=np.uint64), np.diff(ends))
        positions = keys[stays] & np.uint32((1 << SHIFT) - 1)
        moved = (place[documents[stays]] << SHIFT).astype(np.uint64) | positions
        pairs.append(numbers[stays] << np.uint64(32) | moved)
        base += int(part.documents.sum())
    used = np.concatenate(pairs)
    return _used(terms, used)


def _used(terms: list[str], pairs: npt.NDArray[np.uint64]) -> tuple[list[str], npt.NDArray[np.uint64]]:
    """Without the terms that only deleted documents had: no erased word stays in the index."""
    numbers = (pairs >> np.uint64(32)).astype(np.int64)
    there = np.zeros(len(terms), dtype=np.bool_)
    there[numbers] = True
    if there.all():
        return terms, pairs
    place = np.cumsum(there) - 1
    kept = [term for term, is_there in zip(terms, there.tolist(), strict=True) if is_there]
    return kept, place[numbers].astype(np.uint64) << np.uint64(32) | pairs & np.uint64(0xFFFFFFFF)


def recoded(parts: Sequence[tuple[Array, list[str], Array]]) -> tuple[Array, list[str]]:
    """One coded column of several: of each its codes, its values, and the rows that stay."""
    chosen = [(codes[rows], values) for codes, values, rows in parts]
    table = sorted(
        {values[n] for codes, values in chosen for n in np.flatnonzero(np.bincount(codes)).tolist()}
    )
    code = {value: number for number, value in enumerate(table)}
    new = [
        np.array([code.get(value, -1) for value in values] or [-1], dtype=np.int32)[codes]
        for codes, values in chosen
    ]
    return _joined(new, np.int32), table


def _ends(parts: Sequence[Part], articles: Sequence[Array]) -> Array:
    counts = [np.empty(0, np.int64)]
    for part, kept in zip(parts, articles, strict=True):
        before = np.concatenate([[0], np.cumsum(part.documents)])
        ends = before[part.segment.article_ends]
        counts.append(np.diff(ends)[kept])
    return np.cumsum(np.concatenate([[0], *counts]))


def _joined(parts: Sequence[Array], type_: type) -> Array:
    return np.concatenate([np.empty(0, type_), *parts])
