"""Where phrases and near words stand in one segment, as keys: document·2¹⁵ + position, sorted.

Keys are searched only in documents that have all the words: for common words most of the work is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from search.whoosh.invert import COUPLE, SHIFT
from search.whoosh.segment import Array, Segment
from search.whoosh.sets import run_starts

Keys = npt.NDArray[np.int64]
NOTHING = np.empty(0, dtype=np.uint32)
LOOKED_UP = 12
"""Keys that are read in the time that one is looked up."""


def keys_of(segment: Segment, term: str) -> Array:
    """The keys of a term."""
    number = segment.terms.find(term)
    return segment.keys_of(number) if number >= 0 else NOTHING


def any_keys(segment: Segment, terms: Sequence[str]) -> Array:
    """The keys of any of some terms."""
    found = [keys for keys in (keys_of(segment, term) for term in terms) if len(keys)]
    if len(found) < 2:
        return found[0] if found else NOTHING
    keys = np.sort(np.concatenate(found))
    return keys[run_starts(keys)]


# --- phrases ---------------------------------------------------------------------------------------


def phrase(segment: Segment, words: Sequence[str]) -> Array:
    """The keys where exact words stand one after the other; couples of common words count as one."""
    places = []
    for offset, keys in _pieces(segment, words):
        if not len(keys):
            return NOTHING
        places.append((offset, keys))
    places.sort(key=lambda piece: len(piece[1]))
    offset, keys = places[0]
    # in 32 bits a place before the first document is one after the last: nothing stands there
    starts = keys - np.uint32(offset)
    for offset, keys in places[1:]:
        wanted = starts + np.uint32(offset)
        at = np.searchsorted(keys, wanted)
        at[at == len(keys)] = 0
        starts = starts[keys[at] == wanted]
        if not len(starts):
            break
    return starts


def _pieces(segment: Segment, words: Sequence[str]) -> Iterator[tuple[int, Array]]:
    covered = [False] * len(words)
    for at in range(len(words) - 1):
        if words[at] in segment.common and words[at + 1] in segment.common:
            yield at, keys_of(segment, f"{COUPLE}{words[at]} {words[at + 1]}")
            covered[at] = covered[at + 1] = True
    for at, word in enumerate(words):
        if not covered[at]:
            yield at, keys_of(segment, "=" + word)


# --- proximity -------------------------------------------------------------------------------------


def close(
    segment: Segment, words: Sequence[Sequence[str]], slop: int, ordered: bool, check: Callable[[], None]
) -> Keys:
    """Keys of the first word of each window that holds all words with `slop` others at most.

    Of each word the terms it stands for; `check` is called between the steps.
    """
    lists = []
    for terms in words:
        lists.append(any_keys(segment, terms))
        if not len(lists[-1]):
            return np.empty(0, dtype=np.int64)
    check()
    kept = [keys.astype(np.int64) for keys in _shared(lists, segment.count)]
    if any(not len(keys) for keys in kept):
        return np.empty(0, dtype=np.int64)
    check()
    reach = slop + len(words) - 1
    return _in_order(kept, reach) if ordered else _in_any_order(kept, reach, check)


def _shared(lists: Sequence[Array], count: int) -> list[Array]:
    """Of each list the keys in documents that all lists have."""
    shortest, *others = sorted(lists, key=len)
    docs = shortest >> np.uint32(SHIFT)
    docs = docs[run_starts(docs)]
    for keys in others:
        own = _within(keys, docs, count) >> np.uint32(SHIFT)
        docs = own[run_starts(own)]
    return [_within(keys, docs, count) for keys in lists]


def _within(keys: Array, docs: Array, count: int) -> Array:
    """The keys in some documents, which are sorted."""
    if LOOKED_UP * 2 * len(docs) > len(keys):
        there = np.zeros(count, dtype=np.bool_)
        there[docs] = True
        inside: npt.NDArray[np.bool_] = there[keys >> np.uint32(SHIFT)]
        return keys[inside]
    low = np.searchsorted(keys, docs << np.uint32(SHIFT))
    high = np.searchsorted(keys, docs << np.uint32(SHIFT) | np.uint32((1 << SHIFT) - 1), side="right")
    counts = high - low
    before = np.cumsum(counts) - counts
    return keys[np.repeat(low - before, counts) + np.arange(int(counts.sum()))]


def _in_order(lists: Sequence[Keys], reach: int) -> Keys:
    current = ends = lists[0]
    for keys in lists[1:]:
        at = np.searchsorted(keys, ends, side="right")
        inside = at < len(keys)
        current, ends = current[inside], keys[at[inside]]
        near_enough = ends - current <= reach
        current, ends = current[near_enough], ends[near_enough]
    return current


def _in_any_order(lists: Sequence[Keys], reach: int, check: Callable[[], None]) -> Keys:
    """A window begins at a word of the query: it is looked for around the rarest of them."""
    rarest = min(lists, key=len)
    starts = np.sort(np.concatenate([_around(keys, rarest, reach) for keys in lists]))
    starts = starts[run_starts(starts)]
    for keys in sorted(lists, key=len):
        check()
        at = np.minimum(np.searchsorted(keys, starts), len(keys) - 1)
        starts = starts[(keys[at] >= starts) & (keys[at] - starts <= reach)]
    return starts


def _around(keys: Keys, rarest: Keys, reach: int) -> Keys:
    """The keys from which a key of the rarest word is in reach."""
    at = np.minimum(np.searchsorted(rarest, keys), len(rarest) - 1)
    return keys[(rarest[at] >= keys) & (rarest[at] - keys <= reach)]
