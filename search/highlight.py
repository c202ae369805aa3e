"""Highlights: spans of the printed text where a query's words stand, never changing it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

import msgspec

from corpus import Span
from search.analysis import Token, exact, lookup, tokens
from search.query import And, Field, Fuzzy, Node, Not, Or, Phrase, Prefix, Query, Term


class _Marks(msgspec.Struct, frozen=True):
    """What a query marks, worked out once: forms of single words, and what stands in several."""

    forms: frozenset[str]
    stems: tuple[str, ...]
    near: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]
    windows: tuple[tuple[tuple[frozenset[str], ...], int, bool], ...]

    @classmethod
    def of(cls, leaves: Collection[Node]) -> _Marks:
        """The marks of the leaves of a query."""
        words = [lookup(leaf.word) for leaf in leaves if isinstance(leaf, Term)]
        several = [leaf for leaf in leaves if isinstance(leaf, Phrase)]
        return cls(
            forms=frozenset(form for forms in words for form in forms),
            stems=tuple(leaf.stem for leaf in leaves if isinstance(leaf, Prefix)),
            near=tuple(leaf.word for leaf in leaves if isinstance(leaf, Fuzzy)),
            phrases=tuple(tuple(map(exact, leaf.words)) for leaf in several if not leaf.slop),
            windows=tuple(
                (tuple(frozenset(lookup(word)) for word in leaf.words), leaf.slop, leaf.ordered)
                for leaf in several
                if leaf.slop
            ),
        )


def highlights(text: str, query: Query) -> tuple[Span, ...]:
    """The spans of `text` to be marked, in order, without overlap.

    >>> from search.query import parse
    >>> text = "L’œuvre des députés"
    >>> [text[s:e] for s, e in highlights(text, parse("oeuvre ET député"))]
    ['œuvre', 'députés']
    """
    if query.is_everything:
        return ()
    marks, words = _marks(query.node), tokens(text)
    merged: list[Span] = []
    for span in sorted({*_single(words, marks), *_phrases(words, marks), *_windows(words, marks)}):
        if merged and span[0] < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], span[1]))
        else:
            merged.append(span)
    return tuple(merged)


@lru_cache(maxsize=64)
def _marks(node: Node) -> _Marks:
    return _Marks.of(dict.fromkeys(_leaves(node)))


def _leaves(node: Node) -> Iterator[Node]:
    """The leaves of a query that are looked for in the words said."""
    match node:
        case And(nodes) | Or(nodes):
            for each in nodes:
                yield from _leaves(each)
        case Not(kept, _):
            yield from _leaves(kept)
        case Field(name, inner):
            if name == "text":
                yield from _leaves(inner)
        case _:
            yield node


def _single(words: Sequence[Token], marks: _Marks) -> Iterator[Span]:
    for token in words:
        if (
            not marks.forms.isdisjoint(token.stems)
            or "=" + token.exact in marks.forms
            or (marks.stems and token.exact.startswith(marks.stems))
            or any(near(word, token.exact) for word in marks.near)
        ):
            yield token.start, token.end


def _phrases(words: Sequence[Token], marks: _Marks) -> Iterator[Span]:
    if not marks.phrases:
        return
    at = {token.position: token for token in words if "-" not in token.exact}
    begin: dict[str, list[int]] = {}
    for position, token in at.items():
        begin.setdefault(token.exact, []).append(position)
    for parts in marks.phrases:
        for start in begin.get(parts[0], ()):
            run = [at.get(start + offset) for offset in range(len(parts))]
            if [token.exact if token else None for token in run] == list(parts):
                yield at[start].start, at[start + len(parts) - 1].end


def _windows(words: Sequence[Token], marks: _Marks) -> Iterator[Span]:
    for parts, slop, ordered in marks.windows:
        places = [_where(words, part) for part in parts]
        reach = slop + len(parts) - 1
        found = _in_order(places, reach) if ordered else _in_any_order(places, reach)
        yield from ((token.start, token.end) for window in found for token in window)


def _where(words: Sequence[Token], forms: frozenset[str]) -> list[Token]:
    """The tokens that a typed word, with these forms, stands for."""
    return [token for token in words if "=" + token.exact in forms or not forms.isdisjoint(token.stems)]


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
