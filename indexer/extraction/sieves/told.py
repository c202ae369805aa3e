"""What is said after who says it: « Selon X, porte-parole de Y, … », where it begins and how far it goes."""

from __future__ import annotations

import re
from itertools import pairwise

from corpus import Span
from indexer.extraction.adverbials import DAYS, MONTHS, skip_adverbials
from indexer.extraction.finite import has_finite
from indexer.extraction.passage import Passage, trim
from indexer.extraction.sieves.ends import incise
from indexer.extraction.sieves.state import Sift, joined, kind_of, words_of
from indexer.extraction.speaking import role_like
from indexer.extraction.verbs import forms

BRACKETED = re.compile(r"\s*\([^()]{1,80}\)")
"""« pour Ève Colin (Le Centre), »: of what party someone is."""
_APPOSITION = re.compile(
    r"\s*(?:qui\b|dont\b|où\b|respectivement\b|(?!(?:s|ains|auss|depu|pu|plu|parm|mid|jama|ma|fa|nu|lu|qu|lund|mard|jeud|vendred|samed)[iu]s?t?e?\b)"
    r"\w+(?:é|i|u|is|it)e?s?\b(?!\s+(?:est|a|sont|ont)\b)|\d+\s+ans|(?:l['’]un|un)e?\s+des"
    r"|(?:ancien\w*|ex-\w+|actuel\w*)\b)",
    re.IGNORECASE,
)
_RELAYING = re.compile(
    r"\s*(?:en\s+(?:tenant|prenant|se\s+basant|se\s+fondant|s['’]appuyant)|rapportant|citant|relayant|reprenant|interrogeant|tenant\s+compte"
    r"|s['’]appuyant|se\s+(?:fondant|basant|référant))\b",
    re.IGNORECASE,
)
"""« Selon un voisin, citant le maire, … »: where the one named has it from."""
_WHEN = re.compile(
    rf"\s*(?:(?:ce|le|du)\s+)?(?:{DAYS})?(?:\s+(?:matin|midi|soir|après-midi|dernier))?\s*(?:(?:le\s+)?(?:1er|\d{{1,2}})(?:\s+(?:{MONTHS}))?(?:\s+\d{{4}})?)?\s*",
    re.IGNORECASE,
)
_DATED = re.compile(r"\d|\bce\b", re.IGNORECASE)
"""« Selon une étude parue au pays, lundi 3 mai, … »: when it was printed."""
_SUBJECT = re.compile(r"\s*(?:[A-ZÀ-Þ\d]|(?:les?|la|une?|ce|cette|ces|son|sa|ses)\s|l['’])")
_NAME_ONLY = re.compile(
    r"\s*[A-ZÀ-Þ][\w’'.-]*(?:\s+(?:de|du|d['’]|le|la|el|al|ben|[A-ZÀ-Þ])[\w’'.-]*)*\s*(?:\([^()]{1,40}\)\s*)?"
)


def after_phrase(passage: Passage, at: int, end: int) -> int:
    """Where the clause begins after who is named, appositions skipped: « Selon X, porte-parole de Y, … »."""
    at = skip_adverbials(passage.mask, at, end) if _AGO.match(passage.mask, at, end) else at
    if bracketed := BRACKETED.match(passage.mask, at, end):
        at = bracketed.end()
    if relative := re.compile(r"\s+(?:qui|dont|où)\b[^,;:·]*(?:·+[^,;:·]*)?(?=,)").match(
        passage.mask, at, end
    ):
        at = relative.end()
    subject: int | None = None  # where a phrase begins that may be the clause's subject, not an apposition
    while (comma := passage.mask.find(",", at, end)) >= 0:
        if has_finite(passage.mask[at:comma]) and at != comma:
            break
        second = passage.mask.find(",", comma + 1, end)
        if second < 0:
            return _or_subject(passage, comma + 1, end, subject)
        segment = passage.text[comma + 1 : second]
        if (_WHEN.fullmatch(segment) and _DATED.search(segment)) or _RELAYING.match(segment):
            at = second
            continue
        if _lists(passage, second, end) and _NAME_ONLY.fullmatch(segment):
            return comma + 1
        apposed = (
            _APPOSITION.match(segment)
            or _says(segment)
            or _NAME_ONLY.fullmatch(segment)
            or role_like(segment)
        )
        relative = re.match(r"\s*(?:qui|dont|où)\b", segment)
        if passage.mask[second + 1 : end].lstrip()[:1] in ("«", '"', "“"):  # marks follow the apposition
            apposed = apposed or not has_finite(segment)
        plain = "·" not in passage.mask[comma:second] and (not has_finite(segment) or _says(segment))
        if not (relative or (apposed and plain)):
            return _or_subject(passage, comma + 1, end, subject)
        if subject is None and _SUBJECT.match(segment) and not (relative or _APPOSITION.match(segment)):
            subject = comma + 1
        at = second
    return at


