"""The default engine: one immutable snapshot a request, swapped when `CURRENT` changes."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np

from corpus.errors import DeadlineExceeded, IndexUnavailable
from search import cursor as cursors
from search.highlight import highlights
from search.values import (
    Answer,
    ArticleDocument,
    Counts,
    Deletion,
    Entity,
    EntityCount,
    Facet,
    Former,
    Generation,
    Hit,
    SearchRequest,
    Suggestion,
    TermCount,
    TimelineBar,
)
from search.whoosh import facets, words
from search.whoosh.budget import Budget
from search.whoosh.execute import Executor
from search.whoosh.filters import Filterer
from search.whoosh.names import NameTable
from search.whoosh.pages import Page, Pager
from search.whoosh.snapshot import Numbers, Snapshot
from search.whoosh.stored import Known

_LOG = logging.getLogger(__name__)

LOOK = 0.1
"""Seconds between two looks at `CURRENT`."""
HELD = 60.0
"""Seconds that a generation is kept after the next one came, for the cursors that belong to it."""
HELD_MOST = 4
"""Generations kept so at most: an indexer that commits without pause must not fill the memory."""


class Open:
    """A snapshot with what is computed over it once."""

    def __init__(self, folder: Path, known: Known | None = None) -> None:
        self.snapshot = Snapshot(folder, known)
        self.executor = Executor(self.snapshot)
        self.names = NameTable(self.snapshot)
        self.snapshot.warm()
        self.names.warm()
        facets.warm(self.snapshot)

    def filterer(self, budget: Budget) -> Filterer:
        """Its filters."""
        return Filterer(self.snapshot, self.executor, budget)

    def found(self, request: SearchRequest) -> Numbers:
        """The live documents that answer a request, sorted."""
        return self.filterer(Budget(request.budget_ms)).matching(request.query.node, request.filters)

    def pager(self, request: SearchRequest, budget: Budget) -> Pager:
        """Its pages."""
        return Pager(self.snapshot, self.executor, request, budget)

    def hit(self, number: int, request: SearchRequest | None, score: float = 0.0) -> Hit:
        """One document as it is shown."""
        snapshot = self.snapshot
        document = snapshot.document(number)
        speaker, organisation = snapshot.speaker_of(number), snapshot.organisation_of(number)
        marked = highlights(document.text, request.query) if request and request.highlight else ()
        return Hit(
            document=document,
            assignment=snapshot.assignment(number, document.id, speaker, organisation),
            speaker=speaker,
            organisation=organisation,
            score=round(score, 4) if score else 0.0,
            highlights=marked,
            occurrences=snapshot.occurrences(number),
        )


class WhooshEngine:
    """See `search.engine.Engine`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._stamp = self._look()
        self._open = Open(folder)
        self._held: dict[int, tuple[float, Open]] = {}
        self._checked = time.monotonic()
        self._lock = threading.Lock()

    def _look(self) -> tuple[int, int]:
        try:
            status = (self.folder / "CURRENT").stat()
        except OSError:
            return 0, 0
        return status.st_mtime_ns, status.st_ino

    def _current(self) -> Open:
        now = time.monotonic()
        if now - self._checked > LOOK and self._lock.acquire(blocking=False):
            self._checked = now
            stamp = self._look()
            if stamp in (self._stamp, (0, 0)):
                self._let_go(now)
                self._lock.release()
            else:
                threading.Thread(target=self._reload, args=(stamp,), daemon=True).start()
        return self._open

    def _reload(self, stamp: tuple[int, int]) -> None:
        """Open the new generation beside the one that answers, then let it answer, and the lock go."""
        try:
            old = self._open
            new = Open(self.folder, old.snapshot.stored.known)
            held = {**self._held, old.snapshot.generation.number: (time.monotonic() + HELD, old)}
            self._held = dict(list(held.items())[-HELD_MOST:])
            self._open, self._stamp = new, stamp
            self._let_go(time.monotonic())
        except IndexUnavailable as error:
            _LOG.warning("the new generation cannot be opened, the old one goes on answering: %s", error)
        finally:
            self._lock.release()

    def _let_go(self, now: float) -> None:
        self._held = {number: held for number, held in self._held.items() if held[0] > now}

    def _for(self, request: SearchRequest) -> Open:
        """The snapshot that answers: for a cursor by relevance that of its generation, while it is held."""
        current = self._current()
        if request.cursor is not None and request.sort == "relevance":
            generation = cursors.decode(request.cursor, request).generation
            held = self._held.get(generation)
            if held is not None:
                return held[1]
        return current

    def close(self) -> None:
        """Let go of what is held; maps end with the last answer that uses them."""
        self._held = {}

    @property
    def generation(self) -> Generation:
        """The generation that answers now."""
        return self._current().snapshot.generation

    # --- searching --------------------------------------------------------------------------------

    def search(self, request: SearchRequest) -> Answer:
        """A page of results; DeadlineExceeded when they take too long, `partial` when only facets do."""
        state = self._for(request)
        budget = Budget(request.budget_ms)
        filterer = state.filterer(budget)
        found = filterer.matching(request.query.node, request.filters)
        total, heads = self._heads(state, found, request)
        pager = state.pager(request, budget)
        page = pager.page(heads)
        counted, partial = self._facets(state, filterer, found, request)
        return Answer(
            total=total,
            total_occurrences=len(found),
            items=self._items(state, page, request),
            facets=counted,
            next=pager.next(page),
            partial=partial,
            generation=state.snapshot.generation.number,
        )

    def _heads(self, state: Open, found: Numbers, request: SearchRequest) -> tuple[int, Numbers]:
        """How many quotations were found, and one document of each (of all, when all were found)."""
        snapshot = state.snapshot
        if found is snapshot.live_documents:
            return len(snapshot.newest_heads), snapshot.newest_heads
        heads = snapshot.heads(found)
        return len(heads), heads

    def _items(self, state: Open, page: Page, request: SearchRequest) -> tuple[Hit, ...]:
        return tuple(
            state.hit(number, request, score)
            for number, score in zip(page.documents.tolist(), page.scores.tolist(), strict=True)
        )

    def _facets(
        self, state: Open, filterer: Filterer, found: Numbers, request: SearchRequest
    ) -> tuple[dict[str, Facet], bool]:
        base = facets.Split(state.snapshot, found) if request.facets else None
        done: dict[str, Facet] = {}
        for name in request.facets:
            try:
                filterer.budget.check()
                own = base
                if own is None or _chosen(request, name):
                    lifted = filterer.matching(request.query.node, request.filters, lifted=name)
                    own = facets.Split(state.snapshot, lifted)
                done[name] = facets.facet(state.snapshot, state.names, own, request, name)
            except DeadlineExceeded:
                return done, True
        return done, False

    def export(self, request: SearchRequest) -> Iterator[Hit]:
        """Every hit, in order, of one snapshot."""
        state = self._current()
        request = msgspec.structs.replace(request, page=1, cursor=None, limit=max(1, state.snapshot.count))
        found = state.found(request)
        _, heads = self._heads(state, found, request)
        page = state.pager(request, Budget(request.budget_ms)).page(heads)
        for number, score in zip(page.documents.tolist(), page.scores.tolist(), strict=True):
            yield state.hit(number, request, score)

    def timeline(self, request: SearchRequest) -> tuple[TimelineBar, ...]:
        """Quotations by month."""
        state = self._current()
        return facets.timeline(state.snapshot, state.found(request), request.filters.include.source)

    def speakers_of(self, request: SearchRequest, limit: int = 20) -> tuple[EntityCount, ...]:
        """Who says it most."""
        state = self._current()
        return facets.speakers(state.snapshot, state.names, state.found(request), limit)

    def terms_of(self, request: SearchRequest, limit: int = 20) -> tuple[TermCount, ...]:
        """Words more frequent in this result than elsewhere."""
        state = self._current()
        return words.typical(state.snapshot, state.found(request), limit)

    def did_you_mean(self, request: SearchRequest) -> str | None:
        """The query with its unknown words replaced by near ones as printed."""
        return words.did_you_mean(self._current().snapshot, request.query)

    # --- one thing --------------------------------------------------------------------------------

    def quote(self, quote_id: str) -> Hit | Deletion | None:
        """One occurrence."""
        state = self._current()
        number = state.snapshot.find(quote_id)
        if number < 0:
            return next((d for d in self.deletions() if d.id == quote_id), None)
        if not state.snapshot.live[number]:
            return Deletion(quote_id, state.snapshot.generation.committed)
        return state.hit(number, None)

    def occurrences(self, group: str) -> tuple[Hit, ...]:
        """All printings of a quotation."""
        state = self._current()
        snapshot = state.snapshot
        head = snapshot.find(group)
        if head < 0:
            return ()
        members = np.flatnonzero((snapshot.group == snapshot.group[head]) & snapshot.live)
        return tuple(state.hit(n, None) for n in members[np.argsort(snapshot.oldest_rank[members])].tolist())

    def article(self, key: str) -> ArticleDocument | None:
        """One article."""
        return self._current().snapshot.article(key)

    def entity(self, entity_id: str) -> EntityCount | None:
        """One person or organisation."""
        state = self._current()
        number = state.snapshot.entity_number.get(entity_id)
        return None if number is None else state.names.counted(number)

    def former(self, entity_id: str) -> Former | None:
        """Whom an id that is nobody's now stands for."""
        return self._current().snapshot.former.get(entity_id)

    def perhaps(self, entity_id: str, limit: int = 20) -> tuple[int, tuple[Hit, ...]]:
        """Printings under an ambiguous name that may be theirs."""
        state = self._current()
        snapshot = state.snapshot
        candidates = snapshot.stored.state.facts.perhaps
        documents = {
            number: snapshot.document(number)
            for number, ids in candidates.items()
            if entity_id in ids and snapshot.live[number]
        }
        found = sorted(documents, key=lambda number: (-documents[number].day_first, documents[number].id))
        return len(found), tuple(state.hit(number, None) for number in found[:limit])

    def entities(
        self, kind: str, *, q: str = "", limit: int = 20, offset: int = 0, sort: str = "count"
    ) -> tuple[int, tuple[EntityCount, ...]]:
        """People, or bodies."""
        names = self._current().names
        found = np.array(names.matching(q, kind) if q else names.all(kind), dtype=np.int64)
        rank = names.name_rank if sort == "name" else names.count_rank
        shown = found[np.argsort(rank[found])][offset : offset + limit] if len(found) else found
        return len(found), tuple(names.counted(number) for number in shown.tolist())

    def resolve(self, field: str, name: str) -> tuple[Entity, ...]:
        """Who a name may be."""
        return self._current().names.resolve(field, name)

    def suggest(self, prefix: str, *, field: str = "", limit: int = 10) -> tuple[Suggestion, ...]:
        """Names that a prefix may mean."""
        return self._current().names.suggest(prefix, field, limit)

    # --- how much ---------------------------------------------------------------------------------

    def sources(self) -> tuple[tuple[str, int], ...]:
        """Publications with their number of articles."""
        codes, table = self._current().snapshot.article_coded["source"]
        total = np.bincount(codes, minlength=len(table)).tolist()
        rows = [(name, n) for name, n in zip(table, total, strict=False) if name and n]
        return tuple(sorted(rows, key=lambda row: (-row[1], row[0])))

    def deletions(self, since: int = 0) -> tuple[Deletion, ...]:
        """Quotations no longer served."""
        gone = self._current().snapshot.stored.state.facts.deletions
        return tuple(d for d in gone if d.at >= since)

    def counts(self) -> Counts:
        """How much there is."""
        state = self._current()
        snapshot = state.snapshot
        return Counts(
            quotations=len(snapshot.newest_heads),
            occurrences=len(snapshot.live_documents),
            articles=len(snapshot.article_coded["source"][0]),
            speakers=len(state.names.all("speaker")),
            organisations=len(state.names.all("organisation")),
            sources=len(self.sources()),
        )


def _chosen(request: SearchRequest, name: str) -> bool:
    """Whether a facet's own filter is set."""
    if name == "month":
        return bool(request.filters.first_day or request.filters.last_day)
    return bool(getattr(request.filters.include, name))


__all__ = ["WhooshEngine"]
