"""The state of the next generation: what was known of each document, at its new number, and what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec
import numpy as np
import numpy.typing as npt

from search.values import ArticleDocument, Assignment, Deletion, Entity, Former, QuoteDocument
from search.whoosh import state as states
from search.whoosh.state import CORRECTED, HIDDEN, Facts, State
from search.whoosh.stored import Stored

if TYPE_CHECKING:
    from search.whoosh.plan import Plan

Added = Mapping[str, tuple[ArticleDocument, Sequence[QuoteDocument]]]
Numbers = npt.NDArray[np.int64]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What a commit takes out and puts in: the flags over the old documents and articles, by old number.

    `gone` are the documents that go with it, `deletions` those of them that do not come back.
    """

    added: list[QuoteDocument]
    added_articles: int
    deleted: npt.NDArray[np.bool_]
    dead_articles: npt.NDArray[np.bool_]
    deletions: tuple[Deletion, ...]

    @classmethod
    def of(cls, old: Stored, added: Added, removed: Mapping[str, int], now: int) -> Change:
        """The change that adds and removes these articles."""
        deleted, dead = old.state.deleted.copy(), old.state.dead_articles.copy()
        documents = [quote for _, quotes in added.values() for quote in quotes]
        back = {quote.id for quote in documents}
        lost = []
        for key in (*added, *removed):
            place = old.find_article(key)
            if place is None:
                continue
            at, number = place
            dead[old.article_bases[at] + number] = True
            for own in old.segments[at].documents_of(number):
                if not deleted[old.bases[at] + own]:
                    deleted[old.bases[at] + own] = True
                    if old.segments[at].ids[own] not in back:
                        document = old.segments[at].document(own)
                        moved = _moved(document, added[key][1]) if key in added else ""
                        lost.append(Deletion(document.id, removed.get(key, now), moved))
        before = tuple(d for d in old.state.facts.deletions if d.id not in back)
        return cls(
            added=documents, added_articles=len(added), deleted=deleted, dead_articles=dead,
            deletions=(*before, *lost),
        )  # fmt: skip


def _moved(document: QuoteDocument, now: Sequence[QuoteDocument]) -> str:
    """The new quotation of the same article that overlaps an old one by half."""
    if not document.offsets:
        return ""
    start, end = document.offsets[0][0], document.offsets[-1][1]
    for quote in now:
        first, last = (quote.offsets[0][0], quote.offsets[-1][1]) if quote.offsets else (0, 0)
        if 2 * (min(end, last) - max(start, first)) >= max(end, last) - min(start, first):
            return quote.id
    return ""


def renumbered(
    old: Stored, plan: Plan, change: Change, entities: Sequence[Entity],
    former: dict[str, Former], changed: Mapping[str, Assignment],
) -> State:  # fmt: skip
    """The state after a commit: kept segments first, then merged ones, then what was added."""
    source, articles = _order(old, plan, change)
    state = states.fresh(len(source), len(articles))
    known = np.flatnonzero(source >= 0)
    before = source[known]
    here = articles >= 0
    state.dead_articles[here] = change.dead_articles[articles[here]]
    state.deleted[known] = change.deleted[before]
    state.flags[known] = old.state.flags[before]
    place = np.full(old.count + 1, -1, dtype=np.int64)
    place[before] = known
    entity = _entity_numbers(old, entities)
    for name in ("speaker", "organisation"):
        numbers = getattr(old.state, name)[before]
        getattr(state, name)[known] = np.where(numbers >= 0, entity[numbers], -1)
    find = _Finder(old, place, state, change)
    reset = np.zeros(len(source), dtype=np.bool_)
    reset[[at for at in map(find, changed) if at >= 0]] = True
    _carry_groups(old, state, known, before, place, reset, find)
    perhaps = {int(place[n]): ids for n, ids in old.state.facts.perhaps.items() if place[n] >= 0}
    _apply(state, perhaps, entities, changed, find)
    facts = Facts(entities=tuple(entities), former=former, perhaps=perhaps, deletions=change.deletions)
    return msgspec.structs.replace(state, facts=facts)