_AGO = re.compile(r"\s+il\s+y\s+a\s")
"""« Selon une étude publiée il y a deux jours, … »."""


def _says(segment: str) -> bool:
    """Whether a stretch between commas tells who relays: « Selon des proches, écrit L'Écho, … »."""
    first = re.match(r"\s*[\w’'-]+(?=\s+[A-ZÀ-Þld])", segment)
    return first is not None and any(
        form.shape == "finite" and "I" in form.frames
        for form in forms().get(first.group().strip().lower(), ())
    )


def _lists(passage: Passage, comma: int, end: int) -> bool:
    """Whether names in a row go on after a comma: « Selon le maire, A. Roy, B. Bel et C. Paul viendront »."""
    return bool(_NEXT_NAMES.match(passage.mask, comma, end))


_NEXT_NAMES = re.compile(
    r",\s*[A-ZÀ-Þ][\w’'.-]*(?:\s+(?:de\s+|du\s+|el\s+|al\s+|le\s+|la\s+)?[A-ZÀ-Þ][\w’'.-]*)*\s*(?:,|\s(?:et|ou)\s+[A-ZÀ-Þ])"
)


def _or_subject(passage: Passage, at: int, end: int, subject: int | None) -> int:
    """Where the clause begins: with its subject, when what follows the commas begins with a verb."""
    first = re.compile(r"\s*(?:n['’]|ne\s+|s['’]|se\s+|l['’])?[\w’'-]+").match(passage.mask, at, end)
    if subject is None or first is None:
        return at
    return subject if has_finite(first.group()) or _APPOSITION.match(passage.text, at, end) else at


def _holds(sift: Sift, span: Span) -> bool:
    """Whether what others found here lies inside: « Selon X, Y a dit “…” » is speech at both levels."""
    over = [f for f in sift.found if f.spans[0][0] < span[1] and span[0] < f.spans[-1][1]]
    return all(span[0] < f.spans[0][0] and f.spans[-1][1] <= span[1] + 2 for f in over)


_TURN = re.compile(r"\s*:\s*(?:[«\"“]|$)|,\s*(?:selon\s|d['’]après\s|bien\s+qu[e'’])")


def content(sift: Sift, cue: Span, phrase: Span | None, start: int, end: int) -> None:
    """Add what is said after who says it, from an offset to its sentence's end at most."""
    passage = sift.passage
    if stop := _TURN.search(passage.mask, start, end):
        end = stop.start()
    for other in passage.cues_in(start, end):
        left = passage.tokens[other.first].start
        comma = passage.mask[start:left].rstrip().endswith(",")
        if comma and set("QI") <= set(other.frames) and incise(passage, other, end):
            end = left
            break
    span = trim(passage.text, start, end)
    if span is None:
        return
    inside = passage.pairs_in(start, end)
    if any(not sift.free(pair) for pair in inside) and not _holds(sift, span):
        return
    if (
        len(inside) > 1
        and inside[0].start <= span[0]
        and all(joined(passage, *two) for two in pairwise(inside))
    ):
        for pair in inside:
            sift.add(words_of(pair), "direct", "according to", 0.85, cue, phrase, [pair])
        return
    if inside and inside[0].start <= span[0] and inside[0].end >= span[1]:
        sift.add(words_of(inside[0]), "direct", "according to", 0.85, cue, phrase, inside)
        return
    if inside and inside[-1].end > span[1]:
        span = (span[0], inside[-1].end)
    sift.add([span], kind_of(passage, inside), "according to", 0.85, cue, phrase, inside)
