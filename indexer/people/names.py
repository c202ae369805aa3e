"""A speaker's name as printed → the words that tell who it is, in one normal form; None for who is unnamed.

Civilities, titles and functions before a name are left out, particles are joined to the word they
belong to. An unnamed source (« un proche du dossier », « le porte-parole du ministère ») has no name.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

import msgspec

from indexer.lexicon import listed, words
from search.analysis import fold

Gender = Literal["m", "f", ""]

_TITLES = listed(
    "m mm mme mmes mlle mr mrs ms monsieur madame mademoiselle messieurs me maitre dr docteur docteure"
    " pr prof professeur professeure mgr monseigneur soeur frere pere abbe sheikh imam sir lord lady"
    " general colonel commandant capitaine lieutenant amiral sergent marechal pape prince princesse roi"
    " reine president presidente ministre premier cardinal maire son sa"
)
_MASCULINE = listed("m mm mr monsieur messieurs frere pere abbe monseigneur mgr sir lord prince roi")
_FEMININE = listed("mme mmes mlle mrs ms madame mademoiselle soeur lady princesse reine docteure professeure")
_NOBLE = listed("de d des du")
_JOINED = listed(
    "le la l el al ad ar as ben bin ibn bint abou abu abd ait van von den der ter ten vander vanden di"
    " da del della do dos das mac mc o st ste saint sainte san santa fitz"
)
_LOWER = _NOBLE | _JOINED | listed("y e i und zu und")
_NEVER = listed(
    "a ainsi alors apres au aucun aucune aussi autre autres avant avec beaucoup bien car ce cela celle"
    " celui ces cet cette c ceux chacun chaque comme comment contre dans de depuis des deux donc du elle"
    " elles en encore enfin ensuite entre et ici il ils je jamais jusque la le les leur leurs lors mais"
    " meme nos notre nous on ou oui par parfois parmi pas pendant plus plusieurs pour pourquoi pourtant"
    " puis qu quand que quelques question qui quoi sa sans se selon ses si six sinon son sous sur ta"
    " tant te toi ton toujours tous tout toute toutes trois trop tu un une vers voici voila vos votre"
    " vous y premiere premier certains certaines nul r"
)
_PART = re.compile(r"[-\s]+")
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"|\([^)]*\)|,.*$|\s(?:dit|dite|alias)\s.*$")
_SAINT = {"st": "saint", "ste": "sainte"}
_PARTIES = listed(
    "afp bfm bfmtv cfdt cgt cnn eelv fn fo lci lfi lr lrem mdr modem oms onu pcf ps rn rtl tpmp udi ue ump"
)
_MEDIA = listed("inter info bleu culture musique soir dimanche televisions antilles football travail guyane")
_NOBODY = listed(
    "parisien figaro monde blanche elysee matignon kremlin pentagone beauvau bercy senat assemblee"
    " presse public direct gala voici closer liberation francais francaise francaises americains etat"
    " ville paris france europe washington moscou pekin londres berlin bruxelles teheran ankara"
    " pyongyang seoul rome madrid marseille lyon twitter facebook instagram google apple amazon internet"
    " covid coronavirus ministre president premier republicains insoumis marcheurs ecologistes"
    " socialistes verts star stars miss telegramme point echos obs"
)
MOST = 6
"""Words of the longest name; what is longer is a clause that was taken for one."""


class Name(msgspec.Struct, frozen=True):
    """`words` folded, particles joined; `bare` for a surname alone; `swapped` when the surname came first."""

    words: tuple[str, ...]
    printed: str
    bare: bool = False
    gender: Gender = ""
    swapped: bool = False

    @property
    def key(self) -> str:
        """Equal for names that differ in case, accents, hyphens, particles and nothing else."""
        return ("~" if self.bare else "") + " ".join(self.words)


@cache
def given_names() -> frozenset[str]:
    """The given names of the lexicon, folded."""
    return frozenset(part for name in words("given_names") for part in (fold(name),))


@lru_cache(maxsize=100_000)
def parse(printed: str) -> Name | None:
    """The name in what was printed.

    >>> parse("le général Papy Mbuyamba").words, parse("DIOP Aminata").words, parse("M. d'Argental").key
    (('papy', 'mbuyamba'), ('aminata', 'diop'), '~argental')
    >>> parse("source proche du dossier"), parse("ministre de la Santé Odile Favre").printed
    (None, 'Odile Favre')
    >>> parse("porte-parole du Front Lagunaire")
    """
    text = _QUOTED.sub(" ", " ".join(printed.replace("’", "'").replace("\u2011", "-").split()))
    tokens = [token.strip(".,;:!?\"'«»()[]") if len(token) > 2 else token for token in text.split()]
    tokens = [token for token in tokens if token]
    gender = _gender(tokens)
    part, cut = _capitalised(tokens)
    if (cut and fold(tokens[len(tokens) - len(part) - 1]) not in _TITLES | {"ministre"}) or _is_office(
        tokens, part
    ):
        led, part = part, _unled(part)
        if len(part) == 1 < len(led) and not _is_given(part[0]):
            return None  # « porte-parole du Kataib Hezbollah »: the complement goes on, nobody is named
        if part is not led and _names_another(led[: len(led) - len(part)], part):
            return None  # « avocat de Marcel Jacob »
    part = _after_function(part, cut)
    while len(part) > 1 and fold(part[0]).rstrip(".") in _TITLES and len(fold(part[0])) > 1:
        part = part[1:]
    if part and fold(part[0]) in ("m.", "m") and len(part) > 1:
        part = part[1:]
    if any(_is_two(token) for token in part[1:-1]):
        return None  # « Odile Favre-Marc Olivet »: two people
    if not part or len(part) > MOST or any(letter.isdigit() for token in part for letter in token):
        return None
    return _normal(part, gender)


def _is_given(token: str) -> bool:
    return fold(token).split("-")[0] in given_names()


def _names_another(complement: list[str], part: list[str]) -> bool:
    """Whether the complement of a function begins a name that goes on: it is somebody else's."""
    first = next((token for token in complement if _is_capital(token)), "")
    return bool(part) and _is_given(first) and not (len(part) > 1 and _is_given(part[0]))


