"""What identities and reprints are worked out from, kept beside the record so that little is done again.

One row a quotation: who is named, with what role, for whom, when, in which words. All of it follows
from the record, and is made anew when it is missing, damaged or of another version; `seq` says how far
it has followed. Nothing here is the only copy of anything.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from corpus import PartialDate, RecordError
from corpus.ids import quote_ids
from corpus.record import Kept, Known, Record
from indexer.people import bodies, names
from indexer.reprints import smallest, words_of

VERSION = "7"
"""Of the tables and of the rules that people, bodies and reprints are worked out by: raise it with either."""
SKETCH = 8
"""Runs of words kept of an article."""
_PLAIN = re.compile(r"\w+")
KNOWN = "known:"
"""Begins the article of an entry of the list of known people, which is a mention like any other."""

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- `name`, `said_by`, `body`: keys of the person who speaks, of the body that does, of the body spoken for.
-- `base` and `base_body` are their ids as worked out, `speaker` and `told_body` with corrections laid over;
-- `ready` is what the index is to be told, `sent` what it was told. `foreign_name`: printed of another.
CREATE TABLE facts (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, article TEXT NOT NULL, day INTEGER NOT NULL,
    last INTEGER NOT NULL, printed TEXT NOT NULL, name TEXT NOT NULL, said_by TEXT NOT NULL,
    role TEXT NOT NULL, organisation TEXT NOT NULL, body TEXT NOT NULL, words TEXT NOT NULL,
    base TEXT NOT NULL DEFAULT '', base_body TEXT NOT NULL DEFAULT '', perhaps TEXT NOT NULL DEFAULT '',
    head TEXT NOT NULL DEFAULT '', speaker TEXT NOT NULL DEFAULT '',
    told_body TEXT NOT NULL DEFAULT '', ready BLOB, sent BLOB, foreign_name INTEGER NOT NULL DEFAULT 0,
    dirty INTEGER NOT NULL DEFAULT 1);
CREATE INDEX facts_article ON facts (article);
CREATE INDEX facts_name ON facts (name);
CREATE INDEX facts_said_by ON facts (said_by);
CREATE INDEX facts_body ON facts (body);
CREATE INDEX facts_base ON facts (base);
CREATE INDEX facts_base_body ON facts (base_body);
CREATE INDEX facts_speaker ON facts (speaker);
CREATE INDEX facts_told_body ON facts (told_body);
CREATE INDEX facts_dirty ON facts (number) WHERE dirty;

-- Full names that may be one person's share a block; those that may (both ways) are `alike`.
CREATE TABLE blocks (block TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (block, name)) WITHOUT ROWID;
CREATE INDEX blocks_name ON blocks (name);
CREATE TABLE alike (
    name TEXT NOT NULL, other TEXT NOT NULL, strength TEXT NOT NULL, PRIMARY KEY (name, other)) WITHOUT ROWID;
CREATE TABLE vague (name TEXT NOT NULL, article TEXT NOT NULL, PRIMARY KEY (name, article)) WITHOUT ROWID;

-- Printings that may be one quotation share a trace; those that are (both ways) are in `again`.
CREATE TABLE traces (trace INTEGER NOT NULL, day INTEGER NOT NULL, fact INTEGER NOT NULL);
CREATE INDEX traces_trace ON traces (trace, day);
CREATE INDEX traces_fact ON traces (fact);
CREATE TABLE again (fact INTEGER NOT NULL, other INTEGER NOT NULL, PRIMARY KEY (fact, other)) WITHOUT ROWID;

-- A few runs of words of every article, so that one printed twice is known again.
CREATE TABLE sketches (run INTEGER NOT NULL, article TEXT NOT NULL, day INTEGER NOT NULL);
CREATE INDEX sketches_run ON sketches (run);
CREATE INDEX sketches_article ON sketches (article);

CREATE TABLE entities (id TEXT PRIMARY KEY, payload BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE pins (id TEXT PRIMARY KEY, entry INTEGER NOT NULL) WITHOUT ROWID;
"""


