"""Descriptions kept whole: who has no name is told by all that the article says of them at one place."""

from __future__ import annotations

import re

from indexer.extraction.adverbials import ADVERBIAL
from indexer.extraction.who import Who

_TAIL = re.compile(r"[ \u00a0](?P<more>[^,;:()«»“”\"]+)")
"""What follows a description inside a mention, up to a comma or a mark."""
_ONLY_OUT = re.compile(
    r"(?:[ \u00a0]|\A)(?:publié|diffusé|paru|dévoilé|sorti|rendu)e?s?(?:\s+publi(?:c|que)s?)?"
)
"""« un communiqué publié jeudi »: that it came out tells nothing of what it is."""


def kept_whole(who: Who, mention: str) -> Who:
    """The same speaker, where a description of somebody unnamed goes on in the mention to its end.

    >>> kept_whole(Who("étudiant", "person"), "un étudiant interrogé par L'Écho du Val").name
    "étudiant interrogé par L'Écho du Val"
    """
    name = who.name
    if who.person is not None or not name or not name[0].islower():
        return who
    at = mention.find(name)
    tail = _TAIL.fullmatch(mention, at + len(name)) if at >= 0 else None
    if tail is not None and (more := _telling(tail["more"].strip())):
        who.name = f"{name} {more}"
    return who


def _telling(more: str) -> str:
    """What follows a description, without that it came out, or when."""
    out = _ONLY_OUT.search(more)
    if out is None or (out.end() < len(more) and not ADVERBIAL.fullmatch(more, out.end())):
        return more
    return more[: out.start()]
