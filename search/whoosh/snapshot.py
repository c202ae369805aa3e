"""One generation, as it is searched: columns over all its documents, orders, and what is counted once.

Immutable: many threads share it. What costs is computed when first asked for, or by `warm`.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from search.scoring import norm
from search.values import ArticleDocument, Assignment, Entity, Generation, QuoteDocument
from search.whoosh.merge import recoded
from search.whoosh.segment import CODED, NUMBERS, OF_ARTICLES
from search.whoosh.state import CORRECTED, HIDDEN
from search.whoosh.stored import Known, Stored

Array = npt.NDArray[Any]
Numbers = npt.NDArray[np.int64]


class Snapshot:
    """A view of one generation; documents are numbered from 0 over all segments."""

    def __init__(self, folder: Path, known: Known | None = None) -> None:
        self.stored = stored = Stored.open(folder, known)
        self.segments, self.bases, self.count = stored.segments, stored.bases, stored.count
        self.entities, self.former = stored.state.facts.entities, stored.state.facts.former
        self.speaker, self.organisation = stored.state.speaker, stored.state.organisation
        self.group = stored.state.group
        # one document's facts are read quicker so than through NumPy
        self._speakers, self._organisations = self.speaker.data, self.organisation.data
        self._groups, self._flags = self.group.data, stored.state.flags.data
        self.live = ~stored.state.deleted & ((stored.state.flags & HIDDEN) == 0)
        self.whole = bool(self.live.all())
        self.entity_number = {entity.id: number for number, entity in enumerate(self.entities)}
        self.columns = {name: self._column(name) for name in NUMBERS}
        self.coded = {name: self._coded(name) for name in CODED}
        self.counted: dict[str, npt.NDArray[np.int64]] = {}
        lengths = np.concatenate([np.empty(0, np.int32), *(segment.lengths for segment in self.segments)])
        mean = int(lengths.sum()) / self.count if self.count else 1.0
        self.norms: npt.NDArray[np.float64] = norm(lengths.astype(np.float64), mean)

    def _column(self, name: str) -> Array:
        parts = [segment.columns[name] for segment in self.segments]
        return np.concatenate(parts) if parts else np.empty(0, np.int32)

    def _coded(self, name: str) -> tuple[Array, list[str]]:
        return recoded([(*segment.coded[name], np.arange(segment.count)) for segment in self.segments])

    def warm(self) -> None:
        """Compute what the first searches would otherwise wait for."""
        for segment in self.segments:
            segment.touch()
        _ = self.oldest_rank, self.newest_rank, self.multiple, self.newest_heads, self.article_coded
        _ = self.by_speaker, self.by_organisation, self.months, self.articles_by_month

    @property
    def generation(self) -> Generation:
        """Its number and what it holds."""
        return self.stored.generation

    # --- orders -----------------------------------------------------------------------------------

    @cached_property
    def _oldest(self) -> Numbers:
        """All documents, first printed first, undated last; within a day by the hash of their id."""
        days = self.columns["day_first"].astype(np.int64)
        ties = [segment.id_hashes for segment in self.segments]
        tie = np.concatenate([np.empty(0, np.uint32), *ties]).astype(np.int64)
        return sorted_places(np.where(days > 0, days, 1 << 30) << 32 | tie)

    @cached_property
    def oldest_rank(self) -> npt.NDArray[np.uint32]:
        """Of each document its place when the oldest come first."""
        return _rank(self._oldest)

    @cached_property
    def _newest(self) -> Numbers:
        """The reverse, but undated ones still come last."""
        dated = int((self.columns["day_first"] > 0).sum())
        return np.concatenate([self._oldest[:dated][::-1], self._oldest[dated:][::-1]])

    @cached_property
    def newest_rank(self) -> npt.NDArray[np.uint32]:
        """Of each document its place when the newest come first."""
        return _rank(self._newest)

    @cached_property
    def indexed_rank(self) -> npt.NDArray[np.uint32]:
        """The same when the last indexed come first."""
        ties = [segment.id_hashes for segment in self.segments]
        tie = np.concatenate([np.empty(0, np.uint32), *ties]).astype(np.int64)
        return _rank(np.lexsort((-tie, -self.columns["indexed_at"])))

    @cached_property
    def live_documents(self) -> Numbers:
        """All documents that may be shown."""
        return np.flatnonzero(self.live)

    @cached_property
    def newest_heads(self) -> Numbers:
        """Every quotation's first printing, newest first."""
        there = np.zeros(self.count, dtype=np.bool_)
        there[self.heads(self.live_documents)] = True
        return self._newest[there[self._newest]]

    # --- quotations -------------------------------------------------------------------------------

    @cached_property
    def sizes(self) -> npt.NDArray[np.int32]:
        """How many live printings each leader's quotation has."""
        return np.bincount(self.group[self.live], minlength=self.count).astype(np.int32)

    @cached_property
    def multiple(self) -> npt.NDArray[np.bool_]:
        """Which documents belong to a quotation that was printed more than once."""
        return self.sizes[self.group] > 1

    def heads(self, found: Numbers) -> Numbers:
        """One document a quotation: the first printed of those found, which are sorted, as are these."""
        several = self.multiple[found]
        if not several.any():
            return found
        rest = found[several]
        low = np.uint64(32)
        keys = np.sort(self.group[rest].astype(np.uint64) << low | self.oldest_rank[rest])
        groups = keys >> low
        first = np.concatenate([[True], groups[1:] != groups[:-1]])
        there = np.zeros(self.count, dtype=np.bool_)
        there[self._oldest[keys[first].astype(np.uint32)]] = True
        kept = ~several
        kept[several] = there[rest]
        return found[kept]

    @cached_property
    def by_speaker(self) -> tuple[Numbers, Numbers]:
        """Live documents by speaker, and where those of each begin."""
        return self._grouped(self.speaker)

    @cached_property
    def by_organisation(self) -> tuple[Numbers, Numbers]:
        """Live documents by organisation, and where those of each begin."""
        return self._grouped(self.organisation)

    def _grouped(self, column: Array) -> tuple[Numbers, Numbers]:
        found = np.flatnonzero(self.live & (column >= 0))
        low = np.uint64(32)
        keys = np.sort(column[found].astype(np.uint64) << low | found.astype(np.uint64))
        owners = (keys >> low).astype(np.int64)
        documents = (keys & np.uint64(0xFFFFFFFF)).astype(np.int64)
        return documents, np.searchsorted(owners, np.arange(len(self.entities) + 1))

    @cached_property
    def months(self) -> tuple[Array, list[str]]:
        """The month (or year, or nothing) that each document was printed in, as codes into their list."""
        return _months(*self.coded["published"])

    @cached_property
    def article_months(self) -> tuple[Array, list[str]]:
        """The same of every live article."""
        return _months(*self.article_coded["published"])

    @cached_property
    def articles_by_month(self) -> dict[str, int]:
        """How many live articles there are by month."""
        return by_value(*self.article_months)

    # --- articles ---------------------------------------------------------------------------------

    @cached_property
    def article_coded(self) -> dict[str, tuple[Array, list[str]]]:
        """Source and date of every live article."""
        dead, bases = self.stored.state.dead_articles, self.stored.article_bases
        rows = [
            np.flatnonzero(~dead[base : base + segment.articles])
            for base, segment in zip(bases, self.segments, strict=False)
        ]
        return {
            name: recoded([(*s.article_coded[name], r) for s, r in zip(self.segments, rows, strict=True)])
            for name in OF_ARTICLES
        }

    def article(self, key: str) -> ArticleDocument | None:
        """A live article by its key, or by the id it was given (that of the least key)."""
        place = self.stored.find_article(key)
        if place is not None:
            return self.segments[place[0]].article(place[1])
        dead, bases = self.stored.state.dead_articles, self.stored.article_bases
        found = [
            segment.article(number)
            for base, segment in zip(bases, self.segments, strict=False)
            for number in segment.article_ids.find_all(key)
            if not dead[base + number]
        ]
        return min(found, key=lambda article: article.key) if found else None

    # --- one document -----------------------------------------------------------------------------

    def document(self, number: int) -> QuoteDocument:
        """One document by its number."""
        return self.stored.document(number)

    def find(self, quote_id: str) -> int:
        """The number of a document by id, -1 when there is none."""
        return self.stored.find(quote_id)

    @cached_property
    def _sizes(self) -> memoryview:
        return self.sizes.data

    def speaker_of(self, number: int) -> Entity | None:
        """Who says one document."""
        entity = self._speakers[number]
        return self.entities[entity] if entity >= 0 else None

    def organisation_of(self, number: int) -> Entity | None:
        """For whom it is said."""
        entity = self._organisations[number]
        return self.entities[entity] if entity >= 0 else None

    def occurrences(self, number: int) -> int:
        """How many live printings its quotation has, one at least."""
        return int(self._sizes[self._groups[number]]) or 1

    def assignment(
        self, number: int, id_: str, speaker: Entity | None, organisation: Entity | None
    ) -> Assignment:
        """What was told of one document of this id, speaker and organisation."""
        group, flags = self._groups[number], self._flags[number]
        return Assignment(
            speaker=speaker.id if speaker else None,
            organisation=organisation.id if organisation else None,
            group=id_ if group == number else self.stored.id(group),
            perhaps=self.stored.state.facts.perhaps.get(number, ()),
            corrected=bool(flags & CORRECTED),
            hidden=bool(flags & HIDDEN),
        )


