"""Names after « de », with their own article: « du Syndicat du rail », « d'Anne Roy »."""

from __future__ import annotations

import re

_GENITIVE = {
    "du": "du", "le": "du", "au": "du", "de la": "de la", "la": "de la", "des": "des", "les": "des",
    "aux": "des", "un": "du", "une": "de la",
}  # fmt: skip


def of(text: str, name: str) -> str:
    """A name after « de », with the article that a text has before it.

    >>> of("La RATP a cédé, selon Anne Roy.", "RATP"), of("La RATP a cédé, selon Anne Roy.", "Anne Roy")
    ('de la RATP', "d'Anne Roy")
    """
    printed = re.search(rf"\b(du|de la|des|au|aux|le|la|les|un|une)\s+{re.escape(name)}", text, re.IGNORECASE)
    elided = re.search(rf"\b[ldLD]['’]{re.escape(name)}", text)
    if elided is not None or name[0] in "AEIOUYÉÈÊH":
        return f"de l'{name}" if elided is not None and elided.group()[0] in "lL" else f"d'{name}"
    before = _GENITIVE.get(printed.group(1).lower(), "de") if printed is not None else "de"
    return f"{before} {name}"
