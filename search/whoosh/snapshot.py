"""One generation, open: its segments' columns side by side, and what may change of each document."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from corpus.errors import IndexUnavailable
from search.streams import SPAN
from search.values import ArticleDocument, Assignment, Deletion, Entity, Generation, QuoteDocument
from search.whoosh import manifest as manifests
from search.whoosh.segment import CODED, Segment

Array = npt.NDArray[np.generic]
CORRECTED, HIDDEN = 1, 2


class State(msgspec.Struct, frozen=True, kw_only=True):
    """What a generation says beside its arrays."""

    entities: tuple[Entity, ...] = ()
    perhaps: dict[int, tuple[str, ...]] = {}
    deletions: tuple[Deletion, ...] = ()


class Snapshot:
    """An immutable view of one generation; documents are numbered from 0 over all segments."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = manifests.read(folder)
        try:
            self.segments = [Segment(folder / "segments" / name) for name in self.manifest.segments]
            self._load_state(folder / "generations" / str(self.manifest.number))
        except (OSError, ValueError, msgspec.DecodeError) as error:
            raise IndexUnavailable(
                f"{folder}: the index is damaged ({error}); run `verbatim rebuild`"
            ) from None
        self.bases = np.cumsum([0, *(segment.count for segment in self.segments)]).tolist()
        self.count: int = self.bases[-1]
        self.lengths = self._joined("lengths", np.int32)
        self.day_first = self._joined("day_first", np.int64)
        self.day_last = self._joined("day_last", np.int64)
        self.indexed_at = self._joined("indexed_at", np.int64)
        self.codes: dict[str, Array] = {}
        self.values: dict[str, list[str]] = {}
        for name in CODED:
            self._code(name)
        self.live = ~self.deleted & ((self.flags & HIDDEN) == 0)
        self.entity_number = {entity.id: number for number, entity in enumerate(self.state.entities)}
        mean = float(self.lengths.mean()) if self.count else 1.0
        self.norms = (0.25 + 0.75 * self.lengths / max(mean, 1.0)).astype(np.float32)

    def _load_state(self, folder: Path) -> None:
        self.state = msgspec.msgpack.decode((folder / "state.msgpack").read_bytes(), type=State)
        arrays = {
            name: np.load(folder / f"{name}.npy", allow_pickle=False)
            for name in ("deleted", "speaker", "organisation", "group", "flags", "dead_articles")
        }
        self.deleted: npt.NDArray[np.bool_] = arrays["deleted"]
        self.speaker, self.organisation = arrays["speaker"], arrays["organisation"]
        self.group, self.flags = arrays["group"], arrays["flags"]
        self.dead_articles: npt.NDArray[np.bool_] = arrays["dead_articles"]

    def _joined(self, name: str, type_: type) -> Array:
        parts = [segment.array(name) for segment in self.segments]
        return np.concatenate([np.empty(0, dtype=type_), *parts]).astype(type_, copy=False)

    def _code(self, name: str) -> None:
        parts, values = [], sorted({v for s in self.segments for v in s.coded(name)[1]})
        number = {value: n for n, value in enumerate(values)}
        for segment in self.segments:
            codes, own = segment.coded(name)
            table = np.array([number[value] for value in own], dtype=np.int32)
            parts.append(table[codes] if len(own) else np.empty(0, np.int32))
        self.codes[name] = np.concatenate([np.empty(0, np.int32), *parts])
        self.values[name] = values

    @property
    def generation(self) -> Generation:
        """Its number and what it holds."""
        m = self.manifest
        return Generation(m.number, m.seq, m.committed, f"{m.number}-{m.committed}")

    def keys(self, term: str) -> npt.NDArray[np.int64]:
        """The postings of a term over all segments, sorted: document·2¹⁵ + position."""
        parts = []
        for base, segment in zip(self.bases, self.segments, strict=False):
            own = segment.keys(term)
            if len(own):
                parts.append(own + base * SPAN if base else own)
        if not parts:
            return np.empty(0, np.int64)
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def document(self, number: int) -> QuoteDocument:
        """One document by its number."""
        at = bisect_right(self.bases, number) - 1
        return self.segments[at].document(number - self.bases[at])

    def find(self, quote_id: str) -> int:
        """The number of a live document by id, -1 when there is none."""
        for base, segment in zip(self.bases, self.segments, strict=False):
            number = segment.find(quote_id)
            if number >= 0 and not self.deleted[base + number]:
                return int(base + number)
        return -1

    def live_ids(self) -> list[str]:
        """The ids of all documents that were not deleted, hidden ones too."""
        ids = (id_ for segment in self.segments for id_ in segment.ids.tolist())
        return [id_.decode() for id_, gone in zip(ids, self.deleted.tolist(), strict=True) if not gone]

    def assignment(self, number: int) -> Assignment:
        """Who is who for one document."""
        speaker, body = int(self.speaker[number]), int(self.organisation[number])
        entities = self.state.entities
        return Assignment(
            speaker=entities[speaker].id if speaker >= 0 else None,
            organisation=entities[body].id if body >= 0 else None,
            group=self.document(int(self.group[number])).id,
            perhaps=self.state.perhaps.get(number, ()),
            corrected=bool(self.flags[number] & CORRECTED),
            hidden=bool(self.flags[number] & HIDDEN),
        )

    @cached_property
    def articles(self) -> dict[str, tuple[int, int]]:
        """Live articles: key → (segment, number)."""
        found: dict[str, tuple[int, int]] = {}
        at = 0
        for number, segment in enumerate(self.segments):
            for own, (key, _) in enumerate(segment.article_keys):
                if not self.dead_articles[at]:
                    found[key] = (number, own)
                at += 1
        return found

    @cached_property
    def article_ids(self) -> dict[str, str]:
        """Article keys by the id they were given."""
        return {
            segment.article_keys[own][1]: key
            for key, (number, own) in self.articles.items()
            for segment in (self.segments[number],)
        }

    def article(self, key: str) -> ArticleDocument | None:
        """A live article by its key or the id it was given."""
        where = self.articles.get(key) or self.articles.get(self.article_ids.get(key, ""))
        return self.segments[where[0]].article(where[1]) if where else None

    @cached_property
    def article_facts(self) -> tuple[list[str], npt.NDArray[np.int64]]:
        """Of every live article its source and first day."""
        sources, days = [], []
        for number, own in self.articles.values():
            document = self.segments[number].article(own)
            sources.append(document.source)
            days.append(document.day_first)
        return sources, np.array(days, dtype=np.int64)
