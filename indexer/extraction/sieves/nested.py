"""Speech inside speech: « Le maire m'a dit qu'il partait », raconte-t-elle · « Il a crié : “Sortez !” »

The outer words are another sieve's quotation; what somebody says inside them is one too.
"""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.cue import Cue, tokens
from indexer.extraction.cues import cues
from indexer.extraction.marks import Pair
from indexer.extraction.noun_phrases import noun_phrase
from indexer.extraction.passage import trim
from indexer.extraction.sieves.state import Sift
from indexer.lexicon import listed

_SAYING = listed(
    "affirmer ajouter annoncer assurer avertir avouer confirmer crier dire déclarer estimer expliquer "
    "indiquer jurer nier prétendre prévenir promettre raconter reconnaître répondre répéter révéler soutenir"
)
_THAT = re.compile(
    r"\s+(?:(?:(?:à|aux?)\s+(?:la\s+|l['’])?[\w’'-]+|\w+ment|aussi|ainsi|même|bien|hier|encore)\s+){0,2}(?:que\s+|qu['’])"
)
_STOP = re.compile(r"[.!?…;»”]|,\s+(?:mais|et|car|puis|donc)\b|\s–\s")
_SUBJECT = re.compile(
    r"(?:^|[\s(«“\"])(?P<who>ils?|elles?|certains|beaucoup|(?:(?:les?|la|un|une|des|mon|ma|mes|son|sa|ses|nos|notre|ce"
    r"|cette|ces|M\.|Mme)\s|l['’]|[A-ZÀ-Þ])[^,;:.!?»”]{0,40}?)\s+(?:qui\s+)?"
    r"(?:(?:ne|me|nous|vous|lui|leur|te)\s+|[mtn]['’])*\Z",
    re.IGNORECASE,
)
_ANYONE = re.compile(r"\b(?:ceux|celles|gens|quiconque|personnes?|quand|lorsque?|si)\b", re.IGNORECASE)
_HEARSAY = re.compile(r"(?<![\w-])(?:qu['’]|l['’])?on\s+\Z")
"""« Ça fait dix ans qu'on dit que … »: nobody in particular."""
_SPEAKERS_OWN = listed("je j' nous vous tu on")


def nested(sift: Sift) -> None:
    """« Le médecin m'a dit que c'était fini » · « Le préfet m'a dit : “Partez.” »"""
    speeches = [part for pair in sift.passage.pairs for part in pair.parts]
    for start, end in [*speeches, *(sift.passage.turn.spans if sift.passage.turn else ())]:
        if end - start >= _LONGEST or sift.passage.text.find("qu", start, end) < 0:
            continue
        found = cues(tokens(sift.passage.text, start, end))
        for cue in found:
            if cue.shape in ("finite", "compound") and cue.verb in _SAYING and not cue.negated:
                _clause(sift, cue, start, end)
    for inner in sift.passage.inner:
        _marks(sift, inner)
    for cue in sift.passage.cues:
        if cue.shape in ("participle", "infinitive") and cue.start not in sift.used and cue.verb in _SAYING:
            _said_inside(sift, cue)


_LONGEST = 20_000
"""Longer stretches in marks are texts of their own, not someone's speech."""


def _clause(sift: Sift, cue: Cue, start: int, end: int) -> None:
    text = sift.passage.text
    that = _THAT.match(text, cue.end, end)
    if that is None or cue.inverted:
        return
    mention = _subject(text, cue, start)
    if mention is None:
        return
    stop = _STOP.search(text, that.end(), end)
    span = trim(text, that.end(), stop.start() if stop else end)
    if span and len(text[slice(*span)].split()) >= 2:
        sift.found.append(sift.quotation([span], "indirect", "nested clause", 0.6, cue, mention))


def _subject(text: str, cue: Cue, start: int) -> Span | None:
    """Who speaks inside the words: never the one who speaks them."""
    window = max(start, cue.start - 70)
    found = _SUBJECT.search(text[window : cue.start])
    if _HEARSAY.search(text, window, cue.start):
        return None
    if found is None or found.group("who").lower().split()[-1] in _SPEAKERS_OWN:
        return None
    if _ANYONE.search(text[max(start, window + found.start() - 9) : window + found.end("who")]):
        return None
    begin = window + found.start("who")
    return noun_phrase(text, begin, window + found.end("who")) or (begin, window + found.end("who"))


def _said_inside(sift: Sift, cue: Cue) -> None:
    """« …, tout en menaçant les gens et en leur disant « Partez ! » »: marks of a quotation's own cue."""
    passage = sift.passage
    following = passage.pairs_in(cue.end, cue.end + 4)
    if not following or sift.free(following[0]):
        return
    pair = following[0]
    if any(f.spans == pair.parts for f in sift.found) or not passage.text[pair.inner[0]].isupper():
        return
    sift.found.append(sift.quotation(list(pair.parts), "direct", "nested marks", 0.7, cue, None))


def _marks(sift: Sift, inner: Pair) -> None:
    """Marks inside marks, with a cue just before them."""
    text = sift.passage.text
    window = max(sift.passage.start, inner.start - 60)
    found = cues(tokens(text, window, inner.start))
    if not found or len(text[found[-1].end : inner.start].split()) > 4:
        return
    cue = found[-1]
    if re.search(r"[.;!?]", text[cue.end : inner.start]) or cue.shape == "infinitive":
        return
    mention = cue.clitic or _subject(text, cue, window)
    if len(text[slice(*inner.inner)].split()) >= 3 or ":" in text[cue.end : inner.start]:
        sift.found.append(sift.quotation(list(inner.parts), "direct", "nested marks", 0.7, cue, mention))