@cache
def _known_bodies() -> frozenset[str]:
    return frozenset(fold(name) for name in words("known_bodies") if " " in name)


def is_known_body(name: Name) -> bool:
    """Whether what was taken for somebody's name is that of a body everybody knows (« Midi Libre »)."""
    return fold(name.printed) in _known_bodies()


def is_person(printed: str, name: Name) -> bool:
    """Whether what was taken for a body is plainly somebody's name: a given name, then a surname.

    >>> is_person("Laurent Berger", parse("Laurent Berger")), is_person("Radio Lagune", parse("Radio Lagune"))
    (True, False)
    """
    parts = printed.split()
    if name.bare or not 2 <= len(parts) <= 3 or not all(_is_capital(part) for part in parts):
        return False
    first = fold(parts[0]).split("-")[0]
    return first in given_names() and first not in ("france", "paris", "saint") and not parts[-1].isupper()


def _is_office(tokens: list[str], part: list[str]) -> bool:
    """Whether a title is followed by its complement (« ministre de la Santé »), not by a noble name."""
    before = tokens[: len(tokens) - len(part)]
    return bool(before) and fold(before[-1]) in (
        "ministre",
        "president",
        "presidente",
        "maire",
        "commandant",
        "premier",
    )


def _gender(tokens: list[str]) -> Gender:
    heads = {fold(token).rstrip(".") for token in tokens[:3]}
    if heads & _FEMININE:
        return "f"
    return "m" if heads & _MASCULINE else ""


def _is_capital(token: str) -> bool:
    bare = re.sub(r"^(?:[dlo]'|al-|el-|ben-|ad-|an-|as-|ar-|at-)", "", token)
    return bare[:1].isupper()


def _capitalised(tokens: list[str]) -> tuple[list[str], bool]:
    """What follows the last word that no name holds, and whether there was one."""
    last = -1
    for at, token in enumerate(tokens):
        if not _is_capital(token) and fold(token).rstrip("'.") not in _LOWER:
            last = at
    return tokens[last + 1 :], last >= 0


def _is_two(token: str) -> bool:
    """Whether a word ends one name and begins another."""
    first, _, last = fold(token).rpartition("-")
    return bool(first) and last in given_names() and first not in given_names() | _JOINED


