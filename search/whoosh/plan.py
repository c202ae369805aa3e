"""Which segments are kept, and which are merged.

What is added is visible before anything is merged: then small segments are, when there are many, never more
documents than a few thousand or four times what was added. `optimize` does the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from search.whoosh.merge import Part
from search.whoosh.renumber import Change
from search.whoosh.segment import Given
from search.whoosh.stored import Stored

MAX_SEGMENT = 100_000
"""Documents a segment may hold; a key has room for 131,072."""
MANY = 8
"""Segments of about one size that are worth merging."""
HOT = 10_000
"""Documents that any commit may merge."""

Flags = npt.NDArray[np.bool_]


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """The segments kept as they are (by place), and groups of parts that become one segment each."""

    kept: list[int]
    merged: list[list[Part]]


def kept_plan(old: Stored, _: Change) -> Plan:
    """All segments kept as they are."""
    return Plan(kept=list(range(len(old.segments))), merged=[])


def whole_plan(old: Stored, change: Change) -> Plan:
    """All segments merged, but those that are full and untouched."""
    return _plan(old, change, _whole(old, change))


def small_plan(old: Stored, change: Change, added: int) -> Plan:
    """The small segments merged, when there are many: after a commit that added `added` documents."""
    return _plan(old, change, _small(_living(old, change.deleted), max(HOT, 4 * added)))


def worth_merging(old: Stored, added: int) -> bool:
    """Whether there are many small segments after a commit that added `added` documents."""
    return bool(_small(_living(old, old.state.deleted), max(HOT, 4 * added)))


def _plan(old: Stored, change: Change, chosen: set[int]) -> Plan:
    kept = [n for n in range(len(old.segments)) if n not in chosen]
    return Plan(kept=kept, merged=[group for group in _groups(old, change, sorted(chosen)) if _any(group)])


def _living(old: Stored, deleted: Flags) -> list[int]:
    """How many documents of each segment are not deleted."""
    return [
        int((~deleted[base : base + segment.count]).sum())
        for base, segment in zip(old.bases, old.segments, strict=False)
    ]


def _whole(old: Stored, change: Change) -> set[int]:
    """All segments but those that are full and untouched."""
    return {
        n
        for n, (base, segment) in enumerate(zip(old.bases, old.segments, strict=False))
        if segment.count < MAX_SEGMENT * 0.9 or change.deleted[base : base + segment.count].any()
        or change.dead_articles[old.article_bases[n] : old.article_bases[n + 1]].any()
    }  # fmt: skip


def _small(living: Sequence[int], budget: int) -> set[int]:
    """The smallest segments, as many as the budget allows, when there are many of about that size."""
    order = sorted(range(len(living)), key=lambda n: living[n])
    chosen: list[int] = []
    total = 0
    for n in order:
        if total + living[n] > min(budget, MAX_SEGMENT):
            break
        chosen.append(n)
        total += living[n]
    if len(chosen) >= MANY or (len(living) > 2 * MANY and len(chosen) > 3):
        return set(chosen)
    return set()


def _groups(old: Stored, change: Change, chosen: Sequence[int]) -> Iterator[list[Part]]:
    """The chosen segments as groups of at most MAX_SEGMENT documents, cut between articles."""
    group: list[Part] = []
    room = MAX_SEGMENT
    for n in chosen:
        segment = old.segments[n]
        alive = ~change.dead_articles[old.article_bases[n] : old.article_bases[n + 1]]
        documents = ~change.deleted[old.bases[n] : old.bases[n] + segment.count]
        sizes = np.diff(np.concatenate([[0], np.cumsum(documents)])[segment.article_ends])
        start = 0
        while start < segment.articles:
            fits = int(np.searchsorted(np.cumsum(sizes[start:]), room, side="right"))
            end = start + fits
            if fits == 0 and not group:
                end = start + 1  # an article larger than a segment
            if end > start:
                group.append(_part(old, n, documents, alive, start, end))
                room -= int(sizes[start:end].sum())
            if end < segment.articles:
                yield group
                group, room = [], MAX_SEGMENT
            start = end
    if group:
        yield group


def _any(group: Sequence[Part]) -> bool:
    return any(part.articles.any() or part.documents.any() for part in group)


def _part(old: Stored, n: int, documents: Flags, alive: Flags, start: int, end: int) -> Part:
    segment = old.segments[n]
    first, last = int(segment.article_ends[start]), int(segment.article_ends[end])
    own = np.zeros(segment.count, dtype=np.bool_)
    own[first:last] = documents[first:last]
    articles = np.zeros(segment.articles, dtype=np.bool_)
    articles[start:end] = alive[start:end]
    return Part(segment, own, articles, n)


def chunks(given: Iterable[Given], most: int) -> Iterator[list[Given]]:
    """Articles with their quotations, as lists of at most `most` quotations."""
    chunk: list[Given] = []
    size = 0
    for article, quotes in given:
        if chunk and size + len(quotes) > most:
            yield chunk
            chunk, size = [], 0
        chunk.append((article, quotes))
        size += len(quotes)
    if chunk:
        yield chunk
