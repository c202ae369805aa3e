"""Documents that speak: « une étude de l'Insee », « le rapport », « cette enquête réalisée par … »."""

from __future__ import annotations

import re

from indexer.extraction.antecedents import Resolver
from indexer.extraction.body_kinds import stands_for
from indexer.extraction.cast import Scene
from indexer.extraction.document_names import MADE, beside, described, issued_by
from indexer.extraction.meant import body_meant
from indexer.extraction.phrases import Phrase
from indexer.extraction.same_document import fullest
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
    issuer = issued_by(scene, phrase) or beside(scene, phrase)
    if phrase.head in _FIGURES:
        issuer = issuer or _meant(scene, resolver, phrase)
    if phrase.head in _FIGURES and issuer:
        return Who(issuer, "organisation", sure=0.85, head=phrase.head)
    if phrase.head in _OUTCOMES and phrase.determiner in _TAKING_UP and _bare(scene, phrase):
        study = _study(scene, phrase)
        if study is not None:
            return document_named(scene, resolver, study)
    if phrase.determiner in _DEFINITE and not phrase.plural and _bare(scene, phrase):
        cited = _cited(resolver, phrase)
        if cited is not None:
            return cited.again(0.8)
        earlier = _earlier(scene, phrase)
        if earlier is not None:
            return described(scene, earlier, 0.75)
    if (fuller := fullest(resolver.documents.get(phrase.at, []), phrase)) is not None:
        return described(scene, fuller.phrase, 0.8)
    return described(scene, phrase, 0.88)


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
        if not other.plural and other.head not in _FIGURES and _may_be(phrase.head, other.head):
            other_noun = phrase.head in _ANY_TEXT and other.head not in _ANY_TEXT
            if other_noun or not _bare(scene, other) or MADE.match(scene.text, other.end):
                best = other
    return best


def _study(scene: Scene, phrase: Phrase) -> Phrase | None:
    """Whose results « les résultats », « ces conclusions » are: the study or survey told last before."""
    before = [other for other in scene.documents if other.start < phrase.start and not other.plural]
    return next((other for other in reversed(before) if other.head in _STUDIES), None)


_OUTCOMES = frozenset(["résultats", "conclusions", "travaux"])
_TAKING_UP = frozenset(["les", "ces", "ses", "leurs"])
_STUDIES = stands_for("étude") | {"baromètre", "audit", "expertise"}


def _may_be(noun: str, head: str) -> bool:
    return noun == head or noun in _ANY_TEXT or head in stands_for(noun)


_PAGES = re.compile(r"\s+de\s+(?:quelque\s+|près\s+de\s+|plus\s+de\s+)?[\w.-]+\s+pages?\b")
"""« le document de 210 pages »: no name."""
