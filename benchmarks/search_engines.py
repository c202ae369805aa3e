"""The engines of the search benchmark: ours and its peers, each given the same documents and questions.

Peers get the words already analysed (stems, or exact forms), so that all find the same documents.
`answer` loads what a page shows: the exact total and twenty hits with their texts.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
import warnings
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
import tantivy

from benchmarks.search_corpus import FIRST, Corpus
from search import whoosh as ours
from search.analysis import lookup, tokens
from search.query import And, Everything, Fuzzy, Node, Or, Phrase, Prefix, Query, Term
from search.values import Assignment, Filters, QuoteDocument, SearchRequest, Values

SHOWN = 20
Question = dict[str, Any]


class Ours:
    """Verbatim's embedded engine."""

    name = "Verbatim"

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "ours"

    def build(self, corpus: Corpus) -> None:
        """Index the corpus, a commit every hundred thousand quotations."""
        shutil.rmtree(self.folder, ignore_errors=True)
        ours.create(self.folder)
        with ours.open_writer(self.folder) as writer:
            held, changed = 0, {}
            for chunk in corpus.chunks():
                for article, quotes, assigned in chunk:
                    writer.add(article, quotes)
                    changed.update(assigned)
                    held += len(quotes)
                if held > 99_000 - 9_999:
                    writer.assign(corpus.entities, changed)
                    writer.commit(1)
                    held, changed = 0, {}
            writer.assign(corpus.entities, changed)
            writer.commit(2)

    def open(self) -> None:
        """Open it as the server does."""
        self.engine = ours.open_engine(self.folder)

    def commit(self, corpus: Corpus) -> float:
        """Seconds from a batch of 1,000 new quotations until a search of the open engine sees them."""
        batch = [each for chunk in Corpus(1_000, seed=99).chunks() for each in chunk]
        before = self.engine.generation.number
        began = time.monotonic()
        with ours.open_writer(self.folder) as writer:
            changed = {}
            for article, quotes, assigned in batch:
                own = [
                    msgspec.structs.replace(q, id="n" + q.id, article_key="n" + q.article_key) for q in quotes
                ]
                writer.add(msgspec.structs.replace(article, key="n" + article.key), own)
                changed.update(
                    {"n" + id_: msgspec.structs.replace(a, group="") for id_, a in assigned.items()}
                )
            writer.assign(corpus.entities, changed)
            writer.commit(3)
        while self.engine.search(SearchRequest(query=Query(), sort="newest")).generation == before:
            time.sleep(0.01)
        return time.monotonic() - began

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


def analysed(document: QuoteDocument) -> tuple[str, str]:
    """The stems, and the exact forms, of a document, each as one line."""
    found = [token for token in tokens(document.text) if "-" not in token.exact]
    return " ".join(t.stems[0] if t.stems else t.exact for t in found), " ".join(t.exact for t in found)


class Tantivy:
    """tantivy, in one thread."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "tantivy"

    def build(self, corpus: Corpus) -> None:
        """Index the corpus."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        builder = tantivy.SchemaBuilder()
        for name in ("words", "exact"):
            builder.add_text_field(name, stored=False, tokenizer_name="whitespace")
        for name in ("id", "text"):
            builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
        for name in ("day", "month", "speaker", "body", "source"):
            builder.add_integer_field(name, stored=False, indexed=True, fast=True)
        index = tantivy.Index(builder.build(), path=str(self.folder))
        writer = index.writer(200_000_000, 1)
        for chunk in corpus.chunks():
            for _, quotes, assigned in chunk:
                for quote in quotes:
                    writer.add_document(tantivy.Document(**_row(quote, assigned[quote.id])))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        """Open it."""
        self.index = tantivy.Index.open(str(self.folder))
        self.schema = self.index.schema
        self.searcher = self.index.searcher()

    def forget(self) -> None:
        """It remembers nothing."""

    def answer(self, question: Question) -> int:
        """As ours; no completion of names."""
        if "typed" in question:
            return -1
        query = self._query(question)
        if question.get("timeline"):
            found = self.searcher.aggregate(query, {"m": _terms("month", 200)})
            return sum(bucket["doc_count"] for bucket in found["m"]["buckets"])
        order: dict[str, Any] = {"order_by_field": "day"} if question.get("sort") else {}
        offset = (question.get("page", 1) - 1) * SHOWN
        result = self.searcher.search(query, SHOWN, count=True, offset=offset, **order)
        texts = [self.searcher.doc(address).to_dict() for _, address in result.hits]
        if question.get("highlights"):
            _mark([each["text"][0] for each in texts], question)
        if question.get("facets"):
            names = {"speaker": 10, "body": 10, "source": 10, "month": 200}
            self.searcher.aggregate(query, {name: _terms(name, size) for name, size in names.items()})
        return int(result.count)

    def _query(self, question: Question) -> Any:
        query, schema = tantivy.Query, self.schema
        parts = [(tantivy.Occur.Must, self._words(question))] if question.get("words") else []
        for name in ("speaker", "body"):
            if name in question:
                parts.append((tantivy.Occur.Must, query.term_query(schema, name, question[name] + 1)))
        if "dates" in question:
            first, last = question["dates"]
            parts.append(
                (
                    tantivy.Occur.Must,
                    query.range_query(schema, "day", tantivy.FieldType.Integer, first, last),
                )
            )
        if not parts:
            return query.all_query()
        return parts[0][1] if len(parts) == 1 else query.boolean_query(parts)

    def _words(self, question: Question) -> Any:
        query, schema, words = tantivy.Query, self.schema, question["words"]
        match question["op"]:
            case "and" | "or":
                occur = tantivy.Occur.Must if question["op"] == "and" else tantivy.Occur.Should
                return query.boolean_query([(occur, self._term(word)) for word in words])
            case "phrase":
                return query.phrase_query(schema, "exact", words)
            case "near":
                return query.phrase_query(schema, "words", [lookup(word)[0] for word in words], 10)
            case "prefix":
                return query.regex_query(schema, "exact", words[0] + ".*")
            case "fuzzy":
                return query.fuzzy_term_query(schema, "exact", words[0], 1)
        return self._term(words[0])

    def _term(self, word: str) -> Any:
        return tantivy.Query.term_query(self.schema, "words", lookup(word)[0])


