"""A sentence that the next one says is somebody's: La digue a cédé. C'est ce qu'a annoncé la préfecture."""

from __future__ import annotations

import re
from itertools import pairwise

from indexer.extraction.finite import has_finite
from indexer.extraction.mentions import subject_before
from indexer.extraction.passage import trim
from indexer.extraction.sieves.inverted import inverted_subject
from indexer.extraction.sieves.lead import lead_in
from indexer.extraction.sieves.state import Sift, kind_of, words_of
from indexer.extraction.speaking import can_speak
from indexer.lexicon import listed

TAKEN_UP = "taken up"
"""The name of this rule."""
_THIS_IS = re.compile(
    r"\W*(?:et\s+)?c['’]est\s+(?:(?:\w+ment|aussi|du\s+moins|en\s+tout\s+cas|en\s+somme|là)\s+)?ce\s+qu(?:e\s+|['’])",
    re.IGNORECASE,
)
_SAYS = listed(
    "affirmer annoncer apprendre assurer avancer confier confirmer déclarer dévoiler dire expliquer indiquer "
    "préciser raconter rapporter relater relever révéler soutenir témoigner"
)
"""Verbs of telling: « c'est ce que pense X » judges what was said already, by somebody else."""


def taken_up(sift: Sift) -> None:
    """La digue a cédé. C'est ce qu'a annoncé la préfecture: the sentence before is reported whole."""
    passage = sift.passage
    for before, (start, end) in pairwise(passage.sentences):
        this = _THIS_IS.match(passage.mask, start, end)
        if this is None:
            continue
        cue = next(iter(passage.cues_in(this.end(), min(end, this.end() + 60))), None)
        if cue is None or cue.verb not in _SAYS or cue.start in sift.used or cue.negated:
            continue
        own = subject_before(passage, cue)
        mention = own if own and own[0] >= this.end() else inverted_subject(passage, cue, end)
        if not (can_speak(passage, mention) or cue.clitic):
            continue
        span = trim(passage.text, lead_in(passage, *before), before[1])
        if span is None or any(before[0] <= found.spans[0][0] < before[1] for found in sift.found):
            continue
        inside = passage.pairs_in(*span)
        if not all(map(sift.free, inside)):
            continue
        if len(inside) == 1 and inside[0].start <= span[0] and span[1] <= inside[0].end:
            sift.add(words_of(inside[0]), "direct", TAKEN_UP, 0.85, cue, mention, inside)
            continue
        if not has_finite(passage.mask[slice(*span)]):
            continue
        sift.add([span], kind_of(passage, inside), TAKEN_UP, 0.8, cue, mention, inside)
