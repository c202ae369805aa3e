"""The order of what was found, and the page asked for: only as much is sorted as is shown.

Each quotation found has one key, a number that no other has; the least comes first. A page is the
least keys, or those after a cursor's: the same work on any page.
"""

from __future__ import annotations

from zlib import crc32

import msgspec
import numpy as np
import numpy.typing as npt

from corpus.errors import StaleCursor
from search import cursor as cursors
from search.cursor import Cursor
from search.values import SearchRequest
from search.whoosh import rank
from search.whoosh.budget import Budget
from search.whoosh.execute import Executor
from search.whoosh.snapshot import Numbers, Snapshot

Keys = npt.NDArray[np.uint64]


class Page(msgspec.Struct, frozen=True):
    """The documents of a page, in order, their scores, and whether more follow."""

    documents: Numbers
    scores: npt.NDArray[np.float32]
    more: bool


class Pager:
    """Pages of one request over the heads it found (one document a quotation)."""

    def __init__(
        self, snapshot: Snapshot, executor: Executor, request: SearchRequest, budget: Budget
    ) -> None:
        self.snapshot, self.executor, self.request, self.budget = snapshot, executor, request, budget

    @property
    def by_score(self) -> bool:
        """Whether relevance orders the page."""
        return self.request.sort == "relevance" and not self.request.query.is_everything

    def page(self, heads: Numbers) -> Page:
        """The page asked for."""
        request = self.request
        if heads is self.snapshot.newest_heads and self._as_they_stand():
            start = (request.page - 1) * request.limit
            shown = heads[start : start + request.limit]
            return Page(shown, np.zeros(len(shown), np.float32), len(heads) > start + request.limit)
        scores = np.zeros(len(heads), dtype=np.float32)
        if self.by_score:
            if heads is self.snapshot.newest_heads:
                heads = np.sort(heads)
            scores = rank.scores(self.executor, request.query.node, heads, self.budget)
        if request.cursor is None:
            start = (request.page - 1) * request.limit
            return self._cut(heads, scores, start)
        keys = self._keys(heads, scores)
        after = keys > self._last(request.cursor, heads, keys)
        return self._cut(heads[after], scores[after], 0)

    def _cut(self, heads: Numbers, scores: npt.NDArray[np.float32], start: int) -> Page:
        """The page that begins at a place in the order of all these."""
        end = start + self.request.limit
        more = len(heads) > end
        if self.by_score:
            chosen = _best(scores, end)
            heads, scores = heads[chosen], scores[chosen]
        rows = _least(self._keys(heads, scores), start, end)
        shown = heads[rows]
        if not self.by_score and not self.request.query.is_everything:
            return Page(shown, self._shown_scores(shown), more)
        return Page(shown, scores[rows], more)

    def _as_they_stand(self) -> bool:
        """Whether all quotations are asked for in the order in which they are kept."""
        newest = self.request.sort in ("newest", "relevance") and self.request.query.is_everything
        return newest and self.request.cursor is None

    def _shown_scores(self, shown: Numbers) -> npt.NDArray[np.float32]:
        order = np.argsort(shown)
        scores = np.empty(len(shown), dtype=np.float32)
        scores[order] = rank.scores(self.executor, self.request.query.node, shown[order], self.budget)
        return scores

    def _keys(self, heads: Numbers, scores: npt.NDArray[np.float32]) -> Keys:
        snapshot = self.snapshot
        if self.by_score:
            # a positive float's bits grow with it: the best score gets the least key
            best = ~scores.view(np.uint32)
            return best.astype(np.uint64) << np.uint64(32) | snapshot.newest_rank[heads]
        ranks = {"oldest": "oldest_rank", "indexed": "indexed_rank"}.get(self.request.sort, "newest_rank")
        return np.asarray(getattr(snapshot, ranks)[heads].astype(np.uint64))

    def _last(self, text: str, heads: Numbers, keys: Keys) -> int:
        """The key of the quotation that a cursor stopped at, or of the last that comes before it."""
        cursor = cursors.decode(text, self.request)
        snapshot = self.snapshot
        if cursor.generation == snapshot.generation.number:
            at = np.flatnonzero(heads == snapshot.find(cursor.quote))
            if len(at):
                return int(keys[at[0]])
        if self.request.sort == "relevance":
            raise StaleCursor(cursors.CHANGED, "cursor")
        before = self._before(cursor, heads)
        return int(keys[before].max()) if before.any() else -1

    def _before(self, cursor: Cursor, heads: Numbers) -> npt.NDArray[np.bool_]:
        """Which heads come before or at a cursor of another generation."""
        by = "indexed_at" if self.request.sort == "indexed" else "day_first"
        days = self.snapshot.columns[by][heads].astype(np.int64)
        ties = self._ties(heads)
        tie = crc32(cursor.quote.encode())
        if self.request.sort == "oldest":
            undated, day = 1 << 40, cursor.day or 1 << 40
            days = np.where(days > 0, days, undated)
            return np.asarray((days < day) | ((days == day) & (ties <= tie)))
        return np.asarray((days > cursor.day) | ((days == cursor.day) & (ties >= tie)))

    def _ties(self, heads: Numbers) -> npt.NDArray[np.int64]:
        parts = [segment.id_hashes for segment in self.snapshot.segments]
        return np.concatenate([np.empty(0, np.uint32), *parts])[heads].astype(np.int64)

    def next(self, page: Page) -> str | None:
        """The cursor of what follows a page."""
        if not page.more or not len(page.documents):
            return None
        last = int(page.documents[-1])
        by = "indexed_at" if self.request.sort == "indexed" else "day_first"
        return cursors.encode(
            Cursor(
                self.snapshot.generation.number,
                self.snapshot.stored.id(last),
                int(self.snapshot.columns[by][last]),
                cursors.signature(self.request),
            )
        )


def _best(scores: npt.NDArray[np.float32], count: int) -> npt.NDArray[np.int64] | slice:
    """The rows of the best scores, so many and all that equal the last of them: only these are sorted."""
    if count >= len(scores) // 4:
        return slice(None)
    from_end = len(scores) - count
    return np.flatnonzero(scores >= np.partition(scores, from_end)[from_end])


def _least(keys: Keys, start: int, end: int) -> npt.NDArray[np.int64]:
    """The rows of the least keys from the `start`th to the `end`th, in order."""
    if end < len(keys) // 4:
        chosen = np.flatnonzero(keys <= np.partition(keys, end)[end])
        return chosen[np.argsort(keys[chosen])][start:end]
    return np.argsort(keys)[start:end]