def _terms(field: str, size: int) -> dict[str, Any]:
    return {"terms": {"field": field, "size": size}}


def _row(quote: QuoteDocument, given: Assignment) -> dict[str, Any]:
    words, exact = analysed(quote)
    return {
        "id": quote.id, "text": quote.text, "words": words, "exact": exact, "day": quote.day_first,
        "month": int(quote.published[:4]) * 12 + int(quote.published[5:7]),
        "speaker": int(given.speaker[1:]) + 1 if given.speaker else 0,
        "body": int(given.organisation[1:]) + 1 if given.organisation else 0,
        "source": int(quote.source.split()[1]),
    }  # fmt: skip


def _mark(texts: list[str], question: Question) -> int:
    """Marks for engines that have none: the words whose stem is asked for."""
    wanted = {form for word in question["words"] for form in lookup(word)}
    return sum(bool(wanted & set(token.stems)) for text in texts for token in tokens(text))


class Fts5:
    """SQLite FTS5, with the columns in a table beside it."""

    name = "SQLite FTS5"

    def __init__(self, folder: Path) -> None:
        self.path = folder / "fts5.sqlite"

    def build(self, corpus: Corpus) -> None:
        """Index the corpus."""
        self.path.unlink(missing_ok=True)
        base = sqlite3.connect(self.path)
        base.executescript(
            "pragma journal_mode=off; pragma synchronous=off;"
            "create virtual table words using fts5(stems, exact, tokenize='ascii', prefix='4', detail=full);"
            "create table quote(n integer primary key, id text, text text, day int, month int, speaker int,"
            " body int, source int);"
        )
        number = 0
        for chunk in corpus.chunks():
            rows = [_row(q, assigned[q.id]) for _, quotes, assigned in chunk for q in quotes]
            base.executemany(
                "insert into words(rowid, stems, exact) values(?, ?, ?)",
                [(number + n, row["words"], row["exact"]) for n, row in enumerate(rows)],
            )
            names = ("id", "text", "day", "month", "speaker", "body", "source")
            base.executemany(
                "insert into quote values(?, ?, ?, ?, ?, ?, ?, ?)",
                [(number + n, *(row[name] for name in names)) for n, row in enumerate(rows)],
            )
            number += len(rows)
        base.executescript(
            "insert into words(words) values('optimize');"
            "create index speaker on quote(speaker, day); create index body on quote(body, day);"
            "create index day on quote(day); analyze;"
        )
        base.commit()
        base.close()

    def open(self) -> None:
        """Open it."""
        self.base = sqlite3.connect(self.path)
        self.base.execute("pragma mmap_size=4000000000")

    def forget(self) -> None:
        """Its page cache is emptied."""
        self.base.execute("pragma shrink_memory")

    def answer(self, question: Question) -> int:
        """As ours; no fuzzy words, no completion of names."""
        if "typed" in question or question["op"] == "fuzzy":
            return -1
        where, values = _where(question)
        joined = "words join quote on quote.n = words.rowid" if question.get("words") else "quote"
        plain = "words" if where == " where words match ?" else joined
        if question.get("timeline"):
            rows = self.base.execute(f"select month, count(*) from {joined}{where} group by month", values)
            return sum(count for _, count in rows)
        total = self.base.execute(
            f"select count(*) from {plain if question.get('words') else joined}{where}", values
        )
        order = "day desc" if question.get("sort") or not question.get("words") else "rank"
        offset = (question.get("page", 1) - 1) * SHOWN
        page = self.base.execute(
            f"select id, text from {joined}{where} order by {order} limit {SHOWN} offset {offset}", values
        ).fetchall()
        if question.get("highlights"):
            _mark([text for _, text in page], question)
        if question.get("facets"):
            for name in ("speaker", "body", "source", "month"):
                self.base.execute(
                    f"select {name}, count(*) from {joined}{where} group by 1 order by 2 desc limit 10",
                    values,
                ).fetchall()
        return int(total.fetchone()[0])


