"""The record: what is kept for good. One SQLite file (WAL, synchronous FULL), one writer at a time.

    Record.create(path) / Record.open(path, readonly=False, wait=2.0)     a context manager; never implicit
    run = record.run()
    run.admit(article, extractor)      the article to extract and put | Refusal | None (nothing new)
    run.keys                           keys seen, for --sync
    record.put_batch([(article, quotes), …], extractor, at) → seq         on disk, all or nothing, idempotent
    record.known(article, extractor)   here just so?
    record.remove(keys, at) → how many
    record.get(key) → Kept | None;  record.articles() → Kept…;  record.keys();  record.article_of(quote id)
    record.seq;  record.changes(since) → Change(seq, what, key, at)…      what: put remove correct people
    record.retired(since) → Retired(id, what, at, moved_to)…              410 pages, the list of deletions
    record.forget(articles=, quotes=, names=, at=, dry_run=) → Forgotten; record.is_tombstoned(article)
    record.purge_due; record.purging(ids); record.purged(ids)              words an index may still hold
    record.take_place(); record.rebuild_due                                another record's index may be there
    record.bury_again(other record)    tombstones after an older backup was restored
    record.corrections.add(Correction(…)) → number / .undo(number) / .all(undone=False)
    record.people.replace([Known, …]) / .all();  record.identities.allot({signature: slug}) → ids / .all()
    record.refusals.add([(where, reason), …], at) / .all()
    record.meta(name) / .set_meta(name, value)
    record.check() → Health;  record.backup(target);  restore(backup, path);  replace(path, new)

What fails raises RecordError, after which the record is as before. Whatever is written inside goes
through `ledger.transaction`.
"""

from corpus.record.connection import sync_folder
from corpus.record.core import Record
from corpus.record.run import Run
from corpus.record.upkeep import replace, restore
from corpus.record.values import (
    CORRECTIONS,
    Change,
    Correction,
    CorrectionKind,
    Forgotten,
    Health,
    Kept,
    Known,
    Retired,
)

__all__ = [
    "CORRECTIONS",
    "Change",
    "Correction",
    "CorrectionKind",
    "Forgotten",
    "Health",
    "Kept",
    "Known",
    "Record",
    "Retired",
    "Run",
    "replace",
    "restore",
    "sync_folder",
]
