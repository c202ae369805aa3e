"""Documents that speak: « une étude de l'Insee », « le rapport », « cette enquête réalisée par … »."""

from __future__ import annotations

import re

from indexer.extraction.affiliations import without_article
from indexer.extraction.antecedents import Resolver
from indexer.extraction.body_kinds import stands_for
from indexer.extraction.cast import Scene
from indexer.extraction.meant import body_meant
from indexer.extraction.noun_phrases import in_marks
from indexer.extraction.phrases import Phrase
from indexer.extraction.who import Who
from indexer.extraction.words import body_sort
from indexer.lexicon import word_class

_FIGURES = word_class("figures")
_ANY_TEXT = word_class("texts called in short")
_DEFINITE = word_class("definite")
_BACK = 8
"""Quotations back in which a document that spoke may be meant again."""


def document_named(scene: Scene, resolver: Resolver, phrase: Phrase) -> Who:
    """The document that a noun phrase names, with the body that speaks through it; for figures, that body."""
    issuer = issued_by(scene, phrase) or _beside(scene, phrase)
    if phrase.head in _FIGURES:
        issuer = issuer or _meant(scene, resolver, phrase)
    if phrase.head in _FIGURES and issuer:
        return Who(issuer, "organisation", sure=0.85, head=phrase.head)
    if phrase.determiner in _DEFINITE and not phrase.plural and _bare(scene, phrase):
        cited = _cited(resolver, phrase)
        if cited is not None:
            return cited.again(0.8)
        earlier = _earlier(scene, phrase)
        if earlier is not None:
            return _document(scene, earlier, 0.75)
    return _document(scene, phrase, 0.88)


def of_document(scene: Scene, phrase: Phrase) -> Phrase | None:
    """The document whose results or figures a phrase tells: « les résultats de la vaste enquête … »."""
    for _, inner in phrase.complements[:1]:
        for number in range(inner - 2, inner + 2):
            other = scene.by_first.get(number)
            if other is not None and body_sort(other.head) == "document" and other.at > phrase.at:
                return other
    return None


def _meant(scene: Scene, resolver: Resolver, phrase: Phrase) -> str | None:
    """« selon les informations du quotidien »: the body of the article that is called so."""
    for preposition, inner in phrase.complements[:1]:
        other = scene.by_first.get(inner)
        definite = scene.words[preposition].low == "du" or scene.words[inner - 1].low in ("la", "l'")
        if other is not None and other.sort == "body" and definite and other.last == other.at:
            meant = body_meant(scene, resolver.history, other)
            return meant.name if meant else None
    return None


def _document(scene: Scene, phrase: Phrase, sure: float) -> Who:
    name = without_article(scene.text[phrase.start : phrase.end])
    organisation = issued_by(scene, phrase)
    end = phrase.end
    beside = _beside(scene, phrase)
    if beside:
        end = scene.names[phrase.last + 1].end
        name = f"{name} {scene.text[scene.names[phrase.last + 1].start : end]}"
        organisation = organisation or beside
    elif author := _author(scene, phrase):
        name = f"{name} {author}"
        end = scene.names[phrase.last + 1].end
    if phrase.head[-1] != "s":
        name += scene.text[end : _further(scene, end, for_whom=bool(beside))]
    gender = {"le": "m", "un": "m", "la": "f", "une": "f", "cette": "f", "ce": "m"}.get(phrase.determiner)
    gender = gender or ("f" if _FEMININE.search(phrase.head) else "m")
    return Who(
        re.sub(r"\s+", " ", name), "organisation", organisation=organisation, sure=sure, gender=gender,
        head=phrase.head, document=True,
    )  # fmt: skip


def _further(scene: Scene, end: int, *, for_whom: bool) -> int:
    """Where « … réalisée par Belvex pour la Ligue et le Courrier » ends, which goes on from an offset."""
    made = _MADE.match(scene.text, end)
    if made is not None and (by := _after(scene, made.end())) is not None:
        end, for_whom = by, True
    ordered = _FOR.match(scene.text, end) if for_whom else _MADE_FOR.match(scene.text, end)
    if ordered is None or scene.number_at(ordered.end()) not in scene.names:
        return end  # « une enquête pour le principal syndicat »: no name
    return _after(scene, ordered.end()) or end


def _author(scene: Scene, phrase: Phrase) -> str | None:
    """« un livre du journaliste Ugo Brun »: the name of the person whose role ends the phrase."""
    name = scene.names.get(phrase.last + 1)
    if name is None or not phrase.complements or name.start - phrase.end > 1:
        return None
    return scene.text[name.start : name.end] if name.kind == "person" else None


