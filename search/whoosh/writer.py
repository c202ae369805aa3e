"""The one writer of an index: new segments beside the old, then a new `CURRENT`, or nothing at all."""

from __future__ import annotations

import fcntl
import itertools
import os
import shutil
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from corpus.errors import IndexLocked, UsageError
from search.values import ArticleDocument, Assignment, Deletion, Entity, Former, Generation, QuoteDocument
from search.whoosh import container, manifest, segment, stock
from search.whoosh import state as states
from search.whoosh.manifest import Manifest
from search.whoosh.merge import merged
from search.whoosh.plan import MAX_SEGMENT, Plan, chunks, kept_plan, small_plan, whole_plan, worth_merging
from search.whoosh.renumber import Change, renumbered
from search.whoosh.storage import sha256, sync
from search.whoosh.stored import Stored


def create(folder: Path, *, after: int = 0) -> None:
    """Make an empty index where nothing is; UsageError when anything is there.

    `after` is the last generation of the index whose place it takes: numbers go on, for who holds a cursor.
    """
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder}: not empty; an index is made only where nothing is")
    for name in ("segments", "generations", "whoosh"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    stock.create(folder / "whoosh")
    name = f"generations/{after}.bin"
    files = {name: states.write(folder / name, states.fresh(0, 0))}
    files |= {f"whoosh/{path.name}": sha256(path) for path in (folder / "whoosh").glob("*.toc")}
    manifest.write(folder, Manifest(number=after, seq=0, committed=int(time.time()), files=files))


class Writer:
    """See `search.engine.IndexWriter`. Holds a lock on the folder until closed."""

    def __init__(self, folder: Path, timeout: float = 5.0) -> None:
        self.folder = folder
        manifest.read(folder)
        self._lock: int | None = _lock(folder, timeout)
        try:
            self.stored = Stored(folder)
            self._prune()
            self._reset()
        except BaseException:
            os.close(self._lock)
            raise

    def _reset(self) -> None:
        self._added: dict[str, tuple[ArticleDocument, list[QuoteDocument]]] = {}
        self._removed: dict[str, int] = {}
        self._entities: tuple[Entity, ...] = self.entities
        self._former = self.former
        self._changed: dict[str, Assignment] = {}
        self._retired: tuple[Deletion, ...] = ()

    @property
    def generation(self) -> Generation:
        """The generation that was last committed."""
        return self.stored.generation

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Who is who in what was last committed."""
        return self.stored.state.facts.entities

    @property
    def former(self) -> dict[str, Former]:
        """Ids of entities that are nobody's now, with those they stand for, as last committed."""
        return self.stored.state.facts.former

    @property
    def seq(self) -> int:
        """What of the record the index holds."""
        return self.stored.manifest.seq

    def add(self, article: ArticleDocument, quotes: Sequence[QuoteDocument]) -> None:
        """Put an article and its quotations in; what the index held of the same key goes."""
        self._removed.pop(article.key, None)
        self._added[article.key] = (article, list({quote.id: quote for quote in quotes}.values()))

    def remove(self, article_keys: Iterable[str], *, at: int) -> None:
        """Take articles out with their quotations."""
        for key in article_keys:
            self._added.pop(key, None)
            self._removed[key] = at

    def assign(
        self,
        entities: Sequence[Entity],
        changed: Mapping[str, Assignment],
        former: Mapping[str, Former] | None = None,
    ) -> None:
        """Set who is who."""
        self._entities = tuple(entities)
        self._changed.update(changed)
        self._former = self._former if former is None else dict(former)

    def retire(self, deletions: Iterable[Deletion]) -> None:
        """List quotations as gone that this index never held: those of the record, when it is made anew."""
        self._retired = tuple(deletions)

    def commit(self, seq: int, *, whole: bool = False) -> Generation:
        """Make it all visible, durably; with `whole`, all segments are merged into as few as may be.

        What a commit adds is never kept waiting for a merge: that makes a generation of its own, after it.
        """
        added = sum(len(quotes) for _, quotes in self._added.values())
        self._prune()  # what a failed commit of this writer may have left
        self._commit(seq, whole_plan if whole else kept_plan)
        if not whole and worth_merging(self.stored, added):
            self._commit(seq, lambda old, change: small_plan(old, change, added))
        if whole:  # what was pruned may be what was forgotten: no power cut brings it back
            for part in ("segments", "generations", "whoosh"):
                sync(self.folder / part)
        return self.stored.generation

    def _commit(self, seq: int, planned_by: Callable[[Stored, Change], Plan]) -> None:
        old, now = self.stored, int(time.time())
        number = old.manifest.number + 1
        change = Change.of(old, self._added, self._removed, now)
        if self._retired:
            change = msgspec.structs.replace(change, deletions=(*change.deletions, *self._retired))
        planned = planned_by(old, change)
        words = stock.StockIndex(self.folder / "whoosh", old.manifest.stock)
        names, files, new = [old.segments[n].name for n in planned.kept], {}, []
        contents = (merged(group) for group in planned.merged)
        fresh = (segment.content(chunk) for chunk in chunks(self._added.values(), MAX_SEGMENT))
        for part, content in enumerate(itertools.chain(contents, fresh)):
            name = f"{number}-{part}"
            target = self.folder / "segments" / name
            target.mkdir()
            files[f"segments/{name}/{segment.FILE}"] = container.write(
                target / segment.FILE, segment.sections(content)
            )
            new.append(words.add(name, content.postings, content.lengths))
            names.append(name)
        sync(self.folder / "segments")
        state = renumbered(old, planned, change, self._entities, self._former, self._changed)
        files[f"generations/{number}.bin"] = states.write(
            self.folder / "generations" / f"{number}.bin", state
        )
        self._publish(names, files, new, words, state, seq, now)

    def _publish(
        self, names: list[str], files: dict[str, str], new: list[object], words: stock.StockIndex,
        state: states.State, seq: int, now: int,
    ) -> None:  # fmt: skip
        known = self.stored.manifest
        counts = {s.name: s.count for s in self.stored.segments}
        stocked = words.commit(names, new, stock.deletions(names, counts, new, state.deleted))
        for path in stocked:
            name = f"whoosh/{path.name}"
            files[name] = known.files.get(name) or sha256(path)
        for name, digest in known.files.items():
            if name.startswith("segments/") and name.split("/")[1] in names:
                files[name] = digest
        manifest.write(
            self.folder,
            Manifest(
                number=known.number + 1, seq=seq, segments=tuple(names),
                committed=max(now, known.committed),  # a clock that was put back makes no generation older
                stock=words.generation, files=files,
            ),
        )  # fmt: skip
        self.stored = Stored(self.folder, self.stored.known)
        self._prune()
        self._reset()

    def cancel(self) -> None:
        """Forget all since the last commit, and let the lock go."""
        self._reset()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    close = cancel

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *_: object) -> None:
        self.cancel()

    def _prune(self) -> None:
        """Take away what `CURRENT` does not name: older generations, and what a crash left behind."""
        known = self.stored.manifest
        for path in (self.folder / "segments").iterdir():
            if path.name not in known.segments:
                shutil.rmtree(path, ignore_errors=True)
        for part in ("generations", "whoosh"):
            for path in (self.folder / part).iterdir():
                if f"{part}/{path.name}" not in known.files and path.is_file():
                    path.unlink(missing_ok=True)


def _lock(folder: Path, timeout: float) -> int:
    descriptor = os.open(folder / "LOCK", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    until = time.monotonic() + timeout
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return descriptor
        except BlockingIOError:
            if time.monotonic() > until:
                os.close(descriptor)
                raise IndexLocked(
                    f"{folder}: another process is writing this index; try again later"
                ) from None
            time.sleep(0.05)
