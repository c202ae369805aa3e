"""How well a description fits the roles that someone bears."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from indexer.extraction.body_kinds import kinds_of
from indexer.extraction.cast import Scene
from indexer.extraction.known import adjectives
from indexer.extraction.person import Role
from indexer.extraction.phrases import Phrase
from indexer.extraction.words import demonym, fold, role_noun
from indexer.lexicon import listed, rows, word_class

ANYONE = word_class("anyone")
"""What nearly anyone may be called: no role of its own that another role would speak against."""
_OFFICES = word_class("offices")
_STATES = frozenset(["retraite", "formation", "métier", "profession", "carrière"])
"""« l'ingénieur à la retraite », « l'agronome de formation »: no complement that tells one from another."""
"""Roles that an article may call a protagonist by without ever saying them beside the name."""
_OFFICIALS = word_class("unnamed officials")
_SEATS = frozenset(
    [
        "député",
        "députée",
        "sénateur",
        "sénatrice",
        "maire",
        "mairesse",
        "conseiller",
        "conseillère",
        "eurodéputé",
    ]
)
_LAWYERS = frozenset(["avocat", "avocate"])
_CHARGED = frozenset(["suspect", "suspecte", "accusé", "accusée", "prévenu", "prévenue", "détenu", "détenue"])
_KIN = word_class("kin")


def likeness(phrase: Phrase, role: Role, borne: Sequence[Role], scene: Scene) -> float | None:
    """How a description fits someone's roles: above 1 one in common, below 0 hardly; None not at all."""
    best = max((alike for other in borne if (alike := _common(role, other)) is not None), default=None)
    if best is not None:
        return best
    if phrase.determiner in ("ce", "cet", "cette") and _family(phrase, scene):
        return 0.6  # « peste ce père de trois enfants »
    if (phrase.head in _KIN and phrase.complements) or phrase.determiner in ("son", "sa"):
        return None
    heads = [other.head for other in borne]
    if accuser(phrase.head, borne):
        return None  # « le suspect » is not the prosecutor who speaks of him
    if phrase.determiner in ("ce", "cet", "cette"):
        return 0.6  # « affirme cet étudiant »: whoever the sentences before are about
    if anyone(phrase, scene):
        return 0.6 if not any(head in _OFFICIALS or head in _LAWYERS for head in heads) else 0.2
    if phrase.head in _OFFICIALS:
        # « le procureur »: most articles do not name him
        return None if phrase.complements or _office_of_state(phrase, heads) else -0.8
    if phrase.head in _KIN:
        return None
    if all(_member(head) for head in heads):
        complements = [of for of in phrase.complements if scene.words[of[1]].low not in _STATES]
        if complements and phrase.head not in _OFFICES and phrase.head not in ANYONE:
            return None
        if complements and _office(role) and all(demonym(head) or head == "ressortissant" for head in heads):
            return -0.6  # « le ministre français » is not any Belgian
        return 0.9 if phrase.complements else 0.5
    if phrase.complements:  # nobody has been one thing only
        if _office(role) and any(head in _SEATS for head in heads):
            return None  # « le chef du gouvernement » is not the deputy who asks him
        return -0.6 if phrase.head in _OFFICES or _former(role) else None
    return _by_walk(phrase.head, heads)


def anyone(phrase: Phrase, scene: Scene) -> bool:
    """Whether nearly anyone may be called so: « l'homme », « l'heureux bénéficiaire du prix »."""
    lucky = phrase.at > phrase.first and scene.words[phrase.at - 1].low in _LUCKY
    return lucky or (phrase.head in ANYONE and not phrase.complements)


_LUCKY = frozenset(["heureux", "heureuse", "malheureux", "malheureuse"])


def accuser(noun: str, borne: Sequence[Role]) -> bool:
    """Whether a noun is for those who are accused, and somebody an official: « le suspect », a prosecutor."""
    return noun in _CHARGED and any(role.head in _OFFICIALS for role in borne)


def _office_of_state(phrase: Phrase, heads: Sequence[str]) -> bool:
    """Whether « le préfet » is one who bears a role already, which is another."""
    return phrase.head in _STATE and bool(heads)


_STATE = listed(
    "procureur procureure juge magistrat magistrate préfet préfète sous-préfet sous-préfète arbitre greffier"
    " greffière huissier coroner notaire commissaire"
)
"""Officials whose rank is their role: a « policier » may be called « brigadier » too."""


def _family(phrase: Phrase, scene: Scene) -> bool:
    """« ce père de trois enfants », « cette mère de famille »: kin of nobody whom the article speaks of."""
    return phrase.head in _KIN and any(scene.words[of[1]].low in _CHILDREN for of in phrase.complements)


_CHILDREN = frozenset(
    ["enfant", "enfants", "famille", "fillettes", "filles", "garçons", "jumeaux", "jumelles"]
)