def _where(question: Question) -> tuple[str, list[Any]]:
    tests: list[str] = []
    values: list[Any] = []
    if question.get("words"):
        tests.append("words match ?")
        values.append(_match(question))
    for name in ("speaker", "body"):
        if name in question:
            tests.append(f"{name} = ?")
            values.append(question[name] + 1)
    if "dates" in question:
        tests.append("day between ? and ?")
        values += question["dates"]
    return (" where " + " and ".join(tests) if tests else ""), values


def _match(question: Question) -> str:
    words = question["words"]
    stems = [f'"{lookup(word)[0]}"' for word in words]
    match question["op"]:
        case "phrase":
            return 'exact : "' + " ".join(words) + '"'
        case "near":
            return f"stems : NEAR({' '.join(stems)}, 10)"
        case "prefix":
            return f'exact : "{words[0]}" *'
        case "or":
            return "stems : (" + " OR ".join(stems) + ")"
    return "stems : (" + " AND ".join(stems) + ")"


class Stock:
    """Plain Whoosh 2.7.4 with its own chain of filters, its own searcher, sortable columns."""

    name = "Whoosh"

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "stock"

    def build(self, corpus: Corpus) -> None:
        """Index the corpus in one commit."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from whoosh import analysis, fields, index
            from whoosh.support.charset import accent_map
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        chain = (
            analysis.RegexTokenizer()
            | analysis.LowercaseFilter()
            | analysis.StopFilter(lang="fr")
            | analysis.StemFilter(lang="fr", cachesize=100_000)
            | analysis.CharsetFilter(accent_map)
        )
        schema = fields.Schema(
            id=fields.ID(stored=True), text=fields.TEXT(analyzer=chain, stored=True),
            title=fields.TEXT(analyzer=chain, stored=True), speaker=fields.ID(sortable=True),
            body=fields.ID(sortable=True), source=fields.ID(sortable=True), month=fields.ID(sortable=True),
            date=fields.DATETIME(sortable=True),
        )  # fmt: skip
        writer = index.create_in(str(self.folder), schema).writer(limitmb=256)
        for chunk in corpus.chunks():
            for _, quotes, assigned in chunk:
                for quote in quotes:
                    given = assigned[quote.id]
                    writer.add_document(
                        id=quote.id, text=quote.text, title=quote.article_title, speaker=given.speaker or "",
                        body=given.organisation or "", source=quote.source, month=quote.published[:7],
                        date=datetime.fromisoformat(quote.published),
                    )  # fmt: skip
        writer.commit()

    def open(self) -> None:
        """Open it."""
        from whoosh import index

        self.searcher = index.open_dir(str(self.folder)).searcher()
        self.analyzer = self.searcher.schema["text"].analyzer

    def forget(self) -> None:
        """It remembers nothing."""

    def answer(self, question: Question) -> int:
        """As ours, as Whoosh's documentation would have it."""
        from whoosh import query as q
        from whoosh import sorting

        if "typed" in question:
            return -1
        parts: list[Any] = [self._words(q, question)] if question.get("words") else []
        parts += [q.Term("speaker", f"p{question['speaker']}")] if "speaker" in question else []
        parts += [q.Term("body", f"o{question['body']}")] if "body" in question else []
        if "dates" in question:
            first, last = (
                datetime.combine(date.fromordinal(d), datetime.min.time()) for d in question["dates"]
            )
            parts.append(q.DateRange("date", first, last))
        query = (q.And(parts) if len(parts) > 1 else parts[0]) if parts else q.Every()
        options: dict[str, Any] = {"sortedby": "date", "reverse": True} if question.get("sort") else {}
        if question.get("facets"):
            names = ("speaker", "body", "source", "month")
            options["groupedby"] = {n: sorting.FieldFacet(n, maptype=sorting.Count) for n in names}
        if question.get("timeline"):
            options["groupedby"] = {"month": sorting.FieldFacet("month", maptype=sorting.Count)}
        results = self.searcher.search(query, limit=SHOWN * question.get("page", 1), **options)
        texts = [hit["text"] for hit in results]
        if question.get("highlights"):
            _ = [hit.highlights("text") for hit in results]
        return len(results) if texts else 0

    def _words(self, q: Any, question: Question) -> Any:
        words = question["words"]
        terms = [q.Term("text", t.text) for word in words for t in self.analyzer(word)]
        match question["op"]:
            case "and" | "term":
                return q.And(terms) if len(terms) != 1 else terms[0]
            case "or":
                return q.Or(terms)
            case "phrase" | "near":
                slop = 1 if question["op"] == "phrase" else 10
                return q.Phrase("text", [t.text for t in terms], slop=slop) if terms else q.NullQuery
            case "prefix":
                return q.Prefix("text", words[0])
        return q.FuzzyTerm("text", words[0], maxdist=1, prefixlength=1)


ENGINES: tuple[Callable[[Path], Any], ...] = (Ours, Tantivy, Fts5, Stock)
EPOCH = FIRST
