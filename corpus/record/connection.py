"""How the record's file is made, opened and locked, and how SQLite's errors are told."""

from __future__ import annotations

import contextlib
import fcntl
import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from corpus.errors import RecordError
from corpus.record import sums
from corpus.record.schema import APPLICATION_ID, FORMAT, TABLES

_DISK = ("disk is full", "disk I/O error", "unable to open", "readonly", "interrupted")


def create(path: Path) -> None:
    """Make an empty record at `path`, whole or not at all; RecordError when anything is there."""
    if path.exists():
        raise RecordError(f"{path}: there is something there already; a record is never made over it")
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)  # left by a process that was killed while making it
    with told(path), contextlib.closing(sqlite3.connect(new, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = FULL")
        connection.executescript(f"BEGIN; {TABLES} {sums.tables()} COMMIT;")
    try:
        os.link(new, path)  # unlike a rename it never replaces what appeared there meanwhile
    except FileExistsError:
        raise RecordError(f"{path}: another process has just made a record there") from None
    except OSError:
        os.rename(new, path)  # a file system without hard links
    finally:
        new.unlink(missing_ok=True)
    sync_folder(path.parent)


def connect(path: Path, *, readonly: bool) -> sqlite3.Connection:
    """A connection to the record at `path`, which must be one, of our format."""
    if not path.exists():
        raise RecordError(f"{path}: no record there; `verbatim index` makes one in a new or empty folder")
    mode = "ro" if readonly else "rw"
    with told(path):
        uri = f"{path.absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=10)
        try:
            _demand_ours(connection, path)
            connection.execute("PRAGMA synchronous = FULL")
            sums.prepare(connection)
            connection.execute("PRAGMA secure_delete = ON")  # what is erased is overwritten at once
            connection.execute("PRAGMA temp_store = MEMORY")  # no copy of a text in a temporary file
            if not readonly:
                connection.execute("PRAGMA journal_mode = WAL")
        except BaseException:
            connection.close()
            raise
    return connection


def _demand_ours(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise RecordError(f"{path}: not a record of Verbatim")
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found != FORMAT:
        raise RecordError(
            f"{path}: a record of format {found}; this Verbatim reads format {FORMAT}. "
            "Use the Verbatim that wrote it, or index the articles again in another folder"
        )


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Whatever SQLite raises inside comes out as a RecordError that says what to do."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:  # the latter from a message about damaged names
        message = str(error) if isinstance(error, sqlite3.Error) else "database disk image is malformed"
        if "database is locked" in message:
            advice = "another process is writing; try again when it is done"
        elif any(sign in message for sign in _DISK):
            advice = "nothing of this batch was kept; free space or mend the disk, then run the same again"
        elif "malformed" in message or "not a database" in message:
            advice = "the file is damaged; restore a backup (`verbatim restore`)"
        else:
            advice = "nothing of this batch was kept"
        raise RecordError(f"{path}: {message}: {advice}") from error


class Lock:
    """The right to write: one process at a time, given back by the kernel however the process ends."""

    def __init__(self, record: Path, wait: float) -> None:
        self._path = record.with_name(record.name + ".lock")
        try:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise RecordError(f"{self._path}: {error.strerror}; the record cannot be locked") from None
        try:
            self._take(record, wait)
        except BaseException:
            os.close(self._file)
            raise

    def _take(self, record: Path, wait: float) -> None:
        until = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= until:
                    holder = os.pread(self._file, 20, 0).decode("ascii", "replace").strip() or "?"
                    raise RecordError(
                        f"{record}: locked by pid {holder}, which is writing; wait until it is done"
                    ) from None
                time.sleep(0.05)
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, f"{os.getpid()}\n".encode(), 0)

    def release(self) -> None:
        """Give it back. The file stays: to delete it would let two processes hold two locks."""
        os.close(self._file)


def sync_folder(folder: Path) -> None:
    """Make sure that the names in `folder` survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