def _member(noun: str) -> bool:
    """Whether a noun says only of what party or from where someone is: « Insoumise », « Lausannois »."""
    return noun in adjectives() or masculine(noun) in adjectives() or demonym(noun)


def _by_walk(noun: str, heads: Sequence[str]) -> float:
    """Whether a noun that names none of someone's roles suits their walk of life."""
    walks = {_walks().get(head, "-") for head in heads} - {"-"}
    walk = _walks().get(noun, "-")
    if walk == "-" or not walks:
        return -0.2
    return 0.5 if walk in walks else -0.35


@cache
def _walks() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("domains")}


def _common(role: Role, other: Role) -> float | None:
    """How far two roles are one: the same office or noun, or two nouns for one thing; None for another."""
    role, other = _plain(role), _plain(other)
    said, have = _words(role), _words(other)
    office, held = _office(role), _office(other)
    past = _TIMES[_former(role), _former(other)]
    if office and held and (office in held or held in office) and not _other_country(said, have):
        return 3.5 + past
    if office and held and office != "chef de l'état":
        return None
    alike = max(_heads(head, borne_head) for head in _nouns(role) for borne_head in _nouns(other))
    if alike == 0 and masculine(role.head) in _ELECTED and "groupe" in have:
        return 1.8  # « le député », « le conseiller communal »: the head of a group of theirs
    if alike == 0 and masculine(role.head) in _BENCH and have & _COURTS:
        return 2.2  # « la magistrate », « la présidente de la cour »
    if alike == 0 and (fold(role.head) in have or of_party(role.head, other.organisation, other.text)):
        return 2.2 + past  # « l'écologiste », « une députée écologiste »
    if alike == 0:
        return None
    if said and have:
        alike += 1.0 if said & have or _kindred(said, have) else _apart(said, have, alike)
    return alike + past


def _kindred(said: frozenset[str], have: frozenset[str]) -> bool:
    """« le patron de la collectivité », « le président du département »: two nouns for one body."""
    return any(have & _stands_for(word) for word in said)


@cache
def _stands_for(word: str) -> frozenset[str]:
    """What a folded noun of bodies may stand for, folded."""
    return _folded_kinds().get(word, frozenset())


@cache
def _folded_kinds() -> dict[str, frozenset[str]]:
    return {fold(row[0]): frozenset(fold(kind) for kind in row[1].split()) for row in rows("called")}


def of_party(noun: str, body: str | None, role: str = "") -> bool:
    """Whether a noun is the name for members of a body or of one in a role: « la socialiste », of the PS."""
    name, short = adjectives().get(noun) or adjectives().get(masculine(noun), ("", ()))
    if not name:
        return False
    return body in short or fold(body or "") == fold(name) or any(word in short for word in role.split())


_ACCUSERS = re.compile(r"(?i)(?:le )?représentante? (?:du (?:ministère public|parquet)|de l['’]accusation)")


def _plain(role: Role) -> Role:
    """« le représentant du parquet » as « procureur », any other role as it is."""
    if _ACCUSERS.match(role.text) or (
        role.organisation and _ACCUSERS.match(f"{role.text} du {role.organisation}")
    ):
        return role._replace(text="procureur", organisation=None, head="procureur")
    return role


def _former(role: Role) -> bool:
    return role.text.lower().startswith(("ancien", "ex-", "l'ex-"))


_TIMES = {(False, False): 0.0, (True, True): 0.0, (True, False): -0.4, (False, True): -0.2}
"""What it takes off that one of two roles is past."""


def renown(phrase: Phrase, role: Role, known: Sequence[Role], scene: Scene) -> float | None:
    """How a description fits what a public figure is known for; None unless head and complement agree."""
    said = _words(role)
    suits = [
        other
        for other in known
        if not said
        or not (have := _words(other))
        or said & have
        or (_office(role) and _office(role) == _office(other))
    ]
    alike = likeness(phrase, role, suits, scene) if suits else None
    return alike - _HEARSAY if alike is not None and alike >= 2.0 else None


def belied(role: Role, known: Sequence[Role]) -> bool:
    """Whether a public figure bears such a role for another country: « le président français »."""
    said = _words(role)
    mine = [other for other in known if other.head == role.head]
    return any(_other_country(said, _words(other)) for other in mine)


_HEARSAY = 0.7
"""What a role that the article itself gives is worth more than one that is only known."""


def _apart(said: frozenset[str], have: frozenset[str], alike: float) -> float:
    """What it takes off that two complements share no word."""
    if _other_country(said, have):
        return -2.6
    return -0.5 if _vague(said) or _vague(have) or alike < 2.5 else -2.6


_LOCAL = re.compile(r"^[^\W\d_]{4,}(?:oise?|aise?)s?$")
"""« bergeracois », « nantaise », folded."""