def _beside(scene: Scene, phrase: Phrase) -> str | None:
    """« un sondage Opinéo », « une information Radio Lagune »: the body whose name stands beside."""
    apposed = scene.names.get(phrase.last + 1)
    if apposed is None or apposed.kind in ("person", "place") or apposed.start - phrase.end > 2:
        return None
    return scene.organisation(scene.text[apposed.start : apposed.end])


def _bare(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase is only « le document », « cette étude », « le rapport de 210 pages »."""
    apposed = scene.names.get(phrase.last + 1)
    if apposed and apposed.start - phrase.end <= 2:
        return False  # « le sondage Belvex »
    if phrase.last == phrase.at:
        return True
    return bool(_PAGES.match(scene.text, scene.words[phrase.at].end))


def _cited(resolver: Resolver, phrase: Phrase) -> Who | None:
    """The document that spoke before and may be called so."""
    for who in reversed(resolver.history[-_BACK:]):
        if who.document and who.name and _may_be(phrase.head, who.head):
            return who
    return None


def _earlier(scene: Scene, phrase: Phrase) -> Phrase | None:
    """The last mention before that tells more of a document that may be called so."""
    best = None
    for other in scene.documents:
        if other.start >= phrase.start:
            break
        if other.head not in _FIGURES and _may_be(phrase.head, other.head):
            other_noun = phrase.head in _ANY_TEXT and other.head not in _ANY_TEXT
            if other_noun or not _bare(scene, other) or _MADE.match(scene.text, other.end):
                best = other
    return best


def _may_be(noun: str, head: str) -> bool:
    return noun == head or noun in _ANY_TEXT or head in stands_for(noun)


def issued_by(scene: Scene, phrase: Phrase) -> str | None:
    """« une étude de l'Insee », « les chiffres publiés par la préfecture »: whose a document is."""
    by = _BY.match(scene.text, phrase.end)
    if by and (marked := in_marks(scene.text, by.end(), by.end() + 60)):
        return marked["name"]
    firsts = [inner for _, inner in phrase.complements if scene.words[inner].low != "presse"] + (
        [scene.number_at(by.end())] if by else []
    )
    found = (scene.body_at(first, bare=True) for first in firsts)
    return next((body[0] for body in found if body), None)


def _after(scene: Scene, at: int) -> int | None:
    """Where the noun phrase ends that a document was made by, with a second one joined to it."""
    end = _one_after(scene, at)
    joined = _AND.match(scene.text, end) if end is not None else None
    second = _one_after(scene, joined.end()) if joined else None
    return second or end


def _one_after(scene: Scene, at: int) -> int | None:
    number = scene.number_at(at)
    phrase = scene.by_first.get(number)
    if phrase is not None:
        apposed = scene.names.get(phrase.last + 1)
        return apposed.end if apposed and apposed.start - phrase.end <= 1 else phrase.end
    name = scene.names.get(number)
    return name.end if name and name.start == at else None


_PAGES = re.compile(r"\s+de\s+(?:quelque\s+|près\s+de\s+|plus\s+de\s+)?[\w.-]+\s+pages?\b")
"""« le document de 210 pages »: no name."""
_AND = re.compile(r"\s+et\s+(?:l['’]|la\s+|le\s+|les\s+)?(?=\w)")
_FOR = re.compile(
    r"(?:\s+\w+(?:ée?|it|ite|is|ise)s?)?\s+pour\s+(?:le\s+compte\s+d(?:e\s+|['’]|u\s+))?"
    r"(?:l['’]|la\s+|le\s+|les\s+)?(?=\w)"
)
_MADE_FOR = re.compile(r"\s+\w+(?:ée?|it|ite|is|ise)s?\s+pour\s+(?:l['’]|la\s+|le\s+|les\s+)?(?=\w)")
"""« un sondage Belvex pour le Courrier », « une étude réalisée pour la Ligue »."""
_MADE = re.compile(r"\s+(?:\w+\s+)?\w+(?:ée?|it|ite|is|ise)s?\s+par\s+(?:l['’]|la\s+|le\s+|les\s+|\d+\s+)?")
_BY = re.compile(
    r"(?:\s+\w+)?\s+\w+(?:ée?s?|ies?|ues?|is|it)(?:\s+\w+){0,4}?\s+par\s+(?:l['’]|la\s+|le\s+|les\s+)?"
)
"""« les chiffres publiés mardi par l'Insee »: whom a document comes from."""
_FEMININE = re.compile(r"(?:ion|té|ure|ence|ance|ie|ise|ée|ette|esse|que|elle|aine|ère|ice|ale|ête|ude)$")
