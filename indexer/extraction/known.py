"""Bodies that many articles name, in full, by acronym or by an adjective: « LR », « frontiste »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpus import Span
from indexer.extraction.words import fold
from indexer.lexicon import rows


@cache
def _names() -> dict[str, str]:
    return {fold(row[0]): row[0] for row in rows("known_bodies")}


@cache
def _pattern() -> re.Pattern[str]:
    """Names of several words as they may be printed, capitals free after the first."""
    names = {row[0] for row in rows("known_bodies")}
    names |= {name.split(" ", 1)[1] for name in names if name.startswith("La ")}
    several = sorted((name for name in names if " " in name), key=len, reverse=True)
    parts = [
        re.escape(name[0])
        + "(?i:"
        + re.escape(name[1:]).replace("'", "['’]").replace(r"\ ", r"[ \u00a0]")
        + ")"
        for name in several
    ]
    return re.compile(rf"(?<![\w’'-])(?:{'|'.join(parts)})(?![\w-])")


def spelt(text: str) -> Iterator[Span]:
    """Where a text names a known body of several words.

    >>> list(spelt("Une élue de la France insoumise, pour les Nations Unies."))
    [(15, 31), (42, 55)]
    """
    for match in _pattern().finditer(text):
        yield match.span()


@cache
def acronyms() -> dict[str, str]:
    """Acronyms with the names they stand for."""
    return {acronym: row[0] for row in rows("known_bodies") for acronym in row[1].split()}


@cache
def adjectives() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Adjectives with the name and the acronyms of the body whose members they call so."""
    return {
        adjective: (row[0], tuple(row[1].split()))
        for row in rows("known_bodies")
        if len(row) > 2
        for adjective in row[2].split()
    }


def known_body(name: str) -> bool:
    """Whether a name or acronym is that of a known body."""
    return name in acronyms() or fold(name) in _names()
