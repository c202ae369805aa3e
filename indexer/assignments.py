"""What the index is told of every quotation beside its words: who speaks, for whom, printed where first.

Worked out from the facts kept beside the record, only where a change touched them; what the index was
last told is remembered with the generation it was told in, so that after a crash, a restored backup or a
rebuild it is told all again.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from corpus.record import Record
from indexer import facts as kept_facts
from indexer.facts import KNOWN, Facts, Touched
from indexer.people import former, organisations, resolve
from indexer.people.corrections import Overlay
from indexer.people.portraits import Row, named, portrait
from indexer.people.slugs import Ids, slug
from indexer.regroup import regroup
from search.values import Assignment, Entity, Former, Generation

SPLIT = "split:"
_encode = msgspec.msgpack.Encoder().encode
_decode_entity = msgspec.msgpack.Decoder(Entity).decode


class Told(msgspec.Struct, frozen=True):
    """What an index must be told to be up to date.

    `again` are articles to be put in again, because a name must (or may again) be found by. `former` are
    ids that were given once and are nobody's now, with those they stand for.
    """

    entities: list[Entity]
    changed: dict[str, Assignment]
    again: set[str]
    former: dict[str, Former]


class _Sent(msgspec.Struct, frozen=True):
    assignment: Assignment
    delisted: bool = False


class Assignments:
    """The assignments of one record. A context manager."""

    def __init__(self, path: Path, record: Record) -> None:
        self._record = record
        self._facts = Facts.open(path, record)
        self._path = path

    def __enter__(self) -> Assignments:
        return self

    def __exit__(self, *_: object) -> None:
        self._facts.__exit__()

    def update(self, held: str) -> Told:
        """Follow the record; what to tell an index that is at the generation `held` (its digest).

        RecordError when the disk refuses. Damaged facts are made anew: they are nobody's only copy.
        """
        try:
            return self._update(held)
        except sqlite3.DatabaseError as error:
            if not kept_facts.damaged(error):
                raise kept_facts.refused(self._path, error) from None
        self._facts.__exit__()
        kept_facts.forget(self._path)
        self._facts = Facts.open(self._path, self._record)
        return self._update(held)

    def _update(self, held: str) -> Told:
        facts = self._facts
        with facts.transaction():
            if facts.meta("told") != held:
                facts.connection.execute("UPDATE facts SET sent = NULL, dirty = 1")
                facts.set_meta("told", held)
            touched = facts.follow(self._record)
            ids = Ids(self._record)
            resolve.resolve(facts, touched, ids)
            organisations.resolve(facts, touched, ids)
            regroup(facts, touched)
            ids.keep()
            overlay, affected = self._overlay(touched, ids)
            changed, again = self._judge(overlay, affected)
            self._portray(affected | touched.speakers, overlay, {id_: key for key, id_ in ids.given.items()})
            entities = [
                _decode_entity(payload)
                for (payload,) in facts.rows("SELECT payload FROM entities ORDER BY id")
            ]
            now = _former(overlay, {entity.id for entity in entities})
            facts.set_meta("former", msgspec.json.encode(sorted(now)).decode())
        return Told(entities, changed, again, now)

    def confirm(self, generation: Generation) -> None:
        """The index has committed what it was told. Where the disk refuses, it is told again next time."""
        with contextlib.suppress(sqlite3.OperationalError), self._facts.transaction():
            self._facts.connection.execute("UPDATE facts SET sent = ready, dirty = 0 WHERE dirty = 1")
            self._facts.set_meta("told", generation.digest)

    def delisted(self, article: str) -> frozenset[str]:
        """The quotations of an article that must not be found by their speaker's name."""
        rows = self._facts.rows(
            "SELECT id, ready FROM facts WHERE article = ? AND ready IS NOT NULL", article
        )
        return frozenset(id_ for id_, ready in rows if msgspec.msgpack.decode(ready, type=_Sent).delisted)

    # --- corrections ----------------------------------------------------------------------------

    def _overlay(self, touched: Touched, ids: Ids) -> tuple[Overlay, set[str]]:
        """The corrections in force; the entities they (or those taken back) change."""
        every = self._record.corrections.all(undone=True)
        corrections = [one for one in every if one.undone_at is None]
        wanted = {
            f"{SPLIT}{c.id}": slug(c.values[0] if c.values else c.target) or c.target
            for c in corrections
            if c.kind == "split"
        }
        given = self._record.identities.allot(wanted) if wanted else {}
        leads = former.leads(self._facts, ids.given)
        leads |= {
            ids.given[f"{SPLIT}{c.id}"]: Former((c.target,), sure=True)
            for c in every
            if c.undone_at is not None and f"{SPLIT}{c.id}" in ids.given
        }
        merged = {one for c in corrections if c.kind == "merge" for one in c.values}
        overlay = Overlay(
            corrections,
            {int(key.removeprefix(SPLIT)): id_ for key, id_ in given.items()},
            leads,
            former.anchored(self._facts, ids.given, merged & leads.keys()) if merged else {},
        )
        state = msgspec.json.encode([sorted(overlay.quotes), sorted(overlay.entities)]).decode()
        quotes, entities = msgspec.json.decode(self._facts.meta("corrected") or "[[], []]")
        if touched.corrections or state != self._facts.meta("corrected"):
            affected = overlay.entities | set(entities)
            self._mark("id", overlay.quotes | set(quotes))
            for column in ("base", "base_body", "speaker"):
                self._mark(column, affected)
            self._facts.connection.execute("UPDATE facts SET dirty = 1 WHERE perhaps != ''")
            self._facts.set_meta("corrected", state)
            return overlay, affected | set(given.values())
        return overlay, set()

    def _mark(self, column: str, values: Iterable[str]) -> None:
        self._facts.connection.execute(
            f"UPDATE facts SET dirty = 1 WHERE {column} IN (SELECT value FROM json_each(?))",  # noqa: S608
            (msgspec.json.encode(sorted(values)).decode(),),
        )

    def _judge(self, overlay: Overlay, affected: set[str]) -> tuple[dict[str, Assignment], set[str]]:
        """What changed, by quotation, and the articles to put in again; `affected` gets the entities."""
        changed: dict[str, Assignment] = {}
        again: set[str] = set()
        updates = []
        rows = self._facts.rows(
            "SELECT number, id, article, printed, base, base_body, perhaps, head, speaker, told_body, ready,"
            " sent FROM facts WHERE dirty = 1"
        )
        for (
            number,
            id_,
            article,
            printed,
            base,
            body,
            perhaps,
            head,
            speaker,
            told_body,
            decided,
            sent,
        ) in rows:
            verdict = overlay.judged(id_, printed, base, body, perhaps.split("\t") if perhaps else ())
            assignment = Assignment(
                speaker=verdict.speaker or None, organisation=verdict.organisation or None, group=head or id_,
                perhaps=verdict.perhaps, corrected=verdict.corrected, hidden=verdict.hidden,
            )  # fmt: skip
            ready = _encode(_Sent(assignment, verdict.delisted))
            updates.append((verdict.speaker, verdict.organisation, ready, verdict.foreign, number))
            affected |= {speaker, told_body, verdict.speaker, verdict.organisation}
            if article.startswith(KNOWN) or ready == sent:
                continue
            changed[id_] = assignment
            # what an index holds that was told by another hand (`verbatim optimize`) is what was decided last
            last = sent or decided
            was = last is not None and msgspec.msgpack.decode(last, type=_Sent).delisted
            if verdict.delisted != was or (was and sent is None):
                again.add(article)
        self._facts.many(
            "UPDATE facts SET speaker = ?, told_body = ?, ready = ?, foreign_name = ? WHERE number = ?",
            updates,
        )
        # An article put in again comes without any assignment: all of its own go with it.
        rows = self._facts.among(
            "SELECT id, ready FROM facts WHERE article IN (SELECT value FROM json_each(?))", again
        )
        changed.update((id_, msgspec.msgpack.decode(ready, type=_Sent).assignment) for id_, ready in rows)
        return changed, again

    # --- entities -------------------------------------------------------------------------------

    def _portray(self, affected: set[str], overlay: Overlay, signatures: Mapping[str, str]) -> None:
        """Draw these entities anew; those without a quotation go.

        Who has but what corrections give them is shown by the name that the id was made for.
        """
        known = self._record.people.all()
        pins = dict(self._facts.rows("SELECT id, entry FROM pins"))
        for entity in sorted(affected - {""}):
            rows = self._rows(entity)
            if all(row.article.startswith(KNOWN) for row in rows):
                if not self._given(entity):
                    self._facts.connection.execute("DELETE FROM entities WHERE id = ?", (entity,))
                    continue
                rows = rows or [named(entity, signatures.get(entity, ""))]
            entry = pins.get(entity, 0)
            shown = portrait(
                entity, rows, renamed=overlay.names.get(entity, ""),
                wikidata=known[entry - 1].wikidata if 0 < entry <= len(known) else "",
            )  # fmt: skip
            self._facts.connection.execute(
                "INSERT OR REPLACE INTO entities VALUES (?, ?)", (entity, _encode(shown))
            )

    def _given(self, entity: str) -> bool:
        """Whether a correction gives it a quotation that was printed under another's name."""
        return bool(
            self._facts.rows("SELECT 1 FROM facts WHERE speaker = ? AND foreign_name LIMIT 1", entity)
        )

    def _rows(self, entity: str) -> list[Row]:
        """Its quotations; a printed name that a correction took from somebody else is none of its own."""
        spoken = self._facts.rows(
            "SELECT article, day, last, printed, name, said_by, role, told_body FROM facts"
            " WHERE speaker = ? AND NOT foreign_name ORDER BY number", entity,
        )  # fmt: skip
        stood_for = self._facts.rows(
            "SELECT article, day, last, organisation, '', body, '', '' FROM facts WHERE told_body = ?"
            " ORDER BY number", entity,
        )  # fmt: skip
        return [Row(*row) for row in (*spoken, *stood_for)]


