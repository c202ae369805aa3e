"""Words in marks that no construct explains, taken when a learnt model thinks that somebody said them."""

from __future__ import annotations

import re

from corpus import Kind, Span
from indexer.extraction.cue import Cue
from indexer.extraction.finite import has_finite
from indexer.extraction.learnt import model
from indexer.extraction.learnt.marks import features
from indexer.extraction.marks import Pair
from indexer.extraction.passage import Passage
from indexer.extraction.sieves.sentence import reported_sentence
from indexer.extraction.sieves.state import Sift, cue_subject, is_vote, main_subject, words_of
from indexer.extraction.verbs import forms


def unclaimed(sift: Sift) -> None:
    """L'imam est « effondré » · Ce fut « une nuit sans fin » pour les habitants"""
    judge = model("marks")
    for pair in sift.passage.pairs:
        if not sift.alone(pair) or is_charge(sift.passage, pair) or is_vote(sift.passage, pair):
            continue
        if _no_speech(sift.passage, pair):
            continue
        probability = judge.probability(features(sift, pair))
        if probability < judge.threshold:
            continue
        cue = _cue(sift, pair)
        mention = cue_subject(sift, cue, pair.start) if cue else _speaker(sift, pair)
        kind: Kind = "direct" if _whole(sift, pair) else "mixed"
        spans, claims = words_of(pair), [pair]
        if kind == "mixed" and cue is None and not _label(sift.passage, pair):
            sentence = reported_sentence(sift, pair)
        else:
            sentence = None
        if sentence:
            spans, claims = [sentence[0]], sentence[1]
            mention = None  # nobody in it speaks
        sift.add(spans, kind, "marks alone", round(probability, 3), cue, mention, claims)


def _label(passage: Passage, pair: Pair) -> bool:
    """Whether few words and no verb stand around marks, as in a heading: Une « erreur » de parcours"""
    start, end = passage.sentence(pair.start)
    around = f"{passage.mask[start : pair.start]} {passage.mask[pair.end : end]}"
    verb = has_finite(around) or has_finite(passage.text[slice(*pair.inner)].lower())
    return len(re.findall(r"[^\W·]+", around)) <= _LABEL and not verb


_LABEL = 3


def is_charge(passage: Passage, pair: Pair) -> bool:
    """Whether marks hold what somebody is charged with: mis en examen pour « vol en réunion »."""
    start, _ = passage.sentence(pair.start)
    before = passage.mask[max(start, pair.start - 120) : pair.start]
    if _OFFENCE.match(passage.text, *pair.inner) and _LEGAL.search(passage.mask, start, pair.start):
        return True
    return bool(_CHARGE.search(before)) or (
        passage.text.startswith("pour ", pair.inner[0]) and bool(_CHARGE.search(before + "pour "))
    )


_OFFENCE = re.compile(
    r"(?:violences?|vols?|recel|meurtres?|assassinats?|viols?|agressions?|homicides?|blessures|outrages?|rébellion"
    r"|association\s+de\s+malfaiteurs|abus\s+de\s+(?:biens|confiance|faiblesse)|corruption|détournements?|escroqueries?|trafic"
    r"|enlèvements?|séquestrations?|dégradations?|apologie|complicité|faux|blanchiment|harcèlement|diffamation|injures?"
    r"|provocation|incitation|crimes?|non-assistance|mise\s+en\s+danger|tentatives?|entrave|participation|prise\s+illégale"
    r"|favoritisme|attroupement|exhibition|conduite|détention|port\s+d['’]arme|troubles?\s+à\s+l['’]ordre)\b",
    re.IGNORECASE,
)
"""How the names of offences begin."""
_LEGAL = re.compile(
    r"\b(?:accusée?s?|délits?|poursuivie?s?|poursuites|inculpée?s?|mise?s?\s+en\s+(?:examen|cause|accusation)|garde\s+à\s+vue"
    r"|enquête|information\s+judiciaire|plaintes?|jugée?s?|condamnée?s?|écrouée?s?|soupçonnée?s?|procès|tribunal|prison|chefs?)\b"
)


def is_paper(inner: str) -> bool:
    """Whether words look like a newspaper's name with its article: « le Courrier du soir »."""
    return bool(_PAPER.fullmatch(inner)) and not has_finite(inner)


def _no_speech(passage: Passage, pair: Pair) -> bool:
    """Whether marks hold a paper's name, or what nothing tells: « Rien n'indiquait un « danger » »."""
    if is_paper(passage.text[slice(*pair.inner)]) and _before_paper(passage, pair):
        return True
    return bool(_NOTHING.fullmatch(passage.mask, passage.sentence(pair.start)[0], pair.start))


_NOTHING = re.compile(r"\W*(?:rien|personne|nul)\s+(?:ne\s|n['’])[^,;:·]*", re.IGNORECASE)


def _before_paper(passage: Passage, pair: Pair) -> bool:
    """Whether what stands before marks is followed by who prints something: « raconte « le Courrier » »."""
    before = passage.word(passage.after(pair.start) - 1)
    return before in ("dans", "selon", "par", "à") or any(
        "I" in form.frames for form in forms().get(before, ())
    )


_PAPER = re.compile(r"(?:les?\s|la\s|l['’])[A-ZÀ-Þ][\w’'-]*(?:\s[\w’'-]+){0,2}")
_CHARGE = re.compile(
    r"\b(?:garde\s+à\s+vue|mise?s?\s+en\s+examen|poursuivie?s?|condamnée?s?|inculpée?s?|enquête|information\s+judiciaire"
    r"|plaintes?|jugée?s?|écrouée?s?|interpellée?s?|soupçonnée?s?|procès)\b[^.;:·]{0,80}\b(?:pour|(?:du|des)\s+chefs?\s+d[e'’])\s*"
    r"(?:(?:des|un|une|le|la|les)\s+)?\Z"
)


def _whole(sift: Sift, pair: Pair) -> bool:
    """Whether the marks hold a sentence of their own."""
    inner = sift.passage.text[pair.inner[0] : pair.inner[1]]
    return inner[:1].isupper() and (inner[-1:] in ".!?…" or len(inner.split()) > 6)


def _cue(sift: Sift, pair: Pair) -> Cue | None:
    """The cue before it in its sentence, if that has no content yet."""
    start, _ = sift.passage.sentence(pair.start)
    left = [c for c in sift.passage.cues_in(start, pair.start) if c.shape in ("finite", "compound")]
    return left[-1] if left and left[-1].start not in sift.used else None


def _speaker(sift: Sift, pair: Pair) -> Span | None:
    """Who speaks elsewhere in the sentence, else its first noun phrase if that is someone."""
    passage = sift.passage
    start, end = passage.sentence(pair.start)
    beside = [f for f in sift.found if f.mention and start <= f.spans[0][0] < end]
    if beside:
        return min(beside, key=lambda found: abs(found.spans[0][0] - pair.start)).mention
    return main_subject(passage, start, pair.start)
