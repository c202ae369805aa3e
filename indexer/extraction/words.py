"""An article's words with their place, and what the lexicons say of a word by itself."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from indexer.extraction.verbs import forms
from indexer.lexicon import rows, word_class, words


class Word(NamedTuple):
    """A word or a mark as printed, elided articles apart (« l' », « d' »), with its lower case."""

    start: int
    end: int
    text: str
    low: str


_WORD = re.compile(
    r"""(?-i:Ste?\.(?=\s?[A-ZÀ-Þ]))                               # « Pamela St. Clair »
      | (?:[ldjmnstc]|qu|jusqu|lorsqu|puisqu)['’]                 # elided words, « l' ONU » too
        (?=[ \u00a0]?[^\W\d_])
      | P/AP[CW]\b                                                # « le P/APC », president of a council
      | M\.|MM\.|[A-ZÀ-Þ]\.(?:-?[A-ZÀ-Þ]\.)*                      # M. and initials
      | [^\W_]+(?:(?:-|['’](?=[^\W\d_]))[^\W_]+)*                 # words, compounds, « Chin'omo »
      | [^\w\s]""",
    re.VERBOSE | re.IGNORECASE,
)
_INITIAL = re.compile(r"[A-ZÀ-Þ]\.(?:-?[A-ZÀ-Þ]\.)*")


def read_words(text: str) -> list[Word]:
    """The words and marks of a text, in order.

    >>> [w.text for w in read_words("L'élue, J. Roy, n'a rien dit.")]
    ["L'", 'élue', ',', 'J.', 'Roy', ',', "n'", 'a', 'rien', 'dit', '.']
    """
    found = []
    for match in _WORD.finditer(text):
        word = match.group()
        if (
            word[-1] == "."
            and len(word) > 1
            and word not in ("MM.", "St.", "Ste.")
            and not _INITIAL.fullmatch(word)
        ):
            word = word[:-1]  # a small letter before a full stop: the end of a sentence
        start = match.start()
        found.append(Word(start, start + len(word), word, word.lower().replace("’", "'")))
    return found


def fold(word: str) -> str:
    """A word for comparing names: no case, no accents.

    >>> fold("Édouard") == fold("EDOUARD")
    True
    """
    return word.lower().replace("’", "'").replace("œ", "oe").translate(_ACCENTS)


_ACCENTS = str.maketrans("àâäáãåçéèêëíîïìñóôöòõúùûüýÿšžčćğşıøńł", "aaaaaaceeeeiiiinooooouuuuyyszccgsionl")


@cache
def singular(word: str) -> str:
    """A noun without its plural ending, as the lexicons hold it.

    >>> singular("porte-parole"), singular("députées"), singular("journaux")
    ('porte-parole', 'députée', 'journal')
    """
    known = _nouns()
    if word in known:
        return word
    if LEARNED.search(word):
        return word.removesuffix("s")
    for ending, instead in (("s", ""), ("aux", "al"), ("aux", "ail"), ("x", "")):
        if word.endswith(ending) and word[: -len(ending)] + instead in known:
            return word[: -len(ending)] + instead
    return word


@cache
def _nouns() -> frozenset[str]:
    return words("roles") | words("bodies") | words("demonyms") | words("groups")


@cache
def role_noun(word: str) -> bool:
    """Whether a word in lower case names a person by role, trade or state; also in the plural.

    >>> role_noun("enseignantes-chercheuses"), role_noun("chef-lieu")
    (True, False)
    """
    whole = singular(word)
    bare = _PREFIX.sub("", whole)
    return (
        whole in words("roles")  # « architecte » before « archi- » is taken off
        or bool(LEARNED.search(word))
        or bool(_FORMERLY.fullmatch(word))
        or bare in words("roles")
        or ("-" in bare and all(len(part) > 2 and role_noun(part) for part in bare.split("-")))
        or any(
            bare.endswith(feminine) and bare.removesuffix(feminine) + masculine in words("roles")
            for feminine, masculine in _FEMININES
        )
    )


_FORMERLY = re.compile(r"ex-(?!urss|yougos|rda|allemag|fédér|répub|union)[a-zà-ÿ]{5,}s?")
"""« l'ex-international »: only people are called what they were."""
_PREFIX = re.compile(r"^(?:ex-|sous-|vice-|co-|néo-|archi|demi-)+")
_FEMININES = (("eure", "eur"), ("euse", "eur"), ("trice", "teur"), ("ère", "er"), ("ienne", "ien"))
"""How feminine nouns of people are made: « entraîneure », « greffière », « préposée »."""
LEARNED = re.compile(r"(?:ologue|iatre|icienn?e?|ologiste|thérapeute)s?$")
"""Endings that only nouns of people have, or nearly."""


@cache
def body_sort(word: str) -> str:
    """kind, institution or document for a noun of what speaks without being a person, else nothing."""
    return _bodies().get(singular(word), "")


@cache
def _bodies() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("bodies")}


@cache
def demonym(word: str) -> bool:
    """Whether a word in lower case says where someone is from (« américaine », « Québécois »)."""
    known = words("demonyms")
    if word in known or word.removesuffix("s") in known:
        return True
    for ending, instead in (("e", ""), ("es", ""), ("ne", ""), ("nes", ""), ("que", "c"), ("cque", "c")):
        if word.endswith(ending) and word[: -len(ending)] + instead in known:
            return True
    return False


def inhabitant(printed: str) -> bool:
    """Whether a word as printed, after « le » or « la », is someone of a place: « Lausannois ».

    >>> inhabitant("Lausannoise"), inhabitant("Montrevelais"), inhabitant("Sénat")
    (True, True, False)
    """
    part = _OF_A_PART.sub("", printed, count=1)
    return demonym(part.lower()) or bool(_OF_A_PLACE.fullmatch(printed))


_OF_A_PLACE = re.compile(r"(?:[A-ZÀ-Þ][a-zà-ÿ]+-)?[A-ZÀ-Þ][a-zà-ÿ-]{3,}(?:ois|ais|éen|ien)(?:e|ne)?")
_OF_A_PART = re.compile(r"(?:Haut|Bas|Nord|Sud|Franco|Néo|Centr)[eo]?-", re.IGNORECASE)
"""« le Haut-Valaisan », « une Bas-Rhinoise »."""


_ADJECTIVE = re.compile(
    r"(?:al|ale|aux|aire|ien(?:ne)?|ain|aine|ais|aise|ois|oise|ique|iste|if|ive|el|elle|ier|ière|ère|é|ée|és|ées|eux|euse"
    r"|able|ible|ieur|ieure|phobe|phile)s?"
)
_ADJECTIVES = word_class("adjectives")


@cache
def adjective(word: str) -> bool:
    """Whether a word in lower case may be an adjective after a noun: by its ending, and no form of a cue."""
    if word in _ADJECTIVES or demonym(word):
        return True
    if word in NO_PART or (
        not _ADJECTIVE.fullmatch(word[-5:] if len(word) > 5 else word) and not (_ENDS.search(word))
    ):
        return False
    return not any(form.shape == "finite" for form in forms().get(word, ()))


_ENDS = re.compile(_ADJECTIVE.pattern + "$")

NO_PART = word_class("no part")
"""Words that no noun phrase of a speaker goes on with."""


@cache
def given_names() -> dict[str, str]:
    """Given names with their gender: m, f or ?."""
    return {row[0]: row[1] for row in rows("given_names")}


@cache
def given(word: str) -> bool:
    """Whether a word as printed is a given name, also the first part of a compound one.

    >>> given("Marie-Ange"), given("Paris")
    (True, False)
    """
    known = given_names()
    return (
        word in known
        or ("-" in word and word.split("-")[0] in known)
        or (word.isupper() and (len(word) > 3 and word.capitalize() in known))
    )


@cache
def gender_of(first: str) -> str:
    """The gender a given name is usually borne with; compound names go by their first part."""
    known = given_names()
    return known.get(first) or known.get(first.split("-")[0]) or known.get(first.capitalize(), "?")
