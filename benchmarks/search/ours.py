"""Verbatim's embedded engine, as the server opens and asks it."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import msgspec

from benchmarks.search.corpus import Corpus
from benchmarks.search.questions import Question
from benchmarks.search.rows import SHOWN, Rows
from search import whoosh
from search.query import And, Everything, Fuzzy, Node, Or, Phrase, Prefix, Query, Term
from search.values import ArticleDocument, Assignment, Filters, QuoteDocument, SearchRequest, Values

BATCH = 90_000
"""Quotations in a commit while the corpus is indexed."""
MORE = 1_000
"""Quotations of the batch that is added to a whole index."""


class Ours:
    """Verbatim's embedded engine."""

    name = "Verbatim"

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "ours"

    def there(self) -> bool:
        """Whether it is built."""
        return self.folder.exists()

    def build(self, rows: Rows) -> None:
        """Index the corpus, a commit every ninety thousand quotations."""
        corpus = rows.corpus
        shutil.rmtree(self.folder, ignore_errors=True)
        whoosh.create(self.folder)
        with whoosh.open_writer(self.folder) as writer:
            held, changed = 0, {}
            for chunk in corpus.chunks():
                for article, quotes, assigned in chunk:
                    writer.add(article, quotes)
                    changed.update(assigned)
                    held += len(quotes)
                if held >= BATCH - 10_000:
                    writer.assign(corpus.entities, changed)
                    writer.commit(1)
                    held, changed = 0, {}
            writer.assign(corpus.entities, changed)
            writer.commit(2)

    def open(self) -> None:
        """Open it as the server does."""
        self.engine = whoosh.open_engine(self.folder)

    def commit(self, corpus: Corpus, seed: int) -> dict[str, float]:
        """Seconds that a batch of 1,000 new quotations takes.

        `commit` from the call of `commit` until it returns, `seen` from that call until a search of the open
        engine answers with them (`processor`: of processor time, of both), `whole` the same from the
        opening of the writer.
        """
        batch = _renamed(Corpus(MORE, seed=seed), f"n{seed}-")
        before = self.engine.generation.number
        times = [time.monotonic()]
        with whoosh.open_writer(self.folder) as writer:
            for article, quotes, _ in batch:
                writer.add(article, quotes)
            writer.assign(corpus.entities, {id_: each for _, _, own in batch for id_, each in own.items()})
            times.append(time.monotonic())
            spent = time.process_time()
            writer.commit(3)
            times.append(time.monotonic())
        while self.engine.search(SearchRequest(query=Query(), sort="newest")).generation == before:
            time.sleep(0.01)
        times.append(time.monotonic())
        return {
            "commit": times[2] - times[1], "seen": times[3] - times[1], "whole": times[3] - times[0],
            "processor": time.process_time() - spent,
        }  # fmt: skip

    def forget(self) -> None:
        """Empty what the process remembers of earlier searches."""
        self.engine._open.executor.forget()

    def answer(self, question: Question) -> int:
        """How many occurrences the answer counts."""
        if "typed" in question:
            return len(self.engine.suggest(question["typed"]))
        request = self.request(question)
        if question.get("timeline"):
            return sum(bar.count for bar in self.engine.timeline(request))
        return self.engine.search(request).total_occurrences

    def request(self, question: Question) -> SearchRequest:
        """A question as the seam takes it."""
        node = _node(question)
        include = Values(
            speaker=(f"p{question['speaker']}",) if "speaker" in question else (),
            organisation=(f"o{question['body']}",) if "body" in question else (),
        )
        first, last = question.get("dates", (0, 0))
        return SearchRequest(
            query=Query("", node), filters=Filters(include=include, first_day=first, last_day=last),
            sort="newest" if question.get("sort") else "relevance", limit=SHOWN, page=question.get("page", 1),
            facets=("speaker", "organisation", "source", "month") if question.get("facets") else (),
            highlight=bool(question.get("highlights")), budget_ms=60_000,
        )  # fmt: skip


def _node(question: Question) -> Node:
    words = question.get("words", [])
    match question["op"] if words else "":
        case "and":
            return And(tuple(Term(word) for word in words))
        case "or":
            return Or(tuple(Term(word) for word in words))
        case "phrase":
            return Phrase(tuple(words))
        case "near":
            return Phrase(tuple(words), 10)
        case "prefix":
            return Prefix(words[0])
        case "fuzzy":
            return Fuzzy(words[0])
        case "term":
            return Term(words[0])
    return Everything()


def _renamed(
    corpus: Corpus, prefix: str
) -> list[tuple[ArticleDocument, list[QuoteDocument], dict[str, Assignment]]]:
    """All of a corpus under new ids, every quotation its own group."""
    replace = msgspec.structs.replace
    return [
        (
            replace(article, key=prefix + article.key),
            [replace(q, id=prefix + q.id, article_key=prefix + q.article_key) for q in quotes],
            {prefix + id_: replace(each, group="") for id_, each in assigned.items()},
        )
        for chunk in corpus.chunks()
        for article, quotes, assigned in chunk
    ]
