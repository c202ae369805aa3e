"""The one writer of an index: new segments beside the old, then a new `CURRENT`, or nothing at all."""

from __future__ import annotations

import fcntl
import io
import os
import shutil
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from corpus.errors import IndexLocked, UsageError
from search.values import ArticleDocument, Assignment, Deletion, Entity, Generation, QuoteDocument
from search.whoosh import manifest as manifests
from search.whoosh import segment as segments
from search.whoosh.manifest import Manifest
from search.whoosh.snapshot import CORRECTED, HIDDEN, Snapshot, State
from search.whoosh.storage import sync, write_durably
from search.whoosh.terms import TermIndex

MAX_SEGMENT = 100_000
MANY = 8
"""Segments after which a commit merges the small ones."""
SMALL = 5_000


def create(folder: Path) -> None:
    """Make an empty index where nothing is; UsageError when anything is there."""
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder}: not empty; an index is made only where nothing is")
    for name in ("segments", "generations", "whoosh"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    TermIndex.create(folder / "whoosh")
    _write_state(folder, 0, State(), _Arrays.empty())
    parts = [folder / "generations" / "0", folder / "whoosh"]
    files = manifests.hashes(folder, parts, {})
    manifests.write(folder, Manifest(number=0, seq=0, committed=int(time.time()), files=files))


class _Arrays:
    """What may change of each document."""

    def __init__(self, count: int, articles: int) -> None:
        self.deleted = np.zeros(count, dtype=np.bool_)
        self.speaker = np.full(count, -1, dtype=np.int32)
        self.organisation = np.full(count, -1, dtype=np.int32)
        self.group = np.arange(count, dtype=np.int32)
        self.flags = np.zeros(count, dtype=np.int8)
        self.dead_articles = np.zeros(articles, dtype=np.bool_)

    @classmethod
    def empty(cls) -> _Arrays:
        return cls(0, 0)


def _write_state(folder: Path, number: int, state: State, arrays: _Arrays) -> None:
    target = folder / "generations" / str(number)
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for name, values in vars(arrays).items():
        buffer = io.BytesIO()
        np.save(buffer, values, allow_pickle=False)
        write_durably(target / f"{name}.npy", buffer.getvalue())
    write_durably(target / "state.msgpack", msgspec.msgpack.encode(state))
    sync(target.parent)


class Writer:
    """See `search.engine.IndexWriter`. Holds a lock on the folder until closed."""

    def __init__(self, folder: Path, timeout: float = 5.0) -> None:
        self.folder = folder
        self.snapshot = Snapshot(folder)
        self._lock = _lock(folder, timeout)
        self.snapshot = Snapshot(folder)
        self._reset()

    def _reset(self) -> None:
        self._added: dict[str, tuple[ArticleDocument, list[QuoteDocument]]] = {}
        self._removed: dict[str, int] = {}
        self._entities: tuple[Entity, ...] = self.snapshot.state.entities
        self._changed: dict[str, Assignment] = {}

    @property
    def seq(self) -> int:
        """What of the record the index holds."""
        return self.snapshot.manifest.seq

    def add(self, article: ArticleDocument, quotes: Sequence[QuoteDocument]) -> None:
        """Put an article and its quotations in; what the index held of the same key goes."""
        self._added[article.key] = (article, list({quote.id: quote for quote in quotes}.values()))

    def remove(self, article_keys: Iterable[str], *, at: int) -> None:
        """Take articles out with their quotations."""
        for key in article_keys:
            self._added.pop(key, None)
            self._removed[key] = at

    def assign(self, entities: Sequence[Entity], changed: Mapping[str, Assignment]) -> None:
        """Set who is who."""
        self._entities = tuple(entities)
        self._changed.update(changed)

    def commit(self, seq: int, *, whole: bool = False) -> Generation:
        """Make it all visible, durably; with `whole`, all segments are written anew."""
        old = self.snapshot
        gone = set(self._added) | set(self._removed)
        keep = self._kept_segments(whole)
        documents, articles, origin = self._gather(keep, gone)
        names = [old.manifest.segments[n] for n in keep]
        number = old.manifest.number + 1
        for part, at in enumerate(range(0, max(len(documents), len(articles), 1), MAX_SEGMENT)):
            chunk = documents[at : at + MAX_SEGMENT]
            owned = articles if part == 0 else []
            if not chunk and not owned:
                continue
            name = f"{number}-{part}"
            shutil.rmtree(self.folder / "segments" / name, ignore_errors=True)
            segments.write(self.folder / "segments" / name, chunk, owned)
            names.append(name)
        arrays, state = self._state(keep, gone, documents, articles, origin)
        TermIndex(self.folder / "whoosh").update(gone, documents, anew=whole)
        _write_state(self.folder, number, state, arrays)
        sync(self.folder / "segments")
        parts = [self.folder / "segments" / name for name in names]
        parts += [self.folder / "generations" / str(number), self.folder / "whoosh"]
        known = {n: d for n, d in old.manifest.files.items() if n.startswith("segments/")}
        manifest = Manifest(
            number=number, seq=seq, committed=int(time.time()), segments=tuple(names),
            files=manifests.hashes(self.folder, parts, known),
        )  # fmt: skip
        manifests.write(self.folder, manifest)
        self._prune(manifest)
        self.snapshot = Snapshot(self.folder)
        self._reset()
        return self.snapshot.generation

    def cancel(self) -> None:
        """Forget all since the last commit, and let the lock go."""
        self._reset()
        os.close(self._lock)

    close = cancel

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *_: object) -> None:
        self.cancel()

    def _kept_segments(self, whole: bool) -> list[int]:
        old = self.snapshot
        if whole:
            return []
        if len(old.segments) < MANY:
            return list(range(len(old.segments)))
        return [n for n, segment in enumerate(old.segments) if segment.count >= SMALL]

    def _gather(
        self, keep: Sequence[int], gone: set[str]
    ) -> tuple[list[QuoteDocument], list[ArticleDocument], list[int]]:
        """The documents of the new segment: those of merged ones that live, and those added."""
        old = self.snapshot
        documents: list[QuoteDocument] = []
        articles: list[ArticleDocument] = []
        origin: list[int] = []
        dead = iter(old.dead_articles)
        for n, segment in enumerate(old.segments):
            flags = [next(dead) for _ in segment.article_keys]
            if n in keep:
                continue
            for own in range(segment.count):
                if not old.deleted[old.bases[n] + own]:
                    document = segment.document(own)
                    if document.article_key not in gone:
                        documents.append(document)
                        origin.append(old.bases[n] + own)
            articles += [
                segment.article(own)
                for own, (key, _) in enumerate(segment.article_keys)
                if not flags[own] and key not in gone
            ]
        for article, quotes in self._added.values():
            articles.append(article)
            documents += quotes
            origin += [-1] * len(quotes)
        return documents, articles, origin

    def _state(
        self, keep: Sequence[int], gone: set[str], documents: Sequence[QuoteDocument],
        articles: Sequence[ArticleDocument], origin: Sequence[int],
    ) -> tuple[_Arrays, State]:  # fmt: skip
        old = self.snapshot
        kept = [range(old.bases[n], old.bases[n + 1]) for n in keep]
        source = np.array([*(i for r in kept for i in r), *origin], dtype=np.int64)
        dead: list[bool] = []
        flags = iter(old.dead_articles)
        for n, segment in enumerate(old.segments):
            own = [bool(next(flags)) or key in gone for key, _ in segment.article_keys]
            dead += own if n in keep else []
        arrays = _Arrays(len(source), len(dead) + len(articles))
        arrays.dead_articles[: len(dead)] = dead
        known = source >= 0
        entity = self._entity_numbers()
        place = np.full(old.count + 1, -1, dtype=np.int64)
        place[source[known]] = np.flatnonzero(known)
        for name in ("speaker", "organisation"):
            before = getattr(old, name)[source[known]]
            getattr(arrays, name)[known] = np.where(before >= 0, entity[before], -1)
        arrays.flags[known] = old.flags[source[known]]
        heads = place[old.group[source[known]]]
        arrays.group[known] = np.where(heads >= 0, heads, np.flatnonzero(known))
        keys = old.values["article_key"]
        lost = np.array([key in gone for key in keys], dtype=np.bool_)
        if len(keys):
            arrays.deleted[known] = old.deleted[source[known]] | lost[old.codes["article_key"][source[known]]]
        perhaps = {int(place[n]): ids for n, ids in old.state.perhaps.items() if place[n] >= 0}
        number = self._numbers(arrays, source, documents)
        self._apply(arrays, perhaps, number)
        deletions = old.state.deletions + self._deletions(lost, number)
        return arrays, State(entities=self._entities, perhaps=perhaps, deletions=deletions)

    def _entity_numbers(self) -> npt.NDArray[np.int32]:
        now = {entity.id: n for n, entity in enumerate(self._entities)}
        return np.array([now.get(e.id, -1) for e in self.snapshot.state.entities] or [-1], dtype=np.int32)

    def _numbers(
        self, arrays: _Arrays, source: npt.NDArray[np.int64], documents: Sequence[QuoteDocument]
    ) -> dict[str, int]:
        """New document numbers by id, of live documents."""
        old = self.snapshot
        ids = [i for segment in old.segments for i in segment.ids.tolist()]
        added = len(source) - len(documents)
        found = {
            ids[n].decode(): at for at, n in enumerate(source[:added].tolist()) if not arrays.deleted[at]
        }
        found.update({document.id: added + n for n, document in enumerate(documents)})
        return found

    def _apply(self, arrays: _Arrays, perhaps: dict[int, tuple[str, ...]], number: Mapping[str, int]) -> None:
        entity = {e.id: n for n, e in enumerate(self._entities)}
        for quote_id, given in self._changed.items():
            at = number.get(quote_id)
            if at is None:
                continue
            arrays.speaker[at] = entity.get(given.speaker or "", -1)
            arrays.organisation[at] = entity.get(given.organisation or "", -1)
            arrays.group[at] = number.get(given.group, at)
            arrays.flags[at] = CORRECTED * given.corrected | HIDDEN * given.hidden
            perhaps.pop(at, None)
            if given.perhaps:
                perhaps[at] = given.perhaps
        heads = arrays.deleted[arrays.group]
        arrays.group[heads] = np.flatnonzero(heads)

    def _deletions(self, lost: npt.NDArray[np.bool_], number: Mapping[str, int]) -> tuple[Deletion, ...]:
        old = self.snapshot
        if not lost.any():
            return ()
        now = int(time.time())
        found = []
        for at in np.flatnonzero(lost[old.codes["article_key"]] & ~old.deleted).tolist():
            document = old.document(at)
            if document.id not in number or document.article_key in self._removed:
                moved = self._moved(document)
                found.append(Deletion(document.id, self._removed.get(document.article_key, now), moved))
        return tuple(found)

    def _moved(self, document: QuoteDocument) -> str:
        """The new quotation of the same article that overlaps an old one by half."""
        added = self._added.get(document.article_key)
        if added is None or not document.offsets:
            return ""
        start, end = document.offsets[0][0], document.offsets[-1][1]
        for quote in added[1]:
            first, last = quote.offsets[0][0], quote.offsets[-1][1]
            if 2 * (min(end, last) - max(start, first)) >= max(end, last) - min(start, first):
                return quote.id
        return ""

    def _prune(self, manifest: Manifest) -> None:
        for path in (self.folder / "segments").iterdir():
            if path.name not in manifest.segments:
                shutil.rmtree(path, ignore_errors=True)
        for path in (self.folder / "generations").iterdir():
            if path.name != str(manifest.number):
                shutil.rmtree(path, ignore_errors=True)


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
