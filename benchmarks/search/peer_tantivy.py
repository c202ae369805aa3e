"""tantivy, in one thread."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import msgspec
import tantivy

from benchmarks.search.questions import Question
from benchmarks.search.rows import SHOWN, Rows, mark, stems


class Tantivy:
    """tantivy, in one thread."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "tantivy"

    def there(self) -> bool:
        """Whether it is built."""
        return self.folder.exists()

    def build(self, rows: Rows) -> None:
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
        for row in rows:
            writer.add_document(tantivy.Document(**msgspec.structs.asdict(row)))
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
            mark([each["text"][0] for each in texts], question)
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
        own = stems(question)
        match question["op"]:
            case "and" | "or":
                occur = tantivy.Occur.Must if question["op"] == "and" else tantivy.Occur.Should
                return query.boolean_query([(occur, self._term(stem)) for stem in own])
            case "phrase":
                return query.phrase_query(schema, "exact", words)
            case "near":
                return query.phrase_query(schema, "words", own, 10)
            case "prefix":
                return query.regex_query(schema, "exact", words[0] + ".*")
            case "fuzzy":
                return query.fuzzy_term_query(schema, "exact", words[0], 1)
        return self._term(own[0])

    def _term(self, stem: str) -> Any:
        return tantivy.Query.term_query(self.schema, "words", stem)


def _terms(field: str, size: int) -> dict[str, Any]:
    return {"terms": {"field": field, "size": size}}
