"""The embedded engine, the default: Whoosh's index, with its postings beside it as mapped arrays.

`create`, `contents`, `number`, `open_engine`, `open_writer`, `optimize`, `verify` may be used; nothing
else. Whoosh keeps schema, analysis and segments (`stock`); what answers are arrays written beside it
(`segment`), evaluated whole (`execute`) over one immutable generation (`snapshot`, `stored`, `manifest`).
"""

from __future__ import annotations

from pathlib import Path

from search.whoosh.engine import WhooshEngine
from search.whoosh.manifest import number, verify
from search.whoosh.stored import Stored
from search.whoosh.writer import Writer, create


def open_engine(folder: Path) -> WhooshEngine:
    """The engine over an index; IndexUnavailable when there is none. Never makes one."""
    return WhooshEngine(folder)


def open_writer(folder: Path, timeout: float = 5.0) -> Writer:
    """The one writer of an index; IndexLocked when another process holds it for `timeout` seconds."""
    return Writer(folder, timeout)


def optimize(folder: Path) -> None:
    """Write all segments anew, without what was deleted."""
    with Writer(folder) as writer:
        writer.commit(writer.seq, whole=True)


def contents(folder: Path) -> tuple[int, set[str], list[str]]:
    """What an index holds: the record's `seq`, the keys of its articles, the ids of its quotations."""
    stored = Stored.open(folder)
    return stored.manifest.seq, stored.article_keys(), stored.live_ids()


__all__ = [
    "WhooshEngine", "Writer", "contents", "create", "number", "open_engine", "open_writer", "optimize",
    "verify",
]  # fmt: skip
