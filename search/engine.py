"""The seam: what an engine must do. `search/web`, `cli.py` and the exports see nothing else.

Two engines keep it honest: `search.reference` (plain Python, no index, the tests' oracle) and
`search.whoosh` (the default). The conformance suite in `tests/search` runs on every one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from search.values import (
    Answer,
    ArticleDocument,
    Assignment,
    Counts,
    Deletion,
    Entity,
    EntityCount,
    Former,
    Generation,
    Hit,
    QuoteDocument,
    SearchRequest,
    Suggestion,
    TermCount,
    TimelineBar,
)


class IndexWriter(Protocol):
    """The one writer of an index. Nothing is seen before `commit`; all of it is after."""

    def add(self, article: ArticleDocument, quotes: Sequence[QuoteDocument]) -> None:
        """Put an article and its quotations in; what the index held of the same `article.key` goes."""

    def remove(self, article_keys: Iterable[str], *, at: int) -> None:
        """Take articles out with their quotations; they are listed in `deletions` as of `at`."""

    def assign(
        self,
        entities: Sequence[Entity],
        changed: Mapping[str, Assignment],
        former: Mapping[str, Former] | None = None,
    ) -> None:
        """Set who is who: all entities there are now, and the assignments (by quote id) that changed.

        `former` are all ids that were given once and are nobody's now; None leaves them as they are.
        """

    def commit(self, seq: int) -> Generation:
        """Make it all visible, durably, as one generation that has applied the record up to `seq`."""

    def cancel(self) -> None:
        """Forget all since the last commit, and let the lock go."""


class Engine(Protocol):
    """Answers from one immutable generation at a time; safe to call from many threads."""

    @property
    def generation(self) -> Generation:
        """The generation that answers now."""

    def search(self, request: SearchRequest) -> Answer:
        """A page of results, with exact totals, facets and highlights."""

    def export(self, request: SearchRequest) -> Iterator[Hit]:
        """Every hit of the request (its limit, page and cursor ignored), in order, of one snapshot."""

    def timeline(self, request: SearchRequest) -> tuple[TimelineBar, ...]:
        """Quotations by month, in order, undated last; only months between the first and last."""

    def speakers_of(self, request: SearchRequest, limit: int = 20) -> tuple[EntityCount, ...]:
        """Who says it most: speakers by number of distinct quotations found."""

    def terms_of(self, request: SearchRequest, limit: int = 20) -> tuple[TermCount, ...]:
        """Words more frequent in this result than elsewhere, as printed."""

    def quote(self, quote_id: str) -> Hit | Deletion | None:
        """One occurrence; a Deletion when it is gone or has moved; None when it never was."""

    def occurrences(self, group: str) -> tuple[Hit, ...]:
        """All printings of a quotation, first printed first."""

    def article(self, key: str) -> ArticleDocument | None:
        """One article, by key or by the id it was given."""

    def entity(self, entity_id: str) -> EntityCount | None:
        """One person or organisation with its counts."""

    def former(self, entity_id: str) -> Former | None:
        """Whom an id stands for that was given once and is nobody's now; None for any other."""

    def perhaps(self, entity_id: str, limit: int = 20) -> tuple[int, tuple[Hit, ...]]:
        """Printings under an ambiguous name that may be theirs: how many, and the newest of them."""

    def entities(
        self, kind: str, *, q: str = "", limit: int = 20, offset: int = 0, sort: str = "count"
    ) -> tuple[int, tuple[EntityCount, ...]]:
        """People (`speaker`) or bodies (`organisation`): how many in all, and a page of them."""

    def resolve(self, field: str, name: str) -> tuple[Entity, ...]:
        """Who `name` may be: the entity of that id (or of that former one), else all of that folded name."""

    def suggest(self, prefix: str, *, field: str = "", limit: int = 10) -> tuple[Suggestion, ...]:
        """Speakers and organisations by a prefix of any word of a name, one typo allowed."""

    def did_you_mean(self, request: SearchRequest) -> str | None:
        """The query with its unknown words replaced by near ones as printed, or None."""

    def sources(self) -> tuple[tuple[str, int], ...]:
        """Publications with their number of articles, most first."""

    def deletions(self, since: int = 0) -> tuple[Deletion, ...]:
        """Quotations no longer served, since a moment, in order."""

    def counts(self) -> Counts:
        """How much there is."""

    def close(self) -> None:
        """Let go of files and maps."""
