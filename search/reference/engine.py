"""The reference engine: what `search.engine.Engine` says, word for word, over plain lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from corpus.errors import StaleCursor
from search import cursor as cursors
from search.analysis import exact, fold, lookup
from search.cursor import Cursor
from search.entities import by_count, by_name, name_words, of_kind
from search.highlight import highlights, near
from search.query import role_node
from search.reference.matching import Scorer, matches
from search.reference.orders import (
    begins,
    counted,
    months_between,
    nearly,
    newest_first,
    overlapping,
    printed_forms,
    sort_key,
    terms,
)
from search.reference.writer import ReferenceIndex, State, printed
from search.scoring import float32
from search.spelling import replaced
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
    Former,
    Generation,
    Hit,
    QuoteDocument,
    SearchRequest,
    Suggestion,
    TermCount,
    TimelineBar,
    Values,
)


class ReferenceEngine:
    """See `search.engine.Engine`. The time budget is ignored: it answers whole, however long it takes."""

    def __init__(self, index: ReferenceIndex) -> None:
        self.index = index

    def close(self) -> None:
        """Nothing is held."""

    @property
    def state(self) -> State:
        """The generation that answers now."""
        return self.index.state

    @property
    def generation(self) -> Generation:
        """Its number and what it holds."""
        return self.state.generation

    # --- searching --------------------------------------------------------------------------------

    def live(self) -> list[QuoteDocument]:
        """All occurrences that may be shown."""
        state = self.state
        return [d for d in state.documents.values() if not state.assignments[d.id].hidden]

    def found(self, request: SearchRequest, lifted: str = "") -> list[QuoteDocument]:
        """The occurrences that answer, the filter `lifted` left out."""
        state = self.state
        return [
            document
            for document in self.live()
            if matches(request.query.node, state.words[document.id])
            and self._passes(document, request.filters, lifted)
        ]

    def _passes(self, document: QuoteDocument, filters: Filters, lifted: str) -> bool:
        for name in Values.__struct_fields__:
            wanted, unwanted = getattr(filters.include, name), getattr(filters.exclude, name)
            if wanted and name != lifted and not self._has(document, name, wanted):
                return False
            if unwanted and self._has(document, name, unwanted):
                return False
        dated = document.day_first > 0
        if lifted != "month":
            if filters.first_day and not (dated and document.day_last >= filters.first_day):
                return False
            if filters.last_day and not (dated and document.day_first <= filters.last_day):
                return False
        return document.indexed_at >= filters.indexed_since

    def _has(self, document: QuoteDocument, name: str, wanted: Iterable[str]) -> bool:
        if name == "role":
            words = self.state.words[document.id]
            return any(matches(role_node(role), words) for role in wanted)
        return self._value(document, name) in wanted

    def _value(self, document: QuoteDocument, name: str) -> str:
        given = self.state.assignments[document.id]
        values = {
            "speaker": given.speaker or "",
            "organisation": given.organisation or "",
            "source": document.source,
            "kind": document.kind,
            "verb": document.verb,
            "article": document.article_key,
            "month": document.published[:7],
        }
        return values[name]

    def _group(self, document: QuoteDocument) -> str:
        return self.state.assignments[document.id].group

    def groups(self, documents: Iterable[QuoteDocument]) -> int:
        """How many quotations they are."""
        return len({self._group(document) for document in documents})

    def heads(self, documents: Sequence[QuoteDocument]) -> list[QuoteDocument]:
        """One occurrence a quotation: the first printed."""
        first: dict[str, QuoteDocument] = {}
        for document in sorted(documents, key=printed):
            first.setdefault(self._group(document), document)
        return list(first.values())

    def ranked(self, documents: Sequence[QuoteDocument], request: SearchRequest) -> list[QuoteDocument]:
        """The heads, in the order asked for."""
        heads = self.heads(documents)
        if request.sort != "relevance":
            return sorted(heads, key=lambda document: _key(document, request))
        newest = sorted(heads, key=newest_first)
        return sorted(newest, key=lambda document: -self.score(document, request))

    def score(self, document: QuoteDocument, request: SearchRequest) -> float:
        """How well a document answers."""
        scorer = Scorer(list(self.state.words.values()))
        return float32(scorer.score(request.query.node, self.state.words[document.id]))

    def search(self, request: SearchRequest) -> Answer:
        """A page of results."""
        found = self.found(request)
        ranked = self.ranked(found, request)
        start = self._start(ranked, request)
        page = ranked[start : start + request.limit]
        following = None
        if start + request.limit < len(ranked) and page:
            last = page[-1]
            day = last.indexed_at if request.sort == "indexed" else last.day_first
            following = cursors.encode(
                Cursor(self.generation.number, last.id, day, cursors.signature(request))
            )
        return Answer(
            total=len(ranked),
            total_occurrences=len(found),
            items=tuple(self._hit(document, request) for document in page),
            facets={name: self._facet(request, name) for name in request.facets},
            next=following,
            generation=self.generation.number,
        )

    def _start(self, ranked: Sequence[QuoteDocument], request: SearchRequest) -> int:
        if request.cursor is None:
            return (request.page - 1) * request.limit
        cursor = cursors.decode(request.cursor, request)
        if request.sort == "relevance":
            place = [n for n, document in enumerate(ranked) if document.id == cursor.quote]
            if cursor.generation != self.generation.number or not place:
                raise StaleCursor(cursors.CHANGED, "cursor")
            return place[0] + 1
        last = sort_key(cursor.quote, cursor.day, request.sort)
        return sum(1 for document in ranked if _key(document, request) <= last)

    def _hit(self, document: QuoteDocument, request: SearchRequest | None) -> Hit:
        state = self.state
        given = state.assignments[document.id]
        entities = {entity.id: entity for entity in state.entities}
        group = given.group
        return Hit(
            document=document,
            assignment=given,
            speaker=entities.get(given.speaker or ""),
            organisation=entities.get(given.organisation or ""),
            score=round(self.score(document, request), 4) if request else 0.0,
            highlights=highlights(document.text, request.query) if request and request.highlight else (),
            occurrences=max(1, sum(1 for other in self.live() if self._group(other) == group)),
        )

    def export(self, request: SearchRequest) -> Iterator[Hit]:
        """Every hit."""
        for document in self.ranked(self.found(request), request):
            yield self._hit(document, request)

    # --- counting ---------------------------------------------------------------------------------

    def _facet(self, request: SearchRequest, name: str) -> Facet:
        filters = request.filters
        chosen = () if name == "month" else getattr(filters.include, name)
        names = {entity.id: entity.name for entity in self.state.entities}
        members: dict[str, set[str]] = {}
        for document in self.found(request, lifted=name):
            value = self._value(document, name)
            if value:
                members.setdefault(value, set()).add(self._group(document))
        if name == "month":
            members = overlapping(members)
        rows = [
            FacetValue(value, names.get(value, value) if name in ("speaker", "organisation") else value,
                       len(groups), value in chosen)
            for value, groups in members.items()
        ]  # fmt: skip
        if name == "month":
            return Facet(name, tuple(sorted(rows, key=lambda row: row.value)))
        rows.sort(key=lambda row: (-row.count, row.label, row.value))
        limit = request.facet_limit
        kept = rows[:limit] + [row for row in rows[limit:] if row.selected]
        return Facet(name, tuple(kept), len(kept) < len(rows))

    def timeline(self, request: SearchRequest) -> tuple[TimelineBar, ...]:
        """Quotations by month."""
        members: dict[str, set[str]] = {}
        for document in self.found(request):
            members.setdefault(document.published[:7], set()).add(self._group(document))
        wanted = request.filters.include.source
        articles = Counter(
            article.published[:7]
            for article in self.state.articles.values()
            if not wanted or article.source in wanted
        )
        months = sorted(month for month in members if len(month) == 7)
        shown = months_between(months[0], months[-1]) if months else []
        shown += sorted(month for month in members if len(month) == 4)
        shown += [""] if "" in members else []
        return tuple(TimelineBar(month, len(members.get(month, ())), articles[month]) for month in shown)

    def speakers_of(self, request: SearchRequest, limit: int = 20) -> tuple[EntityCount, ...]:
        """Who says it most."""
        found = self.found(request)
        rows = []
        for entity in self.state.entities:
            own = [d for d in found if self.state.assignments[d.id].speaker == entity.id]
            if own:
                rows.append(counted(entity, self.groups(own), own))
        rows.sort(key=lambda row: (-row.count, row.entity.name, row.entity.id))
        return tuple(rows[:limit])

    def terms_of(self, request: SearchRequest, limit: int = 20) -> tuple[TermCount, ...]:
        """Words more frequent in this result than elsewhere."""
        return terms([d.text for d in self.found(request)], [d.text for d in self.state.documents.values()])[
            :limit
        ]

    # --- one thing --------------------------------------------------------------------------------

    def quote(self, quote_id: str) -> Hit | Deletion | None:
        """One occurrence."""
        document = self.state.documents.get(quote_id)
        if document is None:
            return next((d for d in self.state.deletions if d.id == quote_id), None)
        if self.state.assignments[quote_id].hidden:
            return Deletion(quote_id, self.generation.committed)
        return self._hit(document, None)

    def occurrences(self, group: str) -> tuple[Hit, ...]:
        """All printings of a quotation."""
        if group not in self.state.documents:
            return ()
        head = self.state.assignments[group].group
        members = [d for d in self.live() if self._group(d) == head]
        return tuple(self._hit(document, None) for document in sorted(members, key=printed))

    def article(self, key: str) -> ArticleDocument | None:
        """One article."""
        articles = self.state.articles
        named = sorted(article.key for article in articles.values() if article.id == key)
        return articles.get(key) or (articles[named[0]] if named else None)

    def entity(self, entity_id: str) -> EntityCount | None:
        """One person or organisation."""
        found = [entity for entity in self.state.entities if entity.id == entity_id]
        return self._count(found[0]) if found else None

    def _count(self, entity: Entity) -> EntityCount:
        given = self.state.assignments
        own = [
            d
            for d in self.live()
            if given[d.id].speaker == entity.id
            or (entity.type == "organisation" and given[d.id].organisation == entity.id)
        ]
        return counted(entity, self.groups(own), own)

    def former(self, entity_id: str) -> Former | None:
        """Whom an id that is nobody's now stands for."""
        return self.state.former.get(entity_id)

    def perhaps(self, entity_id: str, limit: int = 20) -> tuple[int, tuple[Hit, ...]]:
        """Printings under an ambiguous name that may be theirs."""
        given = self.state.assignments
        found = [document for document in self.live() if entity_id in given[document.id].perhaps]
        found.sort(key=lambda document: (-document.day_first, document.id))
        return len(found), tuple(self._hit(document, None) for document in found[:limit])

    def entities(
        self, kind: str, *, q: str = "", limit: int = 20, offset: int = 0, sort: str = "count"
    ) -> tuple[int, tuple[EntityCount, ...]]:
        """People, or bodies."""
        rows = self._matching(q, kind)
        rows.sort(key=by_name if sort == "name" else by_count)
        return len(rows), tuple(rows[offset : offset + limit])

    def _matching(self, q: str, kind: str) -> list[EntityCount]:
        """Entities that are quoted, with every word of `q` at the beginning of one of their words."""
        rows = [self._count(entity) for entity in self.state.entities if of_kind(entity, kind)]
        rows = [row for row in rows if row.count]
        wanted = name_words(q)
        if not wanted:
            return [] if q else rows
        found = [row for row in rows if all(begins(word, row.entity) for word in wanted)]
        return found or [row for row in rows if all(nearly(word, row.entity) for word in wanted)]

    def resolve(self, field: str, name: str) -> tuple[Entity, ...]:
        """Who a name may be."""
        same = [entity for entity in self.state.entities if entity.id == name]
        if same:
            return (same[0],)
        if former := self.former(name):
            return tuple(entity for one in former.ids for entity in self.state.entities if entity.id == one)
        kind = "" if field == "speaker" else field
        return tuple(
            entity
            for entity in self.state.entities
            if of_kind(entity, kind)
            and fold(name).strip() in {fold(each) for each in (entity.name, *entity.names)}
        )

    def suggest(self, prefix: str, *, field: str = "", limit: int = 10) -> tuple[Suggestion, ...]:
        """Names that a prefix may mean."""
        rows = sorted(self._matching(prefix, field), key=by_count) if name_words(prefix) else []
        return tuple(Suggestion(r.entity.id, r.entity.name, r.entity.type, r.count) for r in rows[:limit])

    def did_you_mean(self, request: SearchRequest) -> str | None:
        """The query with its unknown words replaced by near ones as printed."""
        text, changed = request.query.text, False
        for word in request.query.terms():
            words = self.state.words.values()
            if len(fold(word)) < 4 or any(each.where(form) for form in lookup(word) for each in words):
                continue
            known = Counter(w for each in words for w in {w for _, w, _ in each.all} if near(exact(word), w))
            if known:
                best = min(known, key=lambda form: (-known[form], form))
                text, changed = replaced(text, word, self._as_printed(best)), True
        return text if changed else None

    def _as_printed(self, word: str) -> str:
        for document in self.live():
            for text in (document.text, document.speaker_name, document.role, document.organisation_name):
                for form in printed_forms(text, word):
                    return form
        return word

    # --- how much ---------------------------------------------------------------------------------

    def sources(self) -> tuple[tuple[str, int], ...]:
        """Publications with their number of articles."""
        counted = Counter(article.source for article in self.state.articles.values() if article.source)
        return tuple(sorted(counted.items(), key=lambda row: (-row[1], row[0])))

    def deletions(self, since: int = 0) -> tuple[Deletion, ...]:
        """Quotations no longer served."""
        return tuple(d for d in self.state.deletions if d.at >= since)

    def counts(self) -> Counts:
        """How much there is."""
        live = self.live()
        quoted = [e for e in self.state.entities if self._count(e).count]
        return Counts(
            quotations=self.groups(live),
            occurrences=len(live),
            articles=len(self.state.articles),
            speakers=sum(1 for entity in quoted if of_kind(entity, "speaker")),
            organisations=sum(1 for entity in quoted if of_kind(entity, "organisation")),
            sources=len(self.sources()),
        )


def _key(document: QuoteDocument, request: SearchRequest) -> tuple[int, ...]:
    day = document.indexed_at if request.sort == "indexed" else document.day_first
    return sort_key(document.id, day, request.sort)
