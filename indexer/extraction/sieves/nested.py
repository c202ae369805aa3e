"""Speech inside speech: « Le maire m'a dit qu'il partait », raconte-t-elle · « Il a crié : “Sortez !” »

The outer words are another sieve's quotation; what somebody says inside them is one too.
"""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.cue import Cue, tokens
from indexer.extraction.cues import cues
from indexer.extraction.leading import leading_subject
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
    r"|cette|ces|M\.|Mme)\s|l['’]|[A-ZÀ-Þ])[^,;:.!?»”]{0,40}?)\s+(?:qui\s+)?(?:(?:est|sont|était)\s+venue?s?\s+|vient\s+|a\s+fini\s+par\s+)?"
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
    for start, end in speeches:
        for single in _SINGLE.finditer(sift.passage.text, start, end):
            _told(sift, single.span("inner"), start)
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
    mention = _subject(text, cue.start, start)
    if mention is None:
        return
    stop = _STOP.search(text, that.end(), end)
    span = trim(text, that.end(), stop.start() if stop else end)
    if span and len(text[slice(*span)].split()) >= 2:
        sift.found.append(sift.quotation([span], "indirect", "nested clause", 0.6, cue, mention))


def _subject(text: str, at: int, start: int) -> Span | None:
    """Who speaks inside the words: never the one who speaks them."""
    window = max(start, at - 70)
    found = _SUBJECT.search(text[window:at])
    if _HEARSAY.search(text, window, at):
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


_SINGLE = re.compile(
    r"(?<=[\s:,])'(?P<inner>(?=[A-ZÀ-Þa-zà-ÿ])[^\n«»“”\"]{3,400}?[\w.!?…])'(?=[\s.,;:!?)»”\"]|\Z)"
)
"""Single straight marks inside others: "Il m'a dit : 'Reste ici.'"."""
_AND = re.compile(r"\bet\s+(?:(?:me|nous|vous|lui|leur|te)\s+|[mtn]['’])?\Z")
_FIRST_PERSON = re.compile(
    r"\b(?P<who>[Jj]e|[Nn]ous|[Jj](?=['’]))(?:['’]|\s+(?:(?:lui|leur|vous|te)\s+|[lt]['’])*)\Z"
)


_SAID = re.compile(
    r"\b(?P<own>(?:ai|avons|avais|avions)\s+(?:\w+ment\s+|alors\s+|juste\s+)?(?:dit|répondu|demandé|crié|lancé|répliqué|rétorqué|expliqué))\b"
    r"|\b(?:me|nous|vous|te|lui|leur)\s+(?:dire|répondre|demander|crier|lancer|répéter)\b"
)
_WHO_SAYS = re.compile(
    r".*\b(?P<who>(?:les?|la|une?|des|mon|ma|mes|son|sa|ses|nos|notre|cet?t?e?|ces)\s[^,;:.!?«»\"]{2,40}?),?\s+qui\s+"
    r"(?:(?:ne|me|nous|vous|lui|leur|te)\s+|[mtn]['’])*\Z",
    re.DOTALL,
)


def _told(sift: Sift, inner: Span, start: int) -> None:
    """What somebody says in single marks, told by whoever speaks."""
    text = sift.passage.text
    window = max(start, inner[0] - 90)
    found = [
        cue
        for cue in cues(tokens(text, window, inner[0]))
        if cue.verb in _SPOKEN and cue.shape in ("finite", "compound")
    ]
    said = None if found else list(_SAID.finditer(text, window, inner[0]))[-1:]
    cue: Cue | Span | None = found[-1] if found else said[0].span() if said else None
    if cue is None:
        return
    at, end = (cue.start, cue.end) if isinstance(cue, Cue) else cue
    if len(text[end : inner[0]].split()) > 3 or re.search(r"[.;!?]", text[end : inner[0]]):
        return
    if len(text[slice(*inner)].split()) >= 3 or ":" in text[end : inner[0]]:
        mention = cue.clitic if isinstance(cue, Cue) and cue.clitic else _teller(text, at, window)
        sift.found.append(sift.quotation([inner], "direct", "nested marks", 0.6, cue, mention))


def _teller(text: str, at: int, start: int) -> Span | None:
    """Who says it: « je », whom « qui » goes back to, who stands before, who acts first."""
    if own := _FIRST_PERSON.search(text, start, at):
        return own.span("who")
    if which := _WHO_SAYS.match(text, start, at):
        return which.span("who")
    if _AND.search(text, start, at):
        begin = max(text.rfind(mark, start, at) for mark in ".!?") + 1
        return leading_subject(text, max(start, begin), at)
    return _subject(text, at, start)


_SPOKEN = _SAYING | listed("demander lancer répliquer rétorquer hurler souffler glisser écrire")


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
    mention = cue.clitic or _subject(text, cue.start, window)
    if len(text[slice(*inner.inner)].split()) >= 3 or ":" in text[cue.end : inner.start]:
        sift.found.append(sift.quotation(list(inner.parts), "direct", "nested marks", 0.7, cue, mention))
