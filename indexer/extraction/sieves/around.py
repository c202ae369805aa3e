"""What « selon X » is said of, where it stands inside a clause or behind it: La digue tient, selon lui."""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.finite import has_finite
from indexer.extraction.passage import Passage, trim
from indexer.extraction.sieves.ends import incise
from indexer.extraction.sieves.interrupted import (
    COMPLEMENT,
    GOES_ON,
    MAIN_CLAUSE,
    NOUN_ALONE,
    OPENER,
    VERB_NEXT,
    closing,
    interrupted,
)
from indexer.extraction.sieves.lead import lead_in
from indexer.extraction.sieves.state import Sift, kind_of, words_of
from indexer.extraction.sieves.told import after_phrase
from indexer.extraction.speaking import role_like


def told_around(sift: Sift, cue: Span, phrase: Span, start: int, end: int) -> None:
    """Add what is said before the one named, and what goes on behind."""
    passage = sift.passage
    begin = lead_in(passage, _after_found(sift, start, cue[0]), cue[0])
    if (broken := interrupted(passage, begin, cue[0], phrase[1], end)) is not None:
        head, tail = trim(passage.text, broken[0], cue[0]), trim(passage.text, broken[1], broken[2])
        head, tail = (head, tail) if head else (tail, None)  # « raison pour laquelle, selon lui, … »
    elif (alone := _alone(passage, begin, cue[0], phrase[1], end)) is not None:
        head, tail = trim(passage.text, alone, cue[0]), None
    else:
        head = trim(passage.text, begin, cue[0])
        tail = _tail(passage, head, phrase, end) if head else None
    if head is None:
        return
    if any(f.spans[0][0] <= head[0] and head[1] <= f.spans[-1][1] for f in sift.found):
        return
    inside = passage.pairs_in(*head)
    if any(not sift.free(pair) for pair in inside):
        return
    spans = [head]
    if tail:
        spans.append(tail)
        inside += [pair for pair in passage.pairs_in(*tail) if sift.free(pair)]
    if len(inside) == 1 and inside[0].start == head[0] and inside[0].end >= head[1] and len(spans) == 1:
        sift.add(words_of(inside[0]), "direct", "according to", 0.85, cue, phrase, inside)
    else:
        sift.add(spans, kind_of(passage, inside), "according to", 0.82, cue, phrase, inside)


def _after_found(sift: Sift, start: int, end: int) -> int:
    """Where the words begin that no earlier quotation of the sentence has taken."""
    begin = start
    for found in sift.found:
        last = max(span[1] for span in found.spans)
        if begin < last <= end and found.cue and found.cue[0] >= start:
            begin = max(begin, last, found.cue[1], found.mention[1] if found.mention else 0)
    return begin


_MAIN_VERB = re.compile(
    r"\s*,\s+(?P<verb>(?:(?:ne|se|en|y|lui|leur|les?|la)\s+|[nsl]['’])*[a-zà-ÿ]+)(?![\w’'-])"
)


def _alone(passage: Passage, begin: int, at: int, after: int, end: int) -> int | None:
    """Where a relative clause or an apposition begins that is all somebody says of it."""
    found = _relative_alone(passage, begin, at, after, end) or _apposed_alone(passage, begin, at)
    if found is None and (whose := _WHOSE.search(passage.mask, begin, at)):
        clause = passage.mask[whose.end() : at].rstrip(" ,")
        whole = has_finite(clause) and "," not in clause and not OPENER.search(clause)
        return whose.end() if whole and has_finite(passage.mask[begin : whose.start()]) else None
    return found


_WHOSE = re.compile(r"(?<!,)\s+dont\s")
"""« un site dont deux murs tiennent, selon la ville »: no comma before it."""


_LAST_PART = re.compile(r",\s+(?P<part>[«\"“·][^,]*)\Z")


def _apposed_alone(passage: Passage, begin: int, at: int) -> int | None:
    """« La ville vote le budget, « une farce » selon lui »: no comma before the one named, no verb in it."""
    part = _LAST_PART.search(passage.mask[begin:at])
    if part is None or has_finite(part["part"]) or not has_finite(passage.mask[begin : begin + part.start()]):
        return None
    return begin + part.start("part")


