"""Which of the documents found pass the filters: columns compared whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from msgspec.structs import replace

from search.query import Everything, Node, role_node
from search.values import Filters, Values
from search.whoosh.budget import Budget
from search.whoosh.execute import Executor
from search.whoosh.snapshot import Numbers, Snapshot

Mask = npt.NDArray[np.bool_]


class Filterer:
    """The filters of a request over one snapshot."""

    def __init__(self, snapshot: Snapshot, executor: Executor, budget: Budget) -> None:
        self.snapshot, self.executor, self.budget = snapshot, executor, budget
        self._found: dict[Node, Numbers] = {}

    def matching(self, node: Node, filters: Filters, lifted: str = "") -> Numbers:
        """The live documents that answer the words and pass the filters but `lifted`, sorted.

        When these are all documents they are `snapshot.live_documents` itself, counted once a generation.
        """
        filters = without(filters, lifted)
        if not isinstance(node, Everything):
            return self.passing(self._documents(node), filters)
        if filters == Filters():
            return self.snapshot.live_documents
        return self.passing(self._candidates(filters), filters)

    def _documents(self, node: Node) -> Numbers:
        """The documents that answer the words: looked for once, whatever filters are lifted."""
        if node not in self._found:
            self._found[node] = self.executor.documents(node, self.budget)
        return self._found[node]

    def _candidates(self, filters: Filters) -> Numbers:
        """Documents to look at when no words are asked for: those of the people, or bodies, if any."""
        for name, grouped in (("speaker", "by_speaker"), ("organisation", "by_organisation")):
            wanted = getattr(filters.include, name)
            if wanted:
                documents, ends = getattr(self.snapshot, grouped)
                parts = [documents[ends[n] : ends[n + 1]] for n in self._entities(wanted)]
                return np.sort(np.concatenate(parts)) if parts else np.empty(0, dtype=np.int64)
        return np.arange(self.snapshot.count, dtype=np.int64)

    def passing(self, found: Numbers, filters: Filters) -> Numbers:
        """Those of the documents found that are live and pass the filters."""
        self.budget.check()
        snapshot = self.snapshot
        if not snapshot.whole:
            found = found[snapshot.live[found]]
        for name in Values.__struct_fields__:
            wanted = getattr(filters.include, name)
            if wanted:
                found = found[self._has(found, name, wanted)]
        for name in Values.__struct_fields__:
            unwanted = getattr(filters.exclude, name)
            if unwanted:
                found = found[~self._has(found, name, unwanted)]
        return self._in_time(found, filters)

    def _in_time(self, found: Numbers, filters: Filters) -> Numbers:
        columns = self.snapshot.columns
        if filters.first_day:
            last = columns["day_last"][found]
            found = found[(last >= filters.first_day) & (last > 0)]
        if filters.last_day:
            first = columns["day_first"][found]
            found = found[(first <= filters.last_day) & (first > 0)]
        if filters.indexed_since:
            found = found[columns["indexed_at"][found] >= filters.indexed_since]
        return found

    def _entities(self, wanted: Sequence[str]) -> list[int]:
        numbers = self.snapshot.entity_number
        return sorted({numbers[each] for each in wanted if each in numbers})

    def _has(self, found: Numbers, name: str, wanted: Sequence[str]) -> Mask:
        snapshot = self.snapshot
        if name in ("speaker", "organisation"):
            column = snapshot.speaker if name == "speaker" else snapshot.organisation
            return _any_of(column[found], self._entities(wanted))
        if name == "role":
            return self._has_role(found, wanted)
        if name == "article":
            return self._in_articles(found, wanted)
        codes, table = snapshot.coded[name]
        return _any_of(codes[found], [n for n, value in enumerate(table) if value in wanted])

    def _has_role(self, found: Numbers, wanted: Sequence[str]) -> Mask:
        there = np.zeros(self.snapshot.count, dtype=np.bool_)
        for role in wanted:
            there[self.executor.documents(role_node(role), self.budget)] = True
        return there[found]

    def _in_articles(self, found: Numbers, wanted: Sequence[str]) -> Mask:
        mask = np.zeros(len(found), dtype=np.bool_)
        stored = self.snapshot.stored
        for key in wanted:
            place = stored.find_article(key)
            if place is not None:
                own = stored.segments[place[0]].documents_of(place[1])
                base = stored.bases[place[0]]
                mask |= (found >= base + own.start) & (found < base + own.stop)
        return mask


def without(filters: Filters, lifted: str) -> Filters:
    """The filters without one, as its own facet is counted; `month` stands for both ends of the period.

    >>> without(Filters(include=Values(speaker=("p1",)), first_day=7), "speaker") == Filters(first_day=7)
    True
    """
    if lifted == "month":
        return replace(filters, first_day=0, last_day=0)
    return replace(filters, include=replace(filters.include, **{lifted: ()})) if lifted else filters


def _any_of(values: npt.NDArray[Any], wanted: Sequence[int]) -> Mask:
    if not wanted:
        return np.zeros(len(values), dtype=np.bool_)
    if len(wanted) == 1:
        return np.asarray(values == wanted[0])
    return np.isin(values, wanted)
