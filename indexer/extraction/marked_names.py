"""Names of bodies that their print tells: « l'association “Baie bleue” », « le site gens.fr »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpus import Span
from indexer.lexicon import word_class

_LONGEST = 6
"""Words of a name in marks at most; more are something said."""


@cache
def _pattern() -> re.Pattern[str]:
    nouns = "|".join(sorted(word_class("named in small letters") | {"groupe", "parti", "club"}))
    return re.compile(
        rf"\b(?i:{nouns})(?:\s[a-zà-ÿ-]+)?\s[«“\"]\s?(?P<name>[A-ZÀ-Þ0-9][^«»“”\"\n.!?:;]{{2,60}}?)\s?[»”\"]"
    )


def marked(text: str) -> Iterator[Span]:
    """Where a text has a body's name in marks, marks left out.

    >>> text = "L'association « Vélo pour tous » dit « non »."
    >>> [text[slice(*span)] for span in marked(text)]
    ['Vélo pour tous']
    """
    for match in _pattern().finditer(text):
        if len(match["name"].split()) <= _LONGEST:
            yield match.span("name")
    for address in _ADDRESS.finditer(text):
        yield address.span()


_ADDRESS = re.compile(
    r"(?<![\w@./’'-])\w[\w-]*\.(?:fr|com|net|org|info|eu|ca|qc\.ca|ch|be|dz|ma|tn|sn|ci|cd|cm)\b(?![\w@/.-]\w)"
)
"""« le site gens.fr »"""
