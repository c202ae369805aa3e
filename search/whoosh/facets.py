"""Counts of distinct quotations by value: facets, months, who says it most."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np
import numpy.typing as npt

from search.values import FACETS, EntityCount, Facet, FacetValue, SearchRequest, TimelineBar
from search.whoosh.names import NameTable
from search.whoosh.sets import run_starts
from search.whoosh.snapshot import Array, Numbers, Snapshot, by_value

Counts = npt.NDArray[np.int64]


class Split:
    """Documents found, those of a quotation printed once apart from the others: told apart for all counts.

    Not before one is needed: those of all quotations are already counted.
    """

    def __init__(self, snapshot: Snapshot, found: Numbers) -> None:
        self.snapshot, self.found = snapshot, found

    @cached_property
    def parts(self) -> tuple[Numbers, Numbers]:
        """Those printed once, and those printed more often."""
        several = self.snapshot.multiple[self.found]
        if not several.any():
            return self.found, self.found[:0]
        return self.found[~several], self.found[several]


def counts(snapshot: Snapshot, found: Split, name: str) -> Counts:
    """Distinct quotations by value of a column; those of all quotations are counted once a generation."""
    if found.found is not snapshot.live_documents:
        return _counts(snapshot, found, *_column(snapshot, name))
    if name not in snapshot.counted:
        snapshot.counted[name] = _counts(snapshot, found, *_column(snapshot, name))
    return snapshot.counted[name].copy()


def _column(snapshot: Snapshot, name: str) -> tuple[Array, int]:
    """The values of all documents as numbers, -1 for none, and how many values there are."""
    if name in ("speaker", "organisation"):
        return getattr(snapshot, name), max(1, len(snapshot.entities))
    column, table = snapshot.months if name == "month" else snapshot.coded[name]
    return column, max(1, len(table))


def _counts(snapshot: Snapshot, found: Split, column: Array, size: int) -> Counts:
    once, often = found.parts
    total = np.bincount(column[once] + 1, minlength=size + 1)[1:]
    if not len(often):
        return total
    low = np.uint64(32)
    values = (column[often] + 1).astype(np.uint64)
    pairs = np.sort(snapshot.group[often].astype(np.uint64) << low | values)
    own = (pairs[run_starts(pairs)] & np.uint64(0xFFFFFFFF)).astype(np.int64)
    return total + np.bincount(own, minlength=size + 1)[1:]


def warm(snapshot: Snapshot) -> None:
    """Count the facets of all quotations, which the first page shows."""
    everything = Split(snapshot, snapshot.live_documents)
    for name in FACETS:
        counts(snapshot, everything, name)


def facet(snapshot: Snapshot, names: NameTable, found: Split, request: SearchRequest, name: str) -> Facet:
    """A facet over the documents found, which pass all filters but its own."""
    if name == "month":
        table, total = months(snapshot, found)
        total = _overlapping(snapshot, found, table, total)
        rows = [FacetValue(m, m, n) for m, n in zip(table, total.tolist(), strict=False) if n and m]
        return Facet(name, tuple(rows))
    chosen = tuple(getattr(request.filters.include, name))
    if name in ("speaker", "organisation"):
        entities = snapshot.entities
        total = counts(snapshot, found, name)
        order = _most(total, names.label_rank)
        numbers = {snapshot.entity_number[each] for each in chosen if each in snapshot.entity_number}
        return _cut(name, order, total, request, numbers, lambda n: (entities[n].id, entities[n].name))
    _, table = snapshot.coded[name]
    total = counts(snapshot, found, name)
    total[[n for n, value in enumerate(table) if not value]] = 0
    order = _most(total, np.arange(len(total)))
    numbers = {n for n, value in enumerate(table) if value in chosen}
    return _cut(name, order, total, request, numbers, lambda n: (table[n], table[n]))


def _most(total: Counts, rank: Array) -> Numbers:
    """Values with a count, most quotations first, then by rank."""
    there = np.flatnonzero(total)
    return there[np.lexsort((rank[there], -total[there]))]


def _cut(
    name: str, order: Numbers, total: Counts, request: SearchRequest, chosen: set[int],
    label: Callable[[int], tuple[str, str]],
) -> Facet:  # fmt: skip
    """The first values of a facet, and those chosen."""
    limit = request.facet_limit
    kept = order[:limit].tolist()
    kept += [n for n in order[limit:].tolist() if n in chosen] if chosen else []
    rows = tuple(FacetValue(*label(n), int(total[n]), n in chosen) for n in kept)
    return Facet(name, rows, len(kept) < len(order))


def speakers(snapshot: Snapshot, names: NameTable, found: Numbers, limit: int) -> tuple[EntityCount, ...]:
    """Who says it most: speakers with the quotations and occurrences found, and their first and last date."""
    total = counts(snapshot, Split(snapshot, found), "speaker")
    best = _most(total, names.label_rank)[:limit]
    codes, dates = snapshot.coded["published"]
    rows = []
    for number in best.tolist():
        own = found[snapshot.speaker[found] == number]
        printed = [dates[code] for code in np.unique(codes[own]).tolist() if dates[code]] or [""]
        rows.append(
            EntityCount(snapshot.entities[number], int(total[number]), len(own), printed[0], printed[-1])
        )
    return tuple(rows)


def months(snapshot: Snapshot, found: Split) -> tuple[list[str], Counts]:
    """All months printed in (years and `` too), in order, and the quotations of each."""
    return snapshot.months[1], counts(snapshot, found, "month")


def _overlapping(snapshot: Snapshot, found: Split, table: list[str], total: Counts) -> Counts:
    """What a filter by each month finds: what is dated by its year alone is of each month."""
    years = [n for n, month in enumerate(table) if len(month) == 4 and total[n]]
    if not years:
        return total
    total, size = total.copy(), max(1, snapshot.count)
    pairs = np.unique(snapshot.months[0][found.found].astype(np.int64) * size + snapshot.group[found.found])
    ends = np.searchsorted(pairs, np.arange(len(table) + 1) * size)
    groups = [pairs[ends[n] : ends[n + 1]] % size for n in range(len(table))]
    for year in years:
        of_year = [n for n, month in enumerate(table) if month[:4] == table[year]]
        total[year] = len(np.unique(np.concatenate([groups[n] for n in of_year])))
        for n in of_year:
            if n != year and len(groups[n]):
                total[n] = len(np.union1d(groups[n], groups[year]))
    return total


def timeline(snapshot: Snapshot, found: Numbers, sources: tuple[str, ...]) -> tuple[TimelineBar, ...]:
    """A bar a month from the first to the last, then the years, then the undated."""
    table, total = months(snapshot, Split(snapshot, found))
    counted = {month: n for month, n in zip(table, total.tolist(), strict=False) if n}
    articles = _articles(snapshot, sources)
    known = [month for month in counted if len(month) == 7]
    shown = _between(known[0], known[-1]) if known else []
    shown += [month for month in counted if len(month) == 4]
    shown += [""] if "" in counted else []
    return tuple(TimelineBar(month, counted.get(month, 0), articles.get(month, 0)) for month in shown)


def _articles(snapshot: Snapshot, sources: tuple[str, ...]) -> dict[str, int]:
    """How many articles there are by month, of these sources."""
    if not sources:
        return snapshot.articles_by_month
    own, table = snapshot.article_coded["source"]
    wanted = [n for n, value in enumerate(table) if value in sources]
    return by_value(snapshot.article_months[0][np.isin(own, wanted)], snapshot.article_months[1])


def _between(first: str, last: str) -> list[str]:
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(start, end + 1)]
