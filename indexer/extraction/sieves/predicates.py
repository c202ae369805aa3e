"""Words in marks that are the verb or the attribute of one who speaks, with no verb of speech beside them.

L'imam est « effondré » · Le pape « s'associe à la douleur » · La ville veut « tourner la page » · un texte
qualifié de « chiffon » · des jeux selon lui « atroces »
"""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.clause_subjects import before_relative
from indexer.extraction.finite import has_finite
from indexer.extraction.infinitives import infinitive_at
from indexer.extraction.marks import Pair
from indexer.extraction.noun_phrases import noun_phrase
from indexer.extraction.passage import Passage
from indexer.extraction.sieves.sentence import reported_sentence
from indexer.extraction.sieves.state import Sift, is_name, main_subject, words_of
from indexer.extraction.sieves.unclaimed import is_charge
from indexer.extraction.speaking import can_speak, someone
from indexer.extraction.verbs import forms

_IS = re.compile(
    r"\b(?:est|était|sont|étaient|reste|se\s+veut|se\s+voulait)(?:\s+(?:pas|plus|très|même|aussi|donc))?\s*\Z"
)
_WANTS = re.compile(
    r"\b(?P<cue>(?:veut|veulent|voulait|compte|comptent|entend|entendent|souhaite|souhaitent|espère|espèrent)"
    r"(?:\s+(?:ainsi|aussi|donc|également|notamment|désormais))?)(?:\s+(?:avec|par|via|grâce|dans|lors)\s[^,;:·]{2,50})?\s*\Z"
)
_NAMED = re.compile(
    r"\b(?P<cue>(?:qualifi|décri|dépein|accus|tax|trait|présent|compar)(?:é|t|és|ts|ée|te|ées|tes))\b"
    r"(?:\s+(?!et\b)[\w’'-]+){0,4}?\s+(?:de|d['’]|comme|à)\s*(?:une?\s+|des\s+|la\s+|le\s+|l['’])?\Z"
)
_WORD = re.compile(
    r"\b(?P<cue>(?:utilis|emplo|repren|parl|évoqu)\w+\s+(?:le\s+mot|le\s+terme|les\s+mots|l['’]expression|la\s+formule))\s*\Z"
)


def predicate(sift: Sift) -> None:
    """L'imam est « très ému » · X veut « agir vite » · un projet qualifié de « fou »"""
    passage = sift.passage
    for pair in passage.pairs:
        if not sift.alone(pair) or is_name(passage, pair) or is_charge(passage, pair):
            continue
        start, _ = passage.sentence(pair.start)
        before = passage.mask[max(start, pair.start - 120) : pair.start]
        inner = passage.text[pair.inner[0] : pair.inner[1]]
        if not inner[:1].islower() and inner[:1] not in "[(":
            continue
        cue = _cue(passage, pair, before, inner)
        if cue is not None and _said_by_nobody(passage, cue, inner):
            continue
        if cue is not None:
            sift.add(words_of(pair), "mixed", "predicate", 0.6, cue, _subject(passage, start, cue[0]), [pair])
        elif _attribute(passage, pair, start, before, inner):
            mention = _subject(passage, start, pair.start)
            spans, claims = words_of(pair), [pair]
            if sentence := reported_sentence(sift, pair):
                spans, claims = [sentence[0]], sentence[1]
            sift.add(spans, "mixed", "predicate", 0.55, None, mention, claims)


def _said_by_nobody(passage: Passage, cue: Span, inner: str) -> bool:
    """Whether a word is only what something is called, nobody says by whom: un bloc qualifié de « dur »."""
    between = passage.mask[cue[1] : cue[1] + 40]
    return len(inner.split()) == 1 and bool(_CALLED.match(passage.mask, *cue)) and not _BY.search(between)


_CALLED = re.compile(r"(?:qualifi|décri|présent|trait|tax)(?:é|t)e?s?\b")
_BY = re.compile(r"\b(?:par|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier)\b")


def _cue(passage: Passage, pair: Pair, before: str, inner: str) -> Span | None:
    """The words that name or want what stands in marks."""
    wants = _WANTS.search(before)
    if wants and infinitive_at(inner, 0, len(inner)) is None:
        wants = None
    match = wants or _NAMED.search(before) or _WORD.search(before)
    if match is None:
        return None
    offset = pair.start - len(before)
    return offset + match.start("cue"), offset + match.end("cue")


def _attribute(passage: Passage, pair: Pair, start: int, before: str, inner: str) -> bool:
    """Whether marks hold what somebody is or does: an attribute of several words, or a verb and the rest."""
    if len(inner.split()) < 2 or not can_speak(passage, _subject(passage, start, pair.start)):
        return False
    verb = re.match(r"(?:n['’]|ne\s+|s['’]|se\s+|l['’]|y\s+)*[\w’'-]+(?:\s+\w+)?", inner)
    first = inner.split()[0]
    says = any(form.shape == "finite" and "Q" in form.frames for form in forms().get(first, ()))
    acts = bool(verb) and (says or (len(inner.split()) >= 3 and has_finite(verb.group() if verb else "")))
    stands = bool(_WHOLE.match(inner) or _BESIDE.search(before)) or _subject_ends(passage, start, pair)
    return bool(_IS.search(before)) or (acts and stands and not has_finite(before))


_WHOLE = re.compile(r"(?:il|elle|ils|elles|on|nous|je|c['’]|ça|cela)\b", re.IGNORECASE)
_BESIDE = re.compile(r"(?:\b(?:qui|ne)|n['’])\s*\Z")


def _subject_ends(passage: Passage, start: int, pair: Pair) -> bool:
    """Whether the subject of a sentence stands right before marks that hold its verb."""
    subject = _subject(passage, start, pair.start)
    return subject is not None and bool(_APPOSED.fullmatch(passage.mask, subject[1], pair.start))


_APPOSED = re.compile(r"\s*(?:,[^,;:·]{2,80},\s*)?")


def _subject(passage: Passage, start: int, end: int) -> Span | None:
    if relative := _WHO.search(passage.mask[start:end]):
        return before_relative(passage, start, start + relative.start())
    phrase = main_subject(passage, start, end) or noun_phrase(passage.mask, start, end)
    return phrase if phrase and someone(passage, phrase) else None


_WHO = re.compile(r",?\s*\bqui\s*\Z")