def _relative_alone(passage: Passage, begin: int, at: int, after: int, end: int) -> int | None:
    """Where only a relative clause is somebody's: « La digue, qui date de 1900 selon lui, sera rasée »."""
    verb = _MAIN_VERB.match(passage.mask, after, end)
    if verb is None and (behind := closing(passage, after, end)):
        verb = _MAIN_VERB.match(passage.mask, behind - 1, end)
    main = MAIN_CLAUSE.match(passage.mask, after, end)
    opener = OPENER.search(passage.mask, begin, at)
    if opener is None or has_finite(passage.mask[begin : opener.start()]):
        return None
    if main is not None and not NOUN_ALONE.match(passage.mask[begin : opener.start()]):
        return opener.start() if has_finite(passage.mask[main.end() : end]) else None
    if verb is None or not has_finite(verb["verb"]):
        return None
    if any(incise(passage, cue, end) for cue in passage.cues_in(verb.start("verb"), verb.end() + 4)):
        return None
    return opener.start() if opener["keep"] or opener.group().lower() == "dont" else opener.end()


def _tail(passage: Passage, head: Span, phrase: Span, end: int) -> Span | None:
    """What goes on behind the one named when no verb stands before: « La digue, selon X, a perdu … »."""
    before = passage.mask[slice(*head)]
    rest = passage.mask[phrase[1] : end]
    if has_finite(before) or len(before.split()) > 12:
        compared = _COMPARED.search(before) and _THAN.match(rest)
        return trim(passage.text, phrase[1], end) if compared else _goes_on(passage, before, phrase, end)
    if rest.lstrip()[:1] == ":":
        return None if has_finite(rest) else trim(passage.text, phrase[1], end)
    if rest.lstrip()[:1] != ",":
        return trim(passage.text, phrase[1], end) if GOES_ON.match(rest) or VERB_NEXT.match(rest) else None
    at = after_phrase(passage, phrase[1], end)
    behind = " " + passage.mask[at:end].lstrip(", ")
    verb, subject = VERB_NEXT.match(behind), _SUBJECT_NEXT.match(behind)
    told = behind if _DONE_FIRST.match(before) else subject.group() if subject else ""
    verbal = (verb and has_finite(verb["verb"])) or (subject and has_finite(_AGO.sub("", told)))
    return trim(passage.text, at, end) if verbal or COMPLEMENT.match(behind) else None


def _goes_on(passage: Passage, before: str, phrase: Span, end: int) -> Span | None:
    """The end of a short sentence behind a comma, when it tells nothing of the one named."""
    comma = passage.mask.find(",", phrase[1], min(end, phrase[1] + 60))
    if comma < 0 or len(before.split()) > 12 or passage.cues_in(comma, end):
        return None
    rest = passage.text[comma + 1 : end]
    if _ABOUT.match(rest) or role_like(" ".join(rest.split()[:3])):
        return None
    return trim(passage.text, comma, end)


_ABOUT = re.compile(
    r"\s*(?:qui\b|dont\b|où\b|et\b|mais\b|une?\b|les?\b|la\b|l['’]|ancien|[A-Z]|\w+(?:é|i|u|is|it|ant)e?s?\b"
    r"|[^,]{0,30}à\s+l['’]appui\b)"
)
"""What is apposed to the one named, or tells where it was printed."""
_DONE_FIRST = re.compile(r"\W*(?:[A-ZÀ-Þ][a-zà-ÿ]+(?:é|i|u|is|it|ant)e?s?|Avec|Sans|Grâce|Malgré)\s")
_AGO = re.compile(r"\bil\s+y\s+a\b")
_COMPARED = re.compile(r"\b(?:plus|moins|tant|aussi)\b")
_THAN = re.compile(r"[\s,]*qu[e'’]")
_SUBJECT_NEXT = re.compile(
    r"\s(?:(?:il|elle|ils|elles|on|les?|la|une?|des|ces?|cet|cette|son|sa|ses|leurs?|plusieurs|certain\w*)\s|[lc]['’]|[A-ZÀ-Þ])[^,]*"
)
"""« Plus forte que prévu, selon la ville, la crue inquiète »: a participle before its clause."""
