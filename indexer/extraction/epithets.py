"""What the press calls bodies by without their name: « les Sages », « le palmipède », « l'État hébreu »."""

from __future__ import annotations

import re
from functools import cache

from indexer.extraction.affiliations import without_article
from indexer.extraction.cast import Scene
from indexer.extraction.who import Who
from indexer.extraction.words import body_sort, fold
from indexer.lexicon import rows

_MARKS = re.compile(r"[«»“”\"]\s*")
_PLUS = re.compile(r"(?i)plus\s+")
"""« la plus haute juridiction »."""


@cache
def _epithets() -> dict[str, tuple[str, ...]]:
    return {fold(said): tuple(names.split("|")) for said, names in rows("epithets")}


def by_epithet(scene: Scene, mention: str) -> Who | None:
    """The body that an epithet stands for, where the article names one of those it may; else None."""
    if not re.match(r"(?i)(?:l[ea]s?\s|l['’])", mention):
        return None
    bare = without_article(_MARKS.sub("", mention)).strip()
    said = fold(_PLUS.sub("", bare))
    kind = bare if body_sort(said.split()[0] if said else "") == "kind" else None
    for name in _epithets().get(said, ()):
        if printed := scene.named_somewhere(name):
            return Who(scene.organisation(printed), "organisation", sure=0.8, head=said.split()[0], kind=kind)
    return None
