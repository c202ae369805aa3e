"""Forgetting: out of the record, blanked where the article stays, and kept out from then on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from corpus.article import Quote, Span
from corpus.errors import UsageError
from corpus.record.ledger import Ledger
from corpus.record.store import Store, without_blanks
from corpus.record.tombstones import Tombstones, blanked, tokens
from corpus.record.values import Forgotten, Kept, Known

SCRUB, PURGE, BORNE, NAMELESS, REBUILD = "scrub", "purge", "borne", "nameless", "rebuild"
"""What is left to be done: to the record's own file, to the index that follows it; the ids that somebody
bore before, which tell names; the articles that the index holds without a name; that the index there is
another record's."""


class Erasure:
    """Writes inside one transaction of the ledger: a killed command leaves all or nothing forgotten."""

    def __init__(self, ledger: Ledger, store: Store, tombstones: Tombstones) -> None:
        self._ledger = ledger
        self._store = store
        self._tombstones = tombstones

    def plan(self, articles: Sequence[str], quotes: Sequence[str]) -> Forgotten:
        """What would go; UsageError for a key or id that is not there."""
        whole = list(dict.fromkeys(articles))
        for key in whole:
            if self._store.get(key) is None:
                raise UsageError(f"article {key!r}: no article of that key in the record")
        partly: dict[str, None] = {}
        for id_ in quotes:
            place = self._store.article_of(id_)
            if place is None:
                raise UsageError(f"quotation {id_!r}: no quotation of that id in the record")
            if place[0] not in whole:
                partly[place[0]] = None
        inside = [
            row[0]
            for key in whole
            for row in self._ledger.rows("SELECT id FROM quotes WHERE article = ?", key)
        ]
        return Forgotten(
            articles=tuple(whole), quotes=tuple(dict.fromkeys((*inside, *quotes))), blanked=tuple(partly)
        )

    def carry_out(self, plan: Forgotten, names: Sequence[str], at: int) -> None:
        """Forget it. `names` are blanked too in the articles that stay, and in the lists."""
        for key in plan.articles:
            self._forget_article(key, at)
        parts = [part for key in plan.blanked if (part := self._part(key, set(plan.quotes)))]
        for kept, gone in parts:  # all words first: what one article lost, the others lose with it
            self._bury_words(kept, gone, names, at)
        self._tombstones.load()
        for kept, gone in parts:
            self._blank(kept, gone, names, at)
        for name in names:
            self._forget_name(tokens(name)[0])
        # both are done after this transaction, and finished by whoever opens next if it is killed before
        for left in (SCRUB, PURGE):
            self._ledger.many("INSERT OR REPLACE INTO meta VALUES (?, ?)", [(left, str(at))])

    def _forget_article(self, key: str, at: int) -> None:
        kept = self._store.get(key)
        if kept is None:
            return
        self._tombstones.add_article(kept.article, at)
        self._store.remove(key, at)
        self._ledger.many("DELETE FROM refusals WHERE place = ?", [(kept.article.id,)])

    def _part(self, key: str, ids: set[str]) -> tuple[Kept, list[Quote]] | None:
        """An article that stays, and those of its quotations that go."""
        kept = self._store.get(key)
        rows = self._ledger.rows(
            "SELECT position FROM quotes WHERE article = ? AND id IN (SELECT value FROM json_each(?))",
            key,
            msgspec.json.encode(sorted(ids)).decode(),
        )
        return (kept, [kept.quotes[position] for (position,) in rows]) if kept else None

    def _bury_words(self, kept: Kept, gone: Sequence[Quote], names: Sequence[str], at: int) -> None:
        text = kept.article.text
        for quote in gone:
            self._tombstones.add_words(kept.key, quote.text(text), at)
            for span in quote.spans:
                start, end = whole_words(text, span)
                self._tombstones.add_words(kept.key, text[start:end], at)
        for name in names:
            self._tombstones.add_words(kept.key, name, at)

    def _blank(self, kept: Kept, gone: Sequence[Quote], names: Sequence[str], at: int) -> None:
        article = kept.article
        spans = [whole_words(article.text, span) for quote in gone for span in quote.spans]
        text = blanked(article.text, spans)
        safe = self._store.redacted(msgspec.structs.replace(article, text=text))
        staying = [quote for quote in kept.quotes if quote not in gone]
        staying = [nameless(quote, names) for quote in without_blanks(article, safe, staying)]
        # what is left of it may be all that is left of a forgotten article: it must be blanked all the same
        self._store.keep(safe, staying, kept.extractor, at)

    def clear_lists(self) -> None:
        """Out of the lists goes whatever holds words that were forgotten anywhere, as after a restoration."""
        self._clear(self._tombstones.mentioned)

    def _forget_name(self, name: list[str]) -> None:
        self._clear(lambda words: _holds(words, name))

    def _clear(self, gone: Callable[[list[str]], bool]) -> None:
        """Out of corrections, known people and identities go those any of whose texts is `gone`."""
        for table, number, texts in (
            ("corrections", "id", _texts_of_correction),
            ("known", "number", _texts_of_known),
            ("identities", "signature", _texts_of_identity),
        ):
            rows = self._ledger.rows(f"SELECT {number}, * FROM {table}")  # noqa: S608  # constants
            held = [(row[0],) for row in rows if any(gone(tokens(text)[0]) for text in texts(row[1:]))]
            self._ledger.many(f"DELETE FROM {table} WHERE {number} = ?", held)  # noqa: S608  # constants


def _texts_of_correction(row: tuple[Any, ...]) -> list[str]:
    _, _, target, details, note, *_ = row
    return [target, note, *msgspec.json.decode(details, type=list[str])]


def _texts_of_known(row: tuple[Any, ...]) -> list[str]:
    entry = msgspec.msgpack.decode(row[1], type=Known)
    return [entry.name, *entry.aliases, entry.organisation, entry.role]


def _texts_of_identity(row: tuple[Any, ...]) -> list[str]:
    return [row[0], row[1]]


def whole_words(text: str, span: Span) -> Span:
    """The span, widened to where its first word begins and its last one ends."""
    start, end = span
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def nameless(quote: Quote, names: Sequence[str]) -> Quote:
    """The quotation, without its speaker's name if that is one of `names`."""
    name = tokens(quote.speaker.name or "")[0]
    if not any(_holds(name, tokens(other)[0]) for other in names):
        return quote
    return msgspec.structs.replace(quote, speaker=msgspec.structs.replace(quote.speaker, name=None))


def _holds(words: list[str], part: list[str]) -> bool:
    return bool(part) and any(
        words[start : start + len(part)] == part for start in range(len(words) - len(part) + 1)
    )
