"""A word, a phrase or a truncation: which documents it finds.

Each leaf is a list of forms; a form has sorted documents and, beside each, its weight in tenths of a
word said (`search.scoring`). The best form scores.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec
import numpy as np
import numpy.typing as npt

from corpus.errors import QueryError
from search.analysis import exact, lookup
from search.query import MAX_FORMS, Fuzzy, Phrase, Prefix, Term
from search.scoring import WEIGHTS, WHOLE
from search.streams import DEFAULT, SPAN, ZONE
from search.whoosh.invert import SHIFT
from search.whoosh.places import NOTHING, close, keys_of, phrase
from search.whoosh.segment import Array, Segment
from search.whoosh.sets import run_starts
from search.whoosh.strings import coded

LONGEST = 40
"""Letters of a word that near words are looked for."""
Zone = tuple[int, int]
Leaf = Term | Phrase | Prefix | Fuzzy
_TENTHS = np.array(WEIGHTS, dtype=np.uint32)


class Form(msgspec.Struct, frozen=True):
    """The documents of a form in a segment, sorted, and its weight in each, in tenths."""

    docs: Array
    weights: Array


def forms(
    segments: Sequence[Segment], bases: Sequence[int], leaf: Leaf, zone: Zone, check: Callable[[], None]
) -> list[Form]:
    """What a leaf finds, form by form; a segment's documents are numbered from its base.

    `check` is called between the segments, and may raise.
    """
    numbered = _Numbered(segments, bases, zone, check)
    match leaf:
        case Term(word):
            return [numbered.term(form) for form in lookup(word)]
        case Prefix(stem):
            return [numbered.many(lambda segment: _prefixed(segment, stem))]
        case Fuzzy(word):
            return [numbered.many(lambda segment: _near(segment, word))]
        case Phrase((word,), 0):
            return [numbered.term("=" + exact(word))]
        case Phrase(words, 0):
            forms_ = [exact(word) for word in words]
            return [numbered.keys(lambda segment: phrase(segment, forms_))]
        case Phrase(words, slop, ordered):
            several = [lookup(word) for word in words]
            return [numbered.keys(lambda segment: close(segment, several, slop, ordered, check))]


class _Numbered(msgspec.Struct, frozen=True):
    """What segments find, as one form."""

    segments: Sequence[Segment]
    bases: Sequence[int]
    zone: Zone
    check: Callable[[], None]

    def term(self, term: str) -> Form:
        """The documents of a term."""
        if self.zone != DEFAULT:
            return self.keys(lambda segment: keys_of(segment, term))
        return self._joined(lambda segment: _form(segment, segment.terms.find(term)))

    def many(self, numbers: Callable[[Segment], Sequence[int]]) -> Form:
        """Several terms as one: their weights are added."""
        if self.zone != DEFAULT:
            return self.keys(lambda s: np.sort(_joined(s.keys_of(n) for n in numbers(s))))
        return self._joined(lambda segment: _many(segment, numbers(segment)))

    def keys(self, found: Callable[[Segment], Array]) -> Form:
        """The documents of keys: those with one in the zone, with the weight of all that count there."""
        docs, positions = [NOTHING], [NOTHING]
        for segment, base in self._each():
            keys = found(segment)
            if len(keys):
                keys = keys.astype(np.uint32, copy=False)
                docs.append((keys >> np.uint32(SHIFT)) + np.uint32(base))
                positions.append(keys & np.uint32(SPAN - 1))
        return _of_places(np.concatenate(docs), np.concatenate(positions), self.zone)

    def _joined(self, found: Callable[[Segment], Form]) -> Form:
        forms_ = [(found(segment), base) for segment, base in self._each()]
        docs = np.empty(sum(len(form.docs) for form, _ in forms_), dtype=np.uint32)
        at = 0
        for form, base in forms_:
            end = at + len(form.docs)
            np.add(form.docs, np.uint32(base), out=docs[at:end])
            at = end
        weights = [form.weights for form, _ in forms_ if len(form.docs)]
        return Form(docs, np.concatenate(weights) if weights else NOTHING)

    def _each(self) -> Iterator[tuple[Segment, int]]:
        for segment, base in zip(self.segments, self.bases, strict=False):
            self.check()
            yield segment, base


def _form(segment: Segment, number: int) -> Form:
    return Form(*segment.docs_of(number)) if number >= 0 else Form(NOTHING, NOTHING)


def _many(segment: Segment, numbers: Sequence[int]) -> Form:
    """Several exact forms as one: their weights are added."""
    if not len(numbers):
        return Form(NOTHING, NOTHING)
    if isinstance(numbers, range):
        span = slice(segment.doc_ends[numbers[0]], segment.doc_ends[numbers[-1] + 1])
        docs, weights = segment.docs[span], segment.weights[span]
    else:
        pairs = [segment.docs_of(n) for n in numbers]
        docs, weights = _joined(d for d, _ in pairs), _joined(w for _, w in pairs)
    if len(numbers) == 1:
        return Form(docs, weights)
    if 16 * len(docs) < segment.count:
        order = np.argsort(docs, kind="stable")
        docs, weights = docs[order], weights[order]
        starts = run_starts(docs)
        return Form(
            docs[starts], np.add.reduceat(weights, starts, dtype=np.uint32) if len(starts) else weights
        )
    total = np.bincount(docs, weights=weights, minlength=segment.count)
    found = np.flatnonzero(total > 0)  # of flags: four times quicker than of numbers
    return Form(found.astype(np.uint32), total[found].astype(np.uint32))


def _prefixed(segment: Segment, stem: str) -> range:
    low, high = segment.terms.prefixed("=" + stem)
    if high - low > MAX_FORMS:
        raise QueryError(
            f"{stem}* stands for more than {MAX_FORMS} words: write more letters before the *",
            0, "too_many_forms", {"limit": str(MAX_FORMS), "value": stem},
        )  # fmt: skip
    return range(low, high)


def _near(segment: Segment, word: str) -> list[int]:
    return segment.terms.find_coded(*_coded_variants(word, segment.alphabet))


@lru_cache(maxsize=64)
def _coded_variants(word: str, alphabet: str) -> tuple[list[bytes], npt.NDArray[np.uint32]]:
    """The exact terms near a word, with their hashes: the same for every segment of the same letters."""
    return coded(["=" + variant for variant in variants(word, alphabet)])


def variants(word: str, alphabet: str) -> list[str]:
    """All words at most one edit from `word`, with its first letter, in letters of `alphabet`.

    A word longer than `LONGEST` letters has none but itself: there would be a hundred thousand of them.

    They are those that `search.highlight.near` finds near.

    >>> sorted(variants("ab", "ab"))
    ['a', 'aa', 'aab', 'ab', 'aba', 'abb']
    >>> len(variants("a" * 2000, "ab"))
    1
    """
    found = {word}
    if len(word) > LONGEST:
        return [word]
    for at in range(1, len(word) + 1):
        head, tail = word[:at], word[at:]
        found.update(head + letter + tail for letter in alphabet)
        if tail:
            found.add(head + tail[1:])
            found.update(head + letter + tail[1:] for letter in alphabet)
            found.add(head + tail[1:2] + tail[:1] + tail[2:])
    return list(found)


def _of_places(docs: Array, positions: Array, zone: Zone) -> Form:
    if zone == DEFAULT:
        tenths = _TENTHS[positions >> np.uint32(ZONE.bit_length() - 1)]
        found = positions < zone[1]
    else:
        found = (positions >= zone[0]) & (positions < zone[1])
        docs = docs[found]
        tenths, found = np.full(len(docs), WHOLE, dtype=np.uint32), found[found]
    starts = run_starts(docs)
    if not len(starts):
        return Form(NOTHING, NOTHING)
    matched = np.logical_or.reduceat(found, starts)
    return Form(docs[starts][matched], np.add.reduceat(tenths, starts)[matched])


def _joined(parts: Iterable[Array]) -> Array:
    found = list(parts)
    return np.concatenate(found) if found else NOTHING
