"""Several who spoke together and are taken up again: « les deux élus », « les syndicats »."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.extraction.who import Who

_BACK = 10
"""Quotations back in which those who spoke together may be meant again."""
_COUNTED = re.compile(
    r"(?i)(?:les|ces|nos)\s+(?P<many>deux|trois|quatre|cinq|six)"
    r"(?:\s+(?!d['’]|des?\s|du\s)[^\W\d_]+(?:-[^\W\d_]+)*){1,3}\s*\Z"
)
_NUMBERS = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6}


def counted(history: Sequence[Who], mention: str) -> Who | None:
    """Those who spoke together last, where « les deux élus » counts as many; None where nobody did.

    >>> counted([Who("Ève Colin et Tom Brel", "group", plural=True)], "les deux élus").name
    'Ève Colin et Tom Brel'
    >>> counted([Who("Ève Colin et Tom Brel", "group", plural=True)], "les trois élus")
    """
    said = _COUNTED.match(mention)
    if said is None:
        return None
    many = _NUMBERS[said["many"].lower()]
    spoke = (who for who in reversed(history[-_BACK:]) if enumerated(who) == many)
    return next((who.again(0.85) for who in spoke), None)


def enumerated(who: Who) -> int:
    """How many names a speaker's name lists, 0 where it is no list: 3 for « A, B et C »."""
    name = who.full_name or ""
    return name.count(", ") + 2 if who.plural and " et " in name else 0
