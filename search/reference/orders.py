"""Orders, months and forms, spelled out: what the reference engine sorts and counts by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from zlib import crc32

from search.analysis import tokens
from search.entities import name_words
from search.highlight import near
from search.streams import ROOM
from search.typical import may_be_typical, typicality
from search.values import Entity, EntityCount, QuoteDocument, TermCount


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


def overlapping(members: dict[str, set[str]]) -> dict[str, set[str]]:
    """What a filter by each month (or year) finds, given what was printed then: dates are intervals.

    >>> found = overlapping({"2021": {"a"}, "2021-07": {"b"}, "2022-01": {"c"}})
    >>> {month: sorted(groups) for month, groups in found.items()}
    {'2021': ['a', 'b'], '2021-07': ['a', 'b'], '2022-01': ['c']}
    """
    return {
        month: {one for other, groups in members.items() if _overlap(month, other) for one in groups}
        for month in members
    }


def _overlap(month: str, other: str) -> bool:
    return month.startswith(other) or other.startswith(month)


def exact_forms(text: str) -> list[str]:
    """The exact forms of a text that are indexed."""
    return [token.exact for token in tokens(text) if token.position < ROOM]


def printed_forms(text: str, word: str) -> Iterator[str]:
    """How a text prints an exact form, each time."""
    return (text[token.start : token.end] for token in tokens(text) if token.exact == word)


def terms(found: Sequence[str], everywhere: Sequence[str]) -> tuple[TermCount, ...]:
    """The words that texts found have more often than all, as printed, the surest first."""
    of_all = [set(exact_forms(text)) for text in everywhere]
    here = Counter(word for text in found for word in set(exact_forms(text)) if may_be_typical(word))
    rows = []
    for word, times in here.items():
        total = sum(1 for words in of_all if word in words)
        score = typicality(times, len(found), total, len(everywhere))
        if score:
            printed = Counter(form.lower() for text in found for form in printed_forms(text, word))
            best = min(printed, key=lambda form: (-printed[form], form))
            rows.append(TermCount(best, times, round(score, 3)))
    return tuple(sorted(rows, key=lambda row: (-row.score, row.term)))


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
