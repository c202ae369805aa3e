"""One reading of articles into the record: what is new, what is known, what must not come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.article import Article
from corpus.ids import article_key
from corpus.readers.values import Refusal
from corpus.record.store import digest_of

if TYPE_CHECKING:
    from corpus.record.core import Record


class Run:
    """Sees every article of a run. `keys` are those seen, for `--sync` (forgotten ones included)."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._digests: dict[str, bytes] = {}

    @property
    def keys(self) -> set[str]:
        """The keys of all articles seen."""
        return set(self._digests)

    def admit(self, article: Article, extractor: str) -> Article | Refusal | None:
        """The article to extract from and to put; a Refusal; or None when nothing is new.

        Forgotten words come out blanked. Refused: an article that was forgotten, a second text under
        the id of one that came before it in this run, and text that cannot be kept (lone surrogates).
        """
        try:
            digest = digest_of(article)
        except UnicodeEncodeError:
            return Refusal(
                article.id.encode("utf-8", "replace").decode(), "holds half characters (lone surrogates)"
            )
        key = article_key(article)
        before = self._digests.setdefault(key, digest)
        if before is not digest:
            if before == digest:
                return None
            return Refusal(article.id, "two different articles have this id; the first was kept")
        if self._record.is_tombstoned(article):
            return Refusal(article.id, "was forgotten on request and stays out")
        if self._record.known(article, extractor):
            return None
        return self._record.redacted(article)
