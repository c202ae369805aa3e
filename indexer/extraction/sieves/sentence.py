"""A sentence that is all reported though only some of its words stand in marks.

Le recours sera facilité, une piste étant « d'élargir le vote » · La piste d'« un règlement » est suivie
"""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.marks import Pair
from indexer.extraction.passage import Passage, trim
from indexer.extraction.sieves.lead import lead_in
from indexer.extraction.sieves.state import Sift, main_subject
from indexer.extraction.speaking import can_speak


def reported_sentence(sift: Sift, pair: Pair) -> tuple[Span, list[Pair]] | None:
    """The sentence around words in marks and the marks that it holds; None where somebody in it may speak."""
    passage = sift.passage
    start, end = passage.sentence(pair.start)
    end = max(end, pair.end)
    inside = passage.pairs_in(start, end)
    if any(start <= found.spans[0][0] < end for found in sift.found):
        return None
    if any(cue.shape != "infinitive" for cue in passage.cues_in(start, end)):
        return None
    if any(not sift.free(each) for each in inside) or _somebody(passage, start, inside[0].start):
        return None
    span = trim(passage.text, lead_in(passage, start, end), end)
    if span is None or not _shared(passage, span, inside):
        return None
    return span, inside


def _shared(passage: Passage, span: Span, inside: list[Pair]) -> bool:
    """Whether enough of a sentence stands in marks: two words at the end of a long one are scare quotes."""
    marked = sum(len(passage.text[slice(*each.inner)].split()) for each in inside)
    return marked * _SHARE >= len(passage.text[slice(*span)].split())


_SHARE = 4


def _somebody(passage: Passage, start: int, end: int) -> bool:
    """Whether a sentence is about somebody whose words those in marks may be."""
    subject = main_subject(passage, start, end)
    if subject is None or not can_speak(passage, subject):
        return False
    return not _PASSIVE.search(passage.mask, subject[1], end)


_PASSIVE = re.compile(
    r"(?<!s['’])\b(?:est|sont|était|étaient|sera|seront|(?:a|ont|avait|avaient|aurait|auraient)\s+(?:\w+ment\s+|aussi\s+|donc\s+)?été)"
    r"\s+(?:(?:\w+ment|ainsi|aussi|bel|et|bien|donc|alors|même|déjà|toujours)\s+)*[a-zà-ÿ]+(?:[éi]e?s?|ue?s?|ise?s?|ite?s?)\b"
)
"""« Ce dernier a été conduit au poste avec « vingt autres » »: who suffers something does not tell it."""
