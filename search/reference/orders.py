"""Orders, months and forms, spelled out: what the reference engine sorts and counts by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zlib import crc32

from search.analysis import tokens
from search.entities import name_words
from search.highlight import near
from search.streams import ROOM
from search.values import Entity, EntityCount, QuoteDocument


def newest_first(document: QuoteDocument) -> tuple[bool, int, int, str]:
    """Latest day first, undated last; within a day an order that never changes."""
    return not document.day_first, -document.day_first, -crc32(document.id.encode()), document.id


def sort_key(quote_id: str, day: int, sort: str) -> tuple[int, ...]:
    """What a page is cut by; `day` is the moment of indexing for that sort."""
    tie = crc32(quote_id.encode())
    if sort == "oldest":
        return not day, day, tie
    return not day, -day, -tie


def months_between(first: str, last: str) -> list[str]:
    """All months from `2021-11` to `2022-02`, both included.

    >>> months_between("2021-11", "2022-02")
    ['2021-11', '2021-12', '2022-01', '2022-02']
    """
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(start, end + 1)]


def exact_forms(text: str) -> list[str]:
    """The exact forms of a text that are indexed."""
    return [token.exact for token in tokens(text) if token.position < ROOM]


def printed_forms(text: str, word: str) -> Iterator[str]:
    """How a text prints an exact form, each time."""
    return (text[token.start : token.end] for token in tokens(text) if token.exact == word)


def counted(entity: Entity, count: int, own: Sequence[QuoteDocument]) -> EntityCount:
    """An entity with its quotations, occurrences, first and last date."""
    dates = sorted(document.published for document in own if document.published) or [""]
    return EntityCount(entity, count, len(own), dates[0], dates[-1])


def _words(entity: Entity) -> set[str]:
    return {word for name in (entity.name, *entity.names) for word in name_words(name)}


def begins(word: str, entity: Entity) -> bool:
    """Whether a word of a name begins so."""
    return any(known.startswith(word) for known in _words(entity))


def nearly(word: str, entity: Entity) -> bool:
    """The same with one typo, from four letters."""
    sizes = (len(word) - 1, len(word), len(word) + 1)
    return len(word) > 3 and any(near(word, known[:size]) for known in _words(entity) for size in sizes)
