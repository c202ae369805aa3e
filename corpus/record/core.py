"""The record itself: one object for all of it."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType

import msgspec

from corpus.article import Article, Quote
from corpus.record import connection, upkeep
from corpus.record.erasure import BORNE, NAMELESS, PURGE, REBUILD, Erasure
from corpus.record.ledger import Ledger
from corpus.record.lists import Corrections, Identities, People, Refusals
from corpus.record.run import Run
from corpus.record.store import Store
from corpus.record.tombstones import Tombstones
from corpus.record.values import Change, Forgotten, Health, Kept, Retired

WAIT = 2.0
"""Seconds to wait for another writer before giving up."""


class Record:
    """An open record. A context manager; see `corpus.record` for what may be done with it."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._tombstones = Tombstones(ledger)
        self._store = Store(ledger, self._tombstones)
        self.corrections = Corrections(ledger)
        self.people = People(ledger)
        self.identities = Identities(ledger)
        self.refusals = Refusals(ledger)
        if not ledger.readonly and self.meta("scrub"):
            upkeep.scrub(ledger)  # an erasure was killed after it was decided: finish it

    @classmethod
    def create(cls, path: Path) -> Record:
        """Make an empty record at `path` and open it for writing; RecordError when anything is there."""
        connection.create(path)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, readonly: bool = False, wait: float = WAIT) -> Record:
        """Open the record at `path`; never makes one. For writing it takes the one writer's lock."""
        ledger = Ledger(path, readonly=readonly, wait=wait)
        try:
            return cls(ledger)
        except BaseException:
            ledger.close()
            raise

    def close(self) -> None:
        """Close it; may be called twice."""
        self._ledger.close()

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- articles -------------------------------------------------------------------------------

    def run(self) -> Run:
        """A run: it says of each article whether it is to be extracted and put."""
        return Run(self)

    def known(self, article: Article, extractor: str) -> bool:
        """Whether the article is here just so, with quotations found by this extractor."""
        return self._store.known(article, extractor)

    def redacted(self, article: Article) -> Article:
        """The article with forgotten words blanked (█); itself when it has none."""
        return self._store.redacted(article)

    def put_batch(
        self, items: Sequence[tuple[Article, Sequence[Quote]]], extractor: str, at: int | None = None
    ) -> int:
        """Keep articles with their quotations, all or nothing; the seq then reached.

        When it returns, they are on the disk. What is here just so changes nothing; an article of a
        key that is here is an update; one that was forgotten is left out, forgotten words blanked.
        """
        when = _now(at)
        with self._ledger.transaction():
            for article, quotes in items:
                self._store.put(article, quotes, extractor, when)
        return self.seq

    def remove(self, keys: Iterable[str], at: int | None = None) -> int:
        """Take articles out (they may come back); how many were there."""
        when = _now(at)
        with self._ledger.transaction():
            return sum(self._store.remove(key, when) for key in keys)

    def get(self, key: str) -> Kept | None:
        """The article of that key, with its quotations."""
        return self._store.get(key)

    def articles(self) -> Iterator[Kept]:
        """Every article in the order they first came, streamed; writing meanwhile is allowed."""
        return self._store.all()

    def keys(self) -> Iterator[str]:
        """Every article's key, in the same order."""
        return self._store.keys()

    def article_of(self, quote: str) -> tuple[str, int] | None:
        """The key of a quotation's article and its position in the article's list; None if unknown."""
        return self._store.article_of(quote)

    # --- what changed ---------------------------------------------------------------------------

    @property
    def seq(self) -> int:
        """The number of the last change."""
        return self._ledger.seq

    def changes(self, since: int = 0) -> Iterator[Change]:
        """The changes after `since`, in order; of several to one article only the last is told."""
        return self._ledger.changes(since)

    def retired(self, since: int = 0) -> Iterator[Retired]:
        """The quotations and articles that went after the change `since`, and where they moved."""
        return self._store.retired(since)

    # --- forgetting -----------------------------------------------------------------------------

    def is_tombstoned(self, article: Article) -> bool:
        """Whether this article was forgotten: by its key, its URL or its words."""
        return self._tombstones.holds(article)

    def forget(
        self,
        *,
        articles: Sequence[str] = (),
        quotes: Sequence[str] = (),
        names: Sequence[str] = (),
        at: int | None = None,
        dry_run: bool = False,
    ) -> Forgotten:
        """Forget articles (keys) and quotations (ids) for good; UsageError for one that is not there.

        A quotation's words are blanked (█) in its article, and so are `names` there. When it returns
        no byte of it is left in the record's files, and the same source does not bring it back.
        """
        erasure = Erasure(self._ledger, self._store, self._tombstones)
        plan = erasure.plan(articles, quotes)
        if dry_run:
            return plan
        try:
            with self._ledger.transaction():
                erasure.carry_out(plan, names, _now(at))
        finally:
            self._tombstones.load()
        upkeep.scrub(self._ledger)
        return Forgotten(articles=plan.articles, quotes=plan.quotes, blanked=plan.blanked, seq=self.seq)

    def bury_again(self, other: Record) -> Forgotten:
        """Apply the tombstones of another record to this one, as after restoring an older backup."""
        with self._ledger.transaction():
            self._ledger.many(
                "INSERT OR IGNORE INTO tombstones VALUES (?, ?, ?, ?, ?, ?)", other._tombstones.rows()
            )
        self._tombstones.load()
        with self._ledger.transaction():
            Erasure(self._ledger, self._store, self._tombstones).clear_lists()
        whole = [kept.key for kept in self.articles() if self.is_tombstoned(kept.article)]
        partly = [
            (kept.article, kept.quotes, kept.extractor)
            for kept in self.articles()
            if kept.key not in whole and self.redacted(kept.article) is not kept.article
        ]
        for article, found, extractor in partly:
            self.put_batch([(article, found)], extractor)
        return self.forget(articles=whole)

    # --- upkeep ---------------------------------------------------------------------------------

    def meta(self, name: str) -> str | None:
        """A setting kept in the record."""
        value = self._ledger.value("SELECT value FROM meta WHERE name = ?", name)
        return None if value is None else str(value)

    def set_meta(self, name: str, value: str) -> None:
        """Keep a setting."""
        with self._ledger.transaction():
            self._ledger.many("INSERT OR REPLACE INTO meta VALUES (?, ?)", [(name, value)])

    @property
    def purge_due(self) -> bool:
        """Whether words were forgotten that an index may still hold."""
        return self.meta(PURGE) is not None

    @property
    def rebuild_due(self) -> bool:
        """Whether this record took another one's place, whose index may still be there."""
        return self.meta(REBUILD) is not None

    def take_place(self) -> None:
        """Say so, before it does: whoever follows it makes the index anew, until `purged`."""
        self.set_meta(REBUILD, "")

    def purging(self, borne: Iterable[str], nameless: Iterable[str] = ()) -> None:
        """Remember the ids that were borne before a purge, and the articles (keys) that the index holds
        without a name in it, also when it is killed and run again.
        """
        for name, values in ((BORNE, borne), (NAMELESS, nameless)):
            self.set_meta(name, msgspec.json.encode(sorted(self._before(name).union(values))).decode())

    def _before(self, name: str) -> set[str]:
        return msgspec.json.decode(self.meta(name) or "[]", type=set[str])

    @property
    def nameless(self) -> set[str]:
        """The articles that `purging` was told of: the correction that kept a name out may be gone by now."""
        return self._before(NAMELESS)

    def purged(self, borne: Collection[str] = ()) -> None:
        """No index holds them any more. Ids remembered by `purging` that nobody bears now are forgotten."""
        before = self._before(BORNE)
        done = [(name,) for name in (PURGE, BORNE, NAMELESS, REBUILD)]
        with self._ledger.transaction():
            self._ledger.many("DELETE FROM meta WHERE name = ?", done)
        self.identities.drop(before.difference(borne))

    def check(self) -> Health:
        """Counts, and one sentence for each thing that is wrong."""
        return upkeep.check(self._ledger)

    def backup(self, target: Path) -> None:
        """Copy this record to a new file while it is in use."""
        upkeep.backup(self._ledger, target)


def _now(at: int | None) -> int:
    return int(time.time()) if at is None else at