def _unled(part: list[str]) -> list[str]:
    """Without the complement of the function before (« maire de Lyon Awa Diop », « chef de l'État »)."""
    elided = re.match(r"^[dl]'", part[0]) if part else None
    if not elided and (not part or fold(part[0]) not in _NOBLE | {"la", "le"}):
        return part
    while part and not elided and not _is_capital(part[0]):
        part, elided = part[1:], re.match(r"^[dl]'", part[1]) if len(part) > 1 else None
    return part[1:]


def _after_function(part: list[str], cut: bool) -> list[str]:
    """Without a place, ministry or party before a name that begins with a given name."""
    while len(part) > 1 and fold(part[0]) in _PARTIES and (part[0].isupper() or part[0] == "MoDem"):
        part = part[1:]
    if len(part) < 3 or fold(part[0]).split("-")[0] in given_names():
        return part
    acronym = (
        part[0].isalpha()
        and part[0].isupper()
        and 2 <= len(part[0]) <= 6
        and not all(token.isupper() for token in part)
    )
    if not (cut or acronym or part[0] in ("Les", "La", "Aux", "Du")):
        return part
    for at in range(1, len(part) - 1):
        if fold(part[at]).split("-")[0] in given_names() and part[at][0].isupper():
            return part[at:]
    return part[1:] if acronym and not cut and fold(part[-1]) not in given_names() else part


def _normal(part: list[str], gender: Gender) -> Name | None:
    shouted = [token for token in part if len(token) > 1 and token.isupper() and "." not in token]
    swapped = (
        0 < len(shouted) < len(part) and part[0].isupper() and len(part[0]) > 2 and not part[-1].isupper()
    )
    printed = " ".join(part)
    if swapped:
        part = [*(token for token in part if token not in shouted), *shouted]
    groups = [word for word in _join(part) if word]
    flat = [piece for group in groups for piece in group]
    if not flat or all(word in _NEVER for word in flat) or flat[0] in ("il", "elle", "on", "et", "mais"):
        return None
    if (
        len(groups) == 1
        and part[-1].isupper()
        and len(part[-1]) <= 6
        and (len(part) == 1 or part[0].islower())
    ):
        return None  # an acronym: a body, not a person
    if len(groups) == 1 and (flat[-1] in _NOBODY or flat[0].removeprefix("le") in _NOBODY):
        return None
    if all(word in _NOBODY or word in ("les", "la", "le") for word in flat):
        return None
    if flat[0] in ("france", "miss") and len(flat) > 1 and (flat[1] in _MEDIA or flat[0] == "miss"):
        return None
    return Name(tuple(flat), printed, len(groups) == 1, gender, swapped)


def _join(part: list[str]) -> list[list[str]]:
    """The printed words, folded, each with the particles before it: a surname's `van der`, `le`, `ben`."""
    groups: list[list[str]] = []
    pending = ""
    for token in part:
        folded = fold(token).replace(".", " ").strip()
        if folded[:2] in ("d'", "l'") and len(folded) > 3:
            pending, folded = pending + ("l" if folded[0] == "l" else ""), folded[2:]
        pieces = [piece.replace("'", "") for piece in _PART.split(folded) if piece.strip("'")]
        pieces = [_SAINT.get(piece, piece) for piece in pieces]
        if pending.endswith("abd") and pieces and pieces[0] in ("el", "al", "er", "ar"):
            pending, pieces = pending + "el", pieces[1:]
        while pieces and pieces[0] in ("al", "el", "ad", "as", "ar", "at", "an") and len(pieces) > 1:
            pieces = pieces[1:]
        if not pieces:
            continue
        is_particle = len(pieces) == 1 and (
            pieces[0] in _NOBLE
            or (pieces[0] in _JOINED and (groups or pieces[0] not in ("ben", "mac", "do")))
        )
        if is_particle and token is not part[-1]:
            pending += "" if pieces[0] in (*_NOBLE, "al", "el") and not pending else pieces[0]
            continue
        if len(pieces) > 1 and pieces[0] in ("saint", "sainte", "ben", "le", "la", "van"):
            pieces = [pieces[0] + pieces[1], *pieces[2:]]
        groups.append([pending + pieces[0], *pieces[1:]])
        pending = ""
    return groups
