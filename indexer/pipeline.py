"""Many articles: read, extracted in parallel, acknowledged by the record, then indexed.

The record acknowledges a batch all or nothing; the index follows it. What the index has applied is
the `seq` of its generation, so an interrupted run, a rebuild and a correction all take one way:
`bring_up_to_date` applies what the record says since then.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from corpus import UsageError
from corpus.readers import ReadSettings, Refusal, read
from corpus.record import Record
from indexer.extraction import EXTRACTOR_VERSION
from indexer.workers import Extractors
from search import whoosh
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
    seconds: float = 0.0


Tell = Callable[[Progress], None]


def create(settings: Settings) -> None:
    """Make the data folder, its record and its index, where there is nothing yet.

    A folder with anything else in it, or without its record, is an error: nothing is overwritten.
    """
    folder = settings.data
    if settings.record.exists():
        return
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(
            f"{folder}: not a folder of Verbatim (it has no record.sqlite) and not empty; "
            "name another one with --data"
        )
    folder.mkdir(parents=True, exist_ok=True)
    Record.create(settings.record).close()
    whoosh.create(settings.index)


def index(
    settings: Settings,
    paths: Iterable[str | Path],
    *,
    reading: ReadSettings | None = None,
    sync: bool = False,
    tell: Tell = lambda progress: None,
) -> Progress:
    """Read `paths` into the record and the index; what was read, refused, found.

    With `sync`, articles of the record that are not in `paths` any more are removed.
    """
    create(settings)
    progress = Progress()
    began = time.monotonic()
    seen: set[str] = set()
    with (
        Record.open(settings.record) as record,
        Extractors(workers=settings.workers, parser=settings.parser) as extractors,
    ):
        bring_up_to_date(settings, record)
        run = record.run()
        since = 0
        new = _new_articles(read(paths, settings=reading or ReadSettings()), record, run, progress, seen)
        for batch in extractors.run(new):
            good = [(article, found) for article, found in batch if not isinstance(found, str)]
            progress.refused += [
                Refusal(where=article.id, reason=found) for article, found in batch if isinstance(found, str)
            ]
            record.put_batch(good, EXTRACTOR_VERSION, at=int(time.time()))
            progress.articles += len(good)
            progress.quotes += sum(len(found) for _, found in good)
            progress.words += sum(article.text.count(" ") + 1 for article, _ in good)
            progress.seconds = time.monotonic() - began
            tell(progress)
            since += len(good)
            if since >= CHECKPOINT:
                bring_up_to_date(settings, record)
                since = 0
        if sync:
            gone = [key for key in record.keys() if key not in seen]
            record.remove(gone, at=int(time.time()))
            progress.removed = len(gone)
        bring_up_to_date(settings, record)
    progress.seconds = time.monotonic() - began
    tell(progress)
    return progress
