"""Bodies that many articles name: in full, by acronym, by an adjective (« frontiste »), by what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpus import Span
from indexer.extraction.words import body_sort, fold
from indexer.lexicon import rows

_MEDIA = frozenset(["média", "journal", "magazine", "agence"])
_FIXED = frozenset(["parti", "syndicat", "ong", "cour", "organisation"])
"""Kinds of bodies whose names are known as a whole, though they begin with a noun of bodies."""
_ARTICLE = re.compile(r"(?:l[ae]s?\s+|l['’])", re.IGNORECASE)


@cache
def _kinds() -> dict[str, frozenset[str]]:
    kinds: dict[str, frozenset[str]] = {}
    for name, short, _, nouns in rows("known_bodies"):
        for form in (name, *short.split()):
            bare = _bare(form)
            kinds[bare] = kinds.get(bare, frozenset()) | frozenset(nouns.split())
    return kinds


def _bare(name: str) -> str:
    return fold(_ARTICLE.sub("", name, count=1)).replace("-", " ")


def kinds_known(name: str) -> frozenset[str]:
    """The nouns that a known body is called by; empty for what is not known.

    >>> sorted(kinds_known("Le Figaro")), sorted(kinds_known("l'Insee"))
    (['journal', 'quotidien'], ['centre', 'institut', 'organisme', 'établissement'])
    """
    bare = _bare(name)
    while bare not in _kinds() and " " in bare:
        bare = bare.rpartition(" ")[0]  # « France Bleu Alsace », « FGTB Wallonie », « CGT-Énergie »
    short = " " not in bare and bare != _bare(name)
    first = re.split(r"[\s-]", name, maxsplit=1)[0]
    return frozenset() if short and not first.isupper() else _kinds().get(bare, frozenset())


@cache
def _titles() -> dict[str, str]:
    """Names of newspapers, broadcasters and firms that begin with an article, by the rest."""
    return {_bare(name): name for name, *_ in rows("known_bodies") if _ARTICLE.match(name)}


def titled(name: str) -> str:
    """A known body's name with the article that is its own.

    >>> titled("Figaro"), titled("Mediapart")
    ('Le Figaro', 'Mediapart')
    """
    return name if _ARTICLE.match(name) or not name[:1].isupper() else _titles().get(fold(name), name)


@cache
def _pattern(first: str) -> re.Pattern[str] | None:
    """How the names that begin with a word may be printed, compiled when a text holds that word first."""
    printed = _printed_forms().get(first)
    return re.compile(printed) if printed else None


@cache
def _printed_forms() -> dict[str, str]:
    """Names of several words as they may be printed, by their first word."""
    by_first: dict[str, set[str]] = {}
    for name, short, adjectives_, nouns in rows("known_bodies"):
        bare = _ARTICLE.sub("", name, count=1)
        noun = re.split(r"[\s-]", bare, maxsplit=1)[0].lower()
        kinds = frozenset(nouns.split())
        known = bool(kinds & _FIXED)
        if body_sort(noun) and not (known or kinds & _MEDIA or short or adjectives_):
            continue
        free = not kinds & _MEDIA
        for form in {name if known or " " in bare else bare, bare}:
            if " " not in form:
                continue
            by_first.setdefault(form.split()[0], set()).add(_printed(form, free=free))
    return {
        first: rf"(?:{'|'.join(sorted(forms, key=len, reverse=True))})(?![\w-])"
        for first, forms in by_first.items()
    }


def _printed(name: str, *, free: bool) -> str:
    """A pattern for a name: capitals free after the first one, or only where the name has none."""
    if free:
        rest = re.escape(name[1:]).replace("'", "['’]").replace(r"\ ", r"[ \u00a0]")
        return f"{re.escape(name[0])}(?i:{rest})"
    parts = []
    for word in name.split():
        first = f"[{word[0]}{word[0].upper()}]" if word[0].islower() else re.escape(word[0])
        parts.append(first + re.escape(word[1:]).replace("'", "['’]"))
    return r"[ \u00a0]".join(parts)


_FIRST = re.compile(
    r"(?<![\w’'-])[A-ZÀ-Þ0-9][^\s,.;:()«»\"]*(?=[ \u00a0])|(?<=[’'])[A-ZÀ-Þ][^\s,.;:()«»\"]*(?=[ \u00a0])"
)


def spelt(text: str) -> Iterator[Span]:
    """Where a text names a known body of several words.

    >>> list(spelt("Une élue de la France insoumise, pour les Nations Unies."))
    [(15, 31), (42, 55)]
    """
    first_words = _printed_forms()
    done = 0
    for word in _FIRST.finditer(text):
        first = word.group().replace("’", "'")
        if first not in first_words or word.start() < done or (pattern := _pattern(first)) is None:
            continue
        match = pattern.match(text, word.start())
        if match:
            done = match.end()
            yield match.span()


@cache
def acronyms() -> dict[str, tuple[str, ...]]:
    """Acronyms with the names that they may stand for."""
    found: dict[str, tuple[str, ...]] = {}
    for name, short, *_ in rows("known_bodies"):
        for acronym in short.split():
            found[acronym] = (*found.get(acronym, ()), name)
    return found


@cache
def adjectives() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Adjectives with the name and the acronyms of the body whose members they call so."""
    return {
        adjective: (name, tuple(short.split()))
        for name, short, said, _ in rows("known_bodies")
        for adjective in said.split()
    }


def known_body(name: str) -> bool:
    """Whether a name or acronym is that of a known body."""
    return _bare(name) in _kinds()
