"""The sixty judged needs over the samples: the right answers come first.

The index holds the annotated quotations, not extracted ones, so that the figures tell of search alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest
from judged import Need, ndcg, needs, same_typography

from corpus.ids import folded
from corpus.sample_set import annotated
from indexer.documents import documents
from search import whoosh
from search.engine import Engine
from search.entities import name_words
from search.query import parse
from search.values import Assignment, Entity, Filters, Hit, QuoteDocument, SearchRequest, Values

NDCG, FIRST = 0.95, 0.93
"""Floors of the mean nDCG at ten, and of the share of needs whose first result is an answer."""


def slug(name: str) -> str:
    """An id for a name."""
    return "-".join(name_words(name))


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The samples' quotations; the same words are one quotation, the same name one person."""
    folder = tmp_path_factory.mktemp("relevance") / "index"
    whoosh.create(folder)
    every: list[QuoteDocument] = []
    with whoosh.open_writer(folder) as writer:
        for article, quotes in annotated():
            document, own = documents(article, quotes, shown="paragraph", extractor="gold", indexed_at=1)
            writer.add(document, own)
            every += own
        writer.assign(people(every), given(every))
        writer.commit(1)
    opened = whoosh.open_engine(folder)
    yield opened
    opened.close()


def people(every: list[QuoteDocument]) -> list[Entity]:
    """One entity a name."""
    names = {slug(each.speaker_name): each for each in every if each.speaker_name}
    return [
        Entity(
            id=id_, name=d.speaker_name, type="organisation" if d.speaker_type == "organisation" else "person"
        )
        for id_, d in sorted(names.items())
    ]


def given(every: list[QuoteDocument]) -> dict[str, Assignment]:
    """Who speaks, and which are the same words."""
    same: dict[str, list[QuoteDocument]] = defaultdict(list)
    for each in every:
        same[folded(each.text)].append(each)
    heads = {
        id(d): min(group, key=lambda d: (d.day_first or 1 << 40, d.id))
        for group in same.values()
        for d in group
    }
    return {d.id: Assignment(speaker=slug(d.speaker_name) or None, group=heads[id(d)].id) for d in every}


def results(engine: Engine, need: Need) -> list[Hit]:
    """What the form would show."""
    speakers = engine.resolve("speaker", need.speaker) if need.speaker else ()
    include = Values(speaker=tuple(entity.id for entity in speakers))
    request = SearchRequest(query=parse(need.query), filters=Filters(include=include), limit=10)
    return list(engine.search(request).items)


def grade(engine: Engine, need: Need, hit: Hit) -> int:
    """What a result is worth: the best grade of an answer that it, or a reprint of it, is."""
    found = 0
    for printing in engine.occurrences(hit.assignment.group):
        text = same_typography(printing.document.text)
        for article, words, worth in need.answers:
            wanted = same_typography(words.removeprefix("="))
            same = text == wanted if words.startswith("=") else wanted in text
            if printing.document.article_id == article and same:
                found = max(found, worth)
    return found


def measured(engine: Engine) -> list[tuple[Need, float, bool]]:
    """Of each need its nDCG, and whether its first result is an answer."""
    rows = []
    for need in needs():
        grades = [grade(engine, need, hit) for hit in results(engine, need)]
        rows.append((need, ndcg(grades, [worth for _, _, worth in need.answers]), bool(grades and grades[0])))
    return rows


def test_right_answers_come_first(engine: Engine) -> None:
    rows = measured(engine)
    assert len(rows) == 60
    mean = sum(gain for _, gain, _ in rows) / len(rows)
    first = sum(right for _, _, right in rows) / len(rows)
    worst = "\n".join(
        f"{gain:.3f} {need.query}" for need, gain, _ in sorted(rows, key=lambda row: row[1])[:8]
    )
    assert mean >= NDCG, f"nDCG {mean:.3f}\n{worst}"
    assert first >= FIRST, f"a right answer first in {first:.1%}\n{worst}"
