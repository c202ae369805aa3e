"""Tombstones: hashes of what was forgotten, so that it stays out when its source comes again.

An article is known again by its key, its URL or its folded words. Words forgotten out of an article
that stays are known again, five or more, in any article; fewer (« Oui ») only in that one, since
everybody says them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from corpus.article import Article, Span
from corpus.ids import article_key
from corpus.record.ledger import Ledger

BLANK = "█"
EVERYWHERE = 5
"""Words from which a forgotten sequence is forgotten everywhere."""
_HINT = 3
_WORD = re.compile(r"\w+")
_URL = re.compile(r"^https?://(?:www\.)?|[#?].*$|/$")


class Words(NamedTuple):
    """A forgotten sequence of words, as the tombstone keeps it."""

    digest: bytes
    size: int
    hint: int


@lru_cache(maxsize=1 << 16)
def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def tokens(text: str) -> tuple[list[str], list[Span]]:
    """The words of a text without case and accents, and where they are."""
    spans = [match.span() for match in _WORD.finditer(text)]
    return [_plain(text[start:end]) for start, end in spans], spans


def digest(what: str, value: str) -> bytes:
    """The hash of a value of one sort (key, url, text, words)."""
    return blake2b(value.encode("utf-8", "surrogatepass"), digest_size=16, person=what.encode()).digest()


def hashed(words: Sequence[str]) -> Words:
    """The tombstone of a sequence of words."""
    return Words(digest("words", " ".join(words)), len(words), _hint(words))


def _hint(words: Sequence[str]) -> int:
    short = blake2b(" ".join(words[:_HINT]).encode("utf-8", "surrogatepass"), digest_size=2)
    return int.from_bytes(short.digest(), "big")


def of_article(article: Article) -> list[tuple[str, bytes]]:
    """All that an article is known again by: (sort, hash)."""
    found = [
        ("key", digest("key", article_key(article))),
        ("text", digest("text", " ".join(tokens(article.text[article.body :])[0]))),
    ]
    if article.url:
        found.append(("url", digest("url", _URL.sub("", article.url.strip()))))
    return found


class Tombstones:
    """The tombstones of a record, those of words held in memory."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._everywhere: dict[int, list[Words]] = {}
        self._local: dict[str, list[Words]] = {}
        self._by_size: dict[int, set[bytes]] = {}
        self._any = False
        self.load()

    def load(self) -> None:
        """Read them again, after some were added."""
        self._everywhere, self._local, self._by_size = {}, {}, {}
        self._any = bool(self._ledger.value("SELECT 1 FROM tombstones LIMIT 1"))
        rows = self._ledger.rows("SELECT digest, size, hint, article FROM tombstones WHERE what = 'words'")
        for hash_, size, hint, article in rows:
            words = Words(bytes(hash_), size, hint)
            self._by_size.setdefault(size, set()).add(words.digest)
            if article:
                self._local.setdefault(article, []).append(words)
            else:
                self._everywhere.setdefault(hint, []).append(words)

    def holds(self, article: Article) -> bool:
        """Whether the article as a whole was forgotten."""
        if not self._any:
            return False
        query = "SELECT 1 FROM tombstones WHERE digest = ? AND what = ?"
        return any(self._ledger.value(query, hash_, what) for what, hash_ in of_article(article))

    def spans(self, key: str, text: str) -> list[Span]:
        """Where forgotten words stand in a text of the article `key`."""
        local = self._local.get(key, ())
        if not local and not self._everywhere:
            return []
        words, places = tokens(text)
        found = []
        for start in range(len(words)):
            hint = _hint(words[start : start + _HINT]) if self._everywhere else -1
            for entry in (*local, *self._everywhere.get(hint, ())):
                end = start + entry.size
                if end <= len(words) and digest("words", " ".join(words[start:end])) == entry.digest:
                    found.append((places[start][0], places[end - 1][1]))
        return found

    def mentioned(self, words: Sequence[str]) -> bool:
        """Whether forgotten words of any article are in these: two or more, or all of them.

        One word alone (« Oui ») is forgotten where it was said, not wherever it occurs.
        """
        return any(
            hashed(words[start : start + size]).digest in digests
            for size, digests in self._by_size.items()
            if size > 1 or len(words) == 1
            for start in range(len(words) - size + 1)
        )

    def add_article(self, article: Article, at: int) -> None:
        """Keep an article out from now on. Only inside a transaction."""
        self._insert([(hash_, what, "", 0, 0, at) for what, hash_ in of_article(article)])

    def add_words(self, key: str, text: str, at: int) -> None:
        """Keep words out: of the article `key`, and of all when they are many."""
        words = tokens(text)[0]
        if not words:
            return
        entry = hashed(words)
        where = "" if entry.size >= EVERYWHERE else key
        self._insert([(entry.digest, "words", where, entry.size, entry.hint, at)])

    def rows(self) -> list[tuple[bytes, str, str, int, int, int]]:
        """All tombstones, as another record can take them."""
        found = self._ledger.rows("SELECT digest, what, article, size, hint, at FROM tombstones")
        return [(bytes(row[0]), *row[1:]) for row in found]

    def _insert(self, rows: list[tuple[bytes, str, str, int, int, int]]) -> None:
        self._ledger.many("INSERT OR IGNORE INTO tombstones VALUES (?, ?, ?, ?, ?, ?)", rows)


def blanked(text: str, spans: Sequence[Span]) -> str:
    """The text with `spans` blanked, as long as before; line breaks stay, so that paragraphs do.

    >>> blanked("« Non », dit-elle.", [(2, 5)])
    '« ███ », dit-elle.'
    """
    for start, end in spans:
        middle = "".join(letter if letter in "\r\n" else BLANK for letter in text[start:end])
        text = text[:start] + middle + text[end:]
    return text
