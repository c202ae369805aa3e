"""Many articles: read, extracted in parallel, acknowledged by the record, then indexed.

The record acknowledges a batch all or nothing; the index follows it. What the index has applied is
the `seq` of its generation, so an interrupted run, a rebuild and a correction all take one way:
`bring_up_to_date` applies what the record says since then.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

import msgspec

from corpus import Article, IndexUnavailable, UsageError
from corpus.readers import ReadSettings, Refusal, read
from corpus.record import Record, Run, sync_folder
from indexer import assignments
from indexer.assignments import Assignments
from indexer.documents import documents
from indexer.extraction import EXTRACTOR_VERSION
from indexer.workers import Extracted, Extractors
from search import whoosh
from search.values import Deletion, Generation
from search.whoosh import Writer
from settings import Settings

CHECKPOINT = 5_000
"""Articles after which the index follows the record, so that a long run is searchable as it goes."""


class Progress(msgspec.Struct, kw_only=True):
    """How far a run has come; `seconds` since it began."""

    articles: int = 0
    unchanged: int = 0
    quotes: int = 0
    words: int = 0
    removed: int = 0
    refused: list[Refusal] = []
    unread: int = 0
    """How many of those refused could not be read at all."""
    seconds: float = 0.0


Tell = Callable[[Progress], None]


def create(settings: Settings) -> None:
    """Make the data folder, its record and its index, where there is nothing yet.

    A folder with anything else in it, or without its record, is an error: nothing is overwritten.
    """
    folder = settings.data
    if settings.record.exists():
        _create_index(settings)
        return
    if folder.exists() and any(not path.name.startswith(settings.record.name) for path in folder.iterdir()):
        raise UsageError(
            f"{folder}: not a folder of Verbatim (it has no record.sqlite) and not empty; "
            "name another one with --data"
        )
    folder.mkdir(parents=True, exist_ok=True)
    Record.create(settings.record).close()
    _create_index(settings)


def _create_index(settings: Settings) -> None:
    """Make the index of a record in which nothing is yet, at once or after a process killed before it could.

    It appears whole, by a rename that replaces nothing. A record that holds something and has lost its
    index is for `verbatim rebuild`: a folder that cannot be seen for a moment must not be taken for none.
    """
    if settings.index.exists():
        return
    with Record.open(settings.record) as record:
        if record.seq or settings.index.exists():
            return
        new = settings.index.with_name(settings.index.name + ".new")
        shutil.rmtree(new, ignore_errors=True)
        whoosh.create(new)
        new.rename(settings.index)
        sync_folder(settings.data)


def index(
    settings: Settings,
    paths: Iterable[str | Path],
    *,
    reading: ReadSettings | None = None,
    sync: bool = False,
    gone: Collection[str] = (),
    tell: Tell = lambda progress: None,
) -> Progress:
    """Read `paths` into the record and the index; what was read, refused, found.

    With `sync`, articles of the record that are not in `paths` any more are removed; so are those
    whose keys are in `gone`.
    """
    create(settings)
    progress = Progress()
    began = time.monotonic()
    with (
        Record.open(settings.record) as record,
        Extractors(workers=settings.workers, parser=settings.parser) as extractors,
    ):
        bring_up_to_date(settings, record)
        run = record.run()
        since = 0
        new = _new_articles(read(paths, settings=reading or ReadSettings()), run, progress)
        for batch in extractors.run(new):
            since += _keep(record, batch, progress)
            progress.seconds = time.monotonic() - began
            tell(progress)
            if since >= CHECKPOINT:
                bring_up_to_date(settings, record)
                since = 0
        if sync:
            _remove_absent(record, run, progress)
        if gone:
            progress.removed += record.remove(gone, at=int(time.time()))
        record.refusals.add((refusal.where, refusal.reason) for refusal in progress.refused)
        bring_up_to_date(settings, record)
    progress.seconds = time.monotonic() - began
    tell(progress)
    return progress


def _new_articles(found: Iterable[Article | Refusal], run: Run, progress: Progress) -> Iterator[Article]:
    """The articles to extract from; what is refused or known already is counted."""
    for item in found:
        admitted = item if isinstance(item, Refusal) else run.admit(item, EXTRACTOR_VERSION)
        if admitted is None:
            progress.unchanged += 1
        elif isinstance(admitted, Refusal):
            progress.refused.append(admitted)
            progress.unread += isinstance(item, Refusal)
        else:
            yield admitted


def _keep(record: Record, batch: Iterable[Extracted], progress: Progress) -> int:
    """Put one batch into the record, all or nothing; how many articles."""
    good = []
    for article, found in batch:
        if isinstance(found, str):
            progress.refused.append(Refusal(where=article.id, reason=found))
        else:
            good.append((article, found))
    record.put_batch(good, EXTRACTOR_VERSION, at=int(time.time()))
    progress.articles += len(good)
    progress.quotes += sum(len(found) for _, found in good)
    progress.words += sum(article.text.count(" ") + 1 for article, _ in good)
    return len(good)


def _remove_absent(record: Record, run: Run, progress: Progress) -> None:
    """Remove what was not seen, unless something could not be read: then nobody knows what is gone."""
    if progress.unread:
        reason = f"nothing was removed: {progress.unread} files or articles could not be read"
        progress.refused.append(Refusal(where="--sync", reason=reason))
        return
    seen = run.keys
    gone = [key for key in record.keys() if key not in seen]  # noqa: SIM118  # not a mapping
    progress.removed = record.remove(gone, at=int(time.time()))


# --- the index follows the record ------------------------------------------------------------------


def bring_up_to_date(settings: Settings, record: Record) -> Generation:
    """Apply to the index what the record says since the `seq` that it holds; the generation then in force.

    Every commit says how far it went, and who is who goes with the last one: killed at any moment
    and run again, it goes on from there. An erasure or a restoration killed half way is finished.
    """
    if record.rebuild_due:
        return rebuild(settings, record)
    if record.purge_due:
        return purge(settings, record)
    with whoosh.open_writer(settings.index) as writer:
        if writer.seq > record.seq:
            raise IndexUnavailable(
                f"{settings.index}: ahead of the record (another one, or an older copy, took its place); "
                "run `verbatim rebuild`"
            )
        if writer.seq == record.seq:
            return writer.generation
        return _follow(settings, record, writer)


def rebuild(settings: Settings, record: Record) -> Generation:
    """Make the index anew from the record, beside the old one, which it then replaces.

    Who is who is worked out anew too; the ids once given stay.
    """
    new, old = (settings.index.with_name(settings.index.name + end) for end in (".new", ".old"))
    for leftover in (new, old):
        shutil.rmtree(leftover, ignore_errors=True)
    if record.purge_due:
        record.purging(assignments.borne(settings.facts, record))
    assignments.forget(settings.facts)
    whoosh.create(new, after=whoosh.number(settings.index))
    with whoosh.open_writer(new) as writer:
        writer.retire(
            Deletion(gone.id, gone.at, gone.moved_to) for gone in record.retired() if gone.what == "quote"
        )
        generation = _follow(settings, record, writer)
    if settings.index.exists():
        settings.index.rename(old)
    new.rename(settings.index)
    shutil.rmtree(old, ignore_errors=True)
    sync_folder(settings.data)  # before the record says that it is done: no old name may come back
    record.purged(assignments.borne(settings.facts, record))
    return generation


def purge(settings: Settings, record: Record) -> Generation:
    """Bring the index up to date and write all of it anew, so that no byte of what was forgotten is left."""
    with whoosh.open_writer(settings.index) as writer:
        # an id is made of a name, and tells it
        told = {one.id for one in writer.entities} | writer.former.keys()
        record.purging(assignments.borne(settings.facts, record) | told, assignments.nameless(settings.facts))
        assignments.forget(settings.facts)
        generation = _follow(settings, record, writer, whole=True)
    record.purged(assignments.borne(settings.facts, record))
    return generation


def _follow(settings: Settings, record: Record, writer: Writer, *, whole: bool = False) -> Generation:
    with Assignments(settings.facts, record) as known:
        told = known.update(writer.generation.digest)
        added, reached = 0, writer.seq
        done: set[str] = set()
        for change in record.changes(writer.seq):
            if added >= CHECKPOINT:
                writer.commit(reached)
                added = 0
            reached = change.seq
            if change.what == "put":
                added += _add(settings, record, writer, known, change.key)
                done.add(change.key)
            elif change.what == "remove":
                writer.remove([change.key], at=change.at)
        for key in sorted((told.again | record.nameless) - done):
            _add(settings, record, writer, known, key)
        writer.assign(told.entities, told.changed, told.former)
        generation = writer.commit(record.seq, whole=whole)
        known.confirm(generation)
    return generation


def _add(settings: Settings, record: Record, writer: Writer, known: Assignments, key: str) -> int:
    kept = record.get(key)
    if kept is None:
        return 0
    article, quotes = documents(
        kept.article,
        kept.quotes,
        shown=settings.article_text_of(kept.article.source),
        extractor=kept.extractor,
        indexed_at=kept.indexed_at,
        moments=kept.moments,
        delisted=known.delisted(key),
    )
    writer.add(article, quotes)
    return 1
