"""Which words are typical of a result: those in it more often than elsewhere, and not by chance.

The measure is the z-score of the log-odds with an add-half prior (Monroe, Colaresi and Quinn 2008,
« Fightin' Words », eq. 15–22): two quotations of eight against none of a hundred tell something, two
against twenty nothing. Words that every text is made of tell nothing of anybody, and in a small corpus
chance favours one or another: they are left out.
"""

from __future__ import annotations

import math
import tomllib
from functools import cache
from importlib.resources import files

from search.analysis import fold

SHORTEST = 4
"""Letters of the shortest word that may be typical."""
SURE = 1.64
"""z from which on a word is more frequent than chance has it (one time in twenty)."""


@cache
def function_words() -> frozenset[str]:
    """The words of `function_words.toml`, folded."""
    text = files("search").joinpath("function_words.toml").read_text(encoding="utf-8")
    return frozenset(fold(word) for words in tomllib.loads(text).values() for word in words.split())


def may_be_typical(word: str) -> bool:
    """Whether a folded word may say something of who uses it.

    >>> [word for word in ("barrage", "etaient", "eau", "toujours") if may_be_typical(word)]
    ['barrage']
    """
    return len(word) >= SHORTEST and word not in function_words()


def typicality(times: float, found: float, total: float, count: float) -> float:
    """How sure it is that a word is more frequent here than elsewhere, as a z-score; 0 when it is not.

    Here `times` of `found` quotations have it, of all `count` in the index (these among them) `total` do.

    >>> [round(typicality(2, 8, total, 108), 1) for total in (2, 22)]
    [2.8, 0]
    """
    elsewhere, others = max(0.0, total - times), max(0.0, count - found)
    if times < 2 or not others:
        return 0
    odds = _log_odds(times, found) - _log_odds(elsewhere, others)
    z = odds / math.sqrt(1 / (times + 0.5) + 1 / (elsewhere + 0.5))
    return z if z >= SURE else 0


def _log_odds(times: float, of: float) -> float:
    return math.log((times + 0.5) / (max(0.0, of - times) + 0.5))