def _order(old: Stored, plan: Plan, change: Change) -> tuple[Numbers, Numbers]:
    """Of each new document, and article, the old number; -1 for those added."""
    documents = [np.arange(old.bases[n], old.bases[n + 1]) for n in plan.kept]
    articles = [np.arange(old.article_bases[n], old.article_bases[n + 1]) for n in plan.kept]
    for part in (part for group in plan.merged for part in group):
        documents.append(old.bases[part.place] + np.flatnonzero(part.documents))
        articles.append(old.article_bases[part.place] + np.flatnonzero(part.articles))
    documents.append(np.full(len(change.added), -1))
    articles.append(np.full(change.added_articles, -1))
    return np.concatenate(documents).astype(np.int64), np.concatenate(articles).astype(np.int64)


class _Finder:
    """New numbers of live documents by id."""

    def __init__(self, old: Stored, place: Numbers, state: State, change: Change) -> None:
        self._old, self._place, self._deleted = old, place, state.deleted
        first = len(state.deleted) - len(change.added)
        self._new = {document.id: first + n for n, document in enumerate(change.added)}

    def __call__(self, quote_id: str) -> int:
        """The new number, -1 when it is not there (any more)."""
        if quote_id in self._new:
            return self._new[quote_id]
        at = self._old.find(quote_id)
        number = int(self._place[at]) if at >= 0 else -1
        return number if number >= 0 and not self._deleted[number] else -1


def _carry_groups(
    old: Stored, state: State, known: Numbers, before: Numbers, place: Numbers,
    reset: npt.NDArray[np.bool_], find: _Finder,
) -> None:  # fmt: skip
    """Groups at their new numbers; where the leader is gone, the next one printed leads.

    Documents that are `reset` get another group anyway.
    """
    heads = old.state.group[before].astype(np.int64)
    moved = place[heads]
    lost = (moved < 0) | state.deleted[moved]
    state.group[known] = np.where(lost, known, moved)
    orphaned = lost & ~state.deleted[known] & ~reset[known]
    orphans, leaders = known[orphaned], heads[orphaned]
    for leader in np.unique(leaders).tolist():
        members = orphans[leaders == leader]
        again = find(old.id(leader))
        if again < 0:
            again = int(
                min(members.tolist(), key=lambda n: _printed(old, int(before[np.searchsorted(known, n)])))
            )
        state.group[members] = again


def _printed(old: Stored, number: int) -> tuple[bool, int, int]:
    from zlib import crc32

    segment, own = old.place(number)
    day = int(segment.columns["day_first"][own])
    return day == 0, day, crc32(segment.ids.raw(own))


def _entity_numbers(old: Stored, entities: Sequence[Entity]) -> npt.NDArray[np.int32]:
    now = {entity.id: n for n, entity in enumerate(entities)}
    return np.array([now.get(e.id, -1) for e in old.state.facts.entities] or [-1], dtype=np.int32)


def _apply(
    state: State, perhaps: dict[int, tuple[str, ...]], entities: Sequence[Entity],
    changed: Mapping[str, Assignment], find: _Finder,
) -> None:  # fmt: skip
    entity = {e.id: n for n, e in enumerate(entities)}
    for quote_id, given in changed.items():
        at = find(quote_id)
        if at < 0:
            continue
        state.speaker[at] = entity.get(given.speaker or "", -1)
        state.organisation[at] = entity.get(given.organisation or "", -1)
        leader = find(given.group) if given.group else -1
        state.group[at] = leader if leader >= 0 else at
        state.flags[at] = CORRECTED * given.corrected | HIDDEN * given.hidden
        perhaps.pop(at, None)
        if given.perhaps:
            perhaps[at] = given.perhaps
