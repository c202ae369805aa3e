"""Incises inside quotation marks: « Nous partirons, a-t-il dit, demain. »"""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.adverbials import skip_adverbials
from indexer.extraction.cues import Cue, cues, tokens
from indexer.extraction.finite import has_finite
from indexer.extraction.marks import Pair
from indexer.extraction.noun_phrases import noun_phrase
from indexer.extraction.passage import trim
from indexer.extraction.sieves.state import Sift
from indexer.extraction.speaking import role_like


def incise_inside_marks(sift: Sift) -> None:
    """« Nous partirons, a-t-il dit, demain. »"""
    passage = sift.passage
    for pair in passage.pairs:
        if not sift.free(pair):
            continue
        for start, end in pair.parts:
            inner = tokens(passage.text, start, end)
            for cue in cues(inner):
                comma = inner[cue.first - 1].word if cue.first else ""
                if comma not in (",", "?", "!", "…") or cue.shape in ("participle", "infinitive"):
                    continue
                if cue.inverted:
                    if cue.inverted not in ("il", "elle", "ils", "elles"):
                        continue
                    mention, last = cue.clitic, cue.end
                else:
                    phrase = noun_phrase(passage.text, skip_adverbials(passage.text, cue.end, end), end)
                    if phrase is None or not _one_who_speaks(sift, cue, phrase, end):
                        continue
                    mention, last = phrase, phrase[1]
                stop = _incise_end(sift, last, end)
                if stop is None:
                    continue
                _split(sift, pair, cue, mention, inner[cue.first - 1].end, stop)
                break
            if not sift.free(pair):
                break


def _one_who_speaks(sift: Sift, cue: Cue, phrase: Span, end: int) -> bool:
    """Whether the phrase after a cue inside marks is its subject: a name, or a few words up to a comma."""
    text = sift.passage.text[slice(*phrase)]
    if re.search(r"[A-ZÀ-Ö]", text):
        return True
    closed = sift.passage.text[phrase[1] : end].lstrip()[:1] in (",", ".", "")
    return (
        closed
        and "I" in cue.frames
        and len(text.split()) <= 4
        and not re.match(r"(?:de|du|sa|son|ses)\b|d['’]", text)
    )


def _incise_end(sift: Sift, last: int, end: int) -> int | None:
    """Where the words go on after an incise, one who is apposed to its subject passed over."""
    text = sift.passage.text
    stop = _STOP.search(text, last, end)
    if stop is None or stop.start() - last > 60:
        return None
    while stop.group() == ",":
        following = _STOP.search(text, stop.end(), end)
        if following is None:
            break
        segment = text[stop.end() : following.start()]
        apposed = role_like(segment) or _NAME.fullmatch(segment) or _PARTICIPLE.match(segment)
        if not apposed or has_finite(segment):
            break
        stop = following
    return stop.end()


_OBJECT = re.compile(r"(?:de|du|sa|son|ses)\b|d['’]")
_STOP = re.compile(r"[,.!?…;:]")
_PARTICIPLE = re.compile(
    r"\s*(?:rencontr|interrog|contact|cit|âg|install|employ|li|habitu|post|assis|ven|join|élu)\w*\b"
)
_NAME = re.compile(r"\s*[A-ZÀ-Þ][\w’'.-]*(?:\s+(?:de\s+|du\s+|el\s+|al\s+)?[A-ZÀ-Þ][\w’'.-]*)+\s*")


def _split(sift: Sift, pair: Pair, cue: Cue, mention: Span | None, first_end: int, second: int) -> None:
    spans: list[Span] = []
    for start, end in pair.parts:
        if start <= cue.start < end:
            if head := trim(sift.passage.text, start, first_end):
                spans.append(head)
            tail = trim(sift.passage.text, second, end)
            if tail:
                spans.append((tail[0], end))
        else:
            spans.append((start, end))
    sift.add(spans, "direct", "incise inside marks", 0.93, cue, mention, [pair])