def _former(overlay: Overlay, present: set[str]) -> dict[str, Former]:
    """The former ids that stand for somebody quoted; one that is somebody's now stands for nobody else."""
    found = {entity: overlay.stands_for(entity, present) for entity in sorted(overlay.former - present)}
    return {entity: former for entity, former in found.items() if former.ids}


def borne(path: Path, record: Record) -> set[str]:
    """The ids that people and bodies bear, or that stand for them; fewer where the facts cannot be read."""
    splits = {f"{SPLIT}{c.id}" for c in record.corrections.all() if c.kind == "split"}
    found = {id_ for signature, id_ in record.identities.all().items() if signature in splits}
    if not path.exists():
        return found
    with contextlib.suppress(sqlite3.DatabaseError), contextlib.closing(sqlite3.connect(path)) as facts:
        for column in ("base", "base_body", "speaker", "told_body"):
            found |= {row[0] for row in facts.execute(f"SELECT DISTINCT {column} FROM facts")}  # noqa: S608
        for (former,) in facts.execute("SELECT value FROM meta WHERE name = 'former'"):
            found |= msgspec.json.decode(former, type=set[str])
    return found - {""}


def nameless(path: Path) -> set[str]:
    """The articles (keys) some of whose quotations the index holds without a name, since it was delisted."""
    if not path.exists():
        return set()
    with contextlib.suppress(sqlite3.DatabaseError), contextlib.closing(sqlite3.connect(path)) as facts:
        rows = facts.execute("SELECT article, ready FROM facts WHERE speaker = '' AND ready IS NOT NULL")
        return {article for article, ready in rows if msgspec.msgpack.decode(ready, type=_Sent).delisted}
    return set()


def forget(path: Path) -> None:
    """Delete what is kept beside the record; it is made anew when it is needed."""
    kept_facts.forget(path)
