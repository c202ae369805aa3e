"""The reference's generations, and its writer: plain dictionaries, copied at each commit."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from search.reference.matching import Words
from search.values import ArticleDocument, Assignment, Deletion, Entity, Former, Generation, QuoteDocument


class State(msgspec.Struct, kw_only=True):
    """One generation: everything by id, in the order it was put in."""

    generation: Generation = Generation(0, 0, 0)
    articles: dict[str, ArticleDocument] = {}
    documents: dict[str, QuoteDocument] = {}
    assignments: dict[str, Assignment] = {}
    entities: tuple[Entity, ...] = ()
    former: dict[str, Former] = {}
    deletions: tuple[Deletion, ...] = ()
    words: dict[str, Words] = {}

    def copy(self) -> State:
        """One that may be changed."""
        return State(
            generation=self.generation, articles=dict(self.articles), documents=dict(self.documents),
            assignments=dict(self.assignments), entities=self.entities, former=self.former,
            deletions=self.deletions, words=dict(self.words),
        )  # fmt: skip


class ReferenceIndex:
    """Where a writer and engines meet."""

    def __init__(self) -> None:
        self.state = State()


class ReferenceWriter:
    """See `search.engine.IndexWriter`."""

    def __init__(self, index: ReferenceIndex) -> None:
        self.index = index
        self.cancel()

    def cancel(self) -> None:
        """Forget all since the last commit."""
        self._added: dict[str, tuple[ArticleDocument, dict[str, QuoteDocument]]] = {}
        self._removed: dict[str, int] = {}
        self._entities, self._former = self.index.state.entities, self.index.state.former
        self._changed: dict[str, Assignment] = {}

    def add(self, article: ArticleDocument, quotes: Sequence[QuoteDocument]) -> None:
        """Put an article and its quotations in."""
        self._added[article.key] = (article, {quote.id: quote for quote in quotes})
        self._removed.pop(article.key, None)

    def remove(self, article_keys: Iterable[str], *, at: int) -> None:
        """Take articles out."""
        for key in article_keys:
            self._added.pop(key, None)
            self._removed[key] = at

    def assign(
        self,
        entities: Sequence[Entity],
        changed: Mapping[str, Assignment],
        former: Mapping[str, Former] | None = None,
    ) -> None:
        """Set who is who."""
        self._entities = tuple(entities)
        self._changed.update(changed)
        self._former = self._former if former is None else dict(former)

    def commit(self, seq: int) -> Generation:
        """Make it all visible."""
        old, now = self.index.state, int(time.time())
        state = old.copy()
        state.entities, state.former = self._entities, self._former
        gone = [d for d in old.documents.values() if d.article_key in {*self._added, *self._removed}]
        for document in gone:
            del state.documents[document.id], state.assignments[document.id], state.words[document.id]
        for key in {*self._added, *self._removed}:
            state.articles.pop(key, None)
        for article, quotes in self._added.values():
            state.articles[article.key] = article
            for quote in quotes.values():
                state.documents[quote.id] = quote
                state.words[quote.id] = Words(quote)
                state.assignments[quote.id] = Assignment(group=quote.id)
        self._assign(state)
        state.deletions = self._deletions(state, gone, now)
        state.generation = Generation(old.generation.number + 1, seq, now)
        self.index.state = state
        self.cancel()
        return state.generation

    def _assign(self, state: State) -> None:
        known = {entity.id for entity in state.entities}
        for quote_id, given in self._changed.items():
            if quote_id in state.documents:
                group = given.group if given.group in state.documents else quote_id
                state.assignments[quote_id] = msgspec.structs.replace(given, group=group)
        members: dict[str, list[str]] = {}
        for quote_id, given in state.assignments.items():
            members.setdefault(given.group, []).append(quote_id)
        for quote_id, given in list(state.assignments.items()):
            head = given.group
            if head not in state.documents:  # its first printing is gone: the next one leads
                head = min(members[head], key=lambda one: printed(state.documents[one]))
            state.assignments[quote_id] = msgspec.structs.replace(
                given, group=head,
                speaker=given.speaker if given.speaker in known else None,
                organisation=given.organisation if given.organisation in known else None,
            )  # fmt: skip

    def _deletions(self, state: State, gone: Sequence[QuoteDocument], now: int) -> tuple[Deletion, ...]:
        new = [
            Deletion(d.id, self._removed.get(d.article_key, now), self._moved(d))
            for d in gone
            if d.id not in state.documents
        ]
        return tuple(d for d in (*state.deletions, *new) if d.id not in state.documents)

    def _moved(self, document: QuoteDocument) -> str:
        """The new quotation of the same article that overlaps an old one by half."""
        if document.article_key not in self._added or not document.offsets:
            return ""
        start, end = document.offsets[0][0], document.offsets[-1][1]
        for quote in self._added[document.article_key][1].values():
            first, last = (quote.offsets[0][0], quote.offsets[-1][1]) if quote.offsets else (0, 0)
            if 2 * (min(end, last) - max(start, first)) >= max(end, last) - min(start, first):
                return quote.id
        return ""


def printed(document: QuoteDocument) -> tuple[bool, int, int, str]:
    """What orders the printings of the same words: by day, undated last, then by id."""
    from zlib import crc32

    return not document.day_first, document.day_first, crc32(document.id.encode()), document.id
