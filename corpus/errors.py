"""The one tree of exceptions; each message says what was given, what is allowed and what to do.

VerbatimError
├── UsageError          what was asked makes no sense (exit status 2, HTTP 400)
│   ├── QueryError      a query that cannot be understood, with the position of the fault
│   └── StaleCursor     a cursor of another query or of a state that is gone (HTTP 409)
├── ArticleError        one article that cannot be read; the run goes on without it
├── RecordError         the record is missing, locked or damaged
├── IndexLocked         another process is writing the index
└── IndexUnavailable    the index is missing, damaged, or of another version (HTTP 503)
    └── DeadlineExceeded  a search that ran past its budget of time (HTTP 503)
"""

from __future__ import annotations


class VerbatimError(Exception):
    """Any error that Verbatim raises on purpose; `str()` of it is meant for the person who asked."""


class UsageError(VerbatimError):
    """What was asked makes no sense; `parameter` names the offending part when it is known.

    `code` and `values` let the interface say it in the reader's language (`search/messages`).
    """

    def __init__(
        self, message: str, parameter: str | None = None, code: str = "", values: dict[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.parameter = parameter
        self.code = code
        self.values = values or {}


class QueryError(UsageError):
    """A query that cannot be understood; `position` is the code point where the fault lies."""

    def __init__(
        self, message: str, position: int, code: str = "query", values: dict[str, str] | None = None
    ) -> None:
        super().__init__(message, "q", code, values)
        self.position = position


class ArticleError(VerbatimError):
    """One article (or file) that cannot be read; `where` is its path, with a line number if any."""

    def __init__(self, reason: str, where: str = "") -> None:
        super().__init__(f"{where}: {reason}" if where else reason)
        self.reason = reason
        self.where = where


class RecordError(VerbatimError):
    """The record is missing, locked, damaged, or of another version."""


class IndexUnavailable(VerbatimError):
    """The index is missing, damaged, or of another version; the message names the remedy."""


class DeadlineExceeded(IndexUnavailable):
    """A search that ran past its budget of time."""


class StaleCursor(UsageError):
    """A cursor of another query, or of a state of the index that is gone (HTTP 409)."""


class IndexLocked(VerbatimError):
    """Another process is writing the index."""
