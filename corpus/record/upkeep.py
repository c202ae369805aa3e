"""Is the record whole; a copy of it while in use; a copy put back."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import time
import zlib
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

import msgspec

from corpus.article import Article, Quote
from corpus.errors import RecordError
from corpus.record import sums
from corpus.record.connection import Lock, connect, sync_folder, told
from corpus.record.ledger import Ledger
from corpus.record.values import Health

PATIENCE = 5.0
"""Seconds that a scrub waits for those who are reading."""


def check(ledger: Ledger) -> Health:
    """Counts and all that is wrong: SQLite's own check, every hash, every list against the other."""
    problems: list[str] = []
    counts = [0, 0]
    for part in (_pages, _articles, _lists, _sums):
        try:
            with ledger.snapshot():
                problems += part(ledger, counts)
        except RecordError as error:  # damage that SQLite itself trips over
            problems.append(str(error))
    return Health(
        articles=counts[0],
        quotes=counts[1],
        seq=_count(ledger, "SELECT seq FROM sqlite_sequence WHERE name = 'changes'"),
        tombstones=_count(ledger, "SELECT count(*) FROM tombstones"),
        problems=tuple(problems),
    )


def _pages(ledger: Ledger, _: list[int]) -> Iterator[str]:
    for (said,) in ledger.rows("PRAGMA integrity_check(20)"):
        if said != "ok":
            yield f"{ledger.path}: {said}"


def _articles(ledger: Ledger, counts: list[int]) -> Iterator[str]:
    """What is wrong with each article; counts them and their quotations."""
    columns = "number, key, digest, article, quotes, quotes_sum"
    query = f"SELECT {columns} FROM articles WHERE number > ? ORDER BY number"  # noqa: S608  # constant
    for _, key, digest, article, packed, total in ledger.paged(query, 0):
        counts[0] += 1
        try:
            if blake2b(article, digest_size=16).digest() != digest or zlib.crc32(packed) != total:
                yield f"article {key}: its contents are not what was written; restore a backup"
                continue
            msgspec.msgpack.decode(article, type=Article)
            found = len(msgspec.msgpack.decode(packed, type=list[Quote]))
        except (
            msgspec.DecodeError,
            TypeError,
            ValueError,
        ) as error:  # columns of damaged pages lose their type
            yield f"article {key}: cannot be read ({error}); restore a backup"
            continue
        counts[1] += found
        listed = ledger.value("SELECT count(*) FROM quotes WHERE article = ?", key)
        if listed != found:
            yield f"article {key}: {found} quotations, {listed} listed"


def _lists(ledger: Ledger, _: list[int]) -> Iterator[str]:
    lost = ledger.value("SELECT count(*) FROM quotes WHERE article NOT IN (SELECT key FROM articles)")
    if lost:
        yield f"{lost} quotations listed of articles that are not there"
    newest = ledger.value("SELECT max(seq) FROM articles") or 0
    if newest > ledger.seq:
        yield f"an article has seq {newest}, but the change log ends at {ledger.seq}"


def _sums(ledger: Ledger, _: list[int]) -> Iterator[str]:
    """Which tables do not add up (a record may be older than its sums)."""
    if not ledger.value("SELECT 1 FROM sqlite_master WHERE name = 'sums'"):
        return
    for table, columns in sums.SUMMED.items():
        found = 0
        for row in ledger.streamed(f"SELECT {', '.join(columns)} FROM {table}"):  # noqa: S608  # our names
            found = sums.xor_row(found, *row)
        if found != ledger.value("SELECT value FROM sums WHERE name = ?", table):
            yield f"{ledger.path}: table {table} is not what was written; restore a backup"


def _count(ledger: Ledger, query: str) -> int:
    """A number for the report; 0 when damage hides it, which the problems then say."""
    with contextlib.suppress(RecordError):
        return int(ledger.value(query) or 0)
    return 0


def backup(ledger: Ledger, target: Path) -> None:
    """Copy the record to `target` while it is in use: one moment of it, checked, then named."""
    if target.exists():
        raise RecordError(f"{target}: there is something there already; name a new file")
    new = target.with_name(target.name + ".new")
    new.unlink(missing_ok=True)
    with told(target), contextlib.closing(sqlite3.connect(new)) as copy:
        ledger.connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
    _name(new, target)


def restore(source: Path, target: Path) -> None:
    """Put a backup where there is no record; it is checked first.

    Tombstones made after the backup are not in it: give them with `Record.bury_again`.
    """
    if target.exists():
        raise RecordError(f"{target}: there is a record there; move it away first")
    with contextlib.closing(connect(source, readonly=True)) as original, told(source):
        if original.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise RecordError(f"{source}: this backup is damaged; take another")
        new = target.with_name(target.name + ".new")
        new.unlink(missing_ok=True)
        with told(target), contextlib.closing(sqlite3.connect(new)) as copy:
            original.backup(copy)
    _name(new, target)


def replace(path: Path, new: Path) -> Path:
    """Put the record `new` in the place of that at `path`; where that is kept. Both must be closed.

    Killed at any moment, there is a record at `path`: without one its tombstones were lost.
    """
    lock = Lock(path, PATIENCE)  # nobody writes into what is being put aside
    try:
        return _replace(path, new)
    finally:
        lock.release()


def _replace(path: Path, new: Path) -> Path:
    for leftover in (path, new):  # closed, they are whole in one file
        for end in ("-wal", "-shm"):
            leftover.with_name(leftover.name + end).unlink(missing_ok=True)
    kept = _free(path.with_stem(f"{path.stem}.replaced"))
    try:
        os.link(path, kept)
    except OSError:  # a file system without hard links
        shutil.copyfile(path, kept)
    new.replace(path)
    sync_folder(path.parent)
    new.with_name(f"{new.name}.lock").unlink(missing_ok=True)
    return kept


def _free(path: Path) -> Path:
    """The path, or it with the first number that is free: what was kept once is not written over."""
    number, found = 1, path
    while found.exists():
        number += 1
        found = path.with_stem(f"{path.stem}-{number}")
    return found


def scrub(ledger: Ledger) -> None:
    """Write the file anew without what was erased, and empty the log beside it (WAL)."""
    with told(ledger.path):
        ledger.connection.execute("VACUUM")
        until = time.monotonic() + PATIENCE
        while ledger.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            if time.monotonic() > until:
                raise RecordError(
                    f"{ledger.path}: forgotten, but another process is still reading the old pages; "
                    "run the same command again when it is done"
                )
            time.sleep(0.05)
        ledger.connection.execute("DELETE FROM meta WHERE name = 'scrub'")


def _name(new: Path, target: Path) -> None:
    with new.open("rb") as file:
        os.fsync(file.fileno())
    os.rename(new, target)
    sync_folder(target.parent)
