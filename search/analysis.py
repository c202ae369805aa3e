"""French analysis, one definition for every engine: words with their place in the printed text.

Field `words` holds, at one position, the stem of the folded word and the folded stem of the word: an
unaccented query misses nothing and « député » meets « députées ». Field `exact` holds the folded word,
unstemmed, nothing dropped. Apostrophes, ligatures, case and accents never matter.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import msgspec
from nltk.stem.snowball import FrenchStemmer
from unidecode import unidecode

ANALYSIS_VERSION = 1
"""Written into every index; an index made by another version is refused."""

_ELIDED = r"(?:l|d|j|m|t|s|n|c|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu)"
_TOKEN = re.compile(
    rf"""
      (?P<whole>aujourd['’ʼ]hui)
    | (?P<number>\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?!\d)(?:[.,]\d+)? | \d+(?:[.,]\d+)+)
    | (?P<elided>{_ELIDED})['’ʼ](?=[^\W_])
    | (?P<word>[^\W_](?:[^\W_]|[\u0300-\u036f])*(?:[-\u2010\u2011][^\W_](?:[^\W_]|[\u0300-\u036f])*)*)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HYPHEN = re.compile("[-\u2010\u2011]")


class Token(msgspec.Struct, frozen=True):
    """A word as printed: `exact` folded, `stems` one or two; `start`, `end` its code points.

    `position` counts words from 0. A hyphenated word gives its parts and, at the first part's position,
    the whole.
    """

    exact: str
    stems: tuple[str, ...]
    position: int
    start: int
    end: int


_STEMMER = FrenchStemmer()


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """A text without case, accents, ligatures, typographic apostrophes and hyphens.

    >>> fold("L’Œuvre d’un député")
    "l'oeuvre d'un depute"
    """
    text = unicodedata.normalize("NFKC", text).replace("’", "'").replace("\u2011", "-").replace("\u2010", "-")
    return unidecode(text).lower()


@lru_cache(maxsize=400_000)
def stems(word: str) -> tuple[str, ...]:
    """The one or two stems that a word is indexed and looked up under.

    >>> stems("députées"), stems("deputees")
    (('depute', 'deput'), ('depute',))
    """
    word = unicodedata.normalize("NFKC", word).lower().replace("’", "'")
    folded_first = _STEMMER.stem(fold(word))
    stem_first = fold(_STEMMER.stem(word))
    return (folded_first,) if folded_first == stem_first else (folded_first, stem_first)


def tokens(text: str) -> list[Token]:
    """The words of a text, in order.

    >>> [(t.exact, t.position) for t in tokens("L’œuvre du porte-parole : 2 500 € pour l’article 49.3")]
    [('l', 0), ('oeuvre', 1), ('du', 2), ('porte-parole', 3), ('porte', 3), ('parole', 4), ('2500', 5), \
('pour', 6), ('l', 7), ('article', 8), ('49.3', 9)]
    """
    found: list[Token] = []
    position = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        kind = match.lastgroup
        if kind == "elided":
            found.append(Token(fold(match.group("elided")), (), position, start, end - 1))
        elif kind == "number":
            number = re.sub(r"[ \u00a0\u202f]", "", match.group()).replace(",", ".")
            found.append(Token(number, (number,), position, start, end))
        elif kind == "word" and _HYPHEN.search(match.group()):
            position = _hyphenated(found, match.group(), start, position)
            continue
        else:
            found.append(Token(fold(match.group()), stems(match.group()), position, start, end))
        position += 1
    return found


def _hyphenated(found: list[Token], word: str, start: int, position: int) -> int:
    found.append(Token(fold(word), stems(word), position, start, start + len(word)))
    at = 0
    for part in _HYPHEN.split(word):
        found.append(Token(fold(part), stems(part), position, start + at, start + at + len(part)))
        at += len(part) + 1
        position += 1
    return position


def exact_words(text: str) -> list[str]:
    """The folded words of a text, hyphenated words as their parts: what a phrase is looked up by.

    >>> exact_words("N’est pas adopté par le porte-parole")
    ['n', 'est', 'pas', 'adopte', 'par', 'le', 'porte', 'parole']
    """
    words: dict[int, str] = {}
    for token in tokens(text):
        if "-" not in token.exact:
            words[token.position] = token.exact
    return [words[position] for position in sorted(words)]
