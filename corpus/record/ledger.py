"""The ledger under the record: one connection, its transactions, and the change log."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from corpus.errors import RecordError
from corpus.record.connection import Lock, connect, told
from corpus.record.values import Change, What

PAGE = 200
"""Rows fetched at a time: no statement stays open while the caller works or writes."""


class Ledger:
    """The open file. All parts of the record write through `transaction` and log what they did."""

    def __init__(self, path: Path, *, readonly: bool, wait: float) -> None:
        self.path = path
        self.readonly = readonly
        if not path.exists():
            connect(path, readonly=True)  # tells that it is not there, before a lock file is made
        self._lock = None if readonly else Lock(path, wait)
        try:
            self.connection = connect(path, readonly=readonly)
        except BaseException:
            if self._lock:
                self._lock.release()
            raise

    def close(self) -> None:
        """Close the file and give the lock back."""
        self.connection.close()
        if self._lock:
            self._lock.release()
            self._lock = None

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """What is done inside is kept whole when it ends, and not at all when it fails."""
        if self.readonly:
            raise RecordError(f"{self.path}: opened for reading only")
        with told(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):  # SQLite has rolled back on some errors itself
                    self.connection.execute("ROLLBACK")
                raise

    def log(self, what: What, key: str, at: int) -> int:
        """Append to the change log; its new seq. Only inside a transaction."""
        with told(self.path):
            row = self.connection.execute(
                "INSERT INTO changes (what, key, at) VALUES (?, ?, ?)", (what, key, at)
            )
        return int(row.lastrowid or 0)

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        with told(self.path):
            return self.connection.execute(sql, values).fetchall()

    def value(self, sql: str, *values: Any) -> Any:
        """The first column of the first row, or None."""
        rows = self.rows(sql, *values)
        return rows[0][0] if rows else None

    def paged(self, sql: str, after: int) -> Iterator[tuple[Any, ...]]:
        """The rows of a query whose first column grows and is bounded below by its one parameter."""
        while rows := self.rows(f"{sql} LIMIT {PAGE}", after):
            yield from rows
            after = rows[-1][0]

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """Whatever is read inside is of one moment, though another process may be writing."""
        with told(self.path):
            self.connection.execute("BEGIN")
            try:
                yield
            finally:
                with contextlib.suppress(sqlite3.Error):
                    self.connection.execute("ROLLBACK")

    def streamed(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query as they are read: only inside `snapshot`."""
        with told(self.path):
            yield from self.connection.execute(sql)

    def many(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Run a statement for each row. Only inside a transaction."""
        with told(self.path):
            self.connection.executemany(sql, rows)

    @property
    def seq(self) -> int:
        """The seq of the last change ever logged; 0 before the first."""
        return int(self.value("SELECT seq FROM sqlite_sequence WHERE name = 'changes'") or 0)

    def changes(self, since: int) -> Iterator[Change]:
        """The changes after `since`; of several to one article only the last is told."""
        last = """
            SELECT max(seq), what, key, at FROM changes WHERE seq > ?
            GROUP BY what IN ('put', 'remove'), CASE WHEN what IN ('put', 'remove') THEN key ELSE seq END
            ORDER BY 1"""
        for seq, what, key, at in self.rows(last, since):
            yield Change(seq, what, key, at)
