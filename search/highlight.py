"""Highlights: spans of the printed text where a query's words stand, never changing it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus import Span
from search.analysis import Token, exact, lookup, tokens
from search.query import And, Field, Fuzzy, Node, Not, Or, Phrase, Prefix, Query, Term


def highlights(text: str, query: Query) -> tuple[Span, ...]:
    """The spans of `text` to be marked, in order, without overlap.

    >>> from search.query import parse
    >>> text = "L’œuvre des députés"
    >>> [text[s:e] for s, e in highlights(text, parse("oeuvre ET député"))]
    ['œuvre', 'députés']
    """
    if query.is_everything:
        return ()
    found: set[Span] = set()
    _collect(tokens(text), query.node, found)
    merged: list[Span] = []
    for span in sorted(found):
        if merged and span[0] < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], span[1]))
        else:
            merged.append(span)
    return tuple(merged)


def _collect(words: Sequence[Token], node: Node, found: set[Span]) -> None:
    match node:
        case Term(word):
            found.update((token.start, token.end) for token in _where(words, word))
        case Prefix(stem):
            found.update((t.start, t.end) for t in words if t.exact.startswith(stem))
        case Fuzzy(word):
            found.update((t.start, t.end) for t in words if near(word, t.exact))
        case Phrase(parts, 0):
            _phrase(words, [exact(part) for part in parts], found)
        case Phrase(parts, slop, ordered):
            places = [_where(words, part) for part in parts]
            reach = slop + len(parts) - 1
            windows = _in_order(places, reach) if ordered else _in_any_order(places, reach)
            found.update((token.start, token.end) for window in windows for token in window)
        case And(nodes) | Or(nodes):
            for each in nodes:
                _collect(words, each, found)
        case Not(kept, _):
            _collect(words, kept, found)
        case Field("text", inner):
            _collect(words, inner, found)


def _where(words: Sequence[Token], word: str) -> list[Token]:
    """The tokens that a typed word stands for."""
    wanted = set(lookup(word))
    return [token for token in words if wanted & {"=" + token.exact, *token.stems}]


def _phrase(words: Sequence[Token], parts: Sequence[str], found: set[Span]) -> None:
    at = {t.position: t for t in words if "-" not in t.exact}
    for start in at:
        run = [at.get(start + offset) for offset in range(len(parts))]
        if all(token is not None and token.exact == part for token, part in zip(run, parts, strict=True)):
            first, last = run[0], run[-1]
            if first and last:
                found.add((first.start, last.end))


def _in_order(places: Sequence[Sequence[Token]], reach: int) -> Iterator[list[Token]]:
    """The words of each stretch that holds all of them in order, at most `reach` positions long."""
    for start in places[0]:
        chain: list[Token] = [start]
        for following in places[1:]:
            token = next((t for t in following if t.position > chain[-1].position), None)
            if token is None or token.position - start.position > reach:
                break
            chain.append(token)
        else:
            yield chain


def _in_any_order(places: Sequence[Sequence[Token]], reach: int) -> Iterator[list[Token]]:
    """The words of each stretch that holds all of them, at most `reach` positions long."""
    for first in {token.position for place in places for token in place}:
        window = [[t for t in place if first <= t.position <= first + reach] for place in places]
        if all(window):
            yield [token for place in window for token in place]


def near(wanted: str, word: str) -> bool:
    """Whether two folded words with the same first letter are at most one edit apart.

    >>> near("accord", "acord"), near("accord", "record")
    (True, False)
    """
    if wanted == word:
        return True
    if wanted[:1] != word[:1] or abs(len(wanted) - len(word)) > 1:
        return False
    short, long_ = sorted((wanted, word), key=len)
    at = 0
    while at < len(short) and short[at] == long_[at]:
        at += 1
    if len(short) == len(long_):
        swapped = short[at + 1 : at + 2] + short[at : at + 1] + short[at + 2 :] == long_[at:]
        return short[at + 1 :] == long_[at + 1 :] or swapped
    return short[at:] == long_[at + 1 :]
