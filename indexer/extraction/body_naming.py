"""Noun phrases that name a body: « le ministère de la Mer », « le groupe », « une étude »."""

from __future__ import annotations

import re

from indexer.extraction.affiliations import without_article
from indexer.extraction.antecedents import Resolver
from indexer.extraction.cast import Scene
from indexer.extraction.document_names import issued_by
from indexer.extraction.documents import document_named, of_document
from indexer.extraction.genitive import of
from indexer.extraction.known import kinds_known
from indexer.extraction.meant import body_meant
from indexer.extraction.phrases import Phrase
from indexer.extraction.who import Who
from indexer.extraction.words import body_sort, fold
from indexer.lexicon import word_class, words

_DEFINITE = word_class("definite")
MANY = re.compile(
    r"(?i)(?:les|des|ces|plusieurs|certaine?s|deux|trois|quatre|cinq|quelques|ses|leurs|"
    r"d['’]autres|de nombreu\w+|beaucoup|nombre|la plupart|une (?:dizaine|vingtaine|trentaine|centaine)"
    r"|(?:l['’]|d['’])?(?:un|une) des|\d+|nos)\b"
)
"""How phrases for several begin."""


def _after_comma(scene: Scene, phrase: Phrase) -> Who | None:
    """« leur fédération, Domicilia, estime », « son syndicat, l'UNSP, »: a body's name between commas."""
    number = phrase.last + 1
    if number + 3 >= len(scene.words) or scene.words[number].text != "," or phrase.plural:
        return None
    number += 2 if scene.words[number + 1].low in ("la", "le", "l'") else 1
    name = scene.names.get(number)
    if name is None or name.first in scene.of_name or name.kind not in ("body", "word", "maybe"):
        return None
    if phrase.determiner not in _DEFINITE_OF or scene.words[name.last + 1 : name.last + 2] == []:
        return None
    if scene.words[name.last + 1].text not in (",", ".") or body_sort(phrase.head) == "document":
        return None
    said = scene.organisation(scene.text[name.start : name.end])
    kind = without_article(scene.text[phrase.start : phrase.end])
    return Who(said, "organisation", sure=0.85, gender="f", head=phrase.head, kind=kind)


_DEFINITE_OF = frozenset(["le", "la", "l'", "son", "sa", "leur", "notre"])