class Touched(msgspec.Struct):
    """What the newest changes of the record touched: names and bodies by key, quotations by number."""

    articles: set[str] = msgspec.field(default_factory=set)
    names: set[str] = msgspec.field(default_factory=set)
    bodies: set[str] = msgspec.field(default_factory=set)
    numbers: set[int] = msgspec.field(default_factory=set)
    gone: set[int] = msgspec.field(default_factory=set)
    speakers: set[str] = msgspec.field(default_factory=set)
    corrections: bool = False


class Facts:
    """The open file; a context manager. Use `Facts.open`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.connection = connection
        self.path = path

    @classmethod
    def open(cls, path: Path, record: Record) -> Facts:
        """The facts beside a record; an empty file when there is none that follows this record."""
        for fresh in (False, True):
            if fresh:
                forget(path)
            connection = _connected(path)
            try:
                connection.execute("PRAGMA secure_delete = ON")
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = NORMAL")
                connection.execute("PRAGMA temp_store = MEMORY")
                connection.execute("PRAGMA cache_size = -65536")
                facts = cls(connection, path)
                if facts._follows(record):
                    return facts
            except sqlite3.DatabaseError as error:
                if not damaged(error):
                    connection.close()
                    raise refused(path, error) from None
            connection.close()
        raise refused(path, sqlite3.DatabaseError("cannot be made"))

    def _follows(self, record: Record) -> bool:
        if not self.value("SELECT count(*) FROM sqlite_master"):
            self.connection.executescript(f"BEGIN; {_TABLES} COMMIT;")
            self.set_meta("version", VERSION)
            self.set_meta("seq", "0")
        return self.meta("version") == VERSION and self.seq <= record.seq

    def __enter__(self) -> Facts:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                self.connection.execute("ROLLBACK")
            raise

    # --- small helpers --------------------------------------------------------------------------

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return self.connection.execute(sql, values).fetchall()

    def value(self, sql: str, *values: Any) -> Any:
        """The first column of the first row, or None."""
        row = self.connection.execute(sql, values).fetchone()
        return row[0] if row else None

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement for each row."""
        self.connection.executemany(sql, rows)

    def among(self, sql: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
        """Rows of a query with one `IN (SELECT value FROM json_each(?))`."""
        return self.rows(sql, msgspec.json.encode(sorted(values)).decode())

    def meta(self, name: str) -> str:
        """A setting kept here, empty when it was not."""
        return str(self.value("SELECT value FROM meta WHERE name = ?", name) or "")

    def set_meta(self, name: str, value: str) -> None:
        """Keep a setting."""
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    @property
    def seq(self) -> int:
        """How far of the record's changes this has followed."""
        return int(self.meta("seq") or 0)

    # --- following the record -------------------------------------------------------------------

    def follow(self, record: Record) -> Touched:
        """Take in what the record says since; what that touched. Only inside a transaction."""
        touched = Touched()
        for change in record.changes(self.seq):
            if change.what in ("put", "remove"):
                self._take_out(change.key, touched)
                kept = record.get(change.key) if change.what == "put" else None
                if kept is not None:
                    self._take_in(kept, touched)
            elif change.what == "people":
                self._take_known(record.people.all(), touched)
            else:
                touched.corrections = True
        self.set_meta("seq", str(record.seq))
        return touched

    def _take_out(self, article: str, touched: Touched) -> None:
        rows = self.rows(
            "SELECT number, name, said_by, body, speaker, told_body FROM facts WHERE article = ?", article
        )
        for number, name, said_by, body, speaker, told_body in rows:
            touched.gone.add(number)
            touched.numbers.discard(number)
            touched.names.add(name)
            touched.bodies |= {said_by, body}
            touched.speakers |= {speaker, told_body}
        self.connection.execute("DELETE FROM facts WHERE article = ?", (article,))
        self.connection.execute("DELETE FROM sketches WHERE article = ?", (article,))

    def _take_in(self, kept: Kept, touched: Touched) -> None:
        published = kept.article.published
        first = published.first.toordinal() if published else 0
        last = published.last.toordinal() if published else 0
        for id_, quote in zip(quote_ids(kept.article, kept.quotes), kept.quotes, strict=True):
            printed = quote.speaker.name or ""
            name, said_by = who(printed, quote.speaker.type)
            organisation = _without(quote.organisation or "", printed)
            body = _body(organisation)
            words = " ".join(words_of(quote.text(kept.article.text)))
            row = (id_, kept.key, first, last, printed, name, said_by, quote.role or "", organisation,
                   body.key if body else "", words)  # fmt: skip
            self._insert(row, touched)

        runs = smallest(_PLAIN.findall(kept.article.text[kept.article.body :].casefold()), SKETCH)
        self.many("INSERT INTO sketches VALUES (?, ?, ?)", [(run, kept.key, first) for run in runs])
        touched.articles.add(kept.key)

    def _take_known(self, known: Sequence[Known], touched: Touched) -> None:
        old = self.rows("SELECT DISTINCT article FROM facts WHERE article >= ? AND article < 'known;'", KNOWN)
        for (article,) in old:
            self._take_out(article, touched)
        self.connection.execute("DELETE FROM pins")
        for number, entry in enumerate(known, 1):
            first = PartialDate.parse(entry.first).first.toordinal() if entry.first else 0
            last = PartialDate.parse(entry.last).last.toordinal() if entry.last else 0
            for at, alias in enumerate((entry.name, *entry.aliases)):
                name, said_by = who(alias, entry.type)
                body = bodies.parse(entry.organisation) if entry.organisation else None
                row = (
                    f"{KNOWN}{number}:{at}", f"{KNOWN}{number}", first, last, alias, name, said_by,
                    entry.role, entry.organisation, body.key if body else "", "",
                )  # fmt: skip
                self._insert(row, touched)

    def _insert(self, row: tuple[Any, ...], touched: Touched) -> None:
        cursor = self.connection.execute(
            "INSERT INTO facts"
            " (id, article, day, last, printed, name, said_by, role, organisation, body, words)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row,
        )  # fmt: skip
        touched.numbers.add(int(cursor.lastrowid or 0))
        touched.names.add(row[5])
        touched.bodies |= {row[6], row[9]}


DAMAGE = ("malformed", "not a database", "no such table", "corrupt")


def damaged(error: sqlite3.Error) -> bool:
    """Whether the file is at fault, and not the disk: then it is made anew, being nobody's only copy."""
    return any(sign in str(error) for sign in DAMAGE)


def refused(path: Path, error: sqlite3.Error) -> RecordError:
    """What is said when the system refuses the file."""
    return RecordError(f"{path}: {error}; free space or mend the disk, then run the same again")


def _connected(path: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(path, isolation_level=None)
    except sqlite3.Error as error:
        raise refused(path, error) from None


def _without(organisation: str, speaker: str) -> str:
    """The body without the speaker's name, where extraction took both for one (« RN Odile Favre »)."""
    name = names.parse(speaker)
    return organisation.removesuffix(name.printed).strip() if name else organisation


def _body(printed: str) -> bodies.Body | None:
    """The body spoken for; somebody's name is none."""
    name = names.parse(printed) if printed else None
    if not printed or (name is not None and names.is_person(printed, name)):
        return None
    return bodies.parse(printed)


def who(printed: str, type_: str) -> tuple[str, str]:
    """The keys of the person and of the body that a speaker's name tells; both empty for unnamed ones.

    >>> who("Mme Odile Favre", "person"), who("le parquet de Montreval", "organisation")
    (('odile favre', ''), ('', 'parquet montreval'))
    >>> who("une source proche du dossier", "person")
    ('', '')
    """
    if not printed or type_ == "unknown":
        return "", ""
    if type_ == "group":
        group = bodies.parse_group(printed)
        return "", f"{GROUP}{group.key}" if group else ""
    name = names.parse(printed)
    known = name is not None and names.is_known_body(name)
    if not known and (type_ == "person" or (name and names.is_person(printed, name))):
        return (name.key, "") if name else ("", "")
    body = bodies.parse(printed)
    return "", body.key if body else ""


GROUP = "+"
"""Begins the key of a group of people (« les pompiers »)."""


def forget(path: Path) -> None:
    """Delete the facts, with what SQLite keeps beside them; they are made anew when they are needed."""
    for end in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)
