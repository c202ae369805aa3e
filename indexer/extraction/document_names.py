"""How a document is told at one place: « étude de l'Insee », « sondage Belvex réalisé pour la Ligue »."""

from __future__ import annotations

import re

from indexer.extraction.affiliations import without_article
from indexer.extraction.cast import Scene
from indexer.extraction.noun_phrases import in_marks
from indexer.extraction.phrases import Phrase
from indexer.extraction.who import Who
from indexer.extraction.whole_phrase import goes_on
from indexer.lexicon import word_class

_FIGURES = word_class("figures")


def described(scene: Scene, phrase: Phrase, sure: float) -> Who:
    """The document that a phrase tells, by all that is said of it there, with the body whose it is."""
    name = without_article(scene.text[phrase.start : phrase.end])
    organisation = issued_by(scene, phrase)
    end = phrase.end
    institute = beside(scene, phrase)
    if institute:
        end = scene.names[phrase.last + 1].end
        name = f"{name} {scene.text[scene.names[phrase.last + 1].start : end]}"
        organisation = organisation or institute
    elif author := _author(scene, phrase):
        name = f"{name} {author}"
        end = scene.names[phrase.last + 1].end
    further = _further(scene, end, for_whom=bool(institute))
    more = (
        ""
        if institute or phrase.head in _FIGURES
        else goes_on(scene.text, scene.words, scene.number_at(end) - 1)
    )
    if len(more) + 1 >= further - end:
        name = f"{name} {more}".strip()
    elif phrase.head[-1] != "s":
        name += scene.text[end:further]
    gender = {"le": "m", "un": "m", "la": "f", "une": "f", "cette": "f", "ce": "m"}.get(phrase.determiner)
    gender = gender or ("f" if _FEMININE.search(phrase.head) else "m")
    return Who(
        re.sub(r"\s+", " ", name), "organisation", organisation=organisation, sure=sure, gender=gender,
        head=phrase.head, document=True, plural=phrase.plural,
    )  # fmt: skip


def _further(scene: Scene, end: int, *, for_whom: bool) -> int:
    """Where « … réalisée par Belvex pour la Ligue et le Courrier » ends, which goes on from an offset."""
    made = MADE.match(scene.text, end)
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


def beside(scene: Scene, phrase: Phrase) -> str | None:
    """« un sondage Opinéo », « une information Radio Lagune »: the body whose name stands beside."""
    apposed = scene.names.get(phrase.last + 1)
    if apposed is None or apposed.kind in ("person", "place") or apposed.start - phrase.end > 2:
        return None
    return scene.organisation(scene.text[apposed.start : apposed.end])


def issued_by(scene: Scene, phrase: Phrase) -> str | None:
    """« une étude de l'Insee », « les chiffres publiés par la préfecture »: whose a document is."""
    by = _BY.match(scene.text, phrase.end)
    if by and phrase.head not in _FIGURES and _READ.search(by.group()):
        by = None
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


_AND = re.compile(r"\s+et\s+(?:l['’]|la\s+|le\s+|les\s+)?(?=\w)")
_FOR = re.compile(
    r"(?:\s+\w+(?:ée?|it|ite|is|ise)s?)?\s+pour\s+(?:le\s+compte\s+d(?:e\s+|['’]|u\s+))?"
    r"(?:l['’]|la\s+|le\s+|les\s+)?(?=\w)"
)
_MADE_FOR = re.compile(r"\s+\w+(?:ée?|it|ite|is|ise)s?\s+pour\s+(?:l['’]|la\s+|le\s+|les\s+)?(?=\w)")
"""« un sondage Belvex pour le Courrier », « une étude réalisée pour la Ligue »."""
MADE = re.compile(r"\s+(?:\w+\s+)?\w+(?:ée?|it|ite|is|ise)s?\s+par\s+(?:l['’]|la\s+|le\s+|les\s+|\d+\s+)?")
_BY = re.compile(
    r"(?:\s+\w+)?\s+\w+(?:ée?s?|ies?|ues?|is|it)(?:\s+\w+){0,4}?\s+par\s+(?:l['’]|la\s+|le\s+|les\s+)?"
)
"""« les chiffres publiés mardi par l'Insee »: whom a document comes from."""
_READ = re.compile(
    r"\b(?:analys|examin|consult|cit|épluch|évoqu|mentionn|repér|authentifi)ée?s?\b|\b(?:obten|v|l)ue?s?\b"
)
"""« documents analysés par la radio »: not whose they are."""
_FEMININE = re.compile(r"(?:ion|té|ure|ence|ance|ie|ise|ée|ette|esse|que|elle|aine|ère|ice|ale|ête|ude)$")
"""How feminine nouns of documents end."""
