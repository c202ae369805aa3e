"""Turns of an interview or a dialogue, printed without quotation marks."""

from __future__ import annotations

import re

from indexer.extraction.passage import trim
from indexer.extraction.sieves.state import Sift
from indexer.extraction.sieves.within import inner_incise, split


def turns(sift: Sift) -> None:
    """Pourquoi partir ? ¶ — J'ai fait mon temps. · R : Je reste. · A. Bel : Nous verrons."""
    passage = sift.passage
    turn = passage.turn
    if turn is None or not turn.spans:
        return
    if any(pair.start == turn.spans[0][0] for pair in passage.pairs):  # « R : "…" » is the colon's
        return
    for start, end in turn.spans[:1]:
        if incise := inner_incise(passage, start, end):
            spans = [*split(passage, start, end, incise), *turn.spans[1:]]
            sift.add(spans, "direct", "interview turn", 0.8, incise.cue, incise.mention)
            return
    spans = [span for start, end in turn.spans if (span := trim(passage.text, start, end))]
    sift.add(spans, "direct", "interview turn", 0.75, None, turn.mention)


_DASH = re.compile(r"\s*[–—-]\s+(?=[A-ZÀ-ÞŒ])")


def dialogue(sift: Sift) -> None:
    """— Je prends, sourit la boulangère."""
    passage = sift.passage
    dash = _DASH.match(passage.text, passage.start, passage.end)
    if dash is None or passage.pairs:
        return
    if incise := inner_incise(passage, dash.end(), passage.end):
        spans = split(passage, dash.end(), passage.end, incise)
        sift.add(spans, "direct", "interview turn", 0.75, incise.cue, incise.mention)