def _other_country(said: frozenset[str], have: frozenset[str]) -> bool:
    """« le président américain » is not « le dirigeant nord-coréen »."""
    mine, theirs = ({_stem(w) for w in words_ if demonym(w) or _LOCAL.search(w)} for words_ in (said, have))
    return bool(mine and theirs and not mine & theirs)


def _stem(word: str) -> str:
    return word.rstrip("s").rstrip("e").rstrip("n")


def is_office(role: Role) -> bool:
    """Whether a role is an office of state, which one bears at a time: « chef du gouvernement »."""
    return bool(_office(role))


def holds(role: Role, known: Sequence[Role]) -> bool:
    """Whether a public figure is known for the office of state that a role is."""
    return bool(office := _office(role)) and any(_office(other) == office for other in known)


def _office(role: Role) -> str:
    inside = role.organisation if role.span[1] - role.span[0] > len(role.text) + 1 else None
    text = f"{role.text} de {inside}" if inside else role.text
    return _office_of(text.lower().replace("’", "'"), role.head)


@lru_cache(4096)
def _office_of(text: str, head: str) -> str:
    """The office that a role is one of the names for; empty for none."""
    for office, patterns in rows("offices"):
        for pattern in patterns.split("|"):
            noun, _, rest = pattern.partition(" ")
            if noun == head and (
                all(word in text for word in rest.split()) if rest else (text.strip() == noun or "-" in noun)
            ):
                return office
    return ""


@lru_cache(4096)
def _nouns_of(text: str, head: str) -> tuple[str, ...]:
    """The role nouns at the top of a role: « eurodéputé et ancien ministre » has two."""
    top = re.split(r"\b(?:de|du|des|aux?|à|en)\b|d['’]", text)[0]
    return (
        head,
        *(
            w
            for w in re.findall(r"[\w-]+", top.lower())
            if role_noun(w) and w != head and head != "premier-ministre"
        ),
    )


def _nouns(role: Role) -> tuple[str, ...]:
    return _nouns_of(role.text, role.head)


@lru_cache(4096)
def _heads(a: str, b: str) -> float:
    """How far two role nouns are one: 3 the same, 2.8 but for gender, 2 or less two words for one thing."""
    if a == b:
        return 3.0
    a, b = masculine(a), masculine(b)
    if a == b:
        return 2.8
    if b in _same().get(a, ()) or a in _same().get(b, ()):
        return 2.0
    return 1.6 if _learned(a, b) or _learned(b, a) else 0.0


def _learned(noun: str, trade: str) -> bool:
    """« le chercheur » for a climatologist."""
    return noun in _LEARNED and _walks().get(trade) in _LEARNING


_ELECTED = frozenset(["député", "élu", "conseiller", "parlementaire", "mandataire", "sénateur"])
_BENCH = frozenset(["magistrat", "juge"])
_COURTS = frozenset(["cour", "tribunal", "chambre", "assises", "instruction"])
_LEARNED = frozenset(
    ["chercheur", "scientifique", "spécialiste", "expert", "universitaire", "professeur", "savant"]
)
_LEARNING = frozenset(["science", "health", "education"])
"""Walks of life whose people are called « chercheur », « expert »."""


def synonyms(a: str, b: str) -> bool:
    """Whether two role nouns may name the same person."""
    return _heads(a, b) >= 2


@cache
def masculine(noun: str) -> str:
    for ending, instead in (
        ("trice", "teur"),
        ("euse", "eur"),
        ("ienne", "ien"),
        ("ière", "ier"),
        ("cheffe", "chef"),
        ("ère", "er"),
        ("e", ""),
    ):
        if noun.endswith(ending):
            return noun[: -len(ending)] + instead
    return noun


@cache
def _same() -> dict[str, frozenset[str]]:
    return {masculine(row[0]): frozenset(map(masculine, row[1].split())) for row in rows("same_roles")}


@lru_cache(4096)
def _words(role: Role) -> frozenset[str]:
    """The words of a role beyond its head, that tell which."""
    inside = role.span[1] - role.span[0] > len(role.text) + 1  # the body stands in the phrase itself
    body = role.organisation or "" if inside else ""
    if "parti" in kinds_of(body):
        body = ""  # « la sénatrice LR » is not told from the senator of the Vendée
    text = (role.printed or role.text) + " " + body
    found = {fold(w) for w in re.findall(r"[^\W\d_]{3,}", text)}
    return frozenset(found - {fold(role.head), *fold(role.head).split("-")} - _SMALL)


_SMALL = word_class("small of similar")


def _vague(said: frozenset[str]) -> bool:
    """Whether the words tell only where someone is from (« le président américain »)."""
    return all(demonym(word) or word in ("republique", "etat", "pays") for word in said)
