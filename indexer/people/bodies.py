"""Organisations: one key for the ways a body's name is printed, and acronyms with what they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import msgspec

from indexer.lexicon import listed
from search.analysis import fold

_SMALL = listed("de du des d la le les l et en a au aux un une")
_BRACKETED = re.compile(r"\(([^)]*)\)")
_WORDS = re.compile(r"[a-z0-9&]+")
_GENERIC = listed(
    "source sources communique etude rapport texte sondage enquete bilan famille entourage association"
    " groupe entreprise societe parti journal radio chaine site direction quotidien magazine"
    " hebdomadaire document film livre oeuvre article message courrier lettre chiffres information"
    " informations arret jugement decision calculs estimations estimation autres autre projet"
    " proposition plainte premier premiere annonce declaration moyenne offre tweet video debat compte"
    " compte-rendu avis loi ordonnance note defense accusation presse medias media musee tribunal cour"
    " comite syndicat ong organisation organisme institut institution instance equipe ville pays region"
    " constructeur operateur fabricant laboratoire hopital universite ecole club ministere ambassade"
    " collectif commission conseil federation mouvement plateforme reseau service services compagnie"
    " marque banque"
)
_BODIES = listed(
    "gouvernement police gendarmerie parquet prefecture ministere mairie tribunal universite hopital"
    " syndicat federation confederation conseil commission comite assemblee senat parlement chambre cour"
    " armee agence office institut association collectif ligue ambassade rectorat banque groupe parti"
    " mouvement union direction secretariat presidence municipalite region departement academie eglise"
    " diocese opposition majorite justice brigades front alliance cooperative groupement fondation"
    " observatoire centre laboratoire rassemblement intersyndicale autorite haut-commissariat compagnie"
    " societe chaine journal organisation service college lycee ecole club musee theatre opera orchestre"
    " patronat executif diplomatie coalition milice rebellion elysee prefectures pompiers douane"
    " inspection bureau wilaya delegation archidiocese mosquee equipe"
)
_FUNCTION = listed(
    "c l d s j n m qu et il elle on en mais pour avant apres dans de ce c'est ses son sa a au aux avec"
    " selon si tout tous quelques voici ici la le les un une des du ils elles nous vous je qui que quoi"
    " cela ca ces cette cet leur leurs notre beaucoup certains plusieurs puis alors ainsi enfin r mme mm"
    " me r& ai est sont question deux trois"
)


class Body(msgspec.Struct, frozen=True):
    """A body's name: its `key`, the acronym it is or says in brackets, its initials in two readings."""

    key: str
    printed: str
    acronym: str = ""
    initials: tuple[str, ...] = ()


@lru_cache(maxsize=100_000)
def parse(printed: str) -> Body | None:
    """The body that was named, None for what names none (« le communiqué », « une source »).

    >>> parse("l'ASN (Alliance des soignantes du Nord)").key, parse("FUTR").acronym
    ('alliance soignantes nord', 'FUTR')
    >>> parse("source proche du dossier"), parse("On")
    (None, None)
    """
    text = " ".join(printed.replace("’", "'").replace("\u2011", "-").split()).strip(' .,;:"«»')
    text = text.lstrip("@")
    acronym = ""
    for inside in _BRACKETED.findall(text):
        outside = _BRACKETED.sub(" ", text).strip()
        if _is_acronym(inside):
            acronym = inside
        elif _is_acronym(outside.split()[-1].split("'")[-1]) if outside else False:
            acronym, outside = outside.split()[-1].split("'")[-1], inside
        text = " ".join(outside.split())
    shown = _stripped(text)
    if not _is_a_name(shown):
        return None
    words = _WORDS.findall(fold(shown).replace("'", " "))
    kept = [word for word in words if word not in _SMALL] or words
    if _is_acronym(shown):
        acronym = shown
    initials = "".join(word[0] for word in kept)
    strong = "".join(word[0] for word in kept if word not in ("pour", "sur", "contre", "par"))
    return Body(
        key=" ".join(kept), printed=shown, acronym=acronym.replace(".", ""),
        initials=tuple(dict.fromkeys((initials, strong))) if len(kept) > 1 else (),
    )  # fmt: skip


