"""Articles and their quotations in the ledger: put, removed, read back, retired ids."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any

import msgspec

from corpus.article import Article, Quote
from corpus.errors import RecordError
from corpus.ids import article_key, folded, quote_ids
from corpus.record.ledger import Ledger
from corpus.record.tombstones import Tombstones, blanked
from corpus.record.values import Kept, Retired

_COLUMNS = "number, key, article, quotes, extractor, indexed_at, seq"
_decode_article = msgspec.msgpack.Decoder(Article).decode
_decode_quotes = msgspec.msgpack.Decoder(tuple[Quote, ...]).decode


class _Found(Quote, frozen=True, kw_only=True):
    """A quotation with the moment it was found, where that is not its article's (0)."""

    indexed_at: int = 0


class _Moment(msgspec.Struct, frozen=True):
    """The moment alone, read from the same bytes."""

    indexed_at: int = 0


_decode_moments = msgspec.msgpack.Decoder(tuple[_Moment, ...]).decode


class Store:
    """The articles. Every method that writes must be called inside a transaction of the ledger."""

    def __init__(self, ledger: Ledger, tombstones: Tombstones) -> None:
        self._ledger = ledger
        self._tombstones = tombstones

    def redacted(self, article: Article) -> Article:
        """The article without the words that were forgotten; itself when there are none."""
        key = article_key(article)
        spans = self._tombstones.spans(key, article.text)
        title = article.title or ""
        in_title = self._tombstones.spans(key, title)
        if not spans and not in_title:
            return article
        return msgspec.structs.replace(
            article, text=blanked(article.text, spans), title=blanked(title, in_title) or None
        )

    def known(self, article: Article, extractor: str) -> bool:
        """Whether it is here just so, with quotations found by this extractor."""
        row = self._ledger.rows("SELECT digest, extractor FROM articles WHERE key = ?", article_key(article))
        return row == [(digest_of(self.redacted(article)), extractor)]

    def put(self, article: Article, quotes: Sequence[Quote], extractor: str, at: int) -> None:
        """Keep it, unless it is here just so, or was forgotten."""
        if not self._tombstones.holds(article):
            self.keep(article, quotes, extractor, at)

    def keep(self, article: Article, quotes: Sequence[Quote], extractor: str, at: int) -> None:
        """Keep it, unless it is here just so, whatever was forgotten as a whole: its forgotten words go."""
        safe = self.redacted(article)
        if safe is not article:
            quotes = without_blanks(article, safe, quotes)
        key = article_key(safe)
        quotes = [self._unnamed(key, quote) for quote in quotes]
        old = self._row(key)
        digest = digest_of(safe)
        ids = quote_ids(safe, quotes)
        known: dict[str, tuple[Quote, int]] = {}
        indexed_at = at
        if old and old["digest"] == digest:
            if old["extractor"] == extractor:
                return
            indexed_at, known = old["indexed_at"], self._found_before(old)
        self._replace_quotes(key, ids, safe, quotes, old, at)
        seq = self._ledger.log("put", key, at)
        packed = _packed(
            quotes,
            [_moment(quote, known.get(id_), at) for id_, quote in zip(ids, quotes, strict=True)],
            indexed_at,
        )
        self._ledger.many(
            """INSERT INTO articles (key, digest, article, quotes, quotes_sum, extractor, indexed_at, seq)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (key) DO UPDATE SET digest = excluded.digest, article = excluded.article,
                quotes = excluded.quotes, quotes_sum = excluded.quotes_sum,
                extractor = excluded.extractor, indexed_at = excluded.indexed_at, seq = excluded.seq""",
            [
                (
                    key,
                    digest,
                    msgspec.msgpack.encode(safe),
                    packed,
                    zlib.crc32(packed),
                    extractor,
                    indexed_at,
                    seq,
                )
            ],
        )

    def remove(self, key: str, at: int) -> bool:
        """Take an article out, with its quotations; whether it was there."""
        ids = [row[0] for row in self._ledger.rows("SELECT id FROM quotes WHERE article = ?", key)]
        if not self._ledger.value("SELECT 1 FROM articles WHERE key = ?", key):
            return False
        seq = self._ledger.log("remove", key, at)
        retired = [(id_, "quote", at, seq, "") for id_ in ids] + [(key, "article", at, seq, "")]
        self._ledger.many("INSERT OR REPLACE INTO retired VALUES (?, ?, ?, ?, ?)", retired)
        self._ledger.many("DELETE FROM quotes WHERE article = ?", [(key,)])
        self._ledger.many("DELETE FROM articles WHERE key = ?", [(key,)])
        return True

    def get(self, key: str) -> Kept | None:
        """The article of that key."""
        rows = self._ledger.rows(f"SELECT {_COLUMNS} FROM articles WHERE key = ?", key)  # noqa: S608  # constant
        return self._kept(rows[0]) if rows else None

    def all(self) -> Iterator[Kept]:
        """Every article, in the order they first came."""
        query = f"SELECT {_COLUMNS} FROM articles WHERE number > ? ORDER BY number"  # noqa: S608  # constant
        return (self._kept(row) for row in self._ledger.paged(query, 0))

    def keys(self) -> Iterator[str]:
        """Every key, in the same order."""
        query = "SELECT number, key FROM articles WHERE number > ? ORDER BY number"
        return (key for _, key in self._ledger.paged(query, 0))

    def article_of(self, quote: str) -> tuple[str, int] | None:
        """The key of the article that a quotation is in, and which of its quotations it is."""
        rows = self._ledger.rows("SELECT article, position FROM quotes WHERE id = ?", quote)
        return (rows[0][0], rows[0][1]) if rows else None

    def retired(self, since: int) -> Iterator[Retired]:
        """What went after the change `since`, in order."""
        rows = self._ledger.rows(
            "SELECT id, what, at, moved_to FROM retired WHERE seq > ? ORDER BY seq, id", since
        )
        return (Retired(*row) for row in rows)

    def _replace_quotes(
        self,
        key: str,
        ids: Sequence[str],
        article: Article,
        quotes: Sequence[Quote],
        old: dict[str, Any] | None,
        at: int,
    ) -> None:
        if old:
            before = self._kept_words(old)
            now = {id_: quote.text(article.text) for id_, quote in zip(ids, quotes, strict=True)}
            gone = [
                (id_, "quote", at, self._ledger.seq + 1, self._moved(key, words, now))
                for id_, words in before.items()
                if id_ not in now
            ]
            self._ledger.many("INSERT OR REPLACE INTO retired VALUES (?, ?, ?, ?, ?)", gone)
            self._ledger.many("DELETE FROM quotes WHERE article = ?", [(key,)])
        self._ledger.many("DELETE FROM retired WHERE id = ?", [(id_,) for id_ in (key, *ids)])
        self._ledger.many(
            "INSERT INTO quotes VALUES (?, ?, ?)", [(id_, key, place) for place, id_ in enumerate(ids)]
        )

    def _moved(self, key: str, words: str, now: dict[str, str]) -> str:
        """Where the quotation of these words is now: nowhere when they were forgotten."""
        return "" if self._tombstones.spans(key, words) else _likest(words, now)

    def _unnamed(self, key: str, quote: Quote) -> Quote:
        """The quotation without the names that were forgotten in its article, however they were found."""

        def safe(value: str | None) -> str | None:
            return None if value and self._tombstones.spans(key, value) else value

        speaker = msgspec.structs.replace(quote.speaker, name=safe(quote.speaker.name))
        return msgspec.structs.replace(
            quote, speaker=speaker, organisation=safe(quote.organisation), role=safe(quote.role)
        )

    def _found_before(self, row: dict[str, Any]) -> dict[str, tuple[Quote, int]]:
        """The quotations that an earlier reading found, by id, each with its moment."""
        article, quotes = _decode_article(row["article"]), _decode_quotes(row["quotes"])
        moments = _moments(row["quotes"], row["indexed_at"])
        return dict(zip(quote_ids(article, quotes), zip(quotes, moments, strict=True), strict=True))

    def _kept_words(self, row: dict[str, Any]) -> dict[str, str]:
        article, quotes = _decode_article(row["article"]), _decode_quotes(row["quotes"])
        ids = quote_ids(article, quotes)
        return {id_: quote.text(article.text) for id_, quote in zip(ids, quotes, strict=True)}

    def _row(self, key: str) -> dict[str, Any] | None:
        names = ("digest", "extractor", "indexed_at", "article", "quotes")
        rows = self._ledger.rows(f"SELECT {', '.join(names)} FROM articles WHERE key = ?", key)  # noqa: S608
        return dict(zip(names, rows[0], strict=True)) if rows else None

    def _kept(self, row: tuple[Any, ...]) -> Kept:
        _, key, article, quotes, extractor, indexed_at, seq = row
        try:
            return Kept(
                key, _decode_article(article), _decode_quotes(quotes), extractor, indexed_at, seq,
                _moments(quotes, indexed_at),
            )  # fmt: skip
        except (msgspec.DecodeError, TypeError) as error:  # a damaged page may give any type
            raise RecordError(
                f"{self._ledger.path}: article {key} is damaged ({error}); restore a backup"
            ) from None


