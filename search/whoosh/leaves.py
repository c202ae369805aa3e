"""A word, a phrase or a truncation in one segment: where it stands, which documents it finds.

Each leaf is a list of forms; a form has sorted documents and, beside each, its weight in tenths of a
word said (`search.scoring`). The best form scores.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec
import numpy as np
import numpy.typing as npt

from corpus.errors import QueryError
from search.analysis import exact, lookup
from search.query import MAX_FORMS, Fuzzy, Phrase, Prefix, Term
from search.scoring import WEIGHTS, WHOLE
from search.streams import DEFAULT, SPAN, ZONE
from search.whoosh.invert import COUPLE, SHIFT, _starts
from search.whoosh.segment import Array, Segment
from search.whoosh.strings import coded

LONGEST = 40
"""Letters of a word that near words are looked for."""
Zone = tuple[int, int]
Leaf = Term | Phrase | Prefix | Fuzzy
Keys = npt.NDArray[np.int64]
NOTHING = np.empty(0, dtype=np.uint32)


class Form(msgspec.Struct, frozen=True):
    """The documents of a form in a segment, sorted, and its weight in each, in tenths."""

    docs: Array
    weights: Array


def forms(segment: Segment, leaf: Leaf, zone: Zone) -> list[Form]:
    """What a leaf finds in a segment, form by form."""
    match leaf:
        case Term(word):
            return [_form(segment, form, zone) for form in lookup(word)]
        case Prefix(stem):
            return [_many(segment, _prefixed(segment, stem), zone)]
        case Fuzzy(word):
            return [_many(segment, _near(segment, word), zone)]
        case Phrase((word,), 0):
            return [_form(segment, "=" + exact(word), zone)]
        case Phrase(words, 0):
            return [_of_keys(_phrase(segment, [exact(word) for word in words]), zone)]
        case Phrase(words, slop, ordered):
            lists = [_any_keys(segment, lookup(word)) for word in words]
            return [_of_keys(_close(lists, slop, ordered), zone)]


def _form(segment: Segment, term: str, zone: Zone) -> Form:
    number = segment.terms.find(term)
    if number < 0:
        return Form(NOTHING, NOTHING)
    if zone == DEFAULT:
        return Form(*segment.docs_of(number))
    return _of_keys(segment.keys_of(number), zone)


def _many(segment: Segment, numbers: range | list[int], zone: Zone) -> Form:
    """Several exact forms as one: their weights are added."""
    if not len(numbers):
        return Form(NOTHING, NOTHING)
    if zone != DEFAULT:
        keys = _joined(segment.keys_of(n) for n in numbers)
        return _of_keys(np.sort(keys), zone)
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
        starts = _starts(docs)
        return Form(
            docs[starts], np.add.reduceat(weights, starts, dtype=np.uint32) if len(starts) else weights
        )
    total = np.bincount(docs, weights=weights, minlength=segment.count)
    found = np.flatnonzero(total)
    return Form(found.astype(np.uint32), total[found])


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


@lru_cache(maxsize=256)
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


def _keys(segment: Segment, term: str) -> Array:
    number = segment.terms.find(term)
    return segment.keys_of(number) if number >= 0 else NOTHING


def _any_keys(segment: Segment, terms: Iterable[str]) -> Keys:
    found = [keys for keys in (_keys(segment, term) for term in terms) if len(keys)]
    if len(found) == 1:
        return found[0].astype(np.int64)
    keys = np.sort(_joined(found), kind="stable").astype(np.int64)
    return keys[_starts(keys)]


def _phrase(segment: Segment, words: list[str]) -> Array:
    """The keys where the words stand one after the other; couples of common words count as one."""
    places = list(_pieces(segment, words))
    places.sort(key=lambda piece: len(piece[1]))
    offset, keys = places[0]
    starts = keys.astype(np.int64) - offset
    for offset, keys in places[1:]:
        if not len(starts) or not len(keys):
            return NOTHING
        starts = starts[_among(starts + offset, keys)]
    return starts


def _pieces(segment: Segment, words: list[str]) -> Iterator[tuple[int, Array]]:
    covered = [False] * len(words)
    for at in range(len(words) - 1):
        if words[at] in segment.common and words[at + 1] in segment.common:
            yield at, _keys(segment, f"{COUPLE}{words[at]} {words[at + 1]}")
            covered[at] = covered[at + 1] = True
    for at, word in enumerate(words):
        if not covered[at]:
            yield at, _keys(segment, "=" + word)


def _among(wanted: Keys, keys: Array) -> npt.NDArray[np.bool_]:
    """Which of the wanted keys are in a sorted list."""
    inside = (wanted >= 0) & (wanted < 1 << 32)
    needles = np.where(inside, wanted, 0).astype(keys.dtype)
    at = np.searchsorted(keys, needles)
    at[at == len(keys)] = 0
    return np.asarray(inside & (keys[at] == needles))


def _close(lists: list[Keys], slop: int, ordered: bool) -> Keys:
    """Keys of the first word of each window that holds all words with `slop` others at most."""
    if any(not len(keys) for keys in lists):
        return np.empty(0, dtype=np.int64)
    reach = slop + len(lists) - 1
    return _in_order(lists, reach) if ordered else _in_any_order(lists, reach)


def _in_order(lists: list[Keys], reach: int) -> Keys:
    current = ends = lists[0]
    for keys in lists[1:]:
        at = np.searchsorted(keys, ends, side="right")
        inside = at < len(keys)
        current, ends = current[inside], keys[at[inside]]
        near_enough = ends - current <= reach
        current, ends = current[near_enough], ends[near_enough]
    return current


def _in_any_order(lists: list[Keys], reach: int) -> Keys:
    """A window begins at a word of the query: it is looked for around the rarest of them."""
    rarest = min(lists, key=len)
    starts = np.sort(np.concatenate([_around(keys, rarest, reach) for keys in lists]))
    starts = starts[_starts(starts)]
    for keys in lists:
        at = np.minimum(np.searchsorted(keys, starts), len(keys) - 1)
        starts = starts[(keys[at] >= starts) & (keys[at] - starts <= reach)]
    return starts


def _around(keys: Keys, rarest: Keys, reach: int) -> Keys:
    """The keys from which a key of the rarest word is in reach."""
    at = np.minimum(np.searchsorted(rarest, keys), len(rarest) - 1)
    return keys[(rarest[at] >= keys) & (rarest[at] - keys <= reach)]


def _of_keys(keys: Array, zone: Zone) -> Form:
    """The documents of keys: those with one in the zone, with the weight of all that count there."""
    if not len(keys):
        return Form(NOTHING, NOTHING)
    wide = keys.astype(np.int64)
    positions = wide & (SPAN - 1)
    if zone == DEFAULT:
        tenths = np.array(WEIGHTS, dtype=np.uint32)[positions >> (ZONE.bit_length() - 1)]
        found = positions < zone[1]
    else:
        found = (positions >= zone[0]) & (positions < zone[1])
        wide = wide[found]
        tenths, found = np.full(len(wide), WHOLE, dtype=np.uint32), found[found]
    docs = wide >> SHIFT
    starts = _starts(docs)
    if not len(starts):
        return Form(NOTHING, NOTHING)
    matched = np.logical_or.reduceat(found, starts)
    return Form(docs[starts][matched].astype(np.uint32), np.add.reduceat(tenths, starts)[matched])


def _joined(parts: Iterable[Array]) -> Array:
    found = list(parts)
    return np.concatenate(found) if found else NOTHING