def body_named(scene: Scene, resolver: Resolver, phrase: Phrase, mention: str) -> Who:
    """« le ministère de la Santé », « le groupe », « le quotidien Ouest-Info », « une étude »."""
    sort = body_sort(phrase.head)
    if sort == "document" and scene.text[phrase.start].isupper() and phrase.complements:
        sort = "kind"  # « le Programme des Nations unies pour le fleuve »
    gender = {"le": "m", "un": "m", "la": "f", "une": "f", "cette": "f", "ce": "m"}.get(phrase.determiner)
    gender = gender or ("f" if _FEMININE.search(phrase.head) else "m")
    if (beside := _after_comma(scene, phrase)) is not None:
        return beside
    if (channel := _of_a_channel(scene, resolver, phrase)) is not None:
        return channel
    name, full = scene.body_name(phrase)
    apposed = scene.name_beside(phrase)
    kind = None
    organisation = None
    head = phrase.head
    if phrase.head in _FIGURES and (inner := of_document(scene, phrase)) is not None:
        return document_named(scene, resolver, inner)  # « les résultats de l'enquête de l'Insee »
    if sort == "document" and (
        not phrase.plural
        or phrase.head in _OF_SEVERAL
        or (phrase.head in _WORKS and issued_by(scene, phrase))
    ):
        return document_named(scene, resolver, phrase)
    if sort == "document" and phrase.head in _FIGURES:
        issuer = issued_by(scene, phrase) or _meant_in(scene, resolver, phrase)
        if issuer:
            return Who(issuer, "organisation", sure=0.85, head=head)
    if apposed and full and name != scene.organisation(scene.text[phrase.start : phrase.end]):
        if sort == "kind":
            kind = without_article(scene.text[phrase.start : phrase.end])
            head = f"{phrase.head} {fold(name.split()[0])}"
        else:
            organisation = scene.organisation(scene.text[apposed.start : apposed.end])
    elif sort == "document":
        organisation = issued_by(scene, phrase)
    elif sort != "kind" and full and (longer := scene.longer(name)):
        name = longer
    elif sort == "kind" and full and phrase.determiner in _DEFINITE and _of_a_place(scene, phrase):
        meant = body_meant(scene, resolver.history, phrase, told=True)
        name = meant.name if meant else name
    elif full and (organ := _organ(scene, resolver, phrase)) is not None:
        name = organ
    elif not full and phrase.head in _HEADS and (head_of := _head_of(scene, resolver, phrase)) is not None:
        name, organisation = head_of
    elif not full and (announced := _announced(scene, phrase)) is not None:
        name = announced
    elif (
        phrase.determiner in _DEFINITE
        and (not full or resolver.only_kind(phrase))
        and not (full and _ACRONYM.match(scene.text, phrase.end))
    ):
        known = _anaphor(resolver, phrase)
        if known:
            name = known
            if (
                sort == "kind" and fold(phrase.head) not in fold(name).split()
            ):  # « le quotidien » tells what it is
                kind = without_article(scene.text[phrase.start : phrase.end])
    if (
        MANY.match(mention)
        and sort != "institution"
        and phrase.plural
        and phrase.determiner in ("les", "des", "plusieurs", "certains")
        and sort != "document"
    ):
        bare = phrase.last == phrase.at and phrase.determiner == "les"
        return Who(
            resolver.group_in_full(phrase)
            if bare
            else without_article(scene.text[phrase.start : phrase.end]),
            "group",
            sure=0.8,
            plural=True,
            head=head,
        )
    return Who(
        name, "organisation", organisation=organisation, sure=0.88, gender=gender, head=head, kind=kind,
        document=sort == "document",
    )  # fmt: skip


def _of_a_channel(scene: Scene, resolver: Resolver, phrase: Phrase) -> Who | None:
    """« le site du quotidien », « le compte Twitter de la radio »: who speaks through it."""
    if phrase.head not in _CHANNELS or phrase.plural or not phrase.complements:
        return None
    name = _meant_in(scene, resolver, phrase)
    return Who(name, "organisation", sure=0.8, head=phrase.head) if name else None


_CHANNELS = frozenset(["site", "compte", "page", "antenne", "plateau"])


def _meant_in(scene: Scene, resolver: Resolver, phrase: Phrase) -> str | None:
    """The body that « du quotidien » means in « les calculs du quotidien »; None for none or another noun."""
    for _, inner in phrase.complements:
        body = scene.by_first.get(inner)
        if body is None or body.plural or body_sort(body.head) != "kind":
            continue
        said = scene.text[body.start : body.end]
        if any(char.isupper() for char in said):
            return scene.body_name(body)[0]
        meant = body_meant(scene, resolver.history, body._replace(determiner="le"))
        return meant.name if meant and meant.name[0].isupper() else None
    return None


def _organ(scene: Scene, resolver: Resolver, phrase: Phrase) -> str | None:
    """« le conseil d'administration du groupe », with the group's name, where the article tells it."""
    preposition, inner = phrase.complements[-1] if phrase.complements else (0, 0)
    body = scene.by_first.get(inner)
    if body is None or body.last > body.at or body.last < phrase.last or scene.words[preposition].low != "du":
        return None
    name = _meant_in(scene, resolver, phrase._replace(complements=phrase.complements[-1:]))
    if name is None:
        return None
    before = scene.text[phrase.start : scene.words[preposition].start]
    return f"{before}{'d’' if name[0] in 'AEIOUYÉÈÊH' else 'de '}{name}"


