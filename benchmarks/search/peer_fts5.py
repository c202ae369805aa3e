"""SQLite FTS5, with the columns in a table beside it."""

from __future__ import annotations

import itertools
import sqlite3
from pathlib import Path
from typing import Any

from benchmarks.search.questions import Question
from benchmarks.search.rows import SHOWN, Rows, mark, stems


class Fts5:
    """SQLite FTS5, with the columns in a table beside it."""

    name = "SQLite FTS5"

    def __init__(self, folder: Path) -> None:
        self.path = folder / "fts5.sqlite"

    def there(self) -> bool:
        """Whether it is built."""
        return self.path.exists()

    def build(self, rows: Rows) -> None:
        """Index the corpus."""
        self.path.unlink(missing_ok=True)
        base = sqlite3.connect(self.path)
        base.executescript(
            "pragma journal_mode=off; pragma synchronous=off;"
            "create virtual table words using fts5(stems, exact, tokenize='ascii', prefix='4', detail=full);"
            "create table quote(n integer primary key, id text, text text, day int, month int, speaker int,"
            " body int, source int);"
        )
        numbered = enumerate(rows)
        while some := list(itertools.islice(numbered, 10_000)):
            base.executemany(
                "insert into words(rowid, stems, exact) values(?, ?, ?)",
                [(n, row.words, row.exact) for n, row in some],
            )
            base.executemany(
                "insert into quote values(?, ?, ?, ?, ?, ?, ?, ?)",
                [(n, r.id, r.text, r.day, r.month, r.speaker, r.body, r.source) for n, r in some],
            )
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
            mark([text for _, text in page], question)
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
    own = [f'"{stem}"' for stem in stems(question)]
    match question["op"]:
        case "phrase":
            return 'exact : "' + " ".join(words) + '"'
        case "near":
            return f"stems : NEAR({' '.join(own)}, 10)"
        case "prefix":
            return f'exact : "{words[0]}" *'
        case "or":
            return "stems : (" + " OR ".join(own) + ")"
    return "stems : (" + " AND ".join(own) + ")"
