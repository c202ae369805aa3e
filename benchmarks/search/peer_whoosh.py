"""Plain Whoosh, as its documentation would have it."""

from __future__ import annotations

import shutil
import warnings
from datetime import date, datetime
from pathlib import Path
from typing import Any

from benchmarks.search.questions import Question
from benchmarks.search.rows import SHOWN, Rows


class Stock:
    """Plain Whoosh 2.7.4 with its own chain of filters, its own searcher, sortable columns."""

    name = "Whoosh"

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "stock"

    def there(self) -> bool:
        """Whether it is built."""
        return self.folder.exists()

    def build(self, rows: Rows) -> None:
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
        for chunk in rows.corpus.chunks():
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
        if not terms and question["op"] not in ("prefix", "fuzzy"):
            return q.NullQuery()  # nothing but words that its chain stops
        match question["op"]:
            case "and" | "term":
                return q.And(terms) if len(terms) != 1 else terms[0]
            case "or":
                return q.Or(terms)
            case "phrase" | "near":
                slop = 1 if question["op"] == "phrase" else 10
                return q.Phrase("text", [t.text for t in terms], slop=slop)
            case "prefix":
                return q.Prefix("text", words[0])
        return q.FuzzyTerm("text", words[0], maxdist=1, prefixlength=1)
