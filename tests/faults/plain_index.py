"""The plain-Python engine over all that a record holds, told at once; and questions to ask it and another."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from corpus.record import Record
from indexer import assignments
from indexer.assignments import Assignments
from indexer.documents import documents
from search.query import parse
from search.reference import ReferenceEngine, ReferenceIndex, ReferenceWriter
from search.values import Answer, Filters, SearchRequest, Values
from settings import Settings
from tests.faults.plain_world import SOURCES

QUERIES = (
    "", "quais", "port houle", '"les quais du port"', "tramway OU digue", "quais SAUF houle", "écol*",
    "faure", "qui:olivet", "pour:dockers", "diarra inondations", "vandamme~",
)  # fmt: skip


def reference(settings: Settings, record: Record, path: Path) -> ReferenceEngine:
    """The plain engine over all that a record holds, who is who worked out from nothing."""
    assignments.forget(path)
    index = ReferenceIndex()
    writer = ReferenceWriter(index)
    with Assignments(path, record) as known:
        told = known.update("")
        for kept in record.articles():
            writer.add(*documents(
                kept.article, kept.quotes, shown=settings.article_text_of(kept.article.source),
                extractor=kept.extractor, indexed_at=kept.indexed_at, moments=kept.moments,
                delisted=known.delisted(kept.key),
            ))  # fmt: skip
    writer.assign(told.entities, told.changed, told.former)
    writer.commit(record.seq)
    return ReferenceEngine(index)


def question(chance: random.Random, entities: list[str]) -> SearchRequest:
    """A search of these words, with some filters."""
    who = (chance.choice([*entities, "personne"]),) if chance.random() < 0.3 else ()
    return SearchRequest(
        query=parse(chance.choice(QUERIES)),
        filters=Filters(
            include=Values(speaker=who, source=SOURCES[:1] if chance.random() < 0.2 else ()),
            exclude=Values(organisation=("ligue-du-fleuve",) if chance.random() < 0.2 else ()),
        ),
        sort=chance.choice(("relevance", "newest", "oldest", "indexed")),
        limit=chance.choice((1, 3, 20)),
        page=chance.choice((1, 1, 2)),
        facets=("speaker", "organisation", "source", "kind", "verb", "month"),
        facet_limit=chance.choice((1, 10)),
    )


def distinct(pairs: Iterable[tuple[str | None, int]]) -> dict[str | None, int]:
    """Of each value in how many groups it is."""
    return dict(Counter(value for value, _ in set(pairs) if value))


def comparable(answer: Answer, asked: SearchRequest) -> object:
    """An answer without scores, cursors and the number of the generation; by relevance, without its order."""
    items = [(h.document, h.assignment, h.speaker, h.organisation, h.occurrences) for h in answer.items]
    shown = items if asked.sort != "relevance" else len(items)
    return shown, answer.total, answer.total_occurrences, answer.facets, answer.next is None
