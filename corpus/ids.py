"""Ids: the same article and the same words in it always get the same id, on any machine."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from hashlib import blake2b

from corpus.article import Article, Quote

_WORD = re.compile(r"\w+")
_BYTES = 10
"""80 bits, 16 letters: among a hundred million quotations two share an id once in 10^8 corpora."""


def article_key(article: Article) -> str:
    """The key of an article: 16 letters that stand for its collection and id.

    >>> article_key(Article(id="depeche-12", text="Oui."))
    'o2rjp3mhs55qnovp'
    """
    return _short("article", article.collection, article.id)


def quote_id(key: str, words: str, ordinal: int) -> str:
    """The id of a quotation: its article's key, its folded words, and how many equal ones precede it.

    >>> quote_id("27mj5qr5d66htt2w", "« Nous partirons. »", 0)
    'kux3koup63ejrltk'

    """
    return _short("quote", key, folded(words), str(ordinal))


def quote_ids(article: Article, quotes: Sequence[Quote]) -> list[str]:
    """The ids of the quotations of an article, in their order."""
    key = article_key(article)
    seen: dict[str, int] = {}
    ids = []
    for quote in quotes:
        words = quote.text(article.text)
        ordinal = seen.get(folded(words), 0)
        seen[folded(words)] = ordinal + 1
        ids.append(quote_id(key, words, ordinal))
    return ids


def folded(words: str) -> str:
    """Words without case and punctuation, which reprints and corrections change first.

    >>> folded("« L’accord, dit-il »")
    'l accord dit il'
    """
    return " ".join(_WORD.findall(words.casefold()))


def _short(*parts: str) -> str:
    """A hash in letters that stand in a URL as they are."""
    digest = blake2b(digest_size=_BYTES)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(4, "big") + data)  # ("ab", "c") is not ("a", "bc")
    return base64.b32encode(digest.digest()).decode("ascii").lower()
