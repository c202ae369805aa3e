"""Whom « selon lequel » goes back to: a document that was published, a name, the phrase before."""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.clause_subjects import NAME
from indexer.extraction.noun_phrases import noun_phrase, phrase_from
from indexer.extraction.passage import Passage
from indexer.extraction.speaking import role_like

_NEAR, _FAR = 70, 200
"""Letters before in which the phrase just before, and a document or an apposed name, may stand."""


def proverbial(passage: Passage, cue: Span) -> bool:
    """Whether it is a saying or a rule that says so: « l'adage selon lequel … »."""
    found = _before(passage, cue)
    return bool(found and _SAYINGS.search(found["noun"]))


def antecedent(passage: Passage, cue: Span) -> Span | None:
    """« une étude selon laquelle … », « la police, selon qui … », « Ugo Brun, élu, selon lequel … »"""
    if echo := ECHO.match(passage.mask, passage.sentence(cue[0])[0], cue[0]):
        return phrase_from(passage.mask, echo.end(), cue[0])
    far = max(passage.sentence(cue[0])[0], cue[0] - _FAR)
    if named := _AFTER_QUE.search(passage.mask, far, cue[0]):
        return named.span("who")
    apposed = _NAMED_BEFORE.search(passage.mask, far, cue[0])
    if apposed and role_like(apposed["role"]):
        return apposed.span("who")
    published = _PUBLISHED.search(passage.mask, far, cue[0])
    phrase = noun_phrase(passage.mask, published.start("noun"), cue[0]) if published else None
    found = _before(passage, cue)
    if phrase is None and found:
        phrase = noun_phrase(passage.mask, found.start("noun"), found.end("noun"))
    return phrase


def _before(passage: Passage, cue: Span) -> re.Match[str] | None:
    start = max(passage.sentence(cue[0])[0], cue[0] - _NEAR)
    return _ANTECEDENT.search(passage.mask, start, cue[0])


ECHO = re.compile(
    r"\W*Même\s+(?:son\s+de\s+cloche|constat|écho|refrain|analyse|avis|discours)\s+"
    r"(?:à\s+|aux?\s+|chez\s+|pour\s+|(?:du\s+côté\s+)?(?:de\s+|d['’]|du\s+|des\s+))"
)
"""« Même son de cloche au ministère »: who says the same comes after."""
_NAMED_BEFORE = re.compile(rf"(?P<who>{NAME}),\s(?P<role>[a-zà-ÿ][^,;.:]{{3,90}}),\s\Z")
"""« Ugo Brun, président du comité régional, selon lequel … »"""
_AFTER_QUE = re.compile(
    rf"\b(?:que|qu['’])[^,;:.]{{3,60}}?(?P<who>(?:(?:le|la)\s+|l['’])[A-ZÀ-Þ][\w-]+|(?<!d['’])(?<!de\s){NAME}),\s*\Z"
)
"""« Un avis que ne partage pas la CFDT, selon laquelle … »"""
_SAYINGS = re.compile(r"(?i)\b(?:adage|dicton|proverbe|principe|règle|croyance|maxime|devise|loi)\b")
_PUBLISHED = re.compile(
    r".*\b(?P<noun>(?:un|une|des|le|la|les|ce|cette|ces)\s+(?:\w+\s+){0,2}?(?:études?|rapports?|sondages?|enquêtes?"
    r"|informations?|révélations?|articles?|notes?|documents?|analyses?|courriers?|lettres?)"
    r"\b)",
    re.DOTALL,
)
"""« une étude de l'institut, portant sur mille foyers, selon laquelle … »"""
_ANTECEDENT = re.compile(
    r"(?P<noun>(?:(?:l['’]|\b(?:le|la|les|un|une|des|du|au|aux|M\.|Mme)\s)|[A-ZÀ-Þ])[^,;:.·]{0,60}?)[\s,]*\Z"
)
