"""A reported clause: what kind of quotation it makes."""

from __future__ import annotations

import re

from corpus import Kind, Span
from indexer.extraction.cue import Cue
from indexer.extraction.passage import trim
from indexer.extraction.sieves.state import Sift, kind_of, words_of

_AND_THAT = re.compile(r"\s*,?\s*(?:et|mais)\s+qu(?:e\s+|['’]\s*)")
"""« dit que « A » et que B »: two quotations."""


_ASIDE = re.compile(
    r"\s*,\s+(?:après|avant|lors|alors|tandis|au\s+(?:lendemain|cours|terme)|à\s+(?:l['’]issue|la\s+suite|propos)|en\s+(?:marge|réaction|réponse)"
    r"|dans|devant|face|un[e]?\b|quelques|peu|(?:(?:les?|la|son|sa|ses)\s+|l['’])[^,·]{2,40}\s(?:ayant|étant))\b"
)


def reported(
    sift: Sift, cue: Cue, mention: Span | None, start: int, end: int, rule: str, confidence: float = 0.88
) -> None:
    passage = sift.passage
    span = trim(passage.text, start, end)
    if span is None:
        return
    inside = [pair for pair in passage.pairs_in(start, end) if pair.start < span[1]]
    if (
        inside
        and inside[0].start == span[0]
        and (second := _AND_THAT.match(passage.mask, inside[0].end, end))
    ):
        sift.add(words_of(inside[0]), "direct", rule, confidence, cue, mention, inside[:1])
        reported(sift, cue, mention, second.end(), end, rule, confidence)
        return
    if inside and inside[0].start == span[0] and inside[0].end >= span[1]:
        kind: Kind = "direct" if rule == "cue and clause" else "mixed"
        sift.add(words_of(inside[0]), kind, rule, confidence, cue, mention, inside)
        return
    if len(inside) == 1 and inside[0].start == span[0] and rule == "cue and clause":
        rest = passage.mask[inside[0].end : span[1]]
        if _ASIDE.match(rest):  # « … que "personne n'oubliera", après les excuses du ministre »
            sift.add(words_of(inside[0]), "direct", rule, confidence, cue, mention, inside)
            return
    if inside and inside[-1].end > span[1]:
        span = (span[0], inside[-1].end)
    sift.add([span], kind_of(passage, inside), rule, confidence, cue, mention, inside)
