"""Who stands behind « on »: « assure-t-on à l'Élysée », « Au ministère, on explique que … »."""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.adverbials import skip_adverbials
from indexer.extraction.noun_phrases import phrase_from
from indexer.extraction.speaking import role_like

_PLACE = re.compile(
    r"""\s*,?\s*(?:
        (?:du\s+côté|auprès|dans\s+les\s+rangs|au\s+sein)\s+(?:des?\s+|du\s+|d['’]) | chez\s+ | parmi\s+
      | de\s+(?=(?:même\s+)?sources?\b) | d['’](?=une\s+(?:autre\s+)?source\b) | par\s+(?=une\s+source\b)
      | en\s+(?=(?:sous-)?préfecture\b|mairie\b|gendarmerie\b)
      | dans\s+(?=l['’]entourage\b|les?\s|la\s) | à\s+(?=l['’]|la\s|[A-ZÀ-Þ]) | aux?\s+ )
      (?P<who>\S)""",
    re.VERBOSE | re.IGNORECASE,
)
_AT_THEIRS = re.compile(r"\s*,?\s*(?:chez|du\s+côté)\s")
_HEAD = re.compile(
    r"(?:^|[.,;:»”\"]\s*|\bque\s+|\b(?:Mais|Et|Or)\s+)(?=[^.,;:]{3,90},\s*(?:l['’])?on\b[^,]*\Z)",
    re.IGNORECASE,
)
_NO_ONE = re.compile(
    r"(?:l['’])?(?:issue|époque|heure|occasion|instar|exemple|avenir|inverse|image|suite|fin|veille)\b"
)
_NAMED = re.compile(r"(?:l['’]|les?\s+|la\s+)?[A-ZÀ-Þ]")
_LEARNT = re.compile(r"\s(?=(?:auprès\s+d|de\s+(?:même\s+)?sources?\b|d['’]une\s+(?:autre\s+)?source\b))")


def behind(mask: str, at: int, end: int) -> Span | None:
    """The phrase after a place or source at an offset, if that is a body, a source or people.

    >>> text = "« Rien n'est fait », dit-on dans l'entourage de la maire."
    >>> text[slice(*behind(text, text.index(" dans"), len(text)))]
    "l'entourage de la maire"
    """
    if not _AT_THEIRS.match(mask, at, end):  # « dit-on chez TF1 »: no mere place
        at = skip_adverbials(mask, at, end)
    place = _PLACE.match(mask, at, end)
    if place is None or _NO_ONE.match(mask, place.start("who"), end):
        return None
    phrase = phrase_from(mask, place.start("who"), end)
    if phrase is None:
        return None
    said = mask[slice(*phrase)]
    return phrase if role_like(said) or _NAMED.match(said) else None


def behind_before(mask: str, start: int, at: int) -> Span | None:
    """The same for « on » at an offset, from what opens its clause: « Du côté de la mairie, on … »."""
    head = _HEAD.search(mask[start:at])
    return behind(mask, start + head.end(), at) if head else None


def learnt_from(mask: str, at: int, end: int) -> Span | None:
    """Whom « a-t-on appris auprès de X », « a appris l'agence de source policière » goes back to."""
    told = _LEARNT.search(mask, at, min(end, at + 80))
    return behind(mask, told.start(), end) if told else None