_COLLECTIVES = listed(
    "autorites pompiers policiers gendarmes syndicats talibans republicains democrates insoumis"
    " ecologistes socialistes deputes senateurs verts communistes separatistes rebelles enqueteurs"
    " secours militaires parlementaires houthis insurges magistrats procureurs elus sapeurs-pompiers"
    " jihadistes conservateurs travaillistes centristes"
)


def parse_group(printed: str) -> Body | None:
    """The group that was named: one that stays the same from article to article, None for any other.

    >>> parse_group("les pompiers").key, parse_group("des riverains")
    ('pompiers', None)
    """
    shown = _stripped(" ".join(printed.replace("’", "'").split()).strip(' .,;:"«»'))
    words = fold(shown).replace("'", " ").split()
    if not words or len(words) > 8 or all(word in _FUNCTION for word in words):
        return None
    if words[0] not in _COLLECTIVES and not (shown[0].isupper() and words[0] not in _FUNCTION):
        return None
    kept = [word for word in _WORDS.findall(" ".join(words)) if word not in _SMALL]
    return Body(key=" ".join(kept), printed=shown) if kept else None


def _stripped(text: str) -> str:
    lowered = text.replace("L'", "l'")
    match = re.match(r"^(?:l'|(?:le|la|les|un|une|des|du)\s+)", lowered)
    rest = lowered[match.end() :] if match else lowered
    lead = re.match(r"^(?:quotidien|journal|hebdomadaire|magazine|mensuel|site|chaîne)\s+(?=[A-Z])", rest)
    return rest[lead.end() :] if lead else rest


def _is_acronym(text: str) -> bool:
    bare = text.replace(".", "")
    return 2 <= len(bare) <= 8 and bare.isupper() and bare.isalpha()


def _is_a_name(text: str) -> bool:
    words = fold(text).replace("'", " ").split()
    if not words or len(words) > 12 or all(word in _FUNCTION for word in words) or len(text) < 2:
        return False
    if words[0] in _GENERIC and (len(words) == 1 or words[0] not in _BODIES):
        return len(words) > 1 and any(part[:1].isupper() for part in text.split()[1:2])
    if any(part[:1].isupper() or part[2:3].isupper() for part in text.split()[:1]):
        return words[0] not in _FUNCTION or (len(words) > 1 and text.split()[0] in ("Le", "La", "Les"))
    return words[0].split("-")[0] in _BODIES


class Printed(NamedTuple):
    """A body as printed in a record: first and last day, and in how many articles."""

    body: Body
    first: int
    last: int
    articles: int = 1


NEAR = 60
"""Days between the printings of an acronym and of what it stands for."""
SHARE, ENOUGH = 20, 10
"""An acronym in so many articles stands for nothing that is printed in fewer than one of them, or ten."""


def expansions(bodies: Mapping[str, Printed]) -> dict[str, str]:
    """Acronyms' keys → the keys of what they stand for.

    An acronym printed with its expansion settles it; else the initials must fit one body alone, printed
    within 60 days of it (whatever the day from five letters on). A name that is rare beside the acronym
    is not what it is known for (« AFP » is seldom the association of those initials).
    """
    said: dict[str, set[str]] = {}
    fitting: dict[str, list[str]] = {}
    for key, (body, *_) in bodies.items():
        if body.acronym and body.acronym.lower() != key:
            said.setdefault(body.acronym.lower(), set()).add(key)
        for initials in body.initials:
            if 2 < len(initials) <= 8:
                fitting.setdefault(initials, []).append(key)
    found: dict[str, str] = {}
    for key, one in bodies.items():
        if one.body.acronym.lower() != key:
            continue
        close = [
            other
            for other in dict.fromkeys(fitting.get(key, ()))
            if len(key) >= 5
            or (bodies[other].first <= one.last + NEAR and one.first <= bodies[other].last + NEAR)
        ]
        candidates = sorted(said.get(key, ())) or sorted(close)
        common = min(ENOUGH, one.articles // SHARE)
        if len(candidates) == 1 and bodies[candidates[0]].articles >= common:
            found[key] = candidates[0]
    return found