def _months(codes: Array, dates: list[str]) -> tuple[Array, list[str]]:
    table = sorted({date[:7] for date in dates})
    place = {month: n for n, month in enumerate(table)}
    return np.array([place[date[:7]] for date in dates] or [0], dtype=np.int32)[codes], table


def sorted_places(keys: Numbers) -> Numbers:
    """The order that sorts some keys, of equal ones the first first.

    As a stable sort gives it, five times quicker where few are equal.

    >>> sorted_places(np.array([3, 1, 3, 1, 2])).tolist()
    [1, 3, 4, 0, 2]
    """
    order = np.argsort(keys)
    in_order = keys[order]
    same = in_order[1:] == in_order[:-1]
    if same.any():
        several = np.concatenate([same, [False]]) | np.concatenate([[False], same])
        places = order[several]
        order[several] = places[np.lexsort((places, in_order[several]))]
    return order


def by_value(codes: Array, values: list[str]) -> dict[str, int]:
    """How often each of the values stands in a column of codes."""
    return dict(zip(values, np.bincount(codes, minlength=len(values)).tolist(), strict=False))


def _rank(order: Numbers) -> npt.NDArray[np.uint32]:
    rank = np.empty(len(order), dtype=np.uint32)
    rank[order] = np.arange(len(order), dtype=np.uint32)
    return rank
