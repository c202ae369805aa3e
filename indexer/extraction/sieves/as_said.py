"""A clause after the one who said it: Comme l'a dit X, … · Selon ce que rapportent des voisins, …"""

from __future__ import annotations

import re

from indexer.extraction.sieves.inverted import inverted_subject
from indexer.extraction.sieves.state import Sift
from indexer.extraction.sieves.told import after_phrase, content
from indexer.extraction.speaking import can_speak

_AS = re.compile(
    r"(?:(?:comme|ainsi\s+que)\s+(?:l['’]|le\s+)|(?:selon|d['’]après)\s+ce\s+qu(?:e\s+|['’]))", re.IGNORECASE
)


_LINKS = re.compile(
    r"[^\w·]*(?:(?:or|car|mais|et|ainsi|enfin|toutefois|cependant|pourtant)\b[^\w·]*)?", re.IGNORECASE
)


def as_said(sift: Sift) -> None:
    """Comme l'a rappelé la maire, la digue tient · D'après ce qu'indique l'institut, la digue tient"""
    passage = sift.passage
    for match in _AS.finditer(passage.mask, passage.start, passage.end):
        start, end = passage.sentence(match.start())
        if not _LINKS.fullmatch(passage.mask, start, match.start()):
            continue
        following = passage.cues_in(match.end(), match.end() + 4)
        if (
            not following
            or following[0].start in sift.used
            or following[0].shape not in ("finite", "compound")
        ):
            continue
        cue = following[0]
        phrase = inverted_subject(passage, cue, end)
        if phrase is None or not can_speak(passage, phrase) or "," not in passage.mask[phrase[1] : end]:
            continue
        sift.used.add(cue.start)
        content(sift, (match.start(), cue.end), phrase, after_phrase(passage, phrase[1], end), end)
