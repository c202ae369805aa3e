"""Noun phrases that tell a role: the person who bears it, or a role alone, or several people.

« la ministre », « un riverain », « le fils de Jacques Morel », « les élus », « ses avocats ».
"""

from __future__ import annotations

import re

from indexer.extraction.affiliations import without_article
from indexer.extraction.antecedents import Resolver
from indexer.extraction.body_naming import MANY
from indexer.extraction.cast import Scene
from indexer.extraction.genitive import of
from indexer.extraction.person import Person, Role
from indexer.extraction.phrases import Phrase
from indexer.extraction.several import enumerated
from indexer.extraction.who import Who, as_person
from indexer.extraction.whole_phrase import whole
from indexer.lexicon import word_class

_DEFINITE = word_class("definite")
_GIVEN = _DEFINITE | {"du", "au"}
"""Determiners of who is known: « aux yeux du député », « le député »."""
_KIN_OF = word_class("kin of")
_KIN = word_class("same surname")
_SPOUSES = word_class("spouses")
_GENERIC = word_class("generic")
_PART = re.compile(r"(?i)(?:une|la)\s+(?!des?\b)\w+\s+d(?:e\s|es\s|['’])")
"""« une partie des anciens combattants »: several of them."""
_COMMON_GROUPS = word_class("common groups")
_ANY_GROUP = word_class("any group")


def role_named(scene: Scene, resolver: Resolver, phrase: Phrase, mention: str) -> Who:
    """« la ministre », « le porte-parole », « un riverain », « les élus »."""
    apposed = scene.bearers.get(phrase.at)
    if apposed is not None and phrase.head not in _KIN_OF:
        return as_person(apposed, 0.95)
    this = phrase.determiner in ("ce", "cet", "cette")
    if phrase.head in _KIN and (relative := _relative(scene, phrase, scene.role(phrase).feminine)):
        return as_person(relative, 0.85)
    if phrase.determiner in _DEFINITE and not this and (further := _further(scene, phrase)):
        return as_person(further, 0.9)
    role = scene.role(phrase)
    part = _PART.match(mention)
    if (MANY.match(mention) and not re.match(r"(?i)l?['’]?une? des\b", mention)) or (
        phrase.plural
        and (part or not phrase.determiner or mention.startswith(scene.words[phrase.first].text))
    ):
        return _group(scene, resolver, phrase, role, mention)
    gender = role.feminine
    whose = scene.whose(phrase)
    if (phrase.determiner in _GIVEN and not whose) or (
        not phrase.determiner and phrase.head in ("président", "ministre")
    ):
        who = resolver.bearer(phrase, role, gender)
        if who is not None:
            if (
                who.person
                and role.head not in _GENERIC
                and role.span not in [r.span for r in who.person.roles]
            ):
                noun = (role.organisation or "").isalpha() and (role.organisation or "").islower()
                # « le président de la chambre » does not tell which
                who.person.roles.append(role._replace(organisation=None) if noun else role)
            return who
        phrase = resolver.fullest(phrase)
        role = scene.role(phrase)
    else:
        who = resolver.announced(phrase, role, gender)
        if who is not None:
            return who
    beside = scene.names.get(phrase.last + 1)
    end = (
        beside.end if beside and scene.of_somebody(phrase) and beside.start - phrase.end <= 1 else phrase.end
    )
    told = scene.text[phrase.start : end] if end > phrase.end else whole(scene.text, scene.words, phrase)
    said = without_article(told)
    if phrase.plural:
        said = said.replace(scene.words[phrase.at].text, phrase.head, 1)  # « l'un des prévenus »
    if (
        role.organisation
        and phrase.last == phrase.at
        and (whose or phrase.determiner in ("son", "sa", "leur"))
    ):
        said = f"{said} {of(scene.text, role.organisation)}"  # « sa porte-parole »
    return Who(said, "person", role=role, sure=0.8, gender=gender, head=phrase.head)


def _relative(scene: Scene, phrase: Phrase, gender: str) -> Person | None:
    """« le fils de Jacques Morel », « sa veuve » → Anne Morel: the one other of that surname."""
    people = [person for person in scene.near(phrase.start) if len(person.keys) > 1]
    of = next((scene.of_name[inner] for _, inner in phrase.complements if inner in scene.of_name), None)
    if of is None and not (phrase.determiner in ("son", "sa") and phrase.head in _SPOUSES):
        return None  # « son fils » may be of either parent, who bear the name too
    family = [
        person
        for person in people
        if person is not of
        and person.gender == gender
        and any(
            other is not person and other.keys[-1:] == person.keys[-1:]
            for other in (people if of is None else (of,))
        )
    ]
    return family[0] if len(family) == 1 and (of is None or len(of.keys) > 1) else None


def _further(scene: Scene, phrase: Phrase) -> Person | None:
    """« le porte-parole de l'armée dans la région, le colonel Ives Sand, »: the name two steps on."""
    number = phrase.last + 1
    while number < len(scene.words) and number - phrase.last <= 4 and scene.words[number].text[0].isalpha():
        if scene.verb(scene.words[number].low):
            return None
        number += 1
    if number + 2 >= len(scene.words) or scene.words[number].text != ",":
        return None
    number += 1
    if number in scene.of_name:  # « le chef de la police dans le Nord, Ugo Brun, »
        name = scene.names[number]
        return scene.of_name[number] if scene.text[name.end : name.end + 1] in (",", ".", "(", "") else None
    if scene.words[number].low not in ("le", "la", "l'"):
        return None
    rank = scene.by_first.get(number + 1)
    return scene.bearers.get(rank.at) if rank is not None and rank.sort == "role" else None


def _group(scene: Scene, resolver: Resolver, phrase: Phrase, role: Role, mention: str) -> Who:
    said = without_article(scene.text[phrase.start : phrase.end])
    plain = not phrase.complements and phrase.determiner in ("les", "ces")
    bare = plain and phrase.last == phrase.at
    for who in reversed(resolver.history[-10:]):
        if who.plural and who.name and bare and (phrase.head == who.head or phrase.head in _ANY_GROUP):
            return who.again(0.85)
        if enumerated(who) and who.type == "group" and plain and phrase.head in _ANY_GROUP:
            taken_up = who.again(0.8)  # « les élus centristes », after three of them who have names
            taken_up.group_role = said
            return taken_up
    if bare:
        said = resolver.group_in_full(phrase)
    if re.match(r"(?i)(?:ses|leurs)\b", mention) and phrase.last == phrase.at:
        said = possessed(scene, resolver, said, phrase.start)
    who = Who(
        said, "group", role=None, organisation=role.organisation, sure=0.85, plural=True, head=phrase.head
    )
    if phrase.head not in _COMMON_GROUPS:
        who.group_role = scene.words[phrase.at].low
    return who


def possessed(scene: Scene, resolver: Resolver, said: str, at: int) -> str:
    """« ses avocats » → « avocats de Paul Morel »."""
    owner = resolver.nearest(at, "?")
    if owner and owner.full_name and owner.type == "person":
        return f"{said} {of(scene.text, owner.full_name)}"
    return said
