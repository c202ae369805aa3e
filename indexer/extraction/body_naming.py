"""Noun phrases that name a body: « le ministère de la Mer », « le groupe », « une étude »."""

from __future__ import annotations

import re

from indexer.extraction.affiliations import without_article
from indexer.extraction.antecedents import Resolver
from indexer.extraction.bodies import is_medium
from indexer.extraction.cast import Scene
from indexer.extraction.phrases import Phrase
from indexer.extraction.who import Who
from indexer.extraction.words import body_sort, fold
from indexer.lexicon import word_class

_DEFINITE = word_class("definite")
MANY = re.compile(
    r"(?i)(?:les|des|ces|plusieurs|certaine?s|deux|trois|quatre|cinq|quelques|ses|leurs|"
    r"d['’]autres|de nombreu\w+|beaucoup|nombre|la plupart|une (?:dizaine|vingtaine|trentaine|centaine)"
    r"|(?:l['’]|d['’])?(?:un|une) des|\d+|nos)\b"
)
"""How phrases for several begin."""


def body_named(scene: Scene, resolver: Resolver, phrase: Phrase, mention: str) -> Who:
    """« le ministère de la Santé », « le groupe », « le quotidien Ouest-Info », « une étude »."""
    sort = body_sort(phrase.head)
    if sort == "document" and scene.text[phrase.start].isupper() and phrase.complements:
        sort = "kind"  # « le Programme des Nations unies pour le fleuve »
    gender = {"le": "m", "un": "m", "la": "f", "une": "f", "cette": "f", "ce": "m"}.get(phrase.determiner)
    gender = gender or ("f" if _FEMININE.search(phrase.head) else "m")
    name, full = scene.body_name(phrase)
    apposed = scene.names.get(phrase.last + 1)
    kind = None
    organisation = None
    head = phrase.head
    if sort == "document" and phrase.head in _FIGURES and (issuer := _issuer(scene, phrase)):
        return Who(issuer, "organisation", sure=0.85, head=head)
    if apposed and full and name != scene.organisation(scene.text[phrase.start : phrase.end]):
        if sort == "kind":
            kind = without_article(scene.text[phrase.start : phrase.end])
            head = f"{phrase.head} {fold(name.split()[0])}"
        else:
            organisation = scene.organisation(scene.text[apposed.start : apposed.end])
    elif sort == "document":
        organisation = _issuer(scene, phrase)
        cited = next((w for w in reversed(resolver.history[-8:]) if w.document and w.name), None)
        if (
            cited is not None
            and phrase.determiner in _DEFINITE
            and phrase.last == phrase.at
            and phrase.head in _ANY_TEXT
        ):
            return cited.again(0.8)
    elif phrase.determiner in _DEFINITE and sort != "document" and (not full or resolver.only_kind(phrase)):
        known = _anaphor(resolver, phrase)
        if known:
            name = known[0]
            if phrase.last > phrase.at and sort == "kind":  # « l'institut météorologique » tells what it is
                kind = without_article(scene.text[phrase.start : phrase.end])
    if (
        MANY.match(mention)
        and sort != "institution"
        and phrase.plural
        and phrase.determiner in ("les", "des", "plusieurs", "certains")
        and sort != "document"
    ):
        return Who(
            without_article(scene.text[phrase.start : phrase.end]),
            "group",
            sure=0.8,
            plural=True,
            head=head,
        )
    return Who(
        name, "organisation", organisation=organisation, sure=0.88, gender=gender, head=head, kind=kind,
        document=sort == "document",
    )  # fmt: skip


def _anaphor(resolver: Resolver, phrase: Phrase) -> tuple[str, bool] | None:
    """The body that « le ministère », « l'association », « l'institut météorologique » goes back to."""
    full = resolver.full_body(phrase)
    if body_sort(phrase.head) == "kind" and not (full and full[0][0].isupper()):
        return _known_body(resolver, phrase) or full
    return full


def _issuer(scene: Scene, phrase: Phrase) -> str | None:
    """« une étude de l'Insee », « l'arrêt du Tribunal cantonal »: the body that speaks through a document."""
    by = _BY.match(scene.text, phrase.end)
    firsts = [inner for _, inner in phrase.complements] + ([scene.number_at(by.end())] if by else [])
    found = (scene.body_at(first, bare=True) for first in firsts)
    return next((body[0] for body in found if body), None)


_BY = re.compile(r"(?:\s+\w+)?\s+\w+(?:ée?s?|ies?|ues?|is|it)\s+par\s+(?:l['’]|la\s+|le\s+|les\s+)?")
"""« les chiffres publiés mardi par l'Insee »: whom a document comes from."""


_FEMININE = re.compile(r"(?:ion|té|ure|ence|ance|ie|ise|ée|ette|esse|que|elle|aine|ère|ice|ale)$")
"""How feminine nouns of bodies end."""
_FIGURES = word_class("figures")
_ANY_TEXT = word_class("texts called in short")
_OWN_NAME = word_class("bodies called by what they are")
_MEDIA = word_class("media")


_FIRMS = word_class("firms")


def _printed(resolver: Resolver, phrase: Phrase) -> str:
    """A phrase as printed, in small letters."""
    return resolver.scene.text[phrase.start : phrase.end].lower()


def _known_body(resolver: Resolver, phrase: Phrase) -> tuple[str, bool] | None:
    """« l'association », « le quotidien »: the last named body that may be one."""
    if body_sort(phrase.head) != "kind":
        return None
    if phrase.head in _OWN_NAME or _printed(resolver, phrase).startswith("société civile"):
        return None
    medium = phrase.head in _MEDIA
    for who in reversed(resolver.history[-8:]):
        if (
            who.type == "organisation"
            and who.name
            and who.name[0].isupper()
            and (is_medium(who.name) == medium)
        ):
            return who.name, True
    if medium or phrase.head in _FIRMS:
        body = resolver.scene.body_near(["*medium" if medium else "*"], phrase.start, before_only=True)
        if body is not None and body.at < phrase.start:
            return body.name, True
    return None
