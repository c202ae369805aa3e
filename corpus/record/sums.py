"""Sums that tell damage from data: SQLite checks how its pages hang together, not what is in them.

Each table has in `sums` the XOR of a hash of its rows. Triggers keep it: a row is XORed in when it comes
and out when it goes, so that a bit changed outside of a transaction is found by adding up again. The
articles' texts and quotations, which are large, have digests of their own among the columns summed.
"""

from __future__ import annotations

import sqlite3
from hashlib import blake2b

SUMMED = {
    "meta": ("name", "value"),
    "articles": ("number", "key", "digest", "quotes_sum", "extractor", "indexed_at", "seq"),
    "quotes": ("id", "article", "position"),
    "changes": ("seq", "what", "key", "at"),
    "retired": ("id", "what", "at", "seq", "moved_to"),
    "tombstones": ("digest", "what", "article", "size", "hint", "at"),
    "corrections": ("id", "kind", "target", "details", "note", "at", "undone_at"),
    "known": ("number", "entry"),
    "identities": ("signature", "id", "at"),
    "refusals": ("id", "place", "reason", "at"),
}
"""Table → the columns whose sum is kept."""

_BYTES = 7
"""56 bits: they fit SQLite's integers, and hide a chance change once in 10^16."""


def tables() -> str:
    """The SQL that makes the sums and the triggers that keep them."""
    made = ["CREATE TABLE sums (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;"]
    for table, columns in SUMMED.items():
        old, new = (", ".join(f"{row}.{column}" for column in columns) for row in ("OLD", "NEW"))
        made.append(f"INSERT INTO sums VALUES ('{table}', 0);")  # noqa: S608  # names of our own
        made.append(_trigger(table, "INSERT", f"xor_row(value, {new})"))
        made.append(_trigger(table, "DELETE", f"xor_row(value, {old})"))
        made.append(_trigger(table, "UPDATE", f"xor_row(xor_row(value, {old}), {new})"))
    return "\n".join(made)


def _trigger(table: str, event: str, value: str) -> str:
    update = f"UPDATE sums SET value = {value} WHERE name = '{table}'"  # noqa: S608  # names of our own
    return f"CREATE TRIGGER {table}_{event.lower()} AFTER {event} ON {table} BEGIN {update}; END;"


def prepare(connection: sqlite3.Connection) -> None:
    """Give a connection what the triggers call. A row that is replaced must fire that of deletion, too."""
    connection.create_function("xor_row", -1, xor_row, deterministic=True)
    connection.execute("PRAGMA recursive_triggers = ON")


def xor_row(value: int, *cells: object) -> int:
    """The sum with a row XORed in, or out, which is the same."""
    digest = blake2b(digest_size=_BYTES)
    for cell in cells:
        data = cell if isinstance(cell, bytes) else repr(cell).encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(4, "big") + data)
    return value ^ int.from_bytes(digest.digest(), "big")
