"""Which body of the article « le syndicat », « l'hebdomadaire satirique », « la firme » means."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence

from indexer.extraction.body_kinds import may_mean_any, stands_for
from indexer.extraction.called import Called
from indexer.extraction.cast import Scene
from indexer.extraction.phrases import Phrase
from indexer.extraction.who import Who

_FARTHEST = 14
_PER_SENTENCE = 0.2
_LEAST = -0.6
"""Below this score a noun stays as written."""
_LAST, _BEFORE = 0.5, 0.25
"""What it adds to have spoken last, or among the last."""
_SPOKE = 8
"""Quotations back in which a body that spoke is likelier meant."""


def body_meant(scene: Scene, history: Sequence[Who], phrase: Phrase, *, told: bool = False) -> Called | None:
    """The body that a definite noun phrase goes back to, None where no body of the article fits.

    If `told`, only one that is known to be what the noun says, by another name than the phrase itself.
    """
    spoke = [who.name for who in history[-_SPOKE:] if who.type == "organisation"]
    best: tuple[float, Called] | None = None
    for called in scene.called.values():
        fits = _fit(called, phrase.head, called.name in spoke)
        if fits is None or (told and (fits < 1 or phrase.start in called.mentions)):
            continue
        score = fits + nearness(scene, called, phrase.start)
        if called.name in spoke:
            score += _LAST if spoke[-1] == called.name else _BEFORE
        if score > _LEAST and (best is None or score > best[0]):
            best = (score, called)
    return best[1] if best else None


def _fit(called: Called, noun: str, spoke: bool) -> float | None:
    """How well a noun suits a body; None where it is something else."""
    if noun in called.told:
        return 1.2
    if called.kinds & stands_for(noun):
        return 1.0
    if not called.kinds and may_mean_any(noun):
        return 0.0 if spoke or called.sure or len(called.mentions) > 1 else -0.4
    return None


def nearness(scene: Scene, called: Called, at: int) -> float:
    """What the distance to a body's nearest mention takes off, and what its prominence adds."""
    layout = scene.layout
    prominent = 0.25 * math.log2(1 + len(called.mentions)) - (0.0 if called.name[0].isupper() else 0.4)
    number = bisect_left(called.mentions, at)
    if number:
        apart = layout.sentence_of(at) - layout.sentence_of(called.mentions[number - 1])
        return prominent - _PER_SENTENCE * min(_FARTHEST, apart)
    after = next((mention for mention in called.mentions if mention > at), None)
    if after is None or layout.paragraph_of(at) > 1:
        return -9.0
    apart = layout.sentence_of(after) - layout.sentence_of(at)
    return prominent - 1.0 - _PER_SENTENCE * min(_FARTHEST, apart)
