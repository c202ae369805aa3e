"""One generation as it lies on the disk: its manifest, its segments mapped, its state."""

from __future__ import annotations

import time
from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import numpy as np

from corpus.errors import IndexUnavailable
from search.values import Generation, QuoteDocument
from search.whoosh import manifest as manifests
from search.whoosh import state as states
from search.whoosh.segment import FILE, Segment

PATIENCE = 10
"""Times a reader looks again when a commit took the files of the generation it was about to open."""


Known = Mapping[tuple[str, str], Segment]
"""Open segments by name and SHA-256: an index made anew has the same names for other segments."""


class Stored:
    """The files of one generation; documents are numbered from 0 over all its segments."""

    def __init__(self, folder: Path, known: Known | None = None) -> None:
        self.folder = folder
        self.manifest = manifests.read(folder)
        have = known or {}
        try:
            self.segments = [
                have.get((name, self._sum(name))) or Segment(folder / "segments" / name)
                for name in self.manifest.segments
            ]
            self.state = states.read(folder / "generations" / f"{self.manifest.number}.bin")
        except (FileNotFoundError, KeyError, ValueError) as error:
            raise IndexUnavailable(
                f"{folder}: the index is damaged ({error}); run `verbatim rebuild`"
            ) from None
        except OSError as error:
            raise IndexUnavailable(manifests.unreadable(folder, error)) from None
        self.bases: list[int] = np.cumsum([0, *(segment.count for segment in self.segments)]).tolist()
        self.article_bases: list[int] = np.cumsum([0, *(s.articles for s in self.segments)]).tolist()
        self.count = self.bases[-1]

    @classmethod
    def open(cls, folder: Path, known: Known | None = None) -> Stored:
        """The generation in force, though a commit may take its files away meanwhile."""
        for left in range(PATIENCE, 0, -1):
            before = manifests.read(folder)
            try:
                return cls(folder, known)
            except IndexUnavailable:
                if left == 1 or manifests.read(folder).number == before.number:
                    raise
                time.sleep(0.02)
        raise AssertionError("the last attempt returns or raises")

    def _sum(self, segment: str) -> str:
        return self.manifest.files[f"segments/{segment}/{FILE}"]

    @property
    def known(self) -> Known:
        """Its open segments, for who opens the next generation."""
        return {(segment.name, self._sum(segment.name)): segment for segment in self.segments}

    @cached_property
    def generation(self) -> Generation:
        """Its number and what it holds."""
        m = self.manifest
        return Generation(m.number, m.seq, m.committed, manifests.digest(m))

    def place(self, number: int) -> tuple[Segment, int]:
        """The segment of a document, and its number there."""
        at = bisect_right(self.bases, number) - 1
        return self.segments[at], number - self.bases[at]

    def document(self, number: int) -> QuoteDocument:
        """One document by its number."""
        segment, own = self.place(number)
        return segment.document(own)

    def id(self, number: int) -> str:
        """The id of a document."""
        segment, own = self.place(number)
        return segment.ids[own]

    def find(self, quote_id: str) -> int:
        """The number of a document by id, -1 when there is none that is not deleted."""
        for base, segment in zip(self.bases, self.segments, strict=False):
            for number in segment.ids.find_all(quote_id):
                if not self.state.deleted[base + number]:
                    return int(base + number)
        return -1

    def find_article(self, key: str) -> tuple[int, int] | None:
        """The segment (by place) and number of an article by key, None when it is not there."""
        for at, (base, segment) in enumerate(zip(self.article_bases, self.segments, strict=False)):
            for number in segment.article_keys.find_all(key):
                if not self.state.dead_articles[base + number]:
                    return at, number
        return None

    def live_ids(self) -> list[str]:
        """The ids of all documents that were not deleted, hidden ones too."""
        ids = [id_ for segment in self.segments for id_ in segment.ids.all()]
        return [id_ for id_, gone in zip(ids, self.state.deleted.tolist(), strict=True) if not gone]

    def article_keys(self) -> set[str]:
        """The keys of all articles that were not removed."""
        keys = [key for segment in self.segments for key in segment.article_keys.all()]
        return {key for key, gone in zip(keys, self.state.dead_articles.tolist(), strict=True) if not gone}
