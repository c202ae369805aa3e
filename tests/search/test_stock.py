"""Whoosh's own searcher over the same index is the oracle of documents and of scores.

Documents have words said only, so that both score one field. What Whoosh scores in a way of its own is
compared by its documents alone: multi-term queries, phrases, a NOT in an AND (it adds one to the score;
AndNot loses documents), and words of two stems (DisjunctionMax takes the score of the wrong document
where its parts stand apart), whose scores are the best of two searches.
"""

from __future__ import annotations

import random
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from random_press import WORDS, article, node
from search_lab import article as article_of

from search import whoosh
from search.analysis import exact, lookup
from search.query import And, Everything, Field, Fuzzy, Node, Not, Or, Phrase, Prefix, Term
from search.whoosh import rank
from search.whoosh.budget import Budget
from search.whoosh.engine import WhooshEngine

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import index as stock
    from whoosh import query as q


def fill(folder: Path, chance: random.Random, articles: int) -> WhooshEngine:
    """Several segments, some of whose documents are deleted."""
    whoosh.create(folder)
    keys = [f"a{n}" for n in range(articles)]
    for _ in range(4):
        with whoosh.open_writer(folder) as writer:
            writer.remove([key for key in keys if chance.random() < 0.2], at=1)
            for key in keys:
                if chance.random() < 0.5:
                    quotes = article(key, chance, plain=True)
                    writer.add(article_of(key, quotes), quotes)
            writer.commit(1)
    return whoosh.open_engine(folder)


def one(form: str) -> Any:
    """One form as Whoosh looks it up."""
    return q.Term("exact", form[1:]) if form.startswith("=") else q.Term("words", form)


def translated(asked: Node) -> Any:
    """The same question for Whoosh's searcher."""
    match asked:
        case Term(word):
            forms = lookup(word)
            return one(forms[0]) if len(forms) == 1 else q.Or([one(form) for form in forms])
        case Phrase((word,)):
            return q.Term("exact", exact(word))
        case Phrase(words):
            return q.Phrase("exact", [exact(word) for word in words])
        case Prefix(stem):
            return q.Prefix("exact", stem)
        case And(nodes):
            return q.And([translated(each) for each in nodes])
        case Or(nodes):
            return q.Or([translated(each) for each in nodes])
        case Not(kept, but):
            return q.And([translated(kept), q.Not(translated(but))])
        case _:
            return q.Every()


def asked_of_whoosh(chance: random.Random) -> Node:
    """A question that Whoosh's searcher understands too."""
    while True:
        found = node(chance)
        if not any(_foreign(each) for each in _walk(found)):
            return found


def _foreign(asked: Node) -> bool:
    return isinstance(asked, Field | Fuzzy) or (isinstance(asked, Phrase) and asked.slop > 0)


def _walk(asked: Node) -> list[Node]:
    match asked:
        case And(nodes) | Or(nodes):
            return [asked, *(each for inner in nodes for each in _walk(inner))]
        case Not(kept, but):
            return [asked, *_walk(kept), *_walk(but)]
        case Field(_, inner):
            return [asked, *_walk(inner)]
    return [asked]


def _scored_alike(asked: Node) -> bool:
    match asked:
        case And(nodes) | Or(nodes):
            return all(_scored_alike(each) for each in nodes)
        case Not():
            return False
        case Phrase(words):
            return len(words) == 1
        case Term(word):
            return len(lookup(word)) == 1
    return not isinstance(asked, Prefix | Everything)


def scores_of(searcher: Any, asked: Any) -> dict[int, float]:
    """Whoosh's documents and their scores."""
    return {hit.docnum: hit.score for hit in searcher.search(asked, limit=None)}


def compare(engine: WhooshEngine, searcher: Any, asked: Node) -> None:
    """Same documents; where both score alike, same scores and, up to ties, the same order."""
    snapshot, executor = engine._open.snapshot, engine._open.executor
    budget = Budget(60_000)
    best: dict[int, float] = {}
    found = executor.documents(asked, budget)
    found = found[snapshot.live[found]]
    wanted = scores_of(searcher, translated(asked))
    assert sorted(wanted) == found.tolist(), asked
    if isinstance(asked, Term):
        for form in lookup(asked.word):
            for number, score in scores_of(searcher, one(form)).items():
                best[number] = max(best.get(number, 0.0), score)
        wanted = best
    elif not (_scored_alike(asked) and wanted):
        return
    scores = rank.scores(executor, asked, found, budget)
    expected = np.array([wanted[number] for number in found.tolist()])
    assert np.allclose(scores, expected, rtol=1e-4, atol=1e-4), asked
    ours = found[np.argsort(-scores, kind="stable")].tolist()
    assert np.allclose([wanted[n] for n in ours], sorted(wanted.values(), reverse=True), atol=1e-4)


def run(folder: Path, seed: int, *, articles: int, questions: int) -> None:
    """An index, and questions of both."""
    chance = random.Random(seed)
    engine = fill(folder, chance, articles)
    searcher = stock.open_dir(str(folder / "whoosh")).searcher()
    try:
        for word in WORDS:
            compare(engine, searcher, Term(word))
        for _ in range(questions):
            compare(engine, searcher, asked_of_whoosh(chance))
    finally:
        searcher.close()
        engine.close()


@pytest.mark.parametrize("seed", range(3))
def test_same_documents_and_scores_as_whooshs_searcher(tmp_path: Path, seed: int) -> None:
    run(tmp_path / "index", seed, articles=25, questions=150)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 110))
def test_five_thousand_questions(tmp_path: Path, seed: int) -> None:
    run(tmp_path / "index", seed, articles=60, questions=500)


def test_the_index_is_whooshs(tmp_path: Path) -> None:
    """Anyone may open it with Whoosh, and ask it as its manual says."""
    engine = fill(tmp_path / "index", random.Random(5), 10)
    index = stock.open_dir(str(tmp_path / "index" / "whoosh"))
    assert sorted(index.schema.names()) == ["exact", "names", "title", "words"]
    with index.searcher() as searcher:
        assert searcher.doc_count() == engine.counts().occurrences
        assert b"accord" in list(searcher.lexicon("exact"))
        assert searcher.reader().doc_frequency("words", "accord") > 0
    engine.close()
