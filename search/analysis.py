"""French analysis, one definition for every engine: words with their place in the printed text.

Field `words` holds, at one position, the stem of the folded word and the folded stem of the word: an
unaccented query misses nothing and « député » meets « députées ». Field `exact` holds the folded word,
unstemmed, nothing dropped. Apostrophes, ligatures, case and accents never matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
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
    | (?P<word>[^\W_](?:[^\W_]|[\u0300-\u036f])*)
      (?P<parts>(?:[-\u2010\u2011][^\W_](?:[^\W_]|[\u0300-\u036f])*)+)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LONE = re.compile("[\ud800-\udfff]")
"""Halves of a character: no text of ours holds one, a URL may."""
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
    text = _LONE.sub("", unicodedata.normalize("NFKC", text))
    text = text.replace("’", "'").replace("\u2011", "-").replace("\u2010", "-")
    return str(unidecode(text)).lower()


@lru_cache(maxsize=400_000)
def stems(word: str) -> tuple[str, ...]:
    """The one or two stems that a word is indexed and looked up under.

    >>> stems("députées"), stems("deputees")
    (('depute', 'deput'), ('depute',))
    """
    word = unicodedata.normalize("NFKC", word).lower().replace("’", "'")
    folded = fold(word)
    folded_first = _STEMMER.stem(folded)
    if folded == word:
        return (folded_first,)
    stem_first = fold(_STEMMER.stem(word))
    return (folded_first,) if folded_first == stem_first else (folded_first, stem_first)


class Word(msgspec.Struct, frozen=True):
    """A distinct word as printed (`surface`), analysed once; an elided one has no stems."""

    surface: str
    exact: str
    stems: tuple[str, ...]


_WORDS: dict[str, Word] = {}
_MANY = 500_000
"""Distinct words remembered; after that all are forgotten, and remembered again as they come."""


def _word(surface: str) -> Word:
    found = _WORDS.get(surface)
    if found is None:
        if len(_WORDS) >= _MANY:
            _WORDS.clear()
        found = _WORDS[surface] = Word(surface, fold(surface), stems(surface))
    return found


def _elided(surface: str) -> Word:
    key = surface + "'"  # « d’ » is not the letter d
    found = _WORDS.get(key)
    if found is None:
        found = _WORDS[key] = Word(key, fold(surface), ())
    return found


def _number(surface: str) -> Word:
    key = "#" + surface
    found = _WORDS.get(key)
    if found is None:
        number = re.sub(r"[ \u00a0\u202f]", "", surface).replace(",", ".")
        found = _WORDS[key] = Word(key, number, (number,))
    return found


def scan(text: str) -> Iterator[tuple[Word, int]]:
    """The words of a text with their positions, without the places of `tokens`: what indexing needs."""
    return ((word, position) for word, position, _, _ in _scan(text))


def _scan(text: str) -> Iterator[tuple[Word, int, int, int]]:
    position = 0
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        start, end = match.span()
        if kind == "parts":
            yield _word(match.group()), position, start, end
            for part in _HYPHEN.split(match.group()):
                yield _word(part), position, start, start + len(part)
                start += len(part) + 1
                position += 1
            continue
        if kind == "elided":
            yield _elided(match.group("elided")), position, start, end - 1
        elif kind == "number":
            yield _number(match.group()), position, start, end
        else:
            yield _word(match.group()), position, start, end
        position += 1


def tokens(text: str) -> list[Token]:
    """The words of a text, in order.

    >>> [(t.exact, t.position) for t in tokens("L’œuvre du porte-parole : 2 500 € pour l’article 49.3")]
    [('l', 0), ('oeuvre', 1), ('du', 2), ('porte-parole', 3), ('porte', 3), ('parole', 4), ('2500', 5), \
('pour', 6), ('l', 7), ('article', 8), ('49.3', 9)]
    """
    return [Token(word.exact, word.stems, position, start, end) for word, position, start, end in _scan(text)]


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


def lookup(word: str) -> tuple[str, ...]:
    """What one typed word is looked up by: its stems, or `=` and its exact form where it has none.

    >>> lookup("députées"), lookup("49,3")
    (('depute', 'deput'), ('49.3',))
    """
    found = tokens(word)
    if found and found[0].stems:
        return found[0].stems
    return ("=" + exact(word),)


def exact(word: str) -> str:
    """The exact form of one typed word.

    >>> exact("2 500"), exact("Œuvres")
    ('2500', 'oeuvres')
    """
    found = tokens(word)
    return found[0].exact if found else fold(word)