def _moments(packed: bytes, indexed_at: int) -> tuple[int, ...]:
    return tuple(one.indexed_at or indexed_at for one in _decode_moments(packed))


def _moment(quote: Quote, before: tuple[Quote, int] | None, now: int) -> int:
    """Since when the quotation is there as it is: feeds and copies are told again what reads otherwise now.

    How it was found, and how surely, is no news.
    """
    if before and _told(before[0]) == _told(quote):
        return before[1]
    return now


def _told(quote: Quote) -> Quote:
    return msgspec.structs.replace(quote, rule="", confidence=0.0, evidence=())


def _packed(quotes: Sequence[Quote], moments: Sequence[int], indexed_at: int) -> bytes:
    """Quotations as they are kept, those of another moment than their article's with it."""
    return msgspec.msgpack.encode(
        tuple(
            quote if moment == indexed_at else _Found(**msgspec.structs.asdict(quote), indexed_at=moment)
            for quote, moment in zip(quotes, moments, strict=True)
        )
    )


def digest_of(article: Article) -> bytes:
    """The hash of an article, whole."""
    return blake2b(msgspec.msgpack.encode(article), digest_size=16).digest()


def without_blanks(before: Article, after: Article, quotes: Sequence[Quote]) -> list[Quote]:
    """The quotations of `before` none of whose words (or cue, or speaker's mention) were blanked."""

    def touched(span: tuple[int, int] | None) -> bool:
        return span is not None and before.text[slice(*span)] != after.text[slice(*span)]

    return [
        quote
        for quote in quotes
        if not any(touched(span) for span in (*quote.spans, quote.cue, quote.speaker.mention))
    ]


def _likest(words: str, now: dict[str, str]) -> str:
    """The id of the quotation that shares at least half its words with these; empty if none."""
    best, best_share = "", 0.5
    mine = Counter(folded(words).split())
    for id_, others in now.items():
        theirs = Counter(folded(others).split())
        share = (mine & theirs).total() / max(mine.total(), theirs.total(), 1)
        if share >= best_share:
            best, best_share = id_, share
    return best
