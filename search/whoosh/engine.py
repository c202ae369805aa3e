"""The default engine: one immutable snapshot a request, swapped when `CURRENT` changes."""

from __future__ import annotations

import datetime
import math
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from corpus.errors import StaleCursor
from search import cursor as cursors
from search.analysis import exact_words, fold, tokens
from search.cursor import Cursor
from search.highlight import highlights, near
from search.query import Phrase, Term
from search.streams import SPAN, ZONE
from search.values import (
    Answer,
    ArticleDocument,
    Counts,
    Deletion,
    Entity,
    EntityCount,
    Facet,
    FacetValue,
    Filters,
    Generation,
    Hit,
    SearchRequest,
    Suggestion,
    TermCount,
    TimelineBar,
    Values,
)
from search.whoosh.execute import Executor
from search.whoosh.names import NameTable
from search.whoosh.snapshot import Snapshot

Documents = npt.NDArray[np.int64]
CODED = {"source": "source", "kind": "kind", "verb": "verb", "article": "article_key"}


class _Open:
    """A snapshot with what is computed over it once."""

    def __init__(self, folder: Path) -> None:
        self.snapshot = Snapshot(folder)
        self.executor = Executor(self.snapshot)
        self.names = NameTable(self.snapshot)


class WhooshEngine:
    """See `search.engine.Engine`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open = _Open(folder)
        self._stamp = self._look()
        self._checked = time.monotonic()
        self._lock = threading.Lock()

    def _look(self) -> tuple[int, int]:
        try:
            status = (self.folder / "CURRENT").stat()
        except OSError:
            return self._stamp
        return status.st_mtime_ns, status.st_ino

    def _current(self) -> _Open:
        now = time.monotonic()
        if now - self._checked > 0.5 and self._lock.acquire(blocking=False):
            try:
                self._checked = now
                stamp = self._look()
                if stamp != self._stamp:
                    self._open = _Open(self.folder)
                    self._stamp = stamp
            finally:
                self._lock.release()
        return self._open

    def close(self) -> None:
        """Let go of the snapshot; its maps end with the last answer that uses them."""

    @property
    def generation(self) -> Generation:
        """The generation that answers now."""
        return self._current().snapshot.generation

    # --- searching --------------------------------------------------------------------------------

    def search(self, request: SearchRequest) -> Answer:
        """A page of results."""
        state = self._current()
        snapshot = state.snapshot
        deadline = time.monotonic() + request.budget_ms / 1000
        base = state.executor.documents(request.query.node, deadline)
        found = self._filtered(state, base, request.filters)
        heads = _ranked(state, found, request)
        start = self._start(snapshot, heads, request)
        page = heads[start : start + request.limit]
        more = start + request.limit < len(heads)
        facets: dict[str, Facet] = {}
        partial = False
        for name in request.facets:
            if time.monotonic() > deadline:
                partial = True
                break
            facets[name] = self._facet(state, base, found, request, name)
        following = None
        if more and len(page):
            last = int(page[-1])
            following = cursors.encode(
                Cursor(
                    snapshot.generation.number, snapshot.document(last).id,
                    int(snapshot.day_first[last]), cursors.signature(request),
                )
            )  # fmt: skip
        scores = state.executor.scores(request.query.node, page) if len(page) else np.empty(0)
        return Answer(
            total=len(heads), total_occurrences=len(found),
            items=tuple(
                self._hit(state, int(number), request, float(score))
                for number, score in zip(page, scores, strict=True)
            ),
            facets=facets, next=following, partial=partial, generation=snapshot.generation.number,
        )  # fmt: skip

    def _start(self, snapshot: Snapshot, heads: Documents, request: SearchRequest) -> int:
        if request.cursor is None:
            return (request.page - 1) * request.limit
        cursor = cursors.decode(request.cursor, request)
        number = snapshot.find(cursor.quote)
        at = np.flatnonzero(heads == number)
        if len(at) and (cursor.generation == snapshot.generation.number or request.sort != "relevance"):
            return int(at[0]) + 1
        if request.sort == "relevance":
            raise StaleCursor(
                "the index has changed since this page: start again without the cursor", "cursor"
            )
        days = snapshot.day_first[heads]
        later = days < cursor.day if request.sort == "newest" else days > cursor.day
        after = np.flatnonzero(later)
        return int(after[0]) if len(after) else len(heads)

    def _filtered(self, state: _Open, base: Documents, filters: Filters, lifted: str = "") -> Documents:
        mask = state.snapshot.live[base]
        mask &= self._include(state, base, filters.include, lifted)
        if filters.exclude != Values():
            mask &= ~self._exclude(state, base, filters.exclude)
        snapshot = state.snapshot
        if lifted != "month":
            if filters.first_day:
                mask &= (snapshot.day_last[base] >= filters.first_day) & (snapshot.day_first[base] > 0)
            if filters.last_day:
                mask &= (snapshot.day_first[base] <= filters.last_day) & (snapshot.day_first[base] > 0)
        if filters.indexed_since:
            mask &= snapshot.indexed_at[base] >= filters.indexed_since
        return base[mask]

    def _include(self, state: _Open, base: Documents, values: Values, lifted: str) -> npt.NDArray[np.bool_]:
        mask = np.ones(len(base), dtype=np.bool_)
        for name in Values.__struct_fields__:
            wanted = getattr(values, name)
            if wanted and name != lifted:
                mask &= self._has(state, base, name, wanted)
        return mask

    def _exclude(self, state: _Open, base: Documents, values: Values) -> npt.NDArray[np.bool_]:
        mask = np.zeros(len(base), dtype=np.bool_)
        for name in Values.__struct_fields__:
            wanted = getattr(values, name)
            if wanted:
                mask |= self._has(state, base, name, wanted)
        return mask

    def _has(
        self, state: _Open, base: Documents, name: str, wanted: tuple[str, ...]
    ) -> npt.NDArray[np.bool_]:
        snapshot = state.snapshot
        if name in ("speaker", "organisation"):
            numbers = [snapshot.entity_number.get(each, -2) for each in wanted]
            column = snapshot.speaker if name == "speaker" else snapshot.organisation
            return np.isin(column[base], numbers)
        if name == "role":
            from search.query import And, Field

            mask = np.zeros(len(base), dtype=np.bool_)
            for role in wanted:
                words = tuple(Term(word) for word in exact_words(role))
                node = Field("role", And(words) if len(words) > 1 else (words or (Term(role),))[0])
                mask |= np.isin(base, state.executor.documents(node, math.inf), assume_unique=True)
            return mask
        column_name = CODED[name]
        table = snapshot.values[column_name]
        codes = [table.index(each) for each in wanted if each in table]
        return np.isin(snapshot.codes[column_name][base], codes)

    def _hit(self, state: _Open, number: int, request: SearchRequest | None, score: float = 0.0) -> Hit:
        snapshot = state.snapshot
        document = snapshot.document(number)
        assignment = snapshot.assignment(number)
        entities = snapshot.state.entities
        speaker, body = int(snapshot.speaker[number]), int(snapshot.organisation[number])
        marked = highlights(document.text, request.query) if request and request.highlight else ()
        return Hit(
            document=document, assignment=assignment, speaker=entities[speaker] if speaker >= 0 else None,
            organisation=entities[body] if body >= 0 else None, score=round(score, 4), highlights=marked,
            occurrences=state.names.occurrences(number),
        )  # fmt: skip

    # --- facets -----------------------------------------------------------------------------------

    def _facet(
        self, state: _Open, base: Documents, found: Documents, request: SearchRequest, name: str
    ) -> Facet:
        chosen = self._chosen(request, name)
        if chosen:
            found = self._filtered(state, base, request.filters, lifted=name)
        values = self._values(state, found, name)
        counted = _count_groups(values[0], state.snapshot.group[found])
        labels = values[1]
        rows = [
            FacetValue(labels(code)[0], labels(code)[1], count, labels(code)[0] in chosen)
            for code, count in counted
            if code >= 0 and labels(code)[0]
        ]
        if name == "month":
            return Facet(name, tuple(sorted(rows, key=lambda row: row.value)))
        rows.sort(key=lambda row: (-row.count, row.label, row.value))
        kept = rows[: request.facet_limit]
        kept += [row for row in rows[request.facet_limit :] if row.selected]
        return Facet(name, tuple(kept), len(rows) > len(kept))

    def _chosen(self, request: SearchRequest, name: str) -> tuple[str, ...]:
        if name == "month":
            return ("",) if request.filters.first_day or request.filters.last_day else ()
        return tuple(getattr(request.filters.include, name))

    def _values(self, state: _Open, found: Documents, name: str) -> tuple[npt.NDArray[Any], Any]:
        snapshot = state.snapshot
        if name in ("speaker", "organisation"):
            column = snapshot.speaker if name == "speaker" else snapshot.organisation
            entities = snapshot.state.entities
            return column[found], lambda code: (entities[code].id, entities[code].name)
        if name == "month":
            days = snapshot.values["published"]
            months = sorted({day[:7] for day in days})
            place = {month: n for n, month in enumerate(months)}
            of_day = np.array([place[day[:7]] for day in days] or [0], dtype=np.int64)
            return of_day[snapshot.codes["published"][found]], lambda code: (months[code], months[code])
        table = snapshot.values[CODED[name]]
        return snapshot.codes[CODED[name]][found], lambda code: (table[code], table[code])

    def timeline(self, request: SearchRequest) -> tuple[TimelineBar, ...]:
        """Quotations by month."""
        state = self._current()
        found = self._found(state, request)
        snapshot = state.snapshot
        table = snapshot.values["published"]
        counts: dict[str, set[int]] = {}
        pairs = np.unique(
            np.stack([snapshot.codes["published"][found].astype(np.int64), snapshot.group[found]]), axis=1
        )
        for code, group in pairs.T.tolist():
            counts.setdefault(table[code][:7], set()).add(group)
        sources, days = snapshot.article_facts
        wanted = set(request.filters.include.source)
        totals: dict[str, int] = {}
        for source, day in zip(sources, days.tolist(), strict=True):
            if not wanted or source in wanted:
                month = datetime.date.fromordinal(day).isoformat()[:7] if day else ""
                totals[month] = totals.get(month, 0) + 1
        return _bars({month: len(groups) for month, groups in counts.items()}, totals)

    def speakers_of(self, request: SearchRequest, limit: int = 20) -> tuple[EntityCount, ...]:
        """Who says it most."""
        state = self._current()
        found = self._found(state, request)
        counted = _count_groups(state.snapshot.speaker[found], state.snapshot.group[found])
        ranked = sorted(((n, c) for n, c in counted if n >= 0), key=lambda row: (-row[1], row[0]))
        return tuple(
            msgspec.structs.replace(state.names.counted(number), count=count)
            for number, count in ranked[:limit]
        )

    def terms_of(self, request: SearchRequest, limit: int = 20) -> tuple[TermCount, ...]:
        """Words more frequent in this result than elsewhere (log-odds with an add-half prior)."""
        state = self._current()
        found = self._found(state, request)[:5000]
        here: dict[str, int] = {}
        for number in found.tolist():
            for word in {t.exact for t in tokens(state.snapshot.document(number).text) if len(t.exact) > 3}:
                here[word] = here.get(word, 0) + 1
        rows = []
        count = max(1, state.snapshot.count)
        for word, times in here.items():
            if times < 2:
                continue
            keys = state.snapshot.keys("=" + word)
            total = len(np.unique(keys[(keys % SPAN) < ZONE] // SPAN))
            score = math.log((times + 0.5) / (len(found) - times + 0.5))
            score -= math.log((total + 0.5) / (count - total + 0.5))
            if score > 0:
                rows.append(TermCount(word, times, round(score * math.sqrt(times), 3)))
        return tuple(sorted(rows, key=lambda row: (-row.score, row.term))[:limit])

    def _found(self, state: _Open, request: SearchRequest) -> Documents:
        deadline = time.monotonic() + request.budget_ms / 1000
        base = state.executor.documents(request.query.node, deadline)
        return self._filtered(state, base, request.filters)

    def export(self, request: SearchRequest) -> Iterator[Hit]:
        """Every hit, in order, of one snapshot."""
        state = self._current()
        found = self._found(state, request)
        for number in _ranked(state, found, request).tolist():
            yield self._hit(state, number, request)

    # --- one thing --------------------------------------------------------------------------------

    def quote(self, quote_id: str) -> Hit | Deletion | None:
        """One occurrence."""
        state = self._current()
        number = state.snapshot.find(quote_id)
        if number >= 0:
            if not state.snapshot.live[number]:
                return Deletion(quote_id, state.snapshot.generation.committed)
            return self._hit(state, number, None)
        return next((d for d in state.snapshot.state.deletions if d.id == quote_id), None)

    def occurrences(self, group: str) -> tuple[Hit, ...]:
        """All printings of a quotation."""
        state = self._current()
        head = state.snapshot.find(group)
        if head < 0:
            return ()
        members = np.flatnonzero((state.snapshot.group == state.snapshot.group[head]) & state.snapshot.live)
        order = sorted(members.tolist(), key=lambda n: (state.snapshot.day_first[n] or 1 << 40, n))
        return tuple(self._hit(state, number, None) for number in order)

    def article(self, key: str) -> ArticleDocument | None:
        """One article."""
        return self._current().snapshot.article(key)

    def entity(self, entity_id: str) -> EntityCount | None:
        """One person or organisation."""
        state = self._current()
        number = state.snapshot.entity_number.get(entity_id)
        return None if number is None else state.names.counted(number)

    def entities(
        self, kind: str, *, q: str = "", limit: int = 20, offset: int = 0, sort: str = "count"
    ) -> tuple[int, tuple[EntityCount, ...]]:
        """People, or bodies."""
        state = self._current()
        numbers = state.names.matching(q, kind) if q else state.names.all(kind)
        counted = [state.names.counted(number) for number in numbers]
        if sort == "name":
            counted.sort(key=lambda row: fold(row.entity.name))
        else:
            counted.sort(key=lambda row: (-row.count, fold(row.entity.name)))
        return len(counted), tuple(counted[offset : offset + limit])

    def resolve(self, field: str, name: str) -> tuple[Entity, ...]:
        """Who a name may be."""
        return self._current().names.resolve(field, name)

    def suggest(self, prefix: str, *, field: str = "", limit: int = 10) -> tuple[Suggestion, ...]:
        """Names that a prefix may mean."""
        names = self._current().names
        rows = [names.counted(number) for number in names.matching(prefix, field)]
        rows.sort(key=lambda row: (-row.count, fold(row.entity.name)))
        return tuple(Suggestion(r.entity.id, r.entity.name, r.entity.type, r.count) for r in rows[:limit])

    def did_you_mean(self, request: SearchRequest) -> str | None:
        """The query with its unknown words replaced by near ones as printed."""
        state = self._current()
        text, changed = request.query.text, False
        for word in request.query.terms():
            leaf = Term(word) if " " not in word else Phrase((word,))
            if len(fold(word)) < 4 or len(state.executor.keys(leaf)):
                continue
            best = self._nearest(state, fold(word))
            if best:
                text, changed = text.replace(word, best), True
        return text if changed else None

    def _nearest(self, state: _Open, word: str) -> str | None:
        best: tuple[int, str] | None = None
        for segment in state.snapshot.segments:
            low, high = segment.prefixed("=" + word[:1])
            for at in range(low, high):
                term = segment.terms[at][1:]
                if near(word, term):
                    size = int(segment.offsets[at + 1] - segment.offsets[at])
                    if best is None or size > best[0]:
                        best = (size, self._printed(segment, at))
        return best[1] if best else None

    def _printed(self, segment: Any, at: int) -> str:
        key = int(segment.postings[segment.offsets[at]])
        document = segment.document(key // SPAN)
        for text in (document.text, document.speaker_name, document.role, document.organisation_name):
            for token in tokens(text):
                if token.exact == segment.terms[at][1:]:
                    return str(text[token.start : token.end])
        return str(segment.terms[at][1:])

    def sources(self) -> tuple[tuple[str, int], ...]:
        """Publications with their number of articles."""
        counted: dict[str, int] = {}
        for source in self._current().snapshot.article_facts[0]:
            counted[source] = counted.get(source, 0) + 1
        return tuple(sorted(((s, n) for s, n in counted.items() if s), key=lambda row: (-row[1], row[0])))

    def deletions(self, since: int = 0) -> tuple[Deletion, ...]:
        """Quotations no longer served."""
        return tuple(d for d in self._current().snapshot.state.deletions if d.at >= since)

    def counts(self) -> Counts:
        """How much there is."""
        state = self._current()
        snapshot = state.snapshot
        live = np.flatnonzero(snapshot.live)
        return Counts(
            quotations=len(np.unique(snapshot.group[live])), occurrences=len(live), articles=len(snapshot.articles),
            speakers=len(state.names.all("speaker")), organisations=len(state.names.all("organisation")),
            sources=len(self.sources()),
        )  # fmt: skip


def _ranked(state: _Open, found: Documents, request: SearchRequest) -> Documents:
    """One document a quotation, best first: the best printing for relevance, else the first printed."""
    snapshot = state.snapshot
    days = snapshot.day_first[found]
    undated = days == 0
    group = snapshot.group[found]
    if request.sort == "relevance" and not request.query.is_everything:
        scores = state.executor.scores(request.query.node, found)
        order = np.lexsort((found, undated, -days, -scores))
    elif request.sort == "oldest":
        order = np.lexsort((found, days, undated))
    elif request.sort == "indexed":
        order = np.lexsort((found, -snapshot.indexed_at[found]))
    else:
        order = np.lexsort((found, -days, undated))
    ordered = found[order]
    _, first = np.unique(group[order], return_index=True)
    if len(first) == len(ordered):
        return ordered
    return ordered[np.sort(first)]


def _count_groups(values: npt.NDArray[Any], groups: npt.NDArray[Any]) -> list[tuple[int, int]]:
    """Distinct quotations for each value."""
    if not len(values):
        return []
    width = int(groups.max()) + 1
    pairs = np.unique(values.astype(np.int64) * width + groups)
    codes, counts = np.unique(pairs // width, return_counts=True)
    return list(zip(codes.tolist(), counts.tolist(), strict=True))


def _bars(counts: dict[str, int], totals: dict[str, int]) -> tuple[TimelineBar, ...]:
    months = sorted(month for month in counts if len(month) == 7)
    bars = []
    if months:
        year, number = int(months[0][:4]), int(months[0][5:])
        while (month := f"{year:04}-{number:02}") <= months[-1]:
            bars.append(TimelineBar(month, counts.get(month, 0), totals.get(month, 0)))
            year, number = (year + 1, 1) if number == 12 else (year, number + 1)
    bars += [
        TimelineBar(year, counts[year], totals.get(year, 0)) for year in sorted(counts) if len(year) == 4
    ]
    if "" in counts:
        bars.append(TimelineBar("", counts[""], totals.get("", 0)))
    return tuple(bars)


__all__ = ["WhooshEngine"]
