"""The same words printed again: two printings of one quotation, whatever a desk does to it on the way.

Case, punctuation, typography, figures (« vingt mille », « 20 000 »), misprints and small cuts apart, a
longer printing holds a shorter one. The speaker must be one by name, and the days near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from zlib import crc32

import msgspec

from indexer.lexicon import listed
from indexer.people.likeness import compare
from indexer.people.names import parse
from indexer.people.spelling import distance
from search.analysis import fold

NEAR = 31
"""Days between two printings of one quotation; later the same words are said again."""
FEW = 3
"""Words of a fragment: held by a longer quotation it is no printing of it."""
HELD = 0.9
"""Share of the shorter printing's words that the longer one must hold, in their order."""
RUN = 5
"""Words of a run that two texts may share."""
UNNAMED = 8
"""Words from which two printings are one though a paper does not name the speaker, or the day."""

_WORD = re.compile(r"\d+(?:[ .,\u00a0\u202f]\d{3})+(?!\d)|[a-z0-9]+")
_CUT = re.compile(r"[\[(]\s*(?:\.{3}|…)\s*[\])]")
_UNITS = {
    "zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7,
    "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15,
    "seize": 16,
}  # fmt: skip
_TENS = {
    "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70,
    "huitante": 80, "octante": 80, "nonante": 90, "vingts": 20,
}  # fmt: skip
_SHORT = {"st": "saint", "ste": "sainte", "mme": "madame", "m": "monsieur", "dr": "docteur"}
_LONE = listed("un une")


class Printing(msgspec.Struct, frozen=True):
    """One printing: its id, words (`words_of`), speaker as named (may be empty), days (0: undated)."""

    id: str
    words: tuple[str, ...]
    speaker: str = ""
    first: int = 0
    last: int = 0


@lru_cache(maxsize=20_000)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a quotation in the one form that all papers agree on.

    >>> words_of("« 20 000 euros », a-t-il dit") == words_of("vingt mille euros a t il dit")
    True
    """
    found = [_SHORT.get(word, word) for word in _WORD.findall(fold(_CUT.sub(" ", text)))]
    return tuple(_with_figures(["".join(filter(str.isalnum, word)) for word in found]))


def _with_figures(words: Sequence[str]) -> Iterator[str]:
    """Numbers in letters as figures; a lone « un » is an article."""
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and (
            _is_number(words[end]) or (words[end] == "et" and _joins(words, end, at))
        ):
            end += 1
        run = words[at:end]
        if not run or (len(run) == 1 and run[0] in _LONE):
            yield words[at]
            at += 1
        else:
            yield str(_value(run))
            at = end


def _is_number(word: str) -> bool:
    return word in _UNITS or word in _TENS or word in ("cent", "cents", "mille")


def _joins(words: Sequence[str], at: int, start: int) -> bool:
    """« vingt et un » is one number, « deux et trois » are two."""
    return (
        at > start
        and words[at - 1] in _TENS
        and at + 1 < len(words)
        and words[at + 1] in ("un", "une", "onze")
    )


def _value(run: Sequence[str]) -> int:
    total = part = 0
    for word in run:
        if word == "mille":
            total, part = total + max(part, 1) * 1000, 0
        elif word in ("cent", "cents"):
            part = max(part, 1) * 100
        elif word in ("vingt", "vingts") and part % 100 == 4:
            part += 76
        elif word != "et":
            part += _TENS.get(word, 0) or _UNITS.get(word, 0)
    return total + part


def again(left: Printing, right: Printing) -> bool:
    """Whether two printings are of one quotation.

    >>> one = Printing("1", words_of("Nous ne renonçons à rien. Nous donnons du temps."), "Odile Favre", 9, 9)
    >>> again(one, Printing("2", words_of("« nous ne renonçons à rien »"), "Mme Favre", 10, 10))
    True
    """
    short, long = sorted((left.words, right.words), key=len)
    if not near(left, right) or not short:
        return False
    whole = len(short) >= UNNAMED
    if left.speaker and right.speaker:
        if not same_speaker(left.speaker, right.speaker):
            return False
    elif not whole:
        return False
    if not whole and not (left.first and right.first):
        return False
    if len(short) <= FEW:
        return short == long and abs(left.first - right.first) <= FEW
    return held(short, long)


def near(left: Printing, right: Printing) -> bool:
    """Whether the days may be so near; an undated printing is near all."""
    if not left.first or not right.first:
        return True
    return max(left.first - right.last, right.first - left.last) <= NEAR


@lru_cache(maxsize=100_000)
def same_speaker(left: str, right: str) -> bool:
    """Whether two names, seen beside the same words, are one speaker's.

    >>> same_speaker("Fatou Sarr", "Ndèye Fatou Sarr"), same_speaker("Cheikh Sarr", "Fatou Sarr")
    (True, False)
    """
    if fold(left) == fold(right):
        return True
    one, other = parse(left), parse(right)
    if one is None or other is None:
        return False
    if one.bare or other.bare:
        short, long = sorted((one.words, other.words), key=len)
        return long[-len(short) :] == short or (len(short) == 1 and short[0] in long[1:])
    return compare(one.words, other.words) is not None


def held(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether the longer words hold the shorter ones, in their order, in few pieces.

    >>> held("nos positions tiennent et la population rentre".split(), "nos positions et nos voeux".split())
    False
    """
    if f" {' '.join(short)} " in f" {' '.join(long)} ":
        return True
    if not {word for word in short if word.isdigit()} <= set(long):
        return False  # other figures are other news
    matched, pieces = _aligned(short, long)
    return matched >= HELD * len(short) - 0.05 and pieces <= 2 + len(short) // 8


def _aligned(short: Sequence[str], long: Sequence[str]) -> tuple[int, int]:
    """The most words in common in order, and in how many stretches of the longer they lie."""
    rows = [[0] * (len(long) + 1) for _ in range(len(short) + 1)]
    for i in range(len(short) - 1, -1, -1):
        row, below = rows[i], rows[i + 1]
        for j in range(len(long) - 1, -1, -1):
            row[j] = max(below[j], row[j + 1])
            if alike(short[i], long[j]):
                row[j] = max(row[j], below[j + 1] + 1)
    i = j = pieces = 0
    last = -2
    while i < len(short) and j < len(long):
        if alike(short[i], long[j]) and rows[i][j] == rows[i + 1][j + 1] + 1:
            pieces += j != last + 1
            last, i, j = j, i + 1, j + 1
        elif rows[i + 1][j] >= rows[i][j + 1]:
            i += 1
        else:
            j += 1
    return rows[0][0], pieces


@lru_cache(maxsize=200_000)
def alike(left: str, right: str) -> bool:
    """Whether two words are one, a misprint apart; figures are never misprints."""
    if left == right:
        return True
    if min(len(left), len(right)) < 5 or left[0] != right[0] or left.isdigit() or right.isdigit():
        return False
    return distance(left, right, 1) == 1


def smallest(words: Sequence[str], count: int) -> list[int]:
    """The smallest hashes of the runs of words: texts that share most runs share most of them."""
    runs = {" ".join(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))}
    return sorted(crc32(run.encode()) for run in runs)[:count]


def hashed(text: str) -> int:
    """A number of 56 bits that stands for a text."""
    return int.from_bytes(blake2b(text.encode(), digest_size=7).digest(), "big")
