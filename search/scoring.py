"""How well a document answers: BM25 (Robertson and Zaragoza 2009), one formula for every engine.

It is Whoosh's BM25F with its constants and its way of storing lengths, so that on a field both score
alike the two agree. A word counts most where it is said, less in a name or a title.
"""

from __future__ import annotations

import math
import struct
import warnings
from typing import Any, TypeVar

with warnings.catch_warnings():  # whoosh 2.7.4 compares with `is`; harmless, and pinned
    warnings.simplefilter("ignore")
    from whoosh.util.numeric import byte_to_length, length_to_byte

from search.streams import DEFAULT, ZONES, zone_of

K1 = 1.2
B = 0.75

Number = TypeVar("Number")


def _weights() -> tuple[int, ...]:
    tenths = {"text": 10, "speaker": 3, "role": 3, "organisation": 3, "source": 0, "title": 2}
    return tuple(tenths[name] for name in ZONES)


WEIGHTS = _weights()
"""What a word counts in each zone, in tenths of a word said."""
WHOLE = 10


def idf(count: int, frequency: int) -> float:
    """How much a form tells that stands in `frequency` of `count` documents."""
    return math.log(max(1, count) / (frequency + 1)) + 1


def bm25(weight: float, frequency: Number, length: Number, mean: float) -> Number:
    """The score of a form: its idf, its frequency in the document, the document's and the mean length.

    Takes numbers or arrays of them; the order of operations is part of the contract, so that every
    engine gets the same bits.
    """
    return saturated(weight, frequency, norm(length, mean))


def norm(length: Number, mean: float) -> Number:
    """What a document's length does to its scores: the same for every form."""
    n: Any = length
    found: Number = K1 * ((1 - B) + B * n / mean)
    return found


def saturated(weight: float, frequency: Number, own: Number) -> Number:
    """The score of a form in documents whose `norm` is known."""
    f: Any = frequency
    score: Number = weight * ((f * (K1 + 1)) / (f + own))
    return score


def stored_length(words: int) -> int:
    """A length as the index keeps it: one byte, exact up to 10, then the next step above (as Whoosh).

    >>> stored_length(10), stored_length(11), stored_length(30)
    (10, 12, 30)
    """
    return int(byte_to_length(length_to_byte(words)))


def tenths(position: int, zone: tuple[int, int]) -> int:
    """What a form at a position of the stream counts when `zone` is looked in, in tenths."""
    if zone == DEFAULT:
        return WEIGHTS[position // zone_of("speaker")[0]]
    return WHOLE if zone[0] <= position < zone[1] else 0


def float32(score: float) -> float:
    """A score as pages are sorted by it.

    >>> float32(0.1) == 0.1
    False
    """
    return float(struct.unpack("f", struct.pack("f", score))[0])
