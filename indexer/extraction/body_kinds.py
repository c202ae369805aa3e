"""What bodies are, by their names, and which of them a noun may stand for.

« Le Figaro » is a « quotidien » and « le journal » may mean it; « la compagnie » never does.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from indexer.extraction.known import kinds_known
from indexer.extraction.words import body_sort, fold, singular
from indexer.lexicon import rows

_ANY = "?"
"""Among what a noun stands for: names of which nothing is known."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SITE = re.compile(r"(?i)\w\.(?:com|fr|ca|ch|be|net|org|info|dz|ma|tn|sn|ci|cd)$")


@lru_cache(8192)
def kinds_of(name: str) -> frozenset[str]:
    """The nouns that a body's name tells it may be called by, empty for a name that tells nothing.

    >>> sorted(kinds_of("Radio Lagune")), sorted(kinds_of("Fédération des pêcheurs")), kinds_of("Belvex")
    (['média', 'radio', 'station'], ['fédération', 'organisation'], frozenset())
    """
    known = kinds_known(name)
    if known:
        return known
    found = {"site", "média"} if _SITE.search(name) else set()
    parts = _WORD.findall(name)
    for number, word in enumerate(parts):
        told = _by_word().get(fold(word))
        if told and (len(parts) > 1 or word.isupper()):
            found |= told
        elif number == 0 and body_sort(word.lower()):
            found.add(singular(word.lower()))
    return frozenset(found)


@cache
def stands_for(noun: str) -> frozenset[str]:
    """What the body that a noun means may be by its own name.

    >>> "syndicat" in stands_for("centrale"), stands_for("rectorat")
    (True, frozenset({'rectorat'}))
    """
    return (_called().get(noun, frozenset()) - {_ANY}) | {noun}


@cache
def may_mean_any(noun: str) -> bool:
    """Whether a noun may stand for a name that tells nothing of itself (« l'entreprise »)."""
    return _ANY in _called().get(noun, ())


@cache
def _called() -> dict[str, frozenset[str]]:
    return {row[0]: frozenset(row[1].split()) for row in rows("called")}


@cache
def _by_word() -> dict[str, frozenset[str]]:
    return {row[0]: frozenset(row[1].split()) for row in rows("name_words")}
