"""The subject after an inverted cue, also where a circumstance stands between the two."""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.adverbials import skip_adverbials
from indexer.extraction.cues import Cue
from indexer.extraction.mentions import noun_phrase, subject_after
from indexer.extraction.passage import Passage
from indexer.extraction.speaking import can_speak

_CIRCUMSTANCE = re.compile(
    r"\s*,?\s*(?:dans|lors|devant|sur|après|avant|depuis|pendant|au|aux|à|en|par|face|parmi|auprès|vers|via)\b[^,;:.·()]{3,90}?(?<!\sde)(?<!\sà)(?<!\sdans)(?<!\spour)(?<!\ssur)(?<!\sen),?\s+"
    r"(?=(?:M\.|MM\.|Mme|Me|Dr|Pr)\s|[A-ZÀ-Þ][\w’'-]+\s+(?:(?:de|du|el|al|ben|van|le|la)\s+)*[A-ZÀ-Þ]|(?:le|la|un|une)\s|l['’])"
)
"""A circumstance before an inverted subject: « explique dans son étude Luce Amand »."""


_NUMBERED = re.compile(r"\s*(\d+\s+[A-ZÀ-Þ]\w+|franceinfo|leparisien\.fr|lemonde\.fr)\b")
"""Media whose names begin with a figure or a small letter."""


def inverted_subject(passage: Passage, cue: Cue, end: int) -> Span | None:
    """Who speaks in an inverted cue, a circumstance between them passed over."""
    found = subject_after(passage, cue, end)
    if found is not None or cue.inverted:
        return found
    if numbered := _NUMBERED.match(passage.text, skip_adverbials(passage.mask, cue.end, end), end):
        return numbered.span(1)
    at = skip_adverbials(passage.mask, cue.end, end)
    while (match := _CIRCUMSTANCE.match(passage.mask, at, end)) is not None:
        phrase = noun_phrase(passage.text, match.end(), end)
        if can_speak(passage, phrase):
            return phrase
        at = match.end()
        if not _CIRCUMSTANCE.match(passage.mask, at - 1, end):
            return None
    return None