def _head_of(scene: Scene, resolver: Resolver, phrase: Phrase) -> tuple[str, str] | None:
    """« la direction », « sa direction » → « direction de la RATP », with the body that is spoken of."""
    if phrase.determiner not in _DEFINITE_OF or phrase.plural:
        return None
    for noun in ("entreprise", "établissement", "institution"):
        body = body_meant(scene, resolver.history, phrase._replace(head=noun, determiner="le"))
        if body is not None and any(char.isupper() for char in body.name):
            return f"{phrase.head} {of(scene.text, body.name)}", body.name
    return None


_HEADS = frozenset(["direction"])


def _announced(scene: Scene, phrase: Phrase) -> str | None:
    """« Un collectif a … », at the head of an article: the one that bears a name further on."""
    if phrase.determiner not in ("un", "une"):
        return None
    told = [one for one in scene.called.values() if phrase.head in one.told and one.name != phrase.head]
    if len(told) != 1 or told[0].mentions[0] < phrase.start:
        return None
    layout, first = scene.layout, told[0].mentions[0]
    apart = layout.sentence_of(first) - layout.sentence_of(phrase.start)
    near = layout.paragraph_of(phrase.start) <= 1 or apart <= _SOON
    return told[0].name if near and any(char.isupper() or char == "." for char in told[0].name) else None


_SOON = 3
"""Sentences further on in which a body that was brought in without its name is named."""


def _of_a_place(scene: Scene, phrase: Phrase) -> bool:
    """« le quotidien du Nord », « le constructeur de Lumes », « l'agence de l'ONU »."""
    if len(phrase.complements) != 1 or scene.text[phrase.start].isupper():
        return False
    preposition, inner = phrase.complements[0]
    name = scene.names.get(inner)
    if name is None or scene.words[preposition].low not in ("de", "du", "d'"):
        return False
    said = scene.text[name.start : name.end]
    return said in _PARENTS or not (kinds_known(said) or name.kind == "body")


_PARENTS = frozenset(["ONU", "UE", "Nations unies", "Union européenne"])


def _anaphor(resolver: Resolver, phrase: Phrase) -> str | None:
    """The body that « le ministère », « l'association », « l'institut météorologique » goes back to."""
    if phrase.last > phrase.at and (longer := resolver.scene.longer(_printed(resolver, phrase))):
        return longer
    if body_sort(phrase.head) == "kind":
        if _printed(resolver, phrase).startswith("société civile"):
            return None
        meant = body_meant(resolver.scene, resolver.history, phrase)
        return (resolver.scene.longer(meant.name) or meant.name) if meant else None
    full = resolver.full_body(phrase)
    if full is None or (full[0].islower() and not any(char.isupper() for char in full[0])):
        meant = (
            body_meant(resolver.scene, resolver.history, phrase) if phrase.head in words("called") else None
        )
        name = (resolver.scene.longer(meant.name) or meant.name) if meant else ""
        if any(char.isupper() for char in name):
            return name
    return full[0] if full else None


_ACRONYM = re.compile(r"\s*\([A-Z][\w-]+\)")
"""« l'agence météorologique nationale (ANM) »: a body that is brought in."""
_FIGURES = word_class("figures")
_OF_SEVERAL = frozenset(["documents", "résultats", "conclusions", "travaux", "témoignages", "archives"])
"""Documents that are one source together."""
_WORKS = frozenset(["étude", "enquête", "rapport", "sondage"])
"""« les études menées par l'institut »: documents that are told by who made them in the plural too."""
_FEMININE = re.compile(r"(?:ion|té|ure|ence|ance|ie|ise|ée|ette|esse|que|elle|aine|ère|ice|ale)$")
"""How feminine nouns of bodies end."""


def _printed(resolver: Resolver, phrase: Phrase) -> str:
    """A phrase as printed, in small letters."""
    return resolver.scene.text[phrase.start : phrase.end].lower()
