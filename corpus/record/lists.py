"""The smaller lists of the record: corrections, known people, identities allotted, refusals."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from corpus.errors import UsageError
from corpus.record.ledger import Ledger
from corpus.record.values import CORRECTIONS, Correction, Known

KEPT_REFUSALS = 10_000


class Corrections:
    """What people set right, in order. Nothing is deleted: an undone one says since when."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def add(self, correction: Correction, at: int | None = None) -> int:
        """Keep a correction; its number."""
        if correction.kind not in CORRECTIONS:
            raise UsageError(f"correction {correction.kind!r}: use {', '.join(CORRECTIONS)}")
        if not correction.target:
            raise UsageError(f"correction {correction.kind}: say of which person or quotation (its id)")
        when = int(time.time()) if at is None else at
        with self._ledger.transaction() as connection:
            row = connection.execute(
                "INSERT INTO corrections (kind, target, details, note, at) VALUES (?, ?, ?, ?, ?)",
                (
                    correction.kind,
                    correction.target,
                    msgspec.json.encode(correction.values),
                    correction.note,
                    when,
                ),
            )
            number = int(row.lastrowid or 0)
            self._ledger.log("correct", str(number), when)
        return number

    @property
    def last(self) -> int:
        """The last number that was given."""
        return int(self._ledger.value("SELECT seq FROM sqlite_sequence WHERE name = 'corrections'") or 0)

    def go_on_after(self, number: int) -> None:
        """Give no number again up to this one: ids are made of them."""
        with self._ledger.transaction() as connection:
            last = max(number, self.last)
            connection.execute("DELETE FROM sqlite_sequence WHERE name = 'corrections'")
            connection.execute("INSERT INTO sqlite_sequence VALUES ('corrections', ?)", (last,))

    def undo(self, number: int, at: int | None = None) -> None:
        """Take a correction back; UsageError when there is none of that number in force."""
        when = int(time.time()) if at is None else at
        with self._ledger.transaction() as connection:
            done = connection.execute(
                "UPDATE corrections SET undone_at = ? WHERE id = ? AND undone_at IS NULL", (when, number)
            )
            if not done.rowcount:
                raise UsageError(f"correction {number}: there is none in force with that number")
            self._ledger.log("correct", str(number), when)

    def all(self, *, undone: bool = False) -> list[Correction]:
        """The corrections in force, in order; with `undone` those taken back too."""
        rows = self._ledger.rows(
            "SELECT id, kind, target, details, note, at, undone_at FROM corrections"
            " WHERE undone_at IS NULL OR ? ORDER BY id",
            undone,
        )
        return [
            Correction(
                id=number,
                kind=kind,
                target=target,
                values=msgspec.json.decode(details, type=tuple[str, ...]),
                note=note,
                at=at,
                undone_at=undone_at,
            )
            for number, kind, target, details, note, at, undone_at in rows
        ]


class People:
    """The imported list of known people and organisations: replaced whole, in its order."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def replace(self, entries: Iterable[Known], at: int | None = None) -> int:
        """Keep this list instead of the one before; how many entries it has."""
        encoded = [(number, msgspec.msgpack.encode(entry)) for number, entry in enumerate(entries, 1)]
        with self._ledger.transaction() as connection:
            connection.execute("DELETE FROM known")
            self._ledger.many("INSERT INTO known VALUES (?, ?)", encoded)
            self._ledger.log("people", "", int(time.time()) if at is None else at)
        return len(encoded)

    def all(self) -> list[Known]:
        """The list."""
        rows = self._ledger.rows("SELECT entry FROM known ORDER BY number")
        return [msgspec.msgpack.decode(entry, type=Known) for (entry,) in rows]


class Identities:
    """Ids allotted once: what a person's cluster is signed by (such as its first name as printed) → id.

    Clusters are worked out from the record each time; the id that a signature was once given stays.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def all(self) -> dict[str, str]:
        """Every signature with its id."""
        return dict(self._ledger.rows("SELECT signature, id FROM identities"))

    def allot(self, wanted: Mapping[str, str], at: int | None = None) -> dict[str, str]:
        """The ids of these signatures, in order; a new one gets the slug wanted, or it with a number.

        `{"Awa Diop": "awa-diop"}` → `{"Awa Diop": "awa-diop"}`, or `awa-diop-2` when that is taken.
        """
        given = self.all()
        taken = set(given.values())
        new: list[tuple[str, str, int]] = []
        when = int(time.time()) if at is None else at
        for signature, slug in wanted.items():
            if signature in given:
                continue
            given[signature] = _free(slug or "x", taken)
            taken.add(given[signature])
            new.append((signature, given[signature], when))
        if new:
            with self._ledger.transaction():
                self._ledger.many("INSERT INTO identities VALUES (?, ?, ?)", new)
        return {signature: given[signature] for signature in wanted}

    def adopt(self, others: Mapping[str, str], at: int | None = None) -> None:
        """Take over the ids of a record that goes before this one: where both give one, theirs holds."""
        when = int(time.time()) if at is None else at
        with self._ledger.transaction():
            for signature, id_ in others.items():
                self._ledger.many("DELETE FROM identities WHERE signature = ? OR id = ?", [(signature, id_)])
            self._ledger.many(
                "INSERT INTO identities VALUES (?, ?, ?)",
                [(signature, id_, when) for signature, id_ in others.items()],
            )

    def drop(self, ids: Iterable[str]) -> None:
        """Forget ids that nobody goes by any more; not a byte of them is left."""
        with self._ledger.transaction():
            self._ledger.many("DELETE FROM identities WHERE id = ?", [(id_,) for id_ in ids])
        self._ledger.rows("PRAGMA wal_checkpoint(TRUNCATE)")


def _free(slug: str, taken: set[str]) -> str:
    if slug not in taken:
        return slug
    number = 2
    while f"{slug}-{number}" in taken:
        number += 1
    return f"{slug}-{number}"


class Refusals:
    """What runs refused, the newest ten thousand: (where, reason, when)."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def add(self, refused: Iterable[tuple[str, str]], at: int | None = None) -> None:
        """Keep (where, reason) pairs."""
        when = int(time.time()) if at is None else at
        rows = [(place, reason, when) for place, reason in refused]
        if not rows:
            return
        with self._ledger.transaction() as connection:
            self._ledger.many("INSERT INTO refusals (place, reason, at) VALUES (?, ?, ?)", rows)
            connection.execute(
                "DELETE FROM refusals WHERE id <= (SELECT max(id) FROM refusals) - ?", (KEPT_REFUSALS,)
            )

    def all(self) -> Iterator[tuple[str, str, int]]:
        """They, oldest first."""
        yield from self._ledger.rows("SELECT place, reason, at FROM refusals ORDER BY id")
