"""Incises inside quotation marks: « Nous partirons, a-t-il dit, demain. »"""

from __future__ import annotations

import re

import msgspec

from corpus import Span
from indexer.extraction.adverbials import skip_adverbials
from indexer.extraction.behind import behind
from indexer.extraction.cue import Cue, tokens
from indexer.extraction.cues import cues
from indexer.extraction.finite import has_finite
from indexer.extraction.marks import Pair
from indexer.extraction.noun_phrases import noun_phrase
from indexer.extraction.passage import Passage, trim
from indexer.extraction.sieves.state import Sift
from indexer.extraction.speaking import role_like


class Incise(msgspec.Struct, frozen=True):
    """An incise between two offsets of the words said: who says it, and where the words stop and go on."""

    cue: Cue
    mention: Span | None
    stops: int
    goes_on: int


def incise_inside_marks(sift: Sift) -> None:
    """« Nous partirons, a-t-il dit, demain. »"""
    for pair in sift.passage.pairs:
        if not sift.free(pair):
            continue
        for start, end in pair.parts:
            if found := inner_incise(sift.passage, start, end):
                _split(sift, pair, found)
                break


def inner_incise(passage: Passage, start: int, end: int) -> Incise | None:
    """The first incise among words that somebody says.

    >>> from corpus import Article
    >>> from indexer.extraction.layout import layout
    >>> from indexer.extraction.passage import passages
    >>> text = "— On joue, sourit la capitaine du club. On verra."
    >>> found = inner_incise(passages(layout(Article(id="1", text=text)))[0], 0, len(text))
    >>> text[slice(*found.mention)], text[: found.stops], text[found.goes_on :]
    ('la capitaine du club', '— On joue,', ' On verra.')
    """
    inner = tokens(passage.text, start, end)
    for cue in cues(inner):
        comma = inner[cue.first - 1].word if cue.first else ""
        if comma not in (",", "?", "!", "…") or cue.shape in ("participle", "infinitive"):
            continue
        mention: Span | None
        if cue.inverted:
            if cue.inverted == "on" and cue.clitic is not None and cue.verb != "dire":
                mention = behind(passage.text, cue.end, end) or cue.clitic
            elif cue.inverted in ("il", "elle", "ils", "elles"):
                mention = cue.clitic
            else:
                continue
            last = max(cue.end, mention[1]) if mention else cue.end
        else:
            phrase = noun_phrase(passage.text, skip_adverbials(passage.text, cue.end, end), end)
            if phrase is None or not _one_who_speaks(passage, cue, phrase, end):
                continue
            mention, last = phrase, phrase[1]
        stop = _incise_end(passage.text, last, end)
        if stop is not None:
            return Incise(cue, mention, inner[cue.first - 1].end, stop)
    return None


def _one_who_speaks(passage: Passage, cue: Cue, phrase: Span, end: int) -> bool:
    """Whether the phrase after a cue inside marks is its subject: a name, a role, or words up to a comma."""
    text = passage.text[slice(*phrase)]
    if re.search(r"[A-ZÀ-Ö]", text):
        return True
    if "I" not in cue.frames or len(text.split()) > 9:
        return False
    stop = _STOP.search(passage.text, phrase[1], end)
    rest = passage.text[phrase[1] : stop.start() if stop else end]
    if role_like(text) and len(rest.split()) <= 8 and not has_finite(rest):
        return True
    return not rest.strip() and not _OBJECT.match(text)


def _incise_end(text: str, last: int, end: int) -> int | None:
    """Where the words go on after an incise, one who is apposed to its subject passed over."""
    stop = _STOP.search(text, last, end)
    if stop is None or stop.start() - last > 90:
        return None
    while stop.group() == ",":
        following = _STOP.search(text, stop.end(), end)
        if following is None or not _apposed(text[stop.end() : following.start()]):
            break
        stop = following
    return stop.end()


def _apposed(segment: str) -> bool:
    """Whether words after a comma tell who the one before it is: « , papa de trois enfants et maire »."""
    if _RELATIVE.match(segment.lstrip()):
        return True
    told = _RELATIVE.sub("", segment)
    if has_finite(told):
        return False
    named = role_like(told) or any(role_like(part) for part in re.split(r"\bet\b", told)[1:])
    return named or bool(_NAME.fullmatch(segment) or _PARTICIPLE.match(segment))


_OBJECT = re.compile(r"(?:de|du|sa|son|ses)\b|d['’]")
_STOP = re.compile(r"[,.!?…;:]")
_RELATIVE = re.compile(r"\b(?:qui|que|dont|où)\b.*|\bqu['’].*", re.DOTALL)
_PARTICIPLE = re.compile(
    r"\s*(?:rencontr|interrog|contact|cit|âg|install|employ|li|habitu|post|assis|ven|join|élu)\w*\b"
)
_NAME = re.compile(r"\s*[A-ZÀ-Þ][\w’'.-]*(?:\s+(?:de\s+|du\s+|el\s+|al\s+)?[A-ZÀ-Þ][\w’'.-]*)+\s*")


def _split(sift: Sift, pair: Pair, incise: Incise) -> None:
    spans: list[Span] = []
    for start, end in pair.parts:
        if start <= incise.cue.start < end:
            spans += split(sift.passage, start, end, incise)
        else:
            spans.append((start, end))
    sift.add(spans, "direct", "incise inside marks", 0.93, incise.cue, incise.mention, [pair])


def split(passage: Passage, start: int, end: int, incise: Incise) -> list[Span]:
    """The words on both sides of an incise."""
    head = trim(passage.text, start, incise.stops)
    tail = trim(passage.text, incise.goes_on, end)
    return [*([head] if head else []), *([(tail[0], end)] if tail else [])]
