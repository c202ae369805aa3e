"""Turns of an interview, printed without quotation marks."""

from __future__ import annotations

from indexer.extraction.passage import trim
from indexer.extraction.sieves.state import Sift


def turns(sift: Sift) -> None:
    """Pourquoi partir ? ¶ — J'ai fait mon temps. · R : Je reste. · A. Bel : Nous verrons."""
    passage = sift.passage
    turn = passage.turn
    if turn is None or not turn.spans:
        return
    if any(pair.start == turn.spans[0][0] for pair in passage.pairs):  # « R : "…" » is the colon's
        return
    spans = [span for start, end in turn.spans if (span := trim(passage.text, start, end))]
    sift.add(spans, "direct", "interview turn", 0.75, None, turn.mention)
