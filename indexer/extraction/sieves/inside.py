"""A few words in marks that somebody says inside a clause which somebody else reports.

Un élu a parlé d'un « gâchis », relève L'Écho · Selon la radio, le maire juge le projet « flou »
"""

from __future__ import annotations

from corpus import Span
from indexer.extraction.passage import Passage
from indexer.extraction.sieves.fragments import fragment
from indexer.extraction.sieves.state import Sift
from indexer.extraction.speaking import someone
from indexer.extraction.values import Found
from indexer.lexicon import listed


def inside(sift: Sift) -> None:
    """Un élu a parlé d'un « gâchis », relève L'Écho: the outer words are found, the inner ones are added."""
    passage = sift.passage
    outer = [found for found in sift.found if found.kind != "direct" and found.rule in _RELAYED]
    clauses = [(span, found) for found in outer for span in found.spans]
    held = {
        pair.start
        for pair in passage.pairs
        if any(span[0] < pair.start and pair.end <= span[1] + 1 for span, _ in clauses)
    }
    if not held or not any(_says_inside(passage, span) for span, _ in clauses):
        return
    inner = sift.anew(held)
    fragment(inner)
    for found in inner.found:
        for span, around in clauses:
            if _within(found, span) and _another(sift, found, around):
                sift.found.append(found)
                break


def _says_inside(passage: Passage, span: Span) -> bool:
    """Whether a verb that may have words in marks for its own stands in a clause."""
    return any(cue.verb in _SAYS for cue in passage.cues_in(*span))


_RELAYED = ("incise after marks", "incise without marks", "according to")
"""Constructs of those who tell what others say; in a clause with « que » marks hold its speaker's words."""
_SAYS = listed(
    "accuser affirmer annoncer appeler assurer comparer crier critiquer décrire déclarer demander dénoncer "
    "dire estimer évoquer expliquer fustiger juger parler présenter qualifier réclamer répondre saluer "
    "traiter vanter"
)


def _within(found: Found, span: Span) -> bool:
    cue = found.cue
    first, last = found.spans[0][0], found.spans[-1][1]
    return (
        cue is not None
        and span[0] <= cue[0]
        and cue[1] <= span[1]
        and span[0] <= first
        and last <= span[1] + 1
    )


def _another(sift: Sift, found: Found, around: Found) -> bool:
    """Whether somebody named in the clause says it, not the one who says the clause."""
    if found.mention is None or found.mention == around.mention or found.verb not in _SAYS:
        return False
    if not someone(sift.passage, found.mention):
        return False
    return any(start <= found.mention[0] < end for start, end in around.spans)
