"""Prepositions of speech: selon X, d'après Y, pour Z « … »"""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.mentions import noun_phrase
from indexer.extraction.passage import Passage, has_words, trim
from indexer.extraction.sieves.state import Sift, can_speak, role_like, words_of

_ACCORDING = re.compile(
    r"(?i)\b(?P<cue>selon|d['’]après|à\s+en\s+croire|de\s+l['’]avis\s+d(?:e|u|es)\b|aux\s+yeux\s+d(?:e|u|es)\b|au\s+dire\s+d(?:e|u|es)\b"
    r"|aux\s+dires\s+d(?:e|u|es)\b|pour)(?=\s|\b)"
)


_NO_SPEAKER = re.compile(
    r"(?i)(?:le|la|les|l['’]|un|une|des|ses|leurs?|son|sa)?\s*(?:régions?|cas|modalités|calendrier|règles?|critères?|âges?|besoins?|"
    r"moyens|méthodes?|principe|que\b|qu['’]|lesquel\w*|toute|plusieurs\s+critères|conditions?|saisons?|jours?|disponibilités?|"
    r"goûts?|circonstances|procédure|formule|leur\s+|où|l['’]instant|l['’]heure|le\s+moment|qui\b|quoi|ce\s+que)"
)


def according_to(sift: Sift) -> None:
    """Selon X, … · …, d'après Y. · Pour X, « … »"""
    passage = sift.passage
    for match in _ACCORDING.finditer(passage.mask, passage.start, passage.end):
        start, end = passage.sentence(match.start())
        word = match.group("cue").lower()
        phrase = noun_phrase(passage.mask, match.end("cue"), end) or _pronoun_after(
            passage, match.end("cue"), end
        )
        if phrase is None or _NO_SPEAKER.match(passage.text, phrase[0], phrase[1] + 10):
            continue
        lead = passage.mask[start : match.start()]
        at_head = "·" not in lead and not has_words(lead)
        comma = passage.mask[phrase[1] : phrase[1] + 3].lstrip()[:1]
        if word == "pour":
            if (
                not at_head
                or not can_speak(passage, phrase)
                or re.match(r"(?i)(?:cette|cet|ce|ces)\b", passage.text[phrase[0] : phrase[1]])
            ):
                continue
            if (
                not any(sift.free(p) for p in passage.pairs_in(phrase[1], end))
                or "," not in passage.mask[phrase[1] : end]
            ):
                continue
        elif not can_speak(passage, phrase) and not at_head and comma not in (",", ".", ""):
            continue
        cue = (match.start("cue"), match.end("cue"))
        if any(found.cue == cue for found in sift.found):
            continue
        if at_head:
            _after_according(sift, cue, phrase, end)
        else:
            _before_according(sift, cue, phrase, start, end)


def _pronoun_after(passage: Passage, at: int, end: int) -> Span | None:
    match = re.compile(r"\s+(lui|elle|eux|elles)\b").match(passage.mask, at, end)
    return match.span(1) if match else None


def _after_according(sift: Sift, cue: Span, phrase: Span, end: int) -> None:
    passage = sift.passage
    comma = passage.mask.find(",", phrase[1], end)
    # « Selon X, porte-parole de Y, … »: the content begins after the apposition
    at = comma + 1 if comma >= 0 else phrase[1]
    apposition = re.compile(
        r"\s*(?:(?:le|la|l['’]|un|une|ancien\w*)\s*)?[a-zà-ÿ-]+(?:\s+[\w'’-]+){0,14}?,\s*"
    ).match(passage.mask, at, end)
    if comma >= 0 and apposition and role_like(passage.text[at : apposition.end()]):
        at = apposition.end()
    elif comma >= 0 and re.match(
        r"\s*(?:qui|dont|cité|interrogé|contacté|publié|rapporté|diffusé)\w*\b", passage.mask[at:end]
    ):
        second = passage.mask.find(",", at, end)
        at = second + 1 if second >= 0 else at
    elif comma < 0 and (
        rest := re.compile(r"\s+(?=(?:le|la|les|l['’]|un|une|des|il|elle|ce|cette|plus)\b)").search(
            passage.mask, phrase[1], end
        )
    ):
        at = rest.end()
    _content(sift, cue, phrase, at, end, "according to")


def _before_according(sift: Sift, cue: Span, phrase: Span, start: int, end: int) -> None:
    passage = sift.passage
    begin = start
    for found in sift.found:  # after an earlier quotation of the same sentence
        last = max(span[1] for span in found.spans)
        if begin < last <= cue[0] and found.cue and found.cue[0] >= start:
            begin = max(begin, last, found.cue[1], found.mention[1] if found.mention else 0)
    head = trim(passage.text, begin, cue[0])
    if head is None:
        return
    if any(f.spans[0][0] <= head[0] and head[1] <= f.spans[-1][1] for f in sift.found):
        return
    inside = list(passage.pairs_in(begin, cue[0]))
    if inside and any(not sift.free(pair) for pair in inside):
        return
    spans = [head]
    tail_at = passage.mask.find(",", phrase[1], min(end, phrase[1] + 60))
    if (
        tail_at >= 0
        and passage.mask[tail_at + 1 : end].strip()
        and not re.match(
            r"\s*(?:qui|dont|cité|et\b|un|une|le|la|l['’]|ancien|[A-Z])", passage.mask[tail_at + 1 : end]
        )
        and not passage.cues_in(tail_at, end)
    ):
        tail = trim(passage.text, tail_at, end)
        if tail and len(passage.text[head[0] : head[1]].split()) <= 12:
            spans.append(tail)
    if inside and inside[0].start == head[0] and inside[-1].end >= head[1] and len(inside) == 1:
        sift.add(words_of(inside[0]), "direct", "according to", 0.85, cue, phrase, inside)
    else:
        sift.add(spans, "mixed" if inside else "indirect", "according to", 0.82, cue, phrase, inside)


def _content(sift: Sift, cue: Span, phrase: Span, start: int, end: int, rule: str) -> None:
    passage = sift.passage
    span = trim(passage.text, start, end)
    if span is None:
        return
    inside = list(passage.pairs_in(start, end))
    if any(not sift.free(pair) for pair in inside):
        inside = []
        return
    if inside and inside[0].start <= span[0] and inside[0].end >= span[1]:
        sift.add(words_of(inside[0]), "direct", rule, 0.85, cue, phrase, inside)
        return
    if inside and inside[-1].end > span[1]:
        span = (span[0], inside[-1].end)
    sift.add([span], "mixed" if inside else "indirect", rule, 0.85, cue, phrase, inside)
